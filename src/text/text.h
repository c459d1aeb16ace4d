/* A text in the alphabet of letters.h, with the way back to its code points and bytes. */
#ifndef RASID_TEXT_TEXT_H
#define RASID_TEXT_TEXT_H

#include "base/arena.h"
#include "text/letters.h"

typedef struct {
  const char *bytes; /* the original, owned by the caller */
  size_t byte_count;
  uint8_t *letters;   /* [letter_count + 1], exact; a newline closes it */
  uint8_t *marks;     /* [letter_count + 1], RsMark of the marks that followed the letter */
  uint32_t *at_point; /* [letter_count + 1], code point each letter comes from */
  uint32_t *at_byte;  /* [letter_count + 1], byte each letter comes from */
  uint32_t letter_count;
  uint32_t point_count;
  uint32_t replaced; /* invalid sequences that became U+FFFD */
} RsText;

/* Reads `byte_count` bytes of UTF-8 (less than 2^31). False without memory. Arrays live in
 * `arena`. */
bool rs_text_read(RsText *text, RsArena *arena, const char *bytes, size_t byte_count);

/* Offsets of letters [start, end) in the original, marks that follow the last one included. */
RasidSpan rs_text_points(const RsText *text, uint32_t start, uint32_t end);
RsBytes rs_text_bytes(const RsText *text, uint32_t start, uint32_t end);

#endif
