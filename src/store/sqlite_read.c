/* Rows back into records, as the coder had made them, so that the writers cannot tell the
 * difference. The query is put together from fixed pieces, one for each condition that is asked
 * for, because SQLite uses its indexes only when it sees which; values are always bound. */
#include "store/sqlite.h"

#include <math.h>

/* The columns of a row from left to right; texts are copied. */
typedef struct {
  sqlite3_stmt *statement;
  RsArena *arena;
  int column;
  bool has_failed; /* no memory */
} Row;

static const char *take_text(Row *row) {
  int column = row->column++;
  const char *text = (const char *)sqlite3_column_text(row->statement, column);
  if (!text) return NULL;
  size_t bytes = (size_t)sqlite3_column_bytes(row->statement, column);
  const char *copy = rs_arena_string(row->arena, text, bytes);
  if (!copy) row->has_failed = true;
  return copy;
}

/* For what no record is without: a hostile database must not bring NULL where none is seen. */
static const char *take_needed_text(Row *row) {
  const char *text = take_text(row);
  return text ? text : "";
}

static int64_t take_integer(Row *row) {
  return sqlite3_column_int64(row->statement, row->column++);
}

static bool is_null(const Row *row) {
  return sqlite3_column_type(row->statement, row->column) == SQLITE_NULL;
}

static double take_number(Row *row) {
  double value = is_null(row) ? NAN : sqlite3_column_double(row->statement, row->column);
  row->column++;
  return value;
}

static RasidSpan take_span(Row *row) {
  uint32_t start = (uint32_t)take_integer(row);
  return (RasidSpan) {start, (uint32_t)take_integer(row)};
}

static int64_t take_bound(Row *row) {
  bool is_open = is_null(row);
  int64_t value = take_integer(row);
  return is_open ? -1 : value;
}

static RasidCount take_count(Row *row) {
  RasidCount count = {.known = take_integer(row) != 0};
  count.min = take_bound(row);
  count.max = take_bound(row);
  return count;
}

/* ------------------------------------------------------------ parts of an event */

static const RasidPlace *take_place(Row *row) {
  enum {
    PLACE_COLUMNS = 11
  };
  if (is_null(row)) return row->column += PLACE_COLUMNS, NULL;
  RasidPlace *place = rs_arena_array(row->arena, 1, sizeof *place);
  if (!place) return row->has_failed = true, NULL;
  place->span = take_span(row);
  place->text = take_text(row);
  place->name = take_text(row);
  place->country = take_text(row);
  place->admin1 = take_text(row);
  place->lat = take_number(row);
  place->lon = take_number(row);
  place->precision = take_text(row);
  place->reason = take_text(row);
  place->rule = take_text(row);
  return place;
}

static const RasidDate *take_date(Row *row) {
  enum {
    DATE_COLUMNS = 7
  };
  if (is_null(row)) return row->column += DATE_COLUMNS, NULL;
  RasidDate *date = rs_arena_array(row->arena, 1, sizeof *date);
  if (!date) return row->has_failed = true, NULL;
  date->has_text = take_integer(row) != 0;
  date->span = take_span(row);
  date->text = take_text(row);
  date->from = take_text(row);
  date->to = take_text(row);
  date->precision = take_text(row);
  return date;
}

static void take_event(Row *row, RasidEvent *event) {
  event->id = take_needed_text(row);
  event->sentence = (uint32_t)take_integer(row);
  event->event = take_needed_text(row);
  event->mode = take_text(row);
  event->cameo = take_text(row);
  event->quad = (int)take_integer(row);
  event->goldstein = take_number(row);
  event->plover_score = take_number(row);
  event->place = take_place(row);
  event->date = take_date(row);
  event->deaths = take_count(row);
  event->injured = take_count(row);
  event->detained = take_count(row);
  event->crowd = take_count(row);
  event->part_of = take_text(row);
  event->about = take_text(row);
  event->status = take_needed_text(row);
  event->score = take_number(row);
}

/* --------------------------------------------------------- what hangs on them */

typedef struct {
  RsSqlite *sqlite;
  RsArena *arena;
  int64_t event;
  RasidError *error;
} Source;

static Row begin_rows(const Source *source, RsSql which, const char *role) {
  sqlite3_stmt *statement = rs_sqlite_statement(source->sqlite, which, source->error);
  if (statement) sqlite3_bind_int64(statement, 1, source->event);
  if (statement && role) sqlite3_bind_text(statement, 2, role, -1, SQLITE_STATIC);
  return (Row) {.statement = statement, .arena = source->arena};
}

static bool no_memory(RasidError *error) {
  return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
}

/* True while there are rows; `*has_failed` when it ended badly. */
static bool next_row(const Source *source, Row *row, bool *has_failed) {
  *has_failed = true;
  if (!row->statement) return false; /* its preparation has told why */
  if (row->has_failed) return no_memory(source->error);
  row->column = 0;
  int result = sqlite3_step(row->statement);
  if (result == SQLITE_ROW) return true;
  *has_failed = result != SQLITE_DONE && !rs_sqlite_failed(source->sqlite, source->error);
  sqlite3_reset(row->statement);
  return false;
}

static bool read_mentions(const Source *source, RasidEvent *event) {
  RasidSpan *spans = NULL;
  const char **texts = NULL;
  size_t span_capacity = 0, text_capacity = 0, count = 0;
  bool has_failed = false;
  Row row = begin_rows(source, RS_SQL_MENTIONS, NULL);
  while (next_row(source, &row, &has_failed)) {
    spans = rs_arena_grow(source->arena, spans, count, &span_capacity, sizeof *spans);
    texts = rs_arena_grow(source->arena, texts, count, &text_capacity, sizeof *texts);
    if (!spans || !texts) return no_memory(source->error);
    spans[count] = take_span(&row);
    texts[count++] = take_needed_text(&row);
  }
  event->mentions = spans;
  event->mention_texts = texts;
  event->mention_count = count;
  return !has_failed;
}

static bool read_parties(
  const Source *source, const char *role, const RasidParty **parties, size_t *count
) {
  RasidParty *read = NULL;
  size_t capacity = 0;
  bool has_failed = false;
  *count = 0;
  Row row = begin_rows(source, RS_SQL_PARTICIPANTS, role);
  while (next_row(source, &row, &has_failed)) {
    read = rs_arena_grow(source->arena, read, *count, &capacity, sizeof *read);
    if (!read) return no_memory(source->error);
    RasidParty *party = &read[(*count)++];
    party->span = take_span(&row);
    party->text = take_text(&row);
    party->name = take_text(&row);
    party->country = take_text(&row);
    party->sector = take_text(&row);
    party->code = take_text(&row);
    party->rule = take_text(&row);
  }
  *parties = read;
  return !has_failed;
}

static bool read_source(const Source *source, RasidEvent *event) {
  enum {
    NAME_TO_RULE = 5
  };
  bool has_failed = false;
  Row row = begin_rows(source, RS_SQL_PARTICIPANTS, "source");
  while (next_row(source, &row, &has_failed)) {
    RasidSource *read = rs_arena_array(source->arena, 1, sizeof *read);
    if (!read) return no_memory(source->error);
    read->span = take_span(&row);
    read->text = take_text(&row);
    row.column += NAME_TO_RULE;
    read->stance = take_text(&row);
    event->source = read;
  }
  return !has_failed;
}

static bool read_labels(
  const Source *source, const char *kind, const char *const **values, size_t *count
) {
  const char **read = NULL;
  size_t capacity = 0;
  bool has_failed = false;
  *count = 0;
  Row row = begin_rows(source, RS_SQL_LABELS, kind);
  while (next_row(source, &row, &has_failed)) {
    read = rs_arena_grow(source->arena, read, *count, &capacity, sizeof *read);
    if (!read) return no_memory(source->error);
    read[(*count)++] = take_needed_text(&row);
  }
  *values = read;
  return !has_failed;
}

static bool read_lists(const Source *source, RasidEvent *event) {
  return read_mentions(source, event) &&
         read_parties(source, "actor", &event->actors, &event->actor_count) &&
         read_parties(source, "recipient", &event->recipients, &event->recipient_count) &&
         read_source(source, event) &&
         read_labels(source, "context", &event->contexts, &event->context_count) &&
         read_labels(source, "rule", &event->rules, &event->rule_count);
}

/* -------------------------------------------------------------------- queries */

static sqlite3_stmt *select_events(
  RsSqlite *sqlite, const RasidStoreFilter *filter, RasidError *error
) {
  RsBuffer sql = {0};
  sqlite3_stmt *statement = NULL;
  rs_buffer_add_text(
    &sql,
    "SELECT number, document_id, published, outlet, " RS_EVENT_COLUMNS " FROM events "
    "JOIN (SELECT number AS document, id AS document_id, published, outlet "
    "FROM documents) USING (document) WHERE TRUE"
  );
  if (filter->event) rs_buffer_add_text(&sql, " AND event = ?1");
  if (filter->document) rs_buffer_add_text(&sql, " AND document_id = ?2");
  if (filter->from) rs_buffer_add_text(&sql, " AND coalesce(date_to, date_from) >= ?3");
  if (filter->to) rs_buffer_add_text(&sql, " AND coalesce(date_from, date_to) <= ?4");
  rs_buffer_add_text(&sql, " ORDER BY document, position LIMIT ?5");
  if (sql.failed) {
    no_memory(error);
  } else if (sqlite3_prepare_v2(
               sqlite->database, sql.data, (int)sql.count, &statement, NULL
             )) {
    rs_sqlite_failed(sqlite, error);
  }
  rs_buffer_release(&sql);
  return statement;
}

static void bind_filter(sqlite3_stmt *statement, const RasidStoreFilter *filter) {
  const char *const texts[] = {filter->event, filter->document, filter->from, filter->to};
  for (int i = 0; i < 4; i++) {
    if (texts[i]) sqlite3_bind_text(statement, i + 1, texts[i], -1, SQLITE_STATIC);
  }
  bool is_limited = filter->limit && filter->limit <= INT64_MAX;
  sqlite3_bind_int64(statement, 5, is_limited ? (int64_t)filter->limit : -1);
}

static bool visit_row(
  RsSqlite *sqlite,
  sqlite3_stmt *statement,
  RsArena *arena,
  RsRecordVisitor visit,
  void *context,
  RasidError *error
) {
  Row row = {.statement = statement, .arena = arena};
  RasidEvent event = {0};
  Source source = {sqlite, arena, take_integer(&row), error};
  RsRecord record = {.event = &event};
  record.document = take_text(&row);
  record.published = take_text(&row);
  record.outlet = take_text(&row);
  take_event(&row, &event);
  if (row.has_failed) return no_memory(error);
  if (!read_lists(&source, &event)) return false;
  return visit(context, &record, error);
}

bool rs_sqlite_each(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  RsRecordVisitor visit,
  void *context,
  RasidError *error
) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  RsArena arena = {0};
  sqlite3_stmt *statement = select_events(sqlite, filter, error);
  if (!statement) return false;
  bind_filter(statement, filter);
  int result = SQLITE_DONE;
  bool is_visited = true;
  while (is_visited && (result = sqlite3_step(statement)) == SQLITE_ROW) {
    rs_arena_reset(&arena);
    is_visited = visit_row(sqlite, statement, &arena, visit, context, error);
  }
  if (is_visited && result != SQLITE_DONE) is_visited = rs_sqlite_failed(sqlite, error);
  sqlite3_finalize(statement);
  rs_arena_release(&arena);
  return is_visited;
}
