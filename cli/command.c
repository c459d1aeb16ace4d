/* Reading a command line.
 *
 * An option may stand anywhere, as `--date D` or `--date=D`; behind `--` nothing is an option.
 * A wrong call gets three lines: what is wrong (and what was meant, where a name is nearly
 * right), how the call looks, one that works. */
#include "nearest.h"
#include "options.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static bool takes(const Command *command, size_t option) {
  return command->options & OPTION_BIT(option);
}

static void print_first_line(FILE *file, const char *text) {
  fwrite(text, 1, strcspn(text, "\n"), file);
}

static int show_right_call(const Command *command) {
  fprintf(stderr, "\nusage: rasid %s\nexample: ", command->usage);
  print_first_line(stderr, command->examples);
  fprintf(stderr, "\n");
  return STATUS_USAGE;
}

int command_complain(const Command *command, const char *what, const char *about) {
  fprintf(stderr, "rasid %s: %s", command->name, what);
  if (about) text_print(stderr, about);
  return show_right_call(command);
}

static int complain_value(const Command *command, const Option *option, const char *value) {
  char what[200];
  if (!value) {
    snprintf(what, sizeof what, "--%s needs a value: %s", option->name, option->wanted);
  } else {
    snprintf(what, sizeof what, "--%s must be %s, not ", option->name, option->wanted);
  }
  return command_complain(command, what, value);
}

void command_print_help(const Command *command) {
  printf(
    "rasid %s: %s\n\nusage: rasid %s\n", command->name, command->summary, command->usage
  );
  if (command->options) printf("\n");
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    if (!takes(command, i)) continue;
    const char *value = option_table[i].value ? option_table[i].value : "";
    int width = printf("  --%s %s", option_table[i].name, value);
    printf("%*s%s\n", 26 - width, "", option_table[i].help);
  }
  if (command->notes) printf("\n%s\n", command->notes);
  printf("\nexamples:\n");
  const char *line = command->examples;
  while (*line) {
    printf("  ");
    print_first_line(stdout, line);
    printf("\n");
    line += strcspn(line, "\n");
    line += *line == '\n';
  }
}

/* ------------------------------------------------------------------- reading */

static const Option *find_option(const Command *command, const char *name, size_t length) {
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    const char *known = option_table[i].name;
    bool is_it = strlen(known) == length && !strncmp(known, name, length);
    if (is_it && takes(command, i)) return &option_table[i];
  }
  return NULL;
}

static int complain_option(const Command *command, const char *argument) {
  const char *name = argument + strspn(argument, "-");
  Nearest nearest = {.given = name, .length = strcspn(name, "=")};
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    if (takes(command, i)) nearest_try(&nearest, option_table[i].name);
  }
  fprintf(stderr, "rasid %s: there is no option ", command->name);
  text_print(stderr, argument);
  if (nearest.name) fprintf(stderr, "; did you mean --%s?", nearest.name);
  return show_right_call(command);
}

/* The operand that is missing, as the usage calls it: the TABLE of `places import TABLE`. */
static int complain_missing(const Command *command, size_t given) {
  const char *word = command->usage;
  for (size_t i = 0; i <= given; i++)
    word += strcspn(word, " ") + 1;
  char what[100];
  snprintf(what, sizeof what, "%.*s is missing", (int)strcspn(word, " "), word);
  return command_complain(command, what, NULL);
}

static bool set_value(Options *options, const Option *option, const char *value) {
  if (option->set) return option->set(options, value);
  memcpy((char *)options + option->text, &value, sizeof value);
  return *value;
}

/* Reads argv[*at] and, when it has one, its value behind it. */
static int read_option(
  const Command *command, int argc, char **argv, int *at, Options *options
) {
  const char *argument = argv[*at];
  bool is_short = !strcmp(argument, "-o");
  const char *name = is_short ? "output" : argument + 2;
  size_t length = strcspn(name, "=");
  bool is_known = is_short || argument[1] == '-';
  const Option *option = is_known ? find_option(command, name, length) : NULL;
  if (!option) return complain_option(command, argument);
  const char *value = NULL;
  if (!option->value) {
    if (name[length]) return command_complain(command, "no value belongs to ", argument);
    option->set(options, NULL);
    return STATUS_DONE;
  }
  if (name[length] == '=')
    value = name + length + 1;
  else if (*at + 1 < argc)
    value = argv[++*at];
  bool is_right = value && set_value(options, option, value);
  return is_right ? STATUS_DONE : complain_value(command, option, value);
}

static int read_arguments(const Command *command, int argc, char **argv, Options *options) {
  bool is_rest = false;
  for (int at = 0; at < argc; at++) {
    const char *argument = argv[at];
    if (!is_rest && !strcmp(argument, "--")) {
      is_rest = true;
    } else if (is_rest || argument[0] != '-' || !argument[1]) {
      options->operands[options->operand_count++] = argument;
    } else {
      int status = read_option(command, argc, argv, &at, options);
      if (status != STATUS_DONE) return status;
    }
  }
  if (options->operand_count < command->least_operands) {
    return complain_missing(command, options->operand_count);
  }
  if (options->operand_count > command->most_operands) {
    const char *first_too_many = options->operands[command->most_operands];
    return command_complain(command, "this is too much: ", first_too_many);
  }
  return STATUS_DONE;
}

static bool asks_for_help(int argc, char **argv) {
  for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) return true;
  }
  return false;
}

int complain_of_memory(void) {
  fputs(
    "rasid: out of memory; close other programs or raise the limit (ulimit -v)\n", stderr
  );
  return STATUS_FAILED;
}

int command_run(const Command *command, int argc, char **argv) {
  if (asks_for_help(argc, argv)) {
    command_print_help(command);
    return fflush(stdout) ? STATUS_FAILED : STATUS_DONE;
  }
  size_t most = (size_t)argc + 1;
  Options options = {
    .extra = calloc(most, sizeof *options.extra),
    .operands = calloc(most, sizeof *options.operands),
  };
  int status = options.extra && options.operands
                 ? read_arguments(command, argc, argv, &options)
                 : complain_of_memory();
  if (status == STATUS_DONE) status = command->run(&options);
  free(options.extra);
  free(options.operands);
  return status;
}
