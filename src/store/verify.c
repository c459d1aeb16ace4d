/* Whether a database is what it should be.
 *
 * First what the database itself can tell: its pages, its references. Then what only we can: that
 * each span of each record lies in its document's text and that the words there are those which
 * the record names. `text[start:end]` is the promise on which every table made of records
 * rests, and a text that was exchanged by hand breaks it. A fault is told and counted, and the
 * rest is looked at all the same. */
#include "store/read.h"
#include "store/store.h"
#include "store/write.h"
#include "text/letters.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct {
  RsBackend *backend;
  RasidStoreFault tell;
  void *context;
  uint64_t faults;
  const RsStoredDocument *document; /* the one at hand */
  uint32_t *starts;                 /* byte of each of its code points, and of its end */
  uint32_t point_count;
} Verifying;

__attribute__((format(printf, 2, 3))) static void tell(
  Verifying *verifying, const char *format, ...
) {
  char message[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  verifying->faults++;
  verifying->tell(verifying->context, message);
}

/* ----------------------------------------------------- what the database tells */

static bool take_integrity(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  RsBytes said = rs_cell(row, 0).text;
  bool is_fine = said.count == 2 && !memcmp(said.data, "ok", 2);
  if (!is_fine) tell(context, "damaged: %.*s", (int)said.count, said.data);
  return true;
}

static bool take_reference(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  RsBytes table = rs_cell(row, 0).text, parent = rs_cell(row, 2).text;
  tell(
    context,
    "a row of %.*s belongs to none of %.*s",
    (int)table.count,
    table.data,
    (int)parent.count,
    parent.data
  );
  return true;
}

/* A page that cannot be read at all ends the look with an error: that is a fault too. */
static bool check_pages(Verifying *verifying, RasidError *error) {
  RsBackend *backend = verifying->backend;
  RsValues none = {.count = 0};
  if (backend->dialect != RS_SQLITE) return true;
  return backend->methods->query(
           backend, "PRAGMA integrity_check", &none, take_integrity, verifying, error
         ) &&
         backend->methods->query(
           backend, "PRAGMA foreign_key_check", &none, take_reference, verifying, error
         );
}

/* -------------------------------------------------------------------- spans */

static bool map_points(Verifying *verifying, RsArena *arena) {
  const RasidInput *input = &verifying->document->input;
  const unsigned char *text = (const unsigned char *)input->text;
  verifying->starts = rs_arena_alloc(arena, (input->text_bytes + 1) * sizeof(uint32_t));
  if (!verifying->starts) return false;
  uint32_t count = 0, point;
  for (size_t i = 0; i < input->text_bytes;) {
    verifying->starts[count++] = (uint32_t)i;
    i += rs_utf8_decode(text + i, input->text_bytes - i, &point);
  }
  verifying->starts[count] = (uint32_t)input->text_bytes;
  verifying->point_count = count;
  return true;
}

static bool take_span(void *context, const RsRow *row, RasidError *error) {
  Verifying *verifying = context;
  (void)error;
  RsBytes id = rs_cell(row, 0).text, what = rs_cell(row, 1).text;
  int64_t start = rs_cell(row, 2).integer, end = rs_cell(row, 3).integer;
  RsBytes said = rs_cell(row, 4).text;
  bool is_inside = start >= 0 && start <= end && end <= verifying->point_count;
  bool is_right = false;
  if (is_inside) {
    const char *text = verifying->document->input.text;
    uint32_t from = verifying->starts[start], to = verifying->starts[end];
    is_right = to - from == said.count && !memcmp(text + from, said.data, said.count);
  }
  if (is_right) return true;
  const char *fault = is_inside ? "is not what stands in" : "lies outside";
  tell(
    verifying,
    "%.*s of record %.*s %s the text of document %s",
    (int)what.count,
    what.data,
    (int)id.count,
    id.data,
    fault,
    verifying->document->input.id
  );
  return true;
}

static bool check_spans(Verifying *verifying, RsArena *arena, RasidError *error) {
  RsValues values = {.count = 0};
  rs_values_integer(&values, verifying->document->number);
  return (map_points(verifying, arena) || rs_no_memory(error)) &&
         rs_rows(verifying->backend, RS_SQL_SPANS, &values, take_span, verifying, error);
}

static bool check_documents(Verifying *verifying, RasidError *error) {
  RsArena arena = {0};
  RsStoredDocument document = {0};
  verifying->document = &document;
  bool goes_on = true;
  while (goes_on) {
    rs_arena_reset(&arena);
    goes_on =
      rs_document_next(verifying->backend, &arena, document.number, 0, &document, error);
    if (!goes_on || !document.number) break;
    goes_on = check_spans(verifying, &arena, error);
  }
  rs_arena_release(&arena);
  return goes_on;
}

bool rasid_store_verify(
  RasidStore *store,
  RasidStoreFault tell_fault,
  void *context,
  uint64_t *faults,
  RasidError *error
) {
  RsBackend *backend = store->backend;
  Verifying verifying = {.backend = backend, .tell = tell_fault, .context = context};
  RasidError why = {0};
  bool is_looked_at = backend->methods->begin(backend, true, error);
  if (!is_looked_at) return false;
  if (!check_pages(&verifying, &why) || !check_documents(&verifying, &why)) {
    is_looked_at = why.code == RASID_ERROR_DATABASE;
    if (is_looked_at) tell(&verifying, "%s", why.message);
    if (error) *error = why;
  }
  backend->methods->rollback(backend, NULL);
  *faults = verifying.faults;
  return is_looked_at;
}
