/* A document into rows. All of it happens inside a savepoint: when one row fails, the document
 * as it stood before is there again, and so is the caller's transaction around it. */
#include "store/sqlite.h"

#include <math.h>

/* Binds values from left to right; the first failure is remembered. */
typedef struct {
  RsSqlite *sqlite;
  sqlite3_stmt *statement; /* NULL: could not be prepared */
  int column;
  int failure;
} Row;

static Row begin_row(RsSqlite *sqlite, RsSql which, RasidError *error) {
  return (Row) {.sqlite = sqlite, .statement = rs_sqlite_statement(sqlite, which, error)};
}

static void bind_bytes(Row *row, const char *text, size_t bytes) {
  row->column++;
  if (!row->statement || !text) return; /* a value that is not bound is NULL */
  int result = sqlite3_bind_text64(
    row->statement, row->column, text, bytes, SQLITE_STATIC, SQLITE_UTF8
  );
  if (result) row->failure = result;
}

static void bind_text(Row *row, const char *text) {
  bind_bytes(row, text, text ? strlen(text) : 0);
}

static void bind_integer(Row *row, int64_t value) {
  row->column++;
  int result = row->statement ? sqlite3_bind_int64(row->statement, row->column, value) : 0;
  if (result) row->failure = result;
}

static void bind_number(Row *row, double value) {
  row->column++;
  if (!row->statement || !isfinite(value)) return;
  int result = sqlite3_bind_double(row->statement, row->column, value);
  if (result) row->failure = result;
}

static void bind_span(Row *row, RasidSpan span) {
  bind_integer(row, span.start);
  bind_integer(row, span.end);
}

static bool end_row(Row *row, RasidError *error) {
  if (!row->statement) return false;
  if (row->failure) return rs_sqlite_failed(row->sqlite, error);
  return rs_sqlite_run(row->sqlite, row->statement, error);
}

/* ------------------------------------------------------------------- events */

static void bind_place(Row *row, const RasidPlace *place) {
  enum {
    PLACE_COLUMNS = 11
  };
  if (!place) {
    row->column += PLACE_COLUMNS;
    return;
  }
  bind_span(row, place->span);
  bind_text(row, place->text);
  bind_text(row, place->name);
  bind_text(row, place->country);
  bind_text(row, place->admin1);
  bind_number(row, place->lat);
  bind_number(row, place->lon);
  bind_text(row, place->precision);
  bind_text(row, place->reason);
  bind_text(row, place->rule);
}

static void bind_date(Row *row, const RasidDate *date) {
  enum {
    DATE_COLUMNS = 7
  };
  if (!date) {
    row->column += DATE_COLUMNS;
    return;
  }
  bind_integer(row, date->has_text);
  bind_span(row, date->span);
  bind_text(row, date->text);
  bind_text(row, date->from);
  bind_text(row, date->to);
  bind_text(row, date->precision);
}

static void bind_count(Row *row, RasidCount count) {
  bind_integer(row, count.known);
  if (count.known && count.min >= 0)
    bind_integer(row, count.min);
  else
    row->column++;
  if (count.known && count.max >= 0)
    bind_integer(row, count.max);
  else
    row->column++;
}

static bool add_event_row(
  RsSqlite *sqlite,
  int64_t document,
  size_t position,
  const RasidEvent *event,
  RasidError *error
) {
  Row row = begin_row(sqlite, RS_SQL_ADD_EVENT, error);
  bind_integer(&row, document);
  bind_integer(&row, (int64_t)position);
  bind_text(&row, event->id);
  bind_integer(&row, event->sentence);
  bind_text(&row, event->event);
  bind_text(&row, event->mode);
  bind_text(&row, event->cameo);
  bind_integer(&row, event->quad);
  bind_number(&row, event->goldstein);
  bind_number(&row, event->plover_score);
  bind_place(&row, event->place);
  bind_date(&row, event->date);
  bind_count(&row, event->deaths);
  bind_count(&row, event->injured);
  bind_count(&row, event->detained);
  bind_count(&row, event->crowd);
  bind_text(&row, event->part_of);
  bind_text(&row, event->about);
  bind_text(&row, event->status);
  bind_number(&row, event->score);
  return end_row(&row, error);
}

/* --------------------------------------------------------- what hangs on them */

typedef struct {
  RsSqlite *sqlite;
  int64_t event;
  RasidError *error;
} Target;

static bool add_mentions(const Target *target, const RasidEvent *event) {
  for (size_t i = 0; i < event->mention_count; i++) {
    Row row = begin_row(target->sqlite, RS_SQL_ADD_MENTION, target->error);
    bind_integer(&row, target->event);
    bind_integer(&row, (int64_t)i);
    bind_span(&row, event->mentions[i]);
    bind_text(&row, event->mention_texts[i]);
    if (!end_row(&row, target->error)) return false;
  }
  return true;
}

static bool add_parties(
  const Target *target, const char *role, const RasidParty *parties, size_t count
) {
  for (size_t i = 0; i < count; i++) {
    Row row = begin_row(target->sqlite, RS_SQL_ADD_PARTICIPANT, target->error);
    bind_integer(&row, target->event);
    bind_text(&row, role);
    bind_integer(&row, (int64_t)i);
    bind_span(&row, parties[i].span);
    bind_text(&row, parties[i].text);
    bind_text(&row, parties[i].name);
    bind_text(&row, parties[i].country);
    bind_text(&row, parties[i].sector);
    bind_text(&row, parties[i].code);
    bind_text(&row, parties[i].rule);
    if (!end_row(&row, target->error)) return false;
  }
  return true;
}

static bool add_source(const Target *target, const RasidSource *source) {
  enum {
    NAME_TO_RULE = 5
  }; /* columns that a source does not have */
  if (!source) return true;
  Row row = begin_row(target->sqlite, RS_SQL_ADD_PARTICIPANT, target->error);
  bind_integer(&row, target->event);
  bind_text(&row, "source");
  bind_integer(&row, 0);
  bind_span(&row, source->span);
  bind_text(&row, source->text);
  row.column += NAME_TO_RULE;
  bind_text(&row, source->stance);
  return end_row(&row, target->error);
}

static bool add_labels(
  const Target *target, const char *kind, const char *const *values, size_t count
) {
  for (size_t i = 0; i < count; i++) {
    Row row = begin_row(target->sqlite, RS_SQL_ADD_LABEL, target->error);
    bind_integer(&row, target->event);
    bind_text(&row, kind);
    bind_integer(&row, (int64_t)i);
    bind_text(&row, values[i]);
    if (!end_row(&row, target->error)) return false;
  }
  return true;
}

static bool add_event(
  RsSqlite *sqlite,
  int64_t document,
  size_t position,
  const RasidEvent *event,
  RasidError *error
) {
  if (!add_event_row(sqlite, document, position, event, error)) return false;
  Target target = {sqlite, sqlite3_last_insert_rowid(sqlite->database), error};
  return add_mentions(&target, event) &&
         add_parties(&target, "actor", event->actors, event->actor_count) &&
         add_parties(&target, "recipient", event->recipients, event->recipient_count) &&
         add_source(&target, event->source) &&
         add_labels(&target, "context", event->contexts, event->context_count) &&
         add_labels(&target, "rule", event->rules, event->rule_count);
}

/* ----------------------------------------------------------------- documents */

static bool add_document(
  RsSqlite *sqlite,
  const RasidInput *input,
  const char *knowledge_version,
  int64_t *number,
  RasidError *error
) {
  Row row = begin_row(sqlite, RS_SQL_ADD_DOCUMENT, error);
  bind_text(&row, input->id);
  bind_text(&row, input->date);
  bind_text(&row, input->outlet);
  bind_text(&row, input->url);
  bind_bytes(&row, input->text ? input->text : "", input->text_bytes);
  bind_text(&row, knowledge_version);
  if (!end_row(&row, error)) return false;

  Row found = begin_row(sqlite, RS_SQL_FIND_DOCUMENT, error);
  bind_text(&found, input->id);
  if (!found.statement) return false;
  bool has_row = sqlite3_step(found.statement) == SQLITE_ROW;
  if (has_row)
    *number = sqlite3_column_int64(found.statement, 0);
  else
    rs_sqlite_failed(sqlite, error);
  sqlite3_reset(found.statement);
  return has_row;
}

static bool replace_document(
  RsSqlite *sqlite,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const char *knowledge_version,
  RasidError *error
) {
  int64_t document;
  if (!add_document(sqlite, input, knowledge_version, &document, error)) return false;
  Row row = begin_row(sqlite, RS_SQL_DELETE_EVENTS, error);
  bind_integer(&row, document);
  if (!end_row(&row, error)) return false;
  for (size_t i = 0; i < count; i++) {
    if (!add_event(sqlite, document, i, &events[i], error)) return false;
  }
  return true;
}

bool rs_sqlite_add(
  RsBackend *backend,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const char *knowledge_version,
  RasidError *error
) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  if (!rs_sqlite_execute(sqlite, "SAVEPOINT document", error)) return false;
  bool is_added =
    replace_document(sqlite, input, events, count, knowledge_version, error) &&
    rs_sqlite_execute(sqlite, "RELEASE document", error);
  if (!is_added) {
    sqlite3_exec(
      sqlite->database, "ROLLBACK TO document; RELEASE document", NULL, NULL, NULL
    );
  }
  return is_added;
}
