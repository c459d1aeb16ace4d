/* Whose database a file is.
 *
 * Three questions are asked before anything is written: is it SQLite, does it carry our
 * application id, is its schema one that this program knows. A database of another program, or
 * of a newer rasid, is left exactly as it was found. An empty one gets our tables; an older one
 * is upgraded when it is opened for writing, in one transaction, and a copy of it as it was is
 * kept beside it: `events.db.schema-1`. Another process may be doing the same at the same time:
 * whoever gets the lock second looks again. */
#include "store/schema.h"
#include "store/sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
  APPLICATION_ID = 0x72736964
}; /* "rsid" */

typedef enum {
  IDENTITY_FAILED,
  IDENTITY_EMPTY,
  IDENTITY_OURS,
  IDENTITY_FOREIGN
} Identity;

static Identity identify(RsBackend *backend, RasidError *error) {
  int64_t application = 0, tables = 0;
  if (!rs_ask_text(backend, "PRAGMA application_id", &application, error) || !rs_ask_text(backend, "SELECT count(*) FROM sqlite_master", &tables, error)) {
    return IDENTITY_FAILED;
  }
  if (application == APPLICATION_ID) return IDENTITY_OURS;
  return application == 0 && tables == 0 ? IDENTITY_EMPTY : IDENTITY_FOREIGN;
}

/* Schema 1 kept no list of steps. */
static bool check_ours(RsBackend *backend, bool *is_current, RasidError *error) {
  int64_t tables = 0;
  const char *sql = "SELECT count(*) FROM sqlite_master WHERE name = 'migrations'";
  if (!rs_ask_text(backend, sql, &tables, error)) return false;
  if (tables) return rs_schema_check(backend, is_current, error);
  RasidError none = {0};
  *is_current = false;
  return rs_schema_check(backend, is_current, &none) || none.code == RASID_ERROR_DATABASE ||
         (error && (*error = none, false));
}

static bool complain_of_copy(const char *copy, const char *why, RasidError *error) {
  return rs_error_set(
    error,
    RASID_ERROR_IO,
    0,
    "the database must be upgraded, and a copy of it could not be written to %s: %s",
    copy,
    why
  );
}

/* A whole copy under another name first, so that a copy is never half there. */
static bool keep_copy(RsBackend *backend, RasidError *error) {
  char copy[4096], half[4096 + 8];
  int64_t version = 0;
  const char *ask = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema'";
  if (!rs_ask_text(backend, ask, &version, error)) return false;
  snprintf(copy, sizeof copy, "%s.schema-%lld", backend->name, (long long)version);
  snprintf(half, sizeof half, "%s.half", copy);
  unlink(half);
  char *sql = sqlite3_mprintf("VACUUM INTO %Q", half);
  RasidError why = {0};
  bool is_kept = sql && rs_script(backend, sql, &why);
  sqlite3_free(sql);
  if (!is_kept) {
    unlink(half);
    return complain_of_copy(copy, why.message, error);
  }
  return !rename(half, copy) || complain_of_copy(copy, strerror(errno), error);
}

static bool fill(RsBackend *backend, RasidError *error) {
  char sql[64];
  snprintf(sql, sizeof sql, "PRAGMA application_id = %d", APPLICATION_ID);
  return rs_schema_migrate(backend, error) && rs_script(backend, sql, error);
}

/* With the lock in hand nothing changes any more. */
static bool make_tables(RsBackend *backend, RasidError *error) {
  if (!backend->methods->begin(backend, false, error)) return false;
  Identity identity = identify(backend, error);
  bool is_made = identity == IDENTITY_EMPTY || identity == IDENTITY_OURS;
  is_made = is_made && fill(backend, error) && backend->methods->commit(backend, error);
  if (!is_made) backend->methods->rollback(backend, NULL);
  return is_made;
}

bool rs_sqlite_prepare_schema(RsSqlite *sqlite, bool is_read_only, RasidError *error) {
  RsBackend *backend = &sqlite->backend;
  Identity identity = identify(backend, error);
  if (identity == IDENTITY_FAILED) return false;
  if (identity == IDENTITY_EMPTY && !is_read_only) {
    sqlite3_exec(sqlite->database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    return make_tables(backend, error);
  }
  if (identity != IDENTITY_OURS) {
    return rs_error_set(
      error, RASID_ERROR_VERSION, 0, "%s is not a database of rasid", backend->name
    );
  }
  bool is_current;
  if (!check_ours(backend, &is_current, error)) return false;
  if (is_current) return true;
  if (is_read_only) return rs_schema_complain(backend, error);
  return keep_copy(backend, error) && make_tables(backend, error);
}
