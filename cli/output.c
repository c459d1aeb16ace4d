/* A disk that is full shows when bytes are written, not before: every write is looked at, and
 * what failed once is not tried again. A closed pipe (`rasid … | head`) is no error to talk
 * about: whoever read has read enough. */
#include "output.h"

#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(Output *output, const char *data, size_t bytes) {
  while (bytes && !output->failure) {
    ssize_t written = write(output->path ? output->fd : STDOUT_FILENO, data, bytes);
    if (written >= 0) {
      data += written;
      bytes -= (size_t)written;
    } else if (errno != EINTR) {
      output->failure = errno;
    }
  }
  return !output->failure;
}

bool output_flush(Output *output) {
  size_t count = output->count;
  output->count = 0;
  return write_all(output, output->bytes, count);
}

bool output_write(void *context, const char *data, size_t bytes) {
  Output *output = context;
  output->total += bytes;
  if (bytes > sizeof output->bytes - output->count && !output_flush(output)) return false;
  if (bytes > sizeof output->bytes) return write_all(output, data, bytes);
  memcpy(output->bytes + output->count, data, bytes);
  output->count += bytes;
  return !output->failure;
}

/* A device or a pipe is written to; to put a file in its place would break it for all. */
static bool is_device(const char *path) {
  struct stat status;
  return !stat(path, &status) && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool output_open(Output *output, const char *path) {
  if (!path) return true;
  size_t size = strlen(path) + sizeof ".part";
  int flags = O_WRONLY | O_CLOEXEC;
  output->path = path;
  output->fd = -1;
  if (is_device(path)) {
    output->fd = open(path, flags);
  } else if ((output->part = malloc(size))) {
    snprintf(output->part, size, "%s.part", path);
    output->fd = open(output->part, flags | O_CREAT | O_TRUNC, 0666);
  }
  if (output->fd < 0) output->failure = errno;
  return output->fd >= 0;
}

bool output_close(Output *output, bool is_good) {
  output_flush(output);
  if (!output->path) return !output->failure;
  bool is_closed = output->fd >= 0 && !close(output->fd);
  bool is_whole = is_good && is_closed && !output->failure;
  if (is_whole && output->part && rename(output->part, output->path)) is_whole = false;
  if (!is_whole && is_good && !output->failure) output->failure = errno;
  if (!is_whole && output->part && output->fd >= 0) unlink(output->part);
  free(output->part);
  output->part = NULL;
  return is_whole || (!is_good && !output->failure);
}

int output_complain(const Output *output) {
  if (output->failure && output->failure != EPIPE) {
    fputs("rasid: ", stderr);
    text_print(stderr, output->path ? output->path : "standard output");
    fprintf(stderr, " could not be written: %s\n", strerror(output->failure));
  }
  return STATUS_FAILED;
}

static bool wants_colour(void) {
  const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
  return !(refused && *refused) && terminal && strcmp(terminal, "dumb") != 0;
}

RasidWriteOptions output_options(const Options *options) {
  bool is_terminal = isatty(STDOUT_FILENO);
  RasidWriteOptions made = {
    .format = is_terminal ? RASID_FORMAT_TABLE : RASID_FORMAT_JSONL};
  if (options->has_format) made.format = options->format;
  struct winsize size;
  if (is_terminal && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size)) made.width = size.ws_col;
  made.colour = is_terminal && wants_colour();
  return made;
}
