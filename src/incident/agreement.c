/* Which incidents are between the same two parties.
 *
 * `اتفقت الحكومة والحوثيون على هدنة` in December, `قصف الجيش مواقع الحوثيين` in January: a truce and its end, told with
 * other words for the same two. So what counts is the side: government, army, police and
 * services of a country are one; an armed group is known by its code. `YEMREBHTH` is another than `YEMREBQDA`,
 * `YEMREB` (rebels, whoever) may be either.
 *
 * An incident has the pairs of its actors with its recipients; one that names only actors, as
 * agreements do (`وقعت مصر والسودان اتفاقا`), pairs these. Only what was done counts, with a day. Of each
 * side up to four parties are looked at, those that most reports name first.
 *
 * Pairs are sorted by their two sides and by day, so that what follows an agreement stands right
 * behind it: time grows with the number of incidents.
 *
 * Limits: mediators that a text names among the parties make pairs of their own; that a truce
 * holds for one town alone is not known. */
#include "incident/agreement.h"

#include "entity/calendar.h"

#include <stdlib.h>

enum {
  MOST_PARTIES = 4
};

const char *rs_deed_kind_name(RsDeedKind kind) {
  static const char *const names[] = {
    "truce", "agreement", "talks", "violence", "breach", "accusation"};
  return names[kind];
}

/* ---------------------------------------------------------------------- kinds */

static bool begins(const char *text, const char *with) {
  return !strncmp(text, with, strlen(with));
}

/* False for what is none of these. */
static bool tell_kind(const RsDeed *deed, RsDeedKind *kind) {
  bool is_truce = !strcmp(deed->cameo, "0871");
  bool is_agreement = !strcmp(deed->event, "AGREE") || begins(deed->cameo, "057");
  bool is_refusal = !strcmp(deed->event, "REJECT") &&
                    (!strcmp(deed->mode, "yield") || begins(deed->cameo, "124") ||
                     begins(deed->cameo, "126") || begins(deed->cameo, "128"));
  bool is_break = begins(deed->cameo, "161") || begins(deed->cameo, "164") ||
                  begins(deed->cameo, "165") || begins(deed->cameo, "166");
  *kind = RS_DEED_TRUCE;
  if (is_truce) return true;
  if (is_agreement) return *kind = RS_DEED_AGREEMENT, true;
  if (!strcmp(deed->event, "CONSULT")) return *kind = RS_DEED_TALKS, true;
  if (!strcmp(deed->event, "ASSAULT")) return *kind = RS_DEED_VIOLENCE, true;
  if (is_refusal || is_break) return *kind = RS_DEED_BREACH, true;
  if (!strcmp(deed->event, "ACCUSE")) return *kind = RS_DEED_ACCUSATION, true;
  return false;
}

/* ---------------------------------------------------------------------- sides */

static bool is_of_state(const char *sector) {
  static const char *const sectors[] = {
    "", "GOV", "MIL", "COP", "SPY", "LEG", "JUD", "ELI"};
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (!strcmp(sector, sectors[i])) return true;
  }
  return false;
}

static bool is_armed(const char *sector) {
  return !strcmp(sector, "REB") || !strcmp(sector, "PRM") || !strcmp(sector, "UAF") ||
         !strcmp(sector, "OPP") || !strcmp(sector, "PTY");
}

/* 0 for who is no side: people, companies, the press, and who is not known. */
static uint64_t side_of(const RsSideParty *party) {
  if (!*party->country) return 0;
  bool is_state = is_of_state(party->sector);
  if (!is_state && !is_armed(party->sector)) return 0;
  uint64_t country = rs_hash_bytes(party->country, strlen(party->country));
  if (is_state) return country | 1;
  /* The code may name the group; its country and kind are what all its names share. */
  return rs_hash_mix(country, rs_hash_bytes(party->sector, strlen(party->sector))) | 1;
}

static bool are_one_group(const RsSideParty *a, const RsSideParty *b) {
  size_t a_bytes = strlen(a->code), b_bytes = strlen(b->code);
  size_t bytes = a_bytes < b_bytes ? a_bytes : b_bytes;
  return a->side == b->side && (a->is_state || !memcmp(a->code, b->code, bytes));
}

bool rs_dyads_match(const RsDyad *a, const RsDyad *b) {
  return (are_one_group(a->one, b->one) && are_one_group(a->other, b->other)) ||
         (are_one_group(a->one, b->other) && are_one_group(a->other, b->one));
}

/* -------------------------------------------------------------------- loading */

typedef struct {
  RsArena *arena;
  RsDeed *deeds;
  size_t count, capacity;
  size_t at; /* the deed whose parties are being read */
  RsSideParty *parties;
  size_t party_count, party_capacity;
} Loader;

static const char *take_text(RsTaking *taking) {
  const char *text = rs_take_text(taking);
  return text ? text : "";
}

static bool take_deed(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  RsTaking taking = {.row = row, .arena = loader->arena};
  RsDeed deed = {.number = rs_take_integer(&taking)};
  deed.id = take_text(&taking);
  deed.event = take_text(&taking);
  deed.mode = take_text(&taking);
  deed.cameo = take_text(&taking);
  const char *day = take_text(&taking);
  deed.from = take_text(&taking);
  deed.to = take_text(&taking);
  deed.place = take_text(&taking);
  deed.country = take_text(&taking);
  deed.precision = take_text(&taking);
  bool has_deaths = rs_cell(row, taking.column).kind == RS_VALUE_INTEGER;
  int64_t deaths = rs_take_integer(&taking);
  deed.deaths = has_deaths ? deaths : -1;
  deed.sources = (uint32_t)rs_take_integer(&taking);
  deed.reports = (uint32_t)rs_take_integer(&taking);
  if (!rs_day_parse(day, &deed.day) || !tell_kind(&deed, &deed.kind)) return true;
  bool has_range = rs_day_parse(deed.to, &deed.last_day) && deed.last_day > deed.day;
  if (!has_range) deed.last_day = deed.day;
  RsDeed *deeds = rs_arena_grow(
    loader->arena, loader->deeds, loader->count, &loader->capacity, sizeof *deeds
  );
  if (!deeds || taking.has_failed) return rs_no_memory(error);
  loader->deeds = deeds;
  deeds[loader->count++] = deed;
  return true;
}

/* The parties that were read belong to the deed at hand. */
static void give_parties(Loader *loader) {
  if (loader->at < loader->count) {
    loader->deeds[loader->at].parties = loader->parties;
    loader->deeds[loader->at].party_count = (uint32_t)loader->party_count;
  }
  loader->parties = NULL;
  loader->party_count = loader->party_capacity = 0;
}

static bool take_party(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  RsTaking taking = {.row = row, .arena = loader->arena};
  int64_t incident = rs_take_integer(&taking);
  while (loader->at < loader->count && loader->deeds[loader->at].number < incident) {
    give_parties(loader);
    loader->at++;
  }
  if (loader->at == loader->count || loader->deeds[loader->at].number != incident)
    return true;
  RsSideParty party = {.is_actor = *take_text(&taking) == 'a'};
  party.name = take_text(&taking);
  party.country = take_text(&taking);
  party.sector = take_text(&taking);
  party.code = take_text(&taking);
  party.reports = (uint32_t)rs_take_integer(&taking);
  party.is_state = is_of_state(party.sector);
  party.side = side_of(&party);
  if (!party.side) return true;
  RsSideParty *parties = rs_arena_grow(
    loader->arena,
    loader->parties,
    loader->party_count,
    &loader->party_capacity,
    sizeof *parties
  );
  if (!parties || taking.has_failed) return rs_no_memory(error);
  loader->parties = parties;
  parties[loader->party_count++] = party;
  return true;
}

static bool read_deeds(RsBackend *backend, Loader *loader, RasidError *error) {
  static const char deeds[] =
    "SELECT number, id, event, mode, cameo, day, date_from, date_to, place_name, "
    "place_country, place_precision, deaths_best, sources, reports FROM incidents "
    "WHERE day IS NOT NULL AND status IN ('occurred', 'ongoing') ORDER BY number";
  static const char *const parties[RS_DIALECTS] = {
#define PARTIES(BYTES)                                                             \
  "SELECT r.incident, p.role, p.name, p.country, p.sector, p.code, "               \
  "count(DISTINCT r.event) FROM incident_reports AS r "                            \
  "JOIN participants AS p ON p.event = r.event "                                   \
  "WHERE p.role <> 'source' AND p.code IS NOT NULL AND p.name IS NOT NULL "        \
  "GROUP BY r.incident, p.role, p.name, p.country, p.sector, p.code "              \
  "ORDER BY r.incident, count(DISTINCT r.event) DESC, "                            \
  "min(CASE WHEN p.rule IS NULL THEN 1 ELSE 0 END), p.code" BYTES ", p.name" BYTES \
  ", p.role" BYTES
    PARTIES(""), PARTIES(" COLLATE \"C\"")};
  RsValues none = {.count = 0};
  const RsBackendMethods *methods = backend->methods;
  if (!methods->query(backend, deeds, &none, take_deed, loader, error)) return false;
  if (!methods->query(backend, parties[backend->dialect], &none, take_party, loader, error))
    return false;
  give_parties(loader);
  return true;
}

/* ---------------------------------------------------------------------- pairs */

typedef struct {
  RsArena *arena;
  RsDyads *dyads;
  size_t capacity;
} Pairing;

static bool add_dyad(
  Pairing *pairing, const RsDeed *deed, const RsSideParty *one, const RsSideParty *other
) {
  RsDyads *dyads = pairing->dyads;
  if (one->side == other->side) return true;
  uint64_t low = one->side < other->side ? one->side : other->side;
  uint64_t high = one->side < other->side ? other->side : one->side;
  uint64_t pair = rs_hash_mix(low, high);
  for (size_t i = dyads->count; i-- && dyads->items[i].deed == deed;) {
    if (dyads->items[i].pair == pair) return true; /* a fuller name stood before */
  }
  RsDyad *items = rs_arena_grow(
    pairing->arena, dyads->items, dyads->count, &pairing->capacity, sizeof *items
  );
  if (!items) return false;
  dyads->items = items;
  items[dyads->count++] = (RsDyad) {deed, one, other, pair};
  return true;
}

/* The first parties of one role, at most MOST_PARTIES. */
static uint32_t choose(
  const RsDeed *deed, bool is_actor, const RsSideParty *chosen[MOST_PARTIES]
) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < deed->party_count && count < MOST_PARTIES; i++) {
    if (deed->parties[i].is_actor == is_actor) chosen[count++] = &deed->parties[i];
  }
  return count;
}

static bool pair_parties(Pairing *pairing, const RsDeed *deed) {
  const RsSideParty *actors[MOST_PARTIES], *recipients[MOST_PARTIES];
  uint32_t actor_count = choose(deed, true, actors);
  uint32_t recipient_count = choose(deed, false, recipients);
  bool is_common = deed->kind <= RS_DEED_TALKS; /* what both do together */
  for (uint32_t i = 0; i < actor_count; i++) {
    for (uint32_t k = 0; k < recipient_count; k++)
      if (!add_dyad(pairing, deed, actors[i], recipients[k])) return false;
    for (uint32_t k = i + 1; is_common && k < actor_count; k++)
      if (!add_dyad(pairing, deed, actors[i], actors[k])) return false;
  }
  return true;
}

static int compare(const void *a, const void *b) {
  const RsDyad *x = a, *y = b;
  if (x->pair != y->pair) return x->pair < y->pair ? -1 : 1;
  if (x->deed->day != y->deed->day) return x->deed->day < y->deed->day ? -1 : 1;
  int by_id = strcmp(x->deed->id, y->deed->id);
  if (by_id) return by_id;
  return x->deed->number < y->deed->number ? -1 : x->deed->number > y->deed->number;
}

bool rs_dyads_load(RsBackend *backend, RsArena *arena, RsDyads *dyads, RasidError *error) {
  Loader loader = {.arena = arena};
  Pairing pairing = {.arena = arena, .dyads = dyads};
  *dyads = (RsDyads) {0};
  if (!read_deeds(backend, &loader, error)) return false;
  for (size_t i = 0; i < loader.count; i++) {
    if (!pair_parties(&pairing, &loader.deeds[i])) return rs_no_memory(error);
  }
  if (dyads->count) qsort(dyads->items, dyads->count, sizeof *dyads->items, compare);
  return true;
}
