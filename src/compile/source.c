/* Sources are cut into lines and columns here, and every fault that can be seen without
 * knowing a column's meaning is found here: bytes that are not UTF-8, invisible characters
 * (tatweel, bidirectional controls: a قـصف with tatweel would never be found again), too few
 * or too many columns, malformed, foreign or repeated ids. Ids become entries sorted by id. */
#include "compile/compiler.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

const RsFileKind rs_file_kinds[] = {
  {"codes/sectors.tsv", "se", 3, 3, rs_read_sector},
  {"codes/events.tsv", "ev", 5, 6, rs_read_event},
  {"codes/cameo.tsv", "cm", 6, 6, rs_read_cameo},
  {"lexicon/function.tsv", "f", 3, 6, rs_read_function},
  {"lexicon/clitics.tsv", "c", 7, 8, rs_read_clitic},
  {"lexicon/nouns.tsv", "n", 4, 7, rs_read_noun},
  {"lexicon/adjectives.tsv", "a", 2, 7, rs_read_adjective},
  {"lexicon/verbs.tsv", "v", 5, 8, rs_read_verb},
  {"places/countries.tsv", "co", 11, 12, rs_read_country},
  {"places/areas.tsv", "ar", 6, 6, rs_read_area},
  {"places/places.tsv", "pl", 8, 10, rs_read_place},
  {"names/names.tsv", "nm", 3, 5, rs_read_name},
  {"actors/actors.tsv", "ac", 5, 8, rs_read_actor},
  {"time/numbers.tsv", "num", 4, 4, rs_read_number},
  {"time/months.tsv", "mon", 4, 4, rs_read_month},
  {"time/weekdays.tsv", "wd", 3, 3, rs_read_weekday},
  {"time/bounds.tsv", "nb", 3, 3, rs_read_bound},
  {"time/timewords.tsv", "tw", 3, 5, rs_read_timeword},
  {"time/days.tsv", "nd", 3, 4, rs_read_named_day},
  {"time/hijri.tsv", "hy", 4, 4, rs_read_hijri_year},
  {"actors/roles.tsv", "ro", 5, 6, rs_read_role},
  {"places/kinds.tsv", "pk", 3, 3, rs_read_place_kind},
  {"clause/cues.tsv", "cue", 3, 3, rs_read_cue},
  {"clause/speech.tsv", "sp", 4, 4, rs_read_speech},
  {"clause/light.tsv", "lv", 4, 4, rs_read_light},
  {"clause/topics.tsv", "tp", 3, 4, rs_read_topic},
  {"clause/tolls.tsv", "tl", 3, 3, rs_read_toll},
  {"codes/labels.tsv", "lb", 3, 3, rs_read_label_of_code},
  {"pages/cues.tsv", "pg", 3, 3, rs_read_page_cue},
  {"patterns/", "p", 5, 7, rs_read_pattern},
  {"models/disambiguator.tsv", NULL, 4, 4, rs_read_weight},
  {"models/names.tsv", NULL, 4, 4, rs_read_label},
};
const size_t rs_file_kind_count = RS_COUNT_OF(rs_file_kinds);
const size_t rs_file_kinds_with_lexemes = 20;

/* Cuts the next part, which may be empty, off `*rest`; false when nothing is left. */
static bool cut_next(RsBytes *rest, char separator, RsBytes *part) {
  if (!rest->data) return false;
  const char *end = rest->count ? memchr(rest->data, separator, rest->count) : NULL;
  *part = *rest;
  if (end) {
    part->count = (size_t)(end - rest->data);
    rest->data = end + 1;
    rest->count -= part->count + 1;
  } else {
    *rest = (RsBytes) {0};
  }
  return true;
}

/* ------------------------------------------------------------- collecting */

static bool ends_with(const char *text, const char *end) {
  size_t n = strlen(text), m = strlen(end);
  return n >= m && !strcmp(text + n - m, end);
}

static const RsFileKind *kind_of(const char *name) {
  for (size_t i = 0; i < rs_file_kind_count; i++) {
    const char *path = rs_file_kinds[i].path;
    if (!strcmp(path, name)) return &rs_file_kinds[i];
    bool is_folder = ends_with(path, "/") && !strncmp(path, name, strlen(path));
    if (is_folder && ends_with(name, ".tsv")) return &rs_file_kinds[i];
  }
  return NULL;
}

bool rs_compiler_add_source(
  RsCompiler *c, const char *name, const char *path, RsBytes bytes, RasidError *error
) {
  RsSourceFile file = {.count = bytes.count, .kind = kind_of(name)};
  if (!file.kind) {
    return rs_error_set(
      error, RASID_ERROR_ARGUMENT, 0, "%s: no data file of this name", name
    );
  }
  file.name = rs_arena_string(&c->arena, name, strlen(name));
  file.path = rs_arena_string(&c->arena, path, strlen(path));
  char *text = rs_arena_string(&c->arena, bytes.data, bytes.count);
  file.text = text;
  if (!file.name || !file.path || !file.text || bytes.count > UINT32_MAX / 2) {
    return rs_error_set(error, RASID_ERROR_MEMORY, 0, "%s: no memory", path);
  }
  if (file.kind->read == rs_read_pattern) rs_examples_cut(c, &file, text);
  rs_buffer_add(&c->files, &file, sizeof file);
  return true;
}

static bool read_whole(const char *path, RsBuffer *out, RasidError *error) {
  FILE *file = fopen(path, "rb");
  if (!file) return rs_error_set(error, RASID_ERROR_IO, 0, "%s: %s", path, strerror(errno));
  char block[16384];
  size_t n;
  while ((n = fread(block, 1, sizeof block, file)))
    rs_buffer_add(out, block, n);
  bool is_read = !ferror(file);
  fclose(file);
  if (!is_read) return rs_error_set(error, RASID_ERROR_IO, 0, "%s: cannot be read", path);
  if (out->failed) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "%s: no memory", path);
  return true;
}

static bool add_file(
  RsCompiler *c, const char *directory, const char *name, RasidError *e
) {
  const char *path = rs_arena_format(&c->arena, "%s/%s", directory, name);
  if (!path) return rs_error_set(e, RASID_ERROR_MEMORY, 0, "no memory");
  struct stat status;
  if (stat(path, &status)) return true; /* a missing file is no fault */
  RsBuffer text = {0};
  bool is_added =
    read_whole(path, &text, e) &&
    rs_compiler_add_source(c, name, path, (RsBytes) {text.data, text.count}, e);
  rs_buffer_release(&text);
  return is_added;
}

static bool add_folder(
  RsCompiler *c, const char *directory, const char *name, RasidError *e
) {
  const char *path = rs_arena_format(&c->arena, "%s/%s", directory, name);
  DIR *folder = path ? opendir(path) : NULL;
  if (!folder) return true;
  bool is_added = true;
  for (struct dirent *item; is_added && (item = readdir(folder));) {
    if (item->d_name[0] == '.' || !ends_with(item->d_name, ".tsv")) continue;
    const char *below = rs_arena_format(&c->arena, "%s%s", name, item->d_name);
    is_added = below && add_file(c, directory, below, e);
  }
  closedir(folder);
  return is_added;
}

bool rs_compiler_add_directory(RsCompiler *c, const char *directory, RasidError *error) {
  struct stat status;
  if (stat(directory, &status) || !S_ISDIR(status.st_mode)) {
    return rs_error_set(
      error, RASID_ERROR_IO, 0, "%s: no file or folder of this name", directory
    );
  }
  size_t before = c->files.count;
  for (size_t i = 0; i < rs_file_kind_count; i++) {
    const char *name = rs_file_kinds[i].path;
    bool is_folder = ends_with(name, "/");
    if (!(is_folder ? add_folder : add_file)(c, directory, name, error)) return false;
  }
  if (c->files.count > before) return true;
  return rs_error_set(
    error,
    RASID_ERROR_DATA,
    0,
    "%s: no dictionary file in it, such as actors/actors.tsv or patterns/mine.tsv",
    directory
  );
}

/* The kind whose prefix the first id has: `pl.` places, `p.` patterns. */
static const RsFileKind *kind_of_text(RsBytes text) {
  for (RsBytes line; cut_next(&text, '\n', &line);) {
    const char *dot = line.count ? memchr(line.data, '.', line.count) : NULL;
    if (!dot || line.data[0] == '#') continue;
    for (size_t i = 0; i < rs_file_kind_count; i++) {
      const char *prefix = rs_file_kinds[i].prefix;
      RsBytes written = {line.data, (size_t)(dot - line.data)};
      if (prefix && rs_bytes_equal(written, prefix)) return &rs_file_kinds[i];
    }
    return NULL;
  }
  return NULL;
}

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static bool add_lone_file(RsCompiler *c, const char *path, RasidError *error) {
  RsBuffer text = {0};
  bool is_added = read_whole(path, &text, error);
  if (is_added) {
    RsBytes bytes = {text.data, text.count};
    const RsFileKind *kind = kind_of_text(bytes);
    bool is_folder = kind && ends_with(kind->path, "/");
    const char *name = is_folder ? rs_arena_format(
                                     &c->arena,
                                     "%s%s%s",
                                     kind->path,
                                     base_name(path),
                                     ends_with(path, ".tsv") ? "" : ".tsv"
                                   )
                       : kind ? kind->path
                              : NULL;
    is_added = name ? rs_compiler_add_source(c, name, path, bytes, error)
                    : rs_error_set(
                        error,
                        RASID_ERROR_DATA,
                        0,
                        "%s: its first line has no id whose prefix (`p.`, `pl.`, `ac.` …) "
                        "tells what it holds",
                        path
                      );
  }
  rs_buffer_release(&text);
  return is_added;
}

bool rs_compiler_add_path(RsCompiler *c, const char *path, RasidError *error) {
  struct stat status;
  bool is_file = !stat(path, &status) && S_ISREG(status.st_mode);
  return (is_file ? add_lone_file : rs_compiler_add_directory)(c, path, error);
}

/* ------------------------------------------------------------- lines */

bool rs_list_next(RsBytes *rest, char separator, RsBytes *part) {
  while (cut_next(rest, separator, part)) {
    if (part->count) return true;
  }
  return false;
}

static const char *character_fault(uint32_t point, bool is_valid) {
  if (!is_valid) return "not valid UTF-8";
  if (point == 0x0640) return "a tatweel";
  bool is_bidi = point == 0x061c || (point >= 0x200e && point <= 0x200f) ||
                 (point >= 0x202a && point <= 0x202e) ||
                 (point >= 0x2066 && point <= 0x2069);
  if (is_bidi) return "a bidirectional control character";
  if (point == 0xfeff) return "a byte order mark";
  if (point < 0x20 && point != '\t') return "a control character";
  return NULL;
}

const char *rs_characters_fault(RsBytes text, size_t *at) {
  const unsigned char *bytes = (const unsigned char *)text.data;
  const char *fault = NULL;
  unsigned used;
  for (*at = 0; *at < text.count; *at += used) {
    uint32_t point;
    used = rs_utf8_decode(bytes + *at, text.count - *at, &point);
    fault = character_fault(point, point != 0xfffd);
    if (fault) break;
  }
  return fault;
}

static void check_characters(RsCompiler *c, const RsLine *line, RsBytes text) {
  size_t at;
  const char *fault = rs_characters_fault(text, &at);
  if (fault) rs_fault(c, line, "byte %zu: %s", at + 1, fault);
}

static bool is_id(RsBytes id) {
  for (size_t i = 0; i < id.count; i++) {
    char at = id.data[i];
    bool is_letter = (at >= 'a' && at <= 'z') || (at >= '0' && at <= '9');
    if (!is_letter && at != '.' && at != '_' && at != '-') return false;
  }
  return id.count > 0;
}

static bool check_id(RsCompiler *c, const RsLine *line, const RsFileKind *kind) {
  RsBytes id = line->column[0];
  if (!kind->prefix) return true;
  if (!is_id(id)) {
    rs_fault(c, line, "the id may hold a-z 0-9 . _ - only");
    return false;
  }
  size_t n = strlen(kind->prefix);
  if (id.count <= n + 1 || memcmp(id.data, kind->prefix, n) || id.data[n] != '.') {
    rs_fault(c, line, "the id must begin with %s.", kind->prefix);
    return false;
  }
  return true;
}

static void add_line(RsCompiler *c, RsLine *line, RsBytes text) {
  const RsSourceFile *file =
    (const RsSourceFile *)(const void *)c->files.data + line->source;
  check_characters(c, line, text);
  RsBytes part;
  unsigned count = 0;
  for (RsBytes rest = text; cut_next(&rest, '\t', &part); count++) {
    if (count < RS_COLUMNS_MAX) line->column[count] = part;
  }
  line->column_count = count < RS_COLUMNS_MAX ? count : RS_COLUMNS_MAX;
  unsigned least = file->kind->columns_min, most = file->kind->columns_max;
  if (count < least || count > most) {
    if (least == most)
      rs_fault(c, line, "%u column%s, not %u", count, count == 1 ? "" : "s", most);
    else
      rs_fault(
        c, line, "%u column%s, not %u to %u", count, count == 1 ? "" : "s", least, most
      );
  } else if (check_id(c, line, file->kind)) {
    rs_buffer_add(&c->lines, line, sizeof *line);
  }
}

static void split_file(RsCompiler *c, uint32_t source) {
  const RsSourceFile *file = (const RsSourceFile *)(const void *)c->files.data + source;
  if (memchr(file->text, 0, file->count)) {
    rs_fault_at(c, source, 0, false, "the file holds a NUL");
    return;
  }
  RsBytes rest = {file->text, file->count}, text;
  uint32_t number = 0;
  while (cut_next(&rest, '\n', &text)) {
    RsLine line = {.source = source, .number = ++number};
    if (text.count && text.data[text.count - 1] == '\r') text.count--;
    if (!text.count || text.data[0] == '#') continue;
    line.offset = (uint32_t)(text.data - file->text);
    add_line(c, &line, text);
  }
}

/* ------------------------------------------------------------- entries */

static int compare_ids(const void *a, const void *b) {
  const RsLine *x = *(const RsLine *const *)a, *y = *(const RsLine *const *)b;
  size_t n = x->column[0].count, m = y->column[0].count;
  int order = memcmp(x->column[0].data, y->column[0].data, n < m ? n : m);
  if (order) return order;
  if (n != m) return n < m ? -1 : 1;
  return x < y ? -1 : 1;
}

static void add_entries(RsCompiler *c, RsLine **sorted, size_t count) {
  for (size_t i = 0; i < count; i++) {
    RsLine *line = sorted[i];
    const RsLine *before = i ? sorted[i - 1] : NULL;
    bool is_same =
      before && before->column[0].count == line->column[0].count &&
      !memcmp(before->column[0].data, line->column[0].data, line->column[0].count);
    if (is_same) {
      const RsSourceFile *files = (const void *)c->files.data;
      rs_fault(
        c,
        line,
        "the id %.*s stands already in %s:%u",
        (int)line->column[0].count,
        line->column[0].data,
        files[before->source].path,
        before->number
      );
    }
    RsEntry entry = {
      .id = rs_text_intern(c, line->column[0]),
      .source = line->source,
      .line = line->number,
      .offset = line->offset,
    };
    line->entry = rs_table_add(c, RS_SECTION_ENTRY, &entry);
  }
}

static void add_source_records(RsCompiler *c) {
  size_t count = c->files.count / sizeof(RsSourceFile);
  RsBuffer *texts = &c->sections[RS_SECTION_TEXT];
  for (size_t i = 0; i < count; i++) {
    const RsSourceFile *file = (const RsSourceFile *)(const void *)c->files.data + i;
    RsSource source = {.text_bytes = (uint32_t)file->count};
    source.name = rs_text_intern(c, (RsBytes) {file->name, strlen(file->name)});
    source.text = (uint32_t)texts->count;
    rs_buffer_add(texts, file->text, file->count);
    rs_buffer_add(texts, "", 1);
    for (size_t k = source.text; k < texts->count; k++) {
      if (texts->data[k] == '\n') texts->data[k] = '\0';
    }
    rs_table_add(c, RS_SECTION_SOURCE, &source);
  }
}

void rs_lines_split(RsCompiler *c) {
  size_t files = c->files.count / sizeof(RsSourceFile);
  for (size_t i = 0; i < files; i++)
    split_file(c, (uint32_t)i);
  add_source_records(c);
  size_t count = c->lines.count / sizeof(RsLine);
  RsLine **sorted = rs_arena_array(&c->arena, count + 1, sizeof *sorted);
  if (!sorted) {
    c->failed = true;
    return;
  }
  const RsSourceFile *sources = (const void *)c->files.data;
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    RsLine *line = (RsLine *)(void *)c->lines.data + i;
    if (sources[line->source].kind->prefix) sorted[used++] = line;
  }
  qsort(sorted, used, sizeof *sorted, compare_ids);
  add_entries(c, sorted, used);
}
