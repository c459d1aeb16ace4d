/* How many records there are of what, when, between whom and where: for a look at the whole.
 *
 *   by type
 *     ASSAULT    18114  ██████████████████████████████
 *     CONSULT     3989  ██████▌
 *
 * A month is that of the deed, or of publication when no day is told; over more than three years
 * months become years, of which the last forty are shown. A pair is the first actor and the first recipient, by their codes where
 * they have one: `GOV of SYR` is one party whatever words a text has for it. Deeds that are told many
 * times count as often as they are told (`rasid incidents` counts them once).
 *
 * The plots are SVG without scripts and fonts of their own, so that they can be shown anywhere. */
#include "export/json.h"
#include "export/screen.h"
#include "store/read.h"
#include "store/store.h"

enum {
  PARTS = 4,
  ROWS = 64,
  SHOWN = 20,       /* of the longer lists */
  MOST_MONTHS = 36, /* then years, the last ones */
  MOST_YEARS = 40,
  NAME_BYTES = 96
};

typedef struct {
  char name[NAME_BYTES];
  int64_t count;
} Count;

typedef struct {
  Count rows[ROWS];
  size_t count;
} Counts;

static const struct {
  const char *key, *title, *sql;
} parts[PARTS] = {
  {"types",
   "by type",
   "SELECT type, count(*) FROM chosen GROUP BY type ORDER BY count(*) DESC, type"},
  {"months",
   "by month",
   "SELECT substr(day, 1, 7), count(*) FROM chosen WHERE day IS NOT NULL "
   "GROUP BY substr(day, 1, 7) ORDER BY substr(day, 1, 7) DESC"},
  {"pairs",
   "who to whom",
   "SELECT coalesce(a.code, a.name) || ' > ' || coalesce(r.code, r.name), count(*) "
   "FROM chosen JOIN participants AS a ON a.event = chosen.number AND a.role = 'actor' "
   "AND a.position = 0 JOIN participants AS r ON r.event = chosen.number "
   "AND r.role = 'recipient' AND r.position = 0 "
   "WHERE coalesce(a.code, a.name) IS NOT NULL AND coalesce(r.code, r.name) IS NOT NULL "
   "GROUP BY coalesce(a.code, a.name), coalesce(r.code, r.name) "
   "ORDER BY count(*) DESC, coalesce(a.code, a.name), coalesce(r.code, r.name)"},
  {"places",
   "by place",
   "SELECT place_name || coalesce(', ' || place_country, ''), count(*) FROM chosen "
   "WHERE place_name IS NOT NULL GROUP BY place_name, place_country "
   "ORDER BY count(*) DESC, place_name, place_country"},
};
static const char years_sql[] =
  "SELECT substr(day, 1, 4), count(*) FROM chosen WHERE day IS NOT NULL "
  "GROUP BY substr(day, 1, 4) ORDER BY substr(day, 1, 4) DESC";

/* ------------------------------------------------------------------- counting */

static bool take_count(void *context, const RsRow *row, RasidError *error) {
  Counts *counts = context;
  (void)error;
  if (counts->count == ROWS) return true;
  Count *count = &counts->rows[counts->count++];
  RsBytes name = rs_cell(row, 0).text;
  size_t bytes = name.count < NAME_BYTES ? name.count : NAME_BYTES - 1;
  while (bytes < name.count && bytes && ((unsigned char)name.data[bytes] & 0xc0) == 0x80)
    bytes--; /* not within a letter */
  memcpy(count->name, name.data, bytes);
  count->name[bytes] = '\0';
  count->count = rs_cell(row, 1).integer;
  return true;
}

static bool ask(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  const char *what,
  size_t limit,
  Counts *counts,
  RasidError *error
) {
  RsBuffer sql = {0};
  RsValues values = {.count = 0};
  counts->count = 0;
  rs_buffer_add_text(
    &sql,
    "WITH chosen AS (SELECT number, event AS type, coalesce(date_from, published) AS day, "
    "place_name, place_country FROM " RS_EVENTS_WITH_DOCUMENTS " WHERE number >= $1"
  );
  rs_values_integer(&values, 0);
  rs_filter_write(&sql, &values, filter);
  rs_buffer_format(&sql, ") %s LIMIT %zu", what, limit);
  rs_buffer_add_char(&sql, '\0');
  const RsBackendMethods *methods = backend->methods;
  bool is_asked = sql.failed
                    ? rs_no_memory(error)
                    : methods->query(backend, sql.data, &values, take_count, counts, error);
  rs_buffer_release(&sql);
  return is_asked;
}

/* The last ones were asked for, the first of them is shown first. */
static void turn_around(Counts *counts) {
  for (size_t i = 0, j = counts->count; i + 1 < j; i++) {
    Count held = counts->rows[i];
    counts->rows[i] = counts->rows[--j];
    counts->rows[j] = held;
  }
}

static bool count_all(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  Counts counts[PARTS],
  RasidError *error
) {
  size_t shown = filter->limit && filter->limit < ROWS ? filter->limit : SHOWN;
  const size_t limits[PARTS] = {ROWS, MOST_MONTHS + 1, shown, shown};
  bool is_inside = backend->methods->is_in_transaction(backend);
  if (!is_inside && !backend->methods->begin(backend, true, error)) return false;
  bool is_counted = true;
  for (size_t i = 0; is_counted && i < PARTS; i++)
    is_counted = ask(backend, filter, parts[i].sql, limits[i], &counts[i], error);
  if (is_counted && counts[1].count > MOST_MONTHS)
    is_counted = ask(backend, filter, years_sql, MOST_YEARS, &counts[1], error);
  if (is_counted) turn_around(&counts[1]);
  if (!is_inside) backend->methods->rollback(backend, NULL);
  return is_counted;
}

static int64_t most_of(const Counts *counts) {
  int64_t most = 1;
  for (size_t i = 0; i < counts->count; i++)
    most = counts->rows[i].count > most ? counts->rows[i].count : most;
  return most;
}

static const char *title_of(size_t part, const Counts *counts) {
  bool are_years = part == 1 && counts->count && strlen(counts->rows[0].name) == 4;
  return are_years ? "by year" : parts[part].title;
}

/* -------------------------------------------------------------- for a terminal */

/* In eighths of a column. */
static void write_bar(RsScreen *screen, double columns) {
  static const char *const ends[] = {
    "", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589"};
  unsigned eighths = (unsigned)(columns * 8 + 0.5);
  for (unsigned i = 0; i < eighths / 8; i++)
    rs_buffer_add_text(screen->out, "\u2588");
  rs_buffer_add_text(screen->out, ends[eighths % 8]);
}

static unsigned points_of(const char *text) {
  unsigned points = 0;
  for (; *text; text++)
    points += ((unsigned char)*text & 0xc0) != 0x80;
  return points;
}

static void write_part(RsScreen *screen, size_t part, const Counts *counts) {
  unsigned widest = 0;
  int64_t most = most_of(counts);
  for (size_t i = 0; i < counts->count; i++) {
    unsigned width = points_of(counts->rows[i].name);
    widest = width > widest ? width : widest;
  }
  unsigned taken = 2 + widest + 10;
  unsigned room = screen->width > taken + 10 ? screen->width - taken : 10;
  if (room > 50) room = 50;
  rs_screen_text(screen, RS_STYLE_TITLE, title_of(part, counts));
  rs_buffer_add_char(screen->out, '\n');
  for (size_t i = 0; i < counts->count; i++) {
    const Count *row = &counts->rows[i];
    rs_buffer_add_text(screen->out, "  ");
    rs_screen_mixed(screen, row->name);
    rs_buffer_format(
      screen->out,
      "%*s%8lld  ",
      (int)(widest - points_of(row->name)),
      "",
      (long long)row->count
    );
    write_bar(screen, (double)row->count * room / (double)most);
    rs_buffer_add_char(screen->out, '\n');
  }
}

static void write_json(RsBuffer *out, const Counts counts[PARTS]) {
  RsJson json = {.out = out};
  rs_json_begin(&json, '{');
  for (size_t part = 0; part < PARTS; part++) {
    rs_json_key(&json, parts[part].key);
    rs_json_begin(&json, '[');
    for (size_t i = 0; i < counts[part].count; i++) {
      rs_json_begin(&json, '{');
      rs_json_text_field(&json, "name", counts[part].rows[i].name);
      rs_json_integer_field(&json, "count", counts[part].rows[i].count);
      rs_json_end(&json, '}');
    }
    rs_json_end(&json, ']');
  }
  rs_json_end(&json, '}');
  rs_buffer_add_char(out, '\n');
}

/* ----------------------------------------------------------------------- plots */

enum {
  SVG_WIDTH = 760,
  SVG_NAMES = 230, /* of it, for names */
  SVG_ROW = 20,
  SVG_TITLE = 44
};

static void add_escaped(RsBuffer *out, const char *text) {
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '<')
      rs_buffer_add_text(out, "&lt;");
    else if (c == '>')
      rs_buffer_add_text(out, "&gt;");
    else if (c == '&')
      rs_buffer_add_text(out, "&amp;");
    else
      rs_buffer_add_char(out, c < ' ' ? ' ' : *text);
  }
}

static unsigned plot_part(RsBuffer *out, size_t part, const Counts *counts, unsigned top) {
  int64_t most = most_of(counts);
  unsigned room = SVG_WIDTH - SVG_NAMES - 80;
  rs_buffer_format(
    out,
    "<text x=\"16\" y=\"%u\" class=\"title\">%s</text>\n",
    top + 28,
    title_of(part, counts)
  );
  top += SVG_TITLE;
  for (size_t i = 0; i < counts->count; i++, top += SVG_ROW) {
    const Count *row = &counts->rows[i];
    unsigned width = (unsigned)((double)row->count * room / (double)most + 0.5);
    rs_buffer_format(
      out, "<text x=\"%d\" y=\"%u\" class=\"name\">", SVG_NAMES - 8, top + 14
    );
    add_escaped(out, row->name);
    rs_buffer_format(
      out,
      "</text><rect x=\"%d\" y=\"%u\" width=\"%u\" height=\"14\"/>"
      "<text x=\"%u\" y=\"%u\" class=\"count\">%lld</text>\n",
      SVG_NAMES,
      top + 2,
      width ? width : 1,
      SVG_NAMES + width + 6,
      top + 14,
      (long long)row->count
    );
  }
  return top;
}

static void write_plots(RsBuffer *out, const Counts counts[PARTS]) {
  unsigned height = 16, top = 0;
  for (size_t part = 0; part < PARTS; part++)
    height += SVG_TITLE + SVG_ROW * (unsigned)counts[part].count;
  rs_buffer_format(
    out,
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%u\" "
    "viewBox=\"0 0 %d %u\" font-family=\"sans-serif\" font-size=\"12\">\n"
    "<style>rect{fill:#2f6f9f}.back{fill:#fff}.title{font-size:15px;font-weight:bold}"
    ".name{text-anchor:end;unicode-bidi:isolate}.count{fill:#555}</style>\n"
    "<rect class=\"back\" width=\"100%%\" height=\"100%%\"/>\n",
    SVG_WIDTH,
    height,
    SVG_WIDTH,
    height
  );
  for (size_t part = 0; part < PARTS; part++)
    top = plot_part(out, part, &counts[part], top);
  rs_buffer_add_text(out, "</svg>\n");
}

/* ------------------------------------------------------------------ the public */

static bool write_overview(
  RasidStore *store,
  const RasidStoreFilter *filter,
  const RasidWriteOptions *options, /* NULL: plots */
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidStoreFilter everything = {0};
  Counts counts[PARTS];
  RsBuffer out = {0};
  if (!filter) filter = &everything;
  if (!rs_filter_check(filter, error)) return false;
  if (!count_all(store->backend, filter, counts, error)) return false;
  if (!options) {
    write_plots(&out, counts);
  } else if (options->format == RASID_FORMAT_TABLE) {
    RsScreen screen = rs_screen(&out, options);
    for (size_t part = 0; part < PARTS; part++) {
      if (part) rs_buffer_add_char(&out, '\n');
      write_part(&screen, part, &counts[part]);
    }
  } else {
    write_json(&out, counts);
  }
  bool is_written = rs_buffer_flush(&out, 1, sink, context, error);
  rs_buffer_release(&out);
  return is_written;
}

bool rasid_store_overview(
  RasidStore *store,
  const RasidStoreFilter *filter,
  const RasidWriteOptions *options,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  static const RasidWriteOptions default_options = {.format = RASID_FORMAT_JSONL};
  if (!options) options = &default_options;
  return write_overview(store, filter, options, sink, context, error);
}

bool rasid_store_plot(
  RasidStore *store,
  const RasidStoreFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
) {
  return write_overview(store, filter, NULL, sink, context, error);
}
