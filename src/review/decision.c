/* Decisions, a history.
 *
 * An analyst accepts, corrects or rejects a record, adds one that was missed, or says that a
 * document is complete. Each of these is a row that is never changed afterwards: who wants
 * another verdict decides again, who was wrong undoes, and both can be seen. Of the rows about a
 * record that are not undone the last one holds, whoever wrote it.
 *
 * A row names the record by its stable id and keeps the whole record as it is after the
 * decision. So it means something even where the record does not come back when its text is
 * coded again, and a gold set can be made of decisions alone. */
#include "review/review.h"

static const char columns[] =
  "number, event, document, verdict, fields, record, note, author, "
  "decided, undoes, undone_by";

typedef struct {
  RsArena arena;
  RsDecisionVisitor visit;
  void *context;
} Walk;

static bool visit_row(void *context, const RsRow *row, RasidError *error) {
  Walk *walk = context;
  rs_arena_reset(&walk->arena);
  RsTaking taking = {.row = row, .arena = &walk->arena};
  RsDecision decision = {.number = rs_take_integer(&taking)};
  decision.event = rs_take_text(&taking);
  decision.document = rs_take_text(&taking);
  decision.verdict = rs_take_text(&taking);
  decision.fields = rs_take_text(&taking);
  decision.record = rs_take_text(&taking);
  decision.note = rs_take_text(&taking);
  decision.author = rs_take_text(&taking);
  decision.decided = rs_take_text(&taking);
  decision.undoes = rs_take_integer(&taking);
  decision.undone_by = rs_take_integer(&taking);
  if (taking.has_failed) return rs_no_memory(error);
  bool is_whole = decision.document && decision.verdict && decision.author;
  return !is_whole || walk->visit(walk->context, &decision, error);
}

static void add_condition(
  RsBuffer *sql, RsValues *values, const char *condition, const char *value
) {
  if (!value) return;
  rs_values_text(values, value);
  rs_buffer_format(sql, " AND %s $%zu", condition, values->count);
}

static void add_conditions(
  RsBuffer *sql, RsValues *values, const RsDecisionFilter *filter
) {
  rs_buffer_add_text(sql, " FROM decisions WHERE 1 = 1");
  add_condition(sql, values, "event =", filter->event);
  add_condition(sql, values, "document =", filter->document);
  add_condition(sql, values, "author =", filter->author);
  if (filter->is_holding)
    rs_buffer_add_text(sql, " AND undone_by IS NULL AND verdict <> 'undo'");
}

static bool ask(
  RsBackend *backend,
  RsBuffer *sql,
  const RsValues *values,
  RsRowVisitor visit,
  void *context,
  RasidError *error
) {
  rs_buffer_add_char(sql, '\0');
  bool is_asked =
    sql->failed
      ? rs_no_memory(error)
      : backend->methods->query(backend, sql->data, values, visit, context, error);
  rs_buffer_release(sql);
  return is_asked;
}

bool rs_decisions_each(
  RsBackend *backend,
  const RsDecisionFilter *filter,
  RsDecisionVisitor visit,
  void *context,
  RasidError *error
) {
  RsBuffer sql = {0};
  RsValues values = {.count = 0};
  rs_buffer_format(&sql, "SELECT %s", columns);
  add_conditions(&sql, &values, filter);
  if (filter->before) {
    rs_values_integer(&values, filter->before);
    rs_buffer_format(&sql, " AND number < $%zu", values.count);
  }
  rs_buffer_format(&sql, " ORDER BY number%s", filter->is_oldest_first ? "" : " DESC");
  if (filter->limit) rs_buffer_format(&sql, " LIMIT %zu", filter->limit);
  Walk walk = {.visit = visit, .context = context};
  bool is_read = ask(backend, &sql, &values, visit_row, &walk, error);
  rs_arena_release(&walk.arena);
  return is_read;
}

static bool take_number(void *context, const RsRow *row, RasidError *error) {
  (void)error;
  *(int64_t *)context = rs_cell(row, 0).integer;
  return true;
}

bool rs_decisions_count(
  RsBackend *backend, const RsDecisionFilter *filter, int64_t *count, RasidError *error
) {
  RsBuffer sql = {0};
  RsValues values = {.count = 0};
  *count = 0;
  rs_buffer_add_text(&sql, "SELECT count(*)");
  add_conditions(&sql, &values, filter);
  return ask(backend, &sql, &values, take_number, count, error);
}

/* -------------------------------------------------------------------- adding */

static bool no_row(void *context, const RsRow *row, RasidError *error) {
  (void)context, (void)row, (void)error;
  return true;
}

static bool insert(RsBackend *backend, const RsDecision *decision, RasidError *error) {
  static const char sql[] =
    "INSERT INTO decisions (number, event, document, verdict, fields, record, note, author, "
    "decided, undoes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
  RsValues values = {.count = 0};
  rs_values_integer(&values, decision->number);
  const char *const texts[] = {
    decision->event,
    decision->document,
    decision->verdict,
    decision->fields,
    decision->record,
    decision->note,
    decision->author,
    decision->decided,
  };
  for (size_t i = 0; i < RS_COUNT_OF(texts); i++)
    rs_values_text(&values, texts[i]);
  if (decision->undoes)
    rs_values_integer(&values, decision->undoes);
  else
    rs_values_null(&values);
  return backend->methods->query(backend, sql, &values, no_row, NULL, error);
}

static bool mark_undone(RsBackend *backend, const RsDecision *decision, RasidError *error) {
  static const char sql[] = "UPDATE decisions SET undone_by = $1 WHERE number = $2";
  RsValues values = {.count = 0};
  if (!decision->undoes) return true;
  rs_values_integer(&values, decision->number);
  rs_values_integer(&values, decision->undoes);
  return backend->methods->query(backend, sql, &values, no_row, NULL, error);
}

bool rs_decision_add(RsBackend *backend, RsDecision *decision, RasidError *error) {
  static const char sql[] = "SELECT coalesce(max(number), 0) + 1 FROM decisions";
  bool is_inside = backend->methods->is_in_transaction(backend);
  if (!is_inside && !backend->methods->begin(backend, false, error)) return false;
  bool is_added = rs_ask_text(backend, sql, &decision->number, error) &&
                  insert(backend, decision, error) &&
                  mark_undone(backend, decision, error) &&
                  (is_inside || backend->methods->commit(backend, error));
  if (!is_added && !is_inside) backend->methods->rollback(backend, NULL);
  return is_added;
}
