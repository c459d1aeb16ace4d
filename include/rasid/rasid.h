/* rasid: event records from Arabic news.
 *
 * This is the only public header. It has two parts:
 *
 *   the core (librasid-core): knowledge, coder, document, writers. Needs libc and utf8proc.
 *   the rest (librasid):      readers, store, incidents. Needs json-c, SQLite, libxml2, expat,
 *                             zlib and zstd as well.
 *
 * The way of a text:
 *
 *   RasidKnowledge   what the program knows; opened once, immutable, shared by all threads
 *   RasidCoder       one for each thread; scratch memory and caches
 *   RasidDocument    the result for one text; owns all that hangs below it
 *
 * Conventions for every function here:
 *
 *   - Strings in and out are UTF-8 and end with NUL unless a length stands beside them.
 *   - Offsets `start` and `end` count Unicode code points of the original text, end exclusive.
 *   - A function that can fail takes a `RasidError *` (may be NULL), fills it and returns NULL
 *     or false; a failed call changes nothing else. Nothing is printed, nothing exits.
 *   - `_free` accepts NULL.
 */
#ifndef RASID_H
#define RASID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define RASID_API __declspec(dllexport)
#else
#define RASID_API __attribute__((visibility("default")))
#endif

#define RASID_VERSION "0.1.0"

/* ---------------------------------------------------------------- errors */

typedef enum {
  RASID_OK = 0,
  RASID_ERROR_MEMORY,    /* an allocation failed */
  RASID_ERROR_ARGUMENT,  /* a call that makes no sense, a malformed option or date */
  RASID_ERROR_IO,        /* a file could not be opened, read or written */
  RASID_ERROR_KNOWLEDGE, /* not a knowledge file, cut short, damaged */
  RASID_ERROR_VERSION,   /* a knowledge file or database of another version */
  RASID_ERROR_DATA,      /* a dictionary file of --extra has faults; message lists them */
  RASID_ERROR_ENCODING,  /* more than 1 % of the text is not valid in its encoding */
  RASID_ERROR_TOO_LARGE, /* document or line over its limit */
  RASID_ERROR_EMPTY,     /* a document without text */
  RASID_ERROR_FORMAT,    /* broken JSON, a missing or wrongly typed field */
  RASID_ERROR_LANGUAGE,  /* no Arabic in the text */
  RASID_ERROR_DATABASE,  /* SQLite said no */
  RASID_ERROR_ARTICLE,   /* a page without a main text: "no_article" */
  RASID_ERROR_DOCTYPE    /* a feed with a DOCTYPE, which is never read: "xml_dtd" */
} RasidErrorCode;

typedef struct {
  RasidErrorCode code;
  uint64_t position;  /* byte, line or section that it is about; 0 when none */
  char message[4096]; /* what is wrong, where, and what to do */
} RasidError;

/* The reason code used in reject lists: "io", "too_large", "encoding", … Never NULL. */
RASID_API const char *rasid_error_name(RasidErrorCode code);

/* ------------------------------------------------------------- knowledge */

typedef struct RasidKnowledge RasidKnowledge;

/* Opens the knowledge file `path` (mapped, not read). `extra_dirs` (may be NULL when
 * `extra_count` is 0) are folders of a user's own dictionary files, or single ones of them
 * (the prefix of the first id tells the kind), which are compiled in memory on top of it.
 * A folder without any is an error too. Errors: IO, KNOWLEDGE, VERSION, DATA, MEMORY. Caller
 * frees, after every coder made from it. Any number of threads may use it at once. */
RASID_API RasidKnowledge *rasid_knowledge_open(
  const char *path, const char *const *extra_dirs, size_t extra_count, RasidError *error
);
RASID_API void rasid_knowledge_free(RasidKnowledge *knowledge);

/* Checks a knowledge file wholly: checksum, every index, every string. */
RASID_API bool rasid_knowledge_check(const char *path, RasidError *error);

/* Sixteen hexadecimal digits that name the content; lives as long as `knowledge`. */
RASID_API const char *rasid_knowledge_version(const RasidKnowledge *knowledge);

typedef struct {
  const char *section; /* "verbs", "places", "patterns" … */
  size_t count;
} RasidKnowledgeCount;

/* How much is known; `*count` rows that live as long as `knowledge`. */
RASID_API const RasidKnowledgeCount *rasid_knowledge_counts(
  const RasidKnowledge *knowledge, size_t *count
);

/* Where the entry with this id stands: its file, line and the line's text. NULL fields and
 * false when there is none. */
RASID_API bool rasid_knowledge_find_entry(
  const RasidKnowledge *knowledge,
  const char *id,
  const char **file,
  unsigned *line,
  const char **text
);
/* The ids of all patterns in order; index from 0, NULL past the end. */
RASID_API const char *rasid_knowledge_pattern_id(
  const RasidKnowledge *knowledge, size_t index
);

/* ---------------------------------------------------- dictionaries under test */

typedef enum {
  RASID_LINT_FAULT,   /* does not compile, or an example fails */
  RASID_LINT_WARNING, /* compiles, but something in it cannot work or looks wrong */
  RASID_LINT_NOTE     /* a pattern without a `+` or without a `-` example */
} RasidLintKind;

typedef struct {
  RasidLintKind kind;
  const char *path;
  unsigned line; /* from 1; 0 for the whole file */
  const char *message;
} RasidLintFinding;

typedef struct {
  size_t findings[RASID_LINT_NOTE + 1]; /* by kind */
  size_t patterns, patterns_shown;      /* shown: with a `+` example */
  size_t patterns_both;                 /* with a `+` and a `-` example */
  size_t examples, passed;
} RasidLintCounts;

typedef struct RasidLint RasidLint;

/* Compiles data folders (or single files) and runs their examples. `knowledge_path` is the
 * knowledge file on top of which they are compiled; NULL when they are whole in themselves.
 * What is wrong with the data is a finding; NULL and an error only for IO, KNOWLEDGE, VERSION,
 * MEMORY, or DATA for a file of no known kind. Caller frees. */
RASID_API RasidLint *rasid_lint_new(
  const char *const *paths, size_t count, const char *knowledge_path, RasidError *error
);
/* Sorted by file and line; they live as long as `lint`. */
RASID_API const RasidLintFinding *rasid_lint_findings(const RasidLint *lint, size_t *count);
RASID_API RasidLintCounts rasid_lint_counts(const RasidLint *lint);
RASID_API void rasid_lint_free(RasidLint *lint);

/* ------------------------------------------------------------ documents in */

/* A document to be coded. Only `text` is needed by the coder; unset strings are NULL. */
typedef struct {
  const char *id;
  const char *text; /* UTF-8, need not end with NUL */
  size_t text_bytes;
  const char *title; /* when set, the coded text is title + "\n" + text */
  const char *date;  /* publication, YYYY-MM-DD */
  const char *outlet;
  const char *url;
} RasidInput;

/* ----------------------------------------------------------------- records */

typedef struct {
  uint32_t start, end; /* code points */
} RasidSpan;

typedef struct {
  RasidSpan span;
  const char *text;    /* the words as written */
  const char *name;    /* the entry's English name, or the text */
  const char *country; /* ISO 3166 alpha-3, IGO, IMG, NGO; NULL */
  const char *sector;  /* GOV, MIL, … ; NULL */
  const char *code;    /* country + sector + suffix; NULL when all are unknown */
  const char *rule;    /* id of the entry that named it; NULL */
} RasidParty;

/* What a name may mean when that cannot be decided. */
typedef struct {
  const char *name, *country, *admin1; /* country, admin1 may be NULL */
  double lat, lon;
  const char *rule; /* id of the entry */
} RasidPlaceCandidate;

typedef struct {
  RasidSpan span;
  const char *text, *name, *country, *admin1; /* country, admin1 may be NULL */
  double lat, lon;                            /* degrees; NAN when unknown */
  const char *precision; /* point, town, district, region, country; NULL when unknown */
  const char *reason;    /* what decided (docs/places.md): "only", "kind", "sentence" … */
  const char *rule;
  const RasidPlaceCandidate *candidates; /* undecided, or spelt like several */
  size_t candidate_count;
} RasidPlace;

typedef struct {
  RasidSpan span;
  bool has_text; /* false: inherited from the sentence or the lead */
  const char *text;
  const char *from, *to; /* YYYY-MM-DD, or NULL when it cannot be told */
  const char *precision; /* day, week, month, year, range, vague */
} RasidDate;

/* A count of people; a bound that is unknown is -1. */
typedef struct {
  bool known;
  int64_t min, max;
} RasidCount;

typedef struct {
  RasidSpan span;
  const char *text;
  const char *stance; /* reports, claims, accuses, denies, rumour */
} RasidSource;

/* One event record; every field as CODEBOOK and RECORD define it. */
typedef struct {
  const char *id;
  uint32_t sentence;
  const char *event, *mode; /* mode may be NULL */
  const char *cameo;
  int quad;
  double goldstein, plover_score;
  const char *const *contexts;
  size_t context_count;
  const RasidSpan *mentions; /* the fullest first */
  const char *const *mention_texts;
  size_t mention_count;
  const RasidParty *actors;
  size_t actor_count;
  const RasidParty *recipients;
  size_t recipient_count;
  const RasidPlace *place; /* NULL when the text does not say */
  const RasidDate *date;   /* NULL likewise */
  RasidCount deaths, injured, detained, crowd;
  const char *part_of, *about; /* ids of other records, or NULL */
  const char *status;
  const RasidSource *source; /* NULL: the outlet itself */
  const char *const *rules;
  size_t rule_count;
  double score; /* 0 to 1 */
} RasidEvent;

/* ------------------------------------------------------- the layers below */

typedef struct {
  RasidSpan span;
  const char *text;
  const char *upos;
  const char *lemma;
  const char *features; /* "Person=3|Number=Plur", or "" */
} RasidSegment;

typedef struct {
  RasidSpan span;
  const char *text;
  const RasidSegment *segments;
  size_t segment_count;
} RasidToken;

typedef struct {
  RasidSpan span;
  const char *text;
  const char *type; /* PER, LOC, ORG, MISC */
  const char *name;
  const char *country;     /* or NULL */
  const RasidPlace *place; /* of a LOC; else NULL */
} RasidEntity;

typedef struct {
  RasidSpan span;
  const char *text;
  const char *type;      /* date, duration, set, range */
  const char *timex;     /* or NULL */
  const char *from, *to; /* or NULL */
  const char *calendar;  /* hijri, when the words are of that calendar; else NULL */
} RasidTimex;

typedef struct {
  RasidSpan span;
  const char *text;
  double value;
  bool approximate;
  double min, max; /* NAN when open; only when approximate */
} RasidNumber;

/* ------------------------------------------------------------------- coder */

typedef struct RasidCoder RasidCoder;
typedef struct RasidDocument RasidDocument;

typedef struct {
  size_t max_document_bytes; /* 0: 8 MiB */
  double min_score;          /* records below it are left out; 0: all */
  bool keep_trace;           /* for rasid_document_explain */
} RasidCoderOptions;

/* Makes a coder for one thread. `options` may be NULL. `knowledge` must outlive it. */
RASID_API RasidCoder *rasid_coder_new(
  const RasidKnowledge *knowledge, const RasidCoderOptions *options, RasidError *error
);
RASID_API void rasid_coder_free(RasidCoder *coder);

/* Codes one text. The document copies what it needs of `input`. Caller frees it; it stays
 * valid after the coder is gone, not after the knowledge is. Errors: MEMORY, ARGUMENT (bad
 * date), ENCODING, TOO_LARGE, EMPTY. The result depends on nothing but input and knowledge. */
RASID_API RasidDocument *rasid_coder_code(
  RasidCoder *coder, const RasidInput *input, RasidError *error
);
/* The same without clauses, events and merging: what `rasid analyze` shows. */
RASID_API RasidDocument *rasid_coder_analyze(
  RasidCoder *coder, const RasidInput *input, RasidError *error
);
RASID_API void rasid_document_free(RasidDocument *document);

/* The input as coded: `text` is title + "\n" + text. Everything these return belongs to the
 * document. Arrays come with their count. */
RASID_API const RasidInput *rasid_document_input(const RasidDocument *document);
RASID_API const RasidEvent *rasid_document_events(
  const RasidDocument *document, size_t *count
);
RASID_API const RasidSpan *rasid_document_sentences(
  const RasidDocument *document, size_t *count
);
RASID_API const RasidToken *rasid_document_tokens(
  const RasidDocument *document, size_t *count
);
RASID_API const RasidEntity *rasid_document_entities(
  const RasidDocument *document, size_t *count
);
RASID_API const RasidTimex *rasid_document_dates(
  const RasidDocument *document, size_t *count
);
RASID_API const RasidNumber *rasid_document_numbers(
  const RasidDocument *document, size_t *count
);

typedef enum {
  RASID_TRACE_SENTENCE, /* text: the sentence */
  RASID_TRACE_TOKEN, /* text: the token; label: chosen analysis; detail: readings dropped */
  RASID_TRACE_ENTITY, /* text: the span; label: type and name; detail: why; rule */
  RASID_TRACE_CLAUSE, /* text: the clause; label: predicate; detail: arguments */
  RASID_TRACE_FIRED,  /* text: trigger; label: event; detail: roles; rule: pattern id */
  RASID_TRACE_NEAR,   /* text: trigger; label: event; detail: what was missing; rule */
  RASID_TRACE_PART, /* text: a word of a trigger; label: event; detail: why the rest is not found; rule */
  RASID_TRACE_MERGE /* text: trigger; detail: into which record, why */
} RasidTraceKind;

typedef struct {
  RasidTraceKind kind;
  RasidSpan span;
  const char *text, *label, *detail;
  const char *rule; /* id of a data entry, or NULL */
} RasidTrace;

/* What each layer saw, in reading order within a layer; empty unless keep_trace was set. */
RASID_API const RasidTrace *rasid_document_trace(
  const RasidDocument *document, size_t *count
);

/* ------------------------------------------------------------- bytes out */

/* Takes `bytes` bytes; returns false to stop (the call that wrote fails with IO). */
typedef bool (*RasidSink)(void *context, const char *data, size_t bytes);

typedef enum {
  RASID_FORMAT_JSONL,
  RASID_FORMAT_CSV,
  RASID_FORMAT_TABLE,
  /* For databases alone (rasid_store_write): */
  RASID_FORMAT_CSV_SHEET, /* for spreadsheets: no text can become a formula */
  RASID_FORMAT_GEOJSON,
  RASID_FORMAT_ICEWS, /* tables in the columns of other data sets (docs/exports.md) */
  RASID_FORMAT_GDELT,
  RASID_FORMAT_ACLED,
  RASID_FORMAT_UCDP,
  RASID_FORMAT_BRAT /* texts with annotations, as a tar archive */
} RasidFormat;

/* Writes a document's records. CSV is RFC 4180, one record a row, lists joined with "; ";
 * rasid_write_header gives its first line (nothing for JSONL). TABLE is for a person: one
 * block a record; `colour` puts ANSI colours in, `width` is the terminal's (0: 100). */
typedef struct {
  RasidFormat format;
  bool colour;
  unsigned width;
} RasidWriteOptions;
RASID_API bool rasid_write_header(
  const RasidWriteOptions *options, RasidSink sink, void *context, RasidError *error
);
/* What stands behind the last record (GEOJSON; else nothing). */
RASID_API bool rasid_write_footer(
  const RasidWriteOptions *options, RasidSink sink, void *context, RasidError *error
);
RASID_API bool rasid_write_events(
  const RasidDocument *document,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);
/* The one JSON object of `rasid analyze`, with a newline. */
RASID_API bool rasid_write_analysis(
  const RasidDocument *document, RasidSink sink, void *context, RasidError *error
);
/* The trace for a person: `rasid explain`. */
RASID_API bool rasid_write_explanation(
  const RasidDocument *document,
  const RasidKnowledge *knowledge,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);

/* ------------------------------------------------------------- gazetteers */

typedef struct {
  const char *places;      /* path of GeoNames' table of places */
  const char *alternate;   /* path of its alternate names; NULL: the names in `places` */
  const char *countries;   /* "SY,IQ", ISO 3166 alpha-2; NULL: all */
  uint64_t min_population; /* of populated places */
} RasidImportOptions;

typedef struct {
  uint64_t lines, written;
  uint64_t unwanted; /* of other kinds or countries, too small */
  uint64_t nameless; /* without an Arabic name */
  uint64_t known;    /* in `knowledge` already */
  uint64_t wrong;    /* bad lines */
} RasidImportCounts;

/* Told of bad lines and, now and then, how far a file is read; each may be NULL. */
typedef struct {
  void (*fault)(void *context, const char *path, uint64_t line, const char *message);
  void (*progress)(void *context, const char *path, uint64_t bytes, uint64_t total);
  void *context;
} RasidImportWatch;

/* Writes GeoNames' places in the format of places/places.tsv, for the `extra` of
 * rasid_knowledge_open. `watch` may be NULL. Errors: IO, MEMORY. */
RASID_API bool rasid_places_import(
  const RasidKnowledge *knowledge,
  const RasidImportOptions *options,
  const RasidImportWatch *watch,
  RasidSink sink,
  void *context,
  RasidImportCounts *counts,
  RasidError *error
);

/* ------------------------------------------------------------- readers */

typedef struct RasidReader RasidReader;

typedef struct {
  size_t max_document_bytes; /* 0: 8 MiB; a larger document is rejected as too_large */
  const char *default_date;  /* for documents without one; NULL */
  /* Names the words of web pages that are no text of an article (data/pages) and the months
   * of their dates. Must outlive the reader. NULL: pages are read without. */
  const RasidKnowledge *knowledge;
} RasidReadOptions;

typedef enum {
  RASID_READ_DOCUMENT, /* `input` is filled */
  RASID_READ_REJECT,   /* one document could not be read; `reject` says why; go on */
  RASID_READ_END
} RasidReadResult;

typedef struct {
  const char *source;   /* path, or "-" */
  uint64_t byte_offset; /* where the document begins in it, unpacked */
  uint64_t line;        /* from 1 for JSON Lines, tables and feeds, else 0 */
  const char *id;       /* when it could be told, else NULL */
  RasidErrorCode code;
  const char *message;
} RasidReject;

/* Reads documents from `paths`: files, folders (walked in byte order of names, hidden entries
 * and symbolic links left out) and "-". Content decides (docs/readers.md): JSON Lines, tables
 * (CSV), pages of HTML, feeds (RSS, Atom), web archives (WARC), each also packed with gzip or
 * zstd, else one plain text, whose id is its path and whose first line its headline. Missing
 * paths become rejects. */
RASID_API RasidReader *rasid_reader_new(
  const char *const *paths,
  size_t path_count,
  const RasidReadOptions *options,
  RasidError *error
);
/* `input` and `reject` stay valid until the next call. `reject` also tells source, offset,
 * line and id of a document that could be read, for a caller that rejects it later; its `message`
 * is then "", or a doubt about the document (a digest that does not fit). */
RASID_API RasidReadResult
rasid_reader_next(RasidReader *reader, RasidInput *input, RasidReject *reject);
RASID_API void rasid_reader_free(RasidReader *reader);

/* --------------------------------------------------------------- store */

typedef struct RasidStore RasidStore;

/* Opens or makes a database: `name` is the path of an SQLite file, or the address of a
 * PostgreSQL database, "postgresql://HOST/NAME". `read_only` refuses to make or change one. A
 * database of an older rasid is upgraded when it may be changed. One thread at a time.
 * Errors: DATABASE, VERSION (schema of another rasid), IO, ARGUMENT. */
RASID_API RasidStore *rasid_store_open(const char *name, bool read_only, RasidError *error);
RASID_API void rasid_store_free(RasidStore *store);

/* What coded a document, kept with it. Equal runs of one program give equal records. */
typedef struct {
  const char *knowledge_version;
  double min_score;
} RasidRun;

/* Adds a document with its records, or replaces the one with its id, in the transaction that is
 * open, else in one of its own; begin and commit group many. A replaced document keeps its
 * place; its old records go, what was decided about them stays. */
RASID_API bool rasid_store_begin(RasidStore *store, RasidError *error);
RASID_API bool rasid_store_add(
  RasidStore *store, const RasidDocument *document, const RasidRun *run, RasidError *error
);
RASID_API bool rasid_store_commit(RasidStore *store, RasidError *error);
RASID_API bool rasid_store_rollback(RasidStore *store, RasidError *error);

typedef enum {
  RASID_STORE_NEW,     /* not there */
  RASID_STORE_CURRENT, /* there as it is, coded by this run */
  RASID_STORE_CHANGED, /* there with another text, day, outlet or address */
  RASID_STORE_OLDER,   /* there, and has had this text before the one that it has */
  RASID_STORE_STALE,   /* there as it is, coded by another run */
  RASID_STORE_COPY     /* there under another id: the same text, day and outlet */
} RasidStoreState;

/* Looks for a document by its id, else by its address (`url`, unless it is a bare host), else
 * by its content. `*id` is the id under which it is there, valid until the next call; NULL when
 * it is new. `input` may have its title apart or joined to its text. */
RASID_API bool rasid_store_find(
  RasidStore *store,
  const RasidInput *input,
  const RasidRun *run,
  RasidStoreState *state,
  const char **id,
  RasidError *error
);

/* The first stored document behind `*after` (0 at first) that another run has coded; `run` NULL:
 * the first one at all. `*after` becomes its number, 0 when there is none; `input` is valid
 * until the next call. */
RASID_API bool rasid_store_next(
  RasidStore *store,
  const RasidRun *run,
  uint64_t *after,
  RasidInput *input,
  RasidError *error
);

/* What is NULL (or 0) asks for nothing. */
typedef struct {
  const char *event;         /* only these types: "ASSAULT", "ASSAULT,PROTEST" */
  const char *document;      /* only this document */
  const char *from, *to;     /* event dates that meet this range */
  size_t limit;              /* at most so many */
  const char *mode, *status; /* only these, parted by commas */
  const char *actor;         /* a party with this name, code, country or sector */
  const char *recipient;     /* likewise */
  const char *place;         /* a place with this English name, or in this province */
  const char *place_country; /* ISO 3166 alpha-3, parted by commas */
  double min_score;
} RasidStoreFilter;

/* Writes stored records as rasid_write_events does; BRAT whole. `filter` may be NULL. */
RASID_API bool rasid_store_write(
  RasidStore *store,
  const RasidStoreFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);
/* Writes the documents that hold the words of `query` (docs/store.md), the newest first, at most
 * `limit` of them (0: all), as JSONL or TABLE: where they stand and what stands around. `*total`
 * is how many there are. Errors: ARGUMENT (no word in the query) and the store's. */
RASID_API bool rasid_store_search(
  RasidStore *store,
  const char *query,
  size_t limit,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  uint64_t *total,
  RasidError *error
);

/* Told of each fault that rasid_store_verify finds. */
typedef void (*RasidStoreFault)(void *context, const char *message);

/* Looks at the whole database: its pages, references, and that every span of every record
 * lies in its text and holds the words that it names. `*faults` is how many were found; false
 * only when it could not be looked at. */
RASID_API bool rasid_store_verify(
  RasidStore *store,
  RasidStoreFault tell,
  void *context,
  uint64_t *faults,
  RasidError *error
);
/* Numbers about it: one JSON object (JSONL) or lines for a person (TABLE). */
RASID_API bool rasid_store_stats(
  RasidStore *store,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);
/* Counts records by type, month, pair of parties and place: one JSON object (JSONL), or tables with
 * bars (TABLE). The filter's limit is that of pairs and places (0: 20). */
RASID_API bool rasid_store_overview(
  RasidStore *store,
  const RasidStoreFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);
/* The same as plots: one SVG picture. */
RASID_API bool rasid_store_plot(
  RasidStore *store,
  const RasidStoreFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
);
/* Gives unused room back and tidies the indexes. */
RASID_API bool rasid_store_vacuum(RasidStore *store, RasidError *error);

/* How many documents and records are in it. */
RASID_API bool rasid_store_count(
  RasidStore *store, uint64_t *documents, uint64_t *events, RasidError *error
);

/* ----------------------------------------------------------- incidents */

typedef struct {
  uint64_t reports, incidents; /* 0 when nothing had changed */
  uint64_t sketched;           /* records that were new */
} RasidLinkCounts;

/* Links the stored records that report one deed (docs/incidents.md) and keeps the result in the
 * database. Depends on what is stored alone, not on the order in which it came. `counts` may
 * be NULL. Not inside a transaction. Errors: DATABASE, MEMORY, ARGUMENT (not SQLite). */
RASID_API bool rasid_incidents_link(
  RasidStore *store, RasidLinkCounts *counts, RasidError *error
);

typedef struct {
  const char *event;         /* only this type; NULL: all */
  const char *place_country; /* ISO 3166 alpha-3; NULL: all */
  const char *from, *to;     /* days YYYY-MM-DD that meet this range; NULL: open */
  size_t min_sources;        /* told by at least so many */
  size_t limit;              /* 0: all */
} RasidIncidentFilter;

/* Writes what was linked last, by day: JSONL or TABLE. `filter`, `options` may be NULL. Errors:
 * DATABASE (never linked), IO, MEMORY, ARGUMENT (CSV, not SQLite). */
RASID_API bool rasid_incidents_write(
  RasidStore *store,
  const RasidIncidentFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);

typedef struct {
  const char *kind;          /* "truce", "agreement" or "talks"; NULL: all */
  const char *party, *other; /* each a country or a code of one side; NULL: all */
  const char *from, *to;     /* days YYYY-MM-DD of the agreement; NULL: open */
  size_t days;               /* how long what follows is looked for; 0: 365 */
  size_t limit;              /* 0: all */
} RasidAgreementFilter;

/* Writes truces, agreements and talks of two sides with what followed between them (docs/
 * incidents.md), by day, from the incidents that were linked last: JSONL or TABLE. `filter`,
 * `options` may be NULL. Errors: DATABASE (never linked), IO, MEMORY, ARGUMENT (CSV, not SQLite). */
RASID_API bool rasid_agreements_write(
  RasidStore *store,
  const RasidAgreementFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);

/* ----------------------------------------------------------- decisions */

/* Decisions of analysts (docs/serve.md) as a gold set: complete documents with the records that
 * they should have, one JSON object a line. What of `filter` is set chooses `document` and the
 * days of publication; NULL: all. */
RASID_API bool rasid_decisions_write_gold(
  RasidStore *store,
  const RasidStoreFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
);
/* Precision and recall of the stored records against the decisions, by type, and the rules that
 * stand in most wrong ones: one JSON object (JSONL) or tables (TABLE). `knowledge` tells where
 * rules stand; may be NULL. `rules` is how many are shown, 0: 20. */
RASID_API bool rasid_decisions_evaluate(
  RasidStore *store,
  const RasidKnowledge *knowledge,
  size_t rules,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
);

/* -------------------------------------------------------------- server */

typedef struct RasidServer RasidServer;

typedef struct {
  const char *database;            /* path of an SQLite database that is there */
  const RasidKnowledge *knowledge; /* must outlive the server */
  const char *address;             /* NULL: 127.0.0.1 */
  unsigned port;                   /* 0: any that is free */
  const char *token;        /* needed by every request; 16 characters or more; NULL: none */
  const char *const *hosts; /* names besides the address that a Host header may have */
  size_t host_count;
  bool is_read_only; /* takes no decisions */
  bool is_demo;      /* the page says so */
  unsigned threads;  /* 0: two for each core, four at least */
} RasidServerOptions;

/* Serves a database over HTTP, with the page (docs/serve.md), in threads of its own, until it is
 * freed. An address that others can reach needs a token. Errors: ARGUMENT (also when the library
 * was built without libmicrohttpd), IO (the port is taken), and those of the store. */
RASID_API RasidServer *rasid_server_new(
  const RasidServerOptions *options, RasidError *error
);
RASID_API unsigned rasid_server_port(const RasidServer *server);
RASID_API void rasid_server_free(RasidServer *server);

#ifdef __cplusplus
}
#endif
#endif
