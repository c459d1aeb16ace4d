/* Data that are packed with gzip or zstd, unpacked piece by piece. */
#ifndef RASID_READ_UNPACK_H
#define RASID_READ_UNPACK_H

#include "base/buffer.h"

typedef struct RsUnpack RsUnpack;

typedef enum {
  RS_UNPACK_GIVEN, /* `out` grew */
  RS_UNPACK_MORE,  /* all that was put in is used */
  RS_UNPACK_FAULT  /* `error` is set; the next step goes on at the next member */
} RsUnpackResult;

/* True when data that begin so are packed; `head` needs four bytes. */
bool rs_unpack_fits(RsBytes head);

/* NULL without memory. `head` decides between gzip and zstd. */
RsUnpack *rs_unpack_new(RsBytes head);
void rs_unpack_free(RsUnpack *unpack);

/* Where packed bytes are put; the caller adds to its end. */
RsBuffer *rs_unpack_raw(RsUnpack *unpack);

/* Unpacks some of what was put in to the end of `out`. `is_last`: nothing more will be. Errors:
 * FORMAT (damaged, cut short), TOO_LARGE (a bomb), MEMORY. */
RsUnpackResult rs_unpack_step(
  RsUnpack *unpack, RsBuffer *out, bool is_last, RasidError *error
);

/* All of `packed` at once, appended to `out`, of at most `limit` bytes. What was whole before a
 * fault stays. Errors as above. */
bool rs_unpack_all(RsBytes packed, RsBuffer *out, size_t limit, RasidError *error);

#endif
