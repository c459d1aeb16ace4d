/* The inside of noun phrases: where one begins and ends, and its head. */
#ifndef RASID_CLAUSE_PHRASE_H
#define RASID_CLAUSE_PHRASE_H

#include "clause/clause.h"

typedef struct {
  const RsClauseInput *input;
  const RsReading *reading;
} RsPhrases;

/* The RsName or cardinal RsNumber at a token, or RS_NONE. */
uint32_t rs_phrase_name(const RsPhrases *finder, uint32_t token);
uint32_t rs_phrase_number(const RsPhrases *finder, uint32_t token);
/* Whether the token belongs to a date (no duration). */
bool rs_phrase_is_dated(const RsPhrases *finder, uint32_t token);

/* Whether a phrase can begin at the token. */
bool rs_phrase_starts(const RsPhrases *finder, uint32_t token);
/* The phrase that begins at a token, no further than `limit`: its end and its head. */
uint32_t rs_phrase_end(
  const RsPhrases *finder, uint32_t token, uint32_t limit, uint32_t *head
);
/* The head behind numbers and words of quantity: `خمسة جنود`, `عشرات المدنيين`. */
uint32_t rs_phrase_head(const RsPhrases *finder, uint32_t first, uint32_t last);

/* The fold hash of a preposition written onto the token, and its flags; 0 when there is none. */
uint64_t rs_phrase_preposition(const RsPhrases *finder, uint32_t token, uint32_t *flags);
/* Whether the phrase ends in a person's name at the token. */
bool rs_phrase_ends_in_person(const RsPhrases *finder, uint32_t token);
/* The token behind an opening quotation mark. */
uint32_t rs_phrase_skip_quote(const RsPhrases *finder, uint32_t token, uint32_t limit);

/* The end of the unit that begins at a token: a name, a number or one word. */
uint32_t rs_phrase_unit_end(const RsPhrases *finder, uint32_t token);
/* Whether the unit at `next` can continue a phrase whose last word is `before` (continuation.c). */
bool rs_phrase_continues(
  const RsPhrases *finder, uint32_t before, uint32_t next, uint32_t head
);
/* `طائرة من دون طيار`: the end of what a machine goes without, or `token`. */
uint32_t rs_phrase_skip_unmanned(const RsPhrases *finder, uint32_t token, uint32_t limit);
/* How far a phrase reaches to the right of a token, with this head. */
uint32_t rs_phrase_grow(
  const RsPhrases *finder, uint32_t token, uint32_t head, uint32_t limit
);
/* `شمالي المدينة`, `غربي طرابلس`: whether the token is a direction, without article, from what follows. */
bool rs_phrase_is_bearing(const RsPhrases *finder, uint32_t token);
bool rs_phrase_is_person(const RsPhrases *finder, const RsName *name);
/* Whether a country's name or a body's begins at the token. */
bool rs_phrase_is_land(const RsPhrases *finder, uint32_t token);
bool rs_phrase_is_body(const RsPhrases *finder, uint32_t token);

/* --------------------------------------------------------------- describe.c */

/* Whether an adjective can describe a noun. */
bool rs_phrase_agrees(const RsPhrases *finder, uint32_t noun, const RsAnalysis *adjective);
/* `وزيرا خارجية مصر والسودان`: two office holders look like an accusative. */
bool rs_phrase_may_be_dual(const RsPhrases *finder, uint32_t token);
/* Whether it can describe one of the words from `first` to `before`. */
bool rs_phrase_adjective_fits(
  const RsPhrases *finder, uint32_t first, uint32_t before, const RsAnalysis *adjective
);
/* `أهداف مدنية وعسكرية`: a second quality of the same things. */
bool rs_phrase_adds_quality(const RsPhrases *finder, uint32_t before, uint32_t next);
/* Whether the adjective at `next` belongs to the phrase with this head that ends at `before`; `open`:
 * its last word still waits for a genitive. */
bool rs_phrase_is_described(
  const RsPhrases *finder, uint32_t before, uint32_t next, uint32_t head, bool open
);

/* ------------------------------------------------------------- affiliation.c */

/* The new end of a phrase that ends at `last` so far. */
uint32_t rs_phrase_add_partitive(
  const RsPhrases *finder, uint32_t first, uint32_t last, uint32_t limit, uint32_t *head
);
uint32_t rs_phrase_add_employer(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
);
uint32_t rs_phrase_add_office_of(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
);
/* Adds what somebody belongs to, and the name that may follow it. */
uint32_t rs_phrase_add_affiliation(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
);

#endif
