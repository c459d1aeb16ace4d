/* The inflection of nouns and adjectives, without article and clitics.
 *
 * Unvocalised, a noun shows little of its case: مسؤول, the indefinite accusative مسؤولا, the
 * sound plural مسؤولون / مسؤولين, the dual مسؤولان / مسؤولين, and before a genitive or pronoun
 * مسؤولو, مسؤولي, مسؤولا. What makes work is the last letter: ة becomes ت before a pronoun
 * (حكومة, حكومتها), ى becomes ا (مستوى, مستواه), ء changes its seat (أبناء, أبناؤه, أبنائه), and
 * the ي of a defective noun falls without article (قاضٍ, القاضي). A lemma is defective when it
 * is written with ٍ or ends in a single ي behind three letters or more; nisbas and the like
 * have a doubled ي, whose shadda the data must write. */
#include "compile/compiler.h"

#define BARE       RS_FEATURE_NO_ENCLITIC
#define ACCUSATIVE ((3u << RS_CASE_SHIFT) | RS_FEATURE_NO_ARTICLE | RS_FEATURE_NO_ENCLITIC)
#define NOMINATIVE (1u << RS_CASE_SHIFT)
#define OBLIQUE    (2u << RS_CASE_SHIFT)
#define NEEDS      RS_FEATURE_NEEDS_ENCLITIC

typedef struct {
  RsCompiler *c;
  uint32_t lexeme, features; /* gender and number */
} Slot;

static uint32_t gender_number(unsigned gender, unsigned number) {
  return gender << RS_GENDER_SHIFT | number << RS_NUMBER_SHIFT;
}

static void put(const Slot *slot, RsSpell spell, uint32_t features) {
  rs_form_add(slot->c, slot->lexeme, &spell, slot->features | features);
}

static bool is_defective(const RsSpell *s) {
  if (s->is_tanwin_kasr) return true;
  bool is_single = !(s->shadda >> (s->count - 1) & 1);
  return rs_spell_ends(s, 'y') && is_single && s->count >= 4;
}

/* قاض and قاضي: the lemma without and with its ي. */
static RsSpell without_yeh(const RsSpell *s) {
  return rs_spell_ends(s, 'y') ? rs_spell_cut(*s) : *s;
}
static RsSpell with_yeh(const RsSpell *s) {
  return rs_spell_with(without_yeh(s), "y");
}

/* ------------------------------------------------------------- one stem */

static void put_hamza(const Slot *slot, const RsSpell *s) {
  unsigned last = s->count - 1u;
  uint8_t seat = rs_spell_last(s, 0), before = rs_spell_last(s, 1);
  put(slot, *s, 0);
  bool may_reseat = seat == RS_LETTER_HAMZA || seat == RS_LETTER_ALEF_HAMZA;
  if (may_reseat) {
    put(slot, rs_spell_set(*s, last, '&'), NEEDS | NOMINATIVE);
    put(slot, rs_spell_set(*s, last, '}'), NEEDS | OBLIQUE);
  }
  if (seat == RS_LETTER_ALEF_HAMZA || before == RS_LETTER_ALEF) return;
  put(slot, rs_spell_with(*s, "A"), ACCUSATIVE);
  if (seat == RS_LETTER_HAMZA)
    put(slot, rs_spell_with(rs_spell_set(*s, last, '}'), "A"), ACCUSATIVE);
}

static bool is_hamza(uint8_t letter) {
  return letter == RS_LETTER_HAMZA || letter == RS_LETTER_ALEF_HAMZA ||
         letter == RS_LETTER_WAW_HAMZA || letter == RS_LETTER_YEH_HAMZA;
}

/* One stem with the endings of a singular or broken plural. */
static void put_stem(const Slot *slot, const RsSpell *s, bool has_accusative) {
  if (!s->count) return;
  if (is_defective(s)) {
    put(slot, with_yeh(s), 0);
    put(slot, without_yeh(s), RS_FEATURE_NO_ARTICLE | BARE);
    if (has_accusative) put(slot, rs_spell_with(with_yeh(s), "A"), ACCUSATIVE);
  } else if (rs_spell_ends(s, 'p')) {
    put(slot, *s, BARE);
    put(slot, rs_spell_with(rs_spell_cut(*s), "t"), NEEDS);
  } else if (rs_spell_ends(s, 'Y')) {
    put(slot, *s, BARE);
    put(slot, rs_spell_with(rs_spell_cut(*s), "A"), NEEDS);
  } else if (is_hamza(rs_spell_last(s, 0))) {
    put_hamza(slot, s);
  } else {
    put(slot, *s, 0);
    if (has_accusative && !rs_spell_ends(s, 'A'))
      put(slot, rs_spell_with(*s, "A"), ACCUSATIVE);
  }
}

/* A hamza behind ي takes its seat before a vowel: بريء, بريئة, بريئون. */
static RsSpell seated(const RsSpell *s) {
  bool is_behind_yeh = rs_spell_ends(s, '\'') && rs_spell_last(s, 1) == RS_LETTER_YEH;
  return is_behind_yeh ? rs_spell_set(*s, s->count - 1u, '}') : *s;
}

/* The stem that the dual endings and ـات are put to; ة becomes `t` or falls. */
static RsSpell stem_for_ending(const RsNominal *n, const RsSpell *s, bool is_dual) {
  if (is_defective(s)) return with_yeh(s);
  if (rs_spell_ends(s, 'Y')) return rs_spell_with(rs_spell_cut(*s), "y");
  if (!rs_spell_ends(s, 'p')) {
    bool is_feminine_hamza = n->gender == RS_FEMININE && rs_spell_ends(s, '\'') &&
                             rs_spell_last(s, 1) == RS_LETTER_ALEF;
    return is_feminine_hamza ? rs_spell_with(rs_spell_cut(*s), "w") : *s;
  }
  RsSpell cut = rs_spell_cut(*s);
  if (is_dual) return rs_spell_with(cut, "t");
  if (!rs_spell_ends(&cut, 'A')) return cut;
  return rs_spell_with(rs_spell_cut(cut), n->last_radical == RS_LETTER_WAW ? "w" : "y");
}

static void put_dual(const Slot *slot, const RsSpell *stem) {
  put(slot, rs_spell_with(*stem, "An"), NOMINATIVE | BARE);
  put(slot, rs_spell_with(*stem, "yn"), OBLIQUE | BARE);
  put(slot, rs_spell_with(*stem, "A"), NOMINATIVE | RS_FEATURE_CONSTRUCT);
  put(slot, rs_spell_with(*stem, "y"), OBLIQUE | RS_FEATURE_CONSTRUCT);
}

static void dual(RsCompiler *c, const RsNominal *n, const RsSpell *lemma) {
  Slot slot = {c, n->lexeme, gender_number(n->gender, 2)};
  RsSpell stem = stem_for_ending(n, lemma, true);
  put_dual(&slot, &stem);
  bool is_bare_hamza =
    rs_spell_ends(&stem, '\'') && rs_spell_last(&stem, 1) != RS_LETTER_ALEF;
  if (!is_bare_hamza) return;
  stem = rs_spell_set(stem, stem.count - 1u, '}');
  put_dual(&slot, &stem);
}

/* ------------------------------------------------------------- nouns */

void rs_noun_singular(RsCompiler *c, const RsNominal *n, const RsSpell *lemma) {
  Slot slot = {c, n->lexeme, gender_number(n->gender, 1)};
  put_stem(&slot, lemma, true);
  dual(c, n, lemma);
}

void rs_noun_broken(RsCompiler *c, const RsNominal *n, const RsSpell *plural) {
  Slot slot = {c, n->lexeme, gender_number(n->gender, 3)};
  put_stem(&slot, plural, !plural->is_tanwin_kasr);
}

void rs_noun_sound_masculine(RsCompiler *c, const RsNominal *n, const RsSpell *lemma) {
  Slot slot = {c, n->lexeme, gender_number(RS_MASCULINE, 3)};
  RsSpell stem = is_defective(lemma) ? without_yeh(lemma) : seated(lemma);
  if (rs_spell_ends(&stem, 'Y') || rs_spell_ends(&stem, 'p')) stem = rs_spell_cut(stem);
  put(&slot, rs_spell_with(stem, "wn"), NOMINATIVE | BARE);
  put(&slot, rs_spell_with(stem, "yn"), OBLIQUE | BARE);
  put(&slot, rs_spell_with(stem, "w"), NOMINATIVE | RS_FEATURE_CONSTRUCT);
  put(&slot, rs_spell_with(stem, "y"), OBLIQUE | RS_FEATURE_CONSTRUCT);
}

void rs_noun_sound_feminine(RsCompiler *c, const RsNominal *n, const RsSpell *lemma) {
  Slot slot = {c, n->lexeme, gender_number(RS_FEMININE, 3)};
  RsSpell stem = stem_for_ending(n, lemma, false);
  if (rs_spell_ends(&stem, 'A')) stem = rs_spell_cut(stem);
  put(&slot, rs_spell_with(stem, "At"), 0);
}

/* ------------------------------------------------------------- adjectives */

static RsSpell feminine_of(const RsSpell *s) {
  if (is_defective(s)) return rs_spell_with(with_yeh(s), "p");
  if (rs_spell_ends(s, 'Y')) return rs_spell_with(rs_spell_cut(*s), "Ap");
  return rs_spell_with(seated(s), "p");
}

void rs_adjective_inflect(
  RsCompiler *c, uint32_t lexeme, const RsSpell *lemma, bool is_masculine_sound
) {
  RsNominal masculine = {lexeme, RS_MASCULINE, 0}, feminine = {lexeme, RS_FEMININE, 0};
  RsSpell other = feminine_of(lemma);
  rs_noun_singular(c, &masculine, lemma);
  rs_noun_singular(c, &feminine, &other);
  if (is_masculine_sound) rs_noun_sound_masculine(c, &masculine, lemma);
  rs_noun_sound_feminine(c, &feminine, &other);
}
