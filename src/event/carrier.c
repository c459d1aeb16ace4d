/* Verbs that carry a deed told by a noun.
 *
 * In `شن الطيران غارة` the noun is the deed and the verb lends it its subject; so do `الغارة
 * التي شنها الطيران`, `شن الطيران غارات` with a masdar for the verb, and `تمكن الجيش من
 * استعادة`. Which verbs do so, and what their subject is of the deed, stands in
 * data/clause/light.tsv. Other verbs lend their subject to a masdar that is what somebody
 * intends, attempts or threatens, or does something for (`استخدمت الشرطة الغاز لتفريق
 * المحتجين`): subject control.
 * Limits: object control (`سمح للقوات بقصف`) is left to the pattern of the verb.
 */
#include "event/role.h"

/* Whether the noun stands to its verb where the entry wants it. */
static bool stands_as(const RsNominal *nominal, const RsLight *light) {
  if (!nominal) return false;
  switch (light->via) {
    case RS_VIA_OBJECT: return nominal->relation == RS_RELATION_OBJECT;
    case RS_VIA_SUBJECT: return nominal->relation == RS_RELATION_SUBJECT;
    default: return nominal->preposition == light->preposition;
  }
}

const RsLight *rs_light_of(
  const RsEventInput *input, const RsPredicate *predicate, uint32_t trigger
) {
  if (!predicate) return NULL;
  const RsFindings *findings = input->findings;
  const RsNominal *nominal = rs_nominal_of(input, trigger);
  const RsLight *first = NULL;
  uint32_t token = predicate->token;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsItem *item = RS_GET(input->knowledge, items, findings->found[k].item);
    if (item->kind != RS_ITEM_LIGHT) continue;
    const RsLight *light = RS_GET(input->knowledge, lights, item->index);
    if (stands_as(nominal, light)) return light;
    if (!first) first = light;
  }
  bool told = nominal && nominal->relation != RS_RELATION_NONE &&
              nominal->governor == predicate - input->clauses->predicates;
  return told ? NULL : first;
}

static bool is_light_masdar(const RsEventInput *input, uint32_t token) {
  const RsLexeme *masdar = rs_lexeme_at(input->reading, token);
  if (masdar->verb == RS_NONE || !rs_is_upos(input->reading, token, RS_UPOS_NOUN))
    return false;
  const RsLexeme *verb = RS_GET(input->knowledge, lexemes, masdar->verb);
  uint32_t count = verb->reference_count;
  uint32_t first =
    rs_clip(verb->reference_first, &count, input->knowledge->references_count);
  for (uint32_t i = 0; i < count; i++) {
    const RsReference *reference = &input->knowledge->references[first + i];
    if (reference->kind != RS_REFERENCE_ITEM) continue;
    const RsItem *item = RS_GET(input->knowledge, items, reference->index);
    if (item->kind == RS_ITEM_LIGHT) return true;
  }
  return false;
}

static bool is_intent(const RsEventInput *input, uint32_t token) {
  const RsItem *item = rs_finding_at(input, token, RS_ITEM_CUE);
  if (!item) return false;
  switch (RS_GET(input->knowledge, cues, item->index)->kind) {
    case RS_CUE_ATTEMPT:
    case RS_CUE_PLAN:
    case RS_CUE_THREAT:
    case RS_CUE_ONGOING: return true;
    default: return false;
  }
}

/* Whose the masdar behind a preposition is: the object's when the verb has one (`اتهم الوزير
 * التنظيم بارتكاب المجزرة`), else the subject's. */
static uint32_t controller_of(const RsEventInput *input, const RsNominal *nominal) {
  const RsPredicate *above = &input->clauses->predicates[nominal->governor];
  bool object = nominal->preposition && above->object != RS_NONE && !above->passive &&
                !is_intent(input, above->token);
  return object ? above->object : above->subject;
}

/* `نية واشنطن فرض عقوبات`, `محاولة الجيش اقتحام المدينة`, `استعداد تركيا لإرسال قوات`: whose
 * intent it is stands behind the noun of intent before the deed's own phrase. */
static bool from_intent_noun(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal || nominal == input->clauses->nominals || nominal->conjoined) return false;
  const RsAnalysis *word = rs_chosen(input->reading, nominal->first);
  bool masdar = word && word->derivation == RS_DERIVED_MASDAR && !word->article;
  const RsNominal *before = nominal - 1;
  uint32_t gap = nominal->first - before->last;
  if (!masdar || gap > 1 || (gap && !nominal->preposition)) return false;
  RsNominal genitive;
  return is_intent(input, before->first) &&
         rs_genitive_of(input->input, input->clauses, before->first, &genitive) &&
         rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
}

/* `شن الطيران غارات`, `تبنيه تفجيرا`, `تعتزم تركيا شن عملية`: the light verb is a masdar; who
 * does it is its genitive, its pronoun or the subject above. */
static bool from_light_masdar(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t trigger = side->mention->trigger;
  uint32_t index = clauses->nominal_at[trigger];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &clauses->nominals[index];
  if (trigger > nominal->first && is_light_masdar(input, trigger - 1)) {
    if (rs_side_add_owner(side)) return true; /* `محاولات تسلل للمتمردين` */
    if (from_intent_noun(side)) return true;  /* `نية واشنطن فرض عقوبات` */
    return nominal->governor != RS_NONE &&
           rs_side_add_nominal(side, controller_of(input, nominal));
  }
  if (trigger != nominal->first || !index) return false;
  const RsAnalysis *word = rs_chosen(input->reading, trigger - 1);
  if (word && word->enclitic != RS_NO_CLITIC && is_light_masdar(input, trigger - 1))
    return rs_side_add_pronoun(side, trigger - 1);
  const RsNominal *before = nominal - 1;
  bool beside = before->last == nominal->first ||
                (nominal->preposition && before->last + 1 == nominal->first);
  if (!beside || nominal->conjoined || !is_light_masdar(input, before->first)) return false;
  RsNominal genitive;
  if (!rs_genitive_of(input->input, clauses, before->first, &genitive))
    return rs_side_add_pronoun(side, before->first);
  return rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
}

/* `الغارة التي شنها الطيران`, `العمليات التي تقوم بها القوات`, `زيارة قام بها الوزير`: whether a
 * pronoun on the verb or right behind it stands for the trigger's phrase. */
static bool takes_up(
  const RsEventInput *input, const RsPredicate *predicate, uint32_t index
) {
  if (predicate->antecedent == index && predicate->object_suffix) return true;
  if (!rs_is_resumed(input->reading, predicate->token)) return false;
  bool beside = input->clauses->nominals[index].last == predicate->token;
  return predicate->antecedent == index || (beside && predicate->antecedent == RS_NONE);
}

/* The relative verb that carries the trigger. */
static const RsPredicate *relative_carrier(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[side->mention->trigger];
  uint32_t sentence = side->mention->sentence;
  if (index == RS_NONE) return NULL;
  for (uint32_t i = clauses->predicate_first[sentence];
       i < clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *predicate = &clauses->predicates[i];
    if (!takes_up(input, predicate, index)) continue;
    const RsLight *light = rs_light_of(input, predicate, side->mention->trigger);
    if (light && light->role == RS_LIGHT_ACTOR) return predicate;
  }
  return NULL;
}

/* The subject of the verb that a masdar is a purpose, plan or attempt of. */
static bool from_control(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  const RsAnalysis *trigger = rs_chosen(input->reading, side->mention->trigger);
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal || nominal->governor == RS_NONE || nominal->first != side->mention->trigger)
    return false;
  if (!trigger || trigger->upos != RS_UPOS_NOUN || trigger->article) return false;
  const RsPredicate *above = &clauses->predicates[nominal->governor];
  bool purpose =
    trigger->proclitic_count && (nominal->preposition_flags & RS_LEXEME_TOWARDS);
  if (!purpose && !is_intent(input, above->token)) return false;
  if (above->passive) return false;
  if (above->subject != RS_NONE) return rs_side_add_nominal(side, above->subject);
  return rs_side_add_inherited(side, nominal->governor, above->token);
}

bool rs_side_add_relative(const RsSide *side) {
  const RsPredicate *relative = relative_carrier(side);
  if (!side->actor || !relative) return false;
  if (relative->subject != RS_NONE) return rs_side_add_nominal(side, relative->subject);
  /* `أخطأت الحكومة في اتهامات توجهها`: the relative verb goes on with a subject told before. */
  uint32_t index = (uint32_t)(relative - side->input->clauses->predicates);
  return rs_side_add_inherited(side, index, relative->token);
}

bool rs_side_add_carried(const RsSide *side) {
  const RsEventInput *input = side->input;
  if (!side->actor) return false;
  if (rs_side_add_relative(side)) return true;
  const RsPredicate *predicate = rs_predicate_of(input, side->mention);
  const RsLight *light = rs_light_of(input, predicate, side->mention->trigger);
  if (!light)
    return from_light_masdar(side) || from_intent_noun(side) || from_control(side);
  if (light->role != RS_LIGHT_ACTOR || side->mention->passive) return false;
  /* In `وقع هجوم` the deed itself is the subject. */
  const RsNominal *own = rs_nominal_of(input, side->mention->trigger);
  if (predicate->subject == RS_NONE)
    return rs_side_add_inherited(side, side->mention->predicate, predicate->token);
  if (own == &input->clauses->nominals[predicate->subject]) return false;
  return rs_side_add_nominal(side, predicate->subject);
}
