/* Dates: which reading a run of words has.
 *
 * `صباح الاثنين 12 مارس 2012` is read from left to right: part of the day, then the first of
 * the readings of date_explicit.c and date_relative.c that fits. What stands here joins both:
 * parts of a month or year (`مطلع الشهر الجاري`, `نهاية 2011`), a month or a year by itself.
 */
#include "entity/date.h"

/* `مطلع الشهر الجاري`, `أواخر مارس`, `نهاية 2011`. */
static bool part_of(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_PART);
  if (!match) return false;
  const RsPhrase *phrase = rs_date_phrase(finder, match);
  uint32_t at = match->last;
  const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (unit && rs_date_phrase(finder, unit)->value == RS_UNIT_MONTH) {
    uint32_t behind = unit->last;
    if (rs_date_month(finder, &behind)) at = unit->last;
  }
  int month = rs_date_month(finder, &at);
  bool found = month ? rs_date_month_tail(finder, date, &at, month)
                     : rs_date_unit_direction(finder, date, &at);
  if (!found) {
    int year = rs_date_year(finder, &at);
    if (!year) return false;
    rs_date_set_year(date, year);
  }
  *token = at;
  if (date->precision != RS_PRECISION_MONTH || date->from_day == RS_NO_DAY) return true;
  int32_t first = date->from_day, last = date->to_day;
  int32_t from = first + phrase->value - 1, to = first + phrase->value_to - 1;
  rs_date_set_range(date, from, to > last ? last : to);
  return true;
}

/* A month or year by itself counts only behind a preposition or a word for month or year:
 * `مارس` is also "practised", 2011 also a number. */
static bool introduced(const RsDateFinder *finder, uint32_t token) {
  if (token == 0) return false;
  if (rs_date_time_at(finder, token - 1, RS_TIME_UNIT) || rs_date_time_at(finder, token - 1, RS_TIME_PART)) {
    return true;
  }
  const RsMorph *before = &finder->reading->morphs[token - 1];
  return before->chosen && before->chosen->upos == RS_UPOS_ADP;
}

static bool month_or_year(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
  bool named = false;
  if (unit) {
    int kind = rs_date_phrase(finder, unit)->value;
    if (kind != RS_UNIT_MONTH && kind != RS_UNIT_YEAR) return false;
    at = unit->last;
    named = true;
  }
  int month = rs_date_month(finder, &at);
  if (month) {
    uint32_t behind = at;
    int year = rs_date_year(finder, &behind);
    uint32_t after = at;
    if (!year && !named && !introduced(finder, *token) && !rs_date_direction(finder, &after)) {
      return false;
    }
    *token = at;
    return rs_date_month_tail(finder, date, token, month);
  }
  long year = rs_date_digits(finder, at);
  if (!rs_date_is_year(year) || (!named && !introduced(finder, *token))) return false;
  if (!named && (year < 1900 || finder->numbers->at[at] == RS_NONE)) return false;
  rs_date_set_year(date, (int)year);
  *token = at + 1;
  return true;
}

static bool core_date(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (unit && rs_date_phrase(finder, unit)->value == RS_UNIT_DAY && rs_date_phrase(finder, unit)->value_to == 1) {
    uint32_t behind = unit->last;
    if (rs_date_weekday(finder, date, &behind, true) || rs_date_day_month(finder, date, &behind) || rs_date_numeric(finder, date, &behind)) {
      *token = behind;
      return true;
    }
  }
  return rs_date_vague(finder, date, token) || rs_date_day_word(finder, date, token) ||
         rs_date_weekday(finder, date, token, false) ||
         rs_date_day_month(finder, date, token) || rs_date_numeric(finder, date, token) ||
         part_of(finder, date, token) || rs_date_unit_direction(finder, date, token) ||
         rs_date_ago(finder, date, token) || month_or_year(finder, date, token);
}

static bool date_at(const RsDateFinder *finder, RsDate *date, uint32_t token) {
  *date = (RsDate
  ) {.first = token, .from_day = RS_NO_DAY, .to_day = RS_NO_DAY, .type = RS_TIMEX_DATE};
  uint32_t at = token;
  const RsMatch *part = rs_date_time_at(finder, token, RS_TIME_DAYPART);
  /* `المغرب` is the sunset prayer, but first of all a country. */
  bool land =
    rs_match_at(finder->reading, finder->matches, token, RS_PHRASE_COUNTRY) != NULL;
  if (part && !land) {
    at = part->last;
    uint32_t behind = at;
    bool found = core_date(finder, date, &behind);
    if (!found && rs_date_token(finder, at) && finder->reading->morphs[at].chosen &&
        finder->reading->morphs[at].chosen->upos == RS_UPOS_ADP) {
      behind = at + 1;
      found = core_date(finder, date, &behind);
    }
    if (found) return date->last = behind, true;
  }
  at = token;
  if (core_date(finder, date, &at)) return date->last = at, true;
  if (rs_date_duration(finder, date, &at)) return date->last = at, true;
  return false;
}

/* Behind the proclitics of the first word, as the dictionary match with the fewest has it. */
static uint32_t start_letter(const RsDateFinder *finder, uint32_t token) {
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
  return best == UINT32_MAX ? finder->reading->tokens->tokens[token].start : best;
}

bool rs_dates_find(
  RsDates *dates,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsNumbers *numbers
) {
  *dates = (RsDates) {0};
  RsDateFinder finder = {.reading = reading, .matches = matches, .numbers = numbers};
  uint32_t count = reading->tokens->token_count;
  size_t capacity = 0;
  dates->at = rs_arena_alloc(arena, (count + 1) * sizeof *dates->at);
  if (!dates->at) return false;
  for (uint32_t i = 0; i <= count; i++)
    dates->at[i] = RS_NONE;
  for (uint32_t i = 0; i < count;) {
    RsDate date;
    bool possible =
      numbers->at[i] != RS_NONE || matches->starts[i] < matches->starts[i + 1];
    if (!possible || !date_at(&finder, &date, i) ||
        reading->tokens->tokens[date.last - 1].sentence != reading->tokens->tokens[i].sentence) {
      i++;
      continue;
    }
    date.start_letter = start_letter(&finder, i);
    dates->dates = rs_arena_grow(
      arena, dates->dates, dates->date_count, &capacity, sizeof *dates->dates
    );
    if (!dates->dates) return false;
    for (uint32_t k = i; k < date.last; k++)
      dates->at[k] = dates->date_count;
    dates->dates[dates->date_count++] = date;
    i = date.last;
  }
  return true;
}
