/* From the bytes of a page of HTML to an article. */
#ifndef RASID_READ_PAGE_H
#define RASID_READ_PAGE_H

#include "read/article.h"
#include "read/words.h"

/* UTF-8 of a page: its byte order mark, what the server said (`label`, may be empty), what its
 * meta elements say, and the letters decide. As rs_text_decode. */
bool rs_page_decode(
  RsBuffer *out, RsBytes bytes, RsBytes label, RsBytes *html, RasidError *error
);

/* Title, text, date, outlet and address of the page; the id is left alone. Errors: ARTICLE
 * (a page without a main text: a list, a shell that a script fills), MEMORY. */
bool rs_page_read(
  RsArticle *article, RsBytes html, const RsWords *words, RasidError *error
);

/* The text of a piece of HTML (an item of a feed), its blocks as lines, appended to `text`;
 * without those that `words` know to point elsewhere. False without memory. */
bool rs_page_flatten(RsBuffer *text, RsBytes html, const RsWords *words);

#endif
