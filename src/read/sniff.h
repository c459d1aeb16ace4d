/* Which format bytes are in, by the bytes. */
#ifndef RASID_READ_SNIFF_H
#define RASID_READ_SNIFF_H

#include "base/base.h"

typedef enum {
  RS_KIND_PLAIN,
  RS_KIND_LINES,  /* JSON Lines */
  RS_KIND_HTML,   /* a page */
  RS_KIND_FEED,   /* RSS, RDF, Atom */
  RS_KIND_XML,    /* XML of another kind */
  RS_KIND_CSV,    /* rows with a header that names `id` and `text` */
  RS_KIND_WARC,   /* a web archive */
  RS_KIND_FOREIGN /* what rs_sniff_foreign names */
} RsKind;

/* `head` is the beginning of the file, UTF-8 or bytes of one letter; a byte order mark of
 * UTF-8 and blanks may stand before it. */
RsKind rs_sniff(RsBytes head);

/* Whether bytes that follow `head` cannot change what it is: a pipe may give a byte at a time.
 * JSON Lines are sure at their first byte, so that they are coded as they come. */
bool rs_sniff_is_sure(RsBytes head);

/* What a file is that cannot be read: "a zip archive"; NULL when it is nothing of the kind. */
const char *rs_sniff_foreign(RsBytes head);

#endif
