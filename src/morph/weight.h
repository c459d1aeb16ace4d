/* Weights of features, found once for what many tokens share (feature.h). */
#ifndef RASID_MORPH_WEIGHT_H
#define RASID_MORPH_WEIGHT_H

#include "morph/feature.h"

/* The rows that a list of features has. */
typedef struct {
  const RsWeightRow *rows[RS_FEATURES_MAX];
  unsigned count;
} RsRows;

void rs_rows_find(const RasidKnowledge *knowledge, const RsFeatures *features, RsRows *out);

static inline int32_t rs_rows_weight(const RsRows *rows, unsigned tag) {
  int32_t sum = 0;
  for (unsigned i = 0; i < rows->count; i++)
    sum += rows->rows[i]->weight[tag];
  return sum;
}

/* What speaks for each tag. */
typedef struct {
  int16_t of[RS_WEIGHT_TAGS];
} RsTagWeights;

struct RsPlaceWeights {
  RsTagWeights tags[2][RS_TAG_ALL][RS_TAG_ALL]; /* a verb before; the tags on both sides */
  uint32_t after[2];                            /* RsChoice.after of what is no word */
  uint32_t link[RS_TAG_ALL];                    /* rows of words without proclitics */
  uint32_t agreement[RS_AGREEMENTS];
};

/* What a reading and the word before it say together. */
typedef struct {
  uint64_t front;
  uint32_t rows[2]; /* RS_NONE: none */
} RsPairRows;

/* NULL without memory. */
const RsPlaceWeights *rs_place_weights(RsArena *arena, const RasidKnowledge *knowledge);
/* Fills the rows of a word and of its choices. */
void rs_word_rows_note(
  const RasidKnowledge *knowledge, RsWordType *type, RsChoice *choices
);
/* The weights of all features of a place. */
void rs_place_weigh(
  const RsPlaceWeights *places,
  const RasidKnowledge *knowledge,
  const RsHistory *history,
  const RsTokens *tokens,
  const RsMorph *morphs,
  uint32_t token,
  uint32_t last,
  RsTagWeights *out
);
/* The rows of a reading's features of both; `rows` are those of the reading before it, for
 * readings mostly differ in other things, or has front UINT64_MAX. */
void rs_pair_rows(
  const RsPlaceWeights *places,
  const RasidKnowledge *knowledge,
  const RsHistory *history,
  const RsAnalysis *reading,
  RsPairRows *rows
);

static inline int32_t rs_row_weight(
  const RasidKnowledge *knowledge, uint32_t row, unsigned tag
) {
  return row == RS_NONE ? 0 : knowledge->weights[row].weight[tag];
}

#endif
