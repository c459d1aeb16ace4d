/* What `explain` is told of one text: every layer speaks, and its words lie in the text. */
#include "rasid/rasid.h"
#include "test.h"

#include <stdlib.h>

enum {
  KINDS = RASID_TRACE_MERGE + 1
};

static const char text[] =
  "قصفت طائرات الجيش السوري مدينة طرابلس في 3 مارس وقتلت خمسة مدنيين.\n"
  "وقال محمد الخطيب إن القصف أسفر عن مقتل خمسة. وأعلن وزير الخارجية الأميركي أنه سيزور بغداد.";

static const RasidTrace *find(
  const RasidTrace *lines, size_t count, RasidTraceKind kind, const char *label
) {
  for (size_t i = 0; i < count; i++) {
    bool fits = lines[i].kind == kind && lines[i].label;
    if (fits && strstr(lines[i].label, label)) return &lines[i];
  }
  return NULL;
}

static void check_lines(TestCount *t, const RasidTrace *lines, size_t count) {
  unsigned of_kind[KINDS] = {0};
  bool has_order = true, has_spans = true;
  for (size_t i = 0; i < count; i++) {
    of_kind[lines[i].kind]++;
    has_spans &= lines[i].span.start <= lines[i].span.end;
    has_order &= lines[i].text != NULL;
  }
  CHECK(t, has_order && has_spans);
  CHECK(t, of_kind[RASID_TRACE_SENTENCE] == 3);
  CHECK(t, of_kind[RASID_TRACE_TOKEN] > 20);
  CHECK(t, of_kind[RASID_TRACE_CLAUSE] >= 3);
  CHECK(t, of_kind[RASID_TRACE_FIRED] >= 2);
  CHECK(t, of_kind[RASID_TRACE_MERGE] >= 1);
  const RasidTrace *place = find(lines, count, RASID_TRACE_ENTITY, "capital");
  CHECK(t, place && place->rule && strstr(place->detail, "Tripoli"));
  const RasidTrace *person = find(lines, count, RASID_TRACE_ENTITY, "person");
  CHECK(t, person && !strcmp(person->detail, "by its shape"));
  CHECK(t, find(lines, count, RASID_TRACE_ENTITY, "date"));
  const RasidTrace *fired = find(lines, count, RASID_TRACE_FIRED, "ASSAULT");
  CHECK(t, fired && fired->rule && !strncmp(fired->rule, "p.", 2));
}

typedef struct {
  char bytes[1 << 16];
  size_t count;
} Page;

static bool keep(void *context, const char *data, size_t bytes) {
  Page *page = context;
  if (bytes >= sizeof page->bytes - page->count) return false;
  memcpy(page->bytes + page->count, data, bytes);
  page->count += bytes;
  page->bytes[page->count] = '\0';
  return true;
}

/* Each sentence with its own words below it, not all sentences first. */
static void check_page(
  TestCount *t, const RasidDocument *document, const RasidKnowledge *knowledge
) {
  static Page page;
  CHECK(t, rasid_write_explanation(document, knowledge, NULL, keep, &page, NULL));
  const char *at = page.bytes;
  for (int i = 0; i < 3 && at; i++) {
    char title[24];
    snprintf(title, sizeof title, "sentence %d\n", i);
    at = strstr(at, title);
    if (at) at = strstr(at, "\n  words\n");
  }
  CHECK(t, at != NULL);
}

int main(void) {
  TestCount t = {0};
  RasidError error = {0};
  const char *path = getenv("RASID_KNOWLEDGE");
  RasidKnowledge *knowledge = rasid_knowledge_open(path ? path : "", NULL, 0, &error);
  CHECK_THAT(&t, knowledge != NULL, error.message);
  if (!knowledge) return test_end(&t);
  RasidInput input = {
    .id = "a", .text = text, .text_bytes = sizeof text - 1, .date = "2024-03-05"};
  for (int keeps = 0; keeps < 2; keeps++) {
    RasidCoderOptions options = {.keep_trace = keeps};
    RasidCoder *coder = rasid_coder_new(knowledge, &options, &error);
    RasidDocument *document = coder ? rasid_coder_code(coder, &input, &error) : NULL;
    size_t count = 1;
    const RasidTrace *lines = document ? rasid_document_trace(document, &count) : NULL;
    if (keeps && document)
      check_lines(&t, lines, count), check_page(&t, document, knowledge);
    else
      CHECK(&t, count == 0);
    rasid_document_free(document);
    rasid_coder_free(coder);
  }
  rasid_knowledge_free(knowledge);
  return test_end(&t);
}
