/* The codebook's tables: sectors, event types with their modes, CAMEO codes.
 *
 * A pair of event type and mode is legal when codes/events.tsv has a row for it. A CAMEO code
 * may belong to two types parted by `|`; the first that has a row is taken. */
#include "compile/compiler.h"
#include "knowledge/knowledge.h"

#include <stdlib.h>

void rs_read_sector(RsCompiler *c, const RsLine *line) {
  RsBytes code = rs_column(line, 1);
  char copy[4];
  if (!code.count || code.count > 3)
    rs_fault(c, line, "a sector code has up to three letters");
  rs_code_copy(copy, sizeof copy, code);
  rs_buffer_add(&c->sectors, copy, sizeof copy);
}

/* An entry is all that there is of a label: its line is what the server shows. */
void rs_read_label_of_code(RsCompiler *c, const RsLine *line) {
  if (!rs_column(line, 1).count || !rs_column(line, 2).count)
    rs_fault(c, line, "a label has an English and an Arabic name");
}

void rs_sector_code(RsCompiler *c, const RsLine *line, RsBytes code, char out[4]) {
  memset(out, 0, 4);
  if (!code.count) return;
  char copy[4];
  rs_code_copy(copy, sizeof copy, code);
  bool is_known =
    code.count <= 3 && !c->sectors.count; /* no table: nothing to compare with */
  for (size_t i = 0; i + 4 <= c->sectors.count; i += 4) {
    is_known |= code.count <= 3 && !memcmp(c->sectors.data + i, copy, 4);
  }
  if (is_known)
    memcpy(out, copy, 4);
  else
    rs_fault(c, line, "unknown sector `%.*s`", (int)code.count, code.data);
}

void rs_country_code(RsCompiler *c, const RsLine *line, unsigned column, char out[4]) {
  static const char *const groups[] = {"IGO", "IMG", "NGO"};
  RsBytes code = rs_column(line, column);
  rs_code_copy(out, 4, code);
  if (!code.count || rs_enum_find(code, groups, RS_COUNT_OF(groups)) >= 0) return;
  bool is_known =
    code.count == 3 && (!c->country_codes.used ||
                        rs_map_find(&c->country_codes, rs_hash_bytes(out, 4)) != RS_NONE);
  if (!is_known) rs_fault(c, line, "unknown country `%.*s`", (int)code.count, code.data);
}

/* ------------------------------------------------------------- event types */

static bool is_text(const RsCompiler *c, uint32_t offset, RsBytes bytes) {
  const RsBuffer *texts = &c->sections[RS_SECTION_TEXT];
  return offset < texts->count && rs_bytes_equal(bytes, texts->data + offset);
}

uint32_t rs_event_find(RsCompiler *c, RsBytes event, RsBytes mode) {
  uint32_t count = rs_table_count(c, RS_SECTION_EVENT);
  if (!event.data) event.data = "";
  if (!mode.data) mode.data = "";
  for (uint32_t i = 0; i < count; i++) {
    const RsEventCode *row = rs_table_at(c, RS_SECTION_EVENT, i);
    if (is_text(c, row->event, event) && is_text(c, row->mode, mode)) return i;
  }
  return RS_NONE;
}

void rs_read_event(RsCompiler *c, const RsLine *line) {
  double quad = 0, score = 0;
  RsEventCode row = {.entry = line->entry};
  bool is_right = rs_bytes_number(rs_column(line, 3), &quad) && quad >= 1 && quad <= 4;
  is_right &= rs_bytes_number(rs_column(line, 4), &score) && score >= -10 && score <= 10;
  if (!is_right) {
    rs_fault(c, line, "quad must be 1 to 4, score -10 to 10");
    return;
  }
  if (rs_event_find(c, rs_column(line, 1), rs_column(line, 2)) != RS_NONE) {
    rs_fault(c, line, "this event and mode stand twice");
  }
  row.event = rs_text_intern(c, rs_column(line, 1));
  row.mode = rs_text_intern(c, rs_column(line, 2));
  row.quad = (int32_t)quad;
  row.score = (float)score;
  row.contexts = rs_text_intern(c, rs_column(line, 5));
  row.groups = rs_event_groups((const char *)c->sections[RS_SECTION_TEXT].data + row.event);
  rs_table_add(c, RS_SECTION_EVENT, &row);
}

/* ------------------------------------------------------------- CAMEO */

uint32_t rs_cameo_find(RsCompiler *c, RsBytes code) {
  uint32_t count = rs_table_count(c, RS_SECTION_CAMEO);
  for (uint32_t i = 0; code.count && i < count; i++) {
    const RsCameo *row = rs_table_at(c, RS_SECTION_CAMEO, i);
    if (rs_bytes_equal(code, row->code)) return i;
  }
  return RS_NONE;
}

static uint32_t cameo_event(RsCompiler *c, const RsLine *line) {
  RsBytes events = rs_column(line, 2), mode = rs_column(line, 3), event;
  if (!events.count) return RS_NONE;
  while (rs_list_next(&events, '|', &event)) {
    uint32_t found = rs_event_find(c, event, mode);
    if (found != RS_NONE) return found;
  }
  rs_fault(c, line, "this event type has no such mode");
  return RS_NONE;
}

void rs_read_cameo(RsCompiler *c, const RsLine *line) {
  RsBytes code = rs_column(line, 1);
  RsCameo row = {.entry = line->entry};
  double goldstein = 0;
  bool is_right =
    rs_bytes_number(rs_column(line, 4), &goldstein) && goldstein >= -10 && goldstein <= 10;
  if (!is_right) rs_fault(c, line, "the Goldstein value must be -10 to 10");
  if (!code.count || code.count >= sizeof row.code) rs_fault(c, line, "no CAMEO code");
  if (rs_cameo_find(c, code) != RS_NONE) rs_fault(c, line, "this code stands twice");
  rs_code_copy(row.code, sizeof row.code, code);
  row.event = cameo_event(c, line);
  row.name = rs_text_intern(c, rs_column(line, 5));
  row.goldstein = (float)goldstein;
  rs_table_add(c, RS_SECTION_CAMEO, &row);
}

static int compare_cameo(const void *a, const void *b) {
  return strcmp(((const RsCameo *)a)->code, ((const RsCameo *)b)->code);
}

void rs_cameo_sort(RsCompiler *c) {
  uint32_t count = rs_table_count(c, RS_SECTION_CAMEO);
  if (count)
    qsort(c->sections[RS_SECTION_CAMEO].data, count, sizeof(RsCameo), compare_cameo);
}
