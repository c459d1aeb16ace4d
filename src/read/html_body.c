/* The main text of a page, by where prose stands thickest.
 *
 * A news page is nine parts menu, headlines of other articles and comments. What tells the
 * article apart: its blocks are long, end like sentences, hold few links and stand beside each
 * other in one element. So each block lends the element around it its letters, the elements
 * above that a half and a third of them (paragraphs are often wrapped one by one), and the
 * element with most is taken, with siblings that look like it (Readability's idea, Arc90 2009).
 *
 * Before that, what is furniture goes: elements such as `nav`, hidden ones, those whose class
 * says so (`related-posts`); the words for it are data (`noise`), likewise the names that
 * content systems give to the element that holds the text (`body`), which win over counting.
 * After it, blocks go that begin with `اقرأ أيضا` (`skip`) or are labels (`label`), and with a
 * heading such as `التعليقات` (`end`) the text has ended.
 *
 * Limits: one article a page. A page with eighty of a hundred letters in an element that is
 * called noise is believed to mean something else by the word. */
#include "read/html_body.h"

#include "read/day.h"

enum {
  LEAST_BLOCK = 60, /* bytes of letters; Arabic has two a letter */
  LEAST_TEXT = 110,
  SURE_BODY = 600,
  SHORT_LINE = 90,
  SHORT_BLOCK = 160,
  MOST_CUED = 360, /* a longer block that begins with a cue is a paragraph */
  LEVELS = 3
};

typedef struct {
  RsHtmlTree *tree;
  const RsWords *words;
  RsBuffer folded;  /* scratch */
  bool *is_noise;   /* of each element, its ancestors' included */
  bool *is_body;    /* of each element */
  uint32_t *bodies; /* up to each element, those that are called the text and hold it */
  double *score;    /* of each element */
  uint32_t *prose;  /* of each block, bytes */
  uint64_t *sums;   /* of prose up to each block */
  bool *is_taken;   /* of each block */
} Page;

static const RsElementNode *element_at(const Page *page, uint32_t index) {
  return &page->tree->elements[index];
}

static RsBytes folded(Page *page, RsBytes text) {
  page->folded.count = 0;
  rs_words_fold(&page->folded, text);
  return (RsBytes) {page->folded.data ? page->folded.data : "", page->folded.count};
}

/* --------------------------------------------------------- names of elements */

static bool is_small(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* `relatedPosts` and `related-posts` as `related posts`. */
static RsBytes words_of_name(Page *page, RsBytes name) {
  RsBuffer *out = &page->folded;
  out->count = 0;
  for (size_t i = 0; i < name.count; i++) {
    char c = name.data[i];
    bool is_capital = c >= 'A' && c <= 'Z';
    bool is_letter = is_capital || is_small(c);
    bool begins = is_capital && i && is_small(name.data[i - 1]);
    bool ends_word = !is_letter && out->count && out->data[out->count - 1] != ' ';
    if (begins || ends_word) rs_buffer_add_char(out, ' ');
    if (is_letter) rs_buffer_add_char(out, is_capital ? (char)(c + 32) : c);
  }
  return (RsBytes) {out->data ? out->data : "", out->count};
}

/* `has-sidebar` says that there is one elsewhere. */
static bool says_elsewhere(RsBytes words) {
  static const char *const firsts[] = {"has ", "with ", "no ", "without ", "not ", "is "};
  for (size_t i = 0; i < RS_COUNT_OF(firsts); i++) {
    size_t count = strlen(firsts[i]);
    if (words.count > count && !memcmp(words.data, firsts[i], count)) return true;
  }
  return false;
}

static bool names_noise(Page *page, RsBytes name) {
  RsBytes rest = words_of_name(page, name);
  if (says_elsewhere(rest)) return false;
  while (rest.count) {
    if (rs_words_begin(page->words, RS_PAGE_NOISE, rest)) return true;
    const char *blank = memchr(rest.data, ' ', rest.count);
    if (!blank) return false;
    rest.count -= (size_t)(blank + 1 - rest.data);
    rest.data = blank + 1;
  }
  return false;
}

static bool names_body(Page *page, RsBytes name) {
  RsBuffer *out = &page->folded;
  out->count = 0;
  for (size_t i = 0; i < name.count; i++) {
    char c = name.data[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
    if (is_small(c)) rs_buffer_add_char(out, c);
  }
  return out->count &&
         rs_words_have(page->words, RS_PAGE_BODY, (RsBytes) {out->data, out->count});
}

/* True when one of the names parted by blanks fits. */
static bool any_name(Page *page, const char *names, bool (*fits)(Page *, RsBytes)) {
  while (*names) {
    size_t count = strcspn(names, " ");
    if (count && fits(page, (RsBytes) {names, count})) return true;
    names += count + (names[count] == ' ');
  }
  return false;
}

static bool any_attribute(
  Page *page, const RsElementNode *element, bool (*fits)(Page *, RsBytes)
) {
  return any_name(page, element->attributes[RS_ATTRIBUTE_CLASS], fits) ||
         any_name(page, element->attributes[RS_ATTRIBUTE_ID], fits) ||
         any_name(page, element->attributes[RS_ATTRIBUTE_ITEMPROP], fits);
}

/* --------------------------------------------------------------- the elements */

static uint64_t prose_of(const Page *page, uint32_t first_block, uint32_t end_block) {
  return page->sums[end_block] - page->sums[first_block];
}

static bool is_frame(RsTag tag) {
  return tag == RS_TAG_BODY || tag == RS_TAG_MAIN || tag == RS_TAG_ARTICLE;
}

static bool is_named_noise(Page *page, const RsElementNode *element) {
  if (is_frame(element->tag) || !any_attribute(page, element, names_noise)) return false;
  uint64_t inside = prose_of(page, element->first_block, element->end_block);
  return inside * 10 < page->sums[page->tree->block_count] * 8;
}

/* An element that holds one which is called the text is a frame, whatever its name. */
static void count_bodies(Page *page) {
  for (uint32_t i = 0; i < page->tree->element_count; i++) {
    const RsElementNode *element = element_at(page, i);
    page->is_body[i] =
      element->tag != RS_TAG_BODY && any_attribute(page, element, names_body);
    uint64_t prose = prose_of(page, element->first_block, element->end_block);
    page->bodies[i + 1] = page->bodies[i] + (page->is_body[i] && prose >= SURE_BODY);
  }
}

static void judge_elements(Page *page) {
  count_bodies(page);
  for (uint32_t i = 0; i < page->tree->element_count; i++) {
    const RsElementNode *element = element_at(page, i);
    bool is_inside = element->parent != RS_NONE && page->is_noise[element->parent];
    bool has_body = element->end > i && page->bodies[element->end] > page->bodies[i];
    page->is_noise[i] = is_inside || element->is_hidden ||
                        element->tag == RS_TAG_FURNITURE ||
                        (!has_body && is_named_noise(page, element));
    page->is_body[i] &= !page->is_noise[i];
  }
}

/* ----------------------------------------------------------------- the blocks */

static bool ends_sentence(RsBytes text) {
  static const char *const ends[] = {
    ".",
    "!",
    "?",
    ":",
    "\"",
    "\xd8\x9f",
    "\xe2\x80\xa6",
    "\xc2\xbb",
    "\xe2\x80\x9d",
    ")",
  };
  for (size_t i = 0; i < RS_COUNT_OF(ends); i++) {
    size_t count = strlen(ends[i]);
    if (text.count >= count && !memcmp(text.data + text.count - count, ends[i], count))
      return true;
  }
  return false;
}

static uint32_t prose_of_block(const Page *page, const RsBlock *block) {
  if (block->element == RS_NONE || block->letters < LEAST_BLOCK) return 0;
  if (block->link_letters * 2 >= block->letters) return 0;
  uint32_t plain = block->letters - block->link_letters;
  bool is_short = block->letters < SHORT_BLOCK;
  return is_short && !ends_sentence(rs_block_text(page->tree, block)) ? plain / 4 : plain;
}

static void weigh_blocks(Page *page) {
  for (size_t i = 0; i < page->tree->block_count; i++) {
    page->prose[i] = prose_of_block(page, &page->tree->blocks[i]);
    page->sums[i + 1] = page->sums[i] + page->prose[i];
  }
}

/* The element that holds a block beside its like. */
static uint32_t holder_of(const Page *page, const RsBlock *block) {
  const RsElementNode *element = element_at(page, block->element);
  bool is_paragraph = element->tag >= RS_TAG_P && element->tag <= RS_TAG_ITEM;
  bool is_wrapped = is_paragraph || element->tag == RS_TAG_QUOTE;
  return is_wrapped && element->parent != RS_NONE ? element->parent : block->element;
}

static bool is_noise_block(const Page *page, const RsBlock *block) {
  return block->element == RS_NONE || page->is_noise[block->element];
}

static void score_elements(Page *page) {
  for (size_t i = 0; i < page->tree->block_count; i++) {
    const RsBlock *block = &page->tree->blocks[i];
    if (!page->prose[i] || is_noise_block(page, block)) {
      page->prose[i] = 0;
    } else {
      uint32_t element = holder_of(page, block);
      for (unsigned k = 1; k <= LEVELS && element != RS_NONE; k++) {
        page->score[element] += (double)page->prose[i] / k;
        element = element_at(page, element)->parent;
      }
    }
    page->sums[i + 1] = page->sums[i] + page->prose[i];
  }
}

/* ---------------------------------------------------------------- the choice */

static uint32_t best_element(const Page *page) {
  uint32_t best = RS_NONE;
  double most = 0;
  for (uint32_t i = 0; i < page->tree->element_count; i++) {
    if (page->score[i] <= most || page->is_noise[i]) continue;
    best = i, most = page->score[i];
  }
  return best;
}

/* The element that the page itself calls the text: around the best one, or the fullest that
 * holds a third as much as that or some sentences. */
static uint32_t named_body(const Page *page, uint32_t best) {
  for (uint32_t at = best; at != RS_NONE; at = element_at(page, at)->parent) {
    if (page->is_body[at]) return at;
  }
  const RsElementNode *chosen = element_at(page, best);
  uint64_t most = prose_of(page, chosen->first_block, chosen->end_block) / 3;
  if (most > SURE_BODY) most = SURE_BODY;
  uint32_t found = RS_NONE;
  for (uint32_t i = 0; i < page->tree->element_count; i++) {
    const RsElementNode *element = element_at(page, i);
    uint64_t prose = prose_of(page, element->first_block, element->end_block);
    if (page->is_body[i] && prose > most) found = i, most = prose;
  }
  return found;
}

static void take(Page *page, const RsElementNode *element) {
  for (uint32_t b = element->first_block; b < element->end_block; b++)
    page->is_taken[b] = true;
}

static bool is_like_text(const Page *page, const RsElementNode *element) {
  uint64_t prose = prose_of(page, element->first_block, element->end_block), letters = 0;
  for (uint32_t b = element->first_block; b < element->end_block; b++) {
    const RsBlock *block = &page->tree->blocks[b];
    if (!is_noise_block(page, block)) letters += block->letters;
  }
  return prose * 4 >= letters * 3 && prose;
}

/* The blocks of `element` itself and the children that look like text. */
static void take_likes(Page *page, uint32_t index) {
  const RsElementNode *element = element_at(page, index);
  for (uint32_t b = element->first_block; b < element->end_block; b++) {
    bool is_own = page->tree->blocks[b].element == index;
    if (is_own && page->prose[b]) page->is_taken[b] = true;
  }
  for (uint32_t i = index + 1, next; i < element->end; i = next) {
    const RsElementNode *child = element_at(page, i);
    next = child->end > i ? child->end : i + 1;
    if (!page->is_noise[i] && is_like_text(page, child)) take(page, child);
  }
}

static void choose(Page *page) {
  uint32_t best = best_element(page);
  if (best == RS_NONE) return;
  uint32_t named = named_body(page, best);
  if (named != RS_NONE) {
    take(page, element_at(page, named));
    return;
  }
  take(page, element_at(page, best));
  for (unsigned level = 1; level < LEVELS; level++) {
    if (is_frame(element_at(page, best)->tag)) return;
    best = element_at(page, best)->parent;
    if (best == RS_NONE || element_at(page, best)->tag == RS_TAG_BODY) return;
    take_likes(page, best);
  }
}

/* --------------------------------------------------------------- what is left */

/* What a pass over the taken blocks remembers. */
typedef struct {
  RsBuffer title, outlet; /* folded */
  RsBuffer day;           /* scratch */
  bool has_text, has_ended;
  bool is_in_list; /* behind a heading such as `اقرأ أيضا`, until prose comes */
} Pass;

static bool is_equal(const RsBuffer *name, RsBytes text) {
  return text.count && text.count == name->count &&
         !memcmp(text.data, name->data, text.count);
}

/* `الثلاثاء 5 مارس 2024 - 14:20` on a line of its own. */
static bool is_dateline(const Page *page, Pass *pass, const RsBlock *block) {
  RsBytes text = rs_block_text(page->tree, block);
  return block->letters < SHORT_LINE && !ends_sentence(text) &&
         rs_day_find(text, page->words, &pass->day);
}

/* False for a block that is no part of the text. */
static bool belongs(Page *page, Pass *pass, size_t index) {
  const RsBlock *block = &page->tree->blocks[index];
  RsBytes text = folded(page, rs_block_text(page->tree, block));
  RsTag tag = element_at(page, block->element)->tag;
  bool is_short = block->letters < MOST_CUED;
  if (is_equal(&pass->title, text) || is_equal(&pass->outlet, text)) return false;
  if (is_dateline(page, pass, block)) return false;
  if (is_short && rs_words_have(page->words, RS_PAGE_END, text)) {
    pass->has_ended = pass->has_text;
    return false;
  }
  const RsPageCue *cue = is_short ? rs_words_begin(page->words, RS_PAGE_SKIP, text) : NULL;
  if (cue) {
    pass->is_in_list = text.count <= cue->form.count + 6;
    return false;
  }
  if (block->letters < SHORT_BLOCK && rs_words_begin(page->words, RS_PAGE_LABEL, text)) {
    return false;
  }
  bool is_linked = block->link_letters * 2 >= block->letters;
  bool is_heading = tag == RS_TAG_HEADING || tag == RS_TAG_HEADLINE;
  if (pass->is_in_list && (is_linked || (tag == RS_TAG_ITEM && !page->prose[index])))
    return false;
  if (is_linked) return false;
  if (page->prose[index]) pass->is_in_list = false;
  return !is_heading || !pass->is_in_list;
}

static bool has_enough(const Page *page) {
  uint64_t prose = 0;
  for (size_t i = 0; i < page->tree->block_count; i++)
    prose += page->is_taken[i] ? page->prose[i] : 0;
  return prose >= LEAST_TEXT;
}

static void write_text(Page *page, RsArticle *article) {
  Pass pass = {0};
  RsBuffer *text = &article->text;
  size_t first = text->count;
  rs_words_fold(&pass.title, (RsBytes) {article->title.data, article->title.count});
  rs_words_fold(&pass.outlet, (RsBytes) {article->outlet.data, article->outlet.count});
  for (size_t i = 0; i < page->tree->block_count && !pass.has_ended; i++) {
    const RsBlock *block = &page->tree->blocks[i];
    if (!page->is_taken[i] || is_noise_block(page, block)) continue;
    if (!belongs(page, &pass, i)) continue;
    RsBytes bytes = rs_block_text(page->tree, block);
    if (text->count > first) rs_buffer_add_char(text, '\n');
    rs_buffer_add(text, bytes.data, bytes.count);
    pass.has_text |= page->prose[i] > 0;
  }
  if (!pass.has_text) text->count = first;
  text->failed |= pass.title.failed || pass.outlet.failed || pass.day.failed;
  rs_buffer_release(&pass.title);
  rs_buffer_release(&pass.outlet);
  rs_buffer_release(&pass.day);
}

static bool allocate(Page *page) {
  RsArena *arena = &page->tree->arena;
  size_t elements = page->tree->element_count + 1, blocks = page->tree->block_count + 1;
  page->is_noise = rs_arena_array(arena, elements, sizeof *page->is_noise);
  page->is_body = rs_arena_array(arena, elements, sizeof *page->is_body);
  page->bodies = rs_arena_array(arena, elements + 1, sizeof *page->bodies);
  page->score = rs_arena_array(arena, elements, sizeof *page->score);
  page->prose = rs_arena_array(arena, blocks, sizeof *page->prose);
  page->sums = rs_arena_array(arena, blocks + 1, sizeof *page->sums);
  page->is_taken = rs_arena_array(arena, blocks, sizeof *page->is_taken);
  return page->is_noise && page->is_body && page->bodies && page->score && page->prose &&
         page->sums && page->is_taken;
}

bool rs_html_body(RsArticle *article, RsHtmlTree *tree, const RsWords *words) {
  Page page = {.tree = tree, .words = words};
  if (!allocate(&page)) return false;
  weigh_blocks(&page);
  judge_elements(&page);
  score_elements(&page);
  choose(&page);
  if (has_enough(&page)) write_text(&page, article);
  bool has_memory = !page.folded.failed && !article->text.failed;
  rs_buffer_release(&page.folded);
  return has_memory;
}
