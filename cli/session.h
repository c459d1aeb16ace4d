/* What code, analyze and explain share: knowledge, coder, reader and the way through them. */
#ifndef RASID_CLI_SESSION_H
#define RASID_CLI_SESSION_H

#include "output.h"
#include "report.h"

typedef struct Session Session;

typedef RasidDocument *(*Coding
)(RasidCoder *coder, const RasidInput *input, RasidError *error);

/* Does something with a document; false stops the run, with session->status set. */
typedef bool (*Handler)(Session *session, const RasidDocument *document);

struct Session {
  const Options *options;
  RasidKnowledge *knowledge;
  RasidCoder *coder;
  RasidWriteOptions write;
  Output output;
  Report report;
  int status;
  void *context; /* the command's own */
};

/* Opens the knowledge that `options` or the surroundings name; NULL after telling why not. */
RasidKnowledge *knowledge_open(const Options *options);
/* Its path, to be freed; NULL after telling where it was looked for. */
char *knowledge_find(const Options *options);

/* What the reader is told. */
RasidReadOptions read_options_of(const Options *options, const RasidKnowledge *knowledge);

/* Made ready with a coder; NULL with `*status` after telling why not. */
Session *session_new(const Options *options, bool keeps_trace, int *status);
void session_free(Session *session);

/* Every document of the operands through `code` and `handle`. What cannot be coded is a reject.
 * False when the run was stopped. */
bool session_run(Session *session, Coding code, Handler handle);

/* The exit status: flushes the output, closes the list of rejects. */
int session_end(Session *session);

/* Closes what a call wrote and tells what went wrong: the call (`error`) or the output. Gives the
 * exit status. */
int session_end_output(Output *output, bool is_written, const RasidError *error);
/* The same, and says so when nothing was written: `what` there is none of. */
int session_end_list(
  Output *output, bool is_written, const RasidError *error, const char *what
);

/* Links the incidents of the database of `options` and lets `write` show what is linked. */
int session_show_linked(
  const Command *command,
  const Options *options,
  int (*write)(RasidStore *store, const Options *options)
);

/* Tells an error; gives the status that belongs to it. */
int complain(const RasidError *error);
/* The same for the knowledge file at `path`: STATUS_KNOWLEDGE. */
int complain_of_knowledge(const char *path, const RasidError *error);

#endif
