/* A name's consonants, so that its spellings meet. */
#ifndef RASID_TEXT_SKELETON_H
#define RASID_TEXT_SKELETON_H

#include "text/letters.h"

enum {
  RS_SKELETON_LETTERS = 32
};

typedef struct {
  uint8_t classes[RS_SKELETON_LETTERS]; /* of each consonant */
  uint8_t letters[RS_SKELETON_LETTERS]; /* and itself, folded */
  unsigned count;
} RsConsonants;

/* Adds the consonants of one word (exact letters) to those of the words before it. */
void rs_consonants_add(RsConsonants *consonants, const uint8_t *letters, size_t count);

/* The key of the consonants; 0 when they are too few to tell names apart. */
uint64_t rs_consonants_key(const RsConsonants *consonants);

#endif
