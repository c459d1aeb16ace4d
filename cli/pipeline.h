/* Documents through several coders at once, handed on in the order in which they came. */
#ifndef RASID_CLI_PIPELINE_H
#define RASID_CLI_PIPELINE_H

#include "options.h"

/* One document (or reject) on its way; its strings are the pipeline's own. */
typedef struct {
  RasidInput input;
  RasidReject place;       /* of a document: where it stands */
  bool is_reject;          /* it could not even be read */
  bool wants_coding;       /* set by `look` */
  RasidDocument *document; /* NULL: not coded, or coding failed */
  RasidError error;        /* when it failed */
} Item;

/* The three stations; all run on the caller's thread. */
typedef struct {
  void *context;
  /* The next document or reject; strings valid until the next call. False at the end. */
  bool (*next)(void *context, Item *item);
  /* Decides whether a document is worth coding; may exchange its id. */
  void (*look)(void *context, Item *item);
  /* Takes each item in order; false stops the run. */
  bool (*handle)(void *context, Item *item);
} Flow;

/* `jobs` coders; 1 works without threads. False when it was stopped, or could not begin: then
 * `error` tells why (else its code is RASID_OK). */
bool pipeline_run(
  const Flow *flow,
  const RasidKnowledge *knowledge,
  const RasidCoderOptions *options,
  size_t jobs,
  RasidError *error
);

/* How many coders this machine has room for. */
size_t pipeline_default_jobs(void);

#endif
