/* Dates that name a day or month: `12 مارس/آذار 2012`, `الثامن من أغسطس`, `مايو 29`, `12/3/2012`.
 *
 * The day is a number in digits or words, before the month or behind it; behind it only where
 * nothing is counted (`في مارس 15 قتيلا` is no date). Digits are read day first, then month,
 * unless the second is more than 12; four digits at either end are the year. Two parts alone
 * (`22/4`) make a date only when one of them must be the day, since `3/4` is also a fraction.
 * Limits: `4.22` is a decimal number.
 */
#include "entity/date.h"

/* `الثامن من الشهر الجاري`: a day of a month that is only pointed at. */
static bool day_of_unit(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, int day
) {
  uint32_t at = *token;
  RsDate month;
  rs_date_clear(&month, at);
  if (!rs_date_unit_direction(finder, &month, &at) || month.precision != RS_PRECISION_MONTH) {
    return false;
  }
  *token = at;
  date->precision = RS_PRECISION_DAY;
  if (month.from_day == RS_NO_DAY) return true;
  if (month.from_day + day - 1 > month.to_day) return false;
  rs_date_set_day(date, month.from_day + day - 1);
  return true;
}

/* `12 مارس 2012`, `الثامن من أغسطس`, `28-نوفمبر`. */
bool rs_date_day_month(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  RsNumber number;
  if (!rs_date_number(finder, *token, &number) || number.approximate) return false;
  int day = rs_date_small(&number, 31);
  if (!day) return false;
  uint32_t at = number.last;
  bool digits = rs_date_digits(finder, *token) >= 0;
  if (digits && (rs_date_is_punct(finder, at, '-') || rs_date_is_punct(finder, at, '/')))
    at++;
  RsMonth month;
  bool found = rs_date_month_reference(finder, &at, &month);
  uint32_t behind = rs_date_behind_bound(finder, at, RS_BOUND_FROM);
  if (!found && (digits || number.ordinal) && behind) { /* not `الخامسة في نوفمبر` */
    at = behind;
    found = rs_date_month_reference(finder, &at, &month);
    if (!found && day_of_unit(finder, date, &at, day)) return *token = at, true;
  }
  if (!found) return false;
  RsYearTail tail = rs_date_year_tail(finder, &at);
  if (!rs_date_resolve(finder, date, month, day, tail)) return false;
  *token = at;
  return true;
}

/* `مايو 29`, `مايو الحادي عشر`, `أكتوبر/ 2`. */
bool rs_date_month_day(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  RsMonth month;
  RsNumber number;
  if (!rs_date_month_reference(finder, &at, &month)) return false;
  if (rs_date_is_punct(finder, at, '/') || rs_date_is_punct(finder, at, '-')) at++;
  if (!rs_date_number(finder, at, &number) || number.approximate) return false;
  int day = rs_date_small(&number, 31);
  if (!day || rs_date_is_counted(finder, number.last)) return false;
  /* `سجن نبيل رجب خمس سنوات`: behind its month a day is no plain word. */
  if (!number.ordinal && rs_date_digits(finder, at) < 0) return false;
  if (!number.ordinal && rs_date_behind_bound(finder, number.last, RS_BOUND_FROM))
    return false;
  if (rs_date_is_punct(finder, number.last, '-')) return false;
  at = number.last;
  RsYearTail tail = {0};
  rs_date_year(finder, &at, true, &tail);
  if (!rs_date_resolve(finder, date, month, day, tail)) return false;
  *token = at;
  return true;
}

/* ------------------------------------------------------------ digits alone */

typedef struct {
  int value[3], digits[3], count;
  uint8_t mark;
  uint32_t end; /* the token behind */
} Parts;

/* `22.4.2016` is one token. */
static bool dotted_parts(const RsDateFinder *finder, uint32_t token, Parts *parts) {
  const RsToken *at = rs_date_token(finder, token);
  *parts = (Parts) {.count = 1, .mark = '.', .end = token + 1};
  for (uint32_t i = at->start; i < at->end; i++) {
    uint8_t letter = finder->reading->text->letters[i];
    int part = parts->count - 1;
    if (letter == '.') {
      if (parts->count++ == 3) return false;
    } else if (!rs_letter_is_digit(letter) || parts->digits[part]++ == 4) {
      return false;
    } else {
      parts->value[part] = parts->value[part] * 10 + (letter - '0');
    }
  }
  return parts->count == 3;
}

static bool read_parts(const RsDateFinder *finder, uint32_t token, Parts *parts) {
  *parts = (Parts) {.mark = rs_date_is_punct(finder, token + 1, '/') ? '/' : '-'};
  uint32_t at = token;
  while (parts->count < 3) {
    long value = rs_date_digits(finder, at);
    const RsToken *digits = rs_date_token(finder, at);
    if (value < 0 || (parts->count && digits->spaced)) break;
    parts->digits[parts->count] = (int)(digits->end - digits->start);
    parts->value[parts->count++] = (int)value;
    parts->end = ++at;
    const RsToken *mark = rs_date_token(finder, at);
    if (!rs_date_is_punct(finder, at, parts->mark) || mark->spaced) break;
    at++;
  }
  return parts->count >= 2 && !rs_date_is_punct(finder, parts->end, parts->mark);
}

static bool set_numeric(RsDate *date, int year, int month, int day) {
  if (month > 12 && day <= 12) {
    int swap = month;
    month = day;
    day = swap;
  }
  if (month < 1 || month > 12 || day < 1 || day > rs_days_in_month(year, month))
    return false;
  rs_date_set_day(date, rs_day_of_date(year, month, day));
  return true;
}

static bool three_parts(RsDate *date, const Parts *parts) {
  const int *value = parts->value;
  if (parts->digits[0] == 4) {
    return rs_date_is_year(value[0]) && set_numeric(date, value[0], value[1], value[2]);
  }
  int year = value[2];
  if (parts->digits[2] == 2) year += year < 50 ? 2000 : 1900;
  return rs_date_is_year(year) && set_numeric(date, year, value[1], value[0]);
}

/* `3/2015`, `2015/3`, `2015-03`. */
static bool month_and_year(RsDate *date, const Parts *parts) {
  int first = parts->digits[0] == 4 ? 0 : 1;
  int year = parts->value[first], month = parts->value[1 - first];
  if (parts->digits[first] != 4 || !rs_date_is_year(year) || month < 1 || month > 12)
    return false;
  if (parts->mark == '-' && parts->digits[1 - first] != 2) return false;
  rs_date_set_month(date, year, month);
  return true;
}

static bool two_parts(const RsDateFinder *finder, RsDate *date, Parts *parts, bool cued) {
  if (month_and_year(date, parts)) return true;
  if (parts->mark != '/') return false;
  int day = parts->value[0], month = parts->value[1];
  RsYearTail tail = {0};
  uint32_t at = parts->end;
  bool dated = rs_date_is_punct(finder, at, ',') && rs_date_year(finder, &at, true, &tail);
  if (!dated && !cued && day <= 12 && month <= 12) return false;
  if (month > 12) {
    int swap = month;
    month = day;
    day = swap;
  }
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  if (dated) parts->end = at;
  return rs_date_resolve(finder, date, (RsMonth) {month, false}, day, tail);
}

bool rs_date_numeric(const RsDateFinder *finder, RsDate *date, uint32_t *token, bool cued) {
  const RsToken *at = rs_date_token(finder, *token);
  if (!at || at->kind != RS_TOKEN_DIGITS) return false;
  Parts parts;
  bool found = false;
  if (at->end - at->start > 4)
    found = dotted_parts(finder, *token, &parts) && three_parts(date, &parts);
  else if (read_parts(finder, *token, &parts))
    found =
      parts.count == 3 ? three_parts(date, &parts) : two_parts(finder, date, &parts, cued);
  if (found) *token = parts.end;
  return found;
}

/* --------------------------------------------------------- months and years */

/* A month or year by itself counts only behind a preposition or a word of time: `مارس` is also
 * "practised", 2011 also a number. */
static bool introduced(const RsDateFinder *finder, uint32_t token) {
  if (token == 0) return false;
  /* `بحث ترامب مع ماي` */
  const RsAnalysis *before = finder->reading->morphs[token - 1].chosen;
  bool with =
    before && before->upos == RS_UPOS_ADP &&
    (rs_morph_lexeme(finder->reading->knowledge, before)->flags & RS_LEXEME_COMPANION);
  if (with) return false;
  return rs_date_time_at(finder, token - 1, RS_TIME_UNIT) ||
         rs_date_time_at(finder, token - 1, RS_TIME_PART) ||
         rs_date_behind_bound(finder, token - 1, RS_BOUND_TO) ||
         rs_date_is_preposition(finder, token - 1);
}

/* `شعبان` and `رجب` are also men: they count behind a preposition of time, before no name. */
static bool introduced_hijri(const RsDateFinder *finder, uint32_t token, uint32_t end) {
  if (token == 0 || !rs_date_time_at(finder, token - 1, RS_TIME_IN)) return false;
  const RsAnalysis *behind =
    rs_date_token(finder, end) ? finder->reading->morphs[end].chosen : NULL;
  return !behind || behind->upos != RS_UPOS_PROPN;
}

static bool month_alone(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  int before = rs_date_direction(finder, &at);
  if (before && !rs_date_is_demonstrative(finder, *token)) return false;
  bool named = rs_date_unit_at(finder, at, RS_UNIT_MONTH, 1) != NULL;
  RsMonth month;
  if (!rs_date_month_reference(finder, &at, &month)) return false;
  uint32_t end = at;
  RsYearTail tail = rs_date_year_tail(finder, &at);
  if (before && !tail.year) tail.direction = before;
  bool counts =
    named || tail.year || tail.direction ||
    (month.hijri ? introduced_hijri(finder, *token, end) : introduced(finder, *token));
  if (!counts || !rs_date_resolve(finder, date, month, 0, tail)) return false;
  *token = at;
  return true;
}

bool rs_date_month_or_year(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  if (month_alone(finder, date, token)) return true;
  uint32_t at = *token;
  RsYearTail tail;
  bool named = rs_date_unit_at(finder, at, RS_UNIT_YEAR, 1) != NULL;
  if (!named && !introduced(finder, at)) return false;
  bool words = !named && rs_date_digits(finder, at) < 0;
  if (words && !rs_date_time_at(finder, at - 1, RS_TIME_IN)) return false;
  if (!rs_date_year(finder, &at, words, &tail)) return false;
  if (words && at - *token < 3) return false; /* في ألفين may be anything */
  bool bare = !named && !tail.hijri;
  if (bare && (tail.year < (words ? 1600 : 1900) || rs_date_is_counted(finder, at)))
    return false;
  rs_date_set_year_of(finder, date, tail);
  *token = at;
  return true;
}
