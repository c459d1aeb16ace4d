/* Examples are coded one by one, each as a document published on one fixed day.
 *
 * A `+` sentence must give a record that names the pattern among its rules, a `-` sentence must
 * not. That the pattern stays silent has many reasons, and whoever wrote it needs the right
 * one: so a failed example is coded once more with a trace, and what the trace says of this
 * pattern (`none of the words of a need= is near`) goes into the message; else what fired in its place. */
#include "lint/lint.h"

#include <stdlib.h>

static const char publication_day[] = "2024-03-05";

typedef struct {
  RasidLint *lint;
  RasidCoder *plain, *tracing;
} Bench;

static RasidDocument *code(RasidCoder *coder, const RsExample *example, RasidError *error) {
  RasidInput input = {
    .id = example->entry,
    .text = example->text,
    .text_bytes = strlen(example->text),
    .date = publication_day,
  };
  return rasid_coder_code(coder, &input, error);
}

static bool has_rule(const RasidEvent *event, const char *id) {
  for (size_t i = 0; i < event->rule_count; i++) {
    if (!strcmp(event->rules[i], id)) return true;
  }
  return false;
}

static bool fires(const RasidDocument *document, const char *id) {
  size_t count;
  const RasidEvent *events = rasid_document_events(document, &count);
  for (size_t i = 0; i < count; i++) {
    if (has_rule(&events[i], id)) return true;
  }
  return false;
}

/* What a trace of this kind says of the rule, or of any rule when `id` is NULL. */
static const RasidTrace *find_trace(
  const RasidDocument *document, RasidTraceKind kind, const char *id
) {
  size_t count;
  const RasidTrace *trace = rasid_document_trace(document, &count);
  for (size_t i = 0; i < count; i++) {
    if (trace[i].kind != kind || !trace[i].rule) continue;
    if (!id || !strcmp(trace[i].rule, id)) return &trace[i];
  }
  return NULL;
}

static void tell_silence(
  RasidLint *lint, const RsExample *example, const RasidDocument *traced
) {
  const RasidTrace *near = find_trace(traced, RASID_TRACE_NEAR, example->entry);
  if (!near) near = find_trace(traced, RASID_TRACE_PART, example->entry);
  if (find_trace(traced, RASID_TRACE_FIRED, example->entry)) {
    rs_lint_add(
      lint,
      RASID_LINT_FAULT,
      example->path,
      example->line,
      "%s fires, but gives no record: a weak one needs a stronger event in the text",
      example->entry
    );
    return;
  }
  const RasidTrace *other = find_trace(traced, RASID_TRACE_FIRED, NULL);
  const char *why = near     ? near->detail
                    : !other ? "its trigger is not in the sentence"
                             : "its trigger is not in the sentence; what fires is ";
  rs_lint_add(
    lint,
    RASID_LINT_FAULT,
    example->path,
    example->line,
    "%s does not fire: %s%s",
    example->entry,
    why,
    !near && other ? other->rule : ""
  );
}

static bool tell_failure(Bench *bench, const RsExample *example, RasidError *error) {
  if (!example->must_fire) {
    rs_lint_add(
      bench->lint,
      RASID_LINT_FAULT,
      example->path,
      example->line,
      "%s fires and must not: give it a condition, or mend the example",
      example->entry
    );
    return true;
  }
  RasidDocument *traced = code(bench->tracing, example, error);
  if (!traced) return false;
  tell_silence(bench->lint, example, traced);
  rasid_document_free(traced);
  return true;
}

static bool try_example(Bench *bench, const RsExample *example, RasidError *error) {
  RasidLint *lint = bench->lint;
  RasidError own = {0};
  RasidDocument *document = code(bench->plain, example, &own);
  if (!document && own.code == RASID_ERROR_MEMORY) {
    if (error) *error = own;
    return false;
  }
  lint->counts.examples++;
  if (!document) {
    rs_lint_add(lint, RASID_LINT_FAULT, example->path, example->line, "%s", own.message);
    return true;
  }
  bool is_right = fires(document, example->entry) == example->must_fire;
  rasid_document_free(document);
  lint->counts.passed += is_right;
  return is_right || tell_failure(bench, example, error);
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The entries of examples of one kind, sorted by name when all are there. */
typedef struct {
  const char **names;
  size_t count;
} Entries;

static bool holds(const Entries *entries, const char *id) {
  return bsearch(&id, entries->names, entries->count, sizeof id, compare_names) != NULL;
}

/* Notes the patterns that no `+` sentence stands under, or no `-` sentence. */
static void note_bare(RasidLint *lint, Entries *shown, Entries *refused) {
  const RasidKnowledge *k = lint->knowledge;
  qsort(shown->names, shown->count, sizeof *shown->names, compare_names);
  qsort(refused->names, refused->count, sizeof *refused->names, compare_names);
  for (uint32_t i = 0; i < k->patterns_count; i++) {
    const RsEntry *entry = RS_GET(k, entries, k->patterns[i].entry);
    const char *id = rs_text_at(k, entry->id), *path = rs_lint_path(lint, entry);
    if (!rs_lint_covers(lint, path)) continue;
    bool is_shown = holds(shown, id), is_refused = holds(refused, id);
    lint->counts.patterns++;
    lint->counts.patterns_shown += is_shown;
    lint->counts.patterns_both += is_shown && is_refused;
    if (is_shown && is_refused) continue;
    const char *lacks = is_shown ? "`-`" : is_refused ? "`+`" : "`+` and no `-`";
    rs_lint_add(
      lint, RASID_LINT_NOTE, path, entry->line, "%s has no %s example", id, lacks
    );
  }
}

bool rs_lint_examples(RasidLint *lint, RasidError *error) {
  RasidCoderOptions tracing = {.keep_trace = true};
  Bench bench = {
    .lint = lint,
    .plain = rasid_coder_new(lint->knowledge, NULL, error),
    .tracing = rasid_coder_new(lint->knowledge, &tracing, error),
  };
  size_t count;
  const RsExample *examples = rs_compiler_examples(lint->compiler, &count);
  Entries shown = {.names = rs_arena_array(&lint->arena, count + 1, sizeof *shown.names)};
  Entries refused = {.names = rs_arena_array(&lint->arena, count + 1, sizeof *shown.names)};
  bool is_done = bench.plain && bench.tracing && shown.names && refused.names;
  for (size_t i = 0; is_done && i < count; i++) {
    if (!rs_lint_covers(lint, examples[i].path)) continue;
    Entries *entries = examples[i].must_fire ? &shown : &refused;
    entries->names[entries->count++] = examples[i].entry;
    is_done = try_example(&bench, &examples[i], error);
  }
  if (is_done) note_bare(lint, &shown, &refused);
  rasid_coder_free(bench.plain);
  rasid_coder_free(bench.tracing);
  return is_done;
}
