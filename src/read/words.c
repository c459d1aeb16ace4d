/* Cues of pages, taken from the data files that the knowledge file carries with it.
 *
 * A page says `اقرأ أيضاً:` in front of what does not belong to the article. Sites write it
 * `إقرأ أيضا`, `اقرا ايضًا` or `اقرأ أيضاً »`; folded, and with all that is neither letter nor
 * digit made one blank, these are the same. Class names are folded likewise, so that
 * `Article-Body`, `article_body` and `articleBody` meet.
 *
 * There are some two hundred cues and they are compared with the beginnings of blocks only,
 * so a list that is ordered by its first letter would gain nothing that can be measured. */
#include "read/words.h"

#include "text/letters.h"

static bool is_word_letter(uint8_t letter) {
  return rs_letter_is_arabic(letter) || rs_letter_is_latin(letter) ||
         rs_letter_is_digit(letter);
}

void rs_words_fold(RsBuffer *folded, RsBytes text) {
  const unsigned char *at = (const unsigned char *)text.data;
  size_t first = folded->count;
  bool is_apart = false;
  for (size_t i = 0; i < text.count;) {
    uint32_t point;
    unsigned mark;
    uint8_t letters[RS_LETTERS_PER_POINT];
    i += rs_utf8_decode(at + i, text.count - i, &point);
    unsigned count = rs_letters_of_point(point, letters, &mark);
    for (unsigned k = 0; k < count; k++) {
      bool is_word = is_word_letter(letters[k]);
      if (is_word && is_apart && folded->count > first) rs_buffer_add_char(folded, ' ');
      if (is_word) rs_buffer_add_char(folded, (char)rs_fold_letter(letters[k]));
      is_apart = !is_word;
    }
  }
}

/* ------------------------------------------------------------------- loading */

static bool cut(RsBytes *rest, char separator, RsBytes *part) {
  if (!rest->data) return false;
  const char *end = rest->count ? memchr(rest->data, separator, rest->count) : NULL;
  *part = *rest;
  if (!end) return *rest = (RsBytes) {0}, true;
  part->count = (size_t)(end - rest->data);
  rest->data = end + 1;
  rest->count -= part->count + 1;
  return true;
}

static bool add_forms(RsWords *words, RsPageCueKind kind, uint32_t value, RsBytes forms) {
  RsBuffer folded = {0};
  RsBytes form;
  bool has_memory = true;
  while (has_memory && cut(&forms, '|', &form)) {
    rs_buffer_clear(&folded);
    rs_words_fold(&folded, form);
    if (!folded.count) continue;
    RsPageCue *moved = rs_arena_grow(
      &words->arena, words->cues, words->count, &words->capacity, sizeof *words->cues
    );
    char *copy = rs_arena_string(&words->arena, folded.data, folded.count);
    if ((has_memory = moved && copy && !folded.failed)) {
      words->cues = moved;
      words->cues[words->count++] =
        (RsPageCue) {kind, value, (RsBytes) {copy, folded.count}};
    }
  }
  rs_buffer_release(&folded);
  return has_memory;
}

static bool is_equal(RsBytes text, const char *other) {
  return text.count == strlen(other) && !memcmp(text.data, other, text.count);
}

static uint32_t number_of(RsBytes digits) {
  uint32_t number = 0;
  for (size_t i = 0; i < digits.count && i < 4; i++)
    number = number * 10 + (uint32_t)(digits.data[i] - '0');
  return number;
}

/* A line of pages/cues.tsv: id, kind, forms; of time/months.tsv: id, calendar, number, forms. */
static bool add_line(RsWords *words, bool is_months, RsBytes line) {
  static const char *const kinds[] = {"skip", "end", "label", "noise", "body"};
  RsBytes column[4] = {{0}};
  for (size_t i = 0; i < RS_COUNT_OF(column) && cut(&line, '\t', &column[i]); i++) {
  }
  if (is_months) {
    return add_forms(words, RS_PAGE_MONTH, number_of(column[2]), column[3]);
  }
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    if (is_equal(column[1], kinds[i]))
      return add_forms(words, (RsPageCueKind)i, 0, column[2]);
  }
  return true;
}

/* Each line of a source ends with NUL. */
static bool add_lines(RsWords *words, bool is_months, RsBytes rest) {
  RsBytes line;
  while (cut(&rest, '\0', &line)) {
    if (line.count && line.data[line.count - 1] == '\r') line.count--;
    if (!line.count || line.data[0] == '#') continue;
    if (!add_line(words, is_months, line)) return false;
  }
  return true;
}

bool rs_words_load(RsWords *words, const RasidKnowledge *knowledge) {
  for (uint32_t i = 0; knowledge && i < knowledge->sources_count; i++) {
    const RsSource *source = &knowledge->sources[i];
    const char *name = rs_text_at(knowledge, source->name);
    bool is_months = !strcmp(name, "time/months.tsv");
    if (!is_months && strcmp(name, "pages/cues.tsv")) continue;
    uint32_t count = source->text_bytes;
    uint32_t first = rs_clip(source->text, &count, knowledge->text_count);
    if (!add_lines(words, is_months, (RsBytes) {knowledge->text + first, count})) {
      return false;
    }
  }
  return true;
}

void rs_words_release(RsWords *words) {
  rs_arena_release(&words->arena);
  *words = (RsWords) {0};
}

/* ------------------------------------------------------------------- looking */

static bool begins(RsBytes text, RsBytes form) {
  if (text.count < form.count || memcmp(text.data, form.data, form.count)) return false;
  return text.count == form.count || text.data[form.count] == ' ';
}

const RsPageCue *rs_words_begin(const RsWords *words, RsPageCueKind kind, RsBytes text) {
  const RsPageCue *best = NULL;
  for (size_t i = 0; i < words->count; i++) {
    const RsPageCue *cue = &words->cues[i];
    if (cue->kind != kind || !begins(text, cue->form)) continue;
    if (!best || cue->form.count > best->form.count) best = cue;
  }
  return best;
}

bool rs_words_have(const RsWords *words, RsPageCueKind kind, RsBytes text) {
  const RsPageCue *cue = rs_words_begin(words, kind, text);
  return cue && cue->form.count == text.count;
}
