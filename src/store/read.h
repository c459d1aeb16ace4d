/* Rows as documents and records. */
#ifndef RASID_STORE_READ_H
#define RASID_STORE_READ_H

#include "store/backend.h"

/* The columns of a row from left to right; texts are copied into `arena`. */
typedef struct {
  const RsRow *row;
  RsArena *arena;
  int column;
  bool has_failed; /* no memory */
} RsTaking;

/* NULL for NULL. */
const char *rs_take_text(RsTaking *taking);
/* 0 for NULL. */
int64_t rs_take_integer(RsTaking *taking);
/* NAN for NULL. */
double rs_take_real(RsTaking *taking);

/* Called for each record; false, with `error` filled, ends the walk. The record lives until it
 * returns. */
typedef bool (*RsRecordVisitor)(void *context, const RsRecord *record, RasidError *error);

/* Documents in the order in which they came first, their events as they were coded. */
bool rs_records_each(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  RsRecordVisitor visit,
  void *context,
  RasidError *error
);

/* Events with `document_id`, `published`, `outlet` and `url` of their documents. */
#define RS_EVENTS_WITH_DOCUMENTS                                                       \
  "events JOIN (SELECT number AS document, id AS document_id, published, outlet, url " \
  "FROM documents) AS known USING (document)"

/* Appends the filter's conditions, each with AND in front, and their values; not its limit. */
void rs_filter_write(RsBuffer *sql, RsValues *values, const RasidStoreFilter *filter);
/* ARGUMENT when a day of it is none. */
bool rs_filter_check(const RasidStoreFilter *filter, RasidError *error);
/* The events with these numbers, in this order; those that are not there are left out. */
bool rs_records_read(
  RsBackend *backend,
  const int64_t *numbers,
  size_t count,
  RsRecordVisitor visit,
  void *context,
  RasidError *error
);

#endif
