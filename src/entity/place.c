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
 * An unlisted name is looked up by its consonants (text/skeleton.c): one place of the countries
 * that the text speaks of and of the kind that is said, or none.
 *
 * The order of witnesses is that of toponym resolution by heuristics (Leidner 2007; Buscaldi
 * 2011). Limits: at most 16 candidates; one country for each name.
 */
#include "entity/place.h"

#include "text/skeleton.h"

#include <math.h>

enum {
  CANDIDATES = 16,
  PARAGRAPH = 2,      /* sentences on either side */
  DATELINE = 3,       /* sentences that may begin with one */
  STATE = 5,          /* a country and its capital, among classes of population */
  CLASSES = 1 << 17,  /* RsPlaceKind.classes below this bit name a class */
  SAME_PLACE_KM = 25, /* two entries so near are one place */
  FEMININE = 2,       /* of RS_GENDER_SHIFT */
  SMALL = 1,          /* class of population */
  LEAD = 2,           /* first sentences, in which a mention counts LEAD_WEIGHT (name.c) */
  LEAD_WEIGHT = 3,    /* in RsNames.country_weights */
  MUCH = 12,          /* weight of a country that the text is about */
  TOWNS = 1 << RS_PLACE_CITY | 1 << RS_PLACE_TOWN | 1 << RS_PLACE_VILLAGE
};

typedef struct {
  uint32_t phrase;
  uint32_t country; /* RsCountry, or RS_NONE */
  uint32_t place;   /* RsPlaceRecord, or RS_NONE */
  const char *admin1;
  float lat, lon;
  uint8_t kind; /* RsNameKind */
  uint8_t place_class, population;
} Candidate;

typedef struct {
  const RasidKnowledge *knowledge;
  const RsReading *reading;
  const RsMatches *matches;
  RsNames *names;
  RsArena *arena;
  size_t capacity;
  uint32_t *country_at; /* [token_count]: the country that a word points to, or RS_NONE;
                           NULL until a name needs it */
  uint32_t dateline;    /* RsCountry, or RS_NONE */
} Chooser;

/* One name and what it may mean; bit i of a set stands for candidates[i]. */
typedef struct {
  Chooser *chooser;
  const RsName *name;
  Candidate candidates[CANDIDATES];
  unsigned count;
} Choice;

typedef uint32_t Set;

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

/* ------------------------------------------------------------------ candidates */

static bool is_settlement(const Candidate *candidate) {
  return candidate->kind == RS_NAME_CAPITAL || candidate->place_class <= RS_PLACE_VILLAGE;
}

static Candidate candidate_of(const RasidKnowledge *k, uint32_t index) {
  const RsPhrase *phrase = RS_GET(k, phrases, index);
  Candidate made = {.phrase = index, .place = RS_NONE, .admin1 = ""};
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
  made.population = STATE;
  made.lat = country->lat;
  made.lon = country->lon;
  return made;
}

/* A capital stands in both files: one candidate with both. */
static void add_candidate(Choice *choice, Candidate new) {
  for (unsigned i = 0; i < choice->count; i++) {
    Candidate *old = &choice->candidates[i];
    bool is_pair =
      old->country == new.country && old->kind != new.kind &&
      old->kind != RS_NAME_COUNTRY &&new.kind != RS_NAME_COUNTRY &&is_settlement(old) &&
      is_settlement(&new);
    if (old->kind == new.kind && old->country == new.country && old->place == new.place) {
      return;
    }
    if (!is_pair) continue;
    const Candidate *listed = old->kind == RS_NAME_PLACE ? old : &new;
    old->place = listed->place;
    old->admin1 = listed->admin1;
    old->kind = RS_NAME_CAPITAL;
    old->population = STATE;
    return;
  }
  if (choice->count < CANDIDATES) choice->candidates[choice->count++] = new;
}

/* What the dictionary holds under the words from `first` on. A tentative name beside a sure
 * one needs the word for its kind, as does one that stands inside the name. */
static void add_listed(Choice *choice, uint32_t first, uint32_t kinds, bool needs_kind) {
  const RsMatches *matches = choice->chooser->matches;
  const RasidKnowledge *k = choice->chooser->knowledge;
  bool is_name_tentative = RS_GET(k, phrases, choice->name->phrase)->tentative;
  for (uint32_t i = matches->starts[first]; i < matches->starts[first + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    const RsPhrase *phrase = RS_GET(k, phrases, match->phrase);
    if (match->last != choice->name->last || phrase->kind > RS_PHRASE_PLACE) continue;
    Candidate new = candidate_of(k, match->phrase);
    bool fits = new.kind != RS_NAME_COUNTRY && (kinds & 1u << new.place_class);
    bool is_doubtful = phrase->tentative && !is_name_tentative;
    if (fits || (!needs_kind && !is_doubtful)) add_candidate(choice, new);
  }
}

/* All that the name may mean. `مدينة أريحا` stands in the gazetteer as a whole, but is no less
 * any town that is called `أريحا`. */
static void find_listed(Choice *choice) {
  const RsName *name = choice->name;
  add_listed(choice, name->first, name->kinds, false);
  if (name->last == name->first + 1 || !choice->count) return;
  if (!is_settlement(&choice->candidates[0])) return;
  uint32_t kinds = rs_place_kinds_before(choice->chooser->reading, name->first + 1);
  if (kinds & TOWNS) add_listed(choice, name->first + 1, kinds, true);
}

/* ------------------------------------------------------------------ what the text says */

static bool is_dateline(const Chooser *chooser, const RsName *name) {
  const RsTokens *tokens = chooser->reading->tokens;
  const RsToken *first = &tokens->tokens[name->first];
  if (first->sentence >= DATELINE) return false;
  if (tokens->sentences[first->sentence].first != name->first) return false;
  if (name->last >= tokens->token_count) return false;
  const RsToken *next = &tokens->tokens[name->last];
  return next->kind == RS_TOKEN_PUNCT && next->sentence == first->sentence &&
         (next->letter == '-' || next->letter == '/' || next->letter == ':' ||
          next->letter == '(');
}

static uint32_t country_of_name(const Chooser *chooser, const RsName *name) {
  if (rs_name_is_place(name)) return name->country;
  if (name->kind != RS_NAME_ACTOR) return RS_NONE;
  const RasidKnowledge *k = chooser->knowledge;
  return rs_country_of_iso(k, RS_GET(k, actors, name->index)->country);
}

/* The country of a name or nationality; `الجيش المالي` may be Malian even where it reads as
 * "financial", since it is only asked when Mali is a candidate. */
static uint32_t country_of_word(const Chooser *chooser, const RsMorph *morph) {
  uint32_t country = RS_NONE;
  if (morph->chosen->lexeme != RS_NONE)
    country = rs_morph_lexeme(chooser->knowledge, morph->chosen)->country;
  if (country != RS_NONE || morph->chosen->upos != RS_UPOS_ADJ) return country;
  for (unsigned i = 0; i < morph->type->analysis_count; i++) {
    const RsAnalysis *other = &morph->type->analyses[i];
    if (other->derivation == RS_DERIVED_NISBA && other->lexeme != RS_NONE)
      return rs_morph_lexeme(chooser->knowledge, other)->country;
  }
  return RS_NONE;
}

/* The countries that words point to: names that can mean one place only, nationalities, and
 * the countries of groups and people. Built when the first name asks for it. */
static bool gather(Chooser *chooser) {
  if (chooser->country_at) return true;
  const RsReading *reading = chooser->reading;
  uint32_t count = reading->tokens->token_count;
  uint32_t *at = rs_arena_alloc(chooser->arena, (count + 1) * sizeof *at);
  if (!at) return false;
  for (uint32_t i = 0; i < count; i++) {
    const RsAnalysis *chosen = reading->morphs[i].chosen;
    at[i] = chosen ? country_of_word(chooser, &reading->morphs[i]) : RS_NONE;
  }
  for (uint32_t i = 0; i < chooser->names->name_count; i++) {
    const RsName *name = &chooser->names->names[i];
    for (uint32_t k = name->first; k < name->last; k++)
      at[k] = RS_NONE;
    at[name->first] = country_of_name(chooser, name);
  }
  chooser->country_at = at;
  return true;
}

/* ------------------------------------------------------------------ witnesses */

static Set all_of(const Choice *choice) {
  return choice->count >= 32 ? UINT32_MAX : (1u << choice->count) - 1;
}
static const char *iso_of(const Choice *choice, const Candidate *candidate) {
  if (candidate->country == RS_NONE) return "";
  return RS_GET(choice->chooser->knowledge, countries, candidate->country)->iso3;
}

/* `ميناء زنجبار` says what is there, and مديرية or جبل may go before a town as well: such
 * words tell no classes apart. */
static bool is_vague(uint32_t kinds) {
  bool is_town = kinds & TOWNS;
  return (kinds & 1u << RS_PLACE_BUILDING) ||
         (is_town && (kinds & (1u << RS_PLACE_ADMIN1 | 1u << RS_PLACE_MOUNTAIN |
                               1u << RS_PLACE_QUARTER)));
}

static bool fits_kind(const Candidate *candidate, uint32_t kinds) {
  if (is_vague(kinds)) return true;
  if (candidate->kind == RS_NAME_COUNTRY) return kinds & RS_KIND_COUNTRY;
  if (candidate->kind == RS_NAME_CAPITAL && (kinds & RS_KIND_CAPITAL)) return true;
  return kinds & 1u << candidate->place_class;
}

/* `أعلنت طرابلس`, `غارات شنتها دمشق`: right behind a verb in the feminine, with no preposition. */
static bool acts(const Chooser *chooser, const RsName *name) {
  const RsReading *reading = chooser->reading;
  if (!name->first) return false;
  const RsAnalysis *verb = reading->morphs[name->first - 1].chosen;
  const RsAnalysis *own = reading->morphs[name->first].chosen;
  const RsToken *tokens = reading->tokens->tokens;
  if (!verb || !own || own->proclitic_count || verb->upos != RS_UPOS_VERB) return false;
  if (tokens[name->first].sentence != tokens[name->first - 1].sentence) return false;
  return rs_feature(verb->features, RS_GENDER_SHIFT) == FEMININE;
}

/* Those whose country is named most often in tokens [first, last). */
static Set most_named(const Choice *choice, uint32_t first, uint32_t last) {
  uint32_t counts[CANDIDATES] = {0}, most = 0;
  for (uint32_t i = first; i < last; i++) {
    uint32_t country = choice->chooser->country_at[i];
    if (country == RS_NONE) continue;
    for (unsigned k = 0; k < choice->count; k++)
      counts[k] += choice->candidates[k].country == country;
  }
  for (unsigned k = 0; k < choice->count; k++)
    most = counts[k] > most ? counts[k] : most;
  Set set = 0;
  for (unsigned k = 0; k < choice->count && most; k++) {
    if (counts[k] == most) set |= 1u << k;
  }
  return set;
}

static Set named_around(const Choice *choice, uint32_t sentences) {
  const RsTokens *tokens = choice->chooser->reading->tokens;
  uint32_t own = tokens->tokens[choice->name->first].sentence;
  uint32_t from = own > sentences ? own - sentences : 0, to = own + sentences;
  if (to >= tokens->sentence_count) to = tokens->sentence_count - 1;
  return most_named(choice, tokens->sentences[from].first, tokens->sentences[to].last);
}

/* Those that a name before was decided to mean. */
static Set decided_before(const Choice *choice) {
  const RsNames *names = choice->chooser->names;
  Set set = 0;
  for (const RsName *name = names->names; name < choice->name; name++) {
    if (!rs_name_is_place(name) || name->reason == RS_REASON_UNDECIDED) continue;
    for (unsigned k = 0; k < choice->count; k++) {
      const Candidate *candidate = &choice->candidates[k];
      bool is_same = candidate->kind == RS_NAME_PLACE
                       ? name->kind == RS_NAME_PLACE && name->index == candidate->place
                       : name->kind == candidate->kind && name->index == candidate->country;
      if (is_same) set |= 1u << k;
    }
  }
  return set;
}

static Set of_country(const Choice *choice, uint32_t country) {
  Set set = 0;
  for (unsigned k = 0; k < choice->count && country != RS_NONE; k++) {
    if (choice->candidates[k].country == country) set |= 1u << k;
  }
  return set;
}

/* `عمّان` is Amman, `عُمان` Oman: a shadda or the damma of the first letter that the dictionary
 * writes as well. */
static bool is_marked_alike(const Choice *choice, const Candidate *candidate) {
  static const char shadda[] = "\xd9\x91", damma[] = "\xd9\x8f";
  const RasidKnowledge *k = choice->chooser->knowledge;
  const RsReading *reading = choice->chooser->reading;
  const uint8_t *marks = reading->text->marks;
  uint32_t name = RS_GET(k, countries, candidate->country)->name;
  if (candidate->kind == RS_NAME_CAPITAL)
    name = RS_GET(k, countries, candidate->country)->capital;
  if (candidate->kind == RS_NAME_PLACE) name = RS_GET(k, places, candidate->place)->name;
  const char *written = rs_text_at(k, name);
  unsigned all = 0;
  uint32_t start = choice->name->start_letter;
  for (uint32_t i = start; i < reading->tokens->tokens[choice->name->first].end; i++)
    all |= marks[i];
  if (all & RS_MARK_SHADDA) return strstr(written, shadda);
  return (marks[start] & RS_MARK_DAMMA) && !strstr(written, shadda) &&
         (candidate->kind == RS_NAME_COUNTRY || strstr(written, damma));
}

static bool speaks_for(const Choice *choice, const Candidate *candidate, uint8_t reason) {
  const Chooser *chooser = choice->chooser;
  const RsName *name = choice->name;
  const char *iso = iso_of(choice, candidate);
  switch (reason) {
    case RS_REASON_MARKS: return is_marked_alike(choice, candidate);
    case RS_REASON_NATIONALITY:
      return rs_nationality_behind(chooser->reading, name->last, iso);
    case RS_REASON_KIND: return fits_kind(candidate, name->kinds);
    case RS_REASON_CONTAINED:
      return rs_container_behind(
        chooser->reading, chooser->matches, name->last, iso, candidate->admin1
      );
    case RS_REASON_GOVERNMENT:
      return candidate->kind != RS_NAME_PLACE && acts(chooser, name);
    case RS_REASON_CLASS: return is_settlement(candidate);
    default: return false;
  }
}

static Set most_populous(const Choice *choice, Set among) {
  unsigned most = 0;
  Set set = 0;
  for (unsigned k = 0; k < choice->count; k++) {
    unsigned population = choice->candidates[k].population + 1u;
    if (!(among >> k & 1) || population < most) continue;
    set = population > most ? 1u << k : set | 1u << k;
    most = population;
  }
  return set;
}

static bool share_country(const Choice *choice, Set set) {
  uint32_t country = RS_NONE;
  bool is_first = true;
  for (unsigned k = 0; k < choice->count; k++) {
    if (!(set >> k & 1)) continue;
    if (!is_first && choice->candidates[k].country != country) return false;
    country = choice->candidates[k].country;
    is_first = false;
  }
  return country != RS_NONE;
}

static Set witness(const Choice *choice, Set alive, uint8_t reason) {
  const Chooser *chooser = choice->chooser;
  switch (reason) {
    case RS_REASON_SENTENCE: return named_around(choice, 0);
    case RS_REASON_PARAGRAPH: return named_around(choice, PARAGRAPH);
    case RS_REASON_EARLIER: return decided_before(choice);
    case RS_REASON_DATELINE: return of_country(choice, chooser->dateline);
    case RS_REASON_DOCUMENT:
      return most_named(choice, 0, chooser->reading->tokens->token_count);
    case RS_REASON_OUTLET: return of_country(choice, chooser->reading->home_country);
    case RS_REASON_POPULATION: return most_populous(choice, alive);
    case RS_REASON_CLASS:
      if (!share_country(choice, alive)) return 0;
      break;
    default: break;
  }
  Set set = 0;
  for (unsigned k = 0; k < choice->count; k++) {
    if (speaks_for(choice, &choice->candidates[k], reason)) set |= 1u << k;
  }
  return set;
}

/* ------------------------------------------------------------------ choosing */

static bool is_single(Set set) {
  return set && !(set & (set - 1));
}
static unsigned lowest(Set set) {
  unsigned k = 0;
  while (!(set >> k & 1))
    k++;
  return k;
}

static bool are_near(const Choice *choice, Set set) {
  const Candidate *first = &choice->candidates[lowest(set)];
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
static Set narrow(
  const Choice *choice, Set alive, uint8_t from, uint8_t to, uint8_t *reason
) {
  for (uint8_t r = from; r <= to && alive && !is_single(alive); r++) {
    Set kept = alive & witness(choice, alive, r);
    if (!kept || kept == alive) continue;
    alive = kept;
    *reason = r;
  }
  return alive;
}

static void settle(RsName *name, const Candidate *candidate, uint8_t reason) {
  name->kind = candidate->kind;
  name->index = candidate->kind == RS_NAME_PLACE ? candidate->place : candidate->country;
  name->place = candidate->place;
  name->phrase = candidate->phrase;
  name->country = candidate->country;
  name->reason = reason;
}

static bool list_candidates(const Choice *choice, Set set, RsName *name) {
  Chooser *chooser = choice->chooser;
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

static bool leave_open(const Choice *choice, Set set, RsName *name) {
  name->kind = RS_NAME_PLACE;
  name->index = name->place = name->phrase = RS_NONE;
  name->reason = RS_REASON_UNDECIDED;
  name->country =
    share_country(choice, set) ? choice->candidates[lowest(set)].country : RS_NONE;
  return list_candidates(choice, set, name);
}

static void choose_only(Chooser *chooser, RsName *name, const Candidate *candidate) {
  bool is_government = candidate->kind != RS_NAME_PLACE && acts(chooser, name);
  settle(name, candidate, is_government ? RS_REASON_GOVERNMENT : RS_REASON_ONLY);
}

/* A small place of a country that the text names nowhere else, in a text that speaks much of
 * another one: `منطقة الفاو` is not the Iraqi Faw where all is about Yemen. */
static bool is_out_of_place(const Choice *choice) {
  const Chooser *chooser = choice->chooser;
  const Candidate *candidate = choice->candidates;
  const RsNames *names = chooser->names;
  uint32_t main = names->main_country, country = candidate->country;
  bool is_small =
    candidate->kind == RS_NAME_PLACE && candidate->population <= SMALL &&
    (candidate->place_class <= RS_PLACE_ADMIN1 || candidate->place_class == RS_PLACE_CAMP);
  if (!is_small || main == RS_NONE || country == RS_NONE || main == country) return false;
  uint32_t sentence = chooser->reading->tokens->tokens[choice->name->first].sentence;
  uint32_t own = sentence < LEAD ? LEAD_WEIGHT : 1;
  return names->country_weights[country] <= own && names->country_weights[main] >= MUCH &&
         !speaks_for(choice, candidate, RS_REASON_CONTAINED) &&
         !speaks_for(choice, candidate, RS_REASON_NATIONALITY);
}

/* `الجبال المطلة` is not Metula: out of place and a common word, it is none. */
static bool drop_out_of_place(const Choice *choice, RsName *name) {
  const RsReading *reading = choice->chooser->reading;
  bool is_word = name->last == name->first + 1 && rs_is_common_word(reading, name->first);
  name->is_no_place = is_word && !(name->kinds & TOWNS);
  return leave_open(choice, 1, name);
}

/* A name that can mean several places waits (`is_first`) until the sure ones are known. */
static bool choose_listed(Chooser *chooser, RsName *name, bool is_first) {
  Choice choice = {.chooser = chooser, .name = name, .count = 0};
  find_listed(&choice);
  if (choice.count == 1 && is_out_of_place(&choice))
    return is_first || drop_out_of_place(&choice, name);
  if (choice.count == 1) choose_only(chooser, name, choice.candidates);
  if (is_first || choice.count < 2) return true;
  if (!gather(chooser)) return false;
  uint8_t reason = RS_REASON_ONLY;
  Set left =
    narrow(&choice, all_of(&choice), RS_REASON_MARKS, RS_REASON_POPULATION, &reason);
  if (!is_single(left) && share_country(&choice, left) && are_near(&choice, left))
    left = 1u << lowest(left);
  if (!is_single(left)) return leave_open(&choice, left, name);
  settle(name, &choice.candidates[lowest(left)], reason);
  chooser->country_at[name->first] = name->country;
  return true;
}

/* ------------------------------------------------------------------ unlisted names */

/* The places whose names have the consonants of tokens [first, last). */
static void find_spelt_alike(Choice *choice) {
  const Chooser *chooser = choice->chooser;
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
    Candidate new = candidate_of(k, k->skeletons[first + i].phrase);
    bool asks_class = choice->name->kinds & (CLASSES - 1);
    if (!asks_class || fits_kind(&new, choice->name->kinds)) add_candidate(choice, new);
  }
}

/* The country that a word behind the name or else the nearest word of its sentence points to;
 * without one, that of the whole text. */
static uint32_t country_in_play(Chooser *chooser, const RsName *name) {
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
    if (distance >= nearest) continue;
    nearest = distance;
    found = country;
  }
  return found;
}

static bool choose_unlisted(Chooser *chooser, RsName *name) {
  Choice choice = {.chooser = chooser, .name = name, .count = 0};
  if (!gather(chooser)) return false;
  name->country = country_in_play(chooser, name);
  find_spelt_alike(&choice);
  if (!choice.count) return true;
  uint8_t reason = RS_REASON_SPELLING;
  Set left =
    narrow(&choice, all_of(&choice), RS_REASON_NATIONALITY, RS_REASON_OUTLET, &reason);
  left &= of_country(&choice, name->country);
  if (is_single(left)) {
    settle(name, &choice.candidates[lowest(left)], RS_REASON_SPELLING);
    return true;
  }
  return !left || list_candidates(&choice, left, name);
}

bool rs_places_choose(
  RsNames *names, RsArena *arena, const RsReading *reading, const RsMatches *matches
) {
  Chooser chooser = {
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
      if (name->country != RS_NONE && is_dateline(&chooser, name))
        chooser.dateline = name->country;
    }
  }
  return true;
}
