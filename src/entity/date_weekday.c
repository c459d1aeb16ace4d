/* Weekdays: `الاثنين`, `الجمعة الماضي`, `الخميس 21`, `الثلاثاء من الأسبوع المقبل`.
 *
 * A bare weekday is the last such day up to and including the publication date (codebook
 * section 4); `المقبل` is the next one behind it, `هذا الاثنين` the one that comes. A date that
 * stands beside it (`الاثنين 12 مارس`, `الخميس الموافق 14 فبراير`) decides; a day without a
 * month is looked for near the publication date (`الجمعة 15`: the nearest Friday the 15th).
 * `الثلاثاء الأول من أكتوبر` is Tuesday the 1st when the calendar agrees, else the first Tuesday.
 * Limits: `الجمعة المقبل` is never the Friday of the week after.
 */
#include "entity/date.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  FRIDAY = 5 /* الجمعة, the one weekday that is feminine */
};

int rs_date_weekday_at(const RsDateFinder *finder, uint32_t *token, bool after_day) {
  const RsMatch *match =
    rs_match_at(finder->reading, finder->matches, *token, RS_PHRASE_WEEKDAY);
  if (!match) return 0;
  const uint8_t *letters = finder->reading->text->letters + match->start_letter;
  /* `اثنين` without ال is the number two unless `يوم` stands before it. */
  bool article = letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM;
  bool glued = letters[0] == RS_LETTER_LAM && match->start_letter > 0;
  if (!after_day && !article && !glued) return 0;
  *token = match->last;
  return rs_date_phrase(finder, match)->value;
}

static int32_t weekday_in_week(int32_t saturday, int weekday) {
  return saturday + (weekday + 1) % 7;
}

/* A full date beside the weekday: directly, behind a comma, `الموافق`, or in brackets. */
static bool date_beside(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *equals = rs_date_time_at(finder, at, RS_TIME_EQUALS);
  if (equals) at = equals->last;
  bool paren = rs_date_is_punct(finder, at, '(');
  if (paren || rs_date_is_punct(finder, at, ',')) at++;
  equals = rs_date_time_at(finder, at, RS_TIME_EQUALS);
  if (equals) at = equals->last;
  if (!rs_date_day_month(finder, date, &at) && !rs_date_month_day(finder, date, &at) && !rs_date_numeric(finder, date, &at, true)) {
    return false;
  }
  *token = at + (paren && rs_date_is_punct(finder, at, ')'));
  return true;
}

/* The day with this number that is such a weekday and nearest to the publication date. */
static int32_t nearest_with_number(const RsDateFinder *finder, int weekday, int number) {
  int year, month, day;
  rs_date_published(finder, &year, &month, &day);
  int32_t anchor = finder->reading->published_day, best = RS_NO_DAY;
  for (int step = -12; step <= 12; step++) {
    int months = year * 12 + month - 1 + step;
    if (number > rs_days_in_month(months / 12, months % 12 + 1)) continue;
    int32_t candidate = rs_day_of_date(months / 12, months % 12 + 1, number);
    if (rs_weekday_of_day(candidate) != weekday) continue;
    if (best == RS_NO_DAY || abs(candidate - anchor) < abs(best - anchor)) best = candidate;
  }
  return best;
}

static bool has_article(const RsDateFinder *finder, const RsNumber *number) {
  const uint8_t *letters = finder->reading->text->letters + number->start_letter;
  return letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM;
}

/* `الأحد الثاني`: the second Sunday of the month, unless a Sunday the 2nd is near. */
static int32_t nth_of_this_month(const RsDateFinder *finder, int weekday, int which) {
  int year, month, day;
  rs_date_published(finder, &year, &month, &day);
  int32_t first = rs_day_of_date(year, month, 1);
  return first + (weekday - rs_weekday_of_day(first) + 7) % 7 + 7 * (which - 1);
}

/* `احتجاجات الجمعة السابعة عشرة`: the seventeenth of its kind; a day of the month is masculine. */
static bool is_feminine(const RsDateFinder *finder, uint32_t token) {
  const RsToken *word = rs_date_token(finder, token);
  return word && finder->reading->text->letters[word->end - 1] == RS_LETTER_TEH_MARBUTA;
}

/* `الجمعة 15`, `الخميس في السابع`; `السبت 15 قتيلا` counts something. */
static bool numbered(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, int weekday
) {
  uint32_t at = *token;
  bool in = rs_date_is_preposition(finder, at);
  if (in) at++;
  RsNumber number;
  if (!rs_date_number(finder, at, &number) || number.approximate) return false;
  int day = rs_date_small(&number, 31);
  if (!day || rs_date_is_counted(finder, number.last)) return false;
  if (weekday == FRIDAY && number.ordinal && !in && is_feminine(finder, at)) return false;
  const RsToken *behind = rs_date_token(finder, number.last);
  bool ends = !behind || behind->kind == RS_TOKEN_PUNCT ||
              rs_date_behind_bound(finder, number.last, RS_BOUND_TO);
  if (!number.ordinal && !ends) return false;
  if (!number.ordinal && !in && rs_date_digits(finder, at) < 0) return false;
  if (rs_date_digits(finder, at) < 0 && !has_article(finder, &number)) return false;
  *token = number.last;
  date->precision = RS_PRECISION_DAY;
  if (!rs_date_has_anchor(finder)) return true;
  int32_t found = nearest_with_number(finder, weekday, day);
  if (found == RS_NO_DAY) return false;
  int32_t distance = abs(found - finder->reading->published_day);
  if (number.ordinal && !in && day <= 5 && distance > 15)
    found = nth_of_this_month(finder, weekday, day);
  rs_date_set_day(date, found);
  return true;
}

/* `الثلاثاء الأول من أكتوبر`, `الثلاثاء الأخير من شهر مارس`. */
static bool of_period(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, int weekday
) {
  uint32_t at = *token;
  RsNumber number;
  int which = 0;
  if (rs_date_number(finder, at, &number) && number.ordinal) {
    which = rs_date_small(&number, 31);
    at = number.last;
  } else if (rs_date_direction(finder, &at) == -1) {
    which = RS_LAST_OF;
  }
  if (!which || !rs_date_is_preposition(finder, at)) return false;
  at++;
  RsDate period;
  rs_date_clear(&period, at);
  if (!rs_date_period(finder, &period, &at)) return false;
  date->precision = RS_PRECISION_DAY;
  *token = at;
  if (period.from_day == RS_NO_DAY) return true;
  int32_t day = period.from_day + which - 1;
  bool month = period.precision == RS_PRECISION_MONTH;
  if (which == RS_LAST_OF) {
    day = period.to_day - (rs_weekday_of_day(period.to_day) - weekday + 7) % 7;
  } else if (!month || day > period.to_day || rs_weekday_of_day(day) != weekday) {
    int ahead = (weekday - rs_weekday_of_day(period.from_day) + 7) % 7;
    day = period.from_day + ahead + 7 * (which - 1);
  }
  if (day > period.to_day) return false;
  rs_date_set_day(date, day);
  return true;
}

/* `الجمعة من الأسبوع المقبل`, `الجمعة هذا الأسبوع`. */
static bool of_week(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, int weekday
) {
  uint32_t at = *token;
  if (rs_date_is_preposition(finder, at)) at++;
  RsDate week;
  rs_date_clear(&week, at);
  if (!rs_date_unit_direction(finder, &week, &at) || week.precision != RS_PRECISION_WEEK) {
    return false;
  }
  *token = at;
  date->precision = RS_PRECISION_DAY;
  if (week.from_day != RS_NO_DAY)
    rs_date_set_day(date, weekday_in_week(week.from_day, weekday));
  return true;
}

static void set_weekday(
  const RsDateFinder *finder, RsDate *date, int weekday, int direction
) {
  date->precision = RS_PRECISION_DAY;
  if (!rs_date_has_anchor(finder)) {
    snprintf(date->timex, sizeof date->timex, "XXXX-WXX-%d", weekday);
    return;
  }
  int32_t anchor = finder->reading->published_day;
  int back = (rs_weekday_of_day(anchor) - weekday + 7) % 7;
  if (direction < 0 && back == 0) back = 7;
  if (direction < 0) back += 7 * (-direction - 1);
  if (direction > 0 && direction != RS_DIRECTION_THIS) back -= 7 * direction;
  if (direction == 0) date->weekday = (uint8_t)weekday;
  rs_date_set_day(date, anchor - back);
}

bool rs_date_weekday(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, bool after_day
) {
  uint32_t at = *token;
  int weekday = rs_date_weekday_at(finder, &at, after_day);
  if (!weekday) return false;
  bool found = of_period(finder, date, &at, weekday) || date_beside(finder, date, &at) ||
               of_week(finder, date, &at, weekday) || numbered(finder, date, &at, weekday);
  if (!found) {
    uint32_t behind = at;
    int direction = rs_date_direction(finder, &behind);
    if (direction != RS_DIRECTION_THIS) at = behind;
    /* `الخميس الماضي 5 نيسان` */
    rs_date_clear(date, date->first);
    if (direction && date_beside(finder, date, &at)) return *token = at, true;
    rs_date_clear(date, date->first);
    set_weekday(finder, date, weekday, direction == RS_DIRECTION_THIS ? 0 : direction);
  }
  *token = at;
  return true;
}

/* `هذا الاثنين`, `هذا يوم الجمعة`: today or the one that comes. */
bool rs_date_this_weekday(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  if (!rs_date_is_demonstrative(finder, at) || !rs_date_direction(finder, &at))
    return false;
  const RsMatch *day = rs_date_unit_at(finder, at, RS_UNIT_DAY, 1);
  if (day) at = day->last;
  int weekday = rs_date_weekday_at(finder, &at, day != NULL);
  if (!weekday) return false;
  *token = at;
  set_weekday(finder, date, weekday, 0);
  date->weekday = 0;
  if (!rs_date_has_anchor(finder)) return true;
  int32_t anchor = finder->reading->published_day;
  rs_date_set_day(date, anchor + (weekday - rs_weekday_of_day(anchor) + 7) % 7);
  return true;
}

/* `جمعة الأسبوع الماضي`: without ال before its week. */
bool rs_date_weekday_of_week(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  int weekday = rs_date_weekday_at(finder, &at, true);
  if (!weekday || !rs_date_unit_at(finder, at, RS_UNIT_WEEK, 1)) return false;
  if (!of_week(finder, date, &at, weekday)) return false;
  *token = at;
  return true;
}

/* `الأسبوع المقبل يوم الجمعة`. */
bool rs_date_week_weekday(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  RsDate week;
  rs_date_clear(&week, at);
  if (!rs_date_unit_direction(finder, &week, &at) || week.precision != RS_PRECISION_WEEK) {
    return false;
  }
  const RsMatch *day = rs_date_unit_at(finder, at, RS_UNIT_DAY, 1);
  if (day) at = day->last;
  int weekday = rs_date_weekday_at(finder, &at, day != NULL);
  if (!weekday) return false;
  *token = at;
  date->precision = RS_PRECISION_DAY;
  if (week.from_day != RS_NO_DAY)
    rs_date_set_day(date, weekday_in_week(week.from_day, weekday));
  return true;
}
