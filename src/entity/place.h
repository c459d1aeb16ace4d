/* Names of places: what the words around them say, and which place is meant. */
#ifndef RASID_ENTITY_PLACE_H
#define RASID_ENTITY_PLACE_H

#include "entity/entity.h"

/* What the search for places looks at (toponym.c). */
typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  const RsDates *dates;
  const RsNames *names; /* those found so far */
  uint8_t *place_seen;  /* a bit for each place that a cue told before */
} RsToponyms;

/* RsPlaceKind.classes of the words right before a token; 0 when there are none. */
uint32_t rs_place_kinds_before(const RsReading *reading, uint32_t token);

/* A one-word name must not be a verb, a particle or a nationality in this sentence. */
bool rs_reads_as_name(const RsReading *reading, uint32_t token);

/* Whether a word is a common word or a person's name as well. */
bool rs_is_common_word(const RsReading *reading, uint32_t token);

/* Whether a match of a place's name, RsPhrase of kind RS_PHRASE_PLACE, is said as a place
 * where it stands. Fills the kinds that its words name. */
bool rs_place_said(
  const RsToponyms *toponyms, const RsMatch *match, const RsPhrase *phrase, uint32_t *kinds
);

/* A name behind a word for a kind of place that no dictionary holds: `بلدة غابالامي غي`. */
bool rs_place_unlisted(const RsToponyms *toponyms, uint32_t token, RsName *name);

/* `الحدود السورية`, `العاصمة السورية`, `شمال البلاد`: a place by its country, without a name. */
bool rs_place_by_nationality(const RsToponyms *toponyms, uint32_t token, RsName *name);

/* Whether the words behind token `last` - 1 say that a place lies in `country` (ISO alpha-3)
 * by its nationality: `طرابلس اللبنانية`; or in that country or division: `الباب في ريف حلب`. */
bool rs_nationality_behind(const RsReading *reading, uint32_t last, const char *country);
bool rs_container_behind(
  const RsReading *reading,
  const RsMatches *matches,
  uint32_t last,
  const char *country,
  const char *admin1
);

/* Decides for all names of places in a text which place each means (place.c). False without
 * memory. */
bool rs_places_choose(
  RsNames *names, RsArena *arena, const RsReading *reading, const RsMatches *matches
);

/* ----------------------------------------------------------------- person.c */

/* The name of somebody without an entry that begins at a token. */
bool rs_person_at(
  const RsReading *reading, const RsDates *dates, uint32_t token, RsName *name
);

/* ----------------------------------------------------------- main_country.c */

/* Fills `main_country` and `country_weights`; false without memory. */
bool rs_main_country_find(
  RsNames *names, RsArena *arena, const RsReading *reading, const RsMatches *matches
);

#endif
