/* What a page, an item of a feed or a row says of one document. */
#ifndef RASID_READ_ARTICLE_H
#define RASID_READ_ARTICLE_H

#include "base/buffer.h"

/* Buffers are empty when a thing is not known. A zeroed one is ready. */
typedef struct {
  RsBuffer id, title, text, date, outlet, url;
} RsArticle;

void rs_article_clear(RsArticle *article);
void rs_article_release(RsArticle *article);
/* True when a buffer could not grow. */
bool rs_article_has_failed(const RsArticle *article);

/* `text` without blanks around it, runs of them as one, in place of what was in `field`. */
void rs_field_set(RsBuffer *field, RsBytes text);

/* The same for an address: only http and https, without blanks and controls; else empty. */
void rs_field_set_url(RsBuffer *field, RsBytes url);

/* The field as a string that lives until it changes; NULL when it is empty. */
const char *rs_field_string(RsBuffer *field);

#endif
