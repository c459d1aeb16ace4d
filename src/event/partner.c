/* Who meets whom is told of, where only his partner is named.
 *
 * Of talks with somebody a speaker tells as of his own (`قال ماكرون إن المفاوضات مع إيران صعبة`), and
 * who judges them took part in them (`وصف ترامب القمة مع كيم بأنها ناجحة`).
 * Limits: within one sentence; only who holds an office or leads a party or group.
 */
#include "event/role.h"

/* Whoever has partners of his own: a state, its officials, a party, a group. */
static bool may_meet(const RsParty *party) {
  static const char *const sectors[] = {"GOV", "LEG", "PTY", "REB", "OPP"};
  if (party->state) return true;
  if (!party->country[0] && party->actor == RS_NONE) return false;
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(party->sector, sectors[i]) == 0) return true;
  }
  return false;
}

/* The last verb of speech before the token whose content it stands in. */
static const RsPredicate *speech_before(const RsEventInput *input, uint32_t token) {
  const RsClauses *clauses = input->clauses;
  uint32_t sentence = input->reading->tokens->tokens[token].sentence;
  for (uint32_t i = clauses->predicate_first[sentence + 1];
       i-- > clauses->predicate_first[sentence];) {
    const RsPredicate *predicate = &clauses->predicates[i];
    if (predicate->token > token) continue;
    if (!rs_finding_at(input, predicate->token, RS_ITEM_SPEECH)) return NULL;
    return predicate;
  }
  return NULL;
}

bool rs_side_add_teller_of_talks(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  bool meets = rs_mention_is(input->knowledge, mention, RS_TYPE_BETWEEN_PARTIES) &&
               !rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT);
  if (!meets || mention->recipient_count != 1 || !rs_is_upos(input->reading, mention->trigger, RS_UPOS_NOUN))
    return false;
  const RsNominal *partner = rs_nominal_of(input, mention->recipients[0].first);
  if (!partner || !(partner->preposition_flags & RS_LEXEME_COMPANION)) return false;
  const RsPredicate *speech = speech_before(input, mention->trigger);
  if (!speech || speech->passive || speech->subject == RS_NONE) return false;
  const RsNominal *subject = &input->clauses->nominals[speech->subject];
  RsParty teller;
  rs_party_read(
    input->input, subject->first, subject->last, subject->start_letter, &teller
  );
  return may_meet(&teller) && rs_side_add_nominal(side, speech->subject);
}
