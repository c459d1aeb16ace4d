/* Incidents in SQLite.
 *
 *   incident_sketches  a row for each event: its two sketches, the one costly thing (texts are read
 *                      for it), made once
 *   incidents          a row for each incident: its sums
 *   incident_reports   which event belongs to which incident, and to which of its texts
 *
 * Linking reads all events and sketches (some hundred bytes each, no text) and writes the last two
 * tables anew, so that what is linked depends on what is stored alone, not on when it came.
 * `ON DELETE CASCADE` does the bookkeeping: a document that is coded again loses its events and
 * with them sketches and memberships, so an event without a sketch, or a sum that does not fit, tells
 * that linking is due.
 *
 * The tables are derived and carry a version of their own (`incidents` in meta), apart from that
 * of the schema: another one is no reason to refuse a database, they are dropped and made anew.
 */
#include "incident/tables.h"

#include "entity/calendar.h"

#include <math.h>
#include <stdlib.h>

enum {
  TABLES_VERSION = 10
};

static const char drop_tables[] = "DROP TABLE IF EXISTS incident_reports;"
                                  "DROP TABLE IF EXISTS incidents;"
                                  "DROP TABLE IF EXISTS incident_sketches;";

static const char make_tables[] =
  "CREATE TABLE incident_sketches ("
  "  event INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,"
  "  passage BLOB NOT NULL, lead BLOB NOT NULL);"

  "CREATE TABLE incidents ("
  "  number INTEGER PRIMARY KEY, id TEXT NOT NULL,"
  "  event TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL,"
  "  date_from TEXT, date_to TEXT, day TEXT,"
  "  place_name TEXT, place_country TEXT, place_admin1 TEXT,"
  "  place_lat REAL, place_lon REAL, place_precision TEXT,"
  "  first_published TEXT, last_published TEXT,"
  "  deaths_low INTEGER, deaths_best INTEGER, deaths_high INTEGER,"
  "  injured_low INTEGER, injured_best INTEGER, injured_high INTEGER,"
  "  detained_low INTEGER, detained_best INTEGER, detained_high INTEGER,"
  "  crowd_low INTEGER, crowd_best INTEGER, crowd_high INTEGER,"
  "  reports INTEGER NOT NULL, texts INTEGER NOT NULL, sources INTEGER NOT NULL,"
  "  denials INTEGER NOT NULL, revisions INTEGER NOT NULL);"
  "CREATE INDEX incidents_by_id ON incidents (id);"
  "CREATE INDEX incidents_by_day ON incidents (day, id);"
  "CREATE INDEX incidents_by_country ON incidents (place_country, event);"

  "CREATE TABLE incident_reports ("
  "  event INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,"
  "  incident INTEGER NOT NULL REFERENCES incidents (number) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL, text INTEGER NOT NULL,"
  "  is_copy INTEGER NOT NULL, is_revision INTEGER NOT NULL);"
  "CREATE INDEX incident_reports_by_incident ON incident_reports (incident, position);";

RsSqlite *rs_incidents_database(RasidStore *store, RasidError *error) {
  if (store->backend->dialect == RS_SQLITE) return (RsSqlite *)store->backend;
  rs_error_set(
    error, RASID_ERROR_ARGUMENT, 0, "incidents are linked in SQLite databases only"
  );
  return NULL;
}

sqlite3_stmt *rs_incidents_prepare(RsSqlite *sqlite, const char *sql, RasidError *error) {
  sqlite3_stmt *statement = NULL;
  if (!sqlite3_prepare_v2(sqlite->database, sql, -1, &statement, NULL)) return statement;
  rs_sqlite_failed(sqlite, error);
  return NULL;
}

int rs_incidents_step(RsSqlite *sqlite, sqlite3_stmt *statement, RasidError *error) {
  int result = sqlite3_step(statement);
  if (result == SQLITE_ROW || result == SQLITE_DONE) return result;
  rs_sqlite_failed(sqlite, error);
  return SQLITE_ERROR;
}

bool rs_incidents_run(RsSqlite *sqlite, sqlite3_stmt *statement, RasidError *error) {
  int result = rs_incidents_step(sqlite, statement, error);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return result == SQLITE_DONE;
}

bool rs_incidents_script(RsSqlite *sqlite, const char *sql, RasidError *error) {
  int result = sqlite3_exec(sqlite->database, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || rs_sqlite_failed(sqlite, error);
}

/* The one number that `sql` gives; -1 when it gives none. */
static bool ask(RsSqlite *sqlite, const char *sql, int64_t *number, RasidError *error) {
  sqlite3_stmt *statement = rs_incidents_prepare(sqlite, sql, error);
  if (!statement) return false;
  int result = rs_incidents_step(sqlite, statement, error);
  *number = result == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
  sqlite3_finalize(statement);
  return result != SQLITE_ERROR;
}

static const char ask_version[] =
  "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'incidents'";

static bool tell(RsSqlite *sqlite, const char *key, int64_t value, RasidError *error) {
  char sql[128];
  sqlite3_snprintf(
    sizeof sql,
    sql,
    "INSERT OR REPLACE INTO meta VALUES ('%q', '%lld')",
    key,
    (long long)value
  );
  return rs_incidents_script(sqlite, sql, error);
}

bool rs_incident_tables_prepare(RsSqlite *sqlite, RasidError *error) {
  int64_t version;
  if (!ask(sqlite, ask_version, &version, error)) return false;
  if (version == TABLES_VERSION) return true;
  return rs_incidents_script(sqlite, drop_tables, error) &&
         rs_incidents_script(sqlite, make_tables, error) &&
         tell(sqlite, "incidents", TABLES_VERSION, error);
}

bool rs_incidents_are_fresh(RsSqlite *sqlite, bool *are_fresh, RasidError *error) {
  static const char ask_linked[] =
    "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'incident_reports'";
  int64_t version, linked, events = 0, members = 0;
  if (!ask(sqlite, ask_version, &version, error)) return false;
  if (!ask(sqlite, ask_linked, &linked, error)) return false;
  *are_fresh = false;
  if (version != TABLES_VERSION || linked < 0) return true;
  if (!ask(sqlite, "SELECT count(*) FROM events", &events, error)) return false;
  if (!ask(sqlite, "SELECT count(*) FROM incident_reports", &members, error)) return false;
  *are_fresh = events == linked && members == linked;
  return true;
}

/* -------------------------------------------------------------------- saving */

typedef struct {
  RsSqlite *sqlite;
  sqlite3_stmt *incident, *report;
  RasidError *error;
} Saving;

static void bind_text(sqlite3_stmt *statement, int column, const char *text) {
  if (*text) sqlite3_bind_text(statement, column, text, -1, SQLITE_STATIC);
}

static void bind_day(sqlite3_stmt *statement, int column, int32_t day) {
  char text[11];
  if (day == RS_NO_DAY) return;
  rs_day_format(day, text);
  sqlite3_bind_text(statement, column, text, -1, SQLITE_TRANSIENT);
}

static void bind_place(sqlite3_stmt *statement, int column, const RsReport *place) {
  static const char *const extents[] = {
    "", "country", "region", "district", "town", "point"};
  if (!place) return;
  bind_text(statement, column, place->place);
  bind_text(statement, column + 1, place->country);
  bind_text(statement, column + 2, place->admin1);
  if (isfinite(place->lat)) sqlite3_bind_double(statement, column + 3, place->lat);
  if (isfinite(place->lon)) sqlite3_bind_double(statement, column + 4, place->lon);
  bind_text(statement, column + 5, extents[place->extent]);
}

static void bind_toll(sqlite3_stmt *statement, int column, RsTollRange toll) {
  if (toll.best < 0) return;
  sqlite3_bind_int64(statement, column, toll.low);
  sqlite3_bind_int64(statement, column + 1, toll.best);
  sqlite3_bind_int64(statement, column + 2, toll.high);
}

static bool run(const Saving *saving, sqlite3_stmt *statement) {
  return rs_incidents_run(saving->sqlite, statement, saving->error);
}

static void name_incident(const RsReport *first, char id[17]) {
  uint64_t hash = rs_hash_mix(
    rs_hash_bytes(first->document, strlen(first->document)),
    rs_hash_bytes(first->id, strlen(first->id))
  );
  sqlite3_snprintf(17, id, "%016llx", (unsigned long long)hash);
}

static bool save_incident(const Saving *saving, int64_t number, const RsSummary *summary) {
  sqlite3_stmt *statement = saving->incident;
  char id[17];
  name_incident(summary->first, id);
  sqlite3_bind_int64(statement, 1, number);
  bind_text(statement, 2, id);
  bind_text(statement, 3, summary->type);
  bind_text(statement, 4, summary->mode);
  bind_text(statement, 5, summary->cameo);
  bind_text(statement, 6, summary->status);
  bind_day(statement, 7, summary->from_day);
  bind_day(statement, 8, summary->to_day);
  bool is_dated = summary->from_day != RS_NO_DAY;
  bind_day(statement, 9, is_dated ? summary->from_day : summary->first->published_day);
  bind_place(statement, 10, summary->place);
  bind_day(statement, 16, summary->first->published_day);
  bind_day(statement, 17, summary->last_published_day);
  bind_toll(statement, 18, summary->deaths);
  bind_toll(statement, 21, summary->injured);
  bind_toll(statement, 24, summary->detained);
  bind_toll(statement, 27, summary->crowd);
  const uint32_t counts[] = {
    summary->reports,
    summary->texts,
    summary->sources,
    summary->denials,
    summary->revisions,
  };
  for (int i = 0; i < (int)RS_COUNT_OF(counts); i++)
    sqlite3_bind_int64(statement, 30 + i, counts[i]);
  return run(saving, statement);
}

static bool save_members(
  const Saving *saving,
  int64_t number,
  const RsReport *const *members,
  const uint32_t *texts,
  uint32_t count
) {
  sqlite3_stmt *statement = saving->report;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t k = 0; /* the first report of the same text */
    while (k < i && texts[k] != texts[i])
      k++;
    sqlite3_bind_int64(statement, 1, members[i]->event);
    sqlite3_bind_int64(statement, 2, number);
    sqlite3_bind_int64(statement, 3, i);
    sqlite3_bind_int64(statement, 4, members[k]->event);
    bool is_copy = strcmp(members[k]->document, members[i]->document) != 0;
    sqlite3_bind_int64(statement, 5, is_copy);
    sqlite3_bind_int64(statement, 6, rs_report_is_revision(members, i));
    if (!run(saving, statement)) return false;
  }
  return true;
}

typedef struct {
  const RsReport *report;
  uint32_t incident, text;
} Member;

static int compare_members(const void *a, const void *b) {
  const Member *x = a, *y = b;
  if (x->incident != y->incident) return x->incident < y->incident ? -1 : 1;
  return rs_report_compare(x->report, y->report);
}

static Member *sort_members(
  RsArena *arena, const RsReport *reports, uint32_t count, const RsIncidents *incidents
) {
  Member *sorted = rs_arena_alloc(arena, (count + 1) * sizeof *sorted);
  if (!sorted) return NULL;
  for (uint32_t i = 0; i < count; i++)
    sorted[i] = (Member) {&reports[i], incidents->incident_of[i], incidents->text_of[i]};
  qsort(sorted, count, sizeof *sorted, compare_members);
  return sorted;
}

static bool save_all(
  const Saving *saving, RsArena *arena, const Member *sorted, uint32_t count
) {
  const RsReport **members = rs_arena_alloc(arena, (count + 1) * sizeof *members);
  uint32_t *texts = rs_arena_alloc(arena, (count + 1) * sizeof *texts);
  if (!members || !texts) {
    return rs_error_set(saving->error, RASID_ERROR_MEMORY, 0, "out of memory");
  }
  int64_t number = 0;
  for (uint32_t first = 0, last = 0; first < count; first = last) {
    for (last = first; last < count && sorted[last].incident == sorted[first].incident;
         last++) {
      members[last - first] = sorted[last].report;
      texts[last - first] = sorted[last].text;
    }
    RsSummary summary = rs_incident_sum_up(members, texts, last - first);
    if (!save_incident(saving, ++number, &summary)) return false;
    if (!save_members(saving, number, members, texts, last - first)) return false;
  }
  return true;
}

bool rs_incidents_save(
  RsSqlite *sqlite,
  RsArena *arena,
  const RsReport *reports,
  uint32_t count,
  const RsIncidents *incidents,
  RasidError *error
) {
  static const char empty[] = "DELETE FROM incident_reports; DELETE FROM incidents;";
  static const char add_incident[] =
    "INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static const char add_report[] = "INSERT INTO incident_reports VALUES (?, ?, ?, ?, ?, ?)";
  Member *sorted = sort_members(arena, reports, count, incidents);
  if (!sorted) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  if (!rs_incidents_script(sqlite, empty, error)) return false;
  Saving saving = {
    sqlite,
    rs_incidents_prepare(sqlite, add_incident, error),
    rs_incidents_prepare(sqlite, add_report, error),
    error,
  };
  bool is_saved = saving.incident && saving.report &&
                  save_all(&saving, arena, sorted, count) &&
                  tell(sqlite, "incident_reports", count, error);
  sqlite3_finalize(saving.incident);
  sqlite3_finalize(saving.report);
  return is_saved;
}
