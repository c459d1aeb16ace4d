/* Days, seasons, decades and centuries that have a name.
 *
 * `عيد الأضحى`, `يوم الأرض`, `رأس السنة` stand in data/time/days.tsv with the rule that dates them;
 * those of the Hijri year move through the Gregorian one, Easter is worked out. Without a year
 * the one nearest to the publication date is meant. `التسعينيات` is the last such decade that had
 * begun, unless a century is named (`سبعينيات القرن التاسع عشر`); `القرن العشرين` is 1901 to 2000.
 * A season is three months (`صيف 2016` June to August, `شتاء 2016` up to February 2017); without
 * a year it has no days. A weekend is Saturday and Sunday, as in TIMEX, although much of the
 * Arab world rests on Friday: the last one before publication, or the next behind a future verb.
 * Limits: national days with one name in many countries (`عيد الاستقلال`) are not listed.
 */
#include "entity/date.h"

#include <stdio.h>
#include <stdlib.h>

/* ------------------------------------------------------------------- named */

static int32_t nth_weekday(int year, const RsPhrase *named) {
  int month = named->value / 100, weekday = named->value / 10 % 10,
      which = named->value % 10;
  int32_t first = rs_day_of_date(year, month, 1);
  if (which == 9) {
    int32_t last = first + rs_days_in_month(year, month) - 1;
    return last - (rs_weekday_of_day(last) - weekday + 7) % 7;
  }
  return first + (weekday - rs_weekday_of_day(first) + 7) % 7 + 7 * (which - 1);
}

/* The named day in a year of its calendar, or RS_NO_DAY. */
static int32_t named_day(const RsDateFinder *finder, const RsPhrase *named, int year) {
  int32_t first;
  int days, month = named->value / 100, day = named->value % 100;
  switch (named->index) {
    case RS_NAMED_HIJRI: {
      bool known = rs_hijri_month(finder->reading->knowledge, year, month, &first, &days);
      return known ? first + day - 1 : RS_NO_DAY;
    }
    case RS_NAMED_WEEKDAY: return nth_weekday(year, named);
    case RS_NAMED_EASTER: return rs_easter_day(year, false) + named->value;
    case RS_NAMED_PASCHA: return rs_easter_day(year, true) + named->value;
    default: return rs_day_of_date(year, month, day);
  }
}

/* The day of this name in a Gregorian year: a Hijri one may fall into it twice or never. */
static int32_t named_in_gregorian(
  const RsDateFinder *finder, const RsPhrase *named, int year
) {
  if (named->index != RS_NAMED_HIJRI) return named_day(finder, named, year);
  int hijri, unused;
  int32_t from = rs_day_of_date(year, 1, 1), to = rs_day_of_date(year, 12, 31);
  if (!rs_hijri_of_day(finder->reading->knowledge, from, &hijri, &unused)) return RS_NO_DAY;
  for (int i = 0; i < 2; i++) {
    int32_t day = named_day(finder, named, hijri + i);
    if (day != RS_NO_DAY && day >= from && day <= to) return day;
  }
  return RS_NO_DAY;
}

static int32_t implied_day(
  const RsDateFinder *finder, const RsPhrase *named, RsYearTail tail
) {
  int year, month, day;
  rs_date_published(finder, &year, &month, &day);
  int32_t anchor = finder->reading->published_day, best = RS_NO_DAY;
  if (tail.of_year) {
    int step = tail.direction == RS_DIRECTION_THIS ? 0 : tail.direction;
    return named_in_gregorian(finder, named, year + step);
  }
  for (int step = -1; step <= 1; step++) {
    int32_t at = named_in_gregorian(finder, named, year + step);
    if (at == RS_NO_DAY || (tail.direction == -1 && at >= anchor)) continue;
    if (tail.direction == 1 && at <= anchor) continue;
    if (best == RS_NO_DAY || abs(at - anchor) < abs(best - anchor)) best = at;
  }
  return best;
}

/* `في ذكرى النكبة`, `صباح عيد الفطر` say when; `إحياء ذكرى النكبة` says what for. */
static bool introduced(const RsDateFinder *finder, uint32_t token) {
  if (token == 0) return true;
  return rs_date_time_at(finder, token - 1, RS_TIME_IN) ||
         rs_date_time_at(finder, token - 1, RS_TIME_DAYPART) ||
         rs_date_unit_at(finder, token - 1, RS_UNIT_DAY, 0);
}

/* `ثاني أيام عيد الفطر`: 2, and the token of the feast; 0 for none. */
static int feast_day(const RsDateFinder *finder, uint32_t *token) {
  RsNumber number;
  if (!rs_date_number(finder, *token, &number) || !number.ordinal) return 0;
  const RsMatch *days = rs_date_unit_at(finder, number.last, RS_UNIT_DAY, 3);
  if (!days || !rs_date_time_at(finder, days->last, RS_TIME_NAMED)) return 0;
  *token = days->last;
  return rs_date_small(&number, 31);
}

/* `هجمات 11 سبتمبر`, `الحرب العالمية الثانية`: what happened once. */
static bool set_past(
  const RsDateFinder *finder,
  RsDate *date,
  const RsPhrase *named,
  uint32_t last,
  uint32_t *token
) {
  RsMonth month;
  uint32_t at = last + rs_date_is_punct(finder, last, '/');
  if (rs_date_month(finder, &at, &month)) last = at; /* the other name of the month */
  rs_date_year_tail(finder, &last);
  if (named->value == named->value_to)
    rs_date_set_day(date, named->value);
  else
    rs_date_set_range(date, named->value, named->value_to);
  date->past = true;
  *token = last;
  return true;
}

bool rs_date_named(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t first = *token;
  int offset = feast_day(finder, &first);
  const RsMatch *match = rs_date_time_at(finder, first, RS_TIME_NAMED);
  if (!match) return false;
  const RsPhrase *named = rs_date_phrase(finder, match);
  uint32_t at = match->last;
  if (named->index == RS_NAMED_PAST) return set_past(finder, date, named, at, token);
  RsYearTail tail = rs_date_year_tail(finder, &at);
  if (named->tentative && !tail.year) return false;
  date->topic = !introduced(finder, *token);
  int32_t day = RS_NO_DAY;
  if (tail.year)
    day = tail.hijri ? named_day(finder, named, tail.year)
                     : named_in_gregorian(finder, named, tail.year);
  else if (rs_date_has_anchor(finder))
    day = implied_day(finder, named, tail);
  *token = at;
  date->hijri = named->index == RS_NAMED_HIJRI;
  date->precision = RS_PRECISION_DAY;
  if (day == RS_NO_DAY) return true;
  if (named->value_to > 1 && !offset)
    rs_date_set_range(date, day, day + named->value_to - 1);
  else
    rs_date_set_day(date, day + (offset ? offset - 1 : 0));
  return true;
}

/* ----------------------------------------------------------------- seasons */

bool rs_date_season(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  int before = rs_date_direction(finder, &at);
  if (before && !rs_date_is_demonstrative(finder, *token)) return false;
  const RsMatch *match = rs_date_time_at(finder, at, RS_TIME_SEASON);
  if (!match) return false;
  static const char *const names[] = {"SP", "SU", "FA", "WI"};
  const RsPhrase *season = rs_date_phrase(finder, match);
  at = match->last;
  RsYearTail tail = rs_date_year_tail(finder, &at);
  if (before) tail.direction = before;
  if (season->tentative && !tail.year && !tail.direction) return false;
  const char *name = names[(season->value / 3 + 3) % 4];
  *token = at;
  date->precision = RS_PRECISION_RANGE;
  snprintf(date->timex, sizeof date->timex, "%s", name);
  int year = tail.year, this_year, month, day;
  if (!year && !(tail.direction && rs_date_has_anchor(finder))) return true;
  if (!year) {
    rs_date_published(finder, &this_year, &month, &day);
    int step = tail.direction == RS_DIRECTION_THIS ? 0 : tail.direction;
    bool began = month >= season->value, over = month > season->value + 2;
    if (!tail.of_year && step > 0 && !began) step--;
    if (!tail.of_year && step < 0 && over) step++;
    year = this_year + step;
  }
  int last_year = season->value == 12 ? year + 1 : year;
  int last_month = season->value == 12 ? 2 : season->value + 2;
  rs_date_set_range(
    date,
    rs_day_of_date(year, season->value, 1),
    rs_day_of_date(last_year, last_month, rs_days_in_month(last_year, last_month))
  );
  date->type = RS_TIMEX_DATE;
  snprintf(date->timex, sizeof date->timex, "%04d-%s", year % 10000, name);
  return true;
}

/* --------------------------------------------------- decades and centuries */

static void set_years(RsDate *date, int first, int count) {
  rs_date_set_range(
    date, rs_day_of_date(first, 1, 1), rs_day_of_date(first + count - 1, 12, 31)
  );
}

/* `القرن التاسع عشر`, `القرن الماضي`: its number, 19 or 20; 0 for none. */
static int century_at(const RsDateFinder *finder, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *unit = rs_date_unit_at(finder, at, RS_UNIT_CENTURY, 1);
  if (!unit) return 0;
  at = unit->last;
  RsNumber number;
  if (rs_date_number(finder, at, &number) && rs_date_small(&number, 22)) {
    if (!number.ordinal && number.value < 20) return 0; /* القرن العشرين */
    *token = number.last;
    return (int)number.value;
  }
  int direction = rs_date_direction(finder, &at);
  if (!direction || !rs_date_has_anchor(finder)) return 0;
  int year, month, day;
  rs_date_published(finder, &year, &month, &day);
  *token = at;
  return (year - 1) / 100 + 1 + (direction == RS_DIRECTION_THIS ? 0 : direction);
}

bool rs_date_century(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  int century = century_at(finder, token);
  if (!century) return false;
  set_years(date, century * 100 - 99, 100);
  return true;
}

bool rs_date_decades(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_DECADES);
  if (!match) return false;
  uint32_t at = match->last;
  uint32_t behind = rs_date_behind_bound(finder, at, RS_BOUND_FROM);
  if (behind) at = behind;
  int century = century_at(finder, &at), decade = rs_date_phrase(finder, match)->value;
  *token = century ? at : match->last;
  int year, month, day;
  if (century) {
    set_years(date, century * 100 - 100 + decade, 10);
  } else if (rs_date_has_anchor(finder)) {
    rs_date_published(finder, &year, &month, &day);
    int first = year / 100 * 100 + decade;
    set_years(date, first > year ? first - 100 : first, 10);
  } else {
    date->precision = RS_PRECISION_RANGE;
  }
  return true;
}

/* ---------------------------------------------------------------- weekends */

bool rs_date_weekend(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *match = rs_date_time_at(finder, at, RS_TIME_WEEKEND);
  int direction = 0;
  if (match) {
    at = match->last;
    direction = rs_date_direction(finder, &at);
  } else { /* نهاية هذا الأسبوع */
    const RsMatch *part = rs_date_time_at(finder, at, RS_TIME_PART);
    if (!part || rs_date_phrase(finder, part)->value_to != 31) return false;
    at = part->last;
    direction = rs_date_direction(finder, &at);
    const RsMatch *unit = rs_date_unit_at(finder, at, RS_UNIT_WEEK, 1);
    if (!direction || !unit) return false;
    at = unit->last;
  }
  *token = at;
  date->precision = RS_PRECISION_RANGE;
  if (!rs_date_has_anchor(finder)) return true;
  int32_t anchor = finder->reading->published_day;
  int32_t monday = anchor - rs_weekday_of_day(anchor) + 1;
  int weekday = rs_weekday_of_day(anchor), steps = direction;
  if (direction == RS_DIRECTION_THIS) steps = 0;
  if (!direction) steps = weekday >= 6 || rs_date_tense(finder, date->first) > 0 ? 0 : -1;
  int32_t saturday = monday + 5 + 7 * steps;
  rs_date_set_range(date, saturday, saturday + 1);
  int year, month, day;
  rs_date_of_day(saturday - 2, &year, &month, &day);
  int week = (int)(saturday - 2 - rs_day_of_date(year, 1, 1)) / 7 + 1;
  date->type = RS_TIMEX_DATE;
  snprintf(
    date->timex,
    sizeof date->timex,
    "%04u-W%02u-WE",
    (unsigned)year % 10000u,
    (unsigned)week % 100u
  );
  return true;
}
