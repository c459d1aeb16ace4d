/* The SQLite backend's own parts. */
#ifndef RASID_STORE_SQLITE_H
#define RASID_STORE_SQLITE_H

#include "store/backend.h"

#include <sqlite3.h>

typedef struct {
  RsBackend backend;
  sqlite3 *database;
  sqlite3_stmt *statements[RS_SQL_COUNT]; /* prepared when first used */
} RsSqlite;

/* Fills `error` from the state of the database and returns false. */
bool rs_sqlite_failed(const RsSqlite *sqlite, RasidError *error);

/* Makes the tables in an empty database, upgrades those of an older rasid (keeping a copy of
 * the file beside it), refuses what is not ours or is newer (VERSION). */
bool rs_sqlite_prepare_schema(RsSqlite *sqlite, bool is_read_only, RasidError *error);

#endif
