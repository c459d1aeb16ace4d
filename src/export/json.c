/* A small JSON writer (RFC 8259).
 *
 * Escaped are what must be: quote, backslash, control characters; besides, DEL and the two line
 * separators U+2028 and U+2029, at which some readers of JSON Lines break a line. Arabic stays
 * as it is. Decimal numbers are made of integers, since printf asks the locale which sign
 * parts them: 16.77 would be 16,77 in a German shell. */
#include "export/json.h"

#include "text/letters.h"

#include <math.h>

static void begin_value(RsJson *json) {
  if (json->needs_comma) rs_buffer_add_text(json->out, ", ");
  json->needs_comma = true;
}

void rs_json_begin(RsJson *json, char bracket) {
  begin_value(json);
  rs_buffer_add_char(json->out, bracket);
  json->needs_comma = false;
}

void rs_json_end(RsJson *json, char bracket) {
  rs_buffer_add_char(json->out, bracket);
  json->needs_comma = true;
}

static bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

static void add_point(
  RsBuffer *out, uint32_t point, const unsigned char *bytes, unsigned used
) {
  static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
  const char *known = point && point < 0x80 ? strchr(from, (int)point) : NULL;
  if (known) {
    rs_buffer_add_char(out, '\\');
    rs_buffer_add_char(out, to[known - from]);
  } else if (point < 0x20 || point == 0x7f || point == 0x2028 || point == 0x2029) {
    rs_buffer_format(out, "\\u%04x", (unsigned)point);
  } else if (point == 0xfffd) {
    rs_buffer_add_text(out, "\xef\xbf\xbd");
  } else {
    rs_buffer_add(out, bytes, used);
  }
}

void rs_json_bytes(RsJson *json, const char *text, size_t bytes) {
  begin_value(json);
  const unsigned char *at = (const unsigned char *)text;
  rs_buffer_add_char(json->out, '"');
  for (size_t i = 0; i < bytes;) {
    size_t run = i;
    while (run < bytes && is_plain(at[run]))
      run++;
    rs_buffer_add(json->out, at + i, run - i);
    i = run;
    if (i == bytes) break;
    uint32_t point;
    unsigned used = rs_utf8_decode(at + i, bytes - i, &point);
    add_point(json->out, point, at + i, used);
    i += used;
  }
  rs_buffer_add_char(json->out, '"');
}

void rs_json_text(RsJson *json, const char *text) {
  if (text)
    rs_json_bytes(json, text, strlen(text));
  else
    rs_json_null(json);
}

void rs_json_key(RsJson *json, const char *key) {
  rs_json_bytes(json, key, strlen(key));
  rs_buffer_add_text(json->out, ": ");
  json->needs_comma = false;
}

void rs_json_null(RsJson *json) {
  begin_value(json);
  rs_buffer_add_text(json->out, "null");
}

void rs_json_integer(RsJson *json, int64_t value) {
  begin_value(json);
  rs_buffer_format(json->out, "%lld", (long long)value);
}

void rs_number_append(RsBuffer *out, double value, unsigned least, unsigned decimals) {
  uint64_t scale = 1;
  for (unsigned i = 0; i < decimals; i++)
    scale *= 10;
  double scaled = fabs(value) * (double)scale;
  if (scaled >= 9e15) { /* no digit behind the point is left in a double */
    rs_buffer_format(out, "%.0f", value);
    return;
  }
  uint64_t digits = (uint64_t)llround(scaled);
  while (decimals > least && digits % 10 == 0)
    digits /= 10, scale /= 10, decimals--;
  if (value < 0 && digits) rs_buffer_add_char(out, '-');
  rs_buffer_format(out, "%llu", (unsigned long long)(digits / scale));
  if (!decimals) return;
  rs_buffer_format(out, ".%0*llu", (int)decimals, (unsigned long long)(digits % scale));
}

void rs_json_number(RsJson *json, double value, unsigned least, unsigned decimals) {
  if (!isfinite(value)) {
    rs_json_null(json);
    return;
  }
  begin_value(json);
  rs_number_append(json->out, value, least, decimals);
}

void rs_json_text_field(RsJson *json, const char *key, const char *text) {
  rs_json_key(json, key);
  rs_json_text(json, text);
}

void rs_json_integer_field(RsJson *json, const char *key, int64_t value) {
  rs_json_key(json, key);
  rs_json_integer(json, value);
}
