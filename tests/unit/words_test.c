/* Words of the index, queries made of them, and the keys by which documents are known again. */
#include "store/query.h"
#include "store/write.h"
#include "test.h"

/* The folded words of a text, joined by blanks; "" on failure. */
static const char *folded(const char *text) {
  static char out[1024];
  RsWordList list;
  RsArena arena = {0};
  bool is_split = rs_search_split(&list, &arena, text, strlen(text));
  snprintf(
    out, sizeof out, "%.*s", is_split ? (int)list.folded.count : 0, list.folded.data
  );
  rs_buffer_release(&list.folded);
  rs_arena_release(&arena);
  return out;
}

static bool folds(const char *text, const char *wanted) {
  const char *seen = folded(text);
  if (!strcmp(seen, wanted)) return true;
  printf("%s: %s\n", text, seen);
  return false;
}

static void test_folding(TestCount *t) {
  CHECK(t, folds("إسرائيـــل", "اسراييل"));
  CHECK(t, folds("القاهرة، مدينةٌ كُبرى", "القاهره مدينه كبري"));
  CHECK(t, folds("مؤتمر ٢٠٢٤–2025", "موتمر 2024 2025"));
  CHECK(t, folds("\u200fهناک\u200f", "هناك"));
  CHECK(t, folds("ﻻجئ", "لاجي"));
  CHECK(t, folds("«Café» NATO-2", "café nato 2"));
  CHECK(t, folds("", "") && folds(" \n .؟! ", ""));
  CHECK(t, folds("قال\xff\xfeثم", "قال ثم"));
}

static void test_origins(TestCount *t) {
  static const char text[] = "في عَمّان.";
  RsWordList list;
  RsArena arena = {0};
  CHECK(t, rs_search_split(&list, &arena, text, sizeof text - 1) && list.count == 2);
  CHECK(t, list.words[1].start == 3 && list.words[1].end == 9);
  RsBytes word = {text + list.words[1].byte, list.words[1].byte_end - list.words[1].byte};
  CHECK(t, word.count == strlen("عَمّان") && !memcmp(word.data, "عَمّان", word.count));
  rs_buffer_release(&list.folded);
  char longest[600];
  memset(longest, 'a', sizeof longest);
  CHECK(t, rs_search_split(&list, &arena, longest, sizeof longest) && list.count == 1);
  CHECK(t, rs_search_word(&list, 0).count == 64);
  rs_buffer_release(&list.folded);
  rs_arena_release(&arena);
}

static bool writes(const char *query, RsDialect dialect, const char *wanted) {
  RsQuery read;
  RsBuffer out = {0};
  bool is_read = rs_query_read(&read, query, NULL);
  if (is_read) rs_query_write(&read, dialect, &out);
  bool is_right = is_read && out.data && !strcmp(out.data, wanted);
  if (!is_right) printf("%s: %s\n", query, is_read ? out.data : "not read");
  rs_query_release(&read);
  rs_buffer_release(&out);
  return is_right;
}

static void test_queries(TestCount *t) {
  CHECK(t, writes("\"الأمم المتحدة\"", RS_SQLITE, "(\"الامم المتحده\")"));
  CHECK(t, writes("\"الأمم المتحدة\"*", RS_POSTGRES, "(('الامم' <-> 'المتحده':*))"));
  CHECK(t, writes("\"a\" \"b\"", RS_SQLITE, "(\"a\") AND (\"b\")"));
  CHECK(t, writes("\"a", RS_SQLITE, "(\"a\")"));
  CHECK(t, writes("\"it's\"", RS_POSTGRES, "(('it' <-> 's'))"));
  RsQuery query;
  RasidError error = {0};
  CHECK(t, rs_query_read(&query, "القدس", NULL) && query.terms[0].shape_count > 1);
  RsBuffer out = {0};
  rs_query_write(&query, RS_SQLITE, &out);
  CHECK(t, out.data && strstr(out.data, "\"والقدس\"") && strstr(out.data, "\"وللقدس\""));
  CHECK(t, out.data && !strstr(out.data, "لالقدس"));
  rs_buffer_release(&out);
  rs_query_release(&query);
  CHECK(
    t, !rs_query_read(&query, " ** \"\" ", &error) && error.code == RASID_ERROR_ARGUMENT
  );
  rs_query_release(&query);
  char many[RS_QUERY_TERMS * 2 + 3];
  for (size_t i = 0; i + 1 < sizeof many; i++)
    many[i] = i % 2 ? ' ' : 'a';
  many[sizeof many - 1] = '\0';
  CHECK(t, !rs_query_read(&query, many, &error) && error.code == RASID_ERROR_ARGUMENT);
  rs_query_release(&query);
}

static int64_t address(const char *url) {
  bool names_article;
  return rs_address_key(url, &names_article);
}

static bool is_article(const char *url) {
  bool names_article;
  rs_address_key(url, &names_article);
  return names_article;
}

static void test_keys(TestCount *t) {
  CHECK(t, address("http://www.Example.org/a/") == address("https://example.org/a#top"));
  CHECK(t, address("https://example.org/a") != address("https://example.org/A"));
  CHECK(t, address("https://example.org/?id=1") != address("https://example.org/?id=2"));
  CHECK(t, address(NULL) == 0 && address("") == 0 && address("http://") == 0);
  CHECK(t, !is_article("https://example.org/") && !is_article("example.org#x"));
  CHECK(t, is_article("https://example.org/?id=1") && is_article("//example.org/a"));
  RasidInput whole = {.id = "a", .text = "ع\nن", .text_bytes = 5, .date = "2024-01-01"};
  RasidInput parts = whole, other = whole;
  parts.id = "b";
  parts.title = "ع";
  parts.text = "ن";
  parts.text_bytes = 2;
  CHECK(t, rs_content_key(&whole) == rs_content_key(&parts));
  other.outlet = "صحيفة";
  CHECK(t, rs_content_key(&whole) != rs_content_key(&other));
  other = whole;
  other.date = NULL;
  CHECK(t, rs_content_key(&whole) != rs_content_key(&other));
  other.outlet = "2024-01-01";
  CHECK(t, rs_content_key(&whole) != rs_content_key(&other));
}

int main(void) {
  TestCount t = {0};
  test_folding(&t);
  test_origins(&t);
  test_queries(&t);
  test_keys(&t);
  return test_end(&t);
}
