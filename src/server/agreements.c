/* /agreements: what two sides agreed and what followed between them.
 *
 * The same as `rasid agreements` tells of incidents, told of records (of each incident the first
 * that the filters admit), so that every filter and every correction counts: a truce, an
 * agreement or talks between two sides, and below it every later record between the same two,
 * whoever acts. What is a truce, who is one side and what is a breach is defined once
 * (incident/agreement.c). It held until the first breach or violence. A record whose text tells
 * no day counts for the day of publication, as it does there.
 *
 * Limits: that the violence breaks just this agreement is not told by any record; what follows
 * is what followed in time. */
#include "server/item.h"

#include <stdlib.h>

enum {
  FOLLOWING_MOST = 50,
  DAYS_USUAL = 180
};

typedef struct {
  uint32_t first, second; /* parties */
} Pair;

typedef struct {
  RsRequest *request;
  const RsSnapshot *all;
  uint64_t *sides; /* by party: what it is known again by */
  uint32_t occurred, ongoing;
  int32_t days;
} Agreements;

static const char *text_of(const RsSnapshot *all, uint32_t name) {
  const char *text = rs_known_text(&all->names, name);
  return text ? text : "";
}

static bool know_sides(Agreements *own) {
  const RsSnapshot *all = own->all;
  own->sides =
    rs_arena_array(&own->request->arena, all->party_count + 1, sizeof *own->sides);
  for (uint32_t i = 0; own->sides && i < all->party_count; i++) {
    const RsPartyName *party = &all->parties[i];
    own->sides[i] = rs_side_key(&(RsReportParty) {
      .name = text_of(all, party->name),
      .country = text_of(all, party->country),
      .sector = text_of(all, party->sector),
      .code = text_of(all, party->code),
    });
  }
  own->occurred = rs_known_find(&all->statuses, "occurred");
  own->ongoing = rs_known_find(&all->statuses, "ongoing");
  return own->sides != NULL;
}

static bool has_happened(const Agreements *own, const RsFact *fact) {
  return fact->status == own->occurred || fact->status == own->ongoing;
}

static int32_t day_of(const Agreements *own, const RsFact *fact) {
  if (fact->from != RS_UNDATED || fact->document >= own->all->paper_count)
    return fact->from;
  return own->all->papers[fact->document].published;
}

/* Two sides of an agreement: who acts and who is acted upon, else two who act together. */
static bool find_pair(const Agreements *own, const RsFact *fact, Pair *pair) {
  const uint32_t *parts = &own->all->parts[fact->part_first];
  bool is_accord = fact->accord && has_happened(own, fact);
  if (!is_accord || day_of(own, fact) == RS_UNDATED) return false;
  for (uint32_t i = 0; i < fact->part_count; i++) {
    for (uint32_t j = i + 1; j < fact->part_count; j++) {
      uint32_t first = parts[i] & ~RS_PART_RECIPIENT, other = parts[j] & ~RS_PART_RECIPIENT;
      uint64_t x = own->sides[first], y = own->sides[other];
      if (parts[i] & RS_PART_RECIPIENT || !x || !y || x == y) continue;
      *pair = (Pair) {first, other};
      return true;
    }
  }
  return false;
}

/* The party of the pair that acts in a record which names both; RS_NONE when it does not. */
static uint32_t actor_of(const Agreements *own, const RsFact *fact, const Pair *pair) {
  const RsSnapshot *all = own->all;
  uint64_t x = own->sides[pair->first], y = own->sides[pair->second];
  uint32_t actor = RS_NONE;
  bool has_first = false, has_second = false;
  for (uint32_t i = 0; i < fact->part_count; i++) {
    uint32_t part = all->parts[fact->part_first + i], party = part & ~RS_PART_RECIPIENT;
    bool is_first = own->sides[party] == x, is_second = own->sides[party] == y;
    has_first |= is_first, has_second |= is_second;
    if ((is_first || is_second) && actor == RS_NONE && !(part & RS_PART_RECIPIENT))
      actor = party;
  }
  if (!has_first || !has_second) return RS_NONE;
  return actor != RS_NONE ? actor : pair->first;
}

static RsSequel sequel_of(const Agreements *own, const RsFact *fact) {
  const char *type = rs_known_text(&own->all->types, fact->type);
  const char *mode = rs_known_text(&own->all->modes, fact->mode);
  if (!type || !has_happened(own, fact)) return RS_SEQUEL_NONE;
  return rs_sequel_of(type, mode ? mode : "");
}

/* -------------------------------------------------------------------- writing */

static bool write_ids(void *context, const RsRow *row, RasidError *error) {
  RsJson *json = context;
  (void)error;
  const char *const keys[] = {"id", "doc"};
  for (int i = 0; i < 2; i++) {
    RsValue cell = rs_cell(row, i);
    rs_json_key(json, keys[i]);
    rs_json_bytes(
      json,
      cell.kind == RS_VALUE_TEXT ? cell.text.data : "",
      cell.kind == RS_VALUE_TEXT ? cell.text.count : 0
    );
  }
  return true;
}

typedef struct {
  int32_t day;
  uint32_t fact, actor;
  RsSequel kind;
} Follow;

static bool write_follow(Agreements *own, const Follow *follow, int32_t day) {
  static const char sql[] =
    "SELECT events.id, documents.id FROM events JOIN documents "
    "ON documents.number = events.document WHERE events.number = $1";
  const RsSnapshot *all = own->all;
  const RsFact *fact = &all->facts[follow->fact];
  RsJson *json = &own->request->json;
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(own->request);
  RsValues values = {.count = 0};
  rs_values_integer(&values, fact->number);
  rs_json_begin(json, '{');
  size_t before = json->out->count;
  if (!backend->methods->query(backend, sql, &values, write_ids, json, &error))
    return rs_fail_with(own->request, &error), false;
  if (json->out->count == before) {
    rs_json_text_field(json, "id", "");
    rs_json_text_field(json, "doc", "");
  }
  rs_json_text_field(json, "event", rs_known_text(&all->types, fact->type));
  rs_json_text_field(json, "mode", rs_known_text(&all->modes, fact->mode));
  rs_json_text_field(json, "status", rs_known_text(&all->statuses, fact->status));
  rs_json_integer_field(json, "quad", fact->quad);
  rs_json_day(json, "from", fact->from);
  rs_json_day(json, "to", fact->to);
  rs_json_integer_field(json, "days", follow->day - day);
  rs_json_text_field(json, "kind", rs_sequel_name(follow->kind));
  rs_json_text_field(
    json, "by", rs_known_text(&all->names, all->parties[follow->actor].name)
  );
  rs_json_end(json, '}');
  return true;
}

/* Where the facts behind `day` begin: they lie by day, those without one first. */
static uint32_t first_behind(const RsSnapshot *all, int32_t day) {
  uint32_t low = 0, high = all->fact_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (all->facts[middle].from <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct {
  Agreements *own;
  const Pair *pair;
  int32_t day;
  Follow *items;
  uint32_t count;
  size_t capacity;
} Sequel;

/* Takes the facts [first, last) that followed, but for those that a person has rejected. */
static bool collect(Sequel *sequel, uint32_t first, uint32_t last) {
  const Agreements *own = sequel->own;
  for (uint32_t i = first; i < last; i++) {
    const RsFact *fact = &own->all->facts[i];
    bool is_shown = !fact->is_hidden && fact->review != RS_REVIEW_REJECTED;
    if (fact->part_count < 2 || !is_shown || fact->number < 0) continue;
    Follow found = {.day = day_of(own, fact), .fact = i};
    if (found.day <= sequel->day || found.day > sequel->day + own->days) continue;
    found.actor = actor_of(own, fact, sequel->pair);
    if (found.actor == RS_NONE) continue;
    found.kind = sequel_of(own, fact);
    if (found.kind == RS_SEQUEL_NONE) continue;
    sequel->items = rs_arena_grow(
      &own->request->arena,
      sequel->items,
      sequel->count,
      &sequel->capacity,
      sizeof *sequel->items
    );
    if (!sequel->items) return false;
    sequel->items[sequel->count++] = found;
  }
  return true;
}

static int compare_follows(const void *a, const void *b) {
  const Follow *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return x->fact < y->fact ? -1 : 1;
}

static bool find_sequel(Sequel *sequel) {
  const RsSnapshot *all = sequel->own->all;
  int32_t day = sequel->day;
  uint32_t dated = first_behind(all, RS_UNDATED), start = first_behind(all, day);
  uint32_t end = first_behind(all, day + sequel->own->days);
  if (!collect(sequel, 0, dated) || !collect(sequel, start, end))
    return rs_fail(sequel->own->request, 503, NULL, "out of memory"), false;
  if (sequel->count)
    qsort(sequel->items, sequel->count, sizeof *sequel->items, compare_follows);
  return true;
}

/* `"followed": […], "followed_total": …, "held_days": …`. */
static bool write_following(Agreements *own, const RsFact *fact, const Pair *pair) {
  RsJson *json = &own->request->json;
  Sequel sequel = {.own = own, .pair = pair, .day = day_of(own, fact)};
  int32_t held = -1;
  if (!find_sequel(&sequel)) return false;
  rs_json_key(json, "followed");
  rs_json_begin(json, '[');
  for (uint32_t i = 0; i < sequel.count; i++) {
    const Follow *follow = &sequel.items[i];
    bool breaks = follow->kind == RS_SEQUEL_VIOLENCE || follow->kind == RS_SEQUEL_BREACH;
    if (held < 0 && breaks) held = follow->day - sequel.day;
    if (i < FOLLOWING_MOST && !write_follow(own, follow, sequel.day)) return false;
  }
  rs_json_end(json, ']');
  rs_json_integer_field(json, "followed_total", sequel.count);
  rs_json_key(json, "held_days");
  if (held < 0)
    rs_json_null(json);
  else
    rs_json_integer(json, held);
  return true;
}

static bool write_item(Agreements *own, const RsPick *pick) {
  const RsSnapshot *all = own->all;
  RsJson *json = &own->request->json;
  const RsFact *fact = &all->facts[pick->index];
  Pair pair = {RS_NONE, RS_NONE};
  if (!find_pair(own, fact, &pair)) return true;
  rs_json_begin(json, '{');
  rs_json_text_field(json, "kind", rs_accord_name((RsAccord)fact->accord));
  rs_json_key(json, "event");
  size_t before = json->out->count;
  if (!rs_events_write(own->request, pick, 1)) return false;
  if (json->out->count == before) rs_json_null(json); /* taken away since */
  const uint32_t parties[] = {pair.first, pair.second};
  rs_json_key(json, "parties");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < 2; i++) {
    const char *name = rs_known_text(&all->names, all->parties[parties[i]].name);
    rs_json_text(json, name ? name : "");
  }
  rs_json_end(json, ']');
  if (!write_following(own, fact, &pair)) return false;
  rs_json_end(json, '}');
  return true;
}

static bool is_meant(const Agreements *own, const RsFilter *filter, const RsFact *fact) {
  Pair pair;
  return fact->part_count >= 2 && find_pair(own, fact, &pair) &&
         rs_filter_admits(filter, own->all, fact);
}

/* Of each incident the first record that is meant, by incident; NULL without memory. */
static uint32_t *find_first(const Agreements *own, const RsFilter *filter) {
  const RsSnapshot *all = own->all;
  uint32_t *first =
    rs_arena_array(&own->request->arena, all->incident_count + 1, sizeof *first);
  for (uint32_t i = 0; first && i < all->incident_count; i++)
    first[i] = RS_NONE;
  for (uint32_t i = 0; first && i < all->fact_count; i++) {
    uint32_t incident = all->facts[i].incident;
    if (incident >= all->incident_count || first[incident] != RS_NONE) continue;
    if (is_meant(own, filter, &all->facts[i])) first[incident] = i;
  }
  return first;
}

static bool fill_page(Agreements *own, const RsFilter *filter, RsPaging *page) {
  const RsSnapshot *all = own->all;
  const uint32_t *first = find_first(own, filter);
  if (!first) return rs_fail(own->request, 503, NULL, "out of memory"), false;
  if (!rs_paging_begin(own->request, page)) return false;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    uint32_t index = page->is_descending ? all->fact_count - 1 - i : i;
    const RsFact *fact = &all->facts[index];
    bool is_told_before =
      fact->incident < all->incident_count && first[fact->incident] != index;
    if (is_told_before || !is_meant(own, filter, fact)) continue;
    rs_paging_offer(page, (RsPick) {day_of(own, fact), fact->number, index});
  }
  rs_paging_end(page);
  return true;
}

unsigned rs_list_agreements(RsRequest *request, const char *rest) {
  Agreements own = {.request = request, .all = request->snapshot};
  RsFilter filter;
  RsPaging page;
  int64_t days = DAYS_USUAL;
  (void)rest;
  if (!rs_filter_read(request, &filter, rs_filter_names) || !rs_paging_read(request, &page, 1u << RS_SORT_DATE) || !rs_parameter_number(request, "days", 1, 3650, &days) || !rs_parameters_end(request))
    return 0;
  own.days = (int32_t)days;
  if (!know_sides(&own)) return rs_fail(request, 503, NULL, "out of memory");
  if (!fill_page(&own, &filter, &page)) return 0;
  rs_json_begin(&request->json, '{');
  rs_paging_write(request, &page);
  rs_json_key(&request->json, "items");
  rs_json_begin(&request->json, '[');
  for (size_t i = 0; i < page.count; i++) {
    if (!write_item(&own, &page.picks[i])) return 0;
  }
  rs_json_end(&request->json, ']');
  rs_json_end(&request->json, '}');
  return 200;
}
