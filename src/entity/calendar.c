/* Days and dates of the Gregorian calendar (Hinnant, "chrono-compatible low-level date
 * algorithms": days_from_civil and civil_from_days). */
#include "entity/entity.h"

#include <stdio.h>

int32_t rs_day_of_date(int year, int month, int day) {
  year -= month <= 2;
  int era = (year >= 0 ? year : year - 399) / 400;
  unsigned year_of_era = (unsigned)(year - era * 400);
  unsigned day_of_year =
    (153u * (unsigned)(month + (month > 2 ? -3 : 9)) + 2) / 5 + (unsigned)day - 1;
  unsigned day_of_era =
    year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + (int32_t)day_of_era - 719468;
}

void rs_date_of_day(int32_t day, int *year, int *month, int *day_of_month) {
  int32_t shifted = day + 719468;
  int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  unsigned day_of_era = (unsigned)(shifted - era * 146097);
  unsigned year_of_era =
    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  unsigned day_of_year =
    day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  unsigned shifted_month = (5 * day_of_year + 2) / 153;
  *day_of_month = (int)(day_of_year - (153 * shifted_month + 2) / 5) + 1;
  *month = (int)shifted_month + (shifted_month < 10 ? 3 : -9);
  *year = (int)year_of_era + era * 400 + (*month <= 2);
}

int rs_weekday_of_day(int32_t day) {
  int weekday = (int)((day + 3) % 7); /* 1970-01-01 was a Thursday */
  return (weekday < 0 ? weekday + 7 : weekday) + 1;
}

bool rs_day_parse(const char *text, int32_t *day) {
  int year = 0, month = 0, day_of_month = 0;
  for (int i = 0; i < 10; i++) {
    char c = text[i];
    if (i == 4 || i == 7) {
      if (c != '-') return false;
      continue;
    }
    if (c < '0' || c > '9') return false;
    int *part = i < 4 ? &year : i < 7 ? &month : &day_of_month;
    *part = *part * 10 + (c - '0');
  }
  if (text[10] != '\0' || month < 1 || month > 12 || day_of_month < 1) return false;
  *day = rs_day_of_date(year, month, day_of_month);
  int back_year, back_month, back_day;
  rs_date_of_day(*day, &back_year, &back_month, &back_day);
  return back_month == month && back_day == day_of_month;
}

void rs_day_format(int32_t day, char out[11]) {
  int year, month, day_of_month;
  rs_date_of_day(day, &year, &month, &day_of_month);
  if (year < 0 || year > 9999) year = 0;
  snprintf(
    out,
    11,
    "%04u-%02u-%02u",
    (unsigned)year % 10000u,
    (unsigned)month % 100u,
    (unsigned)day_of_month % 100u
  );
}
