/* Linking what a store holds: sketches for what is new, then all reports into incidents, in one
 * transaction. When nothing has changed since the last time, nothing is written. */
#include "incident/tables.h"

static bool link_all(RsBackend *backend, RasidLinkCounts *counts, RasidError *error) {
  RsArena arena = {0};
  RsReport *reports;
  RsIncidents incidents;
  uint32_t count;
  bool is_done = rs_reports_load(backend, &arena, &reports, &count, error);
  bool is_linked = is_done && rs_reports_weigh_words(reports, count) &&
                   rs_incidents_find(&incidents, &arena, reports, count);
  if (is_done && !is_linked) {
    is_done = rs_error_set(
      error, RASID_ERROR_MEMORY, 0, "out of memory while linking %u reports", count
    );
  }
  is_done =
    is_done && rs_incidents_save(backend, &arena, reports, count, &incidents, error);
  if (is_done) counts->reports = count, counts->incidents = incidents.incident_count;
  rs_arena_release(&arena);
  return is_done;
}

static bool link_changes(RsBackend *backend, RasidLinkCounts *counts, RasidError *error) {
  return rs_incident_tables_prepare(backend, error) &&
         rs_sketches_add_missing(backend, &counts->sketched, error) &&
         link_all(backend, counts, error);
}

bool rasid_incidents_link(RasidStore *store, RasidLinkCounts *counts, RasidError *error) {
  RasidLinkCounts made = {0};
  bool are_fresh;
  RsBackend *backend = store->backend;
  if (!rs_incidents_are_fresh(backend, &are_fresh, error)) return false;
  if (!are_fresh) {
    const RsBackendMethods *methods = backend->methods;
    if (!methods->begin(backend, false, error)) return false;
    if (!link_changes(backend, &made, error) || !methods->commit(backend, error)) {
      methods->rollback(backend, NULL);
      return false;
    }
  }
  if (counts) *counts = made;
  return true;
}
