/* Days and dates of the Gregorian and the Hijri calendar.
 *
 * Gregorian days follow Hinnant ("chrono-compatible low-level date algorithms": days_from_civil
 * and civil_from_days). A Hijri month has 29 or 30 days, which no rule tells for sure; Saudi
 * Arabia publishes them as the Umm al-Qura calendar, and `data/time/hijri.tsv` holds its years:
 * 1 Ramadan 1440 is 6 May 2019. Other countries wait for the new moon to be seen and may be a
 * day off. Easter follows the anonymous Gregorian algorithm (Meeus) and Meeus' Julian one.
 * Limits: Hijri years outside the table have no days.
 */
#include "entity/calendar.h"

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

int rs_days_in_month(int year, int month) {
  int next_year = month == 12 ? year + 1 : year, next_month = month == 12 ? 1 : month + 1;
  return (int)(rs_day_of_date(next_year, next_month, 1) - rs_day_of_date(year, month, 1));
}

int32_t rs_easter_day(int year, bool pascha) {
  if (pascha) {
    int moon = (19 * (year % 19) + 15) % 30;
    int sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    int at = moon + sunday + 114;
    int behind = year / 100 - year / 400 - 2; /* days that the Julian calendar lags */
    return rs_day_of_date(year, at / 31, at % 31 + 1) + behind;
  }
  int golden = year % 19, century = year / 100, rest = year % 100;
  int skipped = (century + 8) / 25, moon_shift = (century - skipped + 1) / 3;
  int moon = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
  int sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
  int late = (golden + 11 * moon + 22 * sunday) / 451;
  int at = moon + sunday - 7 * late + 114;
  return rs_day_of_date(year, at / 31, at % 31 + 1);
}

static int hijri_length(const RsHijriYear *year, int month) {
  return 28 + (int)(year->lengths >> (2 * (month - 1)) & 3);
}

bool rs_hijri_month(
  const RasidKnowledge *knowledge, int year, int month, int32_t *first, int *days
) {
  if (!knowledge->hijri_years_count || month < 1 || month > 12) return false;
  int64_t index = (int64_t)year - knowledge->hijri_years[0].year;
  if (index < 0 || index >= knowledge->hijri_years_count) return false;
  const RsHijriYear *found = &knowledge->hijri_years[index];
  *first = found->first_day;
  for (int i = 1; i < month; i++)
    *first += hijri_length(found, i);
  *days = hijri_length(found, month);
  return true;
}

bool rs_hijri_of_day(const RasidKnowledge *knowledge, int32_t day, int *year, int *month) {
  for (uint32_t i = knowledge->hijri_years_count; i-- > 0;) {
    const RsHijriYear *found = &knowledge->hijri_years[i];
    if (found->first_day > day) continue;
    int32_t at = found->first_day;
    *year = found->year;
    for (*month = 1; *month <= 12; (*month)++) {
      at += hijri_length(found, *month);
      if (day < at) return true;
    }
    return false;
  }
  return false;
}
