/* The finder of finite verbs and their arguments: the files of subjects, objects and relative clauses
 * share it. */
#ifndef RASID_CLAUSE_PREDICATE_H
#define RASID_CLAUSE_PREDICATE_H

#include "clause/clause.h"

enum {
  RS_CLAUSE_TOKENS = 40
};

typedef struct {
  const RsClauseInput *input;
  const RsReading *reading;
  RsClauses *clauses;
  RsArena *arena;
  size_t capacity;
} RsPredicates;

/* The first and second bare phrases behind a verb, RS_NONE where there is none (object.c). */
void rs_arguments_behind(
  const RsPredicates *finder, const RsPredicate *predicate, uint32_t out[2]
);

/* A verb that makes a clause of its own, not one that lends its tense (predicate.c). */
bool rs_is_predicate_verb(const RsPredicates *finder, uint32_t token);

/* The subject before the verb, or RS_NONE; `right`: the phrases behind it (subject.c). */
uint32_t rs_subject_before(
  const RsPredicates *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
);
/* Whether the phrase right behind the verb is its object and no subject, where none is before. */
bool rs_lacks_subject_behind(
  const RsPredicates *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
);
/* `كان مسلح بسكين هاجم دورية`: the knife belongs to who stands right before it. */
bool rs_belongs_to_subject(const RsPredicates *finder, uint32_t verb, uint32_t limit);
/* A time, or what it is like. */
bool rs_nominal_is_dated(const RsPredicates *finder, const RsNominal *nominal);
/* `قوات مشتركة استهدفت مواقع`: an indefinite phrase right before the verb that tells of it. */
bool rs_heads_clause(const RsPredicates *finder, const RsNominal *nominal, uint32_t verb);

/* What a relative clause hangs on: the phrase before الذي, or an indefinite one that the verb's
 * pronoun means; RS_NONE when there is none (antecedent.c). */
uint32_t rs_antecedent_of(const RsPredicates *finder, uint32_t verb, uint32_t first);
/* `في هجوم استهدف ثكنة`: the indefinite phrase right before a verb that misses its subject. */
uint32_t rs_bare_antecedent(
  const RsPredicates *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
);

/* 1 masculine, 2 feminine, 0 either: what a verb that agrees with the phrase may be (agreement.c). */
unsigned rs_agreement_gender(const RsPredicates *finder, const RsNominal *nominal);
/* Whether a verb agrees with a phrase as its subject (agreement.c). */
bool rs_verb_agrees(
  const RsPredicates *finder, const RsAnalysis *verb, const RsNominal *nominal
);
/* The same, or another reading of the verb would (agreement.c). */
bool rs_verb_may_agree(
  const RsPredicates *finder, const RsPredicate *predicate, const RsNominal *nominal
);

/* relative.c: whether `الذي`, `التي`, `الذين` must describe a phrase or cannot; else both are false. */
bool rs_must_describe(
  const RsPredicates *finder, uint32_t relative, const RsNominal *nominal
);
bool rs_cannot_describe(
  const RsPredicates *finder, uint32_t relative, const RsNominal *nominal
);
/* Whether the pronoun on a word can mean a noun. */
bool rs_pronoun_fits(const RsPredicates *finder, uint32_t word, uint32_t noun);
/* `الحركة التي تلقي تركيا باللوم عليها`: a pronoun stands for the antecedent. */
bool rs_resumes_antecedent(
  const RsPredicates *finder, const RsPredicate *predicate, uint32_t subject
);
/* `التي حملت بريطانيا روسيا مسؤوليتها`: a pronoun from token `from` on stands for the antecedent. */
bool rs_is_complete(
  const RsPredicates *finder, const RsPredicate *predicate, uint32_t from
);
/* `الذين قامت باختطافهم`: the verb is another's. */
bool rs_names_others(const RsPredicates *finder, uint32_t verb);
/* `الاستخبارات التي عذبته`: the antecedent does it to somebody else. */
bool rs_acts_on_other(const RsPredicates *finder, const RsPredicate *predicate);

/* `وسعت سيطرتها`: a thing of the verb's own subject, which is dropped (dropped.c). */
bool rs_is_own_thing(
  const RsPredicates *finder, const RsPredicate *predicate, uint32_t nominal
);
/* Whether a verb stands in a row with the one before it (row.c). */
bool rs_is_in_row(const RsPredicates *finder, const RsPredicate *predicate);
/* Gives the verbs of the row that ends at `index` its object. */
void rs_share_object(const RsPredicates *finder, uint32_t index);
/* Whether the word may be the masdar of a verb that takes an object. */
bool rs_may_be_masdar(const RsReading *reading, uint32_t token);
/* Somebody by his word or name: who may be the subject of a deed. */
bool rs_may_act(const RsPredicates *finder, const RsNominal *nominal);
/* A plural of people in ين, which is never the subject. */
bool rs_is_oblique_plural(
  const RsPredicates *finder, const RsPredicate *predicate, uint32_t nominal
);
/* Whether the only phrase behind a transitive verb is its object, and the subject dropped. */
bool rs_is_left_object(
  const RsPredicates *finder, const RsPredicate *predicate, uint32_t nominal
);

static inline bool rs_is_relative(const RsPredicates *finder, uint32_t token) {
  /* Not the ما of `ما يصل إلى مئة`. */
  if (finder->input->entities->numbers.at[token] != RS_NONE) return false;
  return rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_RELATIVE;
}

static inline bool rs_ends_clause(const RsPredicates *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  return rs_is_punct(reading, token, ';') || rs_is_punct(reading, token, ':') ||
         rs_is_punct(reading, token, '.') || rs_is_punct(reading, token, '?') ||
         rs_is_punct(reading, token, '!');
}

static inline bool rs_comma_between(
  const RsPredicates *finder, uint32_t first, uint32_t last
) {
  for (uint32_t i = first; i < last; i++) {
    if (rs_is_punct(finder->reading, i, ',')) return true;
  }
  return false;
}

#endif
