/* The SQLite backend: connection, statements, transactions.
 *
 * The file may have been written by somebody hostile, or be open in another process. Hence:
 * SQLite's own defences are on (no trusted schema, no writing to its internals, no triggers or
 * views), every value is bound, never pasted into SQL; writers wait ten seconds for each other;
 * the write-ahead log lets readers read meanwhile, and what was committed survives a crash. */
#include "store/sqlite.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
  BUSY_MILLISECONDS = 10000
};

static const char *const sql_texts[RS_SQL_COUNT] = {
  [RS_SQL_ADD_DOCUMENT] =
    ("INSERT INTO documents (id, published, outlet, url, text, knowledge_version) "
     "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
     "published = excluded.published, outlet = excluded.outlet, url = excluded.url, "
     "text = excluded.text, knowledge_version = excluded.knowledge_version"),
  [RS_SQL_FIND_DOCUMENT] = "SELECT number FROM documents WHERE id = ?",
  [RS_SQL_DELETE_EVENTS] = "DELETE FROM events WHERE document = ?",
  [RS_SQL_ADD_EVENT] = ("INSERT INTO events (document, position, " RS_EVENT_COLUMNS ") "
                        "VALUES (?, ?, "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
  [RS_SQL_ADD_MENTION] = "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
  [RS_SQL_ADD_PARTICIPANT] =
    "INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_ADD_LABEL] = "INSERT INTO labels VALUES (?, ?, ?, ?)",
  [RS_SQL_MENTIONS] =
    "SELECT span_start, span_end, text FROM mentions WHERE event = ? ORDER BY position",
  [RS_SQL_PARTICIPANTS] =
    ("SELECT span_start, span_end, text, name, country, sector, code, rule, stance "
     "FROM participants WHERE event = ? AND role = ? ORDER BY position"),
  [RS_SQL_LABELS] =
    "SELECT value FROM labels WHERE event = ? AND kind = ? ORDER BY position",
};

bool rs_sqlite_failed(const RsSqlite *sqlite, RasidError *error) {
  int code = sqlite3_errcode(sqlite->database);
  RasidErrorCode kind = RASID_ERROR_DATABASE;
  if (code == SQLITE_NOMEM) kind = RASID_ERROR_MEMORY;
  if (code == SQLITE_NOTADB) kind = RASID_ERROR_VERSION;
  const char *path = sqlite3_db_filename(sqlite->database, "main");
  return rs_error_set(
    error, kind, 0, "database %s: %s", path ? path : "", sqlite3_errmsg(sqlite->database)
  );
}

sqlite3_stmt *rs_sqlite_statement(RsSqlite *sqlite, RsSql which, RasidError *error) {
  sqlite3_stmt **statement = &sqlite->statements[which];
  if (!*statement) {
    const unsigned flags = SQLITE_PREPARE_PERSISTENT;
    const char *sql = sql_texts[which];
    if (sqlite3_prepare_v3(sqlite->database, sql, -1, flags, statement, NULL)) {
      rs_sqlite_failed(sqlite, error);
      return NULL;
    }
  }
  sqlite3_reset(*statement);
  sqlite3_clear_bindings(*statement);
  return *statement;
}

bool rs_sqlite_run(RsSqlite *sqlite, sqlite3_stmt *statement, RasidError *error) {
  int result = sqlite3_step(statement);
  bool is_done = result == SQLITE_DONE || rs_sqlite_failed(sqlite, error);
  sqlite3_reset(statement);
  return is_done;
}

bool rs_sqlite_execute(RsSqlite *sqlite, const char *sql, RasidError *error) {
  int result = sqlite3_exec(sqlite->database, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || rs_sqlite_failed(sqlite, error);
}

static void sqlite_free(RsBackend *backend) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  for (size_t i = 0; i < RS_SQL_COUNT; i++)
    sqlite3_finalize(sqlite->statements[i]);
  sqlite3_close(sqlite->database);
  free(sqlite);
}

static bool sqlite_begin(RsBackend *backend, RasidError *error) {
  return rs_sqlite_execute((RsSqlite *)backend, "BEGIN IMMEDIATE", error);
}

static bool sqlite_commit(RsBackend *backend, RasidError *error) {
  return rs_sqlite_execute((RsSqlite *)backend, "COMMIT", error);
}

static bool sqlite_rollback(RsBackend *backend, RasidError *error) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  /* A full disk rolls back by itself; then there is nothing left to do. */
  if (sqlite3_get_autocommit(sqlite->database)) return true;
  return rs_sqlite_execute(sqlite, "ROLLBACK", error);
}

static bool sqlite_count(
  RsBackend *backend, uint64_t *documents, uint64_t *events, RasidError *error
) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  sqlite3_stmt *statement = NULL;
  const char *sql =
    "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM events)";
  bool has_row = !sqlite3_prepare_v2(sqlite->database, sql, -1, &statement, NULL) &&
                 sqlite3_step(statement) == SQLITE_ROW;
  if (has_row) {
    *documents = (uint64_t)sqlite3_column_int64(statement, 0);
    *events = (uint64_t)sqlite3_column_int64(statement, 1);
  } else {
    rs_sqlite_failed(sqlite, error);
  }
  sqlite3_finalize(statement);
  return has_row;
}

static const RsBackendMethods methods = {
  .free = sqlite_free,
  .begin = sqlite_begin,
  .commit = sqlite_commit,
  .rollback = sqlite_rollback,
  .add = rs_sqlite_add,
  .each = rs_sqlite_each,
  .count = sqlite_count,
};

/* SQLite's own words for these are poor ("unable to open database file"). */
static bool check_path(const char *path, bool is_read_only, RasidError *error) {
  struct stat status;
  if (!path || !*path) {
    return rs_error_set(error, RASID_ERROR_ARGUMENT, 0, "the database has no name");
  }
  bool exists = !stat(path, &status);
  if (!exists && (is_read_only || errno != ENOENT)) {
    return rs_error_set(
      error, RASID_ERROR_IO, 0, "database %s cannot be opened: %s", path, strerror(errno)
    );
  }
  if (exists && !S_ISREG(status.st_mode)) {
    return rs_error_set(error, RASID_ERROR_IO, 0, "database %s is not a file", path);
  }
  return true;
}

static bool defend(sqlite3 *database) {
  int set;
  sqlite3_busy_timeout(database, BUSY_MILLISECONDS);
  return !sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, &set) &&
         !sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &set) &&
         !sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &set) &&
         !sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &set);
}

static bool connect(
  RsSqlite *sqlite, const char *path, bool is_read_only, RasidError *error
) {
  int flags =
    is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2(path, &sqlite->database, flags | SQLITE_OPEN_NOMUTEX, NULL)) {
    if (!sqlite->database)
      return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
    return rs_error_set(
      error,
      RASID_ERROR_IO,
      0,
      "database %s cannot be opened: %s",
      path,
      sqlite3_errmsg(sqlite->database)
    );
  }
  if (!defend(sqlite->database)) return rs_sqlite_failed(sqlite, error);
  if (!rs_sqlite_prepare_schema(sqlite, is_read_only, error)) return false;
  return rs_sqlite_execute(sqlite, "PRAGMA foreign_keys = ON", error);
}

RsBackend *rs_sqlite_open(const char *path, bool is_read_only, RasidError *error) {
  if (!check_path(path, is_read_only, error)) return NULL;
  RsSqlite *sqlite = calloc(1, sizeof *sqlite);
  if (!sqlite) {
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
    return NULL;
  }
  sqlite->backend.methods = &methods;
  if (connect(sqlite, path, is_read_only, error)) return &sqlite->backend;
  sqlite_free(&sqlite->backend);
  return NULL;
}
