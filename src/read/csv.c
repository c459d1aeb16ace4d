/* Tables: CSV after RFC 4180, with `,`, `;` or a tab between the fields.
 *
 *   id;title;text;date
 *   n1;"عنوان";"نص ""مقتبس"" على
 *   سطرين";2024-03-05
 *
 * The first row names the columns; `id` and `text` must be among them, unknown ones are nobody's
 * business. Which mark parts the fields is told by that row. A field in quotation marks may
 * hold the mark, line ends, and quotation marks written twice. What spreadsheets write without
 * quotation marks, a `"` within a plain field, is taken as it stands.
 *
 * A row with more or fewer fields than the first, or whose quotation never ends, is refused
 * with its line: nobody can say which field is missing. A quotation that is not closed would
 * swallow the rest of the file, so beyond the limit of a row reading goes on behind the line
 * on which the row began.
 *
 * Limits: each row is decoded by itself (Arabic versions of spreadsheets write windows-1256),
 * UTF-16 is refused. */
#include "read/csv.h"

#include "entity/entity.h"
#include "read/encoding.h"
#include "read/file.h"

#include <errno.h>
#include <stdlib.h>

enum {
  MOST_COLUMNS = 512
};

typedef enum {
  COLUMN_ID,
  COLUMN_TEXT,
  COLUMN_TITLE,
  COLUMN_DATE,
  COLUMN_OUTLET,
  COLUMN_URL,
  COLUMN_COUNT
} Column;

static const char *const column_names[COLUMN_COUNT] = {
  "id", "text", "title", "date", "outlet", "url"};

typedef struct {
  char separator;
  size_t column_count;
  size_t index[COLUMN_COUNT]; /* from 1; 0: there is none */
  RsBuffer field;             /* the field at hand, taken out of its quotation marks */
} Table;

static void release_table(void *state) {
  Table *table = state;
  rs_buffer_release(&table->field);
  free(table);
}

/* --------------------------------------------------------------------- rows */

/* How far the search for a row's end has come. */
typedef struct {
  size_t from;   /* byte to go on with */
  size_t closed; /* behind the last closing quotation mark */
  bool is_quoted;
} RowSearch;

/* A mark opens a quotation at the beginning of a field only, or goes on with one (`""`). */
static bool opens(const RowSearch *search, RsBytes held, size_t at, char separator) {
  if (!at || search->closed == at) return true;
  char before = held.data[at - 1];
  return separator ? before == separator : strchr(",;\t", before) != NULL;
}

/* The bytes of the row at the beginning of `held`, its line end included; 0 when more must be
 * read. */
static size_t row_bytes(RowSearch *search, RsBytes held, char separator) {
  for (size_t i = search->from; i < held.count; i++) {
    char c = held.data[i];
    if (c == '"' && search->is_quoted) {
      search->is_quoted = false;
      search->closed = i + 1;
    } else if (c == '"') {
      search->is_quoted = opens(search, held, i, separator);
    } else if (c == '\n' && !search->is_quoted) {
      return i + 1;
    }
  }
  search->from = held.count;
  return 0;
}

typedef enum {
  ROW_READ,
  ROW_TOO_LONG,
  ROW_OPEN, /* a quotation that never ends */
  ROW_END,
  ROW_FAILED
} RowResult;

/* Leaves the line that a bad row began on. */
static void skip_line(RsFile *file) {
  RsBytes line;
  uint64_t offset;
  rs_stream_line(&file->stream, file->max_raw_bytes, &line, &offset);
}

static RowResult next_row(RsFile *file, RsBytes *row) {
  const Table *table = file->state;
  RowSearch search = {0};
  for (;;) {
    RsBytes held = rs_stream_held(&file->stream);
    bool is_short = held.count <= file->max_raw_bytes;
    size_t count = row_bytes(&search, held, table ? table->separator : '\0');
    if (!count && is_short && rs_stream_fill(&file->stream)) continue;
    held = rs_stream_held(&file->stream); /* reading moves it */
    if (!count && file->stream.failure) return ROW_FAILED;
    if (!held.count) return ROW_END;
    if (!count && is_short && !search.is_quoted) count = held.count;
    if (!count || count > file->max_raw_bytes) {
      skip_line(file);
      return search.is_quoted ? ROW_OPEN : ROW_TOO_LONG;
    }
    *row = (RsBytes) {held.data, count};
    rs_stream_skip(&file->stream, count);
    return ROW_READ;
  }
}

static uint64_t count_lines(RsBytes row) {
  uint64_t lines = 0;
  for (size_t i = 0; i < row.count; i++)
    lines += row.data[i] == '\n';
  return lines;
}

static RsBytes without_line_end(RsBytes row) {
  if (row.count && row.data[row.count - 1] == '\n') row.count--;
  if (row.count && row.data[row.count - 1] == '\r') row.count--;
  return row;
}

/* Cuts the next field off `*row` into `field`; false when there is none left, or (`*is_broken`)
 * when something stands behind a closing quotation mark. */
static bool cut_field(RsBytes *row, char separator, RsBuffer *field, bool *is_broken) {
  if (!row->data) return false;
  size_t at = 0;
  rs_buffer_clear(field);
  if (row->count && row->data[0] == '"') {
    for (at = 1; at < row->count; at++) {
      bool is_mark = row->data[at] == '"';
      if (is_mark && (at + 1 == row->count || row->data[at + 1] != '"')) break;
      at += is_mark;
      rs_buffer_add_char(field, row->data[at]);
    }
    at++;
    *is_broken = at > row->count || (at < row->count && row->data[at] != separator);
  } else {
    const char *end = row->count ? memchr(row->data, separator, row->count) : NULL;
    at = end ? (size_t)(end - row->data) : row->count;
    rs_buffer_add(field, row->data, at);
  }
  if (*is_broken) return false;
  bool is_last = at >= row->count;
  row->count = is_last ? 0 : row->count - at - 1;
  row->data = is_last ? NULL : row->data + at + 1;
  return true;
}

/* ------------------------------------------------------------------- header */

static bool is_name(const RsBuffer *field, const char *name) {
  size_t first = 0, end = field->count, count = strlen(name);
  while (first < end && strchr(" \t", field->data[first]))
    first++;
  while (end > first && strchr(" \t\r", field->data[end - 1]))
    end--;
  if (end - first != count) return false;
  for (size_t i = 0; i < count; i++) {
    if ((field->data[first + i] | 32) != name[i]) return false;
  }
  return true;
}

static void read_header(Table *table, RsBytes row, char separator) {
  bool is_broken = false;
  *table = (Table) {.separator = separator, .field = table->field};
  while (table->column_count < MOST_COLUMNS &&
         cut_field(&row, separator, &table->field, &is_broken)) {
    table->column_count++;
    for (Column column = 0; column < COLUMN_COUNT; column++) {
      bool is_new = !table->index[column] && is_name(&table->field, column_names[column]);
      if (is_new) table->index[column] = table->column_count;
    }
  }
}

/* True when the row names `text` among two columns or more. */
static bool is_header(Table *table, RsBytes row) {
  static const char separators[] = {',', ';', '\t'};
  for (size_t i = 0; i < sizeof separators; i++) {
    read_header(table, row, separators[i]);
    if (table->column_count > 1 && table->index[COLUMN_TEXT]) return true;
  }
  return false;
}

bool rs_csv_is_header(RsBytes line) {
  Table table = {0};
  bool is_one = line.count < 4096 && is_header(&table, without_line_end(line));
  rs_buffer_release(&table.field);
  return is_one;
}

static bool begin(RsFile *file) {
  RsBytes held = rs_stream_held(&file->stream), row;
  if (held.count >= 3 && !memcmp(held.data, "\xef\xbb\xbf", 3))
    rs_stream_skip(&file->stream, 3);
  do {
    if (next_row(file, &row) != ROW_READ)
      return rs_file_fail(file, file->stream.failure ? file->stream.failure : EIO);
    file->line++;
  } while (!without_line_end(row).count);
  Table *table = calloc(1, sizeof *table);
  if (!table) return rs_file_fail(file, ENOMEM);
  file->state = table;
  file->release = release_table;
  is_header(table, without_line_end(row));
  if (table->index[COLUMN_ID] && table->index[COLUMN_TEXT]) return true;
  return rs_error_set(
    &file->error,
    RASID_ERROR_FORMAT,
    0,
    "the first row names no column \"id\"; every document needs \"id\" and \"text\""
  );
}

/* ---------------------------------------------------------------- documents */

static bool check_date(RsFile *file) {
  int32_t day;
  const char *date = rs_field_string(&file->article.date);
  if (!date || rs_day_parse(date, &day)) return true;
  return rs_error_set(
    &file->error,
    RASID_ERROR_FORMAT,
    0,
    "\"date\" is \"%.40s\"; write a day as YYYY-MM-DD, such as 2024-03-05, or nothing",
    date
  );
}

static void set_column(RsArticle *article, Column column, const RsBuffer *field) {
  RsBytes value = {field->data ? field->data : "", field->count};
  switch (column) {
    case COLUMN_ID: rs_field_set(&article->id, value); break;
    case COLUMN_TITLE: rs_field_set(&article->title, value); break;
    case COLUMN_DATE: rs_field_set(&article->date, value); break;
    case COLUMN_OUTLET: rs_field_set(&article->outlet, value); break;
    case COLUMN_URL: rs_field_set(&article->url, value); break;
    default: rs_buffer_add(&article->text, value.data, value.count); break;
  }
}

static bool read_row(RsFile *file, RsBytes row) {
  Table *table = file->state;
  RsBytes rest;
  bool is_broken = false;
  if (!rs_text_decode(&file->clean, row, &rest, &file->error)) return false;
  rest = without_line_end(rest);
  size_t count = 0;
  while (cut_field(&rest, table->separator, &table->field, &is_broken)) {
    count++;
    for (Column column = 0; column < COLUMN_COUNT; column++) {
      if (table->index[column] == count) set_column(&file->article, column, &table->field);
    }
  }
  if (table->field.failed) return rs_file_fail(file, ENOMEM);
  if (is_broken) {
    return rs_error_set(
      &file->error,
      RASID_ERROR_FORMAT,
      0,
      "column %zu: something stands behind its closing quotation mark; double the marks "
      "within a field",
      count + 1
    );
  }
  if (count == table->column_count) return true;
  return rs_error_set(
    &file->error,
    RASID_ERROR_FORMAT,
    0,
    "%zu fields where the first row names %zu; quote fields that hold `%s` or line ends",
    count,
    table->column_count,
    table->separator == '\t'  ? "tab"
    : table->separator == ';' ? ";"
                              : ","
  );
}

static bool complain_of_row(RsFile *file, RowResult result) {
  if (result == ROW_OPEN) {
    return rs_error_set(
      &file->error,
      RASID_ERROR_FORMAT,
      0,
      "a quotation mark is never closed; close it, or double it when it is part of the text"
    );
  }
  return rs_error_set(
    &file->error,
    RASID_ERROR_TOO_LARGE,
    0,
    "a row of more than %zu bytes",
    file->max_raw_bytes
  );
}

static bool is_missing_id(RsFile *file) {
  if (file->article.id.count) return false;
  rs_error_set(&file->error, RASID_ERROR_FORMAT, 0, "\"id\" is empty");
  return true;
}

RasidReadResult rs_csv_next(RsFile *file, RasidInput *input, RasidReject *reject) {
  if (!file->state && !begin(file)) {
    rs_file_place(file, reject, NULL, 0);
    rs_file_close(file);
    return rs_file_reject(file, reject);
  }
  for (;;) {
    RsBytes row = {0};
    uint64_t offset = file->stream.offset, lines = 1;
    RowResult result = next_row(file, &row);
    if (result == ROW_END || result == ROW_FAILED) return rs_file_end(file, offset, reject);
    file->line += 1;
    if (result == ROW_READ && !without_line_end(row).count) continue;
    if (result == ROW_READ) lines = count_lines(row);
    rs_article_clear(&file->article);
    bool is_read = result == ROW_READ ? read_row(file, row) : complain_of_row(file, result);
    is_read =
      is_read && !is_missing_id(file) && check_date(file) && rs_file_give(file, input);
    rs_file_place(file, reject, rs_field_string(&file->article.id), offset);
    file->line += lines ? lines - 1 : 0;
    return is_read ? RASID_READ_DOCUMENT : rs_file_reject(file, reject);
  }
}
