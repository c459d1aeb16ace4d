/* The learned disambiguator: no weights, few weights, wrong weights. */
#include "compile/compile.h"
#include "knowledge/knowledge.h"
#include "morph/feature.h"
#include "test.h"

#include <stdlib.h>

static const char verbs[] = "v.dafaa\tدَفَعَ\tيَدْفَعُ\tدفع\t1\tدَفْع\ttr\tpush\n";
static const char nouns[] = "n.amr\tأَمْر\tءمر\tm\tأُمُور\t-\tmatter\n";
static const char function_words[] =
  "f.lam\tلم\tPART\tلَمْ\tneg\t-\nf.fi\tفي\tADP\tفِي\tprep\tpron\n";
static const char verb_everywhere[] = "word\tدفع\t-\tVERB+perf:127|NOUN:-127\n";
static const char noun_everywhere[] =
  "word\tدفع\t-\tVERB+perf:-127|VERB+pass:-127|NOUN:127\n";
static const char after_fi[] =
  "after\tفي\t-\tNOUN:120\nclause\t0\tedge\tVERB+perf:100\nlink\t-\tedge\tVERB+perf:20\n";

/* Knowledge of the words above and these weights; NULL when they are faulty. */
static RasidKnowledge *knowledge_with(const char *weights, size_t *faults) {
  const char *const rows[][2] = {
    {"lexicon/verbs.tsv", verbs},
    {"lexicon/nouns.tsv", nouns},
    {"lexicon/function.tsv", function_words},
    {"models/disambiguator.tsv", weights},
  };
  RsCompiler *c = rs_compiler_new(true);
  RsBuffer image = {0};
  for (size_t i = 0; i < RS_COUNT_OF(rows); i++) {
    if (!rows[i][1]) continue;
    RsBytes bytes = {rows[i][1], strlen(rows[i][1])};
    rs_compiler_add_source(c, rows[i][0], rows[i][0], bytes, NULL);
  }
  bool is_made = rs_compiler_run(c, &image, NULL);
  rs_compiler_faults(c, faults);
  rs_compiler_free(c);
  if (is_made) return rs_knowledge_adopt((unsigned char *)image.data, image.count, NULL);
  rs_buffer_release(&image);
  return NULL;
}

/* The part of speech of the word at `index`, RS_UPOS_NONE when it is no word. */
static uint8_t upos_at(const char *weights, const char *text, uint32_t index) {
  size_t faults;
  RasidKnowledge *k = knowledge_with(weights, &faults);
  RsArena arena = {0};
  RsMorphCache cache = {0};
  RsText letters;
  RsTokens tokens;
  uint8_t upos = RS_UPOS_NONE;
  rs_text_read(&letters, &arena, text, strlen(text));
  rs_tokens_split(&tokens, &arena, &letters);
  RsMorph *morphs = rs_morph_read(&cache, &arena, k, &letters, &tokens);
  if (morphs && index < tokens.token_count) upos = morphs[index].upos;
  rs_morph_cache_release(&cache);
  rs_arena_release(&arena);
  rasid_knowledge_free(k);
  return upos;
}

static void test_without_weights(TestCount *t) {
  size_t faults;
  RasidKnowledge *k = knowledge_with(NULL, &faults);
  CHECK(t, k && !k->weights_count);
  RsMorphCache cache = {0};
  RsBuffer word = {0};
  rs_letters_append(&word, "دفع", strlen("دفع"));
  const RsWordType *type = rs_morph_word(&cache, k, (const uint8_t *)word.data, word.count);
  CHECK(t, type && type->analysis_count > 1 && type->choice_count > type->analysis_count);
  CHECK(t, type->choices[0].analysis == 0);
  for (unsigned i = 1; i < type->choice_count; i++) {
    CHECK(t, type->choices[i].score <= type->choices[0].score);
  }
  rs_buffer_release(&word);
  rs_morph_cache_release(&cache);
  rasid_knowledge_free(k);
  uint8_t alone = upos_at(NULL, "دفع", 0);
  CHECK(t, alone != RS_UPOS_NONE && alone == upos_at(NULL, "دفع في", 0));
  CHECK(t, alone == upos_at("# nothing but a comment\n", "دفع", 0));
  /* The rules of grammar are not learned: behind a preposition no verb. */
  CHECK(t, upos_at(NULL, "في دفع", 1) == RS_UPOS_NOUN);
}

static void test_weights(TestCount *t) {
  CHECK(t, upos_at(verb_everywhere, "دفع", 0) == RS_UPOS_VERB);
  CHECK(t, upos_at(noun_everywhere, "دفع", 0) == RS_UPOS_NOUN);
  CHECK(t, upos_at(after_fi, "دفع", 0) == RS_UPOS_VERB);
  CHECK(t, upos_at(after_fi, "في دفع", 1) == RS_UPOS_NOUN);
  /* A printed fathatan is stronger than a weight. */
  CHECK(t, upos_at("clause\t0\tedge\tVERB+perf:100\n", "أمرًا", 0) != RS_UPOS_VERB);
}

static void test_degenerate_text(TestCount *t) {
  static const char *const texts[] = {
    "", " ", ".", "\"(", "12", "abc", "ـ", "\xff\xff", "،،، ؟"};
  for (size_t i = 0; i < RS_COUNT_OF(texts); i++) {
    CHECK_THAT(t, upos_at(after_fi, texts[i], 0) == RS_UPOS_NONE, texts[i]);
  }
  char *giant = calloc(1, 100001);
  for (size_t i = 0; i < 100000; i += 2)
    memcpy(giant + i, "ب", 2);
  CHECK(t, upos_at(after_fi, giant, 0) != RS_UPOS_NONE);
  free(giant);
}

static void test_faults(TestCount *t) {
  static const char *const lines[] = {
    "colour\tدفع\t-\tNOUN:1",
    "word\tدفع\tNOUN\tNOUN:1",
    "word\tدفع\t-\tNOUN",
    "word\tدفع\t-\tNOUN:128",
    "word\tدفع\t-\tNOUN:-128",
    "word\tدفع\t-\tNOUN:x",
    "word\tدفع\t-\tTHING:1",
    "word\tدفع\t-\tedge:1",
    "cost\tدفع\t-\tNOUN:1",
    "cost\t-3\t-\tNOUN:1",
    "next\tدفع\t-\tNOUN:1",
    "ending\tدفعدفعدفع\t0\tNOUN:1",
    "word\tدفع\tNOUN:1",
    "word\tدفع\t-\tNOUN:1\tmore",
    "word\tدفع\t-\t:5",
    "cost\t1\t-\tNOUN:1\ncost\t1\t-\tNOUN:2",
  };
  for (size_t i = 0; i < RS_COUNT_OF(lines); i++) {
    size_t faults = 0;
    RasidKnowledge *k = knowledge_with(lines[i], &faults);
    CHECK_THAT(t, !k && faults == 1, lines[i]);
    rasid_knowledge_free(k);
  }
}

/* A table whose size is no power of two could be searched for ever: it is refused. */
static void test_damage(TestCount *t) {
  size_t faults;
  RasidKnowledge *k = knowledge_with(after_fi, &faults);
  CHECK(t, k && k->weights_count == 8);
  unsigned char *copy = malloc(k->byte_count);
  memcpy(copy, k->bytes, k->byte_count);
  RsFileSection *sections = (RsFileSection *)(void *)(copy + sizeof(RsFileHeader));
  sections[RS_SECTION_WEIGHT].count = 7;
  RasidError error = {0};
  CHECK(t, !rs_knowledge_adopt(copy, k->byte_count, &error));
  CHECK(t, error.code == RASID_ERROR_KNOWLEDGE);
  rasid_knowledge_free(k);
}

static void test_names(TestCount *t) {
  CHECK(t, rs_tag_name(RS_TAG_ALL)[0] == '\0' && rs_tag_name(RS_TAG_EDGE)[0]);
  for (unsigned i = 0; i < RS_TAG_ALL; i++) {
    for (unsigned k = 0; k < i; k++)
      CHECK(t, strcmp(rs_tag_name(i), rs_tag_name(k)));
  }
  for (unsigned i = 0; i < RS_FEATURE_TEMPLATES; i++) {
    CHECK(t, rs_feature_kinds[i].name);
    RsFeature feature = {.template = (RsFeatureTemplate)i};
    CHECK(t, rs_feature_key(&feature) != 0);
  }
  for (unsigned upos = 1; upos < RS_UPOS_COUNT; upos++) {
    CHECK(t, rs_upos_uses((uint8_t)upos) & 1u << upos);
  }
}

int main(void) {
  TestCount t = {0};
  test_without_weights(&t);
  test_weights(&t);
  test_degenerate_text(&t);
  test_faults(&t);
  test_damage(&t);
  test_names(&t);
  return test_end(&t);
}
