/* Days, counted from 1970-01-01, and the calendars they are named by. */
#ifndef RASID_ENTITY_CALENDAR_H
#define RASID_ENTITY_CALENDAR_H

#include "knowledge/knowledge.h"

enum {
  RS_NO_DAY = INT32_MIN
};

/* Days since 1970-01-01 of a proleptic Gregorian date (Hinnant's days_from_civil). */
int32_t rs_day_of_date(int year, int month, int day);
void rs_date_of_day(int32_t day, int *year, int *month, int *day_of_month);
/* 1 Monday … 7 Sunday. */
int rs_weekday_of_day(int32_t day);
/* Reads YYYY-MM-DD; false when it is not a day of the calendar. */
bool rs_day_parse(const char *text, int32_t *day);
/* Writes YYYY-MM-DD and NUL. */
void rs_day_format(int32_t day, char out[11]);
int rs_days_in_month(int year, int month);
/* Easter Sunday by the Gregorian calendar, or by the Julian one (`pascha`). */
int32_t rs_easter_day(int year, bool pascha);

/* The first day of a month of the Umm al-Qura calendar, and how many it has; false outside
 * the table. */
bool rs_hijri_month(
  const RasidKnowledge *knowledge, int year, int month, int32_t *first, int *days
);
/* The Hijri year and month of a day; false outside the table. */
bool rs_hijri_of_day(const RasidKnowledge *knowledge, int32_t day, int *year, int *month);

#endif
