/* Learns data/models/disambiguator.tsv from a treebank.
 *
 * usage: rasid-train KNOWLEDGE TREEBANK.conllu MARKED.txt OUT.tsv [FOLD FOLDS]
 *
 * With FOLD and FOLDS, documents whose number is FOLD modulo FOLDS are left out, for
 * cross-validation (crossvalidate.py). The features are those of morph/feature.h, which the
 * library uses itself; the scores are a log-linear model over the choices of each token, with
 * the choice before as it would be made (so the model learns to live with its own mistakes).
 * Weights are moved by AdaGrad with a lasso step (Duchi et al. 2011), which leaves most of
 * them at nothing, averaged over the later rounds, and rounded to sixteenths. */
#include "model.h"
#include "treebank.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  ROUNDS = 14,
  AVERAGED = 6, /* of the last rounds */
  REPEAT = 4,   /* a marked sentence counts so often */
  RARE = 10,    /* features seen less often are not learned */
  SCALE = 16,   /* the file's unit: a sixteenth of a logit */
  LEAST = 3,    /* weights below it are left out */
  CHOICES_MAX = 512
};
static const float RATE = 0.05f, LASSO = 0.002f;
static const float COST_WEIGHT = 8.0f / SCALE; /* as in disambiguate.c */

typedef struct {
  float weight[RS_TAG_COUNT], squares[RS_TAG_COUNT], sum[RS_TAG_COUNT];
  RsFeature feature;
  uint32_t seen;
} Row;

typedef struct {
  const RasidKnowledge *knowledge;
  Treebank bank;
  Row *rows;
  uint32_t row_count, row_capacity;
  uint32_t *slots, slot_count; /* open addressing over rows, by rs_feature_key */
  uint64_t random;
  bool counting;
  unsigned tokens, right, unreachable;
} Trainer;

/* ------------------------------------------------------------------ rows */

static bool same(const RsFeature *a, const RsFeature *b) {
  return a->template == b->template && a->values[0] == b->values[0] &&
         a->values[1] == b->values[1];
}

static void grow(Trainer *t) {
  t->slot_count = t->slot_count ? t->slot_count * 2 : 1u << 16;
  t->row_capacity = t->slot_count / 2;
  free(t->slots);
  t->slots = malloc(t->slot_count * sizeof *t->slots);
  t->rows = realloc(t->rows, t->row_capacity * sizeof *t->rows);
  if (!t->slots || !t->rows) train_die("no memory");
  for (uint32_t i = 0; i < t->slot_count; i++)
    t->slots[i] = RS_NONE;
  for (uint32_t i = 0; i < t->row_count; i++) {
    uint32_t at = rs_feature_key(&t->rows[i].feature) & (t->slot_count - 1);
    while (t->slots[at] != RS_NONE)
      at = (at + 1) & (t->slot_count - 1);
    t->slots[at] = i;
  }
}

static uint32_t row_of(Trainer *t, const RsFeature *feature) {
  if (t->row_count == t->row_capacity) grow(t);
  uint32_t at = rs_feature_key(feature) & (t->slot_count - 1);
  for (; t->slots[at] != RS_NONE; at = (at + 1) & (t->slot_count - 1)) {
    if (same(&t->rows[t->slots[at]].feature, feature)) return t->slots[at];
  }
  t->rows[t->row_count] = (Row) {.feature = *feature};
  return t->slots[at] = t->row_count++;
}

typedef struct {
  uint32_t rows[RS_FEATURES_MAX];
  unsigned count;
} Rows;

static void find_rows(Trainer *t, const RsFeatures *features, Rows *out) {
  out->count = features->count;
  for (unsigned i = 0; i < features->count; i++) {
    out->rows[i] = row_of(t, &features->items[i]);
  }
}

static float score_of(const Trainer *t, const Rows *rows, unsigned tag) {
  float sum = 0;
  for (unsigned i = 0; i < rows->count; i++)
    sum += t->rows[rows->rows[i]].weight[tag];
  return sum;
}

static void move(Trainer *t, const Rows *rows, unsigned tag, float gradient) {
  for (unsigned i = 0; i < rows->count; i++) {
    Row *row = &t->rows[rows->rows[i]];
    if (row->seen < RARE) continue;
    row->squares[tag] += gradient * gradient;
    float rate = RATE / sqrtf(row->squares[tag] + 1e-6f);
    float weight = row->weight[tag] - rate * gradient, least = rate * LASSO;
    row->weight[tag] = weight > least    ? weight - least
                       : weight < -least ? weight + least
                                         : 0;
  }
}

/* ------------------------------------------------------------------ one token */

/* A token's choices with their rows and what the model and the treebank say of them. */
typedef struct {
  Rows place, alone[256], both[256];
  float share[CHOICES_MAX], gold[CHOICES_MAX];
  unsigned best, top_grade;
} View;

static void find_features(
  Trainer *t, const Sentence *s, uint32_t token, const RsHistory *history, View *view
) {
  const RsWordType *type = s->morphs[token].type;
  const uint8_t *letters = s->text.letters + s->tokens.tokens[token].start;
  RsFeatures features;
  uint32_t sentence = s->tokens.tokens[token].sentence;
  rs_features_of_place(
    &features, history, &s->tokens, s->morphs, token, s->tokens.sentences[sentence].last
  );
  find_rows(t, &features, &view->place);
  for (unsigned i = 0; i < type->choice_count; i++) {
    unsigned a = type->choices[i].analysis;
    if (i && a == type->choices[i - 1].analysis) continue;
    rs_features_of_reading(
      &features, t->knowledge, type, a, letters, type->choices[i].lemma
    );
    find_rows(t, &features, &view->alone[a]);
    rs_features_of_both(&features, t->knowledge, history, &type->analyses[a]);
    find_rows(t, &features, &view->both[a]);
  }
}

/* The highest grade, and the least cost of a choice that has it: of readings that the treebank
 * cannot tell apart, the cheaper is to be learned. */
static unsigned find_top(const RsWordType *type, const unsigned grades[], unsigned *cost) {
  unsigned top = 0;
  for (unsigned i = 0; i < type->choice_count; i++) {
    unsigned own = type->analyses[type->choices[i].analysis].cost;
    if (grades[i] < top || (grades[i] == top && own >= *cost)) continue;
    top = grades[i], *cost = own;
  }
  return top;
}

/* Shares of all choices, and of those alone that are right. */
static void find_shares(const Trainer *t, const Sentence *s, uint32_t token, View *view) {
  const RsWordType *type = s->morphs[token].type;
  unsigned grades[CHOICES_MAX];
  float total = 0, gold_total = 0, best = -INFINITY;
  view->best = 0;
  for (unsigned i = 0; i < type->choice_count; i++) {
    const RsChoice *c = &type->choices[i];
    grades[i] = treebank_grade(s, token, c);
    float score = score_of(t, &view->place, c->tag) +
                  score_of(t, &view->alone[c->analysis], c->tag) +
                  score_of(t, &view->both[c->analysis], c->tag) -
                  COST_WEIGHT * type->analyses[c->analysis].cost;
    view->share[i] = score;
    if (score > best) best = score, view->best = i;
  }
  unsigned cost = UINT_MAX, top = find_top(type, grades, &cost);
  view->top_grade = top;
  for (unsigned i = 0; i < type->choice_count; i++) {
    const RsAnalysis *reading = &type->analyses[type->choices[i].analysis];
    view->share[i] = expf(view->share[i] - best);
    bool is_gold = top && grades[i] == top && reading->cost == cost;
    view->gold[i] = is_gold ? view->share[i] : 0;
    total += view->share[i], gold_total += view->gold[i];
  }
  for (unsigned i = 0; i < type->choice_count; i++) {
    view->share[i] /= total;
    if (gold_total > 0) view->gold[i] /= gold_total;
  }
}

static void count_rows(Trainer *t, const RsWordType *type, const View *view) {
  for (unsigned i = 0; i < view->place.count; i++)
    t->rows[view->place.rows[i]].seen++;
  for (unsigned c = 0; c < type->choice_count; c++) {
    unsigned a = type->choices[c].analysis;
    if (c && a == type->choices[c - 1].analysis) continue;
    for (unsigned i = 0; i < view->alone[a].count; i++)
      t->rows[view->alone[a].rows[i]].seen++;
    for (unsigned i = 0; i < view->both[a].count; i++)
      t->rows[view->both[a].rows[i]].seen++;
  }
}

static void learn(Trainer *t, const Sentence *s, uint32_t token, const View *view) {
  const RsWordType *type = s->morphs[token].type;
  float tags[RS_TAG_COUNT] = {0};
  for (unsigned i = 0; i < type->choice_count;) {
    unsigned a = type->choices[i].analysis;
    float own[RS_TAG_COUNT] = {0};
    for (; i < type->choice_count && type->choices[i].analysis == a; i++) {
      own[type->choices[i].tag] += view->share[i] - view->gold[i];
    }
    for (unsigned tag = 0; tag < RS_TAG_COUNT; tag++) {
      tags[tag] += own[tag];
      if (fabsf(own[tag]) < 1e-4f) continue;
      move(t, &view->alone[a], tag, own[tag]);
      move(t, &view->both[a], tag, own[tag]);
    }
  }
  for (unsigned tag = 0; tag < RS_TAG_COUNT; tag++) {
    if (fabsf(tags[tag]) >= 1e-4f) move(t, &view->place, tag, tags[tag]);
  }
}

/* ------------------------------------------------------------------ rounds */

static void train_sentence(Trainer *t, const Sentence *s, bool first) {
  View *view = malloc(sizeof *view);
  if (!view) train_die("no memory");
  RsHistory history = rs_history_begin();
  for (uint32_t i = 0; i < s->tokens.token_count; i++) {
    const RsToken *token = &s->tokens.tokens[i];
    const RsWordType *type = s->morphs[i].type;
    if (i && token->sentence != token[-1].sentence) history = rs_history_begin();
    if (!type) {
      rs_history_pass(&history, token);
      continue;
    }
    unsigned pick = 0;
    if (type->choice_count > 1 && type->choice_count <= CHOICES_MAX) {
      find_features(t, s, i, &history, view);
      find_shares(t, s, i, view);
      if (view->top_grade && t->counting)
        count_rows(t, type, view);
      else if (view->top_grade)
        learn(t, s, i, view);
      pick = view->best;
      t->tokens += view->top_grade > 0;
      t->right += view->gold[pick] > 0;
      t->unreachable += view->top_grade && !treebank_is_upos(view->top_grade);
      for (unsigned k = 0; first && k < type->choice_count; k++) {
        if (view->gold[k] > view->gold[pick]) pick = k;
      }
    }
    rs_history_add(
      &history, &type->analyses[type->choices[pick].analysis], &type->choices[pick]
    );
  }
  free(view);
}

static uint32_t random_below(Trainer *t, uint32_t bound) {
  t->random = t->random * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((t->random >> 33) % bound);
}

static void train(Trainer *t, unsigned fold, unsigned folds) {
  uint32_t count = 0,
           *order = calloc((size_t)t->bank.sentence_count * 4 + 1, sizeof *order);
  if (!order) train_die("no memory");
  for (uint32_t i = 0; i < t->bank.sentence_count; i++) {
    unsigned document = t->bank.sentences[i].document;
    if (!folds || !document || document % folds != fold) order[count++] = i;
    for (unsigned k = 1; k < REPEAT && !document; k++)
      order[count++] = i;
  }
  t->counting = true;
  for (uint32_t i = 0; i < count; i++)
    train_sentence(t, &t->bank.sentences[order[i]], true);
  t->counting = false;
  for (unsigned round = 0; round < ROUNDS; round++) {
    for (uint32_t i = count; i > 1; i--) {
      uint32_t other = random_below(t, i), held = order[i - 1];
      order[i - 1] = order[other], order[other] = held;
    }
    t->tokens = t->right = t->unreachable = 0;
    for (uint32_t i = 0; i < count; i++) {
      train_sentence(t, &t->bank.sentences[order[i]], !round);
    }
    fprintf(
      stderr,
      "round %u: %u sentences, %u tokens, right %.4f, out of reach %.4f\n",
      round + 1,
      count,
      t->tokens,
      (double)t->right / t->tokens,
      (double)t->unreachable / t->tokens
    );
    for (uint32_t i = 0; round + AVERAGED >= ROUNDS && i < t->row_count; i++) {
      for (unsigned tag = 0; tag < RS_TAG_COUNT; tag++)
        t->rows[i].sum[tag] += t->rows[i].weight[tag];
    }
  }
  free(order);
}

/* ------------------------------------------------------------------ writing */

/* The line of a feature, ended by NUL; nothing when no weight is left of it. */
static void write_row(RsBuffer *line, const ModelWords *words, const Row *row) {
  const RsFeatureKind *kind = &rs_feature_kinds[row->feature.template];
  unsigned written = 0;
  rs_buffer_clear(line);
  if (row->seen < RARE) return;
  for (unsigned tag = 0; tag < RS_TAG_COUNT; tag++) {
    long weight = lroundf(row->sum[tag] / AVERAGED * SCALE);
    weight = weight > 127 ? 127 : weight < -127 ? -127 : weight;
    if (labs(weight) < LEAST) continue;
    if (!written++) {
      rs_buffer_add_text(line, kind->name);
      for (unsigned i = 0; i < 2; i++) {
        model_write_value(line, words, kind->values[i], row->feature.values[i]);
      }
    }
    rs_buffer_format(line, "%s%s:%ld", written > 1 ? "|" : "\t", rs_tag_name(tag), weight);
  }
  if (written) rs_buffer_add(line, "\n", 2);
}

static void write_model(const Trainer *t, FILE *out) {
  static const char head[] =
    "# Weights of the disambiguator (src/morph/disambiguate.c), learned by tools/train. This file is\n"
    "# licensed CC BY-SA 3.0, for it is learned from Universal Dependencies Arabic-PUD, CC BY-SA 3.0,\n"
    "# https://universaldependencies.org/treebanks/ar_pud/ (see SOURCES.md).\n"
    "# feature\tvalue\tvalue\tTAG:weight in sixteenths of a logit\n";
  ModelWords words = {0};
  ModelLines lines = {0};
  RsBuffer line = {0};
  for (uint32_t i = 0; i < t->bank.sentence_count; i++) {
    const Sentence *s = &t->bank.sentences[i];
    model_collect_words(&words, t->knowledge, &s->text, &s->tokens, s->morphs);
  }
  for (uint32_t i = 0; i < t->row_count; i++) {
    write_row(&line, &words, &t->rows[i]);
    model_add_line(&lines, &line);
  }
  model_write_lines(&lines, head, out);
  fprintf(stderr, "%zu features of %u\n", lines.count, t->row_count);
  rs_buffer_release(&line);
  model_words_release(&words);
  model_lines_release(&lines);
}

int main(int argc, char **argv) {
  if (argc != 5 && argc != 7) {
    fputs(
      "usage: rasid-train KNOWLEDGE TREEBANK.conllu MARKED.txt OUT.tsv [FOLD FOLDS]\n",
      stderr
    );
    return 2;
  }
  RasidError error = {0};
  RasidKnowledge *knowledge = rs_knowledge_map(argv[1], &error);
  if (!knowledge) train_die(error.message);
  Trainer t = {.knowledge = knowledge, .random = 1};
  FILE *in = fopen(argv[2], "r"), *marked = fopen(argv[3], "r"), *out = fopen(argv[4], "w");
  if (!in || !marked || !out) train_die("cannot open the sentences or the output");
  treebank_read(&t.bank, knowledge, in);
  treebank_read_marked(&t.bank, knowledge, marked);
  fprintf(stderr, "%u sentences, %u left out\n", t.bank.sentence_count, t.bank.left_out);
  train(
    &t, argc == 7 ? (unsigned)atoi(argv[5]) : 0, argc == 7 ? (unsigned)atoi(argv[6]) : 0
  );
  write_model(&t, out);
  fclose(in), fclose(marked);
  if (fclose(out)) train_die("cannot write the model");
  treebank_release(&t.bank);
  rasid_knowledge_free(knowledge);
  free(t.rows), free(t.slots);
  return 0;
}
