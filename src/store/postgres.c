/* The PostgreSQL backend: connection, statements, transactions, by libpq.
 *
 * What is ours stands in the schema `rasid` of the database, so that it can be shared with
 * other programs. One writer at a time holds an advisory lock for its transaction, as SQLite
 * does with its file: numbers then follow each other without gaps, and the rows are those that
 * SQLite would hold.
 *
 * A document is some hundred rows, and waiting for the answer to each would cost more than
 * writing them. So within a transaction statements without rows go out one behind the other
 * (libpq's pipeline mode) and their answers are read together: after a certain number, and
 * whenever something is asked. What failed is known then; the savepoint around the document
 * (write.c) takes back what had gone through.
 *
 * Texts are made valid before they are sent: PostgreSQL takes neither NUL nor broken UTF-8, each
 * of which becomes one other character, so that offsets stay.
 *
 * Without libpq rasid is built as well and says so when it is asked for such a database. */
#include "store/postgres.h"

#ifdef RASID_HAS_POSTGRES

#include "read/encoding.h"
#include "store/schema.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  QUEUE = 128, /* answers that are waited for together */
  LOCK = 0x72736964,
  NUMBER_BYTES = 32
};

typedef struct {
  RsBackend backend;
  PGconn *connection;
  bool is_prepared[RS_SQL_COUNT];
  bool is_in_transaction;
  size_t queued;
  RsBuffer texts; /* of the parameters at hand */
} RsPostgres;

/* ----------------------------------------------------------------- failures */

static bool failed(const RsPostgres *postgres, const PGresult *result, RasidError *error) {
  const char *said =
    result ? PQresultErrorMessage(result) : PQerrorMessage(postgres->connection);
  int length = (int)strcspn(said, "\n");
  return rs_error_set(
    error,
    RASID_ERROR_DATABASE,
    0,
    "database %s: %.*s",
    postgres->backend.name,
    length,
    said
  );
}

static bool is_fine(const PGresult *result) {
  ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* Takes the result; true when it is no error. */
static bool accept(RsPostgres *postgres, PGresult *result, RasidError *error) {
  bool is_accepted = (result && is_fine(result)) || failed(postgres, result, error);
  PQclear(result);
  return is_accepted;
}

static void say_nothing(void *context, const char *message) {
  (void)context, (void)message; /* a library does not print the server's notices */
}

/* --------------------------------------------------------------- parameters */

typedef struct {
  const char *items[RS_VALUES];
  char numbers[RS_VALUES][NUMBER_BYTES];
} Parameters;

/* Bytes of a text where they stand in `texts`, ended with NUL. */
static bool add_text(RsPostgres *postgres, RsBytes text, RasidError *error) {
  RsBuffer cleaned = {0};
  RsBytes valid;
  bool is_valid = rs_utf8_clean(&cleaned, text, &valid, error);
  if (is_valid) rs_buffer_add(&postgres->texts, valid.data, valid.count);
  rs_buffer_add_char(&postgres->texts, '\0');
  rs_buffer_release(&cleaned);
  return is_valid && (!postgres->texts.failed || rs_no_memory(error));
}

/* Everything goes as text; numbers are written without regard to the locale. */
static bool set_parameters(
  RsPostgres *postgres, const RsValues *values, Parameters *parameters, RasidError *error
) {
  size_t at[RS_VALUES] = {0};
  rs_buffer_clear(&postgres->texts);
  for (size_t i = 0; i < values->count; i++) {
    const RsValue *value = &values->items[i];
    char *number = parameters->numbers[i];
    parameters->items[i] = value->kind == RS_VALUE_NULL ? NULL : number;
    at[i] = postgres->texts.count;
    if (value->kind == RS_VALUE_INTEGER)
      snprintf(number, NUMBER_BYTES, "%" PRId64, value->integer);
    else if (value->kind == RS_VALUE_REAL)
      rs_real_write(number, NUMBER_BYTES, value->real);
    else if (value->kind == RS_VALUE_TEXT && !add_text(postgres, value->text, error))
      return false;
  }
  for (size_t i = 0; i < values->count; i++) {
    if (values->items[i].kind == RS_VALUE_TEXT)
      parameters->items[i] = postgres->texts.data + at[i];
  }
  return true;
}

/* ------------------------------------------------------------- the pipeline */

/* Reads what is still to be answered, all of it; the first failure is told. */
static bool postgres_settle(RsBackend *backend, RasidError *error) {
  RsPostgres *postgres = (RsPostgres *)backend;
  PGconn *connection = postgres->connection;
  if (!postgres->queued) return true;
  bool is_settled = PQpipelineSync(connection) || failed(postgres, NULL, error);
  bool is_alive = is_settled;
  while (is_alive) {
    PGresult *result = PQgetResult(connection);
    if (!result) {
      is_alive = PQstatus(connection) == CONNECTION_OK;
      continue; /* between two answers */
    }
    ExecStatusType status = PQresultStatus(result);
    bool is_error = status == PGRES_FATAL_ERROR || status == PGRES_NONFATAL_ERROR;
    if (is_error && is_settled) is_settled = failed(postgres, result, error);
    PQclear(result);
    if (status == PGRES_PIPELINE_SYNC) break;
  }
  postgres->queued = 0;
  if (!is_alive && is_settled) is_settled = failed(postgres, NULL, error);
  PQexitPipelineMode(connection);
  return is_settled;
}

static void name_statement(RsSql which, char name[16]) {
  snprintf(name, 16, "rasid%d", (int)which);
}

static bool prepare(RsPostgres *postgres, RsSql which, RasidError *error) {
  char name[16];
  if (postgres->is_prepared[which]) return true;
  if (!postgres_settle(&postgres->backend, error)) return false;
  name_statement(which, name);
  const char *sql = rs_sql_text(which, RS_POSTGRES);
  PGresult *result = PQprepare(postgres->connection, name, sql, 0, NULL);
  return postgres->is_prepared[which] = accept(postgres, result, error);
}

static bool postgres_run(
  RsBackend *backend, RsSql which, const RsValues *values, RasidError *error
) {
  RsPostgres *postgres = (RsPostgres *)backend;
  PGconn *connection = postgres->connection;
  Parameters parameters;
  char name[16];
  name_statement(which, name);
  if (!prepare(postgres, which, error) || !set_parameters(postgres, values, &parameters, error)) {
    return false;
  }
  int count = (int)values->count;
  if (!postgres->is_in_transaction) {
    PGresult *result =
      PQexecPrepared(connection, name, count, parameters.items, NULL, NULL, 0);
    return accept(postgres, result, error);
  }
  if (!postgres->queued && !PQenterPipelineMode(connection))
    return failed(postgres, NULL, error);
  postgres->queued++;
  if (!PQsendQueryPrepared(connection, name, count, parameters.items, NULL, NULL, 0))
    return failed(postgres, NULL, error);
  return postgres->queued < QUEUE || postgres_settle(backend, error);
}

static bool postgres_script(RsBackend *backend, const char *sql, RasidError *error) {
  RsPostgres *postgres = (RsPostgres *)backend;
  return postgres_settle(backend, error) &&
         accept(postgres, PQexec(postgres->connection, sql), error);
}

/* --------------------------------------------------------------------- rows */

/* Takes the result. */
static bool visit_rows(
  RsPostgres *postgres,
  PGresult *result,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  bool goes_on = (result && is_fine(result)) || failed(postgres, result, error);
  int count = goes_on ? PQntuples(result) : 0;
  for (int i = 0; goes_on && i < count; i++) {
    RsRow row = {.backend = &postgres->backend, .result = result, .index = i};
    goes_on = visit(context, &row, error);
  }
  PQclear(result);
  return goes_on;
}

static bool postgres_rows(
  RsBackend *backend,
  RsSql which,
  const RsValues *values,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  RsPostgres *postgres = (RsPostgres *)backend;
  Parameters parameters;
  char name[16];
  name_statement(which, name);
  if (!postgres_settle(backend, error) || !prepare(postgres, which, error) || !set_parameters(postgres, values, &parameters, error)) {
    return false;
  }
  PGresult *result = PQexecPrepared(
    postgres->connection, name, (int)values->count, parameters.items, NULL, NULL, 0
  );
  return visit_rows(postgres, result, visit, context, error);
}

static bool postgres_query(
  RsBackend *backend,
  const char *sql,
  const RsValues *values,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  RsPostgres *postgres = (RsPostgres *)backend;
  Parameters parameters;
  if (!postgres_settle(backend, error) || !set_parameters(postgres, values, &parameters, error)) {
    return false;
  }
  PGresult *result = PQexecParams(
    postgres->connection, sql, (int)values->count, NULL, parameters.items, NULL, NULL, 0
  );
  return visit_rows(postgres, result, visit, context, error);
}

static RsValue postgres_cell(const RsRow *row, int column) {
  enum { /* types of the server's catalogue */
    INT8 = 20,
    INT2 = 21,
    INT4 = 23,
    FLOAT4 = 700,
    FLOAT8 = 701
  };
  PGresult *result = row->result;
  RsValue value = {.kind = RS_VALUE_NULL};
  if (PQgetisnull(result, row->index, column)) return value;
  const char *text = PQgetvalue(result, row->index, column);
  switch (PQftype(result, column)) {
    case INT2:
    case INT4:
    case INT8:
      value.kind = RS_VALUE_INTEGER;
      value.integer = strtoll(text, NULL, 10);
      break;
    case FLOAT4:
    case FLOAT8:
      value.kind = RS_VALUE_REAL;
      value.real = rs_real_read(text);
      break;
    default:
      value.kind = RS_VALUE_TEXT;
      value.text = (RsBytes) {text, (size_t)PQgetlength(result, row->index, column)};
  }
  return value;
}

/* ------------------------------------------------------------- transactions */

static bool postgres_begin(RsBackend *backend, bool is_reading, RasidError *error) {
  RsPostgres *postgres = (RsPostgres *)backend;
  char sql[96];
  snprintf(sql, sizeof sql, "BEGIN; SELECT pg_advisory_xact_lock(%d)", LOCK);
  const char *reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  postgres->is_in_transaction = postgres_script(backend, is_reading ? reading : sql, error);
  return postgres->is_in_transaction;
}

static bool postgres_rollback(RsBackend *backend, RasidError *error) {
  RsPostgres *postgres = (RsPostgres *)backend;
  if (!postgres->is_in_transaction) return true;
  postgres_settle(backend, NULL);
  postgres->is_in_transaction = false;
  return postgres_script(backend, "ROLLBACK", error);
}

/* A transaction in which something had failed ends, when told to COMMIT, in ROLLBACK. */
static bool postgres_commit(RsBackend *backend, RasidError *error) {
  RsPostgres *postgres = (RsPostgres *)backend;
  if (!postgres_settle(backend, error)) return false;
  if (!postgres->is_in_transaction) {
    return rs_error_set(error, RASID_ERROR_DATABASE, 0, "no transaction is open");
  }
  PGresult *result = PQexec(postgres->connection, "COMMIT");
  bool is_kept = result && is_fine(result) && !strcmp(PQcmdStatus(result), "COMMIT");
  if (!is_kept) {
    const char *rolled_back = "the transaction was rolled back";
    if (result && is_fine(result))
      rs_error_set(error, RASID_ERROR_DATABASE, 0, "%s", rolled_back);
    else
      failed(postgres, result, error);
  }
  PQclear(result);
  postgres->is_in_transaction = false;
  return is_kept;
}

static bool postgres_is_in_transaction(const RsBackend *backend) {
  return ((const RsPostgres *)backend)->is_in_transaction;
}

static void postgres_free(RsBackend *backend) {
  RsPostgres *postgres = (RsPostgres *)backend;
  PQfinish(postgres->connection);
  rs_buffer_release(&postgres->texts);
  free(backend->name);
  free(postgres);
}

static const RsBackendMethods methods = {
  .free = postgres_free,
  .begin = postgres_begin,
  .commit = postgres_commit,
  .rollback = postgres_rollback,
  .is_in_transaction = postgres_is_in_transaction,
  .script = postgres_script,
  .run = postgres_run,
  .settle = postgres_settle,
  .rows = postgres_rows,
  .query = postgres_query,
  .cell = postgres_cell,
};

/* ------------------------------------------------------------------ opening */

/* Host and database, for messages: an address may hold a password. */
static char *name_of(PGconn *connection) {
  const char *host = PQhost(connection), *database = PQdb(connection);
  RsBuffer name = {0};
  rs_buffer_format(&name, "postgresql://%s/%s", host ? host : "", database ? database : "");
  rs_buffer_add_char(&name, '\0');
  if (!name.failed) return name.data;
  rs_buffer_release(&name);
  return NULL;
}

static bool check_connection(const RsPostgres *postgres, RasidError *error) {
  if (PQstatus(postgres->connection) == CONNECTION_OK) return true;
  const char *said = PQerrorMessage(postgres->connection);
  return rs_error_set(
    error,
    RASID_ERROR_IO,
    0,
    "database %s cannot be reached: %.*s",
    postgres->backend.name,
    (int)strcspn(said, "\n"),
    said
  );
}

static bool connect(RsPostgres *postgres, bool is_read_only, RasidError *error) {
  RsBackend *backend = &postgres->backend;
  if (!check_connection(postgres, error)) return false;
  PQsetNoticeProcessor(postgres->connection, say_nothing, NULL);
  if (PQsetClientEncoding(postgres->connection, "UTF8"))
    return failed(postgres, NULL, error);
  const char *const settings =
    is_read_only ? "SET search_path = rasid, public; SET default_transaction_read_only = on"
                 : "SET search_path = rasid, public";
  return postgres_script(backend, settings, error) &&
         rs_postgres_prepare_schema(backend, is_read_only, error);
}

RsBackend *rs_postgres_open(const char *address, bool is_read_only, RasidError *error) {
  RsPostgres *postgres = calloc(1, sizeof *postgres);
  if (!postgres) return rs_no_memory(error), NULL;
  postgres->backend = (RsBackend) {.methods = &methods, .dialect = RS_POSTGRES};
  postgres->connection = PQconnectdb(address);
  postgres->backend.name = postgres->connection ? name_of(postgres->connection) : NULL;
  bool is_open =
    postgres->backend.name ? connect(postgres, is_read_only, error) : rs_no_memory(error);
  if (is_open) return &postgres->backend;
  postgres_free(&postgres->backend);
  return NULL;
}

#else

RsBackend *rs_postgres_open(const char *address, bool is_read_only, RasidError *error) {
  (void)address, (void)is_read_only;
  const char *message = "this rasid was built without PostgreSQL; build it with libpq";
  return rs_error_set(error, RASID_ERROR_ARGUMENT, 0, "%s", message), NULL;
}

#endif
