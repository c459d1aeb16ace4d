/* Examples: sentences below a pattern that must make it fire, or must not.
 *
 *   p.coerce.alqa-qabd  V:ألقى .. [M:قبض]  COERCE  arrest  173  …
 *   +  ألقت الشرطة القبض على ثلاثة متظاهرين.
 *   -  ألقى الوزير كلمة في الحفل.
 *
 * Nobody can see from a pattern alone what it finds; a sentence beside it says so, and goes on
 * saying so when words are added elsewhere. They are for `rasid lint` and for readers of the
 * file, so they are taken out of the text before it is compiled; their newlines stay, and with
 * them the numbers of all lines. Neither compiling nor the knowledge file pays for them. */
#include "compile/compiler.h"

typedef struct {
  RsCompiler *c;
  const char *path;
  RsBytes owner; /* id of the entry above */
  uint32_t line;
} Cutter;

static void add_example(Cutter *cutter, RsBytes text) {
  RsCompiler *c = cutter->c;
  RsExample example = {
    .path = cutter->path, .line = cutter->line, .must_fire = text.data[0] == '+'};
  bool is_formed = text.count > 2 && text.data[1] == '\t';
  size_t at;
  const char *fault = rs_characters_fault(text, &at);
  if (!is_formed) fault = "an example is `+` or `-`, a TAB and a sentence";
  if (is_formed && !cutter->owner.count) fault = "an example with no entry above it";
  if (fault) {
    rs_fault_in(c, cutter->path, cutter->line, false, fault);
    return;
  }
  example.entry = rs_arena_string(&c->arena, cutter->owner.data, cutter->owner.count);
  example.text = rs_arena_string(&c->arena, text.data + 2, text.count - 2);
  c->failed |= !example.entry || !example.text;
  if (example.entry && example.text) {
    rs_buffer_add(&c->examples, &example, sizeof example);
  }
}

void rs_examples_cut(RsCompiler *c, RsSourceFile *file, char *text) {
  Cutter cutter = {.c = c, .path = file->path};
  size_t kept = 0;
  for (size_t from = 0, to; from < file->count; from = to + 1) {
    const char *newline = memchr(text + from, '\n', file->count - from);
    to = newline ? (size_t)(newline - text) : file->count;
    RsBytes line = {text + from, to - from};
    if (line.count && line.data[line.count - 1] == '\r') line.count--;
    cutter.line++;
    bool is_example = line.count && (line.data[0] == '+' || line.data[0] == '-');
    if (is_example) {
      add_example(&cutter, line);
    } else {
      bool is_entry = line.count && line.data[0] != '#';
      const char *tab = is_entry ? memchr(line.data, '\t', line.count) : NULL;
      memmove(text + kept, text + from, to - from);
      if (tab) cutter.owner = (RsBytes) {text + kept, (size_t)(tab - line.data)};
      kept += to - from;
    }
    if (newline) text[kept++] = '\n';
  }
  text[kept] = '\0';
  file->count = kept;
}

const RsExample *rs_compiler_examples(const RsCompiler *c, size_t *count) {
  *count = c->examples.count / sizeof(RsExample);
  return (const void *)c->examples.data;
}

const char *rs_compiler_source_path(const RsCompiler *c, uint32_t source) {
  const RsSourceFile *files = (const void *)c->files.data;
  return source < c->files.count / sizeof *files ? files[source].path : "";
}
