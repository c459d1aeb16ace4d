/* rasid incidents: what several documents of a database report of one deed. */
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
  return session_end_list(&output, is_written, &error, "incident fits");
}

static int run(const Options *options) {
  return session_show_linked(&incidents_command, options, write_incidents);
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
             OPTION_BIT(OPTION_TABLE_OR_JSON),
  .most_operands = 0,
  .run = run,
};
