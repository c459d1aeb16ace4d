#include "text/letters.h"

#include <utf8proc.h>

#define SAME16(n)                                                                       \
  (n), (n) + 1, (n) + 2, (n) + 3, (n) + 4, (n) + 5, (n) + 6, (n) + 7, (n) + 8, (n) + 9, \
    (n) + 10, (n) + 11, (n) + 12, (n) + 13, (n) + 14, (n) + 15

/* Row by row: ASCII as it is; 0x80 ء آ أ ؤ إ ئ ا ب ة ت …; 0xa0 ف … ى ي پ چ ڤ گ ژ ڨ. */
const uint8_t rs_fold_table[256] = {
  SAME16(0x00),   SAME16(0x10),   SAME16(0x20),
  SAME16(0x30),   SAME16(0x40),   SAME16(0x50),
  SAME16(0x60),   SAME16(0x70),   RS_LETTER_HAMZA,
  RS_LETTER_ALEF, RS_LETTER_ALEF, RS_LETTER_WAW,
  RS_LETTER_ALEF, RS_LETTER_YEH,  RS_LETTER_ALEF,
  RS_LETTER_BEH,  RS_LETTER_HEH,  0x89,
  0x8a,           0x8b,           0x8c,
  0x8d,           0x8e,           0x8f,
  SAME16(0x90),   0xa0,           0xa1,
  0xa2,           0xa3,           0xa4,
  0xa5,           0xa6,           0xa7,
  RS_LETTER_YEH,  0xa9,           RS_LETTER_BEH,
  RS_LETTER_JEEM, RS_LETTER_FEH,  RS_LETTER_KAF,
  RS_LETTER_ZAIN, RS_LETTER_QAF,  SAME16(0xb0),
  SAME16(0xc0),   SAME16(0xd0),   SAME16(0xe0),
  SAME16(0xf0),
};

/* U+0600..U+06FF; 0 where a code point is dropped. Marks are told apart by `mark_of`. */
static uint8_t letter_of_arabic(uint32_t point) {
  if (point >= 0x0621 && point <= 0x064a) {
    if (point == 0x0640) return RS_LETTER_DROPPED; /* tatweel */
    if (point >= 0x063b && point <= 0x063f) return RS_LETTER_OTHER_ARABIC;
    return (uint8_t)(point - 0x0621 + RS_LETTER_HAMZA);
  }
  if (point >= 0x0660 && point <= 0x0669) return (uint8_t)('0' + point - 0x0660);
  if (point >= 0x06f0 && point <= 0x06f9) return (uint8_t)('0' + point - 0x06f0);
  switch (point) {
    case 0x060c: return ',';
    case 0x061b: return ';';
    case 0x061f: return '?';
    case 0x066a: return '%';
    case 0x066b: return '.'; /* decimal separator */
    case 0x066c: return ','; /* thousands separator */
    case 0x066d: return '*';
    case 0x06d4: return '.';
    case 0x0671: return RS_LETTER_ALEF;
    case 0x067e: return RS_LETTER_PEH;
    case 0x0686: return RS_LETTER_TCHEH;
    case 0x0698: return RS_LETTER_JEH;
    case 0x06a4: return RS_LETTER_VEH;
    case 0x06a8: return RS_LETTER_QAF_DOTS;
    case 0x06a9: return RS_LETTER_KAF;
    case 0x06af: return RS_LETTER_GAF;
    case 0x06cc: return RS_LETTER_YEH;
    case 0x06be:
    case 0x06c0:
    case 0x06c1: return RS_LETTER_HEH;
    case 0x06c3:
    case 0x06d5: return RS_LETTER_TEH_MARBUTA;
    default: break;
  }
  if (point >= 0x0671 && point <= 0x06d3) return RS_LETTER_OTHER_ARABIC;
  if (point >= 0x064b && point <= 0x0670) return RS_LETTER_DROPPED;
  if (point <= 0x0605 || (point >= 0x0610 && point <= 0x061c)) return RS_LETTER_DROPPED;
  if (point >= 0x06d6 && point <= 0x06ed) return RS_LETTER_DROPPED;
  return RS_LETTER_SYMBOL;
}

static unsigned mark_of(uint32_t point) {
  switch (point) {
    case 0x064b: return RS_MARK_FATHATAN;
    case 0x064f: return RS_MARK_DAMMA;
    case 0x0651: return RS_MARK_SHADDA;
    default: break;
  }
  bool is_vowel = point >= 0x064b && point <= 0x0670 && !rs_letter_is_hamza(point);
  return is_vowel ? RS_MARK_OTHER : RS_MARK_NONE;
}

static uint8_t letter_of_category(uint32_t point) {
  switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return RS_LETTER_FOREIGN;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_MC: return RS_LETTER_DROPPED;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC: return ' ';
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return '\n';
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF: return '"';
    case UTF8PROC_CATEGORY_PD: return '-';
    default: return RS_LETTER_SYMBOL;
  }
}

static uint8_t simple_letter(uint32_t point) {
  if (point < 0x80) {
    if (point >= 'A' && point <= 'Z') return (uint8_t)(point + 32);
    if (point >= 0x20 && point != 0x7f) return (uint8_t)point;
    return point == '\n' ? '\n' : ' ';
  }
  if (point >= 0x0600 && point <= 0x06ff) return letter_of_arabic(point);
  if (point == 0x2026) return '.'; /* … ends a sentence as a full stop does */
  return letter_of_category(point);
}

uint8_t rs_letter_with_hamza(uint8_t letter, uint32_t mark) {
  if (letter == RS_LETTER_ALEF) {
    if (mark == 0x0653) return RS_LETTER_ALEF_MADDA;
    return mark == 0x0655 ? RS_LETTER_ALEF_HAMZA_BELOW : RS_LETTER_ALEF_HAMZA;
  }
  if (mark != 0x0654) return letter;
  if (letter == RS_LETTER_WAW) return RS_LETTER_WAW_HAMZA;
  bool is_yeh = letter == RS_LETTER_YEH || letter == RS_LETTER_ALEF_MAKSURA;
  return is_yeh ? RS_LETTER_YEH_HAMZA : letter;
}

unsigned rs_letters_of_point(
  uint32_t point, uint8_t out[RS_LETTERS_PER_POINT], unsigned *mark
) {
  *mark = RS_MARK_NONE;
  if (point < 0x80 || (point >= 0x0600 && point <= 0x06ff) || point < 0xfb50) {
    out[0] = simple_letter(point);
    if (point >= 0x064b && point <= 0x0670) *mark = mark_of(point);
    return out[0] != RS_LETTER_DROPPED;
  }
  utf8proc_int32_t parts[RS_LETTERS_PER_POINT];
  int boundary = 0;
  utf8proc_ssize_t count = utf8proc_decompose_char(
    (utf8proc_int32_t)point,
    parts,
    RS_LETTERS_PER_POINT,
    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
    &boundary
  );
  if (count < 0 || count > RS_LETTERS_PER_POINT) count = 0;
  unsigned written = 0;
  for (utf8proc_ssize_t i = 0; i < count; i++) {
    uint32_t part = (uint32_t)parts[i];
    if (written && rs_letter_is_hamza(part)) {
      out[written - 1] = rs_letter_with_hamza(out[written - 1], part);
      continue;
    }
    out[written] = simple_letter(part);
    written += out[written] != RS_LETTER_DROPPED;
  }
  return written;
}

unsigned rs_utf8_decode_any(const unsigned char *bytes, size_t count, uint32_t *point) {
  unsigned char first = bytes[0];
  if (first < 0x80) return *point = first, 1;
  unsigned need = 0;
  unsigned char low = 0x80, high = 0xbf;
  uint32_t value = 0;
  if (first >= 0xc2 && first <= 0xdf)
    need = 1, value = first & 0x1fu;
  else if (first >= 0xe0 && first <= 0xef) {
    need = 2, value = first & 0x0fu;
    if (first == 0xe0) low = 0xa0;
    if (first == 0xed) high = 0x9f;
  } else if (first >= 0xf0 && first <= 0xf4) {
    need = 3, value = first & 0x07u;
    if (first == 0xf0) low = 0x90;
    if (first == 0xf4) high = 0x8f;
  }
  *point = 0xfffd;
  if (!need) return 1;
  for (unsigned i = 1; i <= need; i++) {
    if (i >= count || bytes[i] < low || bytes[i] > high) return i;
    value = (value << 6) | (bytes[i] & 0x3fu);
    low = 0x80, high = 0xbf;
  }
  *point = value;
  return need + 1;
}

void rs_letters_append(RsBuffer *letters, const char *text, size_t bytes) {
  const unsigned char *at = (const unsigned char *)text;
  for (size_t i = 0; i < bytes;) {
    uint32_t point;
    unsigned mark;
    uint8_t out[RS_LETTERS_PER_POINT];
    i += rs_utf8_decode(at + i, bytes - i, &point);
    rs_buffer_add(letters, out, rs_letters_of_point(point, out, &mark));
  }
}

static uint32_t point_of_letter(uint8_t letter) {
  static const uint16_t beyond[] = {0x067e, 0x0686, 0x06a4, 0x06af, 0x0698, 0x06a8};
  if (letter < 0x80) return letter;
  if (letter <= RS_LETTER_YEH) return (uint32_t)letter - RS_LETTER_HAMZA + 0x0621;
  if (letter <= RS_LETTER_QAF_DOTS) return beyond[letter - RS_LETTER_PEH];
  return 0xfffd;
}

void rs_letters_to_utf8(RsBuffer *text, const uint8_t *letters, size_t count) {
  for (size_t i = 0; i < count; i++) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n =
      utf8proc_encode_char((utf8proc_int32_t)point_of_letter(letters[i]), bytes);
    rs_buffer_add(text, bytes, (size_t)n);
  }
}

uint64_t rs_fold_hash(const uint8_t *letters, size_t count) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < count; i++) {
    hash = (hash ^ rs_fold_table[letters[i]]) * 0x100000001b3u;
  }
  hash ^= hash >> 32;
  hash *= 0xff51afd7ed558ccdu;
  return hash ^ (hash >> 33);
}
