/* Which documents somebody has gone through.
 *
 * To know what a program misses one must know that nothing else is in the text. A document is
 * complete when an analyst has said so, which accepts every record that he has not decided on,
 * or when there is a decision about every record that it has now; the second is weaker, since
 * whoever only looks at records overlooks what has none. */
#include "review/review.h"

typedef struct {
  RsReviewedVisitor visit;
  void *context;
  RsArena arena;
} Walk;

static bool visit_document(void *context, const RsRow *row, RasidError *error) {
  Walk *walk = context;
  rs_arena_reset(&walk->arena);
  RsTaking taking = {.row = row, .arena = &walk->arena};
  const char *document = rs_take_text(&taking);
  bool is_complete = rs_take_integer(&taking) != 0;
  if (taking.has_failed) return rs_no_memory(error);
  return walk->visit(walk->context, document, is_complete, error);
}

bool rs_reviewed_each(
  RsBackend *backend, RsReviewedVisitor visit, void *context, RasidError *error
) {
  static const char sql[] =
    "SELECT documents.id, CASE WHEN EXISTS (SELECT 1 FROM decisions AS said WHERE "
    "  said.document = documents.id AND said.verdict = 'complete' AND said.undone_by IS NULL) "
    "OR NOT EXISTS (SELECT 1 FROM events WHERE events.document = documents.number AND NOT "
    "  EXISTS (SELECT 1 FROM decisions AS own WHERE own.event = events.id AND "
    "  own.verdict <> 'undo' AND own.undone_by IS NULL)) THEN 1 ELSE 0 END "
    "FROM documents WHERE id IN (SELECT document FROM decisions WHERE undone_by IS NULL AND "
    "  verdict <> 'undo') ORDER BY number";
  Walk walk = {.visit = visit, .context = context};
  RsValues none = {.count = 0};
  bool is_read = backend->methods->query(backend, sql, &none, visit_document, &walk, error);
  rs_arena_release(&walk.arena);
  return is_read;
}
