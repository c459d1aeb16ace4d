/* Arabic beside English on a terminal.
 *
 * A line that holds both is reordered by the terminal (Unicode Bidirectional Algorithm): in
 * `actor غارة [195]` digits and brackets jump to the other side of the Arabic word. So Arabic
 * stands last on its line, between U+2067 (right-to-left isolate) and U+2069, which end its
 * influence. The same power lies in texts from anywhere: a stray U+202E turns all that follows
 * around, and ESC sequences move the cursor, change colours, retitle the window. Everything
 * that controls rather than shows is written as its escape. */
#include "export/screen.h"

#include "text/letters.h"

static const char isolate_rtl[] = "\xe2\x81\xa7";   /* U+2067 */
static const char isolate_first[] = "\xe2\x81\xa8"; /* U+2068: by its first strong letter */
static const char isolate_end[] = "\xe2\x81\xa9";   /* U+2069 */

enum {
  DEFAULT_WIDTH = 100,
  LEAST_WIDTH = 40
};

RsScreen rs_screen(RsBuffer *out, const RasidWriteOptions *options) {
  unsigned width = options->width ? options->width : DEFAULT_WIDTH;
  return (RsScreen) {out, options->colour, width < LEAST_WIDTH ? LEAST_WIDTH : width};
}

static bool is_control(uint32_t point) {
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return true;
  if (point == 0x061c || point == 0x200e || point == 0x200f || point == 0xfeff) return true;
  if (point >= 0x2028 && point <= 0x202e)
    return true; /* line ends, embeddings, overrides */
  if (point >= 0x2060 && point <= 0x206f) return true; /* isolates, invisible signs */
  return point >= 0xe0000 && point <= 0xe0fff;         /* tags */
}

static void add_escape(RsBuffer *out, uint32_t point) {
  switch (point) {
    case '\n': rs_buffer_add_text(out, "\\n"); return;
    case '\t': rs_buffer_add_text(out, "\\t"); return;
    case '\r': rs_buffer_add_text(out, "\\r"); return;
    default: break;
  }
  rs_buffer_format(out, point < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)point);
}

void rs_screen_bytes(RsScreen *screen, const char *text, size_t bytes) {
  const unsigned char *at = (const unsigned char *)text;
  for (size_t i = 0; i < bytes;) {
    uint32_t point;
    unsigned used = rs_utf8_decode(at + i, bytes - i, &point);
    if (is_control(point))
      add_escape(screen->out, point);
    else if (point == 0xfffd)
      rs_buffer_add_text(screen->out, "\xef\xbf\xbd");
    else
      rs_buffer_add(screen->out, at + i, used);
    i += used;
  }
}

static const char *style_code(RsStyle style) {
  switch (style) {
    case RS_STYLE_TITLE: return "\x1b[1;36m";
    case RS_STYLE_LABEL: return "\x1b[36m";
    case RS_STYLE_QUIET: return "\x1b[2m";
    case RS_STYLE_GOOD: return "\x1b[32m";
    case RS_STYLE_WARNING: return "\x1b[33m";
    default: return NULL;
  }
}

void rs_screen_text(RsScreen *screen, RsStyle style, const char *text) {
  const char *code = screen->has_colour ? style_code(style) : NULL;
  if (!text || !*text) return;
  if (code) rs_buffer_add_text(screen->out, code);
  rs_screen_bytes(screen, text, strlen(text));
  if (code) rs_buffer_add_text(screen->out, "\x1b[0m");
}

static void add_isolated(
  RsScreen *screen, const char *isolate, const char *text, size_t bytes
) {
  rs_buffer_add_text(screen->out, isolate);
  rs_screen_bytes(screen, text, bytes);
  rs_buffer_add_text(screen->out, isolate_end);
}

void rs_screen_arabic(RsScreen *screen, const char *text) {
  if (text) add_isolated(screen, isolate_rtl, text, strlen(text));
}

static bool is_right_to_left(uint32_t point) {
  return (point >= 0x0590 && point <= 0x08ff) || (point >= 0xfb1d && point <= 0xfefc) ||
         (point >= 0x10800 && point <= 0x10fff) || (point >= 0x1e800 && point <= 0x1efff);
}

void rs_screen_mixed_bytes(RsScreen *screen, const char *text, size_t bytes) {
  const unsigned char *at = (const unsigned char *)text;
  for (size_t i = 0; i < bytes;) {
    uint32_t point;
    i += rs_utf8_decode(at + i, bytes - i, &point);
    if (!is_right_to_left(point)) continue;
    add_isolated(screen, isolate_first, text, bytes);
    return;
  }
  rs_screen_bytes(screen, text, bytes);
}

void rs_screen_mixed(RsScreen *screen, const char *text) {
  if (text) rs_screen_mixed_bytes(screen, text, strlen(text));
}

void rs_screen_words(
  RsScreen *screen, RsStyle style, const char *const *words, size_t count, unsigned indent
) {
  size_t column = indent;
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(words[i]);
    if (i && column + 1 + length > screen->width) {
      rs_buffer_format(screen->out, "\n%*s", (int)indent, "");
      column = indent;
    } else if (i) {
      rs_buffer_add_char(screen->out, ' ');
      column++;
    }
    rs_screen_text(screen, style, words[i]);
    column += length;
  }
}
