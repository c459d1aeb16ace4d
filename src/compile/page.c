/* Cues of web pages: `pages/cues.tsv`.
 *
 * The reader takes them from the source that the knowledge file carries (read/words.c), since
 * they are few and compared with the beginnings of blocks: `اقرأ أيضاً:` in front of links to
 * other articles. So nothing is made of them here; a line is only checked, that a cue of a
 * kind that nobody knows, or without forms, is told to whoever wrote it and not dropped. */
#include "compile/compiler.h"

void rs_read_page_cue(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {"skip", "end", "label", "noise", "body"};
  uint32_t kind = rs_column_enum(c, line, 1, "kind", kinds, RS_COUNT_OF(kinds));
  bool is_joined = kind == RS_COUNT_OF(kinds) - 1;
  RsBytes forms = rs_column(line, 2), form;
  size_t count = 0;
  for (; rs_list_next(&forms, '|', &form); count++) {
    for (size_t i = 0; is_joined && i < form.count; i++) {
      bool is_small = (form.data[i] >= 'a' && form.data[i] <= 'z') ||
                      (form.data[i] >= '0' && form.data[i] <= '9');
      if (!is_small) {
        rs_fault(c, line, "`%.*s`: small letters only", (int)form.count, form.data);
        break;
      }
    }
  }
  if (!count) rs_fault(c, line, "a cue needs a form");
}
