/* Named days and the Hijri calendar.
 *
 * A named day has a rule instead of a date: a day of the Gregorian year (`05-15`), of the
 * Hijri year (`hijri 10-01`), the nth weekday of a month (`11 thursday 4`, `last` for the last
 * one), or a number of days from Easter (`easter -2`; `pascha 0` by the Julian calendar). What
 * happened once has its days (`1939-09-01/1945-09-02`).
 * hijri.tsv holds the beginning of each year and the lengths of its months, as the Umm al-Qura
 * calendar is published; lines are checked against each other, since a slip of one day would
 * shift all that follows.
 */
#include "entity/calendar.h"
#include "compile/compiler.h"

static bool read_whole(RsBytes bytes, int32_t least, int32_t most, int32_t *value) {
  double number;
  if (!rs_bytes_number(bytes, &number) || number < least || number > most) return false;
  *value = (int32_t)number;
  return *value == number;
}

/* `05-15` as 515. */
static bool read_month_day(RsBytes bytes, int32_t *value) {
  RsBytes month, day;
  int32_t m = 0, d = 0;
  if (!rs_list_next(&bytes, '-', &month) || !rs_list_next(&bytes, '-', &day)) return false;
  if (!read_whole(month, 1, 12, &m) || !read_whole(day, 1, 31, &d)) return false;
  *value = m * 100 + d;
  return true;
}

static bool read_nth_weekday(RsBytes month, RsBytes rest, int32_t *value) {
  static const char *const days[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  RsBytes weekday, which;
  int32_t m = 0, n = 9;
  if (!rs_list_next(&rest, ' ', &weekday) || !rs_list_next(&rest, ' ', &which))
    return false;
  int day = rs_enum_find(weekday, days, RS_COUNT_OF(days));
  if (day < 0 || !read_whole(month, 1, 12, &m)) return false;
  if (!rs_bytes_equal(which, "last") && !read_whole(which, 1, 5, &n)) return false;
  *value = m * 100 + (day + 1) * 10 + n;
  return true;
}

/* `1939-09-01`, or `1939-09-01/1945-09-02`. */
static bool read_past(RsBytes rule, RsPhrase *phrase) {
  RsBytes day;
  int32_t *ends[] = {&phrase->value, &phrase->value_to};
  size_t count = 0;
  for (; count < RS_COUNT_OF(ends) && rs_list_next(&rule, '/', &day); count++) {
    RsBytes part;
    int32_t numbers[3] = {0};
    for (size_t i = 0; i < 3; i++) {
      if (!rs_list_next(&day, '-', &part) || !read_whole(part, 1, 2999, &numbers[i]))
        return false;
    }
    if (numbers[1] > 12 || numbers[2] > 31) return false;
    *ends[count] = rs_day_of_date(numbers[0], numbers[1], numbers[2]);
  }
  if (count == 1) phrase->value_to = phrase->value;
  phrase->index = RS_NAMED_PAST;
  return phrase->value_to >= phrase->value;
}

static bool read_rule(RsBytes rule, RsPhrase *phrase) {
  RsBytes first, rest = rule;
  if (!rs_list_next(&rest, ' ', &first)) return false;
  if (rs_bytes_equal(first, "hijri")) {
    phrase->index = RS_NAMED_HIJRI;
    return read_month_day(rest, &phrase->value);
  }
  if (rs_bytes_equal(first, "easter") || rs_bytes_equal(first, "pascha")) {
    phrase->index = first.data[0] == 'e' ? RS_NAMED_EASTER : RS_NAMED_PASCHA;
    return read_whole(rest, -100, 100, &phrase->value);
  }
  if (first.count >= 10) return read_past(first, phrase);
  if (rest.data) {
    phrase->index = RS_NAMED_WEEKDAY;
    return read_nth_weekday(first, rest, &phrase->value);
  }
  phrase->index = RS_NAMED_GREGORIAN;
  return read_month_day(first, &phrase->value);
}

void rs_read_named_day(RsCompiler *c, const RsLine *line) {
  RsNameNew name = {.country = RS_NONE};
  name.phrase.kind = RS_PHRASE_TIMEWORD;
  name.phrase.detail = RS_TIME_NAMED;
  name.phrase.value_to = 1;
  if (!read_rule(rs_column(line, 2), &name.phrase)) {
    rs_fault(
      c, line, "column 3: a rule such as 05-15, hijri 10-01, 11 thursday 4, easter 0"
    );
    return;
  }
  RsBytes days = rs_column(line, 3), list = rs_column(line, 1);
  if (days.count && !read_whole(days, 1, 40, &name.phrase.value_to))
    rs_fault(c, line, "column 4: a number of days from 1 to 40");
  for (RsBytes part; rs_list_next(&list, '|', &part);) {
    name.phrase.tentative = part.count && part.data[part.count - 1] == '?';
    part.count -= name.phrase.tentative;
    name.text = part;
    rs_name_add(c, line, &name);
  }
}

static bool read_lengths(RsBytes list, uint32_t *lengths) {
  RsBytes part;
  unsigned month = 0;
  for (*lengths = 0; rs_list_next(&list, '|', &part); month++) {
    int32_t days;
    if (month == 12 || !read_whole(part, 28, 31, &days)) return false;
    *lengths |= (uint32_t)(days - 28) << (2 * month);
  }
  return month == 12;
}

static int32_t days_of_year(const RsHijriYear *year) {
  int32_t days = 0;
  for (unsigned month = 0; month < 12; month++)
    days += 28 + (int32_t)(year->lengths >> (2 * month) & 3);
  return days;
}

void rs_read_hijri_year(RsCompiler *c, const RsLine *line) {
  RsHijriYear year = {.entry = line->entry};
  char first[11] = {0};
  RsBytes day = rs_column(line, 2);
  if (day.count == 10) memcpy(first, day.data, 10);
  if (!read_whole(rs_column(line, 1), 1, 3000, &year.year) || !rs_day_parse(first, &year.first_day) || !read_lengths(rs_column(line, 3), &year.lengths)) {
    rs_fault(c, line, "a year, its first day and the lengths of twelve months");
    return;
  }
  uint32_t count = rs_table_count(c, RS_SECTION_HIJRI);
  if (count) {
    const RsHijriYear *before = rs_table_at(c, RS_SECTION_HIJRI, count - 1);
    if (before->year + 1 != year.year || before->first_day + days_of_year(before) != year.first_day) {
      rs_fault(c, line, "does not begin where the year before it ends");
      return;
    }
  }
  rs_table_add(c, RS_SECTION_HIJRI, &year);
}
