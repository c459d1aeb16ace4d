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

#include <math.h>

enum {
  GUESSED_DAYS = 3
};

/* ------------------------------------------------------------------ sketches */

static void write_sketch(const RsSketch *sketch, uint8_t bytes[4 * RS_SKETCH_VALUES]) {
  for (uint32_t i = 0; i < 4 * sketch->count; i++)
    bytes[i] = (uint8_t)(sketch->values[i / 4] >> 8 * (i % 4));
}

static RsSketch read_sketch(sqlite3_stmt *statement, int column) {
  RsSketch sketch = {0};
  const uint8_t *bytes = sqlite3_column_blob(statement, column);
  int count = sqlite3_column_bytes(statement, column) / 4;
  if (!bytes || count > RS_SKETCH_VALUES) return sketch;
  sketch.count = (uint32_t)count;
  for (int i = 0; i < 4 * count; i++)
    sketch.values[i / 4] |= (uint32_t)bytes[i] << 8 * (i % 4);
  return sketch;
}

typedef struct {
  RsSqlite *sqlite;
  sqlite3_stmt *text, *add;
  RsArena arena;
  int64_t document; /* the one in `passages`; -1: none */
  RsPassages passages;
  RsSketch lead;
  uint64_t added;
  RasidError *error;
} Sketcher;

static bool open_document(Sketcher *sketcher, int64_t document) {
  if (sketcher->document == document) return true;
  rs_arena_reset(&sketcher->arena);
  sqlite3_bind_int64(sketcher->text, 1, document);
  int result = rs_incidents_step(sketcher->sqlite, sketcher->text, sketcher->error);
  bool is_read = result == SQLITE_ROW;
  if (is_read) {
    const char *text = (const char *)sqlite3_column_text(sketcher->text, 0);
    size_t bytes = (size_t)sqlite3_column_bytes(sketcher->text, 0);
    is_read =
      rs_passages_read(&sketcher->passages, &sketcher->arena, text ? text : "", bytes) ||
      rs_error_set(sketcher->error, RASID_ERROR_MEMORY, 0, "out of memory");
  }
  sketcher->lead = (RsSketch) {0};
  if (is_read) rs_sketch_add_lead(&sketcher->lead, &sketcher->passages);
  sketcher->document = is_read ? document : -1;
  sqlite3_reset(sketcher->text);
  return is_read;
}

static bool save_sketch(Sketcher *sketcher, int64_t event, const RsSketch *passage) {
  uint8_t bytes[2][4 * RS_SKETCH_VALUES];
  const RsSketch *sketches[] = {passage, &sketcher->lead};
  sqlite3_bind_int64(sketcher->add, 1, event);
  for (int i = 0; i < 2; i++) {
    write_sketch(sketches[i], bytes[i]);
    int count = (int)(4 * sketches[i]->count);
    sqlite3_bind_blob(sketcher->add, 2 + i, bytes[i], count, SQLITE_STATIC);
  }
  sketcher->added++;
  return rs_incidents_run(sketcher->sqlite, sketcher->add, sketcher->error);
}

/* Rows are mentions, those of an event one behind the other. */
static bool sketch_rows(Sketcher *sketcher, sqlite3_stmt *rows) {
  RsSketch passage = {0};
  int64_t event = -1;
  int result;
  while ((result = rs_incidents_step(sketcher->sqlite, rows, sketcher->error)) == SQLITE_ROW
  ) {
    int64_t next = sqlite3_column_int64(rows, 1);
    if (event >= 0 && next != event) {
      if (!save_sketch(sketcher, event, &passage)) return false;
      passage = (RsSketch) {0};
    }
    event = next;
    if (!open_document(sketcher, sqlite3_column_int64(rows, 0))) return false;
    if (sqlite3_column_type(rows, 2) == SQLITE_NULL) continue;
    uint32_t point = (uint32_t)sqlite3_column_int64(rows, 2);
    rs_sketch_add_sentence(&passage, &sketcher->passages, point);
  }
  if (result != SQLITE_DONE) return false;
  return event < 0 || save_sketch(sketcher, event, &passage);
}

bool rs_sketches_add_missing(RsSqlite *sqlite, uint64_t *added, RasidError *error) {
  static const char missing[] =
    "SELECT events.document, events.number, mentions.span_start FROM events "
    "LEFT JOIN mentions ON mentions.event = events.number "
    "WHERE NOT EXISTS (SELECT 1 FROM incident_sketches AS s WHERE s.event = events.number) "
    "ORDER BY events.number, mentions.position";
  Sketcher sketcher = {
    .sqlite = sqlite,
    .text =
      rs_incidents_prepare(sqlite, "SELECT text FROM documents WHERE number = ?", error),
    .add =
      rs_incidents_prepare(sqlite, "INSERT INTO incident_sketches VALUES (?, ?, ?)", error),
    .document = -1,
    .error = error,
  };
  sqlite3_stmt *rows = rs_incidents_prepare(sqlite, missing, error);
  bool is_done = sketcher.text && sketcher.add && rows && sketch_rows(&sketcher, rows);
  *added = sketcher.added;
  sqlite3_finalize(rows);
  sqlite3_finalize(sketcher.text);
  sqlite3_finalize(sketcher.add);
  rs_arena_release(&sketcher.arena);
  return is_done;
}

/* ------------------------------------------------------------------- reports */

typedef struct {
  RsSqlite *sqlite;
  RsArena *arena;
  sqlite3_stmt *events, *parties, *sketches;
  int party_state, sketch_state; /* SQLITE_ROW while there is a row to be taken */
  RasidError *error;
  bool has_failed;
} Loader;

static const char *take_text(Loader *loader, sqlite3_stmt *row, int column) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  if (!text || !*text) return "";
  const char *copy =
    rs_arena_string(loader->arena, text, (size_t)sqlite3_column_bytes(row, column));
  if (copy) return copy;
  loader->has_failed = true;
  return "";
}

static int32_t take_day(sqlite3_stmt *row, int column) {
  int32_t day;
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text && rs_day_parse(text, &day) ? day : RS_NO_DAY;
}

static double take_degrees(sqlite3_stmt *row, int column) {
  bool is_null = sqlite3_column_type(row, column) == SQLITE_NULL;
  return is_null ? (double)NAN : sqlite3_column_double(row, column);
}

static int64_t take_bound(sqlite3_stmt *row, int column) {
  bool is_open = sqlite3_column_type(row, column) == SQLITE_NULL;
  return is_open ? -1 : sqlite3_column_int64(row, column);
}

static RasidCount take_count(sqlite3_stmt *row, int column) {
  return (RasidCount) {
    .known = sqlite3_column_int64(row, column) != 0,
    .min = take_bound(row, column + 1),
    .max = take_bound(row, column + 2),
  };
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

static void take_event(Loader *loader, RsReport *report) {
  sqlite3_stmt *row = loader->events;
  report->event = sqlite3_column_int64(row, 0);
  report->id = take_text(loader, row, 1);
  report->document = take_text(loader, row, 2);
  report->outlet = take_text(loader, row, 3);
  report->published_day = take_day(row, 4);
  report->type = take_text(loader, row, 5);
  report->mode = take_text(loader, row, 6);
  report->cameo = take_text(loader, row, 7);
  report->status = take_text(loader, row, 8);
  report->part_of = take_text(loader, row, 9);
  report->place = take_text(loader, row, 10);
  report->country = take_text(loader, row, 11);
  report->admin1 = take_text(loader, row, 12);
  report->lat = take_degrees(row, 13);
  report->lon = take_degrees(row, 14);
  report->extent = extent_of(take_text(loader, row, 15), *report->place);
  report->place_key = *report->place ? rs_name_key(report->place) : 0;
  report->from_day = take_day(row, 16);
  report->to_day = take_day(row, 17);
  report->deaths = take_count(row, 18);
  report->injured = take_count(row, 21);
  report->detained = take_count(row, 24);
  report->crowd = take_count(row, 27);
  report->sentence = (uint32_t)sqlite3_column_int64(row, 30);
  report->stance = "";
  guess_days(report);
}

/* The parties of the event: actors, recipients, then the source, whose stance is kept. */
static void take_parties(Loader *loader, RsReport *report) {
  RsReportParty *parties = NULL;
  size_t capacity = 0;
  sqlite3_stmt *row = loader->parties;
  while (loader->party_state == SQLITE_ROW && !loader->has_failed &&
         sqlite3_column_int64(row, 0) <= report->event) {
    const char *role = (const char *)sqlite3_column_text(row, 1);
    if (role && *role == 's') {
      report->stance = take_text(loader, row, 6);
    } else if (role) {
      parties = rs_arena_grow(
        loader->arena, parties, report->party_count, &capacity, sizeof *parties
      );
      if (!parties) loader->has_failed = true;
      if (!parties) return;
      parties[report->party_count++] = (RsReportParty) {
        .name = take_text(loader, row, 2),
        .country = take_text(loader, row, 3),
        .sector = take_text(loader, row, 4),
        .code = take_text(loader, row, 5),
      };
      report->actor_count += *role == 'a';
    }
    loader->party_state = rs_incidents_step(loader->sqlite, row, loader->error);
  }
  report->parties = parties;
  if (report->party_count == report->actor_count + 1)
    rs_sketch_add_name(&report->victim, parties[report->actor_count].name);
}

static void take_sketches(Loader *loader, RsReport *report) {
  sqlite3_stmt *row = loader->sketches;
  while (loader->sketch_state == SQLITE_ROW && sqlite3_column_int64(row, 0) <= report->event
  ) {
    if (sqlite3_column_int64(row, 0) == report->event) {
      report->passage = read_sketch(row, 1);
      report->lead = read_sketch(row, 2);
    }
    loader->sketch_state = rs_incidents_step(loader->sqlite, row, loader->error);
  }
}

static bool load(Loader *loader, RsReport **reports, uint32_t *count) {
  size_t capacity = 0;
  int state;
  loader->party_state = rs_incidents_step(loader->sqlite, loader->parties, loader->error);
  loader->sketch_state = rs_incidents_step(loader->sqlite, loader->sketches, loader->error);
  while ((state = rs_incidents_step(loader->sqlite, loader->events, loader->error)) ==
         SQLITE_ROW) {
    *reports = rs_arena_grow(loader->arena, *reports, *count, &capacity, sizeof **reports);
    if (!*reports || *count == RS_NONE - 1) loader->has_failed = true;
    if (loader->has_failed) break;
    RsReport *report = &(*reports)[(*count)++];
    *report = (RsReport) {0};
    take_event(loader, report);
    take_parties(loader, report);
    take_sketches(loader, report);
  }
  if (loader->has_failed) {
    return rs_error_set(loader->error, RASID_ERROR_MEMORY, 0, "out of memory");
  }
  return state == SQLITE_DONE && loader->party_state != SQLITE_ERROR &&
         loader->sketch_state != SQLITE_ERROR;
}

bool rs_reports_load(
  RsSqlite *sqlite, RsArena *arena, RsReport **reports, uint32_t *count, RasidError *error
) {
  static const char events[] =
    "SELECT e.number, e.id, d.id, d.outlet, d.published, e.event, e.mode, e.cameo, e.status, "
    "e.part_of, e.place_name, e.place_country, e.place_admin1, e.place_lat, e.place_lon, "
    "e.place_precision, e.date_from, e.date_to, e.deaths_known, e.deaths_min, e.deaths_max, "
    "e.injured_known, e.injured_min, e.injured_max, e.detained_known, e.detained_min, "
    "e.detained_max, e.crowd_known, e.crowd_min, e.crowd_max, e.sentence "
    "FROM events AS e JOIN documents AS d ON d.number = e.document ORDER BY e.number";
  static const char parties[] =
    "SELECT event, role, name, country, sector, code, stance FROM participants "
    "ORDER BY event, role, position";
  static const char sketches[] =
    "SELECT event, passage, lead FROM incident_sketches ORDER BY event";
  Loader loader = {
    .sqlite = sqlite,
    .arena = arena,
    .events = rs_incidents_prepare(sqlite, events, error),
    .parties = rs_incidents_prepare(sqlite, parties, error),
    .sketches = rs_incidents_prepare(sqlite, sketches, error),
    .error = error,
  };
  *reports = NULL;
  *count = 0;
  bool is_loaded =
    loader.events && loader.parties && loader.sketches && load(&loader, reports, count);
  sqlite3_finalize(loader.events);
  sqlite3_finalize(loader.parties);
  sqlite3_finalize(loader.sketches);
  return is_loaded;
}
