/* A word as the compiler builds it: exact letters, and where the shaddas are.
 *
 * Endings and word patterns are written in Buckwalter's roman letters, so that the logic holds
 * no Arabic: ' | > & < } A stand for ء آ أ ؤ إ ئ ا; p ة, t ت, w و, y ي, Y ى. The digits 1 to 4
 * stand for the radicals of a root. */
#ifndef RASID_COMPILE_SPELL_H
#define RASID_COMPILE_SPELL_H

#include "text/letters.h"

enum {
  RS_SPELL_MAX = 40
};

typedef struct {
  uint8_t letters[RS_SPELL_MAX];
  uint8_t count;
  bool is_tanwin_kasr; /* ends in ٍ : قاضٍ */
  bool is_too_long;
  uint64_t shadda; /* bit i: letter i is doubled */
} RsSpell;

uint8_t rs_letter_of_roman(char roman);
RsSpell rs_spell_of_text(RsBytes text);
/* Appends UTF-8 with shaddas. */
void rs_spell_to_utf8(RsBuffer *out, const RsSpell *spell);

void rs_spell_push(RsSpell *spell, uint8_t letter);
/* The word with roman letters behind it; أ + ا becomes آ. */
RsSpell rs_spell_with(RsSpell spell, const char *ending);
/* The word without its last letter. */
RsSpell rs_spell_cut(RsSpell spell);
RsSpell rs_spell_before(char prefix, const RsSpell *stem);
RsSpell rs_spell_set(RsSpell spell, unsigned index, char roman);
/* The word without the letter at `index`. */
RsSpell rs_spell_without(RsSpell spell, unsigned index);
/* Fills a pattern ("<12A3") with the radicals of `root`; a radical ء takes the seat that
 * `seats` gives for its place ("&}'" for radicals 1, 2, 3). */
RsSpell rs_spell_pattern(const RsSpell *root, const char *pattern, const char *seats);

/* Letter `index` from the end (0 is the last), 0 when there is none. */
static inline uint8_t rs_spell_last(const RsSpell *spell, unsigned index) {
  return index < spell->count ? spell->letters[spell->count - 1 - index] : 0;
}
static inline bool rs_spell_ends(const RsSpell *spell, char roman) {
  return spell->count && rs_spell_last(spell, 0) == rs_letter_of_roman(roman);
}
bool rs_spell_same(const RsSpell *a, const RsSpell *b);

#endif
