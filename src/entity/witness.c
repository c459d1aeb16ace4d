/* What the text says for one place or another of the same name.
 *
 * Words point to countries: names that can mean one place only, nationalities (`الجيش المالي`),
 * groups and people with a country. They are gathered once, for the first name that has
 * several candidates. A witness names the candidates that it speaks for: those whose country is
 * named most often in the sentence, near it or in the text, those with the nationality or the
 * larger place behind them, those that stood before in the text, and so on (RsPlaceReason).
 *
 * Limits: a sentence that names the countries of several candidates says nothing; the next
 * witness is asked.
 */
#include "entity/choice.h"

enum {
  PARAGRAPH = 2, /* sentences on either side */
  DATELINE = 3,  /* sentences that may begin with one */
  FEMININE = 2   /* of RS_GENDER_SHIFT */
};

bool rs_is_dateline(const RsPlaceChooser *chooser, const RsName *name) {
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

static uint32_t country_of_name(const RsPlaceChooser *chooser, const RsName *name) {
  if (rs_name_is_place(name)) return name->country;
  if (name->kind != RS_NAME_ACTOR) return RS_NONE;
  const RasidKnowledge *k = chooser->knowledge;
  return rs_country_of_iso(k, RS_GET(k, actors, name->index)->country);
}

/* The country of a name or nationality; `الجيش المالي` may be Malian even where it reads as
 * "financial", since it is only asked when Mali is a candidate. */
static uint32_t country_of_word(const RsPlaceChooser *chooser, const RsMorph *morph) {
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
bool rs_countries_gather(RsPlaceChooser *chooser) {
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

static const char *iso_of(const RsPlaceChoice *choice, const RsPlaceCandidate *candidate) {
  if (candidate->country == RS_NONE) return "";
  return RS_GET(choice->chooser->knowledge, countries, candidate->country)->iso3;
}

/* `أعلنت طرابلس`, `غارات شنتها دمشق`: right behind a verb in the feminine, with no preposition. */
bool rs_acts_as_state(const RsPlaceChooser *chooser, const RsName *name) {
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
static RsCandidateSet most_named(
  const RsPlaceChoice *choice, uint32_t first, uint32_t last
) {
  uint32_t counts[RS_CANDIDATES] = {0}, most = 0;
  for (uint32_t i = first; i < last; i++) {
    uint32_t country = choice->chooser->country_at[i];
    if (country == RS_NONE) continue;
    for (unsigned k = 0; k < choice->count; k++)
      counts[k] += choice->candidates[k].country == country;
  }
  for (unsigned k = 0; k < choice->count; k++)
    most = counts[k] > most ? counts[k] : most;
  RsCandidateSet set = 0;
  for (unsigned k = 0; k < choice->count && most; k++) {
    if (counts[k] == most) set |= 1u << k;
  }
  return set;
}

static RsCandidateSet named_around(const RsPlaceChoice *choice, uint32_t sentences) {
  const RsTokens *tokens = choice->chooser->reading->tokens;
  uint32_t own = tokens->tokens[choice->name->first].sentence;
  uint32_t from = own > sentences ? own - sentences : 0, to = own + sentences;
  if (to >= tokens->sentence_count) to = tokens->sentence_count - 1;
  return most_named(choice, tokens->sentences[from].first, tokens->sentences[to].last);
}

/* Those that a name before was decided to mean. */
static RsCandidateSet decided_before(const RsPlaceChoice *choice) {
  const RsNames *names = choice->chooser->names;
  RsCandidateSet set = 0;
  for (const RsName *name = names->names; name < choice->name; name++) {
    if (!rs_name_is_place(name) || name->reason == RS_REASON_UNDECIDED) continue;
    for (unsigned k = 0; k < choice->count; k++) {
      const RsPlaceCandidate *candidate = &choice->candidates[k];
      bool is_same = candidate->kind == RS_NAME_PLACE
                       ? name->kind == RS_NAME_PLACE && name->index == candidate->place
                       : name->kind == candidate->kind && name->index == candidate->country;
      if (is_same) set |= 1u << k;
    }
  }
  return set;
}

RsCandidateSet rs_candidates_of(const RsPlaceChoice *choice, uint32_t country) {
  RsCandidateSet set = 0;
  for (unsigned k = 0; k < choice->count && country != RS_NONE; k++) {
    if (choice->candidates[k].country == country) set |= 1u << k;
  }
  return set;
}

/* `عمّان` is Amman, `عُمان` Oman: a shadda or the damma of the first letter that the dictionary
 * writes as well. */
static bool is_marked_alike(
  const RsPlaceChoice *choice, const RsPlaceCandidate *candidate
) {
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
  if (all & RS_MARK_SHADDA) return strstr(written, RS_UTF8_SHADDA);
  return (marks[start] & RS_MARK_DAMMA) && !strstr(written, RS_UTF8_SHADDA) &&
         (candidate->kind == RS_NAME_COUNTRY || strstr(written, RS_UTF8_DAMMA));
}

bool rs_speaks_for(
  const RsPlaceChoice *choice, const RsPlaceCandidate *candidate, uint8_t reason
) {
  const RsPlaceChooser *chooser = choice->chooser;
  const RsName *name = choice->name;
  const char *iso = iso_of(choice, candidate);
  switch (reason) {
    case RS_REASON_MARKS: return is_marked_alike(choice, candidate);
    case RS_REASON_NATIONALITY:
      return rs_nationality_behind(chooser->reading, name->last, iso);
    case RS_REASON_KIND: return rs_fits_kind(candidate, name->kinds);
    case RS_REASON_CONTAINED:
      return rs_container_behind(
        chooser->reading, chooser->matches, name->last, iso, candidate->admin1
      );
    case RS_REASON_GOVERNMENT:
      return candidate->kind != RS_NAME_PLACE && rs_acts_as_state(chooser, name);
    case RS_REASON_CLASS: return rs_is_settlement(candidate);
    default: return false;
  }
}

static RsCandidateSet most_populous(const RsPlaceChoice *choice, RsCandidateSet among) {
  unsigned most = 0;
  RsCandidateSet set = 0;
  for (unsigned k = 0; k < choice->count; k++) {
    unsigned population = choice->candidates[k].population + 1u;
    if (!(among >> k & 1) || population < most) continue;
    set = population > most ? 1u << k : set | 1u << k;
    most = population;
  }
  return set;
}

bool rs_share_country(const RsPlaceChoice *choice, RsCandidateSet set) {
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

RsCandidateSet rs_witness(
  const RsPlaceChoice *choice, RsCandidateSet alive, uint8_t reason
) {
  const RsPlaceChooser *chooser = choice->chooser;
  switch (reason) {
    case RS_REASON_SENTENCE: return named_around(choice, 0);
    case RS_REASON_PARAGRAPH: return named_around(choice, PARAGRAPH);
    case RS_REASON_EARLIER: return decided_before(choice);
    case RS_REASON_DATELINE: return rs_candidates_of(choice, chooser->dateline);
    case RS_REASON_DOCUMENT:
      return most_named(choice, 0, chooser->reading->tokens->token_count);
    case RS_REASON_OUTLET: return rs_candidates_of(choice, chooser->reading->home_country);
    case RS_REASON_POPULATION: return most_populous(choice, alive);
    case RS_REASON_CLASS:
      if (!rs_share_country(choice, alive)) return 0;
      break;
    default: break;
  }
  RsCandidateSet set = 0;
  for (unsigned k = 0; k < choice->count; k++) {
    if (rs_speaks_for(choice, &choice->candidates[k], reason)) set |= 1u << k;
  }
  return set;
}
