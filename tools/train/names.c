/* Learns data/models/names.tsv from a corpus of labelled names.
 *
 * usage: rasid-train-names KNOWLEDGE CORPUS.txt OUT.tsv [FOLD FOLDS BLOCK]
 *
 * With FOLD, FOLDS and BLOCK, blocks of BLOCK sentences whose number is FOLD modulo FOLDS are left out
 * and measured, for cross-validation (crossvalidate_names.py). The clues are those of
 * entity/clue.h, which the library uses itself; the model is a linear-chain conditional random
 * field (Lafferty et al. 2001) over the labels. Weights are moved by AdaGrad with a lasso step
 * (Duchi et al. 2011) and decay a little; each look at a sentence leaves three of ten clues out
 * (dropout, as Wager et al. 2013); they are averaged over the later rounds, and rounded to sixteenths. */
#include "entity/clue.h"
#include "labelled.h"
#include "model.h"

#include <math.h>
#include <stdlib.h>

enum {
  ROUNDS = 20,
  AVERAGED = 8, /* of the last rounds */
  RARE = 2,     /* clues seen less often are not learned */
  SCALE = 16,   /* the file's unit: a sixteenth of a logit */
  LEAST = 2,    /* weights below it are left out */
};
static const float RATE = 0.07f, LASSO = 0.001f, RIDGE = 0.005f;
static const float DROPPED = 0.3f; /* share of clues left out by chance at each look */

/* What cross-validation leaves out; a count of 0 leaves out nothing. */
typedef struct {
  uint32_t number, count, block;
} Fold;

static bool is_left_out(Fold fold, uint32_t sentence) {
  return fold.count && sentence / fold.block % fold.count == fold.number;
}

typedef struct {
  float weight[RS_LABEL_COUNT], squares[RS_LABEL_COUNT], sum[RS_LABEL_COUNT];
  RsFeature feature;
  uint32_t seen;
} Row;

typedef struct {
  const RasidKnowledge *knowledge;
  Labelled corpus;
  Row *rows;
  uint32_t row_count, row_capacity;
  uint32_t *slots, slot_count; /* open addressing over rows, by rs_feature_key */
  uint64_t random;
  uint32_t *clues; /* rows of all tokens */
  size_t clue_count, clue_capacity;
  uint8_t *dropped;             /* [clue_count]: left out this time */
  uint32_t after[RS_LABEL_ALL]; /* rows of RS_CLUE_AFTER_LABEL */
  unsigned tokens, right;
} Trainer;

static uint32_t row_of(Trainer *t, const RsFeature *feature) {
  if (t->row_count == t->row_capacity) {
    t->slot_count = t->slot_count ? t->slot_count * 2 : 1u << 20;
    t->row_capacity = t->slot_count / 2;
    free(t->slots);
    t->slots = malloc(t->slot_count * sizeof *t->slots);
    t->rows = realloc(t->rows, t->row_capacity * sizeof *t->rows);
    if (!t->slots || !t->rows) train_die("no memory");
    memset(t->slots, 0xff, t->slot_count * sizeof *t->slots);
    for (uint32_t i = 0; i < t->row_count; i++) {
      uint32_t at = rs_feature_key(&t->rows[i].feature) & (t->slot_count - 1);
      while (t->slots[at] != RS_NONE)
        at = (at + 1) & (t->slot_count - 1);
      t->slots[at] = i;
    }
  }
  uint32_t at = rs_feature_key(feature) & (t->slot_count - 1);
  for (; t->slots[at] != RS_NONE; at = (at + 1) & (t->slot_count - 1)) {
    const RsFeature *other = &t->rows[t->slots[at]].feature;
    if (rs_feature_key(other) == rs_feature_key(feature)) return t->slots[at];
  }
  t->rows[t->row_count] = (Row) {.feature = *feature};
  return t->slots[at] = t->row_count++;
}

static uint32_t random_below(Trainer *t, uint32_t bound) {
  t->random = t->random * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((t->random >> 33) % bound);
}

/* ------------------------------------------------------------------ clues */

static void add_clues(Trainer *t, const RsFeatures *features, bool counts) {
  for (unsigned i = 0; i < features->count; i++) {
    if (t->clue_count == t->clue_capacity) {
      t->clue_capacity = t->clue_capacity ? t->clue_capacity * 2 : 1u << 20;
      t->clues = realloc(t->clues, t->clue_capacity * sizeof *t->clues);
      if (!t->clues) train_die("no memory");
    }
    uint32_t row = row_of(t, &features->items[i]);
    t->clues[t->clue_count++] = row;
    t->rows[row].seen += counts;
  }
}

static void find_clues(Trainer *t, LabelledSentence *s, bool counts) {
  const RsTokens *tokens = &s->tokens;
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    const RsSentence *sentence = &tokens->sentences[tokens->tokens[i].sentence];
    RsFeatures features;
    s->clue_first[i] = t->clue_count;
    for (unsigned place = 0; place < RS_PLACES; place++) {
      int64_t from = (int64_t)i + rs_place_steps[place];
      if (from < sentence->first || from >= sentence->last) continue;
      rs_clues_of_word(&features, &s->scene, (uint32_t)from, (RsPlaceSeen)place);
      add_clues(t, &features, counts);
    }
    rs_clues_of_place(&features, &s->scene, i, sentence->first, sentence->last);
    add_clues(t, &features, counts);
  }
  s->clue_first[tokens->token_count] = t->clue_count;
}

/* ------------------------------------------------------------------ the chain */

static void token_scores(
  const Trainer *t, const LabelledSentence *s, uint32_t token, float out[RS_LABEL_COUNT]
) {
  for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
    out[y] = 0;
  for (size_t i = s->clue_first[token]; i < s->clue_first[token + 1]; i++) {
    if (t->dropped[i]) continue;
    const float *weight = t->rows[t->clues[i]].weight;
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
      out[y] += weight[y];
  }
}

static void move(Row *row, const float gradient[RS_LABEL_COUNT]) {
  if (row->seen < RARE) return;
  for (unsigned y = 0; y < RS_LABEL_COUNT; y++) {
    float g = gradient[y];
    if (fabsf(g) < 1e-4f) continue;
    row->squares[y] += g * g;
    float rate = RATE / sqrtf(row->squares[y] + 1e-6f);
    float weight = row->weight[y] * (1 - rate * RIDGE) - rate * g, least = rate * LASSO;
    row->weight[y] = weight > least ? weight - least : weight < -least ? weight + least : 0;
  }
}

typedef struct {
  float alpha[RS_SENTENCE_TOKENS][RS_LABEL_COUNT], beta[RS_SENTENCE_TOKENS][RS_LABEL_COUNT];
  float score[RS_SENTENCE_TOKENS][RS_LABEL_COUNT]; /* exponentials, scaled */
  float pass[RS_LABEL_ALL][RS_LABEL_COUNT];
} Chain;

static void prepare(
  const Trainer *t, const LabelledSentence *s, const RsSentence *range, Chain *c
) {
  for (unsigned x = 0; x < RS_LABEL_ALL; x++) {
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++) {
      bool allowed = rs_label_follows(x, y);
      c->pass[x][y] = allowed ? expf(t->rows[t->after[x]].weight[y]) : 0;
    }
  }
  for (uint32_t i = range->first; i < range->last; i++) {
    float *score = c->score[i - range->first], best = -INFINITY;
    token_scores(t, s, i, score);
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
      if (score[y] > best) best = score[y];
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
      score[y] = expf(score[y] - best);
  }
}

static void scale(float row[RS_LABEL_COUNT]) {
  float sum = 0;
  for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
    sum += row[y];
  for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
    row[y] /= sum;
}

static void forward_backward(Chain *c, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++) {
      float sum = i ? 0 : c->pass[RS_LABEL_EDGE][y];
      for (unsigned x = 0; i && x < RS_LABEL_COUNT; x++)
        sum += c->alpha[i - 1][x] * c->pass[x][y];
      c->alpha[i][y] = sum * c->score[i][y];
    }
    scale(c->alpha[i]);
  }
  for (uint32_t i = count; i-- > 0;) {
    for (unsigned x = 0; x < RS_LABEL_COUNT; x++) {
      float sum = i + 1 == count;
      for (unsigned y = 0; i + 1 < count && y < RS_LABEL_COUNT; y++)
        sum += c->pass[x][y] * c->score[i + 1][y] * c->beta[i + 1][y];
      c->beta[i][x] = sum;
    }
    scale(c->beta[i]);
  }
}

/* Leaves clues out by chance, so that a name is not learned by its word alone. */
static void drop_clues(Trainer *t, const LabelledSentence *s, const RsSentence *range) {
  for (size_t k = s->clue_first[range->first]; k < s->clue_first[range->last]; k++)
    t->dropped[k] = (float)random_below(t, 1000) < DROPPED * 1000;
}

static void learn(Trainer *t, LabelledSentence *s, const RsSentence *range, Chain *c) {
  uint32_t count = range->last - range->first;
  drop_clues(t, s, range);
  prepare(t, s, range, c);
  forward_backward(c, count);
  float after[RS_LABEL_ALL][RS_LABEL_COUNT] = {{0}};
  for (uint32_t i = 0; i < count; i++) {
    uint32_t token = range->first + i;
    unsigned gold = s->labels[token], before = i ? s->labels[token - 1] : RS_LABEL_EDGE;
    float share[RS_LABEL_COUNT];
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
      share[y] = c->alpha[i][y] * c->beta[i][y];
    scale(share);
    unsigned best = 0;
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
      if (share[y] > share[best]) best = y;
    t->tokens++, t->right += best == gold;
    float pair[RS_LABEL_ALL][RS_LABEL_COUNT], sum = 0;
    for (unsigned x = 0; x < RS_LABEL_ALL; x++) {
      for (unsigned y = 0; y < RS_LABEL_COUNT; y++) {
        float left = i ? x < RS_LABEL_COUNT ? c->alpha[i - 1][x] : 0 : x == RS_LABEL_EDGE;
        sum += pair[x][y] = left * c->pass[x][y] * c->score[i][y] * c->beta[i][y];
      }
    }
    for (unsigned x = 0; x < RS_LABEL_ALL; x++)
      for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
        after[x][y] += pair[x][y] / sum;
    after[before][gold] -= 1;
    share[gold] -= 1;
    for (size_t k = s->clue_first[token]; k < s->clue_first[token + 1]; k++)
      if (!t->dropped[k]) move(&t->rows[t->clues[k]], share);
  }
  for (unsigned x = 0; x < RS_LABEL_ALL; x++)
    move(&t->rows[t->after[x]], after[x]);
}

/* ------------------------------------------------------------------ rounds */

static void learn_sentence(Trainer *t, LabelledSentence *s, Chain *c) {
  for (uint32_t i = 0; i < s->tokens.sentence_count; i++)
    learn(t, s, &s->tokens.sentences[i], c);
}

static void train(Trainer *t, Fold fold) {
  uint32_t count = 0, *order = calloc((size_t)t->corpus.sentence_count + 1, sizeof *order);
  Chain *chain = malloc(sizeof *chain);
  if (!order || !chain) train_die("no memory");
  for (unsigned x = 0; x < RS_LABEL_ALL; x++) {
    RsFeature feature = {
      .template = (RsFeatureTemplate)RS_CLUE_AFTER_LABEL, .values = {x, 0}};
    t->after[x] = row_of(t, &feature);
    t->rows[t->after[x]].seen = RARE;
  }
  for (uint32_t i = 0; i < t->corpus.sentence_count; i++) {
    bool out = is_left_out(fold, i);
    find_clues(t, &t->corpus.sentences[i], !out);
    if (!out) order[count++] = i;
  }
  t->dropped = calloc(t->clue_count + 1, 1);
  if (!t->dropped) train_die("no memory");
  for (unsigned round = 0; round < ROUNDS; round++) {
    for (uint32_t i = count; i > 1; i--) {
      uint32_t other = random_below(t, i), held = order[i - 1];
      order[i - 1] = order[other], order[other] = held;
    }
    t->tokens = t->right = 0;
    for (uint32_t i = 0; i < count; i++)
      learn_sentence(t, &t->corpus.sentences[order[i]], chain);
    fprintf(
      stderr,
      "round %u: %u sentences, right %.4f\n",
      round + 1,
      count,
      (double)t->right / t->tokens
    );
    for (uint32_t i = 0; round + AVERAGED >= ROUNDS && i < t->row_count; i++) {
      for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
        t->rows[i].sum[y] += t->rows[i].weight[y];
    }
  }
  free(order), free(chain);
}

static int rounded(const Row *row, unsigned label) {
  long weight = lroundf(row->sum[label] / AVERAGED * SCALE);
  weight = weight > 127 ? 127 : weight < -127 ? -127 : weight;
  return labs(weight) < LEAST || row->seen < RARE ? 0 : (int)weight;
}

/* ------------------------------------------------------------------ measuring */

static void measure(Trainer *t, Fold fold) {
  memset(t->dropped, 0, t->clue_count);
  unsigned gold[4] = {0}, said[4] = {0}, right[4] = {0};
  RsArena arena = {0};
  for (uint32_t i = 0; i < t->row_count; i++)
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
      t->rows[i].weight[y] = (float)rounded(&t->rows[i], y);
  RsLabelScores *scores = calloc(RS_SENTENCE_TOKENS, sizeof *scores);
  RsLabelPasses passes;
  for (unsigned x = 0; x < RS_LABEL_ALL; x++)
    for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
      passes.weight[x][y] = (int32_t)t->rows[t->after[x]].weight[y];
  for (uint32_t n = 0; n < t->corpus.sentence_count; n++) {
    LabelledSentence *s = &t->corpus.sentences[n];
    if (!is_left_out(fold, n)) continue;
    uint8_t *labels = rs_arena_array(&arena, s->tokens.token_count + 1, 1);
    for (uint32_t k = 0; k < s->tokens.sentence_count; k++) {
      const RsSentence *range = &s->tokens.sentences[k];
      for (uint32_t i = range->first; i < range->last; i++) {
        float score[RS_LABEL_COUNT];
        token_scores(t, s, i, score);
        for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
          scores[i - range->first].label[y] = (int32_t)score[y];
      }
      rs_labels_best(
        &passes,
        scores,
        range->last - range->first,
        RS_LABEL_EDGE,
        true,
        labels + range->first
      );
    }
    labelled_compare(s, labels, gold, said, right);
  }
  for (unsigned k = 0; k < 4; k++)
    printf("%u %u %u\n", gold[k], said[k], right[k]);
  free(scores);
  rs_arena_release(&arena);
}

/* ------------------------------------------------------------------ writing */

static void write_row(RsBuffer *line, const ModelWords *words, const Row *row) {
  const RsFeatureKind *kind = &rs_clue_kinds[row->feature.template];
  unsigned written = 0;
  rs_buffer_clear(line);
  for (unsigned y = 0; y < RS_LABEL_COUNT; y++) {
    int weight = rounded(row, y);
    if (!weight) continue;
    if (!written++) {
      rs_buffer_add_text(line, kind->name);
      for (unsigned i = 0; i < 2; i++)
        model_write_value(line, words, kind->values[i], row->feature.values[i]);
    }
    rs_buffer_format(line, "%s%s:%d", written > 1 ? "|" : "\t", rs_label_name(y), weight);
  }
  if (written) rs_buffer_add(line, "\n", 2);
}

static void write_model(const Trainer *t, FILE *out) {
  static const char head[] =
    "# Weights of the tagger of names (src/entity/tagger.c), learned by tools/train. This file is\n"
    "# licensed CC BY-SA 4.0, for it is learned from ANERcorp (Benajiba, Rosso and Benedi Ruiz 2007;\n"
    "# CAMeL Lab's release, Obeid et al. 2020), CC BY-SA 4.0 (see SOURCES.md).\n"
    "# clue\tvalue\tvalue\tLABEL:weight in sixteenths of a logit\n";
  ModelWords words = {0};
  ModelLines lines = {0};
  RsBuffer line = {0};
  for (uint32_t i = 0; i < t->corpus.sentence_count; i++) {
    const LabelledSentence *s = &t->corpus.sentences[i];
    model_collect_words(&words, t->knowledge, &s->text, &s->tokens, s->morphs);
  }
  for (uint32_t i = 0; i < t->row_count; i++) {
    write_row(&line, &words, &t->rows[i]);
    model_add_line(&lines, &line);
  }
  model_write_lines(&lines, head, out);
  fprintf(stderr, "%zu clues of %u\n", lines.count, t->row_count);
  rs_buffer_release(&line);
  model_words_release(&words);
  model_lines_release(&lines);
}

int main(int argc, char **argv) {
  if (argc != 4 && argc != 7) {
    fputs(
      "usage: rasid-train-names KNOWLEDGE CORPUS.txt OUT.tsv [FOLD FOLDS BLOCK]\n", stderr
    );
    return 2;
  }
  RasidError error = {0};
  RasidKnowledge *knowledge = rs_knowledge_map(argv[1], &error);
  if (!knowledge) train_die(error.message);
  Trainer t = {.knowledge = knowledge, .random = 1};
  FILE *in = fopen(argv[2], "r"), *out = fopen(argv[3], "w");
  if (!in || !out) train_die("cannot open the corpus or the output");
  labelled_read(&t.corpus, knowledge, in);
  Fold fold = {0};
  if (argc == 7) {
    fold =
      (Fold) {(uint32_t)atoi(argv[4]), (uint32_t)atoi(argv[5]), (uint32_t)atoi(argv[6])};
    if (!fold.count || !fold.block) train_die("FOLDS and BLOCK are at least 1");
  }
  train(&t, fold);
  write_model(&t, out);
  if (fold.count) measure(&t, fold);
  fclose(in);
  if (fclose(out)) train_die("cannot write the model");
  labelled_release(&t.corpus);
  rasid_knowledge_free(knowledge);
  free(t.rows), free(t.slots), free(t.clues), free(t.dropped);
  return 0;
}
