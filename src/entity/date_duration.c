/* Durations and sets: `ثلاثة أيام` is P3D, `شهر و21 يوما` P1M21D, `كل أسبوعين` a set P2W.
 *
 * A dual counts as two without a number (`يومين`), a fraction may stand before the unit or
 * behind it (`نصف ساعة`, `عام ونصف العام`: P0.5H, P1.5Y). A bare singular is a duration only
 * behind `لمدة` and its like, before `كامل`, or behind `طوال`, which belongs to the span. `عدة
 * أيام` is PXD: how many is not said. Values follow ISO 8601; decades and centuries are years.
 * Sets say how often: `يوميا` P1D, `كل جمعة` XXXX-WXX-5.
 * Limits: times of day within sets.
 */
#include "entity/date.h"

#include <stdio.h>

/* ----------------------------------------------------------------- amounts */

/* `ونصف`, `ونصف العام` behind a unit. */
static double fraction_behind(
  const RsDateFinder *finder, uint32_t *token, RsTimeUnit unit
) {
  uint32_t at = *token;
  const RsToken *word = rs_date_token(finder, at);
  if (!word || word->kind != RS_TOKEN_WORD || word->letter != RS_LETTER_WAW) return 0;
  if (word->end - word->start == 1) at++;
  RsNumber number;
  if (!rs_date_number(finder, at, &number)) {
    bool read = rs_number_read(finder->reading, finder->matches, at, &number);
    if (!read) return 0;
  }
  if (!number.share || number.value >= 1) return 0;
  *token = number.last;
  const RsMatch *again = rs_date_unit_at(finder, number.last, unit, 1);
  if (again) *token = again->last;
  return number.value;
}

/* `عامي 2015 و2012`, `يومي السبت والأحد`: a dual without its nun stands before what it names. */
static bool is_construct(const RsDateFinder *finder, const RsMatch *unit) {
  const RsToken *last = rs_date_token(finder, unit->last - 1);
  uint8_t letter = finder->reading->text->letters[last->end - 1];
  return letter == RS_LETTER_YEH || letter == RS_LETTER_ALEF;
}

/* One number with its unit. */
static bool one_amount(
  const RsDateFinder *finder, uint32_t *token, bool bare, RsAmount *amount
) {
  uint32_t at = *token;
  if (!rs_date_token(finder, at)) return false;
  uint32_t index = finder->numbers->at[at];
  RsNumber number = {0};
  const RsNumber *found = index == RS_NONE ? NULL : &finder->numbers->numbers[index];
  bool counted = rs_date_number(finder, at, &number);
  if (found && found->first == at && found->share) number = *found, counted = true;
  if (counted && (number.ordinal || number.value <= 0 || number.value > 10000))
    return false;
  if (counted) at = number.last;
  const RsMatch *match = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (!match) return false;
  const RsPhrase *phrase = rs_date_phrase(finder, match);
  RsTimeUnit unit = (RsTimeUnit)phrase->value;
  if (!counted && phrase->value_to == 2 && is_construct(finder, match)) return false;
  double count = counted ? number.value : phrase->value_to == 2 ? 2 : 1;
  if (unit >= RS_UNIT_COUNT || (!counted && (phrase->value_to == 3 || (phrase->value_to == 1 && !bare)))) {
    return false;
  }
  at = match->last;
  RsNumber one;
  bool single = !counted && phrase->value_to == 1 && rs_date_number(finder, at, &one) &&
                one.value == 1 && !one.ordinal && rs_date_digits(finder, at) < 0;
  if (single) at = one.last; /* أسبوع واحد */
  count += fraction_behind(finder, &at, unit);
  if (amount->kinds == 0) amount->unit = unit;
  if (amount->counts[unit] > 0) return false;
  amount->counts[unit] = count;
  amount->kinds++;
  *token = at;
  return true;
}

/* The next part: behind و, a comma, or directly when it has a number. */
static bool next_amount(const RsDateFinder *finder, uint32_t *token, RsAmount *amount) {
  uint32_t at = *token;
  const RsToken *word = rs_date_token(finder, at);
  if (!word) return false;
  bool waw = word->kind == RS_TOKEN_WORD && word->letter == RS_LETTER_WAW;
  if (waw && word->end - word->start == 1)
    at++;
  else if (rs_date_is_punct(finder, at, ','))
    at++;
  RsAmount more = *amount;
  uint32_t first = at;
  if (!one_amount(finder, &at, waw, &more)) return false;
  const RsMatch *unit = rs_date_time_at(finder, at - 1, RS_TIME_UNIT);
  /* Units grow smaller: `خمسة أيام وشهرين` are two durations. */
  for (int kind = 0; unit && kind < RS_UNIT_COUNT; kind++) {
    static const uint8_t sizes[RS_UNIT_COUNT] = {
      [RS_UNIT_SECOND] = 0,
      [RS_UNIT_MINUTE] = 1,
      [RS_UNIT_HOUR] = 2,
      [RS_UNIT_DAY] = 3,
      [RS_UNIT_WEEK] = 4,
      [RS_UNIT_MONTH] = 5,
      [RS_UNIT_YEAR] = 6,
      [RS_UNIT_DECADE] = 7,
      [RS_UNIT_CENTURY] = 8};
    bool added = more.counts[kind] > 0 && amount->counts[kind] == 0;
    if (added && sizes[kind] >= sizes[amount->unit]) return false;
  }
  *amount = more;
  *token = at;
  return at > first;
}

bool rs_date_amount(
  const RsDateFinder *finder, uint32_t *token, bool bare, RsAmount *amount
) {
  *amount = (RsAmount) {0};
  uint32_t at = *token;
  if (!one_amount(finder, &at, bare, amount)) return false;
  while (next_amount(finder, &at, amount)) {
  }
  *token = at;
  return true;
}

int32_t rs_date_add_amount(int32_t day, const RsAmount *amount, int sign) {
  const double *counts = amount->counts;
  double years =
    counts[RS_UNIT_YEAR] + 10 * counts[RS_UNIT_DECADE] + 100 * counts[RS_UNIT_CENTURY];
  int months = (int)(12 * years + counts[RS_UNIT_MONTH] + 0.5);
  int year, month, at;
  rs_date_of_day(day, &year, &month, &at);
  int sum = year * 12 + month - 1 + sign * months;
  if (sum < 12) return rs_day_of_date(0, 1, 1); /* before all years that can be written */
  int last = rs_days_in_month(sum / 12, sum % 12 + 1);
  int32_t moved = rs_day_of_date(sum / 12, sum % 12 + 1, at < last ? at : last);
  double days = 7 * counts[RS_UNIT_WEEK] + counts[RS_UNIT_DAY] + counts[RS_UNIT_HOUR] / 24 +
                counts[RS_UNIT_MINUTE] / 1440;
  return moved + sign * (int32_t)days;
}

/* --------------------------------------------------------------- durations */

static void add_part(char *timex, size_t room, double count, char letter) {
  if (count <= 0) return;
  size_t used = strlen(timex);
  snprintf(timex + used, room - used, "%.6g%c", count, letter);
}

void rs_date_set_duration(RsDate *date, const RsAmount *amount) {
  const double *counts = amount->counts;
  char *timex = date->timex;
  size_t room = sizeof date->timex;
  date->type = RS_TIMEX_DURATION;
  date->precision = RS_PRECISION_VAGUE;
  snprintf(timex, room, "P");
  double years =
    counts[RS_UNIT_YEAR] + 10 * counts[RS_UNIT_DECADE] + 100 * counts[RS_UNIT_CENTURY];
  add_part(timex, room, years, 'Y');
  add_part(timex, room, counts[RS_UNIT_MONTH], 'M');
  add_part(timex, room, counts[RS_UNIT_WEEK], 'W');
  add_part(timex, room, counts[RS_UNIT_DAY], 'D');
  bool clock = counts[RS_UNIT_HOUR] + counts[RS_UNIT_MINUTE] + counts[RS_UNIT_SECOND] > 0;
  if (clock && strlen(timex) + 2 < room) strcat(timex, "T");
  add_part(timex, room, counts[RS_UNIT_HOUR], 'H');
  add_part(timex, room, counts[RS_UNIT_MINUTE], 'M');
  add_part(timex, room, counts[RS_UNIT_SECOND], 'S');
}

/* `عدة أيام`. */
static bool several(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  static const char letters[RS_UNIT_COUNT + 1] = "MHDWMYESC";
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_SEVERAL);
  const RsMatch *unit = match ? rs_date_time_at(finder, match->last, RS_TIME_UNIT) : NULL;
  if (!unit || rs_date_phrase(finder, unit)->value_to != 3) return false;
  int kind = rs_date_phrase(finder, unit)->value;
  bool clock = kind == RS_UNIT_MINUTE || kind == RS_UNIT_HOUR || kind == RS_UNIT_SECOND;
  date->type = RS_TIMEX_DURATION;
  date->precision = RS_PRECISION_VAGUE;
  snprintf(
    date->timex,
    sizeof date->timex,
    "P%sX%c",
    clock ? "T" : "",
    letters[kind % RS_UNIT_COUNT]
  );
  *token = unit->last;
  return true;
}

bool rs_date_duration(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  if (several(finder, date, token)) return true;
  const RsMatch *throughout = rs_date_time_at(finder, at, RS_TIME_THROUGHOUT);
  if (throughout) at = throughout->last;
  bool lasting = false;
  for (uint32_t back = 1; back <= 2 && back <= *token && !lasting; back++) {
    const RsMatch *match = rs_date_time_at(finder, *token - back, RS_TIME_LASTING);
    lasting = match && match->last == *token;
  }
  RsAmount amount;
  if (!rs_date_amount(finder, &at, true, &amount)) return false;
  const RsMatch *whole = rs_date_time_at(finder, at, RS_TIME_WHOLE);
  bool bare = amount.kinds == 1 && amount.counts[amount.unit] == 1 &&
              finder->numbers->at[*token] == RS_NONE && at == *token + 1;
  if (bare && !throughout && !lasting && !whole) return false;
  if (whole) at = whole->last;
  rs_date_set_duration(date, &amount);
  *token = at;
  return true;
}

/* -------------------------------------------------------------------- sets */

static bool weekday_set(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, bool every
) {
  uint32_t at = *token;
  const RsMatch *day = rs_date_unit_at(finder, at, RS_UNIT_DAY, 0);
  int number = day ? rs_date_phrase(finder, day)->value_to : 0;
  if (!every && number != 3) return false; /* أيام الأحد */
  if (day) at = day->last;
  int weekday = rs_date_weekday_at(finder, &at, true);
  if (!weekday) return false;
  snprintf(date->timex, sizeof date->timex, "XXXX-WXX-%d", weekday);
  *token = at;
  return true;
}

bool rs_date_set(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  RsAmount amount = {0};
  const RsMatch *every = rs_date_time_at(finder, at, RS_TIME_EVERY);
  const RsMatch *set = rs_date_time_at(finder, at, RS_TIME_SET);
  if (every) at = every->last;
  bool weekday = weekday_set(finder, date, &at, every != NULL);
  if (!weekday && set) {
    amount.unit = (RsTimeUnit)rs_date_phrase(finder, set)->value;
    if (amount.unit >= RS_UNIT_COUNT) return false;
    amount.counts[amount.unit] = 1;
    at = set->last;
  } else if (!weekday) {
    RsNumber number;
    bool counted = every && (rs_date_number(finder, at, &number) ||
                             rs_date_time_at(finder, at, RS_TIME_UNIT));
    if (!counted || !rs_date_amount(finder, &at, true, &amount)) return false;
  }
  if (!weekday) rs_date_set_duration(date, &amount);
  date->type = RS_TIMEX_SET;
  date->precision = RS_PRECISION_VAGUE;
  *token = at;
  return true;
}
