/* A page of HTML, from bytes to an article.
 *
 *   bytes ─▶ UTF-8 ─▶ html_scan ─▶ html_tree ─▶ html_meta, html_body ─▶ article
 *                        └─▶ JSON-LD ─▶ linked ───┘
 *
 * The text is the page's main text; where JSON-LD has an articleBody that is a good deal longer
 * (the page shows a beginning, or a script fills it in), that. A page with neither, a list of
 * headlines or an empty shell, is refused: whatever were made of it would be a guess. */
#include "read/page.h"

#include "read/encoding.h"
#include "read/html_body.h"
#include "read/html_meta.h"
#include "read/html_scan.h"
#include "read/html_tree.h"
#include "read/linked.h"

enum {
  LEAST_ARTICLE_BODY = 120, /* bytes */
  MOST_CUED = 360           /* bytes of a block that begins with a cue */
};

bool rs_page_decode(
  RsBuffer *out, RsBytes bytes, RsBytes label, RsBytes *html, RasidError *error
) {
  RsHtmlScan scan = {0};
  RsBytes head = {bytes.data, bytes.count < 4096 ? bytes.count : 4096};
  bool has_memory = label.count || rs_html_scan(&scan, head);
  if (!label.count) label = (RsBytes) {scan.charset.data, scan.charset.count};
  bool is_decoded = has_memory && rs_text_decode_as(out, bytes, label, html, error);
  rs_html_scan_release(&scan);
  return is_decoded ||
         (!has_memory && rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory"));
}

static bool points_elsewhere(
  const RsBlock *block, RsBytes text, const RsWords *words, RsBuffer *folded
) {
  if (block->letters >= MOST_CUED) return false;
  folded->count = 0;
  rs_words_fold(folded, text);
  RsBytes form = {folded->data ? folded->data : "", folded->count};
  return rs_words_begin(words, RS_PAGE_SKIP, form) != NULL;
}

bool rs_page_flatten(RsBuffer *text, RsBytes html, const RsWords *words) {
  RsHtmlScan scan = {0};
  RsHtmlTree tree = {0};
  RsBuffer folded = {0};
  bool is_read = rs_html_scan(&scan, html) &&
                 rs_html_tree_read(&tree, (RsBytes) {scan.html.data, scan.html.count});
  for (size_t i = 0; is_read && i < tree.block_count; i++) {
    RsBytes block = rs_block_text(&tree, &tree.blocks[i]);
    if (points_elsewhere(&tree.blocks[i], block, words, &folded)) continue;
    if (text->count) rs_buffer_add_char(text, '\n');
    rs_buffer_add(text, block.data, block.count);
  }
  is_read = is_read && !folded.failed && !text->failed;
  rs_buffer_release(&folded);
  rs_html_tree_release(&tree);
  rs_html_scan_release(&scan);
  return is_read;
}

/* An articleBody as HTML: one without tags has its paragraphs as lines. */
static bool flatten_body(RsBuffer *flat, const RsBuffer *body, const RsWords *words) {
  RsBuffer html = {0};
  bool has_tags = body->count && memchr(body->data, '<', body->count);
  for (size_t i = 0; i < body->count; i++) {
    if (body->data[i] == '\n' && !has_tags)
      rs_buffer_add_text(&html, "<br>");
    else
      rs_buffer_add_char(&html, body->data[i]);
  }
  bool is_flat =
    !html.failed && rs_page_flatten(flat, (RsBytes) {html.data, html.count}, words);
  rs_buffer_release(&html);
  return is_flat;
}

/* The page's text into `article`, articleBody (in `body`) when it is longer. */
static bool set_text(
  RsArticle *article, RsHtmlTree *tree, const RsWords *words, RsBuffer *body
) {
  RsBuffer flat = {0};
  bool has_memory = rs_html_body(article, tree, words);
  if (has_memory && body->count) has_memory = flatten_body(&flat, body, words);
  bool is_longer = flat.count > article->text.count + article->text.count / 10;
  if (is_longer && flat.count >= LEAST_ARTICLE_BODY) {
    rs_buffer_clear(&article->text);
    rs_buffer_add(&article->text, flat.data, flat.count);
  }
  rs_buffer_release(&flat);
  return has_memory;
}

bool rs_page_read(
  RsArticle *article, RsBytes html, const RsWords *words, RasidError *error
) {
  RsHtmlScan scan = {0};
  RsHtmlTree tree = {0};
  RsBuffer body = {0};
  bool has_memory = rs_html_scan(&scan, html) &&
                    rs_html_tree_read(&tree, (RsBytes) {scan.html.data, scan.html.count});
  if (has_memory) {
    rs_buffer_clear(&article->text);
    rs_linked_read(article, (RsBytes) {scan.linked.data, scan.linked.count}, words);
    rs_buffer_add(&body, article->text.data, article->text.count);
    has_memory = !article->text.failed && !body.failed;
    rs_buffer_clear(&article->text);
    rs_html_meta(article, &tree, words);
    has_memory = has_memory && set_text(article, &tree, words, &body) &&
                 !rs_article_has_failed(article);
  }
  rs_buffer_release(&body);
  rs_html_tree_release(&tree);
  rs_html_scan_release(&scan);
  if (!has_memory) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  if (article->text.count) return true;
  return rs_error_set(
    error, RASID_ERROR_ARTICLE, 0, "no article in the page; give the address of one article"
  );
}
