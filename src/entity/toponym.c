/* Which words are said as places.
 *
 * `الباب` is a town and "the door", `الخليل` a town and a man: four of five gazetteer hits on
 * running text are false. A name that is also a common word counts when a word before it names
 * its kind (`بلدة الباب`, `قرب الباب`; data/places/kinds.tsv), when it stands in one list with a
 * place (`بلدتا الباب وبزاعة`), when what lies around it follows (`الباب في ريف حلب`), or, behind
 * a preposition, once such a cue has told it. Small places whose name is a word too need a
 * preposition or an idafa at least. What is called after a place is none (`شارع بغداد`), nor is
 * a surname (`سامر القصير`).
 *
 * Names that no dictionary holds are found in unlisted.c.
 */
#include "entity/toponym.h"

enum {
  CHAIN = 3,     /* kinds of places before a name: `قرب بلدة` */
  CONTAINER = 6, /* tokens behind a name that may say where it lies */
  SMALL = 1      /* population class of places that need a cue */
};

bool rs_in_sentence(const RsReading *reading, uint32_t token, uint32_t other) {
  const RsTokens *tokens = reading->tokens;
  return token < tokens->token_count && other < tokens->token_count &&
         tokens->tokens[token].sentence == tokens->tokens[other].sentence;
}

bool rs_is_mark(const RsReading *reading, uint32_t token, const char *marks) {
  const RsToken *at = &reading->tokens->tokens[token];
  return at->kind == RS_TOKEN_PUNCT && at->letter && at->letter < 0x80 &&
         strchr(marks, at->letter);
}

/* ------------------------------------------------------------------ kinds of places */

uint32_t rs_place_kinds_at(const RsReading *reading, uint32_t token) {
  const RsMorph *morph = &reading->morphs[token];
  bool names = morph->type && morph->chosen && morph->chosen->upos != RS_UPOS_VERB;
  return names ? morph->type->place_kinds : 0;
}

uint32_t rs_place_kinds_before(const RsReading *reading, uint32_t token) {
  uint32_t kinds = 0, at = token;
  if (token && rs_is_mark(reading, token - 1, "\"")) at--;
  for (unsigned back = 0; back < CHAIN && at > 0; back++) {
    at--;
    if (!rs_in_sentence(reading, at, token)) break;
    uint32_t found = rs_place_kinds_at(reading, at);
    if (!found) break;
    kinds |= back ? found & (RS_KIND_NEAR | RS_KIND_INSIDE) : found;
    if (reading->morphs[at].chosen->proclitic_count) break;
  }
  return kinds & ~(uint32_t)(RS_KIND_LAND | RS_KIND_HOME);
}

/* ------------------------------------------------------------------ what stands around */

static bool is_conjunction(const RsReading *reading, const RsAnalysis *analysis) {
  return analysis && analysis->proclitic_count &&
         RS_GET(reading->knowledge, clitics, analysis->proclitics[0])->upos ==
           RS_UPOS_CCONJ;
}

/* The place that `token` is joined to by و or a comma, or NULL. */
static const RsName *joined_place(const RsToponyms *t, uint32_t token) {
  const RsReading *reading = t->reading;
  uint32_t at = token;
  bool is_joined = is_conjunction(reading, reading->morphs[token].chosen);
  while (at > 0 && rs_in_sentence(reading, at - 1, token)) {
    const RsAnalysis *before = reading->morphs[at - 1].chosen;
    bool is_link =
      rs_is_mark(reading, at - 1, ",\"") || (before && before->upos == RS_UPOS_CCONJ);
    if (!is_link) break;
    is_joined = true;
    at--;
  }
  if (!is_joined || !at || !rs_in_sentence(reading, at - 1, token)) return NULL;
  uint32_t index = t->names->at[at - 1];
  if (index == RS_NONE || !rs_name_is_place(&t->names->names[index])) return NULL;
  return &t->names->names[index];
}

static const RsLexeme *lexeme_at(const RsReading *reading, uint32_t token) {
  return rs_morph_lexeme(reading->knowledge, reading->morphs[token].chosen);
}

/* A preposition or a noun in the construct before it: `في كفرنبل`, `أهالي كفرنبل`. */
static bool is_governed(const RsReading *reading, const RsMatch *match) {
  const RsAnalysis *own = reading->morphs[match->first].chosen;
  for (unsigned i = 0; own && i < own->proclitic_count; i++) {
    /* ل before a common word is purpose: `لخلخلة الحصار`. */
    const RsClitic *clitic = RS_GET(reading->knowledge, clitics, own->proclitics[i]);
    if (clitic->slot == 3) return !(clitic->flags & RS_LEXEME_TOWARDS);
  }
  uint32_t before = match->first - 1;
  if (before > 0 && match->first && rs_is_mark(reading, before, "\"")) before--;
  if (!match->first || !rs_in_sentence(reading, before, match->first)) return false;
  const RsAnalysis *chosen = reading->morphs[before].chosen;
  if (!chosen) return false;
  if (chosen->upos == RS_UPOS_ADP) return true;
  return chosen->upos == RS_UPOS_NOUN && !chosen->article &&
         chosen->enclitic == RS_NO_CLITIC;
}

bool rs_is_common_word(const RsReading *reading, uint32_t token) {
  enum {
    NAMES = RS_LEXEME_GIVEN_NAME | RS_LEXEME_FAMILY_NAME
  };
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *analysis = &type->analyses[i];
    if (analysis->lexeme == RS_NONE) continue;
    if (analysis->upos != RS_UPOS_PROPN) return true;
    if (rs_morph_lexeme(reading->knowledge, analysis)->flags & NAMES) return true;
  }
  return false;
}

/* `سامر القصير`: a bare name right behind a given name is a surname. */
static bool is_surname(const RsReading *reading, uint32_t token) {
  if (!token || !rs_in_sentence(reading, token - 1, token)) return false;
  const RsAnalysis *own = reading->morphs[token].chosen;
  const RsAnalysis *before = reading->morphs[token - 1].chosen;
  if (!own || own->proclitic_count || !before || before->upos != RS_UPOS_PROPN)
    return false;
  return (lexeme_at(reading, token - 1)->flags & RS_LEXEME_GIVEN_NAME) != 0;
}

/* ------------------------------------------------------------------ what follows */

bool rs_nationality_behind(const RsReading *reading, uint32_t last, const char *country) {
  if (!country[0] || !last || !rs_in_sentence(reading, last, last - 1)) return false;
  const RsWordType *type = reading->morphs[last].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *analysis = &type->analyses[i];
    if (analysis->derivation != RS_DERIVED_NISBA || !analysis->article) continue;
    if (analysis->proclitic_count) continue;
    uint32_t index = rs_morph_lexeme(reading->knowledge, analysis)->country;
    if (!strcmp(RS_GET(reading->knowledge, countries, index)->iso3, country)) return true;
  }
  return false;
}

/* Whether the dictionary name at a token is that country, or that division of it. */
static bool names_container(
  const RsReading *reading,
  const RsMatches *matches,
  uint32_t token,
  const char *country,
  const char *admin1,
  bool *is_name
) {
  const RasidKnowledge *k = reading->knowledge;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = RS_GET(k, phrases, matches->matches[i].phrase);
    if (phrase->kind > RS_PHRASE_PLACE || phrase->tentative) continue;
    *is_name = true;
    if (phrase->kind != RS_PHRASE_PLACE) {
      if (!strcmp(RS_GET(k, countries, phrase->index)->iso3, country)) return true;
      continue;
    }
    const RsPlaceRecord *place = RS_GET(k, places, phrase->index);
    if (strcmp(place->country, country) != 0) continue;
    if (!admin1 || !admin1[0] || !strcmp(rs_text_at(k, place->admin1), admin1)) return true;
  }
  return false;
}

/* Words between a name and what holds it: prepositions, kinds, directions, (، */
static bool may_lead(const RsReading *reading, uint32_t token, bool is_first) {
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!chosen) return is_first && rs_is_mark(reading, token, "(,");
  if (chosen->upos == RS_UPOS_ADP || rs_place_kinds_at(reading, token)) return true;
  return !is_first && chosen->upos == RS_UPOS_ADJ && chosen->article;
}

bool rs_container_behind(
  const RsReading *reading,
  const RsMatches *matches,
  uint32_t last,
  const char *country,
  const char *admin1
) {
  if (!country[0] || !last) return false;
  for (uint32_t at = last; at < last + CONTAINER && rs_in_sentence(reading, at, last - 1);
       at++) {
    const RsAnalysis *chosen = reading->morphs[at].chosen;
    bool is_name = false;
    /* `الباب حلب` says nothing, `الباب بحلب` and `الباب شمال حلب` do. */
    bool is_led =
      at > last || (chosen && chosen->proclitic_count && !is_conjunction(reading, chosen));
    if (is_led && names_container(reading, matches, at, country, admin1, &is_name))
      return true;
    if (is_name || !may_lead(reading, at, at == last)) return false;
  }
  return false;
}

/* The country of a definite nationality at a token, behind the definite noun before it. */
uint32_t rs_definite_nisba(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *analysis = &type->analyses[i];
    bool is_nisba = analysis->derivation == RS_DERIVED_NISBA && analysis->article;
    if (is_nisba && !analysis->proclitic_count && analysis->enclitic == RS_NO_CLITIC)
      return rs_morph_lexeme(reading->knowledge, analysis)->country;
  }
  return RS_NONE;
}

/* `الضفة التشادية` is no West Bank: a common noun with the nationality of another country. */
static bool is_another_land(
  const RsToponyms *t, const RsMatch *match, const RsPlaceRecord *place
) {
  const RsReading *reading = t->reading;
  const RsAnalysis *own = reading->morphs[match->first].chosen;
  if (!own || !own->article || !rs_in_sentence(reading, match->last, match->first))
    return false;
  uint32_t country = rs_definite_nisba(reading, match->last);
  if (country == RS_NONE) return false;
  return strcmp(RS_GET(reading->knowledge, countries, country)->iso3, place->country) != 0;
}

/* ------------------------------------------------------------------ said as a place */

bool rs_reads_as_name(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!chosen) return false;
  switch (chosen->upos) {
    case RS_UPOS_PROPN:
    case RS_UPOS_NOUN:
    case RS_UPOS_X: return true;
    case RS_UPOS_ADJ: return chosen->derivation != RS_DERIVED_NISBA || !chosen->article;
    default: return false;
  }
}

/* No verb stands behind a preposition: `على "تدمر"` is Palmyra, not "destroys". */
bool rs_is_behind_preposition(const RsReading *reading, uint32_t token) {
  uint32_t at = token;
  if (at && rs_is_mark(reading, at - 1, "\"")) at--;
  if (!at || !rs_in_sentence(reading, at - 1, token)) return false;
  const RsAnalysis *before = reading->morphs[at - 1].chosen;
  return before && before->upos == RS_UPOS_ADP && before->enclitic == RS_NO_CLITIC;
}

/* `الدخان الرمادي`: a word that could be the adjective of the definite noun before it, in a
 * text that names nothing else of the place's country. */
static bool may_describe(const RsToponyms *t, const RsMatch *match, uint32_t place) {
  const RsReading *reading = t->reading;
  if (!match->first || !rs_in_sentence(reading, match->first, match->first - 1))
    return false;
  const RsAnalysis *before = reading->morphs[match->first - 1].chosen;
  const RsAnalysis *own = reading->morphs[match->first].chosen;
  if (!before || !own || own->proclitic_count || !own->article) return false;
  if (before->upos != RS_UPOS_NOUN) return false;
  if (!before->article && before->enclitic == RS_NO_CLITIC) return false;
  unsigned gender = rs_feature(before->features, RS_GENDER_SHIFT);
  unsigned own_gender = rs_feature(own->features, RS_GENDER_SHIFT);
  if (gender && own_gender && gender != own_gender) return false;
  uint32_t country = rs_country_of_iso(
    reading->knowledge, RS_GET(reading->knowledge, places, place)->country
  );
  enum {
    ONCE = 3 /* the weight of one mention in the first lines */
  };
  return country == RS_NONE || t->names->country_weights[country] <= ONCE;
}

/* `الباب السورية` is a town, since towns are feminine; `الشعب العراقي` is a people. */
static bool is_feminine_only(const RsReading *reading, uint32_t first, uint32_t last) {
  const RsAnalysis *own = reading->morphs[first].chosen;
  const RsAnalysis *behind =
    rs_in_sentence(reading, last, first) ? reading->morphs[last].chosen : NULL;
  return own && behind && rs_feature(behind->features, RS_GENDER_SHIFT) == 2 &&
         rs_feature(own->features, RS_GENDER_SHIFT) != 2;
}

/* A cue that holds by itself: a kind that fits, a list of places, what holds it. */
static bool is_told(
  const RsToponyms *t, const RsMatch *match, const RsPlaceRecord *place, uint32_t kinds
) {
  const RasidKnowledge *k = t->reading->knowledge;
  if (kinds & (1u << place->place_class | RS_KIND_NEAR)) return true;
  const RsName *joined = joined_place(t, match->first);
  uint32_t fits = 1u << place->place_class;
  if (joined && (joined->kinds & fits)) return true;
  bool is_named_so = is_feminine_only(t->reading, match->first, match->last) &&
                     rs_nationality_behind(t->reading, match->last, place->country);
  return is_named_so ||
         rs_container_behind(
           t->reading, t->matches, match->last, place->country, rs_text_at(k, place->admin1)
         );
}

bool rs_place_said(
  const RsToponyms *t, const RsMatch *match, const RsPhrase *phrase, uint32_t *kinds
) {
  const RsReading *reading = t->reading;
  const RsAnalysis *own = reading->morphs[match->first].chosen;
  const RsPlaceRecord *place = RS_GET(reading->knowledge, places, phrase->index);
  bool is_bare = !own || !own->proclitic_count;
  const RsName *joined = joined_place(t, match->first);
  *kinds = is_bare ? rs_place_kinds_before(reading, match->first) : 0;
  if (!*kinds && joined) *kinds = joined->kinds & ~(uint32_t)RS_KIND_CAPITAL;
  if (*kinds & RS_KIND_THING) return false;
  bool is_one_word = match->last == match->first + 1;
  if (is_one_word && is_another_land(t, match, place)) return false;
  if (is_one_word && !*kinds && is_surname(reading, match->first)) return false;
  /* `التخلص من شروره` is "his evils", not Sharurah. */
  bool is_owned = own && own->enclitic != RS_NO_CLITIC && own->upos != RS_UPOS_PROPN;
  if (is_one_word && is_owned && !*kinds) return false;
  /* `جبال عالية`, `قرية جميلة`: an adjective of an indefinite kind. */
  bool is_adjective = own && own->upos == RS_UPOS_ADJ && !own->article && is_bare &&
                      rs_is_common_word(reading, match->first);
  if (is_one_word && is_adjective) return false;
  bool is_fitting = *kinds & 1u << place->place_class;
  bool reads_well = rs_reads_as_name(reading, match->first) ||
                    rs_is_behind_preposition(reading, match->first);
  if (is_one_word && !is_fitting && !reads_well) return false;
  bool is_doubtful = is_one_word && !*kinds && rs_is_common_word(reading, match->first);
  if (is_doubtful && may_describe(t, match, phrase->index)) return false;
  bool is_small =
    is_one_word && place->population <= SMALL && rs_is_common_word(reading, match->first);
  if (!phrase->tentative && !is_small) return true;
  bool is_seen = t->place_seen && phrase->index < reading->knowledge->places_count &&
                 t->place_seen[phrase->index];
  bool is_governed_here = is_governed(reading, match);
  /* `على "تدمر"`, where the sentence reads it as a name. */
  bool is_proper =
    own && own->upos == RS_UPOS_PROPN && place->population > SMALL &&
    (own->proclitic_count || rs_is_behind_preposition(reading, match->first));
  if (!phrase->tentative || is_seen || is_proper) {
    if (is_governed_here || *kinds || joined) return true;
  }
  return is_told(t, match, place, *kinds);
}
