/* Names: dictionary entries where the sentence lets them stand, and people by their shape.
 *
 * `القاعدة` is al-Qaeda and "the base": a name of a group that is also a common word counts only
 * when the full name stood earlier in the text; for places toponym.c says what counts. Who has
 * no entry is found by his name's shape (person.c). The longest name wins.
 */
#include "entity/place.h"
#include "entity/surname.h"

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  const RsDates *dates;
  RsNames *names;
  RsArena *arena;
  size_t capacity;
  uint8_t *actor_seen; /* a byte for each actor whose full name stood in the text */
  uint8_t *place_seen; /* and for each place that a cue told */
} Finder;

static const RsLexeme *lexeme_at(const Finder *finder, uint32_t token) {
  return rs_morph_lexeme(finder->reading->knowledge, finder->reading->morphs[token].chosen);
}

/* `الدفاعات الجوية السعودية`: behind a definite noun the country's name is its nisba; `طائرة
 * سورية`: behind an indefinite feminine one. */
static bool describes(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *before = token ? reading->morphs[token - 1].chosen : NULL;
  if (!before || reading->morphs[token].chosen->proclitic_count) return false;
  bool is_feminine = rs_feature(before->features, RS_GENDER_SHIFT) == 2;
  bool is_bare = before->enclitic == RS_NO_CLITIC && is_feminine &&
                 !rs_place_kinds_before(reading, token);
  if (!before->article && !is_bare) return false;
  if (before->upos != RS_UPOS_NOUN && before->upos != RS_UPOS_ADJ) return false;
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->derivation != RS_DERIVED_NISBA || other->article != before->article)
      continue;
    /* `سياسات تركيا` is no feminine nisba. */
    if (before->article || rs_feature(other->features, RS_GENDER_SHIFT) == 2) return true;
  }
  return false;
}

/* `جاسوسا روسيا`, `روسياً`, `24 روسيا`: an accusative nationality is written like the country; two
 * fathas show it, a man in the accusative right before, or how the word is read. */
static bool is_accusative_nisba(const Finder *finder, uint32_t token) {
  enum {
    ACCUSATIVE = 3 /* RS_CASE_SHIFT */
  };
  const RsReading *reading = finder->reading;
  const RsToken *at = &reading->tokens->tokens[token];
  const RsWordType *type = reading->morphs[token].type;
  bool may_be = false;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    may_be |= other->derivation == RS_DERIVED_NISBA && !other->article &&
              rs_feature(other->features, RS_CASE_SHIFT) == ACCUSATIVE;
  }
  if (!may_be) return false;
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (chosen && chosen->derivation == RS_DERIVED_NISBA) return true;
  const uint8_t *marks = reading->text->marks + at->end;
  if (at->marked && ((marks[-1] | marks[-2]) & RS_MARK_FATHATAN)) return true;
  if (!token || at[-1].sentence != at->sentence) return false;
  const RsAnalysis *man = reading->morphs[token - 1].chosen;
  return man && man->upos == RS_UPOS_NOUN && man->lexeme != RS_NONE && !man->article &&
         man->enclitic == RS_NO_CLITIC &&
         (rs_morph_lexeme(reading->knowledge, man)->flags & RS_LEXEME_RATIONAL) &&
         rs_feature(man->features, RS_CASE_SHIFT) == ACCUSATIVE &&
         rs_feature(man->features, RS_NUMBER_SHIFT) == 1;
}

/* `قال لـ"الشرق الأوسط"`: in quotation marks behind a lone ل stands who is told something, and
 * a region of several countries in them is a newspaper anywhere. */
static bool is_paper(const Finder *finder, const RsMatch *match, const RsPhrase *phrase) {
  const RsTokens *tokens = finder->reading->tokens;
  if (match->first < 2 || match->last >= tokens->token_count) return false;
  const RsToken *open = &tokens->tokens[match->first - 1];
  const RsToken *close = &tokens->tokens[match->last], *to = open - 1;
  if (open->kind != RS_TOKEN_PUNCT || open->letter != '"') return false;
  if (close->kind != RS_TOKEN_PUNCT || close->letter != '"') return false;
  bool is_told =
    to->kind == RS_TOKEN_WORD && to->letter == RS_LETTER_LAM && to->end == to->start + 1;
  if (is_told || phrase->kind != RS_PHRASE_PLACE) return is_told;
  const RsPlaceRecord *place = RS_GET(finder->reading->knowledge, places, phrase->index);
  return place->place_class == RS_PLACE_REGION && !place->country[0];
}

/* `لغات` ("languages") holds Ghat and `أساسيا` Asia; a name begins where the reading of its word
 * begins. */
static bool is_split_there(const Finder *finder, const RsMatch *match) {
  const RsAnalysis *chosen = finder->reading->morphs[match->first].chosen;
  uint32_t start = finder->reading->tokens->tokens[match->first].start;
  bool is_told = match->start_letter > start && chosen && chosen->upos != RS_UPOS_PROPN &&
                 chosen->lexeme != RS_NONE && match->last == match->first + 1;
  return !is_told || start + chosen->segment_start == match->start_letter;
}

static bool is_proper(const Finder *finder, uint32_t token) {
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  return chosen && chosen->upos == RS_UPOS_PROPN;
}

/* `هادي بن علي`, `محمد عباس`: a part of somebody's name; `القوات الشرعية`: an adjective. */
static bool is_part_of_name(const Finder *finder, uint32_t first, uint32_t last) {
  enum {
    PARTS = RS_LEXEME_GIVEN_NAME | RS_LEXEME_FAMILY_NAME | RS_LEXEME_NAME_PARTICLE
  };
  const RsAnalysis *own = finder->reading->morphs[first].chosen;
  bool beside = first && !(own && own->proclitic_count);
  const RsAnalysis *noun = beside ? finder->reading->morphs[first - 1].chosen : NULL;
  bool nominal = noun && (noun->upos == RS_UPOS_NOUN || noun->upos == RS_UPOS_ADJ);
  if (nominal && noun->article && own && own->article) return true;
  bool before =
    beside && is_proper(finder, first - 1) && (lexeme_at(finder, first - 1)->flags & PARTS);
  bool more = last < finder->reading->tokens->token_count && is_proper(finder, last);
  bool behind = more && !finder->reading->morphs[last].chosen->proclitic_count &&
                (lexeme_at(finder, last)->flags & PARTS);
  return before || behind;
}

/* `التحالف الوطني`: with an adjective the word names something else. */
static bool is_described(const Finder *finder, const RsMatch *match) {
  if (match->last >= finder->reading->tokens->token_count) return false;
  const RsAnalysis *own = finder->reading->morphs[match->last - 1].chosen;
  const RsAnalysis *next = finder->reading->morphs[match->last].chosen;
  return own && next && own->article && next->article && next->upos == RS_UPOS_ADJ &&
         rs_feature(own->features, RS_NUMBER_SHIFT) == 1 &&
         rs_feature(own->features, RS_GENDER_SHIFT) ==
           rs_feature(next->features, RS_GENDER_SHIFT);
}

/* `الاحتلال` in a text on Palestine: the land in whose news the short name needs no fuller one. */
static bool is_at_home(const Finder *finder, const RsMatch *match, const RsPhrase *phrase) {
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  uint32_t main = finder->names->main_country;
  if (!phrase->value || main == RS_NONE) return false;
  if (is_part_of_name(finder, match->first, match->last)) return false;
  const RsActorRecord *actor = RS_GET(knowledge, actors, phrase->index);
  if (actor->type == RS_ACTOR_ORGANISATION && is_described(finder, match)) return false;
  const char *iso = RS_GET(knowledge, countries, main)->iso3;
  return rs_land_code(iso) == phrase->value || strcmp(iso, actor->country) == 0;
}

/* `محطة "روسيا اليوم"`: several words in quotation marks by themselves are a name. */
static bool is_quoted(const RsReading *reading, const RsMatch *match) {
  const RsToken *tokens = reading->tokens->tokens;
  bool alone = match->last < reading->tokens->token_count && match->first > 0 &&
               match->last > match->first + 1;
  return alone && tokens[match->first - 1].letter == '"' &&
         tokens[match->last].letter == '"';
}

static bool admissible(const Finder *finder, const RsMatch *match, const RsPhrase *phrase) {
  bool one_word = match->last == match->first + 1;
  if (phrase->kind == RS_PHRASE_ACTOR && phrase->tentative) {
    if (is_at_home(finder, match, phrase) || is_quoted(finder->reading, match)) return true;
    return finder->actor_seen[phrase->index] &&
           rs_reads_as_name(finder->reading, match->first);
  }
  if (phrase->kind == RS_PHRASE_PLACE) return true; /* rs_place_said decides */
  bool country = one_word && phrase->kind == RS_PHRASE_COUNTRY;
  if (country && (describes(finder, match->first) || is_accusative_nisba(finder, match->first)))
    return false;
  return !one_word || rs_reads_as_name(finder->reading, match->first);
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

static RsToponyms toponyms_of(const Finder *finder) {
  return (RsToponyms) {
    .reading = finder->reading,
    .matches = finder->matches,
    .dates = finder->dates,
    .names = finder->names,
    .place_seen = finder->place_seen,
  };
}

/* What words before a place say of it, its own first one included: `محافظة البصرة`. */
static uint32_t kinds_of(const Finder *finder, const RsMatch *match, uint32_t said) {
  uint32_t kinds = said | rs_place_kinds_before(finder->reading, match->first);
  if (match->last == match->first + 1) return kinds;
  /* `جنوب السودان` is a country and lies near nothing. */
  uint32_t own = rs_place_kinds_before(finder->reading, match->first + 1);
  return kinds | (own & ~(uint32_t)(RS_KIND_NEAR | RS_KIND_INSIDE));
}

/* The best dictionary name at a token into `name`; false when there is none. */
static bool dictionary_name(const Finder *finder, uint32_t token, RsName *name) {
  const RsMatches *matches = finder->matches;
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const RsToponyms toponyms = toponyms_of(finder);
  const RsMatch *best = NULL;
  int best_rank = 0;
  uint32_t best_kinds = 0;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    const RsPhrase *phrase = RS_GET(knowledge, phrases, match->phrase);
    int rank = rank_of(phrase);
    uint32_t kinds = 0;
    if (!rank || !admissible(finder, match, phrase)) continue;
    bool is_better =
      !best || match->last > best->last || (match->last == best->last && rank > best_rank);
    if (!is_better) continue;
    if (rank <= 3 && (is_paper(finder, match, phrase) || !is_split_there(finder, match)))
      continue;
    bool is_land = rank == 2 || rank == 3;
    if (is_land && (rs_place_kinds_before(finder->reading, token) & RS_KIND_THING))
      continue;
    if (rank == 1 && !rs_place_said(&toponyms, match, phrase, &kinds)) continue;
    best = match;
    best_rank = rank;
    best_kinds = kinds;
  }
  if (!best) return false;
  static const uint8_t kinds[] = {
    0, RS_NAME_PLACE, RS_NAME_CAPITAL, RS_NAME_COUNTRY, RS_NAME_ACTOR};
  const RsPhrase *best_phrase = RS_GET(knowledge, phrases, best->phrase);
  *name = (RsName) {
    .first = token,
    .last = best->last,
    .start_letter = best->start_letter,
    .index = best_phrase->index,
    .place = RS_NONE,
    .phrase = best->phrase,
    .kinds = best_rank < 4 ? kinds_of(finder, best, best_kinds) : 0,
    .is_no_place = best_phrase->kind == RS_PHRASE_COUNTRY && best_phrase->detail,
    .country = RS_NONE,
    .kind = kinds[best_rank],
  };
  return true;
}

/* A cue told the place: from now on its name counts behind a preposition. `مدينة الباب` tells
 * `الباب` as well. */
static void see_place(Finder *finder, const RsName *name) {
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const RsMatches *matches = finder->matches;
  uint32_t to = name->last > name->first + 1 ? name->first + 2 : name->first + 1;
  for (uint32_t i = matches->starts[name->first]; i < matches->starts[to]; i++) {
    if (matches->matches[i].last != name->last) continue;
    const RsPhrase *phrase = RS_GET(knowledge, phrases, matches->matches[i].phrase);
    if (phrase->kind != RS_PHRASE_PLACE || phrase->index >= knowledge->places_count)
      continue;
    finder->place_seen[phrase->index] = 1;
  }
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
  if (name->kind == RS_NAME_PLACE && name->phrase != RS_NONE) see_place(finder, name);
  return true;
}

/* The name that begins at a token; of a place and a person (`عدن`, `عدن إبراهيم`) the longer. */
static bool name_at(const Finder *finder, uint32_t token, RsName *name) {
  const RsToponyms toponyms = toponyms_of(finder);
  RsName person;
  bool found = dictionary_name(finder, token, name) ||
               rs_place_by_nationality(&toponyms, token, name) ||
               rs_place_unlisted(&toponyms, token, name);
  if (!rs_person_at(finder->reading, finder->dates, token, &person)) return found;
  bool place = found && name->kind != RS_NAME_ACTOR && name->phrase != RS_NONE;
  bool longer = place && name->last == name->first + 1 && person.last > name->last;
  if (!found || longer) *name = person;
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
    .place_seen = rs_arena_array(arena, reading->knowledge->places_count + 1, 1),
  };
  names->at = rs_arena_alloc(arena, (count + 1) * sizeof *names->at);
  if (!names->at || !finder.actor_seen || !finder.place_seen || !rs_main_country_find(names, arena, reading, matches))
    return false;
  for (uint32_t i = 0; i <= count; i++)
    names->at[i] = RS_NONE;
  RsSurnames surnames = {.count = 0};
  for (uint32_t i = 0; i < count;) {
    RsName name;
    const RsDate *date = dates->at[i] != RS_NONE ? &dates->dates[dates->at[i]] : NULL;
    bool dated = date && rs_date_says_when(date);
    bool found =
      !dated && (name_at(&finder, i, &name) || rs_surname_at(&surnames, reading, i, &name));
    if (!found) {
      i++;
      continue;
    }
    if (!add_name(&finder, &name)) return false;
    bool listed = name.kind == RS_NAME_ACTOR &&
                  name.index < reading->knowledge->actors_count &&
                  RS_GET(reading->knowledge, actors, name.index)->type == RS_ACTOR_PERSON;
    if (listed || name.kind == RS_NAME_PERSON) rs_surname_add(&surnames, reading, &name);
    i = name.last;
  }
  return rs_places_choose(names, arena, reading, matches);
}

bool rs_entities_find(
  RsEntities *entities, RsArena *arena, RsTaggerCache *cache, const RsReading *reading
) {
  return rs_matches_find(&entities->matches, arena, reading) &&
         rs_numbers_find(&entities->numbers, arena, reading, &entities->matches) &&
         rs_dates_find(
           &entities->dates, arena, reading, &entities->matches, &entities->numbers
         ) &&
         rs_tags_find(
           &entities->tags, arena, cache, reading, &entities->matches, &entities->dates
         ) &&
         rs_names_find(
           &entities->names, arena, reading, &entities->matches, &entities->dates
         );
}
