/* Other spellings under which a word that nobody knows is looked up once more. */
#ifndef RASID_MORPH_RESPELL_H
#define RASID_MORPH_RESPELL_H

#include "morph/morph.h"

typedef enum {
  RS_RESPELL_EMPHASIS,   /* مبرووووك: a letter held for emphasis counts once */
  RS_RESPELL_LONE_HAMZA, /* الطوارىء for الطوارئ, شىء for شيء */
  RS_RESPELL_SEAT,       /* مسئول for مسؤول, شئون for شؤون */
  RS_RESPELL_LAST_HAMZA, /* الوزرا for الوزراء */
  RS_RESPELL_LAST_ALEF,  /* مستشفا for مستشفى */
  RS_RESPELLINGS
} RsRespelling;

/* A word respelt. `at[i]` is the letter of the written word from which letter i comes,
 * `at[count]` the written word's length; so a span of it is a span of the written word. */
typedef struct {
  uint8_t letters[RS_WORD_LETTERS + 2];
  uint8_t at[RS_WORD_LETTERS + 3];
  size_t count;
} RsRespelt;

/* False when the rule changes nothing. `count` is at most RS_WORD_LETTERS. */
bool rs_respell(
  RsRespelling rule, const uint8_t *letters, size_t count, RsRespelt *respelt
);

#endif
