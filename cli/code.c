/* rasid code: documents in, records out, to standard output, to a database or to both. */
#include "session.h"

#include <inttypes.h>

enum {
  DOCUMENTS_PER_COMMIT = 500
};

/* A database that is being filled, in batches: a batch is kept whole or not at all. */
typedef struct {
  RasidStore *store;      /* NULL: there is none */
  uint64_t pending, safe; /* documents */
  bool is_printing;       /* records go to standard output (as well) */
} Saving;

static bool fail(Session *session, const RasidError *error) {
  Saving *saving = session->context;
  if (!session->output.failure)
    session->status = complain(error);
  else
    session->status = STATUS_FAILED; /* told at the end */
  if (!saving->store) return false;
  rasid_store_rollback(saving->store, NULL);
  saving->pending = 0;
  fprintf(
    stderr,
    "rasid: %" PRIu64 " documents are safe in the database, the rest is not\n",
    saving->safe
  );
  return false;
}

static bool save(Session *session, const RasidDocument *document) {
  Saving *saving = session->context;
  RasidError error;
  RasidRun run = {
    .knowledge_version = rasid_knowledge_version(session->knowledge),
    .min_score = session->options->min_score,
  };
  if (!rasid_store_add(saving->store, document, &run, &error)) return fail(session, &error);
  if (++saving->pending < DOCUMENTS_PER_COMMIT) return true;
  if (!rasid_store_commit(saving->store, &error)) return fail(session, &error);
  saving->safe += saving->pending;
  saving->pending = 0;
  return rasid_store_begin(saving->store, &error) || fail(session, &error);
}

static bool handle(Session *session, const RasidDocument *document) {
  const Saving *saving = session->context;
  size_t count;
  RasidError error;
  rasid_document_events(document, &count);
  bool is_written =
    !saving->is_printing ||
    rasid_write_events(document, &session->write, output_write, &session->output, &error);
  if (!is_written) return fail(session, &error);
  if (saving->store && !save(session, document)) return false;
  session->report.records += count;
  return true;
}

static bool begin(Session *session) {
  Saving *saving = session->context;
  const char *path = session->options->db;
  RasidError error;
  if (path) {
    saving->store = rasid_store_open(path, false, &error);
    if (!saving->store || !rasid_store_begin(saving->store, &error)) {
      session->status = complain(&error);
      return false;
    }
  }
  saving->is_printing = !path || session->options->has_format;
  if (!saving->is_printing) return true;
  if (rasid_write_header(&session->write, output_write, &session->output, &error))
    return true;
  return fail(session, &error);
}

static void finish(Session *session) {
  const Saving *saving = session->context;
  RasidError error = {0};
  if (saving->is_printing && !output_flush(&session->output)) {
    fail(session, &error);
  } else if (saving->store && !rasid_store_commit(saving->store, &error)) {
    fail(session, &error);
  }
}

static int run(const Options *options) {
  int status;
  Saving saving = {0};
  Session *session = session_new(options, false, &status);
  if (!session) return status;
  session->context = &saving;
  if (begin(session) && session_run(session, rasid_coder_code, handle)) finish(session);
  rasid_store_free(saving.store);
  if (session->status == STATUS_DONE) {
    report_summary(&session->report, "record");
    report_undated(&session->report);
  }
  status = session_end(session);
  session_free(session);
  return status;
}

const Command code_command = {
  .name = "code",
  .summary = "finds the events in Arabic texts",
  .usage = "code PATH... [OPTION]...",
  .examples = "rasid code news.jsonl --rejects rejects.jsonl > events.jsonl\n"
              "rasid code article.txt --date 2024-03-05 --format table\n"
              "zcat archive.jsonl.gz | rasid code - --db events.db",
  .notes =
    "PATH is a file, a folder or - for standard input: JSON Lines with \"id\" and \"text\"\n"
    "(\"title\", \"date\", \"outlet\", \"url\" may be added), CSV with these columns, HTML, RSS,\n"
    "Atom, WARC, or one plain text a file; packed with gzip or zstd or not. The first bytes\n"
    "tell the format; rasid read shows what is in a file.\n"
    "With --db and without --format nothing is printed but a summary.\n"
    "Exit status: 0 done, 1 nothing could be coded, 2 wrong call, 3 knowledge file unusable,\n"
    "4 input or output failed.",
  .options = OPTIONS_OF_TEXTS | OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) |
             OPTION_BIT(OPTION_MIN_SCORE),
  .least_operands = 1,
  .most_operands = SIZE_MAX,
  .run = run,
};
