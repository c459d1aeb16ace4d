/* One deed, one record: the mentions of a document that mean the same event. */
#ifndef RASID_MERGE_MERGE_H
#define RASID_MERGE_MERGE_H

#include "event/event.h"

typedef struct {
  uint32_t first, last; /* RsMention: the first and last member, chained by RsDeeds.next */
  uint32_t member_count;
  uint32_t lead;  /* the fullest mention */
  uint32_t about; /* RsDeeds.deeds: the deed that it speaks of, or RS_NONE */
  RsMention all;  /* the fields of all members together */
} RsDeed;

typedef struct {
  RsDeed *deeds; /* in the order of their first mentions */
  uint32_t deed_count;
  uint32_t *next; /* [mention_count]: the next mention of the same deed, or RS_NONE */
} RsDeeds;

bool rs_deeds_merge(
  RsDeeds *deeds, RsArena *arena, const RsEventInput *input, const RsMentions *mentions
);

#endif
