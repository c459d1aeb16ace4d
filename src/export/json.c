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
  if (json->needs_comma) rs_buffer_add(json->out, ", ", 2);
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

/* Copies what needs no escape; true when `*at` still stands before something. The buffer has
 * room. Four letters of Arabic (U+0600 to U+06FF, two bytes each) are known and copied as one
 * word of eight bytes. */
static bool copy_plain(RsBuffer *out, const unsigned char *text, size_t bytes, size_t *at) {
  char *to = out->data + out->count, *from = to;
  size_t i = *at;
  while (i < bytes) {
    while (bytes - i >= RS_FOUR_LETTERS && rs_utf8_four_letters(text + i)) {
      memcpy(to, text + i, RS_FOUR_LETTERS);
      to += RS_FOUR_LETTERS;
      i += RS_FOUR_LETTERS;
    }
    if (i == bytes) break;
    bool is_pair =
      bytes - i >= 2 && text[i] >= 0xc2 && text[i] <= 0xdf && (text[i + 1] & 0xc0) == 0x80;
    if (!is_pair && !is_plain(text[i])) break;
    *to++ = (char)text[i++];
    if (is_pair) *to++ = (char)text[i++];
  }
  out->count += (size_t)(to - from);
  *at = i;
  return i < bytes;
}

void rs_json_bytes(RsJson *json, const char *text, size_t bytes) {
  begin_value(json);
  RsBuffer *out = json->out;
  const unsigned char *at = (const unsigned char *)text;
  rs_buffer_add_char(out, '"');
  for (size_t i = 0; rs_buffer_reserve(out, bytes - i) && copy_plain(out, at, bytes, &i);) {
    uint32_t point;
    unsigned used = rs_utf8_decode(at + i, bytes - i, &point);
    add_point(out, point, at + i, used);
    i += used;
  }
  rs_buffer_add_char(out, '"');
}

void rs_json_text(RsJson *json, const char *text) {
  if (text)
    rs_json_bytes(json, text, strlen(text));
  else
    rs_json_null(json);
}

void rs_json_null(RsJson *json) {
  begin_value(json);
  rs_buffer_add_text(json->out, "null");
}

/* At least `width` digits, zeros in front. */
static void add_digits(RsBuffer *out, uint64_t value, unsigned width) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (at && (value || sizeof digits - at < width));
  rs_buffer_add(out, digits + at, sizeof digits - at);
}

void rs_json_integer(RsJson *json, int64_t value) {
  begin_value(json);
  if (value < 0) rs_buffer_add_char(json->out, '-');
  add_digits(json->out, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 1);
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
  add_digits(out, digits / scale, 1);
  if (!decimals) return;
  rs_buffer_add_char(out, '.');
  add_digits(out, digits % scale, decimals);
}

void rs_json_number(RsJson *json, double value, unsigned least, unsigned decimals) {
  if (!isfinite(value)) {
    rs_json_null(json);
    return;
  }
  begin_value(json);
  rs_number_append(json->out, value, least, decimals);
}
