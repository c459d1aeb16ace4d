/* GeoNames into a gazetteer of our own.
 *
 *   geonameid name asciiname alternatenames lat lon class code country cc2 admin1 admin2
 *   admin3 admin4 population elevation dem timezone changed
 *
 * The table is read twice: once for the names of first-level divisions, which stand anywhere
 * in it, once for the places, each written out as soon as it is read. Taken are populated
 * places that still are some, administrative units, and of the rest what conflict news names:
 * camps, bases, crossings, mountains, islands, rivers, straits. A place without an Arabic name
 * is of no use here, and one that the knowledge has already stays as it is there.
 * Source of the columns: the readme of the GeoNames export. */
#include "import/import.h"

enum {
  ID,
  NAME,
  ASCII,
  ALTERNATES,
  LAT,
  LON,
  CLASS,
  CODE,
  COUNTRY,
  ADMIN1 = 10,
  POPULATION = 14,
  NAMES_MAX = 8
};

typedef struct {
  const RasidImportOptions *options;
  const RasidKnowledge *knowledge;
  RasidImportCounts *counts;
  RsTable table;
  RsMap divisions; /* country and division to an offset in `division_names` */
  RsBuffer division_names;
  RsMap written; /* ids */
  RsAlternates alternates;
  RsKnownPlaces known;
  RsBuffer names, out;
  RasidSink sink;
  void *context;
} Import;

static bool is_text(RsBytes bytes, const char *text) {
  return bytes.count == strlen(text) && !memcmp(bytes.data, text, bytes.count);
}

static bool begins(RsBytes bytes, const char *text) {
  size_t n = strlen(text);
  return bytes.count >= n && !memcmp(bytes.data, text, n);
}

/* ------------------------------------------------------------- one row */

/* Digits with at most one point and a sign, no more than `limit` either way. */
static bool read_number(RsBytes text, double limit, double *value) {
  double below = 0, number = 0;
  bool is_negative = text.count && text.data[0] == '-', has_digit = false;
  if (text.count > 24) return false;
  for (size_t i = is_negative; i < text.count; i++) {
    char c = text.data[i];
    if (c == '.' && below == 0)
      below = 1;
    else if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      below *= 10;
      has_digit = true;
    } else
      return false;
  }
  if (below > 1) number /= below;
  *value = is_negative ? -number : number;
  return has_digit && number <= limit;
}

/* Our class of a feature; NULL for what is left out. */
static const char *class_of(RsBytes class, RsBytes code, double population) {
  static const struct {
    const char *class, *code, *name;
  } others[] = {
    {"P", "PPLX", "quarter"},
    {"P", "PPLC", "city"},
    {"A", "ADM1", "admin1"},
    {"S", "CMPRF", "camp"},
    {"S", "CMPLA", "camp"},
    {"S", "PSTB", "crossing"},
    {"S", "AIRB", "base"},
    {"L", "MILB", "base"},
    {"S", "INSM", "base"},
    {"T", "MT", "mountain"},
    {"T", "MTS", "mountain"},
    {"T", "ISL", "island"},
    {"H", "STM", "river"},
    {"H", "STRT", "strait"},
    {"L", "RGN", "region"},
  };
  static const char *const gone[] = {"PPLQ", "PPLH", "PPLW", "PPLCH"};
  for (size_t i = 0; i < RS_COUNT_OF(others); i++) {
    if (is_text(class, others[i].class) && is_text(code, others[i].code))
      return others[i].name;
  }
  for (size_t i = 0; i < RS_COUNT_OF(gone); i++) {
    if (is_text(code, gone[i])) return NULL;
  }
  bool is_unit = is_text(class, "A") && begins(code, "ADM") && code.count == 4;
  if (is_unit) return "region";
  if (!is_text(class, "P")) return NULL;
  if (population >= 100000 || is_text(code, "PPLA")) return "city";
  return population >= 5000 || begins(code, "PPLA") ? "town" : "village";
}

static unsigned population_class(double population) {
  static const double least[] = {5000, 50000, 250000, 1000000};
  unsigned n = 0;
  while (n < RS_COUNT_OF(least) && population >= least[n])
    n++;
  return n;
}

static bool is_wanted(const Import *import, RsBytes country) {
  const char *list = import->options->countries;
  if (!list) return true;
  for (size_t n = strlen(list); n >= 2; n -= n > 2 ? 3 : n, list += 3) {
    if (country.count == 2 && !memcmp(list, country.data, 2)) return true;
    if (n == 2) break;
  }
  return false;
}

static const char *iso3_of(const RasidKnowledge *k, RsBytes iso2) {
  for (uint32_t i = 0; iso2.count == 2 && i < k->countries_count; i++) {
    if (!memcmp(k->countries[i].iso2, iso2.data, 2)) return k->countries[i].iso3;
  }
  return NULL;
}

/* ------------------------------------------------------------- divisions */

static uint64_t division_key(const RsBytes *columns) {
  uint64_t key = rs_hash_bytes(columns[COUNTRY].data, columns[COUNTRY].count);
  return rs_hash_mix(key, rs_hash_bytes(columns[ADMIN1].data, columns[ADMIN1].count));
}

/* Bad lines are told by the second reading. */
static bool read_divisions(Import *import, RasidError *error) {
  RsTable table = {.watch = import->table.watch};
  if (!rs_table_open(&table, import->options->places, error)) return false;
  RsBytes columns[RS_TABLE_COLUMNS];
  unsigned count;
  while (rs_table_next(&table, columns, RS_TABLE_COLUMNS, &count)) {
    if (count != RS_TABLE_COLUMNS || !is_text(columns[CODE], "ADM1")) continue;
    uint64_t key = division_key(columns);
    if (rs_map_find(&import->divisions, key) != RS_NONE) continue;
    rs_map_add(&import->divisions, key, (uint32_t)import->division_names.count);
    rs_buffer_add(&import->division_names, columns[ASCII].data, columns[ASCII].count);
    rs_buffer_add(&import->division_names, "", 1);
  }
  int failure = table.stream.failure;
  rs_table_close(&table);
  return !failure ||
         rs_error_set(
           error, RASID_ERROR_IO, 0, "%s: %s", import->options->places, strerror(failure)
         );
}

static const char *division_of(const Import *import, const RsBytes *columns) {
  uint32_t at = rs_map_find(&import->divisions, division_key(columns));
  bool is_named = at < import->division_names.count && import->division_names.data[at];
  return is_named ? import->division_names.data + at : "-";
}

/* ------------------------------------------------------------- places */

/* The names of a row's own column, of whatever language, that are written in Arabic. */
static void add_unlabelled(Import *import, RsBytes list) {
  unsigned used = 0;
  while (list.count && used < NAMES_MAX) {
    const char *comma = memchr(list.data, ',', list.count);
    size_t length = comma ? (size_t)(comma - list.data) : list.count;
    size_t before = import->names.count;
    if (before) rs_buffer_add_char(&import->names, '|');
    if (rs_arabic_name(&import->names, (RsBytes) {list.data, length}))
      used++;
    else
      import->names.count = before;
    list.data += length + (comma != NULL);
    list.count -= length + (comma != NULL);
  }
}

static bool find_names(Import *import, const RsBytes *columns, uint64_t id) {
  import->names.count = 0; /* what has failed stays told */
  if (import->options->alternate)
    return rs_alternates_list(&import->alternates, id, &import->names);
  add_unlabelled(import, columns[ALTERNATES]);
  return import->names.count > 0;
}

typedef struct {
  uint64_t id;
  const char *class, *iso3;
  double lat, lon, population;
} Row;

/* What is wrong with a row, or NULL. */
static const char *read_row(
  Import *import, const RsBytes *columns, unsigned count, Row *row
) {
  if (count != RS_TABLE_COLUMNS) return "not 19 columns; left out";
  if (!rs_table_id(columns[ID], &row->id)) return "the first column is no id; left out";
  if (!read_number(columns[LAT], 90, &row->lat))
    return "no latitude from -90 to 90; left out";
  if (!read_number(columns[LON], 180, &row->lon))
    return "no longitude from -180 to 180; left out";
  bool has_population = columns[POPULATION].count > 0;
  row->population = 0;
  if (has_population && !read_number(columns[POPULATION], 1e10, &row->population))
    return "the population is no number; left out";
  row->class = class_of(columns[CLASS], columns[CODE], row->population);
  row->iso3 = iso3_of(import->knowledge, columns[COUNTRY]);
  if (row->class && is_wanted(import, columns[COUNTRY])) {
    uint64_t key = rs_hash_mix(0, row->id);
    if (rs_map_find(&import->written, key) != RS_NONE)
      return "this id stands already above; left out";
    rs_map_add(&import->written, key, 0);
  }
  return NULL;
}

static void write_row(Import *import, const RsBytes *columns, const Row *row) {
  RsBytes names = {import->names.data, import->names.count}, english = columns[ASCII];
  if (!english.count) english = columns[NAME];
  rs_buffer_format(&import->out, "pl.gn.%.*s\t", (int)columns[ID].count, columns[ID].data);
  rs_buffer_add(&import->out, english.data, english.count);
  rs_buffer_add_char(&import->out, '\t');
  rs_buffer_add(&import->out, names.data, names.count);
  rs_buffer_format(
    &import->out,
    "\t%s\t%s\t%s\t%.4f\t%.4f\t%u\t%s\n",
    row->iso3,
    division_of(import, columns),
    row->class,
    row->lat,
    row->lon,
    population_class(row->population),
    rs_is_common_name(import->knowledge, names, &import->names.failed) ? "!" : "-"
  );
  import->counts->written++;
}

static void take_row(Import *import, const RsBytes *columns, unsigned count) {
  Row row;
  const char *fault = read_row(import, columns, count, &row);
  if (fault) {
    rs_table_complain(&import->table, fault);
    return;
  }
  bool is_small = is_text(columns[CLASS], "P") &&
                  row.population < (double)import->options->min_population;
  if (!row.class || !row.iso3 || is_small || !is_wanted(import, columns[COUNTRY])) {
    import->counts->unwanted++;
  } else if (!find_names(import, columns, row.id)) {
    import->counts->nameless++;
  } else {
    RsBytes names = {import->names.data, import->names.count};
    bool *failed = &import->names.failed;
    if (rs_is_known_place(&import->known, names, row.lat, row.lon, failed))
      import->counts->known++;
    else
      write_row(import, columns, &row);
  }
}

enum {
  FLUSH_BYTES = 1 << 16
};

static bool flush(Import *import, size_t least, RasidError *error) {
  if (import->out.count < least || !import->out.count) return true;
  bool is_written = import->sink(import->context, import->out.data, import->out.count);
  import->out.count = 0; /* what has failed is told at the end */
  return is_written ||
         rs_error_set(error, RASID_ERROR_IO, 0, "the gazetteer could not be written");
}

static bool has_failed(const Import *import) {
  return import->names.failed || import->out.failed || import->written.failed ||
         import->divisions.failed || import->division_names.failed;
}

static bool take_places(Import *import, RasidError *error) {
  RsBytes columns[RS_TABLE_COLUMNS];
  unsigned count;
  const char *path = import->options->places;
  if (!rs_table_open(&import->table, path, error)) return false;
  bool is_written = true;
  while (is_written && rs_table_next(&import->table, columns, RS_TABLE_COLUMNS, &count)) {
    import->counts->lines++;
    take_row(import, columns, count);
    is_written = flush(import, FLUSH_BYTES, error);
  }
  int failure = import->table.stream.failure;
  rs_table_close(&import->table);
  if (failure)
    return rs_error_set(error, RASID_ERROR_IO, 0, "%s: %s", path, strerror(failure));
  if (has_failed(import))
    return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory for places");
  return is_written && flush(import, 1, error);
}

static void write_head(Import *import) {
  rs_buffer_add_text(
    &import->out,
    "# Places from GeoNames (https://www.geonames.org), licensed CC BY 4.0: whoever passes\n"
    "# this file on names the source. Made by rasid places import.\n"
    "# id\tenglish\tnames\tcountry\tadmin1\tclass\tlat\tlon\tpop\tcue\n"
  );
}

bool rasid_places_import(
  const RasidKnowledge *knowledge,
  const RasidImportOptions *options,
  const RasidImportWatch *watch,
  RasidSink sink,
  void *context,
  RasidImportCounts *counts,
  RasidError *error
) {
  *counts = (RasidImportCounts) {0};
  Import import = {
    .options = options,
    .knowledge = knowledge,
    .counts = counts,
    .table = {.watch = watch, .wrong = &counts->wrong},
    .sink = sink,
    .context = context,
  };
  write_head(&import);
  bool is_done = rs_known_places_fill(&import.known, knowledge) ||
                 rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory for places");
  if (is_done && options->alternate)
    is_done = rs_alternates_read(
      &import.alternates, options->alternate, watch, &counts->wrong, error
    );
  is_done = is_done && read_divisions(&import, error) && take_places(&import, error);
  rs_known_places_release(&import.known);
  rs_alternates_release(&import.alternates);
  rs_map_release(&import.divisions);
  rs_map_release(&import.written);
  RsBuffer *buffers[] = {&import.division_names, &import.names, &import.out};
  for (size_t i = 0; i < RS_COUNT_OF(buffers); i++)
    rs_buffer_release(buffers[i]);
  return is_done;
}
