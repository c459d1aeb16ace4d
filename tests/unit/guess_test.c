/* Shapes of words that are not listed, and other spellings of those that may be. */
#include "morph/guess.h"

#include "base/buffer.h"
#include "morph/respell.h"
#include "test.h"

typedef struct {
  RsBuffer letters;
  const uint8_t *at;
  size_t count;
} Word;

static Word word_of(const char *text) {
  Word word = {0};
  rs_letters_append(&word.letters, text, strlen(text));
  word.at = (const uint8_t *)word.letters.data;
  word.count = word.letters.count;
  return word;
}

/* ------------------------------------------------------------- patterns */

static bool matches(const char *text, const char *pattern) {
  Word word = word_of(text);
  bool is_met = rs_guess_matches(word.at, word.count, pattern);
  rs_buffer_release(&word.letters);
  return is_met;
}

static void test_patterns(TestCount *t) {
  CHECK(t, matches("توظيف", "t12y3"));
  CHECK(t, matches("إنصاف", "<12A3"));
  CHECK(t, !matches("انصاف", "<12A3"));
  CHECK(t, matches("استيضاح", "Ast12A3"));
  CHECK(t, matches("مستطيل", "mst1y2"));
  CHECK(t, !matches("توظيفي", "t12y3")); /* a letter too many */
  CHECK(t, !matches("توظي", "t12y3"));   /* one too few */
  CHECK(t, matches("اخضرار", "A123A3")); /* a digit met twice is one letter */
  CHECK(t, !matches("اخضراب", "A123A3"));
  CHECK(t, !matches("ميوي", "m123")); /* two weak radicals */
  CHECK(t, !matches("متاو", "m123")); /* ا is no radical */
  CHECK(t, !matches("مشپر", "m123")); /* nor is a foreign letter */
  CHECK(t, matches("أعتى", ">123"));  /* ى at the end is */
  CHECK(t, !matches("أىتع", ">123")); /* but not elsewhere */
  CHECK(t, !matches("", "m123"));
}

/* ------------------------------------------------------------- shapes */

/* The cheapest reading of this part of speech; cost 99 when there is none. */
static RsShape shape_of(const char *text, bool article, uint8_t upos) {
  Word word = word_of(text);
  RsShape shapes[RS_SHAPES], best = {.cost = 99};
  unsigned count = rs_guess_shapes(word.at, word.count, article, shapes);
  for (unsigned i = 0; i < count; i++) {
    if (shapes[i].upos == upos && shapes[i].cost < best.cost) best = shapes[i];
  }
  rs_buffer_release(&word.letters);
  return best;
}

static bool is_cheapest(const char *text, bool article, uint8_t upos) {
  int cost = shape_of(text, article, upos).cost;
  for (uint8_t other = 0; other < RS_UPOS_COUNT; other++) {
    if (other != upos && shape_of(text, article, other).cost < cost) return false;
  }
  return cost < 99;
}

static void test_nominals(TestCount *t) {
  RsShape masdar = shape_of("تشكيلة", false, RS_UPOS_NOUN);
  CHECK(t, masdar.derived && masdar.derivation == RS_DERIVED_MASDAR);
  CHECK(t, masdar.features & RS_FEATURE_NO_ENCLITIC);
  CHECK(t, masdar.lemma_start == 0 && masdar.lemma_end == 6);
  CHECK(t, is_cheapest("توظيف", true, RS_UPOS_NOUN));
  CHECK(t, is_cheapest("مساجين", false, RS_UPOS_NOUN));
  RsShape participle = shape_of("متهالكون", true, RS_UPOS_ADJ);
  CHECK(t, participle.derived && rs_feature(participle.features, RS_NUMBER_SHIFT) == 3);
  CHECK(t, participle.derivation == RS_DERIVED_ACTIVE_PARTICIPLE);
  CHECK(t, participle.lemma_end == 6);
  CHECK(
    t, shape_of("مكتوفة", false, RS_UPOS_ADJ).derivation == RS_DERIVED_PASSIVE_PARTICIPLE
  );
  CHECK(t, is_cheapest("سمكية", true, RS_UPOS_ADJ));
  CHECK(t, is_cheapest("سمكيون", false, RS_UPOS_ADJ));
  CHECK(t, shape_of("سمكية", true, RS_UPOS_ADJ).lemma_end == 4);
  CHECK(t, shape_of("سمكية", true, RS_UPOS_ADJ).derivation == RS_DERIVED_NONE);
  RsShape open = shape_of("غالبيت", false, RS_UPOS_NOUN);
  CHECK(t, open.lemma_ta && open.lemma_end == 5);
  CHECK(t, open.features & RS_FEATURE_NEEDS_ENCLITIC);
  CHECK(t, shape_of("ضحكات", false, RS_UPOS_NOUN).lemma_ta);
  CHECK(t, !shape_of("طموحات", false, RS_UPOS_NOUN).lemma_ta);
}

static void test_verbs(TestCount *t) {
  RsShape verb = shape_of("يستوضحون", false, RS_UPOS_VERB);
  CHECK(t, verb.derived && verb.lemma_alef);
  CHECK(t, verb.lemma_start == 1 && verb.lemma_end == 6);
  CHECK(t, rs_feature(verb.features, RS_ASPECT_SHIFT) == 2);
  CHECK(t, rs_feature(verb.features, RS_PERSON_SHIFT) == 3);
  CHECK(t, is_cheapest("يستوضحون", false, RS_UPOS_VERB));
  CHECK(t, is_cheapest("استنوقت", false, RS_UPOS_VERB));
  CHECK(t, is_cheapest("طرشوا", false, RS_UPOS_VERB));
  CHECK(t, shape_of("انبجست", false, RS_UPOS_VERB).lemma_end == 5);
  CHECK(t, shape_of("يستوضحون", true, RS_UPOS_VERB).cost == 99); /* no verb behind ال */
}

static void test_names(TestCount *t) {
  CHECK(t, is_cheapest("رونالدو", false, RS_UPOS_PROPN));
  CHECK(t, is_cheapest("ميسي", false, RS_UPOS_PROPN));
  CHECK(t, is_cheapest("كامب", false, RS_UPOS_PROPN));
  CHECK(t, !shape_of("رونالدو", false, RS_UPOS_PROPN).derived);
  CHECK(t, is_cheapest("ستريم", true, RS_UPOS_NOUN));
  CHECK(t, shape_of("غ", false, RS_UPOS_PROPN).cost > 20);
  RsShape shapes[RS_SHAPES];
  Word word = word_of("متمتميتمتين");
  CHECK(t, rs_guess_shapes(word.at, word.count, false, shapes) <= RS_SHAPES);
  CHECK(t, rs_guess_shapes(word.at, 0, false, shapes) > 0);
  rs_buffer_release(&word.letters);
}

/* ------------------------------------------------------------- spellings */

static bool respells(RsRespelling rule, const char *from, const char *to) {
  Word written = word_of(from), wanted = word_of(to);
  RsRespelt got;
  bool is_right = rs_respell(rule, written.at, written.count, &got);
  is_right = is_right && got.count == wanted.count &&
             !memcmp(got.letters, wanted.at, wanted.count) &&
             got.at[got.count] == written.count;
  for (size_t i = 1; is_right && i <= got.count; i++)
    is_right = got.at[i] >= got.at[i - 1];
  rs_buffer_release(&written.letters);
  rs_buffer_release(&wanted.letters);
  return is_right;
}

static bool keeps(RsRespelling rule, const char *text) {
  Word word = word_of(text);
  RsRespelt got;
  bool is_changed = rs_respell(rule, word.at, word.count, &got);
  rs_buffer_release(&word.letters);
  return !is_changed;
}

static void test_spellings(TestCount *t) {
  CHECK(t, respells(RS_RESPELL_EMPHASIS, "مبرووووك", "مبروك"));
  CHECK(t, keeps(RS_RESPELL_EMPHASIS, "الله")); /* two may be right */
  CHECK(t, respells(RS_RESPELL_LONE_HAMZA, "الطوارىء", "الطوارئ"));
  CHECK(t, respells(RS_RESPELL_LONE_HAMZA, "شىء", "شيء"));
  CHECK(t, keeps(RS_RESPELL_LONE_HAMZA, "جزء"));
  CHECK(t, respells(RS_RESPELL_SEAT, "مسئول", "مسؤول"));
  CHECK(t, keeps(RS_RESPELL_SEAT, "طوارئ"));
  CHECK(t, respells(RS_RESPELL_LAST_HAMZA, "الوزرا", "الوزراء"));
  CHECK(t, keeps(RS_RESPELL_LAST_HAMZA, "لا"));
  CHECK(t, respells(RS_RESPELL_LAST_ALEF, "مستشفا", "مستشفى"));
}

static void test_map(TestCount *t) {
  Word word = word_of("مبرووووك");
  RsRespelt got;
  CHECK(t, rs_respell(RS_RESPELL_EMPHASIS, word.at, word.count, &got));
  CHECK(t, got.at[3] == 3 && got.at[4] == 7 && got.at[5] == 8);
  rs_buffer_release(&word.letters);
  uint8_t longest[RS_WORD_LETTERS];
  memset(longest, RS_LETTER_ALEF, sizeof longest);
  CHECK(t, rs_respell(RS_RESPELL_LAST_HAMZA, longest, sizeof longest, &got));
  CHECK(t, got.count == RS_WORD_LETTERS + 1 && got.at[got.count] == RS_WORD_LETTERS);
}

int main(void) {
  TestCount t = {0};
  test_patterns(&t);
  test_nominals(&t);
  test_verbs(&t);
  test_names(&t);
  test_spellings(&t);
  test_map(&t);
  return test_end(&t);
}
