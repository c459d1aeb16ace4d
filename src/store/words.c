/* Words for the index.
 *
 * A database's own tokenizer does not know that `إسرائيل`, `اسرائيل` and `إسرائيـــل` are one
 * word, that `قُتِلَ` is `قتل`, or that `ﻻ` is two letters. So texts are folded before they are
 * indexed, as the dictionaries are (text/letters.h): no vowel marks, tatweel and bidi controls,
 * one alef, ى as ي, ة as ه, Persian letters and presentation forms as plain ones, every digit
 * as ASCII. What is left is letters and digits parted by blanks, which any tokenizer takes as
 * it is. Queries are folded in the same way, so the two meet.
 *
 * Letters of other scripts are kept, made small. A word is cut behind 64 letters.
 *
 * SQLite's index keeps no copy of the words: to take a document out one has to tell it the
 * words again, which are made of the stored text. PostgreSQL takes at most 16383 positions and
 * a megabyte of words at a time; a text is indexed in parts of some thousand words, and a
 * phrase that lies across two parts is not found. */
#include "store/words.h"

#include "text/letters.h"

#include <utf8proc.h>

enum {
  WORD_LETTERS = 64,
  PART_WORDS = 8000
};

/* Appends what a letter looks like in the index; false when it parts words. */
static bool add_letter(RsBuffer *folded, uint8_t letter, uint32_t point) {
  if (letter == RS_LETTER_FOREIGN || letter == RS_LETTER_OTHER_ARABIC) {
    utf8proc_uint8_t bytes[4];
    utf8proc_int32_t small = utf8proc_tolower((utf8proc_int32_t)point);
    utf8proc_ssize_t used = utf8proc_encode_char(small, bytes);
    rs_buffer_add(folded, bytes, (size_t)used);
    return true;
  }
  uint8_t fold = rs_fold_letter(letter);
  bool is_word =
    rs_letter_is_arabic(fold) || rs_letter_is_digit(fold) || (fold >= 'a' && fold <= 'z');
  if (is_word) rs_letters_to_utf8(folded, &fold, 1);
  return is_word;
}

typedef struct {
  RsWordList *list;
  RsArena *arena;
  unsigned letters; /* of the word at hand; 0: there is none */
} Splitter;

static bool begin_word(Splitter *splitter, uint32_t point, size_t byte) {
  RsWordList *list = splitter->list;
  if (list->folded.count) rs_buffer_add_char(&list->folded, ' ');
  list->words = rs_arena_grow(
    splitter->arena, list->words, list->count, &list->capacity, sizeof *list->words
  );
  if (!list->words) return false;
  list->words[list->count++] = (RsSearchWord) {
    .at = (uint32_t)list->folded.count,
    .start = point,
    .byte = (uint32_t)byte,
  };
  return true;
}

/* The letters of one code point that stands at `byte`, `used` bytes long. */
static bool add_point(
  Splitter *splitter, uint32_t value, uint32_t point, size_t byte, unsigned used
) {
  RsWordList *list = splitter->list;
  uint8_t letters[RS_LETTERS_PER_POINT];
  unsigned mark;
  unsigned count = rs_letters_of_point(value, letters, &mark);
  for (unsigned i = 0; i < count; i++) {
    size_t before = list->folded.count;
    if (!splitter->letters && !begin_word(splitter, point, byte)) return false;
    size_t begin = list->folded.count;
    if (!add_letter(&list->folded, letters[i], value)) {
      if (!splitter->letters) list->count--;
      list->folded.count = before;
      splitter->letters = 0;
      continue;
    }
    if (++splitter->letters > WORD_LETTERS) list->folded.count = begin;
    RsSearchWord *word = &list->words[list->count - 1];
    word->count = (uint32_t)list->folded.count - word->at;
    word->end = point + 1;
    word->byte_end = (uint32_t)(byte + used);
  }
  return true;
}

bool rs_search_split(RsWordList *list, RsArena *arena, const char *text, size_t bytes) {
  Splitter splitter = {.list = list, .arena = arena};
  const unsigned char *at = (const unsigned char *)text;
  uint32_t point = 0;
  *list = (RsWordList) {0};
  for (size_t i = 0; i < bytes; point++) {
    uint32_t value;
    unsigned used = rs_utf8_decode(at + i, bytes - i, &value);
    if (!add_point(&splitter, value, point, i, used)) return false;
    i += used;
  }
  return !list->folded.failed;
}

/* ---------------------------------------------------------------- the index */

static bool add_whole(
  RsBackend *backend, RsSql which, int64_t number, const RsWordList *list, RasidError *error
) {
  RsValues values = {.count = 0};
  rs_values_integer(&values, number);
  rs_values_bytes(&values, (RsBytes) {list->folded.data, list->folded.count});
  return rs_run(backend, which, &values, error);
}

/* `'word':1 'word2':2`, the words of one part with their positions. */
static void write_part(RsBuffer *out, const RsWordList *list, size_t first, size_t count) {
  rs_buffer_clear(out);
  for (size_t i = 0; i < count; i++) {
    RsBytes word = rs_search_word(list, first + i);
    rs_buffer_add_char(out, '\'');
    rs_buffer_add(out, word.data, word.count);
    rs_buffer_format(out, "':%zu ", i + 1);
  }
}

static bool add_parts(
  RsBackend *backend, int64_t number, const RsWordList *list, RasidError *error
) {
  RsBuffer part = {0};
  bool is_added = true;
  for (size_t first = 0; is_added && first < list->count; first += PART_WORDS) {
    size_t left = list->count - first;
    write_part(&part, list, first, left < PART_WORDS ? left : PART_WORDS);
    RsValues values = {.count = 0};
    rs_values_integer(&values, number);
    rs_values_integer(&values, (int64_t)(first / PART_WORDS));
    rs_values_bytes(&values, (RsBytes) {part.data, part.count});
    is_added =
      part.failed ? rs_no_memory(error) : rs_run(backend, RS_SQL_ADD_WORDS, &values, error);
  }
  rs_buffer_release(&part);
  return is_added;
}

bool rs_index_add(
  RsBackend *backend, int64_t number, const char *text, size_t bytes, RasidError *error
) {
  RsWordList list;
  RsArena arena = {0};
  bool is_added = rs_search_split(&list, &arena, text, bytes) || rs_no_memory(error);
  if (is_added && backend->dialect == RS_SQLITE)
    is_added = add_whole(backend, RS_SQL_ADD_WORDS, number, &list, error);
  else if (is_added)
    is_added = add_parts(backend, number, &list, error);
  rs_buffer_release(&list.folded);
  rs_arena_release(&arena);
  return is_added;
}

static bool drop(RsBackend *backend, int64_t number, RsBytes text, RasidError *error) {
  RsWordList list;
  RsArena arena = {0};
  RsValues values = {.count = 0};
  rs_values_integer(&values, number);
  if (backend->dialect == RS_POSTGRES)
    return rs_run(backend, RS_SQL_DROP_WORDS, &values, error);
  bool is_dropped =
    rs_search_split(&list, &arena, text.data, text.count) || rs_no_memory(error);
  is_dropped = is_dropped && add_whole(backend, RS_SQL_DROP_WORDS, number, &list, error);
  rs_buffer_release(&list.folded);
  rs_arena_release(&arena);
  return is_dropped;
}

/* The words of the stored text go, unless it is `text`. */
typedef struct {
  RsBackend *backend;
  int64_t number;
  RsBytes text;
  bool is_same;
} Change;

static bool compare(void *context, const RsRow *row, RasidError *error) {
  Change *change = context;
  RsBytes old = rs_cell(row, 0).text, new = change->text;
  change->is_same = old.count == new.count && !memcmp(old.data, new.data, new.count);
  return change->is_same || drop(change->backend, change->number, old, error);
}

bool rs_index_change(
  RsBackend *backend, int64_t number, const char *text, size_t bytes, RasidError *error
) {
  Change change = {.backend = backend, .number = number, .text = {text, bytes}};
  RsValues values = {.count = 0};
  rs_values_integer(&values, number);
  return rs_rows(backend, RS_SQL_TEXT, &values, compare, &change, error) &&
         (change.is_same || rs_index_add(backend, number, text, bytes, error));
}
