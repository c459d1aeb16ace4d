/* Numbers about a database, and tidying it. */
#include "export/json.h"
#include "export/screen.h"
#include "store/store.h"

/* A part of the answer: rows of a name and a count. */
typedef struct {
  const char *key, *title, *sql;
} Part;

static const Part parts[] = {
  {"totals",
   "total",
   "SELECT 'documents', count(*) FROM documents "
   "UNION ALL SELECT 'records', count(*) FROM events "
   "UNION ALL SELECT 'documents with records', count(DISTINCT document) FROM events "
   "UNION ALL SELECT 'decisions', count(*) FROM decisions "
   "UNION ALL SELECT 'decisions without their record', count(*) FROM decisions "
   "WHERE verdict IN ('accept', 'correct', 'reject') AND event NOT IN (SELECT id FROM events)"},
  {"events",
   "by event",
   "SELECT event, count(*) FROM events GROUP BY event ORDER BY count(*) DESC, event"},
  {"statuses",
   "by status",
   "SELECT status, count(*) FROM events GROUP BY status ORDER BY count(*) DESC, status"},
  {"countries",
   "by country of the place, the first twenty",
   "SELECT place_country, count(*) FROM events WHERE place_country IS NOT NULL "
   "GROUP BY place_country ORDER BY count(*) DESC, place_country LIMIT 20"},
  {"years",
   "documents by year",
   "SELECT substr(published, 1, 4), count(*) FROM documents WHERE published IS NOT NULL "
   "GROUP BY substr(published, 1, 4) ORDER BY substr(published, 1, 4)"},
  {"runs",
   "documents by what coded them: knowledge, program, threshold",
   "SELECT knowledge || ' ' || program || ' ' || CAST(min_score AS TEXT), "
   "(SELECT count(*) FROM documents WHERE run = runs.number) FROM runs ORDER BY number"},
};
static const char *const bytes_sql[RS_DIALECTS] = {
  "SELECT 'bytes', page_count * page_size FROM pragma_page_count, pragma_page_size",
  "SELECT 'bytes', CAST(sum(pg_total_relation_size(oid)) AS BIGINT) FROM pg_class "
  "WHERE relkind = 'r' AND relnamespace = 'rasid'::regnamespace",
};

typedef struct {
  RsBackend *backend;
  const RasidWriteOptions *options;
  RsBuffer out;
  RsJson json;
  RsBuffer name;
} Writing;

static bool take_count(void *context, const RsRow *row, RasidError *error) {
  Writing *writing = context;
  (void)error;
  RsBytes name = rs_cell(row, 0).text;
  int64_t count = rs_cell(row, 1).integer;
  writing->name.count = 0; /* and not what has failed */
  rs_buffer_add(&writing->name, name.data, name.count);
  rs_buffer_add_char(&writing->name, '\0');
  if (writing->name.failed) return true; /* seen at the end */
  if (writing->options->format == RASID_FORMAT_TABLE) {
    RsScreen screen = rs_screen(&writing->out, writing->options);
    rs_buffer_format(&writing->out, "%12lld  ", (long long)count);
    rs_screen_mixed(&screen, writing->name.data);
    rs_buffer_add_char(&writing->out, '\n');
    return true;
  }
  rs_json_begin(&writing->json, '{');
  rs_json_text_field(&writing->json, "name", writing->name.data);
  rs_json_integer_field(&writing->json, "count", count);
  rs_json_end(&writing->json, '}');
  return true;
}

static bool write_part(
  Writing *writing, const char *key, const char *title, const char *sql, RasidError *error
) {
  RsValues none = {.count = 0};
  bool is_table = writing->options->format == RASID_FORMAT_TABLE;
  if (is_table) {
    rs_buffer_format(&writing->out, "%s%s\n", writing->out.count ? "\n" : "", title);
  } else {
    rs_json_key(&writing->json, key);
    rs_json_begin(&writing->json, '[');
  }
  RsBackend *backend = writing->backend;
  if (!backend->methods->query(backend, sql, &none, take_count, writing, error))
    return false;
  if (!is_table) rs_json_end(&writing->json, ']');
  return true;
}

static bool write_parts(Writing *writing, RasidError *error) {
  bool is_table = writing->options->format == RASID_FORMAT_TABLE;
  if (!is_table) rs_json_begin(&writing->json, '{');
  for (size_t i = 0; i < RS_COUNT_OF(parts); i++) {
    const Part *part = &parts[i];
    if (!write_part(writing, part->key, part->title, part->sql, error)) return false;
  }
  const char *sql = bytes_sql[writing->backend->dialect];
  if (!write_part(writing, "size", "size", sql, error)) return false;
  if (!is_table) rs_json_end(&writing->json, '}');
  if (!is_table) rs_buffer_add_char(&writing->out, '\n');
  return !writing->name.failed || rs_no_memory(error);
}

bool rasid_store_stats(
  RasidStore *store,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};
  RsBackend *backend = store->backend;
  Writing writing = {.backend = backend, .options = options ? options : &default_options};
  writing.json.out = &writing.out;
  if (!backend->methods->begin(backend, true, error)) return false;
  bool is_written =
    write_parts(&writing, error) && rs_buffer_flush(&writing.out, 1, sink, context, error);
  backend->methods->rollback(backend, NULL);
  rs_buffer_release(&writing.out);
  rs_buffer_release(&writing.name);
  return is_written;
}

bool rasid_store_vacuum(RasidStore *store, RasidError *error) {
  static const char *const sqlite[] = {
    "INSERT INTO search_words (search_words) VALUES ('optimize')",
    "ANALYZE",
    "VACUUM",
    "PRAGMA wal_checkpoint(TRUNCATE)",
  };
  if (store->backend->dialect == RS_POSTGRES)
    return rs_script(
      store->backend,
      "VACUUM (ANALYZE) runs, documents, superseded, events, mentions, participants, "
      "candidates, decisions, search_words",
      error
    );
  for (size_t i = 0; i < RS_COUNT_OF(sqlite); i++) {
    if (!rs_script(store->backend, sqlite[i], error)) return false;
  }
  return true;
}
