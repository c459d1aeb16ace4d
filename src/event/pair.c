/* Two parties by one word.
 *
 * `الجانبان`, `البلدين الشقيقين`, `الرئيسان`: the codebook wants an entry for each of the two, with the
 * same words. They are those of the last deed before that tells both, or have the nationalities that
 * stand behind the word (`الجانبان المصري والتركي`). Limits: no more than two.
 */
#include "event/link.h"

/* `الجانبان`, `البلدان`, not `اللاجئين`: whether the word may be a dual. */
static bool is_dual(const RsEventInput *input, uint32_t token) {
  if (input->input->entities->names.at[token] != RS_NONE) return false; /* `البحرين` */
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  const RsWordType *type = input->reading->morphs[token].type;
  bool pair = false;
  for (unsigned i = 0; chosen && type && i < type->analysis_count; i++) {
    const RsAnalysis *reading = &type->analyses[i];
    if (reading->lexeme != chosen->lexeme) continue;
    if (rs_is_men(reading)) return false;
    bool dual = rs_feature(reading->features, RS_NUMBER_SHIFT) == 2;
    pair |= dual && reading->article && reading->upos == RS_UPOS_NOUN;
  }
  return pair;
}

/* `الجانبان`, `البلدين الشقيقين`, `الرئيسان`: two parties by one word. */
static bool is_pair(const RsEventInput *input, const RsParty *party) {
  if (party->actor != RS_NONE) return false;
  for (uint32_t i = party->first + 1; i < party->last; i++) {
    if (!rs_is_upos(input->reading, i, RS_UPOS_ADJ) || rs_nisba_at(input->input, i) != RS_NONE)
      return false;
  }
  return is_dual(input, party->first);
}

static void take_country(const RsEventInput *input, uint32_t nisba, RsParty *party) {
  const RsCountry *country =
    RS_GET(input->knowledge, countries, rs_nisba_at(input->input, nisba));
  memcpy(party->country, country->iso3, sizeof country->iso3);
}

/* `الجانبان المصري والتركي`: each of the two has his nationality. */
static bool part_nationalities(const RsEventInput *input, RsMention *mention) {
  RsParty *party = &mention->actors[0];
  uint32_t first = party->first + 1, second = first + 1;
  if (!mention->actor_count || !is_dual(input, party->first)) return false;
  if (second >= input->reading->tokens->token_count) return false;
  bool both = rs_nisba_at(input->input, first) != RS_NONE &&
              rs_nisba_at(input->input, second) != RS_NONE &&
              rs_has_conjunction(input->reading, second);
  if (!both) return false;
  if (mention->recipient_count && mention->recipients[0].first >= first &&
      mention->recipients[0].first <= second)
    mention->recipient_count = 0;
  party->last = second + 1;
  mention->actors[1] = *party;
  mention->actor_count = 2;
  take_country(input, first, &mention->actors[0]);
  take_country(input, second, &mention->actors[1]);
  return true;
}

/* Whether a deed told before can be of the same two: who talks are states, `الوزيران` persons. */
static bool may_be_pair(
  const RsEventInput *input, const RsMention *mention, const RsMention *before
) {
  if (!before->actor_count || !before->recipient_count) return false;
  const RsParty *first = &before->actors[0], *second = &before->recipients[0];
  if (!first->country[0] || !second->country[0]) return false;
  if (strcmp(first->country, second->country) == 0) return false;
  if (rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE)) return true;
  bool official = (!first->sector[0] || strcmp(first->sector, "GOV") == 0) &&
                  (!second->sector[0] || strcmp(second->sector, "GOV") == 0);
  return official && !rs_mention_is(input->knowledge, before, RS_TYPE_FORCE);
}

/* The codebook wants an entry for each of the two, with the same words: those of the last deed
 * before that tells both. */
void rs_mentions_part_pair(
  const RsMentions *mentions, uint32_t index, const RsEventInput *input
) {
  enum {
    MENTIONS_BACK = 64
  };
  RsMention *mention = &mentions->mentions[index];
  if (part_nationalities(input, mention)) return;
  if (mention->actor_count != 1 || mention->recipient_count) return;
  if (!is_pair(input, &mention->actors[0])) return;
  for (uint32_t i = index, k = 0; i-- > 0 && k < MENTIONS_BACK; k++) {
    const RsMention *before = &mentions->mentions[i];
    if (!may_be_pair(input, mention, before)) continue;
    const RsParty *first = &before->actors[0], *second = &before->recipients[0];
    mention->actors[1] = mention->actors[0];
    mention->actor_count = 2;
    rs_party_take_codes(&mention->actors[0], first);
    rs_party_take_codes(&mention->actors[1], second);
    return;
  }
}
