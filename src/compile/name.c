/* Names: everything that the text must hold word for word, from `رام الله` to `ثلاثة عشر`.
 *
 * A name is a run of words, parted by blanks; punctuation inside it drops out, because the
 * tokeniser makes it a token of its own. A phrase hangs on its first word, the longest first,
 * so that `جمهورية مصر العربية` is tried before `جمهورية`. A name of one word is a lexeme too,
 * so that وبغداد and لبغداد are taken apart. The article in a name belongs to it; only number
 * words take one. The words of longer names (كانون, فرانس) are proper nouns where the lexicon
 * knows no other reading of them. */
#include "compile/compiler.h"

static bool is_word_letter(uint8_t letter) {
  return rs_letter_is_arabic(letter) || rs_letter_is_latin(letter) ||
         rs_letter_is_digit(letter);
}

/* The words of a text as spells; returns how many. */
unsigned rs_words_split(RsBytes text, RsSpell words[RS_WORDS_MAX]) {
  RsBuffer letters = {0};
  rs_letters_append(&letters, text.data, text.count);
  const uint8_t *at = (const uint8_t *)letters.data;
  unsigned count = 0;
  for (size_t i = 0; i < letters.count && count < RS_WORDS_MAX;) {
    if (!is_word_letter(at[i])) {
      i++;
      continue;
    }
    RsSpell *word = &words[count++];
    *word = (RsSpell) {0};
    for (; i < letters.count && is_word_letter(at[i]); i++) {
      if (word->count < RS_SPELL_MAX)
        word->letters[word->count++] = at[i];
      else
        word->is_too_long = true;
    }
  }
  rs_buffer_release(&letters);
  return count;
}

static uint64_t phrase_key(const RsPhrase *phrase, const uint64_t *hashes, unsigned count) {
  uint64_t key = phrase->kind;
  key = rs_hash_mix(key, phrase->index);
  key =
    rs_hash_mix(key, (uint64_t)(uint32_t)phrase->value << 32 | (uint32_t)phrase->value_to);
  key = rs_hash_mix(key, phrase->detail);
  key = rs_hash_mix(key, rs_hash_bytes(&phrase->number, sizeof phrase->number));
  for (unsigned i = 0; i < count; i++)
    key = rs_hash_mix(key, hashes[i]);
  return key;
}

static void add_phrase(
  RsCompiler *c,
  const RsLine *line,
  RsPhrase phrase,
  const RsSpell *words,
  const uint64_t *hashes,
  unsigned count
) {
  uint64_t key = phrase_key(&phrase, hashes, count);
  if (rs_map_find(&c->phrases, key) != RS_NONE) return;
  rs_map_add(&c->phrases, key, 0);
  phrase.entry = line->entry;
  phrase.word_count = (uint8_t)count;
  phrase.word_first = rs_table_count(c, RS_SECTION_PHRASE_WORD);
  for (unsigned i = 0; i < count; i++)
    rs_table_add(c, RS_SECTION_PHRASE_WORD, &hashes[i]);
  RsAttachment attachment = {.owner = hashes[0], .order = RS_WORDS_MAX - count};
  attachment.reference.kind = RS_REFERENCE_PHRASE;
  attachment.reference.second = count > 1 ? (uint32_t)hashes[1] : 0;
  attachment.reference.index = rs_table_add(c, RS_SECTION_PHRASE, &phrase);
  if (phrase.kind <= RS_PHRASE_PLACE && !phrase.detail) {
    rs_skeleton_add(c, attachment.reference.index, words, count);
  }
  rs_buffer_add(&c->attachments, &attachment, sizeof attachment);
}

/* Words with a feminine ending, and with the article such as may be nisbas, plurals or duals,
 * are common nouns or adjectives: their shape tells more than the name does. */
static bool is_name_shaped(const RsSpell *word) {
  uint8_t last = rs_spell_last(word, 0);
  bool is_open = last == RS_LETTER_YEH || last == RS_LETTER_NOON;
  bool has_article =
    word->count > 3 && word->letters[1] == RS_LETTER_LAM &&
    (word->letters[0] == RS_LETTER_LAM || (word->letters[0] == RS_LETTER_ALEF && is_open));
  bool has_both = word->count > 4 && word->letters[1] == RS_LETTER_ALEF &&
                  word->letters[2] == RS_LETTER_LAM;
  bool is_feminine = rs_spell_ends(word, 'p') ||
                     (rs_spell_ends(word, 't') && rs_spell_last(word, 1) == RS_LETTER_ALEF);
  return word->count > 1 && rs_letter_is_arabic(word->letters[0]) && !has_article &&
         !has_both && !is_feminine && !word->is_too_long;
}

static void put_parts(
  RsCompiler *c,
  const RsLine *line,
  const RsNameNew *name,
  const RsSpell *words,
  unsigned count
) {
  bool is_number =
    name->phrase.kind == RS_PHRASE_NUMBER || name->phrase.kind == RS_PHRASE_TIMEWORD;
  if (is_number) return;
  for (unsigned i = 0; i < count; i++) {
    RsNamePart part = {.entry = line->entry, .spell = words[i]};
    if (name->phrase.kind == RS_PHRASE_ACTOR)
      part.flags = RS_LEXEME_FAMILY_NAME | RS_LEXEME_MAYBE_NAME;
    if (is_name_shaped(&words[i])) rs_buffer_add(&c->name_parts, &part, sizeof part);
  }
}

static bool is_any(const RsLexeme *lexeme) {
  return lexeme->upos != RS_UPOS_NONE;
}
static bool is_common(const RsLexeme *lexeme) {
  return lexeme->upos != RS_UPOS_NONE && lexeme->upos != RS_UPOS_PROPN;
}

static bool is_known(RsCompiler *c, const RsSpell *word, RsLexemeTest test) {
  RsBuffer found = {0};
  rs_lexemes_by_form(c, word, test, &found);
  bool is_found = found.count || found.failed;
  rs_buffer_release(&found);
  return is_found;
}

/* Is the word listed, by itself or behind a proclitic or the article (وتنمية, الهلال)? */
static bool is_listed(RsCompiler *c, const RsSpell *word) {
  if (is_known(c, word, is_any)) return true;
  bool has_article =
    word->letters[0] == RS_LETTER_ALEF && word->letters[1] == RS_LETTER_LAM;
  if (has_article && word->count > 3) {
    RsSpell bare = rs_spell_without(rs_spell_without(*word, 0), 0);
    return is_known(c, &bare, is_any);
  }
  RsSpell rest = rs_spell_without(*word, 0);
  uint8_t first = word->letters[0];
  bool is_proclitic =
    first == RS_LETTER_WAW || first == RS_LETTER_BEH || first == RS_LETTER_LAM;
  return is_proclitic && rest.count > 2 && is_known(c, &rest, is_common);
}

static void add_part(RsCompiler *c, const RsNamePart *part) {
  RsBuffer text = {0};
  rs_spell_to_utf8(&text, &part->spell);
  RsLine line = {.entry = part->entry};
  RsLexemeNew new = {.verb = RS_NONE, .country = RS_NONE, .upos = RS_UPOS_PROPN};
  new.lemma = (RsBytes) {text.data, text.count};
  new.flags = part->flags;
  uint32_t lexeme = rs_lexeme_add(c, &line, &new);
  rs_form_add(c, lexeme, &part->spell, RS_FEATURE_NO_ARTICLE);
  c->failed |= text.failed;
  rs_buffer_release(&text);
}

/* Which parts are new is settled first: adding one spoils the order that looking up needs. */
void rs_name_parts_add(RsCompiler *c) {
  RsNamePart *parts = (RsNamePart *)(void *)c->name_parts.data;
  size_t count = c->name_parts.count / sizeof *parts, kept = 0;
  RsMap done = {0};
  for (size_t i = 0; i < count; i++) {
    uint64_t hash = rs_fold_hash(parts[i].spell.letters, parts[i].spell.count);
    if (rs_map_find(&done, hash) != RS_NONE || is_listed(c, &parts[i].spell)) continue;
    rs_map_add(&done, hash, 0);
    parts[kept++] = parts[i];
  }
  for (size_t i = 0; i < kept; i++)
    add_part(c, &parts[i]);
  c->failed |= done.failed;
  rs_map_release(&done);
}

void rs_name_add(RsCompiler *c, const RsLine *line, const RsNameNew *name) {
  RsSpell words[RS_WORDS_MAX];
  uint64_t hashes[RS_WORDS_MAX];
  unsigned count = rs_words_split(name->text, words);
  if (!count || count == RS_WORDS_MAX) {
    rs_fault(c, line, "`%.*s` is no name", (int)name->text.count, name->text.data);
    return;
  }
  for (unsigned i = 0; i < count; i++) {
    if (words[i].is_too_long)
      rs_fault(c, line, "a word of more than %d letters", RS_SPELL_MAX);
    hashes[i] = rs_word_hash(c, line, words[i].letters, words[i].count);
  }
  add_phrase(c, line, name->phrase, words, hashes, count);
  if (name->upos == RS_UPOS_NONE) return;
  if (count > 1) {
    put_parts(c, line, name, words, count);
    return;
  }
  RsLexemeNew new = {.verb = RS_NONE, .country = name->country};
  new.lemma = name->lemma.count ? name->lemma : name->text;
  new.upos = name->upos;
  new.flags = name->flags;
  uint32_t lexeme = rs_lexeme_add(c, line, &new);
  rs_form_add(c, lexeme, &words[0], name->takes_article ? 0 : RS_FEATURE_NO_ARTICLE);
}

/* ------------------------------------------------------------- names.tsv */

void rs_read_name(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {"given", "family", "particle"};
  static const char *const genders[] = {"", "m", "f"};
  RsBytes kind = rs_column(line, 2), forms = rs_column(line, 1), part;
  bool is_maybe = kind.count && kind.data[kind.count - 1] == '?';
  kind.count -= is_maybe;
  int found = rs_enum_find(kind, kinds, RS_COUNT_OF(kinds));
  if (found < 0) {
    rs_fault(c, line, "unknown kind `%.*s`", (int)kind.count, kind.data ? kind.data : "");
    return;
  }
  uint32_t gender = rs_column_enum(c, line, 3, "gender", genders, RS_COUNT_OF(genders));
  RsBytes first = forms;
  if (!rs_list_next(&first, '|', &part)) {
    rs_fault(c, line, "no forms");
    return;
  }
  RsLexemeNew new = {
    .lemma = part, .verb = RS_NONE, .country = RS_NONE, .upos = RS_UPOS_PROPN};
  new.flags =
    (uint32_t)RS_LEXEME_GIVEN_NAME << found | (is_maybe ? RS_LEXEME_MAYBE_NAME : 0);
  uint32_t lexeme = rs_lexeme_add(c, line, &new);
  while (rs_list_next(&forms, '|', &part)) {
    RsSpell words[RS_WORDS_MAX];
    unsigned count = rs_words_split(part, words);
    for (unsigned i = 0; i < count; i++) {
      rs_form_add(c, lexeme, &words[i], RS_FEATURE_NO_ARTICLE | gender << RS_GENDER_SHIFT);
    }
  }
}
