/* Whose a thing is that is hit.
 *
 * `دورية للجيش`, `سيارات تابعة للشرطة`: an indefinite phrase belongs to whom ل names right behind it, or
 * further off, behind things joined to it (`مواقع وتجمعات للحوثيين`) or what it is like (`منظومة دفاع من
 * نوع سام تابعة للميليشيا`). Who holds a place is hit with it (`مناطق تسيطر عليها المعارضة`).
 * Limits: only political owners.
 */
#include "event/role.h"

static RsParty party_of(const RsEventInput *input, const RsNominal *nominal) {
  RsParty party;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, &party);
  return party;
}

/* `دورية للجيش`, `سيارات تابعة للشرطة`: whom an indefinite phrase belongs to. */
bool rs_side_add_owner_behind(const RsSide *side, uint32_t index) {
  const RsClauses *clauses = side->input->clauses;
  const RsNominal *nominal = &clauses->nominals[index], *next = nominal + 1;
  if (index + 1 >= clauses->nominal_count || rs_nominal_is_definite(side->input, nominal))
    return false;
  if (next->first != nominal->last || next->conjoined || next->pronoun) return false;
  if (!(next->preposition_flags & RS_LEXEME_TOWARDS)) return false;
  RsParty owner = party_of(side->input, next);
  if (!owner.political) return false;
  RsParty party = party_of(side->input, nominal);
  if (party.person || party.country[0] || party.actor != RS_NONE) return false;
  if (!rs_party_is_somebody(&party)) return rs_side_add_party(side, &owner);
  party.last = owner.last;
  memcpy(party.country, owner.country, sizeof party.country);
  /* `قوات موالية للحكومة` are a militia, `دورية للشرطة` are police. */
  bool armed = strcmp(party.sector, "MIL") == 0 || strcmp(party.sector, "PRM") == 0;
  bool forces = armed && strcmp(owner.sector, "GOV") == 0;
  if (owner.sector[0] && !forces) memcpy(party.sector, owner.sector, sizeof party.sector);
  return rs_side_add_party(side, &party);
}

/* `تابعة` */
static bool is_bare_participle(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  return word && word->upos == RS_UPOS_ADJ && !word->article &&
         word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE;
}

/* `مواقع وتجمعات للحوثيين`, `منظومة دفاع من نوع سام تابعة للميليشيا`: whose several things are, or
 * what is described further before its owner is told. */
bool rs_side_add_owner_further(const RsSide *side, const RsNominal *thing, uint32_t index) {
  enum {
    NEAR_TOKENS = 10
  };
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  if (side->actor || rs_nominal_is_definite(input, thing)) return false;
  RsParty party = party_of(input, thing);
  bool somebody = party.person || party.human || party.country[0] || party.actor != RS_NONE;
  if (!party.thing || somebody) return false;
  bool row = true; /* only things joined to the first stand between */
  for (uint32_t i = index + 1; i < clauses->nominal_count; i++) {
    const RsNominal *next = &clauses->nominals[i];
    if (next->first > thing->last + NEAR_TOKENS) return false;
    bool said = is_bare_participle(input, next->first - 1);
    bool own = (next->preposition_flags & RS_LEXEME_TOWARDS) && !next->conjoined &&
               ((row && next[-1].last == next->first) || said);
    if (own) {
      RsParty owner = party_of(input, next);
      return owner.political && rs_side_add_party(side, &owner);
    }
    row &= next->conjoined && !rs_nominal_is_definite(input, next);
    bool goes_on = row || is_bare_participle(input, next->first) ||
                   (next->preposition_flags & (RS_LEXEME_PARTITIVE | RS_LEXEME_LOCATIVE));
    if (!goes_on) return false;
  }
  return false;
}

/* `مناطق تسيطر عليها المعارضة`, `مبنى يتحصن فيه مسلحون`: who holds a place is hit with it. */
bool rs_side_add_holder(const RsSide *side, const RsNominal *nominal) {
  const RsEventInput *input = side->input;
  const RsReading *reading = input->reading;
  if (side->actor || !rs_mention_is(input->knowledge, side->mention, RS_TYPE_FORCE))
    return false;
  uint32_t verb = nominal->last;
  verb += (rs_lexeme_at(reading, verb)->flags & RS_LEXEME_RELATIVE) != 0;
  uint32_t index =
    verb < reading->tokens->token_count ? input->clauses->predicate_at[verb] : RS_NONE;
  if (index == RS_NONE || !rs_is_resumed(reading, verb)) return false;
  uint32_t inside = RS_LEXEME_UPON | RS_LEXEME_LOCATIVE;
  if (!(rs_lexeme_at(reading, verb + 1)->flags & inside)) return false;
  uint32_t holder = input->clauses->predicates[index].subject;
  if (holder == RS_NONE || input->clauses->nominals[holder].first < verb) return false;
  const RsNominal *by = &input->clauses->nominals[holder];
  return rs_side_add_span(side, by->first, by->last, by->start_letter);
}

/* `قال لافروف بعد زيارة السعودية`: the genitive of a visit is the land that was visited, by the
 * subject of the verb beside it; `زيارة روسيا لتركيا` has another land behind. */
void rs_sides_turn_visited_land(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *mode =
    rs_text_at(input->knowledge, RS_GET(input->knowledge, events, pattern->event)->mode);
  const RsNominal *visit = rs_nominal_of(input, mention->trigger);
  if (!visit || strcmp(mode, "visit") != 0 || mention->actor_count != 1) return;
  RsParty land = mention->actors[0];
  if (!land.state || land.first != mention->trigger + 1) return;
  if (mention->recipient_count && mention->recipients[0].first == land.last) return;
  mention->actor_count = mention->recipient_count = 0;
  rs_side_add_party(recipients, &land);
  if (visit->governor != RS_NONE && visit->relation != RS_RELATION_SUBJECT)
    rs_side_add_nominal(actors, input->clauses->predicates[visit->governor].subject);
}
