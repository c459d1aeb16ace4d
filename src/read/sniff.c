/* Telling formats apart by their first bytes.
 *
 * JSON Lines begin with `{`, web archives with `WARC/`. Markup begins with `<` and a name, `!`
 * or `?`; what its first element is called tells a page (`<html`, or any element of HTML: pages
 * are saved in pieces) from a feed (`<rss`, `<feed`, `<rdf:RDF`). A plain text may begin with
 * `<` too, but not with an element's name behind it. Rows are told by a header that names the
 * columns `id` and `text`. The rest is text.
 *
 * Limits: only the first 4096 bytes are looked at; a comment that is longer hides what it is
 * in front of, and the file is taken for a page. */
#include "read/sniff.h"

#include "read/csv.h"

#include <string.h>

enum {
  MOST_HEAD = 4096
};

static bool begins(RsBytes text, const char *with) {
  size_t count = strlen(with);
  return text.count >= count && !memcmp(text.data, with, count);
}

static bool begins_anyhow(RsBytes text, const char *with) { /* `with` in small letters */
  size_t count = strlen(with);
  if (text.count < count) return false;
  for (size_t i = 0; i < count; i++) {
    char c = text.data[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
    if (c != with[i]) return false;
  }
  return true;
}

static RsBytes behind(RsBytes text, size_t count) {
  if (!text.count) return text; /* a text without bytes may have no address */
  if (count > text.count) count = text.count;
  return (RsBytes) {text.data + count, text.count - count};
}

static RsBytes without_blanks(RsBytes text) {
  size_t at = 0;
  while (at < text.count && text.data[at] && strchr(" \t\r\n\f", text.data[at]))
    at++;
  return behind(text, at);
}

/* Behind the next `end`; nothing when it is not there. */
static RsBytes behind_mark(RsBytes text, const char *end) {
  const char *found = memmem(text.data, text.count, end, strlen(end));
  return behind(text, found ? (size_t)(found - text.data) + strlen(end) : text.count);
}

/* ------------------------------------------------------------------- markup */

/* Behind the declarations and comments that precede the first element. */
static RsBytes first_element(RsBytes text) {
  for (;;) {
    text = without_blanks(text);
    if (begins(text, "<!--"))
      text = behind_mark(text, "-->");
    else if (begins(text, "<?"))
      text = behind_mark(text, "?>");
    else if (begins_anyhow(text, "<!doctype")) {
      const char *end = memchr(text.data, '>', text.count);
      const char *subset = memchr(text.data, '[', text.count);
      bool has_subset = subset && end && subset < end;
      text = behind_mark(text, has_subset ? "]>" : ">");
    } else
      return text;
  }
}

static bool is_name_end(RsBytes text, size_t at) {
  return at >= text.count || strchr(" \t\r\n\f/>", text.data[at]);
}

static bool is_element(RsBytes text, const char *name) {
  size_t count = strlen(name);
  return begins(text, "<") && begins_anyhow(behind(text, 1), name) &&
         is_name_end(text, count + 1);
}

static bool is_page_element(RsBytes text) {
  static const char *const names[] = {
    "html", "head", "body", "meta",    "title",   "link",   "script",     "style",
    "base", "div",  "p",    "article", "section", "main",   "span",       "table",
    "h1",   "h2",   "h3",   "font",    "center",  "header", "nav",        "ul",
    "br",   "a",    "b",    "img",     "td",      "tr",     "blockquote",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (is_element(text, names[i])) return true;
  }
  return false;
}

static bool is_feed_element(RsBytes text) {
  static const char *const names[] = {"rss", "feed", "atom:feed", "rdf:rdf"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (is_element(text, names[i])) return true;
  }
  return false;
}

static RsKind kind_of_markup(RsBytes text) {
  bool is_declared_page = begins_anyhow(text, "<!doctype html");
  RsBytes element = first_element(text);
  if (is_feed_element(element)) return RS_KIND_FEED;
  if (is_declared_page || is_page_element(element)) return RS_KIND_HTML;
  if (begins(text, "<?xml")) return element.count ? RS_KIND_XML : RS_KIND_FEED;
  bool is_declaration = begins(text, "<!--") || begins_anyhow(text, "<!doctype");
  return is_declaration ? RS_KIND_HTML : RS_KIND_PLAIN;
}

/* --------------------------------------------------------------------- rest */

const char *rs_sniff_foreign(RsBytes head) {
  static const struct {
    const char *mark, *name;
  } kinds[] = {
    {"PK\x03\x04", "a zip archive or office document"},
    {"\xfd"
     "7zXZ",
     "an xz archive"},
    {"BZh", "a bzip2 archive"},
    {"7z\xbc\xaf", "a 7-Zip archive"},
    {"Rar!", "a RAR archive"},
    {"%PDF-", "a PDF"},
    {"SQLite format 3", "a database"},
    {"\xd0\xcf\x11\xe0", "an office document"},
    {"\x89PNG", "an image"},
    {"\xff\xd8\xff", "an image"},
    {"\x1f\x8b\x08", "packed twice"},
    {"\x28\xb5\x2f\xfd", "packed twice"},
    {"\x7f"
     "ELF",
     "a program"},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (begins(head, kinds[i].mark)) return kinds[i].name;
  }
  return NULL;
}

/* `<?xml` in UTF-16: pages do not begin so. */
static bool is_wide_markup(RsBytes head) {
  static const char *const marks[] = {
    "\xff\xfe<\0?\0x\0", "\xfe\xff\0<\0?\0x", "<\0?\0x\0m\0", "\0<\0?\0x\0m"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (head.count > 8 && !memcmp(head.data, marks[i], 8)) return true;
  }
  return false;
}

bool rs_sniff_is_sure(RsBytes head) {
  if (begins(head, "\xef\xbb\xbf")) head = behind(head, 3);
  head = without_blanks(head);
  return head.count >= MOST_HEAD || begins(head, "{") || begins(head, "WARC/");
}

RsKind rs_sniff(RsBytes head) {
  if (rs_sniff_foreign(head)) return RS_KIND_FOREIGN;
  if (begins(head, "\xef\xbb\xbf")) head = behind(head, 3);
  if (is_wide_markup(head)) return RS_KIND_FEED;
  head = without_blanks(head);
  if (head.count > MOST_HEAD) head.count = MOST_HEAD;
  if (begins(head, "WARC/")) return RS_KIND_WARC;
  if (begins(head, "{")) return RS_KIND_LINES;
  if (begins(head, "<")) return kind_of_markup(head);
  const char *newline = head.count ? memchr(head.data, '\n', head.count) : NULL;
  if (newline) head.count = (size_t)(newline - head.data);
  if (rs_csv_is_header(head)) return RS_KIND_CSV;
  return RS_KIND_PLAIN;
}
