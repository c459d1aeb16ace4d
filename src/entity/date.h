/* The steps of finding dates, shared by the date_*.c files. */
#ifndef RASID_ENTITY_DATE_H
#define RASID_ENTITY_DATE_H

#include "entity/entity.h"

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  const RsNumbers *numbers;
  const RsDate *before; /* the last date of the sentence so far, or NULL */
  int32_t told; /* the last day told in this sentence or the two before, or RS_NO_DAY */
  int told_year, told_month; /* of the last date told there, or 0 */
} RsDateFinder;

typedef struct {
  int number; /* 1 to 12 */
  bool hijri;
} RsMonth;

/* What is said of a month's or day's year: `2012`, `العام الماضي`, `المقبل`. */
typedef struct {
  int year; /* 0 when there is none */
  bool hijri;
  bool of_year; /* the direction is the year's: `من العام الماضي` */
  int direction;
} RsYearTail;

enum {
  RS_DIRECTION_THIS = 100, /* else steps: -1 last, 1 next */
  RS_LAST_OF = -1          /* `الأسبوع الأخير`, as the number of a week */
};

/* ---------------------------------------------------- what stands at a token (date_word.c) */

const RsPhrase *rs_date_phrase(const RsDateFinder *finder, const RsMatch *match);
/* The longest time word of this kind, or NULL. */
const RsMatch *rs_date_time_at(
  const RsDateFinder *finder, uint32_t token, RsTimewordKind kind
);
/* A unit of time of this grammatical number (1 to 3, 0 any), or NULL. */
const RsMatch *rs_date_unit_at(
  const RsDateFinder *finder, uint32_t token, RsTimeUnit unit, int number
);
/* The token behind a word of bounds such as `إلى`, or 0. */
uint32_t rs_date_behind_bound(const RsDateFinder *finder, uint32_t token, RsBoundKind kind);
/* NULL behind the last token. */
const RsToken *rs_date_token(const RsDateFinder *finder, uint32_t token);
bool rs_date_is_punct(const RsDateFinder *finder, uint32_t token, uint8_t letter);
bool rs_date_is_preposition(const RsDateFinder *finder, uint32_t token);
/* `العام نفسه`: the token behind a unit is `نفسه`, `ذاته`. */
bool rs_date_is_same(const RsDateFinder *finder, uint32_t token);
/* The plain number that begins at a token. */
bool rs_date_number(const RsDateFinder *finder, uint32_t token, RsNumber *number);
/* `الـ` on its own before digits. */
bool rs_date_is_article(const RsDateFinder *finder, uint32_t token);
/* `هذا`, `هذه` as a word of time. */
bool rs_date_is_demonstrative(const RsDateFinder *finder, uint32_t token);
/* 1: the verb before it is future, -1 perfect, 0 neither. */
int rs_date_tense(const RsDateFinder *finder, uint32_t token);
/* A whole number from 1 to `most`, or 0. */
int rs_date_small(const RsNumber *number, int most);
/* Whether a noun stands there that a number before it would count: `15 قتيلا`. */
bool rs_date_is_counted(const RsDateFinder *finder, uint32_t token);
/* A whole number of plain digits, or -1. */
long rs_date_digits(const RsDateFinder *finder, uint32_t token);
bool rs_date_is_year(long value);
/* 0 none, RS_DIRECTION_THIS, or steps; moves *token behind the word. */
int rs_date_direction(const RsDateFinder *finder, uint32_t *token);

/* ---------------------------------------------------- filling a date (date_word.c) */

void rs_date_set_day(RsDate *date, int32_t day);
void rs_date_set_month(RsDate *date, int year, int month);
void rs_date_set_year(RsDate *date, int year);
void rs_date_set_range(RsDate *date, int32_t from, int32_t to);
/* The week from a Saturday on. */
void rs_date_set_week(RsDate *date, int32_t saturday);
int32_t rs_date_week_start(int32_t day);
/* The unit `steps` before (or, negative, behind) the one of the publication date. */
void rs_date_set_unit(const RsDateFinder *finder, RsDate *date, RsTimeUnit unit, int steps);
bool rs_date_has_anchor(const RsDateFinder *finder);
void rs_date_published(const RsDateFinder *finder, int *year, int *month, int *day);

/* ------------------------------- readings; each moves *token behind what it took, or is false */

typedef bool RsDateReading(const RsDateFinder *finder, RsDate *date, uint32_t *token);

/* date_year.c: months, years, and days and months with or without a year. */
bool rs_date_month(const RsDateFinder *finder, uint32_t *token, RsMonth *month);
/* With `شهر` before it, or by number: `الشهر التاسع`. */
bool rs_date_month_reference(const RsDateFinder *finder, uint32_t *token, RsMonth *month);
bool rs_date_year(
  const RsDateFinder *finder, uint32_t *token, bool after_month, RsYearTail *tail
);
RsYearTail rs_date_year_tail(const RsDateFinder *finder, uint32_t *token);
/* `day` 0 is the whole month. */
bool rs_date_resolve(
  const RsDateFinder *finder, RsDate *date, RsMonth month, int day, RsYearTail tail
);
void rs_date_set_year_of(const RsDateFinder *finder, RsDate *date, RsYearTail tail);

/* date_explicit.c */
RsDateReading rs_date_day_month, rs_date_month_day;
bool rs_date_numeric(const RsDateFinder *finder, RsDate *date, uint32_t *token, bool cued);
RsDateReading rs_date_month_or_year;

/* date_relative.c */
RsDateReading rs_date_unit_direction, rs_date_counted_direction, rs_date_ago,
  rs_date_day_word, rs_date_vague, rs_date_morrow, rs_date_story_day;

/* date_weekday.c */
bool rs_date_weekday(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, bool after_day
);
/* `هذا الاثنين`, `الأسبوع المقبل يوم الجمعة`, `جمعة الأسبوع الماضي`. */
RsDateReading rs_date_this_weekday, rs_date_week_weekday, rs_date_weekday_of_week;
/* A weekday's number, or 0; without ال only behind `يوم`. */
int rs_date_weekday_at(const RsDateFinder *finder, uint32_t *token, bool after_day);

/* date_period.c */
/* A month, year or other unit that something may be a part of. */
RsDateReading rs_date_period, rs_date_part, rs_date_nth, rs_date_week_of, rs_date_rest;

/* date_named.c */
RsDateReading rs_date_named, rs_date_season, rs_date_decades, rs_date_century,
  rs_date_weekend;

/* date_range.c */
RsDateReading rs_date_range;
/* One date, or two that are joined without `من` or `بين` before them. */
RsDateReading rs_date_single_or_range;
/* The second date behind the one read, which *token stands behind: `السبت وفجر الأحد`. */
bool rs_date_join(const RsDateFinder *finder, RsDate *date, uint32_t *token);

/* date_duration.c */
typedef struct {
  double counts[RS_UNIT_COUNT];
  int kinds;       /* different units */
  RsTimeUnit unit; /* the first of them */
} RsAmount;
/* `شهر و21 يوما`; `bare`: a unit without a number counts as one. */
bool rs_date_amount(
  const RsDateFinder *finder, uint32_t *token, bool bare, RsAmount *amount
);
/* The day that lies so far behind `day` (before it when negative). */
int32_t rs_date_add_amount(int32_t day, const RsAmount *amount, int sign);
void rs_date_set_duration(RsDate *date, const RsAmount *amount);
RsDateReading rs_date_duration, rs_date_set;

/* date.c: any one date but a range. */
RsDateReading rs_date_single;
void rs_date_clear(RsDate *date, uint32_t token);

#endif
