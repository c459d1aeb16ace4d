/* What all formats share: opening, the format itself, places of rejects, whole files.
 *
 * Names of files lie (a page saved as .txt, JSON Lines as .log), so the first bytes tell the
 * format, and it never changes within a file:
 *
 *   `{`                             JSON Lines
 *   `WARC/`                         a web archive
 *   `<`                             markup: a page or a feed
 *   a line with `id`, `text`        a table
 *   else                            one plain text
 *
 * UTF-16 and UTF-32 have their own first bytes; these files are small, and are read as a whole
 * and looked at again when decoded. Archives and documents of office programs are refused by
 * name, since their bytes would pass for a text in a strange encoding. */
#include "read/file.h"

#include "read/encoding.h"
#include "read/sniff.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

void rs_file_open(RsFile *file, const char *name, int fd) {
  rs_stream_open(&file->stream, fd);
  file->is_open = true;
  file->name = name;
  file->line = 0;
  RsBytes held;
  do {
    held = rs_stream_held(&file->stream);
  } while (held.count <= file->max_document_bytes && !rs_sniff_is_sure(held) &&
           rs_stream_fill(&file->stream));
  switch (rs_sniff(rs_stream_held(&file->stream))) {
    case RS_KIND_LINES: file->next = rs_lines_next; break;
    case RS_KIND_CSV: file->next = rs_csv_next; break;
    case RS_KIND_FEED: file->next = rs_feed_next; break;
    case RS_KIND_WARC: file->next = rs_warc_next; break;
    case RS_KIND_HTML: file->next = rs_html_next; break;
    case RS_KIND_XML:
    case RS_KIND_FOREIGN: file->next = rs_foreign_next; break;
    default: file->next = rs_plain_next; break;
  }
}

void rs_file_close(RsFile *file) {
  if (file->is_open) rs_stream_close(&file->stream);
  if (file->state && file->release) file->release(file->state);
  file->state = NULL;
  file->is_open = false;
}

void rs_file_release(RsFile *file) {
  rs_file_close(file);
  rs_json_line_release(&file->json);
  rs_article_release(&file->article);
  rs_buffer_release(&file->clean);
}

void rs_file_place(
  const RsFile *file, RasidReject *reject, const char *id, uint64_t offset
) {
  *reject = (RasidReject) {
    .source = file->name,
    .byte_offset = offset,
    .line = file->line,
    .id = id,
    .code = RASID_OK,
    .message = "",
  };
}

RasidReadResult rs_file_reject(const RsFile *file, RasidReject *reject) {
  reject->code = file->error.code;
  reject->message = file->error.message;
  return RASID_READ_REJECT;
}

RasidReadResult rs_file_end(RsFile *file, uint64_t offset, RasidReject *reject) {
  int failure = file->stream.failure;
  if (failure) rs_file_fail(file, failure); /* before the stream forgets what is damaged */
  rs_file_close(file);
  if (!failure) return RASID_READ_END;
  rs_file_place(file, reject, NULL, offset);
  return rs_file_reject(file, reject);
}

bool rs_file_fail(RsFile *file, int failure) {
  if (failure == EBADMSG) {
    file->error = file->stream.fault;
    return false;
  }
  if (failure == ENOMEM)
    return rs_error_set(&file->error, RASID_ERROR_MEMORY, 0, "out of memory");
  return rs_error_set(
    &file->error, RASID_ERROR_IO, 0, "cannot be read: %s", strerror(failure)
  );
}

static bool is_over_limit(const RsFile *file, size_t limit) {
  struct stat status;
  if (rs_stream_held(&file->stream).count > limit) return true;
  bool is_file = !fstat(file->stream.fd, &status) && S_ISREG(status.st_mode);
  /* Standard input may be a file that somebody has read the beginning of. */
  return is_file && file->stream.fd != STDIN_FILENO && (uint64_t)status.st_size > limit;
}

bool rs_file_read_whole(RsFile *file, size_t limit, RsBytes *bytes) {
  bool is_large;
  while (!(is_large = is_over_limit(file, limit)) && rs_stream_fill(&file->stream)) {
  }
  if (is_large) {
    return rs_error_set(
      &file->error,
      RASID_ERROR_TOO_LARGE,
      0,
      "larger than %zu bytes, the limit for one text",
      limit
    );
  }
  *bytes = rs_stream_held(&file->stream);
  return !file->stream.failure || rs_file_fail(file, file->stream.failure);
}

static bool is_empty(const RsBuffer *text) {
  for (size_t i = 0; i < text->count; i++) {
    if ((unsigned char)text->data[i] > ' ') return false;
  }
  return true;
}

bool rs_file_give(RsFile *file, RasidInput *input) {
  RsArticle *article = &file->article;
  size_t bytes = article->text.count + article->title.count;
  if (rs_article_has_failed(article)) return rs_file_fail(file, ENOMEM);
  if (is_empty(&article->text) && is_empty(&article->title)) {
    return rs_error_set(&file->error, RASID_ERROR_EMPTY, 0, "there is no text in it");
  }
  if (bytes > file->max_document_bytes) {
    return rs_error_set(
      &file->error,
      RASID_ERROR_TOO_LARGE,
      0,
      "a text of %zu bytes; the limit is %zu",
      bytes,
      file->max_document_bytes
    );
  }
  const char *date = rs_field_string(&article->date);
  const char *text = rs_field_string(&article->text);
  *input = (RasidInput) {
    .id = rs_field_string(&article->id),
    .text = text ? text : "",
    .text_bytes = article->text.count,
    .title = rs_field_string(&article->title),
    .date = date ? date : file->default_date,
    .outlet = rs_field_string(&article->outlet),
    .url = rs_field_string(&article->url),
  };
  return !rs_article_has_failed(article) || rs_file_fail(file, ENOMEM);
}

const char *rs_file_id(RsFile *file) {
  RsBytes path = {file->name, strlen(file->name)}, id;
  RsBuffer *field = &file->article.id, clean = {0};
  bool is_clean = rs_utf8_clean(&clean, path, &id, NULL);
  field->count = 0;
  if (is_clean) rs_buffer_add(field, id.data, id.count);
  if (!field->count) rs_buffer_add_char(field, '?');
  rs_buffer_release(&clean);
  const char *string = rs_field_string(field);
  return string ? string : "?";
}
