/* Who, where, when, how many: the names, places, dates and numbers of a text. */
#ifndef RASID_ENTITY_ENTITY_H
#define RASID_ENTITY_ENTITY_H

#include "morph/morph.h"

/* What the layers so far say of one document; each later layer reads it as const. */
typedef struct {
  const RasidKnowledge *knowledge;
  const RsText *text;
  const RsTokens *tokens;
  const RsMorph *morphs;
  int32_t published_day; /* days since 1970-01-01, or RS_NO_DAY */
} RsReading;

enum {
  RS_NO_DAY = INT32_MIN
};

/* A dictionary phrase found in the text: tokens [first, last). */
typedef struct {
  uint32_t phrase;
  uint32_t first, last;
  uint32_t start_letter; /* behind the proclitics of the first token */
} RsMatch;

/* All matches; those that begin at token i are matches[starts[i] .. starts[i + 1]), longest
 * first within one kind. */
typedef struct {
  RsMatch *matches;
  uint32_t match_count;
  uint32_t *starts; /* [token_count + 1] */
} RsMatches;

bool rs_matches_find(RsMatches *matches, RsArena *arena, const RsReading *reading);

/* The longest match of `kind` at a token, or NULL. */
const RsMatch *rs_match_at(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsPhraseKind kind
);

/* ------------------------------------------------------------------ numbers */

typedef struct {
  uint32_t first, last; /* tokens of the number proper */
  uint32_t start_letter;
  double value;
  double min, max; /* NAN when open */
  bool approximate, ordinal;
} RsNumber;

typedef struct {
  RsNumber *numbers; /* in order, not overlapping */
  uint32_t number_count;
  uint32_t *at; /* [token_count]: number that covers the token, with its bound
                   (`ما لا يقل عن`), or RS_NONE */
} RsNumbers;

bool rs_numbers_find(
  RsNumbers *numbers, RsArena *arena, const RsReading *reading, const RsMatches *matches
);

/* -------------------------------------------------------------------- dates */

typedef enum {
  RS_PRECISION_DAY,
  RS_PRECISION_WEEK,
  RS_PRECISION_MONTH,
  RS_PRECISION_YEAR,
  RS_PRECISION_RANGE,
  RS_PRECISION_VAGUE
} RsPrecision;
typedef enum {
  RS_TIMEX_DATE,
  RS_TIMEX_DURATION,
  RS_TIMEX_SET,
  RS_TIMEX_RANGE
} RsTimexType;

typedef struct {
  uint32_t first, last; /* tokens */
  uint32_t start_letter;
  int32_t from_day, to_day; /* RS_NO_DAY when they cannot be told */
  uint8_t precision;        /* RsPrecision */
  uint8_t type;             /* RsTimexType */
  uint8_t weekday;          /* a bare weekday, 1 to 7: it may mean the next one; else 0 */
  char timex[32];
} RsDate;

typedef struct {
  RsDate *dates; /* in order, not overlapping */
  uint32_t date_count;
  uint32_t *at; /* [token_count]: date that covers the token, or RS_NONE */
} RsDates;

bool rs_dates_find(
  RsDates *dates,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsNumbers *numbers
);

/* Days since 1970-01-01 of a proleptic Gregorian date (Hinnant's days_from_civil). */
int32_t rs_day_of_date(int year, int month, int day);
void rs_date_of_day(int32_t day, int *year, int *month, int *day_of_month);
/* 1 Monday … 7 Sunday. */
int rs_weekday_of_day(int32_t day);
/* Reads YYYY-MM-DD; false when it is not a day of the calendar. */
bool rs_day_parse(const char *text, int32_t *day);
/* Writes YYYY-MM-DD and NUL. */
void rs_day_format(int32_t day, char out[11]);

/* ------------------------------------------------------------------ names */

typedef enum {
  RS_NAME_ACTOR,   /* index: RsActorRecord */
  RS_NAME_COUNTRY, /* index: RsCountry */
  RS_NAME_CAPITAL, /* index: RsCountry: a capital that may stand for its government */
  RS_NAME_PLACE,   /* index: RsPlaceRecord */
  RS_NAME_PERSON   /* no entry: found by its shape; index RS_NONE */
} RsNameKind;

typedef struct {
  uint32_t first, last; /* tokens */
  uint32_t start_letter;
  uint32_t index;
  uint32_t place;  /* RsPlaceRecord as well (a capital, a country has none), or RS_NONE */
  uint32_t phrase; /* RsPhrase, or RS_NONE */
  uint8_t kind;
} RsName;

typedef struct {
  RsName *names; /* in order, not overlapping */
  uint32_t name_count;
  uint32_t *at;          /* [token_count]: name that covers the token, or RS_NONE */
  uint32_t main_country; /* RsCountry that the text speaks of most, or RS_NONE */
  const uint32_t *country_weights; /* [countries_count]: how much it speaks of each */
} RsNames;

bool rs_names_find(
  RsNames *names,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsDates *dates
);

/* All of the above for one document. */
typedef struct {
  RsMatches matches;
  RsNumbers numbers;
  RsDates dates;
  RsNames names;
} RsEntities;

bool rs_entities_find(RsEntities *entities, RsArena *arena, const RsReading *reading);

#endif
