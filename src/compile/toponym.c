/* Kinds of places, and the index of spellings.
 *
 * A line of places/kinds.tsv says of words like بلدة or نهر what kind of place the name behind
 * them is: `نهر` asks for a river, `محافظة` for a first-level division. All lexemes of the lemma
 * that are no verb and no name carry the classes. The index of spellings holds every name of a
 * country, capital or place under its consonants (text/skeleton.c), so that `تاسليت` behind
 * `بلدة` finds `تيساليت`; both are sorted, to be searched by halves. */
#include "compile/compiler.h"
#include "text/skeleton.h"

#include <stdlib.h>

static bool may_be_kind(const RsLexeme *lexeme) {
  return lexeme->upos == RS_UPOS_NOUN || lexeme->upos == RS_UPOS_ADJ ||
         lexeme->upos == RS_UPOS_ADP || lexeme->upos == RS_UPOS_ADV;
}

static uint32_t classes_of(RsCompiler *c, const RsLine *line, RsBytes list) {
  static const char *const more[] = {
    "country", "capital", "near", "inside", "named", "thing", "land", "home"};
  uint32_t classes = 0;
  for (RsBytes part; rs_list_next(&list, '|', &part);) {
    int found = rs_enum_find(part, rs_place_class_names, RS_PLACE_BUILDING + 1);
    int other = rs_enum_find(part, more, RS_COUNT_OF(more));
    if (found >= 0)
      classes |= 1u << found;
    else if (other >= 0)
      classes |= (uint32_t)RS_KIND_COUNTRY << other;
    else
      rs_fault(c, line, "unknown class `%.*s`", (int)part.count, part.data);
  }
  if (!classes) rs_fault(c, line, "no classes");
  return classes;
}

void rs_read_place_kind(RsCompiler *c, const RsLine *line) {
  RsBytes lemmas = rs_column(line, 1), part;
  uint32_t classes = classes_of(c, line, rs_column(line, 2));
  while (rs_list_next(&lemmas, '|', &part)) {
    RsSpell spell;
    RsBuffer lexemes = {0};
    if (!rs_spell_read(c, line, part, &spell)) continue;
    rs_lexemes_by_lemma(c, &spell, may_be_kind, &lexemes);
    const uint32_t *indices = (const void *)lexemes.data;
    size_t count = lexemes.count / sizeof *indices;
    if (!count) {
      rs_warning(c, line, "`%.*s` is no known word", (int)part.count, part.data);
    }
    for (size_t i = 0; i < count; i++) {
      RsPlaceKind kind = {indices[i], classes, line->entry};
      rs_table_add(c, RS_SECTION_PLACE_KIND, &kind);
    }
    c->failed |= lexemes.failed;
    rs_buffer_release(&lexemes);
  }
}

void rs_skeleton_add(RsCompiler *c, uint32_t phrase, const RsSpell *words, unsigned count) {
  RsConsonants consonants = {.count = 0};
  for (unsigned i = 0; i < count; i++)
    rs_consonants_add(&consonants, words[i].letters, words[i].count);
  RsSkeleton skeleton = {.key = rs_consonants_key(&consonants), .phrase = phrase};
  if (skeleton.key) rs_table_add(c, RS_SECTION_SKELETON, &skeleton);
}

/* ------------------------------------------------------------- sorting */

static int compare_kinds(const void *a, const void *b) {
  const RsPlaceKind *x = a, *y = b;
  if (x->lexeme != y->lexeme) return x->lexeme < y->lexeme ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

static int compare_skeletons(const void *a, const void *b) {
  const RsSkeleton *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

/* A word that stands in two lines has the classes of both. */
static void join_kinds(RsBuffer *table) {
  RsPlaceKind *kinds = (RsPlaceKind *)(void *)table->data;
  size_t count = table->count / sizeof *kinds, kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (kept && kinds[kept - 1].lexeme == kinds[i].lexeme)
      kinds[kept - 1].classes |= kinds[i].classes;
    else
      kinds[kept++] = kinds[i];
  }
  table->count = kept * sizeof *kinds;
}

void rs_toponyms_place(RsCompiler *c) {
  RsBuffer *kinds = &c->sections[RS_SECTION_PLACE_KIND];
  RsBuffer *skeletons = &c->sections[RS_SECTION_SKELETON];
  size_t count = kinds->count / sizeof(RsPlaceKind);
  if (count) qsort(kinds->data, count, sizeof(RsPlaceKind), compare_kinds);
  join_kinds(kinds);
  count = skeletons->count / sizeof(RsSkeleton);
  if (count) qsort(skeletons->data, count, sizeof(RsSkeleton), compare_skeletons);
}
