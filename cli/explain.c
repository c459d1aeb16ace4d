/* rasid explain: why a sentence gives the records that it gives, or none. */
#include "session.h"

#include <string.h>

static bool handle(Session *session, const RasidDocument *document) {
  RasidError error;
  bool is_written = rasid_write_explanation(
    document, session->knowledge, &session->write, output_write, &session->output, &error
  );
  if (is_written) return true;
  session->status = session->output.failure ? STATUS_FAILED : complain(&error);
  return false;
}

static void explain_sentence(Session *session, const char *sentence) {
  RasidInput input = {
    .id = "sentence",
    .text = sentence,
    .text_bytes = strlen(sentence),
    .date = session->options->date,
  };
  RasidError error;
  RasidDocument *document = rasid_coder_code(session->coder, &input, &error);
  if (document) {
    session->report.documents++;
    handle(session, document);
  } else {
    int status = complain(&error);
    session->status = status == STATUS_USAGE ? status : STATUS_NOTHING;
  }
  rasid_document_free(document);
}

static int run(const Options *options) {
  int status;
  Session *session = session_new(options, true, &status);
  if (!session) return status;
  session->write.format = RASID_FORMAT_TABLE;
  const char *sentence = options->operands[0];
  if (!strcmp(sentence, "-"))
    session_run(session, rasid_coder_code, handle);
  else
    explain_sentence(session, sentence);
  status = session_end(session);
  session_free(session);
  return status;
}

const Command explain_command = {
  .name = "explain",
  .summary = "tells what each layer saw in a sentence and which rules fired",
  .usage = "explain \"SENTENCE\" [OPTION]...",
  .examples = "rasid explain \"SENTENCE\" --date 2024-03-05\n"
              "rasid explain - < article.txt\n"
              "rasid explain \"SENTENCE\" --extra my-dictionaries",
  .notes = "SENTENCE may be - for a text on standard input. Put quotes around a sentence.",
  .options =
    OPTION_BIT(OPTION_DATE) | OPTION_BIT(OPTION_KNOWLEDGE) | OPTION_BIT(OPTION_EXTRA),
  .least_operands = 1,
  .most_operands = 1,
  .run = run,
};
