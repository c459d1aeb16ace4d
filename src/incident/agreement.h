/* Agreements between two parties, and what followed between the same two. */
#ifndef RASID_INCIDENT_AGREEMENT_H
#define RASID_INCIDENT_AGREEMENT_H

#include "store/read.h"

typedef struct {
  const char *name, *country, *sector,
    *code; /* "" when unknown, but for the name and code */
  uint32_t reports;
  bool is_actor;
  uint64_t
    side; /* equal for the hands of one state, and for groups of one kind and country */
  bool is_state;
} RsSideParty;

typedef enum {
  RS_DEED_TRUCE, /* a ceasefire, an end of fighting */
  RS_DEED_AGREEMENT,
  RS_DEED_TALKS,
  RS_DEED_VIOLENCE,
  RS_DEED_BREACH,     /* terms refused, talks or relations broken off */
  RS_DEED_ACCUSATION, /* one side accuses the other */
  RS_DEED_KINDS
} RsDeedKind;

/* An incident between two sides. */
typedef struct {
  int64_t number;
  RsDeedKind kind;
  const char *id, *event, *mode, *cameo, *from, *to, *place, *country, *precision;
  int32_t day, last_day; /* of the deed; far apart when only a year is told */
  int64_t deaths;        /* -1: not told */
  uint32_t sources, reports;
  const RsSideParty *parties; /* those that most reports name first */
  uint32_t party_count;
} RsDeed;

/* A deed and two of its parties; `one` did it, where that is told. */
typedef struct {
  const RsDeed *deed;
  const RsSideParty *one, *other;
  uint64_t pair; /* of their sides, in any order */
} RsDyad;

/* All dyads by pair and day. */
typedef struct {
  RsDyad *items;
  size_t count;
} RsDyads;

/* Reads what is linked; lives in `arena`. */
bool rs_dyads_load(RsBackend *backend, RsArena *arena, RsDyads *dyads, RasidError *error);

/* Whether two dyads of one pair are between the same parties: groups of one kind and country, of
 * which one is named and the other not, are taken for the same, two named ones are not. */
bool rs_dyads_match(const RsDyad *a, const RsDyad *b);

const char *rs_deed_kind_name(RsDeedKind kind);

#endif
