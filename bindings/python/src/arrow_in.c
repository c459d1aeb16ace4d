/* Cells of Arrow columns as text.
 *
 * Tables come from pyarrow, Polars, DuckDB and Spark, and each has its own taste: text with
 * 32-bit offsets (`u`), with 64-bit offsets (`U`), as views (`vu`), or through a dictionary;
 * ids that are integers; dates that are days or moments. What a document needs is text, so
 * integers are written in decimals and days as YYYY-MM-DD (the civil date by the algorithm of
 * Hinnant). A moment with a time zone is refused: which day it is depends on the reader.
 */
#include "binding.h"

#include <stdio.h>
#include <string.h>

enum {
  VIEW_BYTES = 16,
  VIEW_INLINE = 12
};

/* Integers by Arrow's letters: signed ones small, unsigned ones capital. */
static int integer_width(const char *format) {
  static const char letters[] = "cCsSiIlL";
  const char *at = format[0] && !format[1] ? strchr(letters, format[0]) : NULL;
  if (!at) return 0;
  int width = 1 << (at - letters) / 2;
  return (at - letters) % 2 ? -width : width;
}

static char text_kind(const char *format, bool *is_view) {
  *is_view = strcmp(format, "vu") == 0;
  if (*is_view || strcmp(format, "u") == 0) return 'u';
  return strcmp(format, "U") == 0 ? 'U' : 0;
}

static bool open_moment(ArrowColumn *column, const char *format) {
  if (strcmp(format, "tdD") == 0) return column->kind = 'D', true;
  if (strncmp(format, "ts", 2) != 0 || !format[2] || strcmp(format + 3, ":") != 0)
    return false;
  column->kind = 's';
  column->per_day = 86400;
  for (const char *unit = "smun"; *unit != format[2]; unit++) {
    if (!*unit) return false;
    column->per_day *= 1000;
  }
  return true;
}

bool arrow_column_open(ArrowColumn *column, const ArrowSchema *schema) {
  *column = (ArrowColumn) {0};
  if (strcmp(schema->format, "n") == 0) return column->kind = 'n', true;
  column->width = integer_width(schema->format);
  if (schema->dictionary) {
    column->kind = column->width ? 'd' : 0;
    column->dictionary_kind =
      text_kind(schema->dictionary->format, &column->dictionary_is_view);
    if (column->kind && column->dictionary_kind) return true;
  } else if (column->width) {
    return column->kind = 'i', true;
  } else if ((column->kind = text_kind(schema->format, &column->is_view)) || open_moment(column, schema->format)) {
    return true;
  }
  PyErr_Format(
    PyExc_TypeError,
    "the column \"%s\" has Arrow type \"%s\"; it must hold text, integers or dates without "
    "time zone",
    schema->name ? schema->name : "",
    schema->dictionary ? schema->dictionary->format : schema->format
  );
  return false;
}

static bool is_null(const ArrowArray *array, int64_t row) {
  if (array->n_buffers < 1 || !array->buffers[0] || !array->null_count) return false;
  const unsigned char *bits = array->buffers[0];
  return !(bits[row / 8] >> row % 8 & 1);
}

static void take_view(const ArrowArray *array, int64_t row, Cell *cell) {
  const char *view = (const char *)array->buffers[1] + row * VIEW_BYTES;
  int32_t size, buffer, offset;
  memcpy(&size, view, sizeof size);
  cell->bytes = (size_t)size;
  if (size <= VIEW_INLINE) {
    cell->data = view + sizeof size;
    return;
  }
  memcpy(&buffer, view + 8, sizeof buffer);
  memcpy(&offset, view + 12, sizeof offset);
  cell->data = (const char *)array->buffers[2 + buffer] + offset;
}

static bool take_text(
  char kind, bool is_view, const ArrowArray *array, int64_t row, Cell *cell
) {
  int64_t from, to;
  row += array->offset;
  if (is_null(array, row)) return true;
  if (is_view) return take_view(array, row, cell), true;
  if (kind == 'U') {
    const int64_t *offsets = array->buffers[1];
    from = offsets[row], to = offsets[row + 1];
  } else {
    const int32_t *offsets = array->buffers[1];
    from = offsets[row], to = offsets[row + 1];
  }
  if (from < 0 || to < from) return false;
  cell->data = array->buffers[2] ? (const char *)array->buffers[2] + from : "";
  cell->bytes = (size_t)(to - from);
  return true;
}

static int64_t take_integer(const ArrowArray *array, int width, int64_t row) {
  const char *at = (const char *)array->buffers[1] + row * (width < 0 ? -width : width);
  union {
    int8_t i8;
    uint8_t u8;
    int16_t i16;
    uint16_t u16;
    int32_t i32;
    uint32_t u32;
    int64_t i64;
  } value;
  memcpy(&value, at, (size_t)(width < 0 ? -width : width));
  switch (width) {
    case 1: return value.i8;
    case -1: return value.u8;
    case 2: return value.i16;
    case -2: return value.u16;
    case 4: return value.i32;
    case -4: return value.u32;
    default: return value.i64;
  }
}

static void write_day(int64_t day, Cell *cell) {
  int64_t shifted = day + 719468; /* days since 1 March of the year 0 */
  int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int64_t of_era = shifted - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153;
  int64_t of_month = of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  year += era * 400 + (month <= 2);
  snprintf(
    cell->small,
    sizeof cell->small,
    "%04lld-%02d-%02d",
    (long long)year,
    (int)month,
    (int)of_month
  );
}

bool arrow_column_cell(const ArrowColumn *column, int64_t row, Cell *cell) {
  const ArrowArray *array = column->array;
  cell->data = NULL;
  cell->bytes = 0;
  if (!column->kind || column->kind == 'n' || !array) return true;
  row += column->skip;
  if (row < 0 || row >= array->length) return false;
  if (column->kind == 'u' || column->kind == 'U')
    return take_text(column->kind, column->is_view, array, row, cell);
  row += array->offset;
  if (is_null(array, row)) return true;
  if (column->kind == 'd') {
    int64_t index = take_integer(array, column->width, row);
    const ArrowArray *words = column->dictionary;
    if (!words || index < 0 || index >= words->length) return false;
    return take_text(
      column->dictionary_kind, column->dictionary_is_view, words, index, cell
    );
  }
  int width = column->kind == 'i' ? column->width : column->kind == 'D' ? 4 : 8;
  int64_t value = take_integer(array, width, row);
  int64_t day = value;
  if (column->kind == 's') {
    day = value / column->per_day;
    day -= value % column->per_day < 0;
  }
  if (column->kind == 'i')
    snprintf(
      cell->small, sizeof cell->small, width == -8 ? "%llu" : "%lld", (long long)value
    );
  else
    write_day(day, cell);
  cell->data = cell->small;
  cell->bytes = strlen(cell->small);
  return true;
}
