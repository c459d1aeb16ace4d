/* The finder of finite verbs and their arguments: predicate.c and object.c share it. */
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
