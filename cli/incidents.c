/* rasid incidents: what several documents of a database report of one deed; and rasid agreements:
 * what came of truces and agreements. */
#include "session.h"

static int write_incidents(RasidStore *store, const Options *options) {
  RasidIncidentFilter filter = {
    .event = options->event,
    .place_country = options->place_country,
    .from = options->from,
    .to = options->to,
    .min_sources = options->min_sources,
    .limit = options->limit,
  };
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error;
  bool is_written =
    rasid_incidents_write(store, &filter, &write, output_write, &output, &error);
  if (!is_written && !output.failure) {
    output_flush(&output);
    return complain(&error);
  }
  return output.failure || !output_flush(&output) ? output_complain(&output) : STATUS_DONE;
}

static int write_agreements(RasidStore *store, const Options *options) {
  RasidAgreementFilter filter = {
    .kind = options->kind,
    .actor = options->actor,
    .place_country = options->place_country,
    .from = options->from,
    .to = options->to,
    .min_sources = options->min_sources,
    .limit = options->limit,
  };
  RasidWriteOptions write = output_options(options);
  Output output = {0};
  RasidError error;
  bool is_written =
    rasid_agreements_write(store, &filter, &write, output_write, &output, &error);
  if (!is_written && !output.failure) {
    output_flush(&output);
    return complain(&error);
  }
  return output.failure || !output_flush(&output) ? output_complain(&output) : STATUS_DONE;
}

/* Only a database that is there already: opening one for writing would make it. */
static RasidStore *open_store(const char *path, RasidError *error) {
  RasidStore *store = rasid_store_open(path, true, error);
  if (!store) return NULL;
  rasid_store_free(store);
  return rasid_store_open(path, false, error);
}

/* Links what is new and lets `write` tell what is linked. */
static int link_and_write(
  const Command *command,
  const Options *options,
  int (*write)(RasidStore *store, const Options *options)
) {
  if (!options->db) return command_complain(command, "--db DATABASE is missing", NULL);
  if (options->has_format && options->format == RASID_FORMAT_CSV)
    return command_complain(command, "--format is table or jsonl here", NULL);
  RasidError error;
  RasidStore *store = open_store(options->db, &error);
  if (!store) return complain(&error);
  int status =
    rasid_incidents_link(store, NULL, &error) ? write(store, options) : complain(&error);
  rasid_store_free(store);
  return status;
}

static int run_incidents(const Options *options) {
  return link_and_write(&incidents_command, options, write_incidents);
}
static int run_agreements(const Options *options) {
  return link_and_write(&agreements_command, options, write_agreements);
}

const Command incidents_command = {
  .name = "incidents",
  .summary = "links the reports of one deed across documents",
  .usage = "incidents --db DATABASE [OPTION]...",
  .examples =
    "rasid incidents --db events.db --event ASSAULT --min-sources 2 --format table\n"
    "rasid incidents --db events.db --place-country SYR --from 2024-03-01 --to 2024-03-31\n"
    "rasid incidents --db events.db --format jsonl > incidents.jsonl",
  .notes =
    "Records of the database that tell one deed become one incident, by place, day, means,\n"
    "parties, toll and words; two deeds on one day in one town stay two. Of each toll the\n"
    "best figure is shown (the last day's, as most texts give it) with lowest and highest.\n"
    "A source is a text of its own from an outlet of its own: copies of agency text count\n"
    "once. The result is kept in the database (tables incidents and incident_reports) and\n"
    "is made anew when records have come or gone: the same, whatever their order of arrival.\n"
    "docs/incidents.md tells how it works and what each field means.\n"
    "Exit status: 0 done, 2 wrong call, 4 the database or the output failed.",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_EVENT) | OPTION_BIT(OPTION_FROM) |
             OPTION_BIT(OPTION_TO) | OPTION_BIT(OPTION_PLACE_COUNTRY) |
             OPTION_BIT(OPTION_MIN_SOURCES) | OPTION_BIT(OPTION_LIMIT) |
             OPTION_BIT(OPTION_FORMAT),
  .most_operands = 0,
  .run = run_incidents,
};

const Command agreements_command = {
  .name = "agreements",
  .summary = "tells what came of truces, agreements and talks",
  .usage = "agreements --db DATABASE [OPTION]...",
  .examples = "rasid agreements --db events.db --kind truce --format table\n"
              "rasid agreements --db events.db --actor YEMREBHTH --from 2018-12-01\n"
              "rasid agreements --db events.db --kind talks --format jsonl > talks.jsonl",
  .notes =
    "An agreement is an incident (rasid incidents) between two parties; under it stand the\n"
    "violence, breaches, accusations and talks between the same two within a year, or until\n"
    "they agree anew. It held until the first violence or breach that anybody reports. The\n"
    "hands of one state are one party.\n"
    "Exit status: 0 done, 2 wrong call, 4 the database or the output failed.",
  .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_KIND) | OPTION_BIT(OPTION_ACTOR) |
             OPTION_BIT(OPTION_FROM) | OPTION_BIT(OPTION_TO) |
             OPTION_BIT(OPTION_PLACE_COUNTRY) | OPTION_BIT(OPTION_MIN_SOURCES) |
             OPTION_BIT(OPTION_LIMIT) | OPTION_BIT(OPTION_FORMAT),
  .most_operands = 0,
  .run = run_agreements,
};
