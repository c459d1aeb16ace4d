/* Text for a terminal, of which nothing is trusted. */
#ifndef RASID_EXPORT_SCREEN_H
#define RASID_EXPORT_SCREEN_H

#include "base/buffer.h"

typedef enum {
  RS_STYLE_PLAIN,
  RS_STYLE_TITLE,
  RS_STYLE_LABEL,
  RS_STYLE_QUIET,
  RS_STYLE_GOOD,
  RS_STYLE_WARNING
} RsStyle;

/* Where a person's text goes. */
typedef struct {
  RsBuffer *out;
  bool has_colour;
  unsigned width; /* in columns, never 0 */
} RsScreen;

RsScreen rs_screen(RsBuffer *out, const RasidWriteOptions *options);

/* Escapes control characters, bidi controls and invalid bytes: `\x1b`, `\u202e`. */
void rs_screen_text(RsScreen *screen, RsStyle style, const char *text);
void rs_screen_bytes(RsScreen *screen, const char *text, size_t bytes);

/* The same in an isolate that runs right to left: no neighbour is turned around by it. */
void rs_screen_arabic(RsScreen *screen, const char *text);

/* The same for text of unknown direction: isolated when it holds Arabic or Hebrew. */
void rs_screen_mixed(RsScreen *screen, const char *text);
void rs_screen_mixed_bytes(RsScreen *screen, const char *text, size_t bytes);

/* Words parted by single blanks, broken at the width. The cursor is in column `indent`, where the
 * lines after the first begin. */
void rs_screen_words(
  RsScreen *screen, RsStyle style, const char *const *words, size_t count, unsigned indent
);

#endif
