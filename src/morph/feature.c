/* Features of readings and of their places (feature.h).
 *
 * `كتب الوزير` begins a sentence with a verb: the feature `clause 0 edge` (no verb yet, nothing
 * before) speaks for VERB+perf, `word كتب` for it and for NOUN, `between edge NOUN+al` again
 * for the verb. Features of the reading alone are looked up once for a word type; those of the
 * place once for a token; those of both, which are few, for every reading of a token.
 *
 * Tags are finer than parts of speech where the words around can tell (definite or not, with a
 * pronoun or not, perfect or imperfect) and no finer, for every feature has a weight for each.
 */
#include "morph/feature.h"

#include <string.h>

const RsFeatureKind rs_feature_kinds[RS_FEATURE_TEMPLATES] = {
  [RS_FEATURE_WORD] = {"word", {RS_VALUE_WORD, 0}},
  [RS_FEATURE_LEMMA] = {"lemma", {RS_VALUE_LEMMA, 0}},
  [RS_FEATURE_ORIGIN] = {"origin", {RS_VALUE_TAG, RS_VALUE_NUMBER}},
  [RS_FEATURE_NOMINAL] = {"nominal", {RS_VALUE_NUMBER, 0}},
  [RS_FEATURE_FINITE] = {"finite", {RS_VALUE_NUMBER, 0}},
  [RS_FEATURE_CLITICS] = {"clitics", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_FEATURE_LENGTH] = {"length", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_FEATURE_COST] = {"cost", {RS_VALUE_NUMBER, 0}},
  [RS_FEATURE_ENDING] = {"ending", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_FEATURE_BEGINNING] = {"beginning", {RS_VALUE_PIECE, RS_VALUE_NUMBER}},
  [RS_FEATURE_FLAG] = {"flag", {RS_VALUE_NUMBER, 0}},
  [RS_FEATURE_NAME] = {"name", {RS_VALUE_NUMBER, RS_VALUE_NUMBER}},
  [RS_FEATURE_AFTER_LEMMA] = {"after", {RS_VALUE_LEMMA, 0}},
  [RS_FEATURE_AFTER_LEMMA2] = {"after2", {RS_VALUE_LEMMA, 0}},
  [RS_FEATURE_NEXT] = {"next", {RS_VALUE_TAG, 0}},
  [RS_FEATURE_NEXT_WORD] = {"ahead", {RS_VALUE_WORD, 0}},
  [RS_FEATURE_BETWEEN] = {"between", {RS_VALUE_TAG, RS_VALUE_TAG}},
  [RS_FEATURE_CLAUSE] = {"clause", {RS_VALUE_NUMBER, RS_VALUE_TAG}},
  [RS_FEATURE_WORD_BEFORE] = {"word_before", {RS_VALUE_WORD, RS_VALUE_TAG}},
  [RS_FEATURE_WORD_NEXT] = {"word_next", {RS_VALUE_WORD, RS_VALUE_TAG}},
  [RS_FEATURE_LINK] = {"link", {RS_VALUE_PIECE, RS_VALUE_TAG}},
  [RS_FEATURE_AGREEMENT] = {"agreement", {RS_VALUE_NUMBER, 0}},
  [RS_FEATURE_BESIDE] = {"beside", {RS_VALUE_WORD, 0}},
};

const char *rs_tag_name(unsigned tag) {
  static const char *const names[RS_TAG_ALL] = {
    "ADJ",   "ADJ+al",    "ADP",         "ADP+pron",  "ADV",      "AUX",
    "CCONJ", "DET",       "INTJ",        "NOUN",      "NOUN+al",  "NOUN+pron",
    "NUM",   "NUM+al",    "PART",        "PRON",      "PROPN",    "PROPN+al",
    "SCONJ", "VERB+perf", "VERB+imperf", "VERB+pass", "VERB+imp", "X",
    "edge",  "pause",     "digits",      "latin",     "mark",
  };
  return tag < RS_TAG_ALL ? names[tag] : "";
}

uint64_t rs_feature_piece(const uint8_t *letters, size_t count) {
  uint64_t piece = 0;
  for (size_t i = 0; i < count && i < 7; i++)
    piece = piece << 8 | letters[i];
  return piece;
}

static void add(RsFeatures *out, RsFeatureTemplate template, uint64_t a, uint64_t b) {
  if (out->count == RS_FEATURES_MAX) return;
  out->items[out->count++] = (RsFeature) {.template = template, .values = {a, b}};
}

/* ------------------------------------------------------------------ tags */

static RsTag verb_tag(uint32_t features) {
  unsigned aspect = rs_feature(features, RS_ASPECT_SHIFT);
  if (aspect == 3) return RS_TAG_IMPERATIVE;
  if (rs_feature(features, RS_VOICE_SHIFT) == 2) return RS_TAG_PASSIVE;
  return aspect == 2 ? RS_TAG_IMPERFECT : RS_TAG_PERFECT;
}

/* A name keeps its article: الصين is listed with it. */
static bool is_definite(const RsAnalysis *reading, const uint8_t *letters) {
  const uint8_t *stem = letters + reading->stem_start;
  return reading->article || (reading->stem_end > reading->stem_start + 3 &&
                              stem[0] == RS_LETTER_ALEF && stem[1] == RS_LETTER_LAM);
}

RsTag rs_reading_tag(const RsAnalysis *reading, uint8_t upos, const uint8_t *letters) {
  bool pronoun = reading->enclitic != RS_NO_CLITIC;
  switch (upos) {
    case RS_UPOS_ADJ: return reading->article ? RS_TAG_ADJ_DEFINITE : RS_TAG_ADJ;
    case RS_UPOS_ADP: return pronoun ? RS_TAG_ADP_PRONOUN : RS_TAG_ADP;
    case RS_UPOS_ADV: return RS_TAG_ADV;
    case RS_UPOS_AUX: return RS_TAG_AUX;
    case RS_UPOS_CCONJ: return RS_TAG_CCONJ;
    case RS_UPOS_DET: return RS_TAG_DET;
    case RS_UPOS_INTJ: return RS_TAG_INTJ;
    case RS_UPOS_NOUN:
      if (pronoun) return RS_TAG_NOUN_PRONOUN;
      return reading->article ? RS_TAG_NOUN_DEFINITE : RS_TAG_NOUN;
    case RS_UPOS_NUM: return reading->article ? RS_TAG_NUM_DEFINITE : RS_TAG_NUM;
    case RS_UPOS_PART: return RS_TAG_PART;
    case RS_UPOS_PRON: return RS_TAG_PRON;
    case RS_UPOS_PROPN:
      return is_definite(reading, letters) ? RS_TAG_PROPN_DEFINITE : RS_TAG_PROPN;
    case RS_UPOS_SCONJ: return RS_TAG_SCONJ;
    case RS_UPOS_VERB: return verb_tag(reading->features);
    default: return RS_TAG_X;
  }
}

#define BIT(name) (1u << RS_UPOS_##name)

uint32_t rs_upos_uses(uint8_t upos) {
  static const uint32_t uses[RS_UPOS_COUNT] = {
    [RS_UPOS_ADJ] = BIT(NOUN) | BIT(PROPN) | BIT(ADV) | BIT(DET) | BIT(NUM),
    [RS_UPOS_ADP] = BIT(PART) | BIT(ADV) | BIT(NOUN) | BIT(SCONJ) | BIT(CCONJ),
    [RS_UPOS_ADV] = BIT(NOUN) | BIT(ADJ) | BIT(ADP),
    [RS_UPOS_AUX] = BIT(VERB) | BIT(PART),
    [RS_UPOS_CCONJ] = BIT(PART) | BIT(ADP),
    [RS_UPOS_DET] = BIT(NOUN) | BIT(ADJ) | BIT(PRON),
    [RS_UPOS_INTJ] = BIT(NOUN) | BIT(PART),
    [RS_UPOS_NOUN] = BIT(PROPN) | BIT(ADJ) | BIT(ADV) | BIT(ADP) | BIT(NUM) | BIT(DET),
    [RS_UPOS_NUM] = BIT(NOUN) | BIT(ADJ),
    [RS_UPOS_PART] = BIT(ADP) | BIT(SCONJ) | BIT(CCONJ) | BIT(DET) | BIT(PRON),
    [RS_UPOS_PRON] = BIT(PART) | BIT(ADP) | BIT(DET) | BIT(NOUN),
    [RS_UPOS_PROPN] = BIT(NOUN) | BIT(ADJ) | BIT(X),
    [RS_UPOS_SCONJ] = BIT(ADP) | BIT(PART),
    [RS_UPOS_VERB] = BIT(AUX),
  };
  return upos < RS_UPOS_COUNT ? uses[upos] | 1u << upos : 0;
}

/* ------------------------------------------------------------------ the reading alone */

uint64_t rs_reading_lemma(
  const RasidKnowledge *knowledge, const RsAnalysis *reading, const uint8_t *letters
) {
  if (reading->lexeme < knowledge->lemma_hashes_count)
    return knowledge->lemma_hashes[reading->lexeme];
  uint8_t out[RS_WORD_LETTERS + 2];
  size_t used = 0;
  if (reading->lemma_alef) out[used++] = RS_LETTER_ALEF;
  for (size_t i = reading->lemma_start; i < reading->lemma_end && used < RS_WORD_LETTERS;
       i++) {
    out[used++] = letters[i];
  }
  if (reading->lemma_ta) out[used++] = RS_LETTER_TEH_MARBUTA;
  return rs_fold_hash(out, used);
}

/* Number, gender and case; aspect, voice, person and mood. */
static void add_inflection(RsFeatures *out, const RsAnalysis *reading) {
  uint32_t features = reading->features;
  if (features & 0xfc0u) add(out, RS_FEATURE_NOMINAL, (features & 0xfc0u) >> 6, 0);
  uint32_t finite = (features & 0x3fu) | (features & RS_FEATURE_SHORT_MOOD ? 0x40u : 0);
  if (finite) add(out, RS_FEATURE_FINITE, finite, 0);
}

static void add_flags(RsFeatures *out, const RsLexeme *lexeme) {
  static const uint32_t told = RS_LEXEME_RATIONAL | RS_LEXEME_UNIT | RS_LEXEME_PLACE |
                               RS_LEXEME_TITLE | RS_LEXEME_GIVEN_NAME |
                               RS_LEXEME_FAMILY_NAME | RS_LEXEME_NAME_PARTICLE |
                               RS_LEXEME_MAYBE_NAME | RS_LEXEME_QUANTITY;
  for (unsigned bit = 0; bit < 32; bit++) {
    if (lexeme->flags & told & 1u << bit) add(out, RS_FEATURE_FLAG, bit, 0);
  }
  if (lexeme->country != RS_NONE) add(out, RS_FEATURE_FLAG, 32, 0);
}

/* Names that begin with this word: of which kind, and whether of several words. */
static void add_names(
  RsFeatures *out,
  const RasidKnowledge *knowledge,
  const RsWordType *type,
  const RsAnalysis *reading
) {
  uint32_t seen = 0;
  for (unsigned i = 0; i < type->head_count; i++) {
    const RsHead *head = &type->heads[i];
    if (head->proclitics != reading->proclitic_count) continue;
    const RsWord *word = RS_GET(knowledge, words, head->word);
    uint32_t count = word->reference_count;
    uint32_t first = rs_clip(word->reference_first, &count, knowledge->references_count);
    for (uint32_t k = first; k < first + count; k++) {
      const RsReference *reference = &knowledge->references[k];
      if (reference->kind != RS_REFERENCE_PHRASE) continue;
      const RsPhrase *phrase = RS_GET(knowledge, phrases, reference->index);
      uint32_t code = phrase->kind * 2u + (phrase->word_count > 1);
      if (code < 32 && !(seen & 1u << code))
        add(out, RS_FEATURE_NAME, phrase->kind, code & 1u);
      if (code < 32) seen |= 1u << code;
    }
  }
}

/* Proclitics as letters. */
static uint64_t proclitics(const RsAnalysis *reading, const uint8_t *letters) {
  return rs_feature_piece(letters, reading->proclitic_count);
}

void rs_features_of_reading(
  RsFeatures *out,
  const RasidKnowledge *knowledge,
  const RsWordType *type,
  unsigned analysis,
  const uint8_t *letters,
  uint64_t lemma
) {
  const RsAnalysis *reading = &type->analyses[analysis];
  const uint8_t *stem = letters + reading->stem_start;
  unsigned length = (unsigned)reading->stem_end - reading->stem_start;
  bool pronoun = reading->enclitic != RS_NO_CLITIC;
  unsigned guessed = reading->lexeme != RS_NONE ? 0 : reading->derived ? 1 : 2;
  uint64_t front = proclitics(reading, letters);
  unsigned cost = (unsigned)reading->cost - type->analyses[0].cost;
  out->count = 0;
  add(out, RS_FEATURE_WORD, type->exact_hash, 0);
  add(out, RS_FEATURE_LEMMA, lemma, 0);
  add(
    out,
    RS_FEATURE_ORIGIN,
    rs_reading_tag(reading, reading->upos, letters),
    reading->derivation
  );
  add_inflection(out, reading);
  add(out, RS_FEATURE_CLITICS, front, reading->article + 2u * pronoun);
  add(out, RS_FEATURE_LENGTH, front, (length < 7 ? length : 7) + 8u * guessed);
  add(out, RS_FEATURE_COST, cost < 15 ? cost : 15, 0);
  for (unsigned n = 1; n <= 3 && n < length; n++) {
    add(out, RS_FEATURE_ENDING, rs_feature_piece(stem + length - n, n), guessed);
    if (n < 3) add(out, RS_FEATURE_BEGINNING, rs_feature_piece(stem, n), guessed);
  }
  if (!guessed) add_flags(out, rs_morph_lexeme(knowledge, reading));
  add_names(out, knowledge, type, reading);
}

/* ------------------------------------------------------------------ the place */

RsHistory rs_history_begin(void) {
  return (RsHistory) {.tags = {RS_TAG_EDGE, RS_TAG_EDGE}};
}

static RsTag token_tag(const RsToken *token) {
  switch (token->kind) {
    case RS_TOKEN_DIGITS: return RS_TAG_DIGITS;
    case RS_TOKEN_LATIN: return RS_TAG_LATIN;
    default: break;
  }
  switch (token->letter) {
    case ',':
    case ';':
    case ':':
    case '.':
    case '?':
    case '!': return RS_TAG_PAUSE;
    default: return RS_TAG_MARK;
  }
}

static void push(RsHistory *history, unsigned tag, const RsChoice *choice) {
  history->tags[1] = history->tags[0];
  history->tags[0] = (uint8_t)tag;
  history->choices[1] = history->choices[0];
  history->choices[0] = choice;
}

void rs_history_pass(RsHistory *history, const RsToken *token) {
  bool seen_through = token->letter == '"' || token->letter == '(' || token->letter == ')';
  if (token->kind == RS_TOKEN_PUNCT && seen_through) return;
  RsTag tag = token_tag(token);
  if (tag == RS_TAG_PAUSE) history->has_verb = false;
  push(history, tag, NULL);
  history->before = NULL;
}

void rs_history_add(RsHistory *history, const RsAnalysis *reading, const RsChoice *choice) {
  push(history, choice->tag, choice);
  history->before = reading;
  bool opens = choice->tag == RS_TAG_SCONJ;
  bool verb = choice->tag >= RS_TAG_PERFECT && choice->tag <= RS_TAG_IMPERATIVE;
  history->has_verb = opens ? false : history->has_verb || verb;
}

RsTag rs_tag_ahead(
  const RsTokens *tokens, const RsMorph *morphs, uint32_t at, uint32_t last
) {
  if (at >= last) return RS_TAG_EDGE;
  const RsWordType *type = morphs[at].type;
  if (!type) return token_tag(&tokens->tokens[at]);
  return (RsTag)type->choices[0].tag;
}

void rs_features_of_tags(RsFeatures *out, bool has_verb, uint8_t before, uint8_t next) {
  add(out, RS_FEATURE_NEXT, next, 0);
  add(out, RS_FEATURE_BETWEEN, before, next);
  add(out, RS_FEATURE_CLAUSE, has_verb, before);
}

void rs_features_of_place(
  RsFeatures *out,
  const RsHistory *history,
  const RsTokens *tokens,
  const RsMorph *morphs,
  uint32_t token,
  uint32_t last
) {
  RsTag next = rs_tag_ahead(tokens, morphs, token + 1, last);
  uint8_t before = history->tags[0];
  uint64_t word = morphs[token].type->exact_hash;
  const RsWordType *type = token + 1 < last ? morphs[token + 1].type : NULL;
  const RsChoice *const *left = history->choices;
  out->count = 0;
  add(out, RS_FEATURE_AFTER_LEMMA, left[0] ? left[0]->lemma : 0, 0);
  add(out, RS_FEATURE_AFTER_LEMMA2, left[1] ? left[1]->lemma : 0, 0);
  rs_features_of_tags(out, history->has_verb, before, (uint8_t)next);
  add(out, RS_FEATURE_WORD_BEFORE, word, before);
  add(out, RS_FEATURE_WORD_NEXT, word, next);
  if (type) add(out, RS_FEATURE_NEXT_WORD, type->exact_hash, 0);
}

/* ------------------------------------------------------------------ both */

/* 0 when one of them does not say, 1 when they are the same, 2 when not. */
static unsigned relation(unsigned before, unsigned here) {
  return !before || !here ? 0 : before == here ? 1 : 2;
}

/* How the reading goes with the word before it: definiteness, gender and number. */
static unsigned agreement(
  const RasidKnowledge *knowledge, const RsHistory *history, const RsAnalysis *reading
) {
  const RsAnalysis *before = history->before;
  bool definite = before->article || before->enclitic != RS_NO_CLITIC;
  unsigned gender = relation(
    rs_feature(before->features, RS_GENDER_SHIFT),
    rs_feature(reading->features, RS_GENDER_SHIFT)
  );
  unsigned number = relation(
    rs_feature(before->features, RS_NUMBER_SHIFT),
    rs_feature(reading->features, RS_NUMBER_SHIFT)
  );
  bool plural = rs_feature(before->features, RS_NUMBER_SHIFT) == 3;
  bool rational = rs_morph_lexeme(knowledge, before)->flags & RS_LEXEME_RATIONAL;
  unsigned kind = definite ? 1u + reading->article : 3u + reading->article;
  return kind + 8u * gender + 32u * number + 128u * (plural + 2u * rational);
}

uint64_t rs_front_of(const RasidKnowledge *knowledge, const RsAnalysis *reading) {
  uint64_t front = 0;
  for (unsigned i = 0; i < reading->proclitic_count; i++) {
    const RsClitic *clitic = RS_GET(knowledge, clitics, reading->proclitics[i]);
    front = front << 8 | clitic->letters[0];
  }
  return front;
}

unsigned rs_agreement_of(
  const RasidKnowledge *knowledge, const RsHistory *history, const RsAnalysis *reading
) {
  if (!history->before || reading->proclitic_count) return 0;
  bool nominal =
    history->tags[0] == RS_TAG_NOUN || history->tags[0] == RS_TAG_NOUN_DEFINITE ||
    history->tags[0] == RS_TAG_NOUN_PRONOUN || history->tags[0] == RS_TAG_ADJ ||
    history->tags[0] == RS_TAG_ADJ_DEFINITE || history->tags[0] == RS_TAG_PROPN;
  return nominal ? agreement(knowledge, history, reading) : 0;
}

void rs_features_of_both(
  RsFeatures *out,
  const RasidKnowledge *knowledge,
  const RsHistory *history,
  const RsAnalysis *reading
) {
  unsigned agrees = rs_agreement_of(knowledge, history, reading);
  out->count = 0;
  add(out, RS_FEATURE_LINK, rs_front_of(knowledge, reading), history->tags[0]);
  if (agrees) add(out, RS_FEATURE_AGREEMENT, agrees, 0);
}
