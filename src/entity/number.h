/* Reading one number, shared by number.c and number_word.c. */
#ifndef RASID_ENTITY_NUMBER_H
#define RASID_ENTITY_NUMBER_H

#include "entity/entity.h"

typedef struct {
  double total, group; /* completed scales, and what stands below 1000 so far */
  double scale;        /* the last scale, `ألف` 1000; 0 when there was none */
  double factor;       /* what an approximate count is multiplied by */
  bool any, ordinal, approximate, share;
  bool digits;  /* the group is written in digits */
  bool article; /* begins with ال */
} RsSum;

/* The number word at a token, the longest; `first` prefers rough amounts (`آلاف` by itself). */
const RsMatch *rs_number_match(
  const RsReading *reading, const RsMatches *matches, uint32_t token, bool first
);
/* The word or punctuation و, standing alone or glued to digits. */
bool rs_number_is_waw(const RsReading *reading, uint32_t token);
/* Reads the number at `token` and returns the token behind it; `token` when there is none. */
uint32_t rs_number_sum(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsSum *sum
);
double rs_number_total(const RsSum *sum);

/* The value of figures; NAN for what is no number: a time of day, `192.168.1.2`, `22.4.2016`.
 * `scaled`: a million or more stands behind them. */
double rs_figure_value(const RsText *text, const RsToken *token, bool scaled);
/* `40 000`: three digits behind a blank, once or more. Returns the token behind. */
uint32_t rs_figure_groups(const RsReading *reading, uint32_t at, double *value);
/* `1e10`, `2.5^-1`: takes the power behind the figures before `at`. Returns the token behind. */
uint32_t rs_figure_power(const RsReading *reading, uint32_t at, double *value);
/* 0.75 for the figures of `.75`; NAN when they are not digits alone. */
double rs_figure_behind_point(const RsText *text, const RsToken *token);
/* `192.168.1.2`: four runs of digits between points. */
bool rs_figure_is_address(const RsText *text, const RsToken *token);
/* The run of digits that begins at a letter. Returns the letter behind. */
uint32_t rs_figure_part(const RsText *text, uint32_t at, uint32_t end, double *value);

#endif
