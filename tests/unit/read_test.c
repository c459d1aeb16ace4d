/* Readers: what becomes a document, what a reject, and that the one after it is still read. */
#include "base/buffer.h"
#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char news[] =
  "أعلن المتحدث باسم الحكومة أن الوفد وصل إلى العاصمة مساء اليوم لبحث "
  "وقف إطلاق النار مع الأطراف المعنية وأن اللقاء سيستمر يومين";

static char folder[] = "/tmp/rasid-read-XXXXXX";

static const char *path_of(const char *name) {
  static char paths[4][256];
  static unsigned next;
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

static const char *write_bytes(const char *name, const void *data, size_t count) {
  const char *path = path_of(name);
  FILE *file = fopen(path, "wb");
  if (file && count) fwrite(data, 1, count, file);
  if (file) fclose(file);
  return path;
}

static const char *write_text(const char *name, const char *text) {
  return write_bytes(name, text, strlen(text));
}

/* One line for each result: "doc ID TEXT" or "code@LINE ID MESSAGE". */
static RsBuffer read_all(const char *path, const RasidReadOptions *options) {
  RsBuffer seen = {0};
  RasidReader *reader = rasid_reader_new(&path, 1, options, NULL);
  RasidInput input;
  RasidReject reject;
  RasidReadResult result;
  while (reader && (result = rasid_reader_next(reader, &input, &reject)) != RASID_READ_END
  ) {
    if (result == RASID_READ_DOCUMENT) {
      rs_buffer_format(&seen, "doc %s %s ", input.id, input.date ? input.date : "-");
      rs_buffer_add(&seen, input.text, input.text_bytes);
      rs_buffer_add_char(&seen, '\n');
    } else {
      rs_buffer_format(
        &seen,
        "%s@%u %s %s\n",
        rasid_error_name(reject.code),
        (unsigned)reject.line,
        reject.id ? reject.id : "-",
        reject.message
      );
    }
  }
  rasid_reader_free(reader);
  rs_buffer_add_char(&seen, '\0');
  return seen;
}

static bool gives(const char *path, const char *wanted) {
  RsBuffer seen = read_all(path, NULL);
  bool is_there = strstr(seen.data, wanted) != NULL;
  if (!is_there) printf("wanted: %s\nseen: %s\n", wanted, seen.data);
  rs_buffer_release(&seen);
  return is_there;
}

static bool gives_line(const char *line, const char *wanted) {
  return gives(write_text("line.jsonl", line), wanted);
}

static void test_lines(TestCount *t) {
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"نص\"}", "doc a - نص\n"));
  CHECK(
    t, gives_line("\xef\xbb\xbf\n \r\n {\"id\":\"a\",\"text\":\"x\"}\r\n", "doc a - x\n")
  );
  CHECK(
    t,
    gives_line("{\"id\":\"a\",\"text\":\"x\",\"date\":\"2024-02-29\"}", "doc a 2024-02-29")
  );
  CHECK(
    t, gives_line("{\"id\":\"a\",\"text\":\"x\",\"date\":null,\"url\":null}", "doc a - x")
  );
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"x\\u0000y\"}", "doc a - x y\n"));
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"x\",\"n\":99999999999999999999}", "doc a"));
  CHECK(
    t, gives_line("{\"id\":\"a\",\"text\":\"x\",\"date\":\"2023-02-29\"}", "YYYY-MM-DD")
  );
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"x\",\"date\":20240301}", "format@1 a"));
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":[\"x\"]}", "\"text\" is an array"));
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":null}", "\"text\" is null"));
  CHECK(t, gives_line("{\"id\":\"a\"}", "format@1 a \"text\" is missing"));
  CHECK(t, gives_line("{\"text\":\"x\"}", "format@1 - \"id\" is missing"));
  CHECK(t, gives_line("{\"id\":\"\",\"text\":\"x\"}", "\"id\" is empty"));
  CHECK(t, gives_line("{\"id\":7,\"text\":\"x\"}", "\"id\" is a number"));
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\" \\n\"}", "empty@1 a"));
  CHECK(
    t, gives_line("{\"id\":\"a\",\"id\":\"b\",\"text\":\"x\"}", "duplicate object key")
  );
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"x\",}", "format@1"));
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"\\ud800\"}", "format@1"));
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"x\"}{}", "format@1"));
  CHECK(t, gives_line("{\"id\":\"a\",\"text\":\"\xff\xfe\xff\"}", "encoding@1"));
  CHECK(t, gives_line("{\n[1]\n{\"id\":\"a\",\"text\":\"x\"}", "format@2"));
  CHECK(t, gives_line("{\n[1]\n{\"id\":\"a\",\"text\":\"x\"}", "doc a - x"));
}

static void test_depth(TestCount *t) {
  RsBuffer line = {0};
  rs_buffer_add_text(&line, "{\"id\":\"a\",\"text\":\"x\",\"y\":");
  for (int i = 0; i < 100000; i++)
    rs_buffer_add_char(&line, '[');
  rs_buffer_add_char(&line, '\0');
  CHECK(t, gives_line(line.data, "nested deeper"));
  rs_buffer_release(&line);
}

static void test_long_line(TestCount *t) {
  const char *path = path_of("long.jsonl");
  FILE *file = fopen(path, "wb");
  CHECK(t, file != NULL);
  if (!file) return;
  fputs("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"long\",\"text\":\"", file);
  char block[4096];
  memset(block, 'z', sizeof block);
  for (size_t i = 0; i < (size_t)50000000 / sizeof block; i++)
    fwrite(block, 1, sizeof block, file);
  fputs("\"}\n{\"id\":\"b\",\"text\":\"y\"}", file);
  fclose(file);
  RsBuffer seen = read_all(path, NULL);
  CHECK(t, strstr(seen.data, "doc a - x\ntoo_large@2 -") != NULL);
  CHECK(t, strstr(seen.data, "\ndoc b - y\n") != NULL);
  rs_buffer_release(&seen);
}

static void add_unit(RsBuffer *out, unsigned unit, bool is_big) {
  rs_buffer_add_char(out, (char)(is_big ? unit >> 8 : unit & 0xff));
  rs_buffer_add_char(out, (char)(is_big ? unit & 0xff : unit >> 8));
}

/* The Arabic letters of `news` in a table of one byte each, or as UTF-16. */
static RsBuffer encode(const char *kind) {
  RsBuffer out = {0};
  const unsigned char *at = (const unsigned char *)news;
  bool is_big = !strcmp(kind, "be"), is_wide = is_big || !strcmp(kind, "le");
  static const unsigned char windows[] = {
    0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce,
    0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd8, 0xd9, 0xda, 0xdb, 0,    0,
    0,    0,    0,    0xdc, 0xdd, 0xde, 0xdf, 0xe1, 0xe3, 0xe4, 0xe5, 0xe6, 0xec, 0xed,
  };
  while (*at) {
    unsigned point = *at < 0x80 ? *at : (unsigned)(*at & 0x1f) << 6 | (at[1] & 0x3fu);
    at += *at < 0x80 ? 1 : 2;
    if (is_wide)
      add_unit(&out, point, is_big);
    else if (point < 0x80)
      rs_buffer_add_char(&out, (char)point);
    else if (!strcmp(kind, "1256"))
      rs_buffer_add_char(&out, (char)windows[point - 0x621]);
    else
      rs_buffer_add_char(&out, (char)(point - 0x621 + 0xc1));
  }
  return out;
}

static void test_encodings(TestCount *t) {
  char wanted[600];
  static const char *const kinds[] = {"1256", "8859-6", "le", "be"};
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    RsBuffer bytes = encode(kinds[i]);
    const char *path = write_bytes(kinds[i], bytes.data, bytes.count);
    snprintf(wanted, sizeof wanted, "doc %s - %s\n", path, news);
    CHECK_THAT(t, gives(path, wanted), kinds[i]);
    rs_buffer_release(&bytes);
  }
  CHECK(t, gives(write_bytes("mark", "\xff\xfe\x46\x06\x35\x06", 6), " - نص\n"));
  CHECK(t, gives(write_text("mark8", "\xef\xbb\xbfنص"), " - نص\n"));
  CHECK(t, gives(write_text("latin", "L'\xe9t\xe9 \xe0 Gen\xe8ve"), "encoding@0"));
  CHECK(t, gives(write_text("invalid", "نص \xd9 \xff"), "encoding@0"));
  CHECK(t, gives(write_bytes("nul", "a\0b", 3), " - a b\n"));
  snprintf(wanted, sizeof wanted, "%s\xff", news);
  CHECK(t, gives(write_text("nearly", wanted), "يومين\xef\xbf\xbd\n"));
  CHECK(t, gives(write_bytes("wide.jsonl", "\xff\xfe{\0}\0", 6), "must be UTF-8"));
}

static void test_folder(TestCount *t) {
  CHECK(t, mkdir(path_of("tree"), 0700) == 0 && mkdir(path_of("tree/m"), 0700) == 0);
  CHECK(t, gives(path_of("tree"), "no documents in"));
  write_text("tree/z.txt", "z");
  write_text("tree/a.txt", "a");
  write_text("tree/m/b.txt", "b");
  write_text("tree/.hidden", "h");
  CHECK(t, symlink("a.txt", path_of("tree/link")) == 0);
  CHECK(t, symlink("..", path_of("tree/up")) == 0);
  CHECK(t, mkfifo(path_of("tree/pipe"), 0600) == 0);
  char wanted[800];
  snprintf(
    wanted,
    sizeof wanted,
    "doc %s/tree/a.txt - a\ndoc %s/tree/m/b.txt - b\ndoc %s/tree/z.txt - z\n",
    folder,
    folder,
    folder
  );
  RsBuffer seen = read_all(path_of("tree/"), NULL);
  CHECK(t, strcmp(seen.data, wanted) == 0);
  rs_buffer_release(&seen);
  CHECK(t, gives(path_of("tree/pipe"), "io@0 - is a pipe"));
}

static void test_refusals(TestCount *t) {
  RasidError error;
  const char *path = "-";
  RasidReadOptions options = {.default_date = "2024-13-01"};
  CHECK(
    t, !rasid_reader_new(&path, 1, &options, &error) && error.code == RASID_ERROR_ARGUMENT
  );
  CHECK(t, !rasid_reader_new(NULL, 0, NULL, &error) && error.code == RASID_ERROR_ARGUMENT);
  CHECK(t, gives(path_of("missing"), "io@0"));
  CHECK(t, gives("/dev/null", "io@0"));
  CHECK(t, gives(write_text("empty", ""), "empty@0"));
  CHECK(t, gives(write_text("blank", " \n\t "), "empty@0"));
  rasid_reader_free(NULL);
}

static void test_limits(TestCount *t) {
  RasidReadOptions options = {.max_document_bytes = 8, .default_date = "2024-03-05"};
  RsBuffer seen = read_all(write_text("nine", "123456789"), &options);
  CHECK(t, !strncmp(seen.data, "too_large@0", 11));
  rs_buffer_release(&seen);
  seen = read_all(write_text("eight", "12345678"), &options);
  CHECK(t, strstr(seen.data, "2024-03-05 12345678\n") != NULL);
  rs_buffer_release(&seen);
  seen = read_all(
    write_text("l", "{\"id\":\"a\",\"text\":\"12345\",\"title\":\"6789\"}"), &options
  );
  CHECK(t, !strncmp(seen.data, "too_large@1 a", 13));
  rs_buffer_release(&seen);
}

static void remove_folder(void) {
  char command[64];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  if (system(command)) printf("%s stays behind\n", folder);
}

int main(void) {
  TestCount t = {0};
  if (!mkdtemp(folder)) return 1;
  test_lines(&t);
  test_depth(&t);
  test_long_line(&t);
  test_encodings(&t);
  test_folder(&t);
  test_refusals(&t);
  test_limits(&t);
  remove_folder();
  return test_end(&t);
}
