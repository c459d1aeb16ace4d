/* CoNLL-U in, gold choices out.
 *
 * A treebank parts `وحكومتها` into و + حكومت + ها on three lines; the library makes one token of
 * it. Both are laid over the letters of the sentence's text, so that a reading is right when it
 * cuts the token at the same letters. Sentences whose words do not spell their text are left
 * out. */
#include "treebank.h"

#include <stdlib.h>
#include <string.h>

static uint8_t upos_of(const char *name) {
  for (uint8_t upos = RS_UPOS_ADJ; upos < RS_UPOS_COUNT; upos++) {
    if (!strcmp(rs_upos_name(upos), name)) return upos;
  }
  return RS_UPOS_X;
}

static uint64_t fold_of(const char *text) {
  RsBuffer letters = {0};
  rs_letters_append(&letters, text, strlen(text));
  uint64_t hash = rs_fold_hash((const uint8_t *)letters.data, letters.count);
  rs_buffer_release(&letters);
  return hash;
}

static uint32_t features_of(const char *text) {
  static const struct {
    const char *feature;
    uint32_t bits;
  } rows[] = {
    {"Aspect=Perf", 1u << RS_ASPECT_SHIFT},
    {"Aspect=Imp", 2u << RS_ASPECT_SHIFT},
    {"Voice=Act", 1u << RS_VOICE_SHIFT},
    {"Voice=Pass", 2u << RS_VOICE_SHIFT},
    {"Person=1", 1u << RS_PERSON_SHIFT},
    {"Person=2", 2u << RS_PERSON_SHIFT},
    {"Person=3", 3u << RS_PERSON_SHIFT},
    {"Number=Sing", 1u << RS_NUMBER_SHIFT},
    {"Number=Dual", 2u << RS_NUMBER_SHIFT},
    {"Number=Plur", 3u << RS_NUMBER_SHIFT},
    {"Gender=Masc", 1u << RS_GENDER_SHIFT},
    {"Gender=Fem", 2u << RS_GENDER_SHIFT},
  };
  uint32_t features = 0;
  for (size_t i = 0; i < RS_COUNT_OF(rows); i++) {
    if (strstr(text, rows[i].feature)) features |= rows[i].bits;
  }
  return features;
}

/* Where the letters of `form` stand in the text from `*at` on; moves `*at` behind them. */
static bool find_form(const RsText *text, const char *form, uint32_t *at, Word *word) {
  RsBuffer letters = {0};
  rs_letters_append(&letters, form, strlen(form));
  uint32_t used = 0, here = *at;
  for (; used < letters.count && here < text->letter_count; here++) {
    if (text->letters[here] == ' ') continue;
    if (!used) word->start = here;
    if (text->letters[here] != (uint8_t)letters.data[used]) break;
    used++;
  }
  bool found = used == letters.count && used;
  rs_buffer_release(&letters);
  if (found) word->end = *at = here;
  return found;
}

/* The first word of every token, if words begin and end where it does. */
static void tie_words(Sentence *s, RsArena *arena) {
  s->first_word = rs_arena_array(arena, s->tokens.token_count + 1, sizeof *s->first_word);
  uint32_t word = 0;
  for (uint32_t i = 0; i < s->tokens.token_count; i++) {
    const RsToken *token = &s->tokens.tokens[i];
    while (word < s->word_count && s->words[word].start < token->start)
      word++;
    s->first_word[i] = RS_NONE;
    if (word == s->word_count || s->words[word].start != token->start) continue;
    uint32_t last = word;
    while (last + 1 < s->word_count && s->words[last].end < token->end)
      last++;
    if (s->words[last].end == token->end) s->first_word[i] = word;
  }
}

static void end_sentence(
  Treebank *bank, const RasidKnowledge *knowledge, Sentence *s, bool fits
) {
  if (!s->text.bytes) return;
  bank->left_out += !fits;
  if (fits && rs_tokens_split(&s->tokens, &bank->arena, &s->text)) {
    s->morphs = rs_morph_read(&bank->cache, &bank->arena, knowledge, &s->text, &s->tokens);
    tie_words(s, &bank->arena);
    bank->sentences = rs_arena_grow(
      &bank->arena,
      bank->sentences,
      bank->sentence_count,
      &bank->capacity,
      sizeof *bank->sentences
    );
    bank->sentences[bank->sentence_count++] = *s;
  }
  s->text.bytes = NULL;
}

static void begin_sentence(Treebank *bank, Sentence *s, const char *line) {
  char *text = rs_arena_string(&bank->arena, line, strlen(line));
  unsigned document = s->document;
  *s = (Sentence) {.document = document};
  rs_text_read(&s->text, &bank->arena, text, strlen(text));
  s->words = rs_arena_array(&bank->arena, s->text.letter_count + 1, sizeof *s->words);
}

/* One line of a word; false when it does not fit the text. */
static bool add_word(Sentence *s, char *line, uint32_t *at) {
  char *fields[10] = {line};
  unsigned count = 1;
  for (char *c = line; *c && count < 10; c++) {
    if (*c == '\t') *c = '\0', fields[count++] = c + 1;
  }
  if (count < 6 || strchr(fields[0], '-') || strchr(fields[0], '.')) return true;
  Word word = {
    .upos = upos_of(fields[3]), .tag = RS_TAG_COUNT, .lemma = fold_of(fields[2])};
  word.features = features_of(fields[5]);
  if (!find_form(&s->text, fields[1], at, &word)) return false;
  s->words[s->word_count++] = word;
  return true;
}

void treebank_read(Treebank *bank, const RasidKnowledge *knowledge, FILE *file) {
  static const char text_mark[] = "# text = ", document_mark[] = "# newdoc id = ";
  char line[1 << 16], document[256] = "";
  Sentence s = {0};
  uint32_t at = 0;
  bool fits = true;
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = '\0';
    if (!strncmp(line, document_mark, strlen(document_mark))) {
      const char *id = line + strlen(document_mark);
      if (strcmp(id, document)) s.document++;
      snprintf(document, sizeof document, "%.255s", id);
    } else if (!strncmp(line, text_mark, strlen(text_mark))) {
      begin_sentence(bank, &s, line + strlen(text_mark));
      at = 0, fits = true;
    } else if (!line[0]) {
      end_sentence(bank, knowledge, &s, fits);
    } else if (line[0] != '#' && s.text.bytes && fits) {
      fits = add_word(&s, line, &at);
    }
  }
  end_sentence(bank, knowledge, &s, fits);
}

/* ------------------------------------------------------------------ marked sentences */

/* `قال إن|PART|إن ...`: cuts the marks out of the line and puts what they say into words. */
static void take_marks(Treebank *bank, Sentence *s, char *line) {
  RsBuffer text = {0};
  Word *words = rs_arena_array(&bank->arena, strlen(line) + 1, sizeof *words);
  uint32_t count = 0;
  for (char *part = strtok(line, " "); part; part = strtok(NULL, " ")) {
    char *label = strchr(part, '|'), *lemma = label ? strchr(label + 1, '|') : NULL;
    Word word = {.tag = RS_TAG_COUNT, .is_marked = lemma != NULL};
    if (lemma) {
      *label++ = *lemma++ = '\0';
      for (unsigned tag = 0; strchr(label, '+') && tag < RS_TAG_COUNT; tag++) {
        if (!strcmp(rs_tag_name(tag), label)) word.tag = (uint8_t)tag;
      }
      word.upos = strchr(label, '+') ? RS_UPOS_NONE : upos_of(label);
      word.lemma = strcmp(lemma, "-") ? fold_of(lemma) : 0;
    }
    rs_buffer_add_text(&text, part);
    rs_buffer_add_char(&text, ' ');
    words[count++] = word;
  }
  rs_buffer_add(&text, "", 1);
  begin_sentence(bank, s, text.data);
  s->words = words, s->word_count = count;
  rs_buffer_release(&text);
}

void treebank_read_marked(Treebank *bank, const RasidKnowledge *knowledge, FILE *file) {
  char line[1 << 12];
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = '\0';
    if (!line[0] || line[0] == '#') continue;
    Sentence s = {0};
    take_marks(bank, &s, line);
    end_sentence(bank, knowledge, &s, true);
    Sentence *added = &bank->sentences[bank->sentence_count - 1];
    for (uint32_t i = 0; i < added->tokens.token_count; i++) {
      bool is_marked = i < added->word_count && added->words[i].is_marked;
      added->first_word[i] = is_marked ? i : RS_NONE;
    }
  }
}

void treebank_release(Treebank *bank) {
  rs_morph_cache_release(&bank->cache);
  rs_arena_release(&bank->arena);
}

/* How many of the fields that both fill differ; an unvocalised passive contradicts nothing. */
static unsigned contradictions(uint32_t gold, uint32_t features) {
  static const unsigned shifts[] = {
    RS_ASPECT_SHIFT, RS_VOICE_SHIFT, RS_PERSON_SHIFT, RS_NUMBER_SHIFT, RS_GENDER_SHIFT};
  unsigned count = 0;
  for (size_t i = 0; i < RS_COUNT_OF(shifts); i++) {
    unsigned a = rs_feature(gold, shifts[i]), b = rs_feature(features, shifts[i]);
    bool either = shifts[i] == RS_VOICE_SHIFT && b == 3;
    count += a && b && a != b && !either;
  }
  return count;
}

static unsigned grade_of_marked(
  const Word *word, const RsAnalysis *reading, const RsChoice *choice
) {
  bool is_asked =
    word->tag < RS_TAG_COUNT ? choice->tag == word->tag : choice->upos == word->upos;
  unsigned grade = choice->upos == reading->upos;
  grade += !word->lemma || word->lemma == choice->lemma ? 2 : 0;
  return is_asked ? 8 * (grade + 4) + 8 : 0;
}

unsigned treebank_grade(const Sentence *s, uint32_t token, const RsChoice *choice) {
  uint32_t at = s->first_word[token], start = s->tokens.tokens[token].start;
  const RsAnalysis *reading = &s->morphs[token].type->analyses[choice->analysis];
  if (at == RS_NONE) return 0;
  if (s->words[at].is_marked) return grade_of_marked(&s->words[at], reading, choice);
  for (unsigned i = 0; i < reading->proclitic_count; i++, at++) {
    if (at >= s->word_count || s->words[at].end != start + i + 1) return 0;
  }
  uint32_t end = reading->enclitic == RS_NO_CLITIC ? s->tokens.tokens[token].end
                                                   : start + reading->stem_end;
  if (at >= s->word_count || s->words[at].end != end) return 0;
  if (s->words[at].start != start + reading->segment_start) return 0;
  const Word *word = &s->words[at];
  unsigned grade = choice->upos == reading->upos;
  grade += word->lemma == choice->lemma ? 2 : 0;
  grade += word->upos == choice->upos ? 4 : 0;
  return 8 * grade + 8 - contradictions(word->features, reading->features);
}

bool treebank_is_upos(unsigned grade) {
  return grade >= 32;
}
