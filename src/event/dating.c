/* When.
 *
 * The nearest date in the trigger's clause dates the deed, then one of the sentence. Not every
 * date near a deed is its own: a day of saying (`أعلن الجيش الجمعة مقتل`) dates it only when
 * nothing else does, the day of a condemnation, an arrest or a verdict never dates the crime that
 * it is about (`دانت باريس الأحد الهجوم`, `حكمت المحكمة الجمعة على متهم بقتل`), and `حرب عام 2014`
 * dates the war alone. `أكبر هجوم منذ عام 2014` and `دعا إلى محادثات في سبتمبر` do not date the
 * attack and the call; `منذ مارس` holds for what goes on since. Codebook section 3, `date`.
 * Limits: a noun and the verb above it that tell one deed under two types keep apart; quotations
 * are not told from the words around them.
 */
#include "event/setting.h"

enum {
  FAR_DATE = 60
};

/* The flags of the preposition before a date, which may have a noun of its own in between:
 * `منذ مارس`, `منذ حرب عام 2014`. */
static uint32_t preposition_of(const RsEventInput *input, const RsDate *date) {
  if (!date->first) return 0;
  uint32_t before = rs_lexeme_at(input->reading, date->first - 1)->flags;
  if (before & (RS_LEXEME_SINCE | RS_LEXEME_UNTIL)) return before;
  uint32_t nominal = input->clauses->nominal_at[date->first - 1];
  return nominal == RS_NONE ? 0 : input->clauses->nominals[nominal].preposition_flags;
}

/* `أكبر هجوم منذ عام 2014`, `للمرة الأولى منذ عام 2009` do not date the attack: an adjective
 * stands before its noun, or an ordinal. */
static bool superlative_between(const RsEventInput *input, uint32_t first, uint32_t last) {
  const RsNumbers *numbers = &input->input->entities->numbers;
  for (uint32_t i = first; i + 1 < last; i++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    uint32_t number = numbers->at[i];
    if (number != RS_NONE && numbers->numbers[number].ordinal) return true;
    if (chosen && chosen->upos == RS_UPOS_ADJ && !chosen->article && rs_is_upos(input->reading, i + 1, RS_UPOS_NOUN)) {
      return true;
    }
  }
  return false;
}

/* What is asked for, praised or threatened has a date of its own behind the word that asks:
 * `دعا إلى محادثات في سبتمبر`. */
static bool dates_content(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  bool about = rs_mention_is(input->knowledge, mention, RS_TYPE_ABOUT);
  if (date->first < mention->last || !about || rs_mention_is_session(input, mention))
    return false;
  if (date->from_day == RS_NO_DAY) return false;
  if (date->precision != RS_PRECISION_DAY) return true;
  return input->reading->published_day != RS_NO_DAY &&
         date->from_day > input->reading->published_day;
}

/* The منذ that a date hangs on, over nouns of its own (`منذ اندلاع الحرب قبل ثلاث سنوات`), or
 * RS_NONE. */
static uint32_t since_before(const RsEventInput *input, const RsDate *date) {
  enum {
    TOKENS_BEFORE = 5
  };
  for (uint32_t i = date->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_SINCE) return i;
    bool parted = input->reading->tokens->tokens[i].kind == RS_TOKEN_PUNCT ||
                  rs_is_upos(input->reading, i, RS_UPOS_VERB);
    if (parted) return RS_NONE;
  }
  return RS_NONE;
}

/* `منذ مارس` holds for what goes on since then, not for the deed that it counts from (`منذ
 * اندلاع الحرب عام 2011`). */
static bool is_since(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t since = since_before(input, date);
  if (since == RS_NONE) return false;
  return mention->first < since || mention->first >= date->last;
}

/* `منذ مارس` tells of the deed before it, or of the sentence that it opens. */
static bool tells_since_when(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    OPENING_TOKENS = 2,
    COMMA = 2
  };
  uint32_t first = input->reading->tokens->sentences[mention->sentence].first;
  bool behind_verb = mention->predicate != RS_NONE &&
                     input->clauses->predicates[mention->predicate].token < date->first;
  if (date->last <= mention->first)
    return behind_verb || date->first <= first + OPENING_TOKENS + 1;
  if (rs_setting_barriers(input, mention, date->first) > COMMA) return false;
  uint32_t nominal = input->clauses->nominal_at[mention->trigger];
  uint32_t verb = input->clauses->predicate_at[mention->trigger];
  /* `أكبر هجوم استهدفها منذ عام 2014` */
  if (verb != RS_NONE && mention->trigger > first)
    nominal = input->clauses->nominal_at[mention->trigger - 1];
  uint32_t from =
    nominal == RS_NONE ? mention->first : input->clauses->nominals[nominal].first;
  return !superlative_between(input, from, date->first);
}

/* `أعلن الجيش الجمعة أنه قتل`, `قتل اثنان، وفق ما أعلنت الشرطة الجمعة`: a day of saying, which
 * dates the deed only when nothing else does. */
static bool dates_announcement(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  const RsClauses *clauses = input->clauses;
  for (uint32_t i = clauses->predicate_first[mention->sentence + 1];
       i-- > clauses->predicate_first[mention->sentence];) {
    const RsPredicate *verb = &clauses->predicates[i];
    if (verb->token > date->first) continue;
    if (i == mention->predicate || verb->token == mention->trigger) return false;
    bool between = verb->token < mention->first ? date->first < mention->first
                                                : verb->token >= mention->last;
    return between && date->first < verb->last &&
           rs_finding_at(input, verb->token, RS_ITEM_SPEECH);
  }
  return false;
}

static uint32_t date_distance(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    SINCE = 6,
    DAYS_AHEAD = 366
  };
  if (!rs_date_says_when(date) || dates_content(input, mention, date)) return UINT32_MAX;
  if (preposition_of(input, date) & RS_LEXEME_UNTIL) return UINT32_MAX;
  /* `بعد ثلاث سنوات على الهجوم` counts from another deed. */
  int32_t published = input->reading->published_day;
  bool known = published != RS_NO_DAY && date->from_day != RS_NO_DAY;
  if (known && date->from_day - published > DAYS_AHEAD) return UINT32_MAX;
  uint32_t distance = rs_setting_distance(input, mention, date->first);
  if (rs_setting_barriers(input, mention, date->first) >= RS_TWO_CLAUSES) return UINT32_MAX;
  if (!is_since(input, mention, date)) return distance;
  return tells_since_when(input, mention, date) ? distance + SINCE : UINT32_MAX;
}

void rs_mention_fill_date(const RsEventInput *input, RsMention *mention) {
  const RsDates *dates = &input->input->entities->dates;
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  uint32_t best = FAR_DATE;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = dates->at[i];
    if (index == RS_NONE || dates->dates[index].first != i) continue;
    uint32_t distance = date_distance(input, mention, &dates->dates[index]);
    if (distance >= FAR_DATE) continue;
    bool announced = dates_announcement(input, mention, &dates->dates[index]);
    /* `قال في وقت سابق إن` dates nothing. */
    if (announced && dates->dates[index].from_day == RS_NO_DAY) continue;
    bool better = announced == mention->date_announced ? distance < best : !announced;
    if (mention->date != RS_NONE && !better) continue;
    best = distance;
    mention->date_announced = announced;
    mention->date = index;
    mention->date_since = is_since(input, mention, &dates->dates[index]);
  }
  mention->date_near = best <= RS_NEAR_TOKENS;
}
