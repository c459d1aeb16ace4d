/* Any bytes as a knowledge file: it is refused, or it codes a sentence without a wild read. */
#include "knowledge/knowledge.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void code_sentence(const RasidKnowledge *knowledge) {
  static const char text[] = "قصفت طائرات البلدة أمس وقال وزير الدفاع إن خمسة جنود قتلوا";
  RasidInput input = {
    .id = "fuzz",
    .text = text,
    .text_bytes = sizeof text - 1,
    .date = "2024-03-05",
  };
  RasidCoderOptions options = {.keep_trace = true};
  RasidCoder *coder = rasid_coder_new(knowledge, &options, NULL);
  if (!coder) return;
  rasid_document_free(rasid_coder_code(coder, &input, NULL));
  rasid_coder_free(coder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  unsigned char *copy = malloc(size ? size : 1);
  if (!copy) return 0;
  if (size) memcpy(copy, data, size);
  RasidKnowledge *knowledge = rs_knowledge_adopt(copy, size, NULL);
  if (!knowledge) return 0;
  size_t count;
  rasid_knowledge_counts(knowledge, &count);
  code_sentence(knowledge);
  rasid_knowledge_free(knowledge);
  return 0;
}
