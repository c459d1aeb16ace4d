/* JSON Lines, one document a line.
 *
 * The stream gives lines, jsonline.h reads one. A line that cannot be read is a reject with its
 * number, and the next one is read as if nothing had been. */
#include "read/file.h"

#include <string.h>

static const size_t MARK_BYTES = 3;

static bool is_blank(RsBytes bytes) {
  for (size_t i = 0; i < bytes.count; i++) {
    if (!strchr(" \t\r\n", bytes.data[i]) || !bytes.data[i]) return false;
  }
  return true;
}

static void skip_mark(RsFile *file) {
  RsBytes held = rs_stream_held(&file->stream);
  bool has_mark = !file->stream.offset && held.count >= MARK_BYTES &&
                  !memcmp(held.data, "\xef\xbb\xbf", MARK_BYTES);
  if (has_mark) rs_stream_skip(&file->stream, MARK_BYTES);
}

static bool read_line(RsFile *file, RsLineResult result, RsBytes line, RasidInput *input) {
  if (result == RS_LINE_READ) {
    return rs_json_line_read(
      &file->json, line, file->max_document_bytes, input, &file->error
    );
  }
  *input = (RasidInput) {0};
  return rs_error_set(
    &file->error,
    RASID_ERROR_TOO_LARGE,
    0,
    "a line of %zu bytes; the limit is %zu",
    line.count,
    file->max_raw_bytes
  );
}

RasidReadResult rs_lines_next(RsFile *file, RasidInput *input, RasidReject *reject) {
  skip_mark(file);
  for (;;) {
    RsBytes line;
    uint64_t offset;
    RsLineResult result =
      rs_stream_line(&file->stream, file->max_raw_bytes, &line, &offset);
    if (result != RS_LINE_END) file->line++;
    if (result == RS_LINE_END || result == RS_LINE_FAILED) {
      return rs_file_end(file, offset, reject);
    }
    if (result == RS_LINE_READ && is_blank(line)) continue;
    bool is_read = read_line(file, result, line, input);
    rs_file_place(file, reject, input->id, offset);
    if (!is_read) return rs_file_reject(file, reject);
    if (!input->date) input->date = file->default_date;
    return RASID_READ_DOCUMENT;
  }
}
