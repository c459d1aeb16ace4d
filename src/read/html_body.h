/* Which blocks of a page are the article's text. */
#ifndef RASID_READ_HTML_BODY_H
#define RASID_READ_HTML_BODY_H

#include "read/article.h"
#include "read/html_tree.h"
#include "read/words.h"

/* Appends the main text to `article->text`, a block a line, without lines that repeat its title
 * or outlet. Leaves it as it was when the page has none. False without memory. */
bool rs_html_body(RsArticle *article, RsHtmlTree *tree, const RsWords *words);

#endif
