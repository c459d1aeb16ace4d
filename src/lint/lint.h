/* What the parts of the lint share: the compiled data under test and the list of findings. */
#ifndef RASID_LINT_LINT_H
#define RASID_LINT_LINT_H

#include "base/arena.h"
#include "compile/compile.h"
#include "knowledge/knowledge.h"

struct RasidLint {
  RsCompiler *compiler;
  RasidKnowledge *knowledge; /* NULL when the data have faults */
  RsArena arena;
  const char *const *paths; /* copies of what was asked about */
  size_t path_count;
  RsBuffer findings; /* RasidLintFinding */
  RasidLintCounts counts;
  bool failed; /* an allocation did not succeed */
};

/* Adds a finding, unless it is about data that were not asked about. */
void rs_lint_add(
  RasidLint *lint,
  RasidLintKind kind,
  const char *path,
  unsigned line,
  const char *format,
  ...
) __attribute__((format(printf, 5, 6)));

/* Whether a path is one of those asked about or stands below one. */
bool rs_lint_covers(const RasidLint *lint, const char *path);

/* The path of the file that an entry stands in. */
static inline const char *rs_lint_path(const RasidLint *lint, const RsEntry *entry) {
  return rs_compiler_source_path(lint->compiler, entry->source);
}

/* Codes every example and tells those that fail (example.c). */
bool rs_lint_examples(RasidLint *lint, RasidError *error);
/* Tells patterns that an earlier one with the same trigger always goes before (shadow.c). */
void rs_lint_shadows(RasidLint *lint);

#endif
