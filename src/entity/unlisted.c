/* Places without an entry.
 *
 * Behind a kind of place stands a name even when no dictionary holds it (`بلدة غابالامي غي`): it
 * runs over words that the lexicon does not know. A listed word is a name behind words such as
 * بلدة when it has the article (`بلدة الحضر`), behind any kind when a definite adjective follows
 * (`ناحية رمش الحدودية`): an indefinite noun would have an indefinite one. Behind في, قرب and
 * the like a word of no lexicon is a foreign town (`في نوفوشاختينسك`). A land with a nationality
 * is a place (`الحدود السورية`), `العاصمة` alone the capital of the country that the text speaks
 * of, `شمال البلاد` a part of it.
 *
 * Limits: names of three words at most; two words that a slip glued together are told by an
 * article inside them (`قصرالمؤتمر`); companies behind في are taken for towns.
 */
#include "entity/toponym.h"

enum {
  NAME_WORDS = 3 /* of an unlisted name */
};

static const RsLexeme *lexeme_at(const RsReading *reading, uint32_t token) {
  return rs_morph_lexeme(reading->knowledge, reading->morphs[token].chosen);
}

/* ------------------------------------------------------------------ unlisted names */

enum {
  UNLISTED_KINDS = 1 << RS_PLACE_CITY | 1 << RS_PLACE_TOWN | 1 << RS_PLACE_VILLAGE |
                   1 << RS_PLACE_QUARTER | 1 << RS_PLACE_ADMIN1 | 1 << RS_PLACE_CAMP |
                   1 << RS_PLACE_CROSSING | 1 << RS_PLACE_MOUNTAIN | 1 << RS_PLACE_RIVER |
                   1 << RS_PLACE_ISLAND
};

/* A word that no lexicon knows, or a name. */
static bool is_unknown(const RsToponyms *t, uint32_t token) {
  const RsAnalysis *chosen = t->reading->morphs[token].chosen;
  if (!chosen || chosen->enclitic != RS_NO_CLITIC) return false;
  if (t->dates->at[token] != RS_NONE) return false;
  if (chosen->lexeme == RS_NONE)
    return !chosen->derived && chosen->upos != RS_UPOS_VERB && chosen->upos != RS_UPOS_ADJ;
  const RsLexeme *lexeme = lexeme_at(t->reading, token);
  return chosen->upos == RS_UPOS_PROPN && lexeme->country == RS_NONE &&
         !(lexeme->flags & RS_LEXEME_GIVEN_NAME);
}

/* ------------------------------------------------------------------ by nationality */

/* `المدينة السورية حلب` has a name of its own. */
static bool names_place(const RsToponyms *t, uint32_t token) {
  if (token >= t->reading->tokens->token_count) return false;
  const RsAnalysis *chosen = t->reading->morphs[token].chosen;
  if (!chosen || chosen->proclitic_count) return false;
  for (uint32_t i = t->matches->starts[token]; i < t->matches->starts[token + 1]; i++) {
    uint32_t phrase = t->matches->matches[i].phrase;
    if (RS_GET(t->reading->knowledge, phrases, phrase)->kind <= RS_PHRASE_PLACE)
      return true;
  }
  return false;
}

/* `في العاصمة`, `غرب العاصمة`, with no name or adjective behind it. */
static bool names_capital(const RsToponyms *t, uint32_t token) {
  const RsReading *reading = t->reading;
  const RsAnalysis *own = reading->morphs[token].chosen;
  if (own->enclitic != RS_NO_CLITIC) return false;
  bool said =
    rs_place_kinds_before(reading, token) || rs_is_behind_preposition(reading, token);
  for (unsigned i = 0; i < own->proclitic_count; i++)
    said |= (RS_GET(reading->knowledge, clitics, own->proclitics[i])->flags &
             RS_LEXEME_LOCATIVE) != 0;
  if (!said) return false;
  if (!rs_in_sentence(reading, token + 1, token)) return true;
  const RsAnalysis *behind = reading->morphs[token + 1].chosen;
  if (!behind) return !rs_is_mark(reading, token + 1, "#\"");
  bool closed = behind->upos == RS_UPOS_ADP || behind->upos == RS_UPOS_CCONJ ||
                behind->upos == RS_UPOS_VERB || behind->upos == RS_UPOS_SCONJ;
  return closed || behind->proclitic_count;
}

bool rs_place_by_nationality(const RsToponyms *t, uint32_t token, RsName *name) {
  const RsReading *reading = t->reading;
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!chosen || chosen->upos != RS_UPOS_NOUN || !chosen->article) return false;
  if (chosen->lexeme == RS_NONE) return false;
  uint32_t kinds = rs_place_kinds_at(reading, token);
  /* By itself `البلاد` says less than the country's name elsewhere in the text. */
  bool is_home = (kinds & RS_KIND_HOME) && chosen->enclitic == RS_NO_CLITIC &&
                 rs_place_kinds_before(reading, token);
  bool is_land = (kinds & RS_KIND_LAND) && rs_in_sentence(reading, token + 1, token);
  uint32_t country = is_land ? rs_definite_nisba(reading, token + 1) : RS_NONE;
  /* `في العاصمة، …`: that of the country that the text speaks of. */
  bool is_seat = country == RS_NONE && (kinds & RS_KIND_CAPITAL) &&
                 t->names->main_country != RS_NONE && names_capital(t, token);
  if (country == RS_NONE && !is_home && !is_seat) return false;
  uint32_t last = token + 1;
  while (country != RS_NONE && rs_in_sentence(reading, last, token) && last < token + 3 &&
         rs_definite_nisba(reading, last) != RS_NONE)
    last++;
  if (country != RS_NONE && names_place(t, last)) return false;
  uint32_t home = is_seat ? t->names->main_country : country;
  bool is_capital = home != RS_NONE && (kinds & RS_KIND_CAPITAL);
  *name = (RsName) {
    .first = token,
    .last = last,
    .start_letter = reading->tokens->tokens[token].start + chosen->segment_start,
    .index = is_capital ? home : RS_NONE,
    .place = RS_NONE,
    .phrase = RS_NONE,
    .country = home,
    .kinds = rs_place_kinds_before(reading, token) |
             (is_capital || country == RS_NONE ? 0 : RS_KIND_NEAR),
    .kind = is_capital ? RS_NAME_CAPITAL : RS_NAME_PLACE,
    .reason = country != RS_NONE ? RS_REASON_NATIONALITY : RS_REASON_HOME,
  };
  return true;
}

/* `ناحية رمش الحدودية`: a definite adjective tells that the word before it is a name. */
static bool is_defined_behind(const RsReading *reading, uint32_t token) {
  if (!rs_in_sentence(reading, token + 1, token)) return false;
  const RsAnalysis *behind = reading->morphs[token + 1].chosen;
  return behind && behind->upos == RS_UPOS_ADJ && behind->article &&
         !behind->proclitic_count;
}

/* `بلدة الحضر`: a definite noun, no person, behind a word that takes a name. */
static bool is_named(const RsToponyms *t, uint32_t token, uint32_t kinds) {
  const RsAnalysis *chosen = t->reading->morphs[token].chosen;
  if (!chosen) return false;
  /* `منطقة الفرهودية`: a word with the article that no lexicon has. */
  bool guessed =
    chosen->lexeme == RS_NONE && chosen->article && chosen->upos != RS_UPOS_VERB;
  if (guessed) return chosen->enclitic == RS_NO_CLITIC;
  bool verb = chosen->upos == RS_UPOS_VERB;
  bool defined = !chosen->article &&
                 (verb || rs_feature(chosen->features, RS_NUMBER_SHIFT) < 2) &&
                 is_defined_behind(t->reading, token);
  if (!defined && (!(kinds & RS_KIND_NAMED) || !chosen->article)) return false;
  bool noun = chosen->upos == RS_UPOS_NOUN || chosen->upos == RS_UPOS_X;
  if (!noun && !(verb && defined)) return false;
  const RsLexeme *lexeme = lexeme_at(t->reading, token);
  return chosen->enclitic == RS_NO_CLITIC &&
         !(lexeme->flags & (RS_LEXEME_RATIONAL | RS_LEXEME_TITLE | RS_LEXEME_PLACE));
}

/* `قصرالمؤتمر`: two words that a slip has glued together. */
static bool is_glued(const RsReading *reading, const RsToken *token) {
  enum {
    HEAD = 3,
    TAIL = 3
  };
  const uint8_t *letters = reading->text->letters;
  for (uint32_t i = token->start + HEAD; i + 1 + TAIL < token->end; i++) {
    if (letters[i] == RS_LETTER_ALEF && letters[i + 1] == RS_LETTER_LAM) return true;
  }
  return false;
}

/* Another word of the name: unknown as well, and no place of its own (`بدمشق`). */
static bool continues_name(const RsToponyms *t, uint32_t token, uint32_t next) {
  const RsReading *reading = t->reading;
  if (!rs_in_sentence(reading, next, token) || !is_unknown(t, next)) return false;
  if (reading->morphs[next].chosen->proclitic_count) return false;
  uint32_t start = reading->tokens->tokens[next].start;
  for (uint32_t i = t->matches->starts[next]; i < t->matches->starts[next + 1]; i++) {
    if (t->matches->matches[i].start_letter > start) return false;
  }
  return !is_glued(reading, &reading->tokens->tokens[next]);
}

/* `في نوفوشاختينسك`: a foreign name behind في, of words that nobody knows. */
static bool is_foreign(const RsToponyms *t, uint32_t token, uint32_t before) {
  enum {
    LETTERS = 4
  };
  const RsReading *reading = t->reading;
  const RsAnalysis *preposition = reading->morphs[before].chosen;
  if (!preposition || preposition->enclitic != RS_NO_CLITIC || !rs_in_sentence(reading, before, token))
    return false;
  bool in = preposition->upos == RS_UPOS_ADP && !preposition->proclitic_count &&
            (lexeme_at(reading, before)->flags & RS_LEXEME_LOCATIVE);
  bool beside = !preposition->article && before + 1 == token &&
                (rs_place_kinds_at(reading, before) & (RS_KIND_NEAR | RS_KIND_INSIDE));
  if (!in && !beside) return false;
  const RsToken *at = &reading->tokens->tokens[token];
  const RsAnalysis *own = reading->morphs[token].chosen;
  bool goes_on = continues_name(t, token, token + 1);
  bool strange = own->lexeme == RS_NONE && at->end - at->start >= LETTERS;
  /* `في مظاهرت القطاع`: a misspelt noun in the construct. */
  const RsAnalysis *behind =
    rs_in_sentence(reading, token + 1, token) ? reading->morphs[token + 1].chosen : NULL;
  if (behind && behind->upos == RS_UPOS_NOUN && behind->article) return false;
  return !own->article && (strange || goes_on) && is_unknown(t, token) &&
         !is_glued(reading, at);
}

bool rs_place_unlisted(const RsToponyms *t, uint32_t token, RsName *name) {
  const RsReading *reading = t->reading;
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!chosen || !token || chosen->proclitic_count) return false;
  uint32_t before =
    rs_is_mark(reading, token - 1, "\"") && token > 1 ? token - 2 : token - 1;
  /* Only a kind in the construct: `بلدة X`; `البلدة` has no name behind it. */
  const RsAnalysis *kind = reading->morphs[before].chosen;
  bool foreign = is_foreign(t, token, before);
  if (!kind || (!foreign && (kind->article || kind->upos == RS_UPOS_ADP))) return false;
  uint32_t kinds = foreign ? 0 : rs_place_kinds_before(reading, token);
  if (!foreign && (!(kinds & UNLISTED_KINDS) || (kinds & RS_KIND_THING))) return false;
  if (!foreign && !is_unknown(t, token) && !is_named(t, token, kinds)) return false;
  uint32_t last = token + 1;
  while (last < token + NAME_WORDS && continues_name(t, token, last))
    last++;
  *name = rs_name_bare(token, last, reading->tokens->tokens[token].start, RS_NAME_PLACE);
  name->kinds = kinds;
  name->reason = RS_REASON_UNLISTED;
  return true;
}
