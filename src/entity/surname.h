/* Surnames of people that a text has named in full (surname.c). */
#ifndef RASID_ENTITY_SURNAME_H
#define RASID_ENTITY_SURNAME_H

#include "entity/entity.h"

enum {
  RS_SURNAMES = 64
};

typedef struct {
  uint64_t hashes[RS_SURNAMES]; /* of the last word of each full name */
  uint32_t count;
} RsSurnames;

/* Remembers the last word of a person's name that has at least two. */
void rs_surname_add(RsSurnames *surnames, const RsReading *reading, const RsName *name);

/* Whether a remembered surname stands alone at the token, where no adjective can; fills `name`. */
bool rs_surname_at(
  const RsSurnames *surnames, const RsReading *reading, uint32_t token, RsName *name
);

#endif
