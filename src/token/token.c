/* Tokens and sentence ends.
 *
 * Newspapers glue punctuation (`مالي،سومايلو`), so a token is a run of letters of one kind and
 * every punctuation mark stands alone; only digits keep a point, comma or colon between them
 * (`1.500`, `10:30`), and Latin letters keep the digits behind them (`F16`).
 * A letter that only ends words parts those that were run together (`مدينةحلب`). Digits behind an
 * Arabic word stand alone, since they mostly count what follows (`نحو20 جنديا`). Hashtags are their
 * words (`#الجيش_السوري`). A sentence ends at a newline and at . ؟ ! … except behind a single letter,
 * which is an abbreviation (`أ.ف.ب`, `د. محمد`); two dots (`انتهى.. وقال`) are a pause within
 * it. Limits: a full stop inside quotation marks ends the sentence.
 */
#include "token/token.h"

typedef enum {
  KIND_SPACE,
  KIND_NEWLINE,
  KIND_WORD,
  KIND_LATIN,
  KIND_DIGIT,
  KIND_PUNCT
} Kind;

static Kind kind_of(uint8_t letter) {
  if (rs_letter_is_arabic(letter)) return KIND_WORD;
  if (letter == ' ') return KIND_SPACE;
  if (letter == '\n') return KIND_NEWLINE;
  if (rs_letter_is_digit(letter)) return KIND_DIGIT;
  return rs_letter_is_latin(letter) ? KIND_LATIN : KIND_PUNCT;
}

/* `#الجيش_السوري`: the marks of a hashtag part words as spaces do. */
static bool is_hashtag_mark(const RsText *text, uint32_t at) {
  uint8_t letter = text->letters[at];
  if ((letter != '#' && letter != '_') || at + 1 >= text->letter_count) return false;
  if (!rs_letter_is_arabic(text->letters[at + 1])) return false;
  return letter == '#' || (at && rs_letter_is_arabic(text->letters[at - 1]));
}

/* Whether a word must end before `at`: ة, ى and an ا with two fathas end words, so that what
 * stands behind them is another one (`مدينةحلب`, `أيضًاالقضاء`). ى may sit below a hamza. */
static bool begins_word(const RsText *text, uint32_t start, uint32_t at) {
  const uint8_t *letters = text->letters;
  uint8_t last = letters[at - 1];
  if (last != RS_LETTER_TEH_MARBUTA && last != RS_LETTER_ALEF_MAKSURA && last != RS_LETTER_ALEF)
    return false;
  if (at < start + 2 || at + 1 >= text->letter_count || !rs_letter_is_arabic(letters[at + 1]))
    return false;
  if (last == RS_LETTER_TEH_MARBUTA) return true;
  if (last == RS_LETTER_ALEF_MAKSURA) return letters[at] != RS_LETTER_HAMZA;
  return (text->marks[at - 1] | text->marks[at - 2]) & RS_MARK_FATHATAN;
}

/* The end of the Arabic word at `start`, and whether a mark stands on it. */
static uint32_t word_end(const RsText *text, uint32_t start, bool *marked) {
  const uint8_t *letters = text->letters;
  uint32_t end = start + 1, count = text->letter_count;
  unsigned marks = text->marks[start];
  for (; end < count && rs_letter_is_arabic(letters[end]); end++) {
    if (begins_word(text, start, end)) break;
    marks |= text->marks[end];
  }
  *marked = marks != 0;
  return end;
}

/* The end of a token that is no Arabic word. */
static uint32_t token_end(const RsText *text, uint32_t start, Kind kind) {
  uint32_t end = start + 1;
  const uint8_t *letters = text->letters;
  if (kind == KIND_PUNCT) {
    while (letters[start] == '.' && end < text->letter_count && letters[end] == '.')
      end++;
    return end;
  }
  for (; end < text->letter_count; end++) {
    if (kind_of(letters[end]) == kind) continue;
    bool joins = kind == KIND_DIGIT &&
                 (letters[end] == '.' || letters[end] == ',' || letters[end] == ':') &&
                 end + 1 < text->letter_count && rs_letter_is_digit(letters[end + 1]);
    joins |= kind == KIND_LATIN && rs_letter_is_digit(letters[end]); /* F16 */
    if (!joins) break;
  }
  return end;
}

static bool ends_sentence(const RsTokens *tokens, uint32_t at) {
  const RsToken *token = &tokens->tokens[at];
  if (token->kind != RS_TOKEN_PUNCT) return false;
  if (token->letter == '?' || token->letter == '!') return true;
  if (token->letter != '.' || token->end - token->start == 2) return false;
  if (at == 0) return false;
  const RsToken *before = token - 1;
  return before->kind == RS_TOKEN_PUNCT || before->end - before->start > 1 || token->spaced;
}

static bool add_sentence(
  RsTokens *tokens, RsArena *arena, size_t *capacity, uint32_t first
) {
  if (first == tokens->token_count) return true;
  tokens->sentences = rs_arena_grow(
    arena, tokens->sentences, tokens->sentence_count, capacity, sizeof *tokens->sentences
  );
  if (!tokens->sentences) return false;
  for (uint32_t i = first; i < tokens->token_count; i++) {
    tokens->tokens[i].sentence = tokens->sentence_count;
  }
  tokens->sentences[tokens->sentence_count++] = (RsSentence) {first, tokens->token_count};
  return true;
}

bool rs_tokens_split(RsTokens *tokens, RsArena *arena, const RsText *text) {
  static const uint8_t kinds[] = {
    [KIND_WORD] = RS_TOKEN_WORD,
    [KIND_LATIN] = RS_TOKEN_LATIN,
    [KIND_DIGIT] = RS_TOKEN_DIGITS,
    [KIND_PUNCT] = RS_TOKEN_PUNCT,
  };
  *tokens = (RsTokens) {0};
  size_t capacity = text->letter_count / 5 + 16, sentence_capacity = 0;
  tokens->tokens = rs_arena_alloc(arena, capacity * sizeof *tokens->tokens);
  if (!tokens->tokens) return false;
  uint32_t first = 0;
  bool spaced = true;
  for (uint32_t i = 0; i < text->letter_count;) {
    Kind kind = kind_of(text->letters[i]);
    if (kind == KIND_PUNCT && is_hashtag_mark(text, i)) kind = KIND_SPACE;
    if (kind == KIND_SPACE || kind == KIND_NEWLINE) {
      if (kind == KIND_NEWLINE) {
        if (!add_sentence(tokens, arena, &sentence_capacity, first)) return false;
        first = tokens->token_count;
      }
      spaced = true;
      i++;
      continue;
    }
    bool marked = false;
    uint32_t end =
      kind == KIND_WORD ? word_end(text, i, &marked) : token_end(text, i, kind);
    tokens->tokens = rs_arena_grow(
      arena, tokens->tokens, tokens->token_count, &capacity, sizeof *tokens->tokens
    );
    if (!tokens->tokens) return false;
    tokens->tokens[tokens->token_count++] = (RsToken) {
      .start = i,
      .end = end,
      .kind = kinds[kind],
      .letter = text->letters[i],
      .spaced = spaced,
      .marked = marked,
    };
    spaced = false;
    i = end;
    if (ends_sentence(tokens, tokens->token_count - 1) || tokens->token_count - first >= RS_SENTENCE_TOKENS) {
      /* A closing quotation mark or bracket belongs to the sentence it closes. */
      while (i < text->letter_count &&
             (text->letters[i] == '"' || text->letters[i] == ')') &&
             tokens->token_count - first < RS_SENTENCE_TOKENS) {
        tokens->tokens = rs_arena_grow(
          arena, tokens->tokens, tokens->token_count, &capacity, sizeof *tokens->tokens
        );
        if (!tokens->tokens) return false;
        tokens->tokens[tokens->token_count++] = (RsToken
        ) {.start = i, .end = i + 1, .kind = RS_TOKEN_PUNCT, .letter = text->letters[i]};
        i++;
      }
      if (!add_sentence(tokens, arena, &sentence_capacity, first)) return false;
      first = tokens->token_count;
    }
  }
  return add_sentence(tokens, arena, &sentence_capacity, first);
}
