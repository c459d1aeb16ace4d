/* The commands and their options. */
#ifndef RASID_CLI_OPTIONS_H
#define RASID_CLI_OPTIONS_H

#include "rasid/rasid.h"

enum { /* exit statuses, part of the contract */
  STATUS_DONE = 0,
  STATUS_NOTHING = 1,   /* no document could be coded; lint found faults */
  STATUS_USAGE = 2,     /* a wrong call */
  STATUS_KNOWLEDGE = 3, /* no usable knowledge file */
  STATUS_FAILED = 4     /* input or output failed */
};

typedef enum {
  OPTION_DATE,
  OPTION_DB,
  OPTION_DB_FILE,
  OPTION_FORMAT,
  OPTION_TABLE_OR_JSON,
  OPTION_MIN_SCORE,
  OPTION_REJECTS,
  OPTION_MAX_DOCUMENT,
  OPTION_EVENT,
  OPTION_DOC,
  OPTION_FROM,
  OPTION_TO,
  OPTION_LIMIT,
  OPTION_KNOWLEDGE,
  OPTION_EXTRA,
  OPTION_STRICT,
  OPTION_NOTES,
  OPTION_ALTERNATE,
  OPTION_COUNTRY,
  OPTION_MIN_POPULATION,
  OPTION_OUTPUT,
  OPTION_JOBS,
  OPTION_MIN_SOURCES,
  OPTION_PLACE_COUNTRY,
  OPTION_KIND,
  OPTION_PARTY,
  OPTION_WITH,
  OPTION_DAYS,
  OPTION_AS,
  OPTION_MODE,
  OPTION_STATUS,
  OPTION_ACTOR,
  OPTION_RECIPIENT,
  OPTION_PLACE,
  OPTION_SVG,
  OPTION_EVERY,
  OPTION_ONCE,
  OPTION_PORT,
  OPTION_ADDRESS,
  OPTION_HOST,
  OPTION_TOKEN,
  OPTION_ALLOW_REMOTE,
  OPTION_DEMO,
  OPTION_COUNT
} OptionId;

#define OPTION_BIT(id) (UINT64_C(1) << (id))

/* Which records of a database are meant. */
#define OPTIONS_OF_FILTER                                                               \
  (OPTION_BIT(OPTION_EVENT) | OPTION_BIT(OPTION_MODE) | OPTION_BIT(OPTION_STATUS) |     \
   OPTION_BIT(OPTION_DOC) | OPTION_BIT(OPTION_FROM) | OPTION_BIT(OPTION_TO) |           \
   OPTION_BIT(OPTION_ACTOR) | OPTION_BIT(OPTION_RECIPIENT) | OPTION_BIT(OPTION_PLACE) | \
   OPTION_BIT(OPTION_PLACE_COUNTRY) | OPTION_BIT(OPTION_MIN_SCORE) |                    \
   OPTION_BIT(OPTION_LIMIT))

/* What every command takes that reads texts. */
#define OPTIONS_OF_TEXTS                                            \
  (OPTION_BIT(OPTION_DATE) | OPTION_BIT(OPTION_REJECTS) |           \
   OPTION_BIT(OPTION_MAX_DOCUMENT) | OPTION_BIT(OPTION_KNOWLEDGE) | \
   OPTION_BIT(OPTION_EXTRA))

typedef struct {
  const char *date, *db, *rejects, *event, *document, *from, *to, *knowledge;
  const char *alternate, *country, *output;
  const char *place_country, *kind, *party, *with;
  const char *mode, *status, *actor, *recipient, *place, *svg;
  size_t every; /* seconds between two looks; 0: the default */
  bool once;
  bool
    adds_rejects; /* to the list that is there already; for commands, not from the caller */
  bool minds_signals; /* reading ends when a signal waits; likewise */
  size_t min_population, min_sources, days;
  bool strict, notes;
  bool has_format, is_gold;
  RasidFormat format;
  double min_score;
  size_t max_document_bytes; /* 0: the default */
  size_t limit;              /* 0: all */
  size_t jobs;               /* 0: as many as there are cores */
  const char **extra;
  size_t extra_count;
  const char *address, *token, *host; /* of the server */
  size_t port;
  bool has_port, allow_remote, demo;
  const char **operands; /* what is no option: paths, a sentence */
  size_t operand_count;
} Options;

typedef struct {
  const char *name;
  const char *summary;  /* one line */
  const char *usage;    /* behind "rasid " */
  const char *examples; /* three lines, the first of them shown after a wrong call */
  const char *notes;    /* what else --help tells, or NULL */
  uint64_t options;     /* OPTION_BITs */
  size_t least_operands, most_operands;
  int (*run)(const Options *options); /* gives the exit status */
} Command;

typedef struct {
  const char *name, *value, *help; /* value NULL: the option takes none */
  const char *wanted;              /* what a value must be, for the complaint */
  bool (*set)(Options *options, const char *value); /* NULL: a text, kept as it is */
  size_t text;                                      /* where in Options it is kept */
} Option;

/* By OptionId. Two may have one name, for commands that take different values. */
extern const Option option_table[OPTION_COUNT];

extern const Command code_command, analyze_command, read_command, explain_command,
  import_command, db_command, show_command, incidents_command, agreements_command,
  knowledge_command, lint_command, places_command, export_command, stats_command,
  watch_command, serve_command, eval_command;

/* What `options` ask of a database. */
RasidStoreFilter options_filter(const Options *options);

/* Reads what follows the command's name and runs it. */
int command_run(const Command *command, int argc, char **argv);

void command_print_help(const Command *command);

/* Says that memory ran out. Gives STATUS_FAILED. */
int complain_of_memory(void);

/* Says what is wrong with a call and how one looks that is right. Gives STATUS_USAGE. */
int command_complain(const Command *command, const char *what, const char *about);

#endif
