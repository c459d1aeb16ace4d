/* What is in the database, in memory, as far as filters and counts look at it. */
#ifndef RASID_SERVER_SNAPSHOT_H
#define RASID_SERVER_SNAPSHOT_H

#include "incident/agreement.h"
#include "review/review.h"

#define RS_UNDATED INT32_MIN

typedef enum {
  RS_REVIEW_OPEN,
  RS_REVIEW_ACCEPTED,
  RS_REVIEW_CORRECTED,
  RS_REVIEW_REJECTED,
  RS_REVIEW_ADDED,
  RS_REVIEWS
} RsReview;
extern const char *const rs_review_names[RS_REVIEWS];

/* A record, or an incident. 48 bytes: every answer reads all of them. */
typedef struct {
  int64_t number;    /* events.number, incidents.number; negative: added by that decision */
  int32_t from, to;  /* days since 1970; both RS_UNDATED when unknown */
  uint32_t place;    /* RsSpot; RS_NONE */
  uint32_t document; /* of a record, RsPaper; of an incident, its independent sources */
  uint32_t incident; /* of a record, index of its incident; RS_NONE */
  uint32_t part_first;
  int32_t deaths;    /* highest figure, best one of an incident; -1 unknown */
  int16_t goldstein; /* tenths */
  uint16_t country;  /* of the place, in `countries`; 0 unknown */
  uint8_t part_count, type, mode, status;
  unsigned quad : 8;
  unsigned score : 8;     /* hundredths */
  unsigned review : 4;    /* RsReview */
  unsigned accord : 3;    /* RsAccord: what of an agreement it is */
  unsigned is_hidden : 1; /* taken back or replaced */
} RsFact;

_Static_assert(sizeof(RsFact) == 48, "every answer reads all facts");

/* Texts that stand for themselves: "" is 0. */
typedef struct {
  const char *text;
  uint64_t hash;
} RsKnownText;

typedef struct {
  RsArena arena;
  RsKnownText *names;
  uint32_t *slots;
  uint32_t count, capacity, slot_count;
} RsTextTable;

typedef struct {
  uint32_t name, country, sector, code; /* in `names` */
  uint64_t hash;
} RsPartyName;

typedef struct {
  uint32_t name, country, admin1, precision; /* in `names` */
  float lat, lon;                            /* NAN unknown */
  uint64_t hash;
} RsSpot;

typedef struct {
  int64_t number;
  int32_t published; /* RS_UNDATED */
  uint32_t outlet;   /* in `names` */
  uint32_t events;
} RsPaper;

#define RS_PART_RECIPIENT (1u << 31) /* of a part: else it acts */

typedef struct {
  RsTextTable names;
  RsTextTable types, modes, statuses, countries; /* small tables of codes */
  RsFact *facts; /* by first day, undated first; then by number */
  uint32_t fact_count, fact_capacity;
  uint32_t *parts; /* RsPartyName, with RS_PART_RECIPIENT */
  uint32_t part_count, part_capacity;
  RsPartyName *parties;
  uint32_t *party_slots;
  uint32_t party_count, party_capacity, party_slot_count;
  RsSpot *spots;
  uint32_t *spot_slots;
  uint32_t spot_count, spot_capacity, spot_slot_count;
  RsPaper *papers; /* by number */
  uint32_t paper_count, paper_capacity;
  RsFact *incidents; /* by number */
  uint64_t *incident_ids;
  uint32_t incident_count, incident_capacity;
  bool is_linked;
  int64_t decision_count;
  bool has_failed; /* no memory */
} RsSnapshot;

/* Reads all of it in one transaction. Free with rs_snapshot_free. */
RsSnapshot *rs_snapshot_new(RsBackend *backend, RasidError *error);
void rs_snapshot_free(RsSnapshot *snapshot);

/* Brings in what is decided now about the record with this id. Nobody may read meanwhile. */
bool rs_snapshot_refresh(
  RsSnapshot *snapshot, RsBackend *backend, const char *event, RasidError *error
);
/* The same for every record with a decision. */
bool rs_snapshot_refresh_all(RsSnapshot *snapshot, RsBackend *backend, RasidError *error);

/* A text that is known already, RS_NONE when it is not. */
uint32_t rs_known_find(const RsTextTable *names, const char *text);
static inline const char *rs_known_text(const RsTextTable *names, uint32_t name) {
  return name && name < names->count ? names->names[name].text : NULL;
}

/* The index of the document with this number, RS_NONE when it is not there. */
uint32_t rs_paper_find(const RsSnapshot *snapshot, int64_t number);
/* The index of the incident with this number, likewise. */
uint32_t rs_incident_find(const RsSnapshot *snapshot, int64_t number);

/* --- for load.c */
uint32_t rs_known_add(RsTextTable *names, const char *text, size_t bytes);
/* An array with room for one more element; NULL, and the old one stays, without memory. */
void *rs_grow(void *array, uint32_t count, uint32_t *capacity, size_t size);
uint32_t rs_party_add(RsSnapshot *snapshot, RsPartyName party);
uint32_t rs_spot_add(RsSnapshot *snapshot, RsSpot spot);
bool rs_part_add(RsSnapshot *snapshot, RsFact *row, uint32_t party, bool is_recipient);
bool rs_snapshot_load(RsSnapshot *snapshot, RsBackend *backend, RasidError *error);
/* The row of `event` without its parties; number 0 when it is not stored. */
bool rs_fact_load(
  RsSnapshot *snapshot,
  RsBackend *backend,
  const char *event,
  RsFact *row,
  RasidError *error
);

#endif
