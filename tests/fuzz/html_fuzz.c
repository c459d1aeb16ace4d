/* Any bytes as a page of HTML: extraction ends, and what it gives is sound. */
#include "read_fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  fuzz_open_knowledge();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_read("<html>", data, size);
  return 0;
}
