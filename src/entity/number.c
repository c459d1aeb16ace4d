/* Numbers in words and digits.
 *
 * `ألفان وثلاثمئة وخمسة وعشرون` adds up units, tens and hundreds and multiplies by what scale
 * follows; parts are joined by و or stand side by side. Digits may take a scale word (`4 آلاف`).
 * `1,500` and `1.500` are both fifteen hundred unless a scale follows (`1.5 مليون`).
 * A word before it may open one side: `ما لا يقل عن 12` is at least 12, `عشرات` alone at least
 * 20. Limits: fractions are read only by themselves.
 */
#include "entity/entity.h"

#include <math.h>

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  RsNumbers *numbers;
  RsArena *arena;
  size_t capacity;
} Finder;

/* The number word at a token. `آلاف` is a scale behind a number and "thousands" by itself. */
static const RsPhrase *number_phrase(
  const Finder *finder, uint32_t token, bool first, uint32_t *last
) {
  const RsMatches *matches = finder->matches;
  const RsPhrase *best = NULL;
  *last = token;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    const RsPhrase *phrase = RS_GET(finder->reading->knowledge, phrases, match->phrase);
    if (phrase->kind != RS_PHRASE_NUMBER) continue;
    bool wanted = (phrase->detail == RS_NUMBER_APPROXIMATE) == first;
    if (match->last < *last || (match->last == *last && best && !wanted)) continue;
    *last = match->last;
    best = phrase;
  }
  return best;
}

/* Digits with separators: three digits behind each point or comma make it a thousands mark. */
static double digits_value(const RsText *text, const RsToken *token) {
  bool grouped = true, colon = false;
  uint32_t run = 0, separators = 0;
  for (uint32_t i = token->start; i <= token->end; i++) {
    uint8_t letter = i < token->end ? text->letters[i] : ',';
    if (letter == ':') colon = true;
    if (rs_letter_is_digit(letter)) {
      run++;
      continue;
    }
    if (separators ? run != 3 : run > 3 || run == 0)
      grouped = i == token->end && !separators;
    if (i < token->end) separators++;
    run = 0;
  }
  if (colon) return NAN;
  double value = 0, scale = 0;
  for (uint32_t i = token->start; i < token->end; i++) {
    uint8_t letter = text->letters[i];
    if (rs_letter_is_digit(letter)) {
      value = value * 10 + (letter - '0');
      scale *= 10;
    } else if (!grouped && scale == 0) {
      scale = 1;
    }
  }
  return scale > 1 ? value / scale : value;
}

static bool joined_by_waw(const Finder *finder, uint32_t token) {
  const RsToken *word = &finder->reading->tokens->tokens[token];
  return finder->reading->text->letters[word->start] == RS_LETTER_WAW;
}

typedef struct {
  double total, current;
  bool approximate, ordinal, any;
} Sum;

static bool is_whole_word(uint8_t kind) {
  return kind == RS_NUMBER_ORDINAL || kind == RS_NUMBER_FRACTION ||
         kind == RS_NUMBER_APPROXIMATE || kind == RS_NUMBER_FEW;
}

/* Adds one number word; false when it cannot continue the number. */
static bool add_word(Sum *sum, const RsPhrase *phrase, bool joined) {
  double value = phrase->number;
  if (is_whole_word(phrase->detail)) {
    if (sum->any) return false;
    sum->current = value;
    sum->ordinal = phrase->detail == RS_NUMBER_ORDINAL;
    sum->approximate = phrase->detail != RS_NUMBER_ORDINAL;
    return sum->any = true;
  }
  if (phrase->detail == RS_NUMBER_SCALE) {
    if (sum->any && !joined) {
      sum->total += sum->current == 0 ? 0 : sum->current * value;
      if (sum->current == 0) sum->total *= value;
    } else {
      sum->total += sum->current + value;
    }
    sum->current = 0;
    return sum->any = true;
  }
  bool times_hundred = phrase->detail == RS_NUMBER_HUNDRED && value == 100 && !joined &&
                       sum->current > 2 && sum->current < 10;
  if (times_hundred) {
    sum->current *= 100;
    return true;
  }
  if (sum->any && !joined) return false;
  if (sum->any && phrase->detail != RS_NUMBER_TEN && sum->current != 0 && fmod(sum->current, 100) != 0) {
    return false;
  }
  sum->current += value;
  return sum->any = true;
}

/* `عشرات الآلاف`: an approximate count of a scale. */
static bool multiplies(const RsPhrase *phrase, const Sum *sum) {
  return sum->approximate && phrase->number >= 1000 && phrase->number < 1e12 &&
         (phrase->detail == RS_NUMBER_SCALE || phrase->detail == RS_NUMBER_APPROXIMATE);
}

static uint32_t read_number(const Finder *finder, uint32_t token, Sum *sum) {
  const RsTokens *tokens = finder->reading->tokens;
  uint32_t at = token, sentence = tokens->tokens[token].sentence;
  *sum = (Sum) {0};
  if (tokens->tokens[token].kind == RS_TOKEN_DIGITS) {
    sum->current = digits_value(finder->reading->text, &tokens->tokens[token]);
    if (isnan(sum->current)) return token;
    sum->any = true;
    at++;
  }
  bool digits = at > token;
  while (at < tokens->token_count && tokens->tokens[at].sentence == sentence) {
    uint32_t last;
    bool joined = at > token && joined_by_waw(finder, at);
    if (joined && at + 1 < tokens->token_count && sum->total > 0 &&
        tokens->tokens[at].kind == RS_TOKEN_WORD &&
        tokens->tokens[at].end - tokens->tokens[at].start == 1 &&
        tokens->tokens[at + 1].kind == RS_TOKEN_DIGITS) {
      /* `4 آلاف و100`: و glued to digits. */
      double more = digits_value(finder->reading->text, &tokens->tokens[at + 1]);
      if (isnan(more) || more >= 1000) break;
      sum->total += more;
      return at + 2;
    }
    const RsPhrase *phrase = number_phrase(finder, at, !sum->any, &last);
    if (!phrase) break;
    if (sum->any && multiplies(phrase, sum)) {
      sum->current *= phrase->number >= 2000 ? phrase->number / 2 : phrase->number;
      at = last;
      break;
    }
    if (sum->any && sum->approximate) break;
    if (digits && !joined && phrase->detail != RS_NUMBER_SCALE) break;
    if (!add_word(sum, phrase, joined)) break;
    at = last;
  }
  return at;
}

static void apply_bound(RsNumber *number, unsigned bound) {
  number->approximate = true;
  number->min = number->max = number->value;
  switch (bound) {
    case RS_BOUND_LEAST:
    case RS_BOUND_MORE:
    case RS_BOUND_LEAST_AFTER: number->max = NAN; break;
    case RS_BOUND_MOST:
    case RS_BOUND_LESS: number->min = NAN; break;
    default: break;
  }
}

/* A bound whose words end right before the number, or `على الأقل` within three words behind.
 * Returns the first token of number and bound together. */
static uint32_t find_bound(const Finder *finder, RsNumber *number) {
  uint32_t bound_first = number->first;
  const RsReading *reading = finder->reading;
  for (uint32_t back = 1; back <= 4 && back <= number->first; back++) {
    const RsMatch *match =
      rs_match_at(reading, finder->matches, number->first - back, RS_PHRASE_BOUND);
    if (!match || match->last != number->first) continue;
    const RsPhrase *phrase = RS_GET(reading->knowledge, phrases, match->phrase);
    if (phrase->detail == RS_BOUND_LEAST_AFTER) continue;
    apply_bound(number, phrase->detail);
    bound_first = match->first;
  }
  for (uint32_t ahead = 0; ahead < 4; ahead++) {
    const RsMatch *match =
      rs_match_at(reading, finder->matches, number->last + ahead, RS_PHRASE_BOUND);
    if (!match) continue;
    const RsPhrase *phrase = RS_GET(reading->knowledge, phrases, match->phrase);
    if (phrase->detail == RS_BOUND_LEAST_AFTER) apply_bound(number, RS_BOUND_LEAST);
  }
  return bound_first;
}

static bool add_number(Finder *finder, uint32_t first, uint32_t last, const Sum *sum) {
  RsNumbers *numbers = finder->numbers;
  numbers->numbers = rs_arena_grow(
    finder->arena,
    numbers->numbers,
    numbers->number_count,
    &finder->capacity,
    sizeof *numbers->numbers
  );
  if (!numbers->numbers) return false;
  const RsMatch *match =
    rs_match_at(finder->reading, finder->matches, first, RS_PHRASE_NUMBER);
  RsNumber number = {
    .first = first,
    .last = last,
    .start_letter =
      match ? match->start_letter : finder->reading->tokens->tokens[first].start,
    .value = sum->total + sum->current,
    .min = NAN,
    .max = NAN,
    .approximate = sum->approximate,
    .ordinal = sum->ordinal,
  };
  if (sum->approximate) number.min = number.value;
  uint32_t bound_first = find_bound(finder, &number);
  for (uint32_t i = bound_first; i < last; i++)
    numbers->at[i] = numbers->number_count;
  numbers->numbers[numbers->number_count++] = number;
  return true;
}

bool rs_numbers_find(
  RsNumbers *numbers, RsArena *arena, const RsReading *reading, const RsMatches *matches
) {
  *numbers = (RsNumbers) {0};
  Finder finder = {
    .reading = reading, .matches = matches, .numbers = numbers, .arena = arena};
  uint32_t count = reading->tokens->token_count;
  numbers->at = rs_arena_alloc(arena, (count + 1) * sizeof *numbers->at);
  if (!numbers->at) return false;
  for (uint32_t i = 0; i <= count; i++)
    numbers->at[i] = RS_NONE;
  for (uint32_t i = 0; i < count;) {
    Sum sum;
    uint32_t end = read_number(&finder, i, &sum);
    if (end == i || !sum.any) {
      i++;
      continue;
    }
    if (!add_number(&finder, i, end, &sum)) return false;
    i = end;
  }
  return true;
}
