/* Words of time, numbers and anything else: what is found as a date or a number is sound.
 *
 * A first line that is a day is the day of publication. */
#include "entity/calendar.h"
#include "word_fuzz.h"

#include "read/day.h"

#include <math.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static RasidKnowledge *knowledge;
static RasidCoder *coder;
static RsWords words;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  RasidError error;
  const char *path = getenv("RASID_KNOWLEDGE");
  knowledge = rasid_knowledge_open(path ? path : "rasid.knowledge", NULL, 0, &error);
  coder = knowledge ? rasid_coder_new(knowledge, NULL, &error) : NULL;
  if (!coder || !rs_words_load(&words, knowledge)) {
    fprintf(stderr, "%s\n", error.message);
    exit(1);
  }
  fuzz_take_words("data/time/bounds.tsv");
  fuzz_take_words("data/time/days.tsv");
  fuzz_take_words("data/time/months.tsv");
  fuzz_take_words("data/time/numbers.tsv");
  fuzz_take_words("data/time/timewords.tsv");
  fuzz_take_words("data/time/weekdays.tsv");
  return 0;
}

static int32_t checked_day(const char *text) {
  int32_t day;
  if (!rs_day_parse(text, &day)) abort();
  return day;
}

static void check_dates(const RasidDocument *document) {
  size_t count;
  const RasidTimex *dates = rasid_document_dates(document, &count);
  uint32_t before = 0;
  for (size_t i = 0; i < count; i++) {
    const RasidTimex *date = &dates[i];
    if (date->span.start < before || date->span.start >= date->span.end) abort();
    before = date->span.end;
    if (!date->from != !date->to) abort();
    if (date->from && checked_day(date->from) > checked_day(date->to)) abort();
  }
}

static void check_numbers(const RasidDocument *document) {
  size_t count;
  const RasidNumber *numbers = rasid_document_numbers(document, &count);
  uint32_t before = 0;
  for (size_t i = 0; i < count; i++) {
    const RasidNumber *number = &numbers[i];
    if (number->span.start < before || number->span.start >= number->span.end) abort();
    before = number->span.end;
    if (!isfinite(number->value) || number->min > number->max) abort();
  }
}

static void check_page_day(const char *text, size_t bytes) {
  RsBuffer day = {0};
  if (rs_day_find((RsBytes) {text, bytes}, &words, &day)) {
    if (day.count != 10) abort();
    rs_buffer_add_char(&day, '\0');
    checked_day(day.data);
  }
  rs_buffer_release(&day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *text = (const char *)data;
  char date[11] = "2024-03-05";
  int32_t day;
  if (size > 10 && text[10] == '\n') {
    char given[11] = {0};
    memcpy(given, text, 10);
    if (rs_day_parse(given, &day)) memcpy(date, given, sizeof date);
    text += 11, size -= 11;
  }
  check_page_day(text, size);
  RasidInput input = {.id = "fuzz", .text = text, .text_bytes = size, .date = date};
  RasidDocument *document = rasid_coder_analyze(coder, &input, NULL);
  if (!document) return 0;
  check_dates(document);
  check_numbers(document);
  rasid_document_free(document);
  return 0;
}
