/* Word types seen so far, and the reading of a whole text.
 *
 * Running text repeats itself: of a hundred words some seventy were met before. A word type is
 * analysed once and kept in an arena under the hash of its exact letters; tokens share it.
 * What is in the cache changes the time, never a result. When it has grown over its limit, it
 * is dropped whole, between documents.
 */
#include "morph/analyse.h"
#include "morph/weight.h"

#include <stdlib.h>

enum {
  CACHE_BYTES = 64 << 20,
  AHEAD = 6,       /* tokens */
  TYPE_BYTES = 192 /* a type and what lies behind it */
};

void rs_morph_cache_release(RsMorphCache *cache) {
  rs_arena_release(&cache->arena);
  free(cache->slots);
  *cache = (RsMorphCache) {0};
}

void rs_morph_cache_trim(RsMorphCache *cache) {
  if (cache->arena.total > CACHE_BYTES) rs_morph_cache_release(cache);
}

static bool cache_grow(RsMorphCache *cache) {
  uint32_t wanted = cache->slot_count ? cache->slot_count * 2 : 1u << 12;
  const RsWordType **slots = calloc(wanted, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < cache->slot_count; i++) {
    if (!cache->slots[i]) continue;
    uint32_t at = (uint32_t)cache->slots[i]->exact_hash & (wanted - 1);
    while (slots[at])
      at = (at + 1) & (wanted - 1);
    slots[at] = cache->slots[i];
  }
  free(cache->slots);
  cache->slots = slots;
  cache->slot_count = wanted;
  return true;
}

static const RsWordType *find_word(
  RsMorphCache *cache,
  const RasidKnowledge *knowledge,
  const uint8_t *letters,
  size_t count,
  uint64_t hash
) {
  if (cache->used * 2 >= cache->slot_count && !cache_grow(cache)) return NULL;
  uint32_t mask = cache->slot_count - 1, at = (uint32_t)hash & mask;
  for (; cache->slots[at]; at = (at + 1) & mask) {
    if (cache->slots[at]->exact_hash == hash) return cache->slots[at];
  }
  const RsWordType *type = rs_morph_analyse(&cache->arena, knowledge, letters, count, hash);
  if (!type) return NULL;
  cache->slots[at] = type;
  cache->used++;
  return type;
}

const RsWordType *rs_morph_word(
  RsMorphCache *cache, const RasidKnowledge *knowledge, const uint8_t *letters, size_t count
) {
  return find_word(cache, knowledge, letters, count, rs_hash_bytes(letters, count));
}

/* Types lie far apart in memory, so they are asked for some tokens ahead. */
static void fetch_slot(const RsMorphCache *cache, uint64_t hash) {
  if (cache->slot_count)
    __builtin_prefetch(&cache->slots[(uint32_t)hash & (cache->slot_count - 1)]);
}

static void fetch_type(const RsMorphCache *cache, uint64_t hash) {
  if (!cache->slot_count) return;
  const char *type = (const char *)cache->slots[(uint32_t)hash & (cache->slot_count - 1)];
  for (size_t at = 0; type && at < TYPE_BYTES; at += 64)
    __builtin_prefetch(type + at);
}

static bool read_types(
  RsMorphCache *cache,
  const RasidKnowledge *knowledge,
  const RsText *text,
  const RsTokens *tokens,
  const uint64_t *hashes,
  RsMorph *morphs
) {
  uint32_t count = tokens->token_count;
  for (uint32_t i = 0; i < count; i++) {
    if (i + 2 * AHEAD < count) fetch_slot(cache, hashes[i + 2 * AHEAD]);
    if (i + AHEAD < count) fetch_type(cache, hashes[i + AHEAD]);
    const RsToken *token = &tokens->tokens[i];
    if (token->kind != RS_TOKEN_WORD) continue;
    const uint8_t *letters = text->letters + token->start;
    morphs[i].type =
      find_word(cache, knowledge, letters, token->end - token->start, hashes[i]);
    if (!morphs[i].type) return false;
    morphs[i].chosen = morphs[i].type->analyses;
    morphs[i].upos = morphs[i].chosen->upos;
  }
  return true;
}

static RsMorph *read_words(
  RsMorphCache *cache,
  RsArena *arena,
  const RasidKnowledge *knowledge,
  const RsText *text,
  const RsTokens *tokens
) {
  RsMorph *morphs = rs_arena_array(arena, tokens->token_count + 1, sizeof *morphs);
  uint64_t *hashes = rs_arena_alloc(arena, (tokens->token_count + 1) * sizeof *hashes);
  if (!morphs || !hashes) return NULL;
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    const RsToken *token = &tokens->tokens[i];
    hashes[i] = rs_hash_bytes(text->letters + token->start, token->end - token->start);
  }
  return read_types(cache, knowledge, text, tokens, hashes, morphs) ? morphs : NULL;
}

/* Copies a sentence's tokens to `all`, parted as far as a sentence has room. */
static uint32_t part_sentence(
  const RsText *text,
  const RsTokens *tokens,
  const RsSentence *sentence,
  const RsMorph *morphs,
  RsToken *all
) {
  uint32_t count = 0, length = sentence->last - sentence->first;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const RsWordType *type = morphs[i].type;
    RsToken *left = &all[count++];
    *left = tokens->tokens[i];
    if (!type || !type->glued_at || length == RS_SENTENCE_TOKENS) continue;
    RsToken *right = &all[count++];
    *right = *left;
    left->end = right->start = left->start + type->glued_at;
    right->letter = text->letters[right->start];
    right->spaced = false;
    length++;
  }
  return count;
}

/* Parts the words that were run together; `*found` tells whether there are any. */
static bool part_words(
  RsArena *arena, const RsText *text, RsTokens *tokens, const RsMorph *morphs, bool *found
) {
  uint32_t parted = 0, count = 0;
  for (uint32_t i = 0; i < tokens->token_count; i++)
    parted += morphs[i].type && morphs[i].type->glued_at;
  *found = parted > 0;
  if (!parted) return true;
  RsToken *all = rs_arena_alloc(arena, (tokens->token_count + parted) * sizeof *all);
  if (!all) return false;
  for (uint32_t s = 0; s < tokens->sentence_count; s++) {
    uint32_t used = part_sentence(text, tokens, &tokens->sentences[s], morphs, all + count);
    tokens->sentences[s] = (RsSentence) {count, count + used};
    count += used;
  }
  tokens->tokens = all;
  tokens->token_count = count;
  return true;
}

RsMorph *rs_morph_read(
  RsMorphCache *cache,
  RsArena *arena,
  const RasidKnowledge *knowledge,
  const RsText *text,
  RsTokens *tokens
) {
  bool parted;
  RsMorph *morphs = read_words(cache, arena, knowledge, text, tokens);
  if (!morphs || !part_words(arena, text, tokens, morphs, &parted)) return NULL;
  if (parted) morphs = read_words(cache, arena, knowledge, text, tokens);
  if (!cache->places) cache->places = rs_place_weights(&cache->arena, knowledge);
  if (!morphs || !cache->places) return NULL;
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    const RsSentence *sentence = &tokens->sentences[i];
    rs_morph_disambiguate(
      knowledge, cache->places, text, tokens, morphs, sentence->first, sentence->last
    );
  }
  return morphs;
}

const char *rs_upos_name(uint8_t upos) {
  bool known = upos > RS_UPOS_NONE && upos < RS_UPOS_COUNT;
  return rs_upos_names[known ? upos : RS_UPOS_X];
}
