/* rasid knowledge: whether a knowledge file is sound, and what is in it. */
#include "session.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* The file that is named behind the verb, or the one that rasid code would take. */
static char *named_file(const Options *options) {
  return options->operand_count > 1 ? strdup(options->operands[1])
                                    : knowledge_find(options);
}

static int check(const char *path) {
  RasidError error;
  if (!rasid_knowledge_check(path, &error)) return complain_of_knowledge(path, &error);
  text_print(stdout, path);
  puts(": sound");
  return STATUS_DONE;
}

static int print_info(const char *path, const Options *options) {
  RasidError error;
  RasidKnowledge *knowledge =
    rasid_knowledge_open(path, options->extra, options->extra_count, &error);
  if (!knowledge) return complain_of_knowledge(path, &error);
  size_t count;
  const RasidKnowledgeCount *counts = rasid_knowledge_counts(knowledge, &count);
  printf("%-16s", "file");
  text_print(stdout, path);
  printf("\n%-16s%s\n", "version", rasid_knowledge_version(knowledge));
  for (size_t i = 0; i < count; i++)
    printf("%-16s%zu\n", counts[i].section, counts[i].count);
  rasid_knowledge_free(knowledge);
  return STATUS_DONE;
}

static int run(const Options *options) {
  const char *verb = options->operands[0];
  bool is_check = !strcmp(verb, "check");
  if (!is_check && strcmp(verb, "info") != 0) {
    return command_complain(&knowledge_command, "say check or info, not ", verb);
  }
  char *path = named_file(options);
  if (!path) return STATUS_KNOWLEDGE;
  int status = is_check ? check(path) : print_info(path, options);
  free(path);
  if (status == STATUS_DONE && fflush(stdout)) status = STATUS_FAILED;
  return status;
}

const Command knowledge_command = {
  .name = "knowledge",
  .summary = "checks a knowledge file or tells what is in it",
  .usage = "knowledge check|info [FILE] [OPTION]...",
  .examples = "rasid knowledge check\n"
              "rasid knowledge check build/rasid.knowledge\n"
              "rasid knowledge info --extra my-dictionaries",
  .notes =
    "Without FILE it is the one that rasid code takes: --knowledge, RASID_KNOWLEDGE, or\n"
    "the one beside the program. A damaged file gives exit status 3.",
  .options = OPTION_BIT(OPTION_KNOWLEDGE) | OPTION_BIT(OPTION_EXTRA),
  .least_operands = 1,
  .most_operands = 2,
  .run = run,
};
