/* Surnames that are common words.
 *
 * `الباحث باتريك زكي` is told further on as `زكي`, which is "pure" as well: a word that ended the full
 * name of somebody without an entry is that name again where no adjective can stand, behind a verb, a
 * preposition or at the beginning of a clause.
 * Limits: a text names few people; the first of them are remembered.
 */
#include "entity/surname.h"

enum {
  SHORTEST = 3 /* letters */
};

static uint64_t hash_at(const RsReading *reading, uint32_t token, uint32_t *start) {
  const RsToken *at = &reading->tokens->tokens[token];
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  *start = at->start + (chosen ? chosen->segment_start : 0);
  if (*start + SHORTEST > at->end) return 0;
  return rs_fold_hash(reading->text->letters + *start, at->end - *start);
}

void rs_surname_add(RsSurnames *surnames, const RsReading *reading, const RsName *name) {
  uint32_t start;
  if (surnames->count == RS_SURNAMES || name->last < name->first + 2) return;
  uint64_t hash = hash_at(reading, name->last - 1, &start);
  /* `عبد الله`, `البشير`: with ال they are told with it, or are no surname. */
  const uint8_t *letters = reading->text->letters + start;
  if (hash && letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM) return;
  for (uint32_t i = 0; i < surnames->count; i++) {
    if (surnames->hashes[i] == hash) return;
  }
  if (hash) surnames->hashes[surnames->count++] = hash;
}

/* Behind a noun the word may describe it. */
static bool may_stand_alone(const RsReading *reading, uint32_t token) {
  const RsToken *tokens = reading->tokens->tokens;
  if (!token || tokens[token - 1].sentence != tokens[token].sentence) return true;
  if (tokens[token - 1].kind == RS_TOKEN_PUNCT) return true;
  const RsAnalysis *before = reading->morphs[token - 1].chosen;
  if (!before) return false;
  switch (before->upos) {
    case RS_UPOS_VERB:
    case RS_UPOS_AUX:
    case RS_UPOS_ADP:
    case RS_UPOS_SCONJ:
    case RS_UPOS_CCONJ:
    case RS_UPOS_PART: return true;
    default: return false;
  }
}

bool rs_surname_at(
  const RsSurnames *surnames, const RsReading *reading, uint32_t token, RsName *name
) {
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!surnames->count || !chosen || chosen->article) return false;
  bool open = chosen->upos == RS_UPOS_PROPN || chosen->upos == RS_UPOS_NOUN ||
              chosen->upos == RS_UPOS_ADJ || chosen->upos == RS_UPOS_X;
  if (!open || chosen->enclitic != RS_NO_CLITIC || !may_stand_alone(reading, token))
    return false;
  uint32_t start;
  uint64_t hash = hash_at(reading, token, &start);
  for (uint32_t i = 0; i < surnames->count; i++) {
    if (surnames->hashes[i] != hash || !hash) continue;
    *name = rs_name_bare(token, token + 1, start, RS_NAME_PERSON);
    return true;
  }
  return false;
}
