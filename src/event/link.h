/* Who a short or codeless name means, from what the document said before. */
#ifndef RASID_EVENT_LINK_H
#define RASID_EVENT_LINK_H

#include "event/event.h"

/* Completes the parties of all mentions: `لافروف` after `وزير الخارجية الروسي سيرغي لافروف`,
 * `الوزير`, `الجيش` in a text on Mali. False without memory. */
bool rs_mentions_link(RsMentions *mentions, RsArena *arena, const RsEventInput *input);

#endif
