/* /stats: counts over time; /facets: what each choice of a filter would show.
 *
 * A record counts on its first day. Buckets are without gaps, so that a line through them does
 * not hide silence; weeks begin on Monday. A facet leaves its own parameter out of the filter:
 * beside "ASSAULT" it tells how many AGREE there would be. */
#include "server/item.h"

#include "entity/calendar.h"
#include "entity/entity.h"

#include <stdlib.h>

enum {
  SERIES_MOST = 20,
  BUCKETS_MOST = 40000, /* days of a century */
  CODES = 1 << 16
};

typedef enum {
  BY_DAY,
  BY_WEEK,
  BY_MONTH,
  BY_YEAR
} Width;

typedef enum {
  SPLIT_EVENT,
  SPLIT_STATUS,
  SPLIT_QUAD,
  SPLIT_COUNTRY,
  SPLIT_NONE
} Split;

/* ------------------------------------------------------------------------ days */

/* Months since 1970-01, after the civil calendar (H. Hinnant, days_from_civil). */
static int32_t month_of(int32_t day) {
  int32_t shifted = day + 719468;
  int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int32_t of_era = shifted - era * 146097;
  int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int32_t month = (5 * of_year + 2) / 153;
  int32_t civil = month < 10 ? month + 3 : month - 9;
  return (year + era * 400 + (civil <= 2) - 1970) * 12 + civil - 1;
}

static int32_t floor_divide(int32_t value, int32_t by) {
  return value >= 0 ? value / by : -((-value + by - 1) / by);
}

static int32_t first_of_month(int32_t months) {
  int32_t year = 1970 + floor_divide(months, 12);
  int32_t month = months - floor_divide(months, 12) * 12 + 1;
  int32_t y = year - (month <= 2);
  int32_t era = floor_divide(y, 400), of_era = y - era * 400;
  int32_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int32_t bucket_of(Width width, int32_t day) {
  switch (width) {
    case BY_DAY: return day;
    case BY_WEEK: return floor_divide(day + 3, 7); /* 1970-01-01 was a Thursday */
    case BY_MONTH: return month_of(day);
    default: return floor_divide(month_of(day), 12);
  }
}

static int32_t start_of(Width width, int32_t bucket) {
  switch (width) {
    case BY_DAY: return bucket;
    case BY_WEEK: return bucket * 7 - 3;
    case BY_MONTH: return first_of_month(bucket);
    default: return first_of_month(bucket * 12);
  }
}

/* --------------------------------------------------------------------- stats */

typedef struct {
  RsRequest *request;
  const RsSnapshot *all;
  RsFilter filter;
  Width width;
  Split split;
  uint32_t sums[CODES]; /* by code */
  uint16_t series[SERIES_MOST];
  uint8_t column[CODES]; /* of a code, from 1; 0: not shown */
  size_t series_count;
  int32_t first, last; /* buckets */
  uint64_t total, undated;
  uint32_t *counts; /* of a bucket: all, then each series */
} Stats;

static uint16_t code_of(Split split, const RsFact *fact) {
  switch (split) {
    case SPLIT_EVENT: return fact->type;
    case SPLIT_STATUS: return fact->status;
    case SPLIT_QUAD: return fact->quad;
    case SPLIT_COUNTRY: return fact->country;
    default: return 1;
  }
}

static void add_up(Stats *stats) {
  const RsSnapshot *all = stats->all;
  stats->first = INT32_MAX, stats->last = INT32_MIN;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (!rs_filter_admits(&stats->filter, all, fact)) continue;
    stats->total++;
    stats->undated += fact->from == RS_UNDATED;
    if (fact->from == RS_UNDATED) continue;
    int32_t bucket = bucket_of(stats->width, fact->from);
    if (bucket < stats->first) stats->first = bucket;
    if (bucket > stats->last) stats->last = bucket;
    stats->sums[code_of(stats->split, fact)]++;
  }
}

/* The most frequent codes, in order. */
static void choose_series(Stats *stats) {
  for (uint32_t code = stats->split == SPLIT_COUNTRY; code < CODES; code++) {
    uint32_t own = stats->sums[code];
    size_t at = stats->series_count;
    if (!own || (at == SERIES_MOST && own <= stats->sums[stats->series[at - 1]])) continue;
    if (at == SERIES_MOST) at--;
    for (; at && stats->sums[stats->series[at - 1]] < own; at--)
      stats->series[at] = stats->series[at - 1];
    stats->series[at] = (uint16_t)code;
    if (stats->series_count < SERIES_MOST) stats->series_count++;
  }
  for (size_t i = 0; i < stats->series_count; i++)
    stats->column[stats->series[i]] = (uint8_t)(i + 1);
}

static void fill_buckets(Stats *stats) {
  const RsSnapshot *all = stats->all;
  size_t width = stats->series_count + 1;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (fact->from == RS_UNDATED || !rs_filter_admits(&stats->filter, all, fact)) continue;
    int32_t bucket = bucket_of(stats->width, fact->from) - stats->first;
    if (bucket < 0 || bucket > stats->last - stats->first) continue;
    uint32_t *row = &stats->counts[(size_t)bucket * width];
    uint8_t column = stats->column[code_of(stats->split, fact)];
    row[0]++;
    if (column) row[column]++;
  }
}

static const char *name_of(const Stats *stats, uint16_t code, char digits[8]) {
  const RsSnapshot *all = stats->all;
  const RsTextTable *tables[] = {&all->types, &all->statuses, NULL, &all->countries, NULL};
  if (stats->split == SPLIT_NONE) return "all";
  snprintf(digits, 8, "%u", code);
  if (stats->split == SPLIT_QUAD) return digits;
  const char *name = rs_known_text(tables[stats->split], code);
  return name ? name : "";
}

static void write_buckets(Stats *stats) {
  RsJson *json = &stats->request->json;
  size_t width = stats->series_count + 1;
  rs_json_key(json, "buckets");
  rs_json_begin(json, '[');
  for (int32_t i = 0; stats->counts && i <= stats->last - stats->first; i++) {
    const uint32_t *row = &stats->counts[(size_t)i * width];
    rs_json_begin(json, '{');
    rs_json_day(json, "start", start_of(stats->width, stats->first + i));
    rs_json_integer_field(json, "total", row[0]);
    rs_json_key(json, "counts");
    rs_json_begin(json, '[');
    for (size_t j = 1; j < width; j++)
      rs_json_integer(json, row[j]);
    rs_json_end(json, ']');
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static const char *const widths[] = {"day", "week", "month", "year"};
static const char *const splits[] = {"event", "status", "quad", "country", "none"};

static void write_stats(Stats *stats) {
  RsJson *json = &stats->request->json;
  rs_json_begin(json, '{');
  rs_json_text_field(json, "by", widths[stats->width]);
  rs_json_text_field(json, "split", splits[stats->split]);
  rs_json_key(json, "series");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < stats->series_count; i++) {
    char digits[8];
    rs_json_text(json, name_of(stats, stats->series[i], digits));
  }
  rs_json_end(json, ']');
  write_buckets(stats);
  rs_json_integer_field(json, "undated", (int64_t)stats->undated);
  rs_json_integer_field(json, "total", (int64_t)stats->total);
  rs_json_end(json, '}');
}

static bool make_stats(Stats *stats) {
  RsRequest *request = stats->request;
  add_up(stats);
  choose_series(stats);
  if (stats->last < stats->first) return true;
  int64_t buckets = (int64_t)stats->last - stats->first + 1;
  if (buckets > BUCKETS_MOST) {
    rs_fail(request, 400, "by", "too many buckets; narrow the days or take wider ones");
    return false;
  }
  size_t cells = (size_t)buckets * (stats->series_count + 1);
  stats->counts = rs_arena_array(&request->arena, cells, sizeof *stats->counts);
  if (!stats->counts) return rs_fail(request, 503, NULL, "out of memory"), false;
  fill_buckets(stats);
  return true;
}

unsigned rs_get_stats(RsRequest *request, const char *rest) {
  Stats *stats = rs_arena_array(&request->arena, 1, sizeof *stats);
  size_t width = BY_MONTH, split = SPLIT_EVENT;
  (void)rest;
  if (!stats) return rs_fail(request, 503, NULL, "out of memory");
  stats->request = request;
  stats->all = request->snapshot;
  if (!rs_filter_read(request, &stats->filter, rs_filter_names) || !rs_parameter_choice(request, "by", widths, RS_COUNT_OF(widths), &width) || !rs_parameter_choice(request, "split", splits, RS_COUNT_OF(splits), &split) || !rs_parameters_end(request))
    return 0;
  stats->width = (Width)width;
  stats->split = (Split)split;
  if (!make_stats(stats)) return 0;
  write_stats(stats);
  return 200;
}

/* --------------------------------------------------------------------- facets */

typedef struct {
  const char *name;
  const RsTextTable *names; /* NULL: quad classes or states of review */
  uint32_t *counts;         /* by code */
  uint32_t count;           /* codes */
} Facet;

enum {
  FACET_EVENT,
  FACET_MODE,
  FACET_STATUS,
  FACET_QUAD,
  FACET_COUNTRY,
  FACET_REVIEW,
  FACETS
};

/* Which facets a record counts in: all when every condition holds, one when only its own does
 * not. The conditions that facets have are asked apart from the others. */
static unsigned facets_of(const RsFilter *filter, const RsFact *fact) {
  unsigned missing = 0;
  if (filter->has_type && !rs_mask_has(&filter->type, fact->type))
    missing |= 1u << FACET_EVENT;
  if (filter->has_mode && !rs_mask_has(&filter->mode, fact->mode))
    missing |= 1u << FACET_MODE;
  if (filter->has_status && !rs_mask_has(&filter->status, fact->status))
    missing |= 1u << FACET_STATUS;
  if (filter->quads && !(filter->quads >> (fact->quad & 7) & 1))
    missing |= 1u << FACET_QUAD;
  if (filter->has_country && !filter->countries[fact->country])
    missing |= 1u << FACET_COUNTRY;
  if (!(filter->reviews >> fact->review & 1)) missing |= 1u << FACET_REVIEW;
  if (!missing) return (1u << FACETS) - 1;
  return missing & (missing - 1) ? 0 : missing;
}

static void count_facets(Facet facets[FACETS], unsigned in, const RsFact *fact) {
  const uint32_t codes[FACETS] = {
    fact->type, fact->mode, fact->status, fact->quad, fact->country, fact->review};
  for (unsigned i = 0; i < FACETS; i++) {
    if (in >> i & 1 && codes[i] < facets[i].count) facets[i].counts[codes[i]]++;
  }
}

static void write_facet(RsJson *json, const Facet *facet) {
  rs_json_key(json, facet->name);
  rs_json_begin(json, '[');
  for (;;) { /* the most frequent first; few codes */
    uint32_t best = 0;
    for (uint32_t i = 0; i < facet->count; i++) {
      if (facet->counts[i] > facet->counts[best]) best = i;
    }
    if (!facet->count || !facet->counts[best]) break;
    char digits[8];
    snprintf(digits, sizeof digits, "%u", best & 0xffff);
    bool is_review = !strcmp(facet->name, "review");
    const char *name = facet->names ? rs_known_text(facet->names, best)
                       : is_review  ? rs_review_names[best]
                                    : digits;
    if (name) {
      rs_json_begin(json, '{');
      rs_json_text_field(json, "code", name);
      rs_json_integer_field(json, "count", facet->counts[best]);
      rs_json_end(json, '}');
    }
    facet->counts[best] = 0;
  }
  rs_json_end(json, ']');
}

unsigned rs_get_facets(RsRequest *request, const char *rest) {
  const RsSnapshot *all = request->snapshot;
  RsFilter filter, others;
  RsJson *json = &request->json;
  int32_t first = RS_UNDATED, last = RS_UNDATED;
  int64_t total = 0;
  (void)rest;
  if (!rs_filter_read(request, &filter, rs_filter_names) || !rs_parameters_end(request))
    return 0;
  Facet facets[FACETS] = {
    {"event", &all->types, NULL, all->types.count},
    {"mode", &all->modes, NULL, all->modes.count},
    {"status", &all->statuses, NULL, all->statuses.count},
    {"quad", NULL, NULL, 8},
    {"country", &all->countries, NULL, all->countries.count},
    {"review", NULL, NULL, RS_REVIEWS},
  };
  for (size_t i = 0; i < FACETS; i++) {
    facets[i].counts =
      rs_arena_array(&request->arena, facets[i].count + 1, sizeof(uint32_t));
    if (!facets[i].counts) return rs_fail(request, 503, NULL, "out of memory");
  }
  others = filter;
  others.has_type = others.has_mode = others.has_status = others.has_country = false;
  others.quads = 0;
  others.reviews = UINT32_MAX;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    unsigned in = facets_of(&filter, fact);
    if (!in || !rs_filter_admits(&others, all, fact)) continue;
    count_facets(facets, in, fact);
    if (in != (1u << FACETS) - 1) continue;
    total++;
    if (fact->from == RS_UNDATED) continue;
    if (first == RS_UNDATED) first = fact->from; /* they lie by day */
    if (fact->to > last) last = fact->to;
  }
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "total", total);
  for (size_t i = 0; i < FACETS; i++)
    write_facet(json, &facets[i]);
  rs_json_day(json, "first_day", first);
  rs_json_day(json, "last_day", last);
  rs_json_end(json, '}');
  return 200;
}
