/* Words, numbers and punctuation, and the sentences they stand in. */
#ifndef RASID_TOKEN_TOKEN_H
#define RASID_TOKEN_TOKEN_H

#include "text/text.h"

typedef enum {
  RS_TOKEN_WORD,
  RS_TOKEN_LATIN,
  RS_TOKEN_DIGITS,
  RS_TOKEN_PUNCT
} RsTokenKind;

typedef struct {
  uint32_t start, end; /* letters */
  uint8_t kind;        /* RsTokenKind */
  uint8_t letter;      /* the first letter: tells punctuation apart */
  uint8_t spaced;      /* white space, or the beginning, stands before it */
  uint8_t marked;      /* it carries vowel marks */
  uint32_t sentence;
} RsToken;

typedef struct {
  uint32_t first, last; /* tokens, last exclusive; never empty */
} RsSentence;

typedef struct {
  RsToken *tokens;
  uint32_t token_count;
  RsSentence *sentences;
  uint32_t sentence_count;
} RsTokens;

/* A sentence is split by force after so many tokens, whatever stands there. */
enum {
  RS_SENTENCE_TOKENS = 512
};

/* Parts `text` into tokens and sentences; false without memory. */
bool rs_tokens_split(RsTokens *tokens, RsArena *arena, const RsText *text);

#endif
