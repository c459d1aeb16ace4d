/* rasid export: records of a database in the formats of other programs and data sets. */
#include "session.h"

#include <string.h>
#include <unistd.h>

static bool write_all(
  RasidStore *store, const Options *options, Output *output, RasidError *error
) {
  RasidStoreFilter filter = options_filter(options);
  RasidWriteOptions write = {.format = options->format};
  if (options->is_gold)
    return rasid_decisions_write_gold(store, &filter, output_write, output, error);
  return rasid_write_header(&write, output_write, output, error) &&
         rasid_store_write(store, &filter, &write, output_write, output, error) &&
         rasid_write_footer(&write, output_write, output, error);
}

static int export_to(RasidStore *store, const Options *options) {
  Output output = {0};
  RasidError error;
  if (!output_open(&output, options->output)) {
    output_close(&output, false);
    return output_complain(&output);
  }
  bool is_written = write_all(store, options, &output, &error);
  const char *what = options->is_gold ? "document is complete" : "record fits";
  return session_end_list(&output, is_written, &error, what);
}

static int run(const Options *options) {
  const Command *command = &export_command;
  if (!options->db) return command_complain(command, "--db DATABASE is missing", NULL);
  if (!options->has_format)
    return command_complain(command, "--as FORMAT is missing", NULL);
  bool is_packed = options->format == RASID_FORMAT_BRAT;
  if (is_packed && !options->output && isatty(STDOUT_FILENO))
    return command_complain(command, "a tar archive needs -o FILE", NULL);
  RasidError error;
  RasidStore *store = rasid_store_open(options->db, true, &error);
  if (!store) return complain(&error);
  int status = export_to(store, options);
  rasid_store_free(store);
  return status;
}

const Command export_command = {
  .name = "export",
  .summary = "writes records of a database in the formats of other programs",
  .usage = "export --db DATABASE --as FORMAT [-o FILE] [OPTION]...",
  .examples =
    "rasid export --db events.db --as csv-sheet -o events.csv\n"
    "rasid export --db events.db --as geojson --place-country YEM > yemen.geojson\n"
    "rasid export --db events.db --as acled --from 2024-01-01 --status occurred,ongoing",
  .notes =
    "csv        all fields, for programs (RFC 4180)\n"
    "csv-sheet  the same for spreadsheets: no text can become a formula\n"
    "jsonl      all fields, one JSON object a line\n"
    "geojson    points for maps (QGIS and others)\n"
    "icews      20 columns, one dyad a row\n"
    "gdelt      61 columns of GDELT 2.0, one dyad a row\n"
    "acled      31 columns: violence, demonstrations, strategic developments that happened\n"
    "ucdp       49 columns of GED: violence that killed\n"
    "brat       texts with their annotations, a tar archive\n"
    "gold       complete documents with what analysts decided (rasid serve), JSON Lines;\n"
    "           of the filters --doc, --from and --to (days of publication) count\n"
    "docs/exports.md tells each column. FILE appears when all of it is written.\n"
    "Exit status: 0 done, 2 wrong call, 4 the database or the output failed.",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_AS) | OPTION_BIT(OPTION_OUTPUT) |
             OPTIONS_OF_FILTER,
  .most_operands = 0,
  .run = run,
};
