/* Decisions as a gold set: whole documents with the records that they should have.
 *
 * One JSON object a line: id, outlet, date, text, events; of each event the fields that
 * annotators judge, in the form in which evaluations read them (no rules, no score). Only
 * complete documents are written (reviewed.c): a record that is missing in a gold set counts
 * as false where a program finds it. */
#include "review/gold.h"

#include "export/json.h"

typedef struct {
  RsBackend *backend;
  const RsGoldFilter *filter;
  RsBuffer out;
  RasidSink sink;
  void *context;
  RsJson json;
} Writing;

static const char *const kept_fields[] = {
  "event",
  "mode",
  "cameo",
  "mentions",
  "actor",
  "recipient",
  "place",
  "date",
  "deaths",
  "injured",
  "detained",
  "crowd",
  "status",
  "source",
};

static const char *const judging[] = {"accept", "correct", "reject", "add"};

static bool is_judging(const RsDecision *decision) {
  for (size_t i = 0; i < RS_COUNT_OF(judging); i++) {
    if (!strcmp(decision->verdict, judging[i])) return decision->event != NULL;
  }
  return false;
}

/* The last decision about each record that is not undone; by id. */
static bool take_decision(void *context, const RsDecision *decision, RasidError *error) {
  json_object *held = context;
  (void)error;
  if (!is_judging(decision)) return true;
  bool is_right = strcmp(decision->verdict, "reject") != 0 && decision->record;
  json_object *record = is_right ? json_tokener_parse(decision->record) : NULL;
  json_object_object_add(held, decision->event, record);
  return true;
}

json_object *rs_gold_of(RsBackend *backend, const char *document, RasidError *error) {
  json_object *held = json_object_new_object();
  RsDecisionFilter filter = {
    .document = document, .is_holding = true, .is_oldest_first = true};
  if (held && rs_decisions_each(backend, &filter, take_decision, held, error)) return held;
  json_object_put(held);
  return NULL;
}

static void write_event(RsJson *json, json_object *record) {
  rs_json_begin(json, '{');
  for (size_t i = 0; i < RS_COUNT_OF(kept_fields); i++) {
    json_object *value = NULL;
    json_object_object_get_ex(record, kept_fields[i], &value);
    const char *text = json_object_to_json_string_ext(
      value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE
    );
    rs_json_key(json, kept_fields[i]);
    rs_json_null(json);
    json->out->count -= json->out->failed ? 0 : 4; /* raw JSON instead */
    rs_buffer_add_text(json->out, text ? text : "null");
  }
  rs_json_end(json, '}');
}

static bool write_text(void *context, const RsRow *row, RasidError *error) {
  Writing *writing = context;
  RsJson *json = &writing->json;
  (void)error;
  static const char *const keys[] = {"id", "outlet", "date", "text"};
  rs_json_begin(json, '{');
  for (int i = 0; i < 4; i++) {
    RsValue cell = rs_cell(row, i);
    rs_json_key(json, keys[i]);
    if (cell.kind == RS_VALUE_TEXT)
      rs_json_bytes(json, cell.text.data, cell.text.count);
    else
      rs_json_null(json);
  }
  return true;
}

static bool write_document(Writing *writing, const char *document, RasidError *error) {
  static const char sql[] =
    "SELECT id, outlet, published, text FROM documents WHERE id = $1";
  RsValues values = {.count = 0};
  rs_values_text(&values, document);
  json_object *held = rs_gold_of(writing->backend, document, error);
  if (!held) return false;
  writing->json = (RsJson) {.out = &writing->out};
  bool is_written = writing->backend->methods->query(
    writing->backend, sql, &values, write_text, writing, error
  );
  rs_json_key(&writing->json, "events");
  rs_json_begin(&writing->json, '[');
  json_object_object_foreach(held, id, record) {
    (void)id;
    if (record) write_event(&writing->json, record);
  }
  rs_json_end(&writing->json, ']');
  rs_json_end(&writing->json, '}');
  rs_buffer_add_char(&writing->out, '\n');
  json_object_put(held);
  return is_written &&
         rs_buffer_flush(
           &writing->out, RS_FLUSH_BYTES, writing->sink, writing->context, error
         );
}

typedef struct {
  const RsGoldFilter *filter;
  bool is_wanted;
} Wanting;

static bool take_day(void *context, const RsRow *row, RasidError *error) {
  Wanting *wanting = context;
  (void)error;
  RsBytes day =
    rs_cell(row, 0).kind == RS_VALUE_TEXT ? rs_cell(row, 0).text : (RsBytes) {0};
  const char *from = wanting->filter->from, *to = wanting->filter->to;
  wanting->is_wanted = day.count == 10 && (!from || memcmp(day.data, from, 10) >= 0) &&
                       (!to || memcmp(day.data, to, 10) <= 0);
  return true;
}

static bool is_wanted(Writing *writing, const char *document, bool *is, RasidError *error) {
  const RsGoldFilter *filter = writing->filter;
  *is = !filter->document || !strcmp(filter->document, document);
  if (!*is || (!filter->from && !filter->to)) return true;
  static const char sql[] = "SELECT published FROM documents WHERE id = $1";
  RsValues values = {.count = 0};
  Wanting wanting = {.filter = filter};
  rs_values_text(&values, document);
  RsBackend *backend = writing->backend;
  if (!backend->methods->query(backend, sql, &values, take_day, &wanting, error))
    return false;
  *is = wanting.is_wanted;
  return true;
}

static bool visit(
  void *context, const char *document, bool is_complete, RasidError *error
) {
  Writing *writing = context;
  bool is;
  if (!is_complete) return true;
  if (!is_wanted(writing, document, &is, error)) return false;
  return !is || write_document(writing, document, error);
}

bool rs_gold_write(
  RsBackend *backend,
  const RsGoldFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  Writing writing = {
    .backend = backend, .filter = filter, .sink = sink, .context = context};
  bool is_inside = backend->methods->is_in_transaction(backend);
  if (!is_inside && !backend->methods->begin(backend, true, error)) return false;
  bool is_written = rs_reviewed_each(backend, visit, &writing, error) &&
                    rs_buffer_flush(&writing.out, 1, sink, context, error);
  if (!is_inside) backend->methods->rollback(backend, NULL);
  rs_buffer_release(&writing.out);
  return is_written;
}
