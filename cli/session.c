/* The run of a command over documents: read, code, hand on, count. One document's failure is
 * a reject and the run goes on; the output's failure ends it. */
#include "session.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Faults of dictionary files come as lines; each is escaped by itself. */
static void print_lines(const char *message) {
  while (*message) {
    char line[sizeof((RasidError *)NULL)->message];
    size_t length = strcspn(message, "\n");
    snprintf(line, sizeof line, "%.*s", (int)length, message);
    text_print(stderr, line);
    fputc('\n', stderr);
    message += length + (message[length] == '\n');
  }
}

int complain(const RasidError *error) {
  fputs("rasid: ", stderr);
  print_lines(error->message);
  return error->code == RASID_ERROR_ARGUMENT ? STATUS_USAGE : STATUS_FAILED;
}

int complain_of_knowledge(const char *path, const RasidError *error) {
  bool is_about_content =
    error->code == RASID_ERROR_KNOWLEDGE || error->code == RASID_ERROR_VERSION;
  fputs("rasid: ", stderr);
  if (is_about_content) {
    text_print(stderr, path);
    fputs(": ", stderr);
  }
  print_lines(error->message);
  return STATUS_KNOWLEDGE;
}

RasidReadOptions read_options_of(const Options *options, const RasidKnowledge *knowledge) {
  return (RasidReadOptions) {
    .max_document_bytes = options->max_document_bytes,
    .default_date = options->date,
    .knowledge = knowledge,
  };
}

Session *session_new(const Options *options, bool keeps_trace, int *status) {
  Session *session = calloc(1, sizeof *session);
  *status = session ? STATUS_FAILED : complain_of_memory();
  if (!session) return NULL;
  session->options = options;
  session->write = output_options(options);
  session->knowledge = knowledge_open(options);
  if (!session->knowledge) {
    *status = STATUS_KNOWLEDGE;
    session_free(session);
    return NULL;
  }
  RasidCoderOptions coder_options = {
    .max_document_bytes = options->max_document_bytes,
    .min_score = options->min_score,
    .keep_trace = keeps_trace,
  };
  RasidError error;
  session->coder = rasid_coder_new(session->knowledge, &coder_options, &error);
  if (!session->coder) *status = complain(&error);
  if (session->coder && report_begin(&session->report, options)) return session;
  session_free(session);
  return NULL;
}

void session_free(Session *session) {
  if (!session) return;
  rasid_coder_free(session->coder);
  rasid_knowledge_free(session->knowledge);
  free(session);
}

static bool handle_document(
  Session *session, Coding code, Handler handle, const RasidInput *input, RasidReject *place
) {
  RasidError error = {0};
  RasidDocument *document = code(session->coder, input, &error);
  if (!document) {
    place->id = input->id;
    place->code = error.code;
    place->message = error.message;
    report_reject(&session->report, place);
    return true;
  }
  session->report.undated += !input->date;
  bool goes_on = handle(session, document);
  rasid_document_free(document);
  report_progress(&session->report, input->text_bytes);
  return goes_on;
}

bool session_run(Session *session, Coding code, Handler handle) {
  const Options *options = session->options;
  RasidReadOptions read_options = read_options_of(options, session->knowledge);
  RasidError error;
  RasidReader *reader =
    rasid_reader_new(options->operands, options->operand_count, &read_options, &error);
  if (!reader) return session->status = complain(&error), false;
  RasidInput input;
  RasidReject reject;
  RasidReadResult result;
  bool goes_on = true;
  while (goes_on && (result = rasid_reader_next(reader, &input, &reject)) != RASID_READ_END
  ) {
    if (result == RASID_READ_REJECT) {
      report_reject(&session->report, &reject);
      continue;
    }
    report_doubt(&session->report, &reject);
    goes_on = handle_document(session, code, handle, &input, &reject);
  }
  rasid_reader_free(reader);
  return goes_on;
}

int session_end(Session *session) {
  int status = session->status;
  if (session->output.failure || !output_flush(&session->output)) {
    status = output_complain(&session->output);
  }
  if (!report_end(&session->report)) status = STATUS_FAILED;
  if (status == STATUS_DONE && !session->report.documents) status = STATUS_NOTHING;
  return status;
}

/* Only a database that is there already: opening one for writing would make it. */
static RasidStore *open_existing(const char *name, RasidError *error) {
  RasidStore *store = rasid_store_open(name, true, error);
  if (!store) return NULL;
  rasid_store_free(store);
  return rasid_store_open(name, false, error);
}

int session_show_linked(
  const Command *command,
  const Options *options,
  int (*write)(RasidStore *store, const Options *options)
) {
  if (!options->db) return command_complain(command, "--db DATABASE is missing", NULL);
  RasidError error;
  RasidStore *store = open_existing(options->db, &error);
  if (!store) return complain(&error);
  bool is_linked = rasid_incidents_link(store, NULL, &error);
  int status = is_linked ? write(store, options) : complain(&error);
  rasid_store_free(store);
  return status;
}

int session_end_output(Output *output, bool is_written, const RasidError *error) {
  bool has_output = !output->failure;
  bool is_closed = output_close(output, is_written);
  if (!is_written && has_output) return complain(error);
  return is_closed ? STATUS_DONE : output_complain(output);
}

int session_end_list(
  Output *output, bool is_written, const RasidError *error, const char *what
) {
  int status = session_end_output(output, is_written, error);
  if (status == STATUS_DONE && !output->total) fprintf(stderr, "rasid: no %s\n", what);
  return status;
}
