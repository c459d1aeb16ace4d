/* One number in words, digits or both.
 *
 * `ألفان وثلاثمئة وخمسة وعشرون` is a sum of groups below a thousand, each multiplied by the
 * scale behind it (`خمسة وعشرون ألفا`). Arabic says hundreds, units, tens, in that order and
 * joined by و, so a word that breaks the order begins another number: `خمسة وثمانية` are two.
 * Digits take a scale (`4 آلاف و200`) or hundreds (`3 مئة`). Fractions add to what is before
 * them (`مليون ونصف المليون`) or are counted themselves (`ثلاثة أخماس`); `فاصلة` is the point.
 * What is written in figures is read by number_figure.c.
 * `ألفا` is a thousand in the accusative behind a number (`عشرون ألفا`); where it begins one, it is
 * the dual that has lost its nun to the noun behind it (`ألفا جندي`, two thousand soldiers).
 * Limits: no roman numerals; `خمس` is a fifth only before a definite noun or behind a number
 * above ten, whose counted noun is in the singular (`ثلاثة وعشرون خمسا`).
 */
#include "entity/number.h"

#include <math.h>

const RsMatch *rs_number_match(
  const RsReading *reading, const RsMatches *matches, uint32_t token, bool first
) {
  const RsMatch *best = NULL;
  if (token >= reading->tokens->token_count) return NULL;
  for (uint32_t i = matches->starts[token]; i < matches->starts[token + 1]; i++) {
    const RsMatch *match = &matches->matches[i];
    const RsPhrase *phrase = RS_GET(reading->knowledge, phrases, match->phrase);
    bool by_context = phrase->detail == RS_NUMBER_FIFTH || phrase->detail == RS_NUMBER_DUAL;
    if (phrase->kind != RS_PHRASE_NUMBER || by_context) continue;
    bool wanted = (phrase->detail == RS_NUMBER_APPROXIMATE) == first;
    bool same = best && match->last == best->last;
    if (best && match->last < best->last) continue;
    /* `أثمان` is not `ثمان` behind a question. */
    if (same && (!wanted || match->start_letter > best->start_letter)) continue;
    best = match;
  }
  return best;
}

bool rs_number_is_waw(const RsReading *reading, uint32_t token) {
  if (token >= reading->tokens->token_count) return false;
  const RsToken *word = &reading->tokens->tokens[token];
  return word->kind == RS_TOKEN_WORD && word->end - word->start == 1 &&
         word->letter == RS_LETTER_WAW;
}

double rs_number_total(const RsSum *sum) {
  double value = sum->total + sum->group;
  return sum->factor > 0 ? value * sum->factor : value;
}

/* ------------------------------------------------------------------- words */

static bool is_dual_scale(double value) {
  return value == 2e3 || value == 2e6 || value == 2e9 || value == 2e12 || value == 200;
}

static bool add_scale(RsSum *sum, double value, bool joined) {
  double base = is_dual_scale(value) ? value / 2 : value;
  if (!sum->any) {
    sum->total = value;
  } else if (sum->share) { /* نصف مليون */
    if (joined || sum->total > 0) return false;
    sum->total = sum->group * value;
    sum->share = sum->approximate = false;
  } else if (joined) { /* مليون وألف */
    if (sum->group != 0 || base >= sum->scale) return false;
    sum->total += value;
  } else if (sum->group != 0) {
    if (base != value || (sum->scale > 0 && value >= sum->scale)) return false;
    sum->total += sum->group * value;
  } else { /* مئة ألف مليون */
    if (base != value || sum->total > 1e6) return false;
    sum->total *= value;
  }
  sum->group = 0;
  sum->scale = base;
  sum->digits = false;
  return sum->any = true;
}

static bool add_hundred(RsSum *sum, double value, bool joined) {
  bool times = value == 100 && sum->any && !joined && sum->group < 10 &&
               (sum->group > 2 || (sum->digits && sum->group >= 1));
  if (times) {
    sum->group *= 100;
    sum->digits = false;
    return true;
  }
  if (sum->any && (sum->group != 0 || sum->total == 0)) return false;
  sum->group += value;
  sum->digits = false;
  return sum->any = true;
}

static bool add_small(RsSum *sum, double value, bool joined, bool tens) {
  if (sum->any && (!joined || sum->digits)) return false;
  double below = fmod(sum->group, 100);
  bool fits = below == 0 || (tens && below >= 1 && below <= 9);
  if (sum->any && (!fits || (sum->group == 0 && sum->total == 0))) return false;
  sum->group += value;
  return sum->any = true;
}

static bool add_ordinal(RsSum *sum, double value, bool joined, bool article) {
  if (sum->any) { /* المئة والخامسة */
    bool follows = joined && article && sum->article && !sum->digits && !sum->ordinal &&
                   sum->group >= 100 && fmod(sum->group, 100) == 0;
    if (!follows) return false;
  }
  sum->group += value;
  sum->ordinal = true;
  return sum->any = true;
}

static bool add_fraction(RsSum *sum, double value, bool joined, bool article) {
  if (!sum->any) {
    sum->group = value;
    sum->share = sum->approximate = true;
    return sum->any = true;
  }
  if (!joined || article || sum->ordinal || sum->share) return false;
  if (sum->group == 0 && sum->scale >= 1000)
    sum->total += value * sum->scale;
  else
    sum->group += value;
  return true;
}

/* `ثلاثة أخماس`; `مئة وثلاثة أرباع` is more than a hundred. */
static bool add_parts(RsSum *sum, double value, bool joined) {
  if (!sum->any || joined || sum->ordinal || sum->share || sum->total > 0) return false;
  double below = fmod(sum->group, 100);
  bool beside = sum->group >= 100 && below >= 1 && below * value < 1;
  sum->group = beside ? sum->group - below + below * value : sum->group * value;
  return sum->share = true;
}

static bool add_rough(RsSum *sum, double value) {
  if (sum->any) return false;
  sum->group = value;
  sum->approximate = true;
  return sum->any = true;
}

/* Adds one number word; false when it cannot continue the number. */
static bool add_word(RsSum *sum, const RsPhrase *phrase, bool joined, bool article) {
  double value = phrase->number;
  bool more = phrase->detail != RS_NUMBER_SCALE && phrase->detail != RS_NUMBER_TEN;
  if (sum->share && phrase->detail != RS_NUMBER_SCALE) return false;
  if (sum->ordinal && more) return false;
  switch (phrase->detail) {
    case RS_NUMBER_UNIT:
    case RS_NUMBER_TEEN: return add_small(sum, value, joined, false);
    case RS_NUMBER_TEN: return add_small(sum, value, joined, true);
    case RS_NUMBER_HUNDRED: return add_hundred(sum, value, joined);
    case RS_NUMBER_DUAL:
    case RS_NUMBER_SCALE: return !sum->ordinal && add_scale(sum, value, joined);
    case RS_NUMBER_ORDINAL: return add_ordinal(sum, value, joined, article);
    case RS_NUMBER_FRACTION: return add_fraction(sum, value, joined, article);
    case RS_NUMBER_PARTS: return add_parts(sum, value, joined);
    case RS_NUMBER_APPROXIMATE:
    case RS_NUMBER_FEW: return add_rough(sum, value);
    default: return false;
  }
}

/* ----------------------------------------------------------------- reading */

typedef struct {
  const RsReading *reading;
  const RsMatches *matches;
  uint32_t at, sentence;
  RsSum *sum;
} Reader;

static bool within(const Reader *reader, uint32_t token) {
  const RsTokens *tokens = reader->reading->tokens;
  return token < tokens->token_count && tokens->tokens[token].sentence == reader->sentence;
}

static const RsPhrase *phrase_of(const Reader *reader, const RsMatch *match) {
  return RS_GET(reader->reading->knowledge, phrases, match->phrase);
}

static bool has_article(const Reader *reader, const RsMatch *match) {
  const uint8_t *letters = reader->reading->text->letters + match->start_letter;
  uint32_t end = reader->reading->tokens->tokens[match->first].end;
  return match->start_letter + 2 < end && letters[0] == RS_LETTER_ALEF &&
         letters[1] == RS_LETTER_LAM;
}

/* `5G`, `1M`: figures that are part of a name. */
static bool is_code(const Reader *reader) {
  const RsTokens *tokens = reader->reading->tokens;
  if (reader->at >= tokens->token_count) return false;
  const RsToken *next = &tokens->tokens[reader->at];
  return next->kind == RS_TOKEN_LATIN && !next->spaced;
}

static void read_digits(Reader *reader) {
  const RsToken *token = &reader->reading->tokens->tokens[reader->at];
  const RsMatch *next =
    within(reader, reader->at + 1)
      ? rs_match_at(reader->reading, reader->matches, reader->at + 1, RS_PHRASE_NUMBER)
      : NULL;
  bool scaled = next && phrase_of(reader, next)->detail == RS_NUMBER_SCALE &&
                phrase_of(reader, next)->number >= 1e6;
  double value = rs_figure_value(reader->reading->text, token, scaled);
  if (isnan(value)) return;
  reader->at = rs_figure_groups(reader->reading, reader->at + 1, &value);
  reader->at = rs_figure_power(reader->reading, reader->at, &value);
  if (is_code(reader)) return;
  reader->sum->group = value;
  reader->sum->any = reader->sum->digits = true;
}

/* `4 آلاف و200`, `مئة و21`: digits behind و that fit below what stands before. */
static bool joined_digits(Reader *reader, uint32_t token) {
  RsSum *sum = reader->sum;
  if (sum->ordinal || sum->approximate || sum->digits) return false;
  double value =
    rs_figure_value(reader->reading->text, &reader->reading->tokens->tokens[token], false);
  if (value != floor(value)) return false;
  bool below_scale = sum->group == 0 && sum->total > 0 && value < 1000;
  bool below_hundred = sum->group >= 100 && fmod(sum->group, 100) == 0 && value < 100;
  if (!below_scale && !below_hundred) return false;
  sum->group += value;
  sum->digits = true;
  reader->at = token + 1;
  return true;
}

/* `عشرات الآلاف`: an approximate count of a scale. */
static bool multiply(Reader *reader, const RsPhrase *phrase) {
  RsSum *sum = reader->sum;
  bool scale = phrase->detail == RS_NUMBER_SCALE || phrase->detail == RS_NUMBER_APPROXIMATE;
  if (!sum->approximate || sum->share || sum->factor > 0 || !scale) return false;
  if (phrase->number < 1000 || phrase->number >= 1e12) return false;
  sum->factor = phrase->number >= 2000 && is_dual_scale(phrase->number) ? phrase->number / 2
                                                                        : phrase->number;
  return true;
}

/* `واحد فاصلة خمسة`: what follows stands behind the point. */
static bool read_point(Reader *reader, uint32_t token) {
  RsSum behind;
  if (reader->sum->ordinal || reader->sum->approximate || !within(reader, token))
    return false;
  uint32_t end = rs_number_sum(reader->reading, reader->matches, token, &behind);
  double value = behind.any ? rs_number_total(&behind) : -1;
  if (end == token || behind.ordinal || behind.approximate || value < 0 || value > 1e6) {
    return false;
  }
  double scale = 10;
  while (scale <= value)
    scale *= 10;
  reader->sum->group += value / scale;
  reader->at = end;
  return true;
}

/* `مليون ونصف المليون`: the scale said once more. */
static void skip_repeated_scale(Reader *reader) {
  const RsMatch *match =
    rs_number_match(reader->reading, reader->matches, reader->at, false);
  if (match && within(reader, reader->at) && phrase_of(reader, match)->number == reader->sum->scale) {
    reader->at = match->last;
  }
}

/* `ألفا جندي`: two thousand, the dual before what is counted; else the word as it is. */
static const RsPhrase *dual_of(const Reader *reader, const RsMatch *match) {
  const RsPhrase *phrase = phrase_of(reader, match);
  if (phrase->detail != RS_NUMBER_SCALE || !within(reader, match->last)) return phrase;
  const RsAnalysis *next = reader->reading->morphs[match->last].chosen;
  bool counted =
    next && next->upos == RS_UPOS_NOUN && !next->article && next->proclitic_count == 0;
  const RsMatches *matches = reader->matches;
  for (uint32_t i = matches->starts[match->first];
       counted && i < matches->starts[match->first + 1];
       i++) {
    const RsPhrase *other =
      RS_GET(reader->reading->knowledge, phrases, matches->matches[i].phrase);
    bool dual = other->kind == RS_PHRASE_NUMBER && other->detail == RS_NUMBER_DUAL;
    if (dual && matches->matches[i].last == match->last) return other;
  }
  return phrase;
}

/* One more word; false at the end of the number. */
static bool read_word(Reader *reader) {
  RsSum *sum = reader->sum;
  uint32_t token = reader->at;
  bool joined = sum->any && rs_number_is_waw(reader->reading, token);
  if (joined) token++;
  if (!within(reader, token)) return false;
  const RsTokens *tokens = reader->reading->tokens;
  if (tokens->tokens[token].kind == RS_TOKEN_DIGITS)
    return joined && joined_digits(reader, token);
  const RsMatch *match =
    rs_number_match(reader->reading, reader->matches, token, !sum->any);
  if (!match) return false;
  uint32_t start = tokens->tokens[token].start;
  if (sum->any && match->start_letter > start) {
    if (match->start_letter != start + 1 || tokens->tokens[token].letter != RS_LETTER_WAW) {
      return false; /* بالمئة */
    }
    joined = true;
  }
  const RsPhrase *phrase = sum->any ? phrase_of(reader, match) : dual_of(reader, match);
  if (phrase->detail == RS_NUMBER_POINT) {
    if (sum->any && !joined) read_point(reader, match->last);
    return false;
  }
  if (!sum->any) sum->article = has_article(reader, match);
  if (sum->any && !joined && multiply(reader, phrase)) {
    reader->at = match->last;
    return false;
  }
  if (sum->any && sum->approximate && !sum->share) return false;
  bool plain = sum->any && !sum->share;
  if (!add_word(sum, phrase, joined, has_article(reader, match))) return false;
  reader->at = match->last;
  if (plain && phrase->detail == RS_NUMBER_FRACTION) {
    skip_repeated_scale(reader);
    return false;
  }
  return true;
}

/* `أثنى الوزير على`: a verb that is written like the two of `اثني عشر`. */
static bool is_verb(const RsReading *reading, const RsMatches *matches, uint32_t token) {
  enum {
    UNITS = 10
  };
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!chosen || chosen->upos != RS_UPOS_VERB) return false;
  const RsMatch *match = rs_number_match(reading, matches, token, false);
  if (!match) return false;
  double value = RS_GET(reading->knowledge, phrases, match->phrase)->number;
  return value > 0 && value <= UNITS;
}

uint32_t rs_number_sum(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsSum *sum
) {
  *sum = (RsSum) {0};
  if (token >= reading->tokens->token_count) return token;
  if (is_verb(reading, matches, token)) return token;
  const RsToken *first = &reading->tokens->tokens[token];
  Reader reader = {reading, matches, token, first->sentence, sum};
  if (first->kind == RS_TOKEN_DIGITS) {
    read_digits(&reader);
    if (!sum->any) return token;
  }
  while (read_word(&reader)) {
  }
  return sum->any ? reader.at : token;
}
