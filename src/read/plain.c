/* Files that are read as a whole: one plain text, or one page.
 *
 * A plain text's first line is its headline, so it has no title of its own. A page is told
 * from a text once more when it has been decoded: UTF-16 hides the `<`. */
#include "read/file.h"

#include "read/encoding.h"
#include "read/page.h"
#include "read/sniff.h"

#include <errno.h>

static bool check(RsFile *file, RsBytes text) {
  if (text.count > file->max_document_bytes) {
    return rs_error_set(
      &file->error,
      RASID_ERROR_TOO_LARGE,
      0,
      "%zu bytes as UTF-8; the limit is %zu",
      text.count,
      file->max_document_bytes
    );
  }
  if (rs_sniff(text) != RS_KIND_LINES) return true;
  return rs_error_set(
    &file->error, RASID_ERROR_ENCODING, 0, "JSON Lines must be UTF-8; convert the file"
  );
}

static bool read_plain(RsFile *file) {
  RsBytes bytes, text;
  bool is_read = rs_file_read_whole(file, file->max_document_bytes, &bytes) &&
                 rs_text_decode(&file->clean, bytes, &text, &file->error);
  if (!is_read) return false;
  if (rs_sniff(text) == RS_KIND_HTML) {
    return rs_page_read(&file->article, text, file->words, &file->error);
  }
  if (!check(file, text)) return false;
  rs_buffer_add(&file->article.text, text.data, text.count);
  return true;
}

static bool read_page(RsFile *file) {
  RsBytes bytes, text;
  return rs_file_read_whole(file, file->max_raw_bytes, &bytes) &&
         rs_page_decode(&file->clean, bytes, (RsBytes) {0}, &text, &file->error) &&
         rs_page_read(&file->article, text, file->words, &file->error);
}

static RasidReadResult read_whole(
  RsFile *file, bool (*read)(RsFile *), RasidInput *input, RasidReject *reject
) {
  rs_article_clear(&file->article);
  const char *id = rs_file_id(file);
  rs_file_place(file, reject, id, 0);
  bool is_read = read(file) && rs_file_give(file, input);
  rs_file_close(file);
  return is_read ? RASID_READ_DOCUMENT : rs_file_reject(file, reject);
}

RasidReadResult rs_plain_next(RsFile *file, RasidInput *input, RasidReject *reject) {
  return read_whole(file, read_plain, input, reject);
}

RasidReadResult rs_html_next(RsFile *file, RasidInput *input, RasidReject *reject) {
  return read_whole(file, read_page, input, reject);
}

RasidReadResult rs_foreign_next(RsFile *file, RasidInput *input, RasidReject *reject) {
  (void)input;
  const char *kind = rs_sniff_foreign(rs_stream_held(&file->stream));
  rs_file_place(file, reject, rs_file_id(file), 0);
  rs_error_set(
    &file->error,
    RASID_ERROR_FORMAT,
    0,
    "%s; give its text, its pages or a web archive (WARC)",
    kind ? kind : "XML that is neither RSS nor Atom"
  );
  rs_file_close(file);
  return rs_file_reject(file, reject);
}
