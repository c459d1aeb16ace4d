/* Dates: which reading a run of words has.
 *
 * `صباح الاثنين 12 مارس 2012` is read from left to right: part of the day, then the first of the
 * readings that fits, ranges before single dates, those before durations. The order matters
 * where one reading begins like another: `الأسبوع الأول من أكتوبر` is a week before `الأول من أكتوبر`
 * is a day in it. The word `يوم` before a weekday belongs to no date's span (`يوم الأحد`), before
 * a number it does (`يوم 27`).
 * Sources: the codebook's section 4; TIMEX3 for the values (docs/dates.md).
 */
#include "entity/date.h"
#include "entity/calendar.h"

void rs_date_clear(RsDate *date, uint32_t token) {
  *date = (RsDate
  ) {.first = token, .from_day = RS_NO_DAY, .to_day = RS_NO_DAY, .type = RS_TIMEX_DATE};
}

/* Tries readings in order; each begins with an empty date. */
static bool try_readings(
  const RsDateFinder *finder,
  RsDate *date,
  uint32_t *token,
  RsDateReading *const *readings,
  size_t count
) {
  uint32_t first = date->first;
  for (size_t i = 0; i < count; i++) {
    uint32_t at = *token;
    rs_date_clear(date, first);
    if (!readings[i](finder, date, &at)) continue;
    *token = at;
    return true;
  }
  rs_date_clear(date, first);
  return false;
}

static bool plain_weekday(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  return rs_date_weekday(finder, date, token, false);
}

static bool plain_numeric(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  return rs_date_numeric(finder, date, token, false);
}

/* `يوم 27`, `اليوم السابع والعشرين`: the last such day up to the publication date. */
static bool day_of_month(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  RsNumber number;
  if (!rs_date_number(finder, *token, &number) || number.approximate) return false;
  int wanted = rs_date_small(&number, 31);
  const RsToken *behind = rs_date_token(finder, number.last);
  bool ends = !behind || behind->kind == RS_TOKEN_PUNCT;
  if (!wanted || rs_date_digits(finder, *token) < 0 || !ends) return false;
  *token = number.last;
  date->precision = RS_PRECISION_DAY;
  if (!rs_date_has_anchor(finder)) return true;
  int year, month, day;
  rs_date_published(finder, &year, &month, &day);
  for (int back = 0; back < 3; back++) {
    int months = year * 12 + month - 1 - back;
    int32_t at = rs_day_of_date(months / 12, months % 12 + 1, wanted);
    bool exists = wanted <= rs_days_in_month(months / 12, months % 12 + 1);
    if (!exists || at > finder->reading->published_day) continue;
    rs_date_set_day(date, at);
    return true;
  }
  return true;
}

static bool behind_day(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *unit = rs_date_unit_at(finder, *token, RS_UNIT_DAY, 1);
  if (!unit) return false;
  uint32_t at = unit->last;
  bool found = rs_date_weekday(finder, date, &at, true) ||
               rs_date_day_month(finder, date, &at) ||
               rs_date_numeric(finder, date, &at, true) || day_of_month(finder, date, &at);
  if (found) *token = at;
  return found;
}

bool rs_date_single(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  static RsDateReading *const readings[] = {
    rs_date_named,
    rs_date_story_day,
    rs_date_nth,
    rs_date_week_of,
    rs_date_this_weekday,
    rs_date_week_weekday,
    rs_date_weekday_of_week,
    rs_date_day_word,
    behind_day,
    rs_date_vague,
    rs_date_morrow,
    rs_date_counted_direction,
    rs_date_ago,
    plain_weekday,
    rs_date_day_month,
    rs_date_month_day,
    plain_numeric,
    rs_date_weekend,
    rs_date_part,
    rs_date_rest,
    rs_date_unit_direction,
    rs_date_season,
    rs_date_decades,
    rs_date_century,
    rs_date_month_or_year,
  };
  return try_readings(finder, date, token, readings, RS_COUNT_OF(readings));
}

static bool any_date(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  static RsDateReading *const readings[] = {
    rs_date_set,
    rs_date_range,
    rs_date_single_or_range,
    rs_date_duration,
  };
  return try_readings(finder, date, token, readings, RS_COUNT_OF(readings));
}

/* `ليل الخميس الجمعة`: the night between two days. */
static void join_next_day(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  if (rs_date_is_punct(finder, at, '-') || rs_date_is_punct(finder, at, '/')) at++;
  int weekday = rs_date_weekday_at(finder, &at, false);
  bool day = date->precision == RS_PRECISION_DAY && date->from_day != RS_NO_DAY;
  if (!weekday || !day || rs_weekday_of_day(date->from_day + 1) != weekday) return;
  rs_date_set_range(date, date->from_day, date->from_day + 1);
  *token = at;
}

static bool date_at(const RsDateFinder *finder, RsDate *date, uint32_t token) {
  rs_date_clear(date, token);
  uint32_t at = token;
  const RsMatch *part = rs_date_time_at(finder, token, RS_TIME_DAYPART);
  /* `المغرب` is the sunset prayer, but first of all a country. */
  bool land =
    rs_match_at(finder->reading, finder->matches, token, RS_PHRASE_COUNTRY) != NULL;
  const RsMatch *named = rs_date_time_at(finder, token, RS_TIME_NAMED);
  if (part && !land && !named) { /* ليلة القدر has a name of its own */
    at = part->last;
    if (rs_date_single(finder, date, &at)) {
      if (!rs_date_join(finder, date, &at)) join_next_day(finder, date, &at);
      return date->last = at, true;
    }
    at = part->last + 1;
    if (rs_date_is_preposition(finder, part->last) && rs_date_single(finder, date, &at)) {
      return date->last = at, true;
    }
  }
  at = token;
  if (any_date(finder, date, &at)) return date->last = at, true;
  return false;
}

/* What may begin at a token: nothing, something only before a word of time (`من`, `هذا`), a date. */
typedef enum {
  BEGINS_NOTHING,
  BEGINS_BEFORE_TIME,
  BEGINS_DATE
} Beginning;

static Beginning beginning_of_word(const RsPhrase *phrase) {
  if (phrase->kind == RS_PHRASE_WEEKDAY || phrase->kind == RS_PHRASE_MONTH)
    return BEGINS_DATE;
  if (phrase->kind == RS_PHRASE_BOUND) {
    bool opening = phrase->detail == RS_BOUND_BETWEEN || phrase->detail == RS_BOUND_FROM;
    return opening ? BEGINS_BEFORE_TIME : BEGINS_NOTHING;
  }
  if (phrase->kind != RS_PHRASE_TIMEWORD) return BEGINS_NOTHING;
  switch (phrase->detail) {
    case RS_TIME_IN:
    case RS_TIME_LASTING:
    case RS_TIME_EQUALS:
    case RS_TIME_WHOLE:
    case RS_TIME_LAST:
    case RS_TIME_NEXT: return BEGINS_NOTHING;
    case RS_TIME_THIS:
    case RS_TIME_AGO:
    case RS_TIME_SINCE:
    case RS_TIME_AFTER:
    case RS_TIME_EVERY:
    case RS_TIME_SEVERAL:
    case RS_TIME_FINAL:
    case RS_TIME_PART:
    case RS_TIME_REST: return BEGINS_BEFORE_TIME;
    default: return BEGINS_DATE;
  }
}

static Beginning beginning_at(
  const RsDateFinder *finder, uint32_t token, uint32_t *behind
) {
  const RsMatches *matches = finder->matches;
  Beginning best = BEGINS_NOTHING;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    Beginning kind = beginning_of_word(rs_date_phrase(finder, &matches->matches[i]));
    if (kind == BEGINS_NOTHING) continue;
    if (matches->matches[i].last > *behind) *behind = matches->matches[i].last;
    if (kind > best) best = kind;
  }
  return best;
}

/* Whether a word of time or a number stands here or within two words (`قبل نحو 70 عاما`). */
static bool is_possible(const RsDateFinder *finder, uint32_t token) {
  uint32_t count = finder->reading->tokens->token_count, behind = token;
  if (finder->numbers->at[token] != RS_NONE) return true;
  if (finder->reading->tokens->tokens[token].kind == RS_TOKEN_DIGITS)
    return true; /* 22.4.2016 */
  Beginning beginning = beginning_at(finder, token, &behind);
  if (beginning != BEGINS_BEFORE_TIME) return beginning == BEGINS_DATE;
  for (uint32_t i = token + 1; i < behind + 2 && i < count; i++) {
    uint32_t unused = i;
    bool digits = finder->reading->tokens->tokens[i].kind == RS_TOKEN_DIGITS;
    if (digits || finder->numbers->at[i] != RS_NONE || beginning_at(finder, i, &unused))
      return true;
  }
  return false;
}

/* Behind the proclitics of the first word, as the dictionary match with the fewest has it. */
static uint32_t start_letter(const RsDateFinder *finder, const RsDate *date) {
  uint32_t token = date->first;
  const RsMatches *matches = finder->matches;
  uint32_t best = UINT32_MAX;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = rs_date_phrase(finder, &matches->matches[i]);
    bool temporal = phrase->kind == RS_PHRASE_TIMEWORD ||
                    phrase->kind == RS_PHRASE_WEEKDAY || phrase->kind == RS_PHRASE_MONTH;
    if (temporal && matches->matches[i].start_letter < best) {
      best = matches->matches[i].start_letter;
    }
  }
  const RsTokens *tokens = finder->reading->tokens;
  /* `يوم الأحد`, `يوم 12 مارس`: without the word for day. */
  const RsMatch *day = rs_date_unit_at(finder, token, RS_UNIT_DAY, 1);
  bool article = day && finder->reading->text->letters[day->start_letter] == RS_LETTER_ALEF;
  if (article) day = NULL; /* اليوم الخميس */
  const RsMatch *weekday =
    day && day->last < tokens->token_count
      ? rs_match_at(finder->reading, matches, day->last, RS_PHRASE_WEEKDAY)
      : NULL;
  if (weekday) return weekday->start_letter;
  RsNumber number;
  if (best == UINT32_MAX && rs_date_number(finder, token, &number))
    return number.start_letter;
  bool numbered = day && rs_date_number(finder, day->last, &number);
  if (numbered && date->last > number.last) return number.start_letter;
  return best == UINT32_MAX ? finder->reading->tokens->tokens[token].start : best;
}

/* `قبل عام 2015` is no time of a deed, `قبل ظهر الأحد` and `منذ عام 2015` are. */
static bool is_limit(const RsDateFinder *finder, uint32_t token) {
  if (!token || rs_date_time_at(finder, token, RS_TIME_DAYPART)) return false;
  return rs_date_time_at(finder, token - 1, RS_TIME_AGO) &&
         !rs_date_time_at(finder, token - 1, RS_TIME_SINCE);
}

/* `حرب التحرير (1950-1953)`: years in brackets are those of the name before them. */
static bool is_bracketed(const RsDateFinder *finder, const RsDate *date) {
  bool years =
    date->precision == RS_PRECISION_YEAR || date->precision == RS_PRECISION_RANGE;
  return years && date->first > 0 && rs_date_is_punct(finder, date->first - 1, '(') &&
         rs_date_is_punct(finder, date->last, ')') &&
         rs_date_digits(finder, date->first) >= 0;
}

/* The day, month and year that `اليوم التالي`, `الشهر نفسه` are counted from; whether it is a day. */
static bool remember(RsDateFinder *finder, const RsDate *date) {
  bool day = date->precision == RS_PRECISION_DAY;
  int year, month, to_year, to_month, unused;
  if (day) finder->told = date->from_day;
  if (date->to_day == RS_NO_DAY) return day;
  rs_date_of_day(date->from_day, &year, &month, &unused);
  rs_date_of_day(date->to_day, &to_year, &to_month, &unused);
  if (year != to_year) return false;
  finder->told_year = year;
  finder->told_month = month == to_month ? month : 0;
  return day;
}

/* `قبل 9000 سنة`: days are told of the years 1 to 9999 alone. */
static void drop_unwritable(RsDate *date) {
  bool is_written = date->from_day >= rs_day_of_date(1, 1, 1) &&
                    date->to_day <= rs_day_of_date(9999, 12, 31) &&
                    date->from_day <= date->to_day;
  if (date->from_day == RS_NO_DAY || is_written) return;
  date->from_day = date->to_day = RS_NO_DAY;
  date->precision = RS_PRECISION_VAGUE;
  date->type = RS_TIMEX_DATE;
  date->timex[0] = '\0';
}

/* `قناة «روسيا اليوم»`: the last word of a title in quotation marks. */
static bool ends_title(const RsDateFinder *finder, const RsDate *date) {
  enum {
    WORDS = 2 /* before it */
  };
  uint32_t i = date->first;
  if (date->last != i + 1 || !i || !rs_date_is_punct(finder, date->last, '"')) return false;
  const RsAnalysis *before = finder->reading->morphs[i - 1].chosen;
  if (!before || before->upos == RS_UPOS_VERB) return false;
  for (uint32_t k = 0; i-- > 0 && k <= WORDS; k++) {
    if (rs_date_is_punct(finder, i, '"')) return k > 0;
    if (finder->reading->tokens->tokens[i].kind == RS_TOKEN_PUNCT) return false;
  }
  return false;
}

bool rs_dates_find(
  RsDates *dates,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsNumbers *numbers
) {
  *dates = (RsDates) {0};
  enum {
    MEMORY = 2 /* sentences */
  };
  RsDateFinder finder = {
    .reading = reading, .matches = matches, .numbers = numbers, .told = RS_NO_DAY};
  uint32_t told_in = 0, named_in = 0;
  uint32_t count = reading->tokens->token_count;
  size_t capacity = 0;
  dates->at = rs_arena_alloc(arena, (count + 1) * sizeof *dates->at);
  if (!dates->at) return false;
  for (uint32_t i = 0; i <= count; i++)
    dates->at[i] = RS_NONE;
  for (uint32_t i = 0; i < count;) {
    RsDate date;
    const RsDate *last = dates->date_count ? &dates->dates[dates->date_count - 1] : NULL;
    uint32_t sentence = reading->tokens->tokens[i].sentence;
    bool same = last && reading->tokens->tokens[last->first].sentence == sentence;
    finder.before = same ? last : NULL;
    if (sentence > told_in + MEMORY) finder.told = RS_NO_DAY;
    if (sentence > named_in + MEMORY) finder.told_year = finder.told_month = 0;
    if (!is_possible(&finder, i) || !date_at(&finder, &date, i) ||
        reading->tokens->tokens[date.last - 1].sentence != reading->tokens->tokens[i].sentence ||
        ends_title(&finder, &date)) {
      i++;
      continue;
    }
    drop_unwritable(&date);
    date.topic |= is_limit(&finder, i) || is_bracketed(&finder, &date);
    date.start_letter = start_letter(&finder, &date);
    dates->dates = rs_arena_grow(
      arena, dates->dates, dates->date_count, &capacity, sizeof *dates->dates
    );
    if (!dates->dates) return false;
    for (uint32_t k = i; k < date.last; k++)
      dates->at[k] = dates->date_count;
    dates->dates[dates->date_count++] = date;
    if (date.from_day != RS_NO_DAY && rs_date_says_when(&date)) {
      bool day = remember(&finder, &date);
      if (day) told_in = sentence;
      named_in = sentence;
    }
    i = date.last;
  }
  return true;
}
