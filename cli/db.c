/* rasid db: looking after a database and looking into it. */
#include "output.h"
#include "saving.h"
#include "session.h"
#include "text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
  DEFAULT_HITS = 20
};

/* What a verb does with an open database. */
typedef int (*Deed)(RasidStore *store, const Options *options);

static int with_store(const Options *options, bool is_read_only, Deed deed) {
  RasidError error;
  RasidStore *store = rasid_store_open(options->db, is_read_only, &error);
  if (!store) return complain(&error);
  int status = deed(store, options);
  rasid_store_free(store);
  return status;
}

/* ------------------------------------------------------------------- search */

/* The operands behind the verb, joined by blanks. */
static char *join_query(const Options *options) {
  size_t bytes = 1;
  for (size_t i = 1; i < options->operand_count; i++)
    bytes += strlen(options->operands[i]) + 1;
  char *query = calloc(bytes, 1), *at = query;
  for (size_t i = 1; query && i < options->operand_count; i++) {
    size_t length = strlen(options->operands[i]);
    memcpy(at, options->operands[i], length);
    at += length;
    *at++ = ' ';
  }
  return query;
}

static int search(RasidStore *store, const Options *options) {
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error = {.code = RASID_ERROR_MEMORY, .message = "out of memory"};
  uint64_t total = 0;
  size_t limit = options->limit ? options->limit : DEFAULT_HITS;
  char *query = join_query(options);
  bool is_done =
    query &&
    rasid_store_search(store, query, limit, &write, output_write, &output, &total, &error);
  free(query);
  int status = session_end_output(&output, is_done, &error);
  if (status != STATUS_DONE) return status;
  fprintf(stderr, "rasid: %" PRIu64 " document%s", total, total == 1 ? "" : "s");
  if (total > limit)
    fprintf(stderr, ", the newest %zu are shown; --limit N shows more", limit);
  fputc('\n', stderr);
  return STATUS_DONE;
}

static int run_search(const Options *options) {
  if (options->operand_count < 2)
    return command_complain(&db_command, "WORD is missing: what is to be searched?", NULL);
  return with_store(options, true, search);
}

/* ------------------------------------------------------------ looking after it */

static int stats(RasidStore *store, const Options *options) {
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error;
  bool is_done = rasid_store_stats(store, &write, output_write, &output, &error);
  return session_end_output(&output, is_done, &error);
}

static int run_stats(const Options *options) {
  return with_store(options, true, stats);
}

static void print_fault(void *context, const char *message) {
  (void)context;
  text_print(stdout, message);
  putchar('\n');
}

static int verify(RasidStore *store, const Options *options) {
  (void)options;
  uint64_t faults, documents = 0, records = 0;
  RasidError error;
  if (!rasid_store_verify(store, print_fault, NULL, &faults, &error))
    return complain(&error);
  if (fflush(stdout)) return STATUS_FAILED;
  if (faults) {
    fprintf(stderr, "rasid: %" PRIu64 " fault%s\n", faults, faults == 1 ? "" : "s");
    return STATUS_NOTHING;
  }
  if (!rasid_store_count(store, &documents, &records, &error)) return complain(&error);
  fprintf(
    stderr,
    "rasid: %" PRIu64 " documents and %" PRIu64 " records, no fault\n",
    documents,
    records
  );
  return STATUS_DONE;
}

static int run_verify(const Options *options) {
  return with_store(options, true, verify);
}

static int vacuum(RasidStore *store, const Options *options) {
  RasidError error;
  (void)options;
  return rasid_store_vacuum(store, &error) ? STATUS_DONE : complain(&error);
}

static int run_vacuum(const Options *options) {
  return with_store(options, false, vacuum);
}

static int nothing_more(RasidStore *store, const Options *options) {
  (void)store, (void)options;
  return STATUS_DONE; /* opening it was all */
}

static int run_upgrade(const Options *options) {
  return with_store(options, false, nothing_more);
}

/* ------------------------------------------------------------------- recode */

typedef struct {
  Saving *saving;
  uint64_t after;
  bool has_failed;
} Stored;

static bool next(void *context, Item *item) {
  Stored *stored = context;
  Saving *saving = stored->saving;
  RasidError error;
  *item = (Item) {.place = {.source = saving->options->db, .message = ""}};
  if (!rasid_store_next(
        saving->store, &saving->run, &stored->after, &item->input, &error
      )) {
    saving->status = complain(&error);
    return false;
  }
  item->place.id = item->input.id;
  return stored->after != 0;
}

static int run_recode(const Options *options) {
  Saving saving;
  if (saving_begin(&saving, options)) {
    Stored stored = {.saving = &saving};
    if (saving_run(&saving, &stored, next) && saving.status == STATUS_DONE) {
      report_clear(&saving.report);
      fprintf(
        stderr,
        "rasid: %" PRIu64 " documents coded anew; %" PRIu64 " records, %" PRIu64
        " rejected\n",
        saving.recoded,
        saving.report.records,
        saving.report.rejected
      );
    }
  }
  return saving_end(&saving);
}

/* -------------------------------------------------------------------- verbs */

typedef struct {
  const char *name;
  int (*run)(const Options *options);
  bool takes_words;
} Verb;

static const Verb verbs[] = {
  {"search", run_search, true},
  {"stats", run_stats, false},
  {"verify", run_verify, false},
  {"recode", run_recode, false},
  {"upgrade", run_upgrade, false},
  {"vacuum", run_vacuum, false},
};

static int run(const Options *options) {
  if (!options->db) return command_complain(&db_command, "--db DATABASE is missing", NULL);
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (strcmp(verbs[i].name, options->operands[0]) != 0) continue;
    if (options->operand_count > 1 && !verbs[i].takes_words)
      return command_complain(&db_command, "this is too much: ", options->operands[1]);
    return verbs[i].run(options);
  }
  return command_complain(
    &db_command,
    "the verb must be search, stats, verify, recode, upgrade or vacuum, not ",
    options->operands[0]
  );
}

const Command db_command = {
  .name = "db",
  .summary = "searches, checks and tidies a database of records",
  .usage =
    "db search|stats|verify|recode|upgrade|vacuum [WORD]... --db DATABASE [OPTION]...",
  .examples = "rasid db search WORD WORD --db events.db\n"
              "rasid db verify --db events.db\n"
              "rasid db recode --db events.db --knowledge new.knowledge --jobs 4",
  .notes =
    "search   documents that hold all the words, the newest first, however they are spelt;\n"
    "         \"words in double quotes\" stand together and just so, and a word with * behind\n"
    "         it goes on\n"
    "stats    how much there is, by event, status, country, year and knowledge file\n"
    "verify   looks at every page, reference and span; faults are printed, status 1\n"
    "recode   codes anew what another knowledge file, program or --min-score had coded;\n"
    "         what analysts have decided stays\n"
    "upgrade  brings a database of an older rasid up to date and keeps a copy beside it\n"
    "vacuum   gives unused room back",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_LIMIT) |
             OPTION_BIT(OPTION_TABLE_OR_JSON) | OPTION_BIT(OPTION_JOBS) |
             OPTION_BIT(OPTION_MIN_SCORE) | OPTION_BIT(OPTION_MAX_DOCUMENT) |
             OPTION_BIT(OPTION_REJECTS) | OPTION_BIT(OPTION_KNOWLEDGE) |
             OPTION_BIT(OPTION_EXTRA),
  .least_operands = 1,
  .most_operands = SIZE_MAX,
  .run = run,
};
