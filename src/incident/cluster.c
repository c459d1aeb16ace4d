/* From reports to incidents.
 *
 * Single-pass clustering, as in topic detection (Allan, Papka and Lavrenko 1998): each report joins
 * the incident that most speaks for, if enough does, else it opens one. Reports come in an order
 * of their own (first those that tell much, then by day of publication), never in that of
 * arrival, so equal sets give equal incidents. `انفجار في العراق`, which could be any of today's, is
 * looked at after those that name town and target.
 *
 * Comparing all with all would be quadratic. An incident is filed under type, country, region and
 * each of its days; a report asks only for those of its own. Who tells no region asks for the whole
 * country. At most so many are looked at, the newest first, and of each incident at most eight
 * reports, the first four and the last four with words of their own: time is near linear.
 *
 * Limits: greedy, a report once joined is never parted; a deed told with another country or
 * weeks apart is not found again.
 */
#include "incident/incident.h"

#include "compile/map.h"
#include "entity/calendar.h"

#include <stdlib.h>

enum {
  ENOUGH = 3,       /* evidence for joining */
  IMPOSSIBLE = -14, /* one member against whom so much speaks forbids it */
  SAMPLE = 8,       /* members compared */
  LOOKED_AT = 192,  /* incidents under one key */
  MOST_DAYS = 8,    /* a longer range is filed by its end */
  MOST_COUNTRIES = 4,
  TEXTS_LOOKED_AT = 64
};

typedef struct {
  uint32_t sample[SAMPLE], sampled; /* sampled: how many there ever were */
  uint32_t last_text;               /* report index, chained by `text_before` */
} Incident;

typedef struct {
  uint32_t incident, next;
} Node;

typedef struct {
  const RsReport *reports;
  RsArena *arena;
  Incident *incidents;
  uint32_t incident_count;
  uint32_t *incident_of, *text_of, *text_before;
  uint32_t *seen_by; /* the report that looked at an incident last, plus one */
  RsMap chains;      /* key to the newest node */
  RsMap filed;       /* keys of incidents that are filed already */
  Node *nodes;
  size_t node_count, node_capacity;
} Linker;

/* ---------------------------------------------------------------------- keys */

static uint64_t hash_of(const char *text) {
  return rs_hash_bytes(text, strlen(text));
}

/* Where it happened; when that is not told, where those who take part come from. */
static uint32_t countries_of(
  const RsReport *report, const char *countries[MOST_COUNTRIES]
) {
  uint32_t count = 0;
  if (*report->country) {
    countries[0] = report->country;
    return 1;
  }
  for (uint32_t i = 0; i < report->party_count && count < MOST_COUNTRIES; i++) {
    const char *country = report->parties[i].country;
    bool is_known = !*country;
    for (uint32_t k = 0; k < count; k++)
      is_known |= strcmp(countries[k], country) == 0;
    if (!is_known) countries[count++] = country;
  }
  if (!count) countries[count++] = "";
  return count;
}

static const char *region_of(const RsReport *report) {
  if (report->extent < RS_EXTENT_DISTRICT) return "";
  return *report->admin1 || report->extent > RS_EXTENT_DISTRICT ? report->admin1
                                                                : report->place;
}

typedef struct {
  int32_t from, to;
} Days;

static Days days_of(const RsReport *report) {
  Days days = {report->from_day, report->to_day};
  if (days.from == RS_NO_DAY) return (Days) {0, 0};
  if (days.to - days.from >= MOST_DAYS) days.from = days.to - MOST_DAYS + 1;
  return days;
}

static uint64_t make_key(
  uint64_t family, const char *country, uint64_t region, int32_t day
) {
  uint64_t key = rs_hash_mix(family, hash_of(country));
  return rs_hash_mix(rs_hash_mix(key, region), (uint64_t)(uint32_t)day);
}

/* -------------------------------------------------------------------- filing */

static bool file_under(Linker *linker, uint64_t key, uint32_t incident) {
  uint64_t mark = rs_hash_mix(key, (uint64_t)incident + 1);
  if (rs_map_find(&linker->filed, mark) != RS_NONE) return true;
  rs_map_add(&linker->filed, mark, 0);
  Node *nodes = rs_arena_grow(
    linker->arena, linker->nodes, linker->node_count, &linker->node_capacity, sizeof *nodes
  );
  if (!nodes) return false;
  linker->nodes = nodes;
  uint32_t node = (uint32_t)linker->node_count++;
  nodes[node] = (Node) {incident, rs_map_find(&linker->chains, key)};
  rs_map_add(&linker->chains, key, node);
  return !linker->chains.failed && !linker->filed.failed;
}

static const char whole_country[] = "*";

static bool file(Linker *linker, const RsReport *report, uint32_t incident) {
  const char *countries[MOST_COUNTRIES];
  uint32_t count = countries_of(report, countries);
  uint64_t family = rs_type_family(report->type);
  uint64_t region = hash_of(region_of(report)), whole = hash_of(whole_country);
  Days days = days_of(report);
  bool is_filed = true;
  for (uint32_t i = 0; i < count; i++) {
    for (int32_t day = days.from; day <= days.to; day++) {
      is_filed &= file_under(linker, make_key(family, countries[i], region, day), incident);
      is_filed &= file_under(linker, make_key(family, countries[i], whole, day), incident);
    }
  }
  return is_filed;
}

/* ------------------------------------------------------------------- joining */

static int fit(const Linker *linker, const RsReport *report, const Incident *incident) {
  uint32_t count = incident->sampled < SAMPLE ? incident->sampled : SAMPLE;
  int sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    int evidence = rs_report_evidence(&linker->reports[incident->sample[i]], report);
    if (evidence <= IMPOSSIBLE) return IMPOSSIBLE;
    sum += evidence;
  }
  return sum / (int)count;
}

typedef struct {
  uint32_t incident;
  int fit;
} Choice;

/* The higher fit wins, then the older incident. */
static void look_under(Linker *linker, uint64_t key, uint32_t index, Choice *choice) {
  uint32_t looked = 0;
  uint32_t node = rs_map_find(&linker->chains, key);
  for (; node != RS_NONE && looked < LOOKED_AT; node = linker->nodes[node].next, looked++) {
    uint32_t incident = linker->nodes[node].incident;
    if (linker->seen_by[incident] == index + 1) continue;
    linker->seen_by[incident] = index + 1;
    int found = fit(linker, &linker->reports[index], &linker->incidents[incident]);
    if (found < ENOUGH || found < choice->fit) continue;
    if (found == choice->fit && incident > choice->incident) continue;
    *choice = (Choice) {incident, found};
  }
}

static uint32_t choose(Linker *linker, uint32_t index) {
  const RsReport *report = &linker->reports[index];
  const char *countries[MOST_COUNTRIES];
  uint32_t count = countries_of(report, countries);
  uint64_t family = rs_type_family(report->type);
  const char *region = region_of(report);
  uint64_t asked[] = {hash_of(*region ? region : whole_country), hash_of("")};
  Days days = days_of(report);
  Choice choice = {RS_NONE, ENOUGH};
  for (uint32_t i = 0; i < count; i++) {
    for (int32_t day = days.from - 1; day <= days.to + 1; day++) {
      for (uint32_t k = 0; k < (*region ? 2 : 1); k++)
        look_under(linker, make_key(family, countries[i], asked[k], day), index, &choice);
    }
  }
  return choice.incident;
}

/* The text that it is a copy of, or itself. */
static uint32_t find_text(const Linker *linker, const Incident *incident, uint32_t index) {
  uint32_t text = incident->last_text;
  for (uint32_t i = 0; text != RS_NONE && i < TEXTS_LOOKED_AT; i++) {
    const RsReport *other = &linker->reports[text];
    bool is_own = strcmp(other->document, linker->reports[index].document) == 0;
    if (is_own || rs_report_is_copy(other, &linker->reports[index])) return text;
    text = linker->text_before[text];
  }
  return index;
}

static bool join(Linker *linker, uint32_t index, uint32_t incident_index) {
  Incident *incident = &linker->incidents[incident_index];
  linker->incident_of[index] = incident_index;
  uint32_t text = find_text(linker, incident, index);
  linker->text_of[index] = text;
  if (text == index) {
    uint32_t at = incident->sampled < SAMPLE
                    ? incident->sampled
                    : SAMPLE / 2 + incident->sampled % (SAMPLE / 2);
    linker->text_before[index] = incident->last_text;
    incident->last_text = index;
    incident->sample[at] = index;
    incident->sampled++;
  }
  return file(linker, &linker->reports[index], incident_index);
}

static bool place_report(Linker *linker, uint32_t index) {
  if (linker->reports[index].from_day != RS_NO_DAY) {
    uint32_t chosen = choose(linker, index);
    if (chosen != RS_NONE) return join(linker, index, chosen);
  }
  linker->incidents[linker->incident_count] = (Incident) {.last_text = RS_NONE};
  return join(linker, index, linker->incident_count++);
}

/* --------------------------------------------------------------------- order */

static bool tells_much(const RsReport *report) {
  bool has_sides = report->actor_count && report->party_count > report->actor_count;
  return report->extent >= RS_EXTENT_TOWN || has_sides;
}

static int compare_turns(const void *a, const void *b) {
  const RsReport *x = *(const RsReport *const *)a, *y = *(const RsReport *const *)b;
  bool x_much = tells_much(x), y_much = tells_much(y);
  if (x_much != y_much) return x_much ? -1 : 1;
  return rs_report_compare(x, y);
}

static const RsReport **order(RsArena *arena, const RsReport *reports, uint32_t count) {
  const RsReport **turns = rs_arena_alloc(arena, (count + 1) * sizeof *turns);
  if (!turns) return NULL;
  for (uint32_t i = 0; i < count; i++)
    turns[i] = &reports[i];
  qsort(turns, count, sizeof *turns, compare_turns);
  return turns;
}

bool rs_incidents_find(
  RsIncidents *incidents, RsArena *arena, const RsReport *reports, uint32_t count
) {
  Linker linker = {.reports = reports, .arena = arena};
  const RsReport **turns = order(arena, reports, count);
  linker.incidents = rs_arena_alloc(arena, (count + 1) * sizeof *linker.incidents);
  linker.incident_of = rs_arena_array(arena, count + 1, sizeof *linker.incident_of);
  linker.text_of = rs_arena_array(arena, count + 1, sizeof *linker.text_of);
  linker.text_before = rs_arena_array(arena, count + 1, sizeof *linker.text_before);
  linker.seen_by = rs_arena_array(arena, count + 1, sizeof *linker.seen_by);
  bool is_done = turns && linker.incidents && linker.incident_of && linker.text_of &&
                 linker.text_before && linker.seen_by;
  for (uint32_t i = 0; i < count && is_done; i++)
    is_done = place_report(&linker, (uint32_t)(turns[i] - reports));
  rs_map_release(&linker.chains);
  rs_map_release(&linker.filed);
  *incidents = (RsIncidents) {
    .incident_of = linker.incident_of,
    .text_of = linker.text_of,
    .incident_count = linker.incident_count,
  };
  return is_done;
}
