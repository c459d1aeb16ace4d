/* Two words that were run together (glued.c). Inside morph only. */
#ifndef RASID_MORPH_GLUED_H
#define RASID_MORPH_GLUED_H

#include "morph/morph.h"

/* How many of the letters of a word that no reading explains are a word of their own, 0 when it
 * is one word. */
size_t rs_glued_at(const RasidKnowledge *knowledge, const uint8_t *letters, size_t count);

#endif
