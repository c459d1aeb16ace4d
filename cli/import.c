/* rasid import: texts into a database, again and again, with as many coders as there are cores.
 *
 * How far a run has come is told in bytes of files: what they hold cannot be known before. */
#include "saving.h"
#include "session.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>

/* -------------------------------------------------------------------- reading */

/* A watch blocks the signals that end it; one that waits ends the reading. */
static bool is_told_to_end(const Options *options) {
  sigset_t waiting;
  if (!options->minds_signals || sigpending(&waiting)) return false;
  return sigismember(&waiting, SIGINT) == 1 || sigismember(&waiting, SIGTERM) == 1;
}

typedef struct {
  RasidReader *reader;
  const Options *options;
} Reading;

static bool next(void *context, Item *item) {
  const Reading *reading = context;
  RasidReader *reader = reading->reader;
  *item = (Item) {0};
  if (is_told_to_end(reading->options)) return false;
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
  report_undated(report);
}

static void import_all(Saving *saving) {
  const Options *options = saving->options;
  RasidReadOptions read_options = read_options_of(options, saving->knowledge);
  RasidError error;
  RasidReader *reader =
    rasid_reader_new(options->operands, options->operand_count, &read_options, &error);
  if (!reader) {
    saving->status = complain(&error);
    return;
  }
  report_measure(&saving->report, options->operands, options->operand_count);
  Reading reading = {reader, options};
  if (saving_run(saving, &reading, next)) summarise(saving);
  if (saving->status == STATUS_DONE && !saving->report.documents)
    saving->status = STATUS_NOTHING;
  rasid_reader_free(reader);
}

int import_paths(const Options *options) {
  Saving saving;
  if (saving_begin(&saving, options)) import_all(&saving);
  return saving_end(&saving);
}

static int run(const Options *options) {
  if (!options->db)
    return command_complain(&import_command, "--db DATABASE is missing", NULL);
  return import_paths(options);
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
