/* Reading one number, shared by number.c and number_word.c. */
#ifndef RASID_ENTITY_NUMBER_H
#define RASID_ENTITY_NUMBER_H

#include "entity/entity.h"

typedef struct {
  double total, group; /* completed scales, and what stands below 1000 so far */
  double scale;        /* the last scale, `ألف` 1000; 0 when there was none */
  double factor;       /* what an approximate count is multiplied by */
  bool any, ordinal, approximate, share;
  bool digits;  /* the group is written in digits */
  bool article; /* begins with ال */
} RsSum;

/* The number word at a token, the longest; `first` prefers rough amounts (`آلاف` by itself). */
const RsMatch *rs_number_match(
  const RsReading *reading, const RsMatches *matches, uint32_t token, bool first
);
/* The word or punctuation و, standing alone or glued to digits. */
bool rs_number_is_waw(const RsReading *reading, uint32_t token);
/* Reads the number at `token` and returns the token behind it; `token` when there is none. */
uint32_t rs_number_sum(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsSum *sum
);
double rs_number_total(const RsSum *sum);

#endif
