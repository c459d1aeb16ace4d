/* Months and years, and which year is meant when none is said.
 *
 * Arab countries name the twelve months in several ways (`كانون الثاني`, `يناير`, `جانفي`), often
 * two at once (`شباط/فبراير`, `مارس آذار`), or by number (`الشهر التاسع`). A year is written in
 * digits or words (`ألفين وسبعة`). Hijri months and years (`رمضان 1440`, `عام 1400 هـ`) are turned
 * into Gregorian days by the Umm al-Qura calendar (calendar.c); a Hijri month may be given a
 * Gregorian year (`رمضان 2019`): the one that begins in it.
 * A missing year is the nearest to the publication date, or the one that `الماضي` and `المقبل`
 * ask for. Limits: two digits are a year only in `12/3/98`.
 */
#include "entity/date.h"

#include <stdio.h>
#include <stdlib.h>

/* ------------------------------------------------------------------ months */

bool rs_date_month(const RsDateFinder *finder, uint32_t *token, RsMonth *month) {
  const RsMatch *match =
    rs_match_at(finder->reading, finder->matches, *token, RS_PHRASE_MONTH);
  if (!match) return false;
  const RsPhrase *phrase = rs_date_phrase(finder, match);
  *month = (RsMonth) {phrase->value, phrase->detail == RS_CALENDAR_HIJRI};
  uint32_t at = match->last;
  bool paren = rs_date_is_punct(finder, at, '(');
  bool mark =
    paren || rs_date_is_punct(finder, at, '/') || rs_date_is_punct(finder, at, '-');
  const RsMatch *second =
    rs_match_at(finder->reading, finder->matches, at + mark, RS_PHRASE_MONTH);
  bool same = second && rs_date_phrase(finder, second)->value == month->number &&
              rs_date_phrase(finder, second)->detail != RS_CALENDAR_HIJRI;
  if (second && (mark || same) && !month->hijri) {
    at = second->last + (paren && rs_date_is_punct(finder, second->last, ')'));
  }
  *token = at;
  return true;
}

bool rs_date_month_reference(const RsDateFinder *finder, uint32_t *token, RsMonth *month) {
  uint32_t at = *token;
  const RsMatch *unit = rs_date_unit_at(finder, at, RS_UNIT_MONTH, 1);
  if (unit) at = unit->last;
  if (rs_date_month(finder, &at, month)) return *token = at, true;
  RsNumber number;
  if (!unit || !rs_date_number(finder, at, &number)) return false;
  int value = rs_date_small(&number, 12);
  if (!value || number.approximate || rs_date_is_counted(finder, number.last)) return false;
  *month = (RsMonth) {value, false};
  *token = number.last;
  return true;
}

/* ------------------------------------------------------------------- years */

/* The letter that marks a calendar: `1440 هـ`, `2019 م`. */
static bool calendar_mark(const RsDateFinder *finder, uint32_t token, uint8_t letter) {
  const RsToken *at = rs_date_token(finder, token);
  return at && at->kind == RS_TOKEN_WORD && at->end - at->start == 1 &&
         at->letter == letter;
}

static uint32_t skip_year_word(const RsDateFinder *finder, uint32_t at) {
  const RsMatch *unit = rs_date_unit_at(finder, at, RS_UNIT_YEAR, 1);
  if (!unit && rs_date_is_preposition(finder, at)) {
    unit = rs_date_unit_at(finder, at + 1, RS_UNIT_YEAR, 1);
  }
  return unit ? unit->last : at;
}

static int digits_year(
  const RsDateFinder *finder, uint32_t at, bool cued, bool after_month
) {
  long value = rs_date_digits(finder, at);
  if (rs_date_is_year(value)) return (int)value;
  if (cued && value >= 100 && value <= 2100) return (int)value;
  bool old =
    after_month && value >= 1000 && value <= 2100 && !rs_date_is_counted(finder, at + 1);
  bool marked = value >= 1 && value <= 1600 &&
                calendar_mark(finder, at + 1, RS_LETTER_HEH) && value > 99;
  return old || marked ? (int)value : 0;
}

static int words_year(
  const RsDateFinder *finder, uint32_t *at, bool cued, bool after_month
) {
  uint32_t first = *at;
  RsNumber number;
  bool of = after_month && !cued && rs_date_behind_bound(finder, first, RS_BOUND_FROM);
  if (of) first++;
  if (!cued && !after_month) return 0;
  if (!rs_date_number(finder, first, &number) || rs_date_digits(finder, first) >= 0)
    return 0;
  int value = number.ordinal || number.approximate ? 0 : rs_date_small(&number, 2100);
  if (value < (cued ? 100 : 1000) || rs_date_is_counted(finder, number.last)) return 0;
  *at = number.last;
  return value;
}

bool rs_date_year(
  const RsDateFinder *finder, uint32_t *token, bool after_month, RsYearTail *tail
) {
  uint32_t at = *token;
  if (after_month && rs_date_is_punct(finder, at, ',')) at++;
  uint32_t behind = skip_year_word(finder, at);
  bool cued = behind > at;
  at = behind;
  int value = digits_year(finder, at, cued, after_month);
  if (value)
    at++;
  else
    value = words_year(finder, &at, cued, after_month);
  if (!value) return false;
  *tail = (RsYearTail) {.year = value};
  bool heh = calendar_mark(finder, at, RS_LETTER_HEH);
  bool meem = calendar_mark(finder, at, RS_LETTER_MEEM);
  tail->hijri = heh || (cued && !after_month && value >= 1300 && value <= 1500);
  *token = at + (heh || meem);
  return true;
}

RsYearTail rs_date_year_tail(const RsDateFinder *finder, uint32_t *token) {
  RsYearTail tail = {0};
  if (rs_date_year(finder, token, true, &tail)) return tail;
  uint32_t at = *token;
  const RsMatch *unit = rs_date_unit_at(finder, at, RS_UNIT_YEAR, 1);
  uint32_t ahead = at;
  int before = 0;
  if (!unit && rs_date_is_preposition(finder, ahead)) ahead++;
  if (!unit) {
    uint32_t next = ahead;
    before = rs_date_direction(finder, &next);
    unit = rs_date_unit_at(finder, before ? next : ahead, RS_UNIT_YEAR, 1);
  }
  /* `مايو من العام نفسه` */
  if (unit && !before && finder->told_year && rs_date_is_same(finder, unit->last)) {
    *token = unit->last + 1;
    return (RsYearTail) {.year = finder->told_year};
  }
  if (unit) {
    at = unit->last;
    tail.direction = before ? before : rs_date_direction(finder, &at);
    tail.of_year = true;
    if (!tail.direction) return (RsYearTail) {0};
  } else {
    tail.direction = rs_date_direction(finder, &at);
  }
  if (tail.direction) *token = at;
  return tail;
}

void rs_date_set_year_of(const RsDateFinder *finder, RsDate *date, RsYearTail tail) {
  int32_t first, end;
  int days;
  if (!tail.hijri) {
    rs_date_set_year(date, tail.year);
    return;
  }
  date->hijri = true;
  date->precision = RS_PRECISION_YEAR;
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  if (!rs_hijri_month(knowledge, tail.year, 1, &first, &days)) return;
  if (!rs_hijri_month(knowledge, tail.year, 12, &end, &days)) return;
  rs_date_set_range(date, first, end + days - 1);
  date->precision = RS_PRECISION_YEAR;
  date->type = RS_TIMEX_DATE;
}

/* -------------------------------------------------------------- resolution */

typedef struct {
  int32_t first;
  int days;
} Span;

static bool month_span(const RsDateFinder *finder, RsMonth month, int year, Span *span) {
  if (month.hijri) {
    return rs_hijri_month(
      finder->reading->knowledge, year, month.number, &span->first, &span->days
    );
  }
  if (year < 1 || year > 9999) return false;
  span->first = rs_day_of_date(year, month.number, 1);
  span->days = rs_days_in_month(year, month.number);
  return true;
}

static void set_span(RsDate *date, RsMonth month, int year, int day, Span span) {
  date->hijri = month.hijri;
  if (day) {
    rs_date_set_day(date, span.first + day - 1);
  } else if (!month.hijri) {
    rs_date_set_month(date, year, month.number);
  } else {
    rs_date_set_range(date, span.first, span.first + span.days - 1);
    date->type = RS_TIMEX_DATE;
    date->precision = RS_PRECISION_MONTH;
  }
}

/* The Hijri year whose month begins in a Gregorian year. */
static int hijri_year_in(const RsDateFinder *finder, RsMonth month, int year) {
  int hijri, unused;
  int32_t from = rs_day_of_date(year, 1, 1);
  if (!rs_hijri_of_day(finder->reading->knowledge, from, &hijri, &unused)) return 0;
  Span span;
  for (int i = 0; i < 2; i++) {
    if (month_span(finder, month, hijri + i, &span) && span.first >= from) return hijri + i;
  }
  return 0;
}

static void unanchored(RsDate *date, RsMonth month, int day) {
  date->hijri = month.hijri;
  date->precision = day ? RS_PRECISION_DAY : RS_PRECISION_MONTH;
  if (month.hijri) return;
  if (day)
    snprintf(date->timex, sizeof date->timex, "XXXX-%02d-%02d", month.number, day);
  else
    snprintf(date->timex, sizeof date->timex, "XXXX-%02d", month.number);
}

/* Whether a day or month of this year fits `الماضي` or `المقبل`. */
static bool fits_direction(Span span, int day, int32_t anchor, int direction) {
  int32_t from = day ? span.first + day - 1 : span.first;
  int32_t to = day ? from : span.first + span.days - 1;
  if (direction < 0) return day ? to <= anchor : to < anchor;
  if (direction > 0 && direction != RS_DIRECTION_THIS) return from > anchor;
  return true;
}

/* The year near the publication date that is meant; 0 when there is none. */
static int implied_year(
  const RsDateFinder *finder,
  uint32_t token,
  RsMonth month,
  int day,
  RsYearTail tail,
  int this_year
) {
  int32_t anchor = finder->reading->published_day, best = INT32_MAX;
  int found = 0;
  /* The past is likelier than the future, more so behind a verb that tells what was. */
  int32_t ahead = rs_date_tense(finder, token) < 0 ? 1 : 4;
  if (tail.of_year)
    return this_year + (tail.direction == RS_DIRECTION_THIS ? 0 : tail.direction);
  for (int year = this_year - 1; year <= this_year + 1; year++) {
    Span span;
    if (!month_span(finder, month, year, &span) || day > span.days) continue;
    if (!fits_direction(span, day, anchor, tail.direction)) continue;
    int32_t distance = span.first + (day ? day : 15) - 1 - anchor;
    int32_t cost = distance > 0 ? distance + distance / ahead : -distance;
    if (cost < best) best = cost, found = year;
  }
  return found;
}

bool rs_date_resolve(
  const RsDateFinder *finder, RsDate *date, RsMonth month, int day, RsYearTail tail
) {
  int year = tail.year, this_year, this_month, this_day;
  if (year && month.hijri && !tail.hijri && year > 1600)
    year = hijri_year_in(finder, month, year);
  if (tail.year && tail.hijri && !month.hijri) return false;
  if (!tail.year) {
    if (!rs_date_has_anchor(finder)) return unanchored(date, month, day), true;
    rs_date_published(finder, &this_year, &this_month, &this_day);
    int32_t anchor = finder->reading->published_day;
    bool known =
      !month.hijri ||
      rs_hijri_of_day(finder->reading->knowledge, anchor, &this_year, &this_month);
    year = known ? implied_year(finder, date->first, month, day, tail, this_year) : 0;
    date->yearless = !tail.of_year;
  }
  Span span;
  if (!year || !month_span(finder, month, year, &span)) {
    if (!month.hijri) return false;
    unanchored(date, month, day);
    return true;
  }
  if (day > span.days) return false;
  set_span(date, month, year, day, span);
  return true;
}
