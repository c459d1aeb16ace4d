/* Numbers, months, weekdays and words of time: names whose phrase carries a value.
 *
 * Number words and names of months and days are lexemes as well when they are one word; words
 * of time (أمس, منذ) stand in the lexicon already. The forms of a unit of time tell how many
 * it means: يوم one, يومان and يومين two, أيام some. */
#include "compile/compiler.h"

static void add_names(RsCompiler *c, const RsLine *line, unsigned column, RsNameNew name) {
  RsBytes list = rs_column(line, column);
  name.country = RS_NONE;
  for (RsBytes part; rs_list_next(&list, '|', &part);) {
    name.text = part;
    rs_name_add(c, line, &name);
  }
}

static int32_t read_integer(
  RsCompiler *c, const RsLine *line, unsigned column, int32_t least, int32_t most
) {
  double value;
  if (rs_bytes_number(rs_column(line, column), &value) && value >= least && value <= most) {
    return (int32_t)value;
  }
  rs_fault(c, line, "column %u: a number from %d to %d", column + 1, least, most);
  return least;
}

void rs_read_number(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {
    "unit",
    "teen",
    "ten",
    "hundred",
    "scale",
    "ordinal",
    "fraction",
    "approx",
    "few",
    "parts",
    "fifth",
    "point",
    "dual",
  };
  RsNameNew name = {.upos = RS_UPOS_NUM, .takes_article = true};
  name.phrase.kind = RS_PHRASE_NUMBER;
  name.phrase.detail =
    (uint8_t)rs_column_enum(c, line, 3, "kind", kinds, RS_COUNT_OF(kinds));
  if (name.phrase.detail == RS_NUMBER_ORDINAL) name.upos = RS_UPOS_ADJ;
  if (name.phrase.detail >= RS_NUMBER_FRACTION) name.upos = RS_UPOS_NOUN;
  if (!rs_bytes_number(rs_column(line, 2), &name.phrase.number)) {
    rs_fault(c, line, "column 3: a number");
    return;
  }
  RsBytes forms = rs_column(line, 1);
  rs_list_next(&forms, '|', &name.lemma); /* عشرون is the lemma of عشرين */
  add_names(c, line, 1, name);
}

void rs_read_month(RsCompiler *c, const RsLine *line) {
  static const char *const calendars[] = {
    "gregorian",
    "levantine",
    "maghrebi",
    "egyptian",
    "hijri",
  };
  RsNameNew name = {.upos = RS_UPOS_NOUN};
  name.phrase.kind = RS_PHRASE_MONTH;
  name.phrase.detail =
    (uint8_t)rs_column_enum(c, line, 1, "calendar", calendars, RS_COUNT_OF(calendars));
  name.phrase.value = read_integer(c, line, 2, 1, 12);
  add_names(c, line, 3, name);
}

void rs_read_weekday(RsCompiler *c, const RsLine *line) {
  RsNameNew name = {.upos = RS_UPOS_NOUN};
  name.phrase.kind = RS_PHRASE_WEEKDAY;
  name.phrase.value = read_integer(c, line, 1, 1, 7);
  add_names(c, line, 2, name);
}

void rs_read_bound(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {
    "least",
    "more",
    "most",
    "less",
    "about",
    "least_after",
    "between",
    "from",
    "to",
    "percent",
    "minus",
    "over",
    "parts",
    "or",
  };
  RsNameNew name = {.upos = RS_UPOS_NONE};
  name.phrase.kind = RS_PHRASE_BOUND;
  name.phrase.detail =
    (uint8_t)rs_column_enum(c, line, 2, "kind", kinds, RS_COUNT_OF(kinds));
  add_names(c, line, 1, name);
}

/* ------------------------------------------------------------- words of time */

/* 1 singular, 2 dual, 3 plural, by comparing a form with the first one. */
static int32_t number_of_unit(RsBytes first, RsBytes form) {
  RsSpell one = rs_spell_of_text(first), other = rs_spell_of_text(form);
  RsSpell article = rs_spell_with((RsSpell) {0}, "Al");
  if (other.count > 2 && !memcmp(other.letters, article.letters, 2)) {
    other = rs_spell_without(rs_spell_without(other, 0), 0);
  }
  if (rs_spell_same(&one, &other)) return 1;
  RsSpell stem = rs_spell_ends(&one, 'p') ? rs_spell_with(rs_spell_cut(one), "t") : one;
  RsSpell accusative = rs_spell_with(stem, "A");
  if (rs_spell_same(&accusative, &other) || rs_spell_same(&stem, &other)) return 1;
  static const char *const duals[] = {"An", "yn", "y"};
  for (size_t i = 0; i < RS_COUNT_OF(duals); i++) {
    RsSpell dual = rs_spell_with(stem, duals[i]);
    if (rs_spell_same(&dual, &other)) return 2;
  }
  return 3;
}

static const char *const unit_names[RS_UNIT_COUNT] = {
  "minute",
  "hour",
  "day",
  "week",
  "month",
  "year",
  "decade",
  "second",
  "century",
};

static void add_units(RsCompiler *c, const RsLine *line, RsNameNew name) {
  name.phrase.value =
    (int32_t)rs_column_enum(c, line, 3, "unit", unit_names, RS_COUNT_OF(unit_names));
  RsBytes list = rs_column(line, 1), first = list, singular, part;
  if (!rs_list_next(&first, '|', &singular)) return;
  while (rs_list_next(&list, '|', &part)) {
    name.text = part;
    name.phrase.value_to = number_of_unit(singular, part);
    rs_name_add(c, line, &name);
  }
}

static void read_range(RsCompiler *c, const RsLine *line, RsPhrase *phrase) {
  RsBytes value = rs_column(line, 3), from = {0}, to = {0};
  double low = 0, high = 0;
  bool is_range = rs_list_next(&value, '-', &from) && rs_list_next(&value, '-', &to) &&
                  rs_bytes_number(from, &low) && rs_bytes_number(to, &high);
  if (!is_range || low < 1 || high < low || high > 31) {
    rs_fault(c, line, "column 4: days of a month, as 1-10");
    return;
  }
  phrase->value = (int32_t)low;
  phrase->value_to = (int32_t)high;
}

/* `season?`, `named?`: the word has other meanings and counts only with a year. */
static uint8_t timeword_kind(RsCompiler *c, const RsLine *line, bool *tentative) {
  static const char *const kinds[RS_TIME_KINDS] = {
    "day",    "unit",  "part",     "daypart", "last",       "next",    "this",
    "ago",    "after", "vague",    "since",   "season",     "weekend", "rest",
    "every",  "set",   "decades",  "whole",   "throughout", "lasting", "several",
    "equals", "final", "division", "in",      "morrow",
  };
  RsBytes kind = rs_column(line, 2);
  *tentative = kind.count && kind.data[kind.count - 1] == '?';
  kind.count -= *tentative;
  for (unsigned i = 0; i < RS_TIME_NAMED; i++) {
    if (rs_bytes_equal(kind, kinds[i])) return (uint8_t)i;
  }
  rs_fault(c, line, "unknown kind %.*s", (int)kind.count, kind.data);
  return 0;
}

static void read_timeword_value(RsCompiler *c, const RsLine *line, RsPhrase *phrase) {
  bool stated = rs_column(line, 3).count > 0;
  switch (phrase->detail) {
    case RS_TIME_DAY:
      phrase->value = phrase->value_to = read_integer(c, line, 3, -3660, 3660);
      if (rs_column(line, 4).count > 0)
        phrase->value_to = read_integer(c, line, 4, phrase->value, 3660);
      break;
    case RS_TIME_PART: read_range(c, line, phrase); break;
    case RS_TIME_LAST:
    case RS_TIME_NEXT: phrase->value = stated ? read_integer(c, line, 3, 1, 9) : 1; break;
    case RS_TIME_VAGUE: phrase->value = stated ? read_integer(c, line, 3, -1, 1) : 0; break;
    case RS_TIME_SEASON: phrase->value = read_integer(c, line, 3, 1, 12); break;
    case RS_TIME_DIVISION: phrase->value = read_integer(c, line, 3, 1, 12); break;
    case RS_TIME_MORROW: phrase->value = read_integer(c, line, 3, -14, 14); break;
    case RS_TIME_DECADES: phrase->value = read_integer(c, line, 3, 0, 90); break;
    case RS_TIME_SET:
      phrase->value =
        (int32_t)rs_column_enum(c, line, 3, "unit", unit_names, RS_COUNT_OF(unit_names));
      break;
    default: break;
  }
}

void rs_read_timeword(RsCompiler *c, const RsLine *line) {
  RsNameNew name = {.country = RS_NONE};
  bool tentative;
  name.phrase.kind = RS_PHRASE_TIMEWORD;
  name.phrase.detail = timeword_kind(c, line, &tentative);
  name.phrase.tentative = tentative;
  if (name.phrase.detail == RS_TIME_UNIT) {
    add_units(c, line, name);
    return;
  }
  read_timeword_value(c, line, &name.phrase);
  add_names(c, line, 1, name);
}
