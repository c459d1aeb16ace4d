/* Growing columns in Arrow's layout.
 *
 * A text column is a row of offsets and one heap of bytes; a list is offsets into the column
 * below it; a struct is only a bitmap, for its members are columns of their own, as long as it
 * is. So `اعتقلت الشرطة خمسة متظاهرين` adds one row to `event`, one offset to `actor`, and a row
 * to each member of `actor`. What is unknown is a null: a cleared bit, and a value of no meaning.
 *
 * Offsets have 32 bits, for which two gigabytes of text in one batch are too many; the caller
 * cuts batches long before, and a batch that is too large fails whole.
 */
#include "columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(Columns *columns, Bytes *bytes, size_t more) {
  if (columns->has_failed) return false;
  if (more <= bytes->capacity - bytes->count) return true;
  size_t capacity = bytes->capacity ? bytes->capacity * 2 : 256;
  while (capacity < bytes->count + more)
    capacity *= 2;
  unsigned char *data = realloc(bytes->data, capacity);
  if (!data) {
    columns->has_failed = true;
    return false;
  }
  bytes->data = data;
  bytes->capacity = capacity;
  return true;
}

static void append(Columns *columns, Bytes *bytes, const void *data, size_t count) {
  if (!count || !reserve(columns, bytes, count)) return;
  memcpy(bytes->data + bytes->count, data, count);
  bytes->count += count;
}

static void append_offset(Columns *columns, Column *column, size_t offset) {
  int32_t narrow = (int32_t)offset;
  if (offset > INT32_MAX) columns->has_failed = true;
  append(columns, &column->offsets, &narrow, sizeof narrow);
}

static bool is_format(const Column *column, const char *format) {
  return strcmp(column->field->format, format) == 0;
}

/* ------------------------------------------------------------ made and freed */

/* Sets `end` of the subtree at `index`; gives it. */
static size_t measure(Columns *columns, size_t index) {
  size_t next = index + 1;
  for (unsigned i = 0; i < columns->column[index].field->children; i++)
    next = measure(columns, next);
  return columns->column[index].end = next;
}

Columns *columns_new(bool has_rejects) {
  size_t count;
  const Field *fields = record_fields(&count);
  Columns *columns = calloc(1, sizeof *columns + count * sizeof(Column));
  if (!columns) return NULL;
  atomic_init(&columns->holders, 1);
  columns->has_rejects = has_rejects;
  columns->count = count;
  for (size_t i = 0; i < count; i++) {
    columns->column[i].field = &fields[i];
    if (is_format(&columns->column[i], "u") || is_format(&columns->column[i], "+l"))
      append_offset(columns, &columns->column[i], 0);
  }
  measure(columns, 0);
  if (!columns->has_failed) return columns;
  columns_drop(columns);
  return NULL;
}

void columns_hold(Columns *columns) {
  atomic_fetch_add(&columns->holders, 1);
}

void columns_drop(Columns *columns) {
  if (!columns || atomic_fetch_sub(&columns->holders, 1) > 1) return;
  for (size_t i = 0; i < columns->count; i++) {
    free(columns->column[i].validity.data);
    free(columns->column[i].offsets.data);
    free(columns->column[i].data.data);
  }
  free(columns);
}

size_t columns_rows(const Columns *columns) {
  return columns->column[0].length;
}

/* ------------------------------------------------------------------- values */

/* Every value of every column passes here once. */
static Column *add_value(Columns *columns, bool is_known) {
  Column *column = &columns->column[columns->at++];
  if (column->length % 8 == 0) append(columns, &column->validity, "", 1);
  if (columns->has_failed) return column;
  if (is_known)
    column->validity.data[column->length / 8] |= (unsigned char)(1u << column->length % 8);
  else
    column->null_count++;
  column->length++;
  return column;
}

void columns_bytes(Columns *columns, const char *text, size_t bytes) {
  Column *column = add_value(columns, text != NULL);
  if (text) append(columns, &column->data, text, bytes);
  append_offset(columns, column, column->data.count);
}

void columns_text(Columns *columns, const char *text) {
  columns_bytes(columns, text, text ? strlen(text) : 0);
}

void columns_integer(Columns *columns, int64_t value, bool is_known) {
  Column *column = add_value(columns, is_known);
  int32_t narrow = (int32_t)value;
  if (is_format(column, "i"))
    append(columns, &column->data, &narrow, sizeof narrow);
  else
    append(columns, &column->data, &value, sizeof value);
}

void columns_number(Columns *columns, double value) {
  Column *column = add_value(columns, !isnan(value));
  if (isnan(value)) value = 0;
  append(columns, &column->data, &value, sizeof value);
}

size_t columns_list(Columns *columns, size_t count) {
  size_t list = columns->at;
  Column *column = add_value(columns, true);
  append_offset(columns, column, columns->column[list + 1].length + count);
  return list;
}

void columns_item(Columns *columns, size_t list) {
  columns->at = list + 1;
}

void columns_end(Columns *columns, size_t list) {
  columns->at = columns->column[list].end;
}

bool columns_struct(Columns *columns, bool is_there) {
  if (!is_there) {
    columns_null(columns);
    return false;
  }
  add_value(columns, true);
  return true;
}

void columns_null(Columns *columns) {
  size_t index = columns->at, end = columns->column[index].end;
  const char *format = columns->column[index].field->format;
  switch (format[0]) {
    case 'u': columns_bytes(columns, NULL, 0); return;
    case 'g': columns_number(columns, NAN); return;
    case '+': break;
    default: columns_integer(columns, 0, false); return;
  }
  Column *column = add_value(columns, false);
  if (format[1] == 'l') {
    append_offset(columns, column, columns->column[index + 1].length);
    columns->at = end;
  }
  while (columns->at < end) /* a struct's members are as long as it is */
    columns_null(columns);
}
