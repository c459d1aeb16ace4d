/* Which place a name means.
 *
 * `طرابلس` is the capital of Libya and a city in Lebanon, `عمان` Oman or Amman, `جورجيا` a country
 * and an American state. All that the gazetteer holds under the name are candidates; witnesses
 * are heard one after the other, and each keeps those it speaks for when it speaks for some and
 * not for all: the nationality behind the name (`طرابلس اللبنانية`), the word for its kind before
 * it (`محافظة`, `نهر`), what holds it (`الباب في ريف حلب`), its acting as a government (`أعلنت
 * طرابلس`), the countries named in the sentence, near it, the same name before, the dateline,
 * the countries of the whole text, that of the paper's address; then the town goes before the
 * province of its name, and the larger place before the smaller. The witness that left one
 * candidate is the reason. Where several are left none is taken: the record lists them.
 *
 * An unlisted name is another spelling of a listed one when its consonants are those of one
 * place of the kind that is said and of the country that the words near it point to.
 *
 * The order of witnesses is that of toponym resolution by heuristics (Leidner 2007; Buscaldi
 * 2011). Limits: at most 16 candidates; one country for each name.
 */
#include "entity/choice.h"

#include <math.h>

enum {
  SAME_PLACE_KM = 25, /* two entries so near are one place */
  SMALL = 2,          /* class of population */
  LEAD = 2,           /* first sentences, in which a mention counts LEAD_WEIGHT (name.c) */
  LEAD_WEIGHT = 3,    /* in RsNames.country_weights */
  MUCH = 12           /* weight of a country that the text is about */
};

/* ------------------------------------------------------------------ small look-ups */

uint32_t rs_country_of_iso(const RasidKnowledge *knowledge, const char *iso3) {
  uint32_t wanted, code;
  if (strlen(iso3) != 3) return RS_NONE;
  memcpy(&wanted, iso3, sizeof wanted);
  for (uint32_t i = 0; i < knowledge->countries_count; i++) {
    memcpy(&code, knowledge->countries[i].iso3, sizeof code);
    if (code == wanted) return i;
  }
  return RS_NONE;
}

static char capital_of(char letter) {
  return letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
}

uint32_t rs_country_of_address(const RasidKnowledge *knowledge, const char *address) {
  if (!address) return RS_NONE;
  const char *scheme = strstr(address, "//"), *host = scheme ? scheme + 2 : address;
  size_t length = strcspn(host, "/:?#");
  if (length < 4 || host[length - 3] != '.') return RS_NONE;
  char iso2[] = {capital_of(host[length - 2]), capital_of(host[length - 1]), '\0'};
  for (uint32_t i = 0; i < knowledge->countries_count; i++) {
    if (strcmp(knowledge->countries[i].iso2, iso2) == 0) return i;
  }
  return RS_NONE;
}

const char *rs_name_country(const RasidKnowledge *knowledge, const RsName *name) {
  return name->country == RS_NONE ? "" : RS_GET(knowledge, countries, name->country)->iso3;
}

bool rs_names_same_place(const RsReading *reading, const RsName *a, const RsName *b) {
  if (a->kind != b->kind || a->index != b->index) return false;
  if (a->index != RS_NONE) return true;
  const uint8_t *letters = reading->text->letters;
  uint32_t a_count = reading->tokens->tokens[a->last - 1].end - a->start_letter;
  uint32_t b_count = reading->tokens->tokens[b->last - 1].end - b->start_letter;
  return a_count == b_count && rs_fold_hash(letters + a->start_letter, a_count) ==
                                 rs_fold_hash(letters + b->start_letter, b_count);
}

const char *rs_reason_name(uint8_t reason) {
  static const char *const names[RS_REASON_COUNT] = {
    "",          "only",       "marks",    "nationality", "kind",
    "contained", "government", "sentence", "paragraph",   "earlier",
    "dateline",  "document",   "outlet",   "class",       "population",
    "spelling",  "home",       "unlisted", "undecided",
  };
  return reason < RS_REASON_COUNT ? names[reason] : "";
}

/* ------------------------------------------------------------------ choosing */

static RsCandidateSet all_of(const RsPlaceChoice *choice) {
  return (1u << choice->count) - 1;
}
static bool is_single(RsCandidateSet set) {
  return set && !(set & (set - 1));
}
static unsigned lowest(RsCandidateSet set) {
  unsigned k = 0;
  while (!(set >> k & 1))
    k++;
  return k;
}

static bool are_near(const RsPlaceChoice *choice, RsCandidateSet set) {
  const RsPlaceCandidate *first = &choice->candidates[lowest(set)];
  for (unsigned k = 0; k < choice->count; k++) {
    if (!(set >> k & 1)) continue;
    float north = (choice->candidates[k].lat - first->lat) * 111;
    float east =
      (choice->candidates[k].lon - first->lon) * 111 * cosf(first->lat * 3.14159265f / 180);
    if (hypotf(north, east) > SAME_PLACE_KM) return false;
  }
  return true;
}

/* Hears the witnesses from `from` to `to`; what is left, and the last one that counted. */
static RsCandidateSet narrow(
  const RsPlaceChoice *choice,
  RsCandidateSet alive,
  uint8_t from,
  uint8_t to,
  uint8_t *reason
) {
  for (uint8_t r = from; r <= to && alive && !is_single(alive); r++) {
    RsCandidateSet kept = alive & rs_witness(choice, alive, r);
    if (!kept || kept == alive) continue;
    alive = kept;
    *reason = r;
  }
  return alive;
}

static void settle(RsName *name, const RsPlaceCandidate *candidate, uint8_t reason) {
  name->kind = candidate->kind;
  name->index = candidate->kind == RS_NAME_PLACE ? candidate->place : candidate->country;
  name->place = candidate->place;
  name->phrase = candidate->phrase;
  name->country = candidate->country;
  name->reason = reason;
}

static bool list_candidates(const RsPlaceChoice *choice, RsCandidateSet set, RsName *name) {
  RsPlaceChooser *chooser = choice->chooser;
  RsNames *names = chooser->names;
  name->candidate_first = names->candidate_count;
  for (unsigned k = 0; k < choice->count; k++) {
    if (!(set >> k & 1)) continue;
    names->candidates = rs_arena_grow(
      chooser->arena,
      names->candidates,
      names->candidate_count,
      &chooser->capacity,
      sizeof *names->candidates
    );
    if (!names->candidates) return false;
    names->candidates[names->candidate_count++] = choice->candidates[k].phrase;
    name->candidate_count++;
  }
  return true;
}

static bool leave_open(const RsPlaceChoice *choice, RsCandidateSet set, RsName *name) {
  name->kind = RS_NAME_PLACE;
  name->index = name->place = name->phrase = RS_NONE;
  name->reason = RS_REASON_UNDECIDED;
  name->country =
    rs_share_country(choice, set) ? choice->candidates[lowest(set)].country : RS_NONE;
  return list_candidates(choice, set, name);
}

static void choose_only(
  RsPlaceChooser *chooser, RsName *name, const RsPlaceCandidate *candidate
) {
  bool is_government = candidate->kind != RS_NAME_PLACE && rs_acts_as_state(chooser, name);
  settle(name, candidate, is_government ? RS_REASON_GOVERNMENT : RS_REASON_ONLY);
}

/* A small place of a country that the text names nowhere else, in a text that speaks much of
 * another one: `منطقة الفاو` is not the Iraqi Faw where all is about Yemen. */
static bool is_out_of_place(const RsPlaceChoice *choice) {
  const RsPlaceChooser *chooser = choice->chooser;
  const RsPlaceCandidate *candidate = choice->candidates;
  const RsNames *names = chooser->names;
  uint32_t main = names->main_country, country = candidate->country;
  bool is_lesser =
    candidate->place_class >= RS_PLACE_TOWN &&
    (candidate->place_class <= RS_PLACE_ADMIN1 || candidate->place_class == RS_PLACE_CAMP);
  bool is_small =
    candidate->kind == RS_NAME_PLACE &&
    (is_lesser ? candidate->population <= SMALL
               : candidate->place_class == RS_PLACE_CITY && candidate->population < SMALL);
  if (!is_small || main == RS_NONE || country == RS_NONE || main == country) return false;
  uint32_t sentence = chooser->reading->tokens->tokens[choice->name->first].sentence;
  uint32_t own = sentence < LEAD ? LEAD_WEIGHT : 1;
  return names->country_weights[country] <= own && names->country_weights[main] >= MUCH &&
         !rs_speaks_for(choice, candidate, RS_REASON_CONTAINED) &&
         !rs_speaks_for(choice, candidate, RS_REASON_NATIONALITY);
}

/* `الجبال المطلة` is not Metula: out of place and a common word, it is none. */
static bool drop_out_of_place(const RsPlaceChoice *choice, RsName *name) {
  const RsReading *reading = choice->chooser->reading;
  bool is_word = name->last == name->first + 1 && rs_is_common_word(reading, name->first);
  name->is_no_place = is_word && !(name->kinds & RS_KINDS_OF_TOWNS);
  if (!leave_open(choice, 1, name)) return false;
  name->country = RS_NONE;
  return true;
}

/* A name that can mean several places waits (`is_first`) until the sure ones are known. */
static bool choose_listed(RsPlaceChooser *chooser, RsName *name, bool is_first) {
  RsPlaceChoice choice = {.chooser = chooser, .name = name, .count = 0};
  rs_candidates_listed(&choice);
  if (choice.count == 1 && is_out_of_place(&choice))
    return is_first || drop_out_of_place(&choice, name);
  if (choice.count == 1) choose_only(chooser, name, choice.candidates);
  if (is_first || choice.count < 2) return true;
  if (!rs_countries_gather(chooser)) return false;
  uint8_t reason = RS_REASON_ONLY;
  RsCandidateSet left =
    narrow(&choice, all_of(&choice), RS_REASON_MARKS, RS_REASON_POPULATION, &reason);
  if (!is_single(left) && rs_share_country(&choice, left) && are_near(&choice, left))
    left = 1u << lowest(left);
  if (!is_single(left)) return leave_open(&choice, left, name);
  settle(name, &choice.candidates[lowest(left)], reason);
  chooser->country_at[name->first] = name->country;
  return true;
}

/* ------------------------------------------------------------------ unlisted names */

/* A place says where another one lies; a nationality or a group may come from elsewhere
 * (`السفارة البلجيكية في حي ساريكوي`), so it counts as if it stood farther off. */
static uint32_t remoteness(const RsPlaceChooser *chooser, uint32_t token) {
  enum {
    OTHER_WORD = 12
  };
  uint32_t index = chooser->names->at[token];
  if (index == RS_NONE) return OTHER_WORD;
  const RsName *name = &chooser->names->names[index];
  return rs_name_is_place(name) && name->reason != RS_REASON_GOVERNMENT ? 0 : OTHER_WORD;
}

/* The country that a word behind the name or else the nearest word of its sentence points to;
 * without one, that of the whole text. */
static uint32_t country_in_play(RsPlaceChooser *chooser, const RsName *name) {
  const RsReading *reading = chooser->reading;
  const RsTokens *tokens = reading->tokens;
  const RsSentence *sentence = &tokens->sentences[tokens->tokens[name->first].sentence];
  uint32_t found = chooser->names->main_country, nearest = UINT32_MAX;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t country = chooser->country_at[i];
    if (country == RS_NONE) continue;
    uint32_t distance = i < name->first  ? (name->first - i) * 2
                        : i < name->last ? 0
                                         : i - name->last;
    distance += remoteness(chooser, i);
    if (distance >= nearest) continue;
    nearest = distance;
    found = country;
  }
  return found;
}

static bool choose_unlisted(RsPlaceChooser *chooser, RsName *name) {
  RsPlaceChoice choice = {.chooser = chooser, .name = name, .count = 0};
  if (!rs_countries_gather(chooser)) return false;
  name->country = country_in_play(chooser, name);
  rs_candidates_spelt(&choice);
  if (!choice.count) return true;
  uint8_t reason = RS_REASON_SPELLING;
  RsCandidateSet left =
    narrow(&choice, all_of(&choice), RS_REASON_NATIONALITY, RS_REASON_OUTLET, &reason);
  left &= rs_candidates_of(&choice, name->country);
  if (is_single(left)) {
    settle(name, &choice.candidates[lowest(left)], RS_REASON_SPELLING);
    return true;
  }
  return !left || list_candidates(&choice, left, name);
}

bool rs_places_choose(
  RsNames *names, RsArena *arena, const RsReading *reading, const RsMatches *matches
) {
  RsPlaceChooser chooser = {
    .knowledge = reading->knowledge,
    .reading = reading,
    .matches = matches,
    .names = names,
    .arena = arena,
    .dateline = RS_NONE,
  };
  /* Names that can mean one place first: they are witnesses for the others. */
  for (unsigned pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < names->name_count; i++) {
      RsName *name = &names->names[i];
      if (!rs_name_is_place(name)) continue;
      bool is_waiting = name->reason == RS_REASON_NONE;
      bool is_unlisted = pass && name->reason == RS_REASON_UNLISTED;
      if (name->reason == RS_REASON_HOME) name->country = names->main_country;
      if (is_waiting && !choose_listed(&chooser, name, !pass)) return false;
      if (is_unlisted && !choose_unlisted(&chooser, name)) return false;
      if (name->country != RS_NONE && rs_is_dateline(&chooser, name))
        chooser.dateline = name->country;
    }
  }
  return true;
}
