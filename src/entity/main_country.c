/* The country that a text is about.
 *
 * Names, nationalities, places and bodies each point to a country; the one that most of them point
 * to is the text's own, and the first lines count thrice.
 */
#include "entity/place.h"

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
} Finder;

static const RsLexeme *lexeme_at(const Finder *finder, uint32_t token) {
  return rs_morph_lexeme(finder->reading->knowledge, finder->reading->morphs[token].chosen);
}

/* `بوركينا فاسو`, `كوريا الشمالية`: a country or capital of several words, whose words by
 * themselves point nowhere. */
static uint32_t country_of_words(const Finder *finder, uint32_t token) {
  static const uint8_t kinds[] = {RS_PHRASE_COUNTRY, RS_PHRASE_CAPITAL};
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    const RsMatch *match =
      rs_match_at(finder->reading, finder->matches, token, (RsPhraseKind)kinds[i]);
    if (!match || match->last < token + 2) continue;
    if (RS_GET(finder->reading->knowledge, phrases, match->phrase)->detail) continue;
    for (uint32_t k = token; k < match->last; k++) {
      if (lexeme_at(finder, k)->country != RS_NONE) return RS_NONE;
    }
    return RS_GET(finder->reading->knowledge, phrases, match->phrase)->index;
  }
  return RS_NONE;
}

/* The country of the places that a token may name; RS_NONE when there are none or several. */
static uint32_t country_of_places(const Finder *finder, uint32_t token) {
  const RsMatches *matches = finder->matches;
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const RsMatch *longest = rs_match_at(finder->reading, matches, token, RS_PHRASE_PLACE);
  if (!longest) return RS_NONE;
  const char *country = NULL;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = RS_GET(knowledge, phrases, matches->matches[i].phrase);
    if (matches->matches[i].last != longest->last || phrase->kind != RS_PHRASE_PLACE)
      continue;
    if (phrase->tentative) return RS_NONE;
    const char *own = RS_GET(knowledge, places, phrase->index)->country;
    if (country && strcmp(country, own) != 0) return RS_NONE;
    country = own;
  }
  return country ? rs_country_of_iso(knowledge, country) : RS_NONE;
}

/* The country of the body that the dictionary names at the token (`حزب الله`); heads of state are told of
 * everywhere. */
static uint32_t country_of_body(const Finder *finder, uint32_t token) {
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const RsMatch *match =
    rs_match_at(finder->reading, finder->matches, token, RS_PHRASE_ACTOR);
  if (!match || match->first != token) return RS_NONE;
  const RsPhrase *phrase = RS_GET(knowledge, phrases, match->phrase);
  if (phrase->tentative || phrase->index >= knowledge->actors_count) return RS_NONE;
  const RsActorRecord *actor = RS_GET(knowledge, actors, phrase->index);
  for (uint32_t i = token; i < match->last; i++) {
    if (lexeme_at(finder, i)->country != RS_NONE) return RS_NONE; /* counted by its word */
  }
  return actor->type == RS_ACTOR_PERSON ? RS_NONE
                                        : rs_country_of_iso(knowledge, actor->country);
}

bool rs_main_country_find(
  RsNames *names, RsArena *arena, const RsReading *reading, const RsMatches *matches
) {
  const Finder finder = {reading, matches};
  const RasidKnowledge *knowledge = reading->knowledge;
  uint32_t *weights =
    rs_arena_array(arena, knowledge->countries_count + 1, sizeof *weights);
  if (!weights) return false;
  for (uint32_t i = 0; i < reading->tokens->token_count; i++) {
    uint32_t weight = reading->tokens->tokens[i].sentence < 2 ? 3 : 1;
    uint32_t country = lexeme_at(&finder, i)->country;
    if (reading->morphs[i].chosen && country < knowledge->countries_count) {
      if (reading->morphs[i].chosen->lexeme != RS_NONE) weights[country] += weight;
    }
    country = country_of_places(&finder, i);
    if (country == RS_NONE) country = country_of_words(&finder, i);
    if (country == RS_NONE) country = country_of_body(&finder, i);
    if (country < knowledge->countries_count) weights[country] += weight;
  }
  uint32_t best = RS_NONE;
  for (uint32_t i = 0; i < knowledge->countries_count; i++) {
    if (weights[i] && (best == RS_NONE || weights[i] > weights[best])) best = i;
  }
  names->main_country = best;
  names->country_weights = weights;
  return true;
}
