/* /incidents: deeds that one or several texts report. They are linked by `rasid incidents`; what
 * is shown is what was linked last.
 *
 * A party is looked for in the reports: an incident has it when one of its records has. */
#include "server/filter.h"

#include "incident/tables.h"

#include <stdlib.h>

/* Bytes by incident: 1 where a record names the party. */
static bool find_parties(RsRequest *request, RsFilter *filter, uint8_t **incidents) {
  const RsSnapshot *all = request->snapshot;
  RsFilter records = {
    .from = RS_UNDATED, .to = RS_UNDATED, .deaths = -1, .reviews = UINT32_MAX};
  *incidents = NULL;
  if (!filter->parties) return true;
  *incidents = rs_arena_array(&request->arena, all->incident_count + 1, 1);
  if (!*incidents) return rs_fail(request, 503, NULL, "out of memory"), false;
  records.parties = filter->parties;
  filter->parties = NULL;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    const RsFact *fact = &all->facts[i];
    if (fact->incident < all->incident_count && rs_filter_admits(&records, all, fact))
      (*incidents)[fact->incident] = 1;
  }
  return true;
}

static int64_t key_of(RsSort sort, const RsFact *fact) {
  if (sort == RS_SORT_DEATHS) return fact->deaths;
  return sort == RS_SORT_SOURCES ? (int64_t)fact->document : (int64_t)fact->from;
}

static bool fill_page(
  RsRequest *request, RsPaging *page, RsFilter *filter, int64_t sources
) {
  const RsSnapshot *all = request->snapshot;
  uint8_t *named;
  if (!find_parties(request, filter, &named) || !rs_paging_begin(request, page))
    return false;
  for (uint32_t i = 0; i < all->incident_count; i++) {
    uint32_t index = page->is_descending ? all->incident_count - 1 - i : i;
    const RsFact *fact = &all->incidents[index];
    bool is_named = !named || named[index];
    if (fact->document < sources || !is_named || !rs_filter_admits(filter, all, fact))
      continue;
    rs_paging_offer(page, (RsPick) {key_of(page->sort, fact), fact->number, index});
  }
  rs_paging_end(page);
  return true;
}

/* JSON Lines as the elements of a list. */
static bool write_incidents(RsRequest *request, const int64_t *numbers, size_t count) {
  RasidError error = {0};
  RsBuffer lines = {0};
  bool is_written =
    !count ||
    rs_incidents_write_numbers(request->desk->store, numbers, count, &lines, &error);
  if (!is_written) rs_fail_with(request, &error);
  if (lines.failed) rs_fail(request, 503, NULL, "out of memory"), is_written = false;
  for (size_t i = 0; is_written && i < lines.count; i++) {
    if (lines.data[i] == '\n') lines.data[i] = i + 1 < lines.count ? ',' : ' ';
  }
  if (is_written) rs_buffer_add(&request->out, lines.data, lines.count);
  rs_buffer_release(&lines);
  return is_written;
}

unsigned rs_list_incidents(RsRequest *request, const char *rest) {
  static const char names[] = "from to event status country place bbox party min_deaths";
  RsFilter filter;
  RsPaging page;
  int64_t sources = 1;
  (void)rest;
  unsigned sorts = 1u << RS_SORT_DATE | 1u << RS_SORT_DEATHS | 1u << RS_SORT_SOURCES;
  if (!rs_filter_read(request, &filter, names) || !rs_paging_read(request, &page, sorts) || !rs_parameter_number(request, "min_sources", 1, INT32_MAX, &sources) || !rs_parameters_end(request) || !fill_page(request, &page, &filter, sources))
    return 0;
  int64_t *numbers = rs_arena_array(&request->arena, page.count + 1, sizeof *numbers);
  if (!numbers || !rs_desk_backend(request))
    return rs_fail(request, 503, NULL, "out of memory");
  for (size_t i = 0; i < page.count; i++)
    numbers[i] = page.picks[i].number;
  RsJson *json = &request->json;
  rs_json_begin(json, '{');
  rs_paging_write(request, &page);
  rs_json_key(json, "is_linked");
  rs_buffer_add_text(json->out, request->snapshot->is_linked ? "true, " : "false, ");
  rs_buffer_add_text(json->out, "\"items\": [");
  if (!write_incidents(request, numbers, page.count)) return 0;
  rs_buffer_add_text(json->out, "]}");
  return 200;
}

unsigned rs_get_incident(RsRequest *request, const char *text) {
  const RsSnapshot *all = request->snapshot;
  char *end;
  if (!rs_parameters_end(request)) return 0;
  uint64_t id = strtoull(text, &end, 16);
  bool is_id = strlen(text) == 16 && !*end;
  for (uint32_t i = 0; is_id && i < all->incident_count; i++) {
    if (all->incident_ids[i] != id) continue;
    int64_t number = all->incidents[i].number;
    return rs_desk_backend(request) && write_incidents(request, &number, 1) ? 200 : 0;
  }
  return rs_fail(request, 404, "id", "there is no incident with this id");
}
