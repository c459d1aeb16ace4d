/* What a database has to do for the store. The store's SQL is written once, in the words that
 * SQLite and PostgreSQL share (statement.c has the few that differ); a backend runs it. */
#ifndef RASID_STORE_BACKEND_H
#define RASID_STORE_BACKEND_H

#include "base/arena.h"
#include "export/export.h"

/* ------------------------------------------------------------------ values */

typedef enum {
  RS_VALUE_NULL,
  RS_VALUE_INTEGER,
  RS_VALUE_REAL,
  RS_VALUE_TEXT
} RsValueKind;

typedef struct {
  RsValueKind kind;
  union {
    int64_t integer;
    double real;
    /* Somebody else's; from a row: until the row's visitor returns, with a NUL behind it. */
    RsBytes text;
  };
} RsValue;

enum {
  RS_VALUES = 64
};

/* The parameters of a statement, `$1` first. */
typedef struct {
  size_t count;
  RsValue items[RS_VALUES];
} RsValues;

static inline void rs_values_null(RsValues *values) {
  values->items[values->count++] = (RsValue) {.kind = RS_VALUE_NULL};
}
static inline void rs_values_integer(RsValues *values, int64_t integer) {
  values->items[values->count++] = (RsValue) {.kind = RS_VALUE_INTEGER, .integer = integer};
}
/* NAN is NULL. */
void rs_values_real(RsValues *values, double real);
void rs_values_bytes(RsValues *values, RsBytes text);
/* NULL is NULL. */
void rs_values_text(RsValues *values, const char *text);

/* -------------------------------------------------------------- statements */

typedef enum {
  RS_SQLITE,
  RS_POSTGRES,
  RS_DIALECTS
} RsDialect;

typedef enum {
  RS_SQL_FIND_RUN,
  RS_SQL_ADD_RUN,
  RS_SQL_FIND_ID,
  RS_SQL_FIND_ADDRESS,
  RS_SQL_FIND_CONTENT,
  RS_SQL_LAST_DOCUMENT,
  RS_SQL_NEXT_DOCUMENT,
  RS_SQL_ADD_DOCUMENT,
  RS_SQL_CHANGE_DOCUMENT,
  RS_SQL_SUPERSEDE,
  RS_SQL_FIND_SUPERSEDED,
  RS_SQL_DELETE_EVENTS,
  RS_SQL_ADD_EVENT,
  RS_SQL_ADD_MENTION,
  RS_SQL_ADD_PARTICIPANT,
  RS_SQL_ADD_CANDIDATE,
  RS_SQL_EVENT,
  RS_SQL_MENTIONS,
  RS_SQL_PARTICIPANTS,
  RS_SQL_CANDIDATES,
  RS_SQL_TEXT,
  RS_SQL_ADD_WORDS,
  RS_SQL_DROP_WORDS,
  RS_SQL_SPANS,
  RS_SQL_COUNTS,
  RS_SQL_ADD_SKETCH, /* of incident/tables.c */
  RS_SQL_ADD_INCIDENT,
  RS_SQL_ADD_INCIDENT_REPORT,
  RS_SQL_INCIDENT_REPORTS,
  RS_SQL_INCIDENT_PARTIES,
  RS_SQL_COUNT
} RsSql;

/* The columns of `events` that are the record's own, in the order in which they are written
 * and read (write.c, read.c). */
#define RS_EVENT_COLUMNS                                                                 \
  "id, sentence, event, mode, cameo, quad, goldstein, plover_score, contexts, "          \
  "place_start, place_end, place_text, place_name, place_country, place_admin1, "        \
  "place_lat, place_lon, place_precision, place_reason, place_rule, "                    \
  "date_has_text, date_start, date_end, date_text, date_from, date_to, date_precision, " \
  "deaths_known, deaths_min, deaths_max, injured_known, injured_min, injured_max, "      \
  "detained_known, detained_min, detained_max, crowd_known, crowd_min, crowd_max, "      \
  "part_of, about, status, score, rules"

const char *rs_sql_text(RsSql which, RsDialect dialect);

/* ---------------------------------------------------------------- backends */

typedef struct RsBackend RsBackend;

typedef struct {
  RsBackend *backend;
  void *result; /* the backend's own */
  int index;
} RsRow;

/* Called for each row; false, with `error` filled, ends the walk. May run statements. */
typedef bool (*RsRowVisitor)(void *context, const RsRow *row, RasidError *error);

typedef struct {
  void (*free)(RsBackend *backend);
  /* A transaction that writes, or (`is_reading`) one that sees one state of the database. */
  bool (*begin)(RsBackend *backend, bool is_reading, RasidError *error);
  bool (*commit)(RsBackend *backend, RasidError *error);
  /* True also when there is no transaction: a full disk rolls back by itself. */
  bool (*rollback)(RsBackend *backend, RasidError *error);
  bool (*is_in_transaction)(const RsBackend *backend);
  /* Fixed statements without values and rows. */
  bool (*script)(RsBackend *backend, const char *sql, RasidError *error);
  /* A statement without rows. Within a transaction it may wait for others: what is wrong with
   * it may be told by a later call, by `settle` at the latest. */
  bool (*run)(RsBackend *backend, RsSql which, const RsValues *values, RasidError *error);
  bool (*settle)(RsBackend *backend, RasidError *error);
  /* A statement with rows. */
  bool (*rows
  )(RsBackend *backend,
    RsSql which,
    const RsValues *values,
    RsRowVisitor visit,
    void *context,
    RasidError *error);
  /* The same for a statement that was put together. */
  bool (*query
  )(RsBackend *backend,
    const char *sql,
    const RsValues *values,
    RsRowVisitor visit,
    void *context,
    RasidError *error);
  RsValue (*cell)(const RsRow *row, int column);
} RsBackendMethods;

/* The first member of every backend. */
struct RsBackend {
  const RsBackendMethods *methods;
  RsDialect dialect;
  char *name; /* for messages: a path, or host and database without a password */
};

RsBackend *rs_sqlite_open(const char *path, bool is_read_only, RasidError *error);

/* ------------------------------------------------- short ways to the methods */

static inline bool rs_run(
  RsBackend *backend, RsSql which, const RsValues *values, RasidError *error
) {
  return backend->methods->run(backend, which, values, error);
}
static inline bool rs_rows(
  RsBackend *backend,
  RsSql which,
  const RsValues *values,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  return backend->methods->rows(backend, which, values, visit, context, error);
}
static inline bool rs_script(RsBackend *backend, const char *sql, RasidError *error) {
  return backend->methods->script(backend, sql, error);
}
static inline RsValue rs_cell(const RsRow *row, int column) {
  return row->backend->methods->cell(row, column);
}

/* The first column of the first row into `*number`, untouched when there is none. */
bool rs_ask(
  RsBackend *backend,
  RsSql which,
  const RsValues *values,
  int64_t *number,
  RasidError *error
);
bool rs_ask_text(RsBackend *backend, const char *sql, int64_t *number, RasidError *error);

/* Fills `error` with MEMORY and returns false. */
bool rs_no_memory(RasidError *error);

#endif
