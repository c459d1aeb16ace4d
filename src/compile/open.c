/* Opening knowledge with a user's own dictionaries on top.
 *
 * The knowledge file holds the data files it was made of. With --extra, these are compiled
 * again in memory, together with the extra folders and files: slower (part of a second), but it is one
 * way of compiling for both, and a new verb is conjugated like any other. */
#include "compile/compile.h"
#include "knowledge/knowledge.h"

bool rs_compiler_add_embedded(RsCompiler *c, const RasidKnowledge *k, RasidError *error) {
  RsBuffer text = {0};
  bool is_added = true;
  for (uint32_t i = 0; is_added && i < k->sources_count; i++) {
    const RsSource *source = &k->sources[i];
    uint32_t count = source->text_bytes;
    uint32_t first = rs_clip(source->text, &count, k->text_count);
    rs_buffer_clear(&text);
    rs_buffer_add(&text, k->text + first, count);
    for (size_t b = 0; b < text.count; b++) {
      if (text.data[b] == '\0') text.data[b] = '\n';
    }
    const char *name = rs_text_at(k, source->name);
    is_added =
      !text.failed &&
      rs_compiler_add_source(c, name, name, (RsBytes) {text.data, text.count}, error);
    if (text.failed) rs_error_set(error, RASID_ERROR_MEMORY, 0, "no memory to compile");
  }
  rs_buffer_release(&text);
  return is_added;
}

/* The faults in the message, as many as it holds. */
static void list_faults(const RsCompiler *c, RasidError *error) {
  size_t count, used;
  const RsFault *faults = rs_compiler_faults(c, &count);
  if (!error || error->code != RASID_ERROR_DATA) return;
  RsBuffer text = {0};
  for (size_t i = 0; i < count; i++) {
    if (faults[i].is_warning) continue;
    rs_buffer_format(
      &text, "%s%s:%u: ", text.count ? "\n" : "", faults[i].path, faults[i].line
    );
    rs_buffer_add_text(&text, faults[i].message);
  }
  used = text.count < sizeof error->message ? text.count : sizeof error->message - 1;
  while (used && used < text.count && ((unsigned char)text.data[used] & 0xc0) == 0x80)
    used--;
  if (used) {
    memcpy(error->message, text.data, used);
    error->message[used] = '\0';
  }
  rs_buffer_release(&text);
}

static RasidKnowledge *compile_again(
  const RasidKnowledge *base, const char *const *dirs, size_t n, RasidError *error
) {
  RsCompiler *c = rs_compiler_new(false);
  if (!c) {
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "no memory to compile");
    return NULL;
  }
  RsBuffer image = {0};
  RasidError own = {0};
  bool is_made = rs_compiler_add_embedded(c, base, &own);
  for (size_t i = 0; is_made && i < n; i++)
    is_made = rs_compiler_add_path(c, dirs[i], &own);
  is_made = is_made && rs_compiler_run(c, &image, &own);
  if (!is_made) list_faults(c, &own);
  rs_compiler_free(c);
  if (is_made) return rs_knowledge_adopt((unsigned char *)image.data, image.count, error);
  if (error) *error = own;
  rs_buffer_release(&image);
  return NULL;
}

RasidKnowledge *rasid_knowledge_open(
  const char *path, const char *const *extra_dirs, size_t extra_count, RasidError *error
) {
  RasidKnowledge *base = rs_knowledge_map(path, error);
  if (!base || !extra_count) return base;
  RasidKnowledge *larger = compile_again(base, extra_dirs, extra_count, error);
  rasid_knowledge_free(base);
  return larger;
}
