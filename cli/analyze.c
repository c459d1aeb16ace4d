/* rasid analyze: the layers below the events, one JSON object a document. */
#include "session.h"

static bool handle(Session *session, const RasidDocument *document) {
  RasidError error;
  if (rasid_write_analysis(document, output_write, &session->output, &error)) return true;
  session->status = session->output.failure ? STATUS_FAILED : complain(&error);
  return false;
}

static int run(const Options *options) {
  int status;
  Session *session = session_new(options, false, &status);
  if (!session) return status;
  if (session_run(session, rasid_coder_analyze, handle))
    report_summary(&session->report, NULL);
  status = session_end(session);
  session_free(session);
  return status;
}

const Command analyze_command = {
  .name = "analyze",
  .summary = "shows sentences, words, names, dates and numbers of Arabic texts as JSON",
  .usage = "analyze PATH... [OPTION]...",
  .examples = "rasid analyze article.txt --date 2024-03-05\n"
              "rasid analyze news.jsonl > layers.jsonl\n"
              "echo '{\"id\": \"1\", \"text\": \"...\"}' | rasid analyze -",
  .notes =
    "PATH is a file, a folder or - for standard input, as for rasid code.\n"
    "Offsets count characters of the text from 0; \"end\" stands behind the last one.",
  .options = OPTIONS_OF_TEXTS,
  .least_operands = 1,
  .most_operands = SIZE_MAX,
  .run = run,
};
