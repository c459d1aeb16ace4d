/* From the bytes of a plain file to UTF-8. */
#ifndef RASID_READ_ENCODING_H
#define RASID_READ_ENCODING_H

#include "base/buffer.h"

/* Points `*text` at UTF-8 without NULs and invalid sequences: at `bytes` itself when nothing
 * had to change, else at `out`. Invalid sequences, up to 1 % of the characters, become U+FFFD,
 * NULs become blanks. Errors: ENCODING, MEMORY. */
bool rs_utf8_clean(RsBuffer *out, RsBytes bytes, RsBytes *text, RasidError *error);

/* The same for a file of unknown encoding: UTF-8, UTF-16 and UTF-32 with a byte order mark,
 * UTF-16 of Arabic without one, windows-1256, ISO-8859-6. A byte order mark is left out. */
bool rs_text_decode(RsBuffer *out, RsBytes bytes, RsBytes *text, RasidError *error);

/* The same with what a page or a server says of the encoding ("windows-1256", may be empty):
 * believed where the bytes do not tell. */
bool rs_text_decode_as(
  RsBuffer *out, RsBytes bytes, RsBytes label, RsBytes *text, RasidError *error
);

#endif
