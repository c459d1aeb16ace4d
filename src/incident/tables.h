/* The tables of incidents in a database. All of them are derived: they can be dropped and made
 * anew from documents and events at any time. */
#ifndef RASID_INCIDENT_TABLES_H
#define RASID_INCIDENT_TABLES_H

#include "incident/incident.h"
#include "store/read.h"
#include "store/store.h"

/* Makes the tables when there are none, or makes them anew when an older rasid made them. */
bool rs_incident_tables_prepare(RsBackend *backend, RasidError *error);

/* Whether the incidents are those of the events that are stored. */
bool rs_incidents_are_fresh(RsBackend *backend, bool *are_fresh, RasidError *error);

/* Whether anybody has ever linked this database; DATABASE with what to do when not. */
bool rs_incidents_are_there(RsBackend *backend, RasidError *error);

/* Sketches the events that have none yet; `*added` of them. */
bool rs_sketches_add_missing(RsBackend *backend, uint64_t *added, RasidError *error);

/* All stored events as reports, in no order that matters. */
bool rs_reports_load(
  RsBackend *backend, RsArena *arena, RsReport **reports, uint32_t *count, RasidError *error
);

/* Replaces all stored incidents. */
bool rs_incidents_save(
  RsBackend *backend,
  RsArena *arena,
  const RsReport *reports,
  uint32_t count,
  const RsIncidents *incidents,
  RasidError *error
);

/* The incidents with these numbers as JSON Lines behind what is in `out`. */
bool rs_incidents_write_numbers(
  RasidStore *store, const int64_t *numbers, size_t count, RsBuffer *out, RasidError *error
);

#endif
