/* The SQLite backend: connection, statements, transactions.
 *
 * The file may have been written by somebody hostile, or be open in another process. Hence:
 * SQLite's own defences are on (no trusted schema, no writing to its internals, no triggers or
 * views), every value is bound, never pasted into SQL; the write-ahead log lets readers read
 * meanwhile, and what was committed survives a crash.
 *
 * Writers wait for each other, up to a minute. SQLite's own handler waits ever longer between
 * two looks and so never meets the moment at which a busy importer lets go; ours looks every
 * few milliseconds, and a writer rests for that long behind each commit. */
#include "store/sqlite.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
  LOOK_MILLISECONDS = 3,
  REST_MILLISECONDS = 5,
  LOOKS = 20000
};

static void rest(long milliseconds) {
  struct timespec time = {.tv_nsec = milliseconds * 1000000};
  nanosleep(&time, NULL);
}

static int look_again(void *context, int looks) {
  (void)context;
  rest(LOOK_MILLISECONDS);
  return looks < LOOKS;
}

bool rs_sqlite_failed(const RsSqlite *sqlite, RasidError *error) {
  int code = sqlite3_errcode(sqlite->database);
  RasidErrorCode kind = RASID_ERROR_DATABASE;
  if (code == SQLITE_NOMEM) kind = RASID_ERROR_MEMORY;
  if (code == SQLITE_NOTADB) kind = RASID_ERROR_VERSION;
  const char *said = sqlite3_errmsg(sqlite->database);
  return rs_error_set(error, kind, 0, "database %s: %s", sqlite->backend.name, said);
}

static void sqlite_free(RsBackend *backend) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  for (size_t i = 0; i < RS_SQL_COUNT; i++)
    sqlite3_finalize(sqlite->statements[i]);
  sqlite3_close(sqlite->database);
  free(backend->name);
  free(sqlite);
}

/* ------------------------------------------------------------- transactions */

static bool sqlite_script(RsBackend *backend, const char *sql, RasidError *error) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  int result = sqlite3_exec(sqlite->database, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || rs_sqlite_failed(sqlite, error);
}

static bool sqlite_begin(RsBackend *backend, bool is_reading, RasidError *error) {
  return sqlite_script(backend, is_reading ? "BEGIN" : "BEGIN IMMEDIATE", error);
}

static bool sqlite_commit(RsBackend *backend, RasidError *error) {
  const RsSqlite *sqlite = (const RsSqlite *)backend;
  bool is_writing = sqlite3_txn_state(sqlite->database, "main") == SQLITE_TXN_WRITE;
  if (!sqlite_script(backend, "COMMIT", error)) return false;
  if (is_writing) rest(REST_MILLISECONDS);
  return true;
}

static bool sqlite_is_in_transaction(const RsBackend *backend) {
  return !sqlite3_get_autocommit(((const RsSqlite *)backend)->database);
}

static bool sqlite_rollback(RsBackend *backend, RasidError *error) {
  return !sqlite_is_in_transaction(backend) || sqlite_script(backend, "ROLLBACK", error);
}

/* --------------------------------------------------------------- statements */

static sqlite3_stmt *prepare(RsSqlite *sqlite, const char *sql, RasidError *error) {
  sqlite3_stmt *statement = NULL;
  const unsigned flags = SQLITE_PREPARE_PERSISTENT;
  if (sqlite3_prepare_v3(sqlite->database, sql, -1, flags, &statement, NULL))
    rs_sqlite_failed(sqlite, error);
  return statement;
}

static sqlite3_stmt *prepared(RsSqlite *sqlite, RsSql which, RasidError *error) {
  sqlite3_stmt **statement = &sqlite->statements[which];
  if (!*statement) *statement = prepare(sqlite, rs_sql_text(which, RS_SQLITE), error);
  return *statement;
}

static int bind_value(sqlite3_stmt *statement, int index, const RsValue *value) {
  switch (value->kind) {
    case RS_VALUE_INTEGER: return sqlite3_bind_int64(statement, index, value->integer);
    case RS_VALUE_REAL: return sqlite3_bind_double(statement, index, value->real);
    case RS_VALUE_TEXT: {
      RsBytes text = value->text;
      const char *data = text.count ? text.data : "";
      return sqlite3_bind_text64(
        statement, index, data, text.count, SQLITE_STATIC, SQLITE_UTF8
      );
    }
    default: return sqlite3_bind_null(statement, index);
  }
}

static bool bind_all(
  RsSqlite *sqlite, sqlite3_stmt *statement, const RsValues *values, RasidError *error
) {
  if (!statement) return false;
  sqlite3_reset(statement);
  for (size_t i = 0; i < values->count; i++) {
    if (bind_value(statement, (int)i + 1, &values->items[i]))
      return rs_sqlite_failed(sqlite, error);
  }
  return true;
}

static bool sqlite_run(
  RsBackend *backend, RsSql which, const RsValues *values, RasidError *error
) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  sqlite3_stmt *statement = prepared(sqlite, which, error);
  if (!bind_all(sqlite, statement, values, error)) return false;
  int result = sqlite3_step(statement);
  bool is_done = result == SQLITE_DONE || result == SQLITE_ROW;
  if (!is_done) rs_sqlite_failed(sqlite, error);
  sqlite3_reset(statement);
  return is_done;
}

static bool sqlite_settle(RsBackend *backend, RasidError *error) {
  (void)backend, (void)error;
  return true;
}

static bool visit_rows(
  RsSqlite *sqlite,
  sqlite3_stmt *statement,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  int result = SQLITE_DONE;
  bool goes_on = true;
  while (goes_on && (result = sqlite3_step(statement)) == SQLITE_ROW) {
    RsRow row = {.backend = &sqlite->backend, .result = statement};
    goes_on = visit(context, &row, error);
  }
  if (goes_on && result != SQLITE_DONE) goes_on = rs_sqlite_failed(sqlite, error);
  sqlite3_reset(statement);
  return goes_on;
}

static bool sqlite_rows(
  RsBackend *backend,
  RsSql which,
  const RsValues *values,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  sqlite3_stmt *statement = prepared(sqlite, which, error);
  return bind_all(sqlite, statement, values, error) &&
         visit_rows(sqlite, statement, visit, context, error);
}

static bool sqlite_query(
  RsBackend *backend,
  const char *sql,
  const RsValues *values,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  RsSqlite *sqlite = (RsSqlite *)backend;
  sqlite3_stmt *statement = prepare(sqlite, sql, error);
  bool is_visited = bind_all(sqlite, statement, values, error) &&
                    visit_rows(sqlite, statement, visit, context, error);
  sqlite3_finalize(statement);
  return is_visited;
}

static RsValue sqlite_cell(const RsRow *row, int column) {
  sqlite3_stmt *statement = row->result;
  RsValue value = {.kind = RS_VALUE_NULL};
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      value.kind = RS_VALUE_INTEGER;
      value.integer = sqlite3_column_int64(statement, column);
      break;
    case SQLITE_FLOAT:
      value.kind = RS_VALUE_REAL;
      value.real = sqlite3_column_double(statement, column);
      break;
    case SQLITE_TEXT:
      value.kind = RS_VALUE_TEXT;
      value.text.data = (const char *)sqlite3_column_text(statement, column);
      value.text.count = (size_t)sqlite3_column_bytes(statement, column);
      break;
    default: break; /* a blob is nothing of ours */
  }
  return value;
}

static const RsBackendMethods methods = {
  .free = sqlite_free,
  .begin = sqlite_begin,
  .commit = sqlite_commit,
  .rollback = sqlite_rollback,
  .is_in_transaction = sqlite_is_in_transaction,
  .script = sqlite_script,
  .run = sqlite_run,
  .settle = sqlite_settle,
  .rows = sqlite_rows,
  .query = sqlite_query,
  .cell = sqlite_cell,
};

/* ------------------------------------------------------------------ opening */

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
  sqlite3_busy_handler(database, look_again, NULL);
  return !sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, &set) &&
         !sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &set) &&
         !sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &set) &&
         !sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &set);
}

/* 64 MB of pages in memory instead of 2, savepoints in memory too, the log taken over every
 * 16 MB: a large import spends its time on rows, not on moving pages. */
static const char settings[] =
  "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
  "PRAGMA wal_autocheckpoint = 4096";

/* No log lies beside the database, and none can be laid there: not by this user, as on a
 * read-only share. */
static bool is_fixed(const char *path) {
  char beside[PATH_MAX];
  int length = snprintf(beside, sizeof beside, "%s-wal", path);
  if (length < 0 || (size_t)length >= sizeof beside || !access(beside, F_OK)) return false;
  char *slash = strrchr(beside, '/');
  if (slash) slash[slash == beside] = '\0';
  return access(slash ? beside : ".", W_OK) != 0;
}

/* SQLite reads a database with a log only where it may lay one, unless it is told that nobody
 * writes: then it takes the file as it is. */
static int open_fixed(sqlite3 **database, const char *path) {
  RsBuffer address = {0};
  rs_buffer_add_text(&address, *path == '/' ? "file://" : "file:");
  for (const char *at = path; *at; at++) {
    if (strchr("%?#", *at))
      rs_buffer_format(&address, "%%%02x", (unsigned)*at);
    else
      rs_buffer_add_char(&address, *at);
  }
  rs_buffer_add(&address, "?immutable=1", sizeof "?immutable=1");
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  int code =
    address.failed ? SQLITE_NOMEM : sqlite3_open_v2(address.data, database, flags, NULL);
  rs_buffer_release(&address);
  return code;
}

static int open_file(sqlite3 **database, const char *path, bool is_read_only) {
  if (is_read_only && is_fixed(path)) return open_fixed(database, path);
  int flags =
    is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  return sqlite3_open_v2(path, database, flags | SQLITE_OPEN_NOMUTEX, NULL);
}

static bool connect(
  RsSqlite *sqlite, const char *path, bool is_read_only, RasidError *error
) {
  if (open_file(&sqlite->database, path, is_read_only)) {
    if (!sqlite->database) return rs_no_memory(error);
    const char *said = sqlite3_errmsg(sqlite->database);
    return rs_error_set(
      error, RASID_ERROR_IO, 0, "database %s cannot be opened: %s", path, said
    );
  }
  /* SQLite opens what it may not write for reading, and says so at the first row. */
  if (!is_read_only && sqlite3_db_readonly(sqlite->database, "main"))
    return rs_error_set(error, RASID_ERROR_IO, 0, "database %s is read-only", path);
  if (!defend(sqlite->database)) return rs_sqlite_failed(sqlite, error);
  if (!rs_sqlite_prepare_schema(sqlite, is_read_only, error)) return false;
  return sqlite_script(&sqlite->backend, settings, error);
}

RsBackend *rs_sqlite_open(const char *path, bool is_read_only, RasidError *error) {
  if (!check_path(path, is_read_only, error)) return NULL;
  RsSqlite *sqlite = calloc(1, sizeof *sqlite);
  char *name = strdup(path);
  if (!sqlite || !name) {
    free(name);
    free(sqlite);
    return rs_no_memory(error), NULL;
  }
  sqlite->backend = (RsBackend) {.methods = &methods, .dialect = RS_SQLITE, .name = name};
  if (connect(sqlite, path, is_read_only, error)) return &sqlite->backend;
  sqlite_free(&sqlite->backend);
  return NULL;
}
