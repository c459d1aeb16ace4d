/* A page as elements and blocks: what extraction looks at. */
#ifndef RASID_READ_HTML_TREE_H
#define RASID_READ_HTML_TREE_H

#include "base/arena.h"
#include "base/buffer.h"

typedef enum {
  RS_TAG_BLOCK, /* any element that begins a line */
  RS_TAG_INLINE,
  RS_TAG_A,
  RS_TAG_P,
  RS_TAG_HEADING,  /* h2 to h6 */
  RS_TAG_HEADLINE, /* h1 */
  RS_TAG_ITEM,     /* li, dd, dt */
  RS_TAG_CELL,     /* td, th */
  RS_TAG_QUOTE,    /* blockquote, pre */
  RS_TAG_ARTICLE,
  RS_TAG_MAIN,
  RS_TAG_BODY,
  RS_TAG_TITLE, /* of the head */
  RS_TAG_META,
  RS_TAG_LINK,
  RS_TAG_TIME,
  RS_TAG_BREAK,    /* br, hr */
  RS_TAG_FURNITURE /* nav, aside, footer, form, button …: never text of an article */
} RsTag;

typedef enum {
  RS_ATTRIBUTE_CLASS,
  RS_ATTRIBUTE_ID,
  RS_ATTRIBUTE_ITEMPROP,
  RS_ATTRIBUTE_PROPERTY,
  RS_ATTRIBUTE_NAME,
  RS_ATTRIBUTE_CONTENT,
  RS_ATTRIBUTE_HREF,
  RS_ATTRIBUTE_REL,
  RS_ATTRIBUTE_DATETIME,
  RS_ATTRIBUTES
} RsAttribute;

/* The names of the attributes, for initialisers. */
#define RS_ATTRIBUTE_NAMES \
  "class", "id", "itemprop", "property", "name", "content", "href", "rel", "datetime"

/* Elements stand in the order of their start tags. */
typedef struct {
  RsTag tag;
  bool is_hidden;                  /* or holds a part of the page with a role of its own */
  uint32_t parent;                 /* RS_NONE: it has none */
  uint32_t end;                    /* behind its last descendant */
  uint32_t first_block, end_block; /* the blocks in it */
  const char *attributes[RS_ATTRIBUTES]; /* "" when it has none */
} RsElementNode;

/* A run of text that browsers lay out as lines of its own. */
typedef struct {
  uint32_t element;               /* the innermost that is no style */
  uint32_t start, count;          /* bytes in `text` */
  uint32_t letters, link_letters; /* bytes that are not blank, all and within links */
} RsBlock;

typedef struct {
  RsArena arena;
  RsElementNode *elements;
  size_t element_count, element_capacity;
  RsBlock *blocks;
  size_t block_count, block_capacity;
  RsBuffer text;
  bool has_failed;
} RsHtmlTree;

void rs_html_tree_release(RsHtmlTree *tree);

/* Parses what rs_html_scan left of a page. False without memory. */
bool rs_html_tree_read(RsHtmlTree *tree, RsBytes html);

static inline RsBytes rs_block_text(const RsHtmlTree *tree, const RsBlock *block) {
  return (RsBytes) {tree->text.data + block->start, block->count};
}

#endif
