/* What analysts decide about records: a history in the database, what a decision changes, and
 * what follows from all of them (gold, precision and recall). */
#ifndef RASID_REVIEW_REVIEW_H
#define RASID_REVIEW_REVIEW_H

#include "export/json.h"
#include "store/read.h"

#include <json-c/json.h>

/* A row of `decisions`; texts are NULL where there are none. */
typedef struct {
  int64_t number;
  const char *event;    /* id of the record; NULL: about the document as a whole */
  const char *document; /* id */
  const char *verdict;  /* accept, correct, reject, add, complete, undo */
  const char *fields;   /* JSON: what was changed, or all of an added record */
  const char *record;   /* JSON: the record as it is after the decision */
  const char *note, *author;
  const char *decided; /* ISO 8601, UTC */
  int64_t undoes, undone_by;
} RsDecision;

typedef struct {
  const char *event, *document, *author; /* NULL: any */
  int64_t before;                        /* only smaller numbers; 0: all */
  size_t limit;                          /* 0: all */
  bool is_holding;                       /* neither undone nor an undoing */
  bool is_oldest_first;
} RsDecisionFilter;

typedef bool (*RsDecisionVisitor
)(void *context, const RsDecision *decision, RasidError *error);

/* Decisions live until the visitor returns. */
bool rs_decisions_each(
  RsBackend *backend,
  const RsDecisionFilter *filter,
  RsDecisionVisitor visit,
  void *context,
  RasidError *error
);
/* How many there are, whatever `before` and `limit` say. */
bool rs_decisions_count(
  RsBackend *backend, const RsDecisionFilter *filter, int64_t *count, RasidError *error
);
/* Appends it, in a transaction of its own unless one is open; fills its number. An undoing marks what it undoes. */
bool rs_decision_add(RsBackend *backend, RsDecision *decision, RasidError *error);

/* ------------------------------------------------------------------- fields */

/* What a decision is about while it is read. */
typedef struct {
  const RasidKnowledge *knowledge;
  const char *text; /* of the document */
  size_t text_bytes;
  json_object *record; /* as coded; for an added one its beginnings. Is changed. */
} RsRevision;

/* Checks `fields` (an object of somebody's) and puts them into `revision->record`, with what
 * follows from them: words of spans, codes of a type. `*changed` is what was understood, in one
 * form; to be put. On failure ARGUMENT, and `*parameter` names the field. */
bool rs_fields_apply(
  RsRevision *revision,
  json_object *fields,
  json_object **changed,
  const char **parameter,
  RasidError *error
);

/* Whether codes/events.tsv has this type with this mode (NULL: none). */
bool rs_codes_known(const RasidKnowledge *knowledge, const char *event, const char *mode);

/* --------------------------------------------------------- what follows of it */

typedef struct {
  int64_t judged, right; /* records of the program */
  int64_t gold, found;   /* records that there should be, in complete documents */
} RsScore;

typedef struct {
  const char *name;
  RsScore score; /* of a type; of a rule `judged` and `right` alone */
} RsScoreRow;

typedef struct {
  RsArena arena;
  int64_t documents, complete;
  RsScore all;
  RsScoreRow *types, *rules;
  size_t type_count, rule_count, type_capacity, rule_capacity;
  struct {
    const char *name;
    int64_t changed;
  } fields[16];
  size_t field_count;
  int64_t kept; /* records that were accepted or corrected */
} RsEvaluation;

/* Compares what is stored with what was decided. Release `evaluation->arena` in any case. */
bool rs_evaluate(RsBackend *backend, RsEvaluation *evaluation, RasidError *error);

/* As one JSON object; `knowledge` tells where rules stand. */
void rs_evaluation_write(
  RsJson *json, const RsEvaluation *all, const RasidKnowledge *knowledge, size_t rules
);

/* Documents on which nothing is left to decide, one JSON object a line. */
typedef struct {
  const char *document, *from, *to; /* id; days of publication; NULL: any */
} RsGoldFilter;
bool rs_gold_write(
  RsBackend *backend,
  const RsGoldFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
);

/* Documents with decisions, in the order in which they came: `is_complete` when somebody has
 * said so or every record is decided. */
typedef bool (*RsReviewedVisitor
)(void *context, const char *document, bool is_complete, RasidError *error);
bool rs_reviewed_each(
  RsBackend *backend, RsReviewedVisitor visit, void *context, RasidError *error
);

#endif
