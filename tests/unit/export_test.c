/* Writers: JSON, JSON Lines, CSV, and that nothing in a text commands the terminal. */
#include "export/export.h"
#include "export/json.h"
#include "sample_record.h"
#include "test.h"

#include <json-c/json.h>
#include <locale.h>

static const RsRecord full = {
  .document = "دوك 1", .published = "2024-03-05", .event = &sample_events[0]};
static const RsRecord bare = {
  .document = "d2", .outlet = "صحيفة", .event = &sample_events[1]};

/* What a writer call made, NUL-terminated, in a buffer that the next call uses again. */
static const char *finish(RsBuffer *out) {
  rs_buffer_add_char(out, '\0');
  return out->data;
}

static bool number_is(double value, unsigned least, unsigned decimals, const char *wanted) {
  RsBuffer out = {0};
  rs_number_append(&out, value, least, decimals);
  bool is_right = !strcmp(finish(&out), wanted);
  if (!is_right) printf("%s for %s\n", out.data, wanted);
  rs_buffer_release(&out);
  return is_right;
}

static void test_numbers(TestCount *t) {
  CHECK(t, number_is(-10, 1, 2, "-10.0"));
  CHECK(t, number_is(-9.5, 1, 2, "-9.5"));
  CHECK(t, number_is(0.874, 2, 2, "0.87"));
  CHECK(t, number_is(1, 2, 2, "1.00"));
  CHECK(t, number_is(0.05, 1, 5, "0.05"));
  CHECK(t, number_is(-0.001, 1, 2, "0.0"));
  CHECK(t, number_is(16.77, 1, 5, "16.77"));
  CHECK(t, number_is(100, 0, 6, "100"));
  CHECK(t, number_is(2.5, 0, 6, "2.5"));
  CHECK(t, number_is(1e18, 0, 6, "1000000000000000000"));
  setlocale(LC_ALL, "de_DE.UTF-8");
  CHECK(t, number_is(16.77, 1, 5, "16.77"));
  setlocale(LC_ALL, "C");
}

static bool text_is(const char *text, const char *wanted) {
  RsBuffer out = {0};
  RsJson json = {.out = &out};
  rs_json_text(&json, text);
  bool is_right = !strcmp(finish(&out), wanted);
  if (!is_right) printf("%s for %s\n", out.data, wanted);
  rs_buffer_release(&out);
  return is_right;
}

static void test_escapes(TestCount *t) {
  CHECK(t, text_is("نص", "\"نص\""));
  CHECK(t, text_is(NULL, "null"));
  CHECK(t, text_is("a\"b\\c\n\t\x01\x7f", "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f\""));
  CHECK(t, text_is("\u2028x\xff\xd9", "\"\\u2028x\xef\xbf\xbd\xef\xbf\xbd\""));
  RsBuffer out = {0};
  RsJson json = {.out = &out};
  rs_json_begin(&json, '[');
  rs_json_number(&json, NAN, 0, 2);
  rs_json_bytes(&json, "a\0b", 3);
  rs_json_end(&json, ']');
  CHECK(t, !strcmp(finish(&out), "[null, \"a\\u0000b\"]"));
  rs_buffer_release(&out);
}

static void test_jsonl(TestCount *t) {
  static const char *const order[] = {
    "id",        "doc",   "published", "outlet",    "sentence",     "event",    "mode",
    "contexts",  "cameo", "quad",      "goldstein", "plover_score", "mentions", "actor",
    "recipient", "place", "date",      "deaths",    "injured",      "detained", "crowd",
    "part_of",   "about", "status",    "source",    "rules",        "score",
  };
  RsBuffer out = {0};
  rs_jsonl_write(&out, &full);
  CHECK(t, out.data[out.count - 1] == '\n' && !memchr(out.data, '\n', out.count - 1));
  json_tokener *tokener = json_tokener_new();
  json_object *root = json_tokener_parse_ex(tokener, out.data, (int)out.count);
  CHECK(t, root && json_object_object_length(root) == (int)RS_COUNT_OF(order));
  size_t i = 0;
  json_object_object_foreach(root, key, value) {
    CHECK_THAT(t, i < RS_COUNT_OF(order) && !strcmp(key, order[i]), key);
    (void)value;
    i++;
  }
  json_object_put(root);
  json_tokener_free(tokener);
  const char *line = finish(&out);
  CHECK(t, strstr(line, "\"goldstein\": -10.0, \"plover_score\": -9.5,") != NULL);
  CHECK(
    t,
    strstr(
      line,
      "\"deaths\": {\"min\": 2, \"max\": 5}, \"injured\": {\"min\": 100, "
      "\"max\": null}, \"detained\": null, \"crowd\": {\"min\": null, "
      "\"max\": 300}"
    ) != NULL
  );
  CHECK(t, strstr(line, "\"lat\": 18.4411, \"lon\": 1.4078,") != NULL);
  CHECK(t, strstr(line, "\"score\": 0.87}\n") != NULL);
  rs_buffer_clear(&out);
  rs_jsonl_write(&out, &bare);
  CHECK(
    t,
    strstr(
      finish(&out),
      "\"actor\": [], \"recipient\": [], \"place\": null, "
      "\"date\": null"
    ) != NULL
  );
  rs_buffer_release(&out);
}

static size_t count_fields(const char *row, size_t *quotes) {
  size_t fields = 1;
  bool is_quoted = false;
  *quotes = 0;
  for (; *row && (is_quoted || *row != '\r'); row++) {
    if (*row == '"') is_quoted = !is_quoted, ++*quotes;
    fields += *row == ',' && !is_quoted;
  }
  return fields;
}

static void test_csv(TestCount *t) {
  RsBuffer out = {0};
  size_t quotes;
  rs_csv_write_header(&out, false);
  size_t columns = count_fields(finish(&out), &quotes);
  rs_buffer_clear(&out);
  rs_csv_write(&out, &full, false);
  const char *row = finish(&out);
  CHECK(t, count_fields(row, &quotes) == columns && quotes % 2 == 0);
  CHECK(t, strstr(row, ",\"الجيش، \"\"الأول\"\"; مسلحون\n\",") != NULL);
  CHECK(t, strstr(row, ",\"MLI; \",MIL; UAF,\"MLIMIL; \",") != NULL);
  CHECK(t, strstr(row, ",غارة; قصف,0-4; 30-33,") != NULL);
  CHECK(t, !strcmp(row + out.count - 3, "\r\n"));
  rs_buffer_clear(&out);
  rs_csv_write(&out, &bare, false);
  CHECK(t, count_fields(finish(&out), &quotes) == columns);
  rs_buffer_release(&out);
}

static void test_table(TestCount *t) {
  RasidWriteOptions options = {.format = RASID_FORMAT_TABLE};
  RsBuffer out = {0};
  rs_record_write(&out, &full, &options);
  const char *block = finish(&out);
  CHECK(t, !strchr(block, '\x1b'));
  CHECK(t, strstr(block, "\u2067\\x1b[31mأحمر\\u202e\u2069\n") != NULL);
  CHECK(t, strstr(block, "\u2067مسلحون\\n\u2069\n") != NULL);
  CHECK(
    t, strstr(block, "2 to 5 killed, at least 100 injured, up to 300 in the crowd") != NULL
  );
  CHECK(
    t, strstr(block, "Kidal, Kidal, MLI (town)  18.44 1.41  \u2067كيدال\u2069\n") != NULL
  );
  options.colour = true;
  rs_buffer_clear(&out);
  rs_record_write(&out, &bare, &options);
  block = finish(&out);
  CHECK(t, strstr(block, "\x1b[1;36mCONSULT\x1b[0m") != NULL);
  CHECK(t, strstr(block, "planned") != NULL && !strstr(block, "place"));
  rs_buffer_release(&out);
}

static bool refuse(void *context, const char *data, size_t bytes) {
  (void)context, (void)data, (void)bytes;
  return false;
}

static void test_sink(TestCount *t) {
  RasidError error = {0};
  RasidWriteOptions options = {.format = RASID_FORMAT_CSV};
  CHECK(
    t, !rasid_write_header(&options, refuse, NULL, &error) && error.code == RASID_ERROR_IO
  );
  options.format = RASID_FORMAT_JSONL;
  CHECK(t, rasid_write_header(&options, refuse, NULL, &error));
  RsBuffer out = {.failed = true};
  CHECK(t, !rs_buffer_flush(&out, 1, refuse, NULL, &error));
  CHECK(t, error.code == RASID_ERROR_MEMORY);
}

int main(void) {
  TestCount t = {0};
  test_numbers(&t);
  test_escapes(&t);
  test_jsonl(&t);
  test_csv(&t);
  test_table(&t);
  test_sink(&t);
  return test_end(&t);
}
