/* Records as columns: a tree of growing arrays in the memory layout of Arrow.
 *
 * The tree is a list of fields in preorder, so a writer that goes through a record in the order
 * of the schema always fills the column at hand and moves on. */
#ifndef RASID_PYTHON_COLUMNS_H
#define RASID_PYTHON_COLUMNS_H

#include "arrow.h"
#include "rasid/rasid.h"

#include <stdatomic.h>

typedef struct {
  const char *name;
  const char *format; /* Arrow's */
  unsigned children;
} Field;

typedef struct {
  unsigned char *data;
  size_t count, capacity; /* bytes */
} Bytes;

typedef struct {
  const Field *field;
  size_t end; /* index of the column behind this one and all below it */
  size_t length, null_count;
  Bytes validity, offsets, data;
} Column;

/* Freed when nobody holds it any more: a Python object, or whoever got it through Arrow. */
typedef struct {
  atomic_size_t holders;
  bool has_rejects; /* the last column is there */
  bool has_failed;  /* no memory, or more text than 32-bit offsets reach */
  size_t at;        /* the column to be filled next */
  size_t count;
  Column column[];
} Columns;

/* The schema of records in preorder; the first field is the row, the last subtree `reject`. */
const Field *record_fields(size_t *count);
/* Index of the field `reject`, the last child of the row. */
size_t record_reject_field(void);

/* One holder; NULL without memory. */
Columns *columns_new(bool has_rejects);
void columns_hold(Columns *columns);
void columns_drop(Columns *columns);
size_t columns_rows(const Columns *columns);

/* Each appends one value to the column at hand; `text` NULL, `is_known` false and NAN are null. */
void columns_text(Columns *columns, const char *text);
void columns_bytes(Columns *columns, const char *text, size_t bytes);
void columns_integer(Columns *columns, int64_t value, bool is_known);
void columns_number(Columns *columns, double value);
/* A list of `count` values, to be filled after a columns_item each; gives what the other two
 * want. `columns_end` stands behind the last. */
size_t columns_list(Columns *columns, size_t count);
void columns_item(Columns *columns, size_t list);
void columns_end(Columns *columns, size_t list);
/* True: its members follow. False: it is null, they are skipped. */
bool columns_struct(Columns *columns, bool is_there);
/* The column at hand, whatever it is, gets a null. */
void columns_null(Columns *columns);

/* Appends a row for each event of `document`. */
void columns_add_document(Columns *columns, const RasidDocument *document);
/* A row that is null but for the document's id and the reject. */
void columns_add_reject(Columns *columns, const char *id, const RasidError *error);

/* Arrow's way out. `array` shares the memory of `columns`, which must not grow any more. */
bool columns_export_schema(bool has_rejects, ArrowSchema *schema);
bool columns_export(Columns *columns, ArrowArray *array);
/* A stream of all `batches`, each of which it holds. */
bool columns_export_stream(
  Columns *const *batches, size_t count, bool has_rejects, ArrowArrayStream *stream
);

#endif
