/* The database read into a snapshot: a few queries whose rows come in the order of their
 * numbers, so that records find their documents, and parties their records, by going along. */
#include "server/snapshot.h"

#include "entity/entity.h"

#include <math.h>
#include <stdlib.h>

/* A row of the database and the column that is read next. */
typedef struct {
  const RsRow *row;
  int column;
} Cells;

static RsBytes next_text(Cells *cells) {
  RsValue value = rs_cell(cells->row, cells->column++);
  return value.kind == RS_VALUE_TEXT ? value.text : (RsBytes) {"", 0};
}

static int64_t next_integer(Cells *cells, int64_t missing) {
  RsValue value = rs_cell(cells->row, cells->column++);
  return value.kind == RS_VALUE_INTEGER ? value.integer : missing;
}

static double next_real(Cells *cells) {
  RsValue value = rs_cell(cells->row, cells->column++);
  if (value.kind == RS_VALUE_INTEGER) return (double)value.integer;
  return value.kind == RS_VALUE_REAL ? value.real : (double)NAN;
}

static uint32_t next_name(RsTextTable *names, Cells *cells) {
  RsBytes text = next_text(cells);
  uint32_t name = rs_known_add(names, text.data, text.count);
  return name == RS_NONE ? 0 : name;
}

static int32_t next_day(Cells *cells) {
  RsBytes text = next_text(cells);
  char day[16] = "";
  int32_t parsed;
  if (text.count == 10) memcpy(day, text.data, 10);
  return rs_day_parse(day, &parsed) ? parsed : RS_UNDATED;
}

/* ------------------------------------------------------------------ documents */

static bool take_paper(void *context, const RsRow *row, RasidError *error) {
  RsSnapshot *all = context;
  RsPaper *grown =
    rs_grow(all->papers, all->paper_count, &all->paper_capacity, sizeof *all->papers);
  if (!grown) return rs_no_memory(error);
  all->papers = grown;
  Cells cells = {.row = row};
  RsPaper *paper = &grown[all->paper_count++];
  *paper = (RsPaper) {.number = next_integer(&cells, 0)};
  paper->published = next_day(&cells);
  paper->outlet = next_name(&all->names, &cells);
  return true;
}

/* -------------------------------------------------------------------- records */

static const char fact_columns[] =
  "SELECT number, document, event, mode, status, quad, goldstein, place_start, place_name, "
  "place_country, place_admin1, place_precision, place_lat, place_lon, date_from, date_to, "
  "deaths_max, deaths_min, score, cameo FROM events";

enum {
  PLACE_COLUMNS = 7
};

static void take_place(RsSnapshot *all, RsFact *fact, Cells *cells) {
  fact->place = RS_NONE;
  if (rs_cell(cells->row, cells->column).kind == RS_VALUE_NULL) {
    cells->column += PLACE_COLUMNS;
    return;
  }
  cells->column++;
  RsSpot spot = {.name = next_name(&all->names, cells)};
  RsBytes country = rs_cell(cells->row, cells->column).kind == RS_VALUE_TEXT
                      ? rs_cell(cells->row, cells->column).text
                      : (RsBytes) {"", 0};
  fact->country = (uint16_t)rs_known_add(&all->countries, country.data, country.count);
  spot.country = next_name(&all->names, cells);
  spot.admin1 = next_name(&all->names, cells);
  spot.precision = next_name(&all->names, cells);
  spot.lat = (float)next_real(cells);
  spot.lon = (float)next_real(cells);
  fact->place = rs_spot_add(all, spot);
}

static int32_t clamp(int64_t figure) {
  return figure < 0 ? -1 : figure > INT32_MAX ? INT32_MAX : (int32_t)figure;
}

static void take_days(RsFact *fact, Cells *cells) {
  int32_t from = next_day(cells), to = next_day(cells);
  fact->from = from != RS_UNDATED ? from : to;
  fact->to = to != RS_UNDATED ? to : from;
}

static unsigned accord_of(const RsSnapshot *all, const RsFact *fact, RsBytes cameo) {
  char code[8] = "";
  const char *type = rs_known_text(&all->types, fact->type);
  if (cameo.count < sizeof code) memcpy(code, cameo.data, cameo.count);
  return rs_accord_of(type ? type : "", code);
}

static void fill_fact(RsSnapshot *all, RsFact *fact, const RsRow *row) {
  Cells cells = {.row = row};
  *fact = (RsFact) {.incident = RS_NONE, .number = next_integer(&cells, 0)};
  fact->document = rs_paper_find(all, next_integer(&cells, 0));
  fact->type = (uint8_t)next_name(&all->types, &cells);
  fact->mode = (uint8_t)next_name(&all->modes, &cells);
  fact->status = (uint8_t)next_name(&all->statuses, &cells);
  fact->quad = (unsigned)next_integer(&cells, 0) & 255;
  double goldstein = next_real(&cells);
  fact->goldstein = isfinite(goldstein) ? (int16_t)lround(goldstein * 10) : 0;
  take_place(all, fact, &cells);
  take_days(fact, &cells);
  int64_t most = next_integer(&cells, -1), least = next_integer(&cells, -1);
  fact->deaths = clamp(most >= 0 ? most : least);
  double score = next_real(&cells);
  fact->score = isfinite(score) ? (unsigned)lround(fmin(fmax(score, 0), 1) * 100) & 255 : 0;
  fact->accord = accord_of(all, fact, next_text(&cells)) & 7;
}

static bool take_fact(void *context, const RsRow *row, RasidError *error) {
  RsSnapshot *all = context;
  RsFact *grown =
    rs_grow(all->facts, all->fact_count, &all->fact_capacity, sizeof *all->facts);
  if (!grown) return rs_no_memory(error);
  all->facts = grown;
  RsFact *fact = &grown[all->fact_count++];
  fill_fact(all, fact, row);
  if (fact->document != RS_NONE) all->papers[fact->document].events++;
  return true;
}

typedef struct {
  RsSnapshot *all;
  RsFact *fact; /* of the one record, or: */
  uint32_t at;  /* how far the records have been gone along */
} Joining;

static RsFact *fact_of(Joining *joining, int64_t number) {
  const RsSnapshot *all = joining->all;
  if (joining->fact) return joining->fact;
  while (joining->at < all->fact_count && all->facts[joining->at].number < number)
    joining->at++;
  bool is_there = joining->at < all->fact_count && all->facts[joining->at].number == number;
  return is_there ? &all->facts[joining->at] : NULL;
}

static bool take_party(void *context, const RsRow *row, RasidError *error) {
  Joining *joining = context;
  RsSnapshot *all = joining->all;
  Cells cells = {.row = row};
  RsFact *fact = fact_of(joining, next_integer(&cells, 0));
  RsBytes role = next_text(&cells);
  bool is_recipient = role.count == 9;
  if (!fact) return true;
  RsPartyName party = {.name = next_name(&all->names, &cells)};
  party.country = next_name(&all->names, &cells);
  party.sector = next_name(&all->names, &cells);
  party.code = next_name(&all->names, &cells);
  uint32_t index = rs_party_add(all, party);
  return rs_part_add(all, fact, index, is_recipient) || rs_no_memory(error);
}

/* ------------------------------------------------------------------ incidents */

static bool take_incident(void *context, const RsRow *row, RasidError *error) {
  RsSnapshot *all = context;
  uint32_t room = all->incident_capacity;
  RsFact *grown = rs_grow(all->incidents, all->incident_count, &room, sizeof *grown);
  if (!grown) return rs_no_memory(error);
  all->incidents = grown;
  uint64_t *ids =
    rs_grow(all->incident_ids, all->incident_count, &all->incident_capacity, sizeof *ids);
  if (!ids) return rs_no_memory(error);
  all->incident_ids = ids;
  Cells cells = {.row = row};
  RsFact *fact = &grown[all->incident_count];
  *fact = (RsFact) {.number = next_integer(&cells, 0), .score = 100};
  fact->incident = all->incident_count;
  char id[20] = "";
  RsBytes text = next_text(&cells);
  if (text.count < sizeof id) memcpy(id, text.data, text.count);
  ids[all->incident_count++] = strtoull(id, NULL, 16);
  fact->type = (uint8_t)next_name(&all->types, &cells);
  fact->mode = (uint8_t)next_name(&all->modes, &cells);
  fact->status = (uint8_t)next_name(&all->statuses, &cells);
  take_place(all, fact, &cells);
  take_days(fact, &cells);
  fact->deaths = clamp(next_integer(&cells, -1));
  fact->document = (uint32_t)next_integer(&cells, 0); /* independent sources */
  return true;
}

static bool take_report(void *context, const RsRow *row, RasidError *error) {
  Joining *joining = context;
  (void)error;
  RsFact *fact = fact_of(joining, rs_cell(row, 0).integer);
  uint32_t found = rs_incident_find(joining->all, rs_cell(row, 1).integer);
  if (fact && found != RS_NONE) fact->incident = found;
  return true;
}

static bool load_incidents(RsSnapshot *all, RsBackend *backend, RasidError *error) {
  static const char incidents[] =
    "SELECT number, id, event, mode, status, 1, place_name, place_country, place_admin1, "
    "place_precision, place_lat, place_lon, coalesce(date_from, day), date_to, deaths_best, "
    "sources FROM incidents ORDER BY number";
  static const char reports[] =
    "SELECT event, incident FROM incident_reports ORDER BY event";
  static const char tables[] =
    "SELECT count(*) FROM sqlite_master WHERE name IN ('incidents', 'incident_reports')";
  int64_t count = 0;
  RsValues none = {.count = 0};
  Joining joining = {.all = all};
  if (backend->dialect != RS_SQLITE) return true;
  if (!rs_ask_text(backend, tables, &count, error)) return false;
  if (count < 2) return true;
  all->is_linked = true;
  return backend->methods->query(backend, incidents, &none, take_incident, all, error) &&
         backend->methods->query(backend, reports, &none, take_report, &joining, error);
}

/* ------------------------------------------------------------------- the whole */

bool rs_snapshot_load(RsSnapshot *all, RsBackend *backend, RasidError *error) {
  static const char papers[] =
    "SELECT number, published, outlet FROM documents ORDER BY number";
  static const char parties[] =
    "SELECT event, role, name, country, sector, code FROM participants "
    "WHERE role <> 'source' ORDER BY event";
  RsBuffer facts = {0};
  rs_buffer_format(&facts, "%s ORDER BY number", fact_columns);
  rs_buffer_add_char(&facts, '\0');
  RsValues none = {.count = 0};
  Joining joining = {.all = all};
  const RsBackendMethods *methods = backend->methods;
  bool is_loaded = !facts.failed &&
                   methods->query(backend, papers, &none, take_paper, all, error) &&
                   methods->query(backend, facts.data, &none, take_fact, all, error) &&
                   methods->query(backend, parties, &none, take_party, &joining, error) &&
                   load_incidents(all, backend, error);
  rs_buffer_release(&facts);
  return is_loaded;
}

typedef struct {
  RsSnapshot *all;
  RsFact *fact;
} One;

static bool take_one(void *context, const RsRow *row, RasidError *error) {
  const One *one = context;
  (void)error;
  fill_fact(one->all, one->fact, row);
  return true;
}

bool rs_fact_load(
  RsSnapshot *all, RsBackend *backend, const char *event, RsFact *fact, RasidError *error
) {
  static const char parties[] =
    "SELECT event, role, name, country, sector, code FROM participants "
    "WHERE event = $1 AND role <> 'source'";
  RsBuffer sql = {0};
  RsValues id = {.count = 0}, number = {.count = 0};
  rs_buffer_format(&sql, "%s WHERE id = $1 ORDER BY number LIMIT 1", fact_columns);
  rs_buffer_add_char(&sql, '\0');
  rs_values_text(&id, event);
  One one = {all, fact};
  const RsBackendMethods *methods = backend->methods;
  fact->number = 0;
  bool is_loaded =
    !sql.failed && methods->query(backend, sql.data, &id, take_one, &one, error);
  rs_buffer_release(&sql);
  if (!is_loaded || !fact->number) return is_loaded;
  Joining joining = {.all = all, .fact = fact};
  rs_values_integer(&number, fact->number);
  return methods->query(backend, parties, &number, take_party, &joining, error);
}
