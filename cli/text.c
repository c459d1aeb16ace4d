/* What a file name or a broken line brings along is printed, never obeyed: an ESC that retitles
 * the terminal, a U+202E that turns the rest of a log around, half a character cut off by a
 * length limit. */
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

/* One code point of UTF-8; U+FFFD, one byte, when it is invalid. Returns the bytes used. */
static unsigned decode(const unsigned char *at, uint32_t *point) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  unsigned first = at[0];
  unsigned count = first < 0x80   ? 1
                   : first < 0xc2 ? 0
                   : first < 0xe0 ? 2
                   : first < 0xf0 ? 3
                                  : 4;
  uint32_t value = count == 1 ? first : first & (0x7fu >> count);
  *point = 0xfffd;
  if (!count || first > 0xf4) return 1;
  for (unsigned i = 1; i < count; i++) {
    if ((at[i] & 0xc0) != 0x80) return 1; /* the closing NUL ends it too */
    value = value << 6 | (at[i] & 0x3fu);
  }
  if (value < least[count] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
    return 1;
  *point = value;
  return count;
}

static bool is_control(uint32_t point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x061c ||
         point == 0x200e || point == 0x200f || (point >= 0x2028 && point <= 0x202e) ||
         (point >= 0x2060 && point <= 0x206f) || point == 0xfeff;
}

static void print_point(
  FILE *file, const unsigned char *at, unsigned used, uint32_t point
) {
  if (point == 0xfffd)
    fputs("\xef\xbf\xbd", file);
  else
    fwrite(at, 1, used, file);
}

void text_print(FILE *file, const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at) {
    uint32_t point;
    unsigned used = decode(at, &point);
    if (!is_control(point))
      print_point(file, at, used, point);
    else
      fprintf(file, point < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)point);
    at += used;
  }
}

void text_print_json(FILE *file, const char *text) {
  if (!text) {
    fputs("null", file);
    return;
  }
  const unsigned char *at = (const unsigned char *)text;
  fputc('"', file);
  while (*at) {
    uint32_t point;
    unsigned used = decode(at, &point);
    if (is_control(point))
      fprintf(file, "\\u%04x", (unsigned)point);
    else if (point == '"' || point == '\\')
      fprintf(file, "\\%c", (int)point);
    else
      print_point(file, at, used, point);
    at += used;
  }
  fputc('"', file);
}
