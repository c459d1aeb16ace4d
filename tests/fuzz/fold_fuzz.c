/* Any bytes as letters, tokens, search words: every offset lies in the text, in order. */
#include "store/query.h"
#include "text/skeleton.h"
#include "token/token.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const RsText *text) {
  for (uint32_t i = 0; i < text->letter_count; i++) {
    if (text->letters[i] == RS_LETTER_DROPPED || text->letters[i] >= RS_LETTER_CODES)
      abort();
    if (text->at_byte[i] > text->at_byte[i + 1]) abort();
    if (text->at_point[i] > text->at_point[i + 1]) abort();
    uint8_t folded = rs_fold_letter(text->letters[i]);
    if (folded != rs_fold_letter(folded)) abort();
  }
  if (text->at_byte[text->letter_count] > text->byte_count) abort();
  RasidSpan all = rs_text_points(text, 0, text->letter_count);
  if (all.start > all.end || all.end > text->point_count) abort();
}

/* Blanks, and the marks of a hashtag, which stand before an Arabic letter. */
static bool is_apart(const RsText *text, uint32_t at) {
  uint8_t letter = text->letters[at];
  bool is_mark = letter == '#' || letter == '_';
  return letter == ' ' || letter == '\n' ||
         (is_mark && at + 1 < text->letter_count &&
          rs_letter_is_arabic(text->letters[at + 1]));
}

/* Tokens hold each letter that parts no words once; sentences hold each token once. */
static void check_tokens(const RsTokens *tokens, const RsText *text) {
  uint32_t at = 0, next = 0;
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    const RsToken *token = &tokens->tokens[i];
    for (; at < token->start; at++) {
      if (!is_apart(text, at)) abort();
    }
    if (token->start >= token->end || token->end > text->letter_count) abort();
    if (token->sentence >= tokens->sentence_count) abort();
    at = token->end;
  }
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    const RsSentence *sentence = &tokens->sentences[i];
    if (sentence->first != next || sentence->last <= next) abort();
    if (sentence->last - sentence->first > RS_SENTENCE_TOKENS) abort();
    next = sentence->last;
  }
  if (next != tokens->token_count) abort();
}

/* What letters are written as is read as the same letters. */
static void check_writing(const RsText *text) {
  RsBuffer written = {0}, again = {0};
  RsConsonants consonants = {0};
  for (uint32_t i = 0; i < text->letter_count; i++) {
    if (!rs_letter_is_arabic(text->letters[i]) || text->letters[i] == RS_LETTER_OTHER_ARABIC)
      continue;
    rs_buffer_clear(&written), rs_buffer_clear(&again);
    rs_letters_to_utf8(&written, text->letters + i, 1);
    rs_letters_append(&again, written.data, written.count);
    if (again.count != 1 || (uint8_t)again.data[0] != text->letters[i]) abort();
  }
  rs_consonants_add(&consonants, text->letters, text->letter_count);
  if (consonants.count > RS_SKELETON_LETTERS) abort();
  rs_consonants_key(&consonants);
  rs_buffer_release(&written), rs_buffer_release(&again);
}

static void check_search(const RsWordList *list, size_t bytes) {
  uint32_t at = 0;
  for (size_t i = 0; i < list->count; i++) {
    const RsSearchWord *word = &list->words[i];
    if (word->byte < at || word->byte >= word->byte_end || word->byte_end > bytes) abort();
    if (word->at + word->count > list->folded.count || !word->count) abort();
    at = word->byte; /* one ligature can be several words */
  }
}

/* The bytes up to a NUL as what somebody looks for in all of them. */
static void check_query(const char *text, const RsWordList *list) {
  RsQuery query;
  size_t first, last;
  if (rs_query_read(&query, text, NULL)) {
    for (RsDialect dialect = 0; dialect < RS_DIALECTS; dialect++) {
      RsBuffer out = {0};
      rs_query_write(&query, dialect, &out);
      if (!out.count || out.data[out.count - 1]) abort();
      rs_buffer_release(&out);
    }
    if (rs_query_match(&query, list, &first, &last) && (first > last || last >= list->count))
      abort();
  }
  rs_query_release(&query);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  RsArena arena = {0};
  RsText text;
  RsTokens tokens;
  RsWordList list = {0};
  char *string = calloc(1, size + 1);
  if (string && size) memcpy(string, data, size);
  if (string && rs_text_read(&text, &arena, string, size)) {
    check_text(&text);
    check_writing(&text);
    if (rs_tokens_split(&tokens, &arena, &text)) check_tokens(&tokens, &text);
    if (rs_search_split(&list, &arena, string, size)) check_search(&list, size);
    check_query(string, &list);
  }
  rs_buffer_release(&list.folded);
  rs_arena_release(&arena);
  free(string);
  return 0;
}
