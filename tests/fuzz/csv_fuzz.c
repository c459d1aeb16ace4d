/* Any bytes as the rows of a table. */
#include "read_fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  fuzz_open_knowledge();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_read("id,text,title,date,outlet,url\\n", data, size);
  return 0;
}
