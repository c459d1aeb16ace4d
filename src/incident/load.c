/* Stored events as reports.
 *
 * Three walks over the database go side by side, all in the order of event rows: events with what
 * is needed of their documents, parties, sketches. No text is read but for events that have no
 * sketch yet, each document once.
 *
 * A day that the text does not tell is guessed: news is of yesterday or today, so the deed lies within
 * three days before publication (behind it, when it is planned). An open range ends with the
 * publication: `منذ مطلع الشهر` of the fifth is the first to the fifth.
 */
#include "incident/tables.h"

#include "entity/calendar.h"

enum {
  GUESSED_DAYS = 3
};

/* ------------------------------------------------------------------ sketches */

/* A sketch as text: six letters for each value, six bits in each, as both databases can hold it. */
enum {
  LETTERS = 6,
  FIRST_LETTER = '0' /* `0` to `o`, 64 of them */
};

static RsBytes write_sketch(const RsSketch *sketch, char text[LETTERS * RS_SKETCH_VALUES]) {
  for (uint32_t i = 0; i < LETTERS * sketch->count; i++) {
    uint32_t bits = sketch->values[i / LETTERS] >> 6 * (i % LETTERS);
    text[i] = (char)(FIRST_LETTER + (bits & 63));
  }
  return (RsBytes) {text, LETTERS * sketch->count};
}

static RsSketch read_sketch(RsBytes text) {
  RsSketch sketch = {0};
  if (text.count > LETTERS * RS_SKETCH_VALUES) return sketch;
  sketch.count = (uint32_t)(text.count / LETTERS);
  for (uint32_t i = 0; i < LETTERS * sketch.count; i++) {
    uint32_t bits = ((uint32_t)(unsigned char)text.data[i] - FIRST_LETTER) & 63;
    sketch.values[i / LETTERS] |= bits << 6 * (i % LETTERS);
  }
  return sketch;
}

typedef struct {
  RsBackend *backend;
  RsArena arena;
  int64_t document; /* the one in `passages`; -1: none */
  RsPassages passages;
  RsSketch lead, passage;
  int64_t event; /* the one whose mentions are being read; -1: none */
  uint64_t added;
} Sketcher;

static bool take_document_text(void *context, const RsRow *row, RasidError *error) {
  Sketcher *sketcher = context;
  RsBytes text = rs_cell(row, 0).text;
  const char *bytes = text.data ? text.data : "";
  return rs_passages_read(&sketcher->passages, &sketcher->arena, bytes, text.count) ||
         rs_no_memory(error);
}

static bool open_document(Sketcher *sketcher, int64_t document, RasidError *error) {
  RsValues number = {.count = 0};
  if (sketcher->document == document) return true;
  rs_arena_reset(&sketcher->arena);
  sketcher->passages = (RsPassages) {0};
  sketcher->lead = (RsSketch) {0};
  sketcher->document = -1;
  rs_values_integer(&number, document);
  if (!rs_rows(
        sketcher->backend, RS_SQL_TEXT, &number, take_document_text, sketcher, error
      ))
    return false;
  rs_sketch_add_lead(&sketcher->lead, &sketcher->passages);
  sketcher->document = document;
  return true;
}

static bool save_sketch(Sketcher *sketcher, RasidError *error) {
  char text[2][LETTERS * RS_SKETCH_VALUES];
  RsValues values = {.count = 0};
  if (sketcher->event < 0) return true;
  rs_values_integer(&values, sketcher->event);
  rs_values_bytes(&values, write_sketch(&sketcher->passage, text[0]));
  rs_values_bytes(&values, write_sketch(&sketcher->lead, text[1]));
  sketcher->passage = (RsSketch) {0};
  sketcher->added++;
  return rs_run(sketcher->backend, RS_SQL_ADD_SKETCH, &values, error);
}

/* Rows are mentions, those of an event one behind the other. */
static bool take_mention(void *context, const RsRow *row, RasidError *error) {
  Sketcher *sketcher = context;
  int64_t event = rs_cell(row, 1).integer;
  if (event != sketcher->event && !save_sketch(sketcher, error)) return false;
  sketcher->event = event;
  if (!open_document(sketcher, rs_cell(row, 0).integer, error)) return false;
  RsValue point = rs_cell(row, 2);
  if (point.kind != RS_VALUE_NULL)
    rs_sketch_add_sentence(
      &sketcher->passage, &sketcher->passages, (uint32_t)point.integer
    );
  return true;
}

bool rs_sketches_add_missing(RsBackend *backend, uint64_t *added, RasidError *error) {
  static const char missing[] =
    "SELECT events.document, events.number, mentions.span_start FROM events "
    "LEFT JOIN mentions ON mentions.event = events.number "
    "WHERE NOT EXISTS (SELECT 1 FROM incident_sketches AS s WHERE s.event = events.number) "
    "ORDER BY events.number, mentions.position";
  RsValues none = {.count = 0};
  Sketcher sketcher = {.backend = backend, .document = -1, .event = -1};
  bool is_done =
    backend->methods->query(backend, missing, &none, take_mention, &sketcher, error) &&
    save_sketch(&sketcher, error) && backend->methods->settle(backend, error);
  *added = sketcher.added;
  rs_arena_release(&sketcher.arena);
  return is_done;
}

/* ------------------------------------------------------------------- reports */

/* Events are read in pages, what hangs on them behind each page: a database over a network sends
 * an answer as a whole. */
enum {
  PAGE = 8192
};

typedef struct {
  RsBackend *backend;
  RsArena *arena;
  RsReport *reports;
  uint32_t count;
  size_t capacity;
  uint32_t at; /* the report whose parties or sketches are being read */
  size_t party_capacity;
} Loader;

/* "" for NULL. */
static const char *take_text(RsTaking *taking) {
  const char *text = rs_take_text(taking);
  return text ? text : "";
}

static int32_t take_day(RsTaking *taking) {
  int32_t day;
  RsValue value = rs_cell(taking->row, taking->column++);
  bool is_day = value.kind == RS_VALUE_TEXT && rs_day_parse(value.text.data, &day);
  return is_day ? day : RS_NO_DAY;
}

static int64_t take_bound(RsTaking *taking) {
  RsValue value = rs_cell(taking->row, taking->column++);
  return value.kind == RS_VALUE_INTEGER ? value.integer : -1;
}

static RasidCount take_count(RsTaking *taking) {
  RasidCount count = {.known = rs_take_integer(taking) != 0};
  count.min = take_bound(taking);
  count.max = take_bound(taking);
  return count;
}

static RsExtent extent_of(const char *precision, bool has_name) {
  static const char *const names[] = {
    [RS_EXTENT_NONE] = "",
    [RS_EXTENT_COUNTRY] = "country",
    [RS_EXTENT_REGION] = "region",
    [RS_EXTENT_DISTRICT] = "district",
    [RS_EXTENT_TOWN] = "town",
    [RS_EXTENT_POINT] = "point",
  };
  for (size_t i = RS_EXTENT_COUNTRY; i < RS_COUNT_OF(names); i++) {
    if (strcmp(precision, names[i]) == 0) return (RsExtent)i;
  }
  return has_name ? RS_EXTENT_TOWN : RS_EXTENT_NONE; /* an unlisted name is a small place */
}

static void guess_days(RsReport *report) {
  bool is_planned = strcmp(report->status, "planned") == 0;
  if (report->from_day == RS_NO_DAY) report->from_day = report->to_day;
  if (report->to_day == RS_NO_DAY) report->to_day = report->from_day;
  report->has_date = report->from_day != RS_NO_DAY;
  int32_t published = report->published_day;
  if (published == RS_NO_DAY) return;
  if (!report->has_date) {
    report->from_day = is_planned ? published : published - GUESSED_DAYS;
    report->to_day = is_planned ? published + GUESSED_DAYS : published;
  } else if (!is_planned && report->from_day <= published && report->to_day > published) {
    report->to_day = published;
  }
}

static void read_event(RsTaking *taking, RsReport *report) {
  report->event = rs_take_integer(taking);
  report->id = take_text(taking);
  report->document = take_text(taking);
  report->outlet = take_text(taking);
  report->published_day = take_day(taking);
  report->type = take_text(taking);
  report->mode = take_text(taking);
  report->cameo = take_text(taking);
  report->status = take_text(taking);
  report->part_of = take_text(taking);
  report->place = take_text(taking);
  report->country = take_text(taking);
  report->admin1 = take_text(taking);
  report->lat = rs_take_real(taking);
  report->lon = rs_take_real(taking);
  report->extent = extent_of(take_text(taking), *report->place);
  report->place_key = *report->place ? rs_name_key(report->place) : 0;
  report->from_day = take_day(taking);
  report->to_day = take_day(taking);
  report->deaths = take_count(taking);
  report->injured = take_count(taking);
  report->detained = take_count(taking);
  report->crowd = take_count(taking);
  report->sentence = (uint32_t)rs_take_integer(taking);
  report->stance = "";
  guess_days(report);
}

static bool take_event(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  RsTaking taking = {.row = row, .arena = loader->arena};
  RsReport *reports = rs_arena_grow(
    loader->arena, loader->reports, loader->count, &loader->capacity, sizeof *reports
  );
  if (!reports || loader->count == RS_NONE - 1) return rs_no_memory(error);
  loader->reports = reports;
  reports[loader->count] = (RsReport) {0};
  read_event(&taking, &reports[loader->count++]);
  return !taking.has_failed || rs_no_memory(error);
}

/* The report of an event; NULL when it is none of ours. */
static RsReport *find_report(Loader *loader, int64_t event) {
  while (loader->at < loader->count && loader->reports[loader->at].event < event) {
    loader->at++;
    loader->party_capacity = 0;
  }
  bool is_there = loader->at < loader->count && loader->reports[loader->at].event == event;
  return is_there ? &loader->reports[loader->at] : NULL;
}

/* Actors, recipients, then the source, whose stance is kept. */
static bool take_party(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  RsTaking taking = {.row = row, .arena = loader->arena};
  RsReport *report = find_report(loader, rs_take_integer(&taking));
  const char *role = take_text(&taking);
  if (!report) return true;
  RsReportParty party = {
    .name = take_text(&taking),
    .country = take_text(&taking),
    .sector = take_text(&taking),
    .code = take_text(&taking),
  };
  const char *stance = take_text(&taking);
  if (taking.has_failed) return rs_no_memory(error);
  if (*role == 's') return report->stance = stance, true;
  RsReportParty *parties = (RsReportParty *)(uintptr_t)report->parties; /* ours */
  parties = rs_arena_grow(
    loader->arena, parties, report->party_count, &loader->party_capacity, sizeof *parties
  );
  if (!parties) return rs_no_memory(error);
  parties[report->party_count++] = party;
  report->actor_count += *role == 'a';
  report->parties = parties;
  return true;
}

static bool take_sketch(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  (void)error;
  RsReport *report = find_report(loader, rs_cell(row, 0).integer);
  if (!report) return true;
  report->passage = read_sketch(rs_cell(row, 1).text);
  report->lead = read_sketch(rs_cell(row, 2).text);
  return true;
}

static void sketch_victims(Loader *loader, uint32_t first) {
  for (uint32_t i = first; i < loader->count; i++) {
    RsReport *report = &loader->reports[i];
    if (report->party_count == report->actor_count + 1)
      rs_sketch_add_name(&report->victim, report->parties[report->actor_count].name);
  }
}

static bool read_rows(
  Loader *loader,
  const char *sql,
  int64_t from,
  int64_t to,
  RsRowVisitor visit,
  RasidError *error
) {
  RsValues range = {.count = 0};
  rs_values_integer(&range, from);
  rs_values_integer(&range, to);
  loader->party_capacity = 0;
  return loader->backend->methods->query(
    loader->backend, sql, &range, visit, loader, error
  );
}

/* The events behind `*last`; `*is_more` when there may be others behind them. */
static bool load_page(Loader *loader, int64_t *last, bool *is_more, RasidError *error) {
  static const char events[] =
    "SELECT e.number, e.id, d.id, d.outlet, d.published, e.event, e.mode, e.cameo, e.status, "
    "e.part_of, e.place_name, e.place_country, e.place_admin1, e.place_lat, e.place_lon, "
    "e.place_precision, e.date_from, e.date_to, e.deaths_known, e.deaths_min, e.deaths_max, "
    "e.injured_known, e.injured_min, e.injured_max, e.detained_known, e.detained_min, "
    "e.detained_max, e.crowd_known, e.crowd_min, e.crowd_max, e.sentence "
    "FROM events AS e JOIN documents AS d ON d.number = e.document "
    "WHERE e.number > $1 ORDER BY e.number LIMIT $2";
  static const char parties[] =
    "SELECT event, role, name, country, sector, code, stance FROM participants "
    "WHERE event >= $1 AND event <= $2 ORDER BY event, role, position";
  static const char sketches[] = "SELECT event, passage, lead FROM incident_sketches "
                                 "WHERE event >= $1 AND event <= $2 ORDER BY event";
  uint32_t first = loader->count;
  if (!read_rows(loader, events, *last, PAGE, take_event, error)) return false;
  *is_more = loader->count - first == PAGE;
  if (loader->count == first) return true;
  int64_t from = loader->reports[first].event;
  *last = loader->reports[loader->count - 1].event;
  loader->at = first;
  if (!read_rows(loader, parties, from, *last, take_party, error)) return false;
  loader->at = first;
  if (!read_rows(loader, sketches, from, *last, take_sketch, error)) return false;
  sketch_victims(loader, first);
  return true;
}

bool rs_reports_load(
  RsBackend *backend, RsArena *arena, RsReport **reports, uint32_t *count, RasidError *error
) {
  Loader loader = {.backend = backend, .arena = arena};
  int64_t last = -1;
  bool is_more = true, is_loaded = true;
  while (is_loaded && is_more)
    is_loaded = load_page(&loader, &last, &is_more, error);
  *reports = loader.reports;
  *count = loader.count;
  return is_loaded;
}
