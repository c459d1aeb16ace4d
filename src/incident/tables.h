/* The tables of incidents in a SQLite database. All of them are derived: they can be dropped and
 * made anew from documents and events at any time. */
#ifndef RASID_INCIDENT_TABLES_H
#define RASID_INCIDENT_TABLES_H

#include "incident/incident.h"
#include "store/sqlite.h"
#include "store/store.h"

/* The database of a store; NULL with ARGUMENT when it is kept by another backend. */
RsSqlite *rs_incidents_database(RasidStore *store, RasidError *error);

/* Makes the tables when there are none, or makes them anew when an older rasid made them. */
bool rs_incident_tables_prepare(RsSqlite *sqlite, RasidError *error);

/* Whether the incidents are those of the events that are stored. */
bool rs_incidents_are_fresh(RsSqlite *sqlite, bool *are_fresh, RasidError *error);

/* Sketches the events that have none yet; `*added` of them. */
bool rs_sketches_add_missing(RsSqlite *sqlite, uint64_t *added, RasidError *error);

/* All stored events as reports, in no order that matters. */
bool rs_reports_load(
  RsSqlite *sqlite, RsArena *arena, RsReport **reports, uint32_t *count, RasidError *error
);

/* Replaces all stored incidents. */
bool rs_incidents_save(
  RsSqlite *sqlite,
  RsArena *arena,
  const RsReport *reports,
  uint32_t count,
  const RsIncidents *incidents,
  RasidError *error
);

/* The incidents with these numbers as JSON Lines behind what is in `out`. */
bool rs_incidents_write_numbers(
  RasidStore *store, const int64_t *numbers, size_t count, RsBuffer *out, RasidError *error
);

/* NULL with an error when `sql` cannot be prepared. */
sqlite3_stmt *rs_incidents_prepare(RsSqlite *sqlite, const char *sql, RasidError *error);
/* Runs a statement that gives no rows, and frees its values for the next. */
bool rs_incidents_run(RsSqlite *sqlite, sqlite3_stmt *statement, RasidError *error);
/* Runs fixed SQL. */
bool rs_incidents_script(RsSqlite *sqlite, const char *sql, RasidError *error);
/* The next row: SQLITE_ROW, SQLITE_DONE, or SQLITE_ERROR with `error` filled. */
int rs_incidents_step(RsSqlite *sqlite, sqlite3_stmt *statement, RasidError *error);

#endif
