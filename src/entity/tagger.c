/* Names in running text: a linear-chain conditional random field.
 *
 * `وقال رئيس الاتحاد برند غوتشولك` names a man whom no dictionary holds: behind a word of saying
 * and a title stand two words that are no Arabic ones. Every token gets a label, O or B- and I-
 * of PER, LOC, ORG, MISC; the score of a run of labels is the sum of what the clues of each token
 * (clue.h) say for its label and of what speaks for each label behind the one before. The best
 * run is found by the algorithm of Viterbi. Such models are due to Lafferty, McCallum and
 * Pereira (ICML 2001); names in Arabic have been found with them since Benajiba and Rosso (2008).
 * The weights are learned from ANERcorp (tools/train) and lie in the knowledge file, one row of
 * small integers for each clue.
 *
 * What a word says does not depend on the sentence, only on the reading chosen: its clues are
 * summed once for each of the places from which it can be seen and kept between texts. Pairs of
 * tags or sorts are few, so their rows are looked up once. What is left for each token are some
 * additions and the rare clues of two lemmas.
 *
 * Limits: the corpus has 125,000 words of news of 2002 to 2006, much of it sport; labels are
 * learned as they stand there (currencies and festivals are MISC); a name is judged by its
 * sentence alone.
 */
#include "entity/tagger.h"

#include <stdlib.h>
#include <string.h>

enum {
  HOPELESS = 80, /* a label so far behind the best of its token is not thought of */
  PLAIN = 24,    /* lead of O by what the words say that the place cannot make up for */
  CACHED_WORDS = 1 << 17, /* more, and the cache is dropped between documents */
  AHEAD = 6,              /* tokens */
  TAGS = 32,
  PAIRS = 4096
};

/* ------------------------------------------------------------------ labels */

bool rs_label_follows(unsigned before, unsigned label) {
  bool inside = label && !(label & 1u);
  return !inside || before == label || before == label - 1;
}

/* Labels of one token that are worth a thought. */
typedef struct {
  uint8_t label[RS_LABEL_COUNT], from[RS_LABEL_COUNT];
  unsigned count;
  int32_t best[RS_LABEL_COUNT];
} Step;

static void begin_step(Step *step, const RsLabelScores *scores) {
  int32_t top = scores->label[0];
  for (unsigned y = 1; y < RS_LABEL_COUNT; y++) {
    if (scores->label[y] > top) top = scores->label[y];
  }
  step->count = 0;
  for (unsigned y = 0; y < RS_LABEL_COUNT; y++) {
    if (y && scores->label[y] < top - HOPELESS) continue;
    step->label[step->count] = (uint8_t)y;
    step->best[step->count++] = scores->label[y];
  }
}

static void add_step(const RsLabelPasses *passes, const Step *before, Step *step) {
  for (unsigned i = 0; i < step->count; i++) {
    unsigned label = step->label[i];
    int32_t best = INT32_MIN / 2;
    for (unsigned k = 0; k < before->count; k++) {
      int32_t score = before->best[k] + passes->weight[before->label[k]][label];
      if (score <= best || !rs_label_follows(before->label[k], label)) continue;
      best = score, step->from[i] = (uint8_t)k;
    }
    step->best[i] += best;
  }
}

void rs_labels_best(
  const RsLabelPasses *passes,
  const RsLabelScores *scores,
  uint32_t count,
  unsigned before,
  bool is_last,
  uint8_t *labels
) {
  Step steps[RS_SENTENCE_TOKENS], edge = {.label = {(uint8_t)before}, .count = 1};
  for (uint32_t i = 0; i < count; i++) {
    begin_step(&steps[i], &scores[i]);
    add_step(passes, i ? &steps[i - 1] : &edge, &steps[i]);
  }
  Step *last = &steps[count - 1];
  unsigned pick = 0;
  for (unsigned k = 0; k < last->count; k++) {
    if (!is_last) last->best[k] += passes->weight[last->label[k]][RS_LABEL_OUTSIDE];
    if (last->best[k] > last->best[pick]) pick = k;
  }
  for (uint32_t i = count; i-- > 0; pick = steps[i].from[pick])
    labels[i] = steps[i].label[pick];
}

/* ------------------------------------------------------------------ weights */

typedef struct {
  uint64_t word;
  RsClueWord clue;
  int16_t scores[RS_PLACES][RS_WEIGHT_LABELS];
} CachedWord;

struct RsTaggerCache {
  CachedWord *words;
  uint32_t word_count, word_capacity;
  uint32_t *slots, slot_count; /* open addressing over words */
  const RsLabelRow *pairs[PAIRS];
  bool pair_known[PAIRS];
  RsLabelPasses passes;
};

static const RsLabelRow *row_of_key(const RasidKnowledge *knowledge, uint32_t key) {
  uint32_t mask = knowledge->labels_count - 1;
  for (uint32_t tries = 0, at = key & mask; tries <= mask; tries++, at = (at + 1) & mask) {
    if (knowledge->label_keys[at] == key) return &knowledge->labels[at];
    if (!knowledge->label_keys[at]) return NULL;
  }
  return NULL;
}

static const RsLabelRow *row_of(const RasidKnowledge *knowledge, const RsFeature *clue) {
  return row_of_key(knowledge, rs_feature_key(clue));
}

/* The number of a clue with few values, or PAIRS. */
static unsigned pair_of(const RsFeature *clue) {
  static const uint16_t bases[RS_CLUE_TEMPLATES] = {
    [RS_CLUE_TAGS_BEFORE] = 1,
    [RS_CLUE_TAGS_BEHIND] = 1025,
    [RS_CLUE_TAGS_AROUND] = 2049,
    [RS_CLUE_SORTS_BEFORE] = 3073,
    [RS_CLUE_SORTS_BEHIND] = 3329,
    [RS_CLUE_ENTRY] = 3585,
  };
  unsigned base = bases[clue->template];
  unsigned width = base < 3073 ? TAGS : RS_SORTS;
  bool small = clue->values[0] < (base == 3585 ? 32u : width) && clue->values[1] < width;
  if (!base || !small) return PAIRS;
  return base + (unsigned)clue->values[0] * width + (unsigned)clue->values[1];
}

static const RsLabelRow *row_of_pair(
  RsTaggerCache *cache,
  const RasidKnowledge *knowledge,
  const RsFeature *clue,
  unsigned pair
) {
  if (!cache->pair_known[pair]) {
    cache->pair_known[pair] = true;
    cache->pairs[pair] = row_of(knowledge, clue);
  }
  return cache->pairs[pair];
}

static void find_passes(RsTaggerCache *cache, const RasidKnowledge *knowledge) {
  for (unsigned x = 0; x < RS_LABEL_ALL; x++) {
    RsFeature clue = {.template = (RsFeatureTemplate)RS_CLUE_AFTER_LABEL, .values = {x}};
    const RsLabelRow *row = row_of(knowledge, &clue);
    for (unsigned y = 0; row && y < RS_LABEL_COUNT; y++)
      cache->passes.weight[x][y] = row->weight[y];
  }
}

/* ------------------------------------------------------------------ words */

RsTaggerCache *rs_tagger_cache_new(const RasidKnowledge *knowledge) {
  RsTaggerCache *cache = calloc(1, sizeof *cache);
  if (cache && knowledge->labels_count) find_passes(cache, knowledge);
  return cache;
}

static void drop_words(RsTaggerCache *cache) {
  free(cache->words), free(cache->slots);
  cache->words = NULL, cache->slots = NULL;
  cache->word_count = cache->word_capacity = cache->slot_count = 0;
}

void rs_tagger_cache_free(RsTaggerCache *cache) {
  if (!cache) return;
  drop_words(cache);
  free(cache);
}

void rs_tagger_cache_trim(RsTaggerCache *cache) {
  if (cache && cache->word_count > CACHED_WORDS) drop_words(cache);
}

static bool make_room(RsTaggerCache *cache) {
  if (cache->word_count < cache->word_capacity) return true;
  uint32_t wanted = cache->word_capacity ? cache->word_capacity * 2 : 1u << 11;
  CachedWord *words = realloc(cache->words, wanted * sizeof *words);
  if (!words) return false;
  cache->words = words;
  uint32_t *slots = malloc(2 * wanted * sizeof *slots);
  if (!slots) return false;
  free(cache->slots);
  cache->slots = slots, cache->slot_count = 2 * wanted, cache->word_capacity = wanted;
  memset(slots, 0xff, 2 * wanted * sizeof *slots);
  for (uint32_t i = 0; i < cache->word_count; i++) {
    uint32_t at = (uint32_t)words[i].word & (cache->slot_count - 1);
    while (slots[at] != RS_NONE)
      at = (at + 1) & (cache->slot_count - 1);
    slots[at] = i;
  }
  return true;
}

/* The rows lie far apart in memory: all are asked for before the first is read. */
static void weigh_word(const RsScene *scene, uint32_t token, CachedWord *word) {
  const RasidKnowledge *knowledge = scene->reading->knowledge;
  memset(word->scores, 0, sizeof word->scores);
  for (unsigned place = 0; place < RS_PLACES; place++) {
    RsFeatures clues;
    uint32_t keys[RS_FEATURES_MAX];
    rs_clues_of_word(&clues, scene, token, (RsPlaceSeen)place);
    for (unsigned i = 0; i < clues.count; i++) {
      keys[i] = rs_feature_key(&clues.items[i]);
      __builtin_prefetch(&knowledge->label_keys[keys[i] & (knowledge->labels_count - 1)]);
    }
    for (unsigned i = 0; i < clues.count; i++) {
      const RsLabelRow *row = row_of_key(knowledge, keys[i]);
      for (unsigned y = 0; row && y < RS_WEIGHT_LABELS; y++)
        word->scores[place][y] = (int16_t)(word->scores[place][y] + row->weight[y]);
    }
  }
}

/* Words lie far apart too: their places are asked for some tokens ahead. */
static void fetch_slot(const RsTaggerCache *cache, uint64_t word) {
  __builtin_prefetch(&cache->slots[(uint32_t)word & (cache->slot_count - 1)]);
}

static void fetch_word(const RsTaggerCache *cache, uint64_t word) {
  uint32_t index = cache->slots[(uint32_t)word & (cache->slot_count - 1)];
  if (index == RS_NONE) return;
  const char *at = (const char *)&cache->words[index];
  for (size_t i = 0; i < sizeof(CachedWord); i += 64)
    __builtin_prefetch(at + i);
}

/* The index of a token's word in the cache, or RS_NONE without memory. */
static uint32_t word_of(
  RsTaggerCache *cache, const RsScene *scene, uint32_t token, uint64_t word
) {
  if (!make_room(cache)) return RS_NONE;
  uint32_t mask = cache->slot_count - 1, at = (uint32_t)word & mask;
  for (; cache->slots[at] != RS_NONE; at = (at + 1) & mask) {
    if (cache->words[cache->slots[at]].word == word) return cache->slots[at];
  }
  CachedWord *added = &cache->words[cache->word_count];
  added->word = word;
  rs_clue_word_read(&added->clue, scene->reading, token);
  scene->words[token] = added->clue;
  weigh_word(scene, token, added);
  return cache->slots[at] = cache->word_count++;
}

/* Fills `words` and `scene->words`. */
static bool find_words(
  RsTaggerCache *cache, const RsScene *scene, RsArena *arena, uint32_t *words
) {
  uint32_t count = scene->reading->tokens->token_count;
  uint64_t *hashes = rs_arena_alloc(arena, (count + 1) * sizeof *hashes);
  if (!hashes || !make_room(cache)) return false;
  for (uint32_t i = 0; i < count; i++)
    hashes[i] = rs_scene_word(scene, i);
  for (uint32_t i = 0; i < count; i++) {
    if (i + 2 * AHEAD < count) fetch_slot(cache, hashes[i + 2 * AHEAD]);
    if (i + AHEAD < count) fetch_word(cache, hashes[i + AHEAD]);
    words[i] = word_of(cache, scene, i, hashes[i]);
    if (words[i] == RS_NONE) return false;
    scene->words[i] = cache->words[words[i]].clue;
  }
  return true;
}

/* ------------------------------------------------------------------ sentences */

typedef struct {
  RsTaggerCache *cache;
  const RsScene *scene;
  const uint32_t *words; /* [token_count]: indices in the cache */
} Tagger;

/* Whether `outside` is far ahead of all names. */
static bool is_plain(const int16_t sums[RS_WEIGHT_LABELS]) {
  int best = INT16_MIN;
  for (unsigned y = 1; y < RS_LABEL_COUNT; y++)
    best = sums[y] > best ? sums[y] : best;
  return sums[0] - best > PLAIN;
}

static void add_place(
  const Tagger *tagger,
  uint32_t token,
  const RsSentence *range,
  int16_t sums[RS_WEIGHT_LABELS]
) {
  const RasidKnowledge *knowledge = tagger->scene->reading->knowledge;
  RsFeatures clues;
  uint32_t keys[RS_FEATURES_MAX];
  rs_clues_of_place(&clues, tagger->scene, token, range->first, range->last);
  for (unsigned i = 0; i < clues.count; i++) {
    if (pair_of(&clues.items[i]) != PAIRS) continue;
    keys[i] = rs_feature_key(&clues.items[i]);
    __builtin_prefetch(&knowledge->label_keys[keys[i] & (knowledge->labels_count - 1)]);
  }
  for (unsigned i = 0; i < clues.count; i++) {
    unsigned pair = pair_of(&clues.items[i]);
    const RsLabelRow *row =
      pair == PAIRS ? row_of_key(knowledge, keys[i])
                    : row_of_pair(tagger->cache, knowledge, &clues.items[i], pair);
    for (unsigned y = 0; row && y < RS_WEIGHT_LABELS; y++)
      sums[y] = (int16_t)(sums[y] + row->weight[y]);
  }
}

/* False when the token is plainly outside of names. */
static bool score_token(
  const Tagger *tagger, uint32_t token, const RsSentence *range, RsLabelScores *out
) {
  int16_t sums[RS_WEIGHT_LABELS] = {0};
  for (unsigned place = 0; place < RS_PLACES; place++) {
    int64_t at = (int64_t)token + rs_place_steps[place];
    if (at < range->first || at >= range->last) continue;
    const int16_t *own = tagger->cache->words[tagger->words[at]].scores[place];
    for (unsigned y = 0; y < RS_WEIGHT_LABELS; y++)
      sums[y] = (int16_t)(sums[y] + own[y]);
  }
  if (is_plain(sums)) return false;
  add_place(tagger, token, range, sums);
  for (unsigned y = 0; y < RS_LABEL_COUNT; y++)
    out->label[y] = sums[y];
  return true;
}

/* Labels one sentence: the runs of tokens that are not plainly outside, one by one. */
static void label_sentence(
  const Tagger *tagger, const RsSentence *range, RsLabelScores *scores, uint8_t *labels
) {
  const RsLabelPasses *passes = &tagger->cache->passes;
  uint32_t count = 0;
  for (uint32_t i = range->first; i <= range->last; i++) {
    if (i < range->last && score_token(tagger, i, range, &scores[count])) {
      count++;
      continue;
    }
    if (i < range->last) labels[i] = RS_LABEL_OUTSIDE;
    unsigned before = i - count > range->first ? RS_LABEL_OUTSIDE : RS_LABEL_EDGE;
    if (count)
      rs_labels_best(passes, scores, count, before, i == range->last, labels + i - count);
    count = 0;
  }
}

static bool add_spans(
  RsTags *tags, RsArena *arena, const uint8_t *labels, uint32_t count, size_t *capacity
) {
  for (uint32_t i = 0; i < count; i++) {
    if (!(labels[i] & 1u)) continue;
    tags->tags =
      rs_arena_grow(arena, tags->tags, tags->tag_count, capacity, sizeof *tags->tags);
    if (!tags->tags) return false;
    RsNameTag *tag = &tags->tags[tags->tag_count++];
    *tag = (RsNameTag) {.first = i, .last = i + 1, .kind = labels[i] / 2};
    while (tag->last < count && labels[tag->last] == labels[i] + 1)
      tag->last++;
  }
  return true;
}

bool rs_tags_find(
  RsTags *tags,
  RsArena *arena,
  RsTaggerCache *cache,
  const RsReading *reading,
  const RsMatches *matches,
  const RsDates *dates
) {
  const RsTokens *tokens = reading->tokens;
  RsScene scene;
  *tags = (RsTags) {0};
  if (!cache || !reading->knowledge->labels_count) return true;
  if (!rs_scene_read(&scene, arena, reading, matches, dates)) return false;
  uint32_t *words = rs_arena_alloc(arena, (tokens->token_count + 1) * sizeof *words);
  uint8_t *labels = rs_arena_alloc(arena, tokens->token_count + 1);
  RsLabelScores *scores = rs_arena_alloc(arena, RS_SENTENCE_TOKENS * sizeof *scores);
  if (!words || !labels || !scores) return false;
  if (!find_words(cache, &scene, arena, words)) return false;
  Tagger tagger = {cache, &scene, words};
  for (uint32_t s = 0; s < tokens->sentence_count; s++) {
    label_sentence(&tagger, &tokens->sentences[s], scores, labels);
  }
  size_t capacity = 0;
  return add_spans(tags, arena, labels, tokens->token_count, &capacity);
}
