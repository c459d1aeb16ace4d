/* Filters.
 *
 * What a parameter names is looked up once, before any record: types become bits, countries
 * bytes by country, a party bytes by party, words of a text bytes by document. Then a record is
 * asked in the order of what its 48 bytes can answer at once; parties and places, which lie
 * elsewhere, come last.
 *
 * A party is named as records name it, or by its code, also by the beginning of one: SYR finds
 * SYRMIL and SYRREB. Ranges of days meet when they share one; a record without a day is in
 * none. Without `review` rejected records are left out: an analyst took them back. */
#include "server/filter.h"

#include "store/query.h"

#include <math.h>
#include <stdlib.h>

const char rs_filter_names[] =
  "from to event mode status quad country place bbox actor recipient party min_score "
  "min_deaths q document incident review";

static bool is_named(const char *names, const char *name) {
  size_t bytes = strlen(name);
  for (const char *at = names; (at = strstr(at, name)); at += bytes) {
    bool begins = at == names || at[-1] == ' ';
    if (begins && (at[bytes] == ' ' || !at[bytes])) return true;
  }
  return false;
}

/* Called for each part of a list; false with the answer written. */
typedef bool (*PartReader
)(RsRequest *request, RsFilter *filter, const char *name, const char *part);

static bool read_list(
  RsRequest *request, RsFilter *filter, const char *name, PartReader read, bool *has
) {
  const char *text = rs_parameter(request, name);
  if (!text || !*text) return true;
  *has = true;
  char *copy = rs_arena_string(&request->arena, text, strlen(text));
  if (!copy) return rs_fail(request, 503, NULL, "out of memory"), false;
  for (char *at = copy, *end; at; at = end) {
    end = strchr(at, ',');
    if (end) *end++ = '\0';
    if (!read(request, filter, name, at)) return false;
  }
  return true;
}

static void set_bit(RsMask *mask, uint32_t code) {
  if (code < 256) mask->words[code >> 6] |= (uint64_t)1 << (code & 63);
}

static bool is_type(const RasidKnowledge *knowledge, const char *text) {
  return *text && rs_codes_known(knowledge, text, NULL);
}

static bool read_type(
  RsRequest *request, RsFilter *filter, const char *name, const char *part
) {
  if (!is_type(request->server->knowledge, part))
    return rs_fail(request, 400, name, "\"%.40s\" is no event type", part), false;
  set_bit(&filter->type, rs_known_find(&request->snapshot->types, part));
  return true;
}

static bool read_mode(
  RsRequest *request, RsFilter *filter, const char *name, const char *part
) {
  (void)name;
  if (*part) set_bit(&filter->mode, rs_known_find(&request->snapshot->modes, part));
  return true;
}

static bool read_status(
  RsRequest *request, RsFilter *filter, const char *name, const char *part
) {
  static const char *const names[] = {
    "occurred", "ongoing", "planned", "possible", "attempted", "denied"};
  for (size_t i = 0; i < RS_COUNT_OF(names); i++) {
    if (strcmp(part, names[i]) != 0) continue;
    set_bit(&filter->status, rs_known_find(&request->snapshot->statuses, part));
    return true;
  }
  rs_fail(request, 400, name, "\"%.40s\" is no status", part);
  return false;
}

static bool read_quad(
  RsRequest *request, RsFilter *filter, const char *name, const char *part
) {
  bool is_quad = part[0] >= '1' && part[0] <= '4' && !part[1];
  if (!is_quad) return rs_fail(request, 400, name, "numbers from 1 to 4"), false;
  filter->quads |= 1u << (part[0] - '0');
  return true;
}

static bool read_review(
  RsRequest *request, RsFilter *filter, const char *name, const char *part
) {
  for (unsigned i = 0; i < RS_REVIEWS; i++) {
    if (strcmp(part, rs_review_names[i]) != 0) continue;
    filter->reviews |= 1u << i;
    return true;
  }
  rs_fail(request, 400, name, "open, accepted, corrected, rejected or added");
  return false;
}

static uint8_t *make_bytes(RsRequest *request, size_t count) {
  uint8_t *bytes = rs_arena_array(&request->arena, count + 1, 1);
  if (!bytes) rs_fail(request, 503, NULL, "out of memory");
  return bytes;
}

static bool read_country(
  RsRequest *request, RsFilter *filter, const char *name, const char *part
) {
  (void)name;
  if (!filter->countries) filter->countries = make_bytes(request, UINT16_MAX);
  if (!filter->countries) return false;
  uint32_t known = *part ? rs_known_find(&request->snapshot->countries, part) : RS_NONE;
  if (known <= UINT16_MAX) ((uint8_t *)(uintptr_t)filter->countries)[known] = 1;
  return true;
}

/* --------------------------------------------------------------- where and who */

static bool read_box(RsRequest *request, RsFilter *filter) {
  const char *text = rs_parameter(request, "bbox");
  float *const sides[] = {&filter->west, &filter->south, &filter->east, &filter->north};
  if (!text || !*text) return true;
  filter->has_box = true;
  const char *at = text;
  for (size_t i = 0; i < 4; i++) {
    char *end;
    double degrees = strspn(at, "0123456789.+-eE") ? strtod(at, &end) : (double)NAN;
    bool is_last = i == 3;
    if (!isfinite(degrees) || fabs(degrees) > 360 || *end != (is_last ? '\0' : ',')) {
      rs_fail(request, 400, "bbox", "west,south,east,north in degrees");
      return false;
    }
    *sides[i] = (float)degrees;
    at = end + 1;
  }
  return true;
}

static bool begins_with(const char *text, const char *begin, size_t bytes) {
  return text && !strncmp(text, begin, bytes);
}

/* Bytes by party: 1 for those that the parameter names. */
static bool read_party(RsRequest *request, const char *name, const uint8_t **parties) {
  const char *text = rs_parameter(request, name);
  const RsSnapshot *all = request->snapshot;
  if (!text || !*text) return true;
  uint8_t *bytes = make_bytes(request, all->party_count);
  if (!bytes) return false;
  size_t count = strlen(text);
  bool is_code = count >= 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == count;
  uint32_t named = rs_known_find(&all->names, text);
  for (uint32_t i = 0; i < all->party_count; i++) {
    const RsPartyName *party = &all->parties[i];
    const char *code = is_code ? rs_known_text(&all->names, party->code) : NULL;
    bytes[i] = party->name == named || begins_with(code, text, count);
  }
  *parties = bytes;
  return true;
}

static bool read_place(RsRequest *request, RsFilter *filter) {
  const char *text = rs_parameter(request, "place");
  if (!text || !*text) return true;
  filter->has_place = true;
  filter->place = rs_known_find(&request->snapshot->names, text);
  return true;
}

/* ------------------------------------------------------------------- documents */

typedef struct {
  const RsSnapshot *snapshot;
  uint8_t *papers;
  int64_t number;
} Finding;

static bool take_paper(void *context, const RsRow *row, RasidError *error) {
  const Finding *finding = context;
  (void)error;
  uint32_t paper = rs_paper_find(finding->snapshot, rs_cell(row, 0).integer);
  if (paper != RS_NONE) finding->papers[paper] = 1;
  return true;
}

static bool find_words(RsRequest *request, const char *text, uint8_t *papers) {
  RasidError error = {0};
  RsQuery query;
  RsBuffer match = {0};
  RsValues values = {.count = 0};
  RsBackend *backend = rs_desk_backend(request);
  Finding finding = {.snapshot = request->snapshot, .papers = papers};
  bool is_found = rs_query_read(&query, text, &error);
  if (is_found) rs_query_write(&query, backend->dialect, &match);
  if (match.failed) is_found = rs_no_memory(&error);
  if (is_found) {
    rs_values_text(&values, match.data);
    const char *sql = "SELECT rowid FROM search_words WHERE search_words MATCH $1";
    is_found = backend->methods->query(backend, sql, &values, take_paper, &finding, &error);
  }
  rs_query_release(&query);
  rs_buffer_release(&match);
  if (is_found) return true;
  bool is_theirs = error.code == RASID_ERROR_ARGUMENT;
  if (is_theirs)
    rs_fail(request, 400, "q", "%s", error.message);
  else
    rs_fail_with(request, &error);
  return false;
}

static bool read_words(RsRequest *request, RsFilter *filter) {
  const char *text = rs_parameter(request, "q");
  if (!text || !*text) return true;
  if (strlen(text) > 2000) return rs_fail(request, 400, "q", "is too long"), false;
  uint8_t *papers = make_bytes(request, request->snapshot->paper_count);
  filter->papers = papers;
  return papers && find_words(request, text, papers);
}

static bool take_number(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  *(int64_t *)context = rs_cell(row, 0).integer;
  return true;
}

static bool read_document(RsRequest *request, RsFilter *filter) {
  const char *text = rs_parameter(request, "document");
  RsBackend *backend = rs_desk_backend(request);
  RasidError error = {0};
  RsValues id = {.count = 0};
  int64_t number = -1;
  if (!text || !*text) return true;
  rs_values_text(&id, text);
  const char *sql = "SELECT number FROM documents WHERE id = $1";
  if (!backend->methods->query(backend, sql, &id, take_number, &number, &error))
    return rs_fail_with(request, &error), false;
  filter->has_document = true;
  filter->document = rs_paper_find(request->snapshot, number);
  if (filter->document == RS_NONE) filter->is_impossible = true;
  return true;
}

static bool read_incident(RsRequest *request, RsFilter *filter) {
  const char *text = rs_parameter(request, "incident");
  const RsSnapshot *all = request->snapshot;
  if (!text || !*text) return true;
  char *end;
  uint64_t id = strtoull(text, &end, 16);
  filter->has_incident = filter->is_impossible = true;
  if (*end || strlen(text) != 16) return true;
  for (uint32_t i = 0; i < all->incident_count; i++) {
    if (all->incident_ids[i] != id) continue;
    filter->incident = i;
    filter->is_impossible = false;
  }
  return true;
}

static bool read_score(RsRequest *request, RsFilter *filter) {
  const char *text = rs_parameter(request, "min_score");
  if (!text || !*text) return true;
  char *end = NULL;
  double score = strspn(text, "0123456789.+-eE") == strlen(text) ? strtod(text, &end) : -1;
  if (!end || *end || !(score >= 0 && score <= 1))
    return rs_fail(request, 400, "min_score", "a number from 0 to 1"), false;
  filter->score = (uint8_t)ceil(score * 100 - 1e-9);
  return true;
}

static bool read_figures(RsRequest *request, RsFilter *filter, const char *names) {
  int64_t deaths = -1;
  bool has_reviews = false;
  if (is_named(names, "min_score") && !read_score(request, filter)) return false;
  if (is_named(names, "min_deaths") && !rs_parameter_number(request, "min_deaths", 0, INT32_MAX, &deaths))
    return false;
  filter->deaths = (int32_t)deaths;
  if (is_named(names, "review") && !read_list(request, filter, "review", read_review, &has_reviews))
    return false;
  if (!has_reviews)
    filter->reviews = ((1u << RS_REVIEWS) - 1) & ~(1u << RS_REVIEW_REJECTED);
  return true;
}

bool rs_filter_read(RsRequest *request, RsFilter *filter, const char *names) {
  *filter = (RsFilter) {
    .from = RS_UNDATED,
    .to = RS_UNDATED,
    .document = RS_NONE,
    .incident = RS_NONE,
    .deaths = -1};
  bool has_quad;
  const struct {
    const char *name;
    PartReader read;
    bool *has;
  } lists[] = {
    {"event", read_type, &filter->has_type},
    {"mode", read_mode, &filter->has_mode},
    {"status", read_status, &filter->has_status},
    {"quad", read_quad, &has_quad},
    {"country", read_country, &filter->has_country},
  };
  const struct {
    const char *name;
    const uint8_t **parties;
  } parties[] = {
    {"actor", &filter->actors},
    {"recipient", &filter->recipients},
    {"party", &filter->parties},
  };
  const struct {
    const char *name;
    bool (*read)(RsRequest *request, RsFilter *filter);
  } others[] = {
    {"place", read_place},
    {"bbox", read_box},
    {"q", read_words},
    {"document", read_document},
    {"incident", read_incident},
  };
  if (is_named(names, "from") && !rs_parameter_day(request, "from", &filter->from))
    return false;
  if (is_named(names, "to") && !rs_parameter_day(request, "to", &filter->to)) return false;
  for (size_t i = 0; i < RS_COUNT_OF(lists); i++) {
    if (is_named(names, lists[i].name) &&
        !read_list(request, filter, lists[i].name, lists[i].read, lists[i].has))
      return false;
  }
  for (size_t i = 0; i < RS_COUNT_OF(parties); i++) {
    if (is_named(names, parties[i].name) && !read_party(request, parties[i].name, parties[i].parties))
      return false;
  }
  for (size_t i = 0; i < RS_COUNT_OF(others); i++) {
    if (is_named(names, others[i].name) && !others[i].read(request, filter)) return false;
  }
  return read_figures(request, filter, names);
}

/* -------------------------------------------------------------------- asking */

static bool is_in_box(const RsFilter *filter, const RsSpot *spot) {
  if (!(spot->lat >= filter->south && spot->lat <= filter->north)) return false;
  bool is_east = spot->lon >= filter->west, is_west = spot->lon <= filter->east;
  return filter->west <= filter->east ? is_east && is_west : is_east || is_west;
}

static bool has_party(const RsFilter *filter, const RsSnapshot *all, const RsFact *fact) {
  bool acts = !filter->actors, is_acted_upon = !filter->recipients,
       is_there = !filter->parties;
  for (uint32_t i = 0; i < fact->part_count; i++) {
    uint32_t part = all->parts[fact->part_first + i], party = part & ~RS_PART_RECIPIENT;
    if (part & RS_PART_RECIPIENT)
      is_acted_upon = is_acted_upon || filter->recipients[party];
    else
      acts = acts || filter->actors[party];
    is_there = is_there || filter->parties[party];
  }
  return acts && is_acted_upon && is_there;
}

bool rs_filter_admits_slow(
  const RsFilter *filter, const RsSnapshot *all, const RsFact *fact
) {
  if (filter->is_impossible) return false;
  if (filter->has_incident && fact->incident != filter->incident) return false;
  if (filter->has_document && fact->document != filter->document) return false;
  if (filter->papers && (fact->document == RS_NONE || !filter->papers[fact->document]))
    return false;
  if (filter->has_place || filter->has_box) {
    if (fact->place == RS_NONE) return false;
    const RsSpot *spot = &all->spots[fact->place];
    if (filter->has_place && spot->name != filter->place) return false;
    if (filter->has_box && !is_in_box(filter, spot)) return false;
  }
  bool asks_parties = filter->actors || filter->recipients || filter->parties;
  return !asks_parties || has_party(filter, all, fact);
}
