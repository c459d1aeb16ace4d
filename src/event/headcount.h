/* How many people a phrase, a noun or a verb counts. */
#ifndef RASID_EVENT_HEADCOUNT_H
#define RASID_EVENT_HEADCOUNT_H

#include "event/event.h"

static inline RsHeadcount rs_headcount(int64_t people) {
  return (RsHeadcount) {.known = true, .min = people, .max = people};
}

/* Unknown for a plain plural. */
RsHeadcount rs_headcount_of_nominal(const RsEventInput *input, const RsNominal *nominal);

/* Of a noun that counts people (`مقتل`, `قتيلا`, `مصرعهم`), and of a verb (`قتل`, `أصيب`). */
RsHeadcount rs_headcount_of_noun(const RsEventInput *input, uint32_t token);
RsHeadcount rs_headcount_of_verb(const RsEventInput *input, uint32_t token);

/* `بينهم طفلان`, `من بينهم المهاجم`: some of those counted already. */
bool rs_headcount_is_part(const RsEventInput *input, const RsNominal *nominal);

RsHeadcount rs_headcount_sum(const RsHeadcount *a, const RsHeadcount *b);
/* Whether who is told at a token is added to those before: `إضافة إلى المهاجم`. */
bool rs_headcount_is_added(const RsEventInput *input, uint32_t token);

#endif
