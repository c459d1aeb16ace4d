/* A database that is being filled.
 *
 * Whether a document has to be coded is asked twice: when it is read, so that nobody codes what
 * is there already, and again when its turn to be stored has come. The second answer counts,
 * for it has seen everything that came before, and so the database does not depend on how many
 * documents were under way. Where the first was wrong (the same article stands twice in one
 * archive) the document is coded then and there.
 *
 * An article that is known again by its address keeps the id under which it came first, and so
 * its events keep theirs.
 *
 * Documents are committed in batches, by number or time, whichever is first: what a killed run
 * loses is what it had coded in the last second. */
#include "saving.h"

#include "session.h"

#include <inttypes.h>
#include <string.h>

enum {
  DOCUMENTS_PER_COMMIT = 500
};
static const double SECONDS_PER_COMMIT = 1;

bool saving_begin(Saving *saving, const Options *options) {
  *saving = (Saving) {.options = options, .status = STATUS_DONE};
  saving->coder_options = (RasidCoderOptions) {
    .max_document_bytes = options->max_document_bytes,
    .min_score = options->min_score,
  };
  saving->knowledge = knowledge_open(options);
  if (!saving->knowledge) return saving->status = STATUS_KNOWLEDGE, false;
  saving->run = (RasidRun) {
    .knowledge_version = rasid_knowledge_version(saving->knowledge),
    .min_score = options->min_score,
  };
  RasidError error = {0};
  saving->coder = rasid_coder_new(saving->knowledge, &saving->coder_options, &error);
  if (saving->coder) saving->store = rasid_store_open(options->db, false, &error);
  if (!saving->store) return saving->status = complain(&error), false;
  if (report_begin(&saving->report, options)) return true;
  return saving->status = STATUS_FAILED, false;
}

/* ---------------------------------------------------------------- one document */

static bool fail(Saving *saving, const RasidError *error) {
  saving->status = complain(error);
  rasid_store_rollback(saving->store, NULL);
  saving->pending = 0;
  fprintf(
    stderr,
    "rasid: %" PRIu64
    " documents of this run are safe in the database; the same command goes "
    "on behind them\n",
    saving->safe
  );
  return false;
}

static bool commit(Saving *saving) {
  RasidError error;
  if (!saving->pending) return true;
  if (!rasid_store_commit(saving->store, &error)) return fail(saving, &error);
  saving->safe += saving->pending;
  saving->pending = 0;
  return true;
}

static bool is_wanted(RasidStoreState state) {
  return state != RASID_STORE_CURRENT && state != RASID_STORE_OLDER &&
         state != RASID_STORE_COPY;
}

/* What the database says of a document; the document gets the id that it has there. */
static bool ask(
  const Saving *saving, Item *item, RasidStoreState *state, RasidError *error
) {
  const char *id;
  if (!rasid_store_find(saving->store, &item->input, &saving->run, state, &id, error))
    return false;
  if (id && is_wanted(*state)) item->input.id = id;
  return true;
}

static void look(void *context, Item *item) {
  RasidStoreState state;
  const char *id = item->input.id;
  item->wants_coding = true;
  if (!ask(context, item, &state, NULL)) return; /* told when its turn comes */
  item->wants_coding = is_wanted(state) && item->input.id == id;
  item->input.id = id;
}

static bool is_coded(const Item *item) {
  if (!item->document) return false;
  return !strcmp(rasid_document_input(item->document)->id, item->input.id);
}

static bool add(Saving *saving, Item *item, RasidStoreState state) {
  RasidError error;
  size_t records;
  if (!saving->pending && !rasid_store_begin(saving->store, &error))
    return fail(saving, &error);
  if (!saving->pending) saving->began = report_now();
  saving->pending++;
  if (!rasid_store_add(saving->store, item->document, &saving->run, &error))
    return fail(saving, &error);
  saving->report.undated += !item->input.date;
  saving->added += state == RASID_STORE_NEW;
  saving->changed += state == RASID_STORE_CHANGED;
  saving->recoded += state == RASID_STORE_STALE;
  rasid_document_events(item->document, &records);
  saving->report.records += records;
  bool is_full = saving->pending >= DOCUMENTS_PER_COMMIT ||
                 report_now() - saving->began >= SECONDS_PER_COMMIT;
  return !is_full || commit(saving);
}

static void reject(Saving *saving, Item *item) {
  item->place.id = item->input.id;
  item->place.code = item->error.code;
  item->place.message = item->error.message;
  report_reject(&saving->report, &item->place);
}

static bool take(Saving *saving, Item *item) {
  RasidStoreState state;
  RasidError error;
  if (!ask(saving, item, &state, &error)) return fail(saving, &error);
  if (!is_wanted(state)) {
    *(state == RASID_STORE_COPY ? &saving->copies : &saving->known) += 1;
    return true;
  }
  if (!is_coded(item) && !item->error.code) {
    rasid_document_free(item->document);
    item->document = rasid_coder_code(saving->coder, &item->input, &item->error);
  }
  if (item->document) return add(saving, item, state);
  reject(saving, item);
  return true;
}

static bool handle(void *context, Item *item) {
  Saving *saving = context;
  if (item->is_reject) {
    report_reject(&saving->report, &item->place);
    return true;
  }
  report_doubt(&saving->report, &item->place);
  if (!take(saving, item)) return false;
  report_place(&saving->report, item->place.source, item->place.byte_offset);
  report_progress(&saving->report, item->input.text_bytes);
  return true;
}

/* --------------------------------------------------------------------- the run */

typedef struct {
  Saving *saving;
  void *context;
  bool (*next)(void *context, Item *item);
} Source;

static bool next_of_source(void *context, Item *item) {
  const Source *source = context;
  return source->next(source->context, item);
}
static void look_in_source(void *context, Item *item) {
  look(((Source *)context)->saving, item);
}
static bool handle_of_source(void *context, Item *item) {
  return handle(((Source *)context)->saving, item);
}

bool saving_run(Saving *saving, void *context, bool (*next)(void *context, Item *item)) {
  Source source = {saving, context, next};
  Flow flow = {&source, next_of_source, look_in_source, handle_of_source};
  size_t jobs = saving->options->jobs ? saving->options->jobs : pipeline_default_jobs();
  RasidError error;
  bool is_done =
    pipeline_run(&flow, saving->knowledge, &saving->coder_options, jobs, &error);
  if (!is_done && error.code) return fail(saving, &error);
  return is_done && commit(saving);
}

int saving_end(Saving *saving) {
  if (!report_end(&saving->report)) saving->status = STATUS_FAILED;
  rasid_store_free(saving->store);
  rasid_coder_free(saving->coder);
  rasid_knowledge_free(saving->knowledge);
  return saving->status;
}
