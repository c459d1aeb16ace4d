/* Code points and letters: each block of the alphabet, combining hamzas, ligatures, broken UTF-8. */
#include "test.h"
#include "text/text.h"

typedef struct {
  uint32_t point;
  uint8_t letter;
} Sample;

static void check_points(TestCount *t) {
  static const Sample samples[] = {
    {'a', 'a'},
    {'Z', 'z'},
    {'\n', '\n'},
    {'\r', ' '},
    {0x7f, ' '},
    {0x00a0, ' '},
    {0x00ab, '"'},
    {0x00e9, RS_LETTER_FOREIGN},
    {0x01c5, RS_LETTER_FOREIGN}, /* Dž, a title letter */
    {0x02b0, RS_LETTER_FOREIGN}, /* a modifier letter */
    {0x0300, RS_LETTER_DROPPED}, /* a combining grave */
    {0x0488, RS_LETTER_DROPPED}, /* an enclosing mark */
    {0x0600, RS_LETTER_DROPPED}, /* the sign of numbers */
    {0x0606, RS_LETTER_SYMBOL},
    {0x060c, ','},
    {0x0610, RS_LETTER_DROPPED},
    {0x061b, ';'},
    {0x061c, RS_LETTER_DROPPED},
    {0x061f, '?'},
    {0x0621, RS_LETTER_HAMZA},
    {0x063b, RS_LETTER_OTHER_ARABIC},
    {0x0640, RS_LETTER_DROPPED},
    {0x064a, RS_LETTER_YEH},
    {0x0660, '0'},
    {0x066a, '%'},
    {0x066b, '.'},
    {0x066c, ','},
    {0x066d, '*'},
    {0x0670, RS_LETTER_DROPPED},
    {0x0671, RS_LETTER_ALEF},
    {0x0679, RS_LETTER_OTHER_ARABIC},
    {0x067e, RS_LETTER_PEH},
    {0x0686, RS_LETTER_TCHEH},
    {0x0698, RS_LETTER_JEH},
    {0x06a4, RS_LETTER_VEH},
    {0x06a8, RS_LETTER_QAF_DOTS},
    {0x06a9, RS_LETTER_KAF},
    {0x06af, RS_LETTER_GAF},
    {0x06be, RS_LETTER_HEH},
    {0x06c1, RS_LETTER_HEH},
    {0x06c3, RS_LETTER_TEH_MARBUTA},
    {0x06cc, RS_LETTER_YEH},
    {0x06d4, '.'},
    {0x06d5, RS_LETTER_TEH_MARBUTA},
    {0x06d6, RS_LETTER_DROPPED},
    {0x06de, RS_LETTER_DROPPED},
    {0x06ee, RS_LETTER_SYMBOL},
    {0x06f7, '7'},
    {0x0903, RS_LETTER_DROPPED}, /* a spacing mark */
    {0x200f, RS_LETTER_DROPPED},
    {0x2013, '-'},
    {0x2026, '.'},
    {0x2028, '\n'},
    {0x2029, '\n'},
    {0x20ac, RS_LETTER_SYMBOL},
    {0x4e00, RS_LETTER_FOREIGN},
    {0xfe8f, RS_LETTER_BEH},
    {0xff21, 'a'},
  };
  for (size_t i = 0; i < RS_COUNT_OF(samples); i++) {
    uint8_t out[RS_LETTERS_PER_POINT];
    unsigned mark, count = rs_letters_of_point(samples[i].point, out, &mark);
    uint8_t got = count ? out[0] : RS_LETTER_DROPPED;
    char what[60];
    snprintf(what, sizeof what, "U+%04X gives %u", samples[i].point, got);
    CHECK_THAT(t, count <= 1 && got == samples[i].letter, what);
  }
}

static void check_marks(TestCount *t) {
  static const Sample marks[] = {
    {0x064b, RS_MARK_FATHATAN},
    {0x064e, RS_MARK_OTHER},
    {0x064f, RS_MARK_DAMMA},
    {0x0651, RS_MARK_SHADDA},
    {0x0654, RS_MARK_NONE},
    {0x0628, RS_MARK_NONE},
  };
  for (size_t i = 0; i < RS_COUNT_OF(marks); i++) {
    uint8_t out[RS_LETTERS_PER_POINT];
    unsigned mark;
    rs_letters_of_point(marks[i].point, out, &mark);
    CHECK(t, mark == marks[i].letter);
  }
}

static void check_hamza(TestCount *t) {
  CHECK(t, rs_letter_with_hamza(RS_LETTER_ALEF, 0x0653) == RS_LETTER_ALEF_MADDA);
  CHECK(t, rs_letter_with_hamza(RS_LETTER_ALEF, 0x0654) == RS_LETTER_ALEF_HAMZA);
  CHECK(t, rs_letter_with_hamza(RS_LETTER_ALEF, 0x0655) == RS_LETTER_ALEF_HAMZA_BELOW);
  CHECK(t, rs_letter_with_hamza(RS_LETTER_WAW, 0x0654) == RS_LETTER_WAW_HAMZA);
  CHECK(t, rs_letter_with_hamza(RS_LETTER_YEH, 0x0654) == RS_LETTER_YEH_HAMZA);
  CHECK(t, rs_letter_with_hamza(RS_LETTER_ALEF_MAKSURA, 0x0654) == RS_LETTER_YEH_HAMZA);
  CHECK(t, rs_letter_with_hamza(RS_LETTER_BEH, 0x0654) == RS_LETTER_BEH);
  CHECK(t, rs_letter_with_hamza(RS_LETTER_WAW, 0x0655) == RS_LETTER_WAW);
}

/* Letters written and read again are the same; what no code point stands for is U+FFFD. */
static void check_writing(TestCount *t) {
  uint8_t letters[RS_LETTER_QAF_DOTS + 1 - ' '];
  RsBuffer text = {0}, again = {0};
  size_t count = 0;
  for (unsigned letter = ' '; letter <= RS_LETTER_QAF_DOTS; letter++) {
    bool is_kept = letter < 0x7f ? letter < 'A' || letter > 'Z'
                                 : letter >= RS_LETTER_HAMZA &&
                                     (letter <= RS_LETTER_GHAIN || letter >= RS_LETTER_FEH);
    if (is_kept && !(letter > RS_LETTER_GHAIN && letter < RS_LETTER_FEH))
      letters[count++] = (uint8_t)letter;
  }
  rs_letters_to_utf8(&text, letters, count);
  rs_letters_append(&again, text.data, text.count);
  CHECK(t, again.count == count && !memcmp(again.data, letters, count));
  rs_buffer_clear(&text);
  letters[0] = RS_LETTER_FOREIGN;
  rs_letters_to_utf8(&text, letters, 1);
  CHECK(t, text.count == 3 && !memcmp(text.data, "\xef\xbf\xbd", 3));
  rs_buffer_release(&text);
  rs_buffer_release(&again);
}

typedef struct {
  const char *bytes;
  uint32_t point;
  unsigned used;
} Encoded;

static void check_utf8(TestCount *t) {
  static const Encoded samples[] = {
    {"a", 'a', 1},
    {"\xd9\x82", 0x0642, 2},
    {"\xe0\xa4\x95", 0x0915, 3},
    {"\xed\x9f\xbf", 0xd7ff, 3},
    {"\xf0\x9f\x98\x80", 0x1f600, 4},
    {"\xf4\x8f\xbf\xbf", 0x10ffff, 4},
    {"\x80", 0xfffd, 1},
    {"\xc1\x81", 0xfffd, 1},         /* a letter of one byte in two */
    {"\xe0\x9f\xbf", 0xfffd, 1},     /* one of two in three */
    {"\xed\xa0\x80", 0xfffd, 1},     /* half a character */
    {"\xf0\x8f\xbf\xbf", 0xfffd, 1}, /* one of three in four */
    {"\xf4\x90\x80\x80", 0xfffd, 1}, /* behind the last one */
    {"\xf5\x80\x80\x80", 0xfffd, 1},
    {"\xff", 0xfffd, 1},
    {"\xd9", 0xfffd, 1},
    {"\xe2\x80", 0xfffd, 2},
    {"\xf0\x9f\x98", 0xfffd, 3},
    {"\xe2\x28\xa1", 0xfffd, 1},
  };
  for (size_t i = 0; i < RS_COUNT_OF(samples); i++) {
    uint32_t point;
    const unsigned char *bytes = (const unsigned char *)samples[i].bytes;
    unsigned used = rs_utf8_decode(bytes, strlen(samples[i].bytes), &point);
    char what[60];
    snprintf(what, sizeof what, "sequence %zu: U+%04X of %u bytes", i, point, used);
    CHECK_THAT(t, used == samples[i].used && point == samples[i].point, what);
  }
}

/* A ligature is several letters at one code point; a mark belongs to the letter before it. */
static void check_text(TestCount *t) {
  static const char bytes[] = "\xef\xb7\xb2 \xd9\x82\xd9\x8f\xd8\xaa\xd9\x84"; /* ﷲ قُتل */
  RsArena arena = {0};
  RsText text;
  CHECK(t, rs_text_read(&text, &arena, bytes, sizeof bytes - 1));
  CHECK(t, text.letter_count == 8 && text.point_count == 6);
  CHECK(
    t, text.at_point[3] == 0 && text.at_point[5] == 2 && text.marks[5] == RS_MARK_DAMMA
  );
  RasidSpan word = rs_text_points(&text, 5, 6);
  CHECK(t, word.start == 2 && word.end == 4); /* with its mark */
  CHECK(t, rs_text_bytes(&text, 5, 8).count == 8);
  CHECK(t, rs_text_read(&text, &arena, "", 0) && !text.letter_count && !text.point_count);
  CHECK(t, rs_text_read(&text, &arena, "\xff\xd9", 2) && text.replaced == 2);
  rs_arena_release(&arena);
}

int main(void) {
  TestCount t = {0};
  check_points(&t);
  check_marks(&t);
  check_hamza(&t);
  check_writing(&t);
  check_utf8(&t);
  check_text(&t);
  return test_end(&t);
}
