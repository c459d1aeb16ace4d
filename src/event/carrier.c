/* Verbs that carry a deed told by a noun.
 *
 * In `شن الطيران غارة` the noun is the deed and the verb lends it its subject; so do `الغارة
 * التي شنها الطيران`, `شن الطيران غارات` with a masdar for the verb, and `تمكن الجيش من
 * استعادة`. Which verbs do so, and what their subject is of the deed, stands in
 * data/clause/light.tsv. `ما ارتكبته القوات من مجازر` is the same deed the other way round.
 * Other verbs lend their subject to a masdar that is what somebody
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

/* `ما` may be read as "not" before a verb. */
static bool may_be_relative(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    uint32_t flags = rs_morph_lexeme(reading->knowledge, &type->analyses[i])->flags;
    if (flags & RS_LEXEME_RELATIVE) return true;
  }
  return false;
}

/* `ما تقوم به القوات من قتل واعتقالات`: what the relative `ما` stands for is named behind من. */
static bool is_named_behind(
  const RsEventInput *input, const RsPredicate *predicate, const RsNominal *nominal
) {
  uint32_t token = predicate->token;
  if (!token || !may_be_relative(input->reading, token - 1)) return false;
  while (nominal->conjoined && nominal > input->clauses->nominals)
    nominal--;
  return nominal->first > token && (nominal->preposition_flags & RS_LEXEME_PARTITIVE);
}

static bool is_intent(const RsEventInput *input, uint32_t token) {
  const RsItem *item = rs_finding_at(input, token, RS_ITEM_CUE);
  if (!item) return false;
  switch (RS_GET(input->knowledge, cues, item->index)->kind) {
    case RS_CUE_ATTEMPT:
    case RS_CUE_PLAN:
    case RS_CUE_PLOT:
    case RS_CUE_THREAT:
    case RS_CUE_ONGOING: return true;
    default: return false;
  }
}

/* `شرعت اللجنة في التحقيق في القصف`, `عبروا عن إدانتهم لاستهداف المدنيين`: what is looked into, condemned or
 * backed is done by others. */
static bool is_of_others(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal == input->clauses->nominals || !nominal->preposition) return false;
  const RsNominal *before = nominal - 1;
  if (before->last > nominal->first || before->last + 1 < nominal->first) return false;
  if (is_intent(input, before->last - 1)) return false; /* `بتهمة التخطيط لمهاجمة متحف` */
  const char *event = rs_event_at(input, before->first);
  return event && (strcmp(event, "ACCUSE") == 0 || strcmp(event, "SUPPORT") == 0);
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
    if (stands_as(nominal, light) && !is_of_others(input, nominal)) return light;
    if (!first) first = light;
  }
  bool told = nominal && nominal->relation != RS_RELATION_NONE &&
              nominal->governor == predicate - input->clauses->predicates;
  return told && !is_named_behind(input, predicate, nominal) ? NULL : first;
}

/* The verb of a masdar, or RS_NONE. `فرض` is a duty and `طرد` a parcel as well. */
uint32_t rs_masdar_verb(const RsEventInput *input, uint32_t token) {
  const RsWordType *type = input->reading->morphs[token].type;
  if (!type || !rs_is_upos(input->reading, token, RS_UPOS_NOUN)) return RS_NONE;
  if (rs_lexeme_at(input->reading, token)->verb != RS_NONE)
    return rs_lexeme_at(input->reading, token)->verb;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->derivation == RS_DERIVED_MASDAR)
      return rs_morph_lexeme(input->knowledge, other)->verb;
  }
  return RS_NONE;
}

bool rs_is_light_masdar(const RsEventInput *input, uint32_t token, RsLightRole role) {
  uint32_t index = rs_masdar_verb(input, token);
  if (index == RS_NONE) return false;
  const RsLexeme *verb = RS_GET(input->knowledge, lexemes, index);
  uint32_t count = verb->reference_count;
  uint32_t first =
    rs_clip(verb->reference_first, &count, input->knowledge->references_count);
  for (uint32_t i = 0; i < count; i++) {
    const RsReference *reference = &input->knowledge->references[first + i];
    if (reference->kind != RS_REFERENCE_ITEM) continue;
    const RsItem *item = RS_GET(input->knowledge, items, reference->index);
    if (item->kind == RS_ITEM_LIGHT && RS_GET(input->knowledge, lights, item->index)->role == role)
      return true;
  }
  return false;
}

/* `يزور الوزير باكو لإجراء محادثات` */
static bool is_place(const RsEventInput *input, uint32_t index) {
  const RsNominal *nominal = &input->clauses->nominals[index];
  uint32_t name = input->input->entities->names.at[nominal->first];
  if (name == RS_NONE) return false;
  uint8_t kind = input->input->entities->names.names[name].kind;
  return kind == RS_NAME_COUNTRY || kind == RS_NAME_CAPITAL || kind == RS_NAME_PLACE;
}

/* Whose the masdar behind a preposition is: the object's when the verb has one (`اتهم الوزير
 * التنظيم بارتكاب المجزرة`), else the subject's. */
static uint32_t controller_of(const RsEventInput *input, const RsNominal *nominal) {
  const RsPredicate *above = &input->clauses->predicates[nominal->governor];
  bool object = nominal->preposition && above->object != RS_NONE && !above->passive &&
                !is_intent(input, above->token) && !is_place(input, above->object);
  /* `اتخذ ترامب خطوة بتوجيه انتقادات`: a thing does nothing. */
  const RsNominal *thing = object ? &input->clauses->nominals[above->object] : NULL;
  if (thing && thing->last == nominal->first) {
    RsParty party;
    rs_party_read(input->input, thing->first, thing->last, thing->start_letter, &party);
    object = rs_party_is_somebody(&party);
  }
  return object ? above->object : above->subject;
}

/* `رحبت لندن بإعلان الهدنة`, `انتقدت المنظمة استمرار احتجاز معارضين`: what somebody welcomes or blames is
 * done by others. */
static bool is_judged(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->governor == RS_NONE) return false;
  const char *event =
    rs_event_at(input, input->clauses->predicates[nominal->governor].token);
  if (!event) return false;
  return strcmp(event, nominal->preposition ? "SUPPORT" : "ACCUSE") == 0;
}

/* `نية واشنطن فرض عقوبات`, `محاولة الجيش اقتحام المدينة`, `استعداد تركيا لإرسال قوات`: whose
 * intent it is stands behind the noun of intent before the deed's own phrase. */
static bool from_intent_noun(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal || nominal == input->clauses->nominals || nominal->conjoined) return false;
  const RsAnalysis *word = rs_chosen(input->reading, nominal->first);
  const RsNominal *before = nominal - 1;
  uint32_t gap = nominal->first - before->last;
  /* `قرار واشنطن الانسحاب`; behind a preposition what has ال is told before. */
  bool masdar = word && !(word->article && nominal->preposition) &&
                rs_masdar_verb(input, nominal->first) != RS_NONE;
  if (!masdar || gap > 1 || (gap && !nominal->preposition)) return false;
  RsNominal genitive;
  bool resolves = rs_has_cue(input, before->first, RS_CUE_RESOLVE);
  const RsAnalysis *noun = rs_chosen(input->reading, before->first);
  if (resolves && noun && noun->enclitic != RS_NO_CLITIC) /* `إقدامه على تنفيذ هجوم` */
    return rs_side_add_pronoun(side, before->first);
  /* `أصدرت المحكمة أمرا باحتجازه` */
  if (resolves && nominal->preposition && before->governor != RS_NONE &&
      before->relation == RS_RELATION_OBJECT && before->last - before->first == 1)
    return rs_side_add_nominal(side, input->clauses->predicates[before->governor].subject);
  return (resolves || is_intent(input, before->first)) &&
         rs_genitive_of(input->input, input->clauses, before->first, &genitive) &&
         rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
}

/* The last light masdar of a phrase: `في أعقاب فرض واشنطن عقوبات`. */
static bool has_light_masdar(
  const RsEventInput *input, const RsNominal *nominal, RsLightRole role, uint32_t *masdar
) {
  for (uint32_t i = nominal->last; i > nominal->first; i--) {
    *masdar = i - 1;
    if (rs_is_light_masdar(input, i - 1, role)) return true;
  }
  return false;
}

/* `تعرض السفارة في بغداد لهجوم`: the light masdar right before a deed, or before a place. */
static const RsNominal *masdar_before(
  const RsEventInput *input, const RsNominal *nominal, RsLightRole role, uint32_t *masdar
) {
  const RsNominal *first = input->clauses->nominals, *before = nominal - 1;
  uint32_t end = nominal->first;
  if (nominal == first) return NULL;
  bool governed = before->last == end || nominal->preposition;
  if (before > first && (before->preposition_flags & RS_LEXEME_LOCATIVE) && !has_light_masdar(input, before, role, masdar)) {
    end = before->first;
    before--;
    governed = before->last == nominal->first || nominal->preposition;
  }
  bool beside = before->last == end || before->last + 1 == end;
  return beside && governed && has_light_masdar(input, before, role, masdar) ? before
                                                                             : NULL;
}

/* `شن الطيران غارات`, `تبنيه تفجيرا`, `تعتزم تركيا شن عملية`: the light verb is a masdar; who
 * does it is its genitive, its pronoun or the subject above. */
bool rs_side_add_light_masdar(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  RsLightRole role = side->actor ? RS_LIGHT_ACTOR : RS_LIGHT_RECIPIENT;
  uint32_t trigger = side->mention->trigger;
  uint32_t index = clauses->nominal_at[trigger];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &clauses->nominals[index];
  if (trigger > nominal->first && rs_is_light_masdar(input, trigger - 1, role)) {
    if (rs_side_add_owner(side)) return true; /* `محاولات تسلل للمتمردين` */
    if (from_intent_noun(side)) return true; /* `نية واشنطن فرض عقوبات` */
    /* `أشار المتحدث إلى استمرار القصف`: the deed goes on, whoever does it. */
    if (nominal->preposition && rs_is_light_masdar(input, trigger - 1, RS_LIGHT_NONE))
      return false;
    return nominal->governor != RS_NONE && !is_judged(input, nominal) &&
           rs_side_add_nominal(side, controller_of(input, nominal));
  }
  if (trigger != nominal->first || !index) return false;
  const RsAnalysis *word = rs_chosen(input->reading, trigger - 1);
  if (word && word->enclitic != RS_NO_CLITIC && rs_is_light_masdar(input, trigger - 1, role))
    return rs_side_add_pronoun(side, trigger - 1);
  uint32_t masdar;
  const RsNominal *before = masdar_before(input, nominal, role, &masdar);
  if (!before || nominal->conjoined) return false;
  /* `بدأت قوات بقيادة السعودية هجوما`: the verb's object is not that of the masdar. */
  bool of_verb = nominal->relation == RS_RELATION_OBJECT && before->preposition;
  if (of_verb && masdar == before->first) return false;
  RsNominal genitive;
  if (!rs_genitive_of(input->input, clauses, masdar, &genitive))
    return rs_side_add_pronoun(side, masdar);
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

/* `طالب الوزير خلال اجتماع مع نظيره`: whose meeting it was, when nobody else is named. */
static bool from_circumstance(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  bool meets = rs_mention_is(input->knowledge, side->mention, RS_TYPE_BETWEEN_PARTIES) &&
               !rs_mention_is(input->knowledge, side->mention, RS_TYPE_SPEECH_ACT);
  if (!side->mention->circumstance || !meets || !nominal || nominal->governor == RS_NONE)
    return false;
  for (uint32_t i = side->mention->trigger + 1; i < nominal->last; i++) {
    if (!rs_is_upos(input->reading, i, RS_UPOS_ADJ)) return false;
  }
  return rs_side_add_nominal(side, input->clauses->predicates[nominal->governor].subject);
}

/* `سمحت الحكومة للجماعات بقصف القرى`: who is allowed or told to, behind ل, does it. */
static bool from_permission(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *deed = rs_nominal_of(input, side->mention->trigger);
  if (!deed || deed->governor == RS_NONE || deed == input->clauses->nominals) return false;
  const RsNominal *told = deed - 1;
  const RsAnalysis *trigger = rs_trigger_reading(input, side->mention);
  bool masdar = trigger && trigger->derivation == RS_DERIVED_MASDAR && !trigger->article &&
                trigger->proclitic_count && deed->first == side->mention->trigger;
  uint32_t verb = input->clauses->predicates[deed->governor].token;
  return masdar && (deed->preposition_flags & RS_LEXEME_LOCATIVE) && told->first > verb &&
         told->last == deed->first && !told->pronoun &&
         (told->preposition_flags & RS_LEXEME_TOWARDS) &&
         rs_mention_is(input->knowledge, side->mention, RS_TYPE_FORCE) &&
         rs_side_add_nominal(side, (uint32_t)(told - input->clauses->nominals));
}

/* The subject of the verb that a masdar is a purpose, plan or attempt of. */
static bool from_control(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  const RsAnalysis *trigger = rs_trigger_reading(input, side->mention);
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal || nominal->governor == RS_NONE || nominal->first != side->mention->trigger)
    return false;
  if (side->mention->circumstance) return false; /* `هدد بعد الهجوم` */
  if (!trigger || trigger->upos != RS_UPOS_NOUN || trigger->article) return false;
  if (is_of_others(input, nominal)) return false;
  const RsPredicate *above = &clauses->predicates[nominal->governor];
  bool purpose =
    trigger->proclitic_count && (nominal->preposition_flags & RS_LEXEME_TOWARDS);
  /* `أعلنت الشرطة تعرض السفارة لهجوم`: what the embassy suffered. */
  uint32_t masdar;
  if (masdar_before(input, nominal, RS_LIGHT_RECIPIENT, &masdar)) return false;
  if (!purpose && !is_intent(input, above->token)) return false;
  if (above->passive || rs_has_cue(input, above->token, RS_CUE_FOILED))
    return false; /* `تصدت لهجوم` */
  if (above->subject != RS_NONE) return rs_side_add_nominal(side, above->subject);
  return rs_side_add_inherited(side, nominal->governor, above->token);
}

static bool names_weapon(const RsEventInput *input, const RsNominal *nominal) {
  for (uint32_t i = nominal->first; i < nominal->last; i++) {
    if (rs_has_cue(input, i, RS_CUE_WEAPON)) return true;
  }
  return false;
}

/* `قتل جنديان في انفجار لغم زرعه الحوثيون`: who laid or fired the weapon that killed. */
static bool add_user_of_weapon(const RsSide *side) {
  enum {
    NEAR_TOKENS = 14
  };
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  bool victim = mention->recipient_count && !mention->recipients[0].institution &&
                !mention->recipients[0].state;
  if (!victim || strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") != 0)
    return false;
  uint32_t end = input->clauses->predicate_first[mention->sentence + 1];
  for (uint32_t i = input->clauses->predicate_first[mention->sentence]; i < end; i++) {
    const RsPredicate *verb = &input->clauses->predicates[i];
    if (verb->token < mention->last) continue;
    if (verb->token > mention->last + NEAR_TOKENS) return false;
    if (verb->antecedent == RS_NONE || !verb->object_suffix) return false;
    const RsNominal *weapon = &input->clauses->nominals[verb->antecedent];
    if (weapon->first < mention->last || verb->subject == RS_NONE) return false;
    bool used =
      rs_has_cue(input, verb->token, RS_CUE_WEAPON) && names_weapon(input, weapon);
    return used && rs_side_add_nominal(side, verb->subject);
  }
  return false;
}

bool rs_side_add_relative(const RsSide *side) {
  const RsPredicate *relative = relative_carrier(side);
  if (!side->actor) return false;
  if (!relative) return add_user_of_weapon(side);
  if (relative->subject != RS_NONE) return rs_side_add_nominal(side, relative->subject);
  /* `أخطأت الحكومة في اتهامات توجهها`: the relative verb goes on with a subject told before. */
  uint32_t index = (uint32_t)(relative - side->input->clauses->predicates);
  return rs_side_add_inherited(side, index, relative->token);
}

const RsPredicate *rs_verb_describing(const RsEventInput *input, const RsMention *mention) {
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[mention->trigger];
  uint32_t sentence = mention->sentence;
  if (index == RS_NONE) return NULL;
  for (uint32_t i = clauses->predicate_first[sentence];
       i < clauses->predicate_first[sentence + 1];
       i++) {
    if (clauses->predicates[i].antecedent == index) return &clauses->predicates[i];
  }
  return NULL;
}

bool rs_side_add_relative_target(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsPredicate *relative = relative_carrier(side);
  uint32_t flags = RS_LEXEME_AGAINST | (relative ? RS_LEXEME_UPON : 0);
  if (!relative) relative = rs_verb_describing(input, side->mention);
  if (!relative) return false;
  for (uint32_t i = relative->token + 1; i < relative->last; i++) {
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) continue;
    const RsNominal *nominal = &input->clauses->nominals[index];
    bool target = !nominal->pronoun && (nominal->preposition_flags & flags);
    if (target && !rs_has_cue(input, nominal->first - 1, RS_CUE_AGENT))
      return rs_side_add_nominal(side, index);
    i = nominal->last > i ? nominal->last - 1 : i;
  }
  return false;
}

/* `أعلنت أعماق مسؤولية التنظيم عن الهجوم`: whose responsibility the light verb tells of. */
static bool add_responsible(const RsSide *side, const RsPredicate *predicate) {
  const RsEventInput *input = side->input;
  const RsFindings *findings = input->findings;
  uint32_t token = predicate->token;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsFound *found = &findings->found[k];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    RsNominal whose;
    if (item->kind != RS_ITEM_LIGHT || found->last <= token + 1) continue;
    if (rs_genitive_of(input->input, input->clauses, found->last - 1, &whose))
      return rs_side_add_span(side, whose.first, whose.last, whose.start_letter);
  }
  return false;
}

bool rs_side_add_carried(const RsSide *side) {
  const RsEventInput *input = side->input;
  if (!side->actor) return false;
  if (rs_side_add_relative(side)) return true;
  const RsPredicate *predicate = rs_predicate_of(input, side->mention);
  const RsLight *light = rs_light_of(input, predicate, side->mention->trigger);
  if (!light)
    return rs_side_add_light_masdar(side) || from_circumstance(side) ||
           from_intent_noun(side) || from_permission(side) || from_control(side);
  /* `تشهد الميليشيات تراجعا`: what armed men see of their own. */
  bool undergoes =
    light->role == RS_LIGHT_NONE && light->via == RS_VIA_OBJECT &&
    strcmp(rs_mention_event(input->knowledge, side->mention), "RETREAT") == 0;
  if ((light->role != RS_LIGHT_ACTOR && !undergoes) || side->mention->passive) return false;
  if (add_responsible(side, predicate)) return true;
  /* In `وقع هجوم` the deed itself is the subject. */
  const RsNominal *own = rs_nominal_of(input, side->mention->trigger);
  if (predicate->subject == RS_NONE)
    return rs_side_add_inherited(side, side->mention->predicate, predicate->token);
  if (own == &input->clauses->nominals[predicate->subject]) return false;
  return rs_side_add_nominal(side, predicate->subject);
}
