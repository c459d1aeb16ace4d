/* rasid stats: how much a database tells of what, when, between whom and where. */
#include "session.h"

static int write_plots(RasidStore *store, const Options *options) {
  RasidStoreFilter filter = options_filter(options);
  Output output = {0};
  RasidError error;
  bool is_written = output_open(&output, options->svg) &&
                    rasid_store_plot(store, &filter, output_write, &output, &error);
  return session_end_output(&output, is_written, &error);
}

static int write_tables(RasidStore *store, const Options *options) {
  RasidStoreFilter filter = options_filter(options);
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error;
  bool is_written =
    rasid_store_overview(store, &filter, &write, output_write, &output, &error);
  return session_end_output(&output, is_written, &error);
}

static int run(const Options *options) {
  const Command *command = &stats_command;
  if (!options->db) return command_complain(command, "--db DATABASE is missing", NULL);
  RasidError error;
  RasidStore *store = rasid_store_open(options->db, true, &error);
  if (!store) return complain(&error);
  int status = write_tables(store, options);
  if (status == STATUS_DONE && options->svg) status = write_plots(store, options);
  rasid_store_free(store);
  return status;
}

const Command stats_command = {
  .name = "stats",
  .summary = "counts records by type, month, pair of parties and place",
  .usage = "stats --db DATABASE [OPTION]...",
  .examples = "rasid stats --db events.db --format table\n"
              "rasid stats --db events.db --place-country YEM --from 2024-01-01\n"
              "rasid stats --db events.db --event ASSAULT --svg plots.svg",
  .notes =
    "Options choose the records that are counted; --limit says how many pairs and places\n"
    "are shown (default 20). Records are counted as they are told: one deed in ten papers\n"
    "is ten records; `rasid incidents` counts deeds. Over more than three years, months\n"
    "become years.\n"
    "Exit status: 0 done, 2 wrong call, 4 the database or the output failed.",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_TABLE_OR_JSON) |
             OPTION_BIT(OPTION_SVG) | OPTIONS_OF_FILTER,
  .most_operands = 0,
  .run = run,
};
