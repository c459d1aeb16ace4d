/* How good the records are, as far as analysts have decided.
 *
 * In a complete document every record of the program is judged: it is right when a record that
 * should be there has its type and a mention that overlaps one of its own; each of those is
 * matched once. In other documents the records with a decision are judged: right when accepted
 * or corrected without another type. Precision is the share of the right ones among the judged,
 * recall the share of what should be there and was found, in complete documents alone.
 *
 * Since a decision keeps the record as it should be, this holds also when the documents have
 * been coded again since: it measures the records that are there now. Rules are named by how
 * many of the judged records that they have made are wrong. */

#include "review/gold.h"

#include <stdlib.h>

typedef struct {
  RsBackend *backend;
  RsEvaluation *evaluation;
  json_object *held; /* of the document at hand */
  bool is_complete;
} Judging;

/* ------------------------------------------------------------------- tallies */

static RsScore *row_of(
  RsArena *arena, RsScoreRow **rows, size_t *count, size_t *capacity, const char *name
) {
  for (size_t i = 0; i < *count; i++) {
    if (!strcmp((*rows)[i].name, name)) return &(*rows)[i].score;
  }
  RsScoreRow *grown = rs_arena_grow(arena, *rows, *count, capacity, sizeof **rows);
  const char *copy = rs_arena_string(arena, name, strlen(name));
  if (!grown || !copy) return NULL;
  *rows = grown;
  grown[*count] = (RsScoreRow) {.name = copy};
  return &grown[(*count)++].score;
}

static RsScore *type_of(RsEvaluation *all, const char *name) {
  return row_of(&all->arena, &all->types, &all->type_count, &all->type_capacity, name);
}

static RsScore *rule_of(RsEvaluation *all, const char *name) {
  return row_of(&all->arena, &all->rules, &all->rule_count, &all->rule_capacity, name);
}

static bool count_record(RsEvaluation *all, const RasidEvent *event, bool is_right) {
  RsScore *type = type_of(all, event->event);
  if (!type) return false;
  type->judged++, all->all.judged++;
  type->right += is_right, all->all.right += is_right;
  for (size_t i = 0; i < event->rule_count; i++) {
    RsScore *rule = rule_of(all, event->rules[i]);
    if (!rule) return false;
    rule->judged++;
    rule->right += is_right;
  }
  return true;
}

/* ------------------------------------------------------------------- matching */

static const char *text_of(json_object *object, const char *key) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  return json_object_is_type(value, json_type_string) ? json_object_get_string(value) : "";
}

static int64_t number_of(json_object *object, const char *key) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  return json_object_get_int64(value);
}

static bool meets(const RasidEvent *event, json_object *record) {
  json_object *mentions = NULL;
  json_object_object_get_ex(record, "mentions", &mentions);
  if (!json_object_is_type(mentions, json_type_array)) return false;
  for (size_t i = 0; i < json_object_array_length(mentions); i++) {
    json_object *span = json_object_array_get_idx(mentions, i);
    for (size_t j = 0; j < event->mention_count; j++) {
      bool overlaps = (int64_t)event->mentions[j].start < number_of(span, "end") &&
                      number_of(span, "start") < (int64_t)event->mentions[j].end;
      if (overlaps) return true;
    }
  }
  return false;
}

/* A record that should be there, was not matched yet and is this one. The one with the same id
 * comes first. */
static bool match(json_object *held, const RasidEvent *event) {
  json_object *own = NULL, *record = NULL;
  const char *found = NULL;
  if (json_object_object_get_ex(held, event->id, &own) && own &&
      !strcmp(text_of(own, "event"), event->event)) {
    found = event->id;
  }
  json_object_object_foreach(held, id, candidate) {
    record = candidate;
    bool fits = !found && record && !strcmp(text_of(record, "event"), event->event);
    if (fits && meets(event, record)) found = id;
  }
  if (!found) return false;
  json_object_object_add(held, found, NULL);
  return true;
}

static bool judge_complete(void *context, const RsRecord *record, RasidError *error) {
  Judging *judging = context;
  RsEvaluation *all = judging->evaluation;
  bool is_right = match(judging->held, record->event);
  RsScore *type = type_of(all, record->event->event);
  if (!type) return rs_no_memory(error);
  if (is_right) type->found++, all->all.found++;
  return count_record(all, record->event, is_right) || rs_no_memory(error);
}

static bool judge_decided(void *context, const RsRecord *record, RasidError *error) {
  Judging *judging = context;
  json_object *own = NULL;
  const RasidEvent *event = record->event;
  if (!json_object_object_get_ex(judging->held, event->id, &own)) return true;
  bool is_right = own && !strcmp(text_of(own, "event"), event->event);
  return count_record(judging->evaluation, event, is_right) || rs_no_memory(error);
}

static bool count_gold(Judging *judging, RasidError *error) {
  RsEvaluation *all = judging->evaluation;
  json_object_object_foreach(judging->held, id, record) {
    (void)id;
    if (!record) continue;
    RsScore *type = type_of(all, text_of(record, "event"));
    if (!type) return rs_no_memory(error);
    type->gold++, all->all.gold++;
  }
  return true;
}

static bool visit(
  void *context, const char *document, bool is_complete, RasidError *error
) {
  Judging *judging = context;
  judging->evaluation->documents++;
  judging->evaluation->complete += is_complete;
  judging->held = rs_gold_of(judging->backend, document, error);
  if (!judging->held) return false;
  RasidStoreFilter filter = {.document = document};
  bool is_judged = (!is_complete || count_gold(judging, error)) &&
                   rs_records_each(
                     judging->backend,
                     &filter,
                     is_complete ? judge_complete : judge_decided,
                     judging,
                     error
                   );
  json_object_put(judging->held);
  return is_judged;
}

/* --------------------------------------------------------------------- fields */

static bool count_field(RsEvaluation *all, const char *name) {
  size_t i = 0;
  while (i < all->field_count && strcmp(all->fields[i].name, name) != 0)
    i++;
  if (i == RS_COUNT_OF(all->fields)) return true;
  if (i == all->field_count) {
    const char *copy = rs_arena_string(&all->arena, name, strlen(name));
    if (!copy) return false;
    all->fields[all->field_count++].name = copy;
  }
  all->fields[i].changed++;
  return true;
}

/* Of the records that were kept: what had to be changed in them. */
static bool take_fields(void *context, const RsDecision *decision, RasidError *error) {
  RsEvaluation *all = context;
  bool is_corrected = !strcmp(decision->verdict, "correct");
  if (!is_corrected && strcmp(decision->verdict, "accept") != 0) return true;
  all->kept++;
  json_object *fields =
    is_corrected && decision->fields ? json_tokener_parse(decision->fields) : NULL;
  bool is_counted = true;
  if (json_object_is_type(fields, json_type_object)) {
    json_object_object_foreach(fields, key, value) {
      (void)value;
      is_counted = is_counted && count_field(all, key);
    }
  }
  json_object_put(fields);
  return is_counted || rs_no_memory(error);
}

/* ------------------------------------------------------------------- the whole */

static int by_gold(const void *a, const void *b) {
  const RsScoreRow *one = a, *two = b;
  int64_t first = one->score.gold + one->score.judged,
          second = two->score.gold + two->score.judged;
  if (first != second) return first < second ? 1 : -1;
  return strcmp(one->name, two->name);
}

static int by_wrong(const void *a, const void *b) {
  const RsScoreRow *one = a, *two = b;
  int64_t first = one->score.judged - one->score.right;
  int64_t second = two->score.judged - two->score.right;
  if (first != second) return first < second ? 1 : -1;
  if (one->score.judged != two->score.judged)
    return one->score.judged < two->score.judged ? -1 : 1;
  return strcmp(one->name, two->name);
}

bool rs_evaluate(RsBackend *backend, RsEvaluation *evaluation, RasidError *error) {
  *evaluation = (RsEvaluation) {0};
  Judging judging = {.backend = backend, .evaluation = evaluation};
  RsDecisionFilter holding = {.is_holding = true, .is_oldest_first = true};
  if (!backend->methods->begin(backend, true, error)) return false;
  bool is_done = rs_reviewed_each(backend, visit, &judging, error) &&
                 rs_decisions_each(backend, &holding, take_fields, evaluation, error);
  backend->methods->rollback(backend, NULL);
  if (evaluation->type_count)
    qsort(evaluation->types, evaluation->type_count, sizeof(RsScoreRow), by_gold);
  if (evaluation->rule_count)
    qsort(evaluation->rules, evaluation->rule_count, sizeof(RsScoreRow), by_wrong);
  return is_done;
}
