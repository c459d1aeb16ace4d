/* Opening, refusing and checking knowledge files. */
#include "compile/compile.h"
#include "knowledge/knowledge.h"
#include "test.h"
#include "text/letters.h"

#include <stdlib.h>
#include <unistd.h>

static const char verbs[] = "v.qasafa\tقَصَفَ\tيَقْصِفُ\tقصف\t1\tقَصْف\ttr\tshell\n";
static const char nouns[] = "# a comment\n\nn.ghara\tغَارَة\tغور\tf\t+ات\t-\traid\n";
static const char events[] = "ev.assault\tASSAULT\t-\t4\t-9\tmilitary\n";
static const char cameo[] = "cm.190\t190\tASSAULT\t-\t-10\tuses force\n";
static const char hijri[] =
  "hy.1440\t1440\t2018-09-11\t29|30|29|30|30|30|29|30|29|30|29|29\n";
static const char weights[] = "word\tقصف\t-\tVERB+perf:1\n";
static const char patterns[] = "p.assault.qasafa\tV:قصف\tASSAULT\t-\t190\t-\t-\n";

static const char *write_file(const char *path, const void *data, size_t count) {
  FILE *file = fopen(path, "wb");
  if (file && count) fwrite(data, 1, count, file);
  if (file) fclose(file);
  return path;
}

static RsBuffer make_image(void) {
  RsBuffer image = {0};
  RsCompiler *c = rs_compiler_new(true);
  const char *const rows[][2] = {
    {"lexicon/verbs.tsv", verbs},
    {"lexicon/nouns.tsv", nouns},
    {"codes/events.tsv", events},
    {"codes/cameo.tsv", cameo},
    {"patterns/a.tsv", patterns},
    {"models/disambiguator.tsv", weights},
    {"time/hijri.tsv", hijri}, /* the last section */
  };
  for (size_t i = 0; i < RS_COUNT_OF(rows); i++) {
    RsBytes bytes = {rows[i][1], strlen(rows[i][1])};
    rs_compiler_add_source(c, rows[i][0], rows[i][0], bytes, NULL);
  }
  rs_compiler_run(c, &image, NULL);
  rs_compiler_free(c);
  return image;
}

static RasidErrorCode open_code(const char *path) {
  RasidError error = {0};
  RasidKnowledge *k = rasid_knowledge_open(path, NULL, 0, &error);
  rasid_knowledge_free(k);
  return k ? RASID_OK : error.code;
}

static void test_degenerate(TestCount *t, const char *path) {
  CHECK(t, open_code("/nonexistent/file") == RASID_ERROR_IO);
  CHECK(t, open_code("/tmp") == RASID_ERROR_KNOWLEDGE);
  CHECK(t, open_code(write_file(path, "", 0)) == RASID_ERROR_KNOWLEDGE);
  CHECK(t, open_code(write_file(path, "\0", 1)) == RASID_ERROR_KNOWLEDGE);
  CHECK(t, open_code(write_file(path, "RASIDKNO", 8)) == RASID_ERROR_KNOWLEDGE);
  CHECK(t, !rasid_knowledge_check(path, NULL));
  CHECK(t, rs_knowledge_adopt(calloc(1, 64), 64, NULL) == NULL);
  rasid_knowledge_free(NULL);
}

static void test_damage(TestCount *t, const char *path, const RsBuffer *image) {
  const RsFileSection *sections = (const void *)(image->data + sizeof(RsFileHeader));
  for (unsigned i = 0; i < RS_SECTION_COUNT; i++) {
    if (sections[i].offset >= image->count) continue; /* empty ones at the end */
    write_file(path, image->data, (size_t)sections[i].offset);
    CHECK(t, open_code(path) == RASID_ERROR_KNOWLEDGE);
  }
  write_file(path, image->data, image->count - 1);
  CHECK(t, open_code(path) == RASID_ERROR_KNOWLEDGE);
  char *copy = malloc(image->count);
  memcpy(copy, image->data, image->count);
  copy[8] = 99; /* version */
  CHECK(t, open_code(write_file(path, copy, image->count)) == RASID_ERROR_VERSION);
  copy[8] = image->data[8];
  unsigned undetected = 0;
  for (size_t at = 0; at < image->count; at += 61) {
    copy[at] = (char)(copy[at] ^ 0x55);
    undetected += rasid_knowledge_check(write_file(path, copy, image->count), NULL);
    copy[at] = image->data[at];
  }
  CHECK(t, undetected == 0);
  free(copy);
}

/* With a checksum that fits the damage, the records themselves must be looked at. */
static void test_bad_index(TestCount *t, const char *path, const RsBuffer *image) {
  static const RsSectionId touched[] = {
    RS_SECTION_FORM,
    RS_SECTION_LEXEME,
    RS_SECTION_ITEM,
    RS_SECTION_PATTERN,
    RS_SECTION_ELEMENT,
  };
  const RsFileSection *sections = (const void *)(image->data + sizeof(RsFileHeader));
  for (size_t i = 0; i < RS_COUNT_OF(touched); i++) {
    char *copy = malloc(image->count);
    memcpy(copy, image->data, image->count);
    memset(copy + sections[touched[i]].offset, 0xfe, sections[touched[i]].record_bytes);
    RsFileHeader header;
    memcpy(&header, copy, sizeof header);
    header.checksum = rs_hash_bytes(copy + sizeof header, image->count - sizeof header);
    memcpy(copy, &header, sizeof header);
    RasidError error = {0};
    CHECK(t, !rasid_knowledge_check(write_file(path, copy, image->count), &error));
    CHECK(t, strstr(error.message, "section") != NULL);
    free(copy);
  }
}

static void test_look_up(TestCount *t, const char *path) {
  RasidError error = {0};
  RasidKnowledge *k = rasid_knowledge_open(path, NULL, 0, &error);
  CHECK_THAT(t, k && rasid_knowledge_check(path, &error), error.message);
  if (!k) return;
  const char *file, *text;
  unsigned line;
  CHECK(t, rasid_knowledge_find_entry(k, "n.ghara", &file, &line, &text));
  CHECK(
    t, line == 3 && !strcmp(file, "lexicon/nouns.tsv") && !strncmp(text, "n.ghara\t", 8)
  );
  CHECK(t, strchr(text, '\n') == NULL);
  CHECK(t, !rasid_knowledge_find_entry(k, "n.none", &file, &line, &text) && !file && !text);
  CHECK(t, !strcmp(rasid_knowledge_pattern_id(k, 0), "p.assault.qasafa"));
  CHECK(t, rasid_knowledge_pattern_id(k, 1) == NULL);
  CHECK(t, strlen(rasid_knowledge_version(k)) == 16);
  size_t count;
  const RasidKnowledgeCount *counts = rasid_knowledge_counts(k, &count);
  CHECK(t, count > 10 && !strcmp(counts[0].section, "verbs") && counts[0].count == 1);
  RsBuffer letters = {0};
  rs_letters_append(&letters, "يقصفون", strlen("يقصفون"));
  uint64_t hash = rs_fold_hash((const uint8_t *)letters.data, letters.count);
  CHECK(t, rs_word_find(k, hash) && rs_word_find(k, hash)->form_count > 0);
  CHECK(t, rs_word_find(k, hash + 1) == NULL);
  CHECK(t, RS_GET(k, lexemes, RS_NONE)->lemma == 0 && !*rs_text_at(k, RS_NONE));
  rs_buffer_release(&letters);
  rasid_knowledge_free(k);
}

static void test_extra(TestCount *t, const char *path) {
  char folder[] = "/tmp/rasid-extra-XXXXXX", file[64];
  CHECK(t, mkdtemp(folder) != NULL);
  const char *dirs[] = {folder};
  snprintf(file, sizeof file, "mkdir %s/lexicon", folder);
  CHECK(t, system(file) == 0);
  snprintf(file, sizeof file, "%s/lexicon/nouns.tsv", folder);
  RasidError error = {0};
  RasidKnowledge *k = rasid_knowledge_open(path, dirs, 1, &error);
  CHECK(t, !k && error.code == RASID_ERROR_DATA); /* whatever was meant is not there */
  CHECK(t, strstr(error.message, "no dictionary file in it") != NULL);
  const char more[] = "n.extra\tدَبَّابَة\tدبب\tf\t+ات\t-\ttank\n";
  write_file(file, more, strlen(more));
  k = rasid_knowledge_open(path, dirs, 1, &error);
  const char *name, *text;
  unsigned line = 0;
  CHECK(t, k && rasid_knowledge_find_entry(k, "n.extra", &name, &line, &text) && line == 1);
  CHECK(t, k && rasid_knowledge_find_entry(k, "v.qasafa", &name, &line, &text));
  rasid_knowledge_free(k);
  write_file(file, "n.extra\n", 8);
  CHECK(t, rasid_knowledge_open(path, dirs, 1, &error) == NULL);
  CHECK(
    t, error.code == RASID_ERROR_DATA && strstr(error.message, "nouns.tsv:1: ") != NULL
  );
  dirs[0] = "/nonexistent";
  CHECK(
    t, rasid_knowledge_open(path, dirs, 1, &error) == NULL && error.code == RASID_ERROR_IO
  );
  unlink(file);
  snprintf(file, sizeof file, "%s/lexicon", folder);
  rmdir(file);
  rmdir(folder);
}

int main(void) {
  TestCount t = {0};
  char path[] = "/tmp/rasid-test-XXXXXX";
  int file = mkstemp(path);
  if (file < 0) return 1;
  close(file);
  RsBuffer image = make_image();
  CHECK(&t, image.count > 0);
  test_degenerate(&t, path);
  test_damage(&t, path, &image);
  test_bad_index(&t, path, &image);
  test_look_up(&t, write_file(path, image.data, image.count));
  test_extra(&t, path);
  unlink(path);
  rs_buffer_release(&image);
  return test_end(&t);
}
