/* Who fills a role, for each place that a pattern may name.
 *
 * The subject of the verb, or the author and sender of what is its subject (`قذيفة أطلقها مسلحون قتلت`),
 * or who was told before when it has none; the object, or whom its pronoun means; the trigger itself
 * (`المحتجون`, `إن مئات الصحفيين معتقلون`). The other places are told in the files that role.h names.
 */
#include "event/role.h"

/* `أصدرت الوزارة بيانا يدين الهجوم`: a statement speaks for whoever made it. */
static bool add_author(const RsSide *side, const RsNominal *work) {
  const RsEventInput *input = side->input;
  bool speech =
    side->actor && rs_mention_is(input->knowledge, side->mention, RS_TYPE_SPEECH_ACT);
  if (!speech || work->governor == RS_NONE || work->relation != RS_RELATION_OBJECT)
    return false;
  /* not `أيد الاحتجاجات التي دعت إلى رحيله`, nor what somebody did (`تبنى الانتقاد`) */
  if (rs_nominal_is_definite(input, work) || rs_is_masdar(input, work->first)) return false;
  const RsPredicate *made = &input->clauses->predicates[work->governor];
  return made->token < side->mention->trigger && !made->passive &&
         rs_side_add_nominal(side, made->subject);
}

/* `الصواريخ التي أطلقها الحوثيون أصابت المدينة`: who sent what hits. */
static bool add_sender(const RsSide *side, uint32_t weapon) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t sentence = side->mention->sentence;
  if (!side->actor || !rs_mention_is(input->knowledge, side->mention, RS_TYPE_FORCE))
    return false;
  for (uint32_t i = clauses->predicate_first[sentence];
       i < clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *sent = &clauses->predicates[i];
    bool relative = sent->antecedent == weapon && sent->object_suffix && !sent->passive;
    if (relative && sent->subject != RS_NONE)
      return rs_side_add_nominal(side, sent->subject);
  }
  return false;
}

/* `متظاهرين مطالبين بالإصلاح`: a participle beside the men whom it describes. */
static bool describes_men(const RsSide *side, const RsNominal *nominal) {
  const RsReading *reading = side->input->reading;
  uint32_t token = side->mention->trigger;
  const RsAnalysis *trigger = rs_trigger_reading(side->input, side->mention);
  if (!nominal || nominal->first >= token || !trigger) return false;
  const RsAnalysis *men = rs_chosen(reading, nominal->head);
  if (strcmp(rs_mention_event(side->input->knowledge, side->mention), "SUPPORT") == 0)
    return false; /* `نشطاء مؤيدين للفلسطينيين` */
  if (rs_has_cue(side->input, token, RS_CUE_CHARGE)) return false; /* `رجال متهمين` */
  return trigger->derivation == RS_DERIVED_ACTIVE_PARTICIPLE && rs_is_men(trigger) && men &&
         men->article == trigger->article &&
         rs_feature(men->features, RS_NUMBER_SHIFT) == 3 &&
         (rs_lexeme_at(reading, nominal->head)->flags & RS_LEXEME_RATIONAL);
}

/* `قال إن إسرائيل مسؤولة عن الهجوم`: of whom something is said without a verb. */
static bool from_topic(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t trigger = side->mention->trigger;
  const RsNominal *own = rs_nominal_of(input, trigger);
  if (own && own->first < trigger)
    return rs_side_add_span(side, own->first, trigger, own->start_letter);
  const RsNominal *topic = trigger ? rs_nominal_of(input, trigger - 1) : NULL;
  bool open = topic && topic->first && !topic->preposition &&
              (rs_lexeme_at(input->reading, topic->first - 1)->flags & RS_LEXEME_THAT);
  return open && rs_side_add_nominal(side, input->clauses->nominal_at[trigger - 1]);
}

/* `وأكدت ضرورة وقف القتال`: a thing that the pattern itself names does not speak. */
static bool is_own_word(const RsSide *side, const RsNominal *subject) {
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  bool inside =
    subject->first > mention->trigger && subject->head <= rs_last_word_of(input, mention);
  if (!side->actor || !inside || !rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT))
    return false;
  RsParty party;
  rs_party_read(input->input, subject->first, subject->last, subject->start_letter, &party);
  return !rs_party_is_somebody(&party);
}

static bool from_subject(const RsSide *side) {
  const RsPredicate *predicate = rs_predicate_of(side->input, side->mention);
  if (!predicate) {
    if (side->actor && side->mention->teller != RS_NONE)
      return rs_side_add_circumstance(side);
    if (!side->actor && from_topic(side)) return true;
    const RsNominal *nominal = rs_nominal_of(side->input, side->mention->trigger);
    if (side->actor && describes_men(side, nominal))
      return rs_side_add_span(
        side, nominal->first, side->mention->trigger, nominal->start_letter
      );
    if (!nominal || nominal->governor == RS_NONE) return rs_side_add_told(side);
    if (rs_side_add_circumstance(side)) return true;
    const RsPredicate *above = &side->input->clauses->predicates[nominal->governor];
    /* `أعلن الرئيس حالة الطوارئ` and `تحدث لدى لقائه` are his deeds, `أعلن مصدر أن … بسيارة` is
     * not. */
    const RsAnalysis *trigger = rs_trigger_reading(side->input, side->mention);
    bool own = trigger && trigger->enclitic != RS_NO_CLITIC;
    bool speech = nominal->relation != RS_RELATION_OBJECT && !own &&
                  rs_finding_at(side->input, above->token, RS_ITEM_SPEECH);
    return !speech && !rs_is_victim(side->input, above) &&
           rs_side_add_nominal(side, above->subject);
  }
  if (side->mention->passive && side->actor) return false;
  /* `لم ينل سوى تأييد الصين`: who receives a deed does not do it. */
  const RsNominal *deed = rs_nominal_of(side->input, side->mention->trigger);
  if (side->actor && deed && predicate->token != side->mention->trigger) {
    const RsLight *light = rs_light_of(side->input, predicate, side->mention->trigger);
    if (light && light->role == RS_LIGHT_RECIPIENT) return false;
  }
  if (predicate->subject == RS_NONE) return rs_side_add_dropped(side, predicate);
  const RsNominal *subject = &side->input->clauses->nominals[predicate->subject];
  if (is_own_word(side, subject) && rs_side_add_dropped(side, predicate)) return true;
  uint32_t end = rs_nominal_end(side->input, side->mention, subject);
  if (end < subject->last)
    return rs_side_add_span(side, subject->first, end, subject->start_letter);
  return rs_side_add_nominal(side, predicate->subject) || add_author(side, subject) ||
         add_sender(side, predicate->subject);
}

/* `اتسمت العملية بالفوضى وأوقفتها القوات`: the thing that the verb before is about. */
static bool means_thing(const RsEventInput *input, const RsPredicate *predicate) {
  const RsClauses *clauses = input->clauses;
  if (predicate == clauses->predicates || !rs_has_conjunction(input->reading, predicate->token))
    return false;
  uint32_t index = predicate[-1].subject;
  if (index == RS_NONE || predicate[-1].antecedent != RS_NONE) return false;
  const RsNominal *subject = &clauses->nominals[index];
  const RsAnalysis *head = rs_chosen(input->reading, subject->head);
  const RsClitic *pronoun = RS_GET(
    input->knowledge, clitics, rs_chosen(input->reading, predicate->token)->enclitic
  );
  unsigned gender = rs_feature(pronoun->features, RS_GENDER_SHIFT);
  bool one = head && rs_feature(head->features, RS_NUMBER_SHIFT) == 1 &&
             rs_feature(pronoun->features, RS_NUMBER_SHIFT) == 1;
  if (!one || subject->name != RS_NONE) return false;
  RsParty party;
  rs_party_read(input->input, subject->first, subject->last, subject->start_letter, &party);
  return !rs_party_is_somebody(&party) &&
         rs_feature(head->features, RS_GENDER_SHIFT) == gender;
}

/* `وصل المعارض إلى المطار واعتقل`: the man whom the verb before tells of. */
static bool add_man_told(const RsSide *side, const RsPredicate *predicate) {
  const RsEventInput *input = side->input;
  const RsTokens *tokens = input->reading->tokens;
  const RsPredicate *before = predicate - 1;
  if (predicate == input->clauses->predicates || !rs_hits_person(side)) return false;
  if (tokens->tokens[before->token].sentence != tokens->tokens[predicate->token].sentence)
    return false;
  if (before->subject == RS_NONE || rs_is_victim(input, before)) return false;
  const RsNominal *subject = &input->clauses->nominals[before->subject];
  RsParty party;
  rs_party_read(input->input, subject->first, subject->last, subject->start_letter, &party);
  uint32_t index = (uint32_t)(predicate - input->clauses->predicates);
  return (party.person || party.human) && !party.institution &&
         rs_side_add_inherited(side, index, predicate->token);
}

static bool from_object(const RsSide *side) {
  const RsPredicate *predicate = rs_predicate_of(side->input, side->mention);
  if (!predicate) return rs_side_add_participle_object(side);
  if (side->mention->passive && !side->actor)
    return predicate->subject == RS_NONE ? add_man_told(side, predicate)
                                         : rs_side_add_nominal(side, predicate->subject);
  if (predicate->object_suffix && predicate->antecedent == RS_NONE)
    return !means_thing(side->input, predicate) &&
           rs_side_add_pronoun(side, predicate->token);
  return rs_side_add_nominal(side, rs_object_of(side->input, side->mention->predicate));
}

/* `إن مئات الصحفيين معتقلون في مصر`: of whom the participle is said. */
static bool from_bearer(const RsSide *side, const RsNominal *said) {
  const RsEventInput *input = side->input;
  const RsAnalysis *word = rs_chosen(input->reading, said->first);
  const RsNominal *men = said == input->clauses->nominals ? NULL : said - 1;
  bool predicate = word && !word->article && !said->preposition && !said->conjoined &&
                   said->first == said->head &&
                   rs_feature(word->features, RS_CASE_SHIFT) == 1;
  if (!predicate || !men || men->last != said->first || men->preposition) return false;
  bool that =
    men->first && (rs_lexeme_at(input->reading, men->first - 1)->flags & RS_LEXEME_THAT);
  return that && rs_side_add_nominal(side, (uint32_t)(men - input->clauses->nominals));
}

static bool from_self(const RsSide *side) {
  const RsNominal *nominal = rs_nominal_of(side->input, side->mention->trigger);
  if (nominal && !side->actor && from_bearer(side, nominal)) return true;
  return nominal &&
         rs_side_add_span(side, nominal->first, nominal->last, nominal->start_letter);
}

bool rs_side_add_source(const RsSide *side, const RsRoleSource *source) {
  switch (source->kind) {
    case RS_ROLE_SUBJECT: return from_subject(side);
    case RS_ROLE_OBJECT: return from_object(side);
    case RS_ROLE_GENITIVE: return rs_side_add_genitive(side);
    case RS_ROLE_BY: return rs_side_add_agent(side);
    case RS_ROLE_NISBA: return rs_side_add_nisba(side);
    case RS_ROLE_LIGHT: return rs_side_add_carried(side);
    case RS_ROLE_PREPOSITION:
      return rs_side_add_behind(side, source->preposition, 0) ||
             rs_side_add_between(side, source->preposition);
    case RS_ROLE_SELF: return from_self(side);
    default: return true;
  }
}
