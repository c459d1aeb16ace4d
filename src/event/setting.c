/* Where and when.
 *
 * A place counts when it is said as one: behind في, ب, قرب or a word for a kind of place
 * (`في مدينة درعا`), and not as the name of a government (`قالت دمشق`). The nearest one in the
 * trigger's clause wins, behind the trigger before in front of it; then the sentence's. Dates
 * likewise; a bare weekday means the next one when the deed is still to come (codebook
 * section 3, `date`).
 */
#include "event/event.h"

enum {
  NEAR_TOKENS = 18,
  FRONT_PENALTY = 4,
  OTHER_CLAUSE = 25,
  OTHER_VERB = 6
};

/* What parts two places of a sentence: stops, other verbs, subordinators, commas. */
static uint32_t barriers_between(const RsEventInput *input, uint32_t left, uint32_t right) {
  const RsReading *reading = input->reading;
  if (left > right) {
    uint32_t swap = left;
    left = right;
    right = swap;
  }
  uint32_t sum = 0;
  for (uint32_t i = left + 1; i < right; i++) {
    if (rs_is_punct(reading, i, ';') || rs_is_punct(reading, i, '.'))
      sum += OTHER_CLAUSE;
    else if (rs_is_punct(reading, i, ','))
      sum += 2;
    else if (input->clauses->predicate_at[i] != RS_NONE)
      sum += OTHER_VERB;
    else if (rs_opens_clause(reading, i))
      sum += OTHER_VERB;
  }
  return sum;
}

/* Words from trigger to setting, worse when it stands in front or in another clause. */
static uint32_t distance_of(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  uint32_t distance;
  if (token >= mention->last)
    distance = token - mention->last;
  else
    distance = mention->first - token + FRONT_PENALTY;
  return distance + barriers_between(input, mention->first, token);
}

/* A name of a place that the sentence treats as one. */
static bool said_as_place(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  const RsReading *reading = input->reading;
  if (name->kind != RS_NAME_PLACE && name->kind != RS_NAME_CAPITAL && name->kind != RS_NAME_COUNTRY) {
    return false;
  }
  uint32_t index = input->clauses->nominal_at[name->first];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  const RsLexeme *head = rs_lexeme_at(reading, nominal->head);
  if (nominal->head < name->first && (head->flags & RS_LEXEME_PLACE)) return true;
  uint32_t flags = nominal->preposition_flags;
  if (nominal->head >= name->first) {
    if (flags & RS_LEXEME_LOCATIVE) return true;
    bool travel = strcmp(rs_mention_event(input->knowledge, mention), "CONSULT") == 0;
    bool leaving = strcmp(rs_mention_event(input->knowledge, mention), "RETREAT") == 0;
    if ((flags & RS_LEXEME_TOWARDS) && travel) return true;
    if ((flags & RS_LEXEME_PARTITIVE) && leaving) return true;
    return nominal->preposition && name->kind == RS_NAME_PLACE;
  }
  /* `مطار دمشق`, `سكان حلب` behind a locative preposition. */
  return (flags & RS_LEXEME_LOCATIVE) || name->kind == RS_NAME_PLACE;
}

/* A country says less than a town, and `من غزة` where a rocket came from. */
static uint32_t rank_penalty(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  enum {
    ORIGIN = 12
  };
  const RsNominal *nominal =
    &input->clauses->nominals[input->clauses->nominal_at[name->first]];
  bool origin = (nominal->preposition_flags & RS_LEXEME_PARTITIVE) != 0;
  bool leaving = strcmp(rs_mention_event(input->knowledge, mention), "RETREAT") == 0;
  uint32_t penalty = name->kind == RS_NAME_COUNTRY ? 2 : 0;
  return origin && !leaving ? penalty + ORIGIN : penalty;
}

static bool take_bare_place(
  const RsEventInput *input, RsMention *mention, uint32_t nominal
) {
  if (nominal == RS_NONE) return false;
  uint32_t name = input->clauses->nominals[nominal].name;
  if (name == RS_NONE) return false;
  uint8_t kind = input->input->entities->names.names[name].kind;
  if (kind != RS_NAME_PLACE && kind != RS_NAME_CAPITAL && kind != RS_NAME_COUNTRY)
    return false;
  mention->place = name;
  return mention->place_near = true;
}

/* `شهدت لندن مظاهرة`: the place is the subject of a verb that lends the deed no doer;
 * `هز انفجار طرابلس`: the deed is the subject and its place the object. */
static void take_witness(const RsEventInput *input, RsMention *mention) {
  const RsClauses *clauses = input->clauses;
  uint32_t own = clauses->nominal_at[mention->trigger];
  if (own == RS_NONE || clauses->nominals[own].governor == RS_NONE) return;
  const RsPredicate *verb = &clauses->predicates[clauses->nominals[own].governor];
  if (clauses->nominals[own].relation == RS_RELATION_SUBJECT) {
    take_bare_place(input, mention, verb->object);
  } else if (!mention->actor_count && mention->predicate != RS_NONE) {
    take_bare_place(input, mention, verb->subject);
  }
}

static void fill_place(const RsEventInput *input, RsMention *mention) {
  const RsNames *names = &input->input->entities->names;
  const RsTokens *tokens = input->reading->tokens;
  uint32_t best = UINT32_MAX;
  const RsSentence *sentence = &tokens->sentences[mention->sentence];
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = names->at[i];
    if (index == RS_NONE || names->names[index].first != i) continue;
    const RsName *name = &names->names[index];
    if (!said_as_place(input, mention, name)) continue;
    uint32_t distance = distance_of(input, mention, i) + rank_penalty(input, mention, name);
    if (distance >= best) continue;
    best = distance;
    mention->place = index;
  }
  mention->place_near = best <= NEAR_TOKENS;
  if (mention->place == RS_NONE) take_witness(input, mention);
}

static void fill_date(const RsEventInput *input, RsMention *mention) {
  const RsDates *dates = &input->input->entities->dates;
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  uint32_t best = UINT32_MAX;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = dates->at[i];
    if (index == RS_NONE || dates->dates[index].first != i) continue;
    if (dates->dates[index].type == RS_TIMEX_DURATION) continue;
    uint32_t distance = distance_of(input, mention, i);
    if (distance >= best) continue;
    best = distance;
    mention->date = index;
  }
  mention->date_near = best <= NEAR_TOKENS;
}

static bool has_no_place(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  /* Signing is done at a table somewhere. */
  if (strcmp(RS_GET(input->knowledge, cameos, pattern->cameo)->code, "057") == 0)
    return false;
  return rs_mention_is(input->knowledge, mention, RS_TYPE_PLACELESS);
}

void rs_mention_fill_setting(const RsEventInput *input, RsMention *mention) {
  mention->place = mention->date = RS_NONE;
  if (!has_no_place(input, mention)) fill_place(input, mention);
  fill_date(input, mention);
  if (mention->date == RS_NONE || !mention->date_near) return;
  const RsDate *date = &input->input->entities->dates.dates[mention->date];
  bool ahead =
    date->from_day != RS_NO_DAY && date->from_day > input->reading->published_day;
  /* `يقوم الوزير بزيارة غدا`: the present tense of what is to come. */
  if (ahead && input->reading->published_day != RS_NO_DAY && mention->status == RS_STATUS_OCCURRED) {
    mention->status = RS_STATUS_PLANNED;
  }
}
