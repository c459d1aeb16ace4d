/* Sentences made of the words of news through the whole coder: records are sound, and the same
 * text (one in eight) gives the same ones to a coder that has seen nothing before. */
#include "rasid/rasid.h"
#include "word_fuzz.h"

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
  if (!coder) {
    fprintf(stderr, "%s\n", error.message);
    exit(1);
  }
  fuzz_take_words("tests/corpus/event/assault.txt");
  fuzz_take_words("tests/corpus/event/codebook.txt");
  fuzz_take_words("tests/corpus/event/cooperation.txt");
  fuzz_take_words("tests/corpus/event/material_conflict.txt");
  fuzz_take_words("tests/corpus/event/negative.txt");
  fuzz_take_words("tests/corpus/event/roles.txt");
  fuzz_take_words("tests/corpus/event/setting.txt");
  fuzz_take_words("tests/corpus/event/source.txt");
  fuzz_take_words("tests/corpus/event/status.txt");
  fuzz_take_words("tests/corpus/event/toll.txt");
  fuzz_take_words("tests/corpus/event/verbal_conflict.txt");
  fuzz_take_words("tests/corpus/event/yielding.txt");
  return 0;
}

/* What was written, as a hash: two codings are compared. */
static bool digest(void *context, const char *data, size_t bytes) {
  uint64_t *hash = context;
  for (size_t i = 0; i < bytes; i++)
    *hash = (*hash ^ (unsigned char)data[i]) * 0x100000001b3u;
  return true;
}

static uint64_t written(const RasidDocument *document) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (RasidFormat format = RASID_FORMAT_JSONL; format <= RASID_FORMAT_TABLE; format++) {
    RasidWriteOptions options = {.format = format};
    if (!rasid_write_events(document, &options, digest, &hash, NULL)) abort();
  }
  return hash;
}

static void check_count(RasidCount count) {
  if (!count.known) return;
  if (count.min < -1 || count.max < -1) abort();
  if (count.min >= 0 && count.max >= 0 && count.min > count.max) abort();
}

static void check_span(RasidSpan span, size_t limit) {
  if (span.start >= span.end || span.end > limit) abort();
}

static void check_parties(const RasidParty *parties, size_t count, size_t limit) {
  for (size_t i = 0; i < count; i++) {
    check_span(parties[i].span, limit);
    if (!parties[i].text || !*parties[i].text || !parties[i].name) abort();
  }
}

static bool is_there(const RasidEvent *events, size_t count, const char *id) {
  for (size_t i = 0; i < count; i++) {
    if (!strcmp(events[i].id, id)) return true;
  }
  return false;
}

static void check_event(const RasidEvent *events, size_t count, size_t at, size_t limit) {
  const RasidEvent *event = &events[at];
  if (!event->event || !event->cameo || !event->status || !event->mention_count) abort();
  if (event->quad < 1 || event->quad > 4 || !(event->score >= 0 && event->score <= 1))
    abort();
  for (size_t i = 0; i < event->mention_count; i++)
    check_span(event->mentions[i], limit);
  check_parties(event->actors, event->actor_count, limit);
  check_parties(event->recipients, event->recipient_count, limit);
  if (event->place) check_span(event->place->span, limit);
  if (event->source) check_span(event->source->span, limit);
  if (event->date && event->date->from && strcmp(event->date->from, event->date->to) > 0)
    abort();
  check_count(event->deaths), check_count(event->injured);
  check_count(event->detained), check_count(event->crowd);
  if (event->part_of && !is_there(events, count, event->part_of)) abort();
  if (event->about && !is_there(events, count, event->about)) abort();
}

static void check_document(const RasidDocument *document) {
  size_t count, limit = rasid_document_input(document)->text_bytes;
  const RasidEvent *events = rasid_document_events(document, &count);
  for (size_t i = 0; i < count; i++)
    check_event(events, count, i, limit);
}

static uint64_t code(RasidCoder *with, const RasidInput *input) {
  RasidDocument *document = rasid_coder_code(with, input, NULL);
  if (!document) return 0;
  check_document(document);
  uint64_t hash = written(document);
  rasid_document_free(document);
  return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  RasidInput input = {
    .id = "fuzz",
    .text = (const char *)data,
    .text_bytes = size,
    .date = "2024-03-05",
  };
  uint64_t first = code(coder, &input);
  if (first % 8) return 0;
  RasidCoder *other = rasid_coder_new(knowledge, NULL, NULL); /* knows no word yet */
  if (!other) return 0;
  if (code(other, &input) != first) abort();
  rasid_coder_free(other);
  return 0;
}
