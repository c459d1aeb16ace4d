/* The steps of finding dates, shared by date.c, date_explicit.c and date_relative.c. */
#ifndef RASID_ENTITY_DATE_H
#define RASID_ENTITY_DATE_H

#include "entity/entity.h"

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  const RsNumbers *numbers;
} RsDateFinder;

/* ---------------------------------------------------- what stands at a token (date_word.c) */

const RsPhrase *rs_date_phrase(const RsDateFinder *finder, const RsMatch *match);
/* The longest time word of this kind, or NULL. */
const RsMatch *rs_date_time_at(
  const RsDateFinder *finder, uint32_t token, RsTimewordKind kind
);
/* NULL behind the last token. */
const RsToken *rs_date_token(const RsDateFinder *finder, uint32_t token);
bool rs_date_is_punct(const RsDateFinder *finder, uint32_t token, uint8_t letter);
/* A whole number of plain digits, or -1. */
long rs_date_digits(const RsDateFinder *finder, uint32_t token);
bool rs_date_is_year(long value);
/* 1 next, -1 last, 2 this, 0 none; moves *token behind the word. */
int rs_date_direction(const RsDateFinder *finder, uint32_t *token);

/* ---------------------------------------------------- filling a date (date_word.c) */

int rs_date_days_in_month(int year, int month);
void rs_date_set_day(RsDate *date, int32_t day);
void rs_date_set_month(RsDate *date, int year, int month);
void rs_date_set_year(RsDate *date, int year);
void rs_date_set_range(RsDate *date, int32_t from, int32_t to);
/* The week from a Saturday on. */
void rs_date_set_week(RsDate *date, int32_t saturday);
bool rs_date_has_anchor(const RsDateFinder *finder);
void rs_date_published(const RsDateFinder *finder, int *year, int *month, int *day);

/* ------------------------------- readings; each moves *token behind what it took, or is false */

/* date_explicit.c. A month's number, a year; 0 when there is none. */
int rs_date_month(const RsDateFinder *finder, uint32_t *token);
int rs_date_year(const RsDateFinder *finder, uint32_t *token);
/* What may follow a month: a year, `الماضي`, `من العام الماضي`. */
bool rs_date_month_tail(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, int month
);
bool rs_date_day_month(const RsDateFinder *finder, RsDate *date, uint32_t *token);
bool rs_date_numeric(const RsDateFinder *finder, RsDate *date, uint32_t *token);

/* date_relative.c */
bool rs_date_unit_direction(const RsDateFinder *finder, RsDate *date, uint32_t *token);
bool rs_date_ago(const RsDateFinder *finder, RsDate *date, uint32_t *token);
bool rs_date_weekday(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, bool after_day
);
bool rs_date_day_word(const RsDateFinder *finder, RsDate *date, uint32_t *token);
bool rs_date_vague(const RsDateFinder *finder, RsDate *date, uint32_t *token);
bool rs_date_duration(const RsDateFinder *finder, RsDate *date, uint32_t *token);

#endif
