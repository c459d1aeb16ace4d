/* The readings of one written word.
 *
 * `وللحكومة` may begin with و, ل and ال (written لل); `حكومتها` ends in ها. Every way to take
 * proclitics off, in the order of their slots, is tried with every enclitic, and what is left
 * is looked up as a whole form: the compiler has written out all inflection. A reading costs
 * more when its spelling departs from the dictionary's (ه for ة, ا for أ) and with every clitic.
 * Words that no reading explains are guessed from their shape. Buckwalter's prefix-stem-suffix
 * method (2002) with the inflection moved into the compiler.
 */
#include "morph/morph.h"

#include <stdlib.h>

enum {
  MAX_ANALYSES = 48,
  MAX_HEADS = 8,
  MAX_SPELLINGS = 10,
  CACHE_BYTES = 48 << 20,
  COST_GUESS = 30,
};

typedef struct {
  const RasidKnowledge *knowledge;
  const uint8_t *letters;
  size_t count;
  RsAnalysis found[MAX_ANALYSES];
  unsigned found_count;
  RsHead heads[MAX_HEADS];
  unsigned head_count;
  uint64_t spellings[MAX_SPELLINGS];
  unsigned spelling_count;
} Search;

typedef struct {
  uint8_t proclitics[RS_PROCLITICS];
  uint8_t count;
  uint8_t offset;  /* where the word segment begins */
  uint8_t stem;    /* where the stem begins */
  bool article;
} Prefix;

/* How far a written stem departs from the form's spelling; both fold alike. */
static unsigned spelling_cost(const uint8_t *written, const uint8_t *form, size_t count) {
  unsigned cost = 0;
  for (size_t i = 0; i < count; i++) {
    if (written[i] == form[i]) continue;
    bool bare = written[i] == RS_LETTER_ALEF || form[i] == RS_LETTER_ALEF;
    if (form[i] == RS_LETTER_TEH_MARBUTA || written[i] == RS_LETTER_TEH_MARBUTA) cost += 4;
    else if (form[i] == RS_LETTER_YEH || form[i] == RS_LETTER_ALEF_MAKSURA) cost += 2;
    else cost += bare ? 2 : 3;
  }
  return cost;
}

static bool host_accepts(uint8_t host, const RsLexeme *lexeme, uint32_t features) {
  bool verb = lexeme->upos == RS_UPOS_VERB || lexeme->upos == RS_UPOS_AUX;
  switch (host) {
  case RS_HOST_NOUN: return !verb && lexeme->upos != RS_UPOS_PUNCT;
  case RS_HOST_VERB: return verb;
  case RS_HOST_IMPERFECT: return verb && rs_feature(features, RS_ASPECT_SHIFT) == 2;
  default: return true;
  }
}

static bool is_noun_like(uint8_t upos) {
  return upos == RS_UPOS_NOUN || upos == RS_UPOS_ADJ || upos == RS_UPOS_NUM ||
         upos == RS_UPOS_PROPN || upos == RS_UPOS_ADV || upos == RS_UPOS_DET;
}

static bool fits(
  const Search *search, const Prefix *prefix, const RsLexeme *lexeme, const RsForm *form,
  const RsClitic *enclitic
) {
  uint32_t features = form->features;
  if (prefix->article) {
    if (features & (RS_FEATURE_NO_ARTICLE | RS_FEATURE_CONSTRUCT)) return false;
    if (!is_noun_like(lexeme->upos) || enclitic) return false;
    if (rs_feature(features, RS_CASE_SHIFT) == 3) return false;
  }
  if (enclitic) {
    if (features & RS_FEATURE_NO_ENCLITIC) return false;
    if (!host_accepts(enclitic->host, lexeme, features)) return false;
    bool open = lexeme->upos == RS_UPOS_VERB || lexeme->upos == RS_UPOS_NOUN ||
                lexeme->upos == RS_UPOS_ADJ || lexeme->upos == RS_UPOS_NUM;
    if (!open && !(features & (RS_FEATURE_TAKES_ENCLITIC | RS_FEATURE_NEEDS_ENCLITIC))) {
      return false;
    }
    if (lexeme->upos == RS_UPOS_VERB && rs_feature(features, RS_VOICE_SHIFT) == 2) return false;
  } else if (features & RS_FEATURE_NEEDS_ENCLITIC) {
    return false;
  }
  for (unsigned i = 0; i < prefix->count; i++) {
    const RsClitic *clitic = RS_GET(search->knowledge, clitics, prefix->proclitics[i]);
    if (!host_accepts(clitic->host, lexeme, features)) return false;
    if (clitic->slot == 3 && clitic->upos == RS_UPOS_ADP && clitic->host == RS_HOST_NOUN &&
        !is_noun_like(lexeme->upos) && lexeme->upos != RS_UPOS_PRON &&
        lexeme->upos != RS_UPOS_SCONJ && lexeme->upos != RS_UPOS_PART) {
      return false;
    }
  }
  return true;
}

/* Particles, prepositions and pronouns are few and frequent: `وفي` is "and in", not "loyal". */
static bool closed_class(uint8_t upos) {
  return upos == RS_UPOS_ADP || upos == RS_UPOS_SCONJ || upos == RS_UPOS_PART ||
         upos == RS_UPOS_PRON || upos == RS_UPOS_DET || upos == RS_UPOS_CCONJ ||
         upos == RS_UPOS_AUX;
}

/* What the reading costs by itself: rare persons, moods and derivations cost a little. */
static unsigned form_cost(const RsLexeme *lexeme, uint32_t features) {
  unsigned cost = 0;
  if (lexeme->upos == RS_UPOS_VERB) {
    unsigned person = rs_feature(features, RS_PERSON_SHIFT);
    if (rs_feature(features, RS_ASPECT_SHIFT) == 3) cost += 9;
    if (person == 2) cost += 7;
    if (person == 1) cost += 3;
    if (rs_feature(features, RS_VOICE_SHIFT) == 2) cost += 2;
    if (features & RS_FEATURE_SHORT_MOOD) cost += 3;
  }
  if (rs_feature(features, RS_NUMBER_SHIFT) == 2) cost += 2;
  if (rs_feature(features, RS_CASE_SHIFT) == 3) cost += 1;
  if (lexeme->derivation == RS_DERIVED_ACTIVE_PARTICIPLE) cost += 2;
  if (lexeme->derivation == RS_DERIVED_PASSIVE_PARTICIPLE) cost += 2;
  if (lexeme->upos == RS_UPOS_PROPN && lexeme->country == RS_NONE) {
    cost += 3;
    if (lexeme->flags & RS_LEXEME_MAYBE_NAME) cost += 3;
  }
  return cost;
}

static void add_form(
  Search *search, const Prefix *prefix, const RsForm *form, size_t stem_end,
  uint8_t enclitic_index
) {
  const RsLexeme *lexeme = RS_GET(search->knowledge, lexemes, form->lexeme);
  const RsClitic *enclitic = enclitic_index == RS_NO_CLITIC
                               ? NULL
                               : RS_GET(search->knowledge, clitics, enclitic_index);
  size_t length = stem_end - prefix->stem;
  if (form->letter_count != length || search->found_count == MAX_ANALYSES) return;
  if ((uint64_t)form->letters + length > search->knowledge->letters_count) return;
  if (!fits(search, prefix, lexeme, form, enclitic)) return;
  unsigned cost = spelling_cost(
    search->letters + prefix->stem, search->knowledge->letters + form->letters, length
  );
  cost += form_cost(lexeme, form->features);
  cost += closed_class(lexeme->upos) ? prefix->count : 3 + 2u * prefix->count;
  cost += enclitic ? 3u : 0u;
  if (length <= 2 && (prefix->count || enclitic) && is_noun_like(lexeme->upos)) cost += 4;
  search->found[search->found_count] = (RsAnalysis){
    .lexeme = form->lexeme,
    .features = form->features,
    .cost = (uint16_t)cost,
    .upos = lexeme->upos,
    .derivation = lexeme->derivation,
    .segment_start = prefix->offset,
    .stem_start = prefix->stem,
    .stem_end = (uint8_t)stem_end,
    .proclitic_count = prefix->count,
    .enclitic = enclitic_index,
    .article = prefix->article,
  };
  memcpy(
    search->found[search->found_count].proclitics, prefix->proclitics, sizeof prefix->proclitics
  );
  search->found_count++;
}

static void look_up(
  Search *search, const Prefix *prefix, size_t stem_end, uint8_t enclitic
) {
  const RasidKnowledge *knowledge = search->knowledge;
  uint64_t hash = rs_fold_hash(search->letters + prefix->stem, stem_end - prefix->stem);
  const RsWord *word = rs_word_find(knowledge, hash);
  if (!word) return;
  uint32_t count = word->form_count;
  uint32_t first = rs_clip(word->form_first, &count, knowledge->forms_count);
  for (uint32_t i = 0; i < count; i++) {
    add_form(search, prefix, &knowledge->forms[first + i], stem_end, enclitic);
  }
}

static bool ends_with(const Search *search, const RsClitic *clitic, size_t from) {
  size_t n = clitic->letter_count;
  if (search->count < from + n + 1) return false;
  for (size_t i = 0; i < n; i++) {
    uint8_t written = search->letters[search->count - n + i];
    if (rs_fold_letter(written) != rs_fold_letter(clitic->letters[i])) return false;
    if (written == RS_LETTER_TEH_MARBUTA || written == RS_LETTER_ALEF_MAKSURA) return false;
  }
  return true;
}

static void try_stems(Search *search, const Prefix *prefix) {
  const RasidKnowledge *knowledge = search->knowledge;
  if (prefix->stem >= search->count) return;
  look_up(search, prefix, search->count, RS_NO_CLITIC);
  if (prefix->article) return;
  for (uint32_t i = 0; i < knowledge->clitics_count && i < RS_NO_CLITIC; i++) {
    const RsClitic *clitic = &knowledge->clitics[i];
    if (clitic->slot != RS_SLOT_ENCLITIC || !ends_with(search, clitic, prefix->stem)) continue;
    look_up(search, prefix, search->count - clitic->letter_count, (uint8_t)i);
  }
}

static void add_head_word(
  Search *search, const Prefix *prefix, const uint8_t *letters, size_t count, bool bare
) {
  uint64_t hash = rs_fold_hash(letters, count);
  if (search->spelling_count < MAX_SPELLINGS) search->spellings[search->spelling_count++] = hash;
  const RsWord *word = rs_word_find(search->knowledge, hash);
  if (!word || !word->reference_count || search->head_count == MAX_HEADS) return;
  search->heads[search->head_count++] = (RsHead){
    .word = (uint32_t)(word - search->knowledge->words),
    .offset = prefix->offset,
    .proclitics = prefix->count,
    .bare = bare,
  };
}

/* لل is ل and ال: the word behind it is hashed as if the article were written out. */
static void add_head(Search *search, const Prefix *prefix, bool restore_article) {
  if (prefix->offset >= search->count) return;
  uint8_t restored[RS_WORD_LETTERS + 2];
  const uint8_t *letters = search->letters + prefix->offset;
  size_t count = search->count - prefix->offset;
  if (restore_article) {
    restored[0] = RS_LETTER_ALEF;
    memcpy(restored + 1, letters, count);
    letters = restored;
    count++;
  }
  add_head_word(search, prefix, letters, count, false);
  if (count > 3 && letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM) {
    add_head_word(search, prefix, letters + 2, count - 2, true);
  }
}

static void try_articles(Search *search, const Prefix *prefix) {
  const uint8_t *at = search->letters + prefix->offset;
  size_t left = search->count - prefix->offset;
  try_stems(search, prefix);
  if (left > 2 && at[0] == RS_LETTER_ALEF && at[1] == RS_LETTER_LAM) {
    Prefix with = *prefix;
    with.article = true;
    with.stem = (uint8_t)(prefix->offset + 2);
    try_stems(search, &with);
  }
}

/* Behind the preposition ل the article is written ل (للجيش), or is swallowed by a stem that
 * begins with ل itself (للغة). */
static void try_lam_article(Search *search, const Prefix *prefix) {
  const uint8_t *at = search->letters + prefix->offset;
  if (prefix->offset + 2u >= search->count || at[0] != RS_LETTER_LAM) return;
  Prefix with = *prefix;
  with.article = true;
  with.stem = (uint8_t)(prefix->offset + 1);
  try_stems(search, &with);
  add_head(search, prefix, true);
  with.stem = prefix->offset;
  try_stems(search, &with);
}

static void try_prefixes(Search *search, const Prefix *prefix, unsigned slot) {
  const RasidKnowledge *knowledge = search->knowledge;
  add_head(search, prefix, false);
  try_articles(search, prefix);
  if (prefix->count == RS_PROCLITICS) return;
  for (uint32_t i = 0; i < knowledge->clitics_count && i < RS_NO_CLITIC; i++) {
    const RsClitic *clitic = &knowledge->clitics[i];
    if (clitic->slot <= slot || clitic->slot >= RS_SLOT_ARTICLE) continue;
    if (clitic->letter_count != 1 || prefix->offset + 1u >= search->count) continue;
    if (search->letters[prefix->offset] != clitic->letters[0]) continue;
    Prefix longer = *prefix;
    longer.proclitics[longer.count++] = (uint8_t)i;
    longer.offset = longer.stem = (uint8_t)(prefix->offset + 1);
    try_prefixes(search, &longer, clitic->slot);
    if (clitic->letters[0] == RS_LETTER_LAM && clitic->host == RS_HOST_NOUN) {
      try_lam_article(search, &longer);
    }
  }
}

/* ------------------------------------------------------------------ guessing */

static void add_guess(Search *search, const Prefix *prefix, uint8_t upos, unsigned cost) {
  if (search->found_count == MAX_ANALYSES) return;
  RsAnalysis *guess = &search->found[search->found_count++];
  *guess = (RsAnalysis){
    .lexeme = RS_NONE,
    .cost = (uint16_t)(COST_GUESS + cost),
    .upos = upos,
    .segment_start = prefix->offset,
    .stem_start = prefix->stem,
    .stem_end = (uint8_t)search->count,
    .proclitic_count = prefix->count,
    .enclitic = RS_NO_CLITIC,
    .article = prefix->article,
  };
  memcpy(guess->proclitics, prefix->proclitics, sizeof prefix->proclitics);
}

static uint32_t plural_feminine(void) { return 3u << RS_NUMBER_SHIFT | 2u << RS_GENDER_SHIFT; }

static void guess_shape(Search *search, const Prefix *prefix) {
  size_t length = search->count - prefix->stem;
  const uint8_t *end = search->letters + search->count;
  unsigned cost = 2u * prefix->count;
  if (length < 2) cost += 20;
  bool nisba = length > 3 && (end[-1] == RS_LETTER_YEH ||
                              (end[-1] == RS_LETTER_TEH_MARBUTA && end[-2] == RS_LETTER_YEH));
  if (prefix->article) {
    add_guess(search, prefix, nisba ? RS_UPOS_ADJ : RS_UPOS_NOUN, cost);
    add_guess(search, prefix, RS_UPOS_PROPN, cost + 2);
    return;
  }
  if (nisba && end[-1] == RS_LETTER_TEH_MARBUTA) add_guess(search, prefix, RS_UPOS_ADJ, cost);
  if (length > 3 && end[-1] == RS_LETTER_TEH && end[-2] == RS_LETTER_ALEF) {
    add_guess(search, prefix, RS_UPOS_NOUN, cost);
    search->found[search->found_count - 1].features = plural_feminine();
  }
  add_guess(search, prefix, RS_UPOS_PROPN, cost + 1);
}

/* Unknown words are mostly foreign names; a leading و or ف is then a conjunction only if
 * enough is left (`وترامب`, but `ولفوفيتز` is a name: both are kept, the sentence decides). */
static void guess(Search *search) {
  const RasidKnowledge *knowledge = search->knowledge;
  Prefix none = {0};
  size_t count = search->count;
  const uint8_t *letters = search->letters;
  if (count > 3 && letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM) {
    Prefix article = {.stem = 2, .article = true};
    guess_shape(search, &article);
    return;
  }
  guess_shape(search, &none);
  for (uint32_t i = 0; i < knowledge->clitics_count && i < RS_NO_CLITIC; i++) {
    const RsClitic *clitic = &knowledge->clitics[i];
    if (clitic->slot > 3 || clitic->slot < 2 || clitic->letter_count != 1) continue;
    if (letters[0] != clitic->letters[0] || count < 5) continue;
    if (clitic->host == RS_HOST_VERB || clitic->host == RS_HOST_IMPERFECT) continue;
    Prefix one = {.proclitics = {(uint8_t)i}, .count = 1, .offset = 1, .stem = 1};
    bool article = letters[1] == RS_LETTER_ALEF && letters[2] == RS_LETTER_LAM && count > 5;
    if (clitic->letters[0] == RS_LETTER_LAM && letters[1] == RS_LETTER_LAM) {
      one.article = true;
      one.stem = 2;
    } else if (article) {
      one.article = true;
      one.stem = 3;
    }
    unsigned before = search->found_count;
    guess_shape(search, &one);
    /* و before an unknown word is the conjunction far oftener than a first letter. */
    bool likely = one.article || clitic->upos == RS_UPOS_CCONJ;
    for (unsigned k = before; k < search->found_count; k++) {
      search->found[k].cost = (uint16_t)(search->found[k].cost + (likely ? -4 : 3));
    }
  }
}

/* ------------------------------------------------------------------ the cache */

static int by_cost(const void *left, const void *right) {
  const RsAnalysis *a = left, *b = right;
  if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
  if (a->lexeme != b->lexeme) return a->lexeme < b->lexeme ? -1 : 1;
  if (a->features != b->features) return a->features < b->features ? -1 : 1;
  if (a->stem_start != b->stem_start) return a->stem_start < b->stem_start ? -1 : 1;
  if (a->stem_end != b->stem_end) return a->stem_end < b->stem_end ? -1 : 1;
  return a->upos < b->upos ? -1 : a->upos > b->upos;
}

static const RsWordType *analyse(
  RsArena *arena, const RasidKnowledge *knowledge, const uint8_t *letters, size_t count,
  uint64_t exact_hash
) {
  Search search = {.knowledge = knowledge, .letters = letters, .count = count};
  if (count <= RS_WORD_LETTERS) {
    Prefix none = {0};
    try_prefixes(&search, &none, 0);
    if (!search.found_count) guess(&search);
  } else {
    search.count = RS_WORD_LETTERS;
    Prefix none = {0};
    add_guess(&search, &none, RS_UPOS_X, 0);
  }
  qsort(search.found, search.found_count, sizeof *search.found, by_cost);
  RsWordType *type = rs_arena_alloc(arena, sizeof *type);
  RsAnalysis *analyses = rs_arena_alloc(arena, search.found_count * sizeof *analyses);
  RsHead *heads = rs_arena_alloc(arena, search.head_count * sizeof *heads);
  uint64_t *spellings = rs_arena_alloc(arena, search.spelling_count * sizeof *spellings);
  if (!type || !analyses || !heads || !spellings) return NULL;
  memcpy(spellings, search.spellings, search.spelling_count * sizeof *spellings);
  memcpy(analyses, search.found, search.found_count * sizeof *analyses);
  memcpy(heads, search.heads, search.head_count * sizeof *heads);
  *type = (RsWordType){
    .exact_hash = exact_hash,
    .fold_hash = rs_fold_hash(letters, count),
    .analyses = analyses,
    .heads = heads,
    .spellings = spellings,
    .spelling_count = (uint16_t)search.spelling_count,
    .analysis_count = (uint16_t)search.found_count,
    .head_count = (uint16_t)search.head_count,
  };
  return type;
}

void rs_morph_cache_release(RsMorphCache *cache) {
  rs_arena_release(&cache->arena);
  free(cache->slots);
  *cache = (RsMorphCache){0};
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
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = cache->slots[i];
  }
  free(cache->slots);
  cache->slots = slots;
  cache->slot_count = wanted;
  return true;
}

const RsWordType *rs_morph_word(
  RsMorphCache *cache, const RasidKnowledge *knowledge, const uint8_t *letters, size_t count
) {
  if (cache->used * 2 >= cache->slot_count && !cache_grow(cache)) return NULL;
  uint64_t hash = rs_hash_bytes(letters, count);
  uint32_t mask = cache->slot_count - 1, at = (uint32_t)hash & mask;
  for (; cache->slots[at]; at = (at + 1) & mask) {
    if (cache->slots[at]->exact_hash == hash) return cache->slots[at];
  }
  const RsWordType *type = analyse(&cache->arena, knowledge, letters, count, hash);
  if (!type) return NULL;
  cache->slots[at] = type;
  cache->used++;
  return type;
}

RsMorph *rs_morph_read(
  RsMorphCache *cache, RsArena *arena, const RasidKnowledge *knowledge, const RsText *text,
  const RsTokens *tokens
) {
  RsMorph *morphs = rs_arena_array(arena, tokens->token_count + 1, sizeof *morphs);
  if (!morphs) return NULL;
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    const RsToken *token = &tokens->tokens[i];
    if (token->kind != RS_TOKEN_WORD) continue;
    morphs[i].type = rs_morph_word(
      cache, knowledge, text->letters + token->start, token->end - token->start
    );
    if (!morphs[i].type) return NULL;
    morphs[i].chosen = morphs[i].type->analyses;
  }
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    const RsSentence *sentence = &tokens->sentences[i];
    rs_morph_disambiguate(knowledge, text, tokens, morphs, sentence->first, sentence->last);
  }
  return morphs;
}

const char *rs_upos_name(uint8_t upos) {
  static const char *const names[RS_UPOS_COUNT] = {
    "X",    "ADJ", "ADP",  "ADV",  "AUX",   "CCONJ", "DET",   "INTJ", "NOUN",
    "NUM",  "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
  };
  return upos < RS_UPOS_COUNT ? names[upos] : "X";
}
