/* How far a cue of status reaches.
 *
 * Negation only reaches the word that it stands before, سوف its own verb, `إذا` the next verb as well; what
 * goes on is the verb's own noun (`واصلت القوات قصف المدينة`); of `خلال`, `بعد` hangs what stands behind
 * them, not the sentence's deed (`أحبطت خلال الأيام الماضية هجوما`). Limits: words, not syntax.
 */
#include "event/scope.h"

/* `خلال لقاء`, `في ختام زيارة`, `بعد يومين من الهجوم`, `بعد أن قصف`; not `أحبطت خلال الأيام
 * الماضية هجوما`. */
static bool opens_circumstance(const RsScope *scope, const RsFound *found) {
  uint32_t trigger = scope->mention->trigger;
  if (rs_is_upos(scope->reading, trigger, RS_UPOS_VERB))
    return scope->mention->first <= found->last + 1;
  uint32_t index = scope->input->clauses->nominal_at[trigger];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &scope->input->clauses->nominals[index];
  if (nominal->first <= found->last) return true;
  /* `بعد مقتل زعيمهم في غارة`: what is joined to it; `طالب خلال لقاء بوقف القصف` goes on. */
  uint32_t flags = nominal->preposition_flags;
  bool apart = rs_is_upos(scope->reading, nominal->first - 1, RS_UPOS_ADP);
  bool joined =
    nominal->conjoined || (apart && (flags & (RS_LEXEME_PARTITIVE | RS_LEXEME_LOCATIVE)));
  return joined && nominal->first <= found->last + 5;
}

/* `واصلت القوات قصف المدينة`, `بدأت مفاوضات`: a noun goes on when the verb is its own. */
static bool goes_on_with(const RsScope *scope, const RsFound *found) {
  uint32_t verb = scope->input->clauses->predicate_at[found->anchor];
  uint32_t index = scope->input->clauses->nominal_at[scope->mention->trigger];
  if (verb == RS_NONE || index == RS_NONE) return true;
  if (rs_is_upos(scope->reading, scope->mention->trigger, RS_UPOS_VERB)) return true;
  uint32_t governor = scope->input->clauses->nominals[index].governor;
  return governor == verb || governor == RS_NONE || scope->mention->predicate == verb;
}

static bool is_derived(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  return chosen && chosen->derivation != RS_DERIVED_NONE;
}

/* `قد تستأنف هجومها`, not `ما قد تحتويه المداهمات`. */
bool rs_scope_is_object_of(const RsScope *scope, uint32_t verb) {
  const RsClauses *clauses = scope->input->clauses;
  uint32_t index = clauses->nominal_at[scope->mention->trigger];
  if (index == RS_NONE || clauses->predicate_at[verb] == RS_NONE) return false;
  const RsNominal *nominal = &clauses->nominals[index];
  return nominal->relation == RS_RELATION_OBJECT &&
         nominal->governor == clauses->predicate_at[verb];
}

/* `هجوم مفترض اتهمت به دمشق`: says nothing of what stands behind it; `من المحتمل` does. */
static bool is_attribute(const RsReading *reading, uint32_t token) {
  const RsAnalysis *word = rs_chosen(reading, token);
  return word && token && word->upos == RS_UPOS_ADJ &&
         (rs_is_upos(reading, token - 1, RS_UPOS_NOUN) ||
          rs_is_upos(reading, token - 1, RS_UPOS_ADJ));
}

bool rs_is_joined_noun(const RsReading *reading, uint32_t token) {
  return rs_is_upos(reading, token, RS_UPOS_NOUN) && rs_has_conjunction(reading, token);
}

/* `للتهديد والخطف والضرب`: deeds beside the threat; `التهديد بالخطف والقتل` speaks of them. */
static bool stands_beside(const RsScope *scope, const RsFound *found) {
  if (!rs_is_upos(scope->reading, found->anchor, RS_UPOS_NOUN)) return false;
  for (uint32_t i = found->last; i <= scope->mention->first; i++) {
    if (!rs_is_joined_noun(scope->reading, i)) return false;
  }
  return found->last <= scope->mention->first;
}

/* `طائرة من دون طيار غارة`: the noun behind it is what there is none of. */
static bool is_spent(const RsScope *scope, const RsFound *found, uint32_t target) {
  for (uint32_t i = found->last; i < target; i++) {
    const RsAnalysis *word = rs_chosen(scope->reading, i);
    bool thing = word && word->upos == RS_UPOS_NOUN && !word->article &&
                 word->derivation == RS_DERIVED_NONE;
    if (thing && rs_is_upos(scope->reading, found->anchor, RS_UPOS_ADP)) return true;
  }
  return false;
}

/* Negation only reaches the word it stands before; the others reach further. */
bool rs_scope_is_reached(
  const RsScope *scope, const RsCue *cue, const RsFound *found, uint32_t verbs
) {
  uint32_t target = scope->mention->first;
  /* `من المقرر أن يعقد الرئيسان قمة`: to the verb that carries the noun. */
  uint32_t start = cue->kind == RS_CUE_FUTURE ? rs_scope_start(scope) : target;
  uint32_t distance = (found->last <= start ? start : target) - found->last;
  bool verbal = rs_is_upos(scope->reading, scope->mention->trigger, RS_UPOS_VERB);
  if (found->last > target) return false;
  switch (cue->kind) {
    case RS_CUE_NEGATION:
      return distance <= (verbal ? 1u : 2u) && verbs == 0 &&
             !is_spent(scope, found, target);
    /* `سوف` and `غدا` stand beside their verb; who makes ready does so for what hangs on him. */
    case RS_CUE_FUTURE:
      return distance <= 2 ||
             (verbs == 0 && rs_is_upos(scope->reading, found->anchor, RS_UPOS_VERB));
    case RS_CUE_CONDITIONAL: return verbs <= 1;
    case RS_CUE_POSSIBLE:
      return distance <= 5 && !is_attribute(scope->reading, found->anchor) &&
             (verbs == 0 || (verbs == 1 && rs_scope_is_object_of(scope, found->last)));
    /* `مكافحة الشغب`, not `فرقة مكافحة الإرهاب من القبض على ثلاثة`. */
    case RS_CUE_BACKGROUND:
      return distance <= (is_derived(scope->reading, found->anchor) ? 0u : 3u) &&
             verbs == 0;
    case RS_CUE_ONGOING: return distance <= 4 && verbs <= 1 && goes_on_with(scope, found);
    case RS_CUE_CIRCUMSTANCE: return verbs == 0 && opens_circumstance(scope, found);
    case RS_CUE_THREAT: return verbs == 0 && !stands_beside(scope, found);
    case RS_CUE_REFUSAL:
    case RS_CUE_TERMS:
    case RS_CUE_IMAGINED:
    case RS_CUE_PURPOSE: return distance <= 4 && verbs == 0;
    default: return verbs == 0;
  }
}
