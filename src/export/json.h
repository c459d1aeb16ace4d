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
void rs_json_key(RsJson *json, const char *key);

/* NULL is written as null; bytes that are no UTF-8 become U+FFFD. */
void rs_json_text(RsJson *json, const char *text);
void rs_json_bytes(RsJson *json, const char *text, size_t bytes);
void rs_json_integer(RsJson *json, int64_t value);
/* At most `decimals` digits behind the point, at least `least`; null when not finite. */
void rs_json_number(RsJson *json, double value, unsigned least, unsigned decimals);
void rs_json_null(RsJson *json);

/* Key and value at once. */
void rs_json_text_field(RsJson *json, const char *key, const char *text);
void rs_json_integer_field(RsJson *json, const char *key, int64_t value);

/* admin1, lat, lon, precision, reason and candidates of a place, into an open object. */
void rs_json_place_fields(RsJson *json, const RasidPlace *place);

/* The digits alone, for the other writers: a point whatever the locale. */
void rs_number_append(RsBuffer *out, double value, unsigned least, unsigned decimals);

#endif
