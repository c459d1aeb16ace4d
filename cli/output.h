/* Standard output, or a file, through one buffer that notices when it cannot be written. */
#ifndef RASID_CLI_OUTPUT_H
#define RASID_CLI_OUTPUT_H

#include "options.h"

/* A zeroed one is standard output. */
typedef struct {
  const char *path; /* of a file; NULL: standard output */
  char *part; /* what is written until all of it is there; NULL for devices and pipes */
  int fd;     /* of the file */
  size_t count;
  uint64_t total; /* bytes that were given, written yet or not */
  int failure;    /* errno of the first failed write, else 0 */
  char bytes[1 << 16];
} Output;

/* A RasidSink; `context` is an Output. */
bool output_write(void *context, const char *data, size_t bytes);
bool output_flush(Output *output);

/* A file instead: `path` appears, or is replaced, when all has been written; what is a device or
 * a pipe is written to at once. NULL changes nothing. False when it cannot be made. */
bool output_open(Output *output, const char *path);
/* Writes what is left; with `is_good` false the file is left as it was. False when it failed. */
bool output_close(Output *output, bool is_good);

/* Tells on standard error why output failed, nothing for a closed pipe. STATUS_FAILED. */
int output_complain(const Output *output);

/* Format, colour and width that suit `options` and the terminal. */
RasidWriteOptions output_options(const Options *options);

#endif
