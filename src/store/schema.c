/* The tables.
 *
 *   runs          what coded: knowledge, program, threshold; each once
 *   documents     one row a text; `text` is the original that all offsets count in
 *   superseded    texts that a document had before, by their keys
 *   events        one row a record: all of its single values, and its lists of plain names
 *   mentions      its triggers, the fullest first
 *   participants  who takes part: actor, recipient, source
 *   candidates    what its place may be, where that could not be decided
 *   search_words  the words of each text, folded (words.c)
 *   decisions     what people decided about records
 *
 * Offsets are code points. Unknown is NULL. No time of coding is kept, so that the same input
 * makes the same database, whatever was broken off and gone on with in between.
 *
 * A decision hangs on an event by the event's stable id alone, with no foreign key: when its
 * document is coded again, the rows of its events go and come back, and the decision stays. It
 * names the document too and keeps the record as it was, for the case that it does not come
 * back. Decisions are a history: the last one that is not undone holds.
 *
 * The two databases share the words; what differs (integers, WITHOUT ROWID, the index of words)
 * is filled in. Places have an index by name, country and position; PostGIS, when it is there,
 * gets a column of points (postgres_schema.c). */
#include "store/schema.h"

#include <stdio.h>

#define TABLES(INT, KEY, REAL, BARE)                                                    \
  "CREATE TABLE runs (number " KEY ", knowledge TEXT NOT NULL, program TEXT NOT NULL,"  \
  "  min_score " REAL " NOT NULL, UNIQUE (knowledge, program, min_score));"             \
                                                                                        \
  "CREATE TABLE documents ("                                                            \
  "  number " KEY ", id TEXT NOT NULL UNIQUE, published TEXT, outlet TEXT, url TEXT,"   \
  "  text TEXT NOT NULL,"                                                               \
  "  content " INT " NOT NULL, address " INT ","                                        \
  "  run " INT " NOT NULL REFERENCES runs (number));"                                   \
  "CREATE INDEX documents_by_content ON documents (content);"                           \
  "CREATE INDEX documents_by_address ON documents (address);"                           \
  "CREATE INDEX documents_by_date ON documents (published);"                            \
                                                                                        \
  "CREATE TABLE superseded (document " INT                                              \
  " NOT NULL REFERENCES documents (number) ON DELETE CASCADE, content " INT             \
  " NOT NULL, address " INT " NOT NULL, PRIMARY KEY (document, content, address))" BARE \
  ";"                                                                                   \
  "CREATE TABLE events ("                                                               \
  "  number " KEY ","                                                                   \
  "  document " INT " NOT NULL REFERENCES documents (number) ON DELETE CASCADE,"        \
  "  position " INT " NOT NULL,"                                                        \
  "  id TEXT NOT NULL, sentence " INT " NOT NULL,"                                      \
  "  event TEXT NOT NULL, mode TEXT, cameo TEXT, quad " INT " NOT NULL,"                \
  "  goldstein " REAL ", plover_score " REAL ", contexts TEXT,"                         \
  "  place_start " INT ", place_end " INT ", place_text TEXT, place_name TEXT,"         \
  "  place_country TEXT, place_admin1 TEXT, place_lat " REAL ", place_lon " REAL ","    \
  "  place_precision TEXT, place_reason TEXT, place_rule TEXT,"                         \
  "  date_has_text " INT ", date_start " INT ", date_end " INT ", date_text TEXT,"      \
  "  date_from TEXT, date_to TEXT, date_precision TEXT,"                                \
  "  deaths_known " INT " NOT NULL, deaths_min " INT ", deaths_max " INT ","            \
  "  injured_known " INT " NOT NULL, injured_min " INT ", injured_max " INT ","         \
  "  detained_known " INT " NOT NULL, detained_min " INT ", detained_max " INT ","      \
  "  crowd_known " INT " NOT NULL, crowd_min " INT ", crowd_max " INT ","               \
  "  part_of TEXT, about TEXT, status TEXT NOT NULL, score " REAL                       \
  " NOT NULL, rules TEXT);"                                                             \
  "CREATE UNIQUE INDEX events_by_document ON events (document, position);"              \
  "CREATE INDEX events_by_id ON events (id);"                                           \
  "CREATE INDEX events_by_date ON events (date_from, date_to);"                         \
  "CREATE INDEX events_by_country ON events (place_country, event);"                    \
  "CREATE INDEX events_by_place ON events (place_name);"                                \
  "CREATE INDEX events_by_position ON events (place_lat, place_lon);"                   \
  "CREATE INDEX events_by_type ON events (event, date_from);"                           \
                                                                                        \
  "CREATE TABLE mentions ("                                                             \
  "  event " INT " NOT NULL REFERENCES events (number) ON DELETE CASCADE,"              \
  "  position " INT " NOT NULL,"                                                        \
  "  span_start " INT " NOT NULL, span_end " INT " NOT NULL, text TEXT,"                \
  "  PRIMARY KEY (event, position))" BARE ";"                                           \
                                                                                        \
  "CREATE TABLE participants ("                                                         \
  "  event " INT " NOT NULL REFERENCES events (number) ON DELETE CASCADE,"              \
  "  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'source')),"              \
  "  position " INT " NOT NULL,"                                                        \
  "  span_start " INT " NOT NULL, span_end " INT " NOT NULL, text TEXT, name TEXT,"     \
  "  country TEXT, sector TEXT, code TEXT, rule TEXT, stance TEXT,"                     \
  "  PRIMARY KEY (event, role, position))" BARE ";"                                     \
  "CREATE INDEX participants_by_country ON participants (country, sector, role);"       \
  "CREATE INDEX participants_by_name ON participants (name);"                           \
                                                                                        \
  "CREATE TABLE candidates ("                                                           \
  "  event " INT " NOT NULL REFERENCES events (number) ON DELETE CASCADE,"              \
  "  position " INT " NOT NULL,"                                                        \
  "  name TEXT, country TEXT, admin1 TEXT, lat " REAL ", lon " REAL ", rule TEXT,"      \
  "  PRIMARY KEY (event, position))" BARE ";"                                           \
                                                                                        \
  "CREATE TABLE decisions ("                                                            \
  "  event TEXT NOT NULL, field TEXT NOT NULL, analyst TEXT NOT NULL,"                  \
  "  value TEXT, note TEXT, document TEXT NOT NULL, decided TEXT NOT NULL,"             \
  "  PRIMARY KEY (event, field, analyst))" BARE ";"

/* Contentless: the words are in the text, and words.c makes them of it again. */
#define SQLITE_WORDS                                                    \
  "CREATE VIRTUAL TABLE search_words USING fts5 (words, content = '', " \
  "columnsize = 0, tokenize = \"unicode61 remove_diacritics 0\");"
#define POSTGRES_WORDS                                                          \
  "CREATE TABLE search_words ("                                                 \
  "  document BIGINT NOT NULL REFERENCES documents (number) ON DELETE CASCADE," \
  "  part BIGINT NOT NULL, words TSVECTOR NOT NULL,"                            \
  "  PRIMARY KEY (document, part));"                                            \
  "CREATE INDEX search_words_by_word ON search_words USING gin (words);"

/* Step 3: decisions become a history, whose rows are never changed but for being undone. What
 * was decided field by field before is taken over as far as it says something of the whole. */
#define HISTORY(INT, KEY)                                                               \
  "ALTER TABLE decisions RENAME TO old_decisions;"                                      \
  "CREATE TABLE decisions ("                                                            \
  "  number " KEY ", event TEXT, document TEXT NOT NULL,"                               \
  "  verdict TEXT NOT NULL CHECK (verdict IN"                                           \
  "  ('accept', 'correct', 'reject', 'add', 'complete', 'undo')),"                      \
  "  fields TEXT, record TEXT, note TEXT, author TEXT NOT NULL, decided TEXT NOT NULL," \
  "  undoes " INT ", undone_by " INT ");"                                               \
  "INSERT INTO decisions (number, event, document, verdict, note, author, decided)"     \
  "  SELECT row_number() OVER (ORDER BY decided, event, analyst), event, document,"     \
  "  CASE value WHEN 'right' THEN 'accept' ELSE 'reject' END, note, analyst, decided"   \
  "  FROM old_decisions WHERE field = 'record' AND value IN ('right', 'wrong');"        \
  "DROP TABLE old_decisions;"                                                           \
  "CREATE INDEX decisions_by_event ON decisions (event);"                               \
  "CREATE INDEX decisions_by_document ON decisions (document)"

static const RsMigration migrations[] = {
  {2,
   {TABLES("INTEGER", "INTEGER PRIMARY KEY", "REAL", " WITHOUT ROWID") SQLITE_WORDS,
    TABLES("BIGINT", "BIGINT PRIMARY KEY", "DOUBLE PRECISION", "") POSTGRES_WORDS}},
  {3, {HISTORY("INTEGER", "INTEGER PRIMARY KEY"), HISTORY("BIGINT", "BIGINT PRIMARY KEY")}},
};

enum {
  MIGRATIONS = sizeof migrations / sizeof *migrations
};

static int newest(void) {
  return migrations[MIGRATIONS - 1].number;
}

static bool ask_version(RsBackend *backend, int64_t *version, RasidError *error) {
  *version = 0;
  const char *sql = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema'";
  return rs_ask_text(backend, sql, version, error);
}

static bool has_step(RsBackend *backend, int number, bool *has, RasidError *error) {
  char sql[96];
  int64_t count = 0;
  snprintf(sql, sizeof sql, "SELECT count(*) FROM migrations WHERE number = %d", number);
  bool is_told = rs_ask_text(backend, sql, &count, error);
  *has = count > 0;
  return is_told;
}

bool rs_schema_check(RsBackend *backend, bool *is_current, RasidError *error) {
  int64_t version;
  *is_current = false;
  if (!ask_version(backend, &version, error)) return false;
  if (version > newest()) {
    return rs_error_set(
      error,
      RASID_ERROR_VERSION,
      (uint64_t)version,
      "database %s has schema %lld, this program knows none above %d; use the rasid that made "
      "it or code the texts into a new database",
      backend->name,
      (long long)version,
      newest()
    );
  }
  *is_current = version > 1;
  for (size_t i = 0; *is_current && i < MIGRATIONS; i++) {
    if (!has_step(backend, migrations[i].number, is_current, error)) return false;
  }
  return true;
}

bool rs_schema_complain(const RsBackend *backend, RasidError *error) {
  return rs_error_set(
    error,
    RASID_ERROR_VERSION,
    0,
    "database %s was made by an older rasid; upgrade it: rasid db upgrade --db %s",
    backend->name,
    backend->name
  );
}

static bool note_step(RsBackend *backend, int number, RasidError *error) {
  char sql[192];
  snprintf(
    sql,
    sizeof sql,
    "INSERT INTO migrations VALUES (%d);"
    "UPDATE meta SET value = '%d' WHERE key = 'schema';"
    "UPDATE meta SET value = '%s' WHERE key = 'rasid'",
    number,
    newest(),
    RASID_VERSION
  );
  return rs_script(backend, sql, error);
}

bool rs_schema_migrate(RsBackend *backend, RasidError *error) {
  static const char first[] =
    "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY);"
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
    "INSERT INTO meta VALUES ('schema', '0'), ('rasid', '') ON CONFLICT DO NOTHING";
  int64_t version;
  if (!rs_script(backend, first, error) || !ask_version(backend, &version, error))
    return false;
  for (size_t i = 0; i < MIGRATIONS; i++) {
    const RsMigration *step = &migrations[i];
    bool has, is_upgrade = version == 1 && step->number == 2;
    if (!has_step(backend, step->number, &has, error)) return false;
    if (has) continue;
    if (is_upgrade && !rs_upgrade_begin(backend, error)) return false;
    if (!rs_script(backend, step->sql[backend->dialect], error)) return false;
    if (is_upgrade && !rs_upgrade_end(backend, error)) return false;
    if (!note_step(backend, step->number, error)) return false;
  }
  return true;
}
