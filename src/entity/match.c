/* Dictionary phrases in running text.
 *
 * A word type knows which dictionary words it may hold behind its proclitics (`وبوتين` holds
 * `بوتين`, `للجيش` holds `الجيش`); from each hang the phrases that begin with it. The other
 * words of a phrase must stand as written, with nothing but hyphens or quotation marks between.
 */
#include "entity/entity.h"

enum {
  AHEAD = 4 /* tokens */
};

static bool skippable(const RsToken *token) {
  return token->kind == RS_TOKEN_PUNCT && (token->letter == '-' || token->letter == '"');
}

/* The fold hash of a word, or of digits inside a name (`هجمات 11 سبتمبر`); 0 for a mark. */
static uint64_t hash_at(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  if (type) return type->fold_hash;
  const RsToken *at = &reading->tokens->tokens[token];
  if (at->kind != RS_TOKEN_DIGITS) return 0;
  return rs_fold_hash(reading->text->letters + at->start, at->end - at->start);
}

/* The token behind phrase words 1.., or RS_NONE when they do not all stand there. */
static uint32_t phrase_end(
  const RsReading *reading, const RsPhrase *phrase, uint32_t token
) {
  const RasidKnowledge *knowledge = reading->knowledge;
  uint32_t count = phrase->word_count;
  uint32_t first = rs_clip(phrase->word_first, &count, knowledge->phrase_words_count);
  uint32_t at = token + 1, limit = reading->tokens->token_count;
  uint32_t sentence = reading->tokens->tokens[token].sentence;
  for (uint32_t i = 1; i < count; i++, at++) {
    if (at < limit && skippable(&reading->tokens->tokens[at])) at++;
    if (at >= limit || reading->tokens->tokens[at].sentence != sentence) return RS_NONE;
    if (hash_at(reading, at) != knowledge->phrase_words[first + i]) return RS_NONE;
  }
  return at;
}

/* What may stand behind a head: half the hash of the next word, or any, where a mark may be
 * passed over. */
typedef struct {
  uint32_t second;
  bool is_any;
} Follower;

static Follower follower_of(const RsReading *reading, uint32_t token) {
  if (token + 1 >= reading->tokens->token_count) return (Follower) {0};
  bool is_any = skippable(&reading->tokens->tokens[token + 1]);
  return (Follower) {(uint32_t)hash_at(reading, token + 1), is_any};
}

static bool add_match(
  RsMatches *matches, RsArena *arena, size_t *capacity, const RsMatch *match
) {
  matches->matches = rs_arena_grow(
    arena, matches->matches, matches->match_count, capacity, sizeof *matches->matches
  );
  if (!matches->matches) return false;
  matches->matches[matches->match_count++] = *match;
  return true;
}

static bool match_head(
  RsMatches *matches,
  RsArena *arena,
  size_t *capacity,
  const RsReading *reading,
  uint32_t token,
  const RsHead *head
) {
  const RasidKnowledge *knowledge = reading->knowledge;
  Follower next = follower_of(reading, token);
  for (uint32_t i = 0; i < head->phrase_count; i++) {
    const RsReference *reference = &knowledge->references[head->phrases + i];
    if (reference->second && reference->second != next.second && !next.is_any) continue;
    const RsPhrase *phrase = RS_GET(knowledge, phrases, reference->index);
    if (head->bare && phrase->kind != RS_PHRASE_NUMBER && phrase->kind != RS_PHRASE_TIMEWORD) {
      continue;
    }
    uint32_t end = phrase_end(reading, phrase, token);
    if (end == RS_NONE) continue;
    RsMatch match = {
      .phrase = reference->index,
      .first = token,
      .last = end,
      .start_letter = reading->tokens->tokens[token].start + head->offset,
    };
    if (!add_match(matches, arena, capacity, &match)) return false;
  }
  return true;
}

/* The type of a word with which a phrase may begin, else NULL. */
static const RsWordType *phrase_type(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  return type && (type->holds & 1u << RS_REFERENCE_PHRASE) ? type : NULL;
}

/* What hangs on words lies far apart in memory: asked for some tokens ahead. */
static void fetch_references(const RsReading *reading, uint32_t token) {
  if (token >= reading->tokens->token_count) return;
  const RsWordType *type = phrase_type(reading, token);
  for (unsigned i = 0; type && i < type->head_count; i++)
    __builtin_prefetch(RS_GET(reading->knowledge, references, type->heads[i].phrases));
}

bool rs_matches_find(RsMatches *matches, RsArena *arena, const RsReading *reading) {
  *matches = (RsMatches) {0};
  uint32_t count = reading->tokens->token_count;
  matches->starts = rs_arena_alloc(arena, (count + 1) * sizeof *matches->starts);
  if (!matches->starts) return false;
  size_t capacity = 0;
  for (uint32_t i = 0; i < count; i++) {
    matches->starts[i] = matches->match_count;
    fetch_references(reading, i + AHEAD);
    const RsWordType *type = phrase_type(reading, i);
    for (unsigned k = 0; type && k < type->head_count; k++) {
      if (!match_head(matches, arena, &capacity, reading, i, &type->heads[k])) return false;
    }
  }
  matches->starts[count] = matches->match_count;
  return true;
}

bool rs_word_begins_country(const RsReading *reading, uint32_t token, uint32_t country) {
  const RasidKnowledge *knowledge = reading->knowledge;
  const RsWordType *type = phrase_type(reading, token);
  for (unsigned k = 0; type && k < type->head_count; k++) {
    const RsHead *head = &type->heads[k];
    for (uint32_t i = 0; i < head->phrase_count; i++) {
      uint32_t index = RS_GET(knowledge, references, head->phrases + i)->index;
      const RsPhrase *phrase = RS_GET(knowledge, phrases, index);
      bool of_country = phrase->kind == RS_PHRASE_COUNTRY && phrase->index == country;
      if (of_country && phrase->word_count > 1) return true;
    }
  }
  return false;
}

const RsMatch *rs_match_among(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsPhraseKind kind
) {
  const RsMatch *best = NULL;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    if (RS_GET(reading->knowledge, phrases, match->phrase)->kind != kind) continue;
    if (!best || match->last > best->last) best = match;
  }
  return best;
}
