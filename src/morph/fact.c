/* What a written word may stand for in the data, told once for all its tokens.
 *
 * Most words of a text begin no name, no role and no pattern, and name no kind of place; they
 * are let go by one look at their type. A kind of place is told by any reading but a verb or one
 * with a pronoun: `بلدة` before `الباب`, but not `مدينتنا`. With an article only capitals, land
 * and homes say what follows: `العاصمة دمشق`, not `الشمال`, `المناطق`; and `شارع بغداد` is a
 * street, `شوارع بغداد` are in Baghdad.
 */
#include "morph/morph.h"

static uint32_t kinds_of(const RasidKnowledge *knowledge, const RsAnalysis *analysis) {
  if (analysis->lexeme == RS_NONE || analysis->upos == RS_UPOS_VERB) return 0;
  if (analysis->enclitic != RS_NO_CLITIC) return 0;
  uint32_t kinds = rs_place_kind_of(knowledge, analysis->lexeme);
  if (analysis->article && !(kinds & RS_KIND_CAPITAL)) kinds &= RS_KIND_LAND | RS_KIND_HOME;
  bool is_several = rs_feature(analysis->features, RS_NUMBER_SHIFT) > 1;
  const RsLexeme *lexeme = rs_morph_lexeme(knowledge, analysis);
  if (is_several && (lexeme->flags & RS_LEXEME_PLACE)) kinds &= ~(uint32_t)RS_KIND_THING;
  return kinds;
}

static uint32_t kinds_among(
  const RasidKnowledge *knowledge, uint32_t first, uint32_t count
) {
  uint32_t holds = 0;
  first = rs_clip(first, &count, knowledge->references_count);
  for (uint32_t i = first; i < first + count; i++)
    holds |= 1u << (knowledge->references[i].kind & 31u);
  return holds;
}

void rs_morph_note_facts(const RasidKnowledge *knowledge, RsWordType *type) {
  type->place_kinds = type->holds = 0;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *analysis = &type->analyses[i];
    const RsLexeme *lexeme = rs_morph_lexeme(knowledge, analysis);
    type->place_kinds |= kinds_of(knowledge, analysis);
    type->holds |= kinds_among(knowledge, lexeme->reference_first, lexeme->reference_count);
  }
  for (unsigned i = 0; i < type->head_count; i++) {
    const RsWord *word = RS_GET(knowledge, words, type->heads[i].word);
    type->holds |= kinds_among(knowledge, word->reference_first, word->reference_count);
  }
}
