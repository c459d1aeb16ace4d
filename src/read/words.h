/* The words that pages, not articles, are made of: `data/pages/cues.tsv` and the months. */
#ifndef RASID_READ_WORDS_H
#define RASID_READ_WORDS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "knowledge/knowledge.h"

typedef enum {
  RS_PAGE_SKIP,  /* a block that begins so is no part of the text: اقرأ أيضا */
  RS_PAGE_END,   /* a heading behind which the text has ended: التعليقات */
  RS_PAGE_LABEL, /* a short block that begins so is furniture: تاريخ النشر */
  RS_PAGE_NOISE, /* a word of the class or id of an element that holds no text: sidebar */
  RS_PAGE_BODY,  /* the class or id, joined, of the element that holds it: articlebody */
  RS_PAGE_MONTH, /* a month; `value` is its number */
  RS_PAGE_KINDS
} RsPageCueKind;

typedef struct {
  RsPageCueKind kind;
  uint32_t value;
  RsBytes form; /* folded letters, words parted by one blank */
} RsPageCue;

/* A zeroed one is empty: nothing is known. */
typedef struct {
  RsArena arena;
  RsPageCue *cues;
  size_t count, capacity;
} RsWords;

/* Reads the cues that `knowledge` (may be NULL) was made from. False without memory. */
bool rs_words_load(RsWords *words, const RasidKnowledge *knowledge);
void rs_words_release(RsWords *words);

/* Appends the folded letters of `text`: words and numbers, parted by one blank each. */
void rs_words_fold(RsBuffer *folded, RsBytes text);

/* The longest cue of `kind` with which the folded `text` begins, as whole words; or NULL. */
const RsPageCue *rs_words_begin(const RsWords *words, RsPageCueKind kind, RsBytes text);

/* True when a cue of `kind` is `text`. */
bool rs_words_have(const RsWords *words, RsPageCueKind kind, RsBytes text);

#endif
