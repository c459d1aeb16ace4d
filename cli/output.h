/* Standard output through one buffer that notices when it cannot be written. */
#ifndef RASID_CLI_OUTPUT_H
#define RASID_CLI_OUTPUT_H

#include "options.h"

typedef struct {
  size_t count;
  int failure; /* errno of the first failed write, else 0 */
  char bytes[1 << 16];
} Output;

/* A RasidSink; `context` is an Output. */
bool output_write(void *context, const char *data, size_t bytes);
bool output_flush(Output *output);

/* Tells on standard error why output failed, nothing for a closed pipe. STATUS_FAILED. */
int output_complain(const Output *output);

/* Format, colour and width that suit `options` and the terminal. */
RasidWriteOptions output_options(const Options *options);

#endif
