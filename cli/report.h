/* What a run tells on standard error, and the list of rejected documents. */
#ifndef RASID_CLI_REPORT_H
#define RASID_CLI_REPORT_H

#include "options.h"

#include <stdio.h>

typedef struct {
  uint64_t documents, records, rejected, doubted, undated, bytes;
  FILE *rejects; /* or NULL */
  const char *rejects_path;
  bool shows_progress;
  bool has_progress;  /* a line of it stands on the terminal */
  double began, last; /* seconds */
  uint64_t total;     /* bytes of all files that are read; 0: unknown */
  uint64_t done;      /* of them, the files that lie behind */
  uint64_t in_file;   /* and of the one at hand */
  char *source;       /* its name, or NULL */
} Report;

/* Seconds of a clock that only goes forward. */
double report_now(void);

/* False when the list of rejects cannot be made. */
bool report_begin(Report *report, const Options *options);
void report_reject(Report *report, const RasidReject *reject);
/* Tells what the reader doubts about a document that it has read, if anything. */
void report_doubt(Report *report, const RasidReject *place);
/* After each document; `bytes` of text were coded. */
void report_progress(Report *report, size_t bytes);
/* For a run whose end can be told: the files and folders that it reads, and where it is. */
void report_measure(Report *report, const char *const *paths, size_t count);
void report_place(Report *report, const char *source, uint64_t byte_offset);
/* Takes the line of progress away before something else is said. */
void report_clear(Report *report);
/* " (listed in FILE)", when there are rejects and a list. */
void report_rejects_place(const Report *report);
void report_summary(Report *report, const char *unit);
/* Says how many documents had no day of publication, if any, and how they get one. */
void report_undated(const Report *report);
/* False when the list of rejects could not be written. */
bool report_end(Report *report);

#endif
