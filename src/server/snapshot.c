/* The snapshot: columns of the database in memory.
 *
 * A page about news filters by anything at once: types, days, a rectangle of the map, who acts
 * on whom, words, what was decided. No index of a database serves all of that, and counting
 * what is left would still read it all. But a record is 48 bytes here: half a million of them
 * are 24 MB, which a processor reads in some milliseconds. So every filter, count, map, network
 * and order is one walk over an array; the database is asked only for the records shown.
 *
 * Names are numbers that stand for texts, parties and places are rows that stand once. Records
 * are sorted by day. Decisions are worked in: a corrected record is found where it was moved
 * to. Whoever changes a row hides it and puts a new one at its place in the order, so that
 * cursors, which name day and number, stay good. */
#include "server/snapshot.h"

#include "entity/entity.h"

#include <stdlib.h>

const char *const rs_review_names[RS_REVIEWS] = {
  "open", "accepted", "corrected", "rejected", "added"};

void *rs_grow(void *array, uint32_t count, uint32_t *capacity, size_t size) {
  if (count < *capacity) return array;
  if (*capacity > UINT32_MAX / 4) return NULL;
  uint32_t larger = *capacity ? *capacity + *capacity / 2 + 16 : 1024;
  void *grown = realloc(array, (size_t)larger * size);
  if (grown) *capacity = larger;
  return grown;
}

/* ----------------------------------------------------------- tables of slots */

/* Puts `index` into a table of indexes + 1 by its hash; makes the table larger when it is half
 * full. `hash_of` gives the hash of an index that is in it. */
typedef uint64_t (*HashOf)(const void *owner, uint32_t index);

static bool rehash(
  const void *owner, HashOf hash_of, uint32_t **slots, uint32_t *slot_count, uint32_t count
) {
  if ((uint64_t)count * 2 < *slot_count) return true;
  uint32_t larger = *slot_count ? *slot_count * 2 : 256;
  uint32_t *fresh = calloc(larger, sizeof *fresh);
  if (!fresh) return false;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = (uint32_t)hash_of(owner, i) & (larger - 1);
    while (fresh[at])
      at = (at + 1) & (larger - 1);
    fresh[at] = i + 1;
  }
  free(*slots);
  *slots = fresh;
  *slot_count = larger;
  return true;
}

static void put(uint32_t *slots, uint32_t slot_count, uint64_t hash, uint32_t index) {
  uint32_t at = (uint32_t)hash & (slot_count - 1);
  while (slots[at])
    at = (at + 1) & (slot_count - 1);
  slots[at] = index + 1;
}

/* --------------------------------------------------------------------- names */

static uint64_t hash_of_name(const void *owner, uint32_t index) {
  return ((const RsTextTable *)owner)->names[index].hash;
}

static uint32_t find_name(
  const RsTextTable *names, const char *text, size_t bytes, uint64_t hash
) {
  if (!names->slot_count) return RS_NONE;
  uint32_t at = (uint32_t)hash & (names->slot_count - 1);
  for (; names->slots[at]; at = (at + 1) & (names->slot_count - 1)) {
    const RsKnownText *name = &names->names[names->slots[at] - 1];
    if (name->hash == hash && !strncmp(name->text, text, bytes) && !name->text[bytes])
      return names->slots[at] - 1;
  }
  return RS_NONE;
}

uint32_t rs_known_find(const RsTextTable *names, const char *text) {
  size_t bytes = strlen(text);
  return find_name(names, text, bytes, rs_hash_bytes(text, bytes));
}

uint32_t rs_known_add(RsTextTable *names, const char *text, size_t bytes) {
  if (!names->count && bytes && rs_known_add(names, "", 0) == RS_NONE) return RS_NONE;
  uint64_t hash = rs_hash_bytes(text, bytes);
  uint32_t known = find_name(names, text, bytes, hash);
  if (known != RS_NONE) return known;
  RsKnownText *grown =
    rs_grow(names->names, names->count, &names->capacity, sizeof *names->names);
  if (grown) names->names = grown;
  const char *copy = grown ? rs_arena_string(&names->arena, text, bytes) : NULL;
  if (!copy || !rehash(names, hash_of_name, &names->slots, &names->slot_count, names->count))
    return RS_NONE;
  names->names[names->count] = (RsKnownText) {copy, hash};
  put(names->slots, names->slot_count, hash, names->count);
  return names->count++;
}

static void release_names(RsTextTable *names) {
  rs_arena_release(&names->arena);
  free(names->names);
  free(names->slots);
}

/* --------------------------------------------------------- parties and places */

static uint64_t hash_of_party(const void *owner, uint32_t index) {
  return ((const RsSnapshot *)owner)->parties[index].hash;
}

static bool same_party(const RsPartyName *a, const RsPartyName *b) {
  return a->name == b->name && a->country == b->country && a->sector == b->sector &&
         a->code == b->code;
}

uint32_t rs_party_add(RsSnapshot *all, RsPartyName party) {
  party.hash = rs_hash_mix(
    rs_hash_mix((uint64_t)party.name << 32 | party.country, party.sector), party.code
  );
  uint32_t mask = all->party_slot_count - 1;
  for (uint32_t at = (uint32_t)party.hash & mask; mask != RS_NONE && all->party_slots[at];
       at = (at + 1) & mask) {
    uint32_t index = all->party_slots[at] - 1;
    if (same_party(&all->parties[index], &party)) return index;
  }
  RsPartyName *grown =
    rs_grow(all->parties, all->party_count, &all->party_capacity, sizeof *all->parties);
  if (grown) all->parties = grown;
  if (!grown || !rehash(all, hash_of_party, &all->party_slots, &all->party_slot_count, all->party_count))
    return all->has_failed = true, RS_NONE;
  all->parties[all->party_count] = party;
  put(all->party_slots, all->party_slot_count, party.hash, all->party_count);
  return all->party_count++;
}

static uint64_t hash_of_spot(const void *owner, uint32_t index) {
  return ((const RsSnapshot *)owner)->spots[index].hash;
}

static bool same_spot(const RsSpot *a, const RsSpot *b) {
  return a->name == b->name && a->country == b->country && a->admin1 == b->admin1 &&
         a->precision == b->precision && !memcmp(&a->lat, &b->lat, sizeof a->lat) &&
         !memcmp(&a->lon, &b->lon, sizeof a->lon);
}

uint32_t rs_spot_add(RsSnapshot *all, RsSpot spot) {
  uint32_t bits[2];
  memcpy(bits, &spot.lat, sizeof bits[0]);
  memcpy(bits + 1, &spot.lon, sizeof bits[1]);
  spot.hash = rs_hash_mix(
    rs_hash_mix(
      (uint64_t)spot.name << 32 | spot.country, (uint64_t)spot.admin1 << 32 | spot.precision
    ),
    (uint64_t)bits[0] << 32 | bits[1]
  );
  uint32_t mask = all->spot_slot_count - 1;
  for (uint32_t at = (uint32_t)spot.hash & mask; mask != RS_NONE && all->spot_slots[at];
       at = (at + 1) & mask) {
    uint32_t index = all->spot_slots[at] - 1;
    if (same_spot(&all->spots[index], &spot)) return index;
  }
  RsSpot *grown =
    rs_grow(all->spots, all->spot_count, &all->spot_capacity, sizeof *all->spots);
  if (grown) all->spots = grown;
  if (!grown || !rehash(all, hash_of_spot, &all->spot_slots, &all->spot_slot_count, all->spot_count))
    return all->has_failed = true, RS_NONE;
  all->spots[all->spot_count] = spot;
  put(all->spot_slots, all->spot_slot_count, spot.hash, all->spot_count);
  return all->spot_count++;
}

bool rs_part_add(RsSnapshot *all, RsFact *row, uint32_t party, bool is_recipient) {
  if (party == RS_NONE || row->part_count == UINT8_MAX) return party != RS_NONE;
  uint32_t *grown =
    rs_grow(all->parts, all->part_count, &all->part_capacity, sizeof *all->parts);
  if (!grown) return all->has_failed = true, false;
  all->parts = grown;
  if (!row->part_count) row->part_first = all->part_count;
  all->parts[all->part_count++] = party | (is_recipient ? RS_PART_RECIPIENT : 0);
  row->part_count++;
  return true;
}

uint32_t rs_paper_find(const RsSnapshot *all, int64_t number) {
  uint32_t low = 0, high = all->paper_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (all->papers[middle].number < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low < all->paper_count && all->papers[low].number == number ? low : RS_NONE;
}

uint32_t rs_incident_find(const RsSnapshot *all, int64_t number) {
  uint32_t low = 0, high = all->incident_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (all->incidents[middle].number < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low < all->incident_count && all->incidents[low].number == number ? low : RS_NONE;
}

/* ------------------------------------------------------------------ decisions */

static bool is_before(const RsFact *a, const RsFact *b) {
  return a->from != b->from ? a->from < b->from : a->number < b->number;
}

/* Where a row with this day and number stands or would stand. */
static uint32_t place_of(const RsSnapshot *all, const RsFact *row) {
  uint32_t low = 0, high = all->fact_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (is_before(&all->facts[middle], row))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool insert_row(RsSnapshot *all, const RsFact *row) {
  RsFact *grown =
    rs_grow(all->facts, all->fact_count, &all->fact_capacity, sizeof *all->facts);
  if (!grown) return false;
  all->facts = grown;
  uint32_t at = place_of(all, row);
  memmove(&grown[at + 1], &grown[at], (all->fact_count - at) * sizeof *grown);
  grown[at] = *row;
  all->fact_count++;
  return true;
}

/* The row that shows the record now: where it was coded to be, else wherever it was moved. */
static RsFact *find_shown(RsSnapshot *all, const RsFact *coded) {
  for (uint32_t i = place_of(all, coded); i < all->fact_count; i++) {
    RsFact *row = &all->facts[i];
    if (row->number != coded->number || row->from != coded->from) break;
    if (!row->is_hidden) return row;
  }
  for (uint32_t i = 0; i < all->fact_count; i++) {
    RsFact *row = &all->facts[i];
    if (row->number == coded->number && !row->is_hidden) return row;
  }
  return NULL;
}

static const char *text_of(json_object *object, const char *key) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  const char *text =
    json_object_is_type(value, json_type_string) ? json_object_get_string(value) : NULL;
  return text ? text : "";
}

static double number_of(json_object *object, const char *key, double missing) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  return value ? json_object_get_double(value) : missing;
}

static uint32_t name_of(RsTextTable *names, json_object *object, const char *key) {
  const char *text = text_of(object, key);
  return rs_known_add(names, text, strlen(text));
}

static void set_date(RsFact *row, json_object *date) {
  int32_t from, to;
  bool has_from = rs_day_parse(text_of(date, "from"), &from);
  bool has_to = rs_day_parse(text_of(date, "to"), &to);
  row->from = has_from ? from : has_to ? to : RS_UNDATED;
  row->to = has_to ? to : row->from;
}

static void set_place(RsSnapshot *all, RsFact *row, json_object *place) {
  row->place = RS_NONE;
  row->country = 0;
  if (!place) return;
  RsSpot spot = {
    .name = name_of(&all->names, place, "name"),
    .country = name_of(&all->names, place, "country"),
    .admin1 = name_of(&all->names, place, "admin1"),
    .precision = name_of(&all->names, place, "precision"),
    .lat = (float)number_of(place, "lat", (double)__builtin_nanf("")),
    .lon = (float)number_of(place, "lon", (double)__builtin_nanf("")),
  };
  row->place = rs_spot_add(all, spot);
  row->country = (uint16_t)name_of(&all->countries, place, "country");
}

static void set_parties(
  RsSnapshot *all, RsFact *row, json_object *parties, bool is_recipient
) {
  size_t count =
    json_object_is_type(parties, json_type_array) ? json_object_array_length(parties) : 0;
  for (size_t i = 0; i < count; i++) {
    json_object *party = json_object_array_get_idx(parties, i);
    RsPartyName name = {
      .name = name_of(&all->names, party, "name"),
      .country = name_of(&all->names, party, "country"),
      .sector = name_of(&all->names, party, "sector"),
      .code = name_of(&all->names, party, "code"),
    };
    rs_part_add(all, row, rs_party_add(all, name), is_recipient);
  }
}

/* The values that the decision's record has. */
static void set_values(RsSnapshot *all, RsFact *row, json_object *record) {
  json_object *deaths = json_object_object_get(record, "deaths");
  row->type = (uint8_t)name_of(&all->types, record, "event");
  row->mode = (uint8_t)name_of(&all->modes, record, "mode");
  row->status = (uint8_t)name_of(&all->statuses, record, "status");
  row->quad = (unsigned)number_of(record, "quad", 0) & 255;
  row->accord = rs_accord_of(text_of(record, "event"), text_of(record, "cameo")) & 7;
  row->goldstein = (int16_t)(number_of(record, "goldstein", 0) * 10);
  row->score = (unsigned)(number_of(record, "score", 1) * 100) & 255;
  row->deaths = (int32_t)number_of(deaths, "max", number_of(deaths, "min", -1));
  set_date(row, json_object_object_get(record, "date"));
  set_place(all, row, json_object_object_get(record, "place"));
  row->part_count = 0;
  set_parties(all, row, json_object_object_get(record, "actor"), false);
  set_parties(all, row, json_object_object_get(record, "recipient"), true);
}

typedef struct {
  RsSnapshot *all;
  RsBackend *backend;
  RsFact row;
  bool is_added; /* and not taken back */
} Refreshing;

static RsReview review_of(const char *verdict) {
  if (!strcmp(verdict, "accept")) return RS_REVIEW_ACCEPTED;
  if (!strcmp(verdict, "correct")) return RS_REVIEW_CORRECTED;
  if (!strcmp(verdict, "reject")) return RS_REVIEW_REJECTED;
  return !strcmp(verdict, "add") ? RS_REVIEW_ADDED : RS_REVIEW_OPEN;
}

static bool take_document(void *context, const RsRow *row, RasidError *error) {
  Refreshing *fresh = context;
  (void)error;
  fresh->row.document = rs_paper_find(fresh->all, rs_cell(row, 0).integer);
  return true;
}

/* Decisions about one record come in their order: the last one stays. */
static bool take_decision(void *context, const RsDecision *decision, RasidError *error) {
  Refreshing *fresh = context;
  RsReview review = review_of(decision->verdict);
  if (review == RS_REVIEW_OPEN) return true;
  if (review == RS_REVIEW_ADDED) {
    fresh->is_added = true;
    RsValues id = {.count = 0};
    rs_values_text(&id, decision->document);
    const char *sql = "SELECT number FROM documents WHERE id = $1";
    RsBackend *backend = fresh->backend;
    if (!backend->methods->query(backend, sql, &id, take_document, fresh, error))
      return false;
  }
  json_object *record = decision->record ? json_tokener_parse(decision->record) : NULL;
  if (record) set_values(fresh->all, &fresh->row, record);
  json_object_put(record);
  fresh->row.review = (unsigned)review & 15;
  return true;
}

static bool take_number(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  *(int64_t *)context = -rs_cell(row, 0).integer;
  return true;
}

/* The number of a record that was added, 0 when there is none. */
static bool find_added(
  RsBackend *backend, const char *event, int64_t *number, RasidError *error
) {
  static const char sql[] =
    "SELECT number FROM decisions WHERE event = $1 AND verdict = 'add'";
  RsValues id = {.count = 0};
  rs_values_text(&id, event);
  return backend->methods->query(backend, sql, &id, take_number, number, error);
}

bool rs_snapshot_refresh(
  RsSnapshot *all, RsBackend *backend, const char *event, RasidError *error
) {
  Refreshing fresh = {.all = all, .backend = backend};
  RsFact *row = &fresh.row;
  *row = (RsFact) {.incident = RS_NONE, .place = RS_NONE, .document = RS_NONE};
  if (!rs_fact_load(all, backend, event, row, error)) return false;
  bool is_stored = row->number != 0;
  if (!is_stored && !find_added(backend, event, &row->number, error)) return false;
  if (!row->number) return true; /* gone, and its decisions wait */
  RsFact *shown = find_shown(all, row);
  RsDecisionFilter filter = {.event = event, .is_holding = true, .is_oldest_first = true};
  if (!rs_decisions_each(backend, &filter, take_decision, &fresh, error)) return false;
  if (shown) row->incident = shown->incident;
  if (shown && shown->from == row->from && (is_stored || fresh.is_added))
    return *shown = *row, true;
  if (shown) shown->is_hidden = true;
  if (!is_stored && !fresh.is_added) return true;
  return insert_row(all, row) || rs_no_memory(error);
}

static bool note_event(void *context, const RsDecision *decision, RasidError *error) {
  json_object *events = context;
  (void)error;
  if (decision->event) json_object_object_add(events, decision->event, NULL);
  return true;
}

bool rs_snapshot_refresh_all(RsSnapshot *all, RsBackend *backend, RasidError *error) {
  json_object *events = json_object_new_object();
  RsDecisionFilter holding = {.is_holding = true, .is_oldest_first = true};
  bool is_done =
    events && rs_decisions_each(backend, &holding, note_event, events, error) &&
    rs_decisions_count(backend, &(RsDecisionFilter) {0}, &all->decision_count, error);
  if (is_done) {
    json_object_object_foreach(events, event, value) {
      (void)value;
      is_done = is_done && rs_snapshot_refresh(all, backend, event, error);
    }
  }
  json_object_put(events);
  return is_done;
}

/* ------------------------------------------------------------------- the whole */

static int by_day(const void *a, const void *b) {
  return is_before(a, b) ? -1 : is_before(b, a);
}

RsSnapshot *rs_snapshot_new(RsBackend *backend, RasidError *error) {
  RsSnapshot *all = calloc(1, sizeof *all);
  if (!all) return rs_no_memory(error), NULL;
  bool is_made = backend->methods->begin(backend, true, error);
  is_made = is_made && rs_snapshot_load(all, backend, error);
  if (is_made && all->fact_count)
    qsort(all->facts, all->fact_count, sizeof *all->facts, by_day);
  is_made = is_made && rs_snapshot_refresh_all(all, backend, error);
  if (is_made && all->has_failed) is_made = rs_no_memory(error);
  backend->methods->rollback(backend, NULL);
  if (is_made) return all;
  rs_snapshot_free(all);
  return NULL;
}

void rs_snapshot_free(RsSnapshot *all) {
  if (!all) return;
  release_names(&all->names);
  release_names(&all->types);
  release_names(&all->modes);
  release_names(&all->statuses);
  release_names(&all->countries);
  free(all->facts);
  free(all->parts);
  free(all->parties);
  free(all->party_slots);
  free(all->spots);
  free(all->spot_slots);
  free(all->papers);
  free(all->incidents);
  free(all->incident_ids);
  free(all);
}
