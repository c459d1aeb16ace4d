/* Small steps of reading dates: the words at a token, and filling in days, months and years.
 *
 * A time word may be several words long and hide behind ال (`الأسبوع`); the longest one of the
 * wanted kind counts. TIMEX values follow ISO 8601 (`2012-03`, `2012-W11`).
 */
#include "entity/date.h"

#include <stdio.h>

const RsPhrase *rs_date_phrase(const RsDateFinder *finder, const RsMatch *match) {
  return RS_GET(finder->reading->knowledge, phrases, match->phrase);
}

/* The longest time word of this kind at a token. */
const RsMatch *rs_date_time_at(
  const RsDateFinder *finder, uint32_t token, RsTimewordKind kind
) {
  const RsMatches *matches = finder->matches;
  const RsMatch *best = NULL;
  if (token >= finder->reading->tokens->token_count) return NULL;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = rs_date_phrase(finder, &matches->matches[i]);
    if (phrase->kind != RS_PHRASE_TIMEWORD || phrase->detail != kind) continue;
    if (!best || matches->matches[i].last > best->last) best = &matches->matches[i];
  }
  return best;
}

const RsToken *rs_date_token(const RsDateFinder *finder, uint32_t token) {
  const RsTokens *tokens = finder->reading->tokens;
  return token < tokens->token_count ? &tokens->tokens[token] : NULL;
}

bool rs_date_is_punct(const RsDateFinder *finder, uint32_t token, uint8_t letter) {
  const RsToken *at = rs_date_token(finder, token);
  return at && at->kind == RS_TOKEN_PUNCT && at->letter == letter;
}

const RsMatch *rs_date_unit_at(
  const RsDateFinder *finder, uint32_t token, RsTimeUnit unit, int number
) {
  const RsMatch *match = rs_date_time_at(finder, token, RS_TIME_UNIT);
  if (!match) return NULL;
  const RsPhrase *phrase = rs_date_phrase(finder, match);
  bool fits = number == 0 || phrase->value_to == number;
  return fits && phrase->value == (int32_t)unit ? match : NULL;
}

uint32_t rs_date_behind_bound(
  const RsDateFinder *finder, uint32_t token, RsBoundKind kind
) {
  const RsMatches *matches = finder->matches;
  if (!rs_date_token(finder, token)) return 0;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase = rs_date_phrase(finder, &matches->matches[i]);
    if (phrase->kind == RS_PHRASE_BOUND && phrase->detail == kind)
      return matches->matches[i].last;
  }
  return 0;
}

bool rs_date_is_article(const RsDateFinder *finder, uint32_t token) {
  const RsToken *word = rs_date_token(finder, token);
  if (!word || word->end - word->start != 2) return false;
  const uint8_t *letters = finder->reading->text->letters + word->start;
  return letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM;
}

bool rs_date_is_demonstrative(const RsDateFinder *finder, uint32_t token) {
  if (!rs_date_time_at(finder, token, RS_TIME_THIS)) return false;
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  return chosen && (chosen->upos == RS_UPOS_DET || chosen->upos == RS_UPOS_PRON);
}

bool rs_date_is_preposition(const RsDateFinder *finder, uint32_t token) {
  if (!rs_date_token(finder, token)) return false;
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  return chosen && chosen->upos == RS_UPOS_ADP;
}

/* The verb before a date decides whether `بعد أسبوعين` lies ahead: the nearest one in the
 * sentence, within a dozen words. */
int rs_date_tense(const RsDateFinder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  uint32_t sentence = reading->tokens->tokens[token].sentence;
  for (uint32_t back = 1; back <= 12 && back <= token; back++) {
    uint32_t at = token - back;
    if (reading->tokens->tokens[at].sentence != sentence) return 0;
    const RsAnalysis *chosen = reading->morphs[at].chosen;
    if (!chosen || chosen->upos != RS_UPOS_VERB) continue;
    for (unsigned i = 0; i < chosen->proclitic_count; i++) {
      const RsClitic *clitic = RS_GET(reading->knowledge, clitics, chosen->proclitics[i]);
      if (clitic->host == RS_HOST_IMPERFECT && clitic->upos == RS_UPOS_PART) return 1;
    }
    return rs_feature(chosen->features, RS_ASPECT_SHIFT) == 1 ? -1 : 0;
  }
  return 0;
}

bool rs_date_is_same(const RsDateFinder *finder, uint32_t token) {
  if (!rs_date_token(finder, token)) return false;
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  return chosen && chosen->enclitic != RS_NO_CLITIC && !chosen->proclitic_count &&
         (rs_morph_lexeme(finder->reading->knowledge, chosen)->flags & RS_LEXEME_SELF);
}

bool rs_date_number(const RsDateFinder *finder, uint32_t token, RsNumber *number) {
  const RsNumbers *numbers = finder->numbers;
  if (!rs_date_token(finder, token) || numbers->at[token] == RS_NONE) return false;
  const RsNumber *found = &numbers->numbers[numbers->at[token]];
  bool plain = found->first == token && !found->ranged && !found->share &&
               !found->percent && !found->negative;
  if (plain) return *number = *found, true;
  return rs_number_read(finder->reading, finder->matches, token, number);
}

int rs_date_small(const RsNumber *number, int most) {
  bool fits = number->value >= 1 && number->value <= most && !number->share;
  int value = fits ? (int)number->value : 0;
  return fits && number->value == value ? value : 0;
}

bool rs_date_is_counted(const RsDateFinder *finder, uint32_t token) {
  const RsToken *at = rs_date_token(finder, token);
  const RsAnalysis *chosen = at ? finder->reading->morphs[token].chosen : NULL;
  if (!chosen || at->kind != RS_TOKEN_WORD) return false;
  bool noun = chosen->upos == RS_UPOS_NOUN || chosen->upos == RS_UPOS_ADJ;
  return noun && !chosen->article && !chosen->proclitic_count &&
         !rs_match_at(finder->reading, finder->matches, token, RS_PHRASE_TIMEWORD);
}

/* A whole number of plain digits at a token, or -1. */
long rs_date_digits(const RsDateFinder *finder, uint32_t token) {
  const RsToken *at = rs_date_token(finder, token);
  if (!at || at->kind != RS_TOKEN_DIGITS || at->end - at->start > 4) return -1;
  long value = 0;
  for (uint32_t i = at->start; i < at->end; i++) {
    uint8_t letter = finder->reading->text->letters[i];
    if (!rs_letter_is_digit(letter)) return -1;
    value = value * 10 + (letter - '0');
  }
  return value;
}

bool rs_date_is_year(long value) {
  return value >= 1800 && value <= 2100;
}

void rs_date_set_day(RsDate *date, int32_t day) {
  date->from_day = date->to_day = day;
  date->precision = RS_PRECISION_DAY;
  rs_day_format(day, date->timex);
}

void rs_date_set_month(RsDate *date, int year, int month) {
  date->from_day = rs_day_of_date(year, month, 1);
  date->to_day = date->from_day + rs_days_in_month(year, month) - 1;
  date->precision = RS_PRECISION_MONTH;
  snprintf(date->timex, sizeof date->timex, "%04d-%02d", year, month);
}

void rs_date_set_year(RsDate *date, int year) {
  date->from_day = rs_day_of_date(year, 1, 1);
  date->to_day = rs_day_of_date(year, 12, 31);
  date->precision = RS_PRECISION_YEAR;
  snprintf(date->timex, sizeof date->timex, "%04d", year);
}

void rs_date_set_range(RsDate *date, int32_t from, int32_t to) {
  date->from_day = from;
  date->to_day = to;
  date->precision = RS_PRECISION_RANGE;
  date->type = RS_TIMEX_RANGE;
  char first[11], last[11];
  rs_day_format(from, first);
  rs_day_format(to, last);
  snprintf(date->timex, sizeof date->timex, "%s/%s", first, last);
}

void rs_date_set_week(RsDate *date, int32_t saturday) {
  rs_date_set_range(date, saturday, saturday + 6);
  date->type = RS_TIMEX_DATE;
  date->precision = RS_PRECISION_WEEK;
  int32_t thursday = saturday + 5;
  int year, month, day;
  rs_date_of_day(thursday, &year, &month, &day);
  int week = (int)(thursday - rs_day_of_date(year, 1, 1)) / 7 + 1;
  snprintf(date->timex, sizeof date->timex, "%04d-W%02d", year, week);
}

/* A decade or century: its years as they are said, without a TIMEX value of its own kind. */
static void set_years(RsDate *date, int first, int count) {
  rs_date_set_range(
    date, rs_day_of_date(first, 1, 1), rs_day_of_date(first + count - 1, 12, 31)
  );
}

void rs_date_published(const RsDateFinder *finder, int *year, int *month, int *day) {
  rs_date_of_day(finder->reading->published_day, year, month, day);
}

bool rs_date_has_anchor(const RsDateFinder *finder) {
  return finder->reading->published_day != RS_NO_DAY;
}

int32_t rs_date_week_start(int32_t day) {
  return day - rs_weekday_of_day(day + 2) + 1;
}

void rs_date_set_unit(
  const RsDateFinder *finder, RsDate *date, RsTimeUnit unit, int steps
) {
  int32_t anchor = finder->reading->published_day;
  int year, month, day;
  rs_date_published(finder, &year, &month, &day);
  switch (unit) {
    case RS_UNIT_SECOND:
    case RS_UNIT_MINUTE:
    case RS_UNIT_HOUR: rs_date_set_day(date, anchor); return;
    case RS_UNIT_DAY: rs_date_set_day(date, anchor - steps); return;
    case RS_UNIT_WEEK:
      rs_date_set_week(date, rs_date_week_start(anchor) - 7 * steps);
      return;
    case RS_UNIT_MONTH: {
      int months = year * 12 + month - 1 - steps;
      rs_date_set_month(date, months / 12, months % 12 + 1);
      return;
    }
    case RS_UNIT_YEAR: rs_date_set_year(date, year - steps); return;
    case RS_UNIT_DECADE: set_years(date, (year / 10 - steps) * 10, 10); return;
    case RS_UNIT_CENTURY:
      set_years(date, ((year - 1) / 100 - steps) * 100 + 1, 100);
      return;
    default: return;
  }
}

int rs_date_direction(const RsDateFinder *finder, uint32_t *token) {
  static const struct {
    RsTimewordKind kind;
    int sign;
  } kinds[] = {{RS_TIME_LAST, -1}, {RS_TIME_NEXT, 1}, {RS_TIME_THIS, 0}};
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    const RsMatch *match = rs_date_time_at(finder, *token, kinds[i].kind);
    if (!match) continue;
    /* `للمرة الثانية والأخيرة` */
    bool glued = match->start_letter > finder->reading->tokens->tokens[match->first].start;
    if (glued && kinds[i].sign != 0) continue;
    *token = match->last;
    if (kinds[i].sign == 0) return RS_DIRECTION_THIS;
    return kinds[i].sign * rs_date_phrase(finder, match)->value;
  }
  return 0;
}
