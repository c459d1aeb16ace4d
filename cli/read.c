/* rasid read: documents as the readers see them, one JSON object a line: to look at what a page
 * or an archive gives, and to make JSON Lines of it. */
#include "session.h"

#include "text.h"

#include <stdio.h>

static void print_field(const char *name, const char *value) {
  if (!value) return;
  printf(", \"%s\": ", name);
  text_print_json(stdout, value);
}

static bool print_document(const RasidInput *input) {
  fputs("{\"id\": ", stdout);
  text_print_json(stdout, input->id);
  print_field("title", input->title);
  print_field("date", input->date);
  print_field("outlet", input->outlet);
  print_field("url", input->url);
  print_field("text", input->text);
  fputs("}\n", stdout);
  return !ferror(stdout);
}

static int finish(Report *report, bool is_written) {
  int status = report->documents ? STATUS_DONE : STATUS_NOTHING;
  if (is_written) report_summary(report, NULL);
  if (fflush(stdout) || !is_written) {
    fputs("rasid: standard output could not be written\n", stderr);
    status = STATUS_FAILED;
  }
  return report_end(report) ? status : STATUS_FAILED;
}

static int run(const Options *options) {
  Report report;
  RasidError error;
  RasidKnowledge *knowledge = knowledge_open(options);
  if (!knowledge) return STATUS_KNOWLEDGE;
  if (!report_begin(&report, options))
    return rasid_knowledge_free(knowledge), STATUS_FAILED;
  RasidReadOptions read_options = read_options_of(options, knowledge);
  RasidReader *reader =
    rasid_reader_new(options->operands, options->operand_count, &read_options, &error);
  int status = reader ? STATUS_DONE : complain(&error);
  RasidInput input;
  RasidReject reject;
  RasidReadResult result;
  bool is_written = true;
  while (reader && is_written &&
         (result = rasid_reader_next(reader, &input, &reject)) != RASID_READ_END) {
    if (result == RASID_READ_REJECT)
      report_reject(&report, &reject);
    else
      report_doubt(&report, &reject);
    if (result == RASID_READ_DOCUMENT && (is_written = print_document(&input)))
      report_progress(&report, input.text_bytes);
  }
  if (reader) status = finish(&report, is_written);
  rasid_reader_free(reader);
  rasid_knowledge_free(knowledge);
  return status;
}

const Command read_command = {
  .name = "read",
  .summary = "shows the documents in files, pages, feeds and archives as JSON Lines",
  .usage = "read PATH... [OPTION]...",
  .examples = "rasid read page.html\n"
              "rasid read crawl.warc.gz --rejects rejects.jsonl > documents.jsonl\n"
              "curl -s https://example.org/feed.xml | rasid read -",
  .notes = "PATH is a file, a folder or - for standard input, as for rasid code.\n"
           "Nothing is coded: this is what `rasid code` would be given.",
  .options = OPTIONS_OF_TEXTS,
  .least_operands = 1,
  .most_operands = SIZE_MAX,
  .run = run,
};
