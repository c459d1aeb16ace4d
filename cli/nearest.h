/* What somebody may have meant who wrote a name that there is not. */
#ifndef RASID_CLI_NEAREST_H
#define RASID_CLI_NEAREST_H

#include <stddef.h>

typedef struct {
  const char *given; /* `length` bytes of it */
  size_t length;
  const char *name; /* the nearest so far, or NULL */
  size_t distance;  /* of it */
} Nearest;

/* Looks at one more name; those that are too far from what was given are passed over. */
void nearest_try(Nearest *nearest, const char *name);

#endif
