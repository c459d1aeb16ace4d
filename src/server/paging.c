/* Pages of a list.
 *
 * A cursor names the last item of a page by the value that it was sorted by and its number, so
 * that records which come or go meanwhile move nothing else. Of all that match, the best
 * `limit` behind the cursor are kept in a heap whose root is the worst of them: one walk,
 * whatever the order. Facts lie by day; walked from the wanted end, few of them move anything. */
#include "server/filter.h"

#include <errno.h>
#include <stdlib.h>

static const char *const sort_names[RS_SORTS] = {"date", "score", "deaths", "sources"};

static bool read_sort(RsRequest *request, RsPaging *page, unsigned sorts) {
  const char *names[2 * RS_SORTS];
  char down[RS_SORTS][12];
  size_t count = 0, chosen = 0, of[2 * RS_SORTS];
  for (size_t i = 0; i < RS_SORTS; i++) {
    if (!(sorts >> i & 1)) continue;
    down[i][0] = '-';
    strncpy(down[i] + 1, sort_names[i], 10);
    down[i][11] = '\0';
    of[count] = i, names[count++] = down[i];
    of[count] = i, names[count++] = sort_names[i];
  }
  if (!rs_parameter_choice(request, "sort", names, count, &chosen)) return false;
  page->sort = (RsSort)of[chosen];
  page->is_descending = names[chosen][0] == '-';
  return true;
}

static bool read_cursor(RsRequest *request, RsPaging *page) {
  const char *text = rs_parameter(request, "cursor");
  if (!text || !*text) return true;
  char *end, *last;
  errno = 0;
  page->cursor.key = strtoll(text, &end, 36);
  page->cursor.number = *end == '.' ? strtoll(end + 1, &last, 36) : 0;
  page->has_cursor = end != text && *end == '.' && last != end + 1 && !*last && !errno;
  if (!page->has_cursor) rs_fail(request, 400, "cursor", "not a cursor of this list");
  return page->has_cursor;
}

bool rs_paging_read(RsRequest *request, RsPaging *page, unsigned sorts) {
  int64_t limit = RS_PAGE_USUAL;
  *page = (RsPaging) {.is_descending = true};
  if (sorts && !read_sort(request, page, sorts)) return false;
  if (!rs_parameter_number(request, "limit", 1, RS_PAGE_MOST, &limit)) return false;
  page->limit = (size_t)limit;
  return read_cursor(request, page);
}

bool rs_paging_begin(RsRequest *request, RsPaging *page) {
  page->picks = rs_arena_array(&request->arena, page->limit + 1, sizeof *page->picks);
  if (!page->picks) rs_fail(request, 503, NULL, "out of memory");
  return page->picks != NULL;
}

/* Whether `a` stands before `b` in the list. */
static bool is_before(const RsPaging *page, const RsPick *a, const RsPick *b) {
  if (a->key != b->key) return page->is_descending ? a->key > b->key : a->key < b->key;
  return page->is_descending ? a->number > b->number : a->number < b->number;
}

static void swap(RsPick *a, RsPick *b) {
  RsPick kept = *a;
  *a = *b;
  *b = kept;
}

static void sink_root(RsPaging *page, size_t count) {
  for (size_t at = 0;;) {
    size_t child = 2 * at + 1;
    if (child >= count) return;
    if (child + 1 < count && is_before(page, &page->picks[child], &page->picks[child + 1]))
      child++;
    if (!is_before(page, &page->picks[at], &page->picks[child])) return;
    swap(&page->picks[at], &page->picks[child]);
    at = child;
  }
}

void rs_paging_offer(RsPaging *page, RsPick pick) {
  page->total++;
  if (page->has_cursor && !is_before(page, &page->cursor, &pick)) return;
  if (page->count == page->limit) {
    page->has_more = true;
    if (!is_before(page, &pick, &page->picks[0])) return;
    page->picks[0] = pick;
    sink_root(page, page->count);
    return;
  }
  size_t at = page->count++;
  page->picks[at] = pick;
  while (at && is_before(page, &page->picks[(at - 1) / 2], &page->picks[at])) {
    swap(&page->picks[at], &page->picks[(at - 1) / 2]);
    at = (at - 1) / 2;
  }
}

/* Heap sort: the worst goes to the end. */
void rs_paging_end(RsPaging *page) {
  for (size_t left = page->count; left > 1; left--) {
    swap(&page->picks[0], &page->picks[left - 1]);
    sink_root(page, left - 1);
  }
}

static int64_t key_of(RsSort sort, const RsFact *fact) {
  switch (sort) {
    case RS_SORT_SCORE: return fact->score;
    case RS_SORT_DEATHS: return fact->deaths;
    case RS_SORT_SOURCES: return fact->document;
    default: return fact->from;
  }
}

bool rs_paging_fill(
  RsRequest *request,
  RsPaging *page,
  const RsFilter *filter,
  const RsFact *facts,
  uint32_t count
) {
  if (!rs_paging_begin(request, page)) return false;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t index = page->is_descending ? count - 1 - i : i;
    const RsFact *fact = &facts[index];
    if (!rs_filter_admits(filter, request->snapshot, fact)) continue;
    rs_paging_offer(page, (RsPick) {key_of(page->sort, fact), fact->number, index});
  }
  rs_paging_end(page);
  return true;
}

/* A number in base 36. */
static void write_digits(char *out, int64_t value) {
  char digits[16];
  size_t count = 0;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do
    digits[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % 36];
  while (rest /= 36);
  if (value < 0) *out++ = '-';
  while (count)
    *out++ = digits[--count];
  *out = '\0';
}

void rs_paging_write(RsRequest *request, const RsPaging *page) {
  char cursor[48] = "";
  if (page->has_more && page->count) {
    const RsPick *last = &page->picks[page->count - 1];
    write_digits(cursor, last->key);
    strcat(cursor, ".");
    write_digits(cursor + strlen(cursor), last->number);
  }
  rs_json_integer_field(&request->json, "total", (int64_t)page->total);
  rs_json_text_field(&request->json, "next", *cursor ? cursor : NULL);
}
