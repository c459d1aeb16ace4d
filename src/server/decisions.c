/* /decisions: what analysts decide; /evaluation: what follows from it.
 *
 * A decision is made under the writer's lock: the record is looked up, the fields are checked
 * against its text, the row is added, and the snapshot takes it in, before the answer goes out.
 * So whoever decides sees it at once in every list. */
#include "server/item.h"

#include "knowledge/knowledge.h"
#include "read/jsonline.h"

#include <stdlib.h>

enum {
  NOTE_MOST = 16000,
  AUTHOR_MOST = 400
};

/* ------------------------------------------------------------------- reading */

typedef struct {
  const char *verdict, *event, *document, *note, *author;
  json_object *fields;
} Asked;

static bool read_text(
  RsRequest *request, json_object *root, const char *key, size_t most, const char **text
) {
  json_object *value = NULL;
  *text = NULL;
  if (!json_object_object_get_ex(root, key, &value)) return true;
  const char *given = json_object_get_string(value);
  bool is_text = json_object_is_type(value, json_type_string) && strlen(given) <= most &&
                 strlen(given) == (size_t)json_object_get_string_len(value);
  if (!is_text) return rs_fail(request, 400, key, "a text, and not a long one"), false;
  *text = given;
  return true;
}

static bool is_known_key(const char *key, const char *const *keys, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!strcmp(key, keys[i])) return true;
  }
  return false;
}

static bool check_keys(
  RsRequest *request, json_object *root, const char *const *keys, size_t count
) {
  json_object_object_foreach(root, key, value) {
    (void)value;
    if (!is_known_key(key, keys, count))
      return rs_fail(request, 400, key, "there is no such field"), false;
  }
  return true;
}

static bool read_author(RsRequest *request, json_object *root, Asked *asked) {
  if (!read_text(request, root, "note", NOTE_MOST, &asked->note) ||
      !read_text(request, root, "author", AUTHOR_MOST, &asked->author))
    return false;
  if (asked->author && *asked->author) return true;
  rs_fail(request, 400, "author", "who decides?");
  return false;
}

static bool read_asked(RsRequest *request, json_object *root, Asked *asked) {
  static const char *const keys[] = {
    "verdict", "event", "document", "fields", "note", "author"};
  static const char *const verdicts[] = {"accept", "correct", "reject", "add", "complete"};
  if (!check_keys(request, root, keys, RS_COUNT_OF(keys)) ||
      !read_text(request, root, "verdict", 20, &asked->verdict) ||
      !read_text(request, root, "event", 200, &asked->event) ||
      !read_text(request, root, "document", 4000, &asked->document) ||
      !read_author(request, root, asked))
    return false;
  if (!asked->verdict || !is_known_key(asked->verdict, verdicts, RS_COUNT_OF(verdicts)))
    return rs_fail(request, 400, "verdict", "accept, correct, reject, add or complete"),
           false;
  bool is_of_text = !strcmp(asked->verdict, "add") || !strcmp(asked->verdict, "complete");
  if (is_of_text && (!asked->document || asked->event))
    return rs_fail(request, 400, "document", "the id of a document, and no event"), false;
  if (!is_of_text && (!asked->event || asked->document))
    return rs_fail(request, 400, "event", "the id of a record, and no document"), false;
  bool has_fields = json_object_object_get_ex(root, "fields", &asked->fields);
  bool needs_fields = !strcmp(asked->verdict, "correct") || !strcmp(asked->verdict, "add");
  if (has_fields != needs_fields)
    return rs_fail(request, 400, "fields", "go with correct and add, and only with them"),
           false;
  return true;
}

/* -------------------------------------------------------------------- the record */

/* A record as it is now, its document and its text. */
typedef struct {
  RsRequest *request;
  RsBackend *backend;
  json_object *record;
  char *document, *text;
  size_t text_bytes;
  bool is_added;
} Subject;

static bool take_record(void *context, const RsRecord *record, RasidError *error) {
  Subject *subject = context;
  RsBuffer line = {0};
  rs_jsonl_write(&line, record);
  rs_buffer_add_char(&line, '\0');
  json_object_put(subject->record);
  subject->record = line.failed ? NULL : json_tokener_parse(line.data);
  free(subject->document);
  subject->document = strdup(record->document);
  rs_buffer_release(&line);
  return (subject->record && subject->document) || rs_no_memory(error);
}

static bool take_last(void *context, const RsDecision *decision, RasidError *error) {
  Subject *subject = context;
  (void)error;
  json_object *record = decision->record ? json_tokener_parse(decision->record) : NULL;
  if (!json_object_is_type(record, json_type_object)) return json_object_put(record), true;
  json_object_put(subject->record);
  subject->record = record;
  free(subject->document);
  subject->document = strdup(decision->document);
  subject->is_added = !strcmp(decision->verdict, "add");
  return true;
}

static bool take_number(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  *(int64_t *)context = rs_cell(row, 0).integer;
  return true;
}

static bool take_text(void *context, const RsRow *row, RasidError *error) {
  Subject *subject = context;
  RsValue text = rs_cell(row, 0);
  subject->text_bytes = text.kind == RS_VALUE_TEXT ? text.text.count : 0;
  subject->text = strndup(subject->text_bytes ? text.text.data : "", subject->text_bytes);
  return subject->text || rs_no_memory(error);
}

static bool find_text(Subject *subject, const char *document, RasidError *error) {
  RsValues id = {.count = 0};
  rs_values_text(&id, document);
  const char *sql = "SELECT text FROM documents WHERE id = $1";
  return subject->backend->methods->query(
    subject->backend, sql, &id, take_text, subject, error
  );
}

/* As coded; of an added record as the last decision made it. */
static bool find_record(Subject *subject, const char *event, RasidError *error) {
  RsBackend *backend = subject->backend;
  RsValues id = {.count = 0};
  int64_t number = -1;
  rs_values_text(&id, event);
  const char *sql = "SELECT number FROM events WHERE id = $1 ORDER BY number DESC";
  RsDecisionFilter last = {.event = event, .is_holding = true, .limit = 1};
  if (!backend->methods->query(backend, sql, &id, take_number, &number, error))
    return false;
  bool is_found = number >= 0
                    ? rs_records_read(backend, &number, 1, take_record, subject, error)
                    : rs_decisions_each(backend, &last, take_last, subject, error);
  return is_found && (!subject->document || find_text(subject, subject->document, error));
}

static void subject_release(Subject *subject) {
  json_object_put(subject->record);
  free(subject->document);
  free(subject->text);
}

/* The beginnings of a record that an analyst adds. */
static json_object *new_record(
  const Subject *subject, const char *id, const char *document
) {
  static const char empty[] =
    "{\"id\": null, \"doc\": null, \"published\": null, \"outlet\": null, \"sentence\": 0, "
    "\"event\": null, \"mode\": null, \"contexts\": [], \"cameo\": null, \"quad\": 0, "
    "\"goldstein\": null, \"plover_score\": null, \"mentions\": [], \"actor\": [], "
    "\"recipient\": [], \"place\": null, \"date\": null, \"deaths\": null, \"injured\": null, "
    "\"detained\": null, \"crowd\": null, \"part_of\": null, \"about\": null, "
    "\"status\": null, \"source\": null, \"rules\": [], \"score\": 1.0}";
  (void)subject;
  json_object *record = json_tokener_parse(empty);
  if (!record) return NULL;
  json_object_object_add(record, "id", json_object_new_string(id));
  json_object_object_add(record, "doc", json_object_new_string(document));
  return record;
}

typedef struct {
  json_object *record;
} Dating;

static bool take_paper(void *context, const RsRow *row, RasidError *error) {
  static const char *const keys[] = {"published", "outlet"};
  const Dating *dating = context;
  (void)error;
  for (int i = 0; i < 2; i++) {
    RsValue cell = rs_cell(row, i);
    if (cell.kind != RS_VALUE_TEXT) continue;
    json_object_object_add(
      dating->record,
      keys[i],
      json_object_new_string_len(cell.text.data, (int)cell.text.count)
    );
  }
  return true;
}

static bool begin_record(Subject *subject, const char *document, RasidError *error) {
  char id[32];
  struct timespec now;
  RsValues values = {.count = 0};
  clock_gettime(CLOCK_REALTIME, &now);
  uint64_t hash = rs_hash_mix(
    rs_hash_bytes(document, strlen(document)),
    (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec
  );
  snprintf(id, sizeof id, "added-%016llx", (unsigned long long)hash);
  if (!find_text(subject, document, error)) return false;
  if (!subject->text) return true;
  subject->document = strdup(document);
  subject->record = new_record(subject, id, document);
  if (!subject->document || !subject->record) return rs_no_memory(error);
  Dating dating = {subject->record};
  rs_values_text(&values, document);
  const char *sql = "SELECT published, outlet FROM documents WHERE id = $1";
  RsBackend *backend = subject->backend;
  return backend->methods->query(backend, sql, &values, take_paper, &dating, error);
}

/* -------------------------------------------------------------------- deciding */

static void now_text(char text[24]) {
  time_t now = time(NULL);
  struct tm parts;
  gmtime_r(&now, &parts);
  strftime(text, 24, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

/* Takes what was decided into the snapshot and writes the answer. */
static unsigned show(RsRequest *request, const RsDecision *decision, json_object *events) {
  RasidServer *server = request->server;
  RasidError error = {0};
  RsBackend *backend = server->writer->backend;
  pthread_rwlock_wrlock(&server->lock);
  RsSnapshot *all = server->snapshot;
  bool is_taken =
    rs_decisions_count(backend, &(RsDecisionFilter) {0}, &all->decision_count, &error);
  json_object_object_foreach(events, event, value) {
    (void)value;
    is_taken = is_taken && rs_snapshot_refresh(all, backend, event, &error);
  }
  atomic_fetch_add(&server->generation, 1);
  pthread_rwlock_unlock(&server->lock);
  rs_cache_empty(server);
  if (!is_taken) return rs_fail_with(request, &error);
  rs_decision_write(&request->json, decision);
  return 201;
}

typedef struct {
  RsBackend *backend;
  const RsDecision *decision; /* that the document is complete */
  json_object *open;          /* numbers of records without a decision */
  json_object *events;        /* ids of records that were decided on, as keys */
} Completing;

static bool take_open(void *context, const RsRow *row, RasidError *error) {
  Completing *own = context;
  (void)error;
  json_object_array_add(own->open, json_object_new_int64(rs_cell(row, 0).integer));
  return true;
}

static bool accept_record(void *context, const RsRecord *record, RasidError *error) {
  const Completing *own = context;
  RsBuffer line = {0};
  rs_jsonl_write(&line, record);
  rs_buffer_add_char(&line, '\0');
  RsDecision decision = {
    .event = record->event->id,
    .document = record->document,
    .verdict = "accept",
    .record = line.data,
    .author = own->decision->author,
    .decided = own->decision->decided,
  };
  bool is_added =
    line.failed ? rs_no_memory(error) : rs_decision_add(own->backend, &decision, error);
  json_object_object_add(own->events, record->event->id, NULL);
  rs_buffer_release(&line);
  return is_added;
}

/* Whoever says that a document is complete accepts what he has not decided on. */
static bool accept_open(Completing *own, RasidError *error) {
  static const char undecided[] =
    "SELECT events.number FROM events JOIN documents ON documents.number = events.document "
    "WHERE documents.id = $1 AND NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.event = "
    "events.id AND verdict <> 'undo' AND undone_by IS NULL) ORDER BY events.number";
  RsBackend *backend = own->backend;
  RsValues id = {.count = 0};
  json_object *numbers = json_object_new_array();
  own->open = numbers;
  rs_values_text(&id, own->decision->document);
  bool is_done = backend->methods->query(backend, undecided, &id, take_open, own, error);
  for (size_t i = 0; is_done && i < json_object_array_length(numbers); i++) {
    int64_t number = json_object_get_int64(json_object_array_get_idx(numbers, i));
    is_done = rs_records_read(backend, &number, 1, accept_record, own, error);
  }
  json_object_put(numbers);
  return is_done;
}

/* Adds the decision, and what follows from it, in one transaction; writes the answer. */
static unsigned keep(RsRequest *request, RsDecision *decision) {
  RasidError error = {0};
  char decided[24];
  unsigned status = 0;
  RsBackend *backend = request->server->writer->backend;
  Completing own = {.backend = backend, .decision = decision};
  now_text(decided);
  decision->decided = decided;
  own.events = json_object_new_object();
  bool is_begun = own.events && backend->methods->begin(backend, false, &error);
  bool is_kept = is_begun && rs_decision_add(backend, decision, &error);
  if (decision->event) json_object_object_add(own.events, decision->event, NULL);
  if (is_kept && !strcmp(decision->verdict, "complete"))
    is_kept = accept_open(&own, &error);
  is_kept = is_kept && backend->methods->commit(backend, &error);
  if (is_kept)
    status = show(request, decision, own.events);
  else
    rs_fail_with(request, &error);
  if (is_begun && !is_kept) backend->methods->rollback(backend, NULL);
  json_object_put(own.events);
  return status;
}

static const char *text_of(json_object *object, const char *key) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  return json_object_is_type(value, json_type_string) ? json_object_get_string(value)
                                                      : NULL;
}

static bool has_mention(json_object *record) {
  json_object *mentions = NULL;
  json_object_object_get_ex(record, "mentions", &mentions);
  return json_object_is_type(mentions, json_type_array) &&
         json_object_array_length(mentions);
}

/* Works the fields in; false with the answer written. */
static bool apply(
  RsRequest *request, Subject *subject, const Asked *asked, json_object **changed
) {
  RasidError error = {0};
  const char *parameter;
  RsRevision revision = {
    .knowledge = request->server->knowledge,
    .text = subject->text,
    .text_bytes = subject->text_bytes,
    .record = subject->record,
  };
  if (!rs_fields_apply(&revision, asked->fields, changed, &parameter, &error))
    return rs_fail(request, 400, parameter, "%s", error.message), false;
  if (strcmp(asked->verdict, "add") != 0) return true;
  const char *missing = !text_of(subject->record, "event")    ? "event"
                        : !text_of(subject->record, "status") ? "status"
                        : !has_mention(subject->record)       ? "mentions"
                                                              : NULL;
  if (missing)
    rs_fail(request, 400, missing, "an added record needs event, status, mentions");
  return !missing;
}

static unsigned decide_on(RsRequest *request, const Asked *asked, Subject *subject) {
  json_object *changed = NULL;
  unsigned status = 0;
  bool has_fields = asked->fields != NULL;
  if (!strcmp(asked->verdict, "accept") && subject->is_added)
    return rs_fail(request, 409, "verdict", "an added record is right by being added");
  if (!has_fields || apply(request, subject, asked, &changed)) {
    RsDecision decision = {
      .event = asked->event ? asked->event : text_of(subject->record, "id"),
      .document = subject->document,
      .verdict = asked->verdict,
      .note = asked->note,
      .author = asked->author,
      .record = json_object_to_json_string_ext(subject->record, JSON_C_TO_STRING_PLAIN),
      .fields =
        changed ? json_object_to_json_string_ext(changed, JSON_C_TO_STRING_PLAIN) : NULL,
    };
    if (!strcmp(asked->verdict, "complete")) decision.event = decision.record = NULL;
    status = keep(request, &decision);
  }
  json_object_put(changed);
  return status;
}

static unsigned decide(RsRequest *request, json_object *root) {
  RasidError error = {0};
  Asked asked = {0};
  if (!read_asked(request, root, &asked)) return 0;
  RasidServer *server = request->server;
  pthread_mutex_lock(&server->writer_lock);
  Subject subject = {.request = request, .backend = server->writer->backend};
  bool is_found = asked.event ? find_record(&subject, asked.event, &error)
                              : begin_record(&subject, asked.document, &error);
  unsigned status = 0;
  if (!is_found)
    rs_fail_with(request, &error);
  else if (!subject.document)
    rs_fail(request, 404, asked.event ? "event" : "document", "there is none with this id");
  else
    status = decide_on(request, &asked, &subject);
  subject_release(&subject);
  pthread_mutex_unlock(&server->writer_lock);
  return status;
}

/* --------------------------------------------------------------------- undoing */

typedef struct {
  char *event, *document;
  int64_t undone_by;
  bool is_undo, is_there;
} Former;

static bool take_former(void *context, const RsRow *row, RasidError *error) {
  Former *former = context;
  (void)error;
  RsValue event = rs_cell(row, 0), document = rs_cell(row, 1), verdict = rs_cell(row, 2);
  if (event.kind == RS_VALUE_TEXT)
    former->event = strndup(event.text.data, event.text.count);
  if (document.kind == RS_VALUE_TEXT)
    former->document = strndup(document.text.data, document.text.count);
  former->is_undo = verdict.kind == RS_VALUE_TEXT && verdict.text.count == 4 &&
                    !memcmp(verdict.text.data, "undo", 4);
  former->undone_by =
    rs_cell(row, 3).kind == RS_VALUE_INTEGER ? rs_cell(row, 3).integer : 0;
  former->is_there = former->document != NULL;
  return true;
}

static unsigned undo(RsRequest *request, json_object *root, int64_t number) {
  static const char *const keys[] = {"author", "note"};
  static const char sql[] =
    "SELECT event, document, verdict, undone_by FROM decisions WHERE number = $1";
  RasidError error = {0};
  Asked asked = {0};
  Former former = {0};
  RsValues values = {.count = 0};
  unsigned status = 0;
  if (!check_keys(request, root, keys, 2) || !read_author(request, root, &asked)) return 0;
  RasidServer *server = request->server;
  pthread_mutex_lock(&server->writer_lock);
  RsBackend *backend = server->writer->backend;
  rs_values_integer(&values, number);
  if (!backend->methods->query(backend, sql, &values, take_former, &former, &error))
    rs_fail_with(request, &error);
  else if (!former.is_there)
    rs_fail(request, 404, "number", "there is no decision with this number");
  else if (former.is_undo || former.undone_by)
    rs_fail(request, 409, "number", "it is undone already, or an undoing itself");
  else
    status = keep(
      request,
      &(RsDecision) {
        .event = former.event,
        .document = former.document,
        .verdict = "undo",
        .note = asked.note,
        .author = asked.author,
        .undoes = number,
      }
    );
  pthread_mutex_unlock(&server->writer_lock);
  free(former.event);
  free(former.document);
  return status;
}

/* The number of `/undo`'s path, 0 when the path is another one. */
static int64_t number_of(const char *rest) {
  char *end;
  if (!*rest) return 0;
  long long number = strtoll(rest, &end, 10);
  bool is_number = strspn(rest, "0123456789") == (size_t)(end - rest) && end != rest;
  return is_number && !strcmp(end, "/undo") ? number : -1;
}

unsigned rs_decide(RsRequest *request, const char *rest) {
  RasidError error = {0};
  RsJsonLine json = {0};
  RsBytes body = {request->body.data ? request->body.data : "", request->body.count};
  unsigned status = 0;
  int64_t number = number_of(rest);
  if (!rs_parameters_end(request)) return 0;
  if (number < 0) return rs_fail(request, 404, NULL, "there is no such address");
  if (!request->server->writer)
    return rs_fail(request, 403, NULL, "the database can only be read");
  if (!rs_json_line_parse(&json, body, &error))
    rs_fail(request, 400, NULL, "%s", error.message);
  else
    status = *rest ? undo(request, json.root, number) : decide(request, json.root);
  rs_json_line_release(&json);
  return status;
}

/* ------------------------------------------------------------------------ history */

typedef struct {
  RsJson *json;
  size_t count, limit;
  int64_t last;
  bool has_more;
} Listing;

static bool list_decision(void *context, const RsDecision *decision, RasidError *error) {
  Listing *listing = context;
  (void)error;
  if (listing->count == listing->limit) return listing->has_more = true;
  listing->count++;
  listing->last = decision->number;
  rs_decision_write(listing->json, decision);
  return true;
}

unsigned rs_list_decisions(RsRequest *request, const char *rest) {
  RasidError error = {0};
  RsBuffer items = {0};
  int64_t limit = RS_PAGE_USUAL, before = 0, total = 0;
  RsDecisionFilter filter = {
    .event = rs_parameter(request, "event"),
    .document = rs_parameter(request, "document"),
    .author = rs_parameter(request, "author"),
  };
  const char *cursor = rs_parameter(request, "cursor");
  if (*rest) return rs_fail(request, 404, NULL, "there is no such address");
  if (!rs_parameter_number(request, "limit", 1, RS_PAGE_MOST, &limit) || (cursor && *cursor && !rs_parameter_number(request, "cursor", 1, INT64_MAX, &before)) || !rs_parameters_end(request))
    return 0;
  RsBackend *backend = rs_desk_backend(request);
  RsJson inner = {.out = &items};
  Listing listing = {.json = &inner, .limit = (size_t)limit};
  filter.before = before;
  filter.limit = (size_t)limit + 1;
  bool is_read = rs_decisions_count(backend, &filter, &total, &error) &&
                 rs_decisions_each(backend, &filter, list_decision, &listing, &error);
  if (is_read) {
    char next[24];
    snprintf(next, sizeof next, "%lld", (long long)listing.last);
    rs_json_begin(&request->json, '{');
    rs_json_integer_field(&request->json, "total", total);
    rs_json_text_field(&request->json, "next", listing.has_more ? next : NULL);
    rs_json_key(&request->json, "items");
    rs_buffer_add_char(&request->out, '[');
    rs_buffer_add(&request->out, items.data, items.count);
    rs_buffer_add_text(&request->out, "]}");
  } else {
    rs_fail_with(request, &error);
  }
  rs_buffer_release(&items);
  return is_read ? 200 : 0;
}

/* ---------------------------------------------------------------------- evaluation */

enum {
  RULES_SHOWN = 50
};

unsigned rs_get_evaluation(RsRequest *request, const char *rest) {
  RasidError error = {0};
  RsEvaluation evaluation = {0};
  (void)rest;
  if (!rs_parameters_end(request)) return 0;
  bool is_made = rs_evaluate(rs_desk_backend(request), &evaluation, &error);
  if (is_made)
    rs_evaluation_write(
      &request->json, &evaluation, request->server->knowledge, RULES_SHOWN
    );
  else
    rs_fail_with(request, &error);
  rs_arena_release(&evaluation.arena);
  return is_made ? 200 : 0;
}
