/* The public store: checks arguments, hands the work on and the records to the writers of
 * export/, so that a stored record is written by the same code as a fresh one. */
#include "store/store.h"

#include "entity/entity.h"
#include "store/brat.h"
#include "store/postgres.h"
#include "store/read.h"
#include "store/write.h"

#include <stdlib.h>

static bool is_address(const char *name) {
  return name && (!strncmp(name, "postgresql://", 13) || !strncmp(name, "postgres://", 11));
}

RasidStore *rasid_store_open(const char *name, bool read_only, RasidError *error) {
  RasidStore *store = calloc(1, sizeof *store);
  if (!store) return rs_no_memory(error), NULL;
  store->backend = is_address(name) ? rs_postgres_open(name, read_only, error)
                                    : rs_sqlite_open(name, read_only, error);
  if (store->backend) return store;
  free(store);
  return NULL;
}

void rasid_store_free(RasidStore *store) {
  if (!store) return;
  rs_arena_release(&store->arena);
  store->backend->methods->free(store->backend);
  free(store);
}

bool rasid_store_begin(RasidStore *store, RasidError *error) {
  return store->backend->methods->begin(store->backend, false, error);
}

bool rasid_store_commit(RasidStore *store, RasidError *error) {
  return store->backend->methods->commit(store->backend, error);
}

bool rasid_store_rollback(RasidStore *store, RasidError *error) {
  return store->backend->methods->rollback(store->backend, error);
}

bool rs_store_put(
  RasidStore *store,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const RasidRun *run,
  RasidError *error
) {
  if (!input->id || !*input->id) {
    return rs_error_set(
      error, RASID_ERROR_ARGUMENT, 0, "a document without an id cannot be stored"
    );
  }
  return rs_document_put(store->backend, input, events, count, run, error);
}

bool rasid_store_add(
  RasidStore *store, const RasidDocument *document, const RasidRun *run, RasidError *error
) {
  size_t count;
  const RasidEvent *events = rasid_document_events(document, &count);
  const RasidInput *input = rasid_document_input(document);
  return rs_store_put(store, input, events, count, run, error);
}

typedef struct {
  RsBuffer out;
  const RasidWriteOptions *options;
  RasidSink sink;
  void *context;
} Writing;

static bool write_record(void *context, const RsRecord *record, RasidError *error) {
  Writing *writing = context;
  rs_record_write(&writing->out, record, writing->options);
  return rs_buffer_flush(
    &writing->out, RS_FLUSH_BYTES, writing->sink, writing->context, error
  );
}

static bool check_day(const char *text, RasidError *error) {
  int32_t day;
  if (!text || rs_day_parse(text, &day)) return true;
  return rs_error_set(
    error,
    RASID_ERROR_ARGUMENT,
    0,
    "\"%.40s\" is not a date; write a day as YYYY-MM-DD, such as 2024-03-05",
    text
  );
}

bool rs_filter_check(const RasidStoreFilter *filter, RasidError *error) {
  return check_day(filter->from, error) && check_day(filter->to, error);
}

bool rasid_store_write(
  RasidStore *store,
  const RasidStoreFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};
  static const RasidStoreFilter everything = {0};
  if (!filter) filter = &everything;
  if (!rs_filter_check(filter, error)) return false;
  if (options && options->format == RASID_FORMAT_BRAT)
    return rs_brat_write(store->backend, filter, sink, context, error);
  Writing writing = {
    .options = options ? options : &default_options,
    .sink = sink,
    .context = context,
  };
  bool is_written =
    rs_records_each(store->backend, filter, write_record, &writing, error) &&
    rs_buffer_flush(&writing.out, 1, sink, context, error);
  rs_buffer_release(&writing.out);
  return is_written;
}

typedef struct {
  uint64_t *documents, *events;
} Counts;

static bool take_counts(void *context, const RsRow *row, RasidError *error) {
  const Counts *counts = context;
  (void)error;
  *counts->documents = (uint64_t)rs_cell(row, 0).integer;
  *counts->events = (uint64_t)rs_cell(row, 1).integer;
  return true;
}

bool rasid_store_count(
  RasidStore *store, uint64_t *documents, uint64_t *events, RasidError *error
) {
  Counts counts = {documents, events};
  RsValues none = {.count = 0};
  return rs_rows(store->backend, RS_SQL_COUNTS, &none, take_counts, &counts, error);
}
