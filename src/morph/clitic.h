/* Which clitics a word takes, and what a listed reading costs. Inside morph only. */
#ifndef RASID_MORPH_CLITIC_H
#define RASID_MORPH_CLITIC_H

#include "morph/morph.h"

enum {
  RS_COST_QUESTION = 8 /* أ before a word: rare outside of interviews */
};

/* What was taken off the front of a word. */
typedef struct {
  uint8_t proclitics[RS_PROCLITICS]; /* RsClitic indices */
  uint8_t count;
  uint8_t offset; /* where the word segment begins */
  uint8_t stem;   /* where the stem begins */
  bool article;
  bool glued; /* a proclitic of several letters is among them */
  bool named; /* ال stands behind it, whether article or part of a name */
} RsPrefix;

/* May a word of this part of speech and these features (of RsForm) stand between the
 * proclitics and the enclitic? `enclitic` is NULL for none. */
bool rs_clitics_fit(
  const RasidKnowledge *knowledge,
  const RsPrefix *prefix,
  uint8_t upos,
  uint32_t features,
  const RsClitic *enclitic
);

/* What speaks against the reading before the sentence is looked at. `written` are the form's
 * letters as the text has them. */
unsigned rs_reading_cost(
  const RasidKnowledge *knowledge,
  const RsPrefix *prefix,
  const RsForm *form,
  const uint8_t *written,
  const RsClitic *enclitic
);

#endif
