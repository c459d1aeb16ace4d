/* Truces, agreements and talks of two parties, and what the two did to each other afterwards. */
#ifndef RASID_INCIDENT_AGREEMENT_H
#define RASID_INCIDENT_AGREEMENT_H

#include "incident/incident.h"

/* A party of an incident, as most of its reports name it. */
typedef struct {
  RsReportParty party;
  bool is_actor; /* else a recipient */
} RsDeedParty;

/* An incident; strings are "" when unknown and live in the arena they were loaded into. */
typedef struct {
  const char *id, *type, *mode, *cameo, *status, *place, *country;
  int32_t day;       /* RS_NO_DAY when unknown */
  bool is_day_vague; /* a year or a season: before and after cannot be told */
  int64_t deaths;    /* -1 when nobody tells */
  int64_t sources;
  const RsDeedParty *parties;
  uint32_t party_count;
  const char *const *tellers; /* who says so: speakers, then outlets */
  uint32_t teller_count;
} RsDeed;

typedef enum {
  RS_ACCORD_NONE,
  RS_ACCORD_TRUCE,
  RS_ACCORD_AGREEMENT,
  RS_ACCORD_TALKS
} RsAccord;

typedef enum {
  RS_SEQUEL_NONE,
  RS_SEQUEL_BREACH,   /* said to be broken or not kept */
  RS_SEQUEL_VIOLENCE, /* an attack of one on the other */
  RS_SEQUEL_PRESSURE, /* threats, sanctions, arrests, refusals */
  RS_SEQUEL_TALKS,
  RS_SEQUEL_ACCORD, /* what was agreed or granted next */
  RS_SEQUEL_COUNT
} RsSequel;

typedef struct {
  const RsDeed *deed;
  RsSequel kind;
} RsFollowed;

typedef struct {
  const RsDeed *deed;
  RsAccord kind;
  RsReportParty sides[2];
  const RsFollowed *followed; /* by day */
  uint32_t followed_count;
  const RsDeed *broken_by; /* the first breach or violence; NULL: none is stored */
  int32_t
    held_days; /* until that, else until the last day that is stored; -1: its day is vague */
} RsAgreement;

typedef struct {
  const RsAgreement *items; /* by day, then id */
  uint32_t count;
} RsAgreements;

/* What a type and CAMEO code are of an agreement, when they have happened. */
RsAccord rs_accord_of(const char *type, const char *cameo);
/* What a deed of this type and mode, which has happened, is behind an agreement. */
RsSequel rs_sequel_of(const char *type, const char *mode);
/* What a side is known again by; 0 for one who cannot be told from others: `مسلحون`. */
uint64_t rs_side_key(const RsReportParty *party);

const char *rs_accord_name(RsAccord accord);
const char *rs_sequel_name(RsSequel sequel);

/* Finds the agreements among `deeds` and what followed each within `days` days. False without
 * memory; what is found lives in `arena` and points into `deeds`. */
bool rs_agreements_find(
  RsAgreements *agreements,
  RsArena *arena,
  const RsDeed *deeds,
  uint32_t count,
  int32_t days
);

#endif
