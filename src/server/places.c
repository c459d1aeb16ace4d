/* /places: points with counts, for the map; places or countries.
 *
 * A country stands at the mean of the places that records name in it, weighed by the records:
 * where most happens, not where its middle is. */
#include "server/filter.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  uint32_t events, quads[4];
  uint64_t deaths;
  double lat, lon; /* sums */
  uint32_t located;
  uint32_t spot; /* one of it */
} Point;

typedef struct {
  RsRequest *request;
  const RsSnapshot *all;
  RsFilter filter;
  bool is_by_country;
  Point *points;
  uint32_t point_count;
  uint32_t *order;
  uint32_t used;
  uint64_t placed, unplaced;
} Map;

static uint32_t point_of(const Map *map, const RsFact *fact) {
  if (map->is_by_country) return fact->country ? fact->country : RS_NONE;
  return fact->place;
}

static void count_fact(Map *map, const RsFact *fact, uint8_t occurred) {
  uint32_t index = point_of(map, fact);
  if (index >= map->point_count) {
    map->unplaced++;
    return;
  }
  Point *point = &map->points[index];
  if (!point->events++) map->order[map->used++] = index;
  map->placed++;
  point->spot = fact->place;
  if (fact->quad >= 1 && fact->quad <= 4) point->quads[fact->quad - 1]++;
  if (fact->deaths > 0 && fact->status == occurred) point->deaths += (uint64_t)fact->deaths;
  if (fact->place == RS_NONE) return;
  const RsSpot *spot = &map->all->spots[fact->place];
  if (!isfinite(spot->lat) || !isfinite(spot->lon)) return;
  point->lat += (double)spot->lat;
  point->lon += (double)spot->lon;
  point->located++;
}

typedef struct {
  uint32_t events, index;
} Rank;

static int by_events(const void *a, const void *b) {
  const Rank *one = a, *two = b;
  if (one->events != two->events) return one->events < two->events ? 1 : -1;
  return one->index < two->index ? -1 : one->index > two->index;
}

static void write_point(Map *map, uint32_t index) {
  RsJson *json = &map->request->json;
  const Point *point = &map->points[index];
  const RsTextTable *names = &map->all->names;
  static const RsSpot nowhere = {0};
  const RsSpot *spot = point->spot == RS_NONE ? &nowhere : &map->all->spots[point->spot];
  bool is_country = map->is_by_country;
  const char *name = rs_known_text(names, is_country ? spot->country : spot->name);
  double located = point->located ? point->located : (double)NAN;
  rs_json_begin(json, '{');
  rs_json_text_field(json, "name", name ? name : "");
  rs_json_text_field(json, "country", rs_known_text(names, spot->country));
  rs_json_text_field(
    json, "admin1", is_country ? NULL : rs_known_text(names, spot->admin1)
  );
  rs_json_key(json, "lat");
  rs_json_number(json, point->lat / located, 1, 4);
  rs_json_key(json, "lon");
  rs_json_number(json, point->lon / located, 1, 4);
  rs_json_text_field(
    json, "precision", is_country ? "country" : rs_known_text(names, spot->precision)
  );
  rs_json_integer_field(json, "events", point->events);
  rs_json_key(json, "quads");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < 4; i++)
    rs_json_integer(json, point->quads[i]);
  rs_json_end(json, ']');
  rs_json_integer_field(json, "deaths", (int64_t)point->deaths);
  rs_json_end(json, '}');
}

static bool write_map(Map *map, uint32_t limit) {
  RsJson *json = &map->request->json;
  Rank *ranks = rs_arena_array(&map->request->arena, map->used + 1, sizeof *ranks);
  if (!ranks) return false;
  for (uint32_t i = 0; i < map->used; i++)
    ranks[i] = (Rank) {map->points[map->order[i]].events, map->order[i]};
  if (map->used) qsort(ranks, map->used, sizeof *ranks, by_events);
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "total", map->used);
  rs_json_integer_field(json, "events", (int64_t)map->placed);
  rs_json_integer_field(json, "unplaced", (int64_t)map->unplaced);
  rs_json_key(json, "items");
  rs_json_begin(json, '[');
  for (uint32_t i = 0; i < map->used && i < limit; i++)
    write_point(map, ranks[i].index);
  rs_json_end(json, ']');
  rs_json_end(json, '}');
  return true;
}

static bool make_map(Map *map) {
  const RsSnapshot *all = map->all;
  RsArena *arena = &map->request->arena;
  uint32_t occurred = rs_known_find(&all->statuses, "occurred");
  map->point_count = map->is_by_country ? all->countries.count + 1 : all->spot_count;
  map->points = rs_arena_array(arena, map->point_count + 1, sizeof *map->points);
  map->order = rs_arena_array(arena, map->point_count + 1, sizeof *map->order);
  if (!map->points || !map->order) return false;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (rs_filter_admits(&map->filter, all, fact)) count_fact(map, fact, (uint8_t)occurred);
  }
  return true;
}

unsigned rs_get_places(RsRequest *request, const char *rest) {
  static const char *const levels[] = {"place", "country"};
  Map map = {.request = request, .all = request->snapshot};
  int64_t limit = 5000;
  size_t level = 0;
  (void)rest;
  if (!rs_filter_read(request, &map.filter, rs_filter_names) || !rs_parameter_number(request, "limit", 1, 20000, &limit) || !rs_parameter_choice(request, "level", levels, 2, &level) || !rs_parameters_end(request))
    return 0;
  map.is_by_country = level == 1;
  if (!make_map(&map) || !write_map(&map, (uint32_t)limit))
    return rs_fail(request, 503, NULL, "out of memory");
  return 200;
}
