/* Who a short or codeless name means, from what the document said before. */
#ifndef RASID_EVENT_LINK_H
#define RASID_EVENT_LINK_H

#include "event/event.h"

/* Completes the parties of all mentions: `لافروف` after `وزير الخارجية الروسي سيرغي لافروف`,
 * `الوزير`, `الجيش` in a text on Mali. False without memory. */
bool rs_mentions_link(RsMentions *mentions, RsArena *arena, const RsEventInput *input);

/* pair.c: gives `الجانبان` and its like an entry for each of the two. */
void rs_mentions_part_pair(
  const RsMentions *mentions, uint32_t index, const RsEventInput *input
);

/* ------------------------------------------------------------------- home.c */

/* An army, police, militia or rebels, by their code; not unknown gunmen. */
bool rs_party_is_force(const RsParty *party);
/* `المملكة` in a text on Jordan: the country that it speaks of most, where its full name begins
 * with the word. */
bool rs_party_take_own_state(const RsEventInput *input, RsParty *party);
/* `خبراء أمميون`: takes the code of a body of states. */
bool rs_party_is_of_states(const RsEventInput *input, RsParty *party);
/* The country of a body that no word tells one of. */
void rs_party_take_home(
  const RsEventInput *input, const RsMention *mention, RsParty *party
);

/* Gives a party the codes of another that it stands for. */
void rs_party_take_codes(RsParty *party, const RsParty *from);

#endif
