/* What the elements of a page say of its article. */
#ifndef RASID_READ_HTML_META_H
#define RASID_READ_HTML_META_H

#include "read/article.h"
#include "read/html_tree.h"
#include "read/words.h"

/* Fills what is still empty of title, date, outlet and address. */
void rs_html_meta(RsArticle *article, const RsHtmlTree *tree, const RsWords *words);

#endif
