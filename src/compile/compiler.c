/* The compiler's frame: sources, faults, tables, and the order of the work.
 *
 * A run goes through six steps: sort the sources by name; split them into lines and give every
 * id its entry; read the files that make lexemes; sort the lemmas; read the files that refer
 * to lemmas (a pattern `V:قصف` needs the verb first); write the image. All tables are buffers
 * whose lack of memory is noticed once, at the end. Nothing depends on the order in which
 * folders list their files, so equal data give equal bytes. */
#include "compile/compiler.h"

#include "knowledge/knowledge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

RsCompiler *rs_compiler_new(bool strict) {
  RsCompiler *c = calloc(1, sizeof *c);
  if (!c) return NULL;
  c->strict = strict;
  rs_buffer_add(&c->sections[RS_SECTION_TEXT], "", 1);
  if (!c->sections[RS_SECTION_TEXT].failed) return c;
  rs_compiler_free(c);
  return NULL;
}

void rs_compiler_free(RsCompiler *c) {
  if (!c) return;
  RsBuffer *buffers[] = {
    &c->files,
    &c->lines,
    &c->faults,
    &c->raw_forms,
    &c->attachments,
    &c->lemmas,
    &c->name_parts,
    &c->sectors,
    &c->areas,
    &c->examples};
  RsMap *maps[] = {
    &c->texts,
    &c->letters,
    &c->words,
    &c->lexeme_keys,
    &c->country_codes,
    &c->phrases,
    &c->weights,
    &c->labels,
    &c->areas_by_country};
  for (size_t i = 0; i < RS_COUNT_OF(buffers); i++)
    rs_buffer_release(buffers[i]);
  for (size_t i = 0; i < RS_COUNT_OF(maps); i++)
    rs_map_release(maps[i]);
  for (size_t i = 0; i < RS_SECTION_COUNT; i++)
    rs_buffer_release(&c->sections[i]);
  rs_arena_release(&c->arena);
  free(c);
}

/* ------------------------------------------------------------- faults */

void rs_fault_in(
  RsCompiler *c, const char *path, uint32_t line, bool is_warning, const char *message
) {
  RsFault fault = {.path = path, .line = line, .is_warning = is_warning && !c->strict};
  fault.message = rs_arena_string(&c->arena, message, strlen(message));
  c->failed |= !fault.message;
  c->error_count += !fault.is_warning;
  if (fault.message) rs_buffer_add(&c->faults, &fault, sizeof fault);
}

void rs_fault_at(
  RsCompiler *c, uint32_t file, uint32_t line, bool is_warning, const char *message
) {
  const RsSourceFile *files = (const void *)c->files.data;
  rs_fault_in(c, files[file].path, line, is_warning, message);
}

static void fault_list(
  RsCompiler *c, const RsLine *line, bool is_warning, const char *f, va_list list
) {
  char message[512];
  vsnprintf(message, sizeof message, f, list);
  rs_fault_at(c, line->source, line->number, is_warning, message);
}

void rs_fault(RsCompiler *c, const RsLine *line, const char *format, ...) {
  va_list list;
  va_start(list, format);
  fault_list(c, line, false, format, list);
  va_end(list);
}

void rs_warning(RsCompiler *c, const RsLine *line, const char *format, ...) {
  va_list list;
  va_start(list, format);
  fault_list(c, line, true, format, list);
  va_end(list);
}

const RsFault *rs_compiler_faults(const RsCompiler *c, size_t *count) {
  *count = c->faults.count / sizeof(RsFault);
  return (const void *)c->faults.data;
}

static int compare_faults(const void *a, const void *b) {
  const RsFault *x = a, *y = b;
  int order = strcmp(x->path, y->path);
  if (order) return order;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  return strcmp(x->message, y->message);
}

/* ------------------------------------------------------------- tables */

uint32_t rs_table_count(const RsCompiler *c, RsSectionId section) {
  return (uint32_t)(c->sections[section].count / rs_section_record_bytes(section));
}

uint32_t rs_table_add(RsCompiler *c, RsSectionId section, const void *record) {
  uint32_t index = rs_table_count(c, section);
  rs_buffer_add(&c->sections[section], record, rs_section_record_bytes(section));
  return index;
}

void *rs_table_at(RsCompiler *c, RsSectionId section, uint32_t index) {
  _Static_assert(sizeof(RsPattern) <= RS_SCRATCH_BYTES, "scratch");
  if (index < rs_table_count(c, section)) {
    return c->sections[section].data + (size_t)index * rs_section_record_bytes(section);
  }
  memset(c->scratch, 0, sizeof c->scratch);
  return c->scratch;
}

uint32_t rs_text_intern(RsCompiler *c, RsBytes text) {
  if (!text.count) return 0;
  RsBuffer *texts = &c->sections[RS_SECTION_TEXT];
  uint64_t hash = rs_hash_bytes(text.data, text.count);
  uint32_t found = rs_map_find(&c->texts, hash);
  if (found < texts->count && texts->count - found > text.count) {
    const char *known = texts->data + found;
    if (!memcmp(known, text.data, text.count) && !known[text.count]) return found;
  }
  uint32_t offset = (uint32_t)texts->count;
  rs_buffer_add(texts, text.data, text.count);
  rs_buffer_add(texts, "", 1);
  if (texts->failed) return 0;
  if (found == RS_NONE) rs_map_add(&c->texts, hash, offset);
  return offset;
}

uint32_t rs_letters_intern(RsCompiler *c, const uint8_t *letters, size_t count) {
  RsBuffer *all = &c->sections[RS_SECTION_LETTERS];
  uint64_t hash = rs_hash_bytes(letters, count);
  uint32_t found = rs_map_find(&c->letters, hash);
  if (found < all->count && all->count - found >= count && !memcmp(all->data + found, letters, count)) {
    return found;
  }
  uint32_t offset = (uint32_t)all->count;
  rs_buffer_add(all, letters, count);
  if (all->failed) return 0;
  if (found == RS_NONE) rs_map_add(&c->letters, hash, offset);
  return offset;
}

/* A word's entry in `words` is a short check of its folded letters: their other hash. */
uint64_t rs_word_hash(RsCompiler *c, const RsLine *line, const uint8_t *letters, size_t n) {
  uint64_t hash = rs_fold_hash(letters, n);
  uint8_t folded[RS_SPELL_MAX];
  n = n < RS_SPELL_MAX ? n : RS_SPELL_MAX;
  for (size_t i = 0; i < n; i++)
    folded[i] = rs_fold_letter(letters[i]);
  uint32_t check = (uint32_t)rs_hash_bytes(folded, n) & 0x7fffffff;
  uint32_t known = rs_map_find(&c->words, hash);
  if (known == RS_NONE)
    rs_map_add(&c->words, hash, check);
  else if (known != check && line)
    rs_fault(c, line, "two words have the same hash");
  return hash;
}

/* ------------------------------------------------------------- the run */

static int compare_files(const void *a, const void *b) {
  const RsSourceFile *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  int order = strcmp(x->name, y->name);
  if (order) return order;
  size_t both = x->count < y->count ? x->count : y->count;
  order = memcmp(x->text, y->text, both);
  return order ? order : (x->count > y->count) - (x->count < y->count);
}

static void read_kinds(RsCompiler *c, size_t from, size_t to) {
  size_t count = c->lines.count / sizeof(RsLine);
  for (size_t i = 0; i < count; i++) {
    RsLine line = ((const RsLine *)(const void *)c->lines.data)[i];
    const RsSourceFile *file =
      (const RsSourceFile *)(const void *)c->files.data + line.source;
    size_t kind = (size_t)(file->kind - rs_file_kinds);
    if (kind >= from && kind < to) file->kind->read(c, &line);
  }
}

static bool has_failed(const RsCompiler *c) {
  bool failed = c->failed || c->files.failed || c->lines.failed || c->faults.failed ||
                c->raw_forms.failed || c->attachments.failed || c->lemmas.failed ||
                c->sectors.failed || c->name_parts.failed;
  failed |= c->texts.failed || c->letters.failed || c->words.failed || c->phrases.failed ||
            c->lexeme_keys.failed || c->country_codes.failed || c->weights.failed ||
            c->labels.failed || c->areas.failed || c->areas_by_country.failed ||
            c->examples.failed;
  for (size_t i = 0; i < RS_SECTION_COUNT; i++)
    failed |= c->sections[i].failed;
  return failed;
}

static void sort_faults(RsCompiler *c) {
  size_t count = c->faults.count / sizeof(RsFault);
  if (count) qsort(c->faults.data, count, sizeof(RsFault), compare_faults);
}

bool rs_compiler_run(RsCompiler *c, RsBuffer *image, RasidError *error) {
  size_t files = c->files.count / sizeof(RsSourceFile);
  if (files) qsort(c->files.data, files, sizeof(RsSourceFile), compare_files);
  rs_lines_split(c);
  read_kinds(c, 0, rs_file_kinds_with_lexemes);
  rs_lemmas_sort(c);
  rs_name_parts_add(c);
  rs_lemmas_sort(c);
  rs_cameo_sort(c);
  read_kinds(c, rs_file_kinds_with_lexemes, rs_file_kind_count);
  sort_faults(c);
  if (has_failed(c))
    return rs_error_set(error, RASID_ERROR_MEMORY, 0, "no memory to compile");
  if (c->error_count) {
    return rs_error_set(
      error,
      RASID_ERROR_DATA,
      c->error_count,
      "the data files have %zu faults",
      c->error_count
    );
  }
  if (!rs_image_write(c, image) || has_failed(c)) {
    return rs_error_set(error, RASID_ERROR_MEMORY, 0, "no memory to write the image");
  }
  return true;
}
