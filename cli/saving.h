/* Documents into a database, through the pipeline: what import and db recode share. */
#ifndef RASID_CLI_SAVING_H
#define RASID_CLI_SAVING_H

#include "pipeline.h"
#include "report.h"

typedef struct {
  const Options *options;
  RasidKnowledge *knowledge;
  RasidCoder *coder; /* for what has to be coded while it is stored */
  RasidStore *store;
  RasidRun run;
  RasidCoderOptions coder_options;
  Report report;
  uint64_t added, changed, recoded, known, copies; /* documents */
  uint64_t pending, safe;                          /* since and until the last commit */
  double began;                                    /* the transaction, in seconds */
  int status;
} Saving;

/* Knowledge, coder, database. False with `saving->status` set after telling why. */
bool saving_begin(Saving *saving, const Options *options);

/* Sends what `next` gives through coders into the database, in order, and commits. */
bool saving_run(Saving *saving, void *context, bool (*next)(void *context, Item *item));

/* Closes all; gives the exit status. */
int saving_end(Saving *saving);

/* Imports the operands: what rasid import does, and rasid watch again and again. Gives the exit
 * status. */
int import_paths(const Options *options);

#endif
