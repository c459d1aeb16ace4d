/* GeoNames' alternate names: which of them are Arabic, by the id of their place.
 *
 *   alternateNameId  geonameid  isolanguage  name  isPreferred  isShort  isColloquial  isHistoric
 *
 * The table has some sixteen million lines of all languages, of which those of `ar` are kept,
 * in a chain for each place: only they need memory. A historic name (`عين شمس` of a ruin) and
 * one whose time is over (the column `to`) is not what news prints; colloquial ones stand last. */
#include "import/import.h"

#include <errno.h>

enum {
  COLUMNS_LEAST = 4,
  COLUMNS_MOST = 10,
  NAMES_MAX = 8
};

typedef struct {
  uint32_t next, text, bytes;
  uint32_t rank; /* smaller first */
  uint32_t last; /* of the chain; of its first node alone */
} Node;

static bool is_set(const RsBytes *columns, unsigned count, unsigned index) {
  return index < count && columns[index].count == 1 && columns[index].data[0] == '1';
}

static void add_name(
  RsAlternates *names, uint64_t id, const RsBytes *columns, unsigned count
) {
  size_t from = names->text.count;
  if (!rs_arabic_name(&names->text, columns[3])) return;
  uint32_t index = (uint32_t)(names->nodes.count / sizeof(Node));
  Node node = {RS_NONE, (uint32_t)from, (uint32_t)(names->text.count - from), 1, index};
  if (is_set(columns, count, 4)) node.rank = 0;
  if (is_set(columns, count, 5)) node.rank = 2;
  if (is_set(columns, count, 6)) node.rank = 3;
  rs_buffer_add(&names->nodes, &node, sizeof node);
  if (names->nodes.failed) return;
  Node *nodes = (Node *)(void *)names->nodes.data;
  uint32_t first = rs_map_find(&names->by_id, rs_hash_mix(0, id));
  if (first == RS_NONE) {
    rs_map_add(&names->by_id, rs_hash_mix(0, id), index);
  } else {
    nodes[nodes[first].last].next = index;
    nodes[first].last = index;
  }
}

static bool read_lines(RsAlternates *names, RsTable *table) {
  RsBytes columns[COLUMNS_MOST];
  unsigned count;
  while (rs_table_next(table, columns, COLUMNS_MOST, &count)) {
    uint64_t id;
    if (count < COLUMNS_LEAST) {
      rs_table_complain(table, "fewer than 4 columns; left out");
      continue;
    }
    if (columns[2].count != 2 || memcmp(columns[2].data, "ar", 2) != 0) continue;
    bool is_past = is_set(columns, count, 7) || (count > 9 && columns[9].count);
    if (!rs_table_id(columns[1], &id))
      rs_table_complain(table, "the second column is no id of a place; left out");
    else if (!is_past)
      add_name(names, id, columns, count);
  }
  return !names->nodes.failed && !names->text.failed && !names->by_id.failed;
}

bool rs_alternates_read(
  RsAlternates *names,
  const char *path,
  const RasidImportWatch *watch,
  uint64_t *wrong,
  RasidError *error
) {
  RsTable table = {.watch = watch, .wrong = wrong};
  if (!rs_table_open(&table, path, error)) return false;
  bool is_read = read_lines(names, &table);
  int failure = table.stream.failure;
  rs_table_close(&table);
  if (failure)
    return rs_error_set(error, RASID_ERROR_IO, 0, "%s: %s", path, strerror(failure));
  return is_read || rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory for names");
}

void rs_alternates_release(RsAlternates *names) {
  rs_map_release(&names->by_id);
  rs_buffer_release(&names->nodes);
  rs_buffer_release(&names->text);
}

static bool holds(const RsBuffer *list, size_t from, RsBytes name) {
  while (from < list->count) {
    const char *at = list->data + from;
    const char *end = memchr(at, '|', list->count - from);
    size_t length = end ? (size_t)(end - at) : list->count - from;
    if (length == name.count && !memcmp(at, name.data, length)) return true;
    from += length + 1;
  }
  return false;
}

bool rs_alternates_list(const RsAlternates *names, uint64_t id, RsBuffer *list) {
  const Node *nodes = (const void *)names->nodes.data;
  uint32_t first = rs_map_find(&names->by_id, rs_hash_mix(0, id));
  size_t from = list->count, used = 0;
  for (uint32_t rank = 0; rank < 4; rank++) {
    for (uint32_t at = first; at != RS_NONE && used < NAMES_MAX; at = nodes[at].next) {
      RsBytes name = {names->text.data + nodes[at].text, nodes[at].bytes};
      if (nodes[at].rank != rank || holds(list, from, name)) continue;
      if (used++) rs_buffer_add_char(list, '|');
      rs_buffer_add(list, name.data, name.count);
    }
  }
  return used > 0;
}
