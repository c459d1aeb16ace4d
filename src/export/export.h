/* Records as bytes. A record comes from a document or from a store: the writers do not know. */
#ifndef RASID_EXPORT_EXPORT_H
#define RASID_EXPORT_EXPORT_H

#include "base/buffer.h"

/* One event with what a record tells of its document. */
typedef struct {
  const char *document;           /* id */
  const char *published, *outlet; /* or NULL */
  const RasidEvent *event;
} RsRecord;

/* Appends one record (a line, a row, a block). */
void rs_record_write(
  RsBuffer *out, const RsRecord *record, const RasidWriteOptions *options
);
/* What goes before the first one: the names of the columns, or nothing. */
void rs_record_write_header(RsBuffer *out, const RasidWriteOptions *options);

void rs_jsonl_write(RsBuffer *out, const RsRecord *record);
void rs_csv_write(RsBuffer *out, const RsRecord *record);
void rs_csv_write_header(RsBuffer *out);
void rs_table_write(
  RsBuffer *out, const RsRecord *record, const RasidWriteOptions *options
);

/* Hands what is in `out` to the sink and empties it, when there are `least` bytes or more.
 * Errors: IO (the sink refused), MEMORY (the buffer had failed). */
bool rs_buffer_flush(
  RsBuffer *out, size_t least, RasidSink sink, void *context, RasidError *error
);
enum {
  RS_FLUSH_BYTES = 1 << 16
};

#endif
