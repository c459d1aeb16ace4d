/* /actors: who acts on whom.
 *
 * A node is a party as records name it, or all parties of one code (SYRMIL), or of one country.
 * The most frequent become nodes; an edge goes from whoever acts to whoever is acted upon, once
 * for each record and pair, and adds up by quad class. Its sign tells which side prevails:
 * cooperation (1 and 2) or conflict (3 and 4). */
#include "server/filter.h"

#include <stdlib.h>

typedef struct {
  uint32_t acts, is_acted_upon;
  uint32_t quads[4];
  uint32_t node;  /* in the answer; RS_NONE: not shown */
  uint32_t party; /* one of it */
} Group;

typedef struct {
  uint32_t source, target, events;
  uint32_t quads[4];
  int64_t goldstein; /* sum of tenths */
} Edge;

typedef enum {
  BY_NAME,
  BY_CODE,
  BY_COUNTRY
} Grouping;

typedef struct {
  RsRequest *request;
  const RsSnapshot *all;
  RsFilter filter;
  Grouping grouping;
  Group *groups;
  uint32_t group_count;
  uint32_t *nodes; /* groups */
  uint32_t node_count;
  uint64_t total;
  Edge *edges;
  uint32_t edge_count, edge_capacity;
  uint32_t *slots, slot_count;
} Network;

/* The group of a party; 0 for none. */
static uint32_t group_of(const Network *network, uint32_t part) {
  uint32_t party = part & ~RS_PART_RECIPIENT;
  const RsPartyName *name = &network->all->parties[party];
  if (network->grouping == BY_CODE) return name->code;
  if (network->grouping == BY_COUNTRY) return name->country;
  return party + 1;
}

static void count_parties(Network *network, const RsFact *fact) {
  for (uint32_t i = 0; i < fact->part_count; i++) {
    uint32_t part = network->all->parts[fact->part_first + i];
    Group *group = &network->groups[group_of(network, part)];
    if (group == network->groups) continue;
    group->party = part & ~RS_PART_RECIPIENT;
    if (part & RS_PART_RECIPIENT)
      group->is_acted_upon++;
    else
      group->acts++;
    if (fact->quad >= 1 && fact->quad <= 4) group->quads[fact->quad - 1]++;
  }
}

static uint32_t weight(const Group *group) {
  return group->acts + group->is_acted_upon;
}

/* Keeps the most frequent groups, in order; few against many, so each is put in its place. */
static void choose_nodes(Network *network, uint32_t limit) {
  for (uint32_t i = 1; i < network->group_count; i++) {
    Group *group = &network->groups[i];
    group->node = RS_NONE;
    uint32_t own = weight(group), at = network->node_count;
    if (!own) continue;
    network->total++;
    if (at == limit && own <= weight(&network->groups[network->nodes[at - 1]])) continue;
    if (at == limit) at--;
    while (at && weight(&network->groups[network->nodes[at - 1]]) < own) {
      network->nodes[at] = network->nodes[at - 1];
      at--;
    }
    network->nodes[at] = i;
    if (network->node_count < limit) network->node_count++;
  }
  for (uint32_t i = 0; i < network->node_count; i++)
    network->groups[network->nodes[i]].node = i;
}

/* -------------------------------------------------------------------- edges */

static bool grow_edges(Network *network) {
  Edge *edges =
    rs_grow(network->edges, network->edge_count, &network->edge_capacity, sizeof *edges);
  if (!edges) return false;
  network->edges = edges;
  if (network->edge_count * 2 < network->slot_count) return true;
  uint32_t larger = network->slot_count ? network->slot_count * 2 : 1024;
  uint32_t *slots = calloc(larger, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < network->edge_count; i++) {
    uint64_t pair = (uint64_t)edges[i].source << 32 | edges[i].target;
    uint32_t at = (uint32_t)rs_hash_mix(7, pair) & (larger - 1);
    while (slots[at])
      at = (at + 1) & (larger - 1);
    slots[at] = i + 1;
  }
  free(network->slots);
  network->slots = slots;
  network->slot_count = larger;
  return true;
}

static Edge *find_edge(Network *network, uint32_t source, uint32_t target) {
  if (!grow_edges(network)) return NULL;
  uint64_t pair = (uint64_t)source << 32 | target;
  uint32_t at = (uint32_t)rs_hash_mix(7, pair) & (network->slot_count - 1);
  for (; network->slots[at]; at = (at + 1) & (network->slot_count - 1)) {
    Edge *edge = &network->edges[network->slots[at] - 1];
    if (edge->source == source && edge->target == target) return edge;
  }
  network->slots[at] = ++network->edge_count;
  Edge *edge = &network->edges[network->edge_count - 1];
  *edge = (Edge) {.source = source, .target = target};
  return edge;
}

static uint32_t node_of(const Network *network, uint32_t part) {
  uint32_t group = group_of(network, part);
  return group ? network->groups[group].node : RS_NONE;
}

static bool count_pairs(Network *network, const RsFact *fact) {
  const uint32_t *parts = &network->all->parts[fact->part_first];
  for (uint32_t i = 0; i < fact->part_count; i++) {
    uint32_t source = parts[i] & RS_PART_RECIPIENT ? RS_NONE : node_of(network, parts[i]);
    for (uint32_t j = 0; source != RS_NONE && j < fact->part_count; j++) {
      uint32_t target = parts[j] & RS_PART_RECIPIENT ? node_of(network, parts[j]) : RS_NONE;
      if (target == RS_NONE) continue;
      Edge *edge = find_edge(network, source, target);
      if (!edge) return false;
      edge->events++;
      edge->goldstein += fact->goldstein;
      if (fact->quad >= 1 && fact->quad <= 4) edge->quads[fact->quad - 1]++;
    }
  }
  return true;
}

/* ------------------------------------------------------------------- writing */

static void write_quads(RsJson *json, const uint32_t quads[4]) {
  rs_json_key(json, "quads");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < 4; i++)
    rs_json_integer(json, quads[i]);
  rs_json_end(json, ']');
}

static void write_node(Network *network, uint32_t index) {
  RsJson *json = &network->request->json;
  const Group *group = &network->groups[network->nodes[index]];
  const RsPartyName *party = &network->all->parties[group->party];
  const RsTextTable *names = &network->all->names;
  bool is_named = network->grouping == BY_NAME, is_code = network->grouping == BY_CODE;
  uint32_t own = network->nodes[index];
  const char *name = rs_known_text(names, is_named ? party->name : own);
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "id", index);
  rs_json_text_field(json, "name", name ? name : "");
  rs_json_text_field(json, "country", rs_known_text(names, party->country));
  rs_json_text_field(
    json, "sector", is_named || is_code ? rs_known_text(names, party->sector) : NULL
  );
  rs_json_text_field(
    json, "code", is_named || is_code ? rs_known_text(names, party->code) : NULL
  );
  rs_json_integer_field(json, "as_actor", group->acts);
  rs_json_integer_field(json, "as_recipient", group->is_acted_upon);
  write_quads(json, group->quads);
  rs_json_end(json, '}');
}

static void write_edge(Network *network, const Edge *edge) {
  RsJson *json = &network->request->json;
  int64_t sum = (int64_t)edge->quads[0] + edge->quads[1] - edge->quads[2] - edge->quads[3];
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "source", edge->source);
  rs_json_integer_field(json, "target", edge->target);
  rs_json_integer_field(json, "events", edge->events);
  write_quads(json, edge->quads);
  rs_json_key(json, "sign");
  rs_json_number(json, (double)sum / edge->events, 1, 3);
  rs_json_key(json, "goldstein");
  rs_json_number(json, (double)edge->goldstein / 10 / edge->events, 1, 2);
  rs_json_end(json, '}');
}

static int by_events(const void *a, const void *b) {
  const Edge *one = a, *two = b;
  if (one->events != two->events) return one->events < two->events ? 1 : -1;
  if (one->source != two->source) return one->source < two->source ? -1 : 1;
  return one->target < two->target ? -1 : one->target > two->target;
}

static void write_network(Network *network) {
  RsJson *json = &network->request->json;
  if (network->edge_count)
    qsort(network->edges, network->edge_count, sizeof *network->edges, by_events);
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "total", (int64_t)network->total);
  rs_json_key(json, "nodes");
  rs_json_begin(json, '[');
  for (uint32_t i = 0; i < network->node_count; i++)
    write_node(network, i);
  rs_json_end(json, ']');
  rs_json_key(json, "edges");
  rs_json_begin(json, '[');
  for (uint32_t i = 0; i < network->edge_count; i++)
    write_edge(network, &network->edges[i]);
  rs_json_end(json, ']');
  rs_json_end(json, '}');
}

/* ------------------------------------------------------------------- the whole */

static bool make_network(Network *network, uint32_t limit) {
  const RsSnapshot *all = network->all;
  RsArena *arena = &network->request->arena;
  network->group_count =
    network->grouping == BY_NAME ? all->party_count + 1 : all->names.count + 1;
  network->groups = rs_arena_array(arena, network->group_count, sizeof(Group));
  network->nodes = rs_arena_array(arena, limit + 1, sizeof *network->nodes);
  bool is_made = network->groups && network->nodes;
  for (uint32_t i = 0; is_made && i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (fact->part_count && rs_filter_admits(&network->filter, all, fact))
      count_parties(network, fact);
  }
  if (is_made) choose_nodes(network, limit);
  for (uint32_t i = 0; is_made && i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (fact->part_count > 1 && rs_filter_admits(&network->filter, all, fact))
      is_made = count_pairs(network, fact);
  }
  return is_made;
}

unsigned rs_get_actors(RsRequest *request, const char *rest) {
  static const char *const groupings[] = {"name", "code", "country"};
  Network network = {.request = request, .all = request->snapshot};
  int64_t limit = 100;
  size_t grouping = 0;
  (void)rest;
  if (!rs_filter_read(request, &network.filter, rs_filter_names) || !rs_parameter_number(request, "limit", 1, 500, &limit) || !rs_parameter_choice(request, "group", groupings, 3, &grouping) || !rs_parameters_end(request))
    return 0;
  network.grouping = (Grouping)grouping;
  bool is_made = make_network(&network, (uint32_t)limit);
  if (is_made)
    write_network(&network);
  else
    rs_fail(request, 503, NULL, "out of memory");
  free(network.edges);
  free(network.slots);
  return is_made ? 200 : 0;
}
