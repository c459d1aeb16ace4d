/* Clues by which names are found in running text (clue.h).
 *
 * `المدرب الألماني توماس هوفمان`: two words that the lexicon does not hold, behind a nationality
 * and a word for a man, are a name. What a word shows is the same wherever it stands: word,
 * lemma, part of speech, its *sort* (listed or guessed, a given or family name, a nationality,
 * definite or not), flags of the lexicon (title, kind of place, rational, preposition of place),
 * whether it opens a role (`وزير`) or is one of saying, first and last letters, proclitics,
 * length, and pairs of letters inside unlisted words (foreign names have their own). It shows
 * this to the label of its own token and, in part, to those of its neighbours. What only the
 * place can show: dictionary names that cover it or a neighbour (an entry is a clue, not a
 * verdict), pairs of lemmas, of parts of speech and of sorts, dates, quotation marks.
 *
 * The set is that of the literature (Benajiba, Rosso and Diab 2008 for Arabic); each kind was
 * kept because leaving it out lowered the measured F1 (docs/names.md).
 * Limits: nothing of the document beyond the sentence, no classes of words from raw text.
 */
#include "entity/clue.h"

const RsFeatureKind rs_clue_kinds[RS_CLUE_TEMPLATES] = {
  [RS_CLUE_WORD] = {"word", {RS_VALUE_WORD, RS_VALUE_NUMBER}},
  [RS_CLUE_LEMMA] = {"lemma", {RS_VALUE_LEMMA, RS_VALUE_NUMBER}},
  [RS_CLUE_TAG] = {"tag", {RS_VALUE_TAG, RS_VALUE_NUMBER}},
  [RS_CLUE_SORT] = {"sort", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_FLAG] = {"flag", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_NAME] = {"name", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_ROLE] = {"role", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_SPEECH] = {"speech", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_MARK] = {"mark", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_ENDING] = {"ending", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_CLUE_BEGINNING] = {"beginning", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_CLUE_CLITICS] = {"clitics", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_CLUE_LENGTH] = {"length", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_AFTER_LABEL] = {"after", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_ENTRY] = {"entry", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_WORDS_BEFORE] = {"words_before", {RS_VALUE_LEMMA, RS_VALUE_LEMMA}},
  [RS_CLUE_WORDS_BEHIND] = {"words_behind", {RS_VALUE_LEMMA, RS_VALUE_LEMMA}},
  [RS_CLUE_TAGS_BEFORE] = {"tags_before", {RS_VALUE_TAG, RS_VALUE_TAG}},
  [RS_CLUE_TAGS_BEHIND] = {"tags_behind", {RS_VALUE_TAG, RS_VALUE_TAG}},
  [RS_CLUE_TAGS_AROUND] = {"tags_around", {RS_VALUE_TAG, RS_VALUE_TAG}},
  [RS_CLUE_SORTS_BEFORE] = {"sorts_before", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_SORTS_BEHIND] = {"sorts_behind", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_CLUE_INSIDE] = {"inside", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_CLUE_DATED] = {"dated", {RS_VALUE_NUMBER, 0}},
  [RS_CLUE_QUOTED] = {"quoted", {RS_VALUE_NUMBER, 0}},
};

const int8_t rs_place_steps[RS_PLACES] = {0, -1, -2, 1, 2};

const char *rs_label_name(unsigned label) {
  static const char *const names[RS_LABEL_ALL] = {
    "O",
    "B-PER",
    "I-PER",
    "B-LOC",
    "I-LOC",
    "B-ORG",
    "I-ORG",
    "B-MISC",
    "I-MISC",
    "edge",
  };
  return label < RS_LABEL_ALL ? names[label] : "";
}

/* ------------------------------------------------------------------ the text */

enum { /* kinds of dictionary names, four bits each in RsScene.entries */
  ENTRY_COUNTRY,
  ENTRY_CAPITAL,
  ENTRY_PLACE,
  ENTRY_PERSON,
  ENTRY_ORGANISATION,
  ENTRY_KINDS
};

static unsigned entry_kind(const RasidKnowledge *knowledge, const RsPhrase *phrase) {
  switch (phrase->kind) {
    case RS_PHRASE_COUNTRY: return ENTRY_COUNTRY;
    case RS_PHRASE_CAPITAL: return ENTRY_CAPITAL;
    case RS_PHRASE_PLACE: return ENTRY_PLACE;
    case RS_PHRASE_ACTOR:
      return RS_GET(knowledge, actors, phrase->index)->type == RS_ACTOR_PERSON
               ? ENTRY_PERSON
               : ENTRY_ORGANISATION;
    default: return ENTRY_KINDS;
  }
}

/* Alone, first of several or further one; twice, for names that are common words too. */
static void mark_entry(RsScene *scene, const RsMatch *match) {
  const RasidKnowledge *knowledge = scene->reading->knowledge;
  const RsPhrase *phrase = RS_GET(knowledge, phrases, match->phrase);
  unsigned kind = entry_kind(knowledge, phrase);
  if (kind == ENTRY_KINDS) return;
  for (uint32_t i = match->first; i < match->last; i++) {
    unsigned code = i > match->first ? 3 : match->last > match->first + 1 ? 2 : 1;
    code += phrase->tentative ? 3u : 0u;
    unsigned old = scene->entries[i] >> (4 * kind) & 15u;
    if (old && (old - 1) % 3 >= (code - 1) % 3) continue;
    scene->entries[i] &= ~(15u << (4 * kind));
    scene->entries[i] |= code << (4 * kind);
  }
}

static void mark_quotes(RsScene *scene) {
  const RsTokens *tokens = scene->reading->tokens;
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    if (tokens->tokens[i].letter != '"') continue;
    uint32_t end = i + 1;
    while (end < tokens->token_count && end - i <= 6 && tokens->tokens[end].letter != '"')
      end++;
    if (end >= tokens->token_count || tokens->tokens[end].letter != '"') continue;
    for (uint32_t k = i + 1; k < end; k++)
      scene->quoted[k] = k == i + 1 ? 1 : 2;
    i = end;
  }
}

bool rs_scene_read(
  RsScene *scene,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsDates *dates
) {
  uint32_t count = reading->tokens->token_count;
  *scene = (RsScene) {
    .reading = reading,
    .dates = dates,
    .words = rs_arena_alloc(arena, (count + 1) * sizeof *scene->words),
    .entries = rs_arena_array(arena, count + 1, sizeof *scene->entries),
    .quoted = rs_arena_array(arena, count + 1, 1),
  };
  if (!scene->words || !scene->entries || !scene->quoted) return false;
  for (uint32_t i = 0; i < matches->match_count; i++)
    mark_entry(scene, &matches->matches[i]);
  mark_quotes(scene);
  return true;
}

/* ------------------------------------------------------------------ the word */

static void add(RsFeatures *out, RsClueTemplate template, uint64_t a, uint64_t b) {
  if (out->count == RS_FEATURES_MAX) return;
  out->items[out->count++] =
    (RsFeature) {.template = (RsFeatureTemplate) template, .values = {a, b}};
}

static unsigned mark_of(const RsToken *token) {
  return token->kind == RS_TOKEN_PUNCT ? token->letter : token->kind;
}

static unsigned tag_of(const RsReading *reading, uint32_t token) {
  const RsToken *at = &reading->tokens->tokens[token];
  const RsMorph *morph = &reading->morphs[token];
  if (morph->type) return morph->type->choices[morph->choice].tag;
  switch (at->kind) {
    case RS_TOKEN_DIGITS: return RS_TAG_DIGITS;
    case RS_TOKEN_LATIN: return RS_TAG_LATIN;
    default: return at->letter == '"' || at->letter == '(' ? RS_TAG_MARK : RS_TAG_PAUSE;
  }
}

enum {
  NAME_FLAGS = RS_LEXEME_GIVEN_NAME | RS_LEXEME_FAMILY_NAME | RS_LEXEME_NAME_PARTICLE |
               RS_LEXEME_MAYBE_NAME
};

/* Flags of names over all readings, as four bits. */
static unsigned name_bits(const RasidKnowledge *knowledge, const RsMorph *morph) {
  const RsWordType *type = morph->type;
  uint32_t flags = 0;
  bool open = morph->upos == RS_UPOS_PROPN || morph->upos == RS_UPOS_NOUN ||
              morph->upos == RS_UPOS_ADJ || morph->upos == RS_UPOS_X;
  if (!open) return 0;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    if (type->analyses[i].upos != RS_UPOS_PROPN) continue;
    flags |= rs_morph_lexeme(knowledge, &type->analyses[i])->flags;
  }
  return (flags & NAME_FLAGS) / RS_LEXEME_GIVEN_NAME;
}

static unsigned sort_of(const RsReading *reading, uint32_t token) {
  const RsMorph *morph = &reading->morphs[token];
  const RsToken *at = &reading->tokens->tokens[token];
  if (!morph->type)
    return at->kind == RS_TOKEN_LATIN ? 1 : at->kind == RS_TOKEN_DIGITS ? 2 : 0;
  const RsAnalysis *chosen = morph->chosen;
  unsigned names = name_bits(reading->knowledge, morph);
  bool guessed = chosen->lexeme == RS_NONE && !chosen->derived;
  bool noun = morph->upos == RS_UPOS_NOUN, adjective = morph->upos == RS_UPOS_ADJ;
  if (names & 4u) return 3;
  if (names & 3u) return names & 8u ? 4 : names & 1u ? 5 : 6;
  if (chosen->derivation == RS_DERIVED_NISBA) return 7;
  if (guessed) return morph->upos == RS_UPOS_PROPN ? 8 : 9;
  if (morph->upos == RS_UPOS_PROPN) return 10;
  if (noun) return chosen->article ? 11 : 12;
  if (adjective) return chosen->article ? 13 : 14;
  return 15;
}

void rs_clue_word_read(RsClueWord *word, const RsReading *reading, uint32_t token) {
  const RsMorph *morph = &reading->morphs[token];
  *word = (RsClueWord) {
    .lemma = morph->type ? morph->type->choices[morph->choice].lemma : 0,
    .tag = (uint8_t)tag_of(reading, token),
    .sort = (uint8_t)sort_of(reading, token),
  };
}

uint64_t rs_scene_word(const RsScene *scene, uint32_t token) {
  const RsWordType *type = scene->reading->morphs[token].type;
  const RsToken *at = &scene->reading->tokens->tokens[token];
  if (!type) return 1u + mark_of(at) + 256u * at->kind;
  return rs_hash_mix(type->exact_hash, scene->reading->morphs[token].choice);
}

/* Whether the lexeme begins a role, and of which kind: bits 1, 2, 4; 8 a verb or noun of saying. */
static unsigned references_of(const RasidKnowledge *knowledge, const RsLexeme *lexeme) {
  uint32_t count = lexeme->reference_count;
  uint32_t first = rs_clip(lexeme->reference_first, &count, knowledge->references_count);
  unsigned bits = 0;
  for (uint32_t i = first; i < first + count; i++) {
    const RsReference *reference = &knowledge->references[i];
    if (reference->kind == RS_REFERENCE_ROLE) {
      const RsRoleRecord *role = RS_GET(knowledge, roles, reference->index);
      bits |= 1u << (role->kind < 3 ? role->kind : 2);
    } else if (reference->kind == RS_REFERENCE_ITEM) {
      if (RS_GET(knowledge, items, reference->index)->kind == RS_ITEM_SPEECH) bits |= 8;
    }
  }
  return bits;
}

static void add_lexeme(
  RsFeatures *out, const RasidKnowledge *knowledge, const RsAnalysis *chosen, unsigned place
) {
  static const uint32_t told = RS_LEXEME_RATIONAL | RS_LEXEME_UNIT | RS_LEXEME_PLACE |
                               RS_LEXEME_TITLE | RS_LEXEME_LOCATIVE | RS_LEXEME_DIRECTION;
  const RsLexeme *lexeme = rs_morph_lexeme(knowledge, chosen);
  if (chosen->lexeme == RS_NONE) return;
  for (unsigned bit = 0; bit < 32; bit++) {
    if (lexeme->flags & told & 1u << bit) add(out, RS_CLUE_FLAG, bit, place);
  }
  if (lexeme->country != RS_NONE)
    add(out, RS_CLUE_FLAG, chosen->derivation == RS_DERIVED_NISBA ? 33 : 32, place);
  unsigned bits = references_of(knowledge, lexeme);
  if (bits & 7u) add(out, RS_CLUE_ROLE, bits & 7u, place);
  if (bits & 8u) add(out, RS_CLUE_SPEECH, 1, place);
}

static void add_pieces(
  RsFeatures *out, const uint8_t *stem, size_t length, unsigned longest, unsigned place
) {
  for (unsigned n = 1; n <= longest && n < length; n++) {
    if (n > 1 || (place & 7u) == RS_PLACE_HERE)
      add(out, RS_CLUE_ENDING, rs_feature_piece(stem + length - n, n), place);
    if (n > 1 || (place & 7u) == RS_PLACE_HERE)
      add(out, RS_CLUE_BEGINNING, rs_feature_piece(stem, n), place);
  }
}

void rs_clues_of_word(
  RsFeatures *out, const RsScene *scene, uint32_t token, RsPlaceSeen place
) {
  const RsReading *reading = scene->reading;
  const RsMorph *morph = &reading->morphs[token];
  const RsToken *at = &reading->tokens->tokens[token];
  out->count = 0;
  if (!morph->type) {
    add(out, RS_CLUE_MARK, mark_of(at), place);
    return;
  }
  const RsAnalysis *chosen = morph->chosen;
  const uint8_t *letters = reading->text->letters + at->start;
  const uint8_t *stem = letters + chosen->segment_start;
  size_t length = (size_t)chosen->stem_end - chosen->segment_start;
  bool beside = place <= RS_PLACE_BEFORE || place == RS_PLACE_BEHIND;
  add(out, RS_CLUE_LEMMA, scene->words[token].lemma, place);
  if (place == RS_PLACE_HERE) add(out, RS_CLUE_WORD, morph->type->exact_hash, place);
  add(out, RS_CLUE_TAG, scene->words[token].tag, place);
  add(out, RS_CLUE_SORT, scene->words[token].sort, place);
  unsigned names = name_bits(reading->knowledge, morph);
  if (names) add(out, RS_CLUE_NAME, names, place);
  add_lexeme(out, reading->knowledge, chosen, place);
  if (!beside) return;
  uint64_t front = rs_feature_piece(letters, chosen->segment_start);
  add(out, RS_CLUE_CLITICS, front, place);
  bool guessed = chosen->lexeme == RS_NONE && !chosen->derived;
  add_pieces(out, stem, length, place == RS_PLACE_HERE ? 4 : 3, place + 8u * guessed);
  for (size_t i = 1; place == RS_PLACE_HERE && guessed && i + 3 < length && i < 7; i++)
    add(out, RS_CLUE_INSIDE, rs_feature_piece(stem + i, 2), 0);
  add(out, RS_CLUE_LENGTH, (length < 8 ? length : 8) + 16u * guessed, place);
}

/* ------------------------------------------------------------------ the place */

static void add_entries(
  RsFeatures *out, const RsScene *scene, uint32_t token, unsigned place
) {
  for (unsigned kind = 0; kind < ENTRY_KINDS; kind++) {
    unsigned code = scene->entries[token] >> (4 * kind) & 15u;
    if (code) add(out, RS_CLUE_ENTRY, kind * 8 + code, place);
  }
}

void rs_clues_of_place(
  RsFeatures *out, const RsScene *scene, uint32_t token, uint32_t first, uint32_t last
) {
  bool before = token > first, behind = token + 1 < last;
  unsigned tag = scene->words[token].tag, tag_before = RS_TAG_EDGE,
           tag_behind = RS_TAG_EDGE;
  unsigned sort = scene->words[token].sort;
  uint64_t lemma = scene->words[token].lemma;
  out->count = 0;
  add_entries(out, scene, token, RS_PLACE_HERE);
  if (before) {
    unsigned sort_before = scene->words[token - 1].sort;
    tag_before = scene->words[token - 1].tag;
    uint64_t lemma_before = scene->words[token - 1].lemma;
    add_entries(out, scene, token - 1, RS_PLACE_BEFORE);
    if (lemma && lemma_before) add(out, RS_CLUE_WORDS_BEFORE, lemma_before, lemma);
    add(out, RS_CLUE_SORTS_BEFORE, sort_before, sort);
  }
  if (behind) {
    unsigned sort_behind = scene->words[token + 1].sort;
    tag_behind = scene->words[token + 1].tag;
    uint64_t lemma_behind = scene->words[token + 1].lemma;
    add_entries(out, scene, token + 1, RS_PLACE_BEHIND);
    if (lemma && lemma_behind) add(out, RS_CLUE_WORDS_BEHIND, lemma, lemma_behind);
    add(out, RS_CLUE_SORTS_BEHIND, sort, sort_behind);
  }
  add(out, RS_CLUE_TAGS_BEFORE, tag_before, tag);
  add(out, RS_CLUE_TAGS_BEHIND, tag, tag_behind);
  add(out, RS_CLUE_TAGS_AROUND, tag_before, tag_behind);
  if (scene->quoted[token]) add(out, RS_CLUE_QUOTED, scene->quoted[token], 0);
  uint32_t date = scene->dates->at[token];
  if (date != RS_NONE && !scene->dates->dates[date].past) add(out, RS_CLUE_DATED, 1, 0);
}
