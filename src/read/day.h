/* The day that a line of a page or a feed names. */
#ifndef RASID_READ_DAY_H
#define RASID_READ_DAY_H

#include "read/words.h"

/* The first day in `text`, YYYY-MM-DD, into `day`; false when there is none. Understands ISO
 * 8601, RFC 822 and 2822, days before months in digits, and months in words as `words` know
 * them. Time zones are not applied: the day is the one that is written. */
bool rs_day_find(RsBytes text, const RsWords *words, RsBuffer *day);

#endif
