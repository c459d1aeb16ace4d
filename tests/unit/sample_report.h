#ifndef RASID_SAMPLE_REPORT_H
#define RASID_SAMPLE_REPORT_H

#include "incident/incident.h"

/* A bomb in one town, told by an outlet of its own. */
static inline RsReport report_of(
  int64_t number, const char *document, int32_t day, int64_t dead
) {
  return (RsReport) {
    .event = number,
    .id = document,
    .document = document,
    .outlet = document,
    .published_day = day + 1,
    .type = "ASSAULT",
    .mode = "explosives",
    .cameo = "183",
    .status = "occurred",
    .stance = "",
    .part_of = "",
    .extent = RS_EXTENT_TOWN,
    .place = "Mosul",
    .country = "IRQ",
    .admin1 = "Nineveh",
    .lat = 36.34,
    .lon = 43.13,
    .from_day = day,
    .to_day = day,
    .has_date = true,
    .deaths = {.known = dead >= 0, .min = dead, .max = dead},
  };
}

#endif
