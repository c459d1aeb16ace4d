/* Rows of cells: RFC 4180, the same for spreadsheets, and tabs.
 *
 * A field is quoted when it must be: for a comma, a quote, a line end, and for blanks at its
 * edge, which some readers cut off. Lines end with CR LF.
 *
 * A spreadsheet takes a field that begins with `=`, `+`, `-` or `@` for a formula, and texts come
 * from strangers: `=HYPERLINK("http://…")` in a headline. For spreadsheets such texts get a `'` in
 * front, which shows them as they are (OWASP ASVS 1.2.10). What a reader cuts off before it looks
 * (blanks, tabs, marks of direction, the byte order mark) does not hide the sign, and the signs of
 * full width count as well. Numbers are ours and stay numbers.
 *
 * Tables by tabs (GDELT, ICEWS) have no quotation: a tab or line end in a value becomes a blank. */
#include "export/row.h"

#include "export/json.h"
#include "text/letters.h"

#include <math.h>
#include <stdlib.h>

const char rs_list_separator[3] = "; ";

void rs_cell_begin(RsCells *cells) {
  char separator = cells->kind == RS_CELLS_TABS ? '\t' : ',';
  if (cells->needs_separator) rs_buffer_add_char(cells->out, separator);
  cells->needs_separator = true;
  cells->start = cells->out->count;
}

static bool must_quote(const char *field, size_t count) {
  if (!count) return false;
  if (field[0] == ' ' || field[count - 1] == ' ') return true;
  for (size_t i = 0; i < count; i++) {
    if (strchr(",\"\r\n", field[i]) && field[i]) return true;
  }
  return false;
}

/* Quotes what was added since the cell began, in place. */
static void quote(RsCells *cells) {
  RsBuffer *out = cells->out;
  size_t count = out->count - cells->start, quotes = 0;
  if (!must_quote(out->data + cells->start, count)) return;
  for (size_t i = cells->start; i < out->count; i++)
    quotes += out->data[i] == '"';
  if (!rs_buffer_reserve(out, quotes + 2)) return;
  char *from = out->data + out->count, *to = from + quotes + 2;
  out->count += quotes + 2;
  *--to = '"';
  for (size_t i = 0; i < count; i++) {
    *--to = *--from;
    if (*from == '"') *--to = '"';
  }
  *--to = '"';
}

static bool is_skipped(uint32_t point) {
  return point == ' ' || point == 0xa0 || point == 0xad || point == 0x61c ||
         (point >= 0x200b && point <= 0x200f) || (point >= 0x202a && point <= 0x202e) ||
         (point >= 0x2060 && point <= 0x2069) || point == 0xfeff || point == 0x3000;
}

static bool is_formula_sign(uint32_t point) {
  static const uint32_t signs[] = {
    '=', '+', '-', '@', '\t', '\r', '\n', 0, 0xff1d, 0xff0b, 0xff0d, 0xff20, 0x2212};
  for (size_t i = 0; i < RS_COUNT_OF(signs); i++) {
    if (point == signs[i]) return true;
  }
  return false;
}

static bool is_formula(const char *text, size_t count) {
  const unsigned char *bytes = (const unsigned char *)text;
  for (size_t i = 0; i < count;) {
    uint32_t point;
    i += rs_utf8_decode(bytes + i, count - i, &point);
    if (!is_skipped(point)) return is_formula_sign(point);
  }
  return false;
}

static void disarm(RsCells *cells) {
  RsBuffer *out = cells->out;
  size_t count = out->count - cells->start;
  if (!is_formula(out->data + cells->start, count) || !rs_buffer_reserve(out, 1)) return;
  memmove(out->data + cells->start + 1, out->data + cells->start, count);
  out->data[cells->start] = '\'';
  out->count++;
}

static void flatten(RsCells *cells) {
  for (size_t i = cells->start; i < cells->out->count; i++) {
    char *at = &cells->out->data[i];
    if (*at == '\t' || *at == '\r' || *at == '\n') *at = ' ';
  }
}

void rs_cell_end(RsCells *cells) {
  if (cells->out->failed || cells->out->count == cells->start) return;
  if (cells->kind == RS_CELLS_SHEET) disarm(cells);
  if (cells->kind == RS_CELLS_TABS)
    flatten(cells);
  else
    quote(cells);
}

void rs_cell_text(RsCells *cells, const char *text) {
  rs_cell_begin(cells);
  if (text) rs_buffer_add_text(cells->out, text);
  rs_cell_end(cells);
}

void rs_cell_texts(RsCells *cells, const char *const *texts, size_t count) {
  rs_cell_begin(cells);
  for (size_t i = 0; i < count; i++) {
    if (i) rs_buffer_add_text(cells->out, rs_list_separator);
    rs_buffer_add_text(cells->out, texts[i]);
  }
  rs_cell_end(cells);
}

void rs_cell_integer(RsCells *cells, int64_t value) {
  rs_cell_begin(cells);
  rs_buffer_format(cells->out, "%lld", (long long)value);
}

void rs_cell_number(RsCells *cells, double value, unsigned least, unsigned decimals) {
  rs_cell_begin(cells);
  if (isfinite(value)) rs_number_append(cells->out, value, least, decimals);
}

void rs_cell_number_id(RsCells *cells, const char *id, size_t row) {
  uint64_t number = strtoull(id, NULL, 16); /* 16 hexadecimal digits */
  rs_cell_integer(cells, (int64_t)((number + row) & INT64_MAX));
}

void rs_cells_empty(RsCells *cells, unsigned count) {
  for (unsigned i = 0; i < count; i++)
    rs_cell_begin(cells);
}

void rs_cells_end_row(RsCells *cells) {
  rs_buffer_add_text(cells->out, cells->kind == RS_CELLS_TABS ? "\n" : "\r\n");
  cells->needs_separator = false;
}

const char *rs_record_day(const RsRecord *record) {
  const RasidDate *date = record->event->date;
  return date && date->from ? date->from : record->published;
}
