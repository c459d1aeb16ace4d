/* The tagger: which tokens are names of people, places, organisations and others. */
#ifndef RASID_ENTITY_TAGGER_H
#define RASID_ENTITY_TAGGER_H

#include "entity/clue.h"

/* What speaks for each label of one token, and for each behind another. */
typedef struct {
  int32_t label[RS_LABEL_COUNT];
} RsLabelScores;
typedef struct {
  int32_t weight[RS_LABEL_ALL][RS_LABEL_COUNT];
} RsLabelPasses;

/* Whether a label may stand behind another: I-PER only behind a name of a person. */
bool rs_label_follows(unsigned before, unsigned label);

/* The best run of labels for `count` tokens, at least one and at most RS_SENTENCE_TOKENS, behind
 * the label `before` (RS_LABEL_EDGE at the beginning of a sentence) and before another token
 * outside of names, or the sentence's end when `is_last` (Viterbi, without the labels of a token
 * that are far behind its best). */
void rs_labels_best(
  const RsLabelPasses *passes,
  const RsLabelScores *scores,
  uint32_t count,
  unsigned before,
  bool is_last,
  uint8_t *labels
);

#endif
