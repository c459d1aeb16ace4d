/* What toponym.c and unlisted.c look at beside a name. */
#ifndef RASID_ENTITY_TOPONYM_H
#define RASID_ENTITY_TOPONYM_H

#include "entity/place.h"

/* Whether both tokens exist and stand in one sentence. */
bool rs_in_sentence(const RsReading *reading, uint32_t token, uint32_t other);

/* Whether the token is one of these ASCII marks. */
bool rs_is_mark(const RsReading *reading, uint32_t token, const char *marks);

/* RsPlaceKind.classes of one word, by any reading of it but a verb or one with a pronoun. */
uint32_t rs_place_kinds_at(const RsReading *reading, uint32_t token);

/* The country of a definite nationality (`السورية`) at a token, or RS_NONE. */
uint32_t rs_definite_nisba(const RsReading *reading, uint32_t token);

/* No verb stands behind a preposition: `على "تدمر"` is Palmyra, not "destroys". */
bool rs_is_behind_preposition(const RsReading *reading, uint32_t token);

#endif
