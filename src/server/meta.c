/* /meta: what the program knows and what the database holds; /openapi.json; /session.
 *
 * Codes come with their names in English and Arabic, so that a page needs no list of its own:
 * of types, sectors and the like from codes/labels.tsv, whose lines are entries of the
 * knowledge file, of countries from places/countries.tsv. */
#include "server/filter.h"
#include "server/item.h"

#include "knowledge/knowledge.h"
#include "read/jsonline.h"

#include <ctype.h>
#include <stdlib.h>

/* The columns of a label's line behind the id. */
static bool find_label(
  RsRequest *request,
  const char *kind,
  const char *code,
  const char **english,
  const char **arabic
) {
  char id[96];
  const char *file, *text;
  unsigned line;
  snprintf(id, sizeof id, "lb.%s.%s", kind, code);
  for (char *at = id; *at; at++)
    *at = (char)tolower((unsigned char)*at);
  if (!rasid_knowledge_find_entry(request->server->knowledge, id, &file, &line, &text))
    return false;
  char *copy = rs_arena_string(&request->arena, text, strlen(text));
  char *first = copy ? strchr(copy, '\t') : NULL,
       *second = first ? strchr(first + 1, '\t') : NULL;
  if (!second) return false;
  *second = '\0';
  *english = first + 1;
  *arabic = second + 1;
  return true;
}

static void write_label(
  RsRequest *request, const char *kind, const char *of, const char *code
) {
  RsJson *json = &request->json;
  char path[64];
  const char *english = code, *arabic = code;
  snprintf(path, sizeof path, "%s%s%s", of, *of ? "." : "", code);
  find_label(request, kind, path, &english, &arabic);
  rs_json_text_field(json, "code", code);
  rs_json_text_field(json, "en", english);
  rs_json_text_field(json, "ar", arabic);
}

static void write_labels(
  RsRequest *request,
  const char *key,
  const char *kind,
  const char *const *codes,
  size_t count
) {
  RsJson *json = &request->json;
  rs_json_key(json, key);
  rs_json_begin(json, '[');
  for (size_t i = 0; i < count; i++) {
    rs_json_begin(json, '{');
    write_label(request, kind, "", codes[i]);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

/* Types with their modes, in the order of codes/events.tsv. */
static void write_types(RsRequest *request) {
  RsJson *json = &request->json;
  const RasidKnowledge *knowledge = request->server->knowledge;
  bool is_open = false;
  rs_json_key(json, "types");
  rs_json_begin(json, '[');
  for (uint32_t i = 0; i < knowledge->events_count; i++) {
    const RsEventCode *row = &knowledge->events[i];
    const char *event = rs_text_at(knowledge, row->event);
    const char *mode = rs_text_at(knowledge, row->mode);
    if (!*mode) {
      if (is_open) rs_json_end(json, ']'), rs_json_end(json, '}');
      rs_json_begin(json, '{');
      write_label(request, "event", "", event);
      rs_json_integer_field(json, "quad", row->quad);
      rs_json_key(json, "modes");
      rs_json_begin(json, '[');
      is_open = true;
    } else if (is_open) {
      rs_json_begin(json, '{');
      write_label(request, "mode", event, mode);
      rs_json_end(json, '}');
    }
  }
  if (is_open) rs_json_end(json, ']'), rs_json_end(json, '}');
  rs_json_end(json, ']');
}

static void write_lists(RsRequest *request) {
  static const char *const quads[] = {"1", "2", "3", "4"};
  static const char *const statuses[] = {
    "occurred", "ongoing", "planned", "possible", "attempted", "denied"};
  static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM",
                                        "REB", "UAF", "OPP", "PTY", "ELI", "PRE", "CVL",
                                        "SOC", "JRN", "BUS", "LAB", "EDU", "MED", "REL",
                                        "REF", "AGR", "CRM", "UNK"};
  static const char *const stances[] = {"reports", "claims", "accuses", "denies", "rumour"};
  static const char *const precisions[] = {
    "point",
    "town",
    "district",
    "region",
    "country",
    "day",
    "week",
    "month",
    "year",
    "range",
    "vague"};
  static const char *const contexts[] = {
    "diplomatic",
    "military",
    "legal",
    "rights_freedoms",
    "human_rights",
    "terrorism",
    "repression",
    "pro_autocracy",
    "political_institutions",
    "territory",
    "migration",
    "cyber",
    "economic",
    "misinformation",
    "cbrn",
    "gender"};
  write_types(request);
  write_labels(request, "quads", "quad", quads, RS_COUNT_OF(quads));
  write_labels(request, "statuses", "status", statuses, RS_COUNT_OF(statuses));
  write_labels(request, "sectors", "sector", sectors, RS_COUNT_OF(sectors));
  write_labels(request, "stances", "stance", stances, RS_COUNT_OF(stances));
  write_labels(request, "precisions", "precision", precisions, RS_COUNT_OF(precisions));
  write_labels(request, "contexts", "context", contexts, RS_COUNT_OF(contexts));
}

/* ------------------------------------------------------------------- countries */

typedef struct {
  uint32_t country, events;
} Count;

static int by_events(const void *a, const void *b) {
  const Count *one = a, *two = b;
  if (one->events != two->events) return one->events < two->events ? 1 : -1;
  return one->country < two->country ? -1 : one->country > two->country;
}

/* The country of the knowledge file with this code; countries_count when there is none. */
static uint32_t known_country(const RasidKnowledge *knowledge, const char *code) {
  uint32_t i = 0;
  while (i < knowledge->countries_count &&
         strncmp(knowledge->countries[i].iso3, code, 4) != 0)
    i++;
  return i;
}

static void write_country(
  RsRequest *request, uint32_t index, const char *code, uint32_t events
) {
  RsJson *json = &request->json;
  const RasidKnowledge *knowledge = request->server->knowledge;
  const RsCountry *country =
    index < knowledge->countries_count ? &knowledge->countries[index] : NULL;
  rs_json_begin(json, '{');
  rs_json_text_field(json, "code", code);
  rs_json_text_field(json, "en", country ? rs_text_at(knowledge, country->english) : code);
  rs_json_text_field(json, "ar", country ? rs_text_at(knowledge, country->name) : code);
  rs_json_integer_field(json, "events", events);
  rs_json_end(json, '}');
}

/* Those in which something happened, the most frequent first, then all others: a party may come
 * from any of them, and a record may be corrected to lie in it. */
static bool write_countries(RsRequest *request) {
  const RsSnapshot *all = request->snapshot;
  RsJson *json = &request->json;
  const RasidKnowledge *knowledge = request->server->knowledge;
  Count *counts = rs_arena_array(&request->arena, UINT16_MAX + 1, sizeof *counts);
  bool *is_written =
    rs_arena_array(&request->arena, knowledge->countries_count + 1, sizeof *is_written);
  if (!counts || !is_written) return false;
  for (uint32_t i = 0; i <= UINT16_MAX; i++)
    counts[i].country = i;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    bool is_shown = !fact->is_hidden && fact->review != RS_REVIEW_REJECTED;
    if (is_shown && fact->country) counts[fact->country].events++;
  }
  qsort(counts, UINT16_MAX + 1, sizeof *counts, by_events);
  rs_json_key(json, "countries");
  rs_json_begin(json, '[');
  for (uint32_t i = 0; counts[i].events; i++) {
    const char *code = rs_known_text(&all->countries, counts[i].country);
    if (!code) continue;
    uint32_t index = known_country(knowledge, code);
    is_written[index] = true;
    write_country(request, index, code, counts[i].events);
  }
  for (uint32_t i = 0; i < knowledge->countries_count; i++) {
    char code[4] = {0};
    memcpy(code, knowledge->countries[i].iso3, 3);
    if (!is_written[i]) write_country(request, i, code, 0);
  }
  rs_json_end(json, ']');
  return true;
}

/* --------------------------------------------------------------------- database */

static void write_knowledge(RsRequest *request) {
  RsJson *json = &request->json;
  const RasidKnowledge *knowledge = request->server->knowledge;
  size_t count;
  const RasidKnowledgeCount *counts = rasid_knowledge_counts(knowledge, &count);
  rs_json_key(json, "knowledge");
  rs_json_begin(json, '{');
  rs_json_text_field(json, "version", rasid_knowledge_version(knowledge));
  rs_json_key(json, "counts");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < count; i++) {
    rs_json_begin(json, '{');
    rs_json_text_field(json, "section", counts[i].section);
    rs_json_integer_field(json, "count", (int64_t)counts[i].count);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
  rs_json_end(json, '}');
}

static void write_database(RsRequest *request) {
  RasidServer *server = request->server;
  RsJson *json = &request->json;
  const RsSnapshot *all = request->snapshot;
  const char *slash = strrchr(server->database, '/');
  int32_t first = RS_UNDATED, last = RS_UNDATED;
  int64_t events = 0;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (fact->is_hidden) continue;
    events++;
    if (fact->from == RS_UNDATED) continue;
    if (first == RS_UNDATED) first = fact->from;
    if (fact->to > last) last = fact->to;
  }
  rs_json_key(json, "database");
  rs_json_begin(json, '{');
  rs_json_text_field(json, "name", slash ? slash + 1 : server->database);
  rs_json_integer_field(json, "documents", all->paper_count);
  rs_json_integer_field(json, "events", events);
  rs_json_key(json, "incidents");
  if (all->is_linked)
    rs_json_integer(json, all->incident_count);
  else
    rs_json_null(json);
  rs_json_integer_field(json, "decisions", all->decision_count);
  rs_json_day(json, "first_day", first);
  rs_json_day(json, "last_day", last);
  rs_json_boolean(json, "is_demo", server->is_demo);
  rs_json_boolean(json, "is_read_only", server->writer == NULL);
  rs_json_boolean(json, "is_loading", atomic_load(&server->is_loading));
  rs_json_end(json, '}');
}

static void write_formats(RsRequest *request) {
  RsJson *json = &request->json;
  rs_json_key(json, "formats");
  rs_formats_write(json);
  rs_json_key(json, "limits");
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "page", RS_PAGE_MOST);
  rs_json_integer_field(json, "text_bytes", RS_BODY_BYTES);
  rs_json_end(json, '}');
}

unsigned rs_get_meta(RsRequest *request, const char *rest) {
  RsJson *json = &request->json;
  (void)rest;
  if (!rs_parameters_end(request)) return 0;
  rs_json_begin(json, '{');
  rs_json_text_field(json, "rasid", RASID_VERSION);
  rs_json_text_field(json, "api", "1.0.0");
  write_knowledge(request);
  write_database(request);
  write_lists(request);
  if (!write_countries(request)) return rs_fail(request, 503, NULL, "out of memory");
  write_formats(request);
  rs_json_end(json, '}');
  return 200;
}

/* ----------------------------------------------------------------------- session */

unsigned rs_open_session(RsRequest *request, const char *rest) {
  RasidServer *server = request->server;
  RasidError error = {0};
  RsJsonLine json = {0};
  RsBytes body = {request->body.data ? request->body.data : "", request->body.count};
  json_object *token = NULL;
  (void)rest;
  if (!rs_parameters_end(request)) return 0;
  if (!rs_json_line_parse(&json, body, &error)) {
    rs_fail(request, 400, NULL, "%s", error.message);
  } else {
    json_object_object_get_ex(json.root, "token", &token);
    bool is_text = json_object_is_type(token, json_type_string);
    if (!is_text)
      rs_fail(request, 400, "token", "a text");
    else if (server->token && !rs_is_token(server, json_object_get_string(token)))
      rs_fail(request, 401, "token", "this is not the token");
    else if (server->token)
      request->cookie = rs_arena_format(
        &request->arena,
        "rasid_session=%s; HttpOnly; SameSite=Strict; Path=/",
        server->token
      );
  }
  rs_json_line_release(&json);
  return request->status ? 0 : 204;
}
