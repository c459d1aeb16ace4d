/* Participles and masdars, which are lexemes of their own that name their verb.
 *
 * Active participle: فاعل of form I (قائل, داعٍ, شادّ, آخذ), else م before the imperfect stem
 * (مستعيد, متلقٍّ). Passive: مفعول of form I (مقول, مبيع, مدعوّ, مرميّ), else م before the passive
 * imperfect stem (مستعاد). Masdars of the derived forms follow a pattern for each form:
 * تأكيد, مفاجأة, إعلان, إعادة, توقّف, تبادل, انسحاب, احتلال, استعادة; of form I they are given.
 * A feminine ـة masdar makes the plural in ـات, those of the derived forms do as well. */
#include "compile/verb.h"

static bool is_root(const RsVerb *v, unsigned radical, uint8_t letter) {
  return radical < v->root.count && v->root.letters[radical] == letter;
}

/* A stem that ends in a weak letter shows it as ي in the active participle. */
static RsSpell weak_to_yeh(RsSpell s) {
  bool is_weak = rs_spell_ends(&s, 'Y') || rs_spell_ends(&s, 'A');
  return is_weak ? rs_spell_with(rs_spell_cut(s), "y") : s;
}

RsSpell rs_verb_active_participle(const RsVerb *v) {
  if (v->form == 1) {
    bool is_hollow = v->verb_class == RS_VERB_HOLLOW;
    if (v->verb_class == RS_VERB_GEMINATE) {
      RsSpell s = rs_spell_pattern(&v->root, "1A2", ">");
      s.shadda = 4;
      return s;
    }
    if (v->verb_class == RS_VERB_DEFECTIVE) return rs_spell_pattern(&v->root, "1A2y", ">'");
    bool ends_in_hamza = is_root(v, 2, RS_LETTER_HAMZA);
    if (is_hollow && ends_in_hamza) return rs_spell_pattern(&v->root, "1A}y", ">");
    return rs_spell_pattern(&v->root, is_hollow ? "1A}3" : "1A23", ">}}");
  }
  RsSpell s = weak_to_yeh(rs_spell_before('m', &v->present));
  if (s.letters[1] == RS_LETTER_ALEF_HAMZA) s = rs_spell_set(s, 1, '&'); /* مؤتلف */
  unsigned last = s.count - 1u;
  if (rs_spell_ends(&s, '>')) s = rs_spell_set(s, last, '}');
  uint8_t middle = rs_spell_last(&s, 1);
  bool is_seated = middle == RS_LETTER_ALEF_HAMZA || middle == RS_LETTER_HAMZA;
  if ((v->form == 5 || v->form == 6) && is_seated) s = rs_spell_set(s, last - 1, '}');
  return s;
}

RsSpell rs_verb_passive_participle(const RsVerb *v) {
  if (v->form != 1) return rs_spell_before('m', &v->passive_present);
  uint8_t vowel = rs_spell_last(&v->present, v->verb_class == RS_VERB_HOLLOW ? 1 : 0);
  if (v->verb_class == RS_VERB_HOLLOW) {
    bool is_waw =
      vowel == RS_LETTER_ALEF ? is_root(v, 1, RS_LETTER_WAW) : vowel == RS_LETTER_WAW;
    return rs_spell_pattern(&v->root, is_waw ? "m1w3" : "m1y3", ">''");
  }
  if (v->verb_class == RS_VERB_DEFECTIVE) {
    RsSpell s = rs_spell_pattern(&v->root, vowel == RS_LETTER_WAW ? "m12w" : "m12y", ">}");
    s.shadda = 1ull << (s.count - 1);
    return s;
  }
  return rs_spell_pattern(&v->root, "m12w3", ">&'");
}

/* ------------------------------------------------------------- masdars */

static RsSpell masdar_of_four(const RsVerb *v) {
  switch (v->verb_class) {
    case RS_VERB_HOLLOW: return rs_spell_pattern(&v->root, "<1A3p", "&''");
    case RS_VERB_DEFECTIVE: break;
    default: {
      bool is_weak = rs_is_weak(v->root.letters[0]) || is_root(v, 0, RS_LETTER_HAMZA);
      return rs_spell_pattern(&v->root, is_weak ? "<y2A3" : "<12A3", ">>'");
    }
  }
  bool is_weak = rs_is_weak(v->root.letters[0]) || is_root(v, 0, RS_LETTER_HAMZA);
  return rs_spell_pattern(&v->root, is_weak ? "<y2A'" : "<12A'", ">>'");
}

static RsSpell masdar_of_two(const RsVerb *v) {
  if (v->verb_class == RS_VERB_DEFECTIVE) return rs_spell_pattern(&v->root, "t12yp", ">}");
  if (is_root(v, 2, RS_LETTER_HAMZA)) return rs_spell_pattern(&v->root, "t123p", ">}}");
  return rs_spell_pattern(&v->root, "t12y3", ">}");
}

static RsSpell masdar_of_three(const RsVerb *v) {
  if (v->verb_class == RS_VERB_DEFECTIVE) return rs_spell_pattern(&v->root, "m1A2Ap", "&'");
  if (v->verb_class == RS_VERB_GEMINATE) return rs_spell_pattern(&v->root, "m1A2p", "&'");
  return rs_spell_pattern(&v->root, "m1A23p", "&'>");
}

/* Forms 5, 6 and Q2 take the perfect's letters, with damma before the last. */
static RsSpell masdar_with_damma(const RsVerb *v) {
  RsSpell s = weak_to_yeh(v->perfect);
  unsigned last = s.count - 1u;
  if (rs_spell_ends(&s, '>')) s = rs_spell_set(s, last, '&');
  uint8_t middle = rs_spell_last(&s, 1);
  bool is_seated = middle == RS_LETTER_ALEF_HAMZA || middle == RS_LETTER_HAMZA;
  return is_seated ? rs_spell_set(s, last - 1, '&') : s;
}

/* Forms 7, 8, 9, 10, Q4: the perfect with ا before its last letter: احتلال from احتلّ. */
static RsSpell masdar_with_alef(const RsVerb *v) {
  RsSpell s = rs_spell_cut(v->perfect);
  uint8_t last = rs_spell_last(&v->perfect, 0);
  if (v->form == 10 && v->verb_class == RS_VERB_HOLLOW) {
    rs_spell_push(&s, last);
    return rs_spell_with(s, "p");
  }
  if (v->form == 10 && is_root(v, 0, RS_LETTER_WAW)) s = rs_spell_set(s, 3, 'y');
  if (v->form == 10 && is_root(v, 0, RS_LETTER_HAMZA)) s = rs_spell_set(s, 3, '}');
  if (rs_spell_ends(&s, '>')) s = rs_spell_set(s, s.count - 1u, '}'); /* اطمئنان, التئام */
  if (v->verb_class == RS_VERB_GEMINATE) rs_spell_push(&s, last);
  if (v->verb_class == RS_VERB_HOLLOW) s = rs_spell_set(s, s.count - 1u, 'y');
  s = rs_spell_with(s, "A");
  bool is_hamza = v->verb_class == RS_VERB_DEFECTIVE || last == RS_LETTER_ALEF_HAMZA;
  rs_spell_push(&s, is_hamza ? RS_LETTER_HAMZA : last);
  return s;
}

RsSpell rs_verb_masdar(const RsVerb *v) {
  switch (v->form) {
    case 2: return masdar_of_two(v);
    case 3: return masdar_of_three(v);
    case 4: return masdar_of_four(v);
    case 5:
    case 6:
    case RS_FORM_Q2: return masdar_with_damma(v);
    case 7:
    case 8:
    case 9:
    case 10:
    case RS_FORM_Q4: return masdar_with_alef(v);
    case RS_FORM_Q1: return rs_spell_with(v->perfect, "p");
    default: return (RsSpell) {0};
  }
}

/* ------------------------------------------------------------- lexemes */

static uint32_t derived(
  const RsVerb *v, RsBytes lemma, RsUpos upos, RsDerivation derivation
) {
  const RsLexeme *verb = rs_table_at(v->c, RS_SECTION_LEXEME, v->lexeme);
  RsLexemeNew new = {
    .lemma = lemma,
    .government = rs_column(v->line, 6),
    .verb = v->lexeme,
    .country = RS_NONE,
    .flags = verb->flags,
    .upos = (uint8_t)upos,
    .derivation = (uint8_t)derivation,
  };
  return rs_lexeme_add(v->c, v->line, &new);
}

static uint32_t derived_spell(
  const RsVerb *v, const RsSpell *spell, RsUpos upos, RsDerivation derivation
) {
  RsBuffer text = {0};
  rs_spell_to_utf8(&text, spell);
  uint32_t lexeme = derived(v, (RsBytes) {text.data, text.count}, upos, derivation);
  v->c->failed |= text.failed;
  rs_buffer_release(&text);
  return lexeme;
}

static void add_participle(const RsVerb *v, RsSpell spell, RsDerivation derivation) {
  uint32_t lexeme = derived_spell(v, &spell, RS_UPOS_ADJ, derivation);
  bool is_sound_weak = spell.count == 3 && rs_spell_ends(&spell, 'y'); /* never short */
  if (!is_sound_weak) rs_adjective_inflect(v->c, lexeme, &spell, true);
}

static void inflect_masdar(const RsVerb *v, uint32_t lexeme, const RsSpell *s) {
  bool is_feminine = rs_spell_ends(s, 'p');
  uint8_t last = rs_spell_last(&v->root, 0);
  RsNominal n = {lexeme, is_feminine ? RS_FEMININE : RS_MASCULINE, last};
  rs_noun_singular(v->c, &n, s);
  if (v->form != 1 || is_feminine) rs_noun_sound_feminine(v->c, &n, s);
  bool is_tafiil = v->form == 2 && s->count == 5 && rs_spell_last(s, 1) == RS_LETTER_YEH;
  if (!is_tafiil || is_feminine) return;
  RsSpell broken = rs_spell_pattern(&v->root, "t1A2y3", ">}");
  rs_noun_broken(v->c, &n, &broken);
}

static void add_masdar(const RsVerb *v, RsBytes text, RsBuffer *seen) {
  RsSpell spell = rs_verb_masdar(v);
  bool is_regular = rs_bytes_equal(text, "*");
  if (is_regular && !spell.count) {
    rs_fault(v->c, v->line, "form 1 has no regular masdar");
    return;
  }
  if (!is_regular && !rs_spell_read(v->c, v->line, text, &spell)) return;
  for (size_t i = 0; i < seen->count / sizeof spell; i++) {
    if (rs_spell_same((const RsSpell *)(const void *)seen->data + i, &spell)) return;
  }
  rs_buffer_add(seen, &spell, sizeof spell);
  uint32_t lexeme = is_regular ? derived_spell(v, &spell, RS_UPOS_NOUN, RS_DERIVED_MASDAR)
                               : derived(v, text, RS_UPOS_NOUN, RS_DERIVED_MASDAR);
  inflect_masdar(v, lexeme, &spell);
}

void rs_verb_derive(const RsVerb *v) {
  add_participle(v, rs_verb_active_participle(v), RS_DERIVED_ACTIVE_PARTICIPLE);
  if (v->has_passive) {
    add_participle(v, rs_verb_passive_participle(v), RS_DERIVED_PASSIVE_PARTICIPLE);
  }
  RsBuffer seen = {0};
  RsBytes masdars = rs_column(v->line, 5);
  for (RsBytes part; rs_list_next(&masdars, '|', &part);)
    add_masdar(v, part, &seen);
  v->c->failed |= seen.failed;
  rs_buffer_release(&seen);
}
