/* /search: documents that hold words; /suggest: names that hold a part.
 *
 * A page of hits is asked of the store, which looks up the place of the words in the texts; what
 * stands before the page is asked too and dropped, since hits lie in the order of their days
 * and a search is rarely turned over often. */
#include "server/item.h"

#include <ctype.h>
#include <stdlib.h>

enum {
  HITS_MOST = 10000
};

typedef struct {
  RsBuffer *out;
  size_t skip, written;
} Lines;

/* JSON Lines come whole or in pieces; the first `skip` of them are dropped. */
static bool take_lines(void *context, const char *data, size_t bytes) {
  Lines *lines = context;
  for (size_t i = 0; i < bytes; i++) {
    if (lines->skip) {
      lines->skip -= data[i] == '\n';
      continue;
    }
    const char *end = memchr(data + i, '\n', bytes - i);
    size_t count = end ? (size_t)(end - data) - i : bytes - i;
    rs_buffer_add(lines->out, data + i, count);
    i += count;
    if (end) rs_buffer_add_char(lines->out, ','), lines->written++;
  }
  return true;
}

/* Here a cursor is how many hits stand before the page. */
static bool read_page(RsRequest *request, int64_t *limit, int64_t *skip) {
  *limit = RS_PAGE_USUAL;
  *skip = 0;
  const char *cursor = rs_parameter(request, "cursor");
  if (cursor && !*cursor) cursor = NULL;
  return rs_parameter_number(request, "limit", 1, RS_PAGE_MOST, limit) &&
         (!cursor || rs_parameter_number(request, "cursor", 0, HITS_MOST, skip));
}

unsigned rs_search(RsRequest *request, const char *rest) {
  RasidError error = {0};
  RsBuffer hits = {0};
  int64_t limit, skip;
  uint64_t total = 0;
  (void)rest;
  const char *query = rs_parameter(request, "q");
  if (!read_page(request, &limit, &skip) || !rs_parameters_end(request)) return 0;
  if (!query || !*query) return rs_fail(request, 400, "q", "which words?");
  if (strlen(query) > 2000) return rs_fail(request, 400, "q", "is too long");
  Lines lines = {.out = &hits, .skip = (size_t)skip};
  size_t most = (size_t)(skip + limit);
  if (!rs_desk_backend(request)) return rs_fail(request, 503, NULL, "out of memory");
  bool is_done = rasid_store_search(
    request->desk->store, query, most, NULL, take_lines, &lines, &total, &error
  );
  if (is_done) {
    RsJson *json = &request->json;
    char next[24];
    bool has_more = total > most && lines.written && most <= HITS_MOST;
    snprintf(next, sizeof next, "%zu", most);
    rs_json_begin(json, '{');
    rs_json_integer_field(json, "total", (int64_t)total);
    rs_json_text_field(json, "next", has_more ? next : NULL);
    rs_json_key(json, "items");
    rs_buffer_add_char(json->out, '[');
    rs_buffer_add(json->out, hits.data, hits.count ? hits.count - 1 : 0);
    rs_buffer_add_text(json->out, "]}");
  } else if (error.code == RASID_ERROR_ARGUMENT) {
    rs_fail(request, 400, "q", "%s", error.message);
  } else {
    rs_fail_with(request, &error);
  }
  rs_buffer_release(&hits);
  return is_done ? 200 : 0;
}

/* ------------------------------------------------------------------- suggest */

/* Whether `part` stands in `text`, whatever the size of Latin letters. */
static bool holds(const char *text, const char *part) {
  return text && strcasestr(text, part) != NULL;
}

typedef struct {
  uint32_t name, country; /* in `names` */
  uint32_t count;
} Suggestion;

typedef struct {
  RsRequest *request;
  const RsSnapshot *all;
  const char *part;
  uint32_t *counts; /* by name */
  uint32_t *countries;
  Suggestion best[50];
  size_t used, limit;
} Suggesting;

static void count_names(Suggesting *own, size_t kind) {
  const RsSnapshot *all = own->all;
  for (uint32_t i = 0; i < all->paper_count && kind == 2; i++)
    own->counts[all->papers[i].outlet]++;
  for (uint32_t i = 0; i < all->fact_count && kind < 2; i++) {
    const RsFact *fact = &all->facts[i];
    if (fact->is_hidden || fact->review == RS_REVIEW_REJECTED) continue;
    if (kind == 1 && fact->place != RS_NONE) {
      const RsSpot *spot = &all->spots[fact->place];
      own->counts[spot->name]++;
      own->countries[spot->name] = spot->country;
    }
    for (uint32_t j = 0; kind == 0 && j < fact->part_count; j++) {
      uint32_t part = all->parts[fact->part_first + j] & ~RS_PART_RECIPIENT;
      const RsPartyName *party = &all->parties[part];
      own->counts[party->name]++;
      own->countries[party->name] = party->country;
    }
  }
}

static void choose(Suggesting *own) {
  const RsSnapshot *all = own->all;
  for (uint32_t name = 1; name < all->names.count; name++) {
    uint32_t count = own->counts[name];
    size_t at = own->used;
    if (!count || (at == own->limit && count <= own->best[at - 1].count)) continue;
    if (!holds(rs_known_text(&all->names, name), own->part)) continue;
    if (at == own->limit) at--;
    for (; at && own->best[at - 1].count < count; at--)
      own->best[at] = own->best[at - 1];
    own->best[at] = (Suggestion) {name, own->countries[name], count};
    if (own->used < own->limit) own->used++;
  }
}

unsigned rs_suggest(RsRequest *request, const char *rest) {
  static const char *const kinds[] = {"party", "place", "outlet"};
  const RsSnapshot *all = request->snapshot;
  Suggesting own = {.request = request, .all = all, .part = rs_parameter(request, "q")};
  int64_t limit = 10;
  size_t kind = SIZE_MAX;
  (void)rest;
  if (!rs_parameter_choice(request, "kind", kinds, 3, &kind) || !rs_parameter_number(request, "limit", 1, 50, &limit) || !rs_parameters_end(request))
    return 0;
  if (kind == SIZE_MAX) return rs_fail(request, 400, "kind", "party, place or outlet");
  if (!own.part) return rs_fail(request, 400, "q", "which letters?");
  own.limit = (size_t)limit;
  own.counts = rs_arena_array(&request->arena, all->names.count + 1, sizeof *own.counts);
  own.countries = rs_arena_array(&request->arena, all->names.count + 1, sizeof *own.counts);
  if (!own.counts || !own.countries) return rs_fail(request, 503, NULL, "out of memory");
  count_names(&own, kind);
  choose(&own);
  RsJson *json = &request->json;
  rs_json_begin(json, '{');
  rs_json_key(json, "items");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < own.used; i++) {
    rs_json_begin(json, '{');
    rs_json_text_field(json, "name", rs_known_text(&all->names, own.best[i].name));
    rs_json_text_field(json, "country", rs_known_text(&all->names, own.best[i].country));
    rs_json_integer_field(json, "count", own.best[i].count);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
  rs_json_end(json, '}');
  return 200;
}
