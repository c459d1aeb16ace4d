/* Text that was decoded by the wrong table and written again. */
#ifndef RASID_READ_MOJIBAKE_H
#define RASID_READ_MOJIBAKE_H

#include "base/buffer.h"

/* Points `*text` at what `bytes` (valid UTF-8) must have been, in `out`, or at `bytes` itself when
 * nothing had to change. False without memory. */
bool rs_mojibake_repair(RsBuffer *out, RsBytes bytes, RsBytes *text);

#endif
