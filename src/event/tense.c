/* What tense says of a deed.
 *
 * A present goes on (`تقتل الجماعات المسلحة`), but that of a headline tells what happened, and
 * behind كان it is past; what came of something (`ليتم القبض عليه`) has the tense of what came
 * before. A noun has the tense of its relative clause (`الهجوم الذي تشنه القوات`) or of what is
 * said of it (`المفاوضات لا تزال جارية`). Words are said and done with, but inquiries take time, and
 * what somebody says in a relative clause he says all the time (`الاتهامات التي توجهها الرياض`);
 * backing that no verb tells of lasts. Codebook section 3, `status`. Limits: which present tells
 * a habit and which the day's news is not asked.
 */
#include "event/scope.h"

bool rs_tense_is_future(const RsScope *scope, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(scope->reading, token);
  for (unsigned i = 0; chosen && i < chosen->proclitic_count; i++) {
    const RsClitic *clitic =
      RS_GET(scope->input->knowledge, clitics, chosen->proclitics[i]);
    if (clitic->host == RS_HOST_IMPERFECT && clitic->upos == RS_UPOS_PART) return true;
  }
  return false;
}

/* `خرج من بلاده ليتم القبض عليه`: what came of it. */
static bool is_consequence(const RsReading *reading, const RsAnalysis *verb) {
  for (unsigned i = 0; i < verb->proclitic_count; i++) {
    const RsClitic *clitic = RS_GET(reading->knowledge, clitics, verb->proclitics[i]);
    if (clitic->upos == RS_UPOS_ADP) return true;
  }
  return false;
}

/* A plain present, which no particle governs: `تقتل الجماعات المسلحة المدنيين`. */
bool rs_tense_is_present(const RsScope *scope, uint32_t verb) {
  const RsReading *reading = scope->reading;
  const RsAnalysis *chosen = rs_chosen(reading, verb);
  if (!chosen || chosen->upos != RS_UPOS_VERB) return false;
  if (rs_feature(chosen->features, RS_ASPECT_SHIFT) != 2) return false;
  if (chosen->features & RS_FEATURE_SHORT_MOOD || scope->past) return false;
  const RsAnalysis *before = verb ? rs_chosen(reading, verb - 1) : NULL;
  bool was = before && verb > scope->mention->first && /* `السيارة التي كان يقودها` */
             (rs_lexeme_at(reading, verb - 1)->flags & RS_LEXEME_AUXILIARY) &&
             rs_feature(before->features, RS_ASPECT_SHIFT) == 1;
  bool governed = before && !before->article &&
                  (before->upos == RS_UPOS_PART || before->upos == RS_UPOS_SCONJ) &&
                  before->enclitic == RS_NO_CLITIC &&
                  !rs_scope_reads_as_relative(scope, verb - 1);
  governed |= was || is_consequence(reading, chosen);
  return !governed;
}

/* The verb whose tense is that of the deed: before it, or in its relative clause (`العمليات التي
 * تنفذها القوات`). */
static uint32_t telling_verb(
  const RsMention *mention, const RsEventInput *input, uint32_t from
) {
  if (mention->predicate == RS_NONE) return from;
  uint32_t verb = input->clauses->predicates[mention->predicate].token;
  return verb >= mention->last ? verb : from;
}

/* `القمة التي ستعقد في بروكسل`: the verb that lends its tense to the noun which its clause hangs
 * on, or RS_NONE; not `الهجوم الذي سيؤدي إلى`. */
static uint32_t holding_verb(const RsEventInput *input, const RsMention *mention) {
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[mention->trigger];
  if (index == RS_NONE || clauses->nominals[index].head != mention->trigger) return RS_NONE;
  for (uint32_t i = clauses->predicate_first[mention->sentence];
       i < clauses->predicate_first[mention->sentence + 1];
       i++) {
    uint32_t verb = clauses->predicates[i].token;
    if (clauses->predicates[i].antecedent == index && rs_finding_at(input, verb, RS_ITEM_LIGHT))
      return verb;
  }
  return RS_NONE;
}

uint32_t rs_tense_verb(const RsScope *scope) {
  uint32_t own = telling_verb(scope->mention, scope->input, rs_scope_start(scope));
  if (rs_is_upos(scope->reading, own, RS_UPOS_VERB)) return own;
  uint32_t holding = holding_verb(scope->input, scope->mention);
  return holding != RS_NONE ? holding : own;
}

/* Words are said and done with, but not an inquiry: `تحقق الشرطة في الهجوم`. */
static bool takes_time(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *code = RS_GET(input->knowledge, cameos, pattern->cameo)->code;
  return !rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT) ||
         strncmp(code, "09", 2) == 0;
}

/* `الاتهامات التي توجهها الرياض`, `الاتفاق الذي يلقي عليه شكوكا`: what somebody says all the time. */
static bool is_in_relative_clause(const RsScope *scope, uint32_t verb) {
  const RsClauses *clauses = scope->input->clauses;
  uint32_t index = clauses->predicate_at[verb];
  if (index == RS_NONE || clauses->predicates[index].antecedent == RS_NONE) return false;
  for (uint32_t i = verb; i < scope->mention->first; i++) {
    if (rs_is_punct(scope->reading, i, ',')) return false;
  }
  return true;
}

bool rs_tense_lasts(const RsScope *scope, uint32_t verb) {
  return takes_time(scope->input, scope->mention) || is_in_relative_clause(scope, verb);
}

/* `بسبب دعمها للحوثيين`: backing that no verb tells of (`أكدت دعمها للحكومة`) lasts. */
bool rs_tense_is_standing(const RsScope *scope) {
  const RsMention *mention = scope->mention;
  uint32_t index = scope->input->clauses->nominal_at[mention->trigger];
  if (index == RS_NONE || mention->predicate != RS_NONE || mention->sentence == 0)
    return false;
  if (!rs_has_cue(scope->input, mention->trigger, RS_CUE_LASTING)) return false;
  const RsNominal *nominal = &scope->input->clauses->nominals[index];
  return nominal->preposition || nominal->first < mention->trigger ||
         nominal->relation == RS_RELATION_SUBJECT;
}

/* `إن المفاوضات بين الجانبين لا تزال جارية`: what is said of a noun that no verb before governs. */
bool rs_tense_is_said_to_go_on(const RsScope *scope) {
  enum {
    TOKENS_BEHIND = 10
  };
  const RsClauses *clauses = scope->input->clauses;
  uint32_t index = clauses->nominal_at[scope->mention->trigger];
  if (index == RS_NONE || scope->mention->predicate != RS_NONE) return false;
  if (rs_mention_is(scope->input->knowledge, scope->mention, RS_TYPE_SPEECH_ACT))
    return false;
  const RsNominal *nominal = &clauses->nominals[index];
  if (nominal->governor != RS_NONE || nominal->preposition) return false;
  if (nominal->head != scope->mention->trigger) return false;
  const RsFindings *findings = scope->input->findings;
  uint32_t last = scope->reading->tokens->sentences[scope->mention->sentence].last;
  if (last > nominal->last + TOKENS_BEHIND) last = nominal->last + TOKENS_BEHIND;
  for (uint32_t i = nominal->last; i < last && !rs_scope_stops(scope, i); i++) {
    for (uint32_t k = findings->starts[i]; k < findings->starts[i + 1]; k++) {
      const RsCue *cue = rs_scope_cue(scope, &findings->found[k]);
      bool verbal = rs_is_upos(scope->reading, findings->found[k].last - 1, RS_UPOS_VERB);
      if (cue && cue->kind == RS_CUE_ONGOING && verbal) return true;
    }
    if (rs_is_upos(scope->reading, i, RS_UPOS_VERB) || rs_is_upos(scope->reading, i, RS_UPOS_SCONJ))
      return false;
  }
  return false;
}
