/* The public writers: which format, and the way from a buffer into the caller's sink. Records
 * are made whole in memory first, so a record is never half of one kind and half of another,
 * and lack of memory is seen before a byte has gone out. */
#include "export/export.h"

void rs_record_write_header(RsBuffer *out, const RasidWriteOptions *options) {
  switch (options->format) {
    case RASID_FORMAT_CSV: rs_csv_write_header(out, false); break;
    case RASID_FORMAT_CSV_SHEET: rs_csv_write_header(out, true); break;
    case RASID_FORMAT_GEOJSON: rs_geojson_write_header(out); break;
    case RASID_FORMAT_ICEWS: rs_icews_write_header(out); break;
    case RASID_FORMAT_GDELT: rs_gdelt_write_header(out); break;
    case RASID_FORMAT_ACLED: rs_acled_write_header(out); break;
    case RASID_FORMAT_UCDP: rs_ucdp_write_header(out); break;
    default: break;
  }
}

void rs_record_write(
  RsBuffer *out, const RsRecord *record, const RasidWriteOptions *options
) {
  switch (options->format) {
    case RASID_FORMAT_CSV: rs_csv_write(out, record, false); break;
    case RASID_FORMAT_CSV_SHEET: rs_csv_write(out, record, true); break;
    case RASID_FORMAT_TABLE: rs_table_write(out, record, options); break;
    case RASID_FORMAT_GEOJSON: rs_geojson_write(out, record); break;
    case RASID_FORMAT_ICEWS: rs_icews_write(out, record); break;
    case RASID_FORMAT_GDELT: rs_gdelt_write(out, record); break;
    case RASID_FORMAT_ACLED: rs_acled_write(out, record); break;
    case RASID_FORMAT_UCDP: rs_ucdp_write(out, record); break;
    default: rs_jsonl_write(out, record); break;
  }
}

void rs_record_write_footer(RsBuffer *out, const RasidWriteOptions *options) {
  if (options->format == RASID_FORMAT_GEOJSON) rs_geojson_write_footer(out);
}

bool rs_buffer_flush(
  RsBuffer *out, size_t least, RasidSink sink, void *context, RasidError *error
) {
  if (out->failed) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  if (!out->count || out->count < least) return true;
  if (!sink(context, out->data, out->count)) {
    return rs_error_set(error, RASID_ERROR_IO, 0, "the output could not be written");
  }
  rs_buffer_clear(out);
  return true;
}

static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};

static bool write_frame(
  void (*frame)(RsBuffer *out, const RasidWriteOptions *options),
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  RsBuffer out = {0};
  frame(&out, options ? options : &default_options);
  bool is_written = rs_buffer_flush(&out, 1, sink, context, error);
  rs_buffer_release(&out);
  return is_written;
}

bool rasid_write_header(
  const RasidWriteOptions *options, RasidSink sink, void *context, RasidError *error
) {
  return write_frame(rs_record_write_header, options, sink, context, error);
}

bool rasid_write_footer(
  const RasidWriteOptions *options, RasidSink sink, void *context, RasidError *error
) {
  return write_frame(rs_record_write_footer, options, sink, context, error);
}

bool rasid_write_events(
  const RasidDocument *document,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  const RasidInput *input = rasid_document_input(document);
  size_t count;
  const RasidEvent *events = rasid_document_events(document, &count);
  RsBuffer out = {0};
  bool is_written = true;
  for (size_t i = 0; i < count && is_written; i++) {
    RsRecord record = {input->id, input->date, input->outlet, &events[i], input->url, i};
    rs_record_write(&out, &record, options ? options : &default_options);
    is_written = rs_buffer_flush(&out, RS_FLUSH_BYTES, sink, context, error);
  }
  is_written = is_written && rs_buffer_flush(&out, 1, sink, context, error);
  rs_buffer_release(&out);
  return is_written;
}
