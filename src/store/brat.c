/* Records as annotations of their texts, in brat's standoff format:
 *
 *   T1	ASSAULT 14 20	هاجم
 *   T2	Actor 21 27	مسلحون
 *   E1	ASSAULT:T1 Actor:T2 Recipient:T3
 *   A1	Status E1 occurred
 *   #1	AnnotatorNotes E1	193 p.assault.hajama 0.85
 *
 * Offsets count characters, as ours do. A span that goes over a line end is written in parts, since brat
 * knows no span over two lines.
 *
 * All goes into one tar archive (ustar), so that it can be streamed: a text and its annotations for
 * each document, `annotation.conf`, which brat needs, and `documents.tsv`, which tells what is what.
 * Files have numbers for names: an id comes from strangers and must not name a file. Times are
 * 0, so that equal records give equal bytes. */
#include "store/brat.h"

#include "export/export.h"
#include "store/read.h"
#include "text/letters.h"

#include <stdio.h>

enum {
  BLOCK = 512
};

typedef struct {
  RsBackend *backend;
  RasidSink sink;
  void *context;
  unsigned documents;
  RsBuffer id;          /* of the document at hand */
  RsBuffer text, notes; /* its text and annotations */
  RsBuffer bytes;       /* uint32_t: where each code point of the text begins */
  unsigned spans, events, attributes;
  RsBuffer list; /* documents.tsv */
  RsBuffer out;
} Brat;

/* ------------------------------------------------------------------------ tar */

/* The field behind the digits is NUL already. */
static void add_octal(char *field, unsigned digits, uint64_t value) {
  for (unsigned i = digits; i--; value >>= 3)
    field[i] = (char)('0' + (value & 7));
}

static void add_file(RsBuffer *out, const char *name, const RsBuffer *content) {
  char head[BLOCK] = {0};
  unsigned sum = 0;
  snprintf(head, 100, "%s", name);
  add_octal(head + 100, 7, 0644);
  add_octal(head + 108, 7, 0);
  add_octal(head + 116, 7, 0);
  add_octal(head + 124, 11, content->count);
  add_octal(head + 136, 11, 0);
  memset(head + 148, ' ', 8); /* the sum counts its own field as blanks */
  head[156] = '0';
  memcpy(
    head + 257,
    "ustar\0"
    "00",
    8
  );
  for (unsigned i = 0; i < BLOCK; i++)
    sum += (unsigned char)head[i];
  add_octal(head + 148, 6, sum);
  head[154] = '\0';
  rs_buffer_add(out, head, BLOCK);
  rs_buffer_add(out, content->data, content->count);
  while (!out->failed && out->count % BLOCK)
    rs_buffer_add_char(out, '\0');
  out->failed |= content->failed;
}

/* ---------------------------------------------------------------- annotations */

/* Byte of the code point `point` of the text, its length when it is behind the end. */
static size_t byte_of(const Brat *brat, uint32_t point) {
  size_t count = brat->bytes.count / sizeof(uint32_t);
  uint32_t byte;
  if (point >= count) return brat->text.count;
  memcpy(&byte, brat->bytes.data + point * sizeof byte, sizeof byte);
  return byte;
}

/* Where each code point of the text begins. */
static void count_points(Brat *brat) {
  const unsigned char *text = (const unsigned char *)brat->text.data;
  rs_buffer_clear(&brat->bytes);
  for (size_t at = 0; at < brat->text.count;) {
    uint32_t byte = (uint32_t)at, ignored;
    rs_buffer_add(&brat->bytes, &byte, sizeof byte);
    at += rs_utf8_decode(text + at, brat->text.count - at, &ignored);
  }
}

/* "14 20" or, over line ends, "14 20;21 25". */
static void add_offsets(Brat *brat, RasidSpan span) {
  uint32_t start = span.start;
  for (uint32_t point = span.start; point < span.end; point++) {
    size_t at = byte_of(brat, point);
    if (at == brat->text.count) break;
    if (brat->text.data[at] != '\n') continue;
    if (point > start) rs_buffer_format(&brat->notes, "%u %u;", start, point);
    start = point + 1;
  }
  rs_buffer_format(&brat->notes, "%u %u", start, span.end);
}

static void add_words(Brat *brat, RasidSpan span) {
  size_t from = byte_of(brat, span.start), to = byte_of(brat, span.end);
  for (size_t at = from; at < to; at++) {
    char c = brat->text.data[at];
    rs_buffer_add_char(&brat->notes, c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
  }
}

/* A span of the text; gives its number. */
static unsigned add_span(Brat *brat, const char *type, RasidSpan span) {
  rs_buffer_format(&brat->notes, "T%u\t%s ", ++brat->spans, type);
  add_offsets(brat, span);
  rs_buffer_add_char(&brat->notes, '\t');
  add_words(brat, span);
  rs_buffer_add_char(&brat->notes, '\n');
  return brat->spans;
}

enum {
  MOST_ARGUMENTS = 24
};

typedef struct {
  const char *role;
  unsigned span;
} Argument;

static void add_argument(
  Brat *brat, Argument arguments[], size_t *count, const char *role, RasidSpan span
) {
  if (*count == MOST_ARGUMENTS || span.end <= span.start) return;
  arguments[(*count)++] = (Argument) {role, add_span(brat, role, span)};
}

static void add_parties(
  Brat *brat,
  Argument arguments[],
  size_t *count,
  const char *role,
  const RasidParty *parties,
  size_t party_count
) {
  for (size_t i = 0; i < party_count; i++)
    add_argument(brat, arguments, count, role, parties[i].span);
}

static void add_attribute(Brat *brat, const char *name, const char *value) {
  if (!value) return;
  rs_buffer_format(
    &brat->notes, "A%u\t%s E%u %s\n", ++brat->attributes, name, brat->events, value
  );
}

/* Arguments of one role are told apart by numbers: Actor, Actor2. */
static void add_event_line(
  Brat *brat, const char *type, unsigned trigger, const Argument arguments[], size_t count
) {
  rs_buffer_format(&brat->notes, "E%u\t%s:T%u", ++brat->events, type, trigger);
  for (size_t i = 0; i < count; i++) {
    unsigned same = 1;
    for (size_t before = 0; before < i; before++)
      same += arguments[before].role == arguments[i].role;
    rs_buffer_format(&brat->notes, " %s", arguments[i].role);
    if (same > 1) rs_buffer_format(&brat->notes, "%u", same);
    rs_buffer_format(&brat->notes, ":T%u", arguments[i].span);
  }
  rs_buffer_add_char(&brat->notes, '\n');
}

static void add_event(Brat *brat, const RasidEvent *event) {
  Argument arguments[MOST_ARGUMENTS];
  size_t count = 0;
  if (!event->mention_count) return;
  unsigned trigger = add_span(brat, event->event, event->mentions[0]);
  for (size_t i = 1; i < event->mention_count; i++)
    add_argument(brat, arguments, &count, "Mention", event->mentions[i]);
  add_parties(brat, arguments, &count, "Actor", event->actors, event->actor_count);
  add_parties(
    brat, arguments, &count, "Recipient", event->recipients, event->recipient_count
  );
  if (event->place) add_argument(brat, arguments, &count, "Place", event->place->span);
  if (event->date && event->date->has_text)
    add_argument(brat, arguments, &count, "Date", event->date->span);
  if (event->source) add_argument(brat, arguments, &count, "Source", event->source->span);
  add_event_line(brat, event->event, trigger, arguments, count);
  add_attribute(brat, "Status", event->status);
  add_attribute(brat, "Mode", event->mode);
  rs_buffer_format(&brat->notes, "#%u\tAnnotatorNotes E%u\t", brat->events, brat->events);
  rs_buffer_add_text(&brat->notes, event->id);
  if (event->cameo) rs_buffer_format(&brat->notes, " %s", event->cameo);
  for (size_t i = 0; i < event->rule_count; i++)
    rs_buffer_format(&brat->notes, " %s", event->rules[i]);
  rs_buffer_add_char(&brat->notes, '\n');
}

/* ------------------------------------------------------------------ documents */

static bool flush(Brat *brat, size_t least, RasidError *error) {
  return rs_buffer_flush(&brat->out, least, brat->sink, brat->context, error);
}

static bool end_document(Brat *brat, RasidError *error) {
  char name[64];
  if (!brat->documents) return true;
  snprintf(name, sizeof name, "rasid/%06u.txt", brat->documents);
  add_file(&brat->out, name, &brat->text);
  snprintf(name, sizeof name, "rasid/%06u.ann", brat->documents);
  add_file(&brat->out, name, &brat->notes);
  return flush(brat, RS_FLUSH_BYTES, error);
}

static bool take_text(void *context, const RsRow *row, RasidError *error) {
  Brat *brat = context;
  (void)error;
  RsBytes text = rs_cell(row, 0).text;
  rs_buffer_add(&brat->text, text.data, text.count);
  return true;
}

static void list_cell(Brat *brat, const char *text) {
  rs_buffer_add_char(&brat->list, '\t');
  for (const char *at = text ? text : ""; *at; at++)
    rs_buffer_add_char(&brat->list, (unsigned char)*at < ' ' ? ' ' : *at);
}

static bool begin_document(Brat *brat, const RsRecord *record, RasidError *error) {
  RsValues id = {.count = 0};
  rs_values_text(&id, record->document);
  rs_buffer_clear(&brat->id);
  rs_buffer_add(&brat->id, record->document, strlen(record->document) + 1);
  rs_buffer_clear(&brat->text);
  rs_buffer_clear(&brat->notes);
  brat->spans = brat->events = brat->attributes = 0;
  rs_buffer_format(&brat->list, "%06u", ++brat->documents);
  list_cell(brat, record->document);
  list_cell(brat, record->published);
  list_cell(brat, record->outlet);
  list_cell(brat, record->url);
  rs_buffer_add_char(&brat->list, '\n');
  const char *sql = "SELECT text FROM documents WHERE id = $1";
  bool is_read = !brat->id.failed || rs_no_memory(error);
  is_read = is_read &&
            brat->backend->methods->query(brat->backend, sql, &id, take_text, brat, error);
  count_points(brat);
  return is_read && (!brat->bytes.failed || rs_no_memory(error));
}

static bool take_record(void *context, const RsRecord *record, RasidError *error) {
  Brat *brat = context;
  bool is_same = brat->documents && !strcmp(brat->id.data, record->document);
  if (!is_same && (!end_document(brat, error) || !begin_document(brat, record, error)))
    return false;
  add_event(brat, record->event);
  return true;
}

/* -------------------------------------------------------------- configuration */

static const char roles[] = "\tMention*:Mention, Actor*:Actor, Recipient*:Recipient, "
                            "Place?:Place, Date?:Date, Source?:Source\n";

static void write_configuration(RsBuffer *out) {
  static const char *const types[] = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT"};
  rs_buffer_add_text(
    out,
    "[entities]\nMention\nActor\nRecipient\nPlace\nDate\nSource\n\n[relations]\n\n[events]\n"
  );
  for (size_t i = 0; i < RS_COUNT_OF(types); i++) {
    rs_buffer_add_text(out, types[i]);
    rs_buffer_add_text(out, roles);
  }
  rs_buffer_add_text(
    out,
    "\n[attributes]\nStatus\tArg:<EVENT>, "
    "Value:occurred|ongoing|planned|possible|attempted|denied\n"
    "Mode\tArg:<EVENT>\n"
  );
}

static bool write_end(Brat *brat, RasidError *error) {
  static const char zeros[2 * BLOCK] = {0};
  if (!end_document(brat, error)) return false;
  add_file(&brat->out, "rasid/documents.tsv", &brat->list);
  rs_buffer_add(&brat->out, zeros, sizeof zeros);
  return flush(brat, 1, error);
}

bool rs_brat_write(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  Brat brat = {.backend = backend, .sink = sink, .context = context};
  RsBuffer configuration = {0};
  write_configuration(&configuration);
  add_file(&brat.out, "rasid/annotation.conf", &configuration);
  rs_buffer_release(&configuration);
  rs_buffer_add_text(&brat.list, "file\tid\tpublished\toutlet\turl\n");
  bool is_written =
    rs_records_each(backend, filter, take_record, &brat, error) && write_end(&brat, error);
  RsBuffer *const buffers[] = {
    &brat.id, &brat.text, &brat.bytes, &brat.notes, &brat.list, &brat.out};
  for (size_t i = 0; i < RS_COUNT_OF(buffers); i++)
    rs_buffer_release(buffers[i]);
  return is_written;
}
