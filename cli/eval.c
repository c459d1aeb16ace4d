/* rasid eval: how good the records are, as far as analysts have decided. */
#include "session.h"

static int evaluate(
  RasidStore *store, const Options *options, const RasidKnowledge *knowledge
) {
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error;
  bool is_done = rasid_decisions_evaluate(
    store, knowledge, options->limit, &write, output_write, &output, &error
  );
  return session_end_output(&output, is_done, &error);
}

static int run(const Options *options) {
  if (!options->db)
    return command_complain(&eval_command, "--db DATABASE is missing", NULL);
  RasidError error;
  RasidKnowledge *knowledge = knowledge_open(options);
  if (!knowledge) return STATUS_KNOWLEDGE;
  RasidStore *store = rasid_store_open(options->db, true, &error);
  int status = store ? evaluate(store, options, knowledge) : complain(&error);
  rasid_store_free(store);
  rasid_knowledge_free(knowledge);
  return status;
}

const Command eval_command = {
  .name = "eval",
  .summary = "precision, recall and the worst rules, against analysts' decisions",
  .usage = "eval --db DATABASE [OPTION]...",
  .examples = "rasid eval --db events.db\n"
              "rasid eval --db events.db --limit 50\n"
              "rasid eval --db events.db --format jsonl > scores.json",
  .notes =
    "Analysts decide on the page of rasid serve. In documents that are complete (said to be, or\n"
    "with a decision on every record) all records are judged and recall is known; in others\n"
    "those with a decision. The records that are stored now are judged, also when they were\n"
    "coded anew since. --limit N shows N rules.\n"
    "Exit status: 0 done, 2 wrong call, 3 no knowledge file, 4 database or output failed.",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_LIMIT) |
             OPTION_BIT(OPTION_TABLE_OR_JSON) | OPTION_BIT(OPTION_KNOWLEDGE) |
             OPTION_BIT(OPTION_EXTRA),
  .most_operands = 0,
  .run = run,
};
