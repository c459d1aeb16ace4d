/* Dates that hang on the day of publication: `أمس`, `الاثنين الماضي`, `قبل أسبوع`.
 *
 * A bare weekday is the last such day up to and including the publication date; `الأسبوع الماضي`
 * the seven days before this week, and weeks run Saturday to Friday (codebook section 4).
 * Without a publication date the words are kept and no day is worked out.
 */
#include "entity/date.h"

#include <stdio.h>

static int32_t week_start(int32_t day) {
  return day - rs_weekday_of_day(day + 2) + 1;
}

static void set_unit_back(
  const RsDateFinder *finder, RsDate *date, RsTimeUnit unit, int steps
) {
  int32_t anchor = finder->reading->published_day;
  int year, month, day;
  rs_date_published(finder, &year, &month, &day);
  switch (unit) {
    case RS_UNIT_MINUTE:
    case RS_UNIT_HOUR: rs_date_set_day(date, anchor); return;
    case RS_UNIT_DAY: rs_date_set_day(date, anchor - steps); return;
    case RS_UNIT_WEEK: rs_date_set_week(date, week_start(anchor) - 7 * steps); return;
    case RS_UNIT_MONTH: {
      int months = year * 12 + month - 1 - steps;
      rs_date_set_month(date, months / 12, months % 12 + 1);
      return;
    }
    case RS_UNIT_YEAR: rs_date_set_year(date, year - steps); return;
    case RS_UNIT_DECADE: {
      int decade = (year / 10 - steps) * 10;
      rs_date_set_range(
        date, rs_day_of_date(decade, 1, 1), rs_day_of_date(decade + 9, 12, 31)
      );
      return;
    }
    default: return;
  }
}

/* `الأسبوع الماضي`, `هذا العام`. */
bool rs_date_unit_direction(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  int direction = rs_date_direction(finder, &at);
  if (direction && direction != 2) return false;
  const RsMatch *match = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (!match || rs_date_phrase(finder, match)->value_to != 1) return false;
  at = match->last;
  if (!direction) direction = rs_date_direction(finder, &at);
  if (!direction) return false;
  RsTimeUnit unit = (RsTimeUnit)rs_date_phrase(finder, match)->value;
  *token = at;
  if (!rs_date_has_anchor(finder)) return true;
  set_unit_back(finder, date, unit, direction == 2 ? 0 : -direction);
  return true;
}

/* A count of units: `ثلاثة أيام`, `شهرين`, `أسبوع`; 0 when there is none. */
static int count_of_units(const RsDateFinder *finder, uint32_t *token, RsTimeUnit *unit) {
  uint32_t at = *token;
  if (at >= finder->reading->tokens->token_count) return 0;
  uint32_t index = finder->numbers->at[at];
  double count = 0;
  if (index != RS_NONE && !finder->numbers->numbers[index].ordinal) {
    count = finder->numbers->numbers[index].value;
    at = finder->numbers->numbers[index].last;
  }
  const RsMatch *match = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (!match || count > 10000) return 0;
  const RsPhrase *phrase = rs_date_phrase(finder, match);
  if (count == 0) count = phrase->value_to == 2 ? 2 : phrase->value_to == 1 ? 1 : 0;
  *unit = (RsTimeUnit)phrase->value;
  *token = match->last;
  return (int)count;
}

/* `قبل أسبوع`, `منذ شهرين`; `بعد شهرين من اجتماع` dates the meeting two months back. */
bool rs_date_ago(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_AGO);
  bool after = !match;
  if (after) match = rs_date_time_at(finder, *token, RS_TIME_AFTER);
  if (!match) return false;
  uint32_t at = match->last;
  const RsMatch *about = rs_match_at(finder->reading, finder->matches, at, RS_PHRASE_BOUND);
  if (about) at = about->last;
  RsTimeUnit unit;
  int count = count_of_units(finder, &at, &unit);
  if (!count) return false;
  *token = at;
  if (!rs_date_has_anchor(finder)) return true;
  const RsAnalysis *behind =
    rs_date_token(finder, at) ? finder->reading->morphs[at].chosen : NULL;
  bool from = behind && behind->upos == RS_UPOS_ADP;
  set_unit_back(finder, date, unit, after && !from ? -count : count);
  return true;
}

bool rs_date_weekday(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, bool after_day
) {
  const RsMatch *match =
    rs_match_at(finder->reading, finder->matches, *token, RS_PHRASE_WEEKDAY);
  if (!match) return false;
  const uint8_t *letters = finder->reading->text->letters + match->start_letter;
  /* `اثنين` without ال is the number two unless `يوم` stands before it. */
  if (!after_day && !(letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM))
    return false;
  int wanted = rs_date_phrase(finder, match)->value;
  uint32_t at = match->last;
  if (rs_date_is_punct(finder, at, ',') || rs_date_is_punct(finder, at, '(')) {
    uint32_t inner = at + 1;
    if (rs_date_day_month(finder, date, &inner)) {
      *token =
        inner + (rs_date_is_punct(finder, at, '(') && rs_date_is_punct(finder, inner, ')'));
      return true;
    }
  }
  if (rs_date_day_month(finder, date, &at) || rs_date_numeric(finder, date, &at)) {
    *token = at;
    return true;
  }
  int direction = rs_date_direction(finder, &at);
  *token = at;
  if (!rs_date_has_anchor(finder)) {
    date->precision = RS_PRECISION_DAY;
    snprintf(date->timex, sizeof date->timex, "XXXX-WXX-%d", wanted);
    return true;
  }
  int32_t anchor = finder->reading->published_day;
  int back = (rs_weekday_of_day(anchor) - wanted + 7) % 7;
  if (direction == -1 && back == 0) back = 7;
  if (direction == 1) back -= 7;
  if (direction == 0) date->weekday = (uint8_t)wanted;
  rs_date_set_day(date, anchor - back);
  return true;
}

bool rs_date_day_word(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_DAY);
  if (!match) return false;
  uint32_t at = match->last;
  uint32_t index =
    at < finder->reading->tokens->token_count ? finder->numbers->at[at] : RS_NONE;
  if (index != RS_NONE && finder->numbers->numbers[index].ordinal) return false;
  if (rs_date_time_at(finder, at, RS_TIME_NEXT)) return false;
  const RsMatch *weekday_match =
    rs_match_at(finder->reading, finder->matches, at, RS_PHRASE_WEEKDAY);
  if (weekday_match) at = weekday_match->last;
  *token = at;
  date->precision = RS_PRECISION_DAY;
  if (rs_date_has_anchor(finder)) {
    rs_date_set_day(
      date, finder->reading->published_day + rs_date_phrase(finder, match)->value
    );
  }
  return true;
}

bool rs_date_vague(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_VAGUE);
  if (!match) return false;
  /* `مسؤولا سابقا` is a former official, not "earlier". */
  const RsAnalysis *before = *token ? finder->reading->morphs[*token - 1].chosen : NULL;
  if (match->last == *token + 1 && before && before->upos == RS_UPOS_NOUN && !before->article) {
    return false;
  }
  *token = match->last;
  date->precision = RS_PRECISION_VAGUE;
  return true;
}

bool rs_date_duration(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  static const char letters[] = "MHDWMYE";
  RsTimeUnit unit;
  uint32_t at = *token;
  bool counted = finder->numbers->at[at] != RS_NONE;
  const RsMatch *match = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (!counted && (!match || rs_date_phrase(finder, match)->value_to != 2)) return false;
  int count = count_of_units(finder, &at, &unit);
  if (!count) return false;
  date->type = RS_TIMEX_DURATION;
  date->precision = RS_PRECISION_VAGUE;
  bool clock = unit == RS_UNIT_MINUTE || unit == RS_UNIT_HOUR;
  if (unit == RS_UNIT_DECADE) unit = RS_UNIT_YEAR, count *= 10;
  snprintf(
    date->timex, sizeof date->timex, "P%s%d%c", clock ? "T" : "", count, letters[unit]
  );
  *token = at;
  return true;
}
