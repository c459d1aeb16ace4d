/* Rules of combination, and first costs.
 *
 * ب and ل stand before nouns, س before imperfects, و before anything; ال takes neither a
 * pronoun nor a form in -an (رجلا); a form like حكومت stands only before a pronoun. What is
 * allowed is not equally likely: the cost of a reading grows with every clitic and with every
 * letter that departs from the dictionary's spelling (ه for ة, ا for أ), with rare persons and
 * moods; closed classes, numbers and countries cost less. The sentence decides afterwards
 * (disambiguate.c). The figures are set by hand, on running news.
 */
#include "morph/clitic.h"

enum {
  COST_GLUED = 4
};

static bool is_noun_like(uint8_t upos) {
  return upos == RS_UPOS_NOUN || upos == RS_UPOS_ADJ || upos == RS_UPOS_NUM ||
         upos == RS_UPOS_PROPN || upos == RS_UPOS_ADV || upos == RS_UPOS_DET;
}

static bool is_verb(uint8_t upos) {
  return upos == RS_UPOS_VERB || upos == RS_UPOS_AUX;
}

static bool host_accepts(uint8_t host, uint8_t upos, uint32_t features) {
  switch (host) {
    case RS_HOST_NOUN: return !is_verb(upos) && upos != RS_UPOS_PUNCT;
    case RS_HOST_VERB: return is_verb(upos);
    case RS_HOST_IMPERFECT:
      return is_verb(upos) && rs_feature(features, RS_ASPECT_SHIFT) == 2;
    default: return true;
  }
}

static bool enclitic_fits(const RsClitic *enclitic, uint8_t upos, uint32_t features) {
  if (!enclitic) return !(features & RS_FEATURE_NEEDS_ENCLITIC);
  if (features & RS_FEATURE_NO_ENCLITIC) return false;
  bool particle = upos == RS_UPOS_SCONJ || upos == RS_UPOS_PART || upos == RS_UPOS_ADP;
  bool like_verb = particle && enclitic->host == RS_HOST_VERB; /* إنني, لكنني */
  if (!like_verb && !host_accepts(enclitic->host, upos, features)) return false;
  bool open = upos == RS_UPOS_VERB || upos == RS_UPOS_NOUN || upos == RS_UPOS_ADJ ||
              upos == RS_UPOS_NUM;
  bool takes = features & (RS_FEATURE_TAKES_ENCLITIC | RS_FEATURE_NEEDS_ENCLITIC);
  if (!open && !takes) return false;
  return upos != RS_UPOS_VERB || rs_feature(features, RS_VOICE_SHIFT) != 2;
}

/* ب, ل and ك govern nouns, subordinators and pronouns other than personal ones (كأنت). */
static bool preposition_fits(const RsClitic *clitic, uint8_t upos, uint32_t features) {
  if (clitic->slot != 3 || clitic->upos != RS_UPOS_ADP || clitic->host != RS_HOST_NOUN) {
    return true;
  }
  if (upos == RS_UPOS_PRON) return rs_feature(features, RS_PERSON_SHIFT) == 0;
  bool particle = upos == RS_UPOS_SCONJ || upos == RS_UPOS_PART;
  if (particle && clitic->letters[0] == RS_LETTER_KAF) return false; /* كان is no ك + أن */
  return particle || is_noun_like(upos);
}

/* Particles, prepositions and pronouns are few and frequent: `وفي` is "and in", not "loyal". */
static bool closed_class(uint8_t upos) {
  return upos == RS_UPOS_ADP || upos == RS_UPOS_SCONJ || upos == RS_UPOS_PART ||
         upos == RS_UPOS_PRON || upos == RS_UPOS_DET || upos == RS_UPOS_CCONJ ||
         upos == RS_UPOS_AUX;
}

/* What may stand behind a function word run together with it: a noun shows its article, a verb
 * stands in the third person and behind a conjunction in the imperfect, so that no name is torn
 * apart (`منال`, `أوسو`, `ماهوني`). */
static bool glue_fits(
  const RsClitic *clitic, const RsPrefix *prefix, uint8_t upos, uint32_t features
) {
  if (clitic->letter_count < 2 || clitic->upos == RS_UPOS_PROPN) return true;
  if (prefix->article || prefix->named) return true;
  if (clitic->host == RS_HOST_NOUN) return false;
  if (!is_verb(upos)) return clitic->host == RS_HOST_ANY && closed_class(upos);
  unsigned aspect = rs_feature(features, RS_ASPECT_SHIFT);
  bool third = rs_feature(features, RS_PERSON_SHIFT) != 2 && aspect != 3;
  return third && (clitic->host == RS_HOST_VERB || aspect == 2);
}

/* أ and و go together before particles and imperfects only: أولم, أفلا. */
static bool question_fits(
  const RsClitic *first, const RsPrefix *prefix, uint8_t upos, uint32_t features
) {
  if (prefix->count < 2 || first->slot != 1) return true;
  if (upos == RS_UPOS_PART || upos == RS_UPOS_AUX) return true;
  return host_accepts(RS_HOST_IMPERFECT, upos, features);
}

bool rs_clitics_fit(
  const RasidKnowledge *knowledge,
  const RsPrefix *prefix,
  uint8_t upos,
  uint32_t features,
  const RsClitic *enclitic
) {
  if (prefix->article) {
    if (features & (RS_FEATURE_NO_ARTICLE | RS_FEATURE_CONSTRUCT)) return false;
    if (!is_noun_like(upos) || enclitic) return false;
    if (rs_feature(features, RS_CASE_SHIFT) == 3) return false;
  }
  if (!enclitic_fits(enclitic, upos, features)) return false;
  for (unsigned i = 0; i < prefix->count; i++) {
    const RsClitic *clitic = RS_GET(knowledge, clitics, prefix->proclitics[i]);
    if (!host_accepts(clitic->host, upos, features)) return false;
    if (!preposition_fits(clitic, upos, features)) return false;
    if (!glue_fits(clitic, prefix, upos, features)) return false;
    if (!i && !question_fits(clitic, prefix, upos, features)) return false;
  }
  return true;
}

/* ------------------------------------------------------------------ costs */

/* How far a written stem departs from the form's spelling; both fold alike. */
static unsigned spelling_cost(const uint8_t *written, const uint8_t *form, size_t count) {
  unsigned cost = 0;
  for (size_t i = 0; i < count; i++) {
    if (written[i] == form[i]) continue;
    bool bare = written[i] == RS_LETTER_ALEF || form[i] == RS_LETTER_ALEF;
    if (form[i] == RS_LETTER_TEH_MARBUTA || written[i] == RS_LETTER_TEH_MARBUTA)
      cost += 4;
    else if (form[i] == RS_LETTER_YEH || form[i] == RS_LETTER_ALEF_MAKSURA)
      cost += 6; /* two words oftener than one: علي, على; سلمي, سلمى */
    else
      cost += bare && !i ? 2 : 4; /* only a first hamza is left out every day */
  }
  return cost;
}

/* What the reading costs by itself: rare persons, moods and derivations cost a little. */
static unsigned form_cost(const RsLexeme *lexeme, uint32_t features) {
  unsigned cost = 0;
  if (lexeme->upos == RS_UPOS_VERB) {
    unsigned person = rs_feature(features, RS_PERSON_SHIFT);
    if (rs_feature(features, RS_ASPECT_SHIFT) == 3) cost += 9;
    if (person == 2) cost += 7;
    if (person == 1) cost += 3;
    if (rs_feature(features, RS_VOICE_SHIFT) == 2) cost += 2;
    if (features & RS_FEATURE_SHORT_MOOD) cost += 3;
    /* `وعدن` is Aden rather than "they (f.) promised". */
    bool women = rs_feature(features, RS_GENDER_SHIFT) == 2;
    if (women && rs_feature(features, RS_NUMBER_SHIFT) == 3) cost += 6;
  }
  if (lexeme->upos == RS_UPOS_INTJ) cost += 3;
  if (rs_feature(features, RS_NUMBER_SHIFT) == 2) cost += 2;
  if (rs_feature(features, RS_CASE_SHIFT) == 3) cost += 1;
  if (lexeme->derivation == RS_DERIVED_ACTIVE_PARTICIPLE) cost += 2;
  if (lexeme->derivation == RS_DERIVED_PASSIVE_PARTICIPLE) cost += 2;
  if (lexeme->upos == RS_UPOS_PROPN && lexeme->country == RS_NONE) {
    cost += lexeme->flags & (RS_LEXEME_GIVEN_NAME | RS_LEXEME_FAMILY_NAME) ? 3 : 1;
    if (lexeme->flags & RS_LEXEME_MAYBE_NAME) cost += 2;
  }
  return cost;
}

static unsigned prefix_cost(
  const RasidKnowledge *knowledge, const RsPrefix *prefix, const RsLexeme *lexeme
) {
  uint8_t upos = lexeme->upos;
  unsigned cost = closed_class(upos) ? prefix->count : 3 + 2u * prefix->count;
  /* اليمن is a country rather than "the bliss". */
  if (upos == RS_UPOS_PROPN && lexeme->country != RS_NONE) cost -= 2;
  if (upos == RS_UPOS_NUM) cost -= 1;
  if (prefix->glued) cost += COST_GLUED;
  for (unsigned i = 0; i < prefix->count; i++) {
    const RsClitic *clitic = RS_GET(knowledge, clitics, prefix->proclitics[i]);
    if (clitic->slot == 1) cost += RS_COST_QUESTION;
  }
  return cost;
}

unsigned rs_reading_cost(
  const RasidKnowledge *knowledge,
  const RsPrefix *prefix,
  const RsForm *form,
  const uint8_t *written,
  const RsClitic *enclitic
) {
  const RsLexeme *lexeme = RS_GET(knowledge, lexemes, form->lexeme);
  size_t length = form->letter_count;
  unsigned cost = spelling_cost(written, knowledge->letters + form->letters, length);
  cost += form_cost(lexeme, form->features) + prefix_cost(knowledge, prefix, lexeme);
  bool clipped = prefix->count || enclitic;
  if (length <= 2 && clipped && is_noun_like(lexeme->upos)) cost += 4;
  return cost + (enclitic ? 3 : 0);
}
