/* Parts of months, years and weeks: `مطلع الشهر الجاري`, `الأسبوع الثالث من يوليو`, `الربع الأول`.
 *
 * Of a month `مطلع` is the days 1 to 10, `منتصف` 11 to 20, `أواخر` 21 to the end (codebook section
 * 4); of a year the first three months, June and July, the last three; of a week the first two
 * days, the middle three, the last two. Counted weeks run from Monday: the nth of a month is the
 * nth that begins in it, `الأخير` the last that mostly lies in it; those of a year are ISO 8601's.
 * Quarters, thirds and halves of a year are runs of months. `بقية
 * الأسبوع` runs from the publication date to the end.
 * `آخر اثنين من مارس` and `ثالث ثلاثاء في أيلول` count weekdays.
 * Limits: weeks of a Hijri month have no TIMEX value but their days.
 */
#include "entity/date.h"

#include <stdio.h>

bool rs_date_period(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  if (rs_date_unit_direction(finder, date, &at)) return *token = at, true;
  RsMonth month;
  rs_date_clear(date, date->first);
  if (rs_date_month_reference(finder, &at, &month)) {
    RsYearTail tail = rs_date_year_tail(finder, &at);
    if (!rs_date_resolve(finder, date, month, 0, tail)) return false;
    return *token = at, true;
  }
  if (rs_date_season(finder, date, &at) || rs_date_century(finder, date, &at) || rs_date_decades(finder, date, &at)) {
    return *token = at, true;
  }
  RsYearTail tail;
  if (!rs_date_year(finder, &at, false, &tail)) return false;
  rs_date_set_year_of(finder, date, tail);
  return *token = at, true;
}

/* Months first to last of a year, or what they are of a Hijri one. */
static void narrow_year(RsDate *date, int first, int last) {
  int year, month, day;
  rs_date_of_day(date->from_day, &year, &month, &day);
  if (date->hijri) {
    int32_t length = date->to_day - date->from_day + 1, from = date->from_day;
    rs_date_set_range(
      date, from + length * (first - 1) / 12, from + length * last / 12 - 1
    );
    return;
  }
  rs_date_set_range(
    date,
    rs_day_of_date(year, first, 1),
    rs_day_of_date(year, last, rs_days_in_month(year, last))
  );
}

static void narrow(RsDate *date, const RsPhrase *part) {
  int32_t first = date->from_day, last = date->to_day;
  bool early = part->value == 1, late = part->value_to == 31;
  bool half = part->value_to == 15 || part->value == 16;
  switch (date->precision) {
    case RS_PRECISION_WEEK:
      rs_date_set_range(
        date,
        first + (early  ? 0
                 : late ? 5
                        : 2),
        first + (early  ? 1
                 : late ? 6
                        : 4)
      );
      return;
    case RS_PRECISION_MONTH: {
      int32_t to = first + part->value_to - 1;
      rs_date_set_range(date, first + part->value - 1, to > last ? last : to);
      return;
    }
    case RS_PRECISION_YEAR:
      if (half)
        narrow_year(date, early ? 1 : 7, early ? 6 : 12);
      else
        narrow_year(date, early ? 1 : late ? 10 : 6, early ? 3 : late ? 12 : 7);
      return;
    default: return;
  }
}

/* `نهاية العام نفسه`: of a year told before. */
static bool is_same(const RsDateFinder *finder, uint32_t token) {
  if (!rs_date_token(finder, token)) return false;
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  return chosen && chosen->enclitic != RS_NO_CLITIC;
}

/* `منذ بداية العام`, `مطلع الأسبوع`: that of the publication, when no other date was told. */
static bool this_unit(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *unit = rs_date_time_at(finder, *token, RS_TIME_UNIT);
  if (!unit || finder->before || rs_date_phrase(finder, unit)->value_to != 1) return false;
  const uint8_t *letters = finder->reading->text->letters + unit->start_letter;
  bool definite = letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM;
  RsTimeUnit kind = (RsTimeUnit)rs_date_phrase(finder, unit)->value;
  bool calendar = kind == RS_UNIT_WEEK || kind == RS_UNIT_MONTH || kind == RS_UNIT_YEAR;
  if (!definite || !calendar || is_same(finder, unit->last)) return false;
  static const uint8_t precisions[RS_UNIT_COUNT] = {
    [RS_UNIT_WEEK] = RS_PRECISION_WEEK,
    [RS_UNIT_MONTH] = RS_PRECISION_MONTH,
    [RS_UNIT_YEAR] = RS_PRECISION_YEAR,
  };
  rs_date_clear(date, date->first);
  date->precision = precisions[kind];
  if (rs_date_has_anchor(finder)) rs_date_set_unit(finder, date, kind, 0);
  return *token = unit->last, true;
}

/* `مطلع الشهر الجاري`, `أواخر مارس`, `نهاية 2011`, `منتصف الصيف`. */
bool rs_date_part(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_PART);
  if (!match) return false;
  uint32_t at = match->last;
  uint32_t behind = rs_date_behind_bound(finder, at, RS_BOUND_FROM);
  if (behind) at = behind;
  if (!rs_date_period(finder, date, &at) && !this_unit(finder, date, &at)) return false;
  *token = at;
  if (date->from_day != RS_NO_DAY) narrow(date, rs_date_phrase(finder, match));
  return true;
}

/* ------------------------------------------------------------ nth of a unit */

typedef struct {
  int which; /* 1, 2, … or RS_LAST_OF */
  int weekday;
  int months; /* of a quarter, third or half */
  RsTimeUnit unit;
} Nth;

/* What is counted: a weekday, a unit, a quarter. */
static bool counted_thing(
  const RsDateFinder *finder, uint32_t *token, bool bare, Nth *nth
) {
  uint32_t at = *token;
  const RsMatch *day = rs_date_unit_at(finder, at, RS_UNIT_DAY, 1);
  uint32_t behind = day ? day->last : at;
  nth->weekday = rs_date_weekday_at(finder, &behind, day || bare);
  if (nth->weekday) return *token = behind, true;
  const RsMatch *division = rs_date_time_at(finder, at, RS_TIME_DIVISION);
  if (division) {
    nth->months = rs_date_phrase(finder, division)->value;
    return *token = division->last, true;
  }
  const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (!unit || rs_date_phrase(finder, unit)->value_to != 1) return false;
  nth->unit = (RsTimeUnit)rs_date_phrase(finder, unit)->value;
  return *token = unit->last, true;
}

static int ordinal_at(const RsDateFinder *finder, uint32_t *token) {
  RsNumber number;
  if (!rs_date_number(finder, *token, &number) || !number.ordinal) return 0;
  int value = rs_date_small(&number, 53);
  if (value) *token = number.last;
  return value;
}

/* `ثالث ثلاثاء`, `آخر أسبوع`, or `الأسبوع الثالث`, `اليوم الأخير`. */
static bool read_nth(const RsDateFinder *finder, uint32_t *token, Nth *nth) {
  uint32_t at = *token;
  *nth = (Nth) {.unit = RS_UNIT_COUNT};
  const RsMatch *final = rs_date_time_at(finder, at, RS_TIME_FINAL);
  nth->which = final ? RS_LAST_OF : ordinal_at(finder, &at);
  if (final) at = final->last;
  if (nth->which) {
    return counted_thing(finder, &at, true, nth) && (*token = at, true);
  }
  if (!counted_thing(finder, &at, false, nth)) return false;
  if (nth->weekday) return false; /* `الثلاثاء الأول من أكتوبر`: date_weekday.c */
  nth->which = ordinal_at(finder, &at);
  if (!nth->which && rs_date_direction(finder, &at) == -1) nth->which = RS_LAST_OF;
  return nth->which && (*token = at, true);
}

static bool set_weekday_of(RsDate *date, const Nth *nth, const RsDate *period) {
  int32_t day;
  if (nth->which == RS_LAST_OF) {
    int back = (rs_weekday_of_day(period->to_day) - nth->weekday + 7) % 7;
    day = period->to_day - back;
  } else {
    int ahead = (nth->weekday - rs_weekday_of_day(period->from_day) + 7) % 7;
    day = period->from_day + ahead + 7 * (nth->which - 1);
  }
  if (day > period->to_day || day < period->from_day) return false;
  rs_date_set_day(date, day);
  return true;
}

/* The nth week that begins within the period on a Monday; of a year, the ISO 8601 week. */
static bool set_week_of(RsDate *date, const Nth *nth, const RsDate *period) {
  bool of_year = period->precision == RS_PRECISION_YEAR && !period->hijri;
  int32_t first = period->from_day + (8 - rs_weekday_of_day(period->from_day)) % 7;
  if (of_year) first = period->from_day + 3 - (rs_weekday_of_day(period->from_day + 3) - 1);
  int32_t end = period->to_day - 3; /* most of it lies in the period */
  int last = (int)(end - first) / 7 + 1,
      which = nth->which == RS_LAST_OF ? last : nth->which;
  int32_t from = first + 7 * (which - 1);
  if (from > period->to_day) return false;
  rs_date_set_range(date, from, from + 6);
  date->precision = RS_PRECISION_WEEK;
  date->type = RS_TIMEX_DATE;
  int year, month, day;
  rs_date_of_day(period->from_day, &year, &month, &day);
  if (of_year)
    snprintf(date->timex, sizeof date->timex, "%04d-W%02d", year, which);
  else if (period->precision == RS_PRECISION_MONTH && !period->hijri)
    snprintf(date->timex, sizeof date->timex, "%04d-%02d-W%02d", year, month, which);
  return true;
}

/* Months of a year: the nth month, quarter or half. */
static bool set_months_of(RsDate *date, const Nth *nth, const RsDate *period, int months) {
  int count = 12 / months;
  int which = nth->which == RS_LAST_OF ? count : nth->which;
  if (period->precision != RS_PRECISION_YEAR || which > count) return false;
  uint32_t token = date->first;
  *date = *period;
  date->first = token;
  int first = (which - 1) * months + 1, year, month, day;
  rs_date_of_day(period->from_day, &year, &month, &day);
  if (months == 1 && !period->hijri)
    rs_date_set_month(date, year, first);
  else
    narrow_year(date, first, first + months - 1);
  return true;
}

static bool set_years_of(RsDate *date, const Nth *nth, const RsDate *period, int years) {
  int first, last, month, day;
  rs_date_of_day(period->from_day, &first, &month, &day);
  rs_date_of_day(period->to_day, &last, &month, &day);
  int from = nth->which == RS_LAST_OF ? last - years + 1
                                      : first - first % 10 + years * (nth->which - 1);
  if (from > last || from + years < first) return false;
  rs_date_set_range(
    date, rs_day_of_date(from, 1, 1), rs_day_of_date(from + years - 1, 12, 31)
  );
  return true;
}

static bool set_nth(RsDate *date, const Nth *nth, const RsDate *period) {
  if (nth->weekday) return set_weekday_of(date, nth, period);
  if (nth->months) return set_months_of(date, nth, period, nth->months);
  int32_t length = period->to_day - period->from_day + 1;
  switch (nth->unit) {
    case RS_UNIT_DAY: {
      int32_t day =
        nth->which == RS_LAST_OF ? period->to_day : period->from_day + nth->which - 1;
      if (length < 2 || day > period->to_day) return false;
      return rs_date_set_day(date, day), true;
    }
    case RS_UNIT_WEEK: return length > 7 && set_week_of(date, nth, period);
    case RS_UNIT_MONTH: return set_months_of(date, nth, period, 1);
    case RS_UNIT_YEAR: return length > 400 && set_years_of(date, nth, period, 1);
    case RS_UNIT_DECADE: return length > 4000 && set_years_of(date, nth, period, 10);
    default: return false;
  }
}

bool rs_date_nth(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  Nth nth;
  if (!read_nth(finder, &at, &nth)) return false;
  bool of = rs_date_is_preposition(finder, at);
  if (of) at++;
  RsDate period;
  rs_date_clear(&period, at);
  uint32_t before = at;
  if (!rs_date_period(finder, &period, &at)) return false;
  /* Without a preposition only what begins with one of its own, or a year. */
  bool plain = period.precision == RS_PRECISION_YEAR ||
               finder->reading->tokens->tokens[before].letter == RS_LETTER_BEH;
  if (!of && !plain) return false;
  *token = at;
  date->precision = RS_PRECISION_DAY;
  return period.from_day == RS_NO_DAY || set_nth(date, &nth, &period);
}

/* `أسبوع 30 نوفمبر`: the week with that day in it. */
bool rs_date_week_of(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *unit = rs_date_unit_at(finder, *token, RS_UNIT_WEEK, 1);
  if (!unit) return false;
  uint32_t at = unit->last;
  if (!rs_date_day_month(finder, date, &at)) return false;
  *token = at;
  date->precision = RS_PRECISION_WEEK;
  if (date->from_day != RS_NO_DAY)
    rs_date_set_week(date, rs_date_week_start(date->from_day));
  return true;
}

/* `بقية الأسبوع`, `ما تبقى من هذا الشهر`. */
bool rs_date_rest(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *rest = rs_date_time_at(finder, *token, RS_TIME_REST);
  if (!rest) return false;
  uint32_t at = rest->last;
  if (!rs_date_period(finder, date, &at)) {
    const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
    if (!unit || rs_date_phrase(finder, unit)->value_to == 3) return false;
    RsTimeUnit kind = (RsTimeUnit)rs_date_phrase(finder, unit)->value;
    rs_date_clear(date, date->first);
    if (kind < RS_UNIT_WEEK || kind > RS_UNIT_YEAR) return false;
    if (rs_date_has_anchor(finder)) rs_date_set_unit(finder, date, kind, 0);
    at = unit->last;
  }
  *token = at;
  int32_t anchor = finder->reading->published_day;
  bool inside = date->from_day != RS_NO_DAY && rs_date_has_anchor(finder) &&
                anchor >= date->from_day && anchor <= date->to_day;
  if (inside) rs_date_set_range(date, anchor, date->to_day);
  return true;
}
