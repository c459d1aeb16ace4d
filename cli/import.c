/* rasid import: texts into a database, again and again, with as many coders as there are cores.
 *
 * How far a run has come is told in bytes of files: what they hold cannot be known before. */
#include "saving.h"
#include "session.h"

#include <inttypes.h>
#include <string.h>

/* -------------------------------------------------------------------- reading */

static bool next(void *context, Item *item) {
  RasidReader *reader = context;
  *item = (Item) {0};
  RasidReadResult result = rasid_reader_next(reader, &item->input, &item->place);
  item->is_reject = result == RASID_READ_REJECT;
  if (item->is_reject) item->input = (RasidInput) {0};
  return result != RASID_READ_END;
}

static void print_part(uint64_t count, const char *what) {
  if (count) fprintf(stderr, ", %" PRIu64 " %s", count, what);
}

static void summarise(Saving *saving) {
  const Report *report = &saving->report;
  report_clear(&saving->report);
  fprintf(
    stderr,
    "rasid: %" PRIu64 " document%s: %" PRIu64 " new",
    report->documents,
    report->documents == 1 ? "" : "s",
    saving->added
  );
  print_part(saving->changed, "changed");
  print_part(saving->recoded, "coded anew");
  print_part(saving->known, "known already");
  print_part(saving->copies, "copies of others");
  fprintf(
    stderr, "; %" PRIu64 " records, %" PRIu64 " rejected", report->records, report->rejected
  );
  report_rejects_place(report);
  fputc('\n', stderr);
}

static void import_paths(Saving *saving) {
  const Options *options = saving->options;
  RasidReadOptions read_options = {
    .max_document_bytes = options->max_document_bytes,
    .default_date = options->date,
  };
  RasidError error;
  RasidReader *reader =
    rasid_reader_new(options->operands, options->operand_count, &read_options, &error);
  if (!reader) {
    saving->status = complain(&error);
    return;
  }
  report_measure(&saving->report, options->operands, options->operand_count);
  if (saving_run(saving, reader, next)) summarise(saving);
  if (saving->status == STATUS_DONE && !saving->report.documents)
    saving->status = STATUS_NOTHING;
  rasid_reader_free(reader);
}

static int run(const Options *options) {
  if (!options->db)
    return command_complain(&import_command, "--db DATABASE is missing", NULL);
  Saving saving;
  if (saving_begin(&saving, options)) import_paths(&saving);
  return saving_end(&saving);
}

const Command import_command = {
  .name = "import",
  .summary = "codes texts into a database, going on where it had stopped",
  .usage = "import PATH... --db DATABASE [OPTION]...",
  .examples = "rasid import archive/ --db events.db --rejects rejects.jsonl\n"
              "zcat 2024.jsonl.gz | rasid import - --db events.db --jobs 4\n"
              "rasid import archive/ --db postgresql://localhost/news",
  .notes =
    "Give the same command again after a stop, a crash or a kill, or when texts were added:\n"
    "what is in the database is not coded again. A document is known by its id, by its url, or\n"
    "by having the same text, date and outlet as another. One whose text has changed is coded\n"
    "anew in its place, and so is one that another knowledge file had coded; what analysts have\n"
    "decided about its events stays. The database is the same whatever --jobs is.\n"
    "Exit status: 0 done, 1 no document, 2 wrong call, 3 knowledge file unusable, 4 input,\n"
    "output or the database failed.",
  .options = OPTIONS_OF_TEXTS | OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_JOBS) |
             OPTION_BIT(OPTION_MIN_SCORE),
  .least_operands = 1,
  .most_operands = SIZE_MAX,
  .run = run,
};
