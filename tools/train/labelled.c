/* Lines of words and labels in, labels of the library's tokens out.
 *
 * `فرانكفورت B-LOC` is one word of the corpus; the library makes one token of it, or several of
 * `سي.أن.أن`. Each token has the label of the word it lies in; the first of a B- word is B-, the
 * others I-. */
#include "labelled.h"
#include "model.h"

#include <stdlib.h>
#include <string.h>

/* Labels of the sentence that is being read, a byte for each byte of its text. */
typedef struct {
  RsBuffer text, labels;
} Lines;

static uint8_t label_of(const char *name) {
  for (unsigned i = 0; i < RS_LABEL_COUNT; i++) {
    const char *own = rs_label_name(i);
    if (own[0] && !strncmp(own, name, strlen(own))) return (uint8_t)i;
  }
  return RS_LABEL_OUTSIDE;
}

static void set_labels(LabelledSentence *s, const Lines *lines) {
  uint8_t before = RS_LABEL_OUTSIDE;
  uint32_t word_before = RS_NONE;
  for (uint32_t i = 0; i < s->tokens.token_count; i++) {
    uint32_t byte = s->text.at_byte[s->tokens.tokens[i].start];
    uint8_t label = (uint8_t)lines->labels.data[byte];
    uint32_t word = byte;
    while (word && lines->text.data[word - 1] != ' ')
      word--;
    bool begins = label & 1u && word == word_before;
    if (begins) label++;
    if (label && !(label & 1u) && before != label && before != label - 1) label--;
    if (i && s->tokens.tokens[i].sentence != s->tokens.tokens[i - 1].sentence && label && !(label & 1u))
      label--;
    s->labels[i] = before = label;
    word_before = word;
  }
}

static void end_sentence(Labelled *corpus, const RasidKnowledge *knowledge, Lines *lines) {
  if (!lines->text.count) return;
  corpus->sentences = rs_arena_grow(
    &corpus->arena,
    corpus->sentences,
    corpus->sentence_count,
    &corpus->capacity,
    sizeof *corpus->sentences
  );
  LabelledSentence *s = rs_arena_array(&corpus->arena, 1, sizeof *s);
  RsArena *arena = &corpus->arena;
  const char *text = rs_arena_string(arena, lines->text.data, lines->text.count);
  rs_text_read(&s->text, arena, text, lines->text.count);
  rs_tokens_split(&s->tokens, arena, &s->text);
  s->morphs = rs_morph_read(&corpus->cache, arena, knowledge, &s->text, &s->tokens);
  s->labels = rs_arena_array(arena, s->tokens.token_count + 1, 1);
  s->clue_first = rs_arena_array(arena, s->tokens.token_count + 1, sizeof *s->clue_first);
  set_labels(s, lines);
  corpus->sentences[corpus->sentence_count++] = *s;
  rs_buffer_clear(&lines->text), rs_buffer_clear(&lines->labels);
}

/* The sentences lie still only when all are read. */
static void read_scenes(Labelled *corpus, const RasidKnowledge *knowledge) {
  for (uint32_t i = 0; i < corpus->sentence_count; i++) {
    LabelledSentence *s = &corpus->sentences[i];
    s->reading = (RsReading) {
      .knowledge = knowledge,
      .text = &s->text,
      .tokens = &s->tokens,
      .morphs = s->morphs,
      .published_day = RS_NO_DAY,
      .home_country = RS_NONE,
    };
    rs_matches_find(&s->matches, &corpus->arena, &s->reading);
    rs_numbers_find(&s->numbers, &corpus->arena, &s->reading, &s->matches);
    rs_dates_find(&s->dates, &corpus->arena, &s->reading, &s->matches, &s->numbers);
    rs_scene_read(&s->scene, &corpus->arena, &s->reading, &s->matches, &s->dates);
    for (uint32_t k = 0; k < s->tokens.token_count; k++) {
      rs_clue_word_read(&s->scene.words[k], &s->reading, k);
    }
  }
}

void labelled_read(Labelled *corpus, const RasidKnowledge *knowledge, FILE *file) {
  char line[1 << 12];
  Lines lines = {0};
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = '\0';
    char *label = strrchr(line, ' ');
    if (!label) {
      end_sentence(corpus, knowledge, &lines);
      continue;
    }
    *label++ = '\0';
    uint8_t code = label_of(label);
    for (const char *c = line; *c; c++)
      rs_buffer_add_char(&lines.labels, (char)code);
    rs_buffer_add_text(&lines.text, line);
    rs_buffer_add_char(&lines.text, ' '), rs_buffer_add_char(&lines.labels, 0);
    bool stop = !strcmp(line, ".") || !strcmp(line, "!") || !strcmp(line, "\xd8\x9f");
    if (stop) end_sentence(corpus, knowledge, &lines);
  }
  end_sentence(corpus, knowledge, &lines);
  read_scenes(corpus, knowledge);
  rs_buffer_release(&lines.text), rs_buffer_release(&lines.labels);
}

void labelled_release(Labelled *corpus) {
  rs_morph_cache_release(&corpus->cache);
  rs_arena_release(&corpus->arena);
}

static uint32_t end_of(const uint8_t *labels, uint32_t first, uint32_t count) {
  uint32_t end = first + 1;
  while (end < count && labels[end] == labels[first] + 1)
    end++;
  return end;
}

void labelled_compare(
  const LabelledSentence *s,
  const uint8_t *labels,
  unsigned gold[4],
  unsigned said[4],
  unsigned right[4]
) {
  uint32_t count = s->tokens.token_count;
  for (uint32_t i = 0; i < count; i++) {
    bool wanted = s->labels[i] & 1u, found = labels[i] & 1u;
    if (wanted) gold[s->labels[i] / 2]++;
    if (found) said[labels[i] / 2]++;
    bool same = wanted && s->labels[i] == labels[i];
    if (same && end_of(s->labels, i, count) == end_of(labels, i, count))
      right[labels[i] / 2]++;
  }
}
