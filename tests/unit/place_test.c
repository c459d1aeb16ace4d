/* Spellings by consonants, addresses of papers, and places that cannot be decided. */
#include "entity/entity.h"
#include "test.h"
#include "text/skeleton.h"

#include <math.h>
#include <stdlib.h>

static uint64_t key_of(const char *text) {
  RsConsonants consonants = {.count = 0};
  RsBuffer letters = {0};
  rs_letters_append(&letters, text, strlen(text));
  rs_consonants_add(&consonants, (const uint8_t *)letters.data, letters.count);
  rs_buffer_release(&letters);
  return rs_consonants_key(&consonants);
}

static void test_spellings(TestCount *t) {
  CHECK(t, key_of("تيساليت") && key_of("تيساليت") == key_of("تاسليت"));
  CHECK(t, key_of("تمبكتو") == key_of("تومبوكتو"));
  CHECK(t, key_of("مايدوغوري") == key_of("ميدوجوري")); /* ج for غ */
  CHECK(t, key_of("قندهار") == key_of("كندهار"));      /* ق for ك */
  CHECK(t, key_of("القامشلي") == key_of("قامشلو"));    /* the article */
  CHECK(t, key_of("تيساليت") != key_of("تيسالين"));
  CHECK(t, key_of("كيدال") == key_of("كدال"));
  CHECK(t, key_of("كيدال") != key_of("قيدال")); /* with three, vowels only */
  CHECK(t, key_of("غاو") == 0);                 /* too short to be told apart */
  CHECK(t, key_of("") == 0);
}

static void test_long_name(TestCount *t) {
  RsConsonants consonants = {.count = 0};
  static const uint8_t letters[] = {RS_LETTER_BEH, RS_LETTER_TEH};
  for (unsigned i = 0; i < 4 * RS_SKELETON_LETTERS; i++)
    rs_consonants_add(&consonants, letters, 2);
  CHECK(t, consonants.count == RS_SKELETON_LETTERS);
}

static const char *iso_of(const RasidKnowledge *k, const char *address) {
  uint32_t country = rs_country_of_address(k, address);
  return country == RS_NONE ? "" : RS_GET(k, countries, country)->iso3;
}

static void test_addresses(TestCount *t, const RasidKnowledge *k) {
  CHECK(t, !strcmp(iso_of(k, "https://www.news.sy/a/b.html"), "SYR"));
  CHECK(t, !strcmp(iso_of(k, "http://paper.com.LB:8080/1"), "LBN"));
  CHECK(t, !strcmp(iso_of(k, "news.ly"), "LBY"));
  CHECK(t, !strcmp(iso_of(k, "https://news.com/sy"), ""));
  CHECK(t, !strcmp(iso_of(k, "https://news.zz/"), ""));
  CHECK(t, !strcmp(iso_of(k, "//"), "") && !strcmp(iso_of(k, ""), ""));
  CHECK(t, !strcmp(iso_of(k, NULL), ""));
}

/* The place of the last entity of a text, published at `url`. */
static void check_place(
  TestCount *t,
  RasidCoder *coder,
  const char *text,
  const char *url,
  const char *country,
  const char *reason
) {
  RasidInput input = {.id = "1", .text = text, .text_bytes = strlen(text), .url = url};
  RasidDocument *document = rasid_coder_analyze(coder, &input, NULL);
  size_t count = 0;
  const RasidEntity *entities = document ? rasid_document_entities(document, &count) : NULL;
  const RasidPlace *place = count ? entities[count - 1].place : NULL;
  CHECK_THAT(t, place != NULL, text);
  if (place) {
    const char *found = place->country ? place->country : "";
    CHECK_THAT(t, !strcmp(found, country) && !strcmp(place->reason, reason), text);
    bool is_open = !strcmp(reason, "undecided");
    CHECK_THAT(t, is_open == (place->candidate_count > 0), text);
    CHECK_THAT(t, is_open == (bool)isnan(place->lat), text);
  }
  rasid_document_free(document);
}

static void test_outlets(TestCount *t, const RasidKnowledge *k) {
  RasidCoder *coder = rasid_coder_new(k, NULL, NULL);
  CHECK(t, coder);
  if (!coder) return;
  const char *text = "وصل المبعوث إلى عمان.";
  check_place(t, coder, text, NULL, "", "undecided");
  check_place(t, coder, text, "https://news.jo/1", "JOR", "outlet");
  check_place(t, coder, text, "https://news.om/1", "OMN", "outlet");
  check_place(t, coder, text, "https://news.eg/1", "", "undecided");
  check_place(t, coder, "سمع دوي انفجار في طرابلس.", "https://a.lb", "LBN", "outlet");
  rasid_coder_free(coder);
}

int main(void) {
  TestCount t = {0};
  const char *path = getenv("RASID_KNOWLEDGE");
  RasidKnowledge *k = path ? rasid_knowledge_open(path, NULL, 0, NULL) : NULL;
  CHECK(&t, k);
  test_spellings(&t);
  test_long_name(&t);
  if (k) {
    test_addresses(&t, k);
    test_outlets(&t, k);
  }
  rasid_knowledge_free(k);
  return test_end(&t);
}
