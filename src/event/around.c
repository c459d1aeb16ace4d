/* Parties around a trigger.
 *
 * Who did a deed may stand behind `من قبل`, `على يد` and their like (`قتل على يد مسلحين`), in a
 * nationality beside the noun (`غارة إسرائيلية`), behind a preposition (`اتهم أ ب`, `هجوم على
 * القاعدة`), between a verb and the noun that it lends its subject to (`وجهت النيابة إلى
 * الصحفي تهمة`), or behind ل, which says whose a deed is (`هجوم للجيش`). They are looked for
 * from the trigger on, in so many words, and no further than the next clause begins: a stop, a
 * subordinator, a relative pronoun, a verb behind a comma.
 * Codebook section 3. Limits: prepositional phrases are looked for in a window, not attached by
 * a parser.
 */
#include "event/role.h"

enum {
  ARGUMENT_TOKENS = 16
};

static uint32_t window_end(const RsSide *side) {
  const RsReading *reading = side->input->reading;
  uint32_t sentence_end = reading->tokens->sentences[side->mention->sentence].last;
  uint32_t end = side->mention->last + ARGUMENT_TOKENS;
  return end < sentence_end ? end : sentence_end;
}

/* Ends the search for an argument: a stop, a subordinator, a relative clause. */
static bool barrier(const RsSide *side, uint32_t token) {
  const RsReading *reading = side->input->reading;
  if (rs_is_punct(reading, token, ';') || rs_is_punct(reading, token, '.') || rs_is_punct(reading, token, ':')) {
    return true;
  }
  if (rs_opens_clause(reading, token)) return true;
  bool relative = rs_lexeme_at(reading, token)->flags & RS_LEXEME_RELATIVE;
  if (relative && side->input->input->entities->numbers.at[token] == RS_NONE) return true;
  return rs_is_punct(reading, token, ',') && rs_is_upos(reading, token + 1, RS_UPOS_VERB);
}

bool rs_side_add_agent(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsFindings *findings = input->findings;
  uint32_t end = window_end(side);
  for (uint32_t i = side->mention->last; i < end && !barrier(side, i); i++) {
    for (uint32_t k = findings->starts[i]; k < findings->starts[i + 1]; k++) {
      const RsFound *found = &findings->found[k];
      const RsItem *item = RS_GET(input->knowledge, items, found->item);
      if (item->kind != RS_ITEM_CUE) continue;
      if (RS_GET(input->knowledge, cues, item->index)->kind != RS_CUE_AGENT) continue;
      uint32_t at = found->last;
      if (rs_is_punct(input->reading, at, '"')) at++;
      const RsNominal *nominal = rs_nominal_of(input, at);
      if (!nominal) continue;
      if (at == nominal->first) {
        if (rs_side_add_nominal(side, input->clauses->nominal_at[at])) return true;
        continue;
      }
      uint32_t start = input->reading->tokens->tokens[at].start;
      if (!rs_side_add_span(side, at, nominal->last, start)) continue;
      rs_side_add_joined(side, input->clauses->nominal_at[at]);
      return true;
    }
  }
  return false;
}

/* `تنديد أممي`, `عقوبات أوروبية`: a body of states. Who only meets is none: `مؤتمر دولي`. */
static void take_body(const RsSide *side, RsParty *party) {
  const RsEventInput *input = side->input;
  strcpy(party->country, "IGO");
  party->institution = true;
  party->political =
    strcmp(rs_mention_event(input->knowledge, side->mention), "CONSULT") != 0;
}

bool rs_side_add_nisba(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal) return false;
  bool found = false;
  for (uint32_t i = side->mention->last; i < nominal->last; i++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    if (!chosen || chosen->upos == RS_UPOS_NOUN) break;
    bool body = rs_lexeme_at(input->reading, i)->flags & (uint32_t)RS_LEXEME_BODY;
    if (!body && rs_nisba_at(input->input, i) == RS_NONE) continue;
    RsParty party;
    uint32_t start = input->reading->tokens->tokens[i].start;
    rs_party_read(input->input, i, i + 1, start, &party);
    if (body) take_body(side, &party);
    party.sector[0] = '\0'; /* a state's deed, not its people's */
    party.person = false;
    party.collective = false;
    found |= rs_side_add_party(side, &party);
  }
  return found;
}

/* `لزيارة الرياض`: what something is done for is nobody. */
static bool is_purpose(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->first);
  return head && head->proclitic_count && head->derivation == RS_DERIVED_MASDAR &&
         !head->article && (nominal->preposition_flags & RS_LEXEME_TOWARDS);
}

bool rs_side_add_behind(const RsSide *side, uint64_t preposition, uint32_t flags) {
  const RsEventInput *input = side->input;
  uint32_t end = window_end(side);
  for (uint32_t i = side->mention->last; i < end && !barrier(side, i);) {
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) {
      i++;
      continue;
    }
    const RsNominal *nominal = &input->clauses->nominals[index];
    bool wanted = preposition ? nominal->preposition == preposition
                              : (nominal->preposition_flags & flags) != 0;
    if (wanted && nominal->first >= side->mention->last && !is_purpose(input, nominal) && rs_side_add_nominal(side, index))
      return true;
    i = nominal->last > i ? nominal->last : i + 1;
  }
  return false;
}

/* `وجهت النيابة إلى الصحفي تهمة`: between the verb and the noun that it lends its subject to. */
bool rs_side_add_between(const RsSide *side, uint64_t preposition) {
  const RsEventInput *input = side->input;
  const RsPredicate *predicate = rs_predicate_of(input, side->mention);
  const RsNominal *deed = rs_nominal_of(input, side->mention->trigger);
  if (!predicate || !deed || deed->preposition || predicate->object == RS_NONE)
    return false;
  if (&input->clauses->nominals[predicate->object] != deed) return false;
  for (uint32_t i = predicate->token + 1; i < deed->first; i++) {
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) continue;
    const RsNominal *nominal = &input->clauses->nominals[index];
    if (nominal->preposition == preposition && !is_purpose(input, nominal) && rs_side_add_nominal(side, index))
      return true;
    i = nominal->last > i ? nominal->last - 1 : i;
  }
  return false;
}

bool rs_side_add_second(const RsSide *side, const RsParty *first) {
  const RsReading *reading = side->input->reading;
  uint32_t between = first->last;
  bool again = rs_has_conjunction(reading, between) &&
               (rs_lexeme_at(reading, between)->flags & RS_LEXEME_BETWEEN);
  const RsNominal *second = rs_nominal_of(side->input, again ? between + 1 : between);
  if (!second || second->first < between || !(again || second->conjoined)) return false;
  return rs_side_add_nominal(side, side->input->clauses->nominal_at[second->first]);
}

bool rs_side_add_owner(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal || rs_nominal_is_definite(input, nominal)) return false;
  uint32_t at = nominal->last;
  at += rs_is_upos(input->reading, at, RS_UPOS_DET); /* `هجوم لعدة مجموعات` */
  const RsNominal *owner = rs_nominal_of(input, at);
  if (!owner || owner->first != at || owner->conjoined) return false;
  if (!(owner->preposition_flags & RS_LEXEME_TOWARDS)) return false;
  return rs_side_add_nominal(side, input->clauses->nominal_at[at]);
}
