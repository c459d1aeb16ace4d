/* Incidents in a database.
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

#include <stdio.h>
#include <stdlib.h>

enum {
  TABLES_VERSION = 13
};

static const char drop_tables[] = "DROP TABLE IF EXISTS incident_reports;"
                                  "DROP TABLE IF EXISTS incidents;"
                                  "DROP TABLE IF EXISTS incident_sketches;";

#define TABLES(INT, KEY, REAL)                                                    \
  "CREATE TABLE incident_sketches ("                                              \
  "  event " KEY " REFERENCES events (number) ON DELETE CASCADE,"                 \
  "  passage TEXT NOT NULL, lead TEXT NOT NULL);"                                 \
                                                                                  \
  "CREATE TABLE incidents ("                                                      \
  "  number " KEY ", id TEXT NOT NULL,"                                           \
  "  event TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL,"           \
  "  date_from TEXT, date_to TEXT, day TEXT,"                                     \
  "  place_name TEXT, place_country TEXT, place_admin1 TEXT,"                     \
  "  place_lat " REAL ", place_lon " REAL ", place_precision TEXT,"               \
  "  first_published TEXT, last_published TEXT,"                                  \
  "  deaths_low " INT ", deaths_best " INT ", deaths_high " INT ","               \
  "  injured_low " INT ", injured_best " INT ", injured_high " INT ","            \
  "  detained_low " INT ", detained_best " INT ", detained_high " INT ","         \
  "  crowd_low " INT ", crowd_best " INT ", crowd_high " INT ","                  \
  "  reports " INT " NOT NULL, texts " INT " NOT NULL, sources " INT " NOT NULL," \
  "  denials " INT " NOT NULL, revisions " INT " NOT NULL);"                      \
  "CREATE INDEX incidents_by_id ON incidents (id);"                               \
  "CREATE INDEX incidents_by_day ON incidents (day, id);"                         \
  "CREATE INDEX incidents_by_country ON incidents (place_country, event);"        \
                                                                                  \
  "CREATE TABLE incident_reports ("                                               \
  "  event " KEY " REFERENCES events (number) ON DELETE CASCADE,"                 \
  "  incident " INT " NOT NULL REFERENCES incidents (number) ON DELETE CASCADE,"  \
  "  position " INT " NOT NULL, text " INT " NOT NULL,"                           \
  "  is_copy " INT " NOT NULL, is_revision " INT " NOT NULL);"                    \
  "CREATE INDEX incident_reports_by_incident ON incident_reports (incident, position);"

static const char *const make_tables[RS_DIALECTS] = {
  TABLES("INTEGER", "INTEGER PRIMARY KEY", "REAL"),
  TABLES("BIGINT", "BIGINT PRIMARY KEY", "DOUBLE PRECISION"),
};

/* The one number that `sql` gives; -1 when it gives none. */
static bool ask(RsBackend *backend, const char *sql, int64_t *number, RasidError *error) {
  *number = -1;
  return rs_ask_text(backend, sql, number, error);
}

static const char ask_version[] =
  "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'incidents'";

static bool tell(RsBackend *backend, const char *key, int64_t value, RasidError *error) {
  char sql[192];
  snprintf(
    sql,
    sizeof sql,
    "INSERT INTO meta VALUES ('%s', '%lld') ON CONFLICT (key) DO UPDATE "
    "SET value = excluded.value",
    key,
    (long long)value
  );
  return rs_script(backend, sql, error);
}

bool rs_incident_tables_prepare(RsBackend *backend, RasidError *error) {
  int64_t version;
  if (!ask(backend, ask_version, &version, error)) return false;
  if (version == TABLES_VERSION) return true;
  return rs_script(backend, drop_tables, error) &&
         rs_script(backend, make_tables[backend->dialect], error) &&
         tell(backend, "incidents", TABLES_VERSION, error);
}

bool rs_incidents_are_there(RsBackend *backend, RasidError *error) {
  int64_t version;
  if (!ask(backend, ask_version, &version, error)) return false;
  return version == TABLES_VERSION ||
         rs_error_set(
           error,
           RASID_ERROR_DATABASE,
           0,
           "database %s has not been linked; do so: rasid incidents --db %s",
           backend->name,
           backend->name
         );
}

bool rs_incidents_are_fresh(RsBackend *backend, bool *are_fresh, RasidError *error) {
  static const char ask_linked[] =
    "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'incident_reports'";
  int64_t version, linked, events = 0, members = 0;
  if (!ask(backend, ask_version, &version, error)) return false;
  if (!ask(backend, ask_linked, &linked, error)) return false;
  *are_fresh = false;
  if (version != TABLES_VERSION || linked < 0) return true;
  if (!ask(backend, "SELECT count(*) FROM events", &events, error)) return false;
  if (!ask(backend, "SELECT count(*) FROM incident_reports", &members, error)) return false;
  *are_fresh = events == linked && members == linked;
  return true;
}

/* -------------------------------------------------------------------- saving */

typedef struct {
  RsBackend *backend;
  RasidError *error;
} Saving;

enum {
  DAY_BYTES = 11,
  MOST_DAYS = 5
};

/* A row of values, and room for its days as text. */
typedef struct {
  RsValues values;
  char days[MOST_DAYS][DAY_BYTES];
  unsigned day_count;
} Row;

static void put_text(Row *row, const char *text) {
  rs_values_text(&row->values, *text ? text : NULL);
}

static void put_day(Row *row, int32_t day) {
  if (day == RS_NO_DAY) {
    rs_values_null(&row->values);
    return;
  }
  char *text = row->days[row->day_count++];
  rs_day_format(day, text);
  rs_values_text(&row->values, text);
}

static void put_nulls(Row *row, unsigned count) {
  for (unsigned i = 0; i < count; i++)
    rs_values_null(&row->values);
}

static void put_place(Row *row, const RsReport *place) {
  static const char *const extents[] = {
    "", "country", "region", "district", "town", "point"};
  if (!place) {
    put_nulls(row, 6);
    return;
  }
  put_text(row, place->place);
  put_text(row, place->country);
  put_text(row, place->admin1);
  rs_values_real(&row->values, place->lat);
  rs_values_real(&row->values, place->lon);
  put_text(row, extents[place->extent]);
}

static void put_toll(Row *row, RsTollRange toll) {
  if (toll.best < 0) {
    put_nulls(row, 3);
    return;
  }
  rs_values_integer(&row->values, toll.low);
  rs_values_integer(&row->values, toll.best);
  rs_values_integer(&row->values, toll.high);
}

static void name_incident(const RsReport *first, char id[17]) {
  uint64_t hash = rs_hash_mix(
    rs_hash_bytes(first->document, strlen(first->document)),
    rs_hash_bytes(first->id, strlen(first->id))
  );
  snprintf(id, 17, "%016llx", (unsigned long long)hash);
}

static bool save_incident(const Saving *saving, int64_t number, const RsSummary *summary) {
  Row row = {.day_count = 0};
  char id[17];
  name_incident(summary->first, id);
  rs_values_integer(&row.values, number);
  put_text(&row, id);
  put_text(&row, summary->type);
  put_text(&row, summary->mode);
  put_text(&row, summary->cameo);
  put_text(&row, summary->status);
  put_day(&row, summary->from_day);
  put_day(&row, summary->to_day);
  bool is_dated = summary->from_day != RS_NO_DAY;
  put_day(&row, is_dated ? summary->from_day : summary->first->published_day);
  put_place(&row, summary->place);
  put_day(&row, summary->first->published_day);
  put_day(&row, summary->last_published_day);
  put_toll(&row, summary->deaths);
  put_toll(&row, summary->injured);
  put_toll(&row, summary->detained);
  put_toll(&row, summary->crowd);
  const uint32_t counts[] = {
    summary->reports,
    summary->texts,
    summary->sources,
    summary->denials,
    summary->revisions,
  };
  for (size_t i = 0; i < RS_COUNT_OF(counts); i++)
    rs_values_integer(&row.values, counts[i]);
  return rs_run(saving->backend, RS_SQL_ADD_INCIDENT, &row.values, saving->error);
}

static bool save_members(
  const Saving *saving,
  int64_t number,
  const RsReport *const *members,
  const uint32_t *texts,
  uint32_t count
) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t k = 0; /* the first report of the same text */
    while (k < i && texts[k] != texts[i])
      k++;
    RsValues values = {.count = 0};
    rs_values_integer(&values, members[i]->event);
    rs_values_integer(&values, number);
    rs_values_integer(&values, i);
    rs_values_integer(&values, members[k]->event);
    rs_values_integer(&values, strcmp(members[k]->document, members[i]->document) != 0);
    rs_values_integer(&values, rs_report_is_revision(members, i));
    if (!rs_run(saving->backend, RS_SQL_ADD_INCIDENT_REPORT, &values, saving->error))
      return false;
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
  RsBackend *backend,
  RsArena *arena,
  const RsReport *reports,
  uint32_t count,
  const RsIncidents *incidents,
  RasidError *error
) {
  static const char empty[] = "DELETE FROM incident_reports; DELETE FROM incidents;";
  Saving saving = {backend, error};
  Member *sorted = sort_members(arena, reports, count, incidents);
  if (!sorted) return rs_no_memory(error);
  return rs_script(backend, empty, error) && save_all(&saving, arena, sorted, count) &&
         backend->methods->settle(backend, error) &&
         tell(backend, "incident_reports", count, error);
}
