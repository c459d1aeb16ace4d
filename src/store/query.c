/* Queries.
 *
 *   القاهرة               the word, with what Arabic writes onto it: والقاهرة, بالقاهرة, للقاهرة
 *   "القاهرة الجديدة"     these words one behind the other, just as they are
 *   صاروخ*                words that begin so: صاروخية, صاروخين
 *   وزير الخارجية         both words, wherever they stand
 *
 * Words are folded (words.c), so it does not matter how they are spelt, here or in the text.
 * What somebody types is never handed to the database: it is taken apart into words, which are
 * letters and digits only, and a query in the database's own language is made of them. `NEAR(`,
 * `*` or a quote that is not closed are words or nothing.
 *
 * Conjunctions, prepositions and the particle of comparison are one letter each and are written
 * onto the word; in front of the article ل takes its alef away (للقاهرة). What is written onto
 * the end of a word (`حكومتهم`) is not looked for: `حكومت*` finds it. */
#include "store/query.h"

#include "text/letters.h"

static const uint8_t proclitics[RS_QUERY_SHAPES][3] = {
  {0},
  {RS_LETTER_WAW, 0},
  {RS_LETTER_FEH, 0},
  {RS_LETTER_BEH, 0},
  {RS_LETTER_LAM, 0},
  {RS_LETTER_KAF, 0},
  {RS_LETTER_WAW, RS_LETTER_BEH, 0},
  {RS_LETTER_WAW, RS_LETTER_LAM, 0},
  {RS_LETTER_WAW, RS_LETTER_KAF, 0},
  {RS_LETTER_FEH, RS_LETTER_BEH, 0},
  {RS_LETTER_FEH, RS_LETTER_LAM, 0},
  {RS_LETTER_FEH, RS_LETTER_KAF, 0},
};

enum {
  LETTER_BYTES = 2 /* of an Arabic letter in UTF-8 */
};

static bool has_article(RsBytes word) {
  static const uint8_t letters[] = {RS_LETTER_ALEF, RS_LETTER_LAM};
  RsBuffer article = {0};
  rs_letters_to_utf8(&article, letters, sizeof letters);
  bool has = word.count > article.count + LETTER_BYTES && article.count &&
             !memcmp(word.data, article.data, article.count);
  rs_buffer_release(&article);
  return has;
}

/* The first word of a term in all its shapes. */
static void make_shapes(RsQueryTerm *term, size_t count) {
  RsBytes word = rs_search_word(&term->list, 0);
  bool is_definite = has_article(word);
  size_t starts[RS_QUERY_SHAPES + 1] = {0};
  for (size_t i = 0; i < count; i++) {
    size_t letters = strlen((const char *)proclitics[i]);
    bool takes_alef = is_definite && letters && proclitics[i][letters - 1] == RS_LETTER_LAM;
    size_t skipped = takes_alef ? LETTER_BYTES : 0;
    rs_letters_to_utf8(&term->shapes, proclitics[i], letters);
    rs_buffer_add(&term->shapes, word.data + skipped, word.count - skipped);
    starts[i + 1] = term->shapes.count;
  }
  if (term->shapes.failed) return;
  for (size_t i = 0; i < count; i++)
    term->shape[i] = (RsBytes) {term->shapes.data + starts[i], starts[i + 1] - starts[i]};
  term->shape_count = count;
}

/* One piece of the query: what stands between quotes or blanks. */
static bool add_piece(
  RsQuery *query, const char *text, size_t bytes, bool is_literal, RasidError *error
) {
  if (query->count == RS_QUERY_TERMS) {
    return rs_error_set(
      error, RASID_ERROR_ARGUMENT, 0, "more than %d words to look for", RS_QUERY_TERMS
    );
  }
  RsQueryTerm *term = &query->terms[query->count++];
  *term = (RsQueryTerm) {.is_prefix = bytes && text[bytes - 1] == '*'};
  if (!rs_search_split(&term->list, &query->arena, text, bytes)) return rs_no_memory(error);
  if (!term->list.count) {
    rs_buffer_release(&term->list.folded);
    query->count--;
    return true;
  }
  make_shapes(term, is_literal ? 1 : RS_QUERY_SHAPES);
  return term->shape_count || rs_no_memory(error);
}

bool rs_query_read(RsQuery *query, const char *text, RasidError *error) {
  *query = (RsQuery) {0};
  for (const char *at = text; *at;) {
    bool is_literal = *at == '"';
    if (is_literal) at++;
    size_t bytes = strcspn(at, is_literal ? "\"" : "\" \t\r\n");
    size_t star = is_literal && at[bytes] == '"' && at[bytes + 1] == '*';
    if (bytes && !add_piece(query, at, bytes, is_literal, error)) return false;
    if (star && bytes && query->count) query->terms[query->count - 1].is_prefix = true;
    at += bytes;
    if (is_literal ? *at == '"' : *at && *at != '"') at++;
    at += star;
  }
  return query->count ||
         rs_error_set(error, RASID_ERROR_ARGUMENT, 0, "there is no word to look for");
}

void rs_query_release(RsQuery *query) {
  for (size_t i = 0; i < query->count; i++) {
    rs_buffer_release(&query->terms[i].list.folded);
    rs_buffer_release(&query->terms[i].shapes);
  }
  rs_arena_release(&query->arena);
}

/* ------------------------------------------------------------------- writing */

/* `"a b" *` or `'a' <-> 'b':*`. */
static void write_phrase(
  const RsQueryTerm *term, size_t shape, RsDialect dialect, RsBuffer *out
) {
  bool is_sqlite = dialect == RS_SQLITE;
  const char *quote = is_sqlite ? "\"" : "'";
  rs_buffer_add_text(out, quote);
  for (size_t i = 0; i < term->list.count; i++) {
    RsBytes word = i ? rs_search_word(&term->list, i) : term->shape[shape];
    if (i) rs_buffer_add_text(out, is_sqlite ? " " : "' <-> '");
    rs_buffer_add(out, word.data, word.count);
  }
  rs_buffer_add_text(out, quote);
  if (term->is_prefix) rs_buffer_add_text(out, is_sqlite ? " *" : ":*");
}

void rs_query_write(const RsQuery *query, RsDialect dialect, RsBuffer *out) {
  bool is_sqlite = dialect == RS_SQLITE;
  for (size_t i = 0; i < query->count; i++) {
    const RsQueryTerm *term = &query->terms[i];
    if (i) rs_buffer_add_text(out, is_sqlite ? " AND " : " & ");
    rs_buffer_add_char(out, '(');
    for (size_t k = 0; k < term->shape_count; k++) {
      if (k) rs_buffer_add_text(out, is_sqlite ? " OR " : " | ");
      if (!is_sqlite) rs_buffer_add_char(out, '(');
      write_phrase(term, k, dialect, out);
      if (!is_sqlite) rs_buffer_add_char(out, ')');
    }
    rs_buffer_add_char(out, ')');
  }
  rs_buffer_add_char(out, '\0');
}

/* ------------------------------------------------------------------ matching */

static bool is_word(RsBytes word, RsBytes wanted, bool is_prefix) {
  bool is_long_enough = is_prefix ? word.count >= wanted.count : word.count == wanted.count;
  return is_long_enough && !memcmp(word.data, wanted.data, wanted.count);
}

static bool matches_at(const RsQueryTerm *term, const RsWordList *text, size_t at) {
  size_t count = term->list.count;
  if (at + count > text->count) return false;
  bool is_first = false;
  for (size_t i = 0; i < term->shape_count && !is_first; i++) {
    bool goes_on = term->is_prefix && count == 1;
    is_first = is_word(rs_search_word(text, at), term->shape[i], goes_on);
  }
  for (size_t i = 1; is_first && i < count; i++) {
    bool goes_on = term->is_prefix && i + 1 == count;
    RsBytes wanted = rs_search_word(&term->list, i);
    if (!is_word(rs_search_word(text, at + i), wanted, goes_on)) return false;
  }
  return is_first;
}

bool rs_query_match(
  const RsQuery *query, const RsWordList *text, size_t *first, size_t *last
) {
  for (size_t at = 0; at < text->count; at++) {
    for (size_t i = 0; i < query->count; i++) {
      if (!matches_at(&query->terms[i], text, at)) continue;
      *first = at;
      *last = at + query->terms[i].list.count - 1;
      return true;
    }
  }
  return false;
}
