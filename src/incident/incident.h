/* Reports of one deed across documents. A report is one stored record; an incident is the set of
 * reports that tell one deed. */
#ifndef RASID_INCIDENT_INCIDENT_H
#define RASID_INCIDENT_INCIDENT_H

#include "base/arena.h"
#include "export/export.h"
#include "text/skeleton.h"
#include "token/token.h"

/* ------------------------------------------------------------------ sketches */

enum {
  RS_SKETCH_VALUES = 32
};

/* The smallest hashes of a set of shingles, ascending. Fewer than RS_SKETCH_VALUES: the whole
 * set. */
typedef struct {
  uint32_t count;
  uint32_t values[RS_SKETCH_VALUES];
} RsSketch;

/* Adds a shingle; twice the same counts once. */
void rs_sketch_add(RsSketch *sketch, uint64_t hash);
/* Estimated Jaccard similarity of the two sets, 0 to 1; 0 when one is empty. With weights for
 * the values of each (equal values have equal weights; NULL: all alike) the similarity of the
 * weighted sets. */
double rs_sketch_similarity(
  const RsSketch *a, const RsSketch *b, const float *a_weights, const float *b_weights
);

/* A text in words and sentences, ready for sketches; lives in the arena of rs_passages_read. */
typedef struct {
  RsText text;
  RsTokens tokens;
} RsPassages;

bool rs_passages_read(RsPassages *passages, RsArena *arena, const char *text, size_t bytes);
/* The content words of the sentence that holds code point `point`. */
void rs_sketch_add_sentence(RsSketch *sketch, const RsPassages *passages, uint32_t point);
/* The content words of a name. */
void rs_sketch_add_name(RsSketch *sketch, const char *name);
/* Whether the set of `sketch` may hold the value; of long texts not all are known. */
bool rs_sketch_may_hold(const RsSketch *sketch, uint32_t value);
/* Word trigrams of the lead below the headline: equal where agency text was taken over. */
void rs_sketch_add_lead(RsSketch *sketch, const RsPassages *passages);
/* The consonants of a place name as one number, 0 when they are too few. */
uint64_t rs_name_key(const char *name);

/* ------------------------------------------------------------------- reports */

typedef struct {
  const char *name, *country, *sector, *code; /* "" when unknown */
} RsReportParty;

typedef enum {
  RS_EXTENT_NONE, /* no place is told */
  RS_EXTENT_COUNTRY,
  RS_EXTENT_REGION,
  RS_EXTENT_DISTRICT,
  RS_EXTENT_TOWN,
  RS_EXTENT_POINT
} RsExtent;

/* Strings are "" when unknown and live in the arena they were loaded into. */
typedef struct {
  int64_t event; /* its row */
  const char *id, *document, *outlet;
  int32_t published_day; /* RS_NO_DAY when unknown */
  uint32_t sentence;
  const char *type, *mode, *cameo, *status, *stance, *part_of;
  RsExtent extent;
  const char *place, *country, *admin1; /* of the place */
  double lat, lon;                      /* NAN when unknown */
  uint64_t place_key;
  int32_t from_day, to_day;     /* of the deed, guessed when not told; RS_NO_DAY: never */
  bool has_date;                /* the text tells it */
  const RsReportParty *parties; /* actors, then recipients */
  uint32_t actor_count, party_count;
  RasidCount deaths, injured, detained, crowd;
  RsSketch passage, lead;
  RsSketch victim; /* words of the only recipient; empty when there are more or none */
  float weights[RS_SKETCH_VALUES]; /* of the words of `passage`: rare ones weigh more */
} RsReport;

/* Fills `weights` of all reports: what a word tells in this collection. False without memory. */
bool rs_reports_weigh_words(RsReport *reports, uint32_t count);
/* What speaks for `a` and `b` telling one deed: above 0 for it, in thirds of a logit. */
int rs_report_evidence(const RsReport *a, const RsReport *b);
/* Types that newspapers exchange for one deed have one family; never 0. */
uint64_t rs_type_family(const char *type);
/* Whether `b` prints the text of `a`, headline, place line and figures aside. */
bool rs_report_is_copy(const RsReport *a, const RsReport *b);
/* By day of publication, document and record: an order that no order of arrival changes. */
int rs_report_compare(const RsReport *a, const RsReport *b);

/* ----------------------------------------------------------------- incidents */

/* `reports[i]` belongs to incident `incident_of[i]`; within it, reports of one `text_of` are
 * copies of one text. */
typedef struct {
  uint32_t *incident_of, *text_of;
  uint32_t incident_count;
} RsIncidents;

/* Links all reports; equal sets give equal incidents, whatever their order. False without
 * memory; arrays live in `arena`. */
bool rs_incidents_find(
  RsIncidents *incidents, RsArena *arena, const RsReport *reports, uint32_t count
);

/* Lowest, best and highest figure; -1 when nobody gives one. */
typedef struct {
  int64_t low, best, high;
} RsTollRange;

typedef struct {
  const RsReport *first; /* the earliest report */
  const RsReport *place; /* the one with the exactest place; NULL when none tells any */
  const char *type, *mode, *cameo, *status;
  int32_t from_day, to_day; /* RS_NO_DAY when unknown */
  int32_t last_published_day;
  RsTollRange deaths, injured, detained, crowd;
  uint32_t reports, texts, sources, denials, revisions;
} RsSummary;

/* Sums up the `count` reports at `members`, which stand in the order of rs_report_compare;
 * `texts` are their text numbers. */
RsSummary rs_incident_sum_up(
  const RsReport *const *members, const uint32_t *texts, uint32_t count
);
/* Whether `report` gives other figures of people than all before it. */
bool rs_report_is_revision(const RsReport *const *members, uint32_t index);

#endif
