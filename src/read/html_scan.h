/* HTML made small and harmless before a parser sees it. */
#ifndef RASID_READ_HTML_SCAN_H
#define RASID_READ_HTML_SCAN_H

#include "base/buffer.h"

/* A zeroed one is ready. */
typedef struct {
  RsBuffer html;    /* what is left for the parser */
  RsBuffer linked;  /* the JSON-LD scripts of the page, each closed by a NUL */
  RsBuffer charset; /* of the first meta element that names one */
} RsHtmlScan;

void rs_html_scan_release(RsHtmlScan *scan);

/* Reads `html` once from the first byte to the last; time and memory are linear in its length
 * whatever stands in it. `scan->html` holds at most 64 open elements at a time, 200,000
 * elements, and for each at most fourteen attributes, all from a short list; no comments,
 * scripts or styles. False without memory. */
bool rs_html_scan(RsHtmlScan *scan, RsBytes html);

#endif
