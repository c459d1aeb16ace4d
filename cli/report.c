/* Every reject is named once, on one line, with its place, its code and its reason; at the end
 * stands how much there was. A long run shows where it is, on a terminal only. */
#include "report.h"

#include "text.h"

#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const double QUIET_SECONDS = 2, STEP_SECONDS = 0.5;

double report_now(void) {
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
  report->began = report->last = report_now();
  if (!options->rejects) return true;
  report->rejects = fopen(options->rejects, options->adds_rejects ? "ae" : "we");
  return report->rejects || complain(report);
}

void report_clear(Report *report) {
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

static void print_place(const RasidReject *place) {
  text_print(stderr, place->source);
  if (place->line) fprintf(stderr, ":%" PRIu64, place->line);
  if (place->id && strcmp(place->id, place->source)) {
    fputs(" (", stderr);
    text_print(stderr, place->id);
    fputs(")", stderr);
  }
}

void report_doubt(Report *report, const RasidReject *place) {
  if (!*place->message) return;
  report_clear(report);
  report->doubted++;
  fputs("rasid: read all the same: ", stderr);
  print_place(place);
  fputs(": ", stderr);
  text_print(stderr, place->message);
  fputc('\n', stderr);
}

void report_reject(Report *report, const RasidReject *reject) {
  report_clear(report);
  report->rejected++;
  fputs("rasid: rejected ", stderr);
  print_place(reject);
  fprintf(stderr, ": %s: ", rasid_error_name(reject->code));
  text_print(stderr, reject->message);
  fputc('\n', stderr);
  if (report->rejects) list_reject(report->rejects, reject);
}

/* ----------------------------------------------------------------- progress */

static uint64_t bytes_of_file(const char *path) {
  struct stat status;
  return !stat(path, &status) && S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
}

/* Of what a reader would read in it: no hidden files, no links. */
static uint64_t bytes_of_path(const char *path) {
  char *const roots[] = {(char *)path, NULL};
  uint64_t bytes = 0;
  FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
  if (!walk) return 0;
  for (FTSENT *entry; (entry = fts_read(walk));) {
    bool is_hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
    if (is_hidden)
      fts_set(walk, entry, FTS_SKIP);
    else if (entry->fts_info == FTS_F)
      bytes += (uint64_t)entry->fts_statp->st_size;
  }
  fts_close(walk);
  return bytes;
}

void report_measure(Report *report, const char *const *paths, size_t count) {
  if (!report->shows_progress) return;
  for (size_t i = 0; i < count; i++) {
    if (!strcmp(paths[i], "-")) {
      report->total = 0; /* nobody knows what is to come */
      return;
    }
    report->total += bytes_of_path(paths[i]);
  }
}

void report_place(Report *report, const char *source, uint64_t byte_offset) {
  if (!report->total) return;
  if (!report->source || strcmp(report->source, source) != 0) {
    if (report->source) report->done += bytes_of_file(report->source);
    free(report->source);
    report->source = strdup(source);
  }
  report->in_file = byte_offset;
}

static void print_bar(double share) {
  enum {
    WIDTH = 20
  };
  int full = (int)(share * WIDTH);
  fputs(" [", stderr);
  for (int i = 0; i < WIDTH; i++)
    fputc(i < full ? '#' : '.', stderr);
  fprintf(stderr, "] %3d %%", (int)(share * 100));
}

static void print_time_left(double seconds) {
  unsigned long left = (unsigned long)(seconds + 0.5);
  fprintf(stderr, ", %lu:%02lu:%02lu left", left / 3600, left / 60 % 60, left % 60);
}

void report_progress(Report *report, size_t bytes) {
  report->documents++;
  report->bytes += bytes;
  if (!report->shows_progress) return;
  double time = report_now(), spent = time - report->began;
  if (spent < QUIET_SECONDS || time - report->last < STEP_SECONDS) return;
  report->last = time;
  report->has_progress = true;
  double megabytes = (double)report->bytes / 1e6;
  fputs("\r\x1b[K", stderr);
  uint64_t seen = report->done + report->in_file;
  bool is_measured = report->total && seen && seen <= report->total;
  double share = is_measured ? (double)seen / (double)report->total : 0;
  fprintf(
    stderr,
    "%" PRIu64 " documents, %.1f MB, %.2f MB/s",
    report->documents,
    megabytes,
    megabytes / spent
  );
  if (is_measured) print_bar(share);
  if (is_measured) print_time_left(spent / share - spent);
  fflush(stderr); /* no line ends here */
}

/* ---------------------------------------------------------------------- end */

static void print_count(uint64_t count, const char *what) {
  fprintf(stderr, "%" PRIu64 " %s%s", count, what, count == 1 ? "" : "s");
}

void report_rejects_place(const Report *report) {
  if (report->doubted) fprintf(stderr, ", %" PRIu64 " doubtful", report->doubted);
  if (!report->rejected || !report->rejects_path) return;
  fputs(" (listed in ", stderr);
  text_print(stderr, report->rejects_path);
  fputc(')', stderr);
}

void report_summary(Report *report, const char *unit) {
  report_clear(report);
  fputs("rasid: ", stderr);
  print_count(report->documents, "document");
  if (unit) {
    fputs(", ", stderr);
    print_count(report->records, unit);
  }
  fprintf(stderr, ", %" PRIu64 " rejected", report->rejected);
  report_rejects_place(report);
  fputc('\n', stderr);
}

void report_undated(const Report *report) {
  if (!report->undated) return;
  fputs("rasid: ", stderr);
  print_count(report->undated, "document");
  fputs(
    " without a day of publication, by which relative days are told; --date D names one\n",
    stderr
  );
}

bool report_end(Report *report) {
  report_clear(report);
  free(report->source);
  report->source = NULL;
  FILE *file = report->rejects;
  report->rejects = NULL;
  if (!file) return true;
  bool has_failed = ferror(file);
  if (has_failed) errno = EIO;
  return !((fclose(file) || has_failed) && !complain(report));
}
