/* What the grammar of a sentence says for and against a reading (grammar.c). */
#ifndef RASID_MORPH_GRAMMAR_H
#define RASID_MORPH_GRAMMAR_H

#include "morph/morph.h"

/* A sentence as far as it was read, and what holds where the next word stands. */
typedef struct {
  const RasidKnowledge *knowledge;
  bool verbal;     /* only nouns stand between its verb and the word */
  bool transitive; /* its verb, which has no pronoun for an object */
  bool subject;    /* the word before is the definite end of what may be the subject */
  bool stated;     /* the word before is `إن`, `أن` */
  bool held; /* within two commas behind a subject (`واصل الجيش، أمس، قصفه`) */
  bool doer; /* it ends the man or body behind them: `إن الجيش السوداني` */
  bool has_verb;  /* it holds a verb already */
  bool from;      /* its last verb takes من: `تمكن من قتل` */
  bool quoted;    /* within quotation marks, as far as the sentence tells */
  uint32_t place; /* the rules that a reading of the word can break or fulfil */
} RsGrammar;

/* Fills `place` for the word `token` of a sentence that ends at `last`; `before` is the reading
 * of the word before, or NULL. */
void rs_grammar_look(
  RsGrammar *grammar,
  const RsTokens *tokens,
  const RsMorph *morphs,
  uint32_t token,
  uint32_t last,
  const RsAnalysis *before
);

/* In units of the learned weights: above 0 for the reading, below 0 against it. */
int32_t rs_grammar_score(const RsGrammar *grammar, const RsAnalysis *reading);

/* Goes on behind a word, or behind a mark or number. */
void rs_grammar_add(RsGrammar *grammar, const RsAnalysis *chosen);
void rs_grammar_pass(RsGrammar *grammar, const RsToken *token);

#endif
