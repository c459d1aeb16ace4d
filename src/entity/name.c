/* Names: dictionary entries where the sentence lets them stand, and people by their shape.
 *
 * `القاعدة` is al-Qaeda and "the base", `علي` a man and a village: a name that is also a common
 * word counts only with a cue (a word for a kind of place before it, or the full name earlier
 * in the text). People without an entry are runs of words of which at least one is a known
 * given name, or that follow a title (`الرئيس`, `وزير الخارجية`). The longest name wins.
 */
#include "entity/entity.h"

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  const RsDates *dates;
  RsNames *names;
  RsArena *arena;
  size_t capacity;
  uint8_t *actor_seen; /* a bit for each actor whose full name stood in the text */
} Finder;

static const RsLexeme *lexeme_at(const Finder *finder, uint32_t token) {
  return rs_morph_lexeme(finder->reading->knowledge, finder->reading->morphs[token].chosen);
}

static bool behind_place_word(const Finder *finder, uint32_t token) {
  if (token == 0) return false;
  const RsToken *tokens = finder->reading->tokens->tokens;
  uint32_t before = token - 1;
  if (tokens[before].sentence != tokens[token].sentence) return false;
  return (lexeme_at(finder, before)->flags & RS_LEXEME_PLACE) != 0;
}

/* A one-word name must not be a verb, a particle or a nationality in this sentence. */
static bool reads_as_name(const Finder *finder, uint32_t token) {
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  if (!chosen) return false;
  switch (chosen->upos) {
    case RS_UPOS_PROPN:
    case RS_UPOS_NOUN:
    case RS_UPOS_X: return true;
    case RS_UPOS_ADJ: return chosen->derivation != RS_DERIVED_NISBA || !chosen->article;
    default: return false;
  }
}

/* `الدفاعات الجوية السعودية`: behind a definite noun the country's name is its nisba. */
static bool describes(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *before = token ? reading->morphs[token - 1].chosen : NULL;
  if (!before || !before->article || reading->morphs[token].chosen->proclitic_count)
    return false;
  if (before->upos != RS_UPOS_NOUN && before->upos != RS_UPOS_ADJ) return false;
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->derivation == RS_DERIVED_NISBA && other->article) return true;
  }
  return false;
}

static bool admissible(const Finder *finder, const RsMatch *match, const RsPhrase *phrase) {
  bool one_word = match->last == match->first + 1;
  if (phrase->kind == RS_PHRASE_ACTOR && phrase->tentative) {
    return finder->actor_seen[phrase->index] && reads_as_name(finder, match->first);
  }
  if (phrase->kind == RS_PHRASE_PLACE && phrase->tentative) {
    return behind_place_word(finder, match->first);
  }
  if (one_word && phrase->kind == RS_PHRASE_COUNTRY && describes(finder, match->first)) {
    return false;
  }
  return !one_word || reads_as_name(finder, match->first);
}

static int rank_of(const RsPhrase *phrase) {
  switch (phrase->kind) {
    case RS_PHRASE_ACTOR: return 4;
    case RS_PHRASE_COUNTRY: return 3;
    case RS_PHRASE_CAPITAL: return 2;
    case RS_PHRASE_PLACE: return 1;
    default: return 0;
  }
}

/* `عمان` is Oman, or Amman in a text that speaks of Jordan. */
static int capital_preferred(const Finder *finder, const RsPhrase *phrase) {
  const RsNames *names = finder->names;
  bool named = phrase->kind == RS_PHRASE_CAPITAL &&
               phrase->index < finder->reading->knowledge->countries_count &&
               names->country_weights[phrase->index] > 0;
  return named ? 2 : 0;
}

/* Of several places with one name: in the text's country, else the most populous. */
static uint32_t better_place(const Finder *finder, uint32_t left, uint32_t right) {
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  if (left == RS_NONE) return right;
  const RsPlaceRecord *a = RS_GET(knowledge, places, left);
  const RsPlaceRecord *b = RS_GET(knowledge, places, right);
  if (finder->names->main_country != RS_NONE) {
    const char *iso = RS_GET(knowledge, countries, finder->names->main_country)->iso3;
    bool a_home = strcmp(a->country, iso) == 0, b_home = strcmp(b->country, iso) == 0;
    if (a_home != b_home) return a_home ? left : right;
  }
  return b->population > a->population ? right : left;
}

/* The best dictionary name at a token into `name`; false when there is none. */
static bool dictionary_name(const Finder *finder, uint32_t token, RsName *name) {
  const RsMatches *matches = finder->matches;
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const RsMatch *best = NULL;
  int best_rank = 0;
  uint32_t place = RS_NONE, place_last = 0;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    const RsPhrase *phrase = RS_GET(knowledge, phrases, match->phrase);
    int rank = rank_of(phrase);
    if (!rank || !admissible(finder, match, phrase)) continue;
    if (phrase->kind == RS_PHRASE_PLACE) {
      place = match->last > place_last    ? phrase->index
              : match->last == place_last ? better_place(finder, place, phrase->index)
                                          : place;
      if (match->last > place_last) place_last = match->last;
    }
    rank += capital_preferred(finder, phrase);
    if (!best || match->last > best->last || (match->last == best->last && rank > best_rank)) {
      best = match;
      best_rank = rank;
    }
  }
  if (!best) return false;
  static const uint8_t kinds[] = {
    0, RS_NAME_PLACE, RS_NAME_CAPITAL, RS_NAME_COUNTRY, RS_NAME_ACTOR};
  uint32_t index = RS_GET(knowledge, phrases, best->phrase)->index;
  best_rank = rank_of(RS_GET(knowledge, phrases, best->phrase));
  *name = (RsName) {
    .first = token,
    .last = best->last,
    .start_letter = best->start_letter,
    .index = kinds[best_rank] == RS_NAME_PLACE ? place : index,
    .place = place_last == best->last ? place : RS_NONE,
    .phrase = best->phrase,
    .kind = kinds[best_rank],
  };
  return true;
}

/* ------------------------------------------------------------------- people */

enum {
  NAME_FLAGS = RS_LEXEME_GIVEN_NAME | RS_LEXEME_FAMILY_NAME
};

static uint32_t name_flags(const Finder *finder, uint32_t token, bool any_reading) {
  const RsWordType *type = finder->reading->morphs[token].type;
  uint32_t flags = 0;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *reading = &type->analyses[i];
    if (!any_reading && reading != finder->reading->morphs[token].chosen) continue;
    if (reading->upos != RS_UPOS_PROPN || reading->proclitic_count) continue;
    flags |= rs_morph_lexeme(finder->reading->knowledge, reading)->flags;
  }
  return flags;
}

static bool behind_title(const Finder *finder, uint32_t token) {
  const RsToken *tokens = finder->reading->tokens->tokens;
  for (uint32_t back = 1; back <= 4 && back <= token; back++) {
    uint32_t at = token - back;
    if (tokens[at].sentence != tokens[token].sentence) return false;
    if (tokens[at].kind == RS_TOKEN_PUNCT && back > 1) return false;
    const RsAnalysis *chosen = finder->reading->morphs[at].chosen;
    if (lexeme_at(finder, at)->flags & RS_LEXEME_TITLE) return true;
    if (chosen && chosen->upos != RS_UPOS_ADJ && chosen->upos != RS_UPOS_NOUN) return false;
  }
  return false;
}

/* A word that may be part of a person's name when its neighbours are. */
static bool may_be_name(const Finder *finder, uint32_t token, bool first) {
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  if (!chosen || (!first && chosen->proclitic_count)) return false;
  if (finder->dates->at[token] != RS_NONE) return false;
  bool open_class = chosen->upos == RS_UPOS_PROPN || chosen->upos == RS_UPOS_NOUN ||
                    chosen->upos == RS_UPOS_ADJ || chosen->upos == RS_UPOS_X;
  if (!open_class) return false;
  /* `الرئيس التركي رجب`: a nationality is the title's. */
  if (first && chosen->article && chosen->derivation == RS_DERIVED_NISBA) return false;
  if (chosen->lexeme == RS_NONE) {
    bool surname = !first && (!chosen->derived || chosen->upos == RS_UPOS_ADJ);
    return chosen->upos == RS_UPOS_PROPN || surname;
  }
  uint32_t flags = name_flags(finder, token, true);
  if (first && (flags & RS_LEXEME_MAYBE_NAME) && chosen->upos != RS_UPOS_PROPN) {
    /* `الناشط سليم حداد`: behind a title and before another name. */
    bool last = token + 1 >= finder->reading->tokens->token_count;
    return !last && behind_title(finder, token) &&
           (name_flags(finder, token + 1, true) & NAME_FLAGS);
  }
  return (flags & (NAME_FLAGS | RS_LEXEME_NAME_PARTICLE)) != 0;
}

static bool person_name(const Finder *finder, uint32_t token, RsName *name) {
  const RsTokens *tokens = finder->reading->tokens;
  if (!may_be_name(finder, token, true)) return false;
  uint32_t end = token, known = 0, sentence = tokens->tokens[token].sentence;
  bool particle = false;
  while (end < tokens->token_count && end - token < 6 &&
         tokens->tokens[end].sentence == sentence) {
    bool first = end == token;
    if (!particle && !may_be_name(finder, end, first)) break;
    if (particle && !finder->reading->morphs[end].chosen) break;
    uint32_t flags = name_flags(finder, end, true);
    particle = (flags & RS_LEXEME_NAME_PARTICLE) && !(flags & NAME_FLAGS);
    known += (flags & RS_LEXEME_GIVEN_NAME) != 0;
    end++;
  }
  bool titled = behind_title(finder, token);
  if (end - token < (titled ? 1u : 2u) || (!known && !titled)) return false;
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  *name = (RsName) {
    .first = token,
    .last = end,
    .start_letter = tokens->tokens[token].start + chosen->segment_start,
    .index = RS_NONE,
    .place = RS_NONE,
    .phrase = RS_NONE,
    .kind = RS_NAME_PERSON,
  };
  return true;
}

/* ------------------------------------------------------------ the main country */

static uint32_t country_of_iso(const RasidKnowledge *knowledge, const char *iso) {
  for (uint32_t i = 0; i < knowledge->countries_count; i++) {
    if (strcmp(knowledge->countries[i].iso3, iso) == 0) return i;
  }
  return RS_NONE;
}

/* The country that names and nationalities point to most; the first lines count thrice. */
static bool find_main_country(Finder *finder) {
  const RsReading *reading = finder->reading;
  const RasidKnowledge *knowledge = reading->knowledge;
  uint32_t *weights =
    rs_arena_array(finder->arena, knowledge->countries_count + 1, sizeof *weights);
  if (!weights) return false;
  for (uint32_t i = 0; i < reading->tokens->token_count; i++) {
    uint32_t weight = reading->tokens->tokens[i].sentence < 2 ? 3 : 1;
    uint32_t country = lexeme_at(finder, i)->country;
    if (reading->morphs[i].chosen && country < knowledge->countries_count) {
      if (reading->morphs[i].chosen->lexeme != RS_NONE) weights[country] += weight;
    }
    const RsMatch *place = rs_match_at(reading, finder->matches, i, RS_PHRASE_PLACE);
    if (!place) continue;
    const RsPhrase *phrase = RS_GET(knowledge, phrases, place->phrase);
    if (phrase->tentative) continue;
    country = country_of_iso(knowledge, RS_GET(knowledge, places, phrase->index)->country);
    if (country != RS_NONE) weights[country] += weight;
  }
  uint32_t best = RS_NONE;
  for (uint32_t i = 0; i < knowledge->countries_count; i++) {
    if (weights[i] && (best == RS_NONE || weights[i] > weights[best])) best = i;
  }
  finder->names->main_country = best;
  finder->names->country_weights = weights;
  return true;
}

static bool add_name(Finder *finder, const RsName *name) {
  RsNames *names = finder->names;
  names->names = rs_arena_grow(
    finder->arena, names->names, names->name_count, &finder->capacity, sizeof *names->names
  );
  if (!names->names) return false;
  for (uint32_t i = name->first; i < name->last; i++)
    names->at[i] = names->name_count;
  names->names[names->name_count++] = *name;
  if (name->kind == RS_NAME_ACTOR && name->index < finder->reading->knowledge->actors_count) {
    finder->actor_seen[name->index] = 1;
  }
  return true;
}

bool rs_names_find(
  RsNames *names,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsDates *dates
) {
  *names = (RsNames) {.main_country = RS_NONE};
  uint32_t count = reading->tokens->token_count;
  Finder finder = {
    .reading = reading,
    .matches = matches,
    .dates = dates,
    .names = names,
    .arena = arena,
    .actor_seen = rs_arena_array(arena, reading->knowledge->actors_count + 1, 1),
  };
  names->at = rs_arena_alloc(arena, (count + 1) * sizeof *names->at);
  if (!names->at || !finder.actor_seen || !find_main_country(&finder)) return false;
  for (uint32_t i = 0; i <= count; i++)
    names->at[i] = RS_NONE;
  for (uint32_t i = 0; i < count;) {
    RsName name, person;
    bool dated =
      dates->at[i] != RS_NONE && dates->dates[dates->at[i]].type != RS_TIMEX_DURATION;
    bool found = !dated && dictionary_name(&finder, i, &name);
    bool shaped = !dated && reading->morphs[i].type && person_name(&finder, i, &person);
    if (shaped && (!found || (person.last > name.last && name.kind != RS_NAME_ACTOR && name.last == name.first + 1))) {
      name = person;
      found = true;
    }
    if (!found) {
      i++;
      continue;
    }
    if (!add_name(&finder, &name)) return false;
    i = name.last;
  }
  return true;
}

bool rs_entities_find(RsEntities *entities, RsArena *arena, const RsReading *reading) {
  return rs_matches_find(&entities->matches, arena, reading) &&
         rs_numbers_find(&entities->numbers, arena, reading, &entities->matches) &&
         rs_dates_find(
           &entities->dates, arena, reading, &entities->matches, &entities->numbers
         ) &&
         rs_names_find(
           &entities->names, arena, reading, &entities->matches, &entities->dates
         );
}
