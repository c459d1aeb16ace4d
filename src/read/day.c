/* Days of publication, as pages and feeds write them.
 *
 *   2024-03-05T14:20:00+03:00    ISO 8601, in metadata
 *   Tue, 05 Mar 2024 14:20 GMT   RFC 822, in RSS
 *   الثلاثاء 5 آذار/مارس 2024     beside the headline; ٥ مارس ٢٠٢٤
 *   05/03/2024, 2024/3/5          likewise: Arab newspapers write the day first
 *
 * The line is cut into numbers and words (in folded letters, where all digits are ASCII); then
 * the patterns slide over them, and the first place where one gives a day of the calendar
 * wins. A month in words must stand next to its day. The zone is not applied: a paper of
 * Tuesday stays one of Tuesday.
 *
 * Limits: days of the Islamic calendar alone and "three hours ago" give nothing. */
#include "read/day.h"

#include "entity/entity.h"

enum {
  MOST_TOKENS = 48,
  FIRST_YEAR = 1950,
  LAST_YEAR = 2100
};

typedef struct {
  uint32_t number; /* of digits */
  uint32_t digits; /* how many; 0: a word */
  uint32_t month;  /* of a word, 0 when it is none */
  uint32_t length; /* words that the month takes */
} Token;

typedef struct {
  Token tokens[MOST_TOKENS];
  size_t count;
} Tokens;

static uint32_t english_month(RsBytes word) {
  static const char *const months[] = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
  };
  for (uint32_t i = 0; i < RS_COUNT_OF(months); i++) {
    bool is_whole = word.count == strlen(months[i]);
    bool is_short = word.count == 3 || (word.count == 4 && i == 8);
    if ((is_whole || is_short) && !memcmp(word.data, months[i], word.count)) return i + 1;
  }
  return 0;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Parts digits from letters too: 2024-03-05t14 in folded letters is `2024 03 05t14`. */
static size_t token_bytes(RsBytes rest) {
  size_t count = 0;
  bool is_number = is_digit(rest.data[0]);
  while (count < rest.count && rest.data[count] != ' ' &&
         is_digit(rest.data[count]) == is_number)
    count++;
  return count;
}

static Token read_token(RsBytes rest, size_t count, const RsWords *words) {
  Token token = {0};
  if (is_digit(rest.data[0])) {
    token.digits = (uint32_t)count;
    for (size_t i = 0; i < count && i < 8; i++)
      token.number = token.number * 10 + (uint32_t)(rest.data[i] - '0');
    return token;
  }
  const RsPageCue *cue = rs_words_begin(words, RS_PAGE_MONTH, rest);
  token.month = cue ? cue->value : english_month((RsBytes) {rest.data, count});
  token.length = 1;
  for (size_t i = 0; cue && i < cue->form.count; i++)
    token.length += cue->form.data[i] == ' ';
  return token;
}

static void read_tokens(Tokens *tokens, RsBytes rest, const RsWords *words) {
  while (rest.count && tokens->count < MOST_TOKENS) {
    if (rest.data[0] == ' ') {
      rest.data++, rest.count--;
      continue;
    }
    size_t count = token_bytes(rest);
    tokens->tokens[tokens->count++] = read_token(rest, count, words);
    rest.data += count, rest.count -= count;
  }
}

/* ----------------------------------------------------------------- patterns */

typedef struct {
  uint32_t year, month, day;
} Day;

static bool is_day(Day day) {
  if (day.year < FIRST_YEAR || day.year > LAST_YEAR) return false;
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return false;
  int year, month, day_of_month;
  int32_t number = rs_day_of_date((int)day.year, (int)day.month, (int)day.day);
  rs_date_of_day(number, &year, &month, &day_of_month);
  return (uint32_t)month == day.month && (uint32_t)day_of_month == day.day;
}

/* A zeroed token past the end. */
static Token token_at(const Tokens *tokens, size_t index) {
  return index < tokens->count ? tokens->tokens[index] : (Token) {0};
}

static bool is_short(Token token) {
  return token.digits == 1 || token.digits == 2;
}

static bool find_digits(const Tokens *tokens, size_t i, Day *day) {
  Token a = token_at(tokens, i), b = token_at(tokens, i + 1), c = token_at(tokens, i + 2);
  if (a.digits >= 8 && a.digits <= 14) {
    *day = (Day) {a.number / 10000, a.number / 100 % 100, a.number % 100};
    return is_day(*day);
  }
  if (a.digits == 4 && is_short(b) && is_short(c)) {
    *day = (Day) {a.number, b.number, c.number};
    return is_day(*day);
  }
  if (!is_short(a) || !is_short(b) || c.digits != 4) return false;
  *day = (Day) {c.number, b.number, a.number};
  if (is_day(*day)) return true;
  *day = (Day) {c.number, a.number, b.number};
  return is_day(*day);
}

/* The months at `i`: one or two names of the same month, `آذار/مارس`. */
static uint32_t month_at(const Tokens *tokens, size_t *i) {
  uint32_t month = token_at(tokens, *i).month;
  while (month && token_at(tokens, *i).month == month)
    *i += token_at(tokens, *i).length;
  return month;
}

static bool find_words(const Tokens *tokens, size_t i, Day *day) {
  size_t next = i + 1;
  Token first = token_at(tokens, i);
  if (is_short(first)) { /* 5 march 2024 */
    uint32_t month = month_at(tokens, &next);
    *day = (Day) {token_at(tokens, next).number, month, first.number};
    return month && token_at(tokens, next).digits == 4 && is_day(*day);
  }
  next = i;
  uint32_t month = month_at(tokens, &next);
  Token then = token_at(tokens, next), year = token_at(tokens, next + 1);
  *day = (Day) {year.number, month, then.number}; /* march 5, 2024 */
  return month && is_short(then) && year.digits == 4 && is_day(*day);
}

bool rs_day_find(RsBytes text, const RsWords *words, RsBuffer *day) {
  RsBuffer folded = {0};
  Tokens tokens = {.count = 0};
  if (text.count > 400) text.count = 400;
  rs_words_fold(&folded, text);
  read_tokens(&tokens, (RsBytes) {folded.data ? folded.data : "", folded.count}, words);
  day->failed |= folded.failed;
  rs_buffer_release(&folded);
  for (size_t i = 0; i < tokens.count; i++) {
    Day found;
    if (!find_digits(&tokens, i, &found) && !find_words(&tokens, i, &found)) continue;
    day->count = 0; /* what has failed stays told */
    rs_buffer_format(day, "%04u-%02u-%02u", found.year, found.month, found.day);
    return true;
  }
  return false;
}
