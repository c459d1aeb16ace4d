/* What a name of a place may mean.
 *
 * `طرابلس` is in the gazetteer twice and in the list of capitals once: the capital and its town
 * are one candidate, the Lebanese Tripoli another. A name with a word for its kind in front,
 * `مدينة أريحا`, may also be any town that is called by the rest. Names that count only with a
 * cue are candidates beside a sure one when the word for their kind stands there.
 *
 * An unlisted name is looked up by its consonants (text/skeleton.c): `تيسالييت` finds `تيساليت`.
 * Limits: at most 16 candidates, the first in the order of the data.
 */
#include "entity/choice.h"

#include "text/skeleton.h"

enum {
  CLASSES = 1 << 17 /* RsPlaceKind.classes below this bit name a class */
};

/* `ميناء زنجبار` says what is there, and مديرية or جبل may go before a town as well: such
 * words tell no classes apart. */
static bool is_vague(uint32_t kinds) {
  bool is_town = kinds & RS_KINDS_OF_TOWNS;
  return (kinds & 1u << RS_PLACE_BUILDING) ||
         (is_town && (kinds & (1u << RS_PLACE_ADMIN1 | 1u << RS_PLACE_MOUNTAIN |
                               1u << RS_PLACE_QUARTER)));
}

bool rs_fits_kind(const RsPlaceCandidate *candidate, uint32_t kinds) {
  if (is_vague(kinds)) return true;
  if (candidate->kind == RS_NAME_COUNTRY) return kinds & RS_KIND_COUNTRY;
  if (candidate->kind == RS_NAME_CAPITAL && (kinds & RS_KIND_CAPITAL)) return true;
  return kinds & 1u << candidate->place_class;
}

bool rs_is_settlement(const RsPlaceCandidate *candidate) {
  return candidate->kind == RS_NAME_CAPITAL || candidate->place_class <= RS_PLACE_VILLAGE;
}

static RsPlaceCandidate candidate_of(const RasidKnowledge *k, uint32_t index) {
  const RsPhrase *phrase = RS_GET(k, phrases, index);
  RsPlaceCandidate made = {.phrase = index, .place = RS_NONE, .admin1 = ""};
  if (phrase->kind == RS_PHRASE_PLACE) {
    const RsPlaceRecord *place = RS_GET(k, places, phrase->index);
    made.kind = RS_NAME_PLACE;
    made.place = phrase->index;
    made.country = rs_country_of_iso(k, place->country);
    made.admin1 = rs_text_at(k, place->admin1);
    made.place_class = place->place_class;
    made.population = place->population;
    made.lat = place->lat;
    made.lon = place->lon;
    return made;
  }
  const RsCountry *country = RS_GET(k, countries, phrase->index);
  made.kind = phrase->kind == RS_PHRASE_CAPITAL ? RS_NAME_CAPITAL : RS_NAME_COUNTRY;
  made.country = phrase->index;
  made.place_class = made.kind == RS_NAME_CAPITAL ? RS_PLACE_CITY : UINT8_MAX;
  made.population = RS_STATE_POPULATION;
  made.lat = country->lat;
  made.lon = country->lon;
  return made;
}

/* A capital stands in both files: one candidate with both. */
static void add_candidate(RsPlaceChoice *choice, RsPlaceCandidate new) {
  for (unsigned i = 0; i < choice->count; i++) {
    RsPlaceCandidate *old = &choice->candidates[i];
    bool is_pair =
      old->country == new.country && old->kind != new.kind &&
      old->kind != RS_NAME_COUNTRY &&new.kind != RS_NAME_COUNTRY &&rs_is_settlement(old) &&
      rs_is_settlement(&new);
    if (old->kind == new.kind && old->country == new.country && old->place == new.place) {
      return;
    }
    if (!is_pair) continue;
    const RsPlaceCandidate *listed = old->kind == RS_NAME_PLACE ? old : &new;
    old->place = listed->place;
    old->admin1 = listed->admin1;
    old->kind = RS_NAME_CAPITAL;
    old->population = RS_STATE_POPULATION;
    return;
  }
  if (choice->count < RS_CANDIDATES) choice->candidates[choice->count++] = new;
}

/* What the dictionary holds under the words from `first` on. A tentative name beside a sure
 * one needs the word for its kind, as does one that stands inside the name. */
static void add_listed(
  RsPlaceChoice *choice, uint32_t first, uint32_t kinds, bool needs_kind
) {
  const RsMatches *matches = choice->chooser->matches;
  const RasidKnowledge *k = choice->chooser->knowledge;
  bool is_name_tentative = RS_GET(k, phrases, choice->name->phrase)->tentative;
  for (uint32_t i = matches->starts[first]; i < matches->starts[first + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    const RsPhrase *phrase = RS_GET(k, phrases, match->phrase);
    if (match->last != choice->name->last || phrase->kind > RS_PHRASE_PLACE) continue;
    RsPlaceCandidate new = candidate_of(k, match->phrase);
    bool fits = new.kind != RS_NAME_COUNTRY && (kinds & 1u << new.place_class);
    bool is_doubtful = phrase->tentative && !is_name_tentative;
    if (fits || (!needs_kind && !is_doubtful)) add_candidate(choice, new);
  }
}

/* All that the name may mean. `مدينة أريحا` stands in the gazetteer as a whole, but is no less
 * any town that is called `أريحا`. */
void rs_candidates_listed(RsPlaceChoice *choice) {
  const RsName *name = choice->name;
  add_listed(choice, name->first, name->kinds, false);
  if (name->last == name->first + 1 || !choice->count) return;
  if (!rs_is_settlement(&choice->candidates[0])) return;
  uint32_t kinds = rs_place_kinds_before(choice->chooser->reading, name->first + 1);
  if (kinds & RS_KINDS_OF_TOWNS) add_listed(choice, name->first + 1, kinds, true);
}

/* The places whose names have the consonants of tokens [first, last). */
void rs_candidates_spelt(RsPlaceChoice *choice) {
  const RsPlaceChooser *chooser = choice->chooser;
  const RasidKnowledge *k = chooser->knowledge;
  RsConsonants consonants = {.count = 0};
  for (uint32_t i = choice->name->first; i < choice->name->last; i++) {
    const RsToken *token = &chooser->reading->tokens->tokens[i];
    const uint8_t *letters = chooser->reading->text->letters + token->start;
    if (token->kind == RS_TOKEN_WORD)
      rs_consonants_add(&consonants, letters, token->end - token->start);
  }
  uint64_t key = rs_consonants_key(&consonants);
  uint32_t first, count = key ? rs_skeletons_find(k, key, &first) : 0;
  for (uint32_t i = 0; i < count; i++) {
    RsPlaceCandidate new = candidate_of(k, k->skeletons[first + i].phrase);
    bool asks_class = choice->name->kinds & (CLASSES - 1);
    if (!asks_class || rs_fits_kind(&new, choice->name->kinds)) add_candidate(choice, new);
  }
}
