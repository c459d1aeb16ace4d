/* Whom a deed is done to, where its pattern found nobody.
 *
 * Force comes down on who stands behind على or ضد, wherever in the clause (`قصفا مدفعيا على
 * مواقع`), on who is told to be dead or hurt in it (`أصيب مستوطنان في إطلاق نار`), and on who repels
 * it (`أحبط الجيش محاولة تسلل للمتمردين`). Soft types look where theirs stand: a call at what is called
 * for, a refusal at the proposer, a threat at whom the deed would hit. Codebook section 3.
 */
#include "event/role.h"

/* `أصيب مستوطنان في إطلاق نار`: who is told to be dead or hurt in the deed. */
static void add_hurt(const RsSide *recipients) {
  const RsEventInput *input = recipients->input;
  const RsNominal *deed = rs_nominal_of(input, recipients->mention->trigger);
  if (!deed || deed->governor == RS_NONE || !(deed->preposition_flags & RS_LEXEME_LOCATIVE))
    return;
  const RsPredicate *verb = &input->clauses->predicates[deed->governor];
  if (rs_finding_at(input, verb->token, RS_ITEM_TOLL) && rs_is_victim(input, verb))
    rs_side_add_nominal(recipients, verb->subject);
}

/* Whether the pattern says that nobody in its clause is the recipient. */
static bool names_nobody(const RsSide *recipients) {
  const RasidKnowledge *knowledge = recipients->input->knowledge;
  const RsPattern *pattern = rs_mention_pattern(knowledge, recipients->mention);
  uint32_t count = pattern->recipient_count;
  uint32_t first = rs_clip(pattern->recipient_first, &count, knowledge->role_sources_count);
  return (pattern->flags & RS_PATTERN_OWN_RECIPIENT) && count == 1 &&
         knowledge->role_sources[first].kind == RS_ROLE_NOBODY;
}

/* Whom force comes down on, wherever the pattern did not look: `قصفا مدفعيا على مواقع`. */
void rs_recipients_fill_target(const RsSide *recipients) {
  const RsMention *mention = recipients->mention;
  const RasidKnowledge *knowledge = recipients->input->knowledge;
  if (mention->recipient_count == 1 && mention->recipients[0].state) {
    /* `غارات على صنعاء مستهدفة الحوثيين`: who is aimed at says more than the land. */
    RsParty land = mention->recipients[0];
    recipients->mention->recipient_count = 0;
    if (!rs_side_add_aimed(recipients)) rs_side_add_party(recipients, &land);
  }
  if (mention->recipient_count) return;
  bool toll = rs_finding_at(recipients->input, mention->trigger, RS_ITEM_TOLL);
  if (!toll && rs_side_add_light_masdar(recipients)) return;
  if (rs_side_add_relative_target(recipients)) return;
  /* `دان استخدام العنف ضد المحتجين`: the violence is against them. */
  const RsAnalysis *trigger = rs_trigger_reading(recipients->input, mention);
  bool judges = trigger && trigger->upos == RS_UPOS_VERB &&
                strcmp(rs_mention_event(knowledge, mention), "ACCUSE") == 0;
  if (judges) return;
  /* `قالت حماس إن ما جرى جريمة بحق الشعب`: whom a crime hurts is not blamed for it. */
  if (strcmp(rs_mention_event(knowledge, mention), "ACCUSE") == 0 && names_nobody(recipients))
    return;
  if (rs_side_add_behind(recipients, 0, RS_LEXEME_AGAINST)) return;
  if (rs_side_add_reached(recipients)) return;
  if (!rs_mention_is(knowledge, mention, RS_TYPE_FORCE)) return;
  if (strcmp(rs_mention_event(knowledge, mention), "PROTEST") == 0) return;
  if (!rs_side_add_behind(recipients, 0, RS_LEXEME_UPON)) rs_side_add_aimed(recipients);
  if (!mention->recipient_count) rs_side_add_dead(recipients);
  if (!mention->recipient_count) add_hurt(recipients);
  bool assault = strcmp(rs_mention_event(knowledge, mention), "ASSAULT") == 0;
  if (assault && !mention->recipient_count) rs_side_add_ranks(recipients);
  /* `على يد مسلحين` is who did it. */
  RsMention *filled = recipients->mention;
  for (uint32_t i = 0; i < filled->actor_count && filled->recipient_count; i++) {
    const RsParty *actor = &filled->actors[i], *victim = &filled->recipients[0];
    if (actor->first < victim->last && victim->first < actor->last)
      filled->recipient_count = 0;
  }
}

/* Where a type looks for its recipient when the pattern has found none. */
void rs_recipients_fill_by_type(const RsSide *recipients) {
  RsMention *mention = recipients->mention;
  const char *event = rs_mention_event(recipients->input->knowledge, mention);
  if (mention->recipient_count) return;
  if (strcmp(event, "REQUEST") == 0) {
    rs_side_add_complement(recipients);
    if (!mention->recipient_count) /* `دعا إلى الحوار مع الحكومة` */
      rs_side_add_behind(recipients, 0, RS_LEXEME_COMPANION);
  } else if (strcmp(event, "REJECT") == 0) {
    if (!rs_side_add_proposer(recipients)) rs_side_add_maker(recipients);
  } else if (strcmp(event, "AID") == 0) {
    if (!rs_side_add_supported(recipients)) rs_side_add_deed_upon(recipients);
  } else if (strcmp(event, "THREATEN") == 0) {
    /* `هدد بالرد على كوريا`, `ضد الأكراد` */
    if (!rs_side_add_behind(recipients, 0, RS_LEXEME_UPON | RS_LEXEME_AGAINST) && !rs_side_add_deed_upon(recipients))
      rs_side_add_condition(recipients);
  } else if (strcmp(event, "SANCTION") == 0) {
    rs_side_add_sentenced(recipients);
  } else if (strcmp(event, "AGREE") == 0) {
    /* `وعدت واشنطن بتقديم مساعدات لأوكرانيا`, `وافق على طلب تركيا` */
    const RsPattern *pattern = rs_mention_pattern(recipients->input->knowledge, mention);
    bool found = rs_side_add_behind(recipients, 0, RS_LEXEME_TOWARDS);
    if (!found && !(pattern->flags & RS_PATTERN_MUTUAL)) rs_side_add_proposer(recipients);
  } else if (strcmp(event, "ACCUSE") == 0 || strcmp(event, "SUPPORT") == 0) {
    /* `انتقدت تركيا البيان الصادر عن الرئاسة` */
    if (!rs_side_add_behind(recipients, 0, RS_LEXEME_ABOUT)) rs_side_add_maker(recipients);
  }
}

/* `أحبط الجيش محاولة تسلل للمتمردين`: whoever repels an armed party is whom it attacked. */
void rs_recipients_fill_repelled(const RsSide *recipients) {
  const RsEventInput *input = recipients->input;
  const RsMention *mention = recipients->mention;
  const RsNominal *deed = rs_nominal_of(input, mention->trigger);
  if (mention->recipient_count || mention->actor_count != 1 || !deed) return;
  if (mention->status != RS_STATUS_ATTEMPTED || deed->relation != RS_RELATION_OBJECT)
    return;
  if (strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") != 0) return;
  const RsPredicate *verb = &input->clauses->predicates[deed->governor];
  if (verb->subject == RS_NONE || verb->passive || strcmp(mention->actors[0].sector, "UAF") == 0)
    return;
  RsMention trial = *mention;
  RsSide side = {input, &trial, trial.recipients, &trial.recipient_count, false};
  if (!rs_side_add_nominal(&side, verb->subject)) return;
  const RsParty *army = &trial.recipients[0];
  bool armed = strcmp(army->sector, "MIL") == 0 || strcmp(army->sector, "PRM") == 0;
  if (armed && army->first != mention->actors[0].first) rs_side_add_party(recipients, army);
}

/* `واصلت الحكومة تأييد إيران`: behind the masdar of praise or blame whose doer is told before, the
 * genitive is whom it is for, also where the pattern names a preposition (`تأييد الحكومة لإيران`). */
void rs_recipients_add_genitive(const RsSide *recipients) {
  const RsEventInput *input = recipients->input;
  const RsMention *mention = recipients->mention;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  RsRoleSource genitive = {.kind = RS_ROLE_GENITIVE};
  if (mention->recipient_count || mention->actor_count != 1 || !pattern->recipient_count)
    return;
  const char *event = rs_mention_event(input->knowledge, mention);
  if (strcmp(event, "ACCUSE") != 0 && strcmp(event, "SUPPORT") != 0) return;
  if (!trigger || trigger->derivation != RS_DERIVED_MASDAR) return;
  if (mention->actors[0].last > mention->trigger || trigger->enclitic != RS_NO_CLITIC)
    return;
  uint32_t verb = rs_morph_lexeme(input->knowledge, trigger)->verb;
  const RsNominal *deed = rs_nominal_of(input, mention->trigger);
  const RsNominal *behind = deed ? rs_nominal_of(input, deed->last) : NULL;
  bool owned = behind && (behind->preposition_flags & RS_LEXEME_TOWARDS);
  if (!owned && (RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE))
    rs_side_add_source(recipients, &genitive);
}
