/* What the files of the SQLite backend share. */
#ifndef RASID_STORE_SQLITE_H
#define RASID_STORE_SQLITE_H

#include "base/arena.h"
#include "store/backend.h"

#include <sqlite3.h>

typedef enum {
  RS_SQL_ADD_DOCUMENT,
  RS_SQL_FIND_DOCUMENT,
  RS_SQL_DELETE_EVENTS,
  RS_SQL_ADD_EVENT,
  RS_SQL_ADD_MENTION,
  RS_SQL_ADD_PARTICIPANT,
  RS_SQL_ADD_LABEL,
  RS_SQL_MENTIONS,
  RS_SQL_PARTICIPANTS,
  RS_SQL_LABELS,
  RS_SQL_COUNT
} RsSql;

typedef struct {
  RsBackend backend;
  sqlite3 *database;
  sqlite3_stmt *statements[RS_SQL_COUNT]; /* prepared when first used */
} RsSqlite;

/* The columns of `events` that are the record's own, in the order in which they are bound and
 * read (sqlite_add.c, sqlite_read.c). */
#define RS_EVENT_COLUMNS                                                                 \
  "id, sentence, event, mode, cameo, quad, goldstein, plover_score, "                    \
  "place_start, place_end, place_text, place_name, place_country, place_admin1, "        \
  "place_lat, place_lon, place_precision, place_reason, place_rule, "                    \
  "date_has_text, date_start, date_end, date_text, date_from, date_to, date_precision, " \
  "deaths_known, deaths_min, deaths_max, injured_known, injured_min, injured_max, "      \
  "detained_known, detained_min, detained_max, crowd_known, crowd_min, crowd_max, "      \
  "part_of, about, status, score"
enum {
  RS_EVENT_COLUMN_COUNT = 42
};

/* Fills `error` from the state of the database and returns false. */
bool rs_sqlite_failed(const RsSqlite *sqlite, RasidError *error);

/* The statement, reset and without bindings; NULL on failure. */
sqlite3_stmt *rs_sqlite_statement(RsSqlite *sqlite, RsSql which, RasidError *error);

/* Runs a statement that gives no rows. */
bool rs_sqlite_run(RsSqlite *sqlite, sqlite3_stmt *statement, RasidError *error);

/* Runs fixed SQL without parameters. */
bool rs_sqlite_execute(RsSqlite *sqlite, const char *sql, RasidError *error);

/* Makes the tables in an empty database, refuses one that is not ours (VERSION). */
bool rs_sqlite_prepare_schema(RsSqlite *sqlite, bool is_read_only, RasidError *error);

bool rs_sqlite_add(
  RsBackend *backend,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const char *knowledge_version,
  RasidError *error
);
bool rs_sqlite_each(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  RsRecordVisitor visit,
  void *context,
  RasidError *error
);

#endif
