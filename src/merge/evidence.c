/* What speaks for one deed.
 *
 * Two mentions of one type can be one deed. The same code and word, a general word for it
 * (`هجوم`, `مقتل`) in the same sentence, the definite article of what is known already, a
 * headline and its lead, shared recipients, place, day or toll speak for it; other parties,
 * another place, day or toll, a deed done and one only planned, `هجوم آخر`, a deed that answers
 * another (`ردا على هجوم`) or comes back from who suffered it, a later sentence that tells in the
 * perfect against it. Each has a weight, their sum decides. Limits: the weights know nothing of what deeds follow each other.
 */
#include "merge/merge.h"

/* Weights in thirds of a logit, after a regression over the pairs of mentions in annotated
 * articles, rounded. */
enum {
  SAME_CODE = 3,
  GENERAL_CODE = 1,
  SAME_WORD = 2,
  KNOWN_WORD = 4,
  DEFINITE = 1,
  ANONYMOUS = 1,
  LEAD = 5,
  NEAR = 1,
  RESULT = 4,
  OUTCOME = 3,
  OTHER_ACTOR = 3,
  OTHER_SPEAKER = 9,
  SAME_RECIPIENT = 1,
  OTHER_RECIPIENT = 3,
  OTHER_WAY = 5,
  SAME_PLACE = 1,
  OTHER_PLACE = 6,
  SAME_DAY = 3,
  OTHER_DAY = 5,
  SAME_TOLL = 2,
  OTHER_TOLL = 4,
  SAME_STATUS = 4,
  OTHER_STATUS = 4,
  OTHER_ONE = 5,
  TOLD_NEW = 3
};

/* A deed, and what may tell of it again. */
typedef struct {
  const RsEventInput *input;
  const RsMentions *mentions;
  const RsDeeds *deeds;
  const RsDeed *deed, *more;
} Pair;

/* CAMEO codes */
static const char ABDUCTION[] = "181", VIOLENCE[] = "180";

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

static bool happened(uint8_t status) {
  return status == RS_STATUS_OCCURRED || status == RS_STATUS_ONGOING;
}

static uint32_t trigger_lexeme(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  if (!chosen || chosen->lexeme == RS_NONE) return RS_NONE;
  uint32_t verb = rs_morph_lexeme(reading->knowledge, chosen)->verb;
  return verb == RS_NONE ? chosen->lexeme : verb;
}

/* `هاجم مسلحون الشرطة … أطلقت الشرطة النار على المسلحين`: who did one suffered the other. */
static bool goes_other_way(
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

/* `اشتبك أ مع ب … مقتل ثلاثة من أ`: in a clash either side may suffer. */
static bool is_clash(const RasidKnowledge *knowledge, const RsMention *mention) {
  return (rs_mention_pattern(knowledge, mention)->flags & RS_PATTERN_MUTUAL) &&
         rs_mention_is(knowledge, mention, RS_TYPE_FORCE);
}

/* How alike deed and mention are: of each, 1 the same, -1 different, 0 cannot be told. */
typedef struct {
  int actors, recipients, places, dates, deaths, injured;
} Likeness;

static Likeness compare(
  const RsEventInput *input, const RsMention *deed, const RsMention *mention
) {
  const RsReading *reading = input->reading;
  Likeness like = {
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
  };
  const RsPattern *a = rs_mention_pattern(input->knowledge, deed);
  const RsPattern *b = rs_mention_pattern(input->knowledge, mention);
  bool mutual = (a->flags & b->flags & RS_PATTERN_MUTUAL) != 0;
  if (!mutual || (like.actors >= 0 && like.recipients >= 0)) return like;
  like.actors = compare_parties(
    reading, deed->actors, deed->actor_count, mention->recipients, mention->recipient_count
  );
  like.recipients = compare_parties(
    reading, deed->recipients, deed->recipient_count, mention->actors, mention->actor_count
  );
  return like;
}

/* Whether the trigger of a mention is a word of the deed. Only so many mentions of the deed are
 * looked at that a text that tells one deed ten thousand times stays linear. */
static bool has_word(const Pair *pair, uint32_t lexeme) {
  enum {
    MENTIONS_LOOKED_AT = 64
  };
  const RsMention *mentions = pair->mentions->mentions;
  uint32_t looked = 0;
  for (uint32_t k = pair->deed->first; k != RS_NONE && looked < MENTIONS_LOOKED_AT;
       looked++) {
    if (lexeme == trigger_lexeme(pair->input->reading, mentions[k].trigger)) return true;
    k = pair->deeds->next[k];
  }
  return false;
}

/* Whether any two mentions have one word, and whether the later one has the article of what is
 * known: `استهدف انفجار المسجد … وأسفر الانفجار عن مقتل خمسة`. */
static void compare_words(const Pair *pair, bool *same, bool *known) {
  const RsReading *reading = pair->input->reading;
  const RsMention *mentions = pair->mentions->mentions;
  const uint32_t *next = pair->deeds->next;
  for (uint32_t i = pair->more->first; i != RS_NONE; i = next[i]) {
    uint32_t lexeme = trigger_lexeme(reading, mentions[i].trigger);
    const RsAnalysis *word = rs_chosen(reading, mentions[i].trigger);
    if (lexeme == RS_NONE || !has_word(pair, lexeme)) continue;
    *same = true;
    *known |= word->article;
  }
}

/* What their words say of one deed: the same code and word most, a general code a little. */
static int weigh_words(const Pair *pair) {
  const RasidKnowledge *knowledge = pair->input->knowledge;
  const char *x = rs_mention_cameo(knowledge, &pair->deed->all);
  const char *y = rs_mention_cameo(knowledge, &pair->more->all);
  const RsAnalysis *trigger = rs_chosen(pair->input->reading, pair->more->all.trigger);
  bool same = false, known = false;
  compare_words(pair, &same, &known);
  int sum = 0;
  if (strncmp(x, y, 3) == 0)
    sum += SAME_CODE;
  else if (rs_cameo_is_general(x) || rs_cameo_is_general(y))
    sum += GENERAL_CODE;
  if (same) sum += SAME_WORD;
  if (known)
    sum += KNOWN_WORD;
  else if (trigger && trigger->article)
    sum += DEFINITE;
  return sum;
}

/* `شنت الطائرات غارات … أدت إلى مقتل عشرة`: what the verb behind the deed leads to. An arrest is
 * no outcome but a deed. */
static bool is_outcome(const Pair *pair) {
  const RsClauses *clauses = pair->input->clauses;
  const RsMention *mention = &pair->mentions->mentions[pair->more->first];
  const RsMention *before = &pair->mentions->mentions[pair->deed->last];
  uint32_t index = clauses->nominal_at[mention->trigger];
  if (index == RS_NONE || mention->sentence != before->sentence) return false;
  if (strcmp(rs_mention_event(pair->input->knowledge, mention), "ASSAULT") != 0)
    return false;
  const RsNominal *nominal = &clauses->nominals[index];
  if (nominal->governor == RS_NONE || nominal->relation != RS_RELATION_PREPOSITION)
    return false;
  const RsPredicate *verb = &clauses->predicates[nominal->governor];
  if (verb->token <= before->trigger || !rs_finding_at(pair->input, mention->trigger, RS_ITEM_TOLL))
    return false;
  if (verb->subject == RS_NONE || verb->subject == clauses->nominal_at[before->trigger])
    return true;
  /* `في قضاء بيجي ما أدى إلى`: not the district, all that was told. */
  const RsNominal *subject = &clauses->nominals[verb->subject];
  return subject->last < verb->token && !rs_event_at(pair->input, subject->head);
}

/* `وقصفت الطائرات المدينة`: a later sentence that tells in the perfect tells of something new, and
 * comes back to what is known with a noun, `القصف`. */
static bool is_told_new(const Pair *pair) {
  const RsMention *mention = &pair->mentions->mentions[pair->more->first];
  const RsAnalysis *word = rs_chosen(pair->input->reading, mention->trigger);
  return word && word->upos == RS_UPOS_VERB &&
         rs_feature(word->features, RS_ASPECT_SHIFT) == 1;
}

static int weigh_position(const Pair *pair, bool contradicted) {
  const RasidKnowledge *knowledge = pair->input->knowledge;
  const RsMention *deed = &pair->deed->all, *mention = &pair->more->all;
  uint32_t first = pair->mentions->mentions[pair->deed->first].sentence;
  uint32_t last = pair->mentions->mentions[pair->deed->last].sentence;
  bool anonymous = !mention->actor_count && !mention->recipient_count;
  int sum = anonymous ? ANONYMOUS : 0;
  bool lead = first == 0 && mention->sentence >= 1 && mention->sentence <= 2;
  if (lead && !contradicted) sum += LEAD;
  if (first > 0 && mention->sentence > last && is_told_new(pair)) sum -= TOLD_NEW;
  if (mention->sentence <= last + 1) sum += NEAR;
  /* A deed and its result: `غارة أسفرت عن مقتل خمسة`. */
  bool result = rs_cameo_is_general(rs_mention_cameo(knowledge, deed)) ||
                rs_cameo_is_general(rs_mention_cameo(knowledge, mention));
  if (mention->sentence == last) sum += result ? RESULT : NEAR;
  if (is_outcome(pair)) sum += OUTCOME;
  return sum;
}

/* `مقتل قاض بالرصاص … اغتال مسلحون القاضي`: one tells the weapon and one the aim. */
static bool are_aim_and_means(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  const char *x = rs_mention_cameo(knowledge, deed),
             *y = rs_mention_cameo(knowledge, mention);
  if (rs_cameo_is_general(x) || rs_cameo_is_general(y)) return false;
  return rs_cameo_is_aimed(x) != rs_cameo_is_aimed(y);
}

/* `قصف التحالف صنعاء … وأوقعت الغارات …`: one may be the other, if those who bomb or die are
 * the same. */
static bool are_bombings(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  const char *x = rs_mention_cameo(knowledge, deed),
             *y = rs_mention_cameo(knowledge, mention);
  return (rs_cameo_is_shelling(x) && rs_cameo_is_air_raid(y)) ||
         (rs_cameo_is_air_raid(x) && rs_cameo_is_shelling(y));
}

static bool are_same_kind(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  if (strcmp(rs_mention_event(knowledge, deed), rs_mention_event(knowledge, mention)) != 0) {
    return false;
  }
  const RsPattern *a = rs_mention_pattern(knowledge, deed);
  const RsPattern *b = rs_mention_pattern(knowledge, mention);
  const char *x = rs_mention_cameo(knowledge, deed),
             *y = rs_mention_cameo(knowledge, mention);
  /* `قتلوا خمسة وخطفوا عشرة`: who is carried off is not killed. */
  bool one_abducts = (strcmp(x, ABDUCTION) == 0) != (strcmp(y, ABDUCTION) == 0);
  if (one_abducts && strcmp(x, VIOLENCE) != 0 && strcmp(y, VIOLENCE) != 0) return false;
  return strncmp(x, y, 3) == 0 || rs_cameo_is_general(x) || rs_cameo_is_general(y) ||
         a->event == b->event || are_aim_and_means(knowledge, deed, mention) ||
         are_bombings(knowledge, deed, mention);
}

bool rs_mention_is_part(const RsEventInput *input, const RsMention *mention) {
  enum {
    TOKENS_BEFORE = 3
  };
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  uint32_t first =
    index == RS_NONE ? mention->first : input->clauses->nominals[index].first;
  if (rs_has_conjunction(input->reading, first))
    return false; /* `بينهم طفلان وإصابة عشرة` */
  for (uint32_t i = first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    if (!chosen) return false;
    uint32_t flags = rs_morph_lexeme(input->knowledge, chosen)->flags;
    bool among = flags & (RS_LEXEME_PARTITIVE | RS_LEXEME_BETWEEN);
    if (among && chosen->enclitic != RS_NO_CLITIC) return true;
    /* `بينهم طفل في غارة`: the child is the part. */
    if (chosen->upos == RS_UPOS_ADP || chosen->upos == RS_UPOS_NOUN) return false;
  }
  return false;
}

/* `ردا على هجوم`, `انتقاما لمقتل قائد`: what was answered is not the answer. */
static bool is_answered(const RsEventInput *input, const RsMention *mention) {
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  if (index == RS_NONE) return false;
  uint32_t first = input->clauses->nominals[index].first;
  uint32_t from = first >= 2 ? first - 2 : 0;
  const RsFindings *findings = input->findings;
  for (uint32_t k = findings->starts[from]; k < findings->starts[first]; k++) {
    const RsFound *found = &findings->found[k];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    if (item->kind != RS_ITEM_CUE || found->last != first) continue;
    if (RS_GET(input->knowledge, cues, item->index)->kind == RS_CUE_OTHER) return true;
  }
  return false;
}

/* `كما قصفت الطائرات الميناء`, `وقصفت أيضا الميناء`: right beside the verb. */
static bool is_added(const RsEventInput *input, const RsMention *mention) {
  if (!rs_is_upos(input->reading, mention->first, RS_UPOS_VERB)) return false;
  uint32_t next = mention->first + 1;
  return (mention->first && rs_has_cue(input, mention->first - 1, RS_CUE_OTHER)) ||
         (next < input->reading->tokens->token_count &&
          rs_has_cue(input, next, RS_CUE_OTHER));
}

bool rs_mention_is_another(const RsEventInput *input, const RsMention *mention) {
  if (rs_mention_is_part(input, mention) || is_answered(input, mention)) return true;
  if (is_added(input, mention)) return true;
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[mention->trigger], from = mention->trigger + 1;
  if (index == RS_NONE && mention->predicate != RS_NONE) {
    index = clauses->predicates[mention->predicate].subject; /* `انفجرت قنبلة أخرى` */
    if (index != RS_NONE) from = clauses->nominals[index].first + 1;
  }
  if (index == RS_NONE) return false;
  for (uint32_t i = from; i < clauses->nominals[index].last; i++) {
    const RsItem *item = rs_finding_at(input, i, RS_ITEM_CUE);
    if (item && RS_GET(input->knowledge, cues, item->index)->kind == RS_CUE_OTHER)
      return true;
    if (!rs_is_upos(input->reading, i, RS_UPOS_ADJ)) return false;
  }
  return false;
}

/* Words are their speaker's: `أدانت باكستان الهجوم … وأدانته إسبانيا` is said twice. */
static bool said_by_others(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  if (!rs_mention_is(knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  if (deed->actor_inherited || mention->actor_inherited) return false;
  const char *a = deed->actors[0].country, *b = mention->actors[0].country;
  return a[0] && b[0] && strcmp(a, b) != 0;
}

/* `قتل جندي وأصيب أربعة آخرون`: in one sentence other people, not another deed. */
static bool tells_other_people(
  const RsEventInput *input, const RsMention *mention, uint32_t last_sentence
) {
  return mention->sentence == last_sentence &&
         rs_finding_at(input, mention->trigger, RS_ITEM_TOLL) &&
         !rs_mention_is_part(input, mention) && !is_answered(input, mention);
}

/* What speaks for one deed and against it. */
int rs_deed_evidence(
  const RsEventInput *input,
  const RsMentions *mentions,
  const RsDeeds *deeds,
  const RsDeed *deed,
  const RsDeed *more
) {
  const Pair pair = {input, mentions, deeds, deed, more};
  const RsMention *all = &deed->all, *mention = &more->all;
  if (!are_same_kind(input->knowledge, all, mention)) return -1;
  Likeness like = compare(input, all, mention);
  /* `اغتالوه بإطلاق النار عليه` */
  uint32_t last = mentions->mentions[deed->last].sentence;
  bool alone = !mention->recipient_count && mention->sentence == last;
  if (are_aim_and_means(input->knowledge, all, mention) && like.recipients <= 0 && !alone)
    return -1;
  /* The headline says `قصف`, the lead how; later both may be told of one side. */
  bool lead = mentions->mentions[deed->last].sentence == 0 && mention->sentence <= 2;
  bool bombed = like.deaths > 0 || (lead && like.actors > 0 && mention->sentence > 0);
  if (are_bombings(input->knowledge, all, mention) && !bombed) return -1;
  bool places = like.places < 0 && all->place_near && mention->place_near;
  bool dates = like.dates < 0 && all->date_near && mention->date_near;
  int sum = weigh_words(&pair) + weigh_position(&pair, places || dates);
  if (like.actors < 0)
    sum -= said_by_others(input->knowledge, all, mention) ? OTHER_SPEAKER : OTHER_ACTOR;
  bool clash = is_clash(input->knowledge, all) || is_clash(input->knowledge, mention);
  /* `قصف التحالف التنظيم ما أدى إلى مقتل أحد قادته`: whose leader it is is easily misread. */
  bool outcome = is_outcome(&pair);
  if (like.actors <= 0 && !clash && !outcome && goes_other_way(input->reading, all, mention))
    sum -= OTHER_WAY;
  if (like.recipients > 0) sum += SAME_RECIPIENT;
  if (like.recipients < 0 && !outcome) sum -= OTHER_RECIPIENT;
  if (like.places > 0) sum += SAME_PLACE;
  if (like.places < 0) sum -= places ? OTHER_PLACE : OTHER_PLACE / 2;
  if (like.dates > 0) sum += SAME_DAY;
  bool announced = all->date_announced || mention->date_announced;
  if (like.dates < 0) sum -= announced ? OTHER_DAY / 2 : dates ? 2 * OTHER_DAY : OTHER_DAY;
  if (like.injured > 0) sum += SAME_TOLL;
  if (like.deaths) sum += like.deaths > 0 ? SAME_TOLL : -OTHER_TOLL;
  bool done = happened(all->status), now = happened(mention->status);
  bool untold = all->headline_tense || mention->headline_tense;
  /* `سقط الصاروخ دون وقوع إصابات`: nobody was hurt, yet it was fired. */
  untold |= mention->status == RS_STATUS_DENIED &&
            rs_finding_at(input, mention->trigger, RS_ITEM_TOLL);
  if (done != now && !untold) sum -= OTHER_STATUS;
  if (!done && !now) sum += SAME_STATUS;
  if (more->is_another && !tells_other_people(input, mention, last)) sum -= OTHER_ONE;
  return sum;
}
