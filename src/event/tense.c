/* What tense says of a deed.
 *
 * A present goes on (`تقتل الجماعات المسلحة`), but that of a headline tells what happened, and
 * behind كان it is past; what came of something (`ليتم القبض عليه`) has the tense of what came
 * before. A noun has the tense of its relative clause (`الهجوم الذي تشنه القوات`) or of what is
 * said of it (`المفاوضات لا تزال جارية`). Words are said and done with, but inquiries take time, and
 * what somebody says in a relative clause he says all the time (`الاتهامات التي توجهها الرياض`);
 * backing that no verb tells of lasts. What a perfect tells was done, whoever called for it or
 * tried it before (`دعا إلى الحوار وقتلت الشرطة متظاهرين`). Codebook section 3, `status`. Limits: which present tells
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

/* What one plans, calls for, attempts or refuses is told by a masdar or an imperfect. */
static bool is_of_aims(uint32_t kind) {
  switch (kind) {
    case RS_CUE_FUTURE:
    case RS_CUE_PLAN:
    case RS_CUE_PLOT:
    case RS_CUE_CALL:
    case RS_CUE_THREAT:
    case RS_CUE_ATTEMPT:
    case RS_CUE_FOILED:
    case RS_CUE_REFUSAL:
    case RS_CUE_TERMS:
    case RS_CUE_PURPOSE: return true;
    default: return false;
  }
}

/* `تصدت لعدوان استهدف القاعدة`: its relative clause tells of what was foiled. */
static bool describes_attempt(const RsScope *scope, const RsCue *cue, uint32_t verb) {
  if (cue->kind != RS_CUE_FOILED && cue->kind != RS_CUE_ATTEMPT) return false;
  uint32_t index = scope->input->clauses->predicate_at[verb];
  return index != RS_NONE && scope->input->clauses->predicates[index].antecedent != RS_NONE;
}

/* `ينوون استهداف سجناء تم إطلاقهم`, `فرضت الخطة قيودا`: what was done is no plan, whoever has or is
 * one; but `أبدى استعداده لزيارة` tells of a plan. */
bool rs_tense_is_done(const RsScope *scope, const RsCue *cue, const RsFound *found) {
  uint32_t start = rs_scope_start(scope);
  /* `نفت التهمة واعتقلت الشرطة زعيمها` */
  bool joined = rs_has_conjunction(scope->reading, start);
  if (!is_of_aims(cue->kind) && !(cue->kind == RS_CUE_DENY && joined)) return false;
  const RsAnalysis *verb = rs_chosen(scope->reading, start);
  if (!verb || verb->upos != RS_UPOS_VERB) return false;
  bool glued = verb->proclitic_count && !joined;
  if (rs_feature(verb->features, RS_ASPECT_SHIFT) != 1 || glued) return false;
  /* `يعتزم التنظيم شن هجوم`: behind a definite noun no clause begins; it is the masdar. */
  const RsAnalysis *before = start ? rs_chosen(scope->reading, start - 1) : NULL;
  bool definite = before && (before->article || before->upos == RS_UPOS_PROPN);
  if (definite && !joined) return false;
  if (found->last <= start) return !describes_attempt(scope, cue, start);
  if (cue->kind != RS_CUE_FUTURE && cue->kind != RS_CUE_PLAN && cue->kind != RS_CUE_PLOT)
    return false; /* `جرت محاولة لقتله` */
  const RsClauses *clauses = scope->input->clauses;
  uint32_t index = clauses->nominal_at[found->anchor];
  return index != RS_NONE && clauses->nominals[index].relation == RS_RELATION_SUBJECT &&
         clauses->nominals[index].governor == clauses->predicate_at[start];
}

/* `سنقصف تل أبيب`: who says so of himself threatens, which is its own event; `سنحرر المدينة` is a
 * plan. */
bool rs_tense_vows(const RsScope *scope) {
  uint32_t verb = scope->mention->first;
  const RsAnalysis *word = rs_chosen(scope->reading, verb);
  const RsPattern *pattern = rs_mention_pattern(scope->input->knowledge, scope->mention);
  const char *code = RS_GET(scope->input->knowledge, cameos, pattern->cameo)->code;
  return word && word->upos == RS_UPOS_VERB && rs_tense_is_future(scope, verb) &&
         rs_feature(word->features, RS_PERSON_SHIFT) == 1 && strcmp(code, "192") != 0 &&
         strcmp(rs_mention_event(scope->input->knowledge, scope->mention), "ASSAULT") == 0;
}

/* `ستراقب الأسلحة التي زودتهم بها واشنطن`: what is done in a relative clause in the perfect was
 * done, whatever is said of what it describes. */
bool rs_tense_is_of_relative(const RsScope *scope, uint32_t token) {
  const RsReading *reading = scope->reading;
  uint32_t verb = rs_scope_start(scope);
  const RsAnalysis *word = rs_chosen(reading, verb);
  if (!word || word->upos != RS_UPOS_VERB) return false;
  if (rs_feature(word->features, RS_ASPECT_SHIFT) != 1 || token + 3 < verb) return false;
  const RsAnalysis *relative = rs_chosen(reading, token);
  return relative && token < verb && relative->upos == RS_UPOS_PRON &&
         (rs_lexeme_at(reading, token)->flags & RS_LEXEME_RELATIVE);
}

/* `طالبت بوقف الغارات التي تشنها إسرائيل`: the relative clause says that they are flown, whatever
 * is asked for. */
bool rs_tense_states(const RsScope *scope) {
  const RsReading *reading = scope->reading;
  const RsAnalysis *word = rs_chosen(reading, scope->mention->trigger);
  bool noun = word && word->upos == RS_UPOS_NOUN && word->article;
  if (!noun || !rs_mention_is(scope->input->knowledge, scope->mention, RS_TYPE_FORCE))
    return false;
  uint32_t at = scope->mention->last;
  uint32_t end = reading->tokens->sentences[scope->mention->sentence].last;
  if (at < end && rs_is_upos(reading, at, RS_UPOS_ADJ)) at++;
  return at + 1 < end && (rs_lexeme_at(reading, at)->flags & RS_LEXEME_RELATIVE) &&
         rs_finding_at(scope->input, at + 1, RS_ITEM_LIGHT) &&
         !rs_tense_is_future(scope, at + 1);
}

/* `سيبدأ الهجوم` tells of an attack to come, `سيحقق الفريق في الهجوم` and `سيرد بعد هجوم` of one
 * that was. */
bool rs_tense_is_to_come(const RsScope *scope, uint32_t verb) {
  if (!rs_mention_is(scope->input->knowledge, scope->mention, RS_TYPE_FORCE)) return true;
  if (scope->circumstance) return false;
  const RsAnalysis *word = rs_chosen(scope->reading, scope->mention->trigger);
  uint32_t index = scope->input->clauses->nominal_at[scope->mention->trigger];
  if (!word || word->upos == RS_UPOS_VERB || !word->article || index == RS_NONE)
    return true;
  const RsNominal *nominal = &scope->input->clauses->nominals[index];
  if (nominal->head != scope->mention->trigger) return false; /* `سيزور موقع الانفجار` */
  return nominal->governor == scope->input->clauses->predicate_at[verb] &&
         (nominal->relation == RS_RELATION_SUBJECT ||
          nominal->relation == RS_RELATION_OBJECT);
}
