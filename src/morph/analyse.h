/* The readings of one word, uncached. Inside morph only. */
#ifndef RASID_MORPH_ANALYSE_H
#define RASID_MORPH_ANALYSE_H

#include "morph/morph.h"

/* `letters` are exact, `exact_hash` their rs_hash_bytes. The type and its arrays live in
 * `arena`; NULL without memory. */
const RsWordType *rs_morph_analyse(
  RsArena *arena,
  const RasidKnowledge *knowledge,
  const uint8_t *letters,
  size_t count,
  uint64_t exact_hash
);

#endif
