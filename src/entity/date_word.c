/* Small steps of reading dates: the words at a token, and filling in days, months and years.
 *
 * A time word may be several words long and hide behind ال (`الأسبوع`); the longest one of the
 * wanted kind counts. TIMEX values follow ISO 8601 (`2012-03`, `2012-W11`).
 */
#include "entity/date.h"

#include <stdio.h>

const RsPhrase *rs_date_phrase(const RsDateFinder *finder, const RsMatch *match) {
  return RS_GET(finder->reading->knowledge, phrases, match->phrase);
}

/* The longest time word of this kind at a token. */
const RsMatch *rs_date_time_at(
  const RsDateFinder *finder, uint32_t token, RsTimewordKind kind
) {
  const RsMatches *matches = finder->matches;
  const RsMatch *best = NULL;
  if (token >= finder->reading->tokens->token_count) return NULL;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = rs_date_phrase(finder, &matches->matches[i]);
    if (phrase->kind != RS_PHRASE_TIMEWORD || phrase->detail != kind) continue;
    if (!best || matches->matches[i].last > best->last) best = &matches->matches[i];
  }
  return best;
}

const RsToken *rs_date_token(const RsDateFinder *finder, uint32_t token) {
  const RsTokens *tokens = finder->reading->tokens;
  return token < tokens->token_count ? &tokens->tokens[token] : NULL;
}

bool rs_date_is_punct(const RsDateFinder *finder, uint32_t token, uint8_t letter) {
  const RsToken *at = rs_date_token(finder, token);
  return at && at->kind == RS_TOKEN_PUNCT && at->letter == letter;
}

/* A whole number of plain digits at a token, or -1. */
long rs_date_digits(const RsDateFinder *finder, uint32_t token) {
  const RsToken *at = rs_date_token(finder, token);
  if (!at || at->kind != RS_TOKEN_DIGITS || at->end - at->start > 4) return -1;
  long value = 0;
  for (uint32_t i = at->start; i < at->end; i++) {
    uint8_t letter = finder->reading->text->letters[i];
    if (!rs_letter_is_digit(letter)) return -1;
    value = value * 10 + (letter - '0');
  }
  return value;
}

bool rs_date_is_year(long value) {
  return value >= 1800 && value <= 2100;
}

int rs_date_days_in_month(int year, int month) {
  int next_year = month == 12 ? year + 1 : year, next_month = month == 12 ? 1 : month + 1;
  return (int)(rs_day_of_date(next_year, next_month, 1) - rs_day_of_date(year, month, 1));
}

void rs_date_set_day(RsDate *date, int32_t day) {
  date->from_day = date->to_day = day;
  date->precision = RS_PRECISION_DAY;
  rs_day_format(day, date->timex);
}

void rs_date_set_month(RsDate *date, int year, int month) {
  date->from_day = rs_day_of_date(year, month, 1);
  date->to_day = date->from_day + rs_date_days_in_month(year, month) - 1;
  date->precision = RS_PRECISION_MONTH;
  snprintf(date->timex, sizeof date->timex, "%04d-%02d", year, month);
}

void rs_date_set_year(RsDate *date, int year) {
  date->from_day = rs_day_of_date(year, 1, 1);
  date->to_day = rs_day_of_date(year, 12, 31);
  date->precision = RS_PRECISION_YEAR;
  snprintf(date->timex, sizeof date->timex, "%04d", year);
}

void rs_date_set_range(RsDate *date, int32_t from, int32_t to) {
  date->from_day = from;
  date->to_day = to;
  date->precision = RS_PRECISION_RANGE;
  date->type = RS_TIMEX_RANGE;
  char first[11], last[11];
  rs_day_format(from, first);
  rs_day_format(to, last);
  snprintf(date->timex, sizeof date->timex, "%s/%s", first, last);
}

void rs_date_set_week(RsDate *date, int32_t saturday) {
  rs_date_set_range(date, saturday, saturday + 6);
  date->type = RS_TIMEX_DATE;
  date->precision = RS_PRECISION_WEEK;
  int32_t thursday = saturday + 5;
  int year, month, day;
  rs_date_of_day(thursday, &year, &month, &day);
  int week = (int)(thursday - rs_day_of_date(year, 1, 1)) / 7 + 1;
  snprintf(date->timex, sizeof date->timex, "%04d-W%02d", year, week);
}

void rs_date_published(const RsDateFinder *finder, int *year, int *month, int *day) {
  rs_date_of_day(finder->reading->published_day, year, month, day);
}

bool rs_date_has_anchor(const RsDateFinder *finder) {
  return finder->reading->published_day != RS_NO_DAY;
}

/* 1 next, -1 last, 2 this, 0 none; moves *token behind the word. */
int rs_date_direction(const RsDateFinder *finder, uint32_t *token) {
  static const struct {
    RsTimewordKind kind;
    int direction;
  } kinds[] = {{RS_TIME_LAST, -1}, {RS_TIME_NEXT, 1}, {RS_TIME_THIS, 2}};
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    const RsMatch *match = rs_date_time_at(finder, *token, kinds[i].kind);
    if (!match) continue;
    *token = match->last;
    return kinds[i].direction;
  }
  return 0;
}
