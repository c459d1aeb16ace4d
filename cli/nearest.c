/* Nearness is the number of letters to put in, take out or exchange (Levenshtein): `fromat` is
 * two from `format`. What is further than two away, or further than half of what was given, is
 * another word. */
#include "nearest.h"

#include <stdbool.h>
#include <string.h>

enum {
  LONGEST = 31,
  FURTHEST = 2
};

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

/* One row of the table of distances is kept: `row[i]` between `i` letters of both. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length) {
  size_t row[LONGEST + 1];
  for (size_t i = 0; i <= b_length; i++)
    row[i] = i;
  for (size_t i = 0; i < a_length; i++) {
    size_t before = row[0]++;
    for (size_t k = 0; k < b_length; k++) {
      size_t exchanged = before + (a[i] != b[k]);
      before = row[k + 1];
      row[k + 1] = least(exchanged, least(row[k], before) + 1);
    }
  }
  return row[b_length];
}

void nearest_try(Nearest *nearest, const char *name) {
  size_t length = strlen(name);
  if (length > LONGEST || nearest->length > LONGEST) return;
  size_t found = distance(nearest->given, nearest->length, name, length);
  bool is_near = found <= FURTHEST && found * 2 <= nearest->length;
  if (!is_near || (nearest->name && found >= nearest->distance)) return;
  nearest->name = name;
  nearest->distance = found;
}
