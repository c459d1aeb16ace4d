/* Dates: explicit ones, and those that hang on the day of publication.
 *
 * `صباح الاثنين 12 مارس/آذار 2012` is read from left to right: part of the day, weekday, day,
 * month (perhaps doubled in another calendar's name), year. What is missing is filled from the
 * publication date: `الاثنين` is the last Monday up to and including it, `14 يوليو` the nearest
 * one, `الأسبوع الماضي` the seven days before this week (weeks run Saturday to Friday, codebook
 * section 4). Without a publication date relative words keep their text and no day.
 * Limits: Hijri months are named but not converted.
 */
#include "entity/entity.h"

#include <math.h>
#include <stdio.h>

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  const RsNumbers *numbers;
} Finder;

static const RsPhrase *phrase_of(const Finder *finder, const RsMatch *match) {
  return RS_GET(finder->reading->knowledge, phrases, match->phrase);
}

/* The longest time word of this kind at a token. */
static const RsMatch *time_at(const Finder *finder, uint32_t token, RsTimewordKind kind) {
  const RsMatches *matches = finder->matches;
  const RsMatch *best = NULL;
  if (token >= finder->reading->tokens->token_count) return NULL;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = phrase_of(finder, &matches->matches[i]);
    if (phrase->kind != RS_PHRASE_TIMEWORD || phrase->detail != kind) continue;
    if (!best || matches->matches[i].last > best->last) best = &matches->matches[i];
  }
  return best;
}

static const RsToken *token_at(const Finder *finder, uint32_t token) {
  const RsTokens *tokens = finder->reading->tokens;
  return token < tokens->token_count ? &tokens->tokens[token] : NULL;
}

static bool is_punct(const Finder *finder, uint32_t token, uint8_t letter) {
  const RsToken *at = token_at(finder, token);
  return at && at->kind == RS_TOKEN_PUNCT && at->letter == letter;
}

/* A whole number of plain digits at a token, or -1. */
static long digits_at(const Finder *finder, uint32_t token) {
  const RsToken *at = token_at(finder, token);
  if (!at || at->kind != RS_TOKEN_DIGITS || at->end - at->start > 4) return -1;
  long value = 0;
  for (uint32_t i = at->start; i < at->end; i++) {
    uint8_t letter = finder->reading->text->letters[i];
    if (!rs_letter_is_digit(letter)) return -1;
    value = value * 10 + (letter - '0');
  }
  return value;
}

static bool is_year(long value) { return value >= 1800 && value <= 2100; }

static int days_in_month(int year, int month) {
  int next_year = month == 12 ? year + 1 : year, next_month = month == 12 ? 1 : month + 1;
  return (int)(rs_day_of_date(next_year, next_month, 1) - rs_day_of_date(year, month, 1));
}

static void set_day(RsDate *date, int32_t day) {
  date->from_day = date->to_day = day;
  date->precision = RS_PRECISION_DAY;
  rs_day_format(day, date->timex);
}

static void set_month(RsDate *date, int year, int month) {
  date->from_day = rs_day_of_date(year, month, 1);
  date->to_day = date->from_day + days_in_month(year, month) - 1;
  date->precision = RS_PRECISION_MONTH;
  snprintf(date->timex, sizeof date->timex, "%04d-%02d", year, month);
}

static void set_year(RsDate *date, int year) {
  date->from_day = rs_day_of_date(year, 1, 1);
  date->to_day = rs_day_of_date(year, 12, 31);
  date->precision = RS_PRECISION_YEAR;
  snprintf(date->timex, sizeof date->timex, "%04d", year);
}

static void set_range(RsDate *date, int32_t from, int32_t to) {
  date->from_day = from;
  date->to_day = to;
  date->precision = RS_PRECISION_RANGE;
  date->type = RS_TIMEX_RANGE;
  char first[11], last[11];
  rs_day_format(from, first);
  rs_day_format(to, last);
  snprintf(date->timex, sizeof date->timex, "%s/%s", first, last);
}

static void set_week(RsDate *date, int32_t saturday) {
  set_range(date, saturday, saturday + 6);
  date->type = RS_TIMEX_DATE;
  date->precision = RS_PRECISION_WEEK;
  int32_t thursday = saturday + 5;
  int year, month, day;
  rs_date_of_day(thursday, &year, &month, &day);
  int week = (int)(thursday - rs_day_of_date(year, 1, 1)) / 7 + 1;
  snprintf(date->timex, sizeof date->timex, "%04d-W%02d", year, week);
}

static void published(const Finder *finder, int *year, int *month, int *day) {
  rs_date_of_day(finder->reading->published_day, year, month, day);
}

static bool has_anchor(const Finder *finder) {
  return finder->reading->published_day != RS_NO_DAY;
}

/* 1 next, -1 last, 2 this, 0 none; moves *token behind the word. */
static int direction_at(const Finder *finder, uint32_t *token) {
  static const struct {
    RsTimewordKind kind;
    int direction;
  } kinds[] = {{RS_TIME_LAST, -1}, {RS_TIME_NEXT, 1}, {RS_TIME_THIS, 2}};
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    const RsMatch *match = time_at(finder, *token, kinds[i].kind);
    if (!match) continue;
    *token = match->last;
    return kinds[i].direction;
  }
  return 0;
}

/* ------------------------------------------------------------ explicit dates */

/* A month, perhaps doubled (`شباط/فبراير`, `مارس (آذار)`); 0 when there is none. */
static int month_at(const Finder *finder, uint32_t *token) {
  const RsMatch *match = rs_match_at(finder->reading, finder->matches, *token, RS_PHRASE_MONTH);
  if (!match) return 0;
  const RsPhrase *phrase = phrase_of(finder, match);
  if (phrase->detail == RS_CALENDAR_HIJRI) return 0;
  uint32_t at = match->last;
  bool paren = is_punct(finder, at, '(');
  if (paren || is_punct(finder, at, '/') || is_punct(finder, at, '-')) {
    const RsMatch *second =
      rs_match_at(finder->reading, finder->matches, at + 1, RS_PHRASE_MONTH);
    if (second) at = second->last + (paren && is_punct(finder, second->last, ')'));
  }
  *token = at;
  return phrase->value;
}

/* A year behind an optional `عام`, `من العام`; 0 when there is none. */
static int year_at(const Finder *finder, uint32_t *token) {
  uint32_t at = *token;
  if (is_punct(finder, at, ',')) at++;
  for (int i = 0; i < 2; i++) {
    const RsMatch *unit = time_at(finder, at, RS_TIME_UNIT);
    if (unit && phrase_of(finder, unit)->value == RS_UNIT_YEAR) at = unit->last;
    else if (i == 0 && token_at(finder, at + 1) && time_at(finder, at + 1, RS_TIME_UNIT)) at++;
  }
  long year = digits_at(finder, at);
  if (!is_year(year)) return 0;
  *token = at + 1;
  return (int)year;
}

/* The year that brings a day of a year nearest to the publication date. */
static bool nearest_year(const Finder *finder, int month, int day, int *year) {
  if (!has_anchor(finder)) return false;
  int this_year, this_month, this_day;
  published(finder, &this_year, &this_month, &this_day);
  int32_t anchor = finder->reading->published_day, best = INT32_MAX;
  for (int candidate = this_year - 1; candidate <= this_year + 1; candidate++) {
    int32_t distance = rs_day_of_date(candidate, month, day) - anchor;
    /* The past is likelier than the future: news tells what was. */
    int32_t cost = distance > 0 ? distance * 2 : -distance;
    if (cost < best) best = cost, *year = candidate;
  }
  return true;
}

static bool month_tail(const Finder *finder, RsDate *date, uint32_t *token, int month) {
  int year = year_at(finder, token);
  if (year) return set_month(date, year, month), true;
  uint32_t at = *token;
  bool of_year = false; /* `يونيو من العام الماضي` */
  for (uint32_t ahead = at; ahead < at + 2 && !of_year; ahead++) {
    const RsMatch *unit = time_at(finder, ahead, RS_TIME_UNIT);
    if (!unit || phrase_of(finder, unit)->value != RS_UNIT_YEAR) continue;
    of_year = true;
    at = unit->last;
  }
  int direction = direction_at(finder, &at);
  if (direction) *token = at;
  if (!has_anchor(finder)) {
    date->precision = RS_PRECISION_MONTH;
    snprintf(date->timex, sizeof date->timex, "XXXX-%02d", month);
    return true;
  }
  int this_month, this_day;
  published(finder, &year, &this_month, &this_day);
  if (of_year && direction) year += direction == 2 ? 0 : direction;
  else if (direction == -1 && month >= this_month) year--;
  else if (direction == 1 && month <= this_month) year++;
  else if (!direction && !nearest_year(finder, month, 15, &year)) return false;
  set_month(date, year, month);
  return true;
}

/* `12 مارس 2012`, `الثامن من أغسطس`: the day is known to be a number at `token`. */
static bool day_month(const Finder *finder, RsDate *date, uint32_t *token) {
  uint32_t index = finder->numbers->at[*token];
  if (index == RS_NONE) return false;
  const RsNumber *number = &finder->numbers->numbers[index];
  if (number->first != *token || !(number->value >= 1 && number->value <= 31)) return false;
  int day = (int)number->value;
  if (number->value != day) return false;
  uint32_t at = number->last;
  int month = month_at(finder, &at);
  if (!month && token_at(finder, at) && finder->reading->morphs[at].chosen &&
      finder->reading->morphs[at].chosen->upos == RS_UPOS_ADP) {
    at++;
    const RsMatch *unit = time_at(finder, at, RS_TIME_UNIT);
    if (unit && phrase_of(finder, unit)->value == RS_UNIT_MONTH) at = unit->last;
    month = month_at(finder, &at);
  }
  if (!month) return false;
  int year = year_at(finder, &at);
  uint32_t behind = at;
  int direction = year ? 0 : direction_at(finder, &behind);
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
  if (day > days_in_month(year, month)) return false;
  set_day(date, rs_day_of_date(year, month, day));
  return true;
}

/* `12/3/2012`, `2012-03-12`, `12/3`. */
static bool numeric_date(const Finder *finder, RsDate *date, uint32_t *token) {
  long first = digits_at(finder, *token);
  uint8_t mark = is_punct(finder, *token + 1, '/') ? '/' : '-';
  if (first < 0 || !is_punct(finder, *token + 1, mark)) return false;
  long second = digits_at(finder, *token + 2);
  if (second < 1 || second > 12 || !is_punct(finder, *token + 3, mark)) return false;
  long third = digits_at(finder, *token + 4);
  bool year_first = is_year(first) && third >= 1 && third <= 31;
  if (!year_first && (!is_year(third) || first < 1 || first > 31)) return false;
  int year = (int)(year_first ? first : third), day = (int)(year_first ? third : first);
  if (day > days_in_month(year, (int)second)) return false;
  set_day(date, rs_day_of_date(year, (int)second, day));
  *token += 5;
  return true;
}

/* ------------------------------------------------------------ relative dates */

static int32_t week_start(int32_t day) { return day - rs_weekday_of_day(day + 2) + 1; }

static void set_unit_back(const Finder *finder, RsDate *date, RsTimeUnit unit, int steps) {
  int32_t anchor = finder->reading->published_day;
  int year, month, day;
  published(finder, &year, &month, &day);
  switch (unit) {
  case RS_UNIT_MINUTE: case RS_UNIT_HOUR: set_day(date, anchor); return;
  case RS_UNIT_DAY: set_day(date, anchor - steps); return;
  case RS_UNIT_WEEK: set_week(date, week_start(anchor) - 7 * steps); return;
  case RS_UNIT_MONTH: {
    int months = year * 12 + month - 1 - steps;
    set_month(date, months / 12, months % 12 + 1);
    return;
  }
  case RS_UNIT_YEAR: set_year(date, year - steps); return;
  case RS_UNIT_DECADE: {
    int decade = (year / 10 - steps) * 10;
    set_range(date, rs_day_of_date(decade, 1, 1), rs_day_of_date(decade + 9, 12, 31));
    return;
  }
  default: return;
  }
}

/* `الأسبوع الماضي`, `هذا العام`. */
static bool unit_direction(const Finder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  int direction = direction_at(finder, &at);
  if (direction && direction != 2) return false;
  const RsMatch *match = time_at(finder, at, RS_TIME_UNIT);
  if (!match || phrase_of(finder, match)->value_to != 1) return false;
  at = match->last;
  if (!direction) direction = direction_at(finder, &at);
  if (!direction) return false;
  RsTimeUnit unit = (RsTimeUnit)phrase_of(finder, match)->value;
  *token = at;
  if (!has_anchor(finder)) return true;
  set_unit_back(finder, date, unit, direction == 2 ? 0 : -direction);
  return true;
}

/* A count of units: `ثلاثة أيام`, `شهرين`, `أسبوع`; 0 when there is none. */
static int count_of_units(const Finder *finder, uint32_t *token, RsTimeUnit *unit) {
  uint32_t at = *token;
  if (at >= finder->reading->tokens->token_count) return 0;
  uint32_t index = finder->numbers->at[at];
  double count = 0;
  if (index != RS_NONE && !finder->numbers->numbers[index].ordinal) {
    count = finder->numbers->numbers[index].value;
    at = finder->numbers->numbers[index].last;
  }
  const RsMatch *match = time_at(finder, at, RS_TIME_UNIT);
  if (!match || count > 10000) return 0;
  const RsPhrase *phrase = phrase_of(finder, match);
  if (count == 0) count = phrase->value_to == 2 ? 2 : phrase->value_to == 1 ? 1 : 0;
  *unit = (RsTimeUnit)phrase->value;
  *token = match->last;
  return (int)count;
}

/* `قبل أسبوع`, `منذ شهرين`; `بعد شهرين من اجتماع` dates the meeting two months back. */
static bool ago(const Finder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = time_at(finder, *token, RS_TIME_AGO);
  bool after = !match;
  if (after) match = time_at(finder, *token, RS_TIME_AFTER);
  if (!match) return false;
  uint32_t at = match->last;
  const RsMatch *about = rs_match_at(finder->reading, finder->matches, at, RS_PHRASE_BOUND);
  if (about) at = about->last;
  RsTimeUnit unit;
  int count = count_of_units(finder, &at, &unit);
  if (!count) return false;
  *token = at;
  if (!has_anchor(finder)) return true;
  const RsAnalysis *behind =
    token_at(finder, at) ? finder->reading->morphs[at].chosen : NULL;
  bool from = behind && behind->upos == RS_UPOS_ADP;
  set_unit_back(finder, date, unit, after && !from ? -count : count);
  return true;
}

static bool weekday(const Finder *finder, RsDate *date, uint32_t *token, bool after_day) {
  const RsMatch *match =
    rs_match_at(finder->reading, finder->matches, *token, RS_PHRASE_WEEKDAY);
  if (!match) return false;
  const uint8_t *letters = finder->reading->text->letters + match->start_letter;
  /* `اثنين` without ال is the number two unless `يوم` stands before it. */
  if (!after_day && !(letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM)) return false;
  int wanted = phrase_of(finder, match)->value;
  uint32_t at = match->last;
  if (is_punct(finder, at, ',') || is_punct(finder, at, '(')) {
    uint32_t inner = at + 1;
    if (day_month(finder, date, &inner)) {
      *token = inner + (is_punct(finder, at, '(') && is_punct(finder, inner, ')'));
      return true;
    }
  }
  if (day_month(finder, date, &at) || numeric_date(finder, date, &at)) {
    *token = at;
    return true;
  }
  int direction = direction_at(finder, &at);
  *token = at;
  if (!has_anchor(finder)) {
    date->precision = RS_PRECISION_DAY;
    snprintf(date->timex, sizeof date->timex, "XXXX-WXX-%d", wanted);
    return true;
  }
  int32_t anchor = finder->reading->published_day;
  int back = (rs_weekday_of_day(anchor) - wanted + 7) % 7;
  if (direction == -1 && back == 0) back = 7;
  if (direction == 1) back -= 7;
  if (direction == 0) date->weekday = (uint8_t)wanted;
  set_day(date, anchor - back);
  return true;
}

static bool day_word(const Finder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = time_at(finder, *token, RS_TIME_DAY);
  if (!match) return false;
  uint32_t at = match->last;
  uint32_t index = at < finder->reading->tokens->token_count ? finder->numbers->at[at] : RS_NONE;
  if (index != RS_NONE && finder->numbers->numbers[index].ordinal) return false;
  if (time_at(finder, at, RS_TIME_NEXT)) return false;
  const RsMatch *weekday_match =
    rs_match_at(finder->reading, finder->matches, at, RS_PHRASE_WEEKDAY);
  if (weekday_match) at = weekday_match->last;
  *token = at;
  date->precision = RS_PRECISION_DAY;
  if (has_anchor(finder)) {
    set_day(date, finder->reading->published_day + phrase_of(finder, match)->value);
  }
  return true;
}

/* `مطلع الشهر الجاري`, `أواخر مارس`, `نهاية 2011`. */
static bool part_of(const Finder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = time_at(finder, *token, RS_TIME_PART);
  if (!match) return false;
  const RsPhrase *phrase = phrase_of(finder, match);
  uint32_t at = match->last;
  const RsMatch *unit = time_at(finder, at, RS_TIME_UNIT);
  if (unit && phrase_of(finder, unit)->value == RS_UNIT_MONTH) {
    uint32_t behind = unit->last;
    if (month_at(finder, &behind)) at = unit->last;
  }
  int month = month_at(finder, &at);
  bool found = month ? month_tail(finder, date, &at, month) : unit_direction(finder, date, &at);
  if (!found) {
    int year = year_at(finder, &at);
    if (!year) return false;
    set_year(date, year);
  }
  *token = at;
  if (date->precision != RS_PRECISION_MONTH || date->from_day == RS_NO_DAY) return true;
  int32_t first = date->from_day, last = date->to_day;
  int32_t from = first + phrase->value - 1, to = first + phrase->value_to - 1;
  set_range(date, from, to > last ? last : to);
  return true;
}

static bool vague(const Finder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = time_at(finder, *token, RS_TIME_VAGUE);
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

/* A month or year by itself counts only behind a preposition or a word for month or year:
 * `مارس` is also "practised", 2011 also a number. */
static bool introduced(const Finder *finder, uint32_t token) {
  if (token == 0) return false;
  if (time_at(finder, token - 1, RS_TIME_UNIT) || time_at(finder, token - 1, RS_TIME_PART)) {
    return true;
  }
  const RsMorph *before = &finder->reading->morphs[token - 1];
  return before->chosen && before->chosen->upos == RS_UPOS_ADP;
}

static bool month_or_year(const Finder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *unit = time_at(finder, at, RS_TIME_UNIT);
  bool named = false;
  if (unit) {
    int kind = phrase_of(finder, unit)->value;
    if (kind != RS_UNIT_MONTH && kind != RS_UNIT_YEAR) return false;
    at = unit->last;
    named = true;
  }
  int month = month_at(finder, &at);
  if (month) {
    uint32_t behind = at;
    int year = year_at(finder, &behind);
    uint32_t after = at;
    if (!year && !named && !introduced(finder, *token) && !direction_at(finder, &after)) {
      return false;
    }
    *token = at;
    return month_tail(finder, date, token, month);
  }
  long year = digits_at(finder, at);
  if (!is_year(year) || (!named && !introduced(finder, *token))) return false;
  if (!named && (year < 1900 || finder->numbers->at[at] == RS_NONE)) return false;
  set_year(date, (int)year);
  *token = at + 1;
  return true;
}

static bool duration(const Finder *finder, RsDate *date, uint32_t *token) {
  static const char letters[] = "MHDWMYE";
  RsTimeUnit unit;
  uint32_t at = *token;
  bool counted = finder->numbers->at[at] != RS_NONE;
  const RsMatch *match = time_at(finder, at, RS_TIME_UNIT);
  if (!counted && (!match || phrase_of(finder, match)->value_to != 2)) return false;
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

static bool core_date(const Finder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *unit = time_at(finder, at, RS_TIME_UNIT);
  if (unit && phrase_of(finder, unit)->value == RS_UNIT_DAY &&
      phrase_of(finder, unit)->value_to == 1) {
    uint32_t behind = unit->last;
    if (weekday(finder, date, &behind, true) || day_month(finder, date, &behind) ||
        numeric_date(finder, date, &behind)) {
      *token = behind;
      return true;
    }
  }
  return vague(finder, date, token) || day_word(finder, date, token) ||
         weekday(finder, date, token, false) || day_month(finder, date, token) ||
         numeric_date(finder, date, token) || part_of(finder, date, token) ||
         unit_direction(finder, date, token) || ago(finder, date, token) ||
         month_or_year(finder, date, token);
}

static bool date_at(const Finder *finder, RsDate *date, uint32_t token) {
  *date = (RsDate){
    .first = token, .from_day = RS_NO_DAY, .to_day = RS_NO_DAY, .type = RS_TIMEX_DATE
  };
  uint32_t at = token;
  const RsMatch *part = time_at(finder, token, RS_TIME_DAYPART);
  /* `المغرب` is the sunset prayer, but first of all a country. */
  bool land = rs_match_at(finder->reading, finder->matches, token, RS_PHRASE_COUNTRY) != NULL;
  if (part && !land) {
    at = part->last;
    uint32_t behind = at;
    bool found = core_date(finder, date, &behind);
    if (!found && token_at(finder, at) && finder->reading->morphs[at].chosen &&
        finder->reading->morphs[at].chosen->upos == RS_UPOS_ADP) {
      behind = at + 1;
      found = core_date(finder, date, &behind);
    }
    if (found) return date->last = behind, true;
  }
  at = token;
  if (core_date(finder, date, &at)) return date->last = at, true;
  if (duration(finder, date, &at)) return date->last = at, true;
  return false;
}

static uint32_t start_letter(const Finder *finder, uint32_t token) {
  const RsMatches *matches = finder->matches;
  uint32_t start = finder->reading->tokens->tokens[token].start, best = start;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = phrase_of(finder, &matches->matches[i]);
    bool temporal = phrase->kind == RS_PHRASE_TIMEWORD || phrase->kind == RS_PHRASE_WEEKDAY ||
                    phrase->kind == RS_PHRASE_MONTH;
    if (temporal && matches->matches[i].start_letter > best) {
      best = matches->matches[i].start_letter;
    }
  }
  return best;
}

bool rs_dates_find(
  RsDates *dates, RsArena *arena, const RsReading *reading, const RsMatches *matches,
  const RsNumbers *numbers
) {
  *dates = (RsDates){0};
  Finder finder = {.reading = reading, .matches = matches, .numbers = numbers};
  uint32_t count = reading->tokens->token_count;
  size_t capacity = 0;
  dates->at = rs_arena_alloc(arena, (count + 1) * sizeof *dates->at);
  if (!dates->at) return false;
  for (uint32_t i = 0; i <= count; i++) dates->at[i] = RS_NONE;
  for (uint32_t i = 0; i < count;) {
    RsDate date;
    bool possible = numbers->at[i] != RS_NONE || matches->starts[i] < matches->starts[i + 1];
    if (!possible || !date_at(&finder, &date, i) ||
        reading->tokens->tokens[date.last - 1].sentence != reading->tokens->tokens[i].sentence) {
      i++;
      continue;
    }
    date.start_letter = start_letter(&finder, i);
    dates->dates =
      rs_arena_grow(arena, dates->dates, dates->date_count, &capacity, sizeof *dates->dates);
    if (!dates->dates) return false;
    for (uint32_t k = i; k < date.last; k++) dates->at[k] = dates->date_count;
    dates->dates[dates->date_count++] = date;
    i = date.last;
  }
  return true;
}
