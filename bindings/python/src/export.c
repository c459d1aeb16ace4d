/* Columns handed out through Arrow's C interfaces.
 *
 * Nothing is copied: the arrays that go out point into the columns. Each node of an exported
 * tree holds the columns for itself, since a consumer may move a child out and keep it after
 * its parent is released. Consumers release from whatever thread they like and without Python's
 * lock, so the count of holders is atomic and no Python object is touched here.
 */
#include "columns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- schema */

static void release_schema(ArrowSchema *schema) {
  for (int64_t i = 0; i < schema->n_children; i++) {
    ArrowSchema *child = schema->children[i];
    if (child && child->release) child->release(child);
    free(child);
  }
  free(schema->children);
  schema->release = NULL;
}

/* Fills `schema` from the fields at `*at`; leaves `*at` behind them. */
static bool fill_schema(const Field **at, unsigned children, ArrowSchema *schema) {
  const Field *field = (*at)++;
  *schema = (ArrowSchema) {
    .format = field->format,
    .name = field->name,
    .flags = ARROW_FLAG_NULLABLE,
    .release = release_schema,
  };
  if (!children) return true;
  schema->children = calloc(children, sizeof *schema->children);
  if (!schema->children) return false;
  for (unsigned i = 0; i < children; i++) {
    ArrowSchema *child = calloc(1, sizeof *child);
    if (!child) return false;
    schema->children[schema->n_children++] = child;
    if (!fill_schema(at, (*at)->children, child)) return false;
  }
  return true;
}

bool columns_export_schema(bool has_rejects, ArrowSchema *schema) {
  size_t count;
  const Field *at = record_fields(&count);
  if (fill_schema(&at, at->children - !has_rejects, schema)) return true;
  release_schema(schema);
  return false;
}

/* -------------------------------------------------------------------- array */

typedef struct {
  Columns *columns;
  const void *buffers[3];
} Node;

static void release_array(ArrowArray *array) {
  Node *node = array->private_data;
  for (int64_t i = 0; i < array->n_children; i++) {
    ArrowArray *child = array->children[i];
    if (child && child->release) child->release(child);
    free(child);
  }
  free(array->children);
  columns_drop(node->columns);
  free(node);
  array->release = NULL;
}

/* Arrow asks for a pointer even to no bytes. */
static const void *buffer_of(const Bytes *bytes) {
  return bytes->data ? (const void *)bytes->data : "";
}

static void set_buffers(ArrowArray *array, Node *node, const Column *column) {
  size_t count = 0;
  const char *format = column->field->format;
  node->buffers[count++] = column->null_count ? buffer_of(&column->validity) : NULL;
  if (format[0] == 'u' || strcmp(format, "+l") == 0)
    node->buffers[count++] = buffer_of(&column->offsets);
  if (format[0] != '+') node->buffers[count++] = buffer_of(&column->data);
  array->n_buffers = (int64_t)count;
  array->buffers = node->buffers;
}

static bool fill_array(Columns *columns, size_t *at, unsigned children, ArrowArray *array) {
  const Column *column = &columns->column[(*at)++];
  Node *node = calloc(1, sizeof *node);
  if (!node) return false;
  columns_hold(columns);
  node->columns = columns;
  *array = (ArrowArray) {
    .length = (int64_t)column->length,
    .null_count = (int64_t)column->null_count,
    .release = release_array,
    .private_data = node,
  };
  set_buffers(array, node, column);
  if (!children) return true;
  array->children = calloc(children, sizeof *array->children);
  if (!array->children) return false;
  for (unsigned i = 0; i < children; i++) {
    ArrowArray *child = calloc(1, sizeof *child);
    if (!child) return false;
    array->children[array->n_children++] = child;
    if (!fill_array(columns, at, columns->column[*at].field->children, child)) return false;
  }
  return true;
}

bool columns_export(Columns *columns, ArrowArray *array) {
  size_t at = 0;
  unsigned children = columns->column[0].field->children - !columns->has_rejects;
  *array = (ArrowArray) {0};
  if (fill_array(columns, &at, children, array)) return true;
  if (array->release) array->release(array);
  return false;
}

/* ------------------------------------------------------------------- stream */

typedef struct {
  bool has_rejects;
  size_t count, next;
  Columns *batches[];
} Batches;

static int get_schema(ArrowArrayStream *stream, ArrowSchema *schema) {
  const Batches *batches = stream->private_data;
  return columns_export_schema(batches->has_rejects, schema) ? 0 : ENOMEM;
}

static int get_next(ArrowArrayStream *stream, ArrowArray *array) {
  Batches *batches = stream->private_data;
  *array = (ArrowArray) {0};
  if (batches->next == batches->count) return 0;
  if (!columns_export(batches->batches[batches->next], array)) return ENOMEM;
  batches->next++;
  return 0;
}

static const char *get_last_error(ArrowArrayStream *stream) {
  (void)stream;
  return "out of memory";
}

static void release_stream(ArrowArrayStream *stream) {
  Batches *batches = stream->private_data;
  for (size_t i = 0; i < batches->count; i++)
    columns_drop(batches->batches[i]);
  free(batches);
  stream->release = NULL;
}

bool columns_export_stream(
  Columns *const *list, size_t count, bool has_rejects, ArrowArrayStream *stream
) {
  Batches *batches = calloc(1, sizeof *batches + count * sizeof(Columns *));
  if (!batches) return false;
  batches->has_rejects = has_rejects;
  for (size_t i = 0; i < count; i++) {
    columns_hold(list[i]);
    batches->batches[batches->count++] = list[i];
  }
  *stream = (ArrowArrayStream) {
    .get_schema = get_schema,
    .get_next = get_next,
    .get_last_error = get_last_error,
    .release = release_stream,
    .private_data = batches,
  };
  return true;
}
