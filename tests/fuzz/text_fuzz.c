/* Any bytes as one text through the whole coder and every writer. The knowledge file is named
 * by RASID_KNOWLEDGE. */
#include "rasid/rasid.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static RasidKnowledge *knowledge;
static RasidCoder *coder;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  RasidError error;
  RasidCoderOptions options = {.keep_trace = true};
  const char *path = getenv("RASID_KNOWLEDGE");
  knowledge = rasid_knowledge_open(path ? path : "rasid.knowledge", NULL, 0, &error);
  coder = knowledge ? rasid_coder_new(knowledge, &options, &error) : NULL;
  if (coder) return 0;
  fprintf(stderr, "%s\n", error.message);
  exit(1);
}

static bool swallow(void *context, const char *data, size_t bytes) {
  (void)context, (void)data, (void)bytes;
  return true;
}

/* Offsets that are handed out must lie in the text. */
static void check_spans(const RasidDocument *document) {
  size_t count, limit = rasid_document_input(document)->text_bytes;
  const RasidToken *tokens = rasid_document_tokens(document, &count);
  for (size_t i = 0; i < count; i++) {
    if (tokens[i].span.start > tokens[i].span.end || tokens[i].span.end > limit) abort();
  }
  const RasidEvent *events = rasid_document_events(document, &count);
  for (size_t i = 0; i < count; i++) {
    for (size_t m = 0; m < events[i].mention_count; m++) {
      RasidSpan span = events[i].mentions[m];
      if (span.start >= span.end || span.end > limit) abort();
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  RasidInput input = {
    .id = "fuzz",
    .text = (const char *)data,
    .text_bytes = size,
    .date = "2024-03-05",
  };
  RasidDocument *document = rasid_coder_code(coder, &input, NULL);
  if (!document) return 0;
  check_spans(document);
  for (RasidFormat format = RASID_FORMAT_JSONL; format <= RASID_FORMAT_TABLE; format++) {
    RasidWriteOptions options = {.format = format};
    rasid_write_events(document, &options, swallow, NULL, NULL);
  }
  rasid_write_analysis(document, swallow, NULL, NULL);
  rasid_write_explanation(document, knowledge, NULL, swallow, NULL, NULL);
  rasid_document_free(document);
  return 0;
}
