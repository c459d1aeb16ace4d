/* From bytes to letters.
 *
 * `وقُتِلَ` has seven code points and four letters: vowel marks, tatweel, bidi controls and
 * combining marks leave the letter stream (a thousand marks on one letter cost nothing later),
 * but every letter remembers the code point and byte it came from, so that a span of letters
 * is always a span of the original. A ligature gives several letters with one origin.
 */
#include "text/text.h"

typedef struct {
  RsText *text;
  uint32_t capacity;
} Writer;

static bool room(Writer *writer, RsArena *arena, uint32_t wanted) {
  RsText *text = writer->text;
  if (wanted < writer->capacity) return true;
  uint32_t capacity = writer->capacity + writer->capacity / 2 + RS_LETTERS_PER_POINT + 1;
  RsText old = *text;
  text->letters = rs_arena_alloc(arena, capacity);
  text->marks = rs_arena_alloc(arena, capacity);
  text->at_point = rs_arena_alloc(arena, capacity * sizeof *text->at_point);
  text->at_byte = rs_arena_alloc(arena, capacity * sizeof *text->at_byte);
  if (!text->letters || !text->marks || !text->at_point || !text->at_byte) return false;
  writer->capacity = capacity;
  if (!old.letters) return true;
  memcpy(text->letters, old.letters, old.letter_count);
  memcpy(text->marks, old.marks, old.letter_count);
  memcpy(text->at_point, old.at_point, old.letter_count * sizeof *text->at_point);
  memcpy(text->at_byte, old.at_byte, old.letter_count * sizeof *text->at_byte);
  return true;
}

static inline void put(RsText *text, uint8_t letter, uint32_t point, uint32_t byte) {
  uint32_t at = text->letter_count++;
  text->letters[at] = letter;
  text->marks[at] = RS_MARK_NONE;
  text->at_point[at] = point;
  text->at_byte[at] = byte;
}

/* `ا` and a hamza of its own behind it, as in decomposed text: one letter `أ`. */
static inline void compose(RsText *text, uint32_t mark) {
  uint8_t *last = &text->letters[text->letter_count - 1];
  *last = rs_letter_with_hamza(*last, mark);
}

/* A blank or a letter of Arabic itself (U+0621 to U+063A, U+0641 to U+064A, two bytes), nearly
 * all of the input; 0 for all else. */
static inline uint8_t plain_letter(const unsigned char *at, size_t count) {
  if (at[0] == ' ') return ' ';
  if ((at[0] & 0xfe) != 0xd8 || count < 2 || (at[1] & 0xc0) != 0x80) return 0;
  unsigned offset = ((at[0] & 1u) << 6 | (at[1] & 0x3fu)) - 0x21u;
  bool is_letter =
    offset < 0x3bu - 0x21u || (offset >= 0x41u - 0x21u && offset < 0x4bu - 0x21u);
  return is_letter ? (uint8_t)(offset + RS_LETTER_HAMZA) : 0;
}

bool rs_text_read(RsText *text, RsArena *arena, const char *bytes, size_t byte_count) {
  *text = (RsText) {.bytes = bytes, .byte_count = byte_count};
  Writer writer = {.text = text, .capacity = (uint32_t)(byte_count - byte_count / 3)};
  if (!room(&writer, arena, writer.capacity)) return false;
  const unsigned char *at = (const unsigned char *)bytes;
  uint32_t point_count = 0;
  for (size_t i = 0; i < byte_count; point_count++) {
    if (text->letter_count + RS_LETTERS_PER_POINT >= writer.capacity) {
      if (!room(&writer, arena, writer.capacity)) return false;
    }
    uint8_t plain = plain_letter(at + i, byte_count - i);
    if (plain) {
      put(text, plain, point_count, (uint32_t)i);
      i += plain == ' ' ? 1 : 2;
      continue;
    }
    uint32_t point;
    unsigned used = rs_utf8_decode(at + i, byte_count - i, &point), mark = RS_MARK_NONE;
    uint8_t letters[RS_LETTERS_PER_POINT];
    if (point == 0xfffd && !(used == 3 && at[i] == 0xef)) text->replaced++;
    unsigned count = rs_letters_of_point(point, letters, &mark);
    for (unsigned k = 0; k < count; k++)
      put(text, letters[k], point_count, (uint32_t)i);
    if (rs_letter_is_hamza(point) && text->letter_count) compose(text, point);
    if (mark && text->letter_count) text->marks[text->letter_count - 1] |= (uint8_t)mark;
    i += used;
  }
  text->point_count = point_count;
  put(text, '\n', point_count, (uint32_t)byte_count);
  text->letter_count--;
  return true;
}

/* `end` kept within the text and not before `start`. Marks behind the last letter are taken in,
 * for the span ends where the next letter begins. */
static uint32_t end_letter(const RsText *text, uint32_t start, uint32_t end) {
  if (end > text->letter_count) end = text->letter_count;
  return end < start ? start : end;
}

RasidSpan rs_text_points(const RsText *text, uint32_t start, uint32_t end) {
  end = end_letter(text, start, end);
  return (RasidSpan) {text->at_point[start], text->at_point[end]};
}

RsBytes rs_text_bytes(const RsText *text, uint32_t start, uint32_t end) {
  end = end_letter(text, start, end);
  uint32_t from = text->at_byte[start];
  return (RsBytes) {text->bytes + from, text->at_byte[end] - from};
}
