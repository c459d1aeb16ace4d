/* A document into rows.
 *
 * All of it happens inside a savepoint: when one row fails, the document as it stood before is
 * there again, and so is the caller's transaction around it. Rows may be on their way when the
 * next is sent (backend.h, `run`); `settle` waits for all before the savepoint is let go. */
#include "store/write.h"

#include "store/read.h"
#include "store/words.h"

#include <math.h>

static void put_span(RsValues *values, RasidSpan span) {
  rs_values_integer(values, span.start);
  rs_values_integer(values, span.end);
}

enum {
  PLACE_COLUMNS = 11,
  DATE_COLUMNS = 7
};

static void put_nulls(RsValues *values, size_t count) {
  while (count--)
    rs_values_null(values);
}

/* Puts NULL into the columns of something that is not there. */
static bool put_missing(RsValues *values, const void *something, size_t columns) {
  if (!something) put_nulls(values, columns);
  return !something;
}

/* ------------------------------------------------------------------- events */

static void put_place(RsValues *values, const RasidPlace *place) {
  if (put_missing(values, place, PLACE_COLUMNS)) return;
  put_span(values, place->span);
  rs_values_text(values, place->text);
  rs_values_text(values, place->name);
  rs_values_text(values, place->country);
  rs_values_text(values, place->admin1);
  rs_values_real(values, place->lat);
  rs_values_real(values, place->lon);
  rs_values_text(values, place->precision);
  rs_values_text(values, place->reason);
  rs_values_text(values, place->rule);
}

static void put_date(RsValues *values, const RasidDate *date) {
  if (put_missing(values, date, DATE_COLUMNS)) return;
  rs_values_integer(values, date->has_text);
  put_span(values, date->span);
  rs_values_text(values, date->text);
  rs_values_text(values, date->from);
  rs_values_text(values, date->to);
  rs_values_text(values, date->precision);
}

static void put_bound(RsValues *values, bool is_known, int64_t bound) {
  if (is_known && bound >= 0)
    rs_values_integer(values, bound);
  else
    rs_values_null(values);
}

static void put_count(RsValues *values, RasidCount count) {
  rs_values_integer(values, count.known);
  put_bound(values, count.known, count.min);
  put_bound(values, count.known, count.max);
}

/* Names without blanks, joined by blanks; `list` holds them until the row is written. */
static void put_list(
  RsValues *values, RsBuffer *list, const char *const *names, size_t count
) {
  rs_buffer_clear(list);
  for (size_t i = 0; i < count; i++) {
    if (i) rs_buffer_add_char(list, ' ');
    rs_buffer_add_text(list, names[i]);
  }
  if (list->count)
    rs_values_bytes(values, (RsBytes) {list->data, list->count});
  else
    rs_values_null(values);
}

typedef struct {
  RsBackend *backend;
  int64_t document;
  int64_t event; /* number of the one at hand */
  RsBuffer contexts, rules;
  RasidError *error;
} Target;

static bool add_event_row(Target *target, size_t position, const RasidEvent *event) {
  RsValues values = {.count = 0};
  rs_values_integer(&values, target->event);
  rs_values_integer(&values, target->document);
  rs_values_integer(&values, (int64_t)position);
  rs_values_text(&values, event->id);
  rs_values_integer(&values, event->sentence);
  rs_values_text(&values, event->event);
  rs_values_text(&values, event->mode);
  rs_values_text(&values, event->cameo);
  rs_values_integer(&values, event->quad);
  rs_values_real(&values, event->goldstein);
  rs_values_real(&values, event->plover_score);
  put_list(&values, &target->contexts, event->contexts, event->context_count);
  put_place(&values, event->place);
  put_date(&values, event->date);
  put_count(&values, event->deaths);
  put_count(&values, event->injured);
  put_count(&values, event->detained);
  put_count(&values, event->crowd);
  rs_values_text(&values, event->part_of);
  rs_values_text(&values, event->about);
  rs_values_text(&values, event->status);
  rs_values_real(&values, event->score);
  put_list(&values, &target->rules, event->rules, event->rule_count);
  if (target->contexts.failed || target->rules.failed) return rs_no_memory(target->error);
  return rs_run(target->backend, RS_SQL_ADD_EVENT, &values, target->error);
}

/* --------------------------------------------------------- what hangs on them */

static bool add_mentions(const Target *target, const RasidEvent *event) {
  for (size_t i = 0; i < event->mention_count; i++) {
    RsValues values = {.count = 0};
    rs_values_integer(&values, target->event);
    rs_values_integer(&values, (int64_t)i);
    put_span(&values, event->mentions[i]);
    rs_values_text(&values, event->mention_texts[i]);
    if (!rs_run(target->backend, RS_SQL_ADD_MENTION, &values, target->error)) return false;
  }
  return true;
}

static bool add_parties(
  const Target *target, const char *role, const RasidParty *parties, size_t count
) {
  for (size_t i = 0; i < count; i++) {
    RsValues values = {.count = 0};
    rs_values_integer(&values, target->event);
    rs_values_text(&values, role);
    rs_values_integer(&values, (int64_t)i);
    put_span(&values, parties[i].span);
    rs_values_text(&values, parties[i].text);
    rs_values_text(&values, parties[i].name);
    rs_values_text(&values, parties[i].country);
    rs_values_text(&values, parties[i].sector);
    rs_values_text(&values, parties[i].code);
    rs_values_text(&values, parties[i].rule);
    rs_values_null(&values);
    if (!rs_run(target->backend, RS_SQL_ADD_PARTICIPANT, &values, target->error))
      return false;
  }
  return true;
}

static bool add_source(const Target *target, const RasidSource *source) {
  enum {
    NAME_TO_RULE = 5
  }; /* columns that a source does not have */
  if (!source) return true;
  RsValues values = {.count = 0};
  rs_values_integer(&values, target->event);
  rs_values_text(&values, "source");
  rs_values_integer(&values, 0);
  put_span(&values, source->span);
  rs_values_text(&values, source->text);
  put_nulls(&values, NAME_TO_RULE);
  rs_values_text(&values, source->stance);
  return rs_run(target->backend, RS_SQL_ADD_PARTICIPANT, &values, target->error);
}

static bool add_candidates(const Target *target, const RasidPlace *place) {
  for (size_t i = 0; place && i < place->candidate_count; i++) {
    const RasidPlaceCandidate *candidate = &place->candidates[i];
    RsValues values = {.count = 0};
    rs_values_integer(&values, target->event);
    rs_values_integer(&values, (int64_t)i);
    rs_values_text(&values, candidate->name);
    rs_values_text(&values, candidate->country);
    rs_values_text(&values, candidate->admin1);
    rs_values_real(&values, candidate->lat);
    rs_values_real(&values, candidate->lon);
    rs_values_text(&values, candidate->rule);
    if (!rs_run(target->backend, RS_SQL_ADD_CANDIDATE, &values, target->error))
      return false;
  }
  return true;
}

static bool add_event(Target *target, size_t position, const RasidEvent *event) {
  target->event = target->document * RS_EVENTS_PER_DOCUMENT + (int64_t)position;
  return add_event_row(target, position, event) && add_mentions(target, event) &&
         add_parties(target, "actor", event->actors, event->actor_count) &&
         add_parties(target, "recipient", event->recipients, event->recipient_count) &&
         add_source(target, event->source) && add_candidates(target, event->place);
}

static bool add_events(
  RsBackend *backend,
  int64_t document,
  const RasidEvent *events,
  size_t count,
  RasidError *error
) {
  Target target = {.backend = backend, .document = document, .error = error};
  if (count >= RS_EVENTS_PER_DOCUMENT) {
    return rs_error_set(
      error, RASID_ERROR_TOO_LARGE, 0, "a document with %zu records", count
    );
  }
  bool is_added = true;
  for (size_t i = 0; is_added && i < count; i++)
    is_added = add_event(&target, i, &events[i]);
  rs_buffer_release(&target.contexts);
  rs_buffer_release(&target.rules);
  return is_added;
}

/* ----------------------------------------------------------------- documents */

static void put_run(RsValues *values, const RasidRun *run) {
  rs_values_text(values, run->knowledge_version ? run->knowledge_version : "");
  rs_values_text(values, RASID_VERSION);
  rs_values_real(values, run->min_score);
}

bool rs_run_find(
  RsBackend *backend, const RasidRun *run, int64_t *number, RasidError *error
) {
  RsValues values = {.count = 0};
  put_run(&values, run);
  *number = 0;
  return rs_ask(backend, RS_SQL_FIND_RUN, &values, number, error);
}

static bool make_run(
  RsBackend *backend, const RasidRun *run, int64_t *number, RasidError *error
) {
  RsValues values = {.count = 0};
  if (!rs_run_find(backend, run, number, error)) return false;
  if (*number) return true;
  put_run(&values, run);
  return rs_run(backend, RS_SQL_ADD_RUN, &values, error) &&
         rs_run_find(backend, run, number, error);
}

/* The columns that a document is given each time. */
static void put_document(
  RsValues *values, const RasidInput *input, int64_t run, int64_t number
) {
  bool names_article;
  int64_t address = rs_address_key(input->url, &names_article);
  rs_values_text(values, input->date);
  rs_values_text(values, input->outlet);
  rs_values_text(values, input->url);
  rs_values_bytes(values, (RsBytes) {input->text, input->text_bytes});
  rs_values_integer(values, rs_content_key(input));
  if (address)
    rs_values_integer(values, address);
  else
    rs_values_null(values);
  rs_values_integer(values, run);
  rs_values_integer(values, number);
}

typedef struct {
  RsArena *arena;
  RsStoredDocument *document;
} Reading;

static bool take_document(void *context, const RsRow *row, RasidError *error) {
  const Reading *reading = context;
  RsTaking taking = {.row = row, .arena = reading->arena};
  RsStoredDocument *document = reading->document;
  document->number = rs_take_integer(&taking);
  document->input.id = rs_take_text(&taking);
  document->input.date = rs_take_text(&taking);
  document->input.outlet = rs_take_text(&taking);
  document->input.url = rs_take_text(&taking);
  document->input.text_bytes = rs_cell(row, taking.column).text.count;
  document->input.text = rs_take_text(&taking);
  document->run = rs_take_integer(&taking);
  return !taking.has_failed || rs_no_memory(error);
}

bool rs_document_next(
  RsBackend *backend,
  RsArena *arena,
  int64_t after,
  int64_t run,
  RsStoredDocument *document,
  RasidError *error
) {
  Reading reading = {arena, document};
  RsValues values = {.count = 0};
  *document = (RsStoredDocument) {0};
  rs_values_integer(&values, after);
  rs_values_integer(&values, run);
  return rs_rows(backend, RS_SQL_NEXT_DOCUMENT, &values, take_document, &reading, error);
}

bool rs_document_change(
  RsBackend *backend, const RsStoredDocument *document, RasidError *error
) {
  RsValues values = {.count = 0};
  put_document(&values, &document->input, document->run, document->number);
  return rs_run(backend, RS_SQL_CHANGE_DOCUMENT, &values, error);
}

static bool add_document(
  RsBackend *backend,
  const RasidInput *input,
  int64_t run,
  int64_t *number,
  RasidError *error
) {
  RsValues none = {.count = 0}, values = {.count = 0};
  if (!rs_ask(backend, RS_SQL_LAST_DOCUMENT, &none, number, error)) return false;
  put_document(&values, input, run, ++*number);
  rs_values_text(&values, input->id);
  return rs_run(backend, RS_SQL_ADD_DOCUMENT, &values, error) &&
         rs_index_add(backend, *number, input->text, input->text_bytes, error);
}

/* The words are written anew only when the text is another. */
static bool replace_document(
  RsBackend *backend,
  const RasidInput *input,
  int64_t run,
  int64_t number,
  RasidError *error
) {
  RsStoredDocument document = {.number = number, .run = run, .input = *input};
  RsValues values = {.count = 0}, version = {.count = 0};
  bool names_article;
  rs_values_integer(&values, number);
  rs_values_integer(&version, number);
  rs_values_integer(&version, rs_content_key(input));
  rs_values_integer(&version, rs_address_key(input->url, &names_article));
  return rs_run(backend, RS_SQL_SUPERSEDE, &version, error) &&
         rs_index_change(backend, number, input->text, input->text_bytes, error) &&
         rs_document_change(backend, &document, error) &&
         rs_run(backend, RS_SQL_DELETE_EVENTS, &values, error);
}

static bool put_rows(
  RsBackend *backend,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const RasidRun *run,
  RasidError *error
) {
  int64_t run_number, number = 0;
  RsValues id = {.count = 0};
  rs_values_text(&id, input->id);
  if (!make_run(backend, run, &run_number, error) || !rs_ask(backend, RS_SQL_FIND_ID, &id, &number, error)) {
    return false;
  }
  bool is_put = number ? replace_document(backend, input, run_number, number, error)
                       : add_document(backend, input, run_number, &number, error);
  return is_put && add_events(backend, number, events, count, error) &&
         backend->methods->settle(backend, error);
}

bool rs_document_put(
  RsBackend *backend,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const RasidRun *run,
  RasidError *error
) {
  bool is_alone = !backend->methods->is_in_transaction(backend);
  if (is_alone && !backend->methods->begin(backend, false, error)) return false;
  bool is_put = rs_script(backend, "SAVEPOINT document", error) &&
                put_rows(backend, input, events, count, run, error) &&
                rs_script(backend, "RELEASE SAVEPOINT document", error);
  if (is_alone && is_put) return backend->methods->commit(backend, error);
  if (is_alone) {
    backend->methods->rollback(backend, NULL);
  } else if (!is_put) {
    backend->methods->settle(backend, NULL);
    rs_script(backend, "ROLLBACK TO SAVEPOINT document; RELEASE SAVEPOINT document", NULL);
  }
  return is_put;
}
