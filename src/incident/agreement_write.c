/* Agreements with their fate, for a program and for a person:
 *
 *   truce  AGREE  CAMEO 0871  2 sources, 3 reports
 *     date         2018-12-13
 *     place        Stockholm, SWE
 *     between      Government of Yemen [YEMGOV] and Houthis [YEMREBHTH]
 *     held         19 days, until violence by Houthis
 *     followed     violence 4, breaches 1, accusations 2, talks 3
 *       2019-01-01  violence  ASSAULT/heavy-weapons  Houthis > Army of Yemen  3 killed  Outlet
 *
 * A truce or agreement held until the first violence or breach between the same two; accusations
 * alone do not end it, for both sides accuse each other of everything. Nothing is known of days
 * behind the last report, so "held" is a number only where an end was reported. The list stops at
 * the next agreement of the same pair and kind, whose own list goes on, or after a year. */
#include "incident/agreement.h"

#include "entity/calendar.h"
#include "export/json.h"
#include "export/screen.h"
#include "incident/tables.h"

#include <stdlib.h>

enum {
  MOST_DAYS = 365,
  MOST_RANGE = 31, /* what is told of a longer time followed nothing in particular */
  MOST_LISTED = 20,
  MOST_OUTLETS = 5
};

/* An agreement and what followed it. */
typedef struct {
  const RsDyad *dyad;
  const RsDyad *followed[MOST_LISTED];
  size_t listed;
  size_t counts[RS_DEED_KINDS];
  const RsDyad *end; /* the first violence or breach; NULL: none is known */
} Fate;

typedef struct {
  RsBackend *backend;
  const RasidWriteOptions *options;
  RsArena arena;
  RsBuffer out;
  RsJson json;
  const char *outlets[MOST_OUTLETS]; /* of the deed that was asked for last */
  size_t outlet_count;
} Writing;

static Fate follow(const RsDyads *dyads, size_t at) {
  const RsDyad *dyad = &dyads->items[at];
  Fate fate = {.dyad = dyad};
  if (dyad->deed->last_day - dyad->deed->day > MOST_RANGE) return fate;
  for (size_t i = at + 1; i < dyads->count; i++) {
    const RsDyad *next = &dyads->items[i];
    RsDeedKind kind = next->deed->kind;
    bool is_over =
      next->pair != dyad->pair || next->deed->day - dyad->deed->day > MOST_DAYS;
    if (is_over) break;
    bool is_later = next->deed->day > dyad->deed->last_day &&
                    next->deed->last_day - next->deed->day <= MOST_RANGE;
    if (!is_later || !rs_dyads_match(dyad, next)) continue;
    if (kind == dyad->deed->kind && kind != RS_DEED_TALKS) break;
    fate.counts[kind]++;
    bool is_end = kind == RS_DEED_VIOLENCE || kind == RS_DEED_BREACH;
    if (is_end && !fate.end) fate.end = next;
    if (fate.listed < MOST_LISTED) fate.followed[fate.listed++] = next;
  }
  return fate;
}

/* -------------------------------------------------------------------- outlets */

static bool take_outlet(void *context, const RsRow *row, RasidError *error) {
  enum {
    OUTLET = 2
  };
  Writing *writing = context;
  RsTaking taking = {.row = row, .arena = &writing->arena, .column = OUTLET};
  const char *outlet = rs_take_text(&taking);
  if (taking.has_failed) return rs_no_memory(error);
  if (!outlet || writing->outlet_count == MOST_OUTLETS) return true;
  for (size_t i = 0; i < writing->outlet_count; i++) {
    if (!strcmp(writing->outlets[i], outlet)) return true;
  }
  writing->outlets[writing->outlet_count++] = outlet;
  return true;
}

static bool ask_outlets(Writing *writing, const RsDeed *deed, RasidError *error) {
  RsValues number = {.count = 0};
  rs_arena_reset(&writing->arena);
  writing->outlet_count = 0;
  rs_values_integer(&number, deed->number);
  return rs_rows(
    writing->backend, RS_SQL_INCIDENT_REPORTS, &number, take_outlet, writing, error
  );
}

/* ----------------------------------------------------------------------- JSON */

static void write_or_null(RsJson *json, const char *key, const char *text) {
  rs_json_text_field(json, key, *text ? text : NULL);
}

static void write_party(RsJson *json, const RsSideParty *party) {
  rs_json_begin(json, '{');
  rs_json_text_field(json, "name", party->name);
  write_or_null(json, "country", party->country);
  write_or_null(json, "sector", party->sector);
  write_or_null(json, "code", party->code);
  rs_json_end(json, '}');
}

static bool write_deed(Writing *writing, const RsDeed *deed, RasidError *error) {
  RsJson *json = &writing->json;
  if (!ask_outlets(writing, deed, error)) return false;
  rs_json_text_field(json, "id", deed->id);
  rs_json_text_field(json, "kind", rs_deed_kind_name(deed->kind));
  write_or_null(json, "event", deed->event);
  write_or_null(json, "mode", deed->mode);
  write_or_null(json, "cameo", deed->cameo);
  char day[11];
  rs_day_format(deed->day, day);
  rs_json_text_field(json, "day", day);
  write_or_null(json, "from", deed->from);
  write_or_null(json, "to", deed->to);
  write_or_null(json, "place", deed->place);
  write_or_null(json, "place_country", deed->country);
  rs_json_key(json, "deaths");
  if (deed->deaths < 0)
    rs_json_null(json);
  else
    rs_json_integer(json, deed->deaths);
  rs_json_integer_field(json, "sources", deed->sources);
  rs_json_integer_field(json, "report_count", deed->reports);
  rs_json_key(json, "outlets");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < writing->outlet_count; i++)
    rs_json_text(json, writing->outlets[i]);
  rs_json_end(json, ']');
  return true;
}

static bool write_followed(Writing *writing, const Fate *fate, RasidError *error) {
  RsJson *json = &writing->json;
  rs_json_key(json, "followed");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < fate->listed; i++) {
    const RsDyad *next = fate->followed[i];
    rs_json_begin(json, '{');
    if (!write_deed(writing, next->deed, error)) return false;
    rs_json_integer_field(json, "days_after", next->deed->day - fate->dyad->deed->last_day);
    rs_json_key(json, "actor");
    write_party(json, next->one);
    rs_json_key(json, "recipient");
    write_party(json, next->other);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
  return true;
}

static void write_end(RsJson *json, const Fate *fate) {
  const RsDyad *end = fate->end;
  rs_json_key(json, "held_days");
  if (end)
    rs_json_integer(json, end->deed->day - fate->dyad->deed->last_day);
  else
    rs_json_null(json);
  rs_json_key(json, "ended_by");
  if (!end) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  rs_json_text_field(json, "id", end->deed->id);
  rs_json_text_field(json, "kind", rs_deed_kind_name(end->deed->kind));
  rs_json_key(json, "party");
  write_party(json, end->one);
  rs_json_end(json, '}');
}

static bool write_json(Writing *writing, const Fate *fate, RasidError *error) {
  static const char *const counts[RS_DEED_KINDS] = {
    "truces", "agreements", "talks", "violence", "breaches", "accusations"};
  RsJson *json = &writing->json;
  *json = (RsJson) {.out = &writing->out};
  rs_json_begin(json, '{');
  if (!write_deed(writing, fate->dyad->deed, error)) return false;
  rs_json_key(json, "parties");
  rs_json_begin(json, '[');
  write_party(json, fate->dyad->one);
  write_party(json, fate->dyad->other);
  rs_json_end(json, ']');
  write_end(json, fate);
  rs_json_key(json, "counts");
  rs_json_begin(json, '{');
  for (size_t i = 0; i < RS_DEED_KINDS; i++)
    rs_json_integer_field(json, counts[i], (int64_t)fate->counts[i]);
  rs_json_end(json, '}');
  if (!write_followed(writing, fate, error)) return false;
  rs_json_end(json, '}');
  rs_buffer_add_char(&writing->out, '\n');
  return true;
}

/* ---------------------------------------------------------------------- table */

static void begin_line(RsScreen *screen, const char *label) {
  enum {
    COLUMNS = 13
  };
  rs_buffer_add_text(screen->out, "  ");
  rs_screen_text(screen, RS_STYLE_LABEL, label);
  rs_buffer_format(screen->out, "%*s", COLUMNS - (int)strlen(label), "");
}

static void show_party(RsScreen *screen, const RsSideParty *party) {
  rs_screen_mixed(screen, party->name);
  rs_buffer_add_text(screen->out, " [");
  rs_screen_text(screen, RS_STYLE_QUIET, party->code);
  rs_buffer_add_char(screen->out, ']');
}

static void show_type(RsScreen *screen, const RsDeed *deed) {
  rs_screen_text(screen, RS_STYLE_PLAIN, deed->event);
  if (!*deed->mode) return;
  rs_buffer_add_char(screen->out, '/');
  rs_screen_text(screen, RS_STYLE_PLAIN, deed->mode);
}

static void show_day(RsScreen *screen, int32_t day) {
  char text[11];
  rs_day_format(day, text);
  rs_buffer_add_text(screen->out, text);
}

static void show_head(RsScreen *screen, const RsDyad *dyad) {
  const RsDeed *deed = dyad->deed;
  rs_screen_text(screen, RS_STYLE_TITLE, rs_deed_kind_name(deed->kind));
  rs_buffer_add_text(screen->out, "  ");
  show_type(screen, deed);
  rs_buffer_add_text(screen->out, "  CAMEO ");
  rs_screen_text(screen, RS_STYLE_PLAIN, deed->cameo);
  rs_buffer_format(
    screen->out,
    "  %u source%s, %u report%s\n",
    deed->sources,
    deed->sources == 1 ? "" : "s",
    deed->reports,
    deed->reports == 1 ? "" : "s"
  );
  begin_line(screen, "date");
  show_day(screen, deed->day);
  if (deed->last_day != deed->day) {
    rs_buffer_add_text(screen->out, " to ");
    show_day(screen, deed->last_day);
  }
  rs_buffer_add_char(screen->out, '\n');
  if (*deed->place) {
    begin_line(screen, "place");
    rs_screen_mixed(screen, deed->place);
    if (*deed->country) rs_buffer_add_text(screen->out, ", ");
    rs_screen_text(screen, RS_STYLE_PLAIN, deed->country);
    rs_buffer_add_char(screen->out, '\n');
  }
  begin_line(screen, "between");
  show_party(screen, dyad->one);
  rs_buffer_add_text(screen->out, " and ");
  show_party(screen, dyad->other);
  rs_buffer_add_char(screen->out, '\n');
}

static void show_fate(RsScreen *screen, const Fate *fate) {
  begin_line(screen, "held");
  if (fate->end) {
    int32_t days = fate->end->deed->day - fate->dyad->deed->last_day;
    rs_buffer_format(screen->out, "%d day%s, until ", (int)days, days == 1 ? "" : "s");
    rs_screen_text(screen, RS_STYLE_WARNING, rs_deed_kind_name(fate->end->deed->kind));
    rs_buffer_add_text(screen->out, " by ");
    rs_screen_mixed(screen, fate->end->one->name);
  } else if (fate->dyad->deed->last_day - fate->dyad->deed->day > MOST_RANGE) {
    rs_buffer_add_text(screen->out, "not to be told: its day is not known");
  } else {
    rs_buffer_add_text(screen->out, "no end is reported");
  }
  rs_buffer_add_char(screen->out, '\n');
  begin_line(screen, "followed");
  rs_buffer_format(
    screen->out,
    "violence %zu, breaches %zu, accusations %zu, talks %zu, agreements %zu\n",
    fate->counts[RS_DEED_VIOLENCE],
    fate->counts[RS_DEED_BREACH],
    fate->counts[RS_DEED_ACCUSATION],
    fate->counts[RS_DEED_TALKS],
    fate->counts[RS_DEED_TRUCE] + fate->counts[RS_DEED_AGREEMENT]
  );
}

static bool show_followed(
  Writing *writing, RsScreen *screen, const RsDyad *next, RasidError *error
) {
  if (!ask_outlets(writing, next->deed, error)) return false;
  rs_buffer_add_text(screen->out, "    ");
  show_day(screen, next->deed->day);
  rs_buffer_format(screen->out, "  %-10s  ", rs_deed_kind_name(next->deed->kind));
  show_type(screen, next->deed);
  rs_buffer_add_text(screen->out, "  ");
  rs_screen_mixed(screen, next->one->name);
  rs_buffer_add_text(screen->out, " > ");
  rs_screen_mixed(screen, next->other->name);
  if (next->deed->deaths >= 0)
    rs_buffer_format(screen->out, "  %lld killed", (long long)next->deed->deaths);
  for (size_t i = 0; i < writing->outlet_count; i++) {
    rs_buffer_add_text(screen->out, i ? ", " : "  ");
    rs_screen_mixed(screen, writing->outlets[i]);
  }
  rs_buffer_add_char(screen->out, '\n');
  return true;
}

static bool write_block(Writing *writing, const Fate *fate, RasidError *error) {
  RsScreen screen = rs_screen(&writing->out, writing->options);
  if (!ask_outlets(writing, fate->dyad->deed, error)) return false;
  show_head(&screen, fate->dyad);
  begin_line(&screen, "reported by");
  for (size_t i = 0; i < writing->outlet_count; i++) {
    if (i) rs_buffer_add_text(&writing->out, ", ");
    rs_screen_mixed(&screen, writing->outlets[i]);
  }
  rs_buffer_add_char(&writing->out, '\n');
  show_fate(&screen, fate);
  for (size_t i = 0; i < fate->listed; i++) {
    if (!show_followed(writing, &screen, fate->followed[i], error)) return false;
  }
  begin_line(&screen, "id");
  rs_buffer_add_text(&writing->out, fate->dyad->deed->id);
  rs_buffer_add_text(&writing->out, "\n\n");
  return true;
}

/* ---------------------------------------------------------------------- query */

static bool is_wanted(const RsDyad *dyad, const RasidAgreementFilter *filter) {
  const RsDeed *deed = dyad->deed;
  char day[11];
  rs_day_format(deed->day, day);
  if (deed->kind > RS_DEED_TALKS || deed->sources < filter->min_sources) return false;
  if (filter->kind && strcmp(filter->kind, rs_deed_kind_name(deed->kind))) return false;
  if (!filter->kind && deed->kind == RS_DEED_TALKS) return false;
  if (filter->from && strcmp(day, filter->from) < 0) return false;
  if (filter->to && strcmp(day, filter->to) > 0) return false;
  if (filter->place_country && strcmp(deed->country, filter->place_country)) return false;
  if (!filter->actor) return true;
  const RsSideParty *const parties[] = {dyad->one, dyad->other};
  for (size_t i = 0; i < 2; i++) {
    bool is_it = !strcmp(parties[i]->name, filter->actor) ||
                 !strcmp(parties[i]->code, filter->actor) ||
                 !strcmp(parties[i]->country, filter->actor);
    if (is_it) return true;
  }
  return false;
}

/* Places of the wanted dyads, by day. */
typedef struct {
  int32_t day;
  const char *id;
  size_t at;
} Choice;

static int compare(const void *a, const void *b) {
  const Choice *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  int by_id = strcmp(x->id, y->id);
  if (by_id) return by_id;
  return x->at < y->at ? -1 : x->at > y->at;
}

static Choice *choose(
  RsArena *arena, const RsDyads *dyads, const RasidAgreementFilter *filter, size_t *count
) {
  Choice *choices = rs_arena_alloc(arena, (dyads->count + 1) * sizeof *choices);
  *count = 0;
  if (!choices) return NULL;
  for (size_t i = 0; i < dyads->count; i++) {
    const RsDeed *deed = dyads->items[i].deed;
    if (is_wanted(&dyads->items[i], filter))
      choices[(*count)++] = (Choice) {deed->day, deed->id, i};
  }
  qsort(choices, *count, sizeof *choices, compare);
  return choices;
}

static bool write_all(
  Writing *writing,
  const RasidAgreementFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  RsArena arena = {0};
  RsDyads dyads;
  size_t count = 0;
  bool is_table = writing->options->format == RASID_FORMAT_TABLE;
  bool is_written = rs_dyads_load(writing->backend, &arena, &dyads, error);
  Choice *choices = is_written ? choose(&arena, &dyads, filter, &count) : NULL;
  if (is_written && !choices) is_written = rs_no_memory(error);
  if (filter->limit && count > filter->limit) count = filter->limit;
  for (size_t i = 0; is_written && i < count; i++) {
    Fate fate = follow(&dyads, choices[i].at);
    is_written =
      is_table ? write_block(writing, &fate, error) : write_json(writing, &fate, error);
    is_written =
      is_written && rs_buffer_flush(&writing->out, RS_FLUSH_BYTES, sink, context, error);
  }
  rs_arena_release(&arena);
  return is_written && rs_buffer_flush(&writing->out, 1, sink, context, error);
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
  RsBackend *backend = store->backend;
  Writing writing = {.backend = backend, .options = options ? options : &default_options};
  if (!rs_incidents_are_there(backend, error)) return false;
  if (!backend->methods->begin(backend, true, error)) return false;
  bool is_written =
    write_all(&writing, filter ? filter : &everything, sink, context, error);
  backend->methods->rollback(backend, NULL);
  rs_buffer_release(&writing.out);
  rs_arena_release(&writing.arena);
  return is_written;
}
