/* The store's fixed SQL.
 *
 * Parameters are `$1`, `$2` … and first stand in that order: SQLite numbers them as they come,
 * PostgreSQL by their name. Where the two need other words, a row has both. Every value is
 * bound, none is ever pasted into SQL, so that `x' OR '1'='1` is a strange id and nothing else.
 *
 * An event's number is its document's times 2^20 plus its position. It follows from where the
 * event stands and not from what was stored before, so that an import that was broken off and
 * gone on with, and one that ran through, end in the same rows. */
#include "store/backend.h"

#include <math.h>

#define BOTH(text) \
  { text, text }

/* The parties that most reports of an incident name, an entry of the dictionary before mere
 * words. */
#define PARTIES(BYTES)                                                                   \
  "SELECT p.name, p.country, p.sector, p.code, count(DISTINCT r.event) AS reports "      \
  "FROM incident_reports AS r JOIN participants AS p ON p.event = r.event "              \
  "WHERE r.incident = $1 AND p.role = $2 AND p.name IS NOT NULL "                        \
  "GROUP BY p.name, p.country, p.sector, p.code "                                        \
  "ORDER BY reports DESC, min(CASE WHEN p.rule IS NULL THEN 1 ELSE 0 END), p.name" BYTES \
  ", coalesce(p.code, '')" BYTES " LIMIT 4"

static const char *const texts[RS_SQL_COUNT][RS_DIALECTS] = {
  [RS_SQL_FIND_RUN] =
    BOTH("SELECT number FROM runs WHERE knowledge = $1 AND program = $2 AND min_score = $3"
    ),
  [RS_SQL_ADD_RUN] =
    BOTH("INSERT INTO runs (number, knowledge, program, min_score) "
         "SELECT coalesce(max(number), 0) + 1, $1, $2, CAST($3 AS DOUBLE PRECISION) "
         "FROM runs"),
  [RS_SQL_FIND_ID] =
    BOTH("SELECT number, content, address, run, id FROM documents WHERE id = $1"),
  [RS_SQL_FIND_ADDRESS] =
    BOTH("SELECT number, content, address, run, id FROM documents WHERE address = $1 "
         "ORDER BY number LIMIT 1"),
  [RS_SQL_FIND_CONTENT] =
    BOTH("SELECT number, content, address, run, id FROM documents WHERE content = $1 "
         "ORDER BY number LIMIT 1"),
  [RS_SQL_LAST_DOCUMENT] = BOTH("SELECT coalesce(max(number), 0) FROM documents"),
  [RS_SQL_NEXT_DOCUMENT] =
    BOTH("SELECT number, id, published, outlet, url, text, run FROM documents "
         "WHERE number > $1 AND run <> $2 ORDER BY number LIMIT 1"),
  [RS_SQL_ADD_DOCUMENT] =
    BOTH("INSERT INTO documents "
         "(published, outlet, url, text, content, address, run, number, id) "
         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
  [RS_SQL_CHANGE_DOCUMENT] =
    BOTH("UPDATE documents SET published = $1, outlet = $2, url = $3, text = $4, "
         "content = $5, address = $6, run = $7 WHERE number = $8"),
  [RS_SQL_SUPERSEDE] =
    BOTH("INSERT INTO superseded (document, content, address) "
         "SELECT number, content, coalesce(address, 0) FROM documents WHERE number = $1 "
         "AND NOT (content = $2 AND coalesce(address, 0) = $3) ON CONFLICT DO NOTHING"),
  [RS_SQL_FIND_SUPERSEDED] = BOTH("SELECT document FROM superseded "
                                  "WHERE document = $1 AND content = $2 AND address = $3"),
  [RS_SQL_DELETE_EVENTS] = BOTH("DELETE FROM events WHERE document = $1"),
  [RS_SQL_ADD_EVENT] =
    BOTH("INSERT INTO events (number, document, position, " RS_EVENT_COLUMNS ") VALUES "
         "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
         "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, "
         "$34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47)"),
  [RS_SQL_ADD_MENTION] = BOTH("INSERT INTO mentions VALUES ($1, $2, $3, $4, $5)"),
  [RS_SQL_ADD_PARTICIPANT] = BOTH(
    "INSERT INTO participants VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
  ),
  [RS_SQL_ADD_CANDIDATE] =
    BOTH("INSERT INTO candidates VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
  [RS_SQL_EVENT] =
    BOTH("SELECT number, document_id, published, outlet, url, " RS_EVENT_COLUMNS
         " FROM events "
         "JOIN (SELECT number AS document, id AS document_id, published, outlet, url "
         "FROM documents) AS known USING (document) WHERE number = $1"),
  [RS_SQL_MENTIONS] = BOTH(
    "SELECT span_start, span_end, text FROM mentions WHERE event = $1 ORDER BY position"
  ),
  [RS_SQL_PARTICIPANTS] = BOTH(
    "SELECT role, span_start, span_end, text, name, country, sector, code, rule, stance "
    "FROM participants WHERE event = $1 ORDER BY role, position"
  ),
  [RS_SQL_CANDIDATES] =
    BOTH("SELECT name, country, admin1, lat, lon, rule FROM candidates WHERE event = $1 "
         "ORDER BY position"),
  [RS_SQL_TEXT] = BOTH("SELECT text FROM documents WHERE number = $1"),
  [RS_SQL_ADD_WORDS] =
    {"INSERT INTO search_words (rowid, words) VALUES ($1, $2)",
     "INSERT INTO search_words (document, part, words) VALUES ($1, $2, $3::text::tsvector)"},
  [RS_SQL_DROP_WORDS] =
    {"INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', $1, $2)",
     "DELETE FROM search_words WHERE document = $1"},
  [RS_SQL_SPANS] =
    BOTH("WITH own AS (SELECT * FROM events WHERE document = $1) "
         "SELECT id, 'mention', span_start, span_end, text FROM own "
         "  JOIN mentions ON mentions.event = own.number "
         "UNION ALL SELECT id, role, span_start, span_end, text FROM own "
         "  JOIN participants ON participants.event = own.number "
         "UNION ALL SELECT id, 'place', place_start, place_end, place_text FROM own "
         "  WHERE place_start IS NOT NULL "
         "UNION ALL SELECT id, 'date', date_start, date_end, date_text FROM own "
         "  WHERE date_has_text = 1"),
  [RS_SQL_COUNTS] =
    BOTH("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM events)"),
  [RS_SQL_ADD_SKETCH] = BOTH("INSERT INTO incident_sketches VALUES ($1, $2, $3)"),
  [RS_SQL_ADD_INCIDENT] =
    BOTH("INSERT INTO incidents VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
         "$12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, "
         "$28, $29, $30, $31, $32, $33, $34)"),
  [RS_SQL_ADD_INCIDENT_REPORT] =
    BOTH("INSERT INTO incident_reports VALUES ($1, $2, $3, $4, $5, $6)"),
  [RS_SQL_INCIDENT_REPORTS] =
    BOTH("SELECT e.id, d.id, d.outlet, d.published, e.status, r.is_revision, "
         "CASE WHEN r.is_copy = 1 THEN (SELECT documents.id FROM events JOIN documents "
         "ON documents.number = events.document WHERE events.number = r.text) END, "
         "e.deaths_min, e.deaths_max, e.injured_min, e.injured_max, e.detained_min, "
         "e.detained_max FROM incident_reports AS r JOIN events AS e ON e.number = r.event "
         "JOIN documents AS d ON d.number = e.document WHERE r.incident = $1 "
         "ORDER BY r.position"),
  [RS_SQL_INCIDENT_PARTIES] = {PARTIES(""), PARTIES(" COLLATE \"C\"")},
};

const char *rs_sql_text(RsSql which, RsDialect dialect) {
  return texts[which][dialect];
}

void rs_values_real(RsValues *values, double real) {
  if (isfinite(real))
    values->items[values->count++] = (RsValue) {.kind = RS_VALUE_REAL, .real = real};
  else
    rs_values_null(values);
}

void rs_values_bytes(RsValues *values, RsBytes text) {
  values->items[values->count++] = (RsValue) {.kind = RS_VALUE_TEXT, .text = text};
}

void rs_values_text(RsValues *values, const char *text) {
  if (text)
    rs_values_bytes(values, (RsBytes) {text, strlen(text)});
  else
    rs_values_null(values);
}

static bool take_number(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  RsValue value = rs_cell(row, 0);
  if (value.kind == RS_VALUE_INTEGER) *(int64_t *)context = value.integer;
  return true;
}

bool rs_ask(
  RsBackend *backend,
  RsSql which,
  const RsValues *values,
  int64_t *number,
  RasidError *error
) {
  return rs_rows(backend, which, values, take_number, number, error);
}

bool rs_ask_text(RsBackend *backend, const char *sql, int64_t *number, RasidError *error) {
  RsValues none = {.count = 0};
  return backend->methods->query(backend, sql, &none, take_number, number, error);
}

bool rs_no_memory(RasidError *error) {
  return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
}
