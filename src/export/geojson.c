/* Records as one GeoJSON collection (RFC 7946) for maps.
 *
 *   {"type": "FeatureCollection", "features": [
 *   {"type": "Feature", "id": "8e6a…", "geometry": {"type": "Point", "coordinates": [36.1, 32.62]},
 *    "properties": {"event": "ASSAULT", "date_from": "2024-03-05", …}},
 *   …
 *   ]}
 *
 * Longitude stands first. Properties are flat, single values, because programs of maps show and
 * filter by columns; lists are joined with "; " as in CSV, under the same names. A record without
 * coordinates has a geometry of null, as the standard wants it, so that no record is lost. */
#include "export/json.h"
#include "export/row.h"

#include <math.h>

static void write_joined(
  RsJson *json, const char *key, const char *const *texts, size_t count
) {
  RsBuffer joined = {0};
  for (size_t i = 0; i < count; i++) {
    if (i) rs_buffer_add_text(&joined, rs_list_separator);
    if (texts[i]) rs_buffer_add_text(&joined, texts[i]);
  }
  json->out->failed |= joined.failed;
  rs_json_key(json, key);
  if (joined.count)
    rs_json_bytes(json, joined.data, joined.count);
  else
    rs_json_null(json);
  rs_buffer_release(&joined);
}

enum {
  MOST_PARTIES = 32
};

static void write_parties(
  RsJson *json, const char *const keys[2], const RasidParty *parties, size_t count
) {
  const char *names[MOST_PARTIES], *codes[MOST_PARTIES];
  if (count > MOST_PARTIES) count = MOST_PARTIES;
  for (size_t i = 0; i < count; i++) {
    names[i] = parties[i].name ? parties[i].name : parties[i].text;
    codes[i] = parties[i].code;
  }
  write_joined(json, keys[0], names, count);
  write_joined(json, keys[1], codes, count);
}

static void write_count(RsJson *json, const char *const keys[2], RasidCount count) {
  const int64_t bounds[] = {count.min, count.max};
  for (size_t i = 0; i < 2; i++) {
    rs_json_key(json, keys[i]);
    if (count.known && bounds[i] >= 0)
      rs_json_integer(json, bounds[i]);
    else
      rs_json_null(json);
  }
}

static void write_number(RsJson *json, const char *key, double value, unsigned least) {
  rs_json_key(json, key);
  rs_json_number(json, value, least, 2);
}

static void write_when_and_where(RsJson *json, const RasidEvent *event) {
  const RasidDate *date = event->date;
  const RasidPlace *place = event->place;
  rs_json_text_field(json, "date_from", date ? date->from : NULL);
  rs_json_text_field(json, "date_to", date ? date->to : NULL);
  rs_json_text_field(json, "date_precision", date ? date->precision : NULL);
  rs_json_text_field(json, "place", place ? place->text : NULL);
  rs_json_text_field(json, "place_name", place ? place->name : NULL);
  rs_json_text_field(json, "place_country", place ? place->country : NULL);
  rs_json_text_field(json, "place_admin1", place ? place->admin1 : NULL);
  rs_json_text_field(json, "place_precision", place ? place->precision : NULL);
}

static void write_properties(RsJson *json, const RsRecord *record) {
  static const char *const actor[] = {"actor", "actor_code"},
                           *const recipient[] = {"recipient", "recipient_code"},
                           *const deaths[] = {"deaths_min", "deaths_max"},
                           *const injured[] = {"injured_min", "injured_max"},
                           *const detained[] = {"detained_min", "detained_max"},
                           *const crowd[] = {"crowd_min", "crowd_max"};
  const RasidEvent *event = record->event;
  rs_json_text_field(json, "doc", record->document);
  rs_json_text_field(json, "published", record->published);
  rs_json_text_field(json, "outlet", record->outlet);
  rs_json_text_field(json, "url", record->url);
  rs_json_text_field(json, "event", event->event);
  rs_json_text_field(json, "mode", event->mode);
  rs_json_text_field(json, "cameo", event->cameo);
  rs_json_integer_field(json, "quad", event->quad);
  write_number(json, "goldstein", event->goldstein, 1);
  rs_json_text_field(json, "status", event->status);
  write_joined(json, "mentions", event->mention_texts, event->mention_count);
  write_parties(json, actor, event->actors, event->actor_count);
  write_parties(json, recipient, event->recipients, event->recipient_count);
  write_when_and_where(json, event);
  write_count(json, deaths, event->deaths);
  write_count(json, injured, event->injured);
  write_count(json, detained, event->detained);
  write_count(json, crowd, event->crowd);
  write_number(json, "score", event->score, 2);
}

static void write_geometry(RsJson *json, const RasidPlace *place) {
  rs_json_key(json, "geometry");
  if (!place || !isfinite(place->lat) || !isfinite(place->lon)) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  rs_json_text_field(json, "type", "Point");
  rs_json_key(json, "coordinates");
  rs_json_begin(json, '[');
  rs_json_number(json, place->lon, 1, 5);
  rs_json_number(json, place->lat, 1, 5);
  rs_json_end(json, ']');
  rs_json_end(json, '}');
}

void rs_geojson_write_header(RsBuffer *out) {
  rs_buffer_add_text(out, "{\"type\": \"FeatureCollection\", \"features\": [");
}

void rs_geojson_write(RsBuffer *out, const RsRecord *record) {
  RsJson json = {.out = out};
  rs_buffer_add_text(out, record->position ? ",\n" : "\n");
  rs_json_begin(&json, '{');
  rs_json_text_field(&json, "type", "Feature");
  rs_json_text_field(&json, "id", record->event->id);
  write_geometry(&json, record->event->place);
  rs_json_key(&json, "properties");
  rs_json_begin(&json, '{');
  write_properties(&json, record);
  rs_json_end(&json, '}');
  rs_json_end(&json, '}');
}

void rs_geojson_write_footer(RsBuffer *out) {
  rs_buffer_add_text(out, "\n]}\n");
}
