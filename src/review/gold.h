/* What a document should hold. */
#ifndef RASID_REVIEW_GOLD_H
#define RASID_REVIEW_GOLD_H

#include "review/review.h"

/* By record id: the record as it should be, or null where it is rejected. To be put; NULL with
 * `error`. */
json_object *rs_gold_of(RsBackend *backend, const char *document, RasidError *error);

#endif
