/* A damaged knowledge file: it is refused, or it codes a sentence without a wild read.
 *
 * Random bytes never get past the header, so a small sound image is compiled first, and the
 * fuzzer's bytes are damage done to it: five bytes each, an offset and the byte to put there. An
 * odd first byte means that the rest is taken as the file itself. */
#include "knowledge/knowledge.h"
#include "small_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static RsBuffer image;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  RsCompiler *compiler = rs_compiler_new(false);
  RasidError error = {0};
  bool is_made = small_add(compiler) && rs_compiler_run(compiler, &image, &error);
  size_t count;
  const RsFault *faults = rs_compiler_faults(compiler, &count);
  for (size_t i = 0; i < count && !is_made; i++) {
    fprintf(stderr, "%s:%u: %s\n", faults[i].path, faults[i].line, faults[i].message);
  }
  rs_compiler_free(compiler);
  if (!is_made) exit(1);
  return 0;
}

static void code_sentence(const RasidKnowledge *knowledge) {
  RasidInput input = small_input();
  RasidCoderOptions options = {.keep_trace = true};
  RasidCoder *coder = rasid_coder_new(knowledge, &options, NULL);
  if (!coder) return;
  rasid_document_free(rasid_coder_code(coder, &input, NULL));
  rasid_coder_free(coder);
}

static unsigned char *damaged_image(const uint8_t *data, size_t size) {
  unsigned char *copy = malloc(image.count);
  if (!copy) return NULL;
  memcpy(copy, image.data, image.count);
  for (size_t i = 0; i + 5 <= size; i += 5) {
    uint32_t offset;
    memcpy(&offset, data + i, sizeof offset);
    copy[offset % image.count] = data[i + 4];
  }
  return copy;
}

static unsigned char *plain_copy(const uint8_t *data, size_t size) {
  unsigned char *copy = malloc(size ? size : 1);
  if (copy && size) memcpy(copy, data, size);
  return copy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bool is_file = size && data[0] % 2;
  if (size) data++, size--;
  unsigned char *bytes = is_file ? plain_copy(data, size) : damaged_image(data, size);
  if (!bytes) return 0;
  RasidKnowledge *knowledge = rs_knowledge_adopt(bytes, is_file ? size : image.count, NULL);
  if (!knowledge) return 0;
  size_t count;
  rasid_knowledge_counts(knowledge, &count);
  rasid_knowledge_pattern_id(knowledge, 0);
  code_sentence(knowledge);
  rasid_knowledge_free(knowledge);
  return 0;
}
