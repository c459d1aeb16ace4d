/* Agreements as JSON Lines for a program and as blocks for a person:
 *
 *   2024-03-05  truce  Yemen [YEMGOV]  with  Houthis [YEMREBHTH]  4 sources
 *     place      Hodeidah, YEM
 *     held       17 days, until violence on 2024-03-22 (told by: first outlet)
 *     followed   2 talks, 1 violence
 *     2024-03-11  +6   talks     CONSULT       Muscat, OMN
 *     2024-03-22  +17  violence  ASSAULT/aerial  Hodeidah, YEM  12 killed
 *
 * Incidents, their parties and their tellers are three walks over the database. */
#include "incident/agreement.h"
#include "incident/tables.h"

#include "entity/calendar.h"
#include "export/json.h"
#include "export/screen.h"

enum {
  DEFAULT_DAYS = 365,
  EXACT_DAYS = 31,   /* a longer range does not tell when */
  TELLERS = 6,       /* kept of each incident */
  SHOWN_SEQUELS = 12 /* in a block for a person */
};

/* -------------------------------------------------------------------- loading */

static const char incident_rows[] =
  "SELECT id, event, mode, cameo, status, place_name, place_country, day, "
  "coalesce(deaths_best, -1), sources, date_from, date_to FROM incidents ORDER BY number";

/* Texts are ordered by their bytes; PostgreSQL has to be told. The parties that most reports name
 * stand first. */
#define PARTY_ROWS(BYTES)                                                          \
  "SELECT r.incident, p.role, p.name, p.country, p.sector, p.code, "               \
  "count(DISTINCT r.event) AS reports "                                            \
  "FROM incident_reports AS r JOIN participants AS p ON p.event = r.event "        \
  "WHERE p.role <> 'source' AND p.name IS NOT NULL "                               \
  "GROUP BY r.incident, p.role, p.name, p.country, p.sector, p.code "              \
  "ORDER BY r.incident, p.role" BYTES ", reports DESC, coalesce(p.code, '')" BYTES \
  ", p.name" BYTES

#define TELLER_ROWS(BYTES)                                                  \
  "SELECT r.incident, coalesce(p.name, d.outlet), "                         \
  "min(CASE WHEN p.name IS NULL THEN 1 ELSE 0 END) AS is_outlet "           \
  "FROM incident_reports AS r JOIN events AS e ON e.number = r.event "      \
  "JOIN documents AS d ON d.number = e.document "                           \
  "LEFT JOIN participants AS p ON p.event = r.event AND p.role = 'source' " \
  "WHERE coalesce(p.name, d.outlet) IS NOT NULL "                           \
  "GROUP BY r.incident, coalesce(p.name, d.outlet) "                        \
  "ORDER BY r.incident, is_outlet, coalesce(p.name, d.outlet)" BYTES

static const char *const party_rows[RS_DIALECTS] = {
  PARTY_ROWS(""), PARTY_ROWS(" COLLATE \"C\"")};
static const char *const teller_rows[RS_DIALECTS] = {
  TELLER_ROWS(""), TELLER_ROWS(" COLLATE \"C\"")};

typedef struct {
  RsArena *arena;
  RsDeed *deeds; /* that of incident n stands at n - 1 */
  uint32_t count;
  size_t capacity, part_capacity; /* the latter of the incident at hand */
  int64_t incident;               /* at hand */
} Loader;

static const char *take(RsTaking *taking) {
  const char *text = rs_take_text(taking);
  return text ? text : "";
}

/* A year or a season, which does not tell what came before and what behind. */
static bool is_vague(const char *from, const char *to) {
  int32_t first, last;
  return rs_day_parse(from, &first) && rs_day_parse(to, &last) && last - first > EXACT_DAYS;
}

static bool take_deed(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  RsTaking taking = {.row = row, .arena = loader->arena};
  RsDeed *deeds = rs_arena_grow(
    loader->arena, loader->deeds, loader->count, &loader->capacity, sizeof *deeds
  );
  if (!deeds) return rs_no_memory(error);
  loader->deeds = deeds;
  RsDeed deed = {.id = take(&taking)};
  deed.type = take(&taking);
  deed.mode = take(&taking);
  deed.cameo = take(&taking);
  deed.status = take(&taking);
  deed.place = take(&taking);
  deed.country = take(&taking);
  if (!rs_day_parse(take(&taking), &deed.day)) deed.day = RS_NO_DAY;
  deed.deaths = rs_take_integer(&taking);
  deed.sources = rs_take_integer(&taking);
  const char *from = take(&taking);
  deed.is_day_vague = is_vague(from, take(&taking));
  if (taking.has_failed) return rs_no_memory(error);
  deeds[loader->count++] = deed;
  return true;
}

/* The deed of the row's incident; NULL when it has none. */
static RsDeed *deed_of(Loader *loader, RsTaking *taking) {
  int64_t incident = rs_take_integer(taking);
  if (incident != loader->incident) loader->part_capacity = 0;
  loader->incident = incident;
  return incident > 0 && incident <= loader->count ? &loader->deeds[incident - 1] : NULL;
}

static bool take_party(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  RsTaking taking = {.row = row, .arena = loader->arena};
  RsDeed *deed = deed_of(loader, &taking);
  if (!deed) return true;
  RsDeedParty *parties = rs_arena_grow(
    loader->arena,
    (RsDeedParty *)deed->parties,
    deed->party_count,
    &loader->part_capacity,
    sizeof *parties
  );
  if (!parties) return rs_no_memory(error);
  deed->parties = parties;
  RsDeedParty party = {.is_actor = take(&taking)[0] == 'a'};
  party.party.name = take(&taking);
  party.party.country = take(&taking);
  party.party.sector = take(&taking);
  party.party.code = take(&taking);
  parties[deed->party_count++] = party;
  return !taking.has_failed || rs_no_memory(error);
}

static bool take_teller(void *context, const RsRow *row, RasidError *error) {
  Loader *loader = context;
  RsTaking taking = {.row = row, .arena = loader->arena};
  RsDeed *deed = deed_of(loader, &taking);
  if (!deed || deed->teller_count == TELLERS) return true;
  const char **tellers = rs_arena_grow(
    loader->arena,
    (const char **)deed->tellers,
    deed->teller_count,
    &loader->part_capacity,
    sizeof *tellers
  );
  if (!tellers) return rs_no_memory(error);
  deed->tellers = tellers;
  tellers[deed->teller_count++] = take(&taking);
  return !taking.has_failed || rs_no_memory(error);
}

static bool load_deeds(RsBackend *backend, Loader *loader, RasidError *error) {
  const struct {
    const char *sql;
    RsRowVisitor visit;
  } walks[] = {
    {incident_rows, take_deed},
    {party_rows[backend->dialect], take_party},
    {teller_rows[backend->dialect], take_teller},
  };
  RsValues none = {.count = 0};
  for (size_t i = 0; i < RS_COUNT_OF(walks); i++) {
    loader->incident = 0;
    loader->part_capacity = 0;
    if (!backend->methods->query(
          backend, walks[i].sql, &none, walks[i].visit, loader, error
        ))
      return false;
  }
  return true;
}

/* ----------------------------------------------------------------------- JSON */

static void write_text(RsJson *json, const char *key, const char *text) {
  rs_json_text_field(json, key, *text ? text : NULL);
}

static void write_party(RsJson *json, const RsReportParty *party) {
  rs_json_begin(json, '{');
  write_text(json, "name", party->name);
  write_text(json, "country", party->country);
  write_text(json, "sector", party->sector);
  write_text(json, "code", party->code);
  rs_json_end(json, '}');
}

static void write_day(RsJson *json, int32_t day) {
  char text[11];
  rs_day_format(day, text);
  rs_json_text_field(json, "date", text);
}

static void write_deed(RsJson *json, const RsDeed *deed) {
  rs_json_text_field(json, "incident", deed->id);
  write_day(json, deed->day);
  write_text(json, "event", deed->type);
  write_text(json, "mode", deed->mode);
  write_text(json, "cameo", deed->cameo);
  write_text(json, "place", deed->place);
  write_text(json, "country", deed->country);
  rs_json_integer_field(json, "sources", deed->sources);
  rs_json_key(json, "told_by");
  rs_json_begin(json, '[');
  for (uint32_t i = 0; i < deed->teller_count; i++)
    rs_json_text(json, deed->tellers[i]);
  rs_json_end(json, ']');
}

static void write_followed(RsJson *json, const RsFollowed *followed, int32_t from_day) {
  const RsDeed *deed = followed->deed;
  rs_json_begin(json, '{');
  rs_json_text_field(json, "kind", rs_sequel_name(followed->kind));
  rs_json_integer_field(json, "days_after", deed->day - from_day);
  write_deed(json, deed);
  rs_json_key(json, "deaths");
  if (deed->deaths < 0)
    rs_json_null(json);
  else
    rs_json_integer(json, deed->deaths);
  rs_json_end(json, '}');
}

static void write_agreement(RsBuffer *out, const RsAgreement *agreement) {
  RsJson json = {.out = out};
  rs_json_begin(&json, '{');
  rs_json_text_field(&json, "kind", rs_accord_name(agreement->kind));
  write_deed(&json, agreement->deed);
  rs_json_key(&json, "sides");
  rs_json_begin(&json, '[');
  write_party(&json, &agreement->sides[0]);
  write_party(&json, &agreement->sides[1]);
  rs_json_end(&json, ']');
  rs_json_text_field(
    &json, "broken_by", agreement->broken_by ? agreement->broken_by->id : NULL
  );
  rs_json_key(&json, "held_days");
  if (agreement->held_days < 0)
    rs_json_null(&json);
  else
    rs_json_integer(&json, agreement->held_days);
  rs_json_key(&json, "followed");
  rs_json_begin(&json, '[');
  for (uint32_t i = 0; i < agreement->followed_count; i++)
    write_followed(&json, &agreement->followed[i], agreement->deed->day);
  rs_json_end(&json, ']');
  rs_json_end(&json, '}');
  rs_buffer_add_char(out, '\n');
}

/* ---------------------------------------------------------------------- table */

static void add_text(
  RsScreen *screen, const char *before, const char *text, const char *after
) {
  if (!*text) return;
  rs_buffer_add_text(screen->out, before);
  rs_screen_mixed(screen, text);
  rs_buffer_add_text(screen->out, after);
}

static void add_day(RsScreen *screen, int32_t day) {
  char text[11];
  rs_day_format(day, text);
  rs_buffer_add_text(screen->out, text);
}

static void add_side(RsScreen *screen, const RsReportParty *side) {
  add_text(screen, "", side->name, "");
  add_text(screen, " [", side->code, "]");
}

static void add_tellers(RsScreen *screen, const RsDeed *deed) {
  for (uint32_t i = 0; i < deed->teller_count; i++)
    add_text(screen, i ? ", " : " (told by: ", deed->tellers[i], "");
  if (deed->teller_count) rs_buffer_add_char(screen->out, ')');
}

static void begin_line(RsScreen *screen, const char *label) {
  rs_buffer_add_text(screen->out, "  ");
  rs_screen_text(screen, RS_STYLE_LABEL, label);
  rs_buffer_format(screen->out, "%*s", 11 - (int)strlen(label), "");
}

static void show_held(RsScreen *screen, const RsAgreement *agreement) {
  const RsDeed *broken = agreement->broken_by;
  begin_line(screen, "held");
  if (agreement->held_days < 0) {
    rs_buffer_add_text(screen->out, "not known: its day is not told\n");
    return;
  }
  rs_buffer_format(screen->out, "%d days", (int)agreement->held_days);
  if (!broken) {
    rs_buffer_add_text(screen->out, ", to the end of what is stored\n");
    return;
  }
  bool is_attack = strcmp(broken->type, "ASSAULT") == 0;
  rs_buffer_add_text(
    screen->out, is_attack ? ", until violence on " : ", until broken on "
  );
  add_day(screen, broken->day);
  add_tellers(screen, broken);
  rs_buffer_add_char(screen->out, '\n');
}

static void show_counts(RsScreen *screen, const RsAgreement *agreement) {
  uint32_t counts[RS_SEQUEL_COUNT] = {0};
  for (uint32_t i = 0; i < agreement->followed_count; i++)
    counts[agreement->followed[i].kind]++;
  begin_line(screen, "followed");
  const char *before = "";
  for (int kind = RS_SEQUEL_NONE + 1; kind < RS_SEQUEL_COUNT; kind++) {
    if (!counts[kind]) continue;
    rs_buffer_format(
      screen->out, "%s%u %s", before, counts[kind], rs_sequel_name((RsSequel)kind)
    );
    before = ", ";
  }
  rs_buffer_add_text(screen->out, *before ? "\n" : "nothing that is stored\n");
}

static void show_followed(RsScreen *screen, const RsFollowed *followed, int32_t from_day) {
  const RsDeed *deed = followed->deed;
  rs_buffer_add_text(screen->out, "    ");
  add_day(screen, deed->day);
  rs_buffer_format(screen->out, "  +%-4d", (int)(deed->day - from_day));
  bool is_bad = followed->kind == RS_SEQUEL_BREACH || followed->kind == RS_SEQUEL_VIOLENCE;
  const char *name = rs_sequel_name(followed->kind);
  rs_screen_text(screen, is_bad ? RS_STYLE_WARNING : RS_STYLE_PLAIN, name);
  rs_buffer_format(screen->out, "%*s", 10 - (int)strlen(name), "");
  add_text(screen, "", deed->type, "");
  add_text(screen, "/", deed->mode, "");
  add_text(screen, "  ", deed->place, "");
  add_text(screen, ", ", deed->country, "");
  if (deed->deaths > 0)
    rs_buffer_format(screen->out, "  %lld killed", (long long)deed->deaths);
  rs_buffer_add_char(screen->out, '\n');
}

static void show_agreement(
  RsBuffer *out, const RsAgreement *agreement, const RasidWriteOptions *options
) {
  RsScreen screen = rs_screen(out, options);
  const RsDeed *deed = agreement->deed;
  add_day(&screen, deed->day);
  rs_buffer_add_text(out, "  ");
  rs_screen_text(&screen, RS_STYLE_TITLE, rs_accord_name(agreement->kind));
  rs_buffer_add_text(out, "  ");
  add_side(&screen, &agreement->sides[0]);
  rs_buffer_add_text(out, "  with  ");
  add_side(&screen, &agreement->sides[1]);
  rs_buffer_format(
    out, "  %lld %s\n", (long long)deed->sources, deed->sources == 1 ? "source" : "sources"
  );
  if (*deed->place) {
    begin_line(&screen, "place");
    add_text(&screen, "", deed->place, "");
    add_text(&screen, ", ", deed->country, "");
    rs_buffer_add_char(out, '\n');
  }
  show_held(&screen, agreement);
  show_counts(&screen, agreement);
  for (uint32_t i = 0; i < agreement->followed_count && i < SHOWN_SEQUELS; i++)
    show_followed(&screen, &agreement->followed[i], deed->day);
  if (agreement->followed_count > SHOWN_SEQUELS)
    rs_buffer_format(out, "    and %u more\n", agreement->followed_count - SHOWN_SEQUELS);
  rs_buffer_add_char(out, '\n');
}

/* ---------------------------------------------------------------------- query */

static bool is_named(const RsReportParty *party, const char *wanted) {
  return !wanted || strcmp(party->country, wanted) == 0 || strcmp(party->code, wanted) == 0;
}

static bool is_wanted(const RsAgreement *agreement, const RasidAgreementFilter *filter) {
  char day[11];
  rs_day_format(agreement->deed->day, day);
  if (filter->kind && strcmp(rs_accord_name(agreement->kind), filter->kind) != 0)
    return false;
  if (filter->from && strcmp(day, filter->from) < 0) return false;
  if (filter->to && strcmp(day, filter->to) > 0) return false;
  const char *a = filter->party, *b = filter->other;
  const RsReportParty *sides = agreement->sides;
  return (is_named(&sides[0], a) && is_named(&sides[1], b)) ||
         (is_named(&sides[0], b) && is_named(&sides[1], a));
}

static bool write_all(
  const RsAgreements *agreements,
  const RasidAgreementFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  RsBuffer out = {0};
  bool is_written = true;
  size_t left = filter->limit ? filter->limit : SIZE_MAX;
  for (uint32_t i = 0; i < agreements->count && left && is_written; i++) {
    const RsAgreement *agreement = &agreements->items[i];
    if (!is_wanted(agreement, filter)) continue;
    left--;
    if (options->format == RASID_FORMAT_JSONL)
      write_agreement(&out, agreement);
    else
      show_agreement(&out, agreement, options);
    is_written = rs_buffer_flush(&out, RS_FLUSH_BYTES, sink, context, error);
  }
  is_written = is_written && rs_buffer_flush(&out, 1, sink, context, error);
  rs_buffer_release(&out);
  return is_written;
}

bool rasid_agreements_write(
  RasidStore *store,
  const RasidAgreementFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};
  static const RasidAgreementFilter everything = {0};
  if (!filter) filter = &everything;
  if (!options) options = &default_options;
  if (options->format == RASID_FORMAT_CSV) {
    return rs_error_set(
      error, RASID_ERROR_ARGUMENT, 0, "agreements are written as jsonl or table, not as csv"
    );
  }
  RsArena arena = {0};
  Loader loader = {.arena = &arena};
  RsAgreements agreements;
  int32_t days = filter->days ? (int32_t)filter->days : DEFAULT_DAYS;
  bool is_done = rs_incidents_are_there(store->backend, error) &&
                 load_deeds(store->backend, &loader, error);
  if (is_done && !rs_agreements_find(&agreements, &arena, loader.deeds, loader.count, days))
    is_done = rs_no_memory(error);
  is_done = is_done && write_all(&agreements, filter, options, sink, context, error);
  rs_arena_release(&arena);
  return is_done;
}
