/* One open file or standard input, and what every format does with it. */
#ifndef RASID_READ_FILE_H
#define RASID_READ_FILE_H

#include "read/article.h"
#include "read/jsonline.h"
#include "read/stream.h"
#include "read/words.h"

typedef struct RsFile RsFile;

/* The next document or reject of a source; END when it holds no more. */
typedef RasidReadResult (*RsNext)(RsFile *file, RasidInput *input, RasidReject *reject);

struct RsFile {
  size_t max_document_bytes;
  size_t max_raw_bytes; /* of a line, a page, a record of CSV: text and what is around it */
  const char *default_date; /* or NULL */
  const RsWords *words;     /* of pages; empty without knowledge */

  bool is_open;
  RsStream stream;
  const char *name; /* the path, owned by the reader */
  uint64_t line;    /* of the document at hand in formats of lines, else 0 */
  RsNext next;

  RsJsonLine json;
  RsArticle article; /* the document at hand, when no format of its own holds it */
  RsBuffer clean;    /* bytes that were decoded */
  void *state;       /* of the format, freed by `release` */
  void (*release)(void *state);
  RasidError error; /* of the last reject */
};

/* Takes `fd`; tells the format by the first bytes. */
void rs_file_open(RsFile *file, const char *name, int fd);
void rs_file_close(RsFile *file);
/* Frees what is kept between files as well. */
void rs_file_release(RsFile *file);

/* Fills `reject` with the place of the document at hand, which is told for documents as well
 * as for rejects. */
void rs_file_place(
  const RsFile *file, RasidReject *reject, const char *id, uint64_t offset
);
/* Puts the error into `reject`. */
RasidReadResult rs_file_reject(const RsFile *file, RasidReject *reject);
/* The error of a failed read, from errno. Returns false. */
bool rs_file_fail(RsFile *file, int failure);
/* Closes a file that gives no more: RASID_READ_END, or a reject at `offset` when reading failed. */
RasidReadResult rs_file_end(RsFile *file, uint64_t offset, RasidReject *reject);

/* Reads all that is left, decoded to UTF-8 by the caller's way. False with the error set. */
bool rs_file_read_whole(RsFile *file, size_t limit, RsBytes *bytes);

/* The article as a document, when its text is neither empty nor too large. */
bool rs_file_give(RsFile *file, RasidInput *input);

/* The path as an id: UTF-8 in any case. */
const char *rs_file_id(RsFile *file);

/* The formats. */
RasidReadResult rs_lines_next(RsFile *file, RasidInput *input, RasidReject *reject);
RasidReadResult rs_csv_next(RsFile *file, RasidInput *input, RasidReject *reject);
RasidReadResult rs_feed_next(RsFile *file, RasidInput *input, RasidReject *reject);
RasidReadResult rs_warc_next(RsFile *file, RasidInput *input, RasidReject *reject);
RasidReadResult rs_plain_next(RsFile *file, RasidInput *input, RasidReject *reject);
RasidReadResult rs_html_next(RsFile *file, RasidInput *input, RasidReject *reject);
RasidReadResult rs_foreign_next(RsFile *file, RasidInput *input, RasidReject *reject);

#endif
