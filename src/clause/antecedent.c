/* What a relative clause hangs on.
 *
 * The antecedent is the phrase before الذي, before a verb with an object pronoun the indefinite
 * phrase that the pronoun means (`إضراب عن الطعام نفذه أسرى`), and before a verb that misses its
 * subject the indefinite phrase right before it (`في هجوم استهدف ثكنة`). relative.c tells what it is to
 * the verb. Limits: one level of relative clauses.
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

enum {
  ANTECEDENT_TOKENS = 12
};

static bool transparent(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  return rs_is_upos(reading, token, RS_UPOS_PART) ||
         rs_is_upos(reading, token, RS_UPOS_ADV) ||
         rs_is_upos(reading, token, RS_UPOS_AUX) || rs_is_punct(reading, token, '"') ||
         finder->input->entities->dates.at[token] != RS_NONE;
}

/* Whether the pronoun on a word means several: `30 مدنيا أعدمهم`. */
static bool is_several(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  const RsClitic *pronoun =
    RS_GET(reading->knowledge, clitics, rs_chosen(reading, token)->enclitic);
  return rs_feature(pronoun->features, RS_NUMBER_SHIFT) != 1;
}

/* `إضراب عن الطعام نفذه أسرى`: the indefinite phrase that the pronoun on a verb means, over
 * prepositional phrases. */
static uint32_t indefinite_before(const Finder *finder, uint32_t verb, uint32_t first) {
  const RsReading *reading = finder->reading;
  uint32_t limit = verb > first + ANTECEDENT_TOKENS ? verb - ANTECEDENT_TOKENS : first;
  for (uint32_t i = verb; i > limit;) {
    i--;
    uint32_t index = finder->clauses->nominal_at[i];
    if (index == RS_NONE) {
      bool passable = rs_is_upos(reading, i, RS_UPOS_ADP) || transparent(finder, i);
      if (!passable) return RS_NONE;
      continue;
    }
    const RsNominal *nominal = &finder->clauses->nominals[index];
    const RsAnalysis *last = rs_chosen(reading, nominal->last - 1);
    bool definite = last && (last->article || last->enclitic != RS_NO_CLITIC);
    /* `رفات 500 سجين أعدمهم` */
    bool counted = nominal->number != RS_NONE;
    for (uint32_t k = nominal->head; k < nominal->last && !definite; k++) {
      bool noun = rs_is_upos(reading, k, RS_UPOS_NOUN) && !rs_chosen(reading, k)->article;
      counted |= finder->input->entities->numbers.at[k] != RS_NONE;
      if (noun && ((counted && is_several(finder, verb)) || rs_pronoun_fits(finder, verb, k)))
        return index;
    }
    if (!nominal->preposition) return RS_NONE;
    i = nominal->first;
  }
  return RS_NONE;
}

/* `الضربات اليوم الخميس التي نفذتها`: a date between a phrase and its relative clause. */
static bool is_bare_date(const Finder *finder, uint32_t token) {
  return finder->input->entities->dates.at[token] != RS_NONE &&
         finder->clauses->nominal_at[token] == RS_NONE;
}

/* What a relative clause hangs on: the phrase before الذي, or an indefinite one before a verb
 * with an object pronoun. */
uint32_t rs_antecedent_of(const Finder *finder, uint32_t verb, uint32_t first) {
  const RsReading *reading = finder->reading;
  uint32_t at = verb;
  while (at > first && transparent(finder, at - 1))
    at--;
  if (at <= first) return RS_NONE;
  uint32_t before = at - 1;
  bool relative = rs_is_relative(finder, before);
  if (relative) {
    if (before == first) return RS_NONE;
    before--;
    while (before > first &&
           (rs_is_punct(reading, before, ',') || rs_is_punct(reading, before, '"') ||
            is_bare_date(finder, before)))
      before--;
    return finder->clauses->nominal_at[before];
  }
  const RsAnalysis *chosen = rs_chosen(reading, verb);
  if (chosen->enclitic == RS_NO_CLITIC || chosen->proclitic_count) return RS_NONE;
  return indefinite_before(finder, verb, first);
}

/* `في هجوم استهدف ثكنة`: the indefinite phrase right before a verb whose subject is missing
 * behind it. In `هجوم قتل فيه خمسة` a pronoun stands for the phrase. */
static bool is_indefinite_object(
  const Finder *finder, const RsNominal *nominal, bool several
) {
  const RsAnalysis *head = rs_chosen(finder->reading, nominal->head);
  const RsAnalysis *last = rs_chosen(finder->reading, nominal->last - 1);
  bool definite = !head || !last || head->article || last->article || nominal->pronoun ||
                  head->enclitic != RS_NO_CLITIC || nominal->name != RS_NONE;
  bool counted = nominal->number != RS_NONE;
  bool one = head && rs_feature(head->features, RS_NUMBER_SHIFT) == 1 && !counted;
  return !definite && !(several && one) &&
         (nominal->preposition || nominal->governor != RS_NONE);
}

uint32_t rs_bare_antecedent(
  const Finder *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
) {
  const RsReading *reading = finder->reading;
  uint32_t verb = predicate->token;
  if (verb <= limit || right[1] != RS_NONE || predicate->object_suffix) return RS_NONE;
  if (rs_has_conjunction(reading, verb) || finder->input->entities->dates.at[verb - 1] != RS_NONE)
    return RS_NONE;
  /* `أحبط الجيش هجوما كان يستهدف السفارة` */
  bool was = verb - 1 > limit && !rs_has_conjunction(reading, verb - 1) &&
             (rs_lexeme_at(reading, verb - 1)->flags & RS_LEXEME_AUXILIARY);
  /* `سيارة لم تمتثل` */
  was |= verb - 1 > limit && !rs_has_conjunction(reading, verb - 1) &&
         rs_is_upos(reading, verb - 1, RS_UPOS_PART) &&
         (rs_lexeme_at(reading, verb - 1)->flags & RS_LEXEME_NEGATION);
  uint32_t index = finder->clauses->nominal_at[verb - 1 - was];
  if (index == RS_NONE) return RS_NONE;
  const RsNominal *nominal = &finder->clauses->nominals[index];
  if (rs_nominal_is_dated(finder, nominal)) return RS_NONE;
  bool several = rs_feature(rs_chosen(reading, verb)->features, RS_NUMBER_SHIFT) >= 2;
  bool hangs = was ? is_indefinite_object(finder, nominal, several)
                   : nominal->preposition && rs_heads_clause(finder, nominal, verb);
  if (!hangs || rs_is_resumed(reading, verb)) return RS_NONE;
  return rs_verb_agrees(finder, rs_chosen(reading, verb), nominal) ? index : RS_NONE;
}
