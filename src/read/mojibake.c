/* UTF-8 that somebody read as windows-1252 or windows-1256 and saved as UTF-8 again.
 *
 * Every Arabic letter is two bytes of UTF-8, the first of which is 0xD8 to 0xDB. Read byte by byte
 * `سلام` becomes `Ø³Ù„Ø§Ù…` (windows-1252, and ISO-8859-1 alike) or `ط³ظ„ط§ظ…` (windows-1256): every
 * second character is one of four. No language looks like that, so a look at the beginning
 * tells the rare damaged text from all others. Then each character is turned back into the byte that
 * it came from, and runs of them that are a character of UTF-8 into that character; what is none
 * (a headline that was mended by hand, a quotation mark that was cut) stays.
 *
 * The result counts when 95 of 100 of what is not ASCII has become Arabic. One layer is undone, not
 * two. A no-break space that was made a plain blank on the way takes its letter with it. */
#include "read/mojibake.h"

#include "text/letters.h"

#include <iconv.h>

enum {
  SAMPLE = 64, /* characters that are looked at first */
  HIGH = 128   /* bytes that are not ASCII */
};

/* What the bytes 0x80 to 0xFF are in some encoding. */
typedef struct {
  uint32_t points[HIGH];
} Table;

/* A byte that the encoding leaves out is the control character of that number. */
static bool fill_table(Table *table, const char *encoding) {
  iconv_t way = iconv_open("UTF-8", encoding);
  if (way == (iconv_t)-1) return false;
  for (unsigned i = 0; i < HIGH; i++) {
    char byte = (char)(HIGH + i), utf8[8], *from = &byte, *to = utf8;
    size_t left = 1, room = sizeof utf8;
    table->points[i] = HIGH + i;
    if (iconv(way, &from, &left, &to, &room) != (size_t)-1)
      rs_utf8_decode((unsigned char *)utf8, sizeof utf8 - room, &table->points[i]);
    iconv(way, NULL, NULL, NULL, NULL);
  }
  iconv_close(way);
  return true;
}

/* The byte that `point` came from, 0 for none. */
static unsigned byte_of(const Table *table, uint32_t point) {
  if (point >= HIGH && point < HIGH + 32) return point; /* as ISO-8859-1 has it */
  for (unsigned i = 0; i < HIGH; i++) {
    if (table->points[i] == point) return HIGH + i;
  }
  return 0;
}

/* --------------------------------------------------------------- is it likely */

typedef enum {
  NOTHING,
  WINDOWS_1252,
  WINDOWS_1256
} Suspicion;

/* Four of ten letters, where ordinary Arabic has less than one of ten. */
static Suspicion suspect(RsBytes bytes) {
  const unsigned char *at = (const unsigned char *)bytes.data;
  unsigned seen = 0, latin = 0, arabic = 0;
  for (size_t i = 0; i < bytes.count && seen < SAMPLE;) {
    if (at[i] < HIGH) {
      i++;
      continue;
    }
    uint32_t point;
    i += rs_utf8_decode(at + i, bytes.count - i, &point);
    seen++;
    latin += point >= 0xd8 && point <= 0xdb;    /* Ø Ù Ú Û */
    arabic += point >= 0x637 && point <= 0x63a; /* tah, zah, ain, ghain */
  }
  if (seen < 4) return NOTHING;
  if (latin * 10 >= seen * 4) return WINDOWS_1252;
  return arabic * 10 >= seen * 4 ? WINDOWS_1256 : NOTHING;
}

/* -------------------------------------------------------------------- turning */

typedef struct {
  const Table *table;
  const unsigned char *at, *end;
  size_t strange, arabic; /* characters that are not ASCII, and those that became Arabic */
} Turning;

static bool is_arabic(uint32_t point) {
  return (point >= 0x600 && point <= 0x6ff) || (point >= 0xfb50 && point <= 0xfefc) ||
         (point >= 0x2010 && point <= 0x203a
         ); /* dashes and quotation marks belong to text */
}

/* The character of UTF-8 whose bytes stand here one a character; `*used` bytes of the text. */
static bool read_hidden(
  const Turning *turning, unsigned char hidden[4], unsigned *count, size_t *used
) {
  const unsigned char *at = turning->at;
  uint32_t point;
  *count = 0;
  do {
    if (at >= turning->end) return false;
    at += rs_utf8_decode(at, (size_t)(turning->end - at), &point);
    unsigned byte = byte_of(turning->table, point);
    bool is_fit = *count ? byte >= 0x80 && byte < 0xc0 : byte >= 0xc2 && byte < 0xf5;
    if (!is_fit) return false;
    hidden[(*count)++] = (unsigned char)byte;
  } while (*count < (hidden[0] < 0xe0 ? 2u : hidden[0] < 0xf0 ? 3u : 4u));
  *used = (size_t)(at - turning->at);
  return rs_utf8_decode(hidden, *count, &point) == *count && point != 0xfffd;
}

static void turn_one(Turning *turning, RsBuffer *out) {
  unsigned char hidden[4];
  unsigned count;
  size_t used;
  uint32_t point;
  turning->strange++;
  if (read_hidden(turning, hidden, &count, &used)) {
    rs_utf8_decode(hidden, count, &point);
    turning->arabic += is_arabic(point);
    rs_buffer_add(out, hidden, count);
  } else {
    used = rs_utf8_decode(turning->at, (size_t)(turning->end - turning->at), &point);
    rs_buffer_add(out, turning->at, used);
  }
  turning->at += used;
}

static bool turn(RsBuffer *out, RsBytes bytes, const Table *table) {
  const unsigned char *start = (const unsigned char *)bytes.data;
  Turning turning = {.table = table, .at = start, .end = start + bytes.count};
  while (turning.at < turning.end) {
    const unsigned char *plain = turning.at;
    while (turning.at < turning.end && *turning.at < HIGH)
      turning.at++;
    rs_buffer_add(out, plain, (size_t)(turning.at - plain));
    if (turning.at < turning.end) turn_one(&turning, out);
  }
  return turning.arabic * 100 >= turning.strange * 95;
}

bool rs_mojibake_repair(RsBuffer *out, RsBytes bytes, RsBytes *text) {
  Table table;
  *text = bytes;
  Suspicion suspicion = suspect(bytes);
  const char *encoding = suspicion == WINDOWS_1252 ? "WINDOWS-1252" : "WINDOWS-1256";
  if (suspicion == NOTHING || !fill_table(&table, encoding)) return true;
  rs_buffer_clear(out);
  bool is_turned = turn(out, bytes, &table);
  if (out->failed) return false;
  if (is_turned) *text = (RsBytes) {out->data, out->count};
  return true;
}
