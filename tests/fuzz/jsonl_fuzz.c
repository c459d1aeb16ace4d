/* Any bytes as a file: the reader gives documents that are UTF-8 without NULs, or rejects. */
#include "rasid/rasid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file that lives in memory; -1 when it cannot be made. */
static int make_file(const uint8_t *data, size_t size) {
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  if (fd < 0) return -1;
  if (write(fd, data, size) == (ssize_t)size) return fd;
  close(fd);
  return -1;
}

static void check_document(const RasidInput *input) {
  if (!input->id || !*input->id || !input->text) abort();
  if (memchr(input->text, '\0', input->text_bytes)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  int fd = make_file(data, size);
  if (fd < 0) return 0;
  char name[40];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  const char *path = name;
  RasidReadOptions options = {.max_document_bytes = 1 << 16};
  RasidReader *reader = rasid_reader_new(&path, 1, &options, NULL);
  if (!reader) abort();
  RasidInput input;
  RasidReject reject;
  RasidReadResult result;
  while ((result = rasid_reader_next(reader, &input, &reject)) != RASID_READ_END) {
    if (result == RASID_READ_DOCUMENT)
      check_document(&input);
    else if (!reject.source || !reject.message || reject.code == RASID_OK)
      abort();
  }
  rasid_reader_free(reader);
  close(fd);
  return 0;
}
