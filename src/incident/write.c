/* Incidents as JSON Lines for a program and as blocks for a person:
 *
 *   ASSAULT/explosives  CAMEO 183  occurred  3 sources, 5 reports
 *     date       2024-03-05
 *     place      Daraa, Daraa, SYR (town)
 *     recipient  Syrian army [SYR MIL]
 *     killed     8 (5 to 9)
 *     report     2024-03-05  first outlet  doc-1
 *     report     2024-03-06  second outlet  doc-7  revised: 8 killed, 20 injured
 *
 * Rows come from the tables; parties and reports of an incident are asked for one by one, so memory
 * does not grow with the database. */
#include "incident/tables.h"

#include "export/json.h"
#include "export/screen.h"

enum { /* columns of the incident's row */
  NUMBER,
  ID,
  EVENT,
  MODE,
  CAMEO,
  STATUS,
  DATE_FROM,
  DATE_TO,
  PLACE_NAME,
  PLACE_COUNTRY,
  PLACE_ADMIN1,
  PLACE_LAT,
  PLACE_LON,
  PLACE_PRECISION,
  FIRST_PUBLISHED,
  LAST_PUBLISHED,
  DEATHS,
  INJURED = DEATHS + 3,
  DETAINED = INJURED + 3,
  CROWD = DETAINED + 3,
  REPORTS = CROWD + 3,
  TEXTS,
  SOURCES,
  DENIALS,
  REVISIONS
};

static const char incident_columns[] =
  "SELECT number, id, event, mode, cameo, status, date_from, date_to, "
  "place_name, place_country, place_admin1, place_lat, place_lon, place_precision, "
  "first_published, last_published, deaths_low, deaths_best, deaths_high, "
  "injured_low, injured_best, injured_high, detained_low, detained_best, detained_high, "
  "crowd_low, crowd_best, crowd_high, reports, texts, sources, denials, revisions "
  "FROM incidents WHERE sources >= ?1";

enum { /* columns of a report's row */
  REPORT_ID,
  REPORT_DOCUMENT,
  REPORT_OUTLET,
  REPORT_PUBLISHED,
  REPORT_STATUS,
  REPORT_IS_REVISION,
  REPORT_COPY_OF,
  REPORT_DEATHS,
  REPORT_INJURED = REPORT_DEATHS + 2,
  REPORT_DETAINED = REPORT_INJURED + 2
};

static const char report_columns[] =
  "SELECT e.id, d.id, d.outlet, d.published, e.status, r.is_revision, "
  "CASE WHEN r.is_copy THEN (SELECT documents.id FROM events JOIN documents "
  "ON documents.number = events.document WHERE events.number = r.text) END, "
  "e.deaths_min, e.deaths_max, e.injured_min, e.injured_max, e.detained_min, e.detained_max "
  "FROM incident_reports AS r JOIN events AS e ON e.number = r.event "
  "JOIN documents AS d ON d.number = e.document WHERE r.incident = ? ORDER BY r.position";

/* The parties that most reports name, an entry of the dictionary before mere words. */
static const char party_columns[] =
  "SELECT p.name, p.country, p.sector, p.code, count(DISTINCT r.event) AS reports "
  "FROM incident_reports AS r JOIN participants AS p ON p.event = r.event "
  "WHERE r.incident = ? AND p.role = ? AND p.name IS NOT NULL "
  "GROUP BY p.name, p.country, p.sector, p.code "
  "ORDER BY reports DESC, min(p.rule IS NULL), p.name, p.code LIMIT 4";

typedef struct {
  RsSqlite *sqlite;
  sqlite3_stmt *incidents, *reports, *parties;
  RsBuffer out;
  const RasidWriteOptions *options;
  RasidError *error;
} Writing;

static const char *text_at(sqlite3_stmt *row, int column) {
  return (const char *)sqlite3_column_text(row, column);
}

static bool is_null(sqlite3_stmt *row, int column) {
  return sqlite3_column_type(row, column) == SQLITE_NULL;
}

/* Begins the rows that hang on the incident of the current row. */
static sqlite3_stmt *ask(Writing *writing, sqlite3_stmt *statement, const char *role) {
  sqlite3_reset(statement);
  sqlite3_bind_int64(statement, 1, sqlite3_column_int64(writing->incidents, NUMBER));
  if (role) sqlite3_bind_text(statement, 2, role, -1, SQLITE_STATIC);
  return statement;
}

static bool next(Writing *writing, sqlite3_stmt *statement, bool *has_failed) {
  int result = rs_incidents_step(writing->sqlite, statement, writing->error);
  *has_failed = result == SQLITE_ERROR;
  return result == SQLITE_ROW;
}

/* ---------------------------------------------------------------------- JSON */

static void write_integer(RsJson *json, const char *key, sqlite3_stmt *row, int column) {
  rs_json_key(json, key);
  if (is_null(row, column))
    rs_json_null(json);
  else
    rs_json_integer(json, sqlite3_column_int64(row, column));
}

static void write_toll(RsJson *json, const char *key, sqlite3_stmt *row, int column) {
  rs_json_key(json, key);
  if (is_null(row, column)) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  write_integer(json, "low", row, column);
  write_integer(json, "best", row, column + 1);
  write_integer(json, "high", row, column + 2);
  rs_json_end(json, '}');
}

static void write_count(RsJson *json, const char *key, sqlite3_stmt *row, int column) {
  rs_json_key(json, key);
  if (is_null(row, column) && is_null(row, column + 1)) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  write_integer(json, "min", row, column);
  write_integer(json, "max", row, column + 1);
  rs_json_end(json, '}');
}

static void write_degrees(RsJson *json, const char *key, sqlite3_stmt *row, int column) {
  rs_json_key(json, key);
  if (is_null(row, column))
    rs_json_null(json);
  else
    rs_json_number(json, sqlite3_column_double(row, column), 2, 5);
}

static void write_place(RsJson *json, sqlite3_stmt *row) {
  rs_json_key(json, "place");
  if (is_null(row, PLACE_NAME)) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  rs_json_text_field(json, "name", text_at(row, PLACE_NAME));
  rs_json_text_field(json, "country", text_at(row, PLACE_COUNTRY));
  rs_json_text_field(json, "admin1", text_at(row, PLACE_ADMIN1));
  write_degrees(json, "lat", row, PLACE_LAT);
  write_degrees(json, "lon", row, PLACE_LON);
  rs_json_text_field(json, "precision", text_at(row, PLACE_PRECISION));
  rs_json_end(json, '}');
}

static bool write_parties(Writing *writing, RsJson *json, const char *role) {
  bool has_failed;
  sqlite3_stmt *row = ask(writing, writing->parties, role);
  rs_json_key(json, role);
  rs_json_begin(json, '[');
  while (next(writing, row, &has_failed)) {
    rs_json_begin(json, '{');
    rs_json_text_field(json, "name", text_at(row, 0));
    rs_json_text_field(json, "country", text_at(row, 1));
    rs_json_text_field(json, "sector", text_at(row, 2));
    rs_json_text_field(json, "code", text_at(row, 3));
    rs_json_integer_field(json, "reports", sqlite3_column_int64(row, 4));
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
  return !has_failed;
}

static bool write_reports(Writing *writing, RsJson *json) {
  bool has_failed;
  sqlite3_stmt *row = ask(writing, writing->reports, NULL);
  rs_json_key(json, "reports");
  rs_json_begin(json, '[');
  while (next(writing, row, &has_failed)) {
    rs_json_begin(json, '{');
    rs_json_text_field(json, "id", text_at(row, REPORT_ID));
    rs_json_text_field(json, "doc", text_at(row, REPORT_DOCUMENT));
    rs_json_text_field(json, "outlet", text_at(row, REPORT_OUTLET));
    rs_json_text_field(json, "published", text_at(row, REPORT_PUBLISHED));
    rs_json_text_field(json, "status", text_at(row, REPORT_STATUS));
    rs_json_text_field(json, "copy_of", text_at(row, REPORT_COPY_OF));
    write_count(json, "deaths", row, REPORT_DEATHS);
    write_count(json, "injured", row, REPORT_INJURED);
    write_count(json, "detained", row, REPORT_DETAINED);
    rs_json_integer_field(json, "revises", sqlite3_column_int64(row, REPORT_IS_REVISION));
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
  return !has_failed;
}

static bool write_json(Writing *writing) {
  static const struct {
    const char *key;
    int column;
  } counts[] = {
    {"sources", SOURCES},
    {"texts", TEXTS},
    {"report_count", REPORTS},
    {"denials", DENIALS},
    {"revisions", REVISIONS},
  };
  sqlite3_stmt *row = writing->incidents;
  RsJson json = {.out = &writing->out};
  rs_json_begin(&json, '{');
  rs_json_text_field(&json, "id", text_at(row, ID));
  rs_json_text_field(&json, "event", text_at(row, EVENT));
  rs_json_text_field(&json, "mode", text_at(row, MODE));
  rs_json_text_field(&json, "cameo", text_at(row, CAMEO));
  rs_json_text_field(&json, "status", text_at(row, STATUS));
  rs_json_text_field(&json, "from", text_at(row, DATE_FROM));
  rs_json_text_field(&json, "to", text_at(row, DATE_TO));
  write_place(&json, row);
  bool is_written =
    write_parties(writing, &json, "actor") && write_parties(writing, &json, "recipient");
  write_toll(&json, "deaths", row, DEATHS);
  write_toll(&json, "injured", row, INJURED);
  write_toll(&json, "detained", row, DETAINED);
  write_toll(&json, "crowd", row, CROWD);
  for (size_t i = 0; i < RS_COUNT_OF(counts); i++)
    rs_json_integer_field(
      &json, counts[i].key, sqlite3_column_int64(row, counts[i].column)
    );
  rs_json_text_field(&json, "first_published", text_at(row, FIRST_PUBLISHED));
  rs_json_text_field(&json, "last_published", text_at(row, LAST_PUBLISHED));
  is_written = is_written && write_reports(writing, &json);
  rs_json_end(&json, '}');
  rs_buffer_add_char(&writing->out, '\n');
  return is_written;
}

/* --------------------------------------------------------------------- table */

enum {
  LABEL_COLUMNS = 13
};

static void begin_line(RsScreen *screen, const char *label) {
  rs_buffer_add_text(screen->out, "  ");
  rs_screen_text(screen, RS_STYLE_LABEL, label);
  rs_buffer_format(screen->out, "%*s", LABEL_COLUMNS - 2 - (int)strlen(label), "");
}

static void end_line(RsScreen *screen) {
  rs_buffer_add_char(screen->out, '\n');
}

static void add(RsScreen *screen, const char *before, const char *text, const char *after) {
  if (!text) return;
  rs_buffer_add_text(screen->out, before);
  rs_screen_mixed(screen, text);
  rs_buffer_add_text(screen->out, after);
}

static void show_count(RsScreen *screen, int64_t count, const char *one, const char *many) {
  rs_buffer_format(screen->out, "%lld %s", (long long)count, count == 1 ? one : many);
}

static void show_title(RsScreen *screen, sqlite3_stmt *row) {
  int64_t denials = sqlite3_column_int64(row, DENIALS);
  rs_screen_text(screen, RS_STYLE_TITLE, text_at(row, EVENT));
  if (!is_null(row, MODE)) {
    rs_screen_text(screen, RS_STYLE_TITLE, "/");
    rs_screen_text(screen, RS_STYLE_TITLE, text_at(row, MODE));
  }
  add(screen, "  CAMEO ", text_at(row, CAMEO), "");
  add(screen, "  ", text_at(row, STATUS), "  ");
  show_count(screen, sqlite3_column_int64(row, SOURCES), "source", "sources");
  rs_buffer_add_text(screen->out, ", ");
  show_count(screen, sqlite3_column_int64(row, REPORTS), "report", "reports");
  if (denials) {
    rs_buffer_add_text(screen->out, ", ");
    show_count(screen, denials, "denial", "denials");
  }
  end_line(screen);
}

static void show_date(RsScreen *screen, sqlite3_stmt *row) {
  const char *from = text_at(row, DATE_FROM), *to = text_at(row, DATE_TO);
  if (!from) return;
  begin_line(screen, "date");
  add(screen, "", from, "");
  if (to && strcmp(from, to) != 0) add(screen, " to ", to, "");
  end_line(screen);
}

static void show_place(RsScreen *screen, sqlite3_stmt *row) {
  if (is_null(row, PLACE_NAME)) return;
  begin_line(screen, "place");
  add(screen, "", text_at(row, PLACE_NAME), "");
  add(screen, ", ", text_at(row, PLACE_ADMIN1), "");
  add(screen, ", ", text_at(row, PLACE_COUNTRY), "");
  add(screen, " (", text_at(row, PLACE_PRECISION), ")");
  end_line(screen);
}

static bool show_parties(Writing *writing, RsScreen *screen, const char *role) {
  bool has_failed, is_first = true;
  sqlite3_stmt *row = ask(writing, writing->parties, role);
  while (next(writing, row, &has_failed)) {
    begin_line(screen, is_first ? role : "");
    add(screen, "", text_at(row, 0), "");
    add(screen, " [", is_null(row, 3) ? "?" : text_at(row, 3), "]");
    end_line(screen);
    is_first = false;
  }
  return !has_failed;
}

static void show_toll(RsScreen *screen, const char *label, sqlite3_stmt *row, int column) {
  if (is_null(row, column)) return;
  long long low = sqlite3_column_int64(row, column);
  long long best = sqlite3_column_int64(row, column + 1);
  long long high = sqlite3_column_int64(row, column + 2);
  begin_line(screen, label);
  rs_buffer_format(screen->out, "%lld", best);
  if (low != high) rs_buffer_format(screen->out, " (%lld to %lld)", low, high);
  end_line(screen);
}

static bool show_figure(
  RsScreen *screen, bool has_more, const char *label, sqlite3_stmt *row, int column
) {
  int from = is_null(row, column) ? column + 1 : column;
  if (is_null(row, from)) return has_more;
  rs_buffer_format(
    screen->out,
    "%s%lld %s",
    has_more ? ", " : "  ",
    (long long)sqlite3_column_int64(row, from),
    label
  );
  return true;
}

static bool show_reports(Writing *writing, RsScreen *screen) {
  bool has_failed, is_first = true;
  sqlite3_stmt *row = ask(writing, writing->reports, NULL);
  while (next(writing, row, &has_failed)) {
    begin_line(screen, is_first ? "reports" : "");
    add(screen, "", text_at(row, REPORT_PUBLISHED), "  ");
    add(screen, "", text_at(row, REPORT_OUTLET), "  ");
    add(screen, "", text_at(row, REPORT_DOCUMENT), "");
    bool has_figure = show_figure(screen, false, "killed", row, REPORT_DEATHS);
    has_figure = show_figure(screen, has_figure, "injured", row, REPORT_INJURED);
    show_figure(screen, has_figure, "detained", row, REPORT_DETAINED);
    if (sqlite3_column_int64(row, REPORT_IS_REVISION)) add(screen, "  ", "revised", "");
    add(screen, "  copy of ", text_at(row, REPORT_COPY_OF), "");
    end_line(screen);
    is_first = false;
  }
  return !has_failed;
}

static bool write_block(Writing *writing) {
  sqlite3_stmt *row = writing->incidents;
  RsScreen screen = rs_screen(&writing->out, writing->options);
  show_title(&screen, row);
  show_date(&screen, row);
  show_place(&screen, row);
  bool is_written =
    show_parties(writing, &screen, "actor") && show_parties(writing, &screen, "recipient");
  show_toll(&screen, "killed", row, DEATHS);
  show_toll(&screen, "injured", row, INJURED);
  show_toll(&screen, "detained", row, DETAINED);
  show_toll(&screen, "crowd", row, CROWD);
  is_written = is_written && show_reports(writing, &screen);
  begin_line(&screen, "id");
  add(&screen, "", text_at(row, ID), "\n\n");
  return is_written;
}

/* --------------------------------------------------------------------- query */

static sqlite3_stmt *select_incidents(
  RsSqlite *sqlite, const RasidIncidentFilter *filter, RasidError *error
) {
  RsBuffer sql = {0};
  rs_buffer_add_text(&sql, incident_columns);
  if (filter->event) rs_buffer_add_text(&sql, " AND event = ?2");
  if (filter->from) rs_buffer_add_text(&sql, " AND coalesce(date_to, day) >= ?3");
  if (filter->to) rs_buffer_add_text(&sql, " AND day <= ?4");
  if (filter->place_country) rs_buffer_add_text(&sql, " AND place_country = ?5");
  rs_buffer_add_text(&sql, " ORDER BY day, id LIMIT ?6");
  rs_buffer_add_char(&sql, '\0');
  sqlite3_stmt *statement = NULL;
  if (sql.failed)
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  else
    statement = rs_incidents_prepare(sqlite, sql.data, error);
  rs_buffer_release(&sql);
  if (!statement) return NULL;
  const char *const texts[] = {
    filter->event, filter->from, filter->to, filter->place_country};
  sqlite3_bind_int64(statement, 1, (int64_t)filter->min_sources);
  for (int i = 0; i < 4; i++) {
    if (texts[i]) sqlite3_bind_text(statement, i + 2, texts[i], -1, SQLITE_STATIC);
  }
  bool is_limited = filter->limit && filter->limit <= INT64_MAX;
  sqlite3_bind_int64(statement, 6, is_limited ? (int64_t)filter->limit : -1);
  return statement;
}

static bool write_rows(Writing *writing, RasidSink sink, void *context) {
  bool has_failed, is_json = writing->options->format == RASID_FORMAT_JSONL;
  while (next(writing, writing->incidents, &has_failed)) {
    if (!(is_json ? write_json(writing) : write_block(writing))) return false;
    if (!rs_buffer_flush(&writing->out, RS_FLUSH_BYTES, sink, context, writing->error))
      return false;
  }
  return !has_failed && rs_buffer_flush(&writing->out, 1, sink, context, writing->error);
}

bool rasid_incidents_write(
  RasidStore *store,
  const RasidIncidentFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};
  static const RasidIncidentFilter everything = {0};
  RsSqlite *sqlite = rs_incidents_database(store, error);
  if (!sqlite) return false;
  Writing writing = {
    .sqlite = sqlite,
    .options = options ? options : &default_options,
    .error = error,
  };
  if (writing.options->format == RASID_FORMAT_CSV) {
    return rs_error_set(
      error, RASID_ERROR_ARGUMENT, 0, "incidents are written as jsonl or table, not as csv"
    );
  }
  writing.incidents = select_incidents(sqlite, filter ? filter : &everything, error);
  if (!writing.incidents) return false;
  writing.reports = rs_incidents_prepare(sqlite, report_columns, error);
  writing.parties = rs_incidents_prepare(sqlite, party_columns, error);
  bool is_written =
    writing.reports && writing.parties && write_rows(&writing, sink, context);
  sqlite3_finalize(writing.incidents);
  sqlite3_finalize(writing.reports);
  sqlite3_finalize(writing.parties);
  rs_buffer_release(&writing.out);
  return is_written;
}

bool rs_incidents_write_numbers(
  RasidStore *store, const int64_t *numbers, size_t count, RsBuffer *out, RasidError *error
) {
  static const RasidWriteOptions options = {.format = RASID_FORMAT_JSONL};
  RsSqlite *sqlite = rs_incidents_database(store, error);
  if (!sqlite) return false;
  Writing writing = {.sqlite = sqlite, .options = &options, .error = error, .out = *out};
  RsBuffer sql = {0};
  rs_buffer_format(&sql, "%s AND number = ?2%c", incident_columns, '\0');
  if (!sql.failed) writing.incidents = rs_incidents_prepare(sqlite, sql.data, error);
  rs_buffer_release(&sql);
  writing.reports = rs_incidents_prepare(sqlite, report_columns, error);
  writing.parties = rs_incidents_prepare(sqlite, party_columns, error);
  bool is_written = writing.incidents && writing.reports && writing.parties;
  for (size_t i = 0; is_written && i < count; i++) {
    bool has_failed;
    sqlite3_reset(writing.incidents);
    sqlite3_bind_int64(writing.incidents, 1, 0);
    sqlite3_bind_int64(writing.incidents, 2, numbers[i]);
    if (next(&writing, writing.incidents, &has_failed)) is_written = write_json(&writing);
    is_written = is_written && !has_failed;
  }
  sqlite3_finalize(writing.incidents);
  sqlite3_finalize(writing.reports);
  sqlite3_finalize(writing.parties);
  *out = writing.out;
  return is_written;
}
