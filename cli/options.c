/* The options.
 *
 * One table holds every option of every command with its help and what its value must be; a
 * command names those it takes (command.c reads them). */
#include "options.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- values */

/* The readers know what a day of the calendar is; making one opens nothing. */
static bool is_date(const char *text) {
  const char *const path = "-";
  RasidReadOptions options = {.default_date = text};
  RasidReader *reader = rasid_reader_new(&path, 1, &options, NULL);
  rasid_reader_free(reader);
  return reader != NULL;
}

static bool set_date(Options *options, const char *value) {
  return options->date = value, is_date(value);
}
static bool set_from(Options *options, const char *value) {
  return options->from = value, is_date(value);
}
static bool set_to(Options *options, const char *value) {
  return options->to = value, is_date(value);
}
static bool add_extra(Options *options, const char *value) {
  options->extra[options->extra_count++] = value;
  return *value;
}

/* What PLOVER 2.0 and the codebook call them. */
#define TYPES                                                                    \
  "ACCUSE, AGREE, AID, ASSAULT, COERCE, CONCEDE, CONSULT, COOPERATE, MOBILIZE, " \
  "PROTEST, REJECT, REQUEST, RETREAT, SANCTION, SUPPORT, THREATEN"
#define STATUSES "occurred, ongoing, planned, possible, attempted, denied"

/* Each of the words that `value` parts by commas is one of `known`, which are parted likewise. */
static bool are_among(const char *value, const char *known) {
  static const char between[] = ", ";
  for (;; value++) {
    size_t length = strcspn(value, ","), other;
    const char *at = known;
    while (*at) {
      other = strcspn(at, between);
      if (length == other && !strncmp(at, value, length)) break;
      at += other;
      at += strspn(at, between);
    }
    if (!*at || !length) return false;
    value += length;
    if (!*value) return true;
  }
}

static bool set_event(Options *options, const char *value) {
  return options->event = value, are_among(value, TYPES);
}
static bool set_status(Options *options, const char *value) {
  return options->status = value, are_among(value, STATUSES);
}

static bool set_strict(Options *options, const char *value) {
  (void)value;
  return options->strict = true;
}
static bool set_notes(Options *options, const char *value) {
  (void)value;
  return options->notes = true;
}
static bool set_country(Options *options, const char *value) {
  options->country = value;
  for (size_t i = 0; value[i]; i++) {
    bool is_right = i % 3 == 2 ? value[i] == ',' : value[i] >= 'A' && value[i] <= 'Z';
    if (!is_right) return false;
  }
  return strlen(value) % 3 == 2;
}

static bool find_format(Options *options, const char *value, RasidFormat last) {
  static const char *const names[] = {
    [RASID_FORMAT_JSONL] = "jsonl",
    [RASID_FORMAT_CSV] = "csv",
    [RASID_FORMAT_TABLE] = "table",
    [RASID_FORMAT_CSV_SHEET] = "csv-sheet",
    [RASID_FORMAT_GEOJSON] = "geojson",
    [RASID_FORMAT_ICEWS] = "icews",
    [RASID_FORMAT_GDELT] = "gdelt",
    [RASID_FORMAT_ACLED] = "acled",
    [RASID_FORMAT_UCDP] = "ucdp",
    [RASID_FORMAT_BRAT] = "brat",
  };
  for (size_t i = 0; i <= (size_t)last; i++) {
    if (strcmp(value, names[i]) != 0) continue;
    options->format = (RasidFormat)i;
    return options->has_format = true;
  }
  return false;
}

static bool set_format(Options *options, const char *value) {
  return find_format(options, value, RASID_FORMAT_TABLE);
}
static bool set_table_or_json(Options *options, const char *value) {
  return set_format(options, value) && options->format != RASID_FORMAT_CSV;
}
static bool set_as(Options *options, const char *value) {
  options->is_gold = !strcmp(value, "gold");
  if (options->is_gold) return options->has_format = true;
  return strcmp(value, "table") != 0 && find_format(options, value, RASID_FORMAT_BRAT);
}

static bool set_min_score(Options *options, const char *value) {
  char *end;
  options->min_score = strtod(value, &end);
  bool is_number = *value && strspn(value, "0123456789.") == strlen(value) && !*end;
  return is_number && options->min_score <= 1;
}

/* Digits, and K, M or G behind them. */
static bool read_size(const char *value, bool may_have_unit, size_t *size) {
  static const char units[] = "KMG";
  char *end;
  errno = 0;
  unsigned long long number = strtoull(value, &end, 10);
  if (*value < '0' || *value > '9' || errno || !number) return false;
  const char *unit = *end && may_have_unit ? strchr(units, *end) : NULL;
  if (*end && (!unit || end[1])) return false;
  unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
  if (number > (SIZE_MAX >> shift) / 8) return false;
  *size = (size_t)number << shift;
  return true;
}

static bool set_max_document(Options *options, const char *value) {
  return read_size(value, true, &options->max_document_bytes);
}
static bool set_min_population(Options *options, const char *value) {
  return read_size(value, false, &options->min_population);
}
static bool set_min_sources(Options *options, const char *value) {
  return read_size(value, false, &options->min_sources);
}
static bool set_place_country(Options *options, const char *value) {
  options->place_country = value;
  return strlen(value) == 3 && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}
static bool set_kind(Options *options, const char *value) {
  options->kind = value;
  return !strcmp(value, "truce") || !strcmp(value, "agreement") || !strcmp(value, "talks");
}
static bool set_days(Options *options, const char *value) {
  return read_size(value, false, &options->days) && options->days <= 36525;
}
static bool set_every(Options *options, const char *value) {
  return read_size(value, false, &options->every) && options->every <= 86400;
}
static bool set_once(Options *options, const char *value) {
  (void)value;
  return options->once = true;
}
static bool set_limit(Options *options, const char *value) {
  return read_size(value, false, &options->limit);
}

static bool set_port(Options *options, const char *value) {
  options->has_port = true;
  bool is_any = !strcmp(value, "0");
  return (is_any || read_size(value, false, &options->port)) && options->port < 65536;
}
static bool set_allow_remote(Options *options, const char *value) {
  (void)value;
  return options->allow_remote = true;
}
static bool set_demo(Options *options, const char *value) {
  (void)value;
  return options->demo = true;
}

static bool set_jobs(Options *options, const char *value) {
  return read_size(value, false, &options->jobs);
}

/* How an option is kept: by a function, or as a text. */
#define CALL(setter) setter, 0
#define TEXT(member) NULL, offsetof(Options, member)

const Option option_table[OPTION_COUNT] = {
  [OPTION_DATE] =
    {"date",
     "D",
     "publication date of texts that have none, YYYY-MM-DD",
     "a day, such as 2024-03-05",
     CALL(set_date)},
  [OPTION_DB] =
    {"db",
     "DATABASE",
     "an SQLite file, or postgresql://HOST/NAME",
     "the name of a file or the address of a PostgreSQL database",
     TEXT(db)},
  [OPTION_DB_FILE] = {"db", "FILE", "an SQLite file", "the name of a file", TEXT(db)},
  [OPTION_FORMAT] =
    {"format",
     "F",
     "table, jsonl or csv (default: table on a terminal, else jsonl)",
     "table, jsonl or csv",
     CALL(set_format)},
  [OPTION_TABLE_OR_JSON] =
    {"format",
     "F",
     "table or jsonl (default: table on a terminal, else jsonl)",
     "table or jsonl",
     CALL(set_table_or_json)},
  [OPTION_MIN_SCORE] =
    {"min-score",
     "X",
     "leave out records with a score below X (0 to 1)",
     "a number from 0 to 1, such as 0.5",
     CALL(set_min_score)},
  [OPTION_REJECTS] =
    {"rejects",
     "FILE",
     "list the documents that could not be coded, as JSON Lines",
     "the name of a file",
     TEXT(rejects)},
  [OPTION_MAX_DOCUMENT] =
    {"max-document",
     "BYTES",
     "reject longer texts (default 8M; K, M, G may follow)",
     "a number of bytes, such as 500K or 16M",
     CALL(set_max_document)},
  [OPTION_EVENT] =
    {"event",
     "T",
     "only records of this type (or of these: ASSAULT,PROTEST)",
     "among " TYPES,
     CALL(set_event)},
  [OPTION_DOC] =
    {"doc", "ID", "only records of this document", "the id of a document", TEXT(document)},
  [OPTION_FROM] =
    {"from",
     "D",
     "only events of this day or later",
     "a day, such as 2024-03-05",
     CALL(set_from)},
  [OPTION_TO] =
    {"to",
     "D",
     "only events of this day or earlier",
     "a day, such as 2024-03-05",
     CALL(set_to)},
  [OPTION_LIMIT] = {"limit", "N", "give at most N", "a number from 1 on", CALL(set_limit)},
  [OPTION_KNOWLEDGE] =
    {"knowledge", "FILE", "another knowledge file", "the name of a file", TEXT(knowledge)},
  [OPTION_EXTRA] =
    {"extra",
     "PATH",
     "a folder of your own dictionary files, or one (may be repeated)",
     "the name of a folder or file",
     CALL(add_extra)},
  [OPTION_STRICT] = {"strict", NULL, "warnings count as faults", NULL, CALL(set_strict)},
  [OPTION_NOTES] =
    {"notes", NULL, "list patterns without an example", NULL, CALL(set_notes)},
  [OPTION_ALTERNATE] =
    {"alternate",
     "FILE",
     "GeoNames' alternate names, for the Arabic ones",
     "the name of a file",
     TEXT(alternate)},
  [OPTION_COUNTRY] =
    {"country",
     "XX,YY",
     "only these countries (ISO 3166, two letters)",
     "codes of two capitals, such as SY,IQ",
     CALL(set_country)},
  [OPTION_MIN_POPULATION] =
    {"min-population",
     "N",
     "leave out towns with fewer people",
     "a number from 1 on",
     CALL(set_min_population)},
  [OPTION_JOBS] =
    {"jobs",
     "N",
     "code N texts at once (default: one for each core)",
     "a number from 1 on",
     CALL(set_jobs)},
  [OPTION_OUTPUT] =
    {"output", "FILE", "where to write (also -o)", "the name of a file", TEXT(output)},
  [OPTION_PORT] =
    {"port",
     "N",
     "listen at this port (default 8080; 0: any)",
     "a number up to 65535",
     CALL(set_port)},
  [OPTION_ADDRESS] =
    {"address",
     "A",
     "listen at this address (default 127.0.0.1)",
     "an address, such as 127.0.0.1",
     TEXT(address)},
  [OPTION_HOST] =
    {"host",
     "NAME",
     "names, parted by commas, under which the page is opened",
     "a name, such as news.example.org",
     TEXT(host)},
  [OPTION_TOKEN] =
    {"token",
     "T",
     "whoever asks must know this; 16 characters or more",
     "a text of 16 characters or more",
     TEXT(token)},
  [OPTION_ALLOW_REMOTE] =
    {"allow-remote",
     NULL,
     "let other machines reach the page; needs --token",
     NULL,
     CALL(set_allow_remote)},
  [OPTION_DEMO] =
    {"demo", NULL, "a temporary database made of the samples", NULL, CALL(set_demo)},
  [OPTION_MIN_SOURCES] =
    {"min-sources",
     "N",
     "only what at least N independent sources report",
     "a number from 1 on",
     CALL(set_min_sources)},
  [OPTION_PLACE_COUNTRY] =
    {"place-country",
     "XXX",
     "only what happened in this country (ISO 3166, three letters)",
     "a code of three capitals, such as SYR",
     CALL(set_place_country)},
  [OPTION_KIND] =
    {"kind",
     "K",
     "only this kind: truce, agreement or talks",
     "truce, agreement or talks",
     CALL(set_kind)},
  [OPTION_PARTY] =
    {"party",
     "CODE",
     "only with this side: a country (SYR) or an actor's code (YEMREBHTH)",
     "a country or a code",
     TEXT(party)},
  [OPTION_WITH] =
    {"with", "CODE", "only with this other side", "a country or a code", TEXT(with)},
  [OPTION_DAYS] =
    {"days",
     "N",
     "look for what followed within N days (default 365)",
     "a number of days from 1 to 36525",
     CALL(set_days)},
  [OPTION_AS] =
    {"as",
     "FORMAT",
     "csv, csv-sheet, jsonl, geojson, icews, gdelt, acled, ucdp, brat or gold",
     "csv, csv-sheet, jsonl, geojson, icews, gdelt, acled, ucdp, brat or gold",
     CALL(set_as)},
  [OPTION_MODE] =
    {"mode", "M", "only records of this mode", "a mode, such as aerial", TEXT(mode)},
  [OPTION_STATUS] =
    {"status",
     "S",
     "only records of this status (occurred, ongoing, planned ...)",
     "among " STATUSES,
     CALL(set_status)},
  [OPTION_ACTOR] =
    {"actor",
     "A",
     "only what this party does: a name, a code, a country, a sector",
     "a name or code, such as SYRMIL",
     TEXT(actor)},
  [OPTION_RECIPIENT] =
    {"recipient",
     "A",
     "only what is done to this party",
     "a name or code, such as SYRMIL",
     TEXT(recipient)},
  [OPTION_PLACE] =
    {"place",
     "NAME",
     "only what happened in this place or province (English name)",
     "a name, such as Mosul",
     TEXT(place)},
  [OPTION_SVG] = {"svg", "FILE", "write plots (SVG)", "the name of a file", TEXT(svg)},
  [OPTION_EVERY] =
    {"every",
     "SECONDS",
     "how often to look (default 10)",
     "a number of seconds, at most 86400",
     CALL(set_every)},
  [OPTION_ONCE] = {"once", NULL, "look once and end", NULL, CALL(set_once)},
};

RasidStoreFilter options_filter(const Options *options) {
  return (RasidStoreFilter) {
    .event = options->event,
    .document = options->document,
    .from = options->from,
    .to = options->to,
    .limit = options->limit,
    .mode = options->mode,
    .status = options->status,
    .actor = options->actor,
    .recipient = options->recipient,
    .place = options->place,
    .place_country = options->place_country,
    .min_score = options->min_score,
  };
}
