/* What a page says of its article in JSON-LD. */
#ifndef RASID_READ_LINKED_H
#define RASID_READ_LINKED_H

#include "read/article.h"
#include "read/words.h"

/* Fills what `scripts` (each closed by a NUL) tell of the first news article in them; the rest
 * of `article` is left alone. `text` is articleBody as it stands there, which may hold HTML. */
void rs_linked_read(RsArticle *article, RsBytes scripts, const RsWords *words);

#endif
