/* Which reading a word has in its sentence.
 *
 * `وصل` is "and prayer" or "he arrived", `قتل` a verb or its masdar, `أن` opens a statement
 * (أَنَّ) or a wish (أَنْ): the words around it decide. And a reading may be used as another part
 * of speech than its own: `المصابون` are "the wounded", though مصاب is an adjective. A choice is
 * a reading together with such a use; every word type has its choices ready, with what speaks
 * for each before the sentence is looked at.
 *
 * A sentence is read from left to right. Each choice is scored with a linear model over
 * features (feature.h): word, lemma, ending, clitics and cost of the reading; the tags and
 * lemmas before it and the words behind; agreement with the noun before. The best one is kept
 * and becomes the context of the next word (greedy decoding). A linear model over choices as
 * they would be made is that of Collins (EMNLP 2002); its weights are fitted as those of a
 * log-linear model (tools/train) to a treebank and to marked sentences, and lie in the knowledge
 * file as one row for each feature, one small integer for each tag.
 *
 * The readings' costs stay in the sum: without weights the cheapest reading is taken, and what
 * the training never saw is decided by them. Vowel marks that the newspaper printed (قُتل is
 * passive, a fathatan belongs to nouns, a shadda to a lemma that has one) are a rule and weigh as
 * cost. Readings that differ in nothing that can be seen here (`مقاومة`, listed, and the masdar of
 * قاوم) are not told apart: the cheaper stands for both. What cannot be said at all is left to
 * grammar.c.
 *
 * Limits: no second thoughts, so a wrong choice misleads the next word; a verb far from its
 * subject is not seen; the treebank is small (20,000 words, news and encyclopaedia, translated),
 * so lemmas of rare verbs of one spelling (وقع: وَقَعَ, وَقَّعَ) are often decided by cost alone.
 */
#include "morph/grammar.h"
#include "morph/weight.h"

#include <string.h>

enum {
  COST_WEIGHT =
    8, /* what one unit of cost weighs against learned weights; as in tools/train */
  FORBIDDEN = 60, /* cost of a reading that the printed vowel marks rule out */
  DOUBLED = 10,   /* cost of one that has no place for a printed shadda */
  HOPELESS = 48,  /* how far behind the best a choice may start */
  MOST_CHOICES = 512,
  WANTED = 30,       /* what speaks for a verb that has its preposition */
  BEHIND = 20,       /* how far behind the best choice it then starts at most */
  WANTED_TOKENS = 10 /* how far ahead that may stand */
};

/* ------------------------------------------------------------------ choices */

/* What cannot be told apart: the same cut, part of speech, inflection and lemma, though one is
 * listed and the other derived (`مقاومة` of itself and of قاوم). The cheaper stands for both. */
static bool is_repeated(
  const RsWordType *type, const RsChoice *choices, unsigned analysis, uint64_t lemma
) {
  const RsAnalysis *a = &type->analyses[analysis];
  for (unsigned i = 0; i < type->choice_count; i++) {
    const RsAnalysis *b = &type->analyses[choices[i].analysis];
    bool cut = a->stem_start == b->stem_start && a->stem_end == b->stem_end &&
               a->segment_start == b->segment_start && a->enclitic == b->enclitic &&
               a->proclitic_count == b->proclitic_count;
    bool kind = a->upos == b->upos && a->features == b->features;
    if (cut && kind && choices[i].lemma == lemma) return true;
  }
  return false;
}

/* The marks of verbs.tsv: `!about` a verb that needs عن, `!with` one that needs ب, `!that` أن. */
static uint32_t wanted_flag(const RasidKnowledge *knowledge, const RsAnalysis *reading) {
  if (reading->upos != RS_UPOS_VERB) return 0;
  const RsLexeme *lexeme = rs_morph_lexeme(knowledge, reading);
  const char *mark = strchr(rs_text_at(knowledge, lexeme->government), '!');
  if (!mark) return 0;
  if (strncmp(mark, "!that", 5) == 0) return RS_LEXEME_THAT;
  return strncmp(mark, "!about", 6) == 0 ? RS_LEXEME_ABOUT : RS_LEXEME_LOCATIVE;
}

static void add_choices(
  const RasidKnowledge *knowledge,
  RsWordType *type,
  RsChoice *choices,
  unsigned analysis,
  const uint8_t *letters
) {
  const RsAnalysis *reading = &type->analyses[analysis];
  uint32_t uses = rs_upos_uses(reading->upos);
  RsFeatures features;
  uint64_t lemma = rs_reading_lemma(knowledge, reading, letters);
  if (is_repeated(type, choices, analysis, lemma)) return;
  rs_features_of_reading(&features, knowledge, type, analysis, letters, lemma);
  RsRows rows;
  rs_rows_find(knowledge, &features, &rows);
  for (unsigned n = 0; n <= RS_UPOS_COUNT; n++) {
    unsigned upos = n ? n - 1 : reading->upos; /* its own first */
    if (!(uses & 1u << upos) || (n && upos == reading->upos)) continue;
    RsChoice choice = {
      .analysis = (uint8_t)analysis, .upos = (uint8_t)upos, .lemma = lemma};
    choice.tag = (uint8_t)rs_reading_tag(reading, choice.upos, letters);
    choice.wanted = wanted_flag(knowledge, reading);
    choice.score = rs_rows_weight(&rows, choice.tag) - COST_WEIGHT * reading->cost;
    choices[type->choice_count++] = choice;
  }
}

/* Whether the lemma has a doubled letter. */
static bool has_shadda(const RasidKnowledge *knowledge, const RsAnalysis *reading) {
  const RsLexeme *lexeme = rs_morph_lexeme(knowledge, reading);
  return strstr(rs_text_at(knowledge, lexeme->lemma), RS_UTF8_SHADDA) != NULL;
}

/* Leaves out what no sentence could make up for. What a printed shadda or a number would speak for
 * stays longer: `وعدّ`, `24 روسيا`. */
static void prune(const RasidKnowledge *knowledge, RsWordType *type, RsChoice *choices) {
  int32_t best = INT32_MIN;
  for (unsigned i = 0; i < type->choice_count; i++) {
    if (choices[i].score > best) best = choices[i].score;
  }
  unsigned kept = 0;
  for (unsigned i = 0; i < type->choice_count; i++) {
    int32_t behind = best - choices[i].score;
    const RsAnalysis *reading = &type->analyses[choices[i].analysis];
    bool doubled = reading->upos == RS_UPOS_VERB && has_shadda(knowledge, reading);
    bool counted = reading->derivation == RS_DERIVED_NISBA &&
                   rs_feature(reading->features, RS_CASE_SHIFT) == 3;
    if (behind > HOPELESS && !doubled && !counted && !choices[i].wanted) continue;
    choices[i].lift = (int16_t)(behind > BEHIND ? behind - BEHIND : 0);
    choices[kept++] = choices[i];
  }
  type->choice_count = (uint16_t)kept;
}

bool rs_morph_prepare(
  RsArena *arena, const RasidKnowledge *knowledge, RsWordType *type, const uint8_t *letters
) {
  RsChoice choices[MOST_CHOICES];
  type->choice_count = 0;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    if (type->choice_count + RS_UPOS_COUNT > MOST_CHOICES) break;
    add_choices(knowledge, type, choices, i, letters);
  }
  if (knowledge->weights_count) prune(knowledge, type, choices);
  size_t bytes = type->choice_count * sizeof *choices;
  RsChoice *kept = rs_arena_alloc(arena, bytes);
  if (!kept) return false;
  type->choices = memcpy(kept, choices, bytes);
  rs_word_rows_note(knowledge, type, kept);
  return true;
}

/* ------------------------------------------------------------------ choosing */

/* A token whose choice is to be made, and what its place says. */
typedef struct {
  const RasidKnowledge *knowledge;
  const RsPlaceWeights *places;
  const RsText *text;
  const RsToken *token;
  const RsWordType *type;
  const RsHistory *history;
  RsTagWeights weights; /* of what stands around it */
  RsGrammar grammar;
  uint32_t ahead; /* flags of the prepositions ahead; of those written on, the ب */
} Place;

/* `وعدّ` is no وَعَدَ, `وبيّن` no بَيْنَ: a shadda inside the stem of a verb or a particle is one of its
 * lemma. The first letter has it from the article or a prefix, a noun from its plural or ending. */
static bool lacks_shadda(const Place *place, const RsAnalysis *reading) {
  bool nominal = reading->upos == RS_UPOS_NOUN || reading->upos == RS_UPOS_ADJ ||
                 reading->upos == RS_UPOS_PROPN;
  if (nominal || reading->lexeme == RS_NONE) return false;
  const uint8_t *marks = place->text->marks + place->token->start;
  bool printed = false;
  for (unsigned i = reading->stem_start + 1u; i < reading->stem_end; i++)
    printed |= (marks[i] & RS_MARK_SHADDA) != 0;
  return printed && !has_shadda(place->knowledge, reading);
}

/* Printed vowel marks: a damma on a verb's first letter is the passive or an imperfect of
 * forms II–IV, a fathatan belongs to nouns only. */
static int mark_cost(const Place *place, const RsAnalysis *reading) {
  const RsText *text = place->text;
  const RsToken *token = place->token;
  const uint8_t *marks = text->marks + token->start;
  uint32_t length = token->end - token->start;
  bool verb = reading->upos == RS_UPOS_VERB;
  int cost = 0;
  for (uint32_t i = length > 2 ? length - 2 : 0; i < length; i++) {
    if ((marks[i] & RS_MARK_FATHATAN) && verb) cost += FORBIDDEN;
  }
  bool damma = marks[reading->stem_start] & RS_MARK_DAMMA;
  unsigned voice = rs_feature(reading->features, RS_VOICE_SHIFT);
  bool perfect = verb && rs_feature(reading->features, RS_ASPECT_SHIFT) == 1;
  if (damma && perfect) cost += voice >= 2 ? -12 : 6;
  if (marks[reading->stem_start] && !damma && verb && voice == 2) cost += 4;
  if (lacks_shadda(place, reading)) cost += DOUBLED;
  return cost;
}

/* `عبر الوزير عن أسفه`, `وبين الوزير أن …`, not `بين عمان وبغداد أن`: what stands ahead before the next
 * stop or verb. */
static uint32_t prepositions_ahead(
  const RasidKnowledge *knowledge,
  const RsTokens *tokens,
  const RsMorph *morphs,
  uint32_t token,
  uint32_t last
) {
  uint32_t flags = 0, end = token + 1 + WANTED_TOKENS;
  bool joined = false;
  for (uint32_t i = token + 1; i < last && i < end; i++) {
    const RsToken *at = &tokens->tokens[i];
    if (at->kind == RS_TOKEN_PUNCT && at->letter != '"') break;
    if (!morphs[i].type) continue;
    const RsAnalysis *reading = morphs[i].type->analyses;
    if (reading->upos == RS_UPOS_VERB) break;
    if (reading->upos == RS_UPOS_ADP)
      flags |= rs_morph_lexeme(knowledge, reading)->flags & RS_LEXEME_ABOUT;
    bool function = reading->upos == RS_UPOS_SCONJ || reading->upos == RS_UPOS_ADP;
    if (function && !joined)
      flags |= rs_morph_lexeme(knowledge, reading)->flags & RS_LEXEME_THAT;
    for (unsigned k = 0; k < reading->proclitic_count; k++) {
      const RsClitic *clitic = RS_GET(knowledge, clitics, reading->proclitics[k]);
      flags |= clitic->flags & RS_LEXEME_LOCATIVE;
      joined |= clitic->slot == 2;
    }
  }
  return flags;
}

static bool wants_preposition(const RsWordType *type) {
  for (unsigned i = 0; i < type->choice_count; i++) {
    if (type->choices[i].wanted) return true;
  }
  return false;
}

static void look_around(
  Place *place, const RsTokens *tokens, const RsMorph *morphs, uint32_t token, uint32_t last
) {
  const RsAnalysis *before = place->history->before; /* `أعلنت عبر موقعها عن …` */
  bool behind_verb = before && before->upos == RS_UPOS_VERB;
  rs_grammar_look(&place->grammar, tokens, morphs, token, last, before);
  place->ahead = !behind_verb && wants_preposition(place->type)
                   ? prepositions_ahead(place->knowledge, tokens, morphs, token, last)
                   : 0;
}

static int32_t score_of(
  const Place *place, const RsChoice *choice, const RsPairRows *pair
) {
  int32_t score = choice->score + place->weights.of[choice->tag];
  for (unsigned i = 0; i < RS_COUNT_OF(pair->rows); i++)
    score += rs_row_weight(place->knowledge, pair->rows[i], choice->tag);
  const RsAnalysis *reading = &place->type->analyses[choice->analysis];
  score += rs_grammar_score(&place->grammar, reading);
  if (choice->wanted & place->ahead) score += WANTED + choice->lift;
  if (!place->token->marked) return score;
  return score - COST_WEIGHT * mark_cost(place, reading);
}

static const RsChoice *best_choice(const Place *place) {
  const RsWordType *type = place->type;
  const RsChoice *best = type->choices;
  int32_t best_score = INT32_MIN;
  RsPairRows pair = {.front = UINT64_MAX};
  for (unsigned i = 0; i < type->choice_count; i++) {
    const RsChoice *choice = &type->choices[i];
    if (!i || choice->analysis != choice[-1].analysis) {
      const RsAnalysis *reading = &type->analyses[choice->analysis];
      rs_pair_rows(place->places, place->knowledge, place->history, reading, &pair);
    }
    int32_t score = score_of(place, choice, &pair);
    if (score > best_score) best_score = score, best = choice;
  }
  return best;
}

void rs_morph_disambiguate(
  const RasidKnowledge *knowledge,
  const RsPlaceWeights *places,
  const RsText *text,
  const RsTokens *tokens,
  RsMorph *morphs,
  uint32_t first,
  uint32_t last
) {
  RsHistory history = rs_history_begin();
  Place place = {
    .knowledge = knowledge,
    .places = places,
    .text = text,
    .history = &history,
    .grammar = {.knowledge = knowledge},
  };
  for (uint32_t i = first; i < last; i++) {
    place.token = &tokens->tokens[i];
    place.type = morphs[i].type;
    if (!place.type) {
      rs_history_pass(&history, place.token);
      rs_grammar_pass(&place.grammar, place.token);
      continue;
    }
    const RsChoice *choice = place.type->choices;
    if (place.type->choice_count > 1) {
      rs_place_weigh(places, knowledge, &history, tokens, morphs, i, last, &place.weights);
      look_around(&place, tokens, morphs, i, last);
      choice = best_choice(&place);
    }
    morphs[i].chosen = &place.type->analyses[choice->analysis];
    if (morphs[i].chosen->lexeme != RS_NONE) /* every layer above asks for it */
      __builtin_prefetch(&knowledge->lexemes[morphs[i].chosen->lexeme]);
    morphs[i].upos = choice->upos;
    morphs[i].choice = (uint16_t)(choice - place.type->choices);
    rs_history_add(&history, morphs[i].chosen, choice);
    rs_grammar_add(&place.grammar, morphs[i].chosen);
  }
}
