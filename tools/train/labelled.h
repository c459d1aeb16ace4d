/* Sentences of a corpus of names, laid over the tokens and readings that the library sees. */
#ifndef RASID_TRAIN_LABELLED_H
#define RASID_TRAIN_LABELLED_H

#include "entity/tagger.h"

#include <stdio.h>

typedef struct {
  RsText text;
  RsTokens tokens;
  RsMorph *morphs;
  RsReading reading;
  RsMatches matches;
  RsNumbers numbers;
  RsDates dates;
  RsScene scene;
  uint8_t *labels;    /* [token_count]: RsLabel */
  size_t *clue_first; /* [token_count + 1]: for the trainer */
} LabelledSentence;

typedef struct {
  RsArena arena;
  RsMorphCache cache;
  LabelledSentence *sentences;
  uint32_t sentence_count;
  size_t capacity;
} Labelled;

/* Reads lines `word LABEL`; a sentence ends with an empty line or a full stop. */
void labelled_read(Labelled *corpus, const RasidKnowledge *knowledge, FILE *file);
void labelled_release(Labelled *corpus);

/* Counts names by kind (people, places, organisations, others): of the corpus, of `labels`,
 * and those that both have. */
void labelled_compare(
  const LabelledSentence *s,
  const uint8_t *labels,
  unsigned gold[4],
  unsigned said[4],
  unsigned right[4]
);

#endif
