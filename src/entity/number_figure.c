/* Numbers in figures.
 *
 * `1,500` and `1.500` are both fifteen hundred, since newspapers write either, but `1.500
 * مليون` and `0.500` are decimals; `1 500` is read like `1,500`. Behind the figures may stand a
 * power of ten (`1e10`) or of themselves (`2.5^-1`), glued to them; before them a point alone
 * (`.75`) where nothing is counted behind, since a full stop is often set without its blank.
 * `192.168.1.2` is no number, but its four parts are.
 * Limits: no roots, no superscript letters; figures glued to Latin letters are a name (`5G`).
 */
#include "entity/number.h"

#include <math.h>

typedef struct {
  uint32_t separators, first_run, last_run;
  uint8_t last;            /* the last separator */
  bool mixed, colon, even; /* even: three digits in each run between separators */
  bool zero;               /* begins with 0 */
} Shape;

static Shape shape_of(const RsText *text, const RsToken *token) {
  Shape shape = {.even = true, .zero = text->letters[token->start] == '0'};
  uint32_t run = 0;
  for (uint32_t i = token->start; i < token->end; i++) {
    uint8_t letter = text->letters[i];
    if (rs_letter_is_digit(letter)) {
      run++;
      continue;
    }
    if (shape.separators == 0)
      shape.first_run = run;
    else
      shape.even &= run == 3;
    shape.mixed |= shape.separators > 0 && letter != shape.last;
    shape.colon |= letter == ':';
    shape.last = letter;
    shape.separators++;
    run = 0;
  }
  shape.last_run = run;
  return shape;
}

double rs_figure_value(const RsText *text, const RsToken *token, bool scaled) {
  Shape shape = shape_of(text, token);
  bool head = shape.first_run >= 1 && shape.first_run <= 3;
  if (shape.colon || (shape.separators > 1 && !(head && shape.even))) return NAN;
  bool grouped = head && shape.last_run == 3 && !shape.mixed && !shape.zero &&
                 !(scaled && shape.separators == 1);
  double value = 0, scale = 0;
  uint32_t seen = 0;
  for (uint32_t i = token->start; i < token->end; i++) {
    uint8_t letter = text->letters[i];
    if (rs_letter_is_digit(letter)) {
      value = value * 10 + (letter - '0');
      scale *= 10;
    } else if (++seen == shape.separators && !grouped) {
      scale = 1;
    }
  }
  return scale > 1 ? value / scale : value;
}

uint32_t rs_figure_groups(const RsReading *reading, uint32_t at, double *value) {
  const RsTokens *tokens = reading->tokens;
  if (*value < 1 || *value > 999 || *value != floor(*value)) return at;
  if (reading->text->letters[tokens->tokens[at - 1].start] == '0') return at;
  if (tokens->tokens[at - 1].end - tokens->tokens[at - 1].start > 3) return at;
  for (; at < tokens->token_count; at++) {
    const RsToken *next = &tokens->tokens[at];
    bool three = next->kind == RS_TOKEN_DIGITS && next->end - next->start == 3;
    if (!three || next->start != tokens->tokens[at - 1].end + 1 || next->sentence != tokens->tokens[at - 1].sentence) {
      break;
    }
    *value = *value * 1000 + rs_figure_value(reading->text, next, false);
  }
  return at;
}

/* ------------------------------------------------------------------ powers */

/* Plain digits from a letter on, with one point or comma among them; the letter behind them. */
static uint32_t read_plain(const RsText *text, uint32_t at, double *value) {
  double scale = 0;
  *value = 0;
  for (; at < text->letter_count; at++) {
    uint8_t letter = text->letters[at];
    if (rs_letter_is_digit(letter)) {
      *value = *value * 10 + (letter - '0');
      scale *= 10;
    } else if ((letter == '.' || letter == ',') && scale == 0 &&
               at + 1 < text->letter_count && rs_letter_is_digit(text->letters[at + 1])) {
      scale = 1;
    } else {
      break;
    }
  }
  if (scale > 1) *value /= scale;
  return at;
}

uint32_t rs_figure_power(const RsReading *reading, uint32_t at, double *value) {
  const RsTokens *tokens = reading->tokens;
  const RsText *text = reading->text;
  uint32_t letter = tokens->tokens[at - 1].end;
  if (letter + 1 >= text->letter_count) return at;
  bool of_ten = text->letters[letter] == 'e';
  if (!of_ten && text->letters[letter] != '^') return at;
  letter++;
  bool negative = text->letters[letter] == '-';
  if (negative || text->letters[letter] == '+') letter++;
  double exponent;
  uint32_t end = read_plain(text, letter, &exponent);
  if (end == letter) return at;
  if (negative) exponent = -exponent;
  double result = of_ten ? *value * pow(10, exponent) : pow(*value, exponent);
  if (!isfinite(result)) return at;
  uint32_t behind = at;
  while (behind < tokens->token_count && tokens->tokens[behind].start < end)
    behind++;
  if (tokens->tokens[behind - 1].end != end) return at;
  *value = result;
  return behind;
}

double rs_figure_behind_point(const RsText *text, const RsToken *token) {
  double value = 0, scale = 1;
  for (uint32_t i = token->start; i < token->end; i++) {
    if (!rs_letter_is_digit(text->letters[i])) return NAN;
    value = value * 10 + (text->letters[i] - '0');
    scale *= 10;
  }
  return isfinite(scale) ? value / scale : NAN;
}

/* --------------------------------------------------------------- addresses */

bool rs_figure_is_address(const RsText *text, const RsToken *token) {
  enum {
    PARTS = 4,
    MOST_DIGITS = 3
  };
  uint32_t points = 0, run = 0;
  for (uint32_t i = token->start; i < token->end; i++) {
    bool digit = rs_letter_is_digit(text->letters[i]);
    if (!digit && text->letters[i] != '.') return false;
    run = digit ? run + 1 : 0;
    if (run > MOST_DIGITS) return false;
    points += !digit;
  }
  return points == PARTS - 1;
}

uint32_t rs_figure_part(const RsText *text, uint32_t at, uint32_t end, double *value) {
  *value = 0;
  for (; at < end && rs_letter_is_digit(text->letters[at]); at++)
    *value = *value * 10 + (text->letters[at] - '0');
  return at;
}
