/* Arabic words are roots poured into patterns: علن and the pattern إفعال give إعلان, in roman
 * letters "<12A3". Unvocalised spelling keeps long vowels and consonants only, so a pattern is
 * short. What has to be watched is hamza, whose seat depends on the vowels around it: the
 * caller names the seat (مؤاخذة: "m1A23p" with و as the seat of radical 1), and أ before ا
 * always becomes آ (تآمر). Shaddas are kept as bits: they tell lemmas apart (قَدَّمَ, قَدِمَ). */
#include "compile/spell.h"

uint8_t rs_letter_of_roman(char roman) {
  static const char first[] = "'|>&<}AbptvjHxd*rzs$SDTZEg", second[] = "fqklmnhwYy";
  const char *at = strchr(first, roman);
  if (at && roman) return (uint8_t)(RS_LETTER_HAMZA + (at - first));
  at = strchr(second, roman);
  return at && roman ? (uint8_t)(RS_LETTER_FEH + (at - second)) : RS_LETTER_SYMBOL;
}

void rs_spell_push(RsSpell *spell, uint8_t letter) {
  uint8_t *last = spell->count ? &spell->letters[spell->count - 1] : NULL;
  if (last && *last == RS_LETTER_ALEF_HAMZA && letter == RS_LETTER_ALEF) {
    *last = RS_LETTER_ALEF_MADDA;
  } else if (spell->count < RS_SPELL_MAX) {
    spell->letters[spell->count++] = letter;
  } else {
    spell->is_too_long = true;
  }
}

RsSpell rs_spell_of_text(RsBytes text) {
  RsSpell spell = {0};
  const unsigned char *at = (const unsigned char *)text.data;
  for (size_t i = 0; i < text.count;) {
    uint32_t point;
    unsigned mark;
    uint8_t out[RS_LETTERS_PER_POINT];
    i += rs_utf8_decode(at + i, text.count - i, &point);
    unsigned n = rs_letters_of_point(point, out, &mark);
    for (unsigned k = 0; k < n && spell.count < RS_SPELL_MAX; k++) {
      spell.letters[spell.count++] = out[k];
    }
    spell.is_too_long |= n && spell.count == RS_SPELL_MAX;
    if (mark == RS_MARK_SHADDA && spell.count) spell.shadda |= 1ull << (spell.count - 1);
    if (n) spell.is_tanwin_kasr = false;
    if (point == 0x064d) spell.is_tanwin_kasr = true;
  }
  return spell;
}

void rs_spell_to_utf8(RsBuffer *out, const RsSpell *spell) {
  for (unsigned i = 0; i < spell->count; i++) {
    rs_letters_to_utf8(out, &spell->letters[i], 1);
    if (spell->shadda >> i & 1)
      rs_buffer_add(out, RS_UTF8_SHADDA, sizeof RS_UTF8_SHADDA - 1);
  }
}

RsSpell rs_spell_with(RsSpell spell, const char *ending) {
  for (; *ending; ending++)
    rs_spell_push(&spell, rs_letter_of_roman(*ending));
  spell.is_tanwin_kasr = false;
  return spell;
}

RsSpell rs_spell_cut(RsSpell spell) {
  if (spell.count) spell.count--;
  spell.shadda &= (1ull << spell.count) - 1;
  spell.is_tanwin_kasr = false;
  return spell;
}

RsSpell rs_spell_before(char prefix, const RsSpell *stem) {
  RsSpell spell = {0};
  rs_spell_push(&spell, rs_letter_of_roman(prefix));
  unsigned from = 0;
  if (prefix == '>' && stem->count && stem->letters[0] == RS_LETTER_ALEF_HAMZA) {
    spell.letters[0] = RS_LETTER_ALEF_MADDA;
    from = 1;
  }
  for (unsigned i = from; i < stem->count; i++)
    rs_spell_push(&spell, stem->letters[i]);
  spell.shadda = from ? stem->shadda : stem->shadda << 1;
  return spell;
}

RsSpell rs_spell_set(RsSpell spell, unsigned index, char roman) {
  if (index < spell.count) spell.letters[index] = rs_letter_of_roman(roman);
  return spell;
}

RsSpell rs_spell_without(RsSpell spell, unsigned index) {
  if (index >= spell.count) return spell;
  memmove(spell.letters + index, spell.letters + index + 1, spell.count - index - 1u);
  spell.count--;
  uint64_t low = spell.shadda & ((1ull << index) - 1);
  spell.shadda = low | (spell.shadda >> (index + 1) << index);
  return spell;
}

RsSpell rs_spell_pattern(const RsSpell *root, const char *pattern, const char *seats) {
  RsSpell spell = {0};
  for (; *pattern; pattern++) {
    unsigned radical = (unsigned)(*pattern - '1');
    if (radical > 3) {
      rs_spell_push(&spell, rs_letter_of_roman(*pattern));
      continue;
    }
    uint8_t letter = radical < root->count ? root->letters[radical] : RS_LETTER_SYMBOL;
    if (letter == RS_LETTER_HAMZA && radical < strlen(seats)) {
      letter = rs_letter_of_roman(seats[radical]);
    }
    rs_spell_push(&spell, letter);
  }
  return spell;
}

bool rs_spell_same(const RsSpell *a, const RsSpell *b) {
  return a->count == b->count && !memcmp(a->letters, b->letters, a->count);
}
