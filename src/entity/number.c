/* The numbers of a text, with what stands around them.
 *
 * number_word.c reads one number; here come its neighbours. A word before it may open one side:
 * `ما لا يقل عن 12` is at least 12, `أكثر من مئة` more than 100, `عشرات` alone at least 20. Two
 * numbers may make a range (`بين خمسة وثمانية`, `من 10 إلى 12`, `10-12 جنديا`: least 10, most
 * 12) or a share (`واحد من عشرة`, `3/4`). `سالب` and a sign before digits make it negative;
 * `في المئة`, `بالمئة` and `%` belong to it and leave the value as said.
 * A number with an open side keeps the number said as its value, a range its lower end.
 * Limits: `2-1` is a score or a range and read as neither; `٣/٤` may be a date as well, which
 * the dates then say.
 */
#include "entity/number.h"

#include <math.h>

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  RsNumbers *numbers;
  RsArena *arena;
  size_t capacity;
} Finder;

static const RsToken *token_at(const Finder *finder, uint32_t token) {
  const RsTokens *tokens = finder->reading->tokens;
  return token < tokens->token_count ? &tokens->tokens[token] : NULL;
}

static bool is_mark(const Finder *finder, uint32_t token, uint8_t letter) {
  const RsToken *at = token_at(finder, token);
  return at && at->kind == RS_TOKEN_PUNCT && at->letter == letter;
}

/* A bound of this kind at a token, or NULL. */
static const RsMatch *bound_at(const Finder *finder, uint32_t token, RsBoundKind kind) {
  const RsMatches *matches = finder->matches;
  if (!token_at(finder, token)) return NULL;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsPhrase *phrase =
      RS_GET(finder->reading->knowledge, phrases, matches->matches[i].phrase);
    if (phrase->kind == RS_PHRASE_BOUND && phrase->detail == kind)
      return &matches->matches[i];
  }
  return NULL;
}

static void start_number(const Finder *finder, RsNumber *number, const RsSum *sum) {
  const RsMatch *match =
    rs_number_match(finder->reading, finder->matches, number->first, true);
  number->start_letter =
    match ? match->start_letter : finder->reading->tokens->tokens[number->first].start;
  number->value = rs_number_total(sum);
  number->min = number->max = NAN;
  number->approximate = sum->approximate;
  number->ordinal = sum->ordinal;
  number->share = sum->share;
  if (sum->approximate) number->min = number->value;
}

bool rs_number_read(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsNumber *number
) {
  Finder finder = {.reading = reading, .matches = matches};
  RsSum sum;
  *number = (RsNumber) {.first = token};
  number->last = rs_number_sum(reading, matches, token, &sum);
  if (number->last == token) return false;
  start_number(&finder, number, &sum);
  return true;
}

/* ------------------------------------------------------------------ bounds */

static void apply_bound(RsNumber *number, unsigned bound) {
  number->approximate = true;
  number->min = number->max = number->value;
  switch (bound) {
    case RS_BOUND_LEAST:
    case RS_BOUND_MORE:
    case RS_BOUND_LEAST_AFTER: number->max = NAN; break;
    case RS_BOUND_MOST:
    case RS_BOUND_LESS: number->min = NAN; break;
    default: break;
  }
}

/* A bound whose words end right before the number, or `على الأقل` within three words behind.
 * Returns the first token of number and bound together. */
static uint32_t find_bound(const Finder *finder, RsNumber *number) {
  uint32_t bound_first = number->first;
  const RsReading *reading = finder->reading;
  for (uint32_t back = 1; back <= 4 && back <= number->first; back++) {
    const RsMatch *match =
      rs_match_at(reading, finder->matches, number->first - back, RS_PHRASE_BOUND);
    if (!match || match->last != number->first) continue;
    const RsPhrase *phrase = RS_GET(reading->knowledge, phrases, match->phrase);
    if (phrase->detail >= RS_BOUND_LEAST_AFTER) continue;
    apply_bound(number, phrase->detail);
    bound_first = match->first;
  }
  for (uint32_t ahead = 0; ahead < 4; ahead++) {
    if (bound_at(finder, number->last + ahead, RS_BOUND_LEAST_AFTER))
      apply_bound(number, RS_BOUND_LEAST);
  }
  return bound_first;
}

/* ------------------------------------------------------- ranges and shares */

/* Behind `إلى`, `حتى`, `و` or a hyphen that joins the ends of a range; 0 when there is none. */
static uint32_t range_separator(const Finder *finder, uint32_t token, bool between) {
  const RsMatch *to = bound_at(finder, token, RS_BOUND_TO);
  if (to) return to->last;
  const RsToken *at = token_at(finder, token);
  if (!at) return 0;
  if (is_mark(finder, token, '-')) return token + 1;
  if (!between) return 0;
  if (rs_number_is_waw(finder->reading, token)) return token + 1;
  const RsMatch *match = rs_number_match(finder->reading, finder->matches, token, false);
  bool glued = match && match->start_letter == at->start + 1 && at->letter == RS_LETTER_WAW;
  return glued ? token : 0;
}

static bool is_glued(const Finder *finder, uint32_t token) {
  const RsToken *at = token_at(finder, token);
  return at && !at->spaced;
}

/* `10-12 جنديا`: what is counted follows; `2-1` may be a score. */
static bool is_counted(const Finder *finder, uint32_t token) {
  const RsToken *at = token_at(finder, token);
  const RsAnalysis *chosen = at ? finder->reading->morphs[token].chosen : NULL;
  return chosen && chosen->upos == RS_UPOS_NOUN && !chosen->article &&
         at->letter != RS_LETTER_BEH;
}

static const RsMatch *range_opening(const Finder *finder, uint32_t first, bool *between) {
  if (first == 0) return NULL;
  uint32_t back = first >= 2 && bound_at(finder, first - 2, RS_BOUND_BETWEEN) &&
                      bound_at(finder, first - 2, RS_BOUND_BETWEEN)->last == first
                    ? 2
                    : 1;
  const RsMatch *opening = bound_at(finder, first - back, RS_BOUND_BETWEEN);
  *between = opening != NULL;
  if (!opening) opening = bound_at(finder, first - 1, RS_BOUND_FROM);
  return opening && opening->last == first ? opening : NULL;
}

/* `بين خمسة وثمانية`, `من 10 إلى 12 ألفا`, `ثلاثة أو أربعة جنود`: takes the second number in. */
static void find_range(const Finder *finder, RsNumber *number, const RsSum *low) {
  bool between = false;
  const RsMatch *opening = range_opening(finder, number->first, &between);
  bool hyphen = is_mark(finder, number->last, '-') && is_glued(finder, number->last) &&
                is_glued(finder, number->last + 1);
  const RsMatch *either = opening ? NULL : bound_at(finder, number->last, RS_BOUND_OR);
  uint32_t at = either ? either->last : range_separator(finder, number->last, between);
  if (!at || (!opening && !hyphen && !either)) return;
  RsSum high;
  uint32_t end = rs_number_sum(finder->reading, finder->matches, at, &high);
  if (end == at || high.ordinal || high.approximate || high.share) return;
  if (!opening && !is_counted(finder, end)) return;
  if (!opening && !either && (!low->digits || !high.digits)) return;
  double from = number->value, to = rs_number_total(&high);
  if (high.scale >= 1000 && low->scale == 0 && from < 1000) from *= high.scale;
  if (from >= to) return;
  *number = (RsNumber) {
    .first = number->first,
    .last = end,
    .start_letter = number->start_letter,
    .value = from,
    .min = from,
    .max = to,
    .approximate = true,
    .ranged = true};
}

/* `ثلاثة أجزاء من مئة`; of `مئتان وثلاثة أجزاء من مئة` only what is below a hundred is. */
static bool find_parts(const Finder *finder, RsNumber *number) {
  const RsMatch *parts = bound_at(finder, number->last, RS_BOUND_PARTS);
  if (!parts) return false;
  RsSum lower;
  uint32_t end = rs_number_sum(finder->reading, finder->matches, parts->last, &lower);
  double below = rs_number_total(&lower);
  bool plain = !lower.ordinal && !lower.approximate && !lower.share;
  if (end == parts->last || !plain || below <= 1 || number->value <= 0) return false;
  double part = fmod(number->value, 100);
  if (part == 0 || part >= below || number->value < below) part = number->value;
  number->value += part / below - part;
  number->last = end;
  return number->share = true;
}

/* `1 3/4` */
static void find_mixed(const Finder *finder, RsNumber *number, const RsSum *whole) {
  uint32_t at = number->last;
  RsSum upper, lower;
  bool slash = whole->digits && is_mark(finder, at + 1, '/') && is_glued(finder, at + 1) &&
               is_glued(finder, at + 2) && !is_glued(finder, at) &&
               !is_mark(finder, at + 3, '/');
  if (!slash || rs_number_sum(finder->reading, finder->matches, at, &upper) != at + 1 ||
      rs_number_sum(finder->reading, finder->matches, at + 2, &lower) != at + 3) {
    return;
  }
  double above = rs_number_total(&upper), below = rs_number_total(&lower);
  if (above < 1 || above >= below || below > 100 || number->value != floor(number->value))
    return;
  number->value += above / below;
  number->last = at + 3;
}

/* `3/4`, `واحد على ثلاثة`, `واحد من عشرة`. */
static void find_share(const Finder *finder, RsNumber *number, const RsSum *upper) {
  uint32_t at = number->last;
  bool slash = is_mark(finder, at, '/') && upper->digits && is_glued(finder, at) &&
               is_glued(finder, at + 1);
  const RsMatch *over = slash ? NULL : bound_at(finder, at, RS_BOUND_OVER);
  bool of_many = false;
  if (!slash && !over && number->value == 1 && !upper->digits) {
    over = bound_at(finder, at, RS_BOUND_FROM);
    of_many = over != NULL;
  }
  if (!slash && !over) return;
  if (slash && (is_mark(finder, number->first - 1, '/') && number->first > 0)) return;
  RsSum lower;
  uint32_t first = slash ? at + 1 : over->last;
  uint32_t end = rs_number_sum(finder->reading, finder->matches, first, &lower);
  double below = rs_number_total(&lower);
  if (end == first || lower.ordinal || lower.approximate || lower.share) return;
  if (below <= number->value || below <= 1 || number->value <= 0) return;
  if (slash && (below > 100 || is_mark(finder, end, '/'))) return;
  if (of_many && lower.article) return; /* واحد من الثلاثة */
  number->last = end;
  number->value /= below;
  number->share = true;
}

static void find_percent(const Finder *finder, RsNumber *number) {
  const RsMatch *match = bound_at(finder, number->last, RS_BOUND_PERCENT);
  if (!match && !is_mark(finder, number->last, '%')) return;
  number->last = match ? match->last : number->last + 1;
  number->percent = true;
}

/* `سالب خمسة`, `-5` but not `90-5` or `الفريق-5`. */
static void find_sign(const Finder *finder, RsNumber *number, const RsSum *sum) {
  if (number->first == 0 || sum->ordinal || sum->approximate) return;
  uint32_t before = number->first - 1;
  const RsMatch *word = bound_at(finder, before, RS_BOUND_MINUS);
  bool sign = is_mark(finder, before, '-') && sum->digits &&
              is_glued(finder, number->first) &&
              finder->reading->tokens->tokens[before].spaced;
  if (!sign && !(word && word->last == number->first)) return;
  number->first = before;
  number->start_letter =
    word ? word->start_letter : finder->reading->tokens->tokens[before].start;
  number->value = -number->value;
  number->negative = true;
}

/* ----------------------------------------------------------------- finding */

/* What a word means as a part of a whole (`خمس`, `ربع`); NULL when it is none. */
static const RsPhrase *part_at(
  const Finder *finder, uint32_t token, uint32_t start, bool only_fifth
) {
  const RsMatches *matches = finder->matches;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    const RsPhrase *phrase = RS_GET(finder->reading->knowledge, phrases, match->phrase);
    bool part = phrase->detail == RS_NUMBER_FIFTH ||
                (!only_fifth && phrase->detail == RS_NUMBER_FRACTION);
    bool whole = match->last == token + 1 && match->start_letter == start;
    if (phrase->kind == RS_PHRASE_NUMBER && part && whole) return phrase;
  }
  return NULL;
}

/* `ثلاثة وعشرون خمسا`: above ten what is counted stands in the singular. */
static void find_fifths(const Finder *finder, RsNumber *number, const RsSum *sum) {
  if (sum->digits || sum->article || number->share || number->ranged) return;
  if (number->value <= 10 || number->value != floor(number->value)) return;
  const RsToken *next = token_at(finder, number->last);
  const RsPhrase *part = next ? part_at(finder, number->last, next->start, false) : NULL;
  if (!part || is_counted(finder, number->last + 1)) return;
  number->value *= part->number;
  number->last++;
  number->share = true;
}

/* `خمس السكان`: a fifth, since what is counted by five is indefinite; `خمس العشرين` is four. */
static void find_fifth(const Finder *finder, RsNumber *number, const RsSum *sum) {
  if (sum->digits || sum->ordinal || sum->article) return;
  const RsPhrase *part = part_at(finder, number->first, number->start_letter, true);
  const RsToken *next = part ? token_at(finder, number->last) : NULL;
  const RsAnalysis *chosen = next ? finder->reading->morphs[number->last].chosen : NULL;
  if (!chosen) return;
  RsSum whole;
  uint32_t end = rs_number_sum(finder->reading, finder->matches, number->last, &whole);
  if (end > number->last && whole.article && !whole.ordinal && !whole.approximate) {
    number->value = part->number * rs_number_total(&whole);
    number->last = end;
  } else {
    bool noun = chosen->upos == RS_UPOS_NOUN || chosen->upos == RS_UPOS_PROPN;
    if (!noun || !chosen->article) return;
    number->value = part->number;
  }
  number->share = true;
}

static bool add_number(Finder *finder, RsNumber *number, uint32_t bound_first) {
  RsNumbers *numbers = finder->numbers;
  numbers->numbers = rs_arena_grow(
    finder->arena,
    numbers->numbers,
    numbers->number_count,
    &finder->capacity,
    sizeof *numbers->numbers
  );
  if (!numbers->numbers) return false;
  if (number->last > number->first)
    number->end_letter = finder->reading->tokens->tokens[number->last - 1].end;
  for (uint32_t i = bound_first; i < number->last; i++)
    numbers->at[i] = numbers->number_count;
  numbers->numbers[numbers->number_count++] = *number;
  return true;
}

/* `الأحد`, `الاثنين` with ال are days. */
static bool is_weekday(const Finder *finder, const RsNumber *number, const RsSum *sum) {
  if (sum->digits || !sum->article || number->last != number->first + 1) return false;
  return rs_match_at(finder->reading, finder->matches, number->first, RS_PHRASE_WEEKDAY) !=
         NULL;
}

/* `.75`: the point and the figures glued to it, where nothing is counted behind. */
static void find_point(const Finder *finder, RsNumber *number, const RsSum *sum) {
  uint32_t before = number->first - 1;
  if (number->first == 0 || !sum->digits || number->last != number->first + 1) return;
  const RsToken *point = token_at(finder, before);
  bool alone = before == 0 || point->spaced;
  if (!is_mark(finder, before, '.') || !alone || !is_glued(finder, number->first)) return;
  const RsToken *behind = token_at(finder, number->last);
  if (behind && behind->kind != RS_TOKEN_PUNCT) return;
  double value =
    rs_figure_behind_point(finder->reading->text, token_at(finder, number->first));
  if (isnan(value)) return;
  number->value = value;
  number->first = before;
  number->start_letter = point->start;
}

/* The number at a token with all that belongs to it; false when there is none. */
static bool number_at(
  const Finder *finder, uint32_t token, RsNumber *number, uint32_t *bound_first
) {
  RsSum sum;
  *number = (RsNumber) {.first = token};
  number->last = rs_number_sum(finder->reading, finder->matches, token, &sum);
  if (number->last == token) return false;
  if (is_weekday(finder, number, &sum)) return false;
  start_number(finder, number, &sum);
  find_point(finder, number, &sum);
  if (!sum.ordinal && !sum.approximate) {
    if (!find_parts(finder, number)) find_share(finder, number, &sum);
    if (!number->share) find_range(finder, number, &sum);
    find_mixed(finder, number, &sum);
    find_fifths(finder, number, &sum);
    if (number->last == number->first + 1) find_fifth(finder, number, &sum);
    find_percent(finder, number);
  } else if (sum.share) {
    find_percent(finder, number);
  }
  *bound_first = number->ranged ? number->first : find_bound(finder, number);
  find_sign(finder, number, &sum);
  if (number->first < *bound_first) *bound_first = number->first;
  return true;
}

/* `بالمئة 35`, `%35`: the word or the sign before the figures. */
static bool percent_before(
  const Finder *finder, uint32_t token, RsNumber *number, uint32_t *bound_first
) {
  const RsMatch *word = bound_at(finder, token, RS_BOUND_PERCENT);
  const RsToken *sign = token_at(finder, token);
  if (!word && !is_mark(finder, token, '%')) return false;
  uint32_t next = word ? word->last : token + 1;
  const RsToken *figures = token_at(finder, next);
  if (!figures || figures->kind != RS_TOKEN_DIGITS || figures->sentence != sign->sentence)
    return false;
  if (!word && (!sign->spaced || figures->spaced)) return false;
  if (!number_at(finder, next, number, bound_first)) return false;
  number->first = *bound_first = token;
  number->start_letter = word ? word->start_letter : sign->start;
  return number->percent = true;
}

/* The four numbers of `192.168.1.2`; they count nothing, so no token is theirs. */
static bool add_address(Finder *finder, uint32_t token) {
  const RsToken *address = token_at(finder, token);
  for (uint32_t at = address->start; at < address->end; at++) {
    RsNumber part = {.first = token, .last = token, .start_letter = at};
    part.min = part.max = NAN;
    at = rs_figure_part(finder->reading->text, at, address->end, &part.value);
    part.end_letter = at;
    if (!add_number(finder, &part, token)) return false;
  }
  return true;
}

bool rs_numbers_find(
  RsNumbers *numbers, RsArena *arena, const RsReading *reading, const RsMatches *matches
) {
  *numbers = (RsNumbers) {0};
  Finder finder = {
    .reading = reading, .matches = matches, .numbers = numbers, .arena = arena};
  uint32_t count = reading->tokens->token_count;
  numbers->at = rs_arena_alloc(arena, (count + 1) * sizeof *numbers->at);
  if (!numbers->at) return false;
  for (uint32_t i = 0; i <= count; i++)
    numbers->at[i] = RS_NONE;
  for (uint32_t i = 0; i < count;) {
    RsNumber number;
    uint32_t bound_first;
    const RsToken *at = &reading->tokens->tokens[i];
    bool possible = at->kind == RS_TOKEN_DIGITS ||
                    (at->kind == RS_TOKEN_PUNCT && at->letter == '%') ||
                    matches->starts[i] < matches->starts[i + 1];
    bool found = possible && (percent_before(&finder, i, &number, &bound_first) ||
                              number_at(&finder, i, &number, &bound_first));
    if (!found) {
      bool address = at->kind == RS_TOKEN_DIGITS && rs_figure_is_address(reading->text, at);
      if (address && !add_address(&finder, i)) return false;
      i++;
      continue;
    }
    if (!add_number(&finder, &number, bound_first)) return false;
    i = number.last;
  }
  return true;
}
