/* The public store: checks arguments, hands the work to a backend and its records to the
 * writers of export/, so that a stored record is written by the same code as a fresh one. */
#include "store/backend.h"

#include "entity/entity.h"

#include <stdlib.h>

RasidStore *rasid_store_open(const char *path, bool read_only, RasidError *error) {
  RasidStore *store = calloc(1, sizeof *store);
  if (!store) {
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
    return NULL;
  }
  store->backend = rs_sqlite_open(path, read_only, error);
  if (store->backend) return store;
  free(store);
  return NULL;
}

void rasid_store_free(RasidStore *store) {
  if (!store) return;
  store->backend->methods->free(store->backend);
  free(store);
}

bool rasid_store_begin(RasidStore *store, RasidError *error) {
  return store->backend->methods->begin(store->backend, error);
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
  const char *knowledge_version,
  RasidError *error
) {
  if (!input->id || !*input->id) {
    return rs_error_set(
      error, RASID_ERROR_ARGUMENT, 0, "a document without an id cannot be stored"
    );
  }
  const char *version = knowledge_version ? knowledge_version : "";
  return store->backend->methods->add(store->backend, input, events, count, version, error);
}

bool rasid_store_add(
  RasidStore *store,
  const RasidDocument *document,
  const char *knowledge_version,
  RasidError *error
) {
  size_t count;
  const RasidEvent *events = rasid_document_events(document, &count);
  const RasidInput *input = rasid_document_input(document);
  return rs_store_put(store, input, events, count, knowledge_version, error);
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
  if (!check_day(filter->from, error) || !check_day(filter->to, error)) return false;
  Writing writing = {
    .options = options ? options : &default_options,
    .sink = sink,
    .context = context,
  };
  bool is_written =
    store->backend->methods->each(store->backend, filter, write_record, &writing, error) &&
    rs_buffer_flush(&writing.out, 1, sink, context, error);
  rs_buffer_release(&writing.out);
  return is_written;
}

bool rasid_store_count(
  RasidStore *store, uint64_t *documents, uint64_t *events, RasidError *error
) {
  return store->backend->methods->count(store->backend, documents, events, error);
}
