/* Two words that were run together.
 *
 * Pages lose the space behind a link or an emphasis when they are copied: `أعلنالناطق`,
 * `الإسرائيليعلى`, `بعدعملية`, `العراقاستهداف`. A word that no reading explains is parted where
 * both halves are listed and one of them is a word that no name is made of: a function word of
 * three letters or more, one of two before an article, a preposition or conjunction behind, a
 * verb before an article, a definite noun in front. Where the first half ends in a letter that
 * only ends words (`مدينةحلب`), the tokens are parted already (token.c). Limits: two halves
 * only; a half with a pronoun (`بشأنهاالتقرير`) is not seen; names (`عبدالله`) stay whole.
 */
#include "morph/glued.h"

#include <string.h>

enum {
  LEAST = 6, /* letters of the whole */
  LEAST_DEFINITE = 5,
  ARTICLE = 2
};

#define BIT(name) (1u << RS_UPOS_##name)

static const uint32_t linking = BIT(ADP) | BIT(SCONJ);
static const uint32_t open = BIT(NOUN) | BIT(VERB) | BIT(ADJ);
static const uint32_t function =
  BIT(ADP) | BIT(SCONJ) | BIT(CCONJ) | BIT(DET) | BIT(PART) | BIT(AUX);

/* The parts of speech of the forms spelt with these very letters, 1 << RsUpos. */
static uint32_t kinds_of(
  const RasidKnowledge *knowledge, const uint8_t *letters, size_t count
) {
  const RsWord *word = rs_word_find(knowledge, rs_fold_hash(letters, count));
  uint32_t kinds = 0;
  for (unsigned i = 0; word && i < word->form_count; i++) {
    const RsForm *form = RS_GET(knowledge, forms, word->form_first + i);
    if ((uint64_t)form->letters + form->letter_count > knowledge->letters_count) continue;
    if (form->letter_count != count) continue;
    if (memcmp(knowledge->letters + form->letters, letters, count) != 0) continue;
    kinds |= 1u << (RS_GET(knowledge, lexemes, form->lexeme)->upos & 31u);
  }
  return kinds;
}

static bool is_definite(
  const RasidKnowledge *knowledge, const uint8_t *letters, size_t count
) {
  if (count < LEAST_DEFINITE) return false;
  if (letters[0] != RS_LETTER_ALEF || letters[1] != RS_LETTER_LAM) return false;
  uint32_t kinds = kinds_of(knowledge, letters + ARTICLE, count - ARTICLE);
  return (kinds & (BIT(NOUN) | BIT(ADJ))) ||
         (kinds_of(knowledge, letters, count) & BIT(PROPN));
}

static bool parts(
  const RasidKnowledge *knowledge, const uint8_t *letters, size_t count, size_t at
) {
  const uint8_t *right = letters + at;
  size_t rest = count - at;
  uint32_t first = kinds_of(knowledge, letters, at);
  bool definite = is_definite(knowledge, letters, at);
  if (!first && !definite) return false;
  uint32_t second = kinds_of(knowledge, right, rest);
  bool second_definite = is_definite(knowledge, right, rest);
  if (!second && !second_definite) return false;
  bool common = second_definite || (second & ~BIT(PROPN)); /* `غيرهارت` is a name */
  if (at == 2) return (first & linking) && second_definite;
  if ((first & function) && rest > 4 && common) return true;
  /* `الطريفي` is a surname, `المستشفياتفي` none. */
  if (rest == 2 ? at > 6 && (second & BIT(ADP)) : at > 4 && (second & linking)) return true;
  if (at > 3 && (first & BIT(VERB)) && second_definite && rest > 5) return true;
  /* Long enough for chance: `حاولتاستهداف`. */
  if (count > 9 && at > 3 && rest > 4 && (first & BIT(VERB)) && (second & open))
    return true;
  return definite && at > 5 && rest > 3 && (rest > 4 ? common : (second & BIT(NOUN)) != 0);
}

size_t rs_glued_at(const RasidKnowledge *knowledge, const uint8_t *letters, size_t count) {
  if (count < LEAST || count > RS_WORD_LETTERS) return 0;
  for (size_t at = count - 2; at >= 2; at--) {
    if (parts(knowledge, letters, count, at)) return at;
  }
  return 0;
}
