/* /export: all matching records as a file.
 *
 * The file may be larger than memory, so it is made as fast as it is read: the records that
 * match are chosen at once, as numbers, and every time the connection can take more a few of
 * them are fetched and written, packed when the client can unpack. A record that is taken away
 * meanwhile is left out. Added records have no row in the database and are in `gold` alone. */
#include "server/filter.h"

#include <stdlib.h>
#include <zlib.h>

enum {
  RECORDS_AT_ONCE = 64,
  BLOCK = 1 << 16,
  PACKING = 4
};

typedef struct {
  RasidServer *server;
  RasidWriteOptions options;
  int64_t *numbers;
  size_t count, at;
  uint64_t position; /* of the next record in the file */
  RsBuffer out;      /* not taken yet, from `taken` on */
  size_t taken;
  bool is_footed;
  z_stream packing;
  bool is_packed, is_finished;
} Export;

static bool write_record(void *context, const RsRecord *record, RasidError *error) {
  Export *own = context;
  RsRecord numbered = *record;
  (void)error;
  numbered.position = own->position++;
  rs_record_write(&own->out, &numbered, &own->options);
  return true;
}

/* A few records more, or the end. */
static bool write_more(Export *own) {
  RasidError error = {0};
  size_t count = own->count - own->at;
  own->out.count = own->taken = 0;
  if (!count) {
    rs_record_write_footer(&own->out, &own->options);
    own->is_footed = true;
    return !own->out.failed;
  }
  if (count > RECORDS_AT_ONCE) count = RECORDS_AT_ONCE;
  RsDesk *desk = rs_desk_take(own->server);
  bool is_written = rs_records_read(
    desk->store->backend, own->numbers + own->at, count, write_record, own, &error
  );
  rs_desk_return(own->server, desk);
  own->at += count;
  return is_written && !own->out.failed;
}

static bool has_bytes(Export *own) {
  while (own->taken == own->out.count && !own->is_footed) {
    if (!write_more(own)) return false;
  }
  return true;
}

static ssize_t give_packed(Export *own, char *to, size_t most) {
  z_stream *packing = &own->packing;
  packing->next_out = (Bytef *)to;
  packing->avail_out = (uInt)most;
  while (packing->avail_out == most && !own->is_finished) {
    if (!has_bytes(own)) return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t left = own->out.count - own->taken;
    packing->next_in = (Bytef *)own->out.data + own->taken;
    packing->avail_in = (uInt)left;
    int result = deflate(packing, left ? Z_NO_FLUSH : Z_FINISH);
    own->taken += left - packing->avail_in;
    own->is_finished = result == Z_STREAM_END;
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
      return MHD_CONTENT_READER_END_WITH_ERROR;
  }
  size_t given = most - packing->avail_out;
  return given ? (ssize_t)given : MHD_CONTENT_READER_END_OF_STREAM;
}

static ssize_t give(void *context, uint64_t position, char *to, size_t most) {
  Export *own = context;
  (void)position;
  if (own->is_packed) return give_packed(own, to, most > UINT32_MAX ? UINT32_MAX : most);
  if (!has_bytes(own)) return MHD_CONTENT_READER_END_WITH_ERROR;
  size_t left = own->out.count - own->taken, count = left < most ? left : most;
  if (!count) return MHD_CONTENT_READER_END_OF_STREAM;
  memcpy(to, own->out.data + own->taken, count);
  own->taken += count;
  return (ssize_t)count;
}

static void release(void *context) {
  Export *own = context;
  if (own->is_packed) deflateEnd(&own->packing);
  free(own->numbers);
  rs_buffer_release(&own->out);
  free(own);
}

/* --------------------------------------------------------------------- asking */

static bool choose(RsRequest *request, const RsFilter *filter, Export *own) {
  const RsSnapshot *all = request->snapshot;
  own->numbers = calloc((size_t)all->fact_count + 1, sizeof *own->numbers);
  for (uint32_t i = 0; own->numbers && i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (fact->number >= 0 && rs_filter_admits(filter, all, fact))
      own->numbers[own->count++] = fact->number;
  }
  return own->numbers != NULL;
}

static const struct {
  const char *name, *type, *extension;
  RasidFormat format;
} formats[] = {
  {"csv-sheet", "text/csv", "csv", RASID_FORMAT_CSV_SHEET},
  {"csv", "text/csv", "csv", RASID_FORMAT_CSV},
  {"jsonl", "application/x-ndjson", "jsonl", RASID_FORMAT_JSONL},
  {"geojson", "application/geo+json", "geojson", RASID_FORMAT_GEOJSON},
  {"icews", "text/csv", "csv", RASID_FORMAT_ICEWS},
  {"gdelt", "text/tab-separated-values", "tsv", RASID_FORMAT_GDELT},
  {"acled", "text/csv", "csv", RASID_FORMAT_ACLED},
  {"ucdp", "text/csv", "csv", RASID_FORMAT_UCDP},
  {"gold", "application/x-ndjson", "jsonl", RASID_FORMAT_JSONL},
};

void rs_formats_write(RsJson *json) {
  rs_json_begin(json, '[');
  for (size_t i = 0; i < RS_COUNT_OF(formats); i++) {
    rs_json_begin(json, '{');
    rs_json_text_field(json, "as", formats[i].name);
    rs_json_text_field(json, "media_type", formats[i].type);
    rs_json_text_field(json, "extension", formats[i].extension);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static bool accepts_gzip(const RsRequest *request) {
  const char *accepted =
    MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "Accept-Encoding");
  return accepted && strstr(accepted, "gzip") && !strstr(accepted, "gzip;q=0");
}

/* Takes `own`, also on failure. */
static bool stream(RsRequest *request, Export *own) {
  own->is_packed =
    accepts_gzip(request) &&
    deflateInit2(&own->packing, PACKING, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) ==
      Z_OK;
  request->stream =
    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, give, own, release);
  if (!request->stream) return release(own), false;
  rs_security_headers(request->stream);
  if (own->is_packed) MHD_add_response_header(request->stream, "Content-Encoding", "gzip");
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info) rs_visitor_expects(request->server, info->connect_fd, RS_EXPORT_SECONDS);
  return true;
}

static unsigned export_records(
  RsRequest *request, const RsFilter *filter, RasidFormat format
) {
  Export *own = calloc(1, sizeof *own);
  if (!own) return rs_fail(request, 503, NULL, "out of memory");
  own->server = request->server;
  own->options.format = format;
  rs_record_write_header(&own->out, &own->options);
  if (!choose(request, filter, own)) {
    release(own);
    return rs_fail(request, 503, NULL, "out of memory");
  }
  return stream(request, own) ? 200 : rs_fail(request, 503, NULL, "out of memory");
}

static bool take_bytes(void *context, const char *data, size_t bytes) {
  rs_buffer_add(context, data, bytes);
  return true;
}

/* Decisions are few: made whole. */
static unsigned export_gold(RsRequest *request) {
  RasidError error = {0};
  RsGoldFilter filter = {
    .document = rs_parameter(request, "document"),
    .from = rs_parameter(request, "from"),
    .to = rs_parameter(request, "to"),
  };
  RsBackend *backend = rs_desk_backend(request);
  if (!rs_gold_write(backend, &filter, take_bytes, &request->out, &error))
    return rs_fail_with(request, &error);
  return 200;
}

unsigned rs_export(RsRequest *request, const char *rest) {
  const char *names[RS_COUNT_OF(formats)];
  size_t chosen = SIZE_MAX;
  RsFilter filter;
  (void)rest;
  for (size_t i = 0; i < RS_COUNT_OF(formats); i++)
    names[i] = formats[i].name;
  if (!rs_parameter_choice(request, "as", names, RS_COUNT_OF(formats), &chosen) || !rs_filter_read(request, &filter, rs_filter_names) || !rs_parameters_end(request))
    return 0;
  if (chosen == SIZE_MAX) return rs_fail(request, 400, "as", "in which form?");
  request->content_type = formats[chosen].type;
  request->file_name = rs_arena_format(
    &request->arena,
    "attachment; filename=\"%s.%s\"",
    formats[chosen].name,
    formats[chosen].extension
  );
  bool is_gold = !strcmp(formats[chosen].name, "gold");
  unsigned status = is_gold ? export_gold(request)
                            : export_records(request, &filter, formats[chosen].format);
  if (request->status) request->content_type = request->file_name = NULL;
  return status;
}
