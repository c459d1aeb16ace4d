/* Records, documents and decisions in answers.
 *
 * A stored record is written by the code that writes it everywhere else, with two fields more:
 * what was decided about it, and the incident that it reports. A record that an analyst added
 * is stored nowhere but in the decision that made it, as JSON; it is read and written again,
 * since nothing that comes from a database is passed on unread. */
#include "server/item.h"

#include "entity/entity.h"
#include "text/letters.h"

enum {
  TITLE_POINTS = 200
};

void rs_json_object(RsJson *json, json_object *value) {
  const char *text = json_object_to_json_string_ext(
    value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE
  );
  rs_json_null(json);
  if (json->out->failed || !value || !text) return;
  json->out->count -= 4; /* instead of the null */
  rs_buffer_add_text(json->out, text);
}

void rs_json_raw(RsJson *json, const char *text) {
  json_object *value = text ? json_tokener_parse(text) : NULL;
  rs_json_object(json, value);
  json_object_put(value);
}

void rs_json_day(RsJson *json, const char *key, int32_t day) {
  char text[11];
  rs_json_key(json, key);
  if (day == RS_UNDATED) {
    rs_json_null(json);
    return;
  }
  rs_day_format(day, text);
  rs_json_text(json, text);
}

void rs_json_boolean(RsJson *json, const char *key, bool is) {
  rs_json_key(json, key);
  rs_json_null(json);
  if (json->out->failed) return;
  json->out->count -= 4;
  rs_buffer_add_text(json->out, is ? "true" : "false");
}

/* ------------------------------------------------------------------ decisions */

static void write_number(RsJson *json, const char *key, int64_t number) {
  rs_json_key(json, key);
  if (number)
    rs_json_integer(json, number);
  else
    rs_json_null(json);
}

void rs_decision_write(RsJson *json, const RsDecision *decision) {
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "number", decision->number);
  rs_json_text_field(json, "event", decision->event);
  rs_json_text_field(json, "document", decision->document);
  rs_json_text_field(json, "verdict", decision->verdict);
  rs_json_key(json, "fields");
  rs_json_raw(json, decision->fields);
  rs_json_text_field(json, "note", decision->note);
  rs_json_text_field(json, "author", decision->author);
  rs_json_text_field(json, "decided", decision->decided ? decision->decided : "");
  write_number(json, "undoes", decision->undoes);
  write_number(json, "undone_by", decision->undone_by);
  rs_json_end(json, '}');
}

static RsReview review_of(const char *verdict) {
  static const char *const verdicts[RS_REVIEWS] = {
    "", "accept", "correct", "reject", "add"};
  for (unsigned i = 1; i < RS_REVIEWS; i++) {
    if (!strcmp(verdict, verdicts[i])) return (RsReview)i;
  }
  return RS_REVIEW_OPEN;
}

static bool write_review(void *context, const RsDecision *decision, RasidError *error) {
  RsJson *json = context;
  (void)error;
  rs_json_text_field(json, "state", rs_review_names[review_of(decision->verdict)]);
  rs_json_integer_field(json, "decision", decision->number);
  rs_json_text_field(json, "author", decision->author);
  rs_json_text_field(json, "decided", decision->decided);
  rs_json_text_field(json, "note", decision->note);
  rs_json_key(json, "fields");
  rs_json_raw(json, decision->fields);
  return true;
}

/* `"review": {…}, "incident": …` and the end of the object. */
static bool write_rest(
  RsRequest *request, const char *event, uint32_t incident, RasidError *error
) {
  RsJson *json = &request->json;
  RsDecisionFilter last = {.event = event, .is_holding = true, .limit = 1};
  rs_json_key(json, "review");
  rs_json_begin(json, '{');
  size_t before = json->out->count;
  RsBackend *backend = rs_desk_backend(request);
  if (!rs_decisions_each(backend, &last, write_review, json, error)) return false;
  if (json->out->count == before) {
    static const char *const keys[] = {"decision", "author", "decided", "note", "fields"};
    rs_json_text_field(json, "state", "open");
    for (size_t i = 0; i < RS_COUNT_OF(keys); i++)
      rs_json_text_field(json, keys[i], NULL);
  }
  rs_json_end(json, '}');
  char id[17];
  const RsSnapshot *all = request->snapshot;
  bool has_incident = incident < all->incident_count;
  if (has_incident)
    snprintf(id, sizeof id, "%016llx", (unsigned long long)all->incident_ids[incident]);
  rs_json_text_field(json, "incident", has_incident ? id : NULL);
  rs_json_end(json, '}');
  return true;
}

/* -------------------------------------------------------------------- records */

typedef struct {
  RsRequest *request;
  uint32_t incident; /* RS_NONE: has to be looked up */
  bool is_known;     /* `incident` is right */
  bool is_written;
} Item;

static bool take_incident(void *context, const RsRow *row, RasidError *error) {
  Item *item = context;
  (void)error;
  uint32_t found = rs_incident_find(item->request->snapshot, rs_cell(row, 0).integer);
  if (found != RS_NONE) item->incident = found;
  return true;
}

static bool find_incident(Item *item, const char *event, RasidError *error) {
  static const char sql[] =
    "SELECT incident FROM incident_reports JOIN events ON events.number = "
    "incident_reports.event WHERE events.id = $1";
  if (item->is_known || !item->request->snapshot->is_linked) return true;
  RsBackend *backend = rs_desk_backend(item->request);
  RsValues id = {.count = 0};
  rs_values_text(&id, event);
  return backend->methods->query(backend, sql, &id, take_incident, item, error);
}

void rs_rules_note(RsRequest *request, const char *const *rules, size_t count) {
  if (!request->rules) request->rules = json_object_new_object();
  for (size_t i = 0; request->rules && i < count; i++)
    json_object_object_add(request->rules, rules[i], NULL);
}

static bool write_record(void *context, const RsRecord *record, RasidError *error) {
  Item *item = context;
  RsRequest *request = item->request;
  const RasidEvent *event = record->event;
  rs_json_begin(&request->json, '{');
  rs_json_record_fields(&request->json, record);
  rs_rules_note(request, event->rules, event->rule_count);
  item->is_written = true;
  return find_incident(item, event->id, error) &&
         write_rest(request, event->id, item->incident, error);
}

static bool write_added(void *context, const RsDecision *decision, RasidError *error) {
  Item *item = context;
  RsJson *json = &item->request->json;
  json_object *record = decision->record ? json_tokener_parse(decision->record) : NULL;
  bool is_written = true;
  if (json_object_is_type(record, json_type_object)) {
    rs_json_begin(json, '{');
    json_object_object_foreach(record, key, value) {
      rs_json_key(json, key);
      rs_json_object(json, value);
    }
    item->is_written = true;
    is_written = write_rest(item->request, decision->event, RS_NONE, error);
  }
  json_object_put(record);
  return is_written;
}

static bool take_text(void *context, const RsRow *row, RasidError *error) {
  const char **text = context;
  (void)error;
  RsValue value = rs_cell(row, 0);
  char *copy =
    value.kind == RS_VALUE_TEXT ? strndup(value.text.data, value.text.count) : NULL;
  *text = copy;
  return true;
}

static bool write_by_decision(Item *item, int64_t number, RasidError *error) {
  RsBackend *backend = rs_desk_backend(item->request);
  RsValues values = {.count = 0};
  char *event = NULL;
  rs_values_integer(&values, number);
  const char *sql = "SELECT event FROM decisions WHERE number = $1";
  bool is_told = backend->methods->query(backend, sql, &values, take_text, &event, error);
  if (is_told && event) {
    RsDecisionFilter last = {.event = event, .is_holding = true, .limit = 1};
    is_told = rs_decisions_each(backend, &last, write_added, item, error);
  }
  free(event);
  return is_told;
}

bool rs_events_write(RsRequest *request, const RsPick *picks, size_t count) {
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  const RsSnapshot *all = request->snapshot;
  bool is_written = true;
  for (size_t i = 0; is_written && i < count; i++) {
    int64_t number = picks[i].number;
    Item item = {
      .request = request,
      .incident = all->facts[picks[i].index].incident,
      .is_known = true};
    is_written = number < 0
                   ? write_by_decision(&item, -number, &error)
                   : rs_records_read(backend, &number, 1, write_record, &item, &error);
  }
  if (!is_written) rs_fail_with(request, &error);
  return is_written;
}

static bool write_if_added(void *context, const RsDecision *decision, RasidError *error) {
  Item *item = context;
  if (strcmp(decision->verdict, "add") != 0 || !decision->event) return true;
  RsDecisionFilter last = {.event = decision->event, .is_holding = true, .limit = 1};
  RsBackend *backend = rs_desk_backend(item->request);
  return rs_decisions_each(backend, &last, write_added, item, error);
}

bool rs_document_events_write(RsRequest *request, const char *document) {
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  Item item = {.request = request, .incident = RS_NONE};
  RasidStoreFilter filter = {.document = document};
  RsDecisionFilter added = {
    .document = document, .is_holding = true, .is_oldest_first = true};
  bool is_written = rs_records_each(backend, &filter, write_record, &item, &error) &&
                    rs_decisions_each(backend, &added, write_if_added, &item, &error);
  if (!is_written) rs_fail_with(request, &error);
  return is_written;
}

static bool take_number(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  *(int64_t *)context = rs_cell(row, 0).integer;
  return true;
}

bool rs_event_write(RsRequest *request, const char *id, bool *is_there) {
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  RsValues values = {.count = 0};
  int64_t number = -1;
  Item item = {.request = request, .incident = RS_NONE};
  rs_values_text(&values, id);
  const char *sql = "SELECT number FROM events WHERE id = $1 ORDER BY number DESC";
  bool is_written =
    backend->methods->query(backend, sql, &values, take_number, &number, &error);
  RsDecisionFilter last = {.event = id, .is_holding = true, .limit = 1};
  if (is_written && number >= 0)
    is_written = rs_records_read(backend, &number, 1, write_record, &item, &error);
  else if (is_written && !strncmp(id, "added-", 6))
    is_written = rs_decisions_each(backend, &last, write_added, &item, &error);
  *is_there = item.is_written;
  if (!is_written) rs_fail_with(request, &error);
  return is_written;
}

/* ---------------------------------------------------------------------- rules */

void rs_rules_write(RsRequest *request) {
  RsJson *json = &request->json;
  rs_json_key(json, "rules");
  rs_json_begin(json, '{');
  if (request->rules) {
    json_object_object_foreach(request->rules, id, value) {
      const char *file, *text;
      unsigned line;
      (void)value;
      bool is_plain = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789.-_") == strlen(id);
      if (!is_plain || !rasid_knowledge_find_entry(request->server->knowledge, id, &file, &line, &text))
        continue;
      rs_json_key(json, id);
      rs_json_begin(json, '{');
      rs_json_text_field(json, "file", file);
      rs_json_integer_field(json, "line", line);
      rs_json_text_field(json, "text", text);
      rs_json_end(json, '}');
    }
  }
  rs_json_end(json, '}');
}

/* ------------------------------------------------------------------ documents */

static RsBytes title_of(const char *text, size_t bytes) {
  const char *end = memchr(text, '\n', bytes);
  size_t count = end ? (size_t)(end - text) : bytes, points = 0;
  for (size_t i = 0; i < count; i++) {
    bool is_point = ((unsigned char)text[i] & 0xc0) != 0x80;
    if (is_point && points++ == TITLE_POINTS) return (RsBytes) {text, i};
  }
  return (RsBytes) {text, count};
}

typedef struct {
  RsRequest *request;
  const char **text;
  size_t *text_bytes;
  bool is_there;
} Writing;

RsBytes rs_document_fields_write(RsJson *json, const RsRow *row) {
  static const char *const keys[] = {"id", "published", "outlet", "url"};
  for (int i = 0; i < 4; i++) {
    RsValue cell = rs_cell(row, i);
    rs_json_key(json, keys[i]);
    if (cell.kind == RS_VALUE_TEXT)
      rs_json_bytes(json, cell.text.data, cell.text.count);
    else
      rs_json_null(json);
  }
  RsValue text = rs_cell(row, 4);
  RsBytes whole = text.kind == RS_VALUE_TEXT ? text.text : (RsBytes) {"", 0};
  RsBytes title = title_of(whole.data, whole.count);
  rs_json_key(json, "title");
  rs_json_bytes(json, title.data, title.count);
  return whole;
}

static bool write_document(void *context, const RsRow *row, RasidError *error) {
  Writing *writing = context;
  writing->is_there = true;
  RsBytes whole = rs_document_fields_write(&writing->request->json, row);
  if (!writing->text) return true;
  *writing->text = rs_arena_string(&writing->request->arena, whole.data, whole.count);
  *writing->text_bytes = whole.count;
  return *writing->text || rs_no_memory(error);
}

bool rs_document_write(
  RsRequest *request, const char *id, bool *is_there, const char **text, size_t *text_bytes
) {
  static const char sql[] =
    "SELECT id, published, outlet, url, text FROM documents WHERE id = $1";
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  RsValues values = {.count = 0};
  Writing writing = {.request = request, .text = text, .text_bytes = text_bytes};
  rs_values_text(&values, id);
  bool is_done =
    backend->methods->query(backend, sql, &values, write_document, &writing, &error);
  *is_there = writing.is_there;
  if (!is_done) rs_fail_with(request, &error);
  return is_done;
}
