/* Sketches: how alike two texts are, from a few numbers each.
 *
 * Of all hashed shingles of a text the smallest 32 are kept (bottom-k MinHash; Broder 1997, Cohen
 * and Kaplan 2007). Among the 32 smallest of two sketches together, the share that both hold
 * estimates the Jaccard similarity of the texts; of short texts the sketch is the whole set and
 * the share is exact.
 *
 * Two kinds of shingles answer two questions. *Is it one deed?* The content words of the
 * sentences that tell it: `قتل 7 أشخاص في تفجير سيارة بسوق` and `سبعة قتلى بتفجير السيارة في السوق`
 * share تفجير, سيارة, سوق once `ال`, `ب` and endings are off (the light10 stemmer of Larkey,
 * Ballesteros and Connell 2002) and words of two letters are dropped. *Is it one text?* Trigrams of
 * whole words of the lead: outlets that print an agency's report give it a headline of their
 * own, cut its end and put their place line before it, but keep its sentences.
 *
 * Limits: the stemmer knows no broken plurals; 32 values leave an error of some 9 points.
 */
#include "incident/incident.h"

#include "compile/map.h"

#include <math.h>
#include <string.h>

void rs_sketch_add(RsSketch *sketch, uint64_t hash) {
  uint32_t value = (uint32_t)(hash >> 32), at = sketch->count;
  while (at > 0 && sketch->values[at - 1] > value)
    at--;
  if (at > 0 && sketch->values[at - 1] == value) return;
  if (at == RS_SKETCH_VALUES) return;
  uint32_t moved = sketch->count - at;
  if (sketch->count == RS_SKETCH_VALUES)
    moved--;
  else
    sketch->count++;
  memmove(&sketch->values[at + 1], &sketch->values[at], moved * sizeof *sketch->values);
  sketch->values[at] = value;
}

double rs_sketch_similarity(
  const RsSketch *a, const RsSketch *b, const float *a_weights, const float *b_weights
) {
  uint32_t i = 0, k = 0;
  double all = 0, shared = 0;
  if (!a->count || !b->count) return 0;
  for (uint32_t seen = 0; (i < a->count || k < b->count) && seen < RS_SKETCH_VALUES;
       seen++) {
    bool in_a = i < a->count && (k == b->count || a->values[i] <= b->values[k]);
    bool in_b = k < b->count && (i == a->count || b->values[k] <= a->values[i]);
    double weight = 1;
    if (a_weights && b_weights) weight = (double)(in_a ? a_weights[i] : b_weights[k]);
    all += weight;
    if (in_a && in_b) shared += weight;
    i += in_a;
    k += in_b;
  }
  return shared / all;
}

/* Inverse document frequency (Sparck Jones 1972): the target `سوق` tells more than `قتل`. It is as
 * if a hundred other reports were there, lest two reports make all their words rare. */
bool rs_reports_weigh_words(RsReport *reports, uint32_t count) {
  const double others = 100, others_with_it = 2;
  RsMap seen = {0}; /* how many reports have it; counted in place */
  for (uint32_t i = 0; i < count && !seen.failed; i++) {
    for (uint32_t k = 0; k < reports[i].passage.count; k++) {
      uint64_t key = rs_hash_mix(0, reports[i].passage.values[k]);
      uint32_t before = rs_map_find(&seen, key);
      rs_map_add(&seen, key, before == RS_NONE ? 1 : before + 1);
    }
  }
  for (uint32_t i = 0; i < count && !seen.failed; i++) {
    for (uint32_t k = 0; k < reports[i].passage.count; k++) {
      uint32_t with_it = rs_map_find(&seen, rs_hash_mix(0, reports[i].passage.values[k]));
      double weight = log((count + others) / (with_it + others_with_it));
      reports[i].weights[k] = weight > 0.1 ? (float)weight : 0.1f;
    }
  }
  bool is_done = !seen.failed;
  rs_map_release(&seen);
  return is_done;
}

/* --------------------------------------------------------------------- words */

enum {
  LONGEST_WORD = 32,
  LEAST_STEM = 3,
  LEAD_WORDS = 120,
  LEAST_LEAD_WORDS = 12
};

typedef struct {
  uint8_t letters[LONGEST_WORD];
  uint32_t count;
} Word;

static Word fold_letters(const uint8_t *letters, size_t count) {
  Word word = {.count = (uint32_t)count};
  if (word.count > LONGEST_WORD) word.count = LONGEST_WORD;
  for (uint32_t i = 0; i < word.count; i++)
    word.letters[i] = rs_fold_letter(letters[i]);
  return word;
}

static Word fold_word(const RsText *text, const RsToken *token) {
  return fold_letters(text->letters + token->start, token->end - token->start);
}

static void cut_front(Word *word, uint32_t count) {
  word->count -= count;
  memmove(word->letters, word->letters + count, word->count);
}

static bool begins_with(const Word *word, uint8_t a, uint8_t b) {
  return word->letters[0] == a && word->letters[1] == b;
}

static bool ends_with(const Word *word, uint8_t a, uint8_t b) {
  const uint8_t *end = word->letters + word->count;
  return end[-2] == a && end[-1] == b;
}

/* و, then ال or لل with at most one of ب ك ف before it. */
static void cut_prefixes(Word *word) {
  if (word->count > LEAST_STEM && word->letters[0] == RS_LETTER_WAW) cut_front(word, 1);
  if (word->count < LEAST_STEM + 2) return;
  uint8_t first = word->letters[0];
  bool is_clitic =
    first == RS_LETTER_BEH || first == RS_LETTER_KAF || first == RS_LETTER_FEH;
  if (is_clitic && word->letters[1] == RS_LETTER_ALEF && word->letters[2] == RS_LETTER_LAM)
    cut_front(word, 1);
  if (word->count < LEAST_STEM + 2) return;
  bool has_article = begins_with(word, RS_LETTER_ALEF, RS_LETTER_LAM) ||
                     begins_with(word, RS_LETTER_LAM, RS_LETTER_LAM);
  if (has_article) cut_front(word, 2);
}

/* ها ان ات ون ين يه, then ه or ي (ة and ى are folded into these). */
static void cut_suffixes(Word *word) {
  static const uint8_t pairs[][2] = {
    {RS_LETTER_HEH, RS_LETTER_ALEF},
    {RS_LETTER_ALEF, RS_LETTER_NOON},
    {RS_LETTER_ALEF, RS_LETTER_TEH},
    {RS_LETTER_WAW, RS_LETTER_NOON},
    {RS_LETTER_YEH, RS_LETTER_NOON},
    {RS_LETTER_YEH, RS_LETTER_HEH},
  };
  for (size_t i = 0; i < RS_COUNT_OF(pairs) && word->count >= LEAST_STEM + 2; i++) {
    if (ends_with(word, rs_fold_letter(pairs[i][0]), rs_fold_letter(pairs[i][1]))) {
      word->count -= 2;
      break;
    }
  }
  if (word->count <= LEAST_STEM) return;
  uint8_t last = word->letters[word->count - 1];
  bool is_ending =
    last == rs_fold_letter(RS_LETTER_HEH) || last == rs_fold_letter(RS_LETTER_YEH);
  if (is_ending) word->count--;
}

static void add_content_word(RsSketch *sketch, Word word) {
  cut_prefixes(&word);
  cut_suffixes(&word);
  if (word.count >= LEAST_STEM)
    rs_sketch_add(sketch, rs_hash_bytes(word.letters, word.count));
}

bool rs_passages_read(
  RsPassages *passages, RsArena *arena, const char *text, size_t bytes
) {
  return rs_text_read(&passages->text, arena, text, bytes) &&
         rs_tokens_split(&passages->tokens, arena, &passages->text);
}

static uint32_t point_of(const RsPassages *passages, uint32_t token) {
  return passages->text.at_point[passages->tokens.tokens[token].start];
}

void rs_sketch_add_sentence(RsSketch *sketch, const RsPassages *passages, uint32_t point) {
  const RsTokens *tokens = &passages->tokens;
  uint32_t low = 0, high = tokens->sentence_count;
  while (low + 1 < high) { /* the last sentence that begins at `point` or before */
    uint32_t middle = (low + high) / 2;
    bool is_before = point_of(passages, tokens->sentences[middle].first) <= point;
    if (is_before)
      low = middle;
    else
      high = middle;
  }
  if (low >= tokens->sentence_count) return;
  for (uint32_t i = tokens->sentences[low].first; i < tokens->sentences[low].last; i++) {
    if (tokens->tokens[i].kind != RS_TOKEN_WORD) continue;
    add_content_word(sketch, fold_word(&passages->text, &tokens->tokens[i]));
  }
}

static bool is_word(const RsToken *token) {
  return token->kind == RS_TOKEN_WORD || token->kind == RS_TOKEN_LATIN;
}

/* The first token below the headline; the first of all when nothing much stands there. */
static uint32_t lead_start(const RsPassages *passages) {
  const RsTokens *tokens = &passages->tokens;
  if (tokens->sentence_count < 2) return 0;
  uint32_t start = tokens->sentences[1].first;
  return tokens->token_count - start < LEAST_LEAD_WORDS ? 0 : start;
}

void rs_sketch_add_lead(RsSketch *sketch, const RsPassages *passages) {
  const RsTokens *tokens = &passages->tokens;
  uint64_t before = 0, last = 0;
  uint32_t words = 0;
  for (uint32_t i = lead_start(passages); i < tokens->token_count && words < LEAD_WORDS;
       i++) {
    if (!is_word(&tokens->tokens[i])) continue;
    Word word = fold_word(&passages->text, &tokens->tokens[i]);
    uint64_t hash = rs_hash_bytes(word.letters, word.count);
    if (words++ >= 2) rs_sketch_add(sketch, rs_hash_mix(rs_hash_mix(before, last), hash));
    before = last;
    last = hash;
  }
}

typedef void (*WordVisitor)(void *context, const uint8_t *letters, size_t count);

static void each_word(const char *name, WordVisitor visit, void *context) {
  RsBuffer letters = {0};
  rs_letters_append(&letters, name, strlen(name));
  size_t start = 0;
  for (size_t i = 0; i <= letters.count && !letters.failed; i++) {
    if (i < letters.count && letters.data[i] != ' ') continue;
    if (i > start) visit(context, (const uint8_t *)letters.data + start, i - start);
    start = i + 1;
  }
  rs_buffer_release(&letters);
}

static void add_name_word(void *context, const uint8_t *letters, size_t count) {
  add_content_word(context, fold_letters(letters, count));
}

void rs_sketch_add_name(RsSketch *sketch, const char *name) {
  each_word(name, add_name_word, sketch);
}

bool rs_sketch_may_hold(const RsSketch *sketch, uint32_t value) {
  for (uint32_t i = 0; i < sketch->count && sketch->values[i] <= value; i++) {
    if (sketch->values[i] == value) return true;
  }
  bool is_whole = sketch->count < RS_SKETCH_VALUES;
  return !is_whole && sketch->values[sketch->count - 1] < value;
}

static void add_consonants(void *context, const uint8_t *letters, size_t count) {
  rs_consonants_add(context, letters, count);
}

uint64_t rs_name_key(const char *name) {
  RsConsonants consonants = {0};
  each_word(name, add_consonants, &consonants);
  return rs_consonants_key(&consonants);
}
