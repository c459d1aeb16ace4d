/* Foreign names by their consonants.
 *
 * Arabic has no one spelling for a foreign name: `تيساليت`, `تاسليت` and `تساليت` are one town in
 * Mali, `تمبكتو` and `تومبوكتو` another; Egyptians write `جاو` for what Lebanese call `غاو`. The
 * vowels come and go and some consonants stand for one foreign sound. What is left without
 * them is compared: long vowels, hamzas, ع and final ة / ه are dropped, and letters fall into
 * classes: ج غ ك ق گ, ز س ص ذ ث ظ, ت ط, د ض, ف ڤ, ب پ, ه ح خ. A leading ال is no part of it, and
 * a letter that stands twice counts once.
 *
 * The way is that of Soundex (Russell 1918) with classes for Arabic transcription. Limits: names
 * of fewer than three consonants have no key (`غاو`): too many others share them; with three,
 * only the vowels may differ (`كيدال`, `كدال`); ش and تش stay apart. It must only be asked of words that are known to be a name.
 */
#include "text/skeleton.h"

/* The class of a letter: one member stands for all; 0 for what is dropped. */
static uint8_t class_of(uint8_t letter) {
  switch (letter) {
    case RS_LETTER_JEEM:
    case RS_LETTER_GHAIN:
    case RS_LETTER_QAF:
    case RS_LETTER_KAF:
    case RS_LETTER_GAF:
    case RS_LETTER_QAF_DOTS: return RS_LETTER_KAF;
    case RS_LETTER_ZAIN:
    case RS_LETTER_SEEN:
    case RS_LETTER_SAD:
    case RS_LETTER_THAL:
    case RS_LETTER_THEH:
    case RS_LETTER_ZAH: return RS_LETTER_SEEN;
    case RS_LETTER_TEH:
    case RS_LETTER_TAH: return RS_LETTER_TEH;
    case RS_LETTER_DAL:
    case RS_LETTER_DAD: return RS_LETTER_DAL;
    case RS_LETTER_FEH:
    case RS_LETTER_VEH: return RS_LETTER_FEH;
    case RS_LETTER_BEH:
    case RS_LETTER_PEH: return RS_LETTER_BEH;
    case RS_LETTER_HEH:
    case RS_LETTER_HAH:
    case RS_LETTER_KHAH: return RS_LETTER_HEH;
    case RS_LETTER_REH:
    case RS_LETTER_SHEEN:
    case RS_LETTER_LAM:
    case RS_LETTER_MEEM:
    case RS_LETTER_NOON:
    case RS_LETTER_TCHEH:
    case RS_LETTER_JEH: return letter;
    default: return rs_letter_is_latin(letter) || rs_letter_is_digit(letter) ? letter : 0;
  }
}

void rs_consonants_add(RsConsonants *consonants, const uint8_t *letters, size_t count) {
  size_t from = 0;
  bool has_article =
    count > 4 && letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM;
  if (has_article) from = 2;
  for (size_t i = from; i < count; i++) {
    bool is_end = i + 1 == count;
    uint8_t class = is_end && letters[i] == RS_LETTER_HEH ? 0 : class_of(letters[i]);
    if (!class || consonants->count == RS_SKELETON_LETTERS) continue;
    if (consonants->count && consonants->classes[consonants->count - 1] == class) continue;
    consonants->classes[consonants->count] = class;
    consonants->letters[consonants->count++] = rs_fold_letter(letters[i]);
  }
}

uint64_t rs_consonants_key(const RsConsonants *consonants) {
  if (consonants->count < 3) return 0;
  bool is_short = consonants->count == 3;
  const uint8_t *told = is_short ? consonants->letters : consonants->classes;
  uint64_t key = rs_hash_bytes(told, consonants->count);
  return key ? key : 1;
}
