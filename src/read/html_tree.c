/* From libxml2's events to two arrays.
 *
 * Extraction asks two things: which runs of text does a reader see as paragraphs, and which
 * elements are around them. So no tree of nodes is built. Start tags become elements in order,
 * each with its parent and its end; text is collected until an element that begins a new line
 * starts or ends, and becomes a block: `<p>قال <b>الوزير</b> إن` is one, `<br>` parts two.
 *
 * libxml2 does what takes knowledge of HTML: character references, elements that are closed by
 * others, what may stand in what. It sees only what html_scan.h let through, which bounds
 * its depth and its attributes; it is told to print nothing and to load nothing. */
#include "read/html_tree.h"

#include <libxml/HTMLparser.h>

typedef struct {
  RsHtmlTree *tree;
  uint32_t top;   /* the innermost open element */
  unsigned links; /* of the open ones */
  RsBlock block;  /* being collected */
  bool is_behind_blank;
} Building;

void rs_html_tree_release(RsHtmlTree *tree) {
  rs_arena_release(&tree->arena);
  rs_buffer_release(&tree->text);
  *tree = (RsHtmlTree) {0};
}

/* ---------------------------------------------------------------- elements */

static RsTag tag_of(const char *name) {
  static const struct {
    const char *name;
    RsTag tag;
  } tags[] = {
    {"a", RS_TAG_A},         {"p", RS_TAG_P},
    {"h1", RS_TAG_HEADLINE}, {"h2", RS_TAG_HEADING},
    {"h3", RS_TAG_HEADING},  {"h4", RS_TAG_HEADING},
    {"h5", RS_TAG_HEADING},  {"h6", RS_TAG_HEADING},
    {"li", RS_TAG_ITEM},     {"dd", RS_TAG_ITEM},
    {"dt", RS_TAG_ITEM},     {"td", RS_TAG_CELL},
    {"th", RS_TAG_CELL},     {"blockquote", RS_TAG_QUOTE},
    {"pre", RS_TAG_QUOTE},   {"article", RS_TAG_ARTICLE},
    {"main", RS_TAG_MAIN},   {"body", RS_TAG_BODY},
    {"title", RS_TAG_TITLE}, {"meta", RS_TAG_META},
    {"link", RS_TAG_LINK},   {"time", RS_TAG_TIME},
    {"br", RS_TAG_BREAK},    {"hr", RS_TAG_BREAK},
  };
  static const char *const styles[] = {
    "span", "b",    "i",   "u",       "em",     "strong", "font", "small",   "big",   "sub",
    "sup",  "bdi",  "bdo", "s",       "abbr",   "cite",   "q",    "mark",    "ins",   "del",
    "tt",   "code", "wbr", "acronym", "strike", "data",   "img",  "amp-img", "label",
  };
  static const char *const furniture[] = {
    "nav",          "aside",       "footer",     "form",
    "button",       "select",      "figcaption", "header",
    "noscript",     "object",      "video",      "audio",
    "svg",          "template",    "marquee",    "dialog",
    "menu",         "canvas",      "amp-ad",     "amp-sidebar",
    "amp-carousel", "amp-consent", "amp-list",   "amp-social-share",
    "caption",      "legend",      "fieldset",   "ins-ad",
  };
  for (size_t i = 0; i < RS_COUNT_OF(tags); i++) {
    if (!strcmp(name, tags[i].name)) return tags[i].tag;
  }
  for (size_t i = 0; i < RS_COUNT_OF(styles); i++) {
    if (!strcmp(name, styles[i])) return RS_TAG_INLINE;
  }
  for (size_t i = 0; i < RS_COUNT_OF(furniture); i++) {
    if (!strcmp(name, furniture[i])) return RS_TAG_FURNITURE;
  }
  return RS_TAG_BLOCK;
}

static bool is_inline(RsTag tag) {
  return tag == RS_TAG_INLINE || tag == RS_TAG_A || tag == RS_TAG_TIME;
}

static bool hides(const char *name, const char *value) {
  static const char *const roles[] = {
    "navigation",
    "complementary",
    "banner",
    "contentinfo",
    "search",
    "menu",
    "dialog",
    "form",
    "alert",
    "alertdialog",
  };
  if (!strcmp(name, "hidden")) return true;
  if (!strcmp(name, "aria-hidden")) return !strcmp(value, "true");
  if (!strcmp(name, "style")) {
    return strstr(value, "display:none") || strstr(value, "display: none");
  }
  if (strcmp(name, "role")) return false;
  for (size_t i = 0; i < RS_COUNT_OF(roles); i++) {
    if (!strcmp(value, roles[i])) return true;
  }
  return false;
}

static void set_attribute(
  RsHtmlTree *tree, RsElementNode *element, const char *name, const char *value
) {
  static const char *const names[RS_ATTRIBUTES] = {RS_ATTRIBUTE_NAMES};
  element->is_hidden |= hides(name, value);
  for (size_t i = 0; i < RS_ATTRIBUTES; i++) {
    if (strcmp(name, names[i])) continue;
    const char *copy = rs_arena_string(&tree->arena, value, strlen(value));
    if (copy)
      element->attributes[i] = copy;
    else
      tree->has_failed = true;
  }
}

static RsElementNode *add_element(RsHtmlTree *tree) {
  RsElementNode *moved = rs_arena_grow(
    &tree->arena,
    tree->elements,
    tree->element_count,
    &tree->element_capacity,
    sizeof *tree->elements
  );
  if (!moved) return tree->has_failed = true, NULL;
  tree->elements = moved;
  RsElementNode *element = &moved[tree->element_count++];
  *element = (RsElementNode) {.parent = RS_NONE};
  for (size_t i = 0; i < RS_ATTRIBUTES; i++)
    element->attributes[i] = "";
  return element;
}

/* ------------------------------------------------------------------- blocks */

static void end_block(Building *building) {
  RsHtmlTree *tree = building->tree;
  RsBlock *block = &building->block;
  block->count = (uint32_t)tree->text.count - block->start;
  if (block->letters) {
    RsBlock *moved = rs_arena_grow(
      &tree->arena, tree->blocks, tree->block_count, &tree->block_capacity, sizeof *block
    );
    if (moved) {
      tree->blocks = moved;
      moved[tree->block_count++] = *block;
    } else
      tree->has_failed = true;
  }
  *block = (RsBlock) {.start = (uint32_t)tree->text.count};
  building->is_behind_blank = false;
}

static uint32_t owner_of(const RsHtmlTree *tree, uint32_t element) {
  while (element != RS_NONE && is_inline(tree->elements[element].tag))
    element = tree->elements[element].parent;
  return element;
}

/* Blanks, no-break ones and zero-width marks of order included: count of bytes, else 0. */
static unsigned blank_bytes(const unsigned char *at, size_t left) {
  if (*at <= ' ') return 1;
  if (left > 1 && at[0] == 0xc2 && at[1] == 0xa0) return 2;
  bool is_mark = left > 2 && at[0] == 0xef && at[1] == 0xbb && at[2] == 0xbf;
  return is_mark ? 3 : 0;
}

static void add_text(Building *building, const unsigned char *at, size_t count) {
  RsHtmlTree *tree = building->tree;
  RsBlock *block = &building->block;
  for (size_t i = 0; i < count;) {
    unsigned blanks = blank_bytes(at + i, count - i);
    if (blanks) {
      building->is_behind_blank = true;
      i += blanks;
      continue;
    }
    size_t first = i;
    while (i < count && !blank_bytes(at + i, count - i))
      i++;
    if (!block->letters) block->element = owner_of(tree, building->top);
    if (building->is_behind_blank && block->letters) rs_buffer_add_char(&tree->text, ' ');
    building->is_behind_blank = false;
    rs_buffer_add(&tree->text, at + first, i - first);
    block->letters += (uint32_t)(i - first);
    if (building->links) block->link_letters += (uint32_t)(i - first);
  }
}

/* ------------------------------------------------------------------- events */

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  Building *building = context;
  RsHtmlTree *tree = building->tree;
  RsTag tag = tag_of((const char *)name);
  if (!is_inline(tag)) end_block(building);
  RsElementNode *element = add_element(tree);
  if (!element) return;
  element->tag = tag;
  element->parent = building->top;
  for (; attributes && attributes[0]; attributes += 2) {
    const char *value = attributes[1] ? (const char *)attributes[1] : "";
    set_attribute(tree, element, (const char *)attributes[0], value);
  }
  if (is_inline(tag) && element->is_hidden) end_block(building);
  element->first_block = (uint32_t)tree->block_count;
  building->links += tag == RS_TAG_A;
  building->top = (uint32_t)tree->element_count - 1;
}

static void on_end(void *context, const xmlChar *name) {
  Building *building = context;
  RsHtmlTree *tree = building->tree;
  (void)name;
  if (tree->has_failed || building->top == RS_NONE) return;
  RsElementNode *element = &tree->elements[building->top];
  if (!is_inline(element->tag) || element->is_hidden) end_block(building);
  element->end = (uint32_t)tree->element_count;
  element->end_block = (uint32_t)tree->block_count;
  building->links -= element->tag == RS_TAG_A && building->links;
  building->top = element->parent;
}

static void on_text(void *context, const xmlChar *text, int count) {
  Building *building = context;
  if (!building->tree->has_failed && count > 0) add_text(building, text, (size_t)count);
}

static void on_fault(void *context, const char *message, ...) {
  (void)context, (void)message;
}

static void on_structured_fault(void *context, xmlErrorPtr error) {
  (void)context, (void)error;
}

/* ------------------------------------------------------------------ parsing */

static bool parse(Building *building, RsBytes html) {
  xmlSAXHandler events = {
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .warning = on_fault,
    .error = on_fault,
    .fatalError = on_fault,
    .serror = on_structured_fault,
    .initialized = 1,
  };
  htmlParserCtxtPtr parser = htmlNewParserCtxt();
  if (!parser) return false;
  *parser->sax = events;
  parser->userData = building;
  int options =
    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  htmlDocPtr page =
    htmlCtxtReadMemory(parser, html.data, (int)html.count, NULL, "UTF-8", options);
  bool has_memory = parser->errNo != XML_ERR_NO_MEMORY;
  xmlFreeDoc(page);
  htmlFreeParserCtxt(parser);
  return has_memory;
}

bool rs_html_tree_read(RsHtmlTree *tree, RsBytes html) {
  Building building = {.tree = tree, .top = RS_NONE};
  if (!html.count) return true;
  if (html.count > INT32_MAX) return false;
  bool has_memory = parse(&building, html);
  while (building.top != RS_NONE && !tree->has_failed)
    on_end(&building, NULL);
  end_block(&building);
  return has_memory && !tree->has_failed && !tree->text.failed;
}
