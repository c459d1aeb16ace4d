/* /documents: texts by day of publication, outlet and words; one with its records. */
#include "server/item.h"

typedef struct {
  RsJson *json;
  const RsPaper *paper;
} Item;

static bool write_item(void *context, const RsRow *row, RasidError *error) {
  const Item *item = context;
  RsJson *json = item->json;
  (void)error;
  rs_json_begin(json, '{');
  rs_document_fields_write(json, row);
  rs_json_integer_field(json, "events", item->paper->events);
  rs_json_end(json, '}');
  return true;
}

static bool write_items(RsRequest *request, const RsPaging *page) {
  static const char sql[] =
    "SELECT id, published, outlet, url, text FROM documents WHERE number = $1";
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(request);
  for (size_t i = 0; i < page->count; i++) {
    Item item = {&request->json, &request->snapshot->papers[page->picks[i].index]};
    RsValues values = {.count = 0};
    rs_values_integer(&values, page->picks[i].number);
    if (!backend->methods->query(backend, sql, &values, write_item, &item, &error))
      return rs_fail_with(request, &error), false;
  }
  return true;
}

static bool fill_page(
  RsRequest *request, RsPaging *page, const RsFilter *filter, const char *outlet
) {
  const RsSnapshot *all = request->snapshot;
  uint32_t named = outlet ? rs_known_find(&all->names, outlet) : 0;
  if (!rs_paging_begin(request, page)) return false;
  for (uint32_t i = 0; i < all->paper_count; i++) {
    uint32_t index = page->is_descending ? all->paper_count - 1 - i : i;
    const RsPaper *paper = &all->papers[index];
    if (outlet && paper->outlet != named) continue;
    if (filter->papers && !filter->papers[index]) continue;
    bool has_day = filter->from != RS_UNDATED || filter->to != RS_UNDATED;
    if (has_day && paper->published == RS_UNDATED) continue;
    if (filter->from != RS_UNDATED && paper->published < filter->from) continue;
    if (filter->to != RS_UNDATED && paper->published > filter->to) continue;
    rs_paging_offer(page, (RsPick) {paper->published, paper->number, index});
  }
  rs_paging_end(page);
  return true;
}

unsigned rs_list_documents(RsRequest *request, const char *rest) {
  static const char *const sorts[] = {"-published", "published"};
  RsFilter filter;
  RsPaging page;
  size_t sort = 0;
  (void)rest;
  if (!rs_filter_read(request, &filter, "from to q") || !rs_paging_read(request, &page, 0) || !rs_parameter_choice(request, "sort", sorts, 2, &sort))
    return 0;
  const char *outlet = rs_parameter(request, "outlet");
  page.is_descending = sort == 0;
  if (outlet && !*outlet) outlet = NULL;
  if (!rs_parameters_end(request) || !fill_page(request, &page, &filter, outlet)) return 0;
  rs_json_begin(&request->json, '{');
  rs_paging_write(request, &page);
  rs_json_key(&request->json, "items");
  rs_json_begin(&request->json, '[');
  if (!write_items(request, &page)) return 0;
  rs_json_end(&request->json, ']');
  rs_json_end(&request->json, '}');
  return 200;
}

/* -------------------------------------------------------------------- document */

static bool write_knowledge(void *context, const RsRow *row, RasidError *error) {
  RsJson *json = context;
  (void)error;
  RsValue version = rs_cell(row, 0);
  rs_json_key(json, "knowledge");
  bool is_text = version.kind == RS_VALUE_TEXT;
  rs_json_bytes(json, is_text ? version.text.data : "", is_text ? version.text.count : 0);
  rs_json_boolean(json, "is_complete", rs_cell(row, 1).integer != 0);
  return true;
}

unsigned rs_get_document(RsRequest *request, const char *id) {
  static const char sql[] =
    "SELECT knowledge, (SELECT count(*) FROM decisions WHERE document = documents.id AND "
    "verdict = 'complete' AND undone_by IS NULL) FROM documents JOIN runs "
    "ON runs.number = documents.run WHERE documents.id = $1";
  RasidError error = {0};
  RsJson *json = &request->json;
  RsBackend *backend = rs_desk_backend(request);
  const char *text;
  size_t bytes;
  bool is_there;
  if (!rs_parameters_end(request)) return 0;
  rs_json_begin(json, '{');
  if (!rs_document_write(request, id, &is_there, &text, &bytes)) return 0;
  if (!is_there) return rs_fail(request, 404, "id", "there is no document with this id");
  rs_json_key(json, "text");
  rs_json_bytes(json, text, bytes);
  RsValues values = {.count = 0};
  rs_values_text(&values, id);
  if (!backend->methods->query(backend, sql, &values, write_knowledge, json, &error))
    return rs_fail_with(request, &error);
  rs_json_key(json, "events");
  rs_json_begin(json, '[');
  if (!rs_document_events_write(request, id)) return 0;
  rs_json_end(json, ']');
  rs_rules_write(request);
  rs_json_end(json, '}');
  return 200;
}
