/* rasid places import: GeoNames' tables into a gazetteer for --extra. */
#include "output.h"
#include "session.h"
#include "text.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum {
  FAULTS_SHOWN = 20
};

typedef struct {
  uint64_t faults;
  bool shows_progress, has_progress;
} Import;

static void clear_progress(Import *import) {
  if (import->has_progress) fputs("\r\x1b[K", stderr);
  import->has_progress = false;
}

static void tell_fault(
  void *context, const char *path, uint64_t line, const char *message
) {
  Import *import = context;
  if (import->faults++ >= FAULTS_SHOWN) return;
  clear_progress(import);
  text_print(stderr, path);
  fprintf(stderr, ":%" PRIu64 ": %s\n", line, message);
  if (import->faults == FAULTS_SHOWN) fputs("further bad lines are only counted\n", stderr);
}

static void tell_progress(void *context, const char *path, uint64_t bytes, uint64_t total) {
  Import *import = context;
  if (!import->shows_progress) return;
  import->has_progress = true;
  fputs("\r\x1b[K", stderr);
  text_print(stderr, path);
  fprintf(stderr, ": %" PRIu64 " MB", bytes >> 20);
  if (total) fprintf(stderr, " of %" PRIu64, total >> 20);
  fflush(stderr);
}

static void print_summary(const RasidImportCounts *counts, const char *path) {
  fprintf(
    stderr,
    "rasid: %" PRIu64 " lines, %" PRIu64 " places written to ",
    counts->lines,
    counts->written
  );
  text_print(stderr, path);
  fprintf(
    stderr,
    "; left out: %" PRIu64 " not asked for, %" PRIu64 " without an Arabic name, %" PRIu64
    " known already, %" PRIu64 " bad lines\n",
    counts->unwanted,
    counts->nameless,
    counts->known,
    counts->wrong
  );
}

/* An import that fails leaves the output as it was. */
static int import_to(
  const Options *options, const RasidKnowledge *knowledge, Output *output
) {
  RasidImportOptions wanted = {
    .places = options->operands[1],
    .alternate = options->alternate,
    .countries = options->country,
    .min_population = options->min_population,
  };
  Import import = {.shows_progress = isatty(STDERR_FILENO)};
  RasidImportWatch watch = {tell_fault, tell_progress, &import};
  RasidImportCounts counts;
  RasidError error;
  bool is_done =
    rasid_places_import(knowledge, &wanted, &watch, output_write, output, &counts, &error);
  clear_progress(&import);
  output_close(output, is_done);
  if (output->failure) return output_complain(output);
  if (!is_done) return complain(&error);
  print_summary(&counts, options->output);
  return counts.written ? STATUS_DONE : STATUS_NOTHING;
}

static int run(const Options *options) {
  if (strcmp(options->operands[0], "import") != 0) {
    return command_complain(&places_command, "say import, not ", options->operands[0]);
  }
  if (!options->output)
    return command_complain(&places_command, "-o FILE is missing", NULL);
  RasidKnowledge *knowledge = knowledge_open(options);
  if (!knowledge) return STATUS_KNOWLEDGE;
  Output output = {0};
  bool is_open = output_open(&output, options->output);
  if (!is_open) output_close(&output, false);
  int status = is_open ? import_to(options, knowledge, &output) : output_complain(&output);
  rasid_knowledge_free(knowledge);
  return status;
}

const Command places_command = {
  .name = "places",
  .summary = "makes a gazetteer for --extra from GeoNames' tables",
  .usage = "places import TABLE -o FILE [OPTION]...",
  .examples =
    "rasid places import SY.txt --alternate alternateNamesV2.txt -o places-sy.tsv\n"
    "rasid places import allCountries.txt --country SY,IQ --min-population 500 -o extra.tsv\n"
    "rasid code news.jsonl --extra places-sy.tsv",
  .notes =
    "TABLE is allCountries.txt or the table of one country, 19 columns, unpacked\n"
    "(download.geonames.org/export/dump). --alternate names the table that tells which names\n"
    "are Arabic; without it all names in Arabic letters are taken, Persian ones too.\n"
    "Written are towns, administrative units, camps, bases, crossings, mountains, islands and\n"
    "rivers with an Arabic name, unless they are known already. A name that is also a common\n"
    "word or a person's name counts only behind a cue (mark ! in the last column).\n"
    "Bad lines are told and left out. GeoNames is licensed CC BY 4.0: name it as a source.\n"
    "Exit status: 0 done, 1 no place written, 2 wrong call, 3 knowledge file unusable,\n"
    "4 a file could not be read or written.",
  .options = OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ALTERNATE) |
             OPTION_BIT(OPTION_COUNTRY) | OPTION_BIT(OPTION_MIN_POPULATION) |
             OPTION_BIT(OPTION_KNOWLEDGE),
  .least_operands = 2,
  .most_operands = 2,
  .run = run,
};
