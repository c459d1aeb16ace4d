/* Lint: what is wrong with dictionary files beyond what stops them from being compiled.
 *
 * Faults and warnings of the compiler come first: ids, codes, unknown lemmas, coordinates,
 * terms of office. When there are no faults, the compiled knowledge itself is tried: every
 * example below a pattern is coded as a document of its own, and patterns that can never win
 * against an earlier one are looked for. A folder that does not hold everything is compiled on
 * top of a knowledge file, as `--extra` does it, and only what it adds is judged.
 *
 * Findings are sorted by file and line, so that a run can be compared with the last one. */
#include "lint/lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool rs_lint_covers(const RasidLint *lint, const char *path) {
  for (size_t i = 0; i < lint->path_count; i++) {
    size_t n = strlen(lint->paths[i]);
    if (!strncmp(path, lint->paths[i], n) && (!path[n] || path[n] == '/')) return true;
  }
  return false;
}

void rs_lint_add(
  RasidLint *lint,
  RasidLintKind kind,
  const char *path,
  unsigned line,
  const char *format,
  ...
) {
  if (!rs_lint_covers(lint, path)) return;
  char message[1024];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  RasidLintFinding finding = {.kind = kind, .line = line};
  finding.path = rs_arena_string(&lint->arena, path, strlen(path));
  finding.message = rs_arena_string(&lint->arena, message, strlen(message));
  if (finding.path && finding.message)
    rs_buffer_add(&lint->findings, &finding, sizeof finding);
  else
    lint->failed = true;
}

static int compare_findings(const void *left, const void *right) {
  const RasidLintFinding *a = left, *b = right;
  int order = strcmp(a->path, b->path);
  if (order) return order;
  if (a->line != b->line) return a->line < b->line ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return strcmp(a->message, b->message);
}

static void add_compiler_faults(RasidLint *lint) {
  size_t count;
  const RsFault *faults = rs_compiler_faults(lint->compiler, &count);
  for (size_t i = 0; i < count; i++) {
    RasidLintKind kind = faults[i].is_warning ? RASID_LINT_WARNING : RASID_LINT_FAULT;
    rs_lint_add(lint, kind, faults[i].path, faults[i].line, "%s", faults[i].message);
  }
}

static bool compile(RasidLint *lint, RsBuffer *image, RasidError *error) {
  RasidError own = {0};
  if (rs_compiler_run(lint->compiler, image, &own)) {
    lint->knowledge = rs_knowledge_adopt((unsigned char *)image->data, image->count, error);
    return lint->knowledge != NULL;
  }
  rs_buffer_release(image);
  if (own.code == RASID_ERROR_DATA) return true; /* its faults are the findings */
  if (error) *error = own;
  return false;
}

static bool add_sources(RasidLint *lint, const char *base, RasidError *error) {
  RasidKnowledge *embedded = base ? rs_knowledge_map(base, error) : NULL;
  if (base && !embedded) return false;
  bool is_added = !base || rs_compiler_add_embedded(lint->compiler, embedded, error);
  rasid_knowledge_free(embedded);
  for (size_t i = 0; is_added && i < lint->path_count; i++)
    is_added = rs_compiler_add_path(lint->compiler, lint->paths[i], error);
  return is_added;
}

static bool copy_paths(RasidLint *lint, const char *const *paths, size_t count) {
  const char **copies = rs_arena_array(&lint->arena, count + 1, sizeof *copies);
  for (size_t i = 0; copies && i < count; i++) {
    size_t n = strlen(paths[i]);
    while (n > 1 && paths[i][n - 1] == '/')
      n--;
    copies[i] = rs_arena_string(&lint->arena, paths[i], n);
    if (!copies[i]) return false;
  }
  lint->paths = copies;
  lint->path_count = copies ? count : 0;
  return copies != NULL;
}

static void count_kinds(RasidLint *lint) {
  const RasidLintFinding *findings = (const void *)lint->findings.data;
  for (size_t i = 0; i < lint->findings.count / sizeof *findings; i++)
    lint->counts.findings[findings[i].kind]++;
}

static bool check(RasidLint *lint, const char *base, RasidError *error) {
  RsBuffer image = {0};
  if (!add_sources(lint, base, error) || !compile(lint, &image, error)) return false;
  add_compiler_faults(lint);
  if (lint->knowledge) {
    if (!rs_lint_examples(lint, error)) return false;
    rs_lint_shadows(lint);
  }
  if (lint->failed || lint->findings.failed)
    return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory for the findings");
  size_t count = lint->findings.count / sizeof(RasidLintFinding);
  if (count) qsort(lint->findings.data, count, sizeof(RasidLintFinding), compare_findings);
  count_kinds(lint);
  return true;
}

RasidLint *rasid_lint_new(
  const char *const *paths, size_t count, const char *knowledge_path, RasidError *error
) {
  RasidLint *lint = calloc(1, sizeof *lint);
  if (lint) lint->compiler = rs_compiler_new(false);
  if (!lint || !lint->compiler || !copy_paths(lint, paths, count)) {
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory to compile");
  } else if (check(lint, knowledge_path, error)) {
    return lint;
  }
  rasid_lint_free(lint);
  return NULL;
}

const RasidLintFinding *rasid_lint_findings(const RasidLint *lint, size_t *count) {
  *count = lint->findings.count / sizeof(RasidLintFinding);
  return (const void *)lint->findings.data;
}

RasidLintCounts rasid_lint_counts(const RasidLint *lint) {
  return lint->counts;
}

void rasid_lint_free(RasidLint *lint) {
  if (!lint) return;
  rasid_knowledge_free(lint->knowledge);
  rs_compiler_free(lint->compiler);
  rs_buffer_release(&lint->findings);
  rs_arena_release(&lint->arena);
  free(lint);
}
