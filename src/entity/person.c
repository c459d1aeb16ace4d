/* People without an entry, by the shape of their names.
 *
 * A run of words of which at least one is a known given name, or that follow a title (`الرئيس`,
 * `وزير الخارجية`, `القيادي البارز`). Limits: at most six words; a first word that is a common noun as
 * well counts only behind a title and before another name (`الناشط سليم حداد`).
 */
#include "entity/place.h"

enum {
  NAME_FLAGS = RS_LEXEME_GIVEN_NAME | RS_LEXEME_FAMILY_NAME
};

typedef struct {
  const RsReading *reading;
  const RsDates *dates;
} Finder;

static const RsLexeme *lexeme_at(const Finder *finder, uint32_t token) {
  return rs_morph_lexeme(finder->reading->knowledge, finder->reading->morphs[token].chosen);
}

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

/* `الصحفي المعروف`, `القيادي البارز`: a title that looks like an adjective. */
static bool is_title(const Finder *finder, uint32_t token) {
  if (lexeme_at(finder, token)->flags & RS_LEXEME_TITLE) return true;
  const RsMorph *morph = &finder->reading->morphs[token];
  bool adjective = morph->type && morph->chosen && morph->chosen->upos == RS_UPOS_ADJ &&
                   morph->chosen->article;
  for (unsigned i = 0; adjective && i < morph->type->analysis_count; i++) {
    const RsAnalysis *other = &morph->type->analyses[i];
    if (other->upos == RS_UPOS_NOUN && other->lexeme != RS_NONE && other->article &&
        (rs_morph_lexeme(finder->reading->knowledge, other)->flags & RS_LEXEME_TITLE))
      return true;
  }
  return false;
}

static bool behind_title(const Finder *finder, uint32_t token) {
  const RsToken *tokens = finder->reading->tokens->tokens;
  for (uint32_t back = 1; back <= 4 && back <= token; back++) {
    uint32_t at = token - back;
    if (tokens[at].sentence != tokens[token].sentence) return false;
    if (tokens[at].kind == RS_TOKEN_PUNCT && back > 1) return false;
    const RsAnalysis *chosen = finder->reading->morphs[at].chosen;
    if (is_title(finder, at)) return true;
    if (chosen && chosen->upos != RS_UPOS_ADJ && chosen->upos != RS_UPOS_NOUN) return false;
  }
  return false;
}

/* `المعارض البارز`, `الشاب`: a man without his name. */
static bool behind_man(const Finder *finder, uint32_t token) {
  if (behind_title(finder, token)) return true;
  const RsMorph *morphs = finder->reading->morphs;
  uint32_t at = token;
  while (at && morphs[at - 1].chosen && morphs[at - 1].chosen->upos == RS_UPOS_ADJ)
    at--;
  const RsAnalysis *man = at ? morphs[at - 1].chosen : NULL;
  return man && man->upos == RS_UPOS_NOUN && man->article &&
         rs_feature(man->features, RS_NUMBER_SHIFT) == 1 &&
         (lexeme_at(finder, at - 1)->flags & RS_LEXEME_RATIONAL);
}

/* `المعارض البارز علي حسن`: with its dots behind a title and before another name it is nobody's على. */
static bool is_ali(const Finder *finder, uint32_t token) {
  const RsTokens *tokens = finder->reading->tokens;
  const RsToken *at = &tokens->tokens[token];
  if (token + 1 >= tokens->token_count || at[1].sentence != at->sentence) return false;
  return finder->reading->text->letters[at->end - 1] == RS_LETTER_YEH &&
         (name_flags(finder, token, true) & RS_LEXEME_GIVEN_NAME) &&
         (name_flags(finder, token + 1, true) & NAME_FLAGS) && behind_man(finder, token);
}

/* A word that may be part of a person's name when its neighbours are. */
static bool may_be_name(const Finder *finder, uint32_t token, bool first) {
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  if (!chosen || (!first && chosen->proclitic_count)) return false;
  if (finder->dates->at[token] != RS_NONE) return false;
  bool open_class = chosen->upos == RS_UPOS_PROPN || chosen->upos == RS_UPOS_NOUN ||
                    chosen->upos == RS_UPOS_ADJ || chosen->upos == RS_UPOS_X;
  if (!open_class)
    return first && chosen->upos == RS_UPOS_ADP && chosen->enclitic == RS_NO_CLITIC &&
           is_ali(finder, token);
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
  uint32_t start = tokens->tokens[token].start + chosen->segment_start;
  *name = rs_name_bare(token, end, start, RS_NAME_PERSON);
  return true;
}

bool rs_person_at(
  const RsReading *reading, const RsDates *dates, uint32_t token, RsName *name
) {
  const Finder finder = {reading, dates};
  return reading->morphs[token].type && person_name(&finder, token, name);
}
