/* Every reject is named once, on one line, with its place, its code and its reason; at the end
 * stands how much there was. A long run shows where it is, on a terminal only. */
#include "report.h"

#include "text.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double QUIET_SECONDS = 2, STEP_SECONDS = 0.5;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool complain(const Report *report) {
  fprintf(stderr, "rasid: the list of rejects ");
  text_print(stderr, report->rejects_path);
  fprintf(stderr, " could not be written: %s\n", strerror(errno));
  return false;
}

bool report_begin(Report *report, const Options *options) {
  *report = (Report) {.rejects_path = options->rejects};
  report->shows_progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
  report->began = report->last = now();
  if (!options->rejects) return true;
  report->rejects = fopen(options->rejects, "we");
  return report->rejects || complain(report);
}

static void clear_progress(Report *report) {
  if (report->has_progress) fputs("\r\x1b[K", stderr);
  report->has_progress = false;
}

static void list_reject(FILE *file, const RasidReject *reject) {
  fputs("{\"source\": ", file);
  text_print_json(file, reject->source);
  fprintf(file, ", \"byte_offset\": %" PRIu64 ", \"line\": ", reject->byte_offset);
  if (reject->line)
    fprintf(file, "%" PRIu64, reject->line);
  else
    fputs("null", file);
  fputs(", \"id\": ", file);
  text_print_json(file, reject->id);
  fputs(", \"code\": ", file);
  text_print_json(file, rasid_error_name(reject->code));
  fputs(", \"message\": ", file);
  text_print_json(file, reject->message);
  fputs("}\n", file);
}

void report_reject(Report *report, const RasidReject *reject) {
  clear_progress(report);
  report->rejected++;
  fputs("rasid: rejected ", stderr);
  text_print(stderr, reject->source);
  if (reject->line) fprintf(stderr, ":%" PRIu64, reject->line);
  if (reject->id && strcmp(reject->id, reject->source)) {
    fputs(" (", stderr);
    text_print(stderr, reject->id);
    fputs(")", stderr);
  }
  fprintf(stderr, ": %s: ", rasid_error_name(reject->code));
  text_print(stderr, reject->message);
  fputc('\n', stderr);
  if (report->rejects) list_reject(report->rejects, reject);
}

void report_progress(Report *report, size_t bytes) {
  report->documents++;
  report->bytes += bytes;
  if (!report->shows_progress) return;
  double time = now(), spent = time - report->began;
  if (spent < QUIET_SECONDS || time - report->last < STEP_SECONDS) return;
  report->last = time;
  report->has_progress = true;
  double megabytes = (double)report->bytes / 1e6;
  fprintf(
    stderr,
    "\r\x1b[K%" PRIu64 " documents, %.1f MB, %.2f MB/s",
    report->documents,
    megabytes,
    megabytes / spent
  );
}

static void print_count(uint64_t count, const char *what) {
  fprintf(stderr, "%" PRIu64 " %s%s", count, what, count == 1 ? "" : "s");
}

void report_summary(Report *report, const char *unit) {
  clear_progress(report);
  fputs("rasid: ", stderr);
  print_count(report->documents, "document");
  if (unit) {
    fputs(", ", stderr);
    print_count(report->records, unit);
  }
  fprintf(stderr, ", %" PRIu64 " rejected", report->rejected);
  if (report->rejected && report->rejects_path) {
    fputs(" (listed in ", stderr);
    text_print(stderr, report->rejects_path);
    fputc(')', stderr);
  }
  fputc('\n', stderr);
}

bool report_end(Report *report) {
  clear_progress(report);
  FILE *file = report->rejects;
  report->rejects = NULL;
  if (!file) return true;
  bool has_failed = ferror(file);
  if (has_failed) errno = EIO;
  return !((fclose(file) || has_failed) && !complain(report));
}
