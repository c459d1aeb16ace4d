/* How far a place or a date stands from the deed, for those who look for them. */
#ifndef RASID_EVENT_SETTING_H
#define RASID_EVENT_SETTING_H

#include "event/event.h"

enum {
  RS_NEAR_TOKENS = 18, /* a setting so near stands in the trigger's own clause */
  RS_TWO_CLAUSES = 12, /* with such barriers between it is that of another deed */
  RS_BARRIERS_ENOUGH = 64
};

/* What parts a trigger and a setting: stops, other verbs, subordinators, commas. Nothing is
 * counted behind RS_BARRIERS_ENOUGH. */
uint32_t rs_setting_barriers(
  const RsEventInput *input, const RsMention *mention, uint32_t token
);

/* Words from trigger to setting, worse when it stands in front. */
uint32_t rs_setting_words(const RsMention *mention, uint32_t token);

/* The same, worse when it stands in another clause. */
uint32_t rs_setting_distance(
  const RsEventInput *input, const RsMention *mention, uint32_t token
);

/* `اعتقلوا في مظاهرة`, `خلال هجوم`: what happened during a deed; not `متهم بالتورط في هجوم`. */
bool rs_setting_is_during(const RsEventInput *input, uint32_t token);

/* Whether a setting behind an arrest, a verdict or words on a deed is that of the deed:
 * `اعتقلوا متهمين بهجوم في ألمانيا`. */
bool rs_setting_is_taken(
  const RsEventInput *input, const RsMention *mention, uint32_t token
);

/* Words are spoken somewhere, but a place beside them is that of what is spoken of. */
bool rs_mention_is_placeless(const RsEventInput *input, const RsMention *mention);

/* Whether the sentence treats a name as the place of the deed (scene.c). */
bool rs_place_is_said(
  const RsEventInput *input, const RsMention *mention, const RsName *name
);

/* The name that `المدينة`, `شرق المدينة`, `البلاد` stand for, or RS_NONE (antecedent.c). */
uint32_t rs_place_named_before(
  const RsEventInput *input, const RsMention *mention, uint32_t token
);

/* The name that the text has for a bare `العاصمة`, or the place itself (antecedent.c). */
uint32_t rs_place_in_full(const RsEventInput *input, uint32_t place);

/* Whether a name is where words are spoken, by a verb of saying: `في مؤتمر صحفي في كابل` (venue.c). */
bool rs_place_is_venue(const RsEventInput *input, uint32_t sentence, const RsName *name);

/* The mention's place, or RS_NONE (location.c). */
void rs_mention_fill_place(const RsEventInput *input, RsMention *mention);

/* The adjective that says that a date is one of what is to come (`الاستفتاء المزمع إجراؤه
 * السبت`), or RS_NONE. */
uint32_t rs_setting_plan(const RsEventInput *input, const RsDate *date);

/* The منذ that a date hangs on, over nouns of its own (`منذ اندلاع الحرب قبل ثلاث سنوات`), or
 * RS_NONE (date_owner.c). */
uint32_t rs_since_before(const RsEventInput *input, const RsDate *date);

/* Whether a date beside the mention is that of something else (date_owner.c). */
bool rs_date_is_of_other(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
);

/* `بعد هزيمة المتمردين`: a word of time such as بعد, قبل stands before the noun (dating.c). */
bool rs_nominal_is_after_or_before(const RsEventInput *input, const RsNominal *nominal);

/* The mention's date, or RS_NONE (dating.c). */
void rs_mention_fill_date(const RsEventInput *input, RsMention *mention);

/* A verb that tells more of the deed itself: its own or light one, and that of a clause which
 * hangs on it (`الهجوم الذي وقع الجمعة`). */
bool rs_predicate_tells_of(
  const RsEventInput *input, const RsMention *mention, uint32_t predicate
);

/* The verb in whose clause a place or date stands, the nearest one before it, or RS_NONE. */
uint32_t rs_verb_over(const RsEventInput *input, uint32_t sentence, uint32_t token);

/* `وقعت الأطراف الاتفاق في يونيو`: a perfect tells of a June that is over. */
bool rs_mention_is_perfect(const RsEventInput *input, const RsMention *mention);

/* A sentence's own speech act, not one that it only mentions or lets somebody else tell of. */
bool rs_mention_speaks_for_itself(const RsEventInput *input, const RsMention *mention);

/* `وكان الجيش قصف`, `كانوا قد اعتقلوا`: told back from what the text tells. */
bool rs_mention_is_told_back(const RsEventInput *input, const RsMention *mention);

/* `تظاهروا احتجاجا على مقتل شاب`: the deed that a protest is about, done elsewhere before. */
bool rs_mention_is_protested(const RsEventInput *input, const RsMention *mention);

/* Signing and inquiries are words too, but done at a table somewhere, some day. */
bool rs_mention_is_session(const RsEventInput *input, const RsMention *mention);

#endif
