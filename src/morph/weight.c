/* Weights of features, found once for what many tokens share.
 *
 * `وقع الانفجار في` has eight features of the place for each of its words, and most of them are
 * asked for again and again: the tags on both sides and whether a verb stands before make fewer
 * than two thousand places, whose weights are summed when the first text is read; what stands
 * behind `وقع` or before `الانفجار` is looked up once for the word type, and so is whether a word
 * has weights that depend on the tags beside it (few have). So a token hardly ever looks into
 * the table of features, and its sums are made for all tags at once.
 *
 * The table has open addressing; a key is a hash of the feature (feature.h). Limits: two features
 * of one key share their weights, as in the trainer.
 */
#include "morph/weight.h"

/* The row of a key, or RS_NONE. */
static uint32_t row_of(const RasidKnowledge *knowledge, uint32_t key) {
  uint32_t mask = knowledge->weights_count - 1;
  if (!knowledge->weights_count) return RS_NONE;
  for (uint32_t tries = 0, at = key & mask; tries <= mask; tries++, at = (at + 1) & mask) {
    if (knowledge->weight_keys[at] == key) return at;
    if (!knowledge->weight_keys[at]) break;
  }
  return RS_NONE;
}

static uint32_t row_of_feature(
  const RasidKnowledge *knowledge, RsFeatureTemplate template, uint64_t a, uint64_t b
) {
  RsFeature feature = {.template = template, .values = {a, b}};
  return row_of(knowledge, rs_feature_key(&feature));
}

void rs_rows_find(
  const RasidKnowledge *knowledge, const RsFeatures *features, RsRows *out
) {
  out->count = 0;
  if (!knowledge->weights_count) return;
  uint32_t keys[RS_FEATURES_MAX], mask = knowledge->weights_count - 1;
  for (unsigned i = 0; i < features->count;
       i++) { /* all on their way before the first is read */
    keys[i] = rs_feature_key(&features->items[i]);
    __builtin_prefetch(&knowledge->weight_keys[keys[i] & mask]);
  }
  for (unsigned i = 0; i < features->count; i++) {
    uint32_t row = row_of(knowledge, keys[i]);
    if (row != RS_NONE) out->rows[out->count++] = &knowledge->weights[row];
  }
}

static void add_row(const RasidKnowledge *knowledge, uint32_t row, RsTagWeights *sum) {
  if (row == RS_NONE) return;
  for (unsigned tag = 0; tag < RS_WEIGHT_TAGS; tag++)
    sum->of[tag] = (int16_t)(sum->of[tag] + knowledge->weights[row].weight[tag]);
}

const RsPlaceWeights *rs_place_weights(RsArena *arena, const RasidKnowledge *knowledge) {
  RsPlaceWeights *places = rs_arena_array(arena, 1, sizeof *places);
  if (!places) return NULL;
  for (unsigned i = 0; i < 2 * RS_TAG_ALL * RS_TAG_ALL; i++) {
    unsigned next = i % RS_TAG_ALL, before = i / RS_TAG_ALL % RS_TAG_ALL;
    bool has_verb = i >= RS_TAG_ALL * RS_TAG_ALL;
    RsFeatures features;
    RsRows rows;
    features.count = 0;
    rs_features_of_tags(&features, has_verb, (uint8_t)before, (uint8_t)next);
    rs_rows_find(knowledge, &features, &rows);
    for (unsigned tag = 0; tag < RS_WEIGHT_TAGS; tag++)
      places->tags[has_verb][before][next].of[tag] = (int16_t)rs_rows_weight(&rows, tag);
  }
  places->after[0] = row_of_feature(knowledge, RS_FEATURE_AFTER_LEMMA, 0, 0);
  places->after[1] = row_of_feature(knowledge, RS_FEATURE_AFTER_LEMMA2, 0, 0);
  for (unsigned tag = 0; tag < RS_TAG_ALL; tag++)
    places->link[tag] = row_of_feature(knowledge, RS_FEATURE_LINK, 0, tag);
  for (unsigned i = 0; i < RS_AGREEMENTS; i++)
    places->agreement[i] =
      i ? row_of_feature(knowledge, RS_FEATURE_AGREEMENT, i, 0) : RS_NONE;
  return places;
}

void rs_word_rows_note(
  const RasidKnowledge *knowledge, RsWordType *type, RsChoice *choices
) {
  uint64_t word = type->exact_hash;
  type->before_row = row_of_feature(knowledge, RS_FEATURE_NEXT_WORD, word, 0);
  type->has_beside = row_of_feature(knowledge, RS_FEATURE_BESIDE, word, 0) != RS_NONE;
  for (unsigned i = 0; i < type->choice_count; i++) {
    uint64_t lemma = choices[i].lemma;
    choices[i].after[0] = row_of_feature(knowledge, RS_FEATURE_AFTER_LEMMA, lemma, 0);
    choices[i].after[1] = row_of_feature(knowledge, RS_FEATURE_AFTER_LEMMA2, lemma, 0);
  }
}

void rs_place_weigh(
  const RsPlaceWeights *places,
  const RasidKnowledge *knowledge,
  const RsHistory *history,
  const RsTokens *tokens,
  const RsMorph *morphs,
  uint32_t token,
  uint32_t last,
  RsTagWeights *out
) {
  unsigned before = history->tags[0];
  unsigned next = rs_tag_ahead(tokens, morphs, token + 1, last);
  const RsWordType *type = morphs[token].type;
  *out = places->tags[history->has_verb][before][next];
  for (unsigned i = 0; i < 2; i++) {
    const RsChoice *left = history->choices[i];
    add_row(knowledge, left ? left->after[i] : places->after[i], out);
  }
  uint64_t word = type->exact_hash;
  if (type->has_beside) {
    add_row(
      knowledge, row_of_feature(knowledge, RS_FEATURE_WORD_BEFORE, word, before), out
    );
    add_row(knowledge, row_of_feature(knowledge, RS_FEATURE_WORD_NEXT, word, next), out);
  }
  const RsWordType *behind = token + 1 < last ? morphs[token + 1].type : NULL;
  if (behind) add_row(knowledge, behind->before_row, out);
}

void rs_pair_rows(
  const RsPlaceWeights *places,
  const RasidKnowledge *knowledge,
  const RsHistory *history,
  const RsAnalysis *reading,
  RsPairRows *rows
) {
  uint64_t front = rs_front_of(knowledge, reading);
  uint8_t before = history->tags[0];
  if (front != rows->front) {
    rows->rows[0] = front ? row_of_feature(knowledge, RS_FEATURE_LINK, front, before)
                          : places->link[before];
  }
  rows->front = front;
  rows->rows[1] = places->agreement[rs_agreement_of(knowledge, history, reading)];
}
