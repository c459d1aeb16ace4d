/* Which records a request is about, and which page of them. */
#ifndef RASID_SERVER_FILTER_H
#define RASID_SERVER_FILTER_H

#include "server/server.h"

typedef struct {
  uint64_t words[4];
} RsMask; /* of codes below 256 */

static inline bool rs_mask_has(const RsMask *mask, unsigned code) {
  return mask->words[code >> 6 & 3] >> (code & 63) & 1;
}

typedef struct {
  int32_t from, to; /* RS_UNDATED: open */
  bool has_type, has_mode, has_status, has_country, has_box, has_review, has_document;
  bool has_place;
  RsMask type, mode, status;
  unsigned quads;           /* bits 1 to 4; 0: any */
  const uint8_t *countries; /* by RsFact.country */
  uint32_t place;           /* in `names` */
  float west, south, east, north;
  const uint8_t *actors, *recipients, *parties; /* by party; NULL: any */
  uint8_t score;
  int32_t deaths;
  const uint8_t *papers;       /* by document; NULL: any */
  uint32_t document, incident; /* RS_NONE: any */
  bool has_incident;
  unsigned reviews; /* bits */
  bool is_impossible;
} RsFilter;

/* The parameters of a filter; `names` are those that the way knows, parted by blanks. False
 * with the answer written. */
bool rs_filter_read(RsRequest *request, RsFilter *filter, const char *names);
extern const char rs_filter_names[]; /* all of them */

bool rs_filter_admits_slow(
  const RsFilter *filter, const RsSnapshot *snapshot, const RsFact *fact
);

/* The conditions that need no other memory come first. */
static inline bool rs_filter_admits(
  const RsFilter *filter, const RsSnapshot *snapshot, const RsFact *fact
) {
  if (fact->is_hidden || !(filter->reviews >> fact->review & 1)) return false;
  if (filter->from != RS_UNDATED && fact->to < filter->from) return false;
  if (filter->to != RS_UNDATED && (fact->from > filter->to || fact->from == RS_UNDATED))
    return false;
  if (filter->has_type && !rs_mask_has(&filter->type, fact->type)) return false;
  if (filter->has_status && !rs_mask_has(&filter->status, fact->status)) return false;
  if (filter->has_mode && !rs_mask_has(&filter->mode, fact->mode)) return false;
  if (filter->quads && !(filter->quads >> (fact->quad & 7) & 1)) return false;
  if (filter->has_country && !filter->countries[fact->country]) return false;
  if (fact->score < filter->score || fact->deaths < filter->deaths) return false;
  return rs_filter_admits_slow(filter, snapshot, fact);
}

/* ------------------------------------------------------------------- pages */

typedef enum {
  RS_SORT_DATE,
  RS_SORT_SCORE,
  RS_SORT_DEATHS,
  RS_SORT_SOURCES,
  RS_SORTS
} RsSort;

typedef struct {
  int64_t key, number;
  uint32_t index; /* of the fact */
} RsPick;

/* What of a list is shown. */
typedef struct {
  RsSort sort;
  bool is_descending;
  size_t limit;
  bool has_cursor;
  RsPick cursor; /* the last one of the page before */
  RsPick *picks; /* the page, in its order */
  size_t count;
  uint64_t total;
  bool has_more;
} RsPaging;

/* `sort`, `limit` and `cursor`; `sorts` are the bits of the orders that the way knows. */
bool rs_paging_read(RsRequest *request, RsPaging *page, unsigned sorts);
/* An array for the picks; before rs_paging_offer. False without memory. */
bool rs_paging_begin(RsRequest *request, RsPaging *page);
/* One that matches. */
void rs_paging_offer(RsPaging *page, RsPick pick);
void rs_paging_end(RsPaging *page);
/* All facts that the filter admits, offered in the order in which fewest must be moved. */
bool rs_paging_fill(
  RsRequest *request,
  RsPaging *page,
  const RsFilter *filter,
  const RsFact *facts,
  uint32_t count
);
/* `"total": …, "next": …` into the open object. */
void rs_paging_write(RsRequest *request, const RsPaging *page);

#endif
