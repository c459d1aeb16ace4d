/* What somebody looks for, taken apart. */
#ifndef RASID_STORE_QUERY_H
#define RASID_STORE_QUERY_H

#include "store/words.h"

enum {
  RS_QUERY_TERMS = 32,
  RS_QUERY_SHAPES = 12
};

/* Words that must stand together. */
typedef struct {
  RsWordList list;
  bool is_prefix;                 /* the last word goes on */
  RsBuffer shapes;                /* the first word with what may be written onto it */
  RsBytes shape[RS_QUERY_SHAPES]; /* `shape[0]` is the word itself */
  size_t shape_count;
} RsQueryTerm;

typedef struct {
  RsArena arena;
  RsQueryTerm terms[RS_QUERY_TERMS]; /* all of them must stand in the text */
  size_t count;
} RsQuery;

/* ARGUMENT when there is no word in it, or too many. Release in any case. */
bool rs_query_read(RsQuery *query, const char *text, RasidError *error);
void rs_query_release(RsQuery *query);

/* In the language of the database's index, with a closing NUL. */
void rs_query_write(const RsQuery *query, RsDialect dialect, RsBuffer *out);

/* Words [`*first`, `*last`] of the first place where a term stands; false when there is none. */
bool rs_query_match(
  const RsQuery *query, const RsWordList *text, size_t *first, size_t *last
);

#endif
