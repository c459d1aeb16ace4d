/* One deed, one record.
 *
 * A headline, the lead and later sentences tell one attack three times, the last as `الهجوم`.
 * First the mentions of a sentence are put together (`قتل شرطيان في هجوم آخر`: deed and result),
 * then each of these with the deed of the sentences before that most speaks for (evidence.c),
 * when enough does. The record has the fullest mention first, the named party for the unnamed
 * one, the town for its region, the widest toll. Force told without a place or a day takes those
 * of the force told before it. Codebook sections 1 and 4. Limits: greedy, in text order; a deed
 * once joined is never parted.
 */
#include "merge/merge.h"

typedef struct {
  const RsEventInput *input;
  const RsMentions *mentions;
  RsDeeds *deeds;
  RsArena *arena;
  size_t capacity;
  uint32_t matter; /* RsDeed.matter of the next deed */
} Merger;

/* ------------------------------------------------------------------ joining */

static uint32_t fullness(const RasidKnowledge *knowledge, const RsMention *mention) {
  uint32_t sum = 2 * mention->actor_count + 2 * mention->recipient_count;
  if (mention->deaths.known) sum += 2;
  if (mention->place_near) sum++;
  if (mention->date_near) sum++;
  if (!rs_cameo_is_general(rs_mention_cameo(knowledge, mention))) sum += 2;
  return mention->weak ? sum : sum + 3;
}

/* What both can mean (`العشرات` and forty are forty); of figures that contradict each other the
 * lowest and the highest. */
static void join_counts(RsHeadcount *all, const RsHeadcount *more) {
  if (!more->known) return;
  /* A total has the figures told before in it. */
  bool newer = more->total && !all->total && more->min >= all->min;
  if (!all->known || newer) {
    *all = *more;
    return;
  }
  if (all->total && !more->total && all->min >= more->min) return;
  int64_t all_max = all->max < 0 ? INT64_MAX : all->max;
  int64_t more_max = more->max < 0 ? INT64_MAX : more->max;
  bool agree = all->min <= more_max && more->min <= all_max;
  bool lower = more->min < all->min;
  bool higher = all_max < more_max;
  if (lower != agree) all->min = more->min;
  if (higher != agree) all->max = more->max;
}

/* `مسلحون`, `متهم`: nobody is told who they are. `مهاجرون` says what they are, if not whence. */
static bool is_nobody_known(const RsParty *party, const RsParty *named) {
  static const char *const vague[] = {"", "UAF", "UNK", "PRE"};
  for (size_t i = 0; i < RS_COUNT_OF(vague); i++) {
    if (strcmp(party->sector, vague[i]) == 0) return true;
  }
  return strcmp(party->sector, named->sector) == 0;
}

static void join_parties(
  RsParty *all, uint32_t *all_count, const RsParty *more, uint32_t more_count
) {
  if (*all_count) {
    /* The named one says more than `مسلحون`, the minister who was met than the town visited. */
    bool named = more_count && !all[0].country[0] && more[0].country[0] &&
                 is_nobody_known(&all[0], &more[0]);
    bool nearer = more_count && all[0].state && !more[0].state &&
                  strcmp(all[0].country, more[0].country) == 0;
    if (named || nearer) {
      memcpy(all, more, more_count * sizeof *all);
      *all_count = more_count;
    }
    return;
  }
  memcpy(all, more, more_count * sizeof *all);
  *all_count = more_count;
}

/* A town says more than its region, a place in the clause more than one in the sentence. */
static bool better_place(
  const RsEventInput *input, const RsMention *all, const RsMention *mention
) {
  if (mention->place == RS_NONE) return false;
  if (all->place == RS_NONE) return true;
  unsigned before = rs_place_exactness(input, all->place);
  unsigned now = rs_place_exactness(input, mention->place);
  if (now > before) return mention->place_near;
  return now == before && !all->place_near && mention->place_near;
}

static bool is_vague(const RsEventInput *input, const RsMention *mention) {
  return input->input->entities->dates.dates[mention->date].from_day == RS_NO_DAY;
}

/* `في 24 فبراير` says more than `في فبراير`. */
static bool is_finer(
  const RsEventInput *input, const RsMention *all, const RsMention *mention
) {
  const RsDate *dates = input->input->entities->dates.dates;
  const RsDate *before = &dates[all->date], *now = &dates[mention->date];
  if (all->date_since || mention->date_since || now->precision != RS_PRECISION_DAY)
    return false;
  bool coarse =
    before->precision != RS_PRECISION_DAY && before->precision != RS_PRECISION_RANGE;
  return coarse && mention->date_near && now->from_day >= before->from_day &&
         now->to_day <= before->to_day;
}

static void join_date(const RsEventInput *input, RsMention *all, const RsMention *mention) {
  all->date_lasting = all->date_lasting && mention->date_lasting;
  if (mention->date == RS_NONE) return;
  bool stated = (mention->date_near || all->date_announced) && !mention->date_inherited &&
                !mention->date_announced && !is_vague(input, mention);
  bool better = all->date == RS_NONE || all->date_inherited || all->date_announced ||
                !all->date_near || is_vague(input, all) || is_finer(input, all, mention);
  if (all->date != RS_NONE && !(better && stated)) return;
  all->date = mention->date;
  all->date_near = mention->date_near;
  all->date_since = mention->date_since;
  all->date_announced = mention->date_announced;
  all->date_inherited = mention->date_inherited;
}

/* The present of a headline does not tell, and a toll denied (`لم يقتل أحد`) is no deed denied. */
static void join_status(
  const RsEventInput *input, RsMention *all, const RsMention *mention
) {
  /* `قمة عربية في تونس. تعقد القمة غدا`: the next mention tells. */
  if (all->headline_noun && mention->sentence > 0) {
    bool force = rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
    if (mention->status == RS_STATUS_PLANNED && !force) all->status = mention->status;
    all->headline_noun = false;
  }
  bool toll = rs_finding_at(input, all->trigger, RS_ITEM_TOLL) != NULL;
  bool no_toll = toll && all->status == RS_STATUS_DENIED;
  if (!no_toll && !(all->headline_tense && !mention->headline_tense)) return;
  all->status = mention->status;
  all->headline_tense = mention->headline_tense;
}

/* The first line, if it is no sentence with a full stop. */
static bool is_headline(const RsEventInput *input, const RsMention *mention) {
  if (mention->sentence > 0) return false;
  return !rs_is_punct(input->reading, input->reading->tokens->sentences[0].last - 1, '.');
}

static void join_fields(const Merger *merger, RsMention *all, const RsMention *mention) {
  const RasidKnowledge *knowledge = merger->input->knowledge;
  const char *code = rs_mention_cameo(knowledge, all);
  const char *other = rs_mention_cameo(knowledge, mention);
  bool says_more = (all->weak && !mention->weak && !rs_cameo_is_general(other)) ||
                   (rs_cameo_is_general(code) && !rs_cameo_is_general(other));
  says_more |= rs_cameo_is_finer(code, other);
  if (says_more || (rs_cameo_is_aimed(other) && !rs_cameo_is_aimed(code))) {
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
  /* Nobody acts on himself: who died in one mention is no doer of the other. */
  bool same = all->actor_count && all->recipient_count &&
              all->actors[0].first == all->recipients[0].first;
  if (same) all->actor_count = 0;
  join_counts(&all->deaths, &mention->deaths);
  join_counts(&all->injured, &mention->injured);
  join_counts(&all->detained, &mention->detained);
  join_counts(&all->crowd, &mention->crowd);
  if (better_place(merger->input, all, mention)) {
    all->place = mention->place;
    all->place_near = mention->place_near;
  }
  join_date(merger->input, all, mention);
  join_status(merger->input, all, mention);
  /* Who is named counts more than hearsay. */
  bool hearsay = all->has_speaker && all->stance == RS_STANCE_RUMOUR;
  /* `حماس: …` in the headline, `قالت حركة المقاومة الإسلامية (حماس)` in the text. */
  const RsToken *tokens = merger->input->reading->tokens->tokens;
  bool headline =
    all->has_speaker && mention->has_speaker && is_headline(merger->input, all) &&
    tokens[all->speaker.first].sentence == 0 &&
    tokens[mention->speaker.first].sentence > 0 && mention->stance != RS_STANCE_RUMOUR;
  /* Told once in the text's own words, it is the text's, whoever speaks of it later. */
  bool own_words = !all->has_speaker && mention->sentence != all->sentence &&
                   mention->stance != RS_STANCE_CLAIMS &&
                   (all->plainly_told || !is_headline(merger->input, all));
  all->plainly_told |= !mention->has_speaker && !is_headline(merger->input, mention);
  if (mention->has_speaker && ((!all->has_speaker && !own_words) || hearsay || headline)) {
    all->speaker = mention->speaker;
    bool claimed = headline && all->stance == RS_STANCE_CLAIMS;
    all->stance = claimed ? all->stance : mention->stance;
    all->has_speaker = true;
  }
  all->weak = all->weak && mention->weak;
  all->aim = all->aim && mention->aim;
  if (mention->score > all->score) all->score = mention->score;
  all->score += (1 - all->score) * 0.15f;
}

static void join(const Merger *merger, RsDeed *deed, const RsDeed *more) {
  const RasidKnowledge *knowledge = merger->input->knowledge;
  const RsMention *mentions = merger->mentions->mentions;
  if (fullness(knowledge, &mentions[more->lead]) > fullness(knowledge, &mentions[deed->lead])) {
    deed->lead = more->lead;
  }
  join_fields(merger, &deed->all, &more->all);
  merger->deeds->next[deed->last] = more->first;
  deed->last = more->last;
  deed->member_count += more->member_count;
  deed->is_another |= more->is_another;
  deed->matter = more->matter;
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
    .part_of = RS_NONE,
    .matter = merger->matter,
    .is_another = rs_mention_is_another(merger->input, &merger->mentions->mentions[index]),
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

/* The deed of [first, last) that `more` belongs to, or NULL. Only so many are looked at, the
 * latest first, that a text of ten thousand events stays linear. */
static RsDeed *find_deed(
  const Merger *merger, uint32_t first, uint32_t last, const RsDeed *more, int *best_sum
) {
  enum {
    ENOUGH = 4,
    DEEDS_LOOKED_AT = 64
  };
  RsDeed *best = NULL;
  uint32_t looked = 0;
  for (uint32_t i = last; i-- > first && looked < DEEDS_LOOKED_AT; looked++) {
    RsDeed *deed = &merger->deeds->deeds[i];
    int sum = rs_deed_evidence(merger->input, merger->mentions, merger->deeds, deed, more);
    if (sum < ENOUGH || (best && sum <= *best_sum)) continue;
    best = deed;
    *best_sum = sum;
  }
  return best;
}

/* Joins the last deed to one of [first, its own index), if enough speaks for it. */
static bool try_join(Merger *merger, uint32_t first) {
  RsDeeds *deeds = merger->deeds;
  const RsDeed *more = &deeds->deeds[deeds->deed_count - 1];
  int sum = 0;
  RsDeed *deed = find_deed(merger, first, deeds->deed_count - 1, more, &sum);
  if (!deed) return false;
  trace_merge(merger, deed, more->first, sum);
  join(merger, deed, more);
  deeds->deed_count--;
  return true;
}

/* `وفي سياق متصل، قال`, `وأكد المصدر من جهة أخرى`: the sentence turns to another matter. */
static bool opens_matter(const RsEventInput *input, uint32_t index) {
  enum {
    TOKENS_BEFORE = 4
  };
  const RsSentence *sentence = &input->reading->tokens->sentences[index];
  for (uint32_t i = sentence->first, k = 0; i < sentence->last && k < TOKENS_BEFORE;
       i++, k++) {
    if (rs_has_cue(input, i, RS_CUE_TURN)) return true;
  }
  return false;
}

/* Its own mentions first, then each deed of the sentence with those before. */
static bool merge_sentence(Merger *merger, uint32_t sentence) {
  RsDeeds *deeds = merger->deeds;
  uint32_t first = deeds->deed_count;
  uint32_t end = merger->mentions->sentence_first[sentence + 1];
  if (opens_matter(merger->input, sentence)) merger->matter++;
  for (uint32_t i = merger->mentions->sentence_first[sentence]; i < end; i++) {
    if (!add_deed(merger, i)) return false;
    try_join(merger, first);
  }
  uint32_t last = deeds->deed_count;
  deeds->deed_count = first;
  for (uint32_t i = first; i < last; i++) {
    deeds->deeds[deeds->deed_count++] = deeds->deeds[i];
    try_join(merger, 0);
  }
  return true;
}

/* Weak triggers stand only beside stronger ones (data/FORMAT.md, `weak`). */
static void drop_weak(RsDeeds *deeds) {
  bool strong = false;
  for (uint32_t i = 0; i < deeds->deed_count; i++)
    strong |= !deeds->deeds[i].all.weak;
  if (strong) return;
  deeds->deed_count = 0;
}

/* `نددت الحكومة بالقصف`: said of a deed, which is told by that. */
static bool is_spoken_of(
  const RsEventInput *input, const RsMentions *mentions, const RsMention *all
) {
  for (uint32_t i = mentions->sentence_first[all->sentence]; i < mentions->mention_count;
       i++) {
    const RsMention *before = &mentions->mentions[i];
    if (before->first >= all->first) return false;
    if (rs_mention_is(input->knowledge, before, RS_TYPE_ABOUT)) return true;
  }
  return false;
}

/* `ظاهرة الخطف`, `في ظل الحصار`: one noun of force that no verb carries, without who or whom, where,
 * when or a toll, is a topic. */
static bool is_topic(
  const RsEventInput *input, const RsMentions *mentions, const RsDeed *deed
) {
  const RsMention *all = &deed->all;
  if (!rs_mention_is(input->knowledge, all, RS_TYPE_FORCE)) return false;
  if (all->actor_count || all->recipient_count || all->place != RS_NONE) return false;
  if (all->date != RS_NONE && !all->date_inherited) return false;
  if (all->deaths.known || all->injured.known || all->detained.known || all->crowd.known)
    return false;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, all);
  bool bare = RS_GET(input->knowledge, items, pattern->item)->element_count == 1 &&
              all->predicate == RS_NONE &&
              !rs_is_upos(input->reading, all->trigger, RS_UPOS_VERB);
  return bare && !is_spoken_of(input, mentions, all);
}

/* A weak trigger (`هدنة`, `نزاع`) that tells nobody of its own, no place, day or toll, or what only
 * goes on or may be. */
static bool is_faint(
  const RsEventInput *input, const RsMentions *mentions, const RsMention *all
) {
  if (!all->weak || all->status == RS_STATUS_ATTEMPTED) return false;
  if (all->status == RS_STATUS_ONGOING || all->status == RS_STATUS_POSSIBLE) return true;
  bool toll =
    all->deaths.known || all->injured.known || all->detained.known || all->crowd.known;
  bool doer = all->actor_count && !all->actor_inherited;
  bool told = doer || all->place_near || all->date_near || toll;
  return !told && !is_spoken_of(input, mentions, all);
}

static void drop_topics(
  RsDeeds *deeds, const RsEventInput *input, const RsMentions *mentions
) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    const RsMention *all = &deeds->deeds[i].all;
    bool idle = all->aim || is_faint(input, mentions, all) ||
                is_topic(input, mentions, &deeds->deeds[i]);
    if (!idle) deeds->deeds[kept++] = deeds->deeds[i];
  }
  deeds->deed_count = kept;
}

/* `السلطات`, `قوات النظام`: told once more by another mention. */
static bool is_same_party(const RsReading *reading, const RsParty *a, const RsParty *b) {
  if (a->actor != b->actor || strcmp(a->country, b->country) != 0) return false;
  if (strcmp(a->sector, b->sector) != 0 || a->last - a->first != b->last - b->first)
    return false;
  for (uint32_t i = 0; i < a->last - a->first; i++) {
    if (rs_stem_hash(reading, a->first + i) != rs_stem_hash(reading, b->first + i))
      return false;
  }
  return true;
}

static void drop_party(RsParty *parties, uint32_t *count, uint32_t index) {
  memmove(&parties[index], &parties[index + 1], (*count - index - 1) * sizeof *parties);
  --*count;
}

/* Plain people, and whoever stands behind على or ضد: `عقوبات على إيران`. */
static bool suffers(const RsClauses *clauses, const RsParty *party) {
  uint32_t index = clauses->nominal_at[party->first];
  uint32_t against = RS_LEXEME_UPON | RS_LEXEME_AGAINST;
  return party->collective ||
         (index != RS_NONE && (clauses->nominals[index].preposition_flags & against));
}

/* Nobody does a deed to himself: his recipient is somebody else, who stays unknown. */
static void part_sides(RsDeeds *deeds, const RsEventInput *input) {
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    RsMention *all = &deeds->deeds[i].all;
    if (rs_mention_pattern(input->knowledge, all)->flags & RS_PATTERN_MUTUAL) continue;
    for (uint32_t k = all->recipient_count; k-- > 0;) {
      uint32_t a = 0;
      while (a < all->actor_count &&
             !is_same_party(input->reading, &all->actors[a], &all->recipients[k]))
        a++;
      if (a == all->actor_count) continue;
      if (suffers(input->clauses, &all->recipients[k]))
        drop_party(all->actors, &all->actor_count, a);
      else
        drop_party(all->recipients, &all->recipient_count, k);
    }
  }
}

/* Whom a deed of force was done to, or by whom, when no mention of it says so. */
static bool find_opponents(RsDeeds *deeds, RsArena *arena, const RsEventInput *input) {
  RsMention **all = rs_arena_alloc(arena, (deeds->deed_count + 1) * sizeof(RsMention *));
  if (!all) return false;
  for (uint32_t i = 0; i < deeds->deed_count; i++)
    all[i] = &deeds->deeds[i].all;
  return rs_deeds_find_opponents(all, deeds->deed_count, arena, input);
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
  for (uint32_t i = 0; i < input->reading->tokens->sentence_count; i++) {
    if (!merge_sentence(&merger, i)) return false;
  }
  drop_weak(deeds);
  part_sides(deeds, input);
  rs_deeds_inherit_settings(input, mentions, deeds);
  if (!find_opponents(deeds, arena, input)) return false;
  drop_topics(deeds, input, mentions);
  return rs_deeds_link(deeds, arena, input, mentions);
}
