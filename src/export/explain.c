/* The trace for a person: what each layer saw in a sentence, which readings it dropped, which
 * rules fired or nearly did, and the line of data behind each of them.
 *
 * A trace comes layer by layer over the whole text; a person asks sentence by sentence. So its
 * items are sorted by sentence, then by kind, and by their old order last. What stands in front
 * of the first sentence is told with it. A rule shows as `id  file:line` and, below, the line
 * with its columns parted, each in its own isolate, for they hold Arabic and English in turn. */
#include "export/export.h"
#include "export/screen.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  KIND_COUNT = RASID_TRACE_MERGE + 1,
  PARTS_SHOWN = 6 /* of a sentence */
};

static const char *const headings[KIND_COUNT] = {
  "sentence",
  "words",
  "names, dates, numbers",
  "clauses",
  "fired",
  "nearly fired",
  "triggers of which a part is there",
  "merged",
};

typedef struct {
  const RasidTrace *trace;
  size_t sentence, order;
} Item;

static int compare_items(const void *left, const void *right) {
  const Item *a = left, *b = right;
  if (a->sentence != b->sentence) return a->sentence < b->sentence ? -1 : 1;
  if (a->trace->kind != b->trace->kind) return a->trace->kind < b->trace->kind ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

/* Sorted items, freed by the caller; NULL without memory. The trace tells a sentence before what
 * stands in it. */
static Item *sort_trace(const RasidDocument *document, size_t *count) {
  size_t sentences = 0;
  const RasidTrace *trace = rasid_document_trace(document, count);
  Item *items = malloc((*count + 1) * sizeof *items);
  if (!items) return NULL;
  for (size_t i = 0; i < *count; i++) {
    sentences += trace[i].kind == RASID_TRACE_SENTENCE;
    items[i] = (Item) {&trace[i], sentences ? sentences - 1 : 0, i};
  }
  qsort(items, *count, sizeof *items, compare_items);
  return items;
}

static void write_columns(RsScreen *screen, const char *line) {
  for (;;) {
    size_t length = strcspn(line, "\t");
    rs_screen_mixed_bytes(screen, line, length);
    if (!line[length]) return;
    rs_buffer_add_text(screen->out, " | ");
    line += length + 1;
  }
}

/* `column` of the line alone, from 0. */
static void write_column(RsScreen *screen, const char *line, unsigned column) {
  for (; column; column--) {
    line += strcspn(line, "\t");
    line += *line == '\t';
  }
  rs_screen_mixed_bytes(screen, line, strcspn(line, "\t"));
}

/* A pattern that is there in part shows its trigger alone: the rest has not been asked. */
static void write_rule(
  RsScreen *screen, const RasidKnowledge *knowledge, const char *rule, bool is_part
) {
  const char *file = NULL, *text = NULL;
  unsigned line = 0;
  if (!rule) return;
  rs_buffer_add_text(screen->out, "      ");
  rs_screen_text(screen, RS_STYLE_LABEL, rule);
  if (knowledge && rasid_knowledge_find_entry(knowledge, rule, &file, &line, &text)) {
    rs_buffer_add_text(screen->out, "  ");
    rs_screen_text(screen, RS_STYLE_QUIET, file);
    rs_buffer_format(screen->out, ":%u", line);
    rs_buffer_add_text(screen->out, "\n        ");
    if (is_part)
      write_column(screen, text, 1);
    else
      write_columns(screen, text);
  }
  rs_buffer_add_char(screen->out, '\n');
}

static RsStyle style_of(RasidTraceKind kind) {
  if (kind == RASID_TRACE_FIRED) return RS_STYLE_GOOD;
  return kind == RASID_TRACE_NEAR ? RS_STYLE_WARNING : RS_STYLE_PLAIN;
}

static void write_item(
  RsScreen *screen, const RasidKnowledge *knowledge, const RasidTrace *trace
) {
  rs_buffer_add_text(screen->out, "    ");
  if (trace->label && *trace->label) {
    const char *label = trace->label;
    if (style_of(trace->kind) == RS_STYLE_PLAIN)
      rs_screen_mixed(screen, label);
    else
      rs_screen_text(screen, style_of(trace->kind), label);
    rs_buffer_add_text(screen->out, "  ");
  }
  rs_screen_arabic(screen, trace->text);
  rs_buffer_add_char(screen->out, '\n');
  if (trace->detail && *trace->detail) {
    bool is_token = trace->kind == RASID_TRACE_TOKEN;
    rs_buffer_add_text(screen->out, is_token ? "      dropped: " : "      ");
    rs_screen_mixed(screen, trace->detail);
    rs_buffer_add_char(screen->out, '\n');
  }
  write_rule(screen, knowledge, trace->rule, trace->kind == RASID_TRACE_PART);
}

static void write_sentence(RsScreen *screen, const RasidTrace *trace, size_t number) {
  char title[40];
  snprintf(title, sizeof title, "sentence %zu", number);
  rs_screen_text(screen, RS_STYLE_TITLE, title);
  rs_buffer_add_text(screen->out, "\n  ");
  rs_screen_arabic(screen, trace->text);
  rs_buffer_add_char(screen->out, '\n');
}

static bool write_trace(
  RsScreen *screen,
  const RasidDocument *document,
  const RasidKnowledge *knowledge,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  size_t count;
  Item *items = sort_trace(document, &count);
  if (!items) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  bool is_written = true;
  size_t parts = 0;
  for (size_t i = 0; i < count && is_written; i++) {
    const RasidTrace *trace = items[i].trace;
    bool is_first = !i || items[i - 1].sentence != items[i].sentence ||
                    items[i - 1].trace->kind != trace->kind;
    bool is_part = trace->kind == RASID_TRACE_PART;
    parts = is_part && !is_first ? parts + 1 : 0;
    if (is_part && parts >= PARTS_SHOWN) {
      bool is_end = i + 1 == count || items[i + 1].trace->kind != RASID_TRACE_PART;
      if (is_end)
        rs_buffer_format(screen->out, "    and %zu more\n", parts + 1 - PARTS_SHOWN);
    } else if (trace->kind == RASID_TRACE_SENTENCE) {
      write_sentence(screen, trace, items[i].sentence);
    } else if ((size_t)trace->kind < KIND_COUNT) {
      if (is_first) {
        rs_buffer_add_text(screen->out, "\n  ");
        rs_screen_text(screen, RS_STYLE_LABEL, headings[trace->kind]);
        rs_buffer_add_char(screen->out, '\n');
      }
      write_item(screen, knowledge, trace);
    }
    bool is_last = i + 1 == count || items[i + 1].sentence != items[i].sentence;
    if (is_last) rs_buffer_add_char(screen->out, '\n');
    is_written = rs_buffer_flush(screen->out, RS_FLUSH_BYTES, sink, context, error);
  }
  free(items);
  return is_written;
}

static void write_records(
  RsScreen *screen, const RasidDocument *document, const RasidWriteOptions *options
) {
  const RasidInput *input = rasid_document_input(document);
  size_t count;
  const RasidEvent *events = rasid_document_events(document, &count);
  if (count)
    rs_buffer_format(screen->out, "%zu record%s\n\n", count, count > 1 ? "s" : "");
  else
    rs_buffer_add_text(screen->out, "no record\n");
  for (size_t i = 0; i < count; i++) {
    RsRecord record = {
      .document = input->id,
      .published = input->date,
      .outlet = input->outlet,
      .event = &events[i],
    };
    rs_table_write(screen->out, &record, options);
  }
}

bool rasid_write_explanation(
  const RasidDocument *document,
  const RasidKnowledge *knowledge,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidWriteOptions plain = {.format = RASID_FORMAT_TABLE};
  RsBuffer out = {0};
  if (!options) options = &plain;
  RsScreen screen = rs_screen(&out, options);
  bool is_written = write_trace(&screen, document, knowledge, sink, context, error);
  if (is_written) {
    write_records(&screen, document, options);
    is_written = rs_buffer_flush(&out, 1, sink, context, error);
  }
  rs_buffer_release(&out);
  return is_written;
}
