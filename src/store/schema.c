/* The tables, and whose database it is.
 *
 * Three questions are asked before anything is written: is it SQLite, does it carry our
 * application id, is its schema the one that this program knows. A database of another program,
 * or of a newer rasid, is left exactly as it was found. Only an empty one gets our tables.
 *
 *   documents     one row a text; `text` is the original that all offsets count in
 *   events        one row a record: all of its single values
 *   mentions      its triggers, the fullest first
 *   participants  who takes part: actor, recipient, source
 *   labels        its lists of names: contexts and rules
 *
 * Offsets are code points. Unknown is NULL. No time of coding is kept, so that the same input
 * makes the same database. */
#include "store/sqlite.h"

enum {
  APPLICATION_ID = 0x72736964
}; /* "rsid" */
enum {
  SCHEMA_VERSION = 1
};

static const char schema[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"

  "CREATE TABLE documents ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  published TEXT, outlet TEXT, url TEXT,"
  "  text TEXT NOT NULL,"
  "  knowledge_version TEXT NOT NULL);"

  "CREATE TABLE events ("
  "  number INTEGER PRIMARY KEY,"
  "  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  id TEXT NOT NULL, sentence INTEGER NOT NULL,"
  "  event TEXT NOT NULL, mode TEXT, cameo TEXT, quad INTEGER NOT NULL,"
  "  goldstein REAL, plover_score REAL,"
  "  place_start INTEGER, place_end INTEGER, place_text TEXT, place_name TEXT,"
  "  place_country TEXT, place_admin1 TEXT, place_lat REAL, place_lon REAL,"
  "  place_precision TEXT, place_reason TEXT, place_rule TEXT,"
  "  date_has_text INTEGER, date_start INTEGER, date_end INTEGER, date_text TEXT,"
  "  date_from TEXT, date_to TEXT, date_precision TEXT,"
  "  deaths_known INTEGER NOT NULL, deaths_min INTEGER, deaths_max INTEGER,"
  "  injured_known INTEGER NOT NULL, injured_min INTEGER, injured_max INTEGER,"
  "  detained_known INTEGER NOT NULL, detained_min INTEGER, detained_max INTEGER,"
  "  crowd_known INTEGER NOT NULL, crowd_min INTEGER, crowd_max INTEGER,"
  "  part_of TEXT, about TEXT, status TEXT NOT NULL, score REAL NOT NULL,"
  "  UNIQUE (document, position));"
  "CREATE INDEX events_by_id ON events (id);"
  "CREATE INDEX events_by_date ON events (date_from, date_to);"
  "CREATE INDEX events_by_country ON events (place_country, event);"
  "CREATE INDEX events_by_type ON events (event, date_from);"

  "CREATE TABLE mentions ("
  "  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT,"
  "  PRIMARY KEY (event, position)) WITHOUT ROWID;"

  "CREATE TABLE participants ("
  "  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,"
  "  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'source')),"
  "  position INTEGER NOT NULL,"
  "  span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT, name TEXT,"
  "  country TEXT, sector TEXT, code TEXT, rule TEXT, stance TEXT,"
  "  PRIMARY KEY (event, role, position)) WITHOUT ROWID;"
  "CREATE INDEX participants_by_country ON participants (country, sector, role);"

  "CREATE TABLE labels ("
  "  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,"
  "  kind TEXT NOT NULL CHECK (kind IN ('context', 'rule')),"
  "  position INTEGER NOT NULL, value TEXT NOT NULL,"
  "  PRIMARY KEY (event, kind, position)) WITHOUT ROWID;";

/* The first column of the first row; -1 when there is none. */
static bool ask_number(
  RsSqlite *sqlite, const char *sql, int64_t *number, RasidError *error
) {
  sqlite3_stmt *statement = NULL;
  *number = -1;
  int result = sqlite3_prepare_v2(sqlite->database, sql, -1, &statement, NULL);
  if (!result) result = sqlite3_step(statement);
  if (result == SQLITE_ROW) *number = sqlite3_column_int64(statement, 0);
  bool is_answered =
    result == SQLITE_ROW || result == SQLITE_DONE || rs_sqlite_failed(sqlite, error);
  sqlite3_finalize(statement);
  return is_answered;
}

typedef enum {
  IDENTITY_FAILED,
  IDENTITY_EMPTY,
  IDENTITY_OURS,
  IDENTITY_FOREIGN
} Identity;

static Identity identify(RsSqlite *sqlite, RasidError *error) {
  int64_t application, tables;
  if (!ask_number(sqlite, "PRAGMA application_id", &application, error) || !ask_number(sqlite, "SELECT count(*) FROM sqlite_master", &tables, error)) {
    return IDENTITY_FAILED;
  }
  if (application == APPLICATION_ID) return IDENTITY_OURS;
  return application == 0 && tables == 0 ? IDENTITY_EMPTY : IDENTITY_FOREIGN;
}

static bool check_version(RsSqlite *sqlite, RasidError *error) {
  int64_t version;
  const char *sql = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema'";
  if (!ask_number(sqlite, sql, &version, error)) return false;
  if (version == SCHEMA_VERSION) return true;
  return rs_error_set(
    error,
    RASID_ERROR_VERSION,
    version < 0 ? 0 : (uint64_t)version,
    "the database has schema %lld, this program knows schema %d; use the rasid that made it "
    "or code the texts into a new database",
    (long long)version,
    SCHEMA_VERSION
  );
}

static bool fill(RsSqlite *sqlite, RasidError *error) {
  char sql[256];
  sqlite3_snprintf(
    sizeof sql,
    sql,
    "INSERT INTO meta VALUES ('schema', '%d'), ('rasid', '%q');"
    "PRAGMA application_id = %d",
    SCHEMA_VERSION,
    RASID_VERSION,
    APPLICATION_ID
  );
  return rs_sqlite_execute(sqlite, schema, error) && rs_sqlite_execute(sqlite, sql, error);
}

/* Another process may be making the same database: whoever gets the lock second looks again. */
static bool create(RsSqlite *sqlite, RasidError *error) {
  sqlite3_exec(sqlite->database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  if (!rs_sqlite_execute(sqlite, "BEGIN IMMEDIATE", error)) return false;
  Identity identity = identify(sqlite, error);
  bool is_made = identity == IDENTITY_OURS;
  if (identity == IDENTITY_EMPTY) is_made = fill(sqlite, error);
  is_made = is_made && rs_sqlite_execute(sqlite, "COMMIT", error);
  if (!is_made) sqlite3_exec(sqlite->database, "ROLLBACK", NULL, NULL, NULL);
  return is_made && check_version(sqlite, error);
}

bool rs_sqlite_prepare_schema(RsSqlite *sqlite, bool is_read_only, RasidError *error) {
  Identity identity = identify(sqlite, error);
  if (identity == IDENTITY_FAILED) return false;
  if (identity == IDENTITY_EMPTY && !is_read_only) return create(sqlite, error);
  if (identity != IDENTITY_OURS) {
    return rs_error_set(
      error,
      RASID_ERROR_VERSION,
      0,
      "%s is not a database of rasid",
      sqlite3_db_filename(sqlite->database, "main")
    );
  }
  return check_version(sqlite, error);
}
