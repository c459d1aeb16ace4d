#include "base/trace.h"

void rs_trace_add(
  RsTracer *tracer,
  RasidTraceKind kind,
  uint32_t first,
  uint32_t last,
  uint32_t entry,
  const char *label,
  const char *detail
) {
  if (!tracer->on) return;
  RsTraceLine *lines = rs_arena_grow(
    tracer->arena, tracer->lines, tracer->count, &tracer->capacity, sizeof *lines
  );
  if (!lines) return;
  tracer->lines = lines;
  lines[tracer->count++] = (RsTraceLine) {
    .kind = kind,
    .first = first,
    .last = last,
    .label = label,
    .detail = detail,
    .entry = entry,
  };
}
