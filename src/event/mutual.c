/* Who meets and who fights whom.
 *
 * Of what two do to each other the one named first is the actor (codebook section 3): `مباحثات بين
 * أ وب`, `التقى أ ب`, `تشاور مع ب`. One plural phrase is no pair (`وزراء خارجية مصر وإثيوبيا`).
 * Nobody meets alone: where only one is told behind the verb, he is the one who is met, and the
 * other is the subject of what goes before (`وصل الوزير إلى دمشق حيث التقى الرئيس`).
 * Limits: a subject left out is looked for in the same sentence, or in the one before when a
 * conjunction or a pronoun points back.
 */
#include "event/role.h"

/* `رئيسا`, `وزيرا`: an accusative, or two of them. */
static bool may_be_several(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *head = rs_chosen(input->reading, token);
  const RsWordType *type = input->reading->morphs[token].type;
  for (unsigned i = 0; head && type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->lexeme == head->lexeme && rs_feature(other->features, RS_NUMBER_SHIFT) >= 2)
      return true;
  }
  return false;
}

/* `وزراء خارجية مصر وإثيوبيا`: one plural phrase, whose offices are of several states. */
static bool is_one_phrase(const RsEventInput *input, const RsMention *mention) {
  const RsParty *first = &mention->actors[0];
  if (!first->person || !may_be_several(input, first->first)) return false;
  for (uint32_t i = 1; i < mention->actor_count; i++) {
    if (!mention->actors[i].state) return false;
  }
  return true;
}

/* Whether the clause of a verb goes on with a subject told before. */
static bool goes_on(
  const RsEventInput *input, const RsPredicate *verb, const RsParty *met
) {
  const RsAnalysis *first = rs_chosen(input->reading, met->first);
  if (first && first->enclitic != RS_NO_CLITIC) return true; /* `وسيلتقي نظيره` */
  if (rs_has_conjunction(input->reading, verb->token)) return true;
  uint32_t sentence = input->reading->tokens->tokens[verb->token].sentence;
  return verb > &input->clauses->predicates[input->clauses->predicate_first[sentence]];
}

/* `التقى رئيس جنوب السودان بزعيم المعارضة`: the other one stands behind a preposition, if too far
 * off for the pattern. */
static bool has_partner(const RsEventInput *input, const RsPredicate *verb) {
  const RsClauses *clauses = input->clauses;
  for (uint32_t i = verb->subject + 1; i < clauses->nominal_count; i++) {
    const RsNominal *nominal = &clauses->nominals[i];
    if (nominal->first >= verb->last) return false;
    if (nominal->preposition && rs_is_person_word(input->input, nominal->head)) return true;
  }
  return false;
}

/* `وصل الوزير إلى دمشق حيث التقى الرئيس`: who is told alone behind the verb is met. */
static void take_met(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsPredicate *verb = rs_predicate_of(input, mention);
  bool alone = mention->actor_count == 1 && !mention->recipient_count && !mention->passive;
  if (!alone || !verb || verb->token != mention->trigger || verb->subject == RS_NONE)
    return;
  bool meets = rs_lexeme_at(input->reading, verb->token)->flags & RS_LEXEME_TRANSITIVE;
  if (!meets || strcmp(rs_mention_event(input->knowledge, mention), "CONSULT") != 0) return;
  const RsNominal *behind = &input->clauses->nominals[verb->subject];
  RsParty met = mention->actors[0];
  const RsAnalysis *word = rs_chosen(input->reading, met.first);
  bool several = word && !met.institution &&
                 rs_feature(word->features, RS_NUMBER_SHIFT) > 1 &&
                 word->enclitic == RS_NO_CLITIC;
  if (behind->first < verb->token || several || has_partner(input, verb) || !goes_on(input, verb, &met))
    return;
  mention->actor_count = 0;
  if (rs_side_add_dropped(actors, verb) && mention->actors[0].first != met.first) {
    rs_side_add_party(recipients, &met);
    return;
  }
  mention->actors[0] = met;
  mention->actor_count = 1;
}

/* `انسحب المتمردون إثر معارك مع الجيش`, `قتل ضابط خلال اشتباك مع مسلحين`: who did or suffered what the
 * fighting is told with fought it. */
static void take_fighter(const RsSide *actors) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsNominal *clash = rs_nominal_of(input, mention->trigger);
  bool alone = !mention->actor_count && mention->recipient_count == 1 &&
               rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
  if (!alone || !clash || clash->governor == RS_NONE || !clash->preposition) return;
  const RsPredicate *verb = &input->clauses->predicates[clash->governor];
  if (verb->subject == RS_NONE || !rs_side_add_nominal(actors, verb->subject)) return;
  const RsParty *fighter = &mention->actors[0], *enemy = &mention->recipients[0];
  if (!rs_party_is_armed(fighter) || fighter->first == enemy->first)
    mention->actor_count = 0;
}

/* `مباحثات بين أ وب`, `التقى أ ب`, `تشاور مع ب`. */
void rs_sides_part_mutual(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  RsParty between[RS_MENTION_PARTIES];
  uint32_t between_count = 0;
  RsSide side = *actors;
  side.parties = between;
  side.count = &between_count;
  bool told = rs_side_add_behind(&side, 0, RS_LEXEME_BETWEEN);
  /* `أكد الرئيسان التعاون بين البلدين` */
  const RsAnalysis *both = told ? rs_chosen(input->reading, between[0].first) : NULL;
  bool free =
    !mention->recipient_count || (told && mention->recipients[0].first == between[0].first);
  bool pair =
    free && both && both->article && rs_feature(both->features, RS_NUMBER_SHIFT) == 2;
  if (told && (between_count > 1 || pair || !mention->actor_count)) {
    mention->actors[0] = between[0];
    mention->actor_count = 1;
    mention->recipient_count = 0;
    if (between_count == 1) rs_side_add_second(recipients, &between[0]);
    for (uint32_t i = 1; i < between_count; i++)
      rs_side_add_party(recipients, &between[i]);
    return;
  }
  if (!mention->recipient_count) rs_side_add_behind(recipients, 0, RS_LEXEME_COMPANION);
  if (!mention->recipient_count && mention->actor_count > 1 && !is_one_phrase(input, mention)) {
    for (uint32_t i = 1; i < mention->actor_count; i++) {
      rs_side_add_party(recipients, &mention->actors[i]);
    }
    mention->actor_count = 1;
  }
  take_met(actors, recipients);
  take_fighter(actors);
}
