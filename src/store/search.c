/* Texts that hold given words, the newest first, each with the place where it says so.
 *
 * The database finds the texts by its index of folded words; the place is looked up in the text
 * itself, so that what is shown is the original, with offsets that count in it. */
#include "export/json.h"
#include "export/screen.h"
#include "store/query.h"
#include "store/read.h"
#include "store/store.h"

enum {
  WORDS_AROUND = 12
};

/* Hits are chosen first and their texts fetched then: sorting texts would be slow. */
static const char *const hits_sql[RS_DIALECTS] = {
  "SELECT id, published, outlet, url, text,"
  "  (SELECT count(*) FROM events WHERE document = documents.number) "
  "FROM documents JOIN (SELECT documents.number AS hit FROM search_words"
  "  JOIN documents ON documents.number = search_words.rowid"
  "  WHERE search_words MATCH $1"
  "  ORDER BY published DESC NULLS LAST, documents.number LIMIT $2) AS found ON number = hit "
  "ORDER BY published DESC NULLS LAST, number",
  "SELECT id, published, outlet, url, text,"
  "  (SELECT count(*) FROM events WHERE document = documents.number) "
  "FROM documents WHERE number IN (SELECT number FROM documents WHERE number IN"
  "  (SELECT document FROM search_words WHERE words @@ $1::text::tsquery)"
  "  ORDER BY published DESC NULLS LAST, number LIMIT $2) "
  "ORDER BY published DESC NULLS LAST, number",
};
static const char *const count_sql[RS_DIALECTS] = {
  "SELECT count(*) FROM search_words WHERE search_words MATCH $1",
  "SELECT count(DISTINCT document) FROM search_words WHERE words @@ $1::text::tsquery",
};

typedef struct {
  const char *document, *published, *outlet, *url, *text;
  size_t text_bytes;
  int64_t records;
  RasidSpan span;       /* of the words that were found */
  size_t before, after; /* bytes of the text that are shown */
} Hit;

typedef struct {
  const RsQuery *query;
  const RasidWriteOptions *options;
  RsArena arena;
  RsBuffer out;
  RasidSink sink;
  void *context;
} Searching;

/* ------------------------------------------------------------------- writing */

static void write_json(const Hit *hit, RsBuffer *out) {
  RsJson json = {.out = out};
  rs_json_begin(&json, '{');
  rs_json_text_field(&json, "doc", hit->document);
  rs_json_text_field(&json, "published", hit->published);
  rs_json_text_field(&json, "outlet", hit->outlet);
  rs_json_text_field(&json, "url", hit->url);
  rs_json_integer_field(&json, "records", hit->records);
  rs_json_integer_field(&json, "start", hit->span.start);
  rs_json_integer_field(&json, "end", hit->span.end);
  rs_json_key(&json, "snippet");
  rs_json_bytes(&json, hit->text + hit->before, hit->after - hit->before);
  rs_json_end(&json, '}');
  rs_buffer_add_char(out, '\n');
}

/* What stands around the words, on one line: headline and text are parted by a line end. */
static void write_passage(const Hit *hit, RsScreen *screen, RsArena *arena) {
  size_t bytes = hit->after - hit->before;
  char *line = rs_arena_string(arena, hit->text + hit->before, bytes);
  if (!line) {
    screen->out->failed = true;
    return;
  }
  for (size_t i = 0; i < bytes; i++) {
    if (line[i] == '\n' || line[i] == '\r' || line[i] == '\t') line[i] = ' ';
  }
  rs_screen_mixed_bytes(screen, line, bytes);
}

static void write_block(const Hit *hit, Searching *searching) {
  RsBuffer *out = &searching->out;
  RsScreen screen = rs_screen(out, searching->options);
  rs_screen_text(&screen, RS_STYLE_TITLE, hit->published ? hit->published : "no date");
  rs_buffer_add_text(out, "  ");
  if (hit->outlet) rs_screen_mixed(&screen, hit->outlet);
  if (hit->outlet) rs_buffer_add_text(out, "  ");
  rs_screen_mixed(&screen, hit->document);
  const char *records = hit->records == 1 ? "record" : "records";
  rs_buffer_format(out, "  %lld %s\n    ", (long long)hit->records, records);
  write_passage(hit, &screen, &searching->arena);
  rs_buffer_add_text(out, "\n");
}

/* -------------------------------------------------------------------- hits */

static bool find_place(Searching *searching, Hit *hit) {
  RsWordList words;
  size_t first = 0, last = 0;
  if (!rs_search_split(&words, &searching->arena, hit->text, hit->text_bytes)) {
    rs_buffer_release(&words.folded);
    return false;
  }
  if (words.count) rs_query_match(searching->query, &words, &first, &last);
  rs_buffer_release(&words.folded);
  if (!words.count) return true;
  size_t begin = first > WORDS_AROUND ? first - WORDS_AROUND : 0;
  size_t end = last + WORDS_AROUND < words.count ? last + WORDS_AROUND : words.count - 1;
  hit->span = (RasidSpan) {words.words[first].start, words.words[last].end};
  hit->before = words.words[begin].byte;
  hit->after = words.words[end].byte_end;
  return true;
}

static bool take_hit(void *context, const RsRow *row, RasidError *error) {
  Searching *searching = context;
  rs_arena_reset(&searching->arena);
  RsTaking taking = {.row = row, .arena = &searching->arena};
  Hit hit = {.document = rs_take_text(&taking)};
  hit.published = rs_take_text(&taking);
  hit.outlet = rs_take_text(&taking);
  hit.url = rs_take_text(&taking);
  hit.text_bytes = rs_cell(row, taking.column).text.count;
  hit.text = rs_take_text(&taking);
  hit.records = rs_take_integer(&taking);
  if (taking.has_failed || !hit.text || !find_place(searching, &hit))
    return rs_no_memory(error);
  if (searching->options->format == RASID_FORMAT_TABLE)
    write_block(&hit, searching);
  else
    write_json(&hit, &searching->out);
  return rs_buffer_flush(
    &searching->out, RS_FLUSH_BYTES, searching->sink, searching->context, error
  );
}

static bool take_total(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  *(uint64_t *)context = (uint64_t)rs_cell(row, 0).integer;
  return true;
}

static bool ask(
  RsBackend *backend, Searching *searching, size_t limit, uint64_t *total, RasidError *error
) {
  RsBuffer match = {0};
  RsValues values = {.count = 0};
  rs_query_write(searching->query, backend->dialect, &match);
  if (match.failed) {
    rs_buffer_release(&match);
    return rs_no_memory(error);
  }
  rs_values_text(&values, match.data);
  RsDialect dialect = backend->dialect;
  const RsBackendMethods *methods = backend->methods;
  bool is_told =
    methods->query(backend, count_sql[dialect], &values, take_total, total, error);
  rs_values_integer(&values, limit && limit <= INT64_MAX ? (int64_t)limit : INT64_MAX);
  is_told =
    is_told &&
    methods->query(backend, hits_sql[dialect], &values, take_hit, searching, error) &&
    rs_buffer_flush(&searching->out, 1, searching->sink, searching->context, error);
  rs_buffer_release(&match);
  return is_told;
}

bool rasid_store_search(
  RasidStore *store,
  const char *text,
  size_t limit,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  uint64_t *total,
  RasidError *error
) {
  static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};
  RsQuery query;
  Searching searching = {
    .query = &query,
    .options = options ? options : &default_options,
    .sink = sink,
    .context = context,
  };
  *total = 0;
  bool is_done = rs_query_read(&query, text, error) &&
                 ask(store->backend, &searching, limit, total, error);
  rs_query_release(&query);
  rs_buffer_release(&searching.out);
  rs_arena_release(&searching.arena);
  return is_done;
}
