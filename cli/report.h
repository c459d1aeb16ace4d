/* What a run tells on standard error, and the list of rejected documents. */
#ifndef RASID_CLI_REPORT_H
#define RASID_CLI_REPORT_H

#include "options.h"

#include <stdio.h>

typedef struct {
  uint64_t documents, records, rejected, bytes;
  FILE *rejects; /* or NULL */
  const char *rejects_path;
  bool shows_progress;
  bool has_progress;  /* a line of it stands on the terminal */
  double began, last; /* seconds */
} Report;

/* False when the list of rejects cannot be made. */
bool report_begin(Report *report, const Options *options);
void report_reject(Report *report, const RasidReject *reject);
/* After each document; `bytes` of text were coded. */
void report_progress(Report *report, size_t bytes);
void report_summary(Report *report, const char *unit);
/* False when the list of rejects could not be written. */
bool report_end(Report *report);

#endif
