/* Writing the image: forms go under their words, references under their owners, and the
 * sections behind each other with a header and a table in front.
 *
 * A word is everything that folds to the same letters: أعلن, اعلن and إعلن are one RsWord. All
 * lists are sorted by keys that do not depend on memory or on the order of files, and every
 * byte between sections is zero, so that equal data give equal images. */
#include "compile/compiler.h"
#include "knowledge/knowledge.h"

#include <stdlib.h>

static int compare_attachments(const void *a, const void *b) {
  const RsAttachment *x = a, *y = b;
  if (x->on_lexeme != y->on_lexeme) return x->on_lexeme - y->on_lexeme;
  if (x->owner != y->owner) return x->owner < y->owner ? -1 : 1;
  if (x->reference.kind != y->reference.kind)
    return x->reference.kind < y->reference.kind ? -1 : 1;
  if (x->order != y->order) return x->order < y->order ? -1 : 1;
  return (x->reference.index > y->reference.index) -
         (x->reference.index < y->reference.index);
}

/* The attachments are sorted: those of words by hash, then those of lexemes. */
static const RsAttachment *attachments(const RsCompiler *c, size_t *count) {
  *count = c->attachments.count / sizeof(RsAttachment);
  return (const void *)c->attachments.data;
}

/* Writes the references of one owner from `*at` on; returns how many. */
static uint16_t add_references(
  RsCompiler *c, size_t *at, bool on_lexeme, uint64_t owner, uint32_t *first
) {
  size_t count;
  const RsAttachment *all = attachments(c, &count);
  *first = rs_table_count(c, RS_SECTION_REFERENCE);
  size_t from = *at;
  for (; *at < count && all[*at].on_lexeme == on_lexeme && all[*at].owner == owner;
       (*at)++) {
    bool is_same =
      *at > from &&
      !memcmp(&all[*at].reference, &all[*at - 1].reference, sizeof(RsReference));
    if (!is_same) rs_table_add(c, RS_SECTION_REFERENCE, &all[*at].reference);
  }
  return (uint16_t)(rs_table_count(c, RS_SECTION_REFERENCE) - *first);
}

/* ------------------------------------------------------------- words */

static uint16_t add_forms(RsCompiler *c, size_t *at, uint64_t hash, uint32_t *first) {
  const RsRawForm *all = (const void *)c->raw_forms.data;
  size_t count = c->raw_forms.count / sizeof *all, from = *at;
  *first = rs_table_count(c, RS_SECTION_FORM);
  for (; *at < count && all[*at].hash == hash; (*at)++) {
    bool is_same =
      *at > from && !memcmp(&all[*at].form, &all[*at - 1].form, sizeof(RsForm));
    if (!is_same) rs_table_add(c, RS_SECTION_FORM, &all[*at].form);
  }
  return (uint16_t)(rs_table_count(c, RS_SECTION_FORM) - *first);
}

static void add_words(RsCompiler *c, size_t *reference_at) {
  const RsRawForm *forms = (const void *)c->raw_forms.data;
  size_t form_count = c->raw_forms.count / sizeof *forms, form_at = 0, count;
  const RsAttachment *all = attachments(c, &count);
  for (;;) {
    bool has_form = form_at < form_count;
    bool has_reference = *reference_at < count && !all[*reference_at].on_lexeme;
    if (!has_form && !has_reference) return;
    uint64_t hash = has_form ? forms[form_at].hash : all[*reference_at].owner;
    if (has_reference && all[*reference_at].owner < hash) hash = all[*reference_at].owner;
    RsWord word = {.hash = hash};
    word.form_count = add_forms(c, &form_at, hash, &word.form_first);
    word.reference_count =
      add_references(c, reference_at, false, hash, &word.reference_first);
    rs_table_add(c, RS_SECTION_WORD, &word);
  }
}

static void add_slots(RsCompiler *c) {
  uint32_t words = rs_table_count(c, RS_SECTION_WORD), slots = 2, none = RS_NONE;
  while (slots < words * 2)
    slots *= 2;
  for (uint32_t i = 0; i < slots; i++)
    rs_table_add(c, RS_SECTION_WORD_SLOT, &none);
  if (words >= RS_SLOT_INDEX) c->sections[RS_SECTION_WORD_SLOT].failed = true;
  if (c->sections[RS_SECTION_WORD_SLOT].failed || c->sections[RS_SECTION_WORD].failed)
    return;
  uint32_t *table = (uint32_t *)(void *)c->sections[RS_SECTION_WORD_SLOT].data;
  for (uint32_t i = 0; i < words; i++) {
    const RsWord *word = rs_table_at(c, RS_SECTION_WORD, i);
    uint32_t slot = (uint32_t)(word->hash & (slots - 1));
    while (table[slot] != RS_NONE)
      slot = (slot + 1) & (slots - 1);
    table[slot] = rs_slot_tag(word->hash) | i;
  }
}

static void add_lexeme_references(RsCompiler *c, size_t at) {
  uint32_t count = rs_table_count(c, RS_SECTION_LEXEME);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t first;
    uint16_t used = add_references(c, &at, true, i, &first);
    RsLexeme *lexeme = rs_table_at(c, RS_SECTION_LEXEME, i);
    lexeme->reference_first = first;
    lexeme->reference_count = used;
  }
}

static void add_lemma_hashes(RsCompiler *c) {
  uint32_t count = rs_table_count(c, RS_SECTION_LEXEME);
  RsBuffer letters = {0};
  for (uint32_t i = 0; i < count; i++) {
    const RsLexeme *lexeme = rs_table_at(c, RS_SECTION_LEXEME, i);
    const char *lemma = c->sections[RS_SECTION_TEXT].data + lexeme->lemma;
    letters.count = 0;
    rs_letters_append(&letters, lemma, strlen(lemma));
    uint64_t hash = rs_fold_hash((const uint8_t *)letters.data, letters.count);
    rs_table_add(c, RS_SECTION_LEMMA_HASH, &hash);
  }
  rs_buffer_release(&letters);
}

/* Proclitics by slot, then enclitics; the order of the file within a slot. */
static void sort_clitics(RsCompiler *c) {
  RsClitic *clitics = (RsClitic *)(void *)c->sections[RS_SECTION_CLITIC].data;
  uint32_t count = rs_table_count(c, RS_SECTION_CLITIC);
  for (uint32_t i = 1; i < count; i++) {
    RsClitic moved = clitics[i];
    uint32_t k = i;
    for (; k && clitics[k - 1].slot > moved.slot; k--)
      clitics[k] = clitics[k - 1];
    clitics[k] = moved;
  }
}

/* ------------------------------------------------------------- bytes */

static uint64_t align(uint64_t offset) {
  return (offset + RS_SECTION_ALIGNMENT - 1) / RS_SECTION_ALIGNMENT * RS_SECTION_ALIGNMENT;
}

static void write_sections(RsCompiler *c, RsBuffer *image) {
  RsFileSection table[RS_SECTION_COUNT] = {0};
  size_t start = image->count;
  uint64_t offset = align(sizeof(RsFileHeader) + sizeof table);
  for (uint32_t i = 0; i < RS_SECTION_COUNT; i++) {
    table[i].id = i;
    table[i].record_bytes = rs_section_record_bytes((RsSectionId)i);
    table[i].offset = offset;
    table[i].count = rs_table_count(c, (RsSectionId)i);
    offset = align(offset + c->sections[i].count);
  }
  RsFileHeader header = {
    .version = RS_KNOWLEDGE_VERSION, .section_count = RS_SECTION_COUNT};
  memcpy(header.magic, RS_KNOWLEDGE_MAGIC, sizeof header.magic);
  header.file_bytes = offset;
  rs_buffer_add(image, &header, sizeof header);
  rs_buffer_add(image, table, sizeof table);
  static const char zeros[RS_SECTION_ALIGNMENT];
  for (uint32_t i = 0; i <= RS_SECTION_COUNT; i++) {
    size_t written = image->count - start;
    rs_buffer_add(image, zeros, (size_t)align(written) - written);
    if (i < RS_SECTION_COUNT) {
      rs_buffer_add(image, c->sections[i].data, c->sections[i].count);
    }
  }
  if (image->failed) return;
  header.checksum = rs_hash_bytes(
    image->data + start + sizeof header, image->count - start - sizeof header
  );
  memcpy(image->data + start, &header, sizeof header);
}

bool rs_image_write(RsCompiler *c, RsBuffer *image) {
  size_t count, at = 0;
  attachments(c, &count);
  if (count) qsort(c->attachments.data, count, sizeof(RsAttachment), compare_attachments);
  add_words(c, &at);
  add_slots(c);
  add_lexeme_references(c, at);
  add_lemma_hashes(c);
  sort_clitics(c);
  rs_weights_place(c);
  rs_toponyms_place(c);
  write_sections(c, image);
  return !image->failed;
}
