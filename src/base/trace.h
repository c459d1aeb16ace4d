/* What the layers saw and why, for `rasid explain`. Off (and free) unless asked for. */
#ifndef RASID_BASE_TRACE_H
#define RASID_BASE_TRACE_H

#include "base/arena.h"

typedef struct {
  RasidTraceKind kind;
  uint32_t first, last; /* tokens */
  const char *label, *detail;
  uint32_t entry; /* RsEntry, or RS_NONE */
} RsTraceLine;

typedef struct {
  bool on;
  RsArena *arena;
  RsTraceLine *lines;
  size_t count, capacity;
} RsTracer;

/* Adds a line when the tracer is on; a lack of memory only loses the line. */
void rs_trace_add(
  RsTracer *tracer,
  RasidTraceKind kind,
  uint32_t first,
  uint32_t last,
  uint32_t entry,
  const char *label,
  const char *detail
);

#endif
