/* The finished result: what rasid.h hands out, made of what the layers found. */
#ifndef RASID_RECORD_RECORD_H
#define RASID_RECORD_RECORD_H

#include "merge/merge.h"

struct RasidDocument {
  RsArena arena; /* everything below lives in it */
  RasidInput input;
  RasidEvent *events;
  size_t event_count;
  RasidSpan *sentences;
  size_t sentence_count;
  RasidToken *tokens;
  size_t token_count;
  RasidEntity *entities;
  size_t entity_count;
  RasidTimex *dates;
  size_t date_count;
  RasidNumber *numbers;
  size_t number_count;
  RasidTrace *trace;
  size_t trace_count;
};

/* A place's name in its public form (place.c); NULL without memory. */
const RasidPlace *rs_record_place(
  RasidDocument *document, const RsReading *reading, const RsNames *names, uint32_t index
);

/* Fills the events (record.c) or the layers below (analysis.c) of a document whose `input` is
 * set. False without memory. */
bool rs_record_events(
  RasidDocument *document,
  const RsEventInput *input,
  const RsMentions *mentions,
  const RsDeeds *deeds,
  double min_score
);
bool rs_record_analysis(RasidDocument *document, const RsClauseInput *input);

/* Turns the tracer's lines into the document's trace, after those of tokens, entities and
 * clauses. `clauses` may be NULL. */
bool rs_record_trace(
  RasidDocument *document,
  const RsClauseInput *input,
  const RsClauses *clauses,
  const RsTracer *tracer
);

/* The words of letters [start, end) as a string of the document. NULL without memory. */
const char *rs_record_words(
  RasidDocument *document, const RsText *text, uint32_t start, uint32_t end
);

#endif
