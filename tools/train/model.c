/* What the trainers share (model.h). */
#include "model.h"

#include <stdlib.h>

void train_die(const char *why) {
  fprintf(stderr, "rasid-train: %s\n", why);
  exit(3);
}

/* ------------------------------------------------------------------ words */

static void add_word(
  ModelWords *words, uint64_t hash, const uint8_t *letters, size_t count
) {
  if (rs_map_find(&words->offsets, hash) != RS_NONE) return;
  rs_map_add(&words->offsets, hash, (uint32_t)words->texts.count);
  rs_letters_to_utf8(&words->texts, letters, count);
  rs_buffer_add(&words->texts, "", 1);
}

/* Spells a lemma as rs_reading_lemma hashes it. */
static void add_lemma(
  ModelWords *words,
  const RasidKnowledge *knowledge,
  const RsAnalysis *reading,
  uint64_t hash,
  const uint8_t *letters
) {
  RsBuffer lemma = {0};
  if (reading->lexeme == RS_NONE) {
    if (reading->lemma_alef) rs_buffer_add_char(&lemma, (char)RS_LETTER_ALEF);
    rs_buffer_add(
      &lemma,
      letters + reading->lemma_start,
      (size_t)reading->lemma_end - reading->lemma_start
    );
    if (reading->lemma_ta) rs_buffer_add_char(&lemma, (char)RS_LETTER_TEH_MARBUTA);
  } else {
    const char *text = rs_text_at(knowledge, rs_morph_lexeme(knowledge, reading)->lemma);
    rs_letters_append(&lemma, text, strlen(text));
  }
  add_word(words, hash, (const uint8_t *)lemma.data, lemma.count);
  rs_buffer_release(&lemma);
}

void model_collect_words(
  ModelWords *words,
  const RasidKnowledge *knowledge,
  const RsText *text,
  const RsTokens *tokens,
  const RsMorph *morphs
) {
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    const RsWordType *type = morphs[i].type;
    const RsToken *token = &tokens->tokens[i];
    const uint8_t *letters = text->letters + token->start;
    if (!type) continue;
    add_word(words, type->exact_hash, letters, token->end - token->start);
    for (unsigned c = 0; c < type->choice_count; c++) {
      const RsChoice *choice = &type->choices[c];
      add_lemma(
        words, knowledge, &type->analyses[choice->analysis], choice->lemma, letters
      );
    }
  }
}

void model_words_release(ModelWords *words) {
  rs_buffer_release(&words->texts), rs_map_release(&words->offsets);
}

void model_write_value(
  RsBuffer *line, const ModelWords *words, uint8_t kind, uint64_t value
) {
  uint8_t letters[8];
  unsigned count = 0;
  rs_buffer_add_char(line, '\t');
  switch (kind) {
    case RS_VALUE_TAG: rs_buffer_add_text(line, rs_tag_name((unsigned)value)); return;
    case RS_VALUE_NUMBER: rs_buffer_format(line, "%u", (unsigned)value); return;
    case RS_VALUE_PIECE:
      for (int shift = 48; shift >= 0; shift -= 8) {
        if (value >> shift & 0xff) letters[count++] = (uint8_t)(value >> shift);
      }
      break;
    default: break;
  }
  if (!value || kind == RS_VALUE_NONE)
    rs_buffer_add_char(line, '-');
  else if (kind == RS_VALUE_PIECE)
    rs_letters_to_utf8(line, letters, count);
  else
    rs_buffer_add_text(line, words->texts.data + rs_map_find(&words->offsets, value));
}

/* ------------------------------------------------------------------ lines */

void model_add_line(ModelLines *lines, const RsBuffer *line) {
  bool is_written = line->count && !strstr(line->data, "\xef\xbf\xbd");
  if (!is_written) return;
  lines->lines = rs_arena_grow(
    &lines->arena, lines->lines, lines->count, &lines->capacity, sizeof *lines->lines
  );
  if (!lines->lines) train_die("no memory");
  lines->lines[lines->count++] = rs_arena_string(&lines->arena, line->data, line->count);
}

static int compare_lines(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

void model_write_lines(ModelLines *lines, const char *head, FILE *out) {
  if (lines->count) qsort(lines->lines, lines->count, sizeof *lines->lines, compare_lines);
  fputs(head, out);
  for (size_t i = 0; i < lines->count; i++)
    fputs(lines->lines[i], out);
}

void model_lines_release(ModelLines *lines) {
  rs_arena_release(&lines->arena);
}
