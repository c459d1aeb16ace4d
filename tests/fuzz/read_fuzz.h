/* What the targets for readers share: bytes as a file that lives in memory, read to its end. */
#ifndef RASID_TESTS_READ_FUZZ_H
#define RASID_TESTS_READ_FUZZ_H

#include "rasid/rasid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static RasidKnowledge *fuzz_knowledge; /* for the words of pages; NULL: without */

static inline void fuzz_open_knowledge(void) {
  const char *path = getenv("RASID_KNOWLEDGE");
  if (path) fuzz_knowledge = rasid_knowledge_open(path, NULL, 0, NULL);
}

static inline bool fuzz_write(int fd, const void *data, size_t size) {
  return write(fd, data, size) == (ssize_t)size;
}

static inline void fuzz_check_string(const char *text) {
  if (text && !*text) abort(); /* what is not known is NULL */
}

static inline void fuzz_check_document(const RasidInput *input) {
  if (!input->id || !*input->id || !input->text) abort();
  if (memchr(input->text, '\0', input->text_bytes)) abort();
  fuzz_check_string(input->title);
  fuzz_check_string(input->outlet);
  if (input->date && strlen(input->date) != 10) abort();
  if (input->url && strncasecmp(input->url, "http", 4)) abort();
}

/* Reads `head` and `data` as one file; documents must be sound, rejects have a reason. */
static inline void fuzz_read(const char *head, const uint8_t *data, size_t size) {
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  if (fd < 0) return;
  char name[40];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  const char *path = name;
  RasidReadOptions options = {.max_document_bytes = 1 << 16, .knowledge = fuzz_knowledge};
  RasidReader *reader = NULL;
  if (fuzz_write(fd, head, strlen(head)) && fuzz_write(fd, data, size))
    reader = rasid_reader_new(&path, 1, &options, NULL);
  RasidInput input;
  RasidReject reject;
  RasidReadResult result;
  while (reader && (result = rasid_reader_next(reader, &input, &reject)) != RASID_READ_END
  ) {
    if (result == RASID_READ_DOCUMENT) fuzz_check_document(&input);
    if (result == RASID_READ_REJECT && (!reject.code || !*reject.message)) abort();
  }
  rasid_reader_free(reader);
  close(fd);
}

#endif
