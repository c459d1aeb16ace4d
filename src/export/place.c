/* A place in JSON, as records and analyses both show it.
 *
 * `candidates` stands only where a name could not be decided (or is spelt like several): `عمان` with no country named is
 * `{"text": "عمان", "country": null, …, "reason": "undecided", "candidates": [{"name": "Oman" …`.
 * Coordinates have at most five digits behind the point, a metre or so; a place without them
 * has null. */
#include "export/json.h"

#include "export/export.h"

static void write_degrees(RsJson *json, const char *key, double degrees) {
  rs_json_key(json, key);
  rs_json_number(json, degrees, 1, 5);
}

static void write_candidate(RsJson *json, const RasidPlaceCandidate *candidate) {
  rs_json_begin(json, '{');
  rs_json_text_field(json, "name", candidate->name);
  rs_json_text_field(json, "country", candidate->country);
  rs_json_text_field(json, "admin1", candidate->admin1);
  write_degrees(json, "lat", candidate->lat);
  write_degrees(json, "lon", candidate->lon);
  rs_json_text_field(json, "rule", candidate->rule);
  rs_json_end(json, '}');
}

void rs_json_place_fields(RsJson *json, const RasidPlace *place) {
  rs_json_text_field(json, "admin1", place->admin1);
  write_degrees(json, "lat", place->lat);
  write_degrees(json, "lon", place->lon);
  rs_json_text_field(json, "precision", place->precision);
  rs_json_text_field(json, "reason", place->reason);
  if (!place->candidate_count) return;
  rs_json_key(json, "candidates");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < place->candidate_count; i++)
    write_candidate(json, &place->candidates[i]);
  rs_json_end(json, ']');
}
