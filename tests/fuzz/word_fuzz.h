/* Mutations of Arabic text for targets that need whole words to get anywhere.
 *
 * Bytes drawn at random hardly ever make a word, so the mutator of libFuzzer alone never reaches
 * patterns or dates. Half of the mutations here put, drop, repeat or move words; the words come
 * from files of the repository that RASID_SOURCE names. Inputs stay plain text. */
#ifndef RASID_TESTS_WORD_FUZZ_H
#define RASID_TESTS_WORD_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

typedef struct {
  const char *data;
  size_t count;
} FuzzWord;

static FuzzWord *fuzz_words;
static size_t fuzz_word_count;

static inline char *fuzz_load(const char *path) {
  const char *root = getenv("RASID_SOURCE");
  char name[4096];
  snprintf(name, sizeof name, "%s/%s", root ? root : ".", path);
  FILE *file = fopen(name, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  long bytes = ftell(file);
  rewind(file);
  char *text = bytes > 0 ? calloc(1, (size_t)bytes + 1) : NULL;
  if (text && fread(text, 1, (size_t)bytes, file) != (size_t)bytes) text[0] = '\0';
  fclose(file);
  return text;
}

/* Takes what stands between blanks and signs in a file and holds a letter outside of ASCII. */
static inline void fuzz_take_words(const char *path) {
  static const char limits[] = " \t\r\n.,:;()[]{}|\"?!=-+/*";
  char *text = fuzz_load(path);
  if (!text) {
    fprintf(stderr, "%s cannot be read; RASID_SOURCE must name the repository\n", path);
    exit(1);
  }
  for (char *at = text; *at;) {
    size_t bytes = strcspn(at, limits);
    if (bytes > 1 && (unsigned char)*at >= 0xd8) {
      if (!(fuzz_word_count & (fuzz_word_count - 1))) {
        size_t room = fuzz_word_count ? 2 * fuzz_word_count : 1;
        fuzz_words = realloc(fuzz_words, room * sizeof *fuzz_words);
        if (!fuzz_words) exit(1);
      }
      fuzz_words[fuzz_word_count++] = (FuzzWord) {at, bytes};
    }
    at += bytes;
    at += strspn(at, limits);
  }
}

static inline uint32_t fuzz_draw(uint32_t *state) {
  *state ^= *state << 13, *state ^= *state >> 17, *state ^= *state << 5;
  return *state;
}

/* The beginning of the word at or behind a byte; `size` when there is none. */
static inline size_t fuzz_word_start(const uint8_t *data, size_t size, size_t from) {
  while (from && from < size && data[from - 1] != ' ')
    from++;
  return from;
}

/* Puts `count` bytes at `at`; the size afterwards, which stays when there is no room. */
static inline size_t fuzz_put(
  uint8_t *data, size_t size, size_t most, size_t at, const void *bytes, size_t count
) {
  if (size + count > most) return size;
  memmove(data + at + count, data + at, size - at);
  memcpy(data + at, bytes, count);
  return size + count;
}

static inline size_t fuzz_put_sign(
  uint8_t *data, size_t size, size_t most, size_t at, uint32_t *state
) {
  static const char *const signs[] = {
    "\n",         ". ",        "\" ",       ": ",       "( ",
    ") ",         "- ",        "\xd8\x8c ", "3 ",       "2024 ",
    "15/3/2024 ", "1.500 ",    "% ",        "\xd9\x88", "\xd8\xa7\xd9\x84",
    "\xd9\x81",   "\xd8\xa8",  "\xd9\x84",  "\xc2\xab", "\xc2\xbb ",
    "\xd8\x9f ",  "\xd8\x9b ", "10:30 ",    "F16 ",
  };
  const char *sign = signs[fuzz_draw(state) % (sizeof signs / sizeof *signs)];
  return fuzz_put(data, size, most, at, sign, strlen(sign));
}

static inline size_t fuzz_put_word(
  uint8_t *data, size_t size, size_t most, size_t at, uint32_t *state
) {
  FuzzWord word = fuzz_words[fuzz_draw(state) % fuzz_word_count];
  if (size + word.count + 1 > most) return size;
  size = fuzz_put(data, size, most, at, " ", 1);
  return fuzz_put(data, size, most, at, word.data, word.count);
}

/* The words from `at` on, one to eight of them, said once more there. */
static inline size_t fuzz_repeat(
  uint8_t *data, size_t size, size_t most, size_t at, uint32_t *state
) {
  size_t end = at;
  for (uint32_t words = 1 + fuzz_draw(state) % 8; words && end < size; words--)
    end = fuzz_word_start(data, size, end + 1);
  size_t count = end - at;
  if (size + count > most) return size;
  memmove(data + end, data + at, size - at);
  return size + count;
}

static inline size_t fuzz_drop(uint8_t *data, size_t size, size_t at) {
  size_t end = fuzz_word_start(data, size, at + 1);
  if (at >= size) return size;
  memmove(data + at, data + end, size - end);
  return size - (end - at);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
  uint32_t state = seed * 2654435761u | 1;
  if (fuzz_draw(&state) % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
  for (uint32_t steps = 1 + fuzz_draw(&state) % 4; steps; steps--) {
    size_t at = fuzz_word_start(data, size, size ? fuzz_draw(&state) % (size + 1) : 0);
    uint32_t what = fuzz_draw(&state) % 16;
    if (what < 8)
      size = fuzz_put_word(data, size, max_size, at, &state);
    else if (what < 11)
      size = fuzz_put_sign(data, size, max_size, at, &state);
    else if (what < 13)
      size = fuzz_drop(data, size, at);
    else
      size = fuzz_repeat(data, size, max_size, at, &state);
  }
  return size;
}

#endif
