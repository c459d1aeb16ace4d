/* The public side of decisions: gold and evaluation as bytes. */
#include "export/json.h"
#include "export/screen.h"
#include "review/review.h"
#include "store/store.h"

enum {
  RULES_SHOWN = 20
};

bool rasid_decisions_write_gold(
  RasidStore *store,
  const RasidStoreFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  RsGoldFilter own = {0};
  if (filter)
    own =
      (RsGoldFilter) {.document = filter->document, .from = filter->from, .to = filter->to};
  return rs_gold_write(store->backend, &own, sink, context, error);
}

/* ------------------------------------------------------------------------ JSON */

static void write_share(RsJson *json, const char *key, int64_t part, int64_t whole) {
  rs_json_key(json, key);
  if (whole)
    rs_json_number(json, (double)part / (double)whole, 1, 3);
  else
    rs_json_null(json);
}

static void write_score(RsJson *json, const RsScore *score) {
  rs_json_integer_field(json, "judged", score->judged);
  rs_json_integer_field(json, "right", score->right);
  write_share(json, "precision", score->right, score->judged);
  rs_json_integer_field(json, "gold", score->gold);
  rs_json_integer_field(json, "found", score->found);
  write_share(json, "recall", score->found, score->gold);
}

static void write_types(RsJson *json, const RsEvaluation *all) {
  rs_json_key(json, "types");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < all->type_count; i++) {
    rs_json_begin(json, '{');
    rs_json_text_field(json, "event", all->types[i].name);
    write_score(json, &all->types[i].score);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_fields(RsJson *json, const RsEvaluation *all) {
  rs_json_key(json, "fields");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < all->field_count; i++) {
    rs_json_begin(json, '{');
    rs_json_text_field(json, "field", all->fields[i].name);
    rs_json_integer_field(json, "judged", all->kept);
    rs_json_integer_field(json, "changed", all->fields[i].changed);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static bool find_line(
  const RasidKnowledge *knowledge, const char *rule, const char **file, unsigned *line
) {
  const char *text;
  return knowledge && rasid_knowledge_find_entry(knowledge, rule, file, line, &text);
}

static void write_rule(
  RsJson *json, const RsScoreRow *row, const RasidKnowledge *knowledge
) {
  const char *file;
  unsigned line;
  bool is_known = find_line(knowledge, row->name, &file, &line);
  rs_json_begin(json, '{');
  rs_json_text_field(json, "rule", row->name);
  rs_json_integer_field(json, "judged", row->score.judged);
  rs_json_integer_field(json, "wrong", row->score.judged - row->score.right);
  rs_json_text_field(json, "file", is_known ? file : NULL);
  rs_json_key(json, "line");
  if (is_known)
    rs_json_integer(json, line);
  else
    rs_json_null(json);
  rs_json_end(json, '}');
}

void rs_evaluation_write(
  RsJson *json, const RsEvaluation *all, const RasidKnowledge *knowledge, size_t rules
) {
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "documents", all->documents);
  rs_json_integer_field(json, "complete_documents", all->complete);
  write_score(json, &all->all);
  write_types(json, all);
  write_fields(json, all);
  rs_json_key(json, "rules");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < all->rule_count && i < rules; i++) {
    const RsScore *score = &all->rules[i].score;
    if (score->judged > score->right) write_rule(json, &all->rules[i], knowledge);
  }
  rs_json_end(json, ']');
  rs_json_end(json, '}');
}

/* ----------------------------------------------------------------------- tables */

static void show_share(RsBuffer *out, int64_t part, int64_t whole) {
  if (whole) {
    rs_buffer_add_text(out, "  ");
    rs_number_append(out, (double)part / (double)whole, 3, 3);
  } else {
    rs_buffer_add_text(out, "      -");
  }
}

static void show_score(RsScreen *screen, const char *name, const RsScore *score) {
  RsBuffer *out = screen->out;
  rs_buffer_add_text(out, "  ");
  rs_screen_text(screen, RS_STYLE_PLAIN, name);
  rs_buffer_format(out, "%*s", strlen(name) < 12 ? 12 - (int)strlen(name) : 1, "");
  show_share(out, score->right, score->judged);
  show_share(out, score->found, score->gold);
  rs_buffer_format(
    out,
    "   %lld of %lld right, %lld of %lld found\n",
    (long long)score->right,
    (long long)score->judged,
    (long long)score->found,
    (long long)score->gold
  );
}

static void show_rules(
  RsScreen *screen, const RsEvaluation *all, const RasidKnowledge *knowledge, size_t rules
) {
  RsBuffer *out = screen->out;
  rs_buffer_add_text(out, "rules that stand in wrong records\n");
  for (size_t i = 0; i < all->rule_count && i < rules; i++) {
    const RsScoreRow *row = &all->rules[i];
    long long wrong = (long long)(row->score.judged - row->score.right);
    const char *file;
    unsigned line;
    if (!wrong) continue;
    rs_buffer_format(out, "  %4lld of %-4lld  ", wrong, (long long)row->score.judged);
    rs_screen_text(screen, RS_STYLE_PLAIN, row->name);
    if (find_line(knowledge, row->name, &file, &line)) {
      rs_buffer_add_text(out, "  ");
      rs_screen_text(screen, RS_STYLE_QUIET, file);
      rs_buffer_format(out, ":%u", line);
    }
    rs_buffer_add_char(out, '\n');
  }
}

static void show(
  RsScreen *screen, const RsEvaluation *all, const RasidKnowledge *knowledge, size_t rules
) {
  RsBuffer *out = screen->out;
  rs_buffer_format(
    out,
    "%lld documents with decisions, %lld of them complete\n\n",
    (long long)all->documents,
    (long long)all->complete
  );
  if (!all->documents) {
    rs_buffer_add_text(
      out, "accept, correct or reject records on the page of rasid serve\n"
    );
    return;
  }
  rs_buffer_add_text(out, "              precision recall\n");
  show_score(screen, "all", &all->all);
  for (size_t i = 0; i < all->type_count; i++)
    show_score(screen, all->types[i].name, &all->types[i].score);
  if (all->field_count) rs_buffer_add_text(out, "\nfields that were corrected\n");
  for (size_t i = 0; i < all->field_count; i++) {
    rs_buffer_format(
      out, "  %4lld of %-4lld  ", (long long)all->fields[i].changed, (long long)all->kept
    );
    rs_screen_text(screen, RS_STYLE_PLAIN, all->fields[i].name);
    rs_buffer_add_char(out, '\n');
  }
  rs_buffer_add_char(out, '\n');
  show_rules(screen, all, knowledge, rules);
}

bool rasid_decisions_evaluate(
  RasidStore *store,
  const RasidKnowledge *knowledge,
  size_t rules,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};
  RsEvaluation all;
  RsBuffer out = {0};
  if (!options) options = &default_options;
  if (!rules) rules = RULES_SHOWN;
  bool is_done = rs_evaluate(store->backend, &all, error);
  if (is_done && options->format == RASID_FORMAT_TABLE) {
    RsScreen screen = rs_screen(&out, options);
    show(&screen, &all, knowledge, rules);
  } else if (is_done) {
    RsJson json = {.out = &out};
    rs_evaluation_write(&json, &all, knowledge, rules);
    rs_buffer_add_char(&out, '\n');
  }
  is_done = is_done && rs_buffer_flush(&out, 1, sink, context, error);
  rs_buffer_release(&out);
  rs_arena_release(&all.arena);
  return is_done;
}
