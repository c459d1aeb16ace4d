/* rasid agreements: what two sides agreed, and what became of it. */
#include "session.h"

static int write_agreements(RasidStore *store, const Options *options) {
  RasidAgreementFilter filter = {
    .kind = options->kind,
    .party = options->party,
    .other = options->with,
    .from = options->from,
    .to = options->to,
    .days = options->days,
    .limit = options->limit,
  };
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error;
  bool is_written =
    rasid_agreements_write(store, &filter, &write, output_write, &output, &error);
  return session_end_list(&output, is_written, &error, "agreement fits");
}

static int run(const Options *options) {
  return session_show_linked(&agreements_command, options, write_agreements);
}

const Command agreements_command = {
  .name = "agreements",
  .summary = "lists truces, agreements and talks, and what became of them",
  .usage = "agreements --db DATABASE [OPTION]...",
  .examples =
    "rasid agreements --db events.db --kind truce --party YEM --with YEMREBHTH --format table\n"
    "rasid agreements --db events.db --from 2024-01-01 --days 90\n"
    "rasid agreements --db events.db --format jsonl > agreements.jsonl",
  .notes =
    "Each truce, agreement and round of talks between two sides, with every later incident\n"
    "between the same two: breach (said to be broken), violence, pressure, talks, accord. It\n"
    "held until the first breach or violence, or to the last day that is stored. Government,\n"
    "army and police of a country count as one side. Incidents are linked first when records\n"
    "have come or gone. docs/incidents.md tells what each field means.\n"
    "Exit status: 0 done, 2 wrong call, 4 the database or the output failed.",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_KIND) | OPTION_BIT(OPTION_PARTY) |
             OPTION_BIT(OPTION_WITH) | OPTION_BIT(OPTION_FROM) | OPTION_BIT(OPTION_TO) |
             OPTION_BIT(OPTION_DAYS) | OPTION_BIT(OPTION_LIMIT) |
             OPTION_BIT(OPTION_TABLE_OR_JSON),
  .most_operands = 0,
  .run = run,
};
