/* Dates that hang on the day of publication: `أمس`, `الأسبوع الماضي`, `قبل أسبوع`.
 *
 * `الأسبوع الماضي` is the seven days before this week, and weeks run Saturday to Friday (codebook
 * section 4); `الأيام الثلاثة الماضية` are the three days before publication, `الأشهر الثلاثة
 * المقبلة` begin behind it. `قبل شهرين` is the month two back and `قبل أربع سنوات` the year four
 * back, since nobody counts the days; `قبل أسبوع` the seven days before publication. What is
 * said with several units (`قبل شهر و21 يوما`) is a day; decades are not counted that closely and
 * get none. `منذ أكثر من عام` runs up to the publication. In `بعد شهرين من اعتقاله` time has passed
 * between two deeds: that is a duration, as is `بعد يومين` behind a verb in the perfect.
 * `الشهر نفسه` is the one that the text told last, in this sentence or the two before.
 * Without a publication date the words are kept and no day is worked out.
 */
#include "entity/date.h"

/* `في الشهر نفسه`: the one that the text told last. */
static bool same_unit(const RsDateFinder *finder, RsDate *date, const RsMatch *match) {
  if (!rs_date_is_same(finder, match->last)) return false;
  switch ((RsTimeUnit)rs_date_phrase(finder, match)->value) {
    case RS_UNIT_MONTH:
      if (!finder->told_month) return false;
      rs_date_set_month(date, finder->told_year, finder->told_month);
      return true;
    case RS_UNIT_YEAR:
      if (!finder->told_year) return false;
      rs_date_set_year(date, finder->told_year);
      return true;
    default: return false;
  }
}

/* `الأسبوع الماضي`, `هذا العام`. */
bool rs_date_unit_direction(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  int direction = rs_date_direction(finder, &at);
  if (direction && direction != RS_DIRECTION_THIS) return false;
  const RsMatch *match = rs_date_time_at(finder, at, RS_TIME_UNIT);
  if (!match || rs_date_phrase(finder, match)->value_to != 1) return false;
  at = match->last;
  if (!direction && same_unit(finder, date, match)) return *token = at + 1, true;
  uint32_t behind = at;
  int after = rs_date_direction(finder, &behind);
  if (after) at = behind;
  if (after && !(direction && after == RS_DIRECTION_THIS)) direction = after;
  if (!direction) return false;
  RsTimeUnit unit = (RsTimeUnit)rs_date_phrase(finder, match)->value;
  *token = at;
  static const uint8_t precisions[RS_UNIT_COUNT] = {
    [RS_UNIT_WEEK] = RS_PRECISION_WEEK,
    [RS_UNIT_MONTH] = RS_PRECISION_MONTH,
    [RS_UNIT_YEAR] = RS_PRECISION_YEAR,
    [RS_UNIT_DECADE] = RS_PRECISION_RANGE,
    [RS_UNIT_CENTURY] = RS_PRECISION_RANGE,
  };
  date->precision = precisions[unit];
  /* `اليوم التالي` follows a day of the story. */
  const RsMatch *next = rs_date_time_at(finder, match->last, RS_TIME_NEXT);
  if (unit == RS_UNIT_DAY && next && rs_date_phrase(finder, next)->tentative) {
    date->precision = RS_PRECISION_VAGUE;
    return true;
  }
  if (!rs_date_has_anchor(finder)) return true;
  rs_date_set_unit(finder, date, unit, direction == RS_DIRECTION_THIS ? 0 : -direction);
  return true;
}

/* The days that a counted run of units covers, before publication or behind it. */
static void set_run(
  const RsDateFinder *finder, RsDate *date, const RsAmount *amount, int direction
) {
  date->precision = RS_PRECISION_RANGE;
  if (!rs_date_has_anchor(finder)) return;
  int32_t anchor = finder->reading->published_day;
  bool clock = amount->unit == RS_UNIT_HOUR || amount->unit == RS_UNIT_MINUTE ||
               amount->unit == RS_UNIT_SECOND;
  if (direction < 0) {
    int32_t from = rs_date_add_amount(anchor, amount, -1);
    if (from >= anchor) from = anchor - 1; /* `سبع الأسبوع الماضي`: at least a day */
    rs_date_set_range(date, from, clock ? anchor : anchor - 1);
  } else {
    int32_t to = rs_date_add_amount(anchor, amount, 1);
    rs_date_set_range(date, clock ? anchor : anchor + 1, to > anchor ? to : anchor + 1);
  }
}

/* `الأيام الثلاثة الماضية`, `3 أيام القادمة`, `اليومين المقبلين`, `آخر ثلاثة أيام`. */
bool rs_date_counted_direction(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  RsAmount amount = {0};
  const RsMatch *final = rs_date_time_at(finder, at, RS_TIME_FINAL);
  if (final) at = final->last;
  const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
  RsNumber number;
  /* `الساعات الـ 24 الماضية` */
  uint32_t counted = unit ? unit->last : at;
  if (unit && rs_date_is_article(finder, counted)) counted++;
  bool behind = unit && rs_date_phrase(finder, unit)->value_to == 3 &&
                rs_date_number(finder, counted, &number);
  if (behind) { /* الأيام الثلاثة */
    int count = number.ordinal || number.approximate ? 0 : rs_date_small(&number, 1000);
    if (!count) return false;
    amount.unit = (RsTimeUnit)rs_date_phrase(finder, unit)->value;
    if (amount.unit >= RS_UNIT_COUNT) return false;
    amount.counts[amount.unit] = count;
    at = number.last;
  } else if (!rs_date_amount(finder, &at, false, &amount)) {
    return false;
  }
  int direction = rs_date_direction(finder, &at);
  if (final && !direction) direction = -1;
  if (!direction || direction == RS_DIRECTION_THIS) return false;
  *token = at;
  set_run(finder, date, &amount, direction);
  return true;
}

/* ------------------------------------------------------------- ago and after */

static void set_ago(
  const RsDateFinder *finder, RsDate *date, const RsAmount *amount, int sign
) {
  double count = amount->counts[amount->unit];
  int32_t anchor = finder->reading->published_day;
  bool whole = amount->kinds == 1 && count == (int)count;
  if (amount->unit == RS_UNIT_WEEK && whole) {
    int32_t from = anchor + sign * 7 * (int32_t)count;
    rs_date_set_range(date, from, from + 6);
    date->type = RS_TIMEX_DATE;
    date->precision = RS_PRECISION_WEEK;
  } else if (amount->kinds == 1 && whole) {
    rs_date_set_unit(finder, date, amount->unit, -sign * (int)count);
  } else {
    rs_date_set_day(date, rs_date_add_amount(anchor, amount, sign));
  }
}

/* `من الآن` behind an amount. */
static bool from_now(const RsDateFinder *finder, uint32_t *token) {
  uint32_t at = rs_date_behind_bound(finder, *token, RS_BOUND_FROM);
  const RsMatch *now = at ? rs_date_time_at(finder, at, RS_TIME_DAY) : NULL;
  if (!now || rs_date_phrase(finder, now)->value != 0) return false;
  *token = now->last;
  return true;
}

/* `منذ عام 2015`, `منذ شهر فبراير`, `قبل يوم الأحد`: the unit belongs to a date of its own. */
static bool opens_date(const RsDateFinder *finder, const RsMatch *unit) {
  const RsPhrase *phrase = rs_date_phrase(finder, unit);
  if (phrase->value_to != 1) return false;
  uint32_t at = unit->first, day = unit->last;
  RsYearTail tail = {0};
  RsMonth month;
  RsDate date;
  rs_date_clear(&date, day);
  switch (phrase->value) {
    case RS_UNIT_YEAR: return rs_date_year(finder, &at, false, &tail) && at > unit->last;
    case RS_UNIT_MONTH:
      return rs_date_month_reference(finder, &at, &month) && at > unit->last;
    case RS_UNIT_DAY:
      return rs_date_time_at(finder, day, RS_TIME_DAY) ||
             rs_date_weekday_at(finder, &day, true) ||
             rs_date_day_month(finder, &date, &day);
    default: return false;
  }
}

/* `وبعد يومين اعتقلت الشرطة`: a perfect behind it tells what followed in the story. */
static bool follows_in_story(const RsDateFinder *finder, uint32_t token) {
  uint32_t at = token + rs_date_is_punct(finder, token, ',');
  const RsToken *next = rs_date_token(finder, at);
  if (!next || next->sentence != finder->reading->tokens->tokens[token - 1].sentence)
    return false;
  const RsAnalysis *chosen = finder->reading->morphs[at].chosen;
  return chosen && chosen->upos == RS_UPOS_VERB &&
         rs_feature(chosen->features, RS_ASPECT_SHIFT) == 1;
}

bool rs_date_ago(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  uint32_t at = *token;
  const RsMatch *ago = rs_date_time_at(finder, at, RS_TIME_AGO);
  const RsMatch *after = ago ? NULL : rs_date_time_at(finder, at, RS_TIME_AFTER);
  if (ago || after) at = (ago ? ago : after)->last;
  const RsMatch *about = rs_match_at(finder->reading, finder->matches, at, RS_PHRASE_BOUND);
  if (about && (ago || after)) at = about->last;
  RsAmount amount;
  const RsMatch *unit = rs_date_time_at(finder, at, RS_TIME_UNIT);
  const uint8_t *letters = finder->reading->text->letters;
  bool definite = unit && rs_date_phrase(finder, unit)->value_to == 1 &&
                  letters[unit->start_letter] == RS_LETTER_ALEF &&
                  letters[unit->start_letter + 1] == RS_LETTER_LAM; /* منذ العام 2009 */
  if (definite || (unit && opens_date(finder, unit)) || !rs_date_amount(finder, &at, true, &amount))
    return false;
  bool now = from_now(finder, &at);
  if (!ago && !after && !now) return false;
  bool counted_from = rs_date_behind_bound(finder, at, RS_BOUND_FROM) ||
                      rs_date_behind_bound(finder, at, RS_BOUND_OVER);
  bool passed = after && !now && (counted_from || rs_date_tense(finder, *token) < 0);
  bool story = after && !now && !counted_from && amount.unit >= RS_UNIT_DAY &&
               follows_in_story(finder, at);
  bool begun = ago && rs_date_time_at(finder, *token, RS_TIME_SINCE) && !now;
  *token = at;
  date->precision = RS_PRECISION_DAY;
  /* `قبل يومين من الانتخابات` counts from another day. */
  uint32_t from = rs_date_behind_bound(finder, at, RS_BOUND_FROM);
  bool agent = from && rs_date_time_at(finder, from, RS_TIME_AGO); /* `من قبل مسلحين` */
  passed |= ago && !begun && !now && from && !agent;
  bool days = amount.unit == RS_UNIT_DAY || amount.unit == RS_UNIT_WEEK;
  if (story && days && !about && finder->told != RS_NO_DAY) {
    rs_date_set_day(date, rs_date_add_amount(finder->told, &amount, 1));
  } else if (passed || story) {
    rs_date_set_duration(date, &amount);
  } else if (amount.unit == RS_UNIT_DECADE || amount.unit == RS_UNIT_CENTURY) {
    date->precision = RS_PRECISION_VAGUE;
  } else if (rs_date_has_anchor(finder)) {
    /* `غادر شهرا و21 يوما من الآن`: behind a verb in the perfect it has passed. */
    bool behind = ago || (!after && rs_date_tense(finder, date->first) < 0);
    set_ago(finder, date, &amount, behind ? -1 : 1);
    bool open =
      begun && (about || amount.counts[amount.unit] != (int)amount.counts[amount.unit]);
    int32_t anchor = finder->reading->published_day;
    if (open) rs_date_set_range(date, rs_date_add_amount(anchor, &amount, -1), anchor);
  }
  return true;
}

/* ---------------------------------------------------------------- day words */

/* `لليوم الـ24` counts days. */
static bool counts_days(const RsDateFinder *finder, uint32_t token) {
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  RsNumber number;
  if (!chosen || !chosen->proclitic_count) return false;
  uint8_t clitic = chosen->proclitics[chosen->proclitic_count - 1];
  bool towards =
    RS_GET(finder->reading->knowledge, clitics, clitic)->flags & RS_LEXEME_TOWARDS;
  if (!towards) return false;
  return rs_date_number(finder, token + 1, &number) ||
         rs_date_number(finder, token + 2, &number);
}

/* `في اليوم الذي يلقي فيه خطابه` is the day that the clause tells. */
static bool is_told_behind(const RsDateFinder *finder, uint32_t token) {
  if (!rs_date_token(finder, token)) return false;
  const RsAnalysis *chosen = finder->reading->morphs[token].chosen;
  return chosen && !chosen->proclitic_count &&
         (rs_morph_lexeme(finder->reading->knowledge, chosen)->flags & RS_LEXEME_RELATIVE);
}

/* `اليوم السبت` in a paper of Sunday was written the day before: the weekday decides. */
static int32_t day_of_word(const RsDateFinder *finder, int32_t value, int weekday) {
  int32_t day = finder->reading->published_day + value;
  if (!weekday) return day;
  if (rs_weekday_of_day(day - 1) == weekday) return day - 1;
  return rs_weekday_of_day(day + 1) == weekday ? day + 1 : day;
}

bool rs_date_day_word(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_DAY);
  if (!match) return false;
  uint32_t at = match->last;
  RsNumber number;
  uint32_t behind = at;
  if (counts_days(finder, *token) || is_told_behind(finder, match->last)) return false;
  rs_date_weekday_at(finder, &behind, false);
  if (rs_date_is_punct(finder, behind, ',')) behind++;
  if (rs_date_day_month(finder, date, &behind)) return *token = behind, true;
  if (rs_date_number(finder, at, &number) && number.ordinal) return false;
  if (rs_date_time_at(finder, at, RS_TIME_NEXT) || rs_date_time_at(finder, at, RS_TIME_LAST)) {
    return false;
  }
  int weekday = rs_date_weekday_at(finder, &at, false);
  *token = weekday ? at : match->last;
  date->precision = RS_PRECISION_DAY;
  if (!rs_date_has_anchor(finder)) return true;
  const RsPhrase *phrase = rs_date_phrase(finder, match);
  int32_t day = day_of_word(finder, phrase->value, weekday);
  if (phrase->value_to > phrase->value) /* خلال الليل */
    rs_date_set_range(date, day, day + phrase->value_to - phrase->value);
  else
    rs_date_set_day(date, day);
  return true;
}

/* `قصفت أمس مواقع غداة هجوم`: the attack was on the day before that. */
bool rs_date_morrow(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_MORROW);
  const RsDate *before = finder->before;
  bool counted = match && !rs_date_phrase(finder, match)->tentative && before &&
                 before->precision == RS_PRECISION_DAY && before->from_day != RS_NO_DAY &&
                 !before->morrow;
  if (!counted) return false;
  *token = match->last;
  rs_date_set_day(date, before->from_day + rs_date_phrase(finder, match)->value);
  return date->morrow = true;
}

/* `اليوم نفسه`, `اليوم التالي`: counted from the last day that the story told; the same day is that
 * of publication when none was. */
bool rs_date_story_day(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_MORROW);
  if (!match || !rs_date_phrase(finder, match)->tentative) return false;
  *token = match->last;
  int32_t steps = rs_date_phrase(finder, match)->value;
  date->precision = RS_PRECISION_VAGUE;
  if (finder->told != RS_NO_DAY)
    rs_date_set_day(date, finder->told + steps);
  else if (!steps && rs_date_has_anchor(finder))
    rs_date_set_day(date, finder->reading->published_day);
  return true;
}

/* `في وقت سابق اليوم`, `في وقت سابق من يوم الخميس`, `في وقت مبكر من صباح الجمعة`: the day that is
 * said with it. */
static bool on_day(const RsDateFinder *finder, RsDate *date, uint32_t *token, int side) {
  uint32_t at = *token;
  if (!side) return false;
  if (rs_date_is_preposition(finder, at)) at++;
  rs_date_clear(date, date->first);
  const RsMatch *part = rs_date_time_at(finder, at, RS_TIME_DAYPART);
  if (part) at = part->last;
  const RsMatch *day = rs_date_unit_at(finder, at, RS_UNIT_DAY, 1);
  uint32_t behind = day ? day->last : at;
  bool found = rs_date_day_word(finder, date, &at);
  if (!found && rs_date_weekday(finder, date, &behind, day != NULL))
    found = (at = behind, true);
  if (found) *token = at;
  return found;
}

/* `في وقت سابق من هذا الشهر`: from its beginning to the publication, or from there to its end. */
static bool within_unit(
  const RsDateFinder *finder, RsDate *date, uint32_t *token, int side
) {
  uint32_t at = *token;
  if (!side) return false;
  if (rs_date_is_preposition(finder, at)) at++;
  if (!rs_date_period(finder, date, &at)) return false;
  *token = at;
  int32_t anchor = finder->reading->published_day;
  if (date->from_day == RS_NO_DAY || !rs_date_has_anchor(finder)) return true;
  if (side < 0 && anchor > date->from_day && anchor < date->to_day) date->to_day = anchor;
  if (side > 0 && anchor > date->from_day && anchor < date->to_day) date->from_day = anchor;
  return true;
}

bool rs_date_vague(const RsDateFinder *finder, RsDate *date, uint32_t *token) {
  const RsMatch *match = rs_date_time_at(finder, *token, RS_TIME_VAGUE);
  if (!match) return false;
  uint32_t at = match->last;
  int side = rs_date_phrase(finder, match)->value;
  if (within_unit(finder, date, &at, side) || on_day(finder, date, &at, side))
    return *token = at, true;
  /* `مسؤولا سابقا` is a former official, not "earlier". */
  const RsAnalysis *before = *token ? finder->reading->morphs[*token - 1].chosen : NULL;
  if (match->last == *token + 1 && before && before->upos == RS_UPOS_NOUN && !before->article) {
    return false;
  }
  *token = match->last;
  rs_date_clear(date, date->first);
  date->precision = RS_PRECISION_VAGUE;
  return true;
}
