/* Tab-separated tables of any size, a line at a time.
 *
 * GeoNames' tables have no header, no quotes and no escapes: a TAB parts columns, a newline
 * lines. Whoever cuts a piece out with a spreadsheet adds a byte order mark and CRLF; both are
 * taken off. A line is looked at by itself: one that is cut short, not UTF-8 or longer than
 * any real one is told with its number and left out, and the next one is read as if nothing
 * had been. */
#include "import/import.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  LINE_MAX_BYTES = 1 << 18,
  PROGRESS_BYTES = 1 << 20
};

bool rs_table_open(RsTable *table, const char *path, RasidError *error) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  bool is_file = fd >= 0 && !fstat(fd, &status) && !S_ISDIR(status.st_mode);
  if (!is_file) {
    const char *why = fd < 0 ? strerror(errno) : "a folder, not a table";
    rs_error_set(error, RASID_ERROR_IO, 0, "%s: %s", path, why);
    if (fd >= 0) close(fd);
    return false;
  }
  table->path = path;
  table->bytes = (uint64_t)status.st_size;
  rs_stream_open(&table->stream, fd);
  return true;
}

void rs_table_close(RsTable *table) {
  rs_stream_close(&table->stream);
}

void rs_table_complain(RsTable *table, const char *message) {
  if (!table->wrong) return;
  ++*table->wrong;
  const RasidImportWatch *watch = table->watch;
  if (watch && watch->fault)
    watch->fault(watch->context, table->path, table->line, message);
}

static void show_progress(RsTable *table) {
  const RasidImportWatch *watch = table->watch;
  if (!watch || !watch->progress) return;
  if (table->stream.offset - table->shown < PROGRESS_BYTES) return;
  table->shown = table->stream.offset;
  watch->progress(watch->context, table->path, table->stream.offset, table->bytes);
}

static bool is_utf8(RsBytes text) {
  const unsigned char *at = (const unsigned char *)text.data;
  for (size_t i = 0; i < text.count;) {
    uint32_t point = at[i];
    i += point < 0x80 ? 1u : rs_utf8_decode(at + i, text.count - i, &point);
    if (point == 0xfffd || point == 0) return false;
  }
  return true;
}

static unsigned split(RsBytes line, RsBytes *columns, unsigned most) {
  unsigned count = 0;
  for (;;) {
    const char *tab = line.count ? memchr(line.data, '\t', line.count) : NULL;
    size_t length = tab ? (size_t)(tab - line.data) : line.count;
    if (count < most) columns[count] = (RsBytes) {line.data, length};
    count++;
    if (!tab) return count;
    line.data += length + 1;
    line.count -= length + 1;
  }
}

static RsBytes trim(const RsTable *table, RsBytes line) {
  if (table->line == 1 && line.count >= 3 && !memcmp(line.data, "\xef\xbb\xbf", 3)) {
    line.data += 3;
    line.count -= 3;
  }
  if (line.count && line.data[line.count - 1] == '\r') line.count--;
  return line;
}

bool rs_table_next(RsTable *table, RsBytes *columns, unsigned most, unsigned *count) {
  for (;;) {
    RsBytes line;
    uint64_t offset;
    RsLineResult result = rs_stream_line(&table->stream, LINE_MAX_BYTES, &line, &offset);
    if (result == RS_LINE_END || result == RS_LINE_FAILED) return false;
    table->line++;
    show_progress(table);
    if (result == RS_LINE_TOO_LONG) {
      rs_table_complain(table, "a line of more than 256 KB; left out");
      continue;
    }
    line = trim(table, line);
    if (!line.count) continue;
    if (is_utf8(line)) return *count = split(line, columns, most), true;
    rs_table_complain(table, "not valid UTF-8; left out");
  }
}

bool rs_table_id(RsBytes digits, uint64_t *id) {
  *id = 0;
  if (!digits.count || digits.count > 12) return false;
  for (size_t i = 0; i < digits.count; i++) {
    if (digits.data[i] < '0' || digits.data[i] > '9') return false;
    *id = *id * 10 + (uint64_t)(digits.data[i] - '0');
  }
  return true;
}
