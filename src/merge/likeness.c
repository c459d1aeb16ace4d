/* How alike two mentions are.
 *
 * `هجوم على دورية في غاو` and `كمين قرب غاو قتل فيه جنديان` may be one deed: their parties, places,
 * days and tolls are compared, each as the same, as different or as what cannot be told. Parties
 * are the same by their entry, a word of their names, or country and sector; unknown gunmen may
 * turn out to be rebels and a country its army or police. A province may hold the town that is
 * told elsewhere, and what is beside a country may lie outside of it. Limits: a name that the
 * gazetteer lacks is never another place.
 */
#include "merge/likeness.h"

static bool share_word(const RsReading *reading, const RsParty *a, const RsParty *b) {
  for (uint32_t i = a->first; i < a->last; i++) {
    const RsAnalysis *left = rs_chosen(reading, i);
    if (!left || (left->upos != RS_UPOS_NOUN && left->upos != RS_UPOS_PROPN)) continue;
    for (uint32_t k = b->first; k < b->last; k++) {
      const RsAnalysis *right = rs_chosen(reading, k);
      if (!right) continue;
      if (left->lexeme != RS_NONE ? left->lexeme == right->lexeme : rs_stem_hash(reading, i) == rs_stem_hash(reading, k)) {
        return true;
      }
    }
  }
  return false;
}

static bool is_arm_of_state(const char *sector) {
  return strcmp(sector, "MIL") == 0 || strcmp(sector, "COP") == 0 ||
         strcmp(sector, "JUD") == 0 || strcmp(sector, "SPY") == 0;
}

/* Unknown gunmen may turn out to be rebels, and a country its army or police; civilians stay
 * so. */
static bool sectors_clash(const char *a, const char *b) {
  if (!a[0] || !b[0] || strcmp(a, b) == 0) return false;
  bool civilian = strcmp(a, "CVL") == 0 || strcmp(b, "CVL") == 0;
  bool unknown = strcmp(a, "UAF") == 0 || strcmp(b, "UAF") == 0;
  bool state = (strcmp(a, "GOV") == 0 && is_arm_of_state(b)) ||
               (strcmp(b, "GOV") == 0 && is_arm_of_state(a));
  return !(unknown && !civilian) && !state;
}

/* 1 the same, -1 certainly not, 0 cannot be told. */
static int compare_party(const RsReading *reading, const RsParty *a, const RsParty *b) {
  if (a->actor != RS_NONE && a->actor == b->actor) return 1;
  if (a->country[0] && b->country[0] && strcmp(a->country, b->country) != 0) return -1;
  if (a->actor != RS_NONE && b->actor != RS_NONE) return -1;
  if (share_word(reading, a, b)) return 1;
  if (sectors_clash(a->sector, b->sector)) return -1;
  return a->country[0] && strcmp(a->country, b->country) == 0 && a->sector[0] &&
             strcmp(a->sector, b->sector) == 0
           ? 1
           : 0;
}

static int compare_parties(
  const RsReading *reading,
  const RsParty *a,
  uint32_t a_count,
  const RsParty *b,
  uint32_t b_count
) {
  int worst = 0;
  for (uint32_t i = 0; i < a_count; i++) {
    for (uint32_t k = 0; k < b_count; k++) {
      int compared = compare_party(reading, &a[i], &b[k]);
      if (compared > 0) return 1;
      if (compared < 0) worst = -1;
    }
  }
  return worst;
}

/* `اعتقل الناشط وائل … اعتقل المحامي هيثم`: alike by country and sector, yet two men. */
static bool have_other_names(
  const RsReading *reading,
  const RsParty *a,
  uint32_t a_count,
  const RsParty *b,
  uint32_t b_count
) {
  for (uint32_t i = 0; i < a_count; i++) {
    for (uint32_t k = 0; k < b_count; k++) {
      bool entry = a[i].actor != RS_NONE && a[i].actor == b[k].actor;
      if (entry || share_word(reading, &a[i], &b[k])) return false;
    }
  }
  return a_count && b_count;
}

/* `اغتيال محمد الزواري … قتل الزواري`: one man by his name. */
static bool share_person(const RsReading *reading, const RsMention *a, const RsMention *b) {
  for (uint32_t i = 0; i < a->recipient_count; i++) {
    const RsParty *man = &a->recipients[i];
    for (uint32_t t = man->first; man->person && t < man->last; t++) {
      RsParty name = {.first = t, .last = t + 1};
      for (uint32_t k = 0; rs_is_upos(reading, t, RS_UPOS_PROPN) && k < b->recipient_count;
           k++) {
        if (b->recipients[k].person && share_word(reading, &name, &b->recipients[k]))
          return true;
      }
    }
  }
  return false;
}

/* `قرب موريتانيا`: what is beside a country may be outside of it, unlike `شمال مالي`. */
static bool is_beside_country(const RsEventInput *input, const RsName *name) {
  if (name->kind != RS_NAME_COUNTRY || !(name->kinds & RS_KIND_NEAR)) return false;
  return !(rs_lexeme_at(input->reading, name->first - 1)->flags & RS_LEXEME_DIRECTION);
}

static int compare_places(const RsEventInput *input, uint32_t a, uint32_t b) {
  if (a == RS_NONE || b == RS_NONE) return 0;
  const RsName *left = &input->input->entities->names.names[a];
  const RsName *right = &input->input->entities->names.names[b];
  if (rs_names_same_place(input->reading, left, right)) return 1;
  const RasidKnowledge *knowledge = input->knowledge;
  if (strcmp(rs_name_country(knowledge, left), rs_name_country(knowledge, right)) != 0)
    return is_beside_country(input, left) || is_beside_country(input, right) ? 0 : -1;
  if (left->kind == RS_NAME_COUNTRY || right->kind == RS_NAME_COUNTRY) return 0;
  if (left->index == RS_NONE || right->index == RS_NONE) return 0;
  const RsPlaceRecord *x = RS_GET(knowledge, places, left->index);
  const RsPlaceRecord *y = RS_GET(knowledge, places, right->index);
  if (left->kind != RS_NAME_PLACE || right->kind != RS_NAME_PLACE) return 0;
  /* A province and a town of it may be one place, not a province and a town elsewhere. */
  bool known = x->admin1 && y->admin1 && x->place_class != RS_PLACE_REGION &&
               y->place_class != RS_PLACE_REGION;
  bool towns = x->place_class <= RS_PLACE_TOWN && y->place_class <= RS_PLACE_TOWN;
  return known && (towns || x->admin1 != y->admin1) ? -1 : 0;
}

/* `منذ أكثر من عام` holds for what went on all the time, not for a deed of last week in it. */
static bool is_long_range(const RsDate *date) {
  return date->precision == RS_PRECISION_RANGE && date->to_day - date->from_day > 180;
}

static int compare_dates(const RsEventInput *input, uint32_t a, uint32_t b) {
  if (a == RS_NONE || b == RS_NONE) return 0;
  const RsDate *x = &input->input->entities->dates.dates[a];
  const RsDate *y = &input->input->entities->dates.dates[b];
  if (x->from_day == RS_NO_DAY || y->from_day == RS_NO_DAY) return 0;
  if (x->to_day < y->from_day || y->to_day < x->from_day) return -1;
  if (is_long_range(x) != is_long_range(y)) return -1;
  return x->precision == RS_PRECISION_DAY && y->precision == RS_PRECISION_DAY ? 1 : 0;
}

static int compare_counts(const RsHeadcount *a, const RsHeadcount *b) {
  if (!a->known || !b->known) return 0;
  if (a->min == b->min && a->max == b->max) return 1;
  if ((b->total && b->min >= a->min) || (a->total && a->min >= b->min)) return 0;
  int64_t a_max = a->max < 0 ? INT64_MAX : a->max, b_max = b->max < 0 ? INT64_MAX : b->max;
  return a->min <= b_max && b->min <= a_max ? 0 : -1;
}

bool rs_mention_goes_other_way(
  const RsReading *reading, const RsMention *deed, const RsMention *mention
) {
  return compare_parties(
           reading,
           deed->actors,
           deed->actor_count,
           mention->recipients,
           mention->recipient_count
         ) > 0 ||
         compare_parties(
           reading,
           deed->recipients,
           deed->recipient_count,
           mention->actors,
           mention->actor_count
         ) > 0;
}

/* A man by his name: `لافروف`, neither `الوزير` nor `رئيس كولومبيا`. */
static bool is_named_man(const RsEventInput *input, const RsParty *party) {
  const RsNames *names = &input->input->entities->names;
  if (!party->person || party->referred) return false;
  for (uint32_t i = party->first; i < party->last; i++) {
    uint32_t name = names->at[i];
    bool man = name == RS_NONE || names->names[name].kind == RS_NAME_PERSON;
    if (name != RS_NONE && names->names[name].kind == RS_NAME_ACTOR)
      man =
        RS_GET(input->knowledge, actors, names->names[name].index)->type == RS_ACTOR_PERSON;
    if (man && (name != RS_NONE || rs_is_upos(input->reading, i, RS_UPOS_PROPN)))
      return true;
  }
  return false;
}

/* `دعا ماكرون إلى … ودعا لودريان إلى`: two men of one government speak for themselves. */
static bool are_two_speakers(
  const RsEventInput *input, const RsMention *deed, const RsMention *mention
) {
  if (!rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  if (deed->actor_count != 1 || mention->actor_count != 1) return false;
  if (deed->actor_inherited || mention->actor_inherited) return false;
  const RsParty *a = &deed->actors[0], *b = &mention->actors[0];
  return is_named_man(input, a) && is_named_man(input, b) &&
         have_other_names(input->reading, a, 1, b, 1);
}

bool rs_mention_is_meeting(const RasidKnowledge *knowledge, const RsMention *mention) {
  return strcmp(rs_mention_event(knowledge, mention), "CONSULT") == 0;
}

RsLikeness rs_mentions_compare(
  const RsEventInput *input, const RsMention *deed, const RsMention *mention
) {
  const RsReading *reading = input->reading;
  RsLikeness like = {
    .actors = compare_parties(
      reading, deed->actors, deed->actor_count, mention->actors, mention->actor_count
    ),
    .recipients = compare_parties(
      reading,
      deed->recipients,
      deed->recipient_count,
      mention->recipients,
      mention->recipient_count
    ),
    .places = compare_places(input, deed->place, mention->place),
    .dates = compare_dates(input, deed->date, mention->date),
    .deaths = compare_counts(&deed->deaths, &mention->deaths),
    .injured = compare_counts(&deed->injured, &mention->injured),
    .detained = compare_counts(&deed->detained, &mention->detained),
    .same_person = share_person(reading, deed, mention),
    .other_names = have_other_names(
      reading,
      deed->recipients,
      deed->recipient_count,
      mention->recipients,
      mention->recipient_count
    ),
  };
  like.two_speakers = are_two_speakers(input, deed, mention);
  if (like.two_speakers) like.actors = -1;
  const RsPattern *a = rs_mention_pattern(input->knowledge, deed);
  const RsPattern *b = rs_mention_pattern(input->knowledge, mention);
  bool mutual = (a->flags & b->flags & RS_PATTERN_MUTUAL) ||
                rs_mention_is_meeting(input->knowledge, mention);
  if (!mutual || (like.actors >= 0 && like.recipients >= 0)) return like;
  int actors = compare_parties(
    reading, deed->actors, deed->actor_count, mention->recipients, mention->recipient_count
  );
  int recipients = compare_parties(
    reading, deed->recipients, deed->recipient_count, mention->actors, mention->actor_count
  );
  bool meeting = !(a->flags & b->flags & RS_PATTERN_MUTUAL);
  if (meeting && actors + recipients <= like.actors + like.recipients) return like;
  like.actors = actors;
  like.recipients = recipients;
  return like;
}
