/* Looking up lemmas and forms for items and roles.
 *
 * `V:قدم` names every verb written قدم, `V:قدّم` the one with a doubled second letter: a shadda
 * in the question must be met exactly, its absence says nothing. Letters are compared as
 * written; only when nothing is found, folded (`N:اسير` finds أسير). What a verb derives stands
 * right behind it among the lexemes. */
#include "compile/compiler.h"

#include <stdlib.h>

static int compare_lemmas(const void *a, const void *b) {
  const RsLemma *x = a, *y = b;
  if (x->fold != y->fold) return x->fold < y->fold ? -1 : 1;
  return (x->lexeme > y->lexeme) - (x->lexeme < y->lexeme);
}

static int compare_forms(const void *a, const void *b) {
  const RsRawForm *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  if (x->form.lexeme != y->form.lexeme) return x->form.lexeme < y->form.lexeme ? -1 : 1;
  if (x->form.letters != y->form.letters) return x->form.letters < y->form.letters ? -1 : 1;
  return (x->form.features > y->form.features) - (x->form.features < y->form.features);
}

void rs_lemmas_sort(RsCompiler *c) {
  size_t lemmas = c->lemmas.count / sizeof(RsLemma);
  size_t forms = c->raw_forms.count / sizeof(RsRawForm);
  if (lemmas) qsort(c->lemmas.data, lemmas, sizeof(RsLemma), compare_lemmas);
  if (forms) qsort(c->raw_forms.data, forms, sizeof(RsRawForm), compare_forms);
}

static void add_index(RsBuffer *out, uint32_t index) {
  rs_buffer_add(out, &index, sizeof index);
}

static int compare_indices(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

void rs_indices_sort(RsBuffer *indices) {
  uint32_t *data = (uint32_t *)(void *)indices->data;
  size_t count = indices->count / sizeof *data, kept = 0;
  if (!count) return;
  qsort(data, count, sizeof *data, compare_indices);
  for (size_t i = 0; i < count; i++) {
    if (!kept || data[kept - 1] != data[i]) data[kept++] = data[i];
  }
  indices->count = kept * sizeof *data;
}

static int compare_hashes(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

void rs_hashes_sort(RsBuffer *hashes) {
  uint64_t *data = (uint64_t *)(void *)hashes->data;
  size_t count = hashes->count / sizeof *data, kept = 0;
  if (!count) return;
  qsort(data, count, sizeof *data, compare_hashes);
  for (size_t i = 0; i < count; i++) {
    if (!kept || data[kept - 1] != data[i]) data[kept++] = data[i];
  }
  hashes->count = kept * sizeof *data;
}

static size_t lemma_bound(const RsLemma *lemmas, size_t count, uint64_t fold) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (lemmas[middle].fold < fold)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void rs_lexemes_by_lemma(
  RsCompiler *c, const RsSpell *word, RsLexemeTest test, RsBuffer *out
) {
  const RsLemma *lemmas = (const void *)c->lemmas.data;
  size_t count = c->lemmas.count / sizeof *lemmas, before = out->count;
  uint64_t fold = rs_fold_hash(word->letters, word->count);
  uint64_t exact = rs_hash_bytes(word->letters, word->count);
  size_t first = lemma_bound(lemmas, count, fold);
  for (unsigned is_folded = 0; is_folded < 2 && out->count == before; is_folded++) {
    for (size_t i = first; i < count && lemmas[i].fold == fold; i++) {
      bool is_met = is_folded || lemmas[i].exact == exact;
      is_met &= !word->shadda || lemmas[i].shadda == word->shadda;
      if (!is_met) continue;
      if (test(rs_table_at(c, RS_SECTION_LEXEME, lemmas[i].lexeme)))
        add_index(out, lemmas[i].lexeme);
    }
  }
}

static bool is_spelt(const RsCompiler *c, const RsForm *form, const RsSpell *word) {
  const char *letters = c->sections[RS_SECTION_LETTERS].data + form->letters;
  return form->letter_count == word->count && !memcmp(letters, word->letters, word->count);
}

void rs_lexemes_by_form(
  RsCompiler *c, const RsSpell *word, RsLexemeTest test, RsBuffer *out
) {
  const RsRawForm *forms = (const void *)c->raw_forms.data;
  size_t count = c->raw_forms.count / sizeof *forms, before = out->count, low = 0;
  uint64_t hash = rs_fold_hash(word->letters, word->count);
  for (size_t high = count; low < high;) {
    size_t middle = low + (high - low) / 2;
    if (forms[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  for (unsigned is_folded = 0; is_folded < 2 && out->count == before; is_folded++) {
    for (size_t i = low; i < count && forms[i].hash == hash; i++) {
      if (!is_folded && !is_spelt(c, &forms[i].form, word)) continue;
      uint32_t lexeme = forms[i].form.lexeme;
      if (test(rs_table_at(c, RS_SECTION_LEXEME, lexeme))) add_index(out, lexeme);
    }
  }
}

void rs_lexemes_of_verbs(
  RsCompiler *c, const RsBuffer *verbs, unsigned derivations, RsBuffer *out
) {
  const uint32_t *data = (const void *)verbs->data;
  uint32_t total = rs_table_count(c, RS_SECTION_LEXEME);
  for (size_t i = 0; i < verbs->count / sizeof *data; i++) {
    if (derivations & 1u << RS_DERIVED_NONE) add_index(out, data[i]);
    for (uint32_t k = data[i] + 1; k < total; k++) {
      const RsLexeme *lexeme = rs_table_at(c, RS_SECTION_LEXEME, k);
      if (lexeme->verb != data[i]) break;
      if (derivations & 1u << lexeme->derivation) add_index(out, k);
    }
  }
}
