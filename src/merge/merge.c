/* Mentions of one deed.
 *
 * A headline, the lead and later sentences tell one attack three times, the last as `الهجوم`.
 * Two mentions of one type can be one deed unless something speaks against it: other parties,
 * another place or day, a toll that cannot be reconciled, a deed done and a deed denied. They
 * are taken for one when enough speaks for it: shared parties, place, day or toll, the same
 * word, the definite article of what is known already, a result told in the same sentence
 * (`غارة أسفرت عن مقتل خمسة`). Codebook section 1. Limits: greedy, in text order.
 */
#include "merge/merge.h"

enum {
  ENOUGH = 2
};

typedef struct {
  const RsEventInput *input;
  const RsMentions *mentions;
  RsDeeds *deeds;
  RsArena *arena;
  size_t capacity;
} Merger;

static const char *cameo_of(const RasidKnowledge *knowledge, const RsMention *mention) {
  return RS_GET(knowledge, cameos, rs_mention_pattern(knowledge, mention)->cameo)->code;
}

/* A code that says no more than its root: 190, 180, 040. */
static bool is_general(const char *code) {
  return code[0] && code[1] && code[2] == '0';
}

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

/* Unknown gunmen may turn out to be rebels, and a country its army; civilians stay so. */
static bool sectors_clash(const char *a, const char *b) {
  if (!a[0] || !b[0] || strcmp(a, b) == 0) return false;
  bool civilian = strcmp(a, "CVL") == 0 || strcmp(b, "CVL") == 0;
  bool unknown = strcmp(a, "UAF") == 0 || strcmp(b, "UAF") == 0;
  bool state = (strcmp(a, "GOV") == 0 && strcmp(b, "MIL") == 0) ||
               (strcmp(a, "MIL") == 0 && strcmp(b, "GOV") == 0);
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

static int compare_places(const RsEventInput *input, uint32_t a, uint32_t b) {
  if (a == RS_NONE || b == RS_NONE) return 0;
  const RsName *left = &input->input->entities->names.names[a];
  const RsName *right = &input->input->entities->names.names[b];
  if (rs_names_same_place(input->reading, left, right)) return 1;
  const RasidKnowledge *knowledge = input->knowledge;
  if (strcmp(rs_name_country(knowledge, left), rs_name_country(knowledge, right)) != 0)
    return -1;
  if (left->kind == RS_NAME_COUNTRY || right->kind == RS_NAME_COUNTRY) return 0;
  const RsPlaceRecord *x = RS_GET(knowledge, places, left->index);
  const RsPlaceRecord *y = RS_GET(knowledge, places, right->index);
  if (left->kind != RS_NAME_PLACE || right->kind != RS_NAME_PLACE) return 0;
  bool wide = x->place_class == RS_PLACE_ADMIN1 || x->place_class == RS_PLACE_REGION ||
              y->place_class == RS_PLACE_ADMIN1 || y->place_class == RS_PLACE_REGION;
  if (wide || x->admin1 == y->admin1) return 0;
  return -1;
}

static int compare_dates(const RsEventInput *input, uint32_t a, uint32_t b) {
  if (a == RS_NONE || b == RS_NONE) return 0;
  const RsDate *x = &input->input->entities->dates.dates[a];
  const RsDate *y = &input->input->entities->dates.dates[b];
  if (x->from_day == RS_NO_DAY || y->from_day == RS_NO_DAY) return 0;
  if (x->to_day < y->from_day || y->to_day < x->from_day) return -1;
  return x->precision == RS_PRECISION_DAY && y->precision == RS_PRECISION_DAY ? 1 : 0;
}

static int compare_counts(const RsHeadcount *a, const RsHeadcount *b) {
  if (!a->known || !b->known) return 0;
  if (a->min == b->min && a->max == b->max) return 1;
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

/* What speaks for one deed; negative when something forbids it. */
static int evidence(const Merger *merger, const RsMention *deed, const RsMention *mention) {
  const RsEventInput *input = merger->input;
  const RsReading *reading = input->reading;
  const RasidKnowledge *knowledge = input->knowledge;
  const RsPattern *a = rs_mention_pattern(knowledge, deed);
  const RsPattern *b = rs_mention_pattern(knowledge, mention);
  if (strcmp(rs_mention_event(knowledge, deed), rs_mention_event(knowledge, mention)) != 0) {
    return -1;
  }
  if (happened(deed->status) != happened(mention->status)) return -1;
  const char *x = cameo_of(knowledge, deed), *y = cameo_of(knowledge, mention);
  bool same_code = strncmp(x, y, 3) == 0;
  if (!same_code && !is_general(x) && !is_general(y) && a->event != b->event) return -1;
  int actors = compare_parties(
    reading, deed->actors, deed->actor_count, mention->actors, mention->actor_count
  );
  int recipients = compare_parties(
    reading,
    deed->recipients,
    deed->recipient_count,
    mention->recipients,
    mention->recipient_count
  );
  bool mutual = (a->flags & b->flags & RS_PATTERN_MUTUAL) != 0;
  if (mutual && (actors < 0 || recipients < 0)) {
    actors = compare_parties(
      reading,
      deed->actors,
      deed->actor_count,
      mention->recipients,
      mention->recipient_count
    );
    recipients = compare_parties(
      reading,
      deed->recipients,
      deed->recipient_count,
      mention->actors,
      mention->actor_count
    );
  }
  int places = deed->place_near && mention->place_near
                 ? compare_places(input, deed->place, mention->place)
                 : 0;
  int dates = deed->date_near && mention->date_near
                ? compare_dates(input, deed->date, mention->date)
                : 0;
  int deaths = compare_counts(&deed->deaths, &mention->deaths);
  if (actors < 0 || recipients < 0 || places < 0 || dates < 0) return -1;
  if (deaths < 0 && places <= 0) return -1;
  int sum = 2 * actors + 2 * recipients + places + dates + 2 * (deaths > 0);
  if (trigger_lexeme(reading, deed->trigger) == trigger_lexeme(reading, mention->trigger))
    sum++;
  const RsAnalysis *trigger = rs_chosen(reading, mention->trigger);
  bool anonymous = !mention->actor_count && !mention->recipient_count;
  if (trigger && trigger->article) sum += anonymous ? 2 : 1;
  if (deed->sentence == mention->sentence) sum += is_general(y) || is_general(x) ? 2 : 1;
  bool lead = deed->sentence == 0 && mention->sentence <= 2;
  if (lead) sum++;
  if (mention->sentence <= deed->sentence + 1) sum++;
  if (anonymous && mention->weak) sum++;
  return sum;
}

/* ------------------------------------------------------------------ joining */

static uint32_t fullness(const RasidKnowledge *knowledge, const RsMention *mention) {
  uint32_t sum = 2 * mention->actor_count + 2 * mention->recipient_count;
  if (mention->deaths.known) sum += 2;
  if (mention->place_near) sum++;
  if (mention->date_near) sum++;
  if (!is_general(cameo_of(knowledge, mention))) sum += 2;
  return mention->weak ? sum : sum + 3;
}

static void join_counts(RsHeadcount *all, const RsHeadcount *more) {
  if (!more->known) return;
  if (!all->known) {
    *all = *more;
    return;
  }
  if (more->min >= 0 && (all->min < 0 || more->min < all->min)) all->min = more->min;
  if (all->max >= 0 && (more->max < 0 || more->max > all->max)) all->max = more->max;
}

static void join_parties(
  RsParty *all, uint32_t *all_count, const RsParty *more, uint32_t more_count
) {
  if (*all_count) {
    /* The named one says more than `مسلحون`. */
    if (more_count && !all[0].country[0] && more[0].country[0]) {
      memcpy(all, more, more_count * sizeof *all);
      *all_count = more_count;
    }
    return;
  }
  memcpy(all, more, more_count * sizeof *all);
  *all_count = more_count;
}

/* How much a place says: a country little, a region more, a town or point most. */
static unsigned exactness(const RsEventInput *input, uint32_t place) {
  const RsName *name = &input->input->entities->names.names[place];
  if (name->kind == RS_NAME_COUNTRY) return 0;
  if (name->kind == RS_NAME_CAPITAL) return 3;
  switch (RS_GET(input->knowledge, places, name->index)->place_class) {
    case RS_PLACE_REGION:
    case RS_PLACE_SEA:
    case RS_PLACE_RIVER:
    case RS_PLACE_MOUNTAIN: return 1;
    case RS_PLACE_ADMIN1: return 2;
    default: return 3;
  }
}

/* A town says more than its region, a place in the clause more than one in the sentence. */
static bool better_place(
  const RsEventInput *input, const RsMention *all, const RsMention *mention
) {
  if (mention->place == RS_NONE) return false;
  if (all->place == RS_NONE) return true;
  unsigned before = exactness(input, all->place), now = exactness(input, mention->place);
  if (now > before) return mention->place_near;
  return now == before && !all->place_near && mention->place_near;
}

static void join(const Merger *merger, RsDeed *deed, uint32_t index) {
  const RsMention *mention = &merger->mentions->mentions[index];
  const RasidKnowledge *knowledge = merger->input->knowledge;
  RsMention *all = &deed->all;
  const RsMention *lead = &merger->mentions->mentions[deed->lead];
  if (fullness(knowledge, mention) > fullness(knowledge, lead)) {
    deed->lead = index;
  }
  if (is_general(cameo_of(knowledge, all)) && !is_general(cameo_of(knowledge, mention))) {
    all->pattern = mention->pattern;
  }
  if (all->actor_inherited && mention->actor_count && !mention->actor_inherited) {
    all->actor_count = 0;
    all->actor_inherited = false;
  }
  join_parties(all->actors, &all->actor_count, mention->actors, mention->actor_count);
  join_parties(
    all->recipients, &all->recipient_count, mention->recipients, mention->recipient_count
  );
  join_counts(&all->deaths, &mention->deaths);
  join_counts(&all->injured, &mention->injured);
  join_counts(&all->detained, &mention->detained);
  join_counts(&all->crowd, &mention->crowd);
  if (better_place(merger->input, all, mention)) {
    all->place = mention->place;
    all->place_near = mention->place_near;
  }
  if (mention->date != RS_NONE && (all->date == RS_NONE || (!all->date_near && mention->date_near))) {
    all->date = mention->date;
    all->date_near = mention->date_near;
  }
  if (mention->has_speaker && !all->has_speaker) {
    all->speaker = mention->speaker;
    all->stance = mention->stance;
    all->has_speaker = true;
  }
  all->weak = all->weak && mention->weak;
  if (mention->score > all->score) all->score = mention->score;
  all->score += (1 - all->score) * 0.15f;
  merger->deeds->next[deed->last] = index;
  deed->last = index;
  deed->member_count++;
}

static bool add_deed(Merger *merger, uint32_t index) {
  RsDeeds *deeds = merger->deeds;
  deeds->deeds = rs_arena_grow(
    merger->arena, deeds->deeds, deeds->deed_count, &merger->capacity, sizeof *deeds->deeds
  );
  if (!deeds->deeds) return false;
  deeds->deeds[deeds->deed_count++] = (RsDeed) {
    .first = index,
    .last = index,
    .member_count = 1,
    .lead = index,
    .about = RS_NONE,
    .all = merger->mentions->mentions[index],
  };
  return true;
}

static void trace_merge(const Merger *merger, const RsDeed *deed, uint32_t index, int sum) {
  RsTracer *tracer = merger->input->tracer;
  if (!tracer->on) return;
  const RsMention *mention = &merger->mentions->mentions[index];
  const char *detail = rs_arena_format(
    tracer->arena,
    "one deed with the mention in sentence %u (evidence %d)",
    merger->mentions->mentions[deed->first].sentence,
    sum
  );
  if (detail) {
    rs_trace_add(
      tracer, RASID_TRACE_MERGE, mention->first, mention->last, RS_NONE, "same deed", detail
    );
  }
}

/* The deed that a mention belongs to, or NULL. Only so many deeds are looked at, the latest
 * first, that a text of ten thousand events stays linear. */
static RsDeed *find_deed(const Merger *merger, const RsMention *mention, int *best_sum) {
  enum {
    DEEDS_LOOKED_AT = 64
  };
  RsDeed *best = NULL;
  uint32_t looked = 0;
  for (uint32_t i = merger->deeds->deed_count; i-- > 0 && looked < DEEDS_LOOKED_AT;
       looked++) {
    RsDeed *deed = &merger->deeds->deeds[i];
    int sum = evidence(merger, &deed->all, mention);
    if (sum < ENOUGH || (best && sum <= *best_sum)) continue;
    best = deed;
    *best_sum = sum;
  }
  return best;
}

/* Weak triggers stand only beside stronger ones (data/FORMAT.md, `weak`). */
static void drop_weak(RsDeeds *deeds) {
  bool strong = false;
  for (uint32_t i = 0; i < deeds->deed_count; i++)
    strong |= !deeds->deeds[i].all.weak;
  if (strong) return;
  deeds->deed_count = 0;
}

/* Force told without a place is where the force told before it was (codebook section 4). */
static void inherit_places(const RsEventInput *input, RsDeeds *deeds) {
  uint32_t place = RS_NONE;
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    RsMention *all = &deeds->deeds[i].all;
    if (!rs_mention_is(input->knowledge, all, RS_TYPE_FORCE)) continue;
    if (all->place == RS_NONE) {
      all->place = place;
      all->place_near = false;
    } else if (all->place_near) {
      place = all->place;
    }
  }
}

/* `أدان الاتحاد الهجوم`: the first other deed behind the verb, in its clause. */
static void link_about(const Merger *merger) {
  const RsMentions *mentions = merger->mentions;
  RsDeeds *deeds = merger->deeds;
  uint32_t *owner =
    rs_arena_alloc(merger->arena, (mentions->mention_count + 1) * sizeof *owner);
  if (!owner) return;
  for (uint32_t i = 0; i < mentions->mention_count; i++)
    owner[i] = RS_NONE;
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    for (uint32_t k = deeds->deeds[i].first; k != RS_NONE; k = deeds->next[k])
      owner[k] = i;
  }
  for (uint32_t i = 0; i + 1 < mentions->mention_count; i++) {
    const RsMention *spoken = &mentions->mentions[i], *next = spoken + 1;
    if (owner[i] == RS_NONE || !rs_mention_is(merger->input->knowledge, spoken, RS_TYPE_ABOUT))
      continue;
    if (next->sentence != spoken->sentence || spoken->predicate == RS_NONE) continue;
    bool inside = next->first < merger->input->clauses->predicates[spoken->predicate].last;
    bool other = owner[i + 1] != RS_NONE && owner[i + 1] != owner[i] &&
                 !rs_mention_is(merger->input->knowledge, next, RS_TYPE_ABOUT);
    if (inside && other && deeds->deeds[owner[i]].about == RS_NONE) {
      deeds->deeds[owner[i]].about = owner[i + 1];
    }
  }
}

bool rs_deeds_merge(
  RsDeeds *deeds, RsArena *arena, const RsEventInput *input, const RsMentions *mentions
) {
  *deeds = (RsDeeds) {0};
  deeds->next = rs_arena_alloc(arena, (mentions->mention_count + 1) * sizeof *deeds->next);
  if (!deeds->next) return false;
  for (uint32_t i = 0; i < mentions->mention_count; i++)
    deeds->next[i] = RS_NONE;
  Merger merger = {.input = input, .mentions = mentions, .deeds = deeds, .arena = arena};
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    int sum = 0;
    RsDeed *deed = find_deed(&merger, &mentions->mentions[i], &sum);
    if (deed) {
      trace_merge(&merger, deed, i, sum);
      join(&merger, deed, i);
    } else if (!add_deed(&merger, i)) {
      return false;
    }
  }
  drop_weak(deeds);
  inherit_places(input, deeds);
  link_about(&merger);
  return true;
}
