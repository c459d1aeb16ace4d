/* rasid: the command line. A table of commands; each stands in its own file. */
#include "nearest.h"
#include "options.h"
#include "text.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const Command *const commands[] = {
  &code_command,
  &analyze_command,
  &read_command,
  &explain_command,
  &import_command,
  &watch_command,
  &db_command,
  &show_command,
  &stats_command,
  &incidents_command,
  &agreements_command,
  &export_command,
  &knowledge_command,
  &lint_command,
  &places_command,
  &serve_command,
  &eval_command,
};

enum {
  COMMAND_COUNT = sizeof commands / sizeof *commands
};

static const Command *find_command(const char *name) {
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    if (!strcmp(commands[i]->name, name)) return commands[i];
  }
  return NULL;
}

static void print_overview(FILE *file) {
  fputs(
    "rasid finds political events in Arabic news.\n\nusage: rasid COMMAND ...\n\n", file
  );
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    fprintf(file, "  %-12s%s\n", commands[i]->name, commands[i]->summary);
  }
  fputs("\nrasid COMMAND --help tells more; rasid --version names the version.\n", file);
}

static int complain_of_command(const char *name) {
  Nearest nearest = {.given = name ? name : "", .length = name ? strlen(name) : 0};
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    nearest_try(&nearest, commands[i]->name);
  fputs(name ? "rasid: there is no command " : "rasid: which command?", stderr);
  if (name) text_print(stderr, name);
  if (nearest.name) fprintf(stderr, "; did you mean %s?", nearest.name);
  fprintf(stderr, "\nusage: rasid ");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    fprintf(stderr, "%s%s", i ? "|" : "", commands[i]->name);
  fprintf(stderr, " ...\nexample: rasid code news.jsonl\n");
  return STATUS_USAGE;
}

static bool is_help(const char *word) {
  return !strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help");
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN); /* a closed pipe shows as EPIPE and ends the run quietly */
  setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* a reject is one line and one write */
  const char *name = argc > 1 ? argv[1] : NULL;
  if (!name) return complain_of_command(NULL);
  const Command *asked = is_help(name) && argc > 2 ? find_command(argv[2]) : NULL;
  if (is_help(name)) {
    asked ? command_print_help(asked) : print_overview(stdout);
    return fflush(stdout) ? STATUS_FAILED : STATUS_DONE;
  }
  if (!strcmp(name, "--version")) {
    puts("rasid " RASID_VERSION);
    return fflush(stdout) ? STATUS_FAILED : STATUS_DONE;
  }
  const Command *command = find_command(name);
  return command ? command_run(command, argc - 2, argv + 2) : complain_of_command(name);
}
