/* Which reading a word has in its sentence.
 *
 * `وصل` is "and prayer" or "he arrived", `قتل` a verb or its masdar: the word before decides
 * nearly always. Each reading's own cost is corrected by what stands before it (a preposition
 * wants a noun, لم / قد / الذي a verb, a bare noun its genitive, a noun its adjective) and by
 * vowel marks that the newspaper did print (قُتل is passive); the cheapest reading is taken,
 * from left to right. Limits: no look further back than one word, no second thoughts.
 */
#include "morph/morph.h"

typedef struct {
  const RasidKnowledge *knowledge;
  const RsAnalysis *before; /* NULL at the beginning of a clause */
  uint32_t before_flags;    /* RsLexeme.flags of it */
  bool quoted;              /* a quotation mark opened in between */
} Context;

static bool nominal(uint8_t upos) {
  return upos == RS_UPOS_NOUN || upos == RS_UPOS_ADJ || upos == RS_UPOS_PROPN ||
         upos == RS_UPOS_NUM;
}

static bool preposition(const RsAnalysis *analysis) {
  return analysis->upos == RS_UPOS_ADP && analysis->enclitic == RS_NO_CLITIC;
}

static int after_particle(const Context *context, const RsAnalysis *reading) {
  const RsAnalysis *before = context->before;
  bool verb = reading->upos == RS_UPOS_VERB;
  unsigned aspect = rs_feature(reading->features, RS_ASPECT_SHIFT);
  if (context->before_flags & RS_LEXEME_RELATIVE) return verb ? -4 : 0;
  if (context->before_flags & RS_LEXEME_FUTURE) return verb && aspect == 2 ? -6 : 2;
  if (context->before_flags & RS_LEXEME_NEGATION) return verb ? -3 : 1;
  if (before->upos == RS_UPOS_PART) return verb ? -4 : 0;
  if (before->upos == RS_UPOS_SCONJ) return verb && aspect == 2 ? -3 : 0;
  if (before->upos == RS_UPOS_AUX) return verb ? -3 : 0;
  return 0;
}

static int after_noun(const Context *context, const RsAnalysis *reading) {
  const RsAnalysis *before = context->before;
  bool bare = !before->article && before->enclitic == RS_NO_CLITIC;
  bool conjoined = reading->proclitic_count > 0;
  if (conjoined) return 0;
  if (reading->upos == RS_UPOS_ADJ && before->upos != RS_UPOS_PROPN) {
    bool definite = before->article || before->enclitic != RS_NO_CLITIC;
    return definite == reading->article ? -3 : reading->article ? -1 : 1;
  }
  if (reading->upos == RS_UPOS_VERB) return before->article ? -1 : bare ? 2 : 0;
  if (reading->upos == RS_UPOS_PROPN) {
    if (before->upos == RS_UPOS_PROPN) return -5;
    return context->before_flags & RS_LEXEME_TITLE ? -4 : -1;
  }
  if (reading->upos == RS_UPOS_NOUN && bare && before->upos == RS_UPOS_NOUN) return -1;
  return 0;
}

static int context_cost(const Context *context, const RsAnalysis *reading) {
  const RsAnalysis *before = context->before;
  bool verb = reading->upos == RS_UPOS_VERB;
  if (!before) return verb ? -2 : 0;
  if (preposition(before)) {
    if (verb) return 9;
    return reading->proclitic_count && nominal(reading->upos) ? 3 : 0;
  }
  if (nominal(before->upos)) return after_noun(context, reading);
  if (before->upos == RS_UPOS_VERB) return verb && !reading->proclitic_count ? 4 : 0;
  if (before->upos == RS_UPOS_DET && verb) return 4;
  return after_particle(context, reading);
}

/* Printed vowel marks: a damma on a verb's first letter is the passive or an imperfect of
 * forms II–IV, a fathatan belongs to nouns only. */
static int mark_cost(const RsText *text, const RsToken *token, const RsAnalysis *reading) {
  const uint8_t *marks = text->marks + token->start;
  uint32_t length = token->end - token->start;
  bool verb = reading->upos == RS_UPOS_VERB;
  int cost = 0;
  for (uint32_t i = length > 2 ? length - 2 : 0; i < length; i++) {
    if ((marks[i] & RS_MARK_FATHATAN) && verb) cost += 9;
  }
  bool damma = marks[reading->stem_start] & RS_MARK_DAMMA;
  unsigned voice = rs_feature(reading->features, RS_VOICE_SHIFT);
  bool perfect = verb && rs_feature(reading->features, RS_ASPECT_SHIFT) == 1;
  if (damma && perfect) cost += voice >= 2 ? -4 : 6;
  if (marks[reading->stem_start] && !damma && verb && voice == 2) cost += 4;
  return cost;
}

static const RsAnalysis *cheapest(
  const Context *context, const RsText *text, const RsToken *token, const RsWordType *type
) {
  const RsAnalysis *best = type->analyses;
  int best_cost = INT32_MAX;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *reading = &type->analyses[i];
    int cost = 2 * (int)reading->cost + 2 * context_cost(context, reading);
    if (token->marked) cost += 2 * mark_cost(text, token, reading);
    if (cost < best_cost) {
      best_cost = cost;
      best = reading;
    }
  }
  return best;
}

void rs_morph_disambiguate(
  const RasidKnowledge *knowledge,
  const RsText *text,
  const RsTokens *tokens,
  RsMorph *morphs,
  uint32_t first,
  uint32_t last
) {
  Context context = {.knowledge = knowledge};
  for (uint32_t i = first; i < last; i++) {
    const RsToken *token = &tokens->tokens[i];
    if (token->kind == RS_TOKEN_PUNCT) {
      if (token->letter != '"' && token->letter != '(' && token->letter != ')') {
        context.before = NULL;
      }
      continue;
    }
    if (!morphs[i].type) {
      context.before = NULL;
      continue;
    }
    morphs[i].chosen = cheapest(&context, text, token, morphs[i].type);
    context.before = morphs[i].chosen;
    context.before_flags = rs_morph_lexeme(knowledge, morphs[i].chosen)->flags;
  }
}
