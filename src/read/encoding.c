/* Guessing the encoding of an Arabic file, and decoding it.
 *
 * Four facts decide, the surest first:
 *
 *   1. a byte order mark;
 *   2. UTF-16 without one: nearly every second byte of Arabic is 0x06, which no text holds;
 *   3. valid UTF-8, or nearly so: windows-1256 hardly ever looks like UTF-8 by chance;
 *   4. letter statistics: of the high bytes, how many are Arabic letters when read as
 *      windows-1256 or ISO-8859-6, and how common these letters are. In news, a letter drawn
 *      at random has a mean frequency of some 6 % (ا and ل alone make a quarter of a text);
 *      the same bytes read by the wrong table stay far below, for ل, م, ن and ي stand
 *      elsewhere in it. French in windows-1252 has few high bytes and none that fit.
 *
 * What stays invalid becomes U+FFFD, one for each maximal subpart as WHATWG's decoder does;
 * over 1 % of the characters, the file is refused: half a text makes wrong events. */
#include "read/encoding.h"

#include "read/mojibake.h"
#include "text/letters.h"

#include <errno.h>
#include <iconv.h>

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

/* Share of each letter U+0621..U+064A in Arabic news, in tenths of a percent. */
static const uint8_t letter_share[RS_LETTER_YEH - RS_LETTER_HAMZA + 1] = {
  5, 2, 25, 2,  12, 4, 130, 33, 32, 43, 7, 14, 20, 8,  28,  6,  48, 6,  25, 11, 11,
  7, 9, 2,  32, 5,  0, 0,   0,  0,  0,  0, 28, 24, 22, 120, 60, 56, 28, 58, 9,  75,
};

typedef struct {
  size_t points, invalid, nuls;
} Census;

static Census take_census(RsBytes bytes) {
  const unsigned char *at = (const unsigned char *)bytes.data;
  Census census = {0};
  for (size_t i = 0; i < bytes.count; census.points++) {
    for (; bytes.count - i >= RS_FOUR_LETTERS && rs_utf8_four_letters(at + i);
         i += RS_FOUR_LETTERS)
      census.points += RS_FOUR_LETTERS / 2;
    if (i == bytes.count) break;
    uint32_t point;
    unsigned used = rs_utf8_decode(at + i, bytes.count - i, &point);
    /* A U+FFFD that was written out is three bytes long and valid. */
    census.invalid += point == 0xfffd && !(used == 3 && at[i] == 0xef && at[i + 1] == 0xbf);
    census.nuls += point == 0;
    i += used;
  }
  return census;
}

static bool is_mostly_valid(size_t invalid, size_t points) {
  return invalid * 100 <= points;
}

static bool refuse(RasidError *error, size_t invalid, size_t points, const char *encoding) {
  return rs_error_set(
    error,
    RASID_ERROR_ENCODING,
    0,
    "%zu of %zu characters are not valid %s; convert it to UTF-8",
    invalid,
    points,
    encoding
  );
}

static void repair(RsBuffer *out, RsBytes bytes) {
  const unsigned char *at = (const unsigned char *)bytes.data;
  size_t copied = 0;
  for (size_t i = 0; i < bytes.count;) {
    uint32_t point;
    unsigned used = rs_utf8_decode(at + i, bytes.count - i, &point);
    if (point == 0xfffd || point == 0) {
      rs_buffer_add(out, at + copied, i - copied);
      rs_buffer_add_text(out, point ? replacement : " ");
      copied = i + used;
    }
    i += used;
  }
  rs_buffer_add(out, at + copied, bytes.count - copied);
}

static bool clean(
  RsBuffer *out, RsBytes bytes, Census census, RsBytes *text, RasidError *error
) {
  *text = bytes;
  if (!census.invalid && !census.nuls) return true;
  if (!is_mostly_valid(census.invalid, census.points)) {
    return refuse(error, census.invalid, census.points, "UTF-8");
  }
  rs_buffer_clear(out);
  repair(out, bytes);
  if (out->failed) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  *text = (RsBytes) {out->data, out->count};
  return true;
}

bool rs_utf8_clean(RsBuffer *out, RsBytes bytes, RsBytes *text, RasidError *error) {
  return clean(out, bytes, take_census(bytes), text, error);
}

/* ------------------------------------------------------------ other encodings */

typedef struct {
  const char *name; /* as iconv knows it */
  size_t unit;      /* bytes that are skipped when nothing fits */
} Encoding;

static void note_invalid(RsBuffer *out, size_t *invalid) {
  rs_buffer_add_text(out, replacement);
  (*invalid)++;
}

static size_t convert(RsBuffer *out, iconv_t way, RsBytes bytes, size_t unit) {
  char *from = (char *)(uintptr_t)bytes.data; /* iconv does not write there */
  size_t left = bytes.count, invalid = 0;
  while (left && rs_buffer_reserve(out, left * 2 + 16)) {
    char *to = out->data + out->count;
    size_t room = out->capacity - out->count;
    size_t result = iconv(way, &from, &left, &to, &room);
    int failure = result == (size_t)-1 ? errno : 0;
    out->count = out->capacity - room;
    if (failure == EINVAL) left = 0, note_invalid(out, &invalid);
    if (failure != EILSEQ) continue;
    size_t step = left < unit ? left : unit;
    from += step, left -= step;
    note_invalid(out, &invalid);
  }
  return invalid;
}

static bool decode_as(
  RsBuffer *out, Encoding encoding, RsBytes bytes, RsBytes *text, RasidError *error
) {
  iconv_t way = iconv_open("UTF-8", encoding.name);
  if (way == (iconv_t)-1) {
    return rs_error_set(
      error,
      RASID_ERROR_ENCODING,
      0,
      "the text is %s, which this system cannot convert; convert it to UTF-8",
      encoding.name
    );
  }
  rs_buffer_clear(out);
  size_t invalid = convert(out, way, bytes, encoding.unit);
  iconv_close(way);
  if (out->failed) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  for (size_t i = 0; i < out->count; i++) {
    if (!out->data[i]) out->data[i] = ' ';
  }
  *text = (RsBytes) {out->data, out->count};
  size_t points = take_census(*text).points;
  if (!is_mostly_valid(invalid, points))
    return refuse(error, invalid, points, encoding.name);
  return true;
}

static Encoding marked_encoding(RsBytes bytes, size_t *mark_bytes) {
  static const struct {
    const char *mark;
    size_t mark_bytes;
    Encoding encoding;
  } marks[] = {
    {"\xff\xfe\0\0", 4, {"UTF-32LE", 4}},
    {"\0\0\xfe\xff", 4, {"UTF-32BE", 4}},
    {"\xff\xfe", 2, {"UTF-16LE", 2}},
    {"\xfe\xff", 2, {"UTF-16BE", 2}},
    {"\xef\xbb\xbf", 3, {"UTF-8", 1}},
  };
  for (size_t i = 0; i < RS_COUNT_OF(marks); i++) {
    *mark_bytes = marks[i].mark_bytes;
    if (bytes.count >= *mark_bytes && !memcmp(bytes.data, marks[i].mark, *mark_bytes)) {
      return marks[i].encoding;
    }
  }
  *mark_bytes = 0;
  return (Encoding) {NULL, 0};
}

static Encoding unmarked_utf16(RsBytes bytes) {
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < bytes.count; i++) {
    if (bytes.data[i] == 0x06) *(i % 2 ? &odd : &even) += 1;
  }
  size_t wanted = bytes.count / 5; /* two of five units */
  if (bytes.count < 8 || (even <= wanted && odd <= wanted)) return (Encoding) {NULL, 0};
  return odd > even ? (Encoding) {"UTF-16LE", 2} : (Encoding) {"UTF-16BE", 2};
}

/* U+0621..U+064A of a windows-1256 byte, else 0. */
static uint32_t letter_of_1256(unsigned char byte) {
  static const uint8_t tail[] = {
    0, 0x44, 0, 0x45, 0x46, 0x47, 0x48, 0, 0, 0, 0, 0, 0x49, 0x4a}; /* 0xe0 to 0xed */
  if (byte >= 0xc1 && byte <= 0xd6) return 0x0621u + (byte - 0xc1u);
  if (byte >= 0xd8 && byte <= 0xdb) return 0x0637u + (byte - 0xd8u);
  if (byte >= 0xdd && byte <= 0xdf) return 0x0641u + (byte - 0xddu);
  if (byte < 0xe0 || byte > 0xed || !tail[byte - 0xe0]) return 0;
  return 0x0600u + tail[byte - 0xe0];
}

static uint32_t letter_of_8859_6(unsigned char byte) {
  if (byte >= 0xc1 && byte <= 0xda) return 0x0621u + (byte - 0xc1u);
  if (byte >= 0xe1 && byte <= 0xea) return 0x0641u + (byte - 0xe1u);
  return 0;
}

/* The mean share of the letters, 0 when fewer than nine of ten high bytes are letters. */
static size_t plausibility(RsBytes bytes, uint32_t (*letter_of)(unsigned char)) {
  size_t high = 0, letters = 0, sum = 0;
  for (size_t i = 0; i < bytes.count; i++) {
    unsigned char byte = (unsigned char)bytes.data[i];
    if (byte < 0x80 || byte == 0xa0 || byte == 0xac) continue; /* no-break space, comma */
    high++;
    uint32_t point = letter_of(byte);
    if (!point) continue;
    letters++;
    sum += letter_share[point - 0x0621];
  }
  return high >= 4 && letters * 10 >= high * 9 ? sum / letters : 0;
}

enum {
  LEAST_SHARE = 35
};

static Encoding single_byte_encoding(RsBytes bytes) {
  size_t windows = plausibility(bytes, letter_of_1256);
  size_t iso = plausibility(bytes, letter_of_8859_6);
  if (windows < LEAST_SHARE && iso < LEAST_SHARE) return (Encoding) {NULL, 0};
  return windows >= iso ? (Encoding) {"WINDOWS-1256", 1} : (Encoding) {"ISO-8859-6", 1};
}

/* The label as a name for iconv; empty when it cannot be one. */
static void copy_label(char name[40], RsBytes label) {
  size_t count = 0;
  for (; count < label.count && count < 39; count++) {
    char c = label.data[count];
    if (c >= 'a' && c <= 'z') c = (char)(c - 32);
    bool is_fit = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_.:", c);
    if (!is_fit || !c) break;
    name[count] = c;
  }
  name[count < label.count ? 0 : count] = '\0';
}

/* What a page says of its encoding is wrong often enough that the letters are asked first:
 * pages in windows-1256 are served as UTF-8 or as iso-8859-1. */
static Encoding labelled_encoding(RsBytes bytes, const char *label) {
  bool is_iso = strstr(label, "8859-6") || !strcmp(label, "ARABIC");
  if (is_iso && plausibility(bytes, letter_of_8859_6) >= LEAST_SHARE) {
    return (Encoding) {"ISO-8859-6", 1};
  }
  Encoding encoding = single_byte_encoding(bytes);
  bool is_other = *label && strncmp(label, "UTF", 3) && strncmp(label, "UCS", 3);
  if (encoding.name || !is_other) return encoding;
  iconv_t way = iconv_open("UTF-8", label);
  if (way == (iconv_t)-1) return encoding;
  iconv_close(way);
  return (Encoding) {label, 1};
}

/* Valid UTF-8 that was made by a wrong table is turned back. */
static bool mend(RsBuffer *out, RsBytes *text, RasidError *error) {
  RsBuffer turned = {0};
  RsBytes right;
  bool has_memory = rs_mojibake_repair(&turned, *text, &right);
  bool is_turned = has_memory && right.data != text->data;
  if (is_turned) {
    rs_buffer_release(out);
    *out = turned;
    *text = right;
  } else {
    rs_buffer_release(&turned);
  }
  return has_memory || rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
}

bool rs_text_decode_as(
  RsBuffer *out, RsBytes bytes, RsBytes label, RsBytes *text, RasidError *error
) {
  char name[40];
  size_t mark_bytes;
  copy_label(name, label);
  Encoding encoding = marked_encoding(bytes, &mark_bytes);
  RsBytes rest = {bytes.data + mark_bytes, bytes.count - mark_bytes};
  if (encoding.unit == 1)
    return rs_utf8_clean(out, rest, text, error) && mend(out, text, error);
  if (!encoding.name) encoding = unmarked_utf16(rest);
  if (encoding.name) return decode_as(out, encoding, rest, text, error);
  Census census = take_census(rest);
  if (!is_mostly_valid(census.invalid, census.points))
    encoding = labelled_encoding(rest, name);
  if (encoding.name) return decode_as(out, encoding, rest, text, error);
  return clean(out, rest, census, text, error) && mend(out, text, error);
}

bool rs_text_decode(RsBuffer *out, RsBytes bytes, RsBytes *text, RasidError *error) {
  return rs_text_decode_as(out, bytes, (RsBytes) {0}, text, error);
}
