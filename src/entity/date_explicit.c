/* Dates with numbers in them: `12 مارس/آذار 2012`, `الثامن من أغسطس`, `12/3/2012`.
 *
 * A month may be doubled in another calendar's name. A missing year is that of the nearest such
 * day to the publication date, the past before the future. Limits: Hijri months are named but
 * not converted.
 */
#include "entity/date.h"

#include <stdio.h>

/* A month, perhaps doubled (`شباط/فبراير`, `مارس (آذار)`); 0 when there is none. */
int rs_date_month(const RsDateFinder *finder, uint32_t *token) {
  const RsMatch *match =
    rs_match_at(finder->reading, finder->matches, *token, RS_PHRASE_MONTH);
  if (!match) return 0;
  const RsPhrase *phrase = rs_date_phrase(finder, match);
  if (phrase->detail == RS_CALENDAR_HIJRI) return 0;
  uint32_t at = match->last;
  bool paren = rs_date_is_punct(finder, at, '(');
  if (paren || rs_date_is_punct(finder, at, '/') || rs_date_is_punct(finder, at, '-')) {
    const RsMatch *second =
      rs_match_at(finder->reading, finder->matches, at + 1, RS_PHRASE_MONTH);
    if (second) at = second->last + (paren && rs_date_is_punct(finder, second->last, ')'));
  }
  *token = at;
  return phrase->value;
}

/* A year behind an optional `عام`, `من العام`; 0 when there is none. */
int rs_date_year(const RsDateFinder *finder, uint32_t *token) {
  uint32_t at = *token;
  if (rs_date_is_punct(finder, at, ',')) at++;
  for (int i = 0; i < 2; i++) {
    const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
    if (unit && rs_date_phrase(finder, unit)->value == RS_UNIT_YEAR)
      at = unit->last;
    else if (i == 0 && rs_date_token(finder, at + 1) && rs_date_time_at(finder, at + 1, RS_TIME_UNIT))
      at++;
  }
  long year = rs_date_digits(finder, at);
  if (!rs_date_is_year(year)) return 0;
  *token = at + 1;
  return (int)year;
}

/* The year that brings a day of a year nearest to the publication date. */
static bool nearest_year(const RsDateFinder *finder, int month, int day, int *year) {
  if (!rs_date_has_anchor(finder)) return false;
  int this_year, this_month, this_day;
  rs_date_published(finder, &this_year, &this_month, &this_day);
  int32_t anchor = finder->reading->published_day, best = INT32_MAX;
  for (int candidate = this_year - 1; candidate <= this_year + 1; candidate++) {
    int32_t distance = rs_day_of_date(candidate, month, day) - anchor;
    /* The past is likelier than the future: news tells what was. */
    int32_t cost = distance > 0 ? distance * 2 : -distance;
    if (cost < best) best = cost, *year = candidate;
  }
  return true;
}

bool rs_date_month_tail(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, int month
) {
  int year = rs_date_year(finder, token);
  if (year) return rs_date_set_month(date, year, month), true;
  uint32_t at = *token;
  bool of_year = false; /* `يونيو من العام الماضي` */
  for (uint32_t ahead = at; ahead < at + 2 && !of_year; ahead++) {
    const RsMatch *unit = rs_date_time_at(finder, ahead, RS_TIME_UNIT);
    if (!unit || rs_date_phrase(finder, unit)->value != RS_UNIT_YEAR) continue;
    of_year = true;
    at = unit->last;
  }
  int direction = rs_date_direction(finder, &at);
  if (direction) *token = at;
  if (!rs_date_has_anchor(finder)) {
    date->precision = RS_PRECISION_MONTH;
    snprintf(date->timex, sizeof date->timex, "XXXX-%02d", month);
    return true;
  }
  int this_month, this_day;
  rs_date_published(finder, &year, &this_month, &this_day);
  if (of_year && direction)
    year += direction == 2 ? 0 : direction;
  else if (direction == -1 && month >= this_month)
    year--;
  else if (direction == 1 && month <= this_month)
    year++;
  else if (!direction && !nearest_year(finder, month, 15, &year))
    return false;
  rs_date_set_month(date, year, month);
  return true;
}

/* `12 مارس 2012`, `الثامن من أغسطس`: the day is known to be a number at `token`. */
bool rs_date_day_month(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t index = finder->numbers->at[*token];
  if (index == RS_NONE) return false;
  const RsNumber *number = &finder->numbers->numbers[index];
  if (number->first != *token || !(number->value >= 1 && number->value <= 31)) return false;
  int day = (int)number->value;
  if (number->value != day) return false;
  uint32_t at = number->last;
  int month = rs_date_month(finder, &at);
  if (!month && rs_date_token(finder, at) && finder->reading->morphs[at].chosen &&
      finder->reading->morphs[at].chosen->upos == RS_UPOS_ADP) {
    at++;
    const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
    if (unit && rs_date_phrase(finder, unit)->value == RS_UNIT_MONTH) at = unit->last;
    month = rs_date_month(finder, &at);
  }
  if (!month) return false;
  int year = rs_date_year(finder, &at);
  uint32_t behind = at;
  int direction = year ? 0 : rs_date_direction(finder, &behind);
  if (direction) at = behind;
  *token = at;
  if (!year && !nearest_year(finder, month, day, &year)) {
    date->precision = RS_PRECISION_DAY;
    snprintf(date->timex, sizeof date->timex, "XXXX-%02d-%02d", month, day);
    return true;
  }
  if (direction == -1 && rs_day_of_date(year, month, day) > finder->reading->published_day) {
    year--;
  }
  if (direction == 1 && rs_day_of_date(year, month, day) < finder->reading->published_day) {
    year++;
  }
  if (day > rs_date_days_in_month(year, month)) return false;
  rs_date_set_day(date, rs_day_of_date(year, month, day));
  return true;
}

/* `12/3/2012`, `2012-03-12`, `12/3`. */
bool rs_date_numeric(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  long first = rs_date_digits(finder, *token);
  uint8_t mark = rs_date_is_punct(finder, *token + 1, '/') ? '/' : '-';
  if (first < 0 || !rs_date_is_punct(finder, *token + 1, mark)) return false;
  long second = rs_date_digits(finder, *token + 2);
  if (second < 1 || second > 12 || !rs_date_is_punct(finder, *token + 3, mark))
    return false;
  long third = rs_date_digits(finder, *token + 4);
  bool year_first = rs_date_is_year(first) && third >= 1 && third <= 31;
  if (!year_first && (!rs_date_is_year(third) || first < 1 || first > 31)) return false;
  int year = (int)(year_first ? first : third), day = (int)(year_first ? third : first);
  if (day > rs_date_days_in_month(year, (int)second)) return false;
  rs_date_set_day(date, rs_day_of_date(year, (int)second, day));
  *token += 5;
  return true;
}
