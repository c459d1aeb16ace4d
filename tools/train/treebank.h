/* Sentences of a treebank laid over the tokens and readings that the library sees. */
#ifndef RASID_TRAIN_TREEBANK_H
#define RASID_TRAIN_TREEBANK_H

#include "morph/feature.h"

#include <stdio.h>

/* A word of the treebank: a segment of a token. Letters count from the sentence's first. */
typedef struct {
  uint32_t start, end;
  uint64_t lemma;    /* fold hash */
  uint32_t features; /* as RsForm.features, what both call alike */
  uint8_t upos;
  uint8_t tag;    /* RsTag that is asked for, or RS_TAG_COUNT */
  bool is_marked; /* a whole token of the marked sentences, however it is cut */
} Word;

typedef struct {
  RsText text;
  RsTokens tokens;
  RsMorph *morphs;
  Word *words;
  uint32_t word_count;
  uint32_t *first_word; /* [token_count]: its first word, RS_NONE when they do not fit */
  unsigned document;    /* 0: of the marked sentences */
} Sentence;

typedef struct {
  RsArena arena;
  RsMorphCache cache;
  Sentence *sentences;
  uint32_t sentence_count;
  size_t capacity;
  uint32_t left_out; /* sentences whose words do not give their text */
} Treebank;

/* Reads CoNLL-U; exits with a message when the file cannot be read. */
void treebank_read(Treebank *bank, const RasidKnowledge *knowledge, FILE *file);
/* Reads sentences of which only words like `إن|PART|إن` are marked. */
void treebank_read_marked(Treebank *bank, const RasidKnowledge *knowledge, FILE *file);
void treebank_release(Treebank *bank);

/* How well a reading, used as this part of speech, agrees with the treebank: 0 when it cuts
 * the token elsewhere; then the part of speech counts most, after it the lemma, that the part
 * of speech is the reading's own, and last the features that contradict each other. */
unsigned treebank_grade(const Sentence *sentence, uint32_t token, const RsChoice *choice);
/* A grade that has the right part of speech. */
bool treebank_is_upos(unsigned grade);

#endif
