/* The lines of nouns.tsv, adjectives.tsv and verbs.tsv.
 *
 * A plural is `+ون`, `+ات` or written out. An adjective takes ـة unless its feminine is
 * written out (كبرى, حمراء); an elative (أهمّ, أكثر) has neither feminine nor accusative ending
 * and is seen from its shape: أ and at most three letters, with no plural or feminine that
 * would speak for a plain adjective. */
#include "compile/verb.h"

static bool is_plural(RsBytes part, const char *roman) {
  RsSpell spell = rs_spell_of_text(part), ending = rs_spell_with((RsSpell) {0}, roman);
  return part.count && part.data[0] == '+' && spell.count == 3 &&
         !memcmp(spell.letters + 1, ending.letters, 2);
}

static void put_plurals(
  RsCompiler *c,
  const RsLine *line,
  const RsNominal *n,
  const RsSpell *lemma,
  unsigned column
) {
  RsBytes plurals = rs_column(line, column);
  for (RsBytes part; rs_list_next(&plurals, '|', &part);) {
    RsSpell spell;
    if (is_plural(part, "wn"))
      rs_noun_sound_masculine(c, n, lemma);
    else if (is_plural(part, "At"))
      rs_noun_sound_feminine(c, n, lemma);
    else if (rs_spell_read(c, line, part, &spell))
      rs_noun_broken(c, n, &spell);
  }
}

static bool check_root(RsCompiler *c, const RsLine *line, unsigned column, RsSpell *root) {
  *root = rs_spell_of_text(rs_column(line, column));
  bool is_root = root->count <= 5 && root->count != 1;
  for (unsigned i = 0; i < root->count; i++) {
    uint8_t letter = root->letters[i];
    bool is_seated = letter > RS_LETTER_HAMZA && letter <= RS_LETTER_ALEF;
    is_root &= rs_letter_is_arabic(letter) && !is_seated;
  }
  if (!is_root)
    rs_fault(c, line, "a root has 2 to 5 radicals, hamza written ء and weak ones و or ي");
  return is_root;
}

static uint32_t word_flags(RsCompiler *c, const RsLine *line) {
  RsBytes list = rs_column(line, 5);
  static const char *const names[] = {
    "h", "u", "l", "t", "q", "d", "s", "b", "former", "body", "states"};
  static const uint32_t values[] = {
    RS_LEXEME_RATIONAL,
    RS_LEXEME_UNIT,
    RS_LEXEME_PLACE,
    RS_LEXEME_TITLE,
    RS_LEXEME_QUANTITY,
    RS_LEXEME_DIRECTION,
    RS_LEXEME_SELF,
    RS_LEXEME_BEHALF,
    RS_LEXEME_FORMER,
    (uint32_t)RS_LEXEME_BODY,
    RS_LEXEME_OF_STATES,
  };
  uint32_t flags = 0;
  for (RsBytes part; rs_list_next(&list, '|', &part);) {
    int found = rs_enum_find(part, names, RS_COUNT_OF(names));
    if (found < 0)
      rs_fault(c, line, "unknown feature `%.*s`", (int)part.count, part.data);
    else
      flags |= values[found];
  }
  return flags;
}

void rs_read_noun(RsCompiler *c, const RsLine *line) {
  static const char *const genders[] = {"m", "f"};
  RsSpell lemma, root;
  if (!rs_spell_read(c, line, rs_column(line, 1), &lemma)) return;
  if (!check_root(c, line, 2, &root)) return;
  rs_lexeme_once(c, line, RS_UPOS_NOUN, 2);
  RsLexemeNew new = {.lemma = line->column[1], .verb = RS_NONE, .country = RS_NONE};
  new.upos = RS_UPOS_NOUN;
  new.flags = word_flags(c, line);
  RsNominal n = {.last_radical = rs_spell_last(&root, 0)};
  n.gender = 1 + rs_column_enum(c, line, 3, "gender", genders, RS_COUNT_OF(genders));
  n.lexeme = rs_lexeme_add(c, line, &new);
  rs_noun_singular(c, &n, &lemma);
  put_plurals(c, line, &n, &lemma, 4);
}

static bool is_elative(const RsLine *line, const RsSpell *lemma) {
  if (rs_column(line, 4).count || lemma->letters[0] != RS_LETTER_ALEF_HAMZA) return false;
  bool is_nisba = rs_spell_ends(lemma, 'y');
  bool is_doubled = lemma->count == 3 && lemma->shadda == 4;
  bool is_short = is_doubled || (lemma->count == 4 && lemma->shadda == 0);
  bool has_long_vowel = lemma->count == 4 && (rs_spell_last(lemma, 1) == RS_LETTER_YEH ||
                                              rs_spell_last(lemma, 1) == RS_LETTER_ALEF ||
                                              rs_spell_last(lemma, 1) == RS_LETTER_WAW);
  return is_short && !is_nisba && !has_long_vowel;
}

void rs_read_adjective(RsCompiler *c, const RsLine *line) {
  RsSpell lemma, root, feminine;
  if (!rs_spell_read(c, line, rs_column(line, 1), &lemma)) return;
  if (!check_root(c, line, 2, &root)) return;
  rs_lexeme_once(c, line, RS_UPOS_ADJ, 2);
  RsLexemeNew new = {.lemma = line->column[1], .verb = RS_NONE, .country = RS_NONE};
  new.upos = RS_UPOS_ADJ;
  new.flags = word_flags(c, line);
  RsNominal n = {rs_lexeme_add(c, line, &new), RS_MASCULINE, rs_spell_last(&root, 0)};
  RsNominal f = {n.lexeme, RS_FEMININE, n.last_radical};
  RsBytes written = rs_column(line, 4);
  if (written.count) {
    rs_noun_singular(c, &n, &lemma);
    if (rs_spell_read(c, line, written, &feminine)) {
      rs_noun_singular(c, &f, &feminine);
      rs_noun_sound_feminine(c, &f, &feminine);
    }
  } else if (is_elative(line, &lemma)) {
    rs_noun_singular(c, &n, &lemma);
  } else {
    rs_adjective_inflect(c, n.lexeme, &lemma, false);
  }
  put_plurals(c, line, &n, &lemma, 3);
}

/* ------------------------------------------------------------- verbs */

static int form_number(RsBytes text) {
  static const char *const names[] = {
    "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "Q1", "Q2", "Q3", "Q4"};
  int found = rs_enum_find(text, names, RS_COUNT_OF(names));
  return found > 0 ? found : 0;
}

/* A hollow verb with hamza in front, آل, is taken apart into أ ا ل, so that it goes like قال. */
static void open_madda(RsVerb *v) {
  RsSpell *p = &v->perfect;
  bool is_madda = v->form == 1 && p->count == 2 && p->letters[0] == RS_LETTER_ALEF_MADDA;
  if (!is_madda) return;
  uint8_t last = p->letters[1];
  *p = rs_spell_with((RsSpell) {0}, ">");
  p->letters[p->count++] = RS_LETTER_ALEF;
  p->letters[p->count++] = last;
}

static bool read_parts(RsVerb *v) {
  if (!rs_spell_read(v->c, v->line, rs_column(v->line, 1), &v->perfect)) return false;
  if (!rs_spell_read(v->c, v->line, rs_column(v->line, 2), &v->present)) return false;
  if (!check_root(v->c, v->line, 3, &v->root)) return false;
  v->form = form_number(rs_column(v->line, 4));
  if (!v->form) {
    rs_fault(v->c, v->line, "unknown form, not 1 to 10 or Q1 to Q4");
    return false;
  }
  if (v->present.letters[0] != RS_LETTER_YEH || v->perfect.count < 2 || v->present.count < 3) {
    rs_fault(v->c, v->line, "the imperfect must begin with ي and both must be whole words");
    return false;
  }
  v->present = rs_spell_without(v->present, 0);
  open_madda(v);
  return true;
}

/* The من of a verb's government. */
static bool is_from(RsBytes part) {
  RsSpell spell = rs_spell_of_text(part);
  return spell.count == 2 && spell.letters[0] == RS_LETTER_MEEM &&
         spell.letters[1] == RS_LETTER_NOON;
}

/* The flags of a verb's government. It has a passive when it governs an object or a
 * preposition; form 7 has none. */
static uint32_t government_flags(RsVerb *v) {
  RsBytes list = rs_column(v->line, 6);
  uint32_t flags = 0;
  bool governs = false;
  for (RsBytes part; rs_list_next(&list, '|', &part);) {
    bool is_auxiliary = rs_bytes_equal(part, "aux");
    if (is_auxiliary) flags |= RS_LEXEME_AUXILIARY;
    if (rs_bytes_equal(part, "tr")) flags |= RS_LEXEME_TRANSITIVE;
    if (is_from(part)) flags |= RS_LEXEME_TAKES_FROM;
    governs |= !is_auxiliary && !rs_bytes_equal(part, "in");
  }
  v->has_passive = v->form == 7 ? flags & RS_LEXEME_TRANSITIVE : governs;
  return flags;
}

void rs_read_verb(RsCompiler *c, const RsLine *line) {
  RsVerb verb = {.c = c, .line = line};
  if (!read_parts(&verb)) return;
  rs_verb_analyse(&verb);
  const char *fault = rs_verb_fault(&verb);
  if (fault) {
    rs_fault(c, line, "%s", fault);
    return;
  }
  rs_lexeme_once(c, line, RS_UPOS_VERB, 3);
  RsLexemeNew new = {.lemma = line->column[1], .verb = RS_NONE, .country = RS_NONE};
  new.upos = RS_UPOS_VERB;
  new.government = rs_column(line, 6);
  new.flags = government_flags(&verb);
  verb.lexeme = rs_lexeme_add(c, line, &new);
  rs_verb_conjugate(&verb);
  rs_verb_derive(&verb);
}
