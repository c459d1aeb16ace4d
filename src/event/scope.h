/* What stands around a trigger and says whether its deed was done, and whether it is told at all. */
#pragma once

#include "event/event.h"

enum {
  RS_SCOPE_TOKENS = 9
};

typedef struct {
  const RsEventInput *input;
  const RsReading *reading;
  const RsMention *mention;
  /* `لم … سوى`, `لم`, `كان`, `إذا` were met */
  bool excepted, negated, past, conditional;
  bool circumstance; /* `خلال`, `بعد`: what is further left governs no more */
} RsScope;

bool rs_scope_stops(const RsScope *scope, uint32_t token);

/* The cue that was found, or NULL for another item. */
const RsCue *rs_scope_cue(const RsScope *scope, const RsFound *found);

/* The token that the scope is measured from: the light verb, else the trigger. */
uint32_t rs_scope_start(const RsScope *scope);

/* reach.c: whether a cue before the trigger reaches it; `verbs`: how many stand between. */
bool rs_scope_is_reached(
  const RsScope *scope, const RsCue *cue, const RsFound *found, uint32_t verbs
);
/* `قد تستأنف هجومها`, not `ما قد تحتويه المداهمات`. */
bool rs_scope_is_object_of(const RsScope *scope, uint32_t verb);
/* `والخطف`, `وإغلاق` */
bool rs_is_joined_noun(const RsReading *reading, uint32_t token);

/* Whether a preposition is written onto the word: `لدعم`, `ولدعم`, not `ودعم`. */
bool rs_has_preposition(const RasidKnowledge *knowledge, const RsAnalysis *word);

bool rs_scope_negates(const RsScope *scope, uint32_t token);
bool rs_scope_reads_as_relative(const RsScope *scope, uint32_t token);

/* Whether it is only said of a deed what it would be for, who ought to do it, or who never did. */
bool rs_scope_only_describes(const RsScope *scope);
bool rs_scope_is_purpose(const RsScope *scope);
bool rs_scope_is_idle_purpose(const RsScope *scope);
bool rs_scope_is_only_aimed(const RsScope *scope);
bool rs_scope_is_promise(const RsScope *scope);
bool rs_scope_is_duty(const RsScope *scope);
bool rs_scope_is_idle_negation(const RsScope *scope);

/* What tense says (tense.c): the verb that has the deed's tense, its own, that of its relative
 * clause or the one that the scope starts from. */
uint32_t rs_tense_verb(const RsScope *scope);
bool rs_tense_is_future(const RsScope *scope, uint32_t token);
bool rs_tense_is_present(const RsScope *scope, uint32_t verb);
/* Whether what is done in the present goes on, not only today's news. */
bool rs_tense_lasts(const RsScope *scope, uint32_t verb);
bool rs_tense_is_standing(const RsScope *scope);
bool rs_tense_is_said_to_go_on(const RsScope *scope);
/* Whether the perfect tells that it was done, so that a cue of aims says nothing of it. */
bool rs_tense_is_done(const RsScope *scope, const RsCue *cue, const RsFound *found);
/* Whether a verb in the future tells of the deed, not only of what is done about it. */
bool rs_tense_is_to_come(const RsScope *scope, uint32_t verb);
/* Whether a relative clause says that the deed is being done, whatever is asked for. */
bool rs_tense_states(const RsScope *scope);
/* Whether a speaker tells of force that he himself will use, which is a threat. */
bool rs_tense_vows(const RsScope *scope);
/* Whether the token opens the relative clause in the perfect that the deed is told in. */
bool rs_tense_is_of_relative(const RsScope *scope, uint32_t token);
