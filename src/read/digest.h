/* Digests of web archives. */
#ifndef RASID_READ_DIGEST_H
#define RASID_READ_DIGEST_H

#include "base/buffer.h"

enum {
  RS_SHA1_BYTES = 20
};

void rs_sha1(RsBytes bytes, unsigned char digest[RS_SHA1_BYTES]);

/* The value of a digest field, "sha1:" and 32 letters of base 32 or 40 of base 16. False when
 * it is of another kind, which nobody can check here. */
bool rs_digest_read(RsBytes field, unsigned char digest[RS_SHA1_BYTES]);

#endif
