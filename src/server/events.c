/* /events: records by filters, and one with its rules, its passage and its history. */
#include "server/item.h"

#include <stdlib.h>

enum {
  PASSAGE_POINTS = 300 /* on either side of the trigger */
};

unsigned rs_list_events(RsRequest *request, const char *rest) {
  RsFilter filter;
  RsPaging page;
  (void)rest;
  unsigned sorts = 1u << RS_SORT_DATE | 1u << RS_SORT_SCORE | 1u << RS_SORT_DEATHS;
  const RsSnapshot *all = request->snapshot;
  if (!rs_filter_read(request, &filter, rs_filter_names) ||
      !rs_paging_read(request, &page, sorts) || !rs_parameters_end(request) ||
      !rs_paging_fill(request, &page, &filter, all->facts, all->fact_count))
    return 0;
  rs_json_begin(&request->json, '{');
  rs_paging_write(request, &page);
  rs_json_key(&request->json, "items");
  rs_json_begin(&request->json, '[');
  if (!rs_events_write(request, page.picks, page.count)) return 0;
  rs_json_end(&request->json, ']');
  rs_json_end(&request->json, '}');
  return 200;
}

/* -------------------------------------------------------------------- passage */

typedef struct {
  uint32_t start, end; /* code points */
  RsBytes words;
} Passage;

static bool is_point(char c) {
  return ((unsigned char)c & 0xc0) != 0x80;
}

/* What stands around a span, not beyond its line. */
static Passage find_passage(const char *text, size_t bytes, uint32_t start, uint32_t end) {
  Passage passage = {0};
  size_t from = 0, to = bytes;
  uint32_t point = 0, first = 0;
  for (size_t i = 0; i < bytes; i++) {
    if (!is_point(text[i])) continue;
    bool is_far = point + PASSAGE_POINTS < start;
    if (point < start && (text[i] == '\n' || is_far)) {
      from = i + (text[i] == '\n');
      first = point + (text[i] == '\n');
    }
    if (point >= end && (text[i] == '\n' || point >= end + PASSAGE_POINTS)) {
      to = i;
      break;
    }
    point++;
  }
  passage.start = first;
  passage.end = point;
  passage.words = (RsBytes) {text + from, to > from ? to - from : 0};
  return passage;
}

typedef struct {
  char *document;
  uint32_t start, end;
  char *part_of, *about;
} Trigger;

static char *copy_of(const RsRow *row, int column) {
  RsValue value = rs_cell(row, column);
  return value.kind == RS_VALUE_TEXT ? strndup(value.text.data, value.text.count) : NULL;
}

static bool take_trigger(void *context, const RsRow *row, RasidError *error) {
  Trigger *trigger = context;
  (void)error;
  if (trigger->document) return true;
  trigger->document = copy_of(row, 0);
  trigger->start = (uint32_t)rs_cell(row, 1).integer;
  trigger->end = (uint32_t)rs_cell(row, 2).integer;
  trigger->part_of = copy_of(row, 3);
  trigger->about = copy_of(row, 4);
  return true;
}

static bool take_added(void *context, const RsDecision *decision, RasidError *error) {
  Trigger *trigger = context;
  (void)error;
  json_object *record = decision->record ? json_tokener_parse(decision->record) : NULL;
  json_object *mentions = json_object_object_get(record, "mentions");
  bool has =
    json_object_is_type(mentions, json_type_array) && json_object_array_length(mentions);
  json_object *span = has ? json_object_array_get_idx(mentions, 0) : NULL;
  if (!trigger->document) trigger->document = strdup(decision->document);
  trigger->start = (uint32_t)json_object_get_int64(json_object_object_get(span, "start"));
  trigger->end = (uint32_t)json_object_get_int64(json_object_object_get(span, "end"));
  json_object_put(record);
  return true;
}

static bool find_trigger(RsRequest *request, const char *id, Trigger *trigger) {
  static const char sql[] =
    "SELECT documents.id, span_start, span_end, part_of, about FROM events "
    "JOIN documents ON documents.number = events.document "
    "LEFT JOIN mentions ON mentions.event = events.number AND mentions.position = 0 "
    "WHERE events.id = $1 ORDER BY events.number DESC";
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  RsValues values = {.count = 0};
  RsDecisionFilter last = {.event = id, .is_holding = true, .limit = 1};
  rs_values_text(&values, id);
  bool is_told =
    backend->methods->query(backend, sql, &values, take_trigger, trigger, &error) &&
    (trigger->document || rs_decisions_each(backend, &last, take_added, trigger, &error));
  if (!is_told) rs_fail_with(request, &error);
  return is_told;
}

/* --------------------------------------------------------------------- detail */

static bool write_decision(void *context, const RsDecision *decision, RasidError *error) {
  (void)error;
  rs_decision_write(context, decision);
  return true;
}

static bool take_id(void *context, const RsRow *row, RasidError *error) {
  json_object *ids = context;
  char *id = copy_of(row, 0);
  (void)error;
  if (id) json_object_object_add(ids, id, NULL);
  free(id);
  return true;
}

static bool write_related(RsRequest *request, const char *id, const Trigger *trigger) {
  static const char sql[] =
    "SELECT id FROM events WHERE document = (SELECT number FROM documents WHERE id = $1) "
    "AND (part_of = $2 OR about = $2)";
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  RsValues values = {.count = 0};
  json_object *ids = json_object_new_object();
  rs_values_text(&values, trigger->document);
  rs_values_text(&values, id);
  if (trigger->part_of) json_object_object_add(ids, trigger->part_of, NULL);
  if (trigger->about) json_object_object_add(ids, trigger->about, NULL);
  bool is_written = backend->methods->query(backend, sql, &values, take_id, ids, &error);
  if (!is_written) rs_fail_with(request, &error);
  json_object_object_foreach(ids, other, value) {
    bool is_there;
    (void)value;
    is_written = is_written && rs_event_write(request, other, &is_there);
  }
  json_object_put(ids);
  return is_written;
}

static int64_t count_events(const RsRequest *request, int64_t number) {
  uint32_t paper = rs_paper_find(request->snapshot, number);
  return paper == RS_NONE ? 0 : request->snapshot->papers[paper].events;
}

static bool take_number(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  *(int64_t *)context = rs_cell(row, 0).integer;
  return true;
}

static bool write_summary(RsRequest *request, const Trigger *trigger) {
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  RsJson *json = &request->json;
  RsValues values = {.count = 0};
  const char *text = "";
  size_t bytes = 0;
  bool is_there;
  int64_t number = -1;
  rs_values_text(&values, trigger->document);
  const char *sql = "SELECT number FROM documents WHERE id = $1";
  if (!backend->methods->query(backend, sql, &values, take_number, &number, &error))
    return rs_fail_with(request, &error), false;
  rs_json_key(json, "document");
  rs_json_begin(json, '{');
  if (!rs_document_write(request, trigger->document, &is_there, &text, &bytes))
    return false;
  if (!is_there) rs_json_text_field(json, "id", trigger->document);
  rs_json_integer_field(json, "events", count_events(request, number));
  rs_json_end(json, '}');
  Passage passage = find_passage(text, bytes, trigger->start, trigger->end);
  rs_json_key(json, "passage");
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "start", passage.start);
  rs_json_integer_field(json, "end", passage.end);
  rs_json_key(json, "text");
  rs_json_bytes(json, passage.words.data, passage.words.count);
  rs_json_end(json, '}');
  return true;
}

static bool write_detail(RsRequest *request, const char *id, const Trigger *trigger) {
  RasidError error = {0};
  RsJson *json = &request->json;
  RsDecisionFilter filter = {.event = id};
  bool is_there;
  rs_json_begin(json, '{');
  rs_json_key(json, "event");
  if (!rs_event_write(request, id, &is_there) || !write_summary(request, trigger))
    return false;
  rs_rules_write(request);
  rs_json_key(json, "decisions");
  rs_json_begin(json, '[');
  if (!rs_decisions_each(rs_desk_backend(request), &filter, write_decision, json, &error))
    return rs_fail_with(request, &error), false;
  rs_json_end(json, ']');
  rs_json_key(json, "related");
  rs_json_begin(json, '[');
  if (!write_related(request, id, trigger)) return false;
  rs_json_end(json, ']');
  rs_json_end(json, '}');
  return true;
}

unsigned rs_get_event(RsRequest *request, const char *id) {
  Trigger trigger = {0};
  unsigned status = 0;
  if (rs_parameters_end(request) && find_trigger(request, id, &trigger)) {
    if (!trigger.document)
      rs_fail(request, 404, "id", "there is no record with this id");
    else if (write_detail(request, id, &trigger))
      status = 200;
  }
  free(trigger.document);
  free(trigger.part_of);
  free(trigger.about);
  return status;
}
