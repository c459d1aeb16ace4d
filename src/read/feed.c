/* Feeds: RSS 2.0, RSS 1.0 (RDF) and Atom, as files.
 *
 *   <item><title>…</title><link>…</link><guid>…</guid><pubDate>Tue, 05 Mar 2024 …</pubDate>
 *     <description>&lt;p&gt;…</description><content:encoded><![CDATA[<p>…]]></content:encoded>
 *
 * expat reads them piece by piece and is stopped at the end of each item, so a feed may be of
 * any length. What a feed says of its encoding is wrong as often as what a page says; the
 * pieces are decoded as pages are and given to expat as UTF-8. The text is the fullest of
 * content, description and summary, which hold HTML.
 *
 * A DOCTYPE is refused: entities that multiply ("billion laughs") and files elsewhere come
 * through it, and no feed needs one. References of HTML (`&nbsp;`), which XML does not know,
 * become blanks. An item that repeats an earlier one word for word is passed over.
 *
 * Limits: 64 levels; addresses that are relative are left out. */
#include "read/article.h"
#include "read/day.h"
#include "read/encoding.h"
#include "read/file.h"
#include "read/page.h"

#include <errno.h>
#include <expat.h>
#include <stdlib.h>

enum {
  MOST_DEPTH = 64,
  SEEN_SLOTS = 1 << 15,
  PIECE = 1 << 16,    /* bytes given to expat at once */
  MOST_HELD = 1 << 26 /* bytes held back within one tag or comment */
};

typedef enum {
  PART_NONE,
  PART_TITLE,
  PART_LINK,
  PART_ID,
  PART_DATE,
  PART_UPDATED,
  PART_SUMMARY,
  PART_CONTENT,
  PART_COUNT
} Part;

typedef struct {
  XML_Parser parser;
  RsFile *file;
  RsBuffer parts[PART_COUNT]; /* of the item at hand */
  RsBuffer outlet;
  RsBuffer label; /* the encoding that the feed declares */
  RsBuffer held;  /* decoded, not yet given to expat */
  size_t wanted;  /* bytes to be held before it gets them */
  XML_Index parsed;
  unsigned depth;
  unsigned item_depth; /* 0: outside of items */
  Part part;           /* being collected */
  unsigned part_depth;
  bool is_markup; /* XHTML within content: its tags are text to us */
  bool is_plain;  /* a part that is no HTML */
  bool is_raw;    /* UTF-16: expat decodes it */
  bool has_item, is_large, has_doctype, is_deep, has_ended;
  uint64_t item_line, item_byte;
  uint64_t seen[SEEN_SLOTS]; /* hashes of items */
  size_t seen_count;
} Feed;

static void release_feed(void *state) {
  Feed *feed = state;
  if (feed->parser) XML_ParserFree(feed->parser);
  for (size_t i = 0; i < PART_COUNT; i++)
    rs_buffer_release(&feed->parts[i]);
  rs_buffer_release(&feed->outlet);
  rs_buffer_release(&feed->label);
  rs_buffer_release(&feed->held);
  free(feed);
}

static RsBytes bytes_of(const RsBuffer *buffer) {
  return (RsBytes) {buffer->data ? buffer->data : "", buffer->count};
}

/* ------------------------------------------------------------------ elements */

static const char *local_name(const char *name) {
  if (!strncmp(name, "atom:", 5)) return name + 5;
  return !strncmp(name, "a10:", 4) ? name + 4 : name;
}

static const char *attribute(const char **attributes, const char *name) {
  for (; attributes[0]; attributes += 2) {
    if (!strcmp(attributes[0], name)) return attributes[1];
  }
  return "";
}

static Part part_of(const char *name) {
  static const struct {
    const char *name;
    Part part;
  } parts[] = {
    {"title", PART_TITLE},
    {"link", PART_LINK},
    {"guid", PART_ID},
    {"id", PART_ID},
    {"pubDate", PART_DATE},
    {"published", PART_DATE},
    {"dc:date", PART_DATE},
    {"updated", PART_UPDATED},
    {"description", PART_SUMMARY},
    {"summary", PART_SUMMARY},
    {"content:encoded", PART_CONTENT},
    {"content", PART_CONTENT},
  };
  for (size_t i = 0; i < RS_COUNT_OF(parts); i++) {
    if (!strcmp(name, parts[i].name)) return parts[i].part;
  }
  return PART_NONE;
}

static void begin_item(Feed *feed, const char **attributes) {
  const char *about = attribute(attributes, "rdf:about");
  for (size_t i = 0; i < PART_COUNT; i++)
    rs_buffer_clear(&feed->parts[i]);
  rs_buffer_add_text(&feed->parts[PART_ID], about);
  feed->item_depth = feed->depth;
  feed->item_line = XML_GetCurrentLineNumber(feed->parser);
  feed->item_byte = (uint64_t)XML_GetCurrentByteIndex(feed->parser);
  feed->is_large = false;
}

static void begin_link(Feed *feed, const char **attributes) {
  const char *address = attribute(attributes, "href");
  const char *kind = attribute(attributes, "rel");
  if (!*address || (*kind && strcmp(kind, "alternate"))) return;
  if (!feed->parts[PART_LINK].count) rs_buffer_add_text(&feed->parts[PART_LINK], address);
}

static void begin_part(Feed *feed, const char *name, const char **attributes) {
  Part part = part_of(name);
  const char *type = attribute(attributes, "type");
  if (part == PART_LINK) begin_link(feed, attributes);
  if (part == PART_NONE || (part == PART_LINK && *attribute(attributes, "href"))) return;
  if (feed->parts[part].count && part != PART_ID) return; /* the first counts */
  feed->parts[part].count = 0;
  feed->part = part;
  feed->part_depth = feed->depth;
  feed->is_markup = strstr(type, "xhtml") != NULL;
  feed->is_plain = !strcmp(type, "text") || !strcmp(type, "text/plain");
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes) {
  Feed *feed = context;
  if (++feed->depth > MOST_DEPTH) {
    feed->is_deep = true;
    XML_StopParser(feed->parser, XML_FALSE);
    return;
  }
  name = local_name(name);
  if (feed->part) {
    if (feed->is_markup) rs_buffer_format(&feed->parts[feed->part], "<%s>", name);
    return;
  }
  bool is_item = !strcmp(name, "item") || !strcmp(name, "entry");
  if (!feed->item_depth && is_item)
    begin_item(feed, attributes);
  else if (feed->item_depth && feed->depth == feed->item_depth + 1)
    begin_part(feed, name, attributes);
  else if (!feed->item_depth && !strcmp(name, "title") && !feed->outlet.count) {
    feed->part = PART_NONE;
    feed->part_depth = feed->depth;
  }
}

static void XMLCALL on_end(void *context, const char *name) {
  Feed *feed = context;
  if (feed->part && feed->depth > feed->part_depth && feed->is_markup)
    rs_buffer_format(&feed->parts[feed->part], "</%s>", local_name(name));
  if (feed->depth == feed->part_depth) {
    feed->part = PART_NONE;
    feed->part_depth = 0;
  }
  if (feed->depth == feed->item_depth) {
    feed->item_depth = 0;
    feed->has_item = true;
    XML_StopParser(feed->parser, XML_TRUE);
  }
  feed->depth--;
}

static void XMLCALL on_text(void *context, const char *text, int count) {
  Feed *feed = context;
  if (!feed->part_depth || count <= 0) return;
  RsBuffer *out = feed->part ? &feed->parts[feed->part] : &feed->outlet;
  size_t limit = feed->part ? feed->file->max_raw_bytes : 400;
  if (out->count + (size_t)count > limit) {
    feed->is_large |= feed->part != PART_NONE;
    return;
  }
  bool is_escaped = feed->part && (feed->is_markup || feed->is_plain);
  for (int i = 0; i < count && is_escaped; i++) {
    if (text[i] == '<' || text[i] == '&')
      rs_buffer_add_text(out, text[i] == '<' ? "&lt;" : "&amp;");
    else
      rs_buffer_add_char(out, text[i]);
  }
  if (!is_escaped) rs_buffer_add(out, text, (size_t)count);
}

static void XMLCALL on_doctype(
  void *context, const char *name, const char *system, const char *public, int has_subset
) {
  Feed *feed = context;
  (void)name, (void)system, (void)public, (void)has_subset;
  feed->has_doctype = true;
  XML_StopParser(feed->parser, XML_FALSE);
}

static void XMLCALL on_reference(void *context, const char *name, int is_parameter) {
  (void)name;
  if (!is_parameter) on_text(context, " ", 1);
}

/* Asked for the document type that is pretended to exist: an empty one. With it, expat takes
 * references that it does not know for declared elsewhere, and passes over them. */
static int XMLCALL on_external(
  XML_Parser parser,
  const char *context,
  const char *base,
  const char *system,
  const char *public
) {
  (void)base, (void)system, (void)public;
  XML_Parser empty = XML_ExternalEntityParserCreate(parser, context, NULL);
  if (!empty) return XML_STATUS_ERROR;
  enum XML_Status status = XML_Parse(empty, "", 0, XML_TRUE);
  XML_ParserFree(empty);
  return status == XML_STATUS_OK;
}

/* ------------------------------------------------------------------ reading */

static void find_label(Feed *feed, RsBytes head) {
  const char *end = memchr(head.data, '>', head.count);
  size_t count = end ? (size_t)(end - head.data) : 0;
  const char *at = memmem(head.data, count, "encoding=", 9);
  if (!at) return;
  for (at += 10; at < end && *at != '"' && *at != '\''; at++)
    rs_buffer_add_char(&feed->label, *at);
}

static bool is_utf16(RsBytes head) {
  bool is_marked = head.count > 1 &&
                   (!memcmp(head.data, "\xff\xfe", 2) || !memcmp(head.data, "\xfe\xff", 2));
  return is_marked || (head.count > 1 && (!head.data[0] || !head.data[1]));
}

static bool begin(RsFile *file) {
  RsBytes head = rs_stream_held(&file->stream);
  Feed *feed = calloc(1, sizeof *feed);
  if (!feed) return rs_file_fail(file, ENOMEM);
  file->state = feed;
  file->release = release_feed;
  feed->file = file;
  feed->is_raw = is_utf16(head);
  if (!feed->is_raw) find_label(feed, head);
  if (feed->label.failed) return rs_file_fail(file, ENOMEM);
  feed->parser = XML_ParserCreate(feed->is_raw ? NULL : "UTF-8");
  if (!feed->parser) return rs_file_fail(file, ENOMEM);
  XML_SetUserData(feed->parser, feed);
  XML_SetElementHandler(feed->parser, on_start, on_end);
  XML_SetCharacterDataHandler(feed->parser, on_text);
  XML_SetStartDoctypeDeclHandler(feed->parser, on_doctype);
  XML_SetSkippedEntityHandler(feed->parser, on_reference);
  XML_SetParamEntityParsing(feed->parser, XML_PARAM_ENTITY_PARSING_ALWAYS);
  XML_SetExternalEntityRefHandler(feed->parser, on_external);
  XML_UseForeignDTD(feed->parser, XML_TRUE);
  return true;
}

/* At most PIECE bytes of those held, up to the last that is ASCII unless it is the end: no
 * character is cut. */
static RsBytes whole_characters(const RsFile *file, RsBytes piece) {
  if (file->stream.has_ended && piece.count == rs_stream_held(&file->stream).count)
    return piece;
  size_t count = piece.count;
  while (count && (unsigned char)piece.data[count - 1] >= 0x80)
    count--;
  return (RsBytes) {piece.data, count ? count : piece.count};
}

/* The next bytes for expat. Their number depends on the feed alone, not on how a pipe parts it:
 * the encoding of each piece is judged by itself, and of five bytes nobody can tell it. */
static RsBytes next_piece(RsFile *file) {
  const Feed *feed = file->state;
  while (rs_stream_held(&file->stream).count < PIECE && rs_stream_fill(&file->stream)) {
  }
  RsBytes piece = rs_stream_held(&file->stream);
  if (piece.count > PIECE) piece.count = PIECE;
  return feed->is_raw ? piece : whole_characters(file, piece);
}

/* Gives expat what is held. It reads an unfinished tag anew each time, so behind one it gets twice as
 * much: a tag of any length costs time in proportion to it. */
static enum XML_Status parse_held(Feed *feed) {
  size_t given = feed->held.count;
  enum XML_Status status =
    XML_Parse(feed->parser, feed->held.data, (int)given, feed->has_ended);
  XML_Index parsed = XML_GetCurrentByteIndex(feed->parser);
  size_t twice = given < MOST_HELD / 2 ? 2 * given : MOST_HELD;
  feed->wanted = parsed == feed->parsed ? twice : 0;
  feed->parsed = parsed;
  rs_buffer_clear(&feed->held);
  return status;
}

/* Gives expat one more piece, or holds it. False with the error set. */
static bool feed_piece(RsFile *file, enum XML_Status *status) {
  Feed *feed = file->state;
  RsBytes piece = next_piece(file);
  if (!piece.count && file->stream.failure) return rs_file_fail(file, file->stream.failure);
  RsBytes text = piece, label = bytes_of(&feed->label);
  bool is_decoded =
    feed->is_raw || rs_text_decode_as(&file->clean, piece, label, &text, &file->error);
  if (!is_decoded) return false;
  feed->has_ended = !piece.count;
  rs_buffer_add(&feed->held, text.data, text.count);
  rs_stream_skip(&file->stream, piece.count);
  if (feed->held.failed) return rs_file_fail(file, ENOMEM);
  if (feed->has_ended || feed->held.count >= feed->wanted) *status = parse_held(feed);
  return true;
}

static bool complain(RsFile *file) {
  const Feed *feed = file->state;
  enum XML_Error fault = XML_GetErrorCode(feed->parser);
  if (feed->has_doctype) {
    return rs_error_set(
      &file->error,
      RASID_ERROR_DOCTYPE,
      0,
      "a feed with a DOCTYPE, which is not read; take it out"
    );
  }
  if (feed->is_deep) {
    return rs_error_set(
      &file->error, RASID_ERROR_FORMAT, 0, "nested deeper than %d levels", MOST_DEPTH
    );
  }
  if (fault == XML_ERROR_NO_MEMORY) return rs_file_fail(file, ENOMEM);
  return rs_error_set(
    &file->error,
    RASID_ERROR_FORMAT,
    XML_GetCurrentLineNumber(feed->parser),
    "broken XML at line %lu, column %lu: %s; the items before it were read",
    (unsigned long)XML_GetCurrentLineNumber(feed->parser),
    (unsigned long)XML_GetCurrentColumnNumber(feed->parser),
    XML_ErrorString(fault)
  );
}

/* Reads on to the end of an item: true. At the end of the feed `*is_end`. */
static bool next_item(RsFile *file, bool *is_end) {
  Feed *feed = file->state;
  XML_ParsingStatus state;
  feed->has_item = false;
  while (!feed->has_item) {
    enum XML_Status status = XML_STATUS_OK;
    XML_GetParsingStatus(feed->parser, &state);
    if (state.parsing == XML_SUSPENDED)
      status = XML_ResumeParser(feed->parser);
    else if (state.parsing == XML_FINISHED || feed->has_ended)
      return *is_end = true, true;
    else if (!feed_piece(file, &status))
      return false;
    if (status == XML_STATUS_ERROR) return complain(file);
  }
  return true;
}

/* -------------------------------------------------------------------- items */

static bool is_repeated(Feed *feed, const RsArticle *article) {
  uint64_t hash = rs_hash_bytes(article->id.data, article->id.count);
  hash = rs_hash_mix(hash, rs_hash_bytes(article->title.data, article->title.count));
  hash = rs_hash_mix(hash, rs_hash_bytes(article->text.data, article->text.count)) | 1;
  size_t at = hash % SEEN_SLOTS;
  for (; feed->seen[at]; at = (at + 1) % SEEN_SLOTS) {
    if (feed->seen[at] == hash) return true;
  }
  if (feed->seen_count < SEEN_SLOTS / 2) feed->seen[at] = hash, feed->seen_count++;
  return false;
}

static bool set_text(RsFile *file, RsBuffer *field, const RsBuffer *html, bool is_line) {
  RsBuffer flat = {0};
  bool is_set = rs_page_flatten(&flat, bytes_of(html), file->words);
  if (is_line)
    rs_field_set(field, bytes_of(&flat));
  else
    rs_buffer_add(field, flat.data, flat.count);
  rs_buffer_release(&flat);
  return is_set || rs_file_fail(file, ENOMEM);
}

static bool set_article(RsFile *file) {
  Feed *feed = file->state;
  RsArticle *article = &file->article;
  rs_article_clear(article);
  const RsBuffer *parts = feed->parts, *text = &parts[PART_CONTENT];
  if (parts[PART_SUMMARY].count > text->count) text = &parts[PART_SUMMARY];
  bool has_failed = feed->outlet.failed;
  for (size_t i = 0; i < PART_COUNT; i++)
    has_failed |= parts[i].failed;
  if (has_failed) return rs_file_fail(file, ENOMEM);
  const RsBuffer *id = parts[PART_ID].count ? &parts[PART_ID] : &parts[PART_LINK];
  rs_field_set(&article->id, bytes_of(id));
  rs_field_set(&article->outlet, bytes_of(&feed->outlet));
  rs_field_set_url(&article->url, bytes_of(&parts[PART_LINK]));
  if (!article->url.count) rs_field_set_url(&article->url, bytes_of(&parts[PART_ID]));
  if (!rs_day_find(bytes_of(&parts[PART_DATE]), file->words, &article->date))
    rs_day_find(bytes_of(&parts[PART_UPDATED]), file->words, &article->date);
  if (!set_text(file, &article->title, &parts[PART_TITLE], true)) return false;
  if (!set_text(file, &article->text, text, false)) return false;
  if (feed->is_large) {
    return rs_error_set(
      &file->error,
      RASID_ERROR_TOO_LARGE,
      0,
      "an item of more than %zu bytes",
      file->max_raw_bytes
    );
  }
  return article->id.count ||
         rs_error_set(
           &file->error,
           RASID_ERROR_FORMAT,
           0,
           "an item without guid, id and link; every document needs an id"
         );
}

static RasidReadResult end_feed(RsFile *file, RasidReject *reject) {
  rs_file_place(file, reject, NULL, 0);
  rs_file_close(file);
  return rs_file_reject(file, reject);
}

RasidReadResult rs_feed_next(RsFile *file, RasidInput *input, RasidReject *reject) {
  if (!file->state && !begin(file)) return end_feed(file, reject);
  Feed *feed = file->state;
  for (;;) {
    bool is_end = false;
    if (!next_item(file, &is_end)) return end_feed(file, reject);
    if (is_end) return rs_file_close(file), RASID_READ_END;
    file->line = feed->item_line;
    bool is_read = set_article(file);
    if (is_read && is_repeated(feed, &file->article)) continue;
    is_read = is_read && rs_file_give(file, input);
    rs_file_place(file, reject, rs_field_string(&file->article.id), feed->item_byte);
    return is_read ? RASID_READ_DOCUMENT : rs_file_reject(file, reject);
  }
}
