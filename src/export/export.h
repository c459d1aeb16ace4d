/* Records as bytes. A record comes from a document or from a store: the writers do not know. */
#ifndef RASID_EXPORT_EXPORT_H
#define RASID_EXPORT_EXPORT_H

#include "base/buffer.h"

/* One event with what a record tells of its document. */
typedef struct RsRecord RsRecord;
struct RsRecord {
  const char *document;           /* id */
  const char *published, *outlet; /* or NULL */
  const RasidEvent *event;
  const char *url;   /* of the document, or NULL */
  uint64_t position; /* among those that are written together, from 0 */
};

/* Appends one record (a line, a row, a block). */
void rs_record_write(
  RsBuffer *out, const RsRecord *record, const RasidWriteOptions *options
);
/* What goes before the first one, the names of the columns for instance, and behind the last. */
void rs_record_write_header(RsBuffer *out, const RasidWriteOptions *options);
void rs_record_write_footer(RsBuffer *out, const RasidWriteOptions *options);

void rs_jsonl_write(RsBuffer *out, const RsRecord *record);
void rs_csv_write(RsBuffer *out, const RsRecord *record, bool is_sheet);
void rs_csv_write_header(RsBuffer *out, bool is_sheet);
void rs_geojson_write(RsBuffer *out, const RsRecord *record);
void rs_geojson_write_header(RsBuffer *out);
void rs_geojson_write_footer(RsBuffer *out);
/* These leave out records that the data set does not collect, and may make several rows of one. */
void rs_icews_write(RsBuffer *out, const RsRecord *record);
void rs_icews_write_header(RsBuffer *out);
void rs_gdelt_write(RsBuffer *out, const RsRecord *record);
void rs_gdelt_write_header(RsBuffer *out);
void rs_acled_write(RsBuffer *out, const RsRecord *record);
void rs_acled_write_header(RsBuffer *out);
void rs_ucdp_write(RsBuffer *out, const RsRecord *record);
void rs_ucdp_write_header(RsBuffer *out);
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
