/* rasid lint: what is wrong with dictionary files, as FILE:LINE: MESSAGE. */
#include "session.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const kind_names[] = {
  [RASID_LINT_FAULT] = "",
  [RASID_LINT_WARNING] = "warning: ",
  [RASID_LINT_NOTE] = "note: ",
};

/* A folder with the codebook's tables holds everything else too; others need the knowledge. */
static bool is_whole(const char *folder) {
  static const char below[] = "/codes/events.tsv";
  size_t length = strlen(folder);
  char *path = malloc(length + sizeof below);
  if (!path) return false;
  memcpy(path, folder, length);
  memcpy(path + length, below, sizeof below);
  bool is_there = !access(path, R_OK);
  free(path);
  return is_there;
}

static void print_findings(const RasidLint *lint, bool with_notes) {
  size_t count;
  const RasidLintFinding *findings = rasid_lint_findings(lint, &count);
  for (size_t i = 0; i < count; i++) {
    if (findings[i].kind == RASID_LINT_NOTE && !with_notes) continue;
    text_print(stdout, findings[i].path);
    printf(":%u: %s", findings[i].line, kind_names[findings[i].kind]);
    text_print(stdout, findings[i].message);
    putchar('\n');
  }
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static void print_counts(const RasidLintCounts *counts) {
  size_t faults = counts->findings[RASID_LINT_FAULT];
  size_t warnings = counts->findings[RASID_LINT_WARNING];
  printf(
    "%zu fault%s, %zu warning%s; %zu of %zu examples hold; of %zu pattern%s %zu have one "
    "that fires, %zu one that must not as well\n",
    faults,
    plural(faults),
    warnings,
    plural(warnings),
    counts->passed,
    counts->examples,
    counts->patterns,
    plural(counts->patterns),
    counts->patterns_shown,
    counts->patterns_both
  );
}

static int judge(const RasidLint *lint, const Options *options) {
  RasidLintCounts counts = rasid_lint_counts(lint);
  print_findings(lint, options->notes);
  print_counts(&counts);
  size_t wrong = counts.findings[RASID_LINT_FAULT];
  if (options->strict) wrong += counts.findings[RASID_LINT_WARNING];
  if (fflush(stdout)) return STATUS_FAILED;
  return wrong ? STATUS_NOTHING : STATUS_DONE;
}

static int run(const Options *options) {
  bool needs_base = true;
  for (size_t i = 0; i < options->operand_count; i++)
    needs_base &= !is_whole(options->operands[i]);
  char *base = needs_base ? knowledge_find(options) : NULL;
  if (needs_base && !base) return STATUS_KNOWLEDGE;
  RasidError error;
  RasidLint *lint = rasid_lint_new(options->operands, options->operand_count, base, &error);
  int status = lint ? judge(lint, options) : complain(&error);
  rasid_lint_free(lint);
  free(base);
  return status;
}

const Command lint_command = {
  .name = "lint",
  .summary = "checks dictionary files and runs the examples in them",
  .usage = "lint PATH... [OPTION]...",
  .examples = "rasid lint my-dictionaries\n"
              "rasid lint data --strict\n"
              "rasid lint my-patterns.tsv --notes",
  .notes =
    "PATH is a folder of dictionary files (actors/actors.tsv, patterns/mine.tsv ...) or one\n"
    "such file. It is compiled on top of the knowledge file, as --extra does it; a folder\n"
    "that holds codes/events.tsv is taken as whole.\n"
    "Below a pattern, a line of + TAB SENTENCE must make it fire, - TAB SENTENCE must not.\n"
    "Found are: lines that do not compile, examples that fail (faults); words that nobody\n"
    "knows, patterns that can never fire, places outside their country, terms of office that\n"
    "overlap (warnings); patterns without a + or a - example (notes).\n"
    "docs/dictionaries.md tells what each means and how to mend it.\n"
    "Exit status: 0 nothing wrong, 1 faults (with --strict warnings too), 2 wrong call,\n"
    "3 knowledge file unusable, 4 a file could not be read.",
  .options =
    OPTION_BIT(OPTION_STRICT) | OPTION_BIT(OPTION_NOTES) | OPTION_BIT(OPTION_KNOWLEDGE),
  .least_operands = 1,
  .most_operands = SIZE_MAX,
  .run = run,
};
