/* The words of a text, folded, for the index and for queries. */
#ifndef RASID_STORE_WORDS_H
#define RASID_STORE_WORDS_H

#include "store/backend.h"

/* A word of a text: folded UTF-8 in `RsWordList.folded`, and where it stands. */
typedef struct {
  uint32_t at, count;      /* bytes in `folded` */
  uint32_t start, end;     /* code points of the text */
  uint32_t byte, byte_end; /* bytes of the text */
} RsSearchWord;

typedef struct {
  RsBuffer folded;
  RsSearchWord *words; /* in the arena */
  size_t count, capacity;
} RsWordList;

/* Splits and folds UTF-8. False without memory. Release `list->folded`. */
bool rs_search_split(RsWordList *list, RsArena *arena, const char *text, size_t bytes);

static inline RsBytes rs_search_word(const RsWordList *list, size_t index) {
  const RsSearchWord *word = &list->words[index];
  return (RsBytes) {list->folded.data + word->at, word->count};
}

/* The index: the words of a document's text go in; those of the text that is stored are
 * exchanged for those of `text`, before the document's row is. */
bool rs_index_add(
  RsBackend *backend, int64_t number, const char *text, size_t bytes, RasidError *error
);
bool rs_index_change(
  RsBackend *backend, int64_t number, const char *text, size_t bytes, RasidError *error
);

#endif
