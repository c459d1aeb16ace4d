/* What the trainers share: words behind the hashes of features, and the lines of a model. */
#ifndef RASID_TRAIN_MODEL_H
#define RASID_TRAIN_MODEL_H

#include "compile/map.h"
#include "morph/feature.h"

#include <stdio.h>

_Noreturn void train_die(const char *why);

/* Words as text, by the hashes that the features hold. A zeroed one is empty. */
typedef struct {
  RsBuffer texts;
  RsMap offsets;
} ModelWords;
void model_collect_words(
  ModelWords *words,
  const RasidKnowledge *knowledge,
  const RsText *text,
  const RsTokens *tokens,
  const RsMorph *morphs
);
void model_words_release(ModelWords *words);

/* Adds a TAB and the value as the data compiler reads it. */
void model_write_value(
  RsBuffer *line, const ModelWords *words, uint8_t kind, uint64_t value
);

/* Lines, to be sorted. A zeroed one is empty. */
typedef struct {
  RsArena arena;
  char **lines;
  size_t count, capacity;
} ModelLines;
/* Keeps a line that ends with NUL; not an empty one nor one with a letter that we lack. */
void model_add_line(ModelLines *lines, const RsBuffer *line);
void model_write_lines(ModelLines *lines, const char *head, FILE *out);
void model_lines_release(ModelLines *lines);

#endif
