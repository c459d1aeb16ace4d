/* How the place of a name is chosen, in three steps: what it may mean (candidate.c), what the
 * text says for each (witness.c), and the choice (place.c). */
#ifndef RASID_ENTITY_CHOICE_H
#define RASID_ENTITY_CHOICE_H

#include "entity/place.h"

enum {
  RS_CANDIDATES = 16,
  RS_STATE_POPULATION = 5, /* a country and its capital, among classes of population */
  RS_KINDS_OF_TOWNS = 1 << RS_PLACE_CITY | 1 << RS_PLACE_TOWN | 1 << RS_PLACE_VILLAGE
};

typedef struct {
  uint32_t phrase;
  uint32_t country; /* RsCountry, or RS_NONE */
  uint32_t place;   /* RsPlaceRecord, or RS_NONE */
  const char *admin1;
  float lat, lon;
  uint8_t kind; /* RsNameKind */
  uint8_t place_class, population;
} RsPlaceCandidate;

typedef struct {
  const RasidKnowledge *knowledge;
  const RsReading *reading;
  const RsMatches *matches;
  RsNames *names;
  RsArena *arena;
  size_t capacity;
  uint32_t *country_at; /* [token_count]: the country that a word points to, or RS_NONE;
                           NULL until a name needs it */
  uint32_t dateline;    /* RsCountry, or RS_NONE */
} RsPlaceChooser;

/* One name and what it may mean; bit i of a set stands for candidates[i]. */
typedef struct {
  RsPlaceChooser *chooser;
  const RsName *name;
  RsPlaceCandidate candidates[RS_CANDIDATES];
  unsigned count;
} RsPlaceChoice;

typedef uint32_t RsCandidateSet;

/* Fills the candidates of a listed name, or of one that is spelt like listed ones. */
void rs_candidates_listed(RsPlaceChoice *choice);
void rs_candidates_spelt(RsPlaceChoice *choice);
bool rs_is_settlement(const RsPlaceCandidate *candidate);
/* Whether the words for kinds of places allow the candidate. */
bool rs_fits_kind(const RsPlaceCandidate *candidate, uint32_t kinds);

/* Finds the countries that words point to, once for a text; false without memory. */
bool rs_countries_gather(RsPlaceChooser *chooser);
bool rs_is_dateline(const RsPlaceChooser *chooser, const RsName *name);
/* `أعلنت طرابلس`, `غارات شنتها دمشق`: right behind a verb in the feminine. */
bool rs_acts_as_state(const RsPlaceChooser *chooser, const RsName *name);

/* The candidates that an RsPlaceReason speaks for, of those in `alive`. */
RsCandidateSet rs_witness(
  const RsPlaceChoice *choice, RsCandidateSet alive, uint8_t reason
);
bool rs_speaks_for(
  const RsPlaceChoice *choice, const RsPlaceCandidate *candidate, uint8_t reason
);
RsCandidateSet rs_candidates_of(const RsPlaceChoice *choice, uint32_t country);
bool rs_share_country(const RsPlaceChoice *choice, RsCandidateSet set);

#endif
