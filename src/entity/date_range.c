/* Ranges: `من 3 حتى 12 سبتمبر`, `بين الأحد والثلاثاء`, `15-16 تموز`.
 *
 * Two days may share a month, before it or behind it (`17 و18 نوفمبر`, `يوليو 13-15`); otherwise two
 * dates are joined by `إلى`, `حتى`, a hyphen, or by و behind `بين` and between two weekdays (`السبت
 * والأحد`, `مساء السبت وفجر الأحد`). Where only the second has a year, or neither, the first takes
 * the nearest year that keeps the order; weekdays that stay bare may still mean the next ones.
 * Limits: `السبت والثلاثاء` is a range too.
 */
#include "entity/date.h"

#include <stdlib.h>

typedef struct {
  bool from, between;
} Opening;

/* `يومان` counts, `يومي` stands before the days. */
static bool is_nominative(const RsDateFinder *finder, const RsMatch *days) {
  const uint8_t *letters = finder->reading->text->letters;
  return letters[finder->reading->tokens->tokens[days->first].end - 1] == RS_LETTER_NOON;
}

static Opening read_opening(const RsDateFinder *finder, uint32_t *token) {
  Opening opening = {0};
  uint32_t behind = rs_date_behind_bound(finder, *token, RS_BOUND_BETWEEN);
  opening.between = behind != 0;
  if (!behind) behind = rs_date_behind_bound(finder, *token, RS_BOUND_FROM);
  opening.from = behind && !opening.between;
  if (behind) *token = behind;
  const RsMatch *days = rs_date_unit_at(finder, *token, RS_UNIT_DAY, 2);
  if (days && days->last == *token + 1 && !is_nominative(finder, days)) {
    *token = days->last; /* يومي السبت والأحد */
    opening.between = true;
  }
  return opening;
}

static bool glued_waw(const RsDateFinder *finder, uint32_t token) {
  const RsToken *at = rs_date_token(finder, token);
  return at && at->kind == RS_TOKEN_WORD && at->letter == RS_LETTER_WAW;
}

static bool lone_waw(const RsDateFinder *finder, uint32_t token) {
  const RsToken *at = rs_date_token(finder, token);
  return glued_waw(finder, token) && at->end - at->start == 1;
}

/* The token of the second end, or 0. Behind `بين`, and between days, و joins too. */
static uint32_t second_end(const RsDateFinder *finder, uint32_t at, bool waw) {
  uint32_t to = rs_date_behind_bound(finder, at, RS_BOUND_TO);
  if (to) return to;
  if (rs_date_is_punct(finder, at, '-')) return at + 1;
  uint32_t either = rs_date_behind_bound(finder, at, RS_BOUND_OR);
  if (either) return either;
  if (!waw) return 0;
  if (lone_waw(finder, at)) return at + 1;
  return glued_waw(finder, at) ? at : 0;
}

/* ------------------------------------------------------- two days, one month */

static int day_number(const RsDateFinder *finder, uint32_t *token) {
  RsNumber number;
  if (!rs_date_number(finder, *token, &number) || number.approximate) return 0;
  int day = rs_date_small(&number, 31);
  if (day) *token = number.last;
  return day;
}

/* `3 حتى 12`, `15 و16 و17`: the first and the last day. */
static bool two_days(const RsDateFinder *finder, uint32_t *token, int *from, int *to) {
  uint32_t at = *token;
  *from = day_number(finder, &at);
  *to = 0;
  if (!*from) return false;
  for (uint32_t next; (next = second_end(finder, at, true));) {
    int day = day_number(finder, &next);
    if (day <= (*to ? *to : *from)) break;
    *to = day;
    at = next;
  }
  if (!*to) return false;
  *token = at;
  return true;
}

static bool set_days(RsDate *date, const RsDate *month, int from, int to) {
  date->precision = RS_PRECISION_RANGE;
  date->type = RS_TIMEX_RANGE;
  date->hijri = month->hijri;
  if (month->from_day == RS_NO_DAY) return true;
  if (month->from_day + to - 1 > month->to_day) return false;
  rs_date_set_range(date, month->from_day + from - 1, month->from_day + to - 1);
  date->yearless = month->yearless;
  return true;
}

static bool days_then_month(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, uint32_t at
) {
  int from, to;
  if (!two_days(finder, &at, &from, &to)) return false;
  RsDate month;
  rs_date_clear(&month, at);
  bool found = rs_date_period(finder, &month, &at);
  if (!found && rs_date_is_preposition(finder, at)) {
    at++;
    found = rs_date_period(finder, &month, &at);
  }
  if (!found || month.precision != RS_PRECISION_MONTH) return false;
  if (!set_days(date, &month, from, to)) return false;
  *token = at;
  return true;
}

static bool month_then_days(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  RsMonth name;
  int from, to;
  if (!rs_date_month_reference(finder, &at, &name)) return false;
  read_opening(finder, &at);
  if (!two_days(finder, &at, &from, &to) || rs_date_is_counted(finder, at)) return false;
  RsDate month;
  rs_date_clear(&month, at);
  RsYearTail tail = {0};
  rs_date_year(finder, &at, true, &tail);
  if (!rs_date_resolve(finder, &month, name, 0, tail)) return false;
  if (!set_days(date, &month, from, to)) return false;
  *token = at;
  return true;
}

/* ---------------------------------------------------------------- two years */

/* `الفترة 2011-2013`: two years in figures, one glued to the other. */
static bool is_span(const RsDateFinder *finder, uint32_t hyphen) {
  const RsToken *mark = rs_date_token(finder, hyphen);
  const RsToken *second = rs_date_token(finder, hyphen + 1);
  if (!rs_date_is_punct(finder, hyphen, '-') || mark->spaced || !second || second->spaced)
    return false;
  long from = rs_date_digits(finder, hyphen - 1), to = rs_date_digits(finder, hyphen + 1);
  return rs_date_is_year(from) && rs_date_is_year(to) &&
         !rs_date_is_counted(finder, hyphen + 2);
}

/* `2011-2019`, `من ألف وتسعمئة إلى ألفين وعشرة`, `بين عامي 1990 و1994`. */
static bool two_years(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, uint32_t at, Opening opening
) {
  const RsMatch *unit = rs_date_unit_at(finder, at, RS_UNIT_YEAR, 0);
  if (unit) at = unit->last;
  RsNumber first, second;
  if (!rs_date_number(finder, at, &first)) return false;
  uint32_t next = second_end(finder, first.last, opening.between || unit);
  bool opened = unit || opening.between || opening.from || is_span(finder, first.last);
  if (!next || !opened) return false;
  const RsMatch *again = rs_date_unit_at(finder, next, RS_UNIT_YEAR, 1);
  if (again) next = again->last;
  if (!rs_date_number(finder, next, &second)) return false;
  int from = rs_date_small(&first, 2100), to = rs_date_small(&second, 2100);
  if (!rs_date_is_year(from) || !rs_date_is_year(to) || from == to) return false;
  if (from > to) { /* عامي 2015 و2012 */
    bool beside = unit && !rs_date_behind_bound(finder, first.last, RS_BOUND_TO) &&
                  !rs_date_is_punct(finder, first.last, '-');
    if (!beside) return false;
    int later = from;
    from = to;
    to = later;
  }
  if (!unit && !again && rs_date_is_counted(finder, second.last)) return false;
  rs_date_set_range(date, rs_day_of_date(from, 1, 1), rs_day_of_date(to, 12, 31));
  *token = second.last;
  return true;
}

/* ---------------------------------------------------------------- two dates */

static int32_t same_day_in(int32_t day, int year) {
  int old, month, at;
  rs_date_of_day(day, &old, &month, &at);
  int last = rs_days_in_month(year, month);
  return rs_day_of_date(year, month, at < last ? at : last);
}

/* Moves the end whose year was only guessed, so that the first stays before the second. */
static void order_ends(const RsDateFinder *finder, RsDate *first, RsDate *second) {
  int year, month, day;
  if (first->yearless && !first->hijri) {
    rs_date_of_day(second->from_day, &year, &month, &day);
    int32_t from = same_day_in(first->from_day, year);
    if (from > second->to_day) from = same_day_in(first->from_day, year - 1);
    first->from_day = from;
  } else if (second->yearless && !second->hijri) {
    rs_date_of_day(first->from_day, &year, &month, &day);
    int32_t to = same_day_in(second->to_day, year);
    second->to_day = to < first->from_day ? same_day_in(second->to_day, year + 1) : to;
  }
  int32_t anchor = finder->reading->published_day;
  if (first->weekday && first->from_day > second->to_day) first->from_day -= 7;
  if (second->weekday && second->to_day < first->from_day) second->to_day += 7;
  bool ahead = first->weekday && second->from_day > anchor && !second->weekday &&
               second->from_day - first->from_day > 7;
  if (ahead) first->from_day += 7;
}

static bool same_kind(const RsDate *first, const RsDate *second) {
  bool words = first->from_day == RS_NO_DAY || second->from_day == RS_NO_DAY;
  return !words && first->type == RS_TIMEX_DATE && second->type == RS_TIMEX_DATE;
}

/* `الأسبوع القادم بين الاثنين والخميس`: *token stands behind the week. */
static bool days_of_week(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, const RsDate *week
) {
  uint32_t at = *token;
  if (week->precision != RS_PRECISION_WEEK || week->from_day == RS_NO_DAY) return false;
  Opening inner = read_opening(finder, &at);
  if (!inner.from && !inner.between) return false;
  int from = rs_date_weekday_at(finder, &at, false);
  uint32_t next = from ? second_end(finder, at, inner.between) : 0;
  int to = next ? rs_date_weekday_at(finder, &next, true) : 0;
  if (!to) return false;
  int32_t begin = week->from_day + (from + 1) % 7, end = week->from_day + (to + 1) % 7;
  rs_date_set_range(date, begin, end < begin ? end + 7 : end);
  *token = next;
  return true;
}

/* `من ليل الاثنين حتى فجر الثلاثاء` */
static uint32_t behind_daypart(const RsDateFinder *finder, uint32_t token) {
  const RsMatch *part = rs_date_time_at(finder, token, RS_TIME_DAYPART);
  return part ? part->last : token;
}

/* The second of two dates behind the first, which *token stands behind. */
static bool join_second(
  const RsDateFinder *finder,
  RsDate *date,
  uint32_t *token,
  const RsDate *begin,
  Opening opening
) {
  uint32_t at = *token;
  RsDate first = *begin, second;
  uint32_t next = second_end(finder, at, opening.between || first.weekday);
  if (!next) return false;
  rs_date_clear(&second, next);
  const RsToken *mark = rs_date_token(finder, at);
  bool numeric = mark->letter == '-' && !mark->spaced && !opening.from && !opening.between;
  bool plain = second_end(finder, at, opening.between) != 0;
  next = behind_daypart(finder, next);
  if (numeric || !rs_date_single(finder, &second, &next)) return false;
  if (!same_kind(&first, &second) || !(plain || second.weekday)) return false;
  int32_t length = first.to_day - first.from_day + 1;
  order_ends(finder, &first, &second);
  if (first.from_day > second.to_day) return false;
  /* `سبتمبر أو أكتوبر`; `الجمعة أو الثلاثاء` are two days. */
  bool either = rs_date_behind_bound(finder, at, RS_BOUND_OR) != 0;
  if (either && second.from_day != first.from_day + length) return false;
  rs_date_set_range(date, first.from_day, second.to_day);
  if (second.weekday) date->weekday = first.weekday;
  date->hijri = first.hijri && second.hijri;
  *token = next;
  return true;
}

static bool two_dates(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, uint32_t at, Opening opening
) {
  RsDate first;
  rs_date_clear(&first, at);
  at = behind_daypart(finder, at);
  if (!rs_date_single(finder, &first, &at)) return false;
  if (!join_second(finder, date, &at, &first, opening)) return false;
  *token = at;
  return true;
}

bool rs_date_join(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  RsDate first = *date;
  if (join_second(finder, date, token, &first, (Opening) {0})) return true;
  *date = first;
  return false;
}

bool rs_date_single_or_range(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  if (!rs_date_single(finder, date, token)) return false;
  RsDate first = *date;
  uint32_t at = *token;
  if (days_of_week(finder, date, &at, &first) || join_second(finder, date, &at, &first, (Opening) {0})) {
    *token = at;
  } else {
    *date = first;
  }
  return true;
}

bool rs_date_range(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  Opening opening = read_opening(finder, &at);
  return days_then_month(finder, date, token, at) || month_then_days(finder, date, token) ||
         two_years(finder, date, token, at, opening) ||
         ((opening.from || opening.between) && two_dates(finder, date, token, at, opening));
}
