/* A linear walk over HTML that leaves out whatever could hurt.
 *
 * Parsers of HTML in C were written for browsers' pages, not for hostile ones: 200,000
 * attributes on one element, or half a megabyte of nested `<div>`, keep them busy for minutes
 * or end the process. So this runs before: it knows what a tag, an attribute, a comment and a
 * raw text (script, style) is, and copies
 *
 *   - text, with a `<` that opens nothing written as `&lt;`;
 *   - tags, with the attributes that extraction asks for, once each, of at most 2048 bytes;
 *   - no comments, declarations, scripts and styles. JSON-LD is kept apart.
 *
 * A stack of open elements, 64 deep, says which end tags mean something. Elements that would
 * stand deeper are left out, their text is not: half a megabyte of nested `<div>` becomes 64.
 * `p`, `li`, `td` and their like, which old pages never close, close themselves here.
 *
 * Limits: after 200,000 elements tags are left out and the rest of the page is plain text. */
#include "read/html_scan.h"

#include "read/html_tree.h"

enum {
  MOST_DEPTH = 64,
  MOST_ELEMENTS = 200000,
  MOST_ATTRIBUTES = 64, /* looked at in one tag */
  MOST_VALUE = 2048,
  MOST_NAME = 24,
  MOST_QUOTED = 1 << 17, /* bytes of an attribute that holds markup */
  MOST_WASTED = 1 << 20
};

typedef struct {
  RsBytes rest; /* what is not read yet */
  RsHtmlScan *out;
  char open[MOST_DEPTH][MOST_NAME];
  size_t depth, elements;
  size_t dropped; /* elements left out because of their depth, not closed yet */
  size_t wasted;  /* bytes that were read in search of the end of tags that have none */
} Scan;

typedef struct {
  char name[MOST_NAME]; /* in small letters; cut off */
  bool is_end, is_void;
  RsBytes attributes; /* between the name and the `>` */
} Tag;

void rs_html_scan_release(RsHtmlScan *scan) {
  rs_buffer_release(&scan->html);
  rs_buffer_release(&scan->linked);
  rs_buffer_release(&scan->charset);
}

static char small(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip(RsBytes *rest, size_t count) {
  rest->data += count;
  rest->count -= count;
}

static bool is_one_of(const char *name, const char *list) {
  size_t count = strlen(name);
  for (const char *at = list; (at = strstr(at, name)); at += count) {
    if ((at == list || at[-1] == ' ') && (!at[count] || at[count] == ' ')) return true;
  }
  return false;
}

/* --------------------------------------------------------------- attributes */

typedef struct {
  char name[MOST_NAME];
  RsBytes value;
} Attribute;

static RsBytes cut_value(RsBytes *rest) {
  char quote = rest->count ? rest->data[0] : '\0';
  RsBytes value = *rest;
  if (quote == '"' || quote == '\'') {
    const char *end = memchr(rest->data + 1, quote, rest->count - 1);
    value.data++;
    value.count = end ? (size_t)(end - value.data) : rest->count - 1;
    skip(rest, value.count + 1 + (end != NULL));
    return value;
  }
  value.count = 0;
  while (value.count < rest->count && !is_blank(rest->data[value.count]))
    value.count++;
  skip(rest, value.count);
  return value;
}

/* The next attribute of a tag; false when there is none left. */
static bool cut_attribute(RsBytes *rest, Attribute *attribute) {
  size_t used = 0;
  while (rest->count && (is_blank(*rest->data) || *rest->data == '/'))
    skip(rest, 1);
  if (!rest->count) return false;
  do {
    if (used < MOST_NAME - 1) attribute->name[used++] = small(*rest->data);
    skip(rest, 1);
  } while (rest->count && !is_blank(*rest->data) && !strchr("=/", *rest->data));
  attribute->name[used] = '\0';
  attribute->value = (RsBytes) {"", 0};
  size_t blanks = 0;
  while (blanks < rest->count && is_blank(rest->data[blanks]))
    blanks++;
  if (blanks == rest->count || rest->data[blanks] != '=') return true;
  skip(rest, blanks + 1);
  while (rest->count && is_blank(*rest->data))
    skip(rest, 1);
  attribute->value = cut_value(rest);
  return true;
}

static bool find_attribute(const Tag *tag, const char *name, RsBytes *value) {
  RsBytes rest = tag->attributes;
  Attribute attribute;
  for (size_t i = 0; i < MOST_ATTRIBUTES && cut_attribute(&rest, &attribute); i++) {
    if (strcmp(attribute.name, name)) continue;
    *value = attribute.value;
    return true;
  }
  return false;
}

static void add_value(RsBuffer *out, RsBytes value) {
  for (size_t i = 0; i < value.count; i++) {
    char c = value.data[i];
    if (c == '"')
      rs_buffer_add_text(out, "&quot;");
    else if (c == '<')
      rs_buffer_add_text(out, "&lt;");
    else
      rs_buffer_add_char(out, is_blank(c) ? ' ' : c);
  }
}

static void add_attributes(RsBuffer *out, RsBytes rest) {
  static const char *const kept[] = {
    RS_ATTRIBUTE_NAMES, "style", "hidden", "role", "itemtype", "aria-hidden"};
  Attribute attribute;
  unsigned seen = 0;
  for (size_t i = 0; i < MOST_ATTRIBUTES && cut_attribute(&rest, &attribute); i++) {
    for (unsigned k = 0; k < RS_COUNT_OF(kept); k++) {
      bool is_new = !(seen & 1u << k) && !strcmp(attribute.name, kept[k]);
      if (!is_new || attribute.value.count > MOST_VALUE) continue;
      seen |= 1u << k;
      rs_buffer_format(out, " %s=\"", kept[k]);
      add_value(out, attribute.value);
      rs_buffer_add_char(out, '"');
    }
  }
}

/* ----------------------------------------------------------------- elements */

/* What an opening tag closes when it stands on top: `<li>a<li>b`. */
static bool closes_itself(const char *top, const char *next) {
  static const char *const blocks =
    "p div ul ol dl table h1 h2 h3 h4 h5 h6 article section aside header footer nav form pre "
    "blockquote figure hr main address center";
  if (!strcmp(top, "p")) return is_one_of(next, blocks);
  if (!strcmp(top, "li")) return !strcmp(next, "li");
  if (!strcmp(top, "option")) return is_one_of(next, "option optgroup");
  if (is_one_of(top, "dt dd")) return is_one_of(next, "dt dd");
  if (is_one_of(top, "td th")) return is_one_of(next, "td th tr tbody");
  return !strcmp(top, "tr") && is_one_of(next, "tr tbody");
}

static const char styles[] = "b i u s em strong font small big tt strike span a";

/* What an element that is left out leaves of itself: its lines stay lines. */
static void add_gap(Scan *scan, const Tag *tag) {
  bool is_line = scan->elements < MOST_ELEMENTS && !is_one_of(tag->name, styles);
  scan->elements += is_line;
  rs_buffer_add_text(&scan->out->html, is_line ? "<br>" : " ");
}

static void open_element(Scan *scan, const Tag *tag) {
  RsBuffer *out = &scan->out->html;
  if (!tag->is_void) {
    while (scan->depth && closes_itself(scan->open[scan->depth - 1], tag->name))
      rs_buffer_format(out, "</%s>", scan->open[--scan->depth]);
    if (scan->depth == MOST_DEPTH || scan->elements >= MOST_ELEMENTS) {
      scan->dropped++;
      add_gap(scan, tag);
      return;
    }
    memcpy(scan->open[scan->depth++], tag->name, MOST_NAME);
  } else if (scan->elements >= MOST_ELEMENTS)
    return;
  scan->elements++;
  rs_buffer_format(out, "<%s", tag->name);
  add_attributes(out, tag->attributes);
  rs_buffer_add_char(out, '>');
}

/* True when an end tag does not reach through an open element: `</div>` in a cell does not
 * close the table, `</b>` no paragraph. */
static bool stops(const char *open, const char *name) {
  static const char *const plain = "b i u s em strong font small big tt strike";
  static const char *const tables = "table tbody thead tfoot tr td th caption html body";
  if (is_one_of(name, plain)) return !is_one_of(open, styles);
  return is_one_of(open, "td th caption") && !is_one_of(name, tables);
}

static void close_element(Scan *scan, const Tag *tag) {
  RsBuffer *out = &scan->out->html;
  if (scan->dropped) {
    scan->dropped--;
    add_gap(scan, tag);
    return;
  }
  size_t at = scan->depth;
  while (at && strcmp(scan->open[at - 1], tag->name) &&
         !stops(scan->open[at - 1], tag->name))
    at--;
  if (!at || strcmp(scan->open[at - 1], tag->name)) return; /* it closes nothing */
  while (scan->depth >= at)
    rs_buffer_format(out, "</%s>", scan->open[--scan->depth]);
}

/* Behind `</name`, with `*inside` what stood before it; all when it never comes. */
static void cut_raw(RsBytes *rest, const char *name, RsBytes *inside) {
  size_t length = strlen(name);
  *inside = *rest;
  const char *at = rest->data;
  size_t left = rest->count;
  while ((at = left ? memchr(at, '<', left) : NULL)) {
    left = rest->count - (size_t)(at - rest->data);
    size_t same = 0;
    if (left > length + 2 && at[1] == '/') {
      while (same < length && small(at[2 + same]) == name[same])
        same++;
    }
    if (same == length) {
      inside->count = (size_t)(at - rest->data);
      skip(rest, inside->count);
      return;
    }
    at++, left--;
  }
  skip(rest, rest->count);
}

static bool is_linked_data(const Tag *tag) {
  RsBytes type;
  static const char wanted[] = "application/ld+json";
  if (!find_attribute(tag, "type", &type) || type.count < sizeof wanted - 1) return false;
  for (size_t i = 0; i < sizeof wanted - 1; i++) {
    if (small(type.data[i]) != wanted[i]) return false;
  }
  return true;
}

static void read_raw(Scan *scan, const Tag *tag) {
  RsBytes inside;
  cut_raw(&scan->rest, tag->name, &inside);
  if (!strcmp(tag->name, "title")) {
    rs_buffer_add_text(&scan->out->html, "<title>");
    add_value(&scan->out->html, inside);
    rs_buffer_add_text(&scan->out->html, "</title>");
  } else if (!strcmp(tag->name, "script") && is_linked_data(tag)) {
    rs_buffer_add(&scan->out->linked, inside.data, inside.count);
    rs_buffer_add_char(&scan->out->linked, '\0');
  }
}

static void note_charset(Scan *scan, const Tag *tag) {
  RsBytes value;
  if (strcmp(tag->name, "meta") || scan->out->charset.count) return;
  if (!find_attribute(tag, "charset", &value)) {
    if (!find_attribute(tag, "content", &value)) return;
    const char *found = memmem(value.data, value.count, "charset=", 8);
    if (!found) return;
    skip(&value, (size_t)(found - value.data) + 8);
  }
  rs_buffer_add(&scan->out->charset, value.data, value.count < 40 ? value.count : 40);
}

/* --------------------------------------------------------------------- tags */

/* The byte behind the `>` that closes a tag, those in quotation marks passed over. A tag whose
 * marks are not paired ends at its first `>`; looking for their pairs is paid from a budget. */
static size_t find_tag_end(Scan *scan) {
  RsBytes rest = scan->rest;
  char quote = '\0';
  size_t plain = 0, i = 1;
  for (; i < rest.count; i++) {
    char c = rest.data[i];
    if (c == '>' && !plain) plain = i + 1;
    if (c == '>' && (!quote || scan->wasted > MOST_WASTED))
      return plain && quote ? plain : i + 1;
    if (plain && i > plain + MOST_QUOTED) break;
    if (quote)
      quote = c == quote ? '\0' : quote;
    else if ((c == '"' || c == '\'') && rest.data[i - 1] == '=')
      quote = c;
  }
  scan->wasted += i;
  return plain ? plain : rest.count;
}

static void cut_tag(Scan *scan, Tag *tag) {
  static const char *const voids =
    "meta link br hr img input area base col embed param source track wbr keygen frame";
  RsBytes *rest = &scan->rest;
  size_t end = find_tag_end(scan), at = 1, used = 0;
  tag->is_end = rest->data[1] == '/';
  at += tag->is_end;
  for (; at < end && !is_blank(rest->data[at]) && !strchr("/>", rest->data[at]); at++) {
    char c = small(rest->data[at]);
    bool is_fit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (used < MOST_NAME - 1) tag->name[used++] = is_fit ? c : '-';
  }
  memset(tag->name + used, 0, MOST_NAME - used);
  size_t close = rest->data[end - 1] == '>' ? end - 1 : end;
  tag->attributes = (RsBytes) {rest->data + at, close > at ? close - at : 0};
  tag->is_void = is_one_of(tag->name, voids);
  skip(rest, end);
}

static bool is_letter(char c) {
  return small(c) >= 'a' && small(c) <= 'z';
}

static void skip_comment(RsBytes *rest) {
  const char *found =
    rest->count > 4 ? memmem(rest->data + 4, rest->count - 4, "-->", 3) : NULL;
  skip(rest, found ? (size_t)(found - rest->data) + 3 : rest->count);
}

static void skip_declaration(RsBytes *rest) {
  const char *found = memchr(rest->data, '>', rest->count);
  skip(rest, found ? (size_t)(found - rest->data) + 1 : rest->count);
}

/* At a `<`. */
static void read_markup(Scan *scan) {
  RsBytes *rest = &scan->rest;
  char next = rest->count > 1 ? rest->data[1] : '\0';
  bool is_end = next == '/' && rest->count > 2 && is_letter(rest->data[2]);
  bool is_declaration = next == '!' || next == '?' || (next == '/' && !is_end);
  if (rest->count > 3 && !memcmp(rest->data, "<!--", 4)) {
    skip_comment(rest);
  } else if (is_declaration) { /* `</ p>` too is none of the text */
    skip_declaration(rest);
  } else if (!is_end && !is_letter(next)) {
    rs_buffer_add_text(&scan->out->html, "&lt;");
    skip(rest, 1);
  } else {
    Tag tag;
    cut_tag(scan, &tag);
    note_charset(scan, &tag);
    if (tag.is_end)
      close_element(scan, &tag);
    else if (is_one_of(tag.name, "script style title textarea xmp iframe noembed noframes"))
      read_raw(scan, &tag);
    else
      open_element(scan, &tag);
  }
}

bool rs_html_scan(RsHtmlScan *out, RsBytes html) {
  Scan scan = {.rest = html, .out = out};
  rs_buffer_clear(&out->html);
  rs_buffer_clear(&out->linked);
  rs_buffer_clear(&out->charset);
  while (scan.rest.count) {
    const char *found = memchr(scan.rest.data, '<', scan.rest.count);
    size_t count = found ? (size_t)(found - scan.rest.data) : scan.rest.count;
    rs_buffer_add(&out->html, scan.rest.data, count);
    skip(&scan.rest, count);
    if (found) read_markup(&scan);
  }
  while (scan.depth)
    rs_buffer_format(&out->html, "</%s>", scan.open[--scan.depth]);
  return !out->html.failed && !out->linked.failed && !out->charset.failed;
}
