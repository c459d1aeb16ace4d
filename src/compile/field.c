/* Reading one column: empties, enumerations, numbers, short codes, lists. `-` and an absent
 * trailing column both are empty; a fault names the column and what was found in it. */
#include <math.h>

#include "compile/compiler.h"

RsBytes rs_column(const RsLine *line, unsigned index) {
  if (index >= line->column_count) return (RsBytes) {0};
  RsBytes column = line->column[index];
  if (column.count == 1 && column.data[0] == '-') return (RsBytes) {0};
  return column;
}

int rs_enum_find(RsBytes value, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (rs_bytes_equal(value, names[i])) return (int)i;
  }
  return -1;
}

uint32_t rs_column_enum(
  RsCompiler *c,
  const RsLine *line,
  unsigned index,
  const char *what,
  const char *const *names,
  size_t count
) {
  RsBytes value = rs_column(line, index);
  int found = rs_enum_find(value, names, count);
  if (found >= 0) return (uint32_t)found;
  rs_fault(
    c, line, "unknown %s `%.*s`", what, (int)value.count, value.data ? value.data : ""
  );
  return 0;
}

/* Digits with at most one point; no locale, and exact for the lengths that occur. */
static bool read_decimal(const char **at, const char *end, double *number) {
  double value = 0, scale = 1;
  unsigned digits = 0;
  bool is_behind_point = false;
  for (; *at < end && digits < 16; (*at)++) {
    if (**at == '.' && !is_behind_point)
      is_behind_point = true;
    else if (**at >= '0' && **at <= '9') {
      value = value * 10 + (**at - '0');
      scale *= is_behind_point ? 10 : 1;
      digits++;
    } else
      break;
  }
  *number = value / scale;
  return digits > 0;
}

bool rs_bytes_number(RsBytes bytes, double *number) {
  if (!bytes.count) return false;
  const char *at = bytes.data, *end = bytes.data + bytes.count;
  bool is_negative = *at == '-';
  at += is_negative || *at == '+';
  double value, below = 1;
  if (!read_decimal(&at, end, &value)) return false;
  if (at < end && *at == '/' && (at++, !read_decimal(&at, end, &below))) return false;
  if (at < end || below == 0) return false;
  *number = (is_negative ? -value : value) / below;
  return isfinite(*number);
}

void rs_code_copy(char *out, size_t room, RsBytes code) {
  size_t n = code.count < room ? code.count : room - 1;
  memset(out, 0, room);
  if (n) memcpy(out, code.data, n);
}

uint32_t rs_list_first_text(RsCompiler *c, RsBytes list) {
  RsBytes part;
  return rs_list_next(&list, '|', &part) ? rs_text_intern(c, part) : 0;
}
