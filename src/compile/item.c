/* Items: `V:ألقى .. [M:قبض]`, a sequence of elements that the matcher looks for.
 *
 * Each alternative of an element is resolved here, once, into lexemes or word hashes, so that
 * the matcher compares numbers. `M:قصف` asks for the masdars of قصف; a noun of the lexicon
 * that is written as such a masdar is taken too (قَصْف). An unknown lemma is a warning and its
 * alternative is left out; an element with no alternatives left takes its item with it. */
#include "compile/compiler.h"

enum {
  ELEMENTS_MAX = 16
};

typedef struct {
  RsCompiler *c;
  const RsLine *line;
  RsBuffer lexemes, words;
  bool is_faulty;
} Alternatives;

static bool is_verb(const RsLexeme *l) {
  return l->upos == RS_UPOS_VERB;
}
static bool is_listed_noun(const RsLexeme *l) {
  return l->upos == RS_UPOS_NOUN && l->derivation == RS_DERIVED_NONE;
}
static bool is_masdar(const RsLexeme *l) {
  return l->derivation == RS_DERIVED_MASDAR;
}
static bool is_adjective(const RsLexeme *l) {
  return l->upos == RS_UPOS_ADJ;
}

/* ------------------------------------------------------------- one alternative */

/* Nouns of the lexicon with the letters of the masdars found. */
static void add_like_masdars(Alternatives *a, size_t from) {
  size_t until = a->lexemes.count / sizeof(uint32_t);
  for (size_t i = from / sizeof(uint32_t); i < until; i++) {
    uint32_t index = ((const uint32_t *)(const void *)a->lexemes.data)[i];
    const RsLexeme *lexeme = rs_table_at(a->c, RS_SECTION_LEXEME, index);
    if (!is_masdar(lexeme)) continue;
    const char *lemma = a->c->sections[RS_SECTION_TEXT].data + lexeme->lemma;
    RsSpell spell = rs_spell_of_text((RsBytes) {lemma, strlen(lemma)});
    spell.shadda = 0;
    rs_lexemes_by_lemma(a->c, &spell, is_listed_noun, &a->lexemes);
  }
}

static void add_of_verb(Alternatives *a, char prefix, const RsSpell *spell) {
  static const struct {
    char prefix;
    unsigned derivations;
  } kinds[] = {
    {'V', 1u << RS_DERIVED_NONE},
    {'M', 1u << RS_DERIVED_MASDAR},
    {'T', 1u << RS_DERIVED_ACTIVE_PARTICIPLE},
    {'U', 1u << RS_DERIVED_PASSIVE_PARTICIPLE},
    {'D',
     1u << RS_DERIVED_NONE | 1u << RS_DERIVED_MASDAR | 1u << RS_DERIVED_ACTIVE_PARTICIPLE |
       1u << RS_DERIVED_PASSIVE_PARTICIPLE},
  };
  RsBuffer verbs = {0};
  size_t before = a->lexemes.count;
  rs_lexemes_by_lemma(a->c, spell, is_verb, &verbs);
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    if (kinds[i].prefix != prefix) continue;
    rs_lexemes_of_verbs(a->c, &verbs, kinds[i].derivations, &a->lexemes);
  }
  a->c->failed |= verbs.failed;
  rs_buffer_release(&verbs);
  add_like_masdars(a, before);
}

static void add_noun(Alternatives *a, const RsSpell *spell) {
  static const RsLexemeTest tests[] = {is_listed_noun, is_masdar, is_adjective};
  size_t before = a->lexemes.count;
  for (size_t i = 0; i < RS_COUNT_OF(tests) && a->lexemes.count == before; i++) {
    rs_lexemes_by_lemma(a->c, spell, tests[i], &a->lexemes);
  }
}

static void add_alternative(Alternatives *a, char prefix, RsBytes text) {
  static const char *const files[] = {"nouns.tsv", "adjectives.tsv", "verbs.tsv"};
  RsSpell spell = rs_spell_of_text(text);
  if (!rs_spell_is_word(&spell)) {
    rs_warning(
      a->c, a->line, "`%.*s` is not one word: write a sequence", (int)text.count, text.data
    );
    return;
  }
  if (prefix == 'W') {
    uint64_t hash = rs_word_hash(a->c, a->line, spell.letters, spell.count);
    rs_buffer_add(&a->words, &hash, sizeof hash);
    return;
  }
  size_t before = a->lexemes.count;
  if (prefix == 'N')
    add_noun(a, &spell);
  else if (prefix == 'A')
    rs_lexemes_by_lemma(a->c, &spell, is_adjective, &a->lexemes);
  else
    add_of_verb(a, prefix, &spell);
  if (a->lexemes.count > before) return;
  rs_warning(
    a->c,
    a->line,
    "%c:%.*s is not known: add it to lexicon/%s",
    prefix,
    (int)text.count,
    text.data,
    files
      [prefix == 'N'   ? 0
       : prefix == 'A' ? 1
                       : 2]
  );
}

/* ------------------------------------------------------------- one element */

static void add_alternatives(Alternatives *a, RsBytes text) {
  char prefix = 0;
  for (RsBytes part; rs_list_next(&text, '/', &part);) {
    bool has_prefix = part.count > 2 && part.data[1] == ':';
    if (has_prefix) prefix = part.data[0];
    if (!prefix || !strchr("VMTUDNAW", prefix)) {
      rs_fault(
        a->c,
        a->line,
        "`%.*s` must begin with V: M: T: U: D: N: A: or W:",
        (int)part.count,
        part.data
      );
      a->is_faulty = true;
      return;
    }
    unsigned used = has_prefix ? 2 : 0;
    add_alternative(a, prefix, (RsBytes) {part.data + used, part.count - used});
  }
}

static void add_element(Alternatives *a, RsElementKind kind) {
  RsSectionId section =
    kind == RS_ELEMENT_WORD ? RS_SECTION_ELEMENT_WORD : RS_SECTION_ELEMENT_LEXEME;
  const RsBuffer *alternatives = kind == RS_ELEMENT_WORD ? &a->words : &a->lexemes;
  RsElement element = {kind, rs_table_count(a->c, section), 0};
  rs_buffer_add(&a->c->sections[section], alternatives->data, alternatives->count);
  element.count = rs_table_count(a->c, section) - element.first;
  rs_table_add(a->c, RS_SECTION_ELEMENT, &element);
}

static void sort_alternatives(Alternatives *a) {
  rs_indices_sort(&a->lexemes);
  rs_hashes_sort(&a->words);
  a->c->failed |= a->lexemes.failed || a->words.failed;
}

static void release_alternatives(Alternatives *a) {
  rs_buffer_release(&a->lexemes);
  rs_buffer_release(&a->words);
}

bool rs_element_add(RsCompiler *c, const RsLine *line, RsBytes text) {
  Alternatives a = {.c = c, .line = line};
  add_alternatives(&a, text);
  bool is_word = a.words.count > 0;
  if (is_word && a.lexemes.count) {
    rs_fault(c, line, "words (W:) and lemmas cannot be alternatives of each other");
    a.is_faulty = true;
  }
  sort_alternatives(&a);
  bool is_added = !a.is_faulty && (a.words.count || a.lexemes.count);
  if (is_added) add_element(&a, is_word ? RS_ELEMENT_WORD : RS_ELEMENT_LEXEME);
  release_alternatives(&a);
  return is_added;
}

uint32_t rs_elements_add_any(RsCompiler *c, const RsLine *line, RsBytes list) {
  Alternatives a = {.c = c, .line = line};
  for (RsBytes part; rs_list_next(&list, ',', &part);)
    add_alternatives(&a, part);
  sort_alternatives(&a);
  uint32_t added = 0;
  if (!a.is_faulty && a.words.count) add_element(&a, RS_ELEMENT_WORD), added++;
  if (!a.is_faulty && a.lexemes.count) add_element(&a, RS_ELEMENT_LEXEME), added++;
  release_alternatives(&a);
  return added;
}

void rs_attach_element(
  RsCompiler *c, uint32_t element, uint32_t order, RsReference reference
) {
  RsElement e = *(const RsElement *)rs_table_at(c, RS_SECTION_ELEMENT, element);
  bool is_word = e.kind == RS_ELEMENT_WORD;
  for (uint32_t i = e.first; i < e.first + e.count; i++) {
    RsAttachment attachment = {
      .on_lexeme = !is_word, .order = order, .reference = reference};
    if (is_word)
      attachment.owner = *(uint64_t *)rs_table_at(c, RS_SECTION_ELEMENT_WORD, i);
    else
      attachment.owner = *(uint32_t *)rs_table_at(c, RS_SECTION_ELEMENT_LEXEME, i);
    rs_buffer_add(&c->attachments, &attachment, sizeof attachment);
  }
}

uint64_t rs_preposition_hash(RsCompiler *c, const RsLine *line, RsBytes text) {
  RsSpell spell;
  if (!rs_spell_read(c, line, text, &spell)) return 0;
  return rs_word_hash(c, line, spell.letters, spell.count);
}

/* ------------------------------------------------------------- a sequence */

typedef struct {
  RsItem item;
  bool has_mention, is_open, is_right;
  unsigned last_gap; /* 1 + place of a gap that nothing follows yet */
} Sequence;

static void add_part(RsCompiler *c, const RsLine *line, RsBytes part, Sequence *s) {
  unsigned place = s->item.element_count;
  bool opens = part.data[0] == '[';
  bool closes = part.data[part.count - 1] == ']';
  part.data += opens;
  part.count -= opens;
  if (part.count) part.count -= closes;
  if (opens) {
    if (!s->has_mention) s->item.from_mention = (uint8_t)place;
    s->has_mention = s->is_open = true;
  }
  if (part.count) {
    if (rs_bytes_equal(part, "..")) {
      RsElement gap = {RS_ELEMENT_GAP, 0, 0};
      rs_table_add(c, RS_SECTION_ELEMENT, &gap);
      s->last_gap = place + 1;
    } else {
      s->is_right &= rs_element_add(c, line, part);
    }
    s->item.element_count++;
  }
  if (closes) {
    if (!s->is_open) rs_fault(c, line, "a bracket closes that was not opened");
    s->item.to_mention = (uint8_t)(s->item.element_count - 1);
    s->is_open = false;
  }
}

static bool read_sequence(RsCompiler *c, const RsLine *line, RsBytes text, Sequence *s) {
  for (RsBytes part; rs_list_next(&text, ' ', &part);) {
    if (s->item.element_count == ELEMENTS_MAX) {
      rs_fault(c, line, "an item has at most %d elements", ELEMENTS_MAX);
      return false;
    }
    add_part(c, line, part, s);
    if (s->item.element_count == 1 && s->last_gap == 1) break;
  }
  if (s->is_open) rs_fault(c, line, "a bracket is not closed");
  unsigned count = s->item.element_count;
  bool has_outer_gap = s->last_gap == 1 || (count && s->last_gap == count);
  if (!count)
    rs_fault(c, line, "an item without elements");
  else if (has_outer_gap)
    rs_fault(c, line, "an item neither begins nor ends with a gap");
  else if (!s->has_mention)
    s->item.to_mention = (uint8_t)(count - 1);
  return s->is_right && count && !has_outer_gap && !s->is_open;
}

/* What an element asks for, or 0 when it lists more than a guard holds. */
static uint32_t guard_of(RsCompiler *c, const RsElement *element) {
  if (!element->count || element->count > RS_GUARD_SLOTS) return 0;
  uint32_t guard = 0;
  for (uint32_t i = 0; i < RS_GUARD_SLOTS; i++) {
    uint32_t at = element->first + (i < element->count ? i : 0);
    uint32_t hash =
      element->kind == RS_ELEMENT_WORD
        ? (uint32_t) * (const uint64_t *)rs_table_at(c, RS_SECTION_ELEMENT_WORD, at)
        : rs_lexeme_hash(*(const uint32_t *)rs_table_at(c, RS_SECTION_ELEMENT_LEXEME, at));
    guard |= rs_guard_slot(hash) << i * RS_GUARD_SLOT_BITS;
  }
  return guard | RS_GUARD_SET;
}

/* The guard of the first element beside the anchor that has one. */
static uint32_t item_guard(RsCompiler *c, const RsItem *item) {
  for (unsigned i = 0; i < item->element_count; i++) {
    if (i == item->anchor) continue;
    const RsElement *element = rs_table_at(c, RS_SECTION_ELEMENT, item->element_first + i);
    uint32_t guard = element->kind == RS_ELEMENT_GAP ? 0 : guard_of(c, element);
    if (guard) return guard;
  }
  return 0;
}

/* The first element of the mention that is no gap. */
static bool set_anchor(RsCompiler *c, RsItem *item) {
  for (unsigned i = item->from_mention; i <= item->to_mention; i++) {
    const RsElement *e = rs_table_at(c, RS_SECTION_ELEMENT, item->element_first + i);
    item->anchor = (uint8_t)i;
    if (e->kind != RS_ELEMENT_GAP) return true;
  }
  return false;
}

uint32_t rs_item_add(
  RsCompiler *c, const RsLine *line, RsBytes text, RsItemKind kind, uint32_t index
) {
  static const RsSectionId touched[] = {
    RS_SECTION_ELEMENT,
    RS_SECTION_ELEMENT_LEXEME,
    RS_SECTION_ELEMENT_WORD,
  };
  size_t before[RS_COUNT_OF(touched)];
  for (size_t i = 0; i < RS_COUNT_OF(touched); i++)
    before[i] = c->sections[touched[i]].count;
  Sequence s = {.is_right = true};
  s.item.element_first = rs_table_count(c, RS_SECTION_ELEMENT);
  s.item.kind = kind;
  s.item.index = index;
  if (!read_sequence(c, line, text, &s) || !set_anchor(c, &s.item)) {
    for (size_t i = 0; i < RS_COUNT_OF(touched); i++)
      c->sections[touched[i]].count = before[i];
    return RS_NONE;
  }
  uint32_t item = rs_table_add(c, RS_SECTION_ITEM, &s.item);
  uint32_t order = (uint32_t)(ELEMENTS_MAX - s.item.element_count);
  RsReference reference = {RS_REFERENCE_ITEM, item, item_guard(c, &s.item)};
  rs_attach_element(c, s.item.element_first + s.item.anchor, order, reference);
  return item;
}
