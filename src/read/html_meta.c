/* Headline, day, outlet and address from the elements of a page.
 *
 * What JSON-LD has told is there already. For the rest there is a list of places, the surest
 * first: OpenGraph, microdata, Dublin Core, then what is shown: `h1`, `time`, `title`, and the
 * first lines of the page for the day (`الثلاثاء 5 مارس 2024 - 14:20`), last the address
 * (`/2024/03/05/`). A headline loses the outlet's name at its end: `… | وكالة الفرات`.
 *
 * Limits: where `h1` is the outlet's logo and no metadata exist, `title` is preferred when it
 * does not contain the `h1`. */
#include "read/html_meta.h"

#include "read/day.h"

#include <strings.h>

enum {
  MOST_DATED = 240 /* bytes of a line that may give the day */
};

static RsBytes bytes_of(const char *text) {
  return (RsBytes) {text, strlen(text)};
}

static RsBytes field_of(const RsBuffer *buffer) {
  return (RsBytes) {buffer->data ? buffer->data : "", buffer->count};
}

static bool is_called(const RsElementNode *element, const char *name) {
  return !strcasecmp(element->attributes[RS_ATTRIBUTE_PROPERTY], name) ||
         !strcasecmp(element->attributes[RS_ATTRIBUTE_NAME], name) ||
         !strcasecmp(element->attributes[RS_ATTRIBUTE_ITEMPROP], name);
}

/* The content of the first meta element called one of `names`, in their order. */
static const char *meta_content(
  const RsHtmlTree *tree, const char *const *names, size_t count
) {
  for (size_t k = 0; k < count; k++) {
    for (size_t i = 0; i < tree->element_count; i++) {
      const RsElementNode *element = &tree->elements[i];
      if (element->tag != RS_TAG_META || !is_called(element, names[k])) continue;
      if (*element->attributes[RS_ATTRIBUTE_CONTENT])
        return element->attributes[RS_ATTRIBUTE_CONTENT];
    }
  }
  return "";
}

#define META(tree, names) meta_content((tree), (names), RS_COUNT_OF(names))

/* All text in an element. */
static void set_text(
  RsBuffer *field, const RsHtmlTree *tree, const RsElementNode *element
) {
  if (element->first_block >= element->end_block) return;
  const RsBlock *first = &tree->blocks[element->first_block];
  const RsBlock *last = &tree->blocks[element->end_block - 1];
  RsBuffer joined = {0};
  for (const RsBlock *block = first; block <= last; block++) {
    RsBytes text = rs_block_text(tree, block);
    rs_buffer_add(&joined, text.data, text.count);
    rs_buffer_add_char(&joined, ' ');
  }
  rs_field_set(field, field_of(&joined));
  field->failed |= joined.failed;
  rs_buffer_release(&joined);
}

/* The first element of a kind that holds text. */
static const RsElementNode *find_tag(const RsHtmlTree *tree, RsTag tag) {
  for (size_t i = 0; i < tree->element_count; i++) {
    const RsElementNode *element = &tree->elements[i];
    bool is_it = element->tag == tag && element->first_block < element->end_block;
    if (is_it && !element->is_hidden) return element;
  }
  return NULL;
}

static const RsElementNode *find_property(const RsHtmlTree *tree, const char *name) {
  for (size_t i = 0; i < tree->element_count; i++) {
    const RsElementNode *element = &tree->elements[i];
    if (!strcmp(element->attributes[RS_ATTRIBUTE_ITEMPROP], name)) return element;
  }
  return NULL;
}

/* ------------------------------------------------------------------ headline */

/* A mark that parts a headline from the outlet's name; `count` is 0 when there is none. */
typedef struct {
  size_t at, count; /* bytes */
} Separator;

/* The first or the last ` - `, ` | ` or the like. */
static Separator find_separator(RsBytes text, bool is_last) {
  static const char *const marks[] = {
    " | ",
    " - ",
    " \xe2\x80\x93 ",
    " \xe2\x80\x94 ",
    " :: ",
    " \xc2\xbb ",
    " \xc2\xab ",
  };
  Separator found = {0};
  for (size_t at = 1; at < text.count; at++) {
    if (text.data[at] != ' ') continue;
    for (size_t i = 0; i < RS_COUNT_OF(marks); i++) {
      size_t count = strlen(marks[i]);
      if (at + count >= text.count || memcmp(text.data + at, marks[i], count)) continue;
      found = (Separator) {at, count};
    }
    if (found.count && !is_last) return found;
  }
  return found;
}

static RsBytes head_of(RsBytes text, Separator mark) {
  return (RsBytes) {text.data, mark.at};
}

static RsBytes tail_of(RsBytes text, Separator mark) {
  size_t used = mark.at + mark.count;
  return (RsBytes) {text.data + used, text.count - used};
}

/* Without memory `*failed` is set. */
static bool is_same(RsBytes a, RsBytes b, bool *failed) {
  RsBuffer x = {0}, y = {0};
  rs_words_fold(&x, a);
  rs_words_fold(&y, b);
  bool is_equal = x.count && x.count == y.count && !memcmp(x.data, y.data, x.count);
  *failed |= x.failed || y.failed;
  rs_buffer_release(&x);
  rs_buffer_release(&y);
  return is_equal;
}

/* Takes the outlet off the headline's end or beginning. */
static void cut_title(RsArticle *article, RsBytes headline) {
  RsBytes title = field_of(&article->title), outlet = field_of(&article->outlet);
  Separator last = find_separator(title, true), first = find_separator(title, false);
  if (!last.count) return;
  bool *failed = &article->title.failed;
  bool is_behind = is_same(tail_of(title, last), outlet, failed) ||
                   is_same(head_of(title, last), headline, failed);
  bool is_before = is_same(head_of(title, first), outlet, failed) ||
                   is_same(tail_of(title, first), headline, failed);
  if (is_behind) {
    article->title.count = last.at;
  } else if (is_before) {
    RsBytes tail = tail_of(title, first);
    memmove(article->title.data, tail.data, tail.count);
    article->title.count = tail.count;
  }
}

static void trim_title(RsArticle *article, const RsHtmlTree *tree) {
  const RsElementNode *shown = find_tag(tree, RS_TAG_HEADLINE);
  RsBuffer headline = {0};
  if (shown) set_text(&headline, tree, shown);
  cut_title(article, field_of(&headline));
  article->title.failed |= headline.failed;
  rs_buffer_release(&headline);
}

static void read_title(RsArticle *article, const RsHtmlTree *tree) {
  static const char *const names[] = {
    "og:title", "twitter:title", "dc.title", "headline", "sailthru.title"};
  const RsElementNode *shown = find_property(tree, "headline");
  if (!shown || shown->first_block == shown->end_block)
    shown = find_tag(tree, RS_TAG_HEADLINE);
  const RsElementNode *named = find_tag(tree, RS_TAG_TITLE);
  RsBuffer headline = {0};
  if (shown) set_text(&headline, tree, shown);
  if (!article->title.count) rs_field_set(&article->title, bytes_of(META(tree, names)));
  if (!article->title.count && named) {
    set_text(&article->title, tree, named);
    bool is_within =
      headline.count &&
      memmem(article->title.data, article->title.count, headline.data, headline.count);
    if (is_within) rs_field_set(&article->title, field_of(&headline));
  }
  if (!article->title.count) rs_field_set(&article->title, field_of(&headline));
  article->title.failed |= headline.failed;
  rs_buffer_release(&headline);
}

/* -------------------------------------------------------------- outlet, address */

/* What `title` holds beside the headline: `headline | outlet`, `outlet: headline`; of more
 * parts (`headline - politics - outlet`) the farthest. */
static bool outlet_beside(RsArticle *article, RsBytes title, RsBytes headline) {
  static const char edges[] = " |-:\xc2\xab\xbb\xe2\x80\x93\x94";
  const char *found =
    headline.count ? memmem(title.data, title.count, headline.data, headline.count) : NULL;
  if (!found) return false;
  size_t before = (size_t)(found - title.data), end = before + headline.count;
  RsBytes head = {title.data, before}, tail = {title.data + end, title.count - end};
  while (tail.count && memchr(edges, tail.data[0], sizeof edges - 1))
    tail.data++, tail.count--;
  while (head.count && memchr(edges, head.data[head.count - 1], sizeof edges - 1))
    head.count--;
  bool is_one = (head.count == 0) != (tail.count == 0);
  Separator mark = find_separator(head.count ? head : tail, !head.count);
  if (mark.count && head.count) head = head_of(head, mark);
  if (mark.count && !head.count) tail = tail_of(tail, mark);
  if (is_one) rs_field_set(&article->outlet, head.count ? head : tail);
  return is_one;
}

/* When nothing else names the outlet. */
static void outlet_of_title(RsArticle *article, const RsHtmlTree *tree) {
  const RsElementNode *named = find_tag(tree, RS_TAG_TITLE);
  const RsElementNode *shown = find_tag(tree, RS_TAG_HEADLINE);
  RsBuffer title = {0}, headline = {0};
  if (named) set_text(&title, tree, named);
  if (shown) set_text(&headline, tree, shown);
  if (!outlet_beside(article, field_of(&title), field_of(&article->title)))
    outlet_beside(article, field_of(&title), field_of(&headline));
  article->outlet.failed |= title.failed || headline.failed;
  rs_buffer_release(&title);
  rs_buffer_release(&headline);
}

/* Microdata: the name within the publisher. */
static void outlet_of_publisher(RsArticle *article, const RsHtmlTree *tree) {
  const RsElementNode *publisher = find_property(tree, "publisher");
  size_t first = publisher ? (size_t)(publisher - tree->elements) : 0;
  for (size_t i = first + 1; publisher && i < publisher->end; i++) {
    const RsElementNode *element = &tree->elements[i];
    if (strcmp(element->attributes[RS_ATTRIBUTE_ITEMPROP], "name")) continue;
    const char *content = element->attributes[RS_ATTRIBUTE_CONTENT];
    if (*content)
      rs_field_set(&article->outlet, bytes_of(content));
    else
      set_text(&article->outlet, tree, element);
    return;
  }
}

static void read_outlet(RsArticle *article, const RsHtmlTree *tree) {
  static const char *const names[] = {
    "og:site_name", "application-name", "dc.publisher", "publisher", "copyright"};
  if (!article->outlet.count) rs_field_set(&article->outlet, bytes_of(META(tree, names)));
  if (!article->outlet.count) outlet_of_publisher(article, tree);
  if (!article->outlet.count) outlet_of_title(article, tree);
}

static void read_url(RsArticle *article, const RsHtmlTree *tree) {
  static const char *const names[] = {"og:url", "twitter:url"};
  RsBuffer found = {0};
  for (size_t i = 0; i < tree->element_count && !found.count; i++) {
    const RsElementNode *element = &tree->elements[i];
    bool is_canonical = element->tag == RS_TAG_LINK &&
                        !strcasecmp(element->attributes[RS_ATTRIBUTE_REL], "canonical");
    if (is_canonical)
      rs_field_set_url(&found, bytes_of(element->attributes[RS_ATTRIBUTE_HREF]));
  }
  if (!found.count) rs_field_set_url(&found, bytes_of(META(tree, names)));
  if (found.count) rs_field_set(&article->url, field_of(&found));
  article->url.failed |= found.failed;
  rs_buffer_release(&found);
}

/* ----------------------------------------------------------------------- day */

static bool day_of_times(RsArticle *article, const RsHtmlTree *tree, const RsWords *words) {
  for (size_t i = 0; i < tree->element_count; i++) {
    const RsElementNode *element = &tree->elements[i];
    bool is_published =
      !strcmp(element->attributes[RS_ATTRIBUTE_ITEMPROP], "datePublished");
    const char *value = element->attributes[RS_ATTRIBUTE_DATETIME];
    if (!*value && is_published) value = element->attributes[RS_ATTRIBUTE_CONTENT];
    if (element->tag != RS_TAG_TIME && !is_published) continue;
    if (*value && rs_day_find(bytes_of(value), words, &article->date)) return true;
    RsBuffer shown = {0};
    set_text(&shown, tree, element);
    bool is_found = rs_day_find(field_of(&shown), words, &article->date);
    article->date.failed |= shown.failed;
    rs_buffer_release(&shown);
    if (is_found) return true;
  }
  return false;
}

/* The short lines around the headline, those behind it first. */
static bool day_of_lines(RsArticle *article, const RsHtmlTree *tree, const RsWords *words) {
  const RsElementNode *shown = find_tag(tree, RS_TAG_HEADLINE);
  uint32_t headline = shown ? shown->first_block : 0;
  for (unsigned turn = 0; turn < 2; turn++) {
    for (size_t i = turn ? 0 : headline; i < tree->block_count; i++) {
      const RsBlock *block = &tree->blocks[i];
      bool is_fit = block->count <= MOST_DATED && i < headline + (turn ? 40 : 12);
      if (is_fit && rs_day_find(rs_block_text(tree, block), words, &article->date))
        return true;
    }
  }
  return false;
}

static bool day_of_address(RsArticle *article, const RsWords *words) {
  RsBytes url = field_of(&article->url);
  const char *path = url.count > 9 ? memchr(url.data + 9, '/', url.count - 9) : NULL;
  if (!path) return false;
  RsBytes rest = {path, url.count - (size_t)(path - url.data)};
  return rs_day_find(rest, words, &article->date);
}

static void read_day(RsArticle *article, const RsHtmlTree *tree, const RsWords *words) {
  static const char *const names[] = {
    "article:published_time",
    "datePublished",
    "og:published_time",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publish_date",
    "publish-date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "date",
  };
  if (article->date.count) return;
  if (rs_day_find(bytes_of(META(tree, names)), words, &article->date)) return;
  if (day_of_times(article, tree, words)) return;
  if (day_of_address(article, words)) return;
  day_of_lines(article, tree, words);
}

void rs_html_meta(RsArticle *article, const RsHtmlTree *tree, const RsWords *words) {
  read_title(article, tree);
  read_outlet(article, tree);
  trim_title(article, tree);
  read_url(article, tree);
  read_day(article, tree, words);
}
