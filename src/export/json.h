/* JSON into a buffer. Commas are put where they belong; nothing checks the nesting, the code
 * that writes is short enough to see it. */
#ifndef RASID_EXPORT_JSON_H
#define RASID_EXPORT_JSON_H

#include "base/buffer.h"

/* A zeroed one with `out` set is ready. */
typedef struct {
  RsBuffer *out;
  bool needs_comma;
} RsJson;

void rs_json_begin(RsJson *json, char bracket); /* '{' or '[' */
void rs_json_end(RsJson *json, char bracket);
/* `key` is written as it is: names of fields need no escape. Inline, since most keys are
 * literals whose length is then known. */
static inline void rs_json_key(RsJson *json, const char *key) {
  size_t bytes = strlen(key);
  if (!rs_buffer_reserve(json->out, bytes + 6)) return;
  char *at = json->out->data + json->out->count;
  if (json->needs_comma) memcpy(at, ", ", 2), at += 2;
  *at++ = '"';
  memcpy(at, key, bytes);
  memcpy(at + bytes, "\": ", 3);
  json->out->count = (size_t)(at + bytes + 3 - json->out->data);
  json->needs_comma = false;
}

/* NULL is written as null; bytes that are no UTF-8 become U+FFFD. */
void rs_json_text(RsJson *json, const char *text);
void rs_json_bytes(RsJson *json, const char *text, size_t bytes);
void rs_json_integer(RsJson *json, int64_t value);
/* At most `decimals` digits behind the point, at least `least`; null when not finite. */
void rs_json_number(RsJson *json, double value, unsigned least, unsigned decimals);
void rs_json_null(RsJson *json);

/* Key and value at once. */
static inline void rs_json_text_field(RsJson *json, const char *key, const char *text) {
  rs_json_key(json, key);
  rs_json_text(json, text);
}
static inline void rs_json_integer_field(RsJson *json, const char *key, int64_t value) {
  rs_json_key(json, key);
  rs_json_integer(json, value);
}

/* admin1, lat, lon, precision, reason and candidates of a place, into an open object. */
void rs_json_place_fields(RsJson *json, const RasidPlace *place);

/* All fields of a record as JSON Lines have them, into an open object. */
typedef struct RsRecord RsRecord;
void rs_json_record_fields(RsJson *json, const RsRecord *record);

/* The digits alone, for the other writers: a point whatever the locale. */
void rs_number_append(RsBuffer *out, double value, unsigned least, unsigned decimals);

#endif
