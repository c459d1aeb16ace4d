/* Any bytes as a web archive, plain or (when they begin so) packed. */
#include "read_fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  fuzz_open_knowledge();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_read("", data, size);
  return 0;
}
