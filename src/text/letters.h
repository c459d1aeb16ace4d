/* The alphabet in which rasid compares words: one byte a letter.
 *
 * Two views of a word matter. The *exact* one keeps the letters as written, without vowel
 * marks and tatweel: `أُعلِن` is ا-with-hamza ع ل ن. The *folded* one, which keys every
 * dictionary, drops what newspapers leave out or exchange: hamza seats (أ إ آ ا, ؤ و, ئ ي),
 * ى / ي, ة / ه, Persian ک / ك. `rs_fold_letter` takes one to the other.
 *
 * Codes: ASCII as it is, capitals made small; Arabic letters U+0621..U+064A are code point
 * - 0x621 + 0x80; a few Persian and Maghrebi letters follow; the rest is "some letter" or
 * "some symbol". Code 0 means that a code point is dropped (marks, tatweel, bidi controls).
 */
#ifndef RASID_TEXT_LETTERS_H
#define RASID_TEXT_LETTERS_H

#include "base/base.h"
#include "base/buffer.h"

#include <string.h>

enum {
  RS_LETTER_DROPPED = 0,
  RS_LETTER_HAMZA = 0x80,     /* ء */
  RS_LETTER_ALEF_MADDA,       /* آ */
  RS_LETTER_ALEF_HAMZA,       /* أ */
  RS_LETTER_WAW_HAMZA,        /* ؤ */
  RS_LETTER_ALEF_HAMZA_BELOW, /* إ */
  RS_LETTER_YEH_HAMZA,        /* ئ */
  RS_LETTER_ALEF,             /* ا */
  RS_LETTER_BEH,              /* ب */
  RS_LETTER_TEH_MARBUTA,      /* ة */
  RS_LETTER_TEH,              /* ت */
  RS_LETTER_THEH,             /* ث */
  RS_LETTER_JEEM,             /* ج */
  RS_LETTER_HAH,              /* ح */
  RS_LETTER_KHAH,             /* خ */
  RS_LETTER_DAL,              /* د */
  RS_LETTER_THAL,             /* ذ */
  RS_LETTER_REH,              /* ر */
  RS_LETTER_ZAIN,             /* ز */
  RS_LETTER_SEEN,             /* س */
  RS_LETTER_SHEEN,            /* ش */
  RS_LETTER_SAD,              /* ص */
  RS_LETTER_DAD,              /* ض */
  RS_LETTER_TAH,              /* ط */
  RS_LETTER_ZAH,              /* ظ */
  RS_LETTER_AIN,              /* ع */
  RS_LETTER_GHAIN,            /* غ */
  RS_LETTER_FEH = 0xa0,       /* ف */
  RS_LETTER_QAF,              /* ق */
  RS_LETTER_KAF,              /* ك */
  RS_LETTER_LAM,              /* ل */
  RS_LETTER_MEEM,             /* م */
  RS_LETTER_NOON,             /* ن */
  RS_LETTER_HEH,              /* ه */
  RS_LETTER_WAW,              /* و */
  RS_LETTER_ALEF_MAKSURA,     /* ى */
  RS_LETTER_YEH,              /* ي */
  RS_LETTER_PEH,              /* پ */
  RS_LETTER_TCHEH,            /* چ */
  RS_LETTER_VEH,              /* ڤ */
  RS_LETTER_GAF,              /* گ */
  RS_LETTER_JEH,              /* ژ */
  RS_LETTER_QAF_DOTS,         /* ڨ */
  RS_LETTER_OTHER_ARABIC,     /* another letter of the Arabic script */
  RS_LETTER_FOREIGN,          /* a letter of another script, Latin with accents included */
  RS_LETTER_SYMBOL,           /* anything else that is seen */
  RS_LETTER_CODES
};

/* Vowel marks leave the letter stream but are not lost: what disambiguates is kept beside it. */
typedef enum {
  RS_MARK_NONE = 0,
  RS_MARK_DAMMA = 1, /* ُ : on the first letter of a verb it tells the passive, قُتل */
  RS_MARK_SHADDA = 2,   /* ّ */
  RS_MARK_FATHATAN = 4, /* ً */
  RS_MARK_OTHER = 8
} RsMark;

static inline bool rs_letter_is_arabic(uint8_t letter) {
  return letter >= RS_LETTER_HAMZA && letter <= RS_LETTER_OTHER_ARABIC;
}
static inline bool rs_letter_is_latin(uint8_t letter) {
  return (letter >= 'a' && letter <= 'z') || letter == RS_LETTER_FOREIGN;
}
static inline bool rs_letter_is_digit(uint8_t letter) {
  return letter >= '0' && letter <= '9';
}

/* The folded code of an exact one (table of 256). */
extern const uint8_t rs_fold_table[256];
static inline uint8_t rs_fold_letter(uint8_t letter) {
  return rs_fold_table[letter];
}

/* What is written rather than read, in UTF-8. */
#define RS_UTF8_ALEF        "\xd8\xa7" /* ا */
#define RS_UTF8_TEH_MARBUTA "\xd8\xa9" /* ة */
#define RS_UTF8_YEH         "\xd9\x8a" /* ي */
#define RS_UTF8_DAMMA       "\xd9\x8f"
#define RS_UTF8_SHADDA      "\xd9\x91"

/* At most this many letters stand for one code point (ligatures such as ﷲ). */
enum {
  RS_LETTERS_PER_POINT = 18
};

/* The letters of one code point into `out`; returns how many (0 when dropped) and sets
 * `*mark` (RsMark). Presentation forms and ligatures are taken apart (Unicode NFKC). */
unsigned rs_letters_of_point(
  uint32_t point, uint8_t out[RS_LETTERS_PER_POINT], unsigned *mark
);

/* Madda or hamza as a combining mark, U+0653 to U+0655. */
static inline bool rs_letter_is_hamza(uint32_t point) {
  return point >= 0x0653 && point <= 0x0655;
}

/* The letter that `letter` and such a mark behind it make: `ا` and U+0654 are `أ`. */
uint8_t rs_letter_with_hamza(uint8_t letter, uint32_t mark);

/* Decodes one code point of UTF-8 at `bytes[0..count)`, count > 0. Returns the bytes used;
 * invalid input gives U+FFFD for a maximal subpart, as WHATWG's decoder does. */
unsigned rs_utf8_decode_any(const unsigned char *bytes, size_t count, uint32_t *point);

/* The same; ASCII and the two bytes of an Arabic letter need no call. */
static inline unsigned rs_utf8_decode(
  const unsigned char *bytes, size_t count, uint32_t *point
) {
  unsigned char first = bytes[0];
  if (first < 0x80) return *point = first, 1;
  bool pair = first >= 0xc2 && first < 0xe0 && count > 1 && (bytes[1] & 0xc0) == 0x80;
  if (!pair) return rs_utf8_decode_any(bytes, count, point);
  return *point = (first & 0x1fu) << 6 | (bytes[1] & 0x3fu), 2;
}

enum {
  RS_FOUR_LETTERS = 8 /* bytes */
};
/* Whether eight bytes are four letters of Arabic (U+0600 to U+06FF, 110110xx 10xxxxxx each), on
 * machines of either byte order. */
static inline bool rs_utf8_four_letters(const unsigned char *bytes) {
  static const unsigned char mask[] = {0xfc, 0xc0, 0xfc, 0xc0, 0xfc, 0xc0, 0xfc, 0xc0};
  static const unsigned char letters[] = {0xd8, 0x80, 0xd8, 0x80, 0xd8, 0x80, 0xd8, 0x80};
  uint64_t all, kept, wanted;
  memcpy(&all, bytes, sizeof all);
  memcpy(&kept, mask, sizeof kept);
  memcpy(&wanted, letters, sizeof wanted);
  return (all & kept) == wanted;
}

/* Appends the exact letters of UTF-8 text, marks dropped: for dictionaries and tests. */
void rs_letters_append(RsBuffer *letters, const char *text, size_t bytes);

/* Appends UTF-8 for exact letters; the Arabic ones come back as they went in. */
void rs_letters_to_utf8(RsBuffer *text, const uint8_t *letters, size_t count);

/* Hash of the folded view of exact letters: the key of every dictionary. */
uint64_t rs_fold_hash(const uint8_t *letters, size_t count);

#endif
