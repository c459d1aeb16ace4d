/* Why patterns did not fire, for `rasid explain` and `rasid lint`. Nothing is done unless a
 * trace is kept. */
#ifndef RASID_EVENT_NEAR_H
#define RASID_EVENT_NEAR_H

#include "event/event.h"

/* The pattern of what was found did not fire because of `why`; of `word`, when it is a token. */
void rs_near_add(
  const RsEventInput *input, const RsFound *found, const char *why, uint32_t word
);
/* A condition did not hold; `word` as above. */
void rs_near_condition(
  const RsEventInput *input,
  const RsFound *found,
  const RsCondition *condition,
  uint32_t word
);
/* Another pattern has its words. */
void rs_near_taken(const RsEventInput *input, const RsFound *found, uint32_t pattern);
/* The text is about something that the pattern forbids. */
void rs_near_topic(const RsEventInput *input, const RsFound *found, uint32_t topic);
/* Tells the patterns of which only a part stands in the text. */
void rs_near_parts(const RsEventInput *input);

#endif
