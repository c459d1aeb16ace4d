/* Lexemes, their forms, and the closed classes.
 *
 * A form is what may stand in a text when proclitics, article and enclitics are taken away:
 * وبحكومتها leaves حكومت, which is a form of حكومة that needs an enclitic. Forms are gathered
 * here as they are made and put under their words when the image is written. Function words
 * are taken as written; whether a pronoun may follow stands in their `attach` column. */
#include "compile/compiler.h"
#include "knowledge/knowledge.h"

#include <stdlib.h>

uint32_t rs_lexeme_add(RsCompiler *c, const RsLine *line, const RsLexemeNew *lexeme) {
  RsLexeme record = {
    .lemma = rs_text_intern(c, lexeme->lemma),
    .entry = line->entry,
    .verb = lexeme->verb,
    .country = lexeme->country,
    .upos = lexeme->upos,
    .derivation = lexeme->derivation,
    .flags = lexeme->flags,
    .government = rs_text_intern(c, lexeme->government),
  };
  uint32_t index = rs_table_add(c, RS_SECTION_LEXEME, &record);
  RsSpell spell = rs_spell_of_text(lexeme->lemma);
  RsLemma lemma = {
    .fold = rs_fold_hash(spell.letters, spell.count),
    .exact = rs_hash_bytes(spell.letters, spell.count),
    .shadda = spell.shadda,
    .lexeme = index,
  };
  rs_buffer_add(&c->lemmas, &lemma, sizeof lemma);
  return index;
}

void rs_form_add(RsCompiler *c, uint32_t lexeme, const RsSpell *spell, uint32_t features) {
  if (!spell->count || spell->is_too_long) return;
  RsRawForm raw = {.hash = rs_word_hash(c, NULL, spell->letters, spell->count)};
  raw.form.letters = rs_letters_intern(c, spell->letters, spell->count);
  if (c->sections[RS_SECTION_LETTERS].failed) return;
  raw.form.letter_count = spell->count;
  raw.form.lexeme = lexeme;
  raw.form.features = features;
  rs_buffer_add(&c->raw_forms, &raw, sizeof raw);
}

void rs_lexeme_once(RsCompiler *c, const RsLine *line, RsUpos upos, unsigned root_column) {
  RsBytes lemma = line->column[1], root = rs_column(line, root_column);
  uint64_t key = rs_hash_bytes(lemma.data, lemma.count);
  key = rs_hash_mix(key, root.count ? rs_hash_bytes(root.data, root.count) : 0);
  if (upos == RS_UPOS_VERB) { /* حَسَبَ يَحْسُبُ and حَسِبَ يَحْسَبُ part in the imperfect */
    key = rs_hash_mix(key, rs_hash_bytes(line->column[2].data, line->column[2].count));
  }
  key = rs_hash_mix(key, (uint64_t)upos);
  uint32_t known = rs_map_find(&c->lexeme_keys, key);
  if (known == RS_NONE) {
    rs_map_add(&c->lexeme_keys, key, line->entry);
    return;
  }
  const RsEntry *entry = rs_table_at(c, RS_SECTION_ENTRY, known);
  uint32_t id = entry->id;
  rs_fault(
    c,
    line,
    "lemma, root and part of speech are those of %s",
    c->sections[RS_SECTION_TEXT].data + id
  );
}

bool rs_spell_is_word(const RsSpell *spell) {
  for (unsigned i = 0; i < spell->count; i++) {
    uint8_t letter = spell->letters[i];
    bool is_letter = rs_letter_is_arabic(letter) || rs_letter_is_latin(letter) ||
                     rs_letter_is_digit(letter);
    if (!is_letter) return false;
  }
  return spell->count && !spell->is_too_long;
}

bool rs_spell_read(RsCompiler *c, const RsLine *line, RsBytes text, RsSpell *spell) {
  *spell = rs_spell_of_text(text);
  bool is_word = rs_spell_is_word(spell);
  const char *data = text.data ? text.data : "";
  if (!is_word) rs_fault(c, line, "`%.*s` is not one word", (int)text.count, data);
  return is_word;
}

/* ------------------------------------------------------------- function words */

static uint32_t flags_of_features(RsBytes features) {
  static const struct {
    const char *name;
    uint32_t flag;
  } flags[] = {
    {"neg", RS_LEXEME_NEGATION},
    {"fut", 0},
    {"cond", RS_LEXEME_CONDITIONAL},
    {"rel", RS_LEXEME_RELATIVE},
    {"dem", 0},
    {"int", RS_LEXEME_INTERROGATIVE},
    {"sub", RS_LEXEME_SUBORDINATOR},
    {"that", RS_LEXEME_THAT},
    {"from", RS_LEXEME_PARTITIVE},
    {"place", RS_LEXEME_LOCATIVE},
    {"with", RS_LEXEME_COMPANION},
    {"mutual", RS_LEXEME_BETWEEN},
    {"to", RS_LEXEME_TOWARDS},
    {"against", RS_LEXEME_AGAINST},
    {"about", RS_LEXEME_ABOUT},
    {"upon", RS_LEXEME_UPON},
    {"prep", RS_LEXEME_PREPOSITION},
    {"since", RS_LEXEME_SINCE},
    {"until", RS_LEXEME_UNTIL},
    {"verb", RS_LEXEME_BEFORE_VERB},
    {"all", RS_LEXEME_QUANTITY},
    {"some", RS_LEXEME_QUANTITY},
    {"most", RS_LEXEME_QUANTITY},
    {"rest", RS_LEXEME_QUANTITY},
  };
  uint32_t result = 0;
  for (RsBytes part; rs_list_next(&features, '|', &part);) {
    for (size_t i = 0; i < RS_COUNT_OF(flags); i++) {
      if (rs_bytes_equal(part, flags[i].name)) result |= flags[i].flag;
    }
  }
  return result;
}

/* `3ms`, `fp`, `1cp`: person, gender (c: either), number; 0 when it is none of these. */
static uint32_t person_features(RsBytes code) {
  uint32_t features = 0;
  size_t at = 0;
  if (code.count == 3 && code.data[0] >= '1' && code.data[0] <= '3') {
    features |= (uint32_t)(code.data[at++] - '0') << RS_PERSON_SHIFT;
  }
  if (code.count != at + 2) return 0;
  static const char genders[] = "cmf", numbers[] = "?sdp";
  const char *gender = memchr(genders, code.data[at], 3);
  const char *number = memchr(numbers + 1, code.data[at + 1], 3);
  if (!gender || !number) return 0;
  features |= (uint32_t)(gender - genders) << RS_GENDER_SHIFT;
  return features | (uint32_t)(number - numbers) << RS_NUMBER_SHIFT;
}

static uint32_t persons_of_list(RsBytes list) {
  uint32_t features = 0;
  for (RsBytes part; rs_list_next(&list, '|', &part);)
    features |= person_features(part);
  return features;
}

static bool list_has(RsBytes list, const char *name) {
  for (RsBytes part; rs_list_next(&list, '|', &part);) {
    if (rs_bytes_equal(part, name)) return true;
  }
  return false;
}

void rs_read_function(RsCompiler *c, const RsLine *line) {
  static const char *const attach[] = {"", "pron", "pron!"};
  static const uint32_t attach_features[] = {
    RS_FEATURE_NO_ENCLITIC,
    RS_FEATURE_TAKES_ENCLITIC,
    RS_FEATURE_TAKES_ENCLITIC | RS_FEATURE_NEEDS_ENCLITIC,
  };
  RsBytes forms = rs_column(line, 1), features = rs_column(line, 4), first = forms, part;
  if (!rs_list_next(&first, '|', &part)) {
    rs_fault(c, line, "no forms");
    return;
  }
  RsLexemeNew new = {
    .verb = RS_NONE, .country = RS_NONE, .flags = flags_of_features(features)};
  new.upos =
    (uint8_t)rs_column_enum(c, line, 2, "part of speech", rs_upos_names, RS_UPOS_COUNT);
  new.lemma = rs_column(line, 3);
  if (!new.lemma.count) new.lemma = part;
  uint32_t lexeme = rs_lexeme_add(c, line, &new);
  uint32_t kind = rs_column_enum(c, line, 5, "attach", attach, RS_COUNT_OF(attach));
  uint32_t form_features = attach_features[kind] | persons_of_list(features);
  if (list_has(features, "pro")) form_features |= RS_FEATURE_HOLDS_PROCLITIC;
  while (rs_list_next(&forms, '|', &part)) {
    RsSpell spell;
    if (rs_spell_read(c, line, part, &spell)) rs_form_add(c, lexeme, &spell, form_features);
  }
}

/* ------------------------------------------------------------- clitics */

void rs_read_clitic(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {"pro", "en"};
  static const char *const hosts[] = {"any", "noun", "imperf", "verb"};
  RsSpell spell;
  double slot = 0;
  bool is_enclitic = rs_column_enum(c, line, 1, "kind", kinds, RS_COUNT_OF(kinds));
  if (!rs_bytes_number(rs_column(line, 3), &slot)) slot = 0;
  bool fits = is_enclitic ? slot == RS_SLOT_ENCLITIC : slot >= 1 && slot <= RS_SLOT_ARTICLE;
  if (!fits) rs_fault(c, line, "slot must be 1 to 4 for `pro`, 9 for `en`");
  if (!rs_spell_read(c, line, rs_column(line, 2), &spell) || !fits) return;
  if (spell.count > RS_CLITIC_LETTERS) {
    rs_fault(c, line, "a clitic has at most %d letters", RS_CLITIC_LETTERS);
    return;
  }
  RsClitic clitic = {
    .letter_count = spell.count, .slot = (uint8_t)slot, .entry = line->entry};
  memcpy(clitic.letters, spell.letters, spell.count);
  clitic.upos =
    (uint8_t)rs_column_enum(c, line, 4, "part of speech", rs_upos_names, RS_UPOS_COUNT);
  clitic.lemma = rs_text_intern(c, rs_column(line, 5));
  clitic.host = (uint8_t)rs_column_enum(c, line, 6, "host", hosts, RS_COUNT_OF(hosts));
  clitic.features = persons_of_list(rs_column(line, 7));
  clitic.flags = flags_of_features(rs_column(line, 7));
  rs_table_add(c, RS_SECTION_CLITIC, &clitic);
}
