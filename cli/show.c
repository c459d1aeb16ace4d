/* rasid show: records of a database, written as rasid code writes them. */
#include "session.h"

static int write_records(RasidStore *store, const Options *options) {
  RasidStoreFilter filter = options_filter(options);
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error;
  bool is_written =
    rasid_write_header(&write, output_write, &output, &error) &&
    rasid_store_write(store, &filter, &write, output_write, &output, &error);
  return session_end_list(&output, is_written, &error, "record fits");
}

static int run(const Options *options) {
  if (!options->db)
    return command_complain(&show_command, "--db DATABASE is missing", NULL);
  RasidError error;
  RasidStore *store = rasid_store_open(options->db, true, &error);
  if (!store) return complain(&error);
  int status = write_records(store, options);
  rasid_store_free(store);
  return status;
}

const Command show_command = {
  .name = "show",
  .summary = "shows records of a database",
  .usage = "show --db DATABASE [OPTION]...",
  .examples =
    "rasid show --db events.db --event ASSAULT --from 2024-03-01 --to 2024-03-31\n"
    "rasid show --db events.db --doc article-7 --format table\n"
    "rasid show --db events.db --format csv > events.csv",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_FORMAT) | OPTIONS_OF_FILTER,
  .most_operands = 0,
  .run = run,
};
