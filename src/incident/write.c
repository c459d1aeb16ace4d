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
  "FROM incidents WHERE sources >= $1";

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

typedef struct {
  RsBackend *backend;
  const RsRow *incident; /* the row at hand */
  RsBuffer out;
  RsJson json;
  RsScreen screen;
  bool is_first; /* of the rows that hang on it */
  const char *role;
  const RasidWriteOptions *options;
  RasidSink sink;
  void *context;
} Writing;

/* NULL for NULL. */
static const char *text_at(const RsRow *row, int column) {
  RsValue value = rs_cell(row, column);
  return value.kind == RS_VALUE_TEXT ? value.text.data : NULL;
}

static int64_t integer_at(const RsRow *row, int column) {
  RsValue value = rs_cell(row, column);
  return value.kind == RS_VALUE_INTEGER ? value.integer : 0;
}

static bool is_null(const RsRow *row, int column) {
  return rs_cell(row, column).kind == RS_VALUE_NULL;
}

/* Visits the rows that hang on the incident at hand. */
static bool ask(
  Writing *writing, RsSql which, const char *role, RsRowVisitor visit, RasidError *error
) {
  RsValues values = {.count = 0};
  rs_values_integer(&values, integer_at(writing->incident, NUMBER));
  if (role) rs_values_text(&values, role);
  writing->role = role;
  writing->is_first = true;
  return rs_rows(writing->backend, which, &values, visit, writing, error);
}

/* ---------------------------------------------------------------------- JSON */

static void write_integer(RsJson *json, const char *key, const RsRow *row, int column) {
  rs_json_key(json, key);
  if (is_null(row, column))
    rs_json_null(json);
  else
    rs_json_integer(json, integer_at(row, column));
}

static void write_toll(RsJson *json, const char *key, const RsRow *row, int column) {
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

static void write_count(RsJson *json, const char *key, const RsRow *row, int column) {
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

static void write_degrees(RsJson *json, const char *key, const RsRow *row, int column) {
  rs_json_key(json, key);
  if (is_null(row, column))
    rs_json_null(json);
  else
    rs_json_number(json, rs_cell(row, column).real, 2, 5);
}

static void write_place(RsJson *json, const RsRow *row) {
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

static bool write_party(void *context, const RsRow *row, RasidError *error) {
  RsJson *json = &((Writing *)context)->json;
  (void)error;
  rs_json_begin(json, '{');
  rs_json_text_field(json, "name", text_at(row, 0));
  rs_json_text_field(json, "country", text_at(row, 1));
  rs_json_text_field(json, "sector", text_at(row, 2));
  rs_json_text_field(json, "code", text_at(row, 3));
  rs_json_integer_field(json, "reports", integer_at(row, 4));
  rs_json_end(json, '}');
  return true;
}

static bool write_parties(Writing *writing, const char *role, RasidError *error) {
  rs_json_key(&writing->json, role);
  rs_json_begin(&writing->json, '[');
  bool is_written = ask(writing, RS_SQL_INCIDENT_PARTIES, role, write_party, error);
  rs_json_end(&writing->json, ']');
  return is_written;
}

static bool write_report(void *context, const RsRow *row, RasidError *error) {
  RsJson *json = &((Writing *)context)->json;
  (void)error;
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
  rs_json_integer_field(json, "revises", integer_at(row, REPORT_IS_REVISION));
  rs_json_end(json, '}');
  return true;
}

static bool write_reports(Writing *writing, RasidError *error) {
  rs_json_key(&writing->json, "reports");
  rs_json_begin(&writing->json, '[');
  bool is_written = ask(writing, RS_SQL_INCIDENT_REPORTS, NULL, write_report, error);
  rs_json_end(&writing->json, ']');
  return is_written;
}

static bool write_json(Writing *writing, RasidError *error) {
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
  const RsRow *row = writing->incident;
  RsJson *json = &writing->json;
  *json = (RsJson) {.out = &writing->out};
  rs_json_begin(json, '{');
  rs_json_text_field(json, "id", text_at(row, ID));
  rs_json_text_field(json, "event", text_at(row, EVENT));
  rs_json_text_field(json, "mode", text_at(row, MODE));
  rs_json_text_field(json, "cameo", text_at(row, CAMEO));
  rs_json_text_field(json, "status", text_at(row, STATUS));
  rs_json_text_field(json, "from", text_at(row, DATE_FROM));
  rs_json_text_field(json, "to", text_at(row, DATE_TO));
  write_place(json, row);
  bool is_written =
    write_parties(writing, "actor", error) && write_parties(writing, "recipient", error);
  write_toll(json, "deaths", row, DEATHS);
  write_toll(json, "injured", row, INJURED);
  write_toll(json, "detained", row, DETAINED);
  write_toll(json, "crowd", row, CROWD);
  for (size_t i = 0; i < RS_COUNT_OF(counts); i++)
    rs_json_integer_field(json, counts[i].key, integer_at(row, counts[i].column));
  rs_json_text_field(json, "first_published", text_at(row, FIRST_PUBLISHED));
  rs_json_text_field(json, "last_published", text_at(row, LAST_PUBLISHED));
  is_written = is_written && write_reports(writing, error);
  rs_json_end(json, '}');
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

static void show_title(RsScreen *screen, const RsRow *row) {
  int64_t denials = integer_at(row, DENIALS);
  rs_screen_text(screen, RS_STYLE_TITLE, text_at(row, EVENT));
  if (!is_null(row, MODE)) {
    rs_screen_text(screen, RS_STYLE_TITLE, "/");
    rs_screen_text(screen, RS_STYLE_TITLE, text_at(row, MODE));
  }
  add(screen, "  CAMEO ", text_at(row, CAMEO), "");
  add(screen, "  ", text_at(row, STATUS), "  ");
  show_count(screen, integer_at(row, SOURCES), "source", "sources");
  rs_buffer_add_text(screen->out, ", ");
  show_count(screen, integer_at(row, REPORTS), "report", "reports");
  if (denials) {
    rs_buffer_add_text(screen->out, ", ");
    show_count(screen, denials, "denial", "denials");
  }
  end_line(screen);
}

static void show_date(RsScreen *screen, const RsRow *row) {
  const char *from = text_at(row, DATE_FROM), *to = text_at(row, DATE_TO);
  if (!from) return;
  begin_line(screen, "date");
  add(screen, "", from, "");
  if (to && strcmp(from, to) != 0) add(screen, " to ", to, "");
  end_line(screen);
}

static void show_place(RsScreen *screen, const RsRow *row) {
  if (is_null(row, PLACE_NAME)) return;
  begin_line(screen, "place");
  add(screen, "", text_at(row, PLACE_NAME), "");
  add(screen, ", ", text_at(row, PLACE_ADMIN1), "");
  add(screen, ", ", text_at(row, PLACE_COUNTRY), "");
  add(screen, " (", text_at(row, PLACE_PRECISION), ")");
  end_line(screen);
}

static bool show_party(void *context, const RsRow *row, RasidError *error) {
  Writing *writing = context;
  RsScreen *screen = &writing->screen;
  (void)error;
  begin_line(screen, writing->is_first ? writing->role : "");
  add(screen, "", text_at(row, 0), "");
  add(screen, " [", is_null(row, 3) ? "?" : text_at(row, 3), "]");
  end_line(screen);
  writing->is_first = false;
  return true;
}

static void show_toll(RsScreen *screen, const char *label, const RsRow *row, int column) {
  if (is_null(row, column)) return;
  long long low = integer_at(row, column);
  long long best = integer_at(row, column + 1);
  long long high = integer_at(row, column + 2);
  begin_line(screen, label);
  rs_buffer_format(screen->out, "%lld", best);
  if (low != high) rs_buffer_format(screen->out, " (%lld to %lld)", low, high);
  end_line(screen);
}

static bool show_figure(
  RsScreen *screen, bool has_more, const char *label, const RsRow *row, int column
) {
  int from = is_null(row, column) ? column + 1 : column;
  if (is_null(row, from)) return has_more;
  rs_buffer_format(
    screen->out,
    "%s%lld %s",
    has_more ? ", " : "  ",
    (long long)integer_at(row, from),
    label
  );
  return true;
}

static bool show_report(void *context, const RsRow *row, RasidError *error) {
  Writing *writing = context;
  RsScreen *screen = &writing->screen;
  (void)error;
  begin_line(screen, writing->is_first ? "reports" : "");
  add(screen, "", text_at(row, REPORT_PUBLISHED), "  ");
  add(screen, "", text_at(row, REPORT_OUTLET), "  ");
  add(screen, "", text_at(row, REPORT_DOCUMENT), "");
  bool has_figure = show_figure(screen, false, "killed", row, REPORT_DEATHS);
  has_figure = show_figure(screen, has_figure, "injured", row, REPORT_INJURED);
  show_figure(screen, has_figure, "detained", row, REPORT_DETAINED);
  if (integer_at(row, REPORT_IS_REVISION)) add(screen, "  ", "revised", "");
  add(screen, "  copy of ", text_at(row, REPORT_COPY_OF), "");
  end_line(screen);
  writing->is_first = false;
  return true;
}

static bool write_block(Writing *writing, RasidError *error) {
  const RsRow *row = writing->incident;
  RsScreen *screen = &writing->screen;
  *screen = rs_screen(&writing->out, writing->options);
  show_title(screen, row);
  show_date(screen, row);
  show_place(screen, row);
  bool is_written = ask(writing, RS_SQL_INCIDENT_PARTIES, "actor", show_party, error) &&
                    ask(writing, RS_SQL_INCIDENT_PARTIES, "recipient", show_party, error);
  show_toll(screen, "killed", row, DEATHS);
  show_toll(screen, "injured", row, INJURED);
  show_toll(screen, "detained", row, DETAINED);
  show_toll(screen, "crowd", row, CROWD);
  is_written =
    is_written && ask(writing, RS_SQL_INCIDENT_REPORTS, NULL, show_report, error);
  begin_line(screen, "id");
  add(screen, "", text_at(row, ID), "\n\n");
  return is_written;
}

/* --------------------------------------------------------------------- query */

static void add_condition(
  RsBuffer *sql, RsValues *values, const char *condition, const char *value
) {
  if (!value) return;
  rs_values_text(values, value);
  rs_buffer_format(sql, " AND %s $%zu", condition, values->count);
}

static void select_incidents(
  RsBuffer *sql, RsValues *values, const RasidIncidentFilter *filter
) {
  rs_buffer_add_text(sql, incident_columns);
  rs_values_integer(values, (int64_t)filter->min_sources);
  add_condition(sql, values, "event =", filter->event);
  add_condition(sql, values, "coalesce(date_to, day) >=", filter->from);
  add_condition(sql, values, "day <=", filter->to);
  add_condition(sql, values, "place_country =", filter->place_country);
  rs_buffer_add_text(sql, " ORDER BY coalesce(day, ''), id");
  if (filter->limit) rs_buffer_format(sql, " LIMIT %zu", filter->limit);
  rs_buffer_add_char(sql, '\0');
}

static bool write_row(void *context, const RsRow *row, RasidError *error) {
  Writing *writing = context;
  bool is_json = writing->options->format == RASID_FORMAT_JSONL;
  writing->incident = row;
  if (!(is_json ? write_json(writing, error) : write_block(writing, error))) return false;
  return rs_buffer_flush(
    &writing->out, RS_FLUSH_BYTES, writing->sink, writing->context, error
  );
}

static bool write_all(
  Writing *writing, const RasidIncidentFilter *filter, RasidError *error
) {
  RsBuffer sql = {0};
  RsValues values = {.count = 0};
  RsBackend *backend = writing->backend;
  select_incidents(&sql, &values, filter);
  bool is_written =
    sql.failed
      ? rs_no_memory(error)
      : backend->methods->query(backend, sql.data, &values, write_row, writing, error);
  rs_buffer_release(&sql);
  return is_written &&
         rs_buffer_flush(&writing->out, 1, writing->sink, writing->context, error);
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
  Writing writing = {
    .backend = store->backend,
    .options = options ? options : &default_options,
    .sink = sink,
    .context = context,
  };
  if (writing.options->format == RASID_FORMAT_CSV) {
    return rs_error_set(
      error, RASID_ERROR_ARGUMENT, 0, "incidents are written as jsonl or table, not as csv"
    );
  }
  bool is_written = rs_incidents_are_there(store->backend, error) &&
                    write_all(&writing, filter ? filter : &everything, error);
  rs_buffer_release(&writing.out);
  return is_written;
}

static bool write_line(void *context, const RsRow *row, RasidError *error) {
  Writing *writing = context;
  writing->incident = row;
  return write_json(writing, error);
}

bool rs_incidents_write_numbers(
  RasidStore *store, const int64_t *numbers, size_t count, RsBuffer *out, RasidError *error
) {
  static const RasidWriteOptions options = {.format = RASID_FORMAT_JSONL};
  RsBackend *backend = store->backend;
  Writing writing = {.backend = backend, .options = &options, .out = *out};
  RsBuffer sql = {0};
  rs_buffer_format(&sql, "%s AND number = $2%c", incident_columns, '\0');
  bool is_written = !sql.failed || rs_no_memory(error);
  for (size_t i = 0; is_written && i < count; i++) {
    RsValues values = {.count = 0};
    rs_values_integer(&values, 0);
    rs_values_integer(&values, numbers[i]);
    is_written =
      backend->methods->query(backend, sql.data, &values, write_line, &writing, error);
  }
  rs_buffer_release(&sql);
  *out = writing.out;
  return is_written;
}
