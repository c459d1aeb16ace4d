/* What a decision changes in a record.
 *
 * The fields come from a page that somebody may have written himself: every one is looked at.
 * A span must lie in the text, and its words are taken from there, never from the request: who
 * marks قصف is told by `start` and `end` alone. A type and its mode must be a pair that
 * codes/events.tsv has; CAMEO code, quad class and values follow from it. Codes of a party are
 * composed anew of country and sector.
 *
 * Null empties a field, what is left out stays. */
#include "review/review.h"

#include "entity/entity.h"
#include "knowledge/knowledge.h"
#include "text/letters.h"

#include <math.h>

enum {
  MOST_PARTIES = 20,
  MOST_MENTIONS = 20,
  MOST_NAME = 400,
  MOST_PEOPLE = 1000000000
};

typedef struct {
  RsRevision *revision;
  const char *parameter;
  RasidError *error;
} Reading;

static bool wrong(Reading *reading, const char *parameter, const char *what) {
  reading->parameter = parameter;
  return rs_error_set(
    reading->error, RASID_ERROR_ARGUMENT, 0, "fields.%s: %s", parameter, what
  );
}

/* -------------------------------------------------------------------- codes */

static const RsEventCode *find_code(
  const RasidKnowledge *knowledge, const char *event, const char *mode
) {
  for (uint32_t i = 0; i < knowledge->events_count; i++) {
    const RsEventCode *row = &knowledge->events[i];
    const char *own = rs_text_at(knowledge, row->mode);
    bool is_mode = mode ? !strcmp(own, mode) : !*own;
    if (is_mode && !strcmp(rs_text_at(knowledge, row->event), event)) return row;
  }
  return NULL;
}

bool rs_codes_known(const RasidKnowledge *knowledge, const char *event, const char *mode) {
  return find_code(knowledge, event, mode) != NULL;
}

static const RsCameo *cameo_of(const RasidKnowledge *knowledge, const RsEventCode *code) {
  for (uint32_t i = 0; code && i < knowledge->cameos_count; i++) {
    if (knowledge->cameos[i].event == (uint32_t)(code - knowledge->events))
      return &knowledge->cameos[i];
  }
  return NULL;
}

/* That of the type alone where the mode has none of its own, else the first of the type. */
static const RsCameo *find_cameo(const RasidKnowledge *knowledge, const RsEventCode *code) {
  const char *event = rs_text_at(knowledge, code->event);
  const RsCameo *cameo = cameo_of(knowledge, code);
  if (!cameo) cameo = cameo_of(knowledge, find_code(knowledge, event, NULL));
  for (uint32_t i = 0; !cameo && i < knowledge->events_count; i++) {
    const RsEventCode *other = &knowledge->events[i];
    if (!strcmp(rs_text_at(knowledge, other->event), event))
      cameo = cameo_of(knowledge, other);
  }
  return cameo;
}

static void set(json_object *object, const char *key, json_object *value) {
  json_object_object_add(object, key, value);
}

static json_object *text_or_null(const char *text) {
  return text && *text ? json_object_new_string(text) : NULL;
}

static json_object *contexts_of(const char *list) {
  json_object *contexts = json_object_new_array();
  while (*list) {
    size_t length = strcspn(list, "|");
    json_object_array_add(contexts, json_object_new_string_len(list, (int)length));
    list += length + (list[length] == '|');
  }
  return contexts;
}

/* What follows from a type and its mode. */
static void set_codes(
  json_object *record, const RasidKnowledge *knowledge, const RsEventCode *code
) {
  const RsCameo *cameo = find_cameo(knowledge, code);
  set(record, "cameo", text_or_null(cameo ? cameo->code : NULL));
  set(record, "quad", json_object_new_int((int)code->quad));
  set(record, "goldstein", cameo ? json_object_new_double((double)cameo->goldstein) : NULL);
  set(record, "plover_score", json_object_new_double((double)code->score));
  set(record, "contexts", contexts_of(rs_text_at(knowledge, code->contexts)));
}

static const char *text_of(json_object *object, const char *key) {
  json_object *value = NULL;
  if (!json_object_object_get_ex(object, key, &value)) return NULL;
  return json_object_is_type(value, json_type_string) ? json_object_get_string(value)
                                                      : NULL;
}

static bool read_type(Reading *reading, json_object *fields, json_object *changed) {
  RsRevision *revision = reading->revision;
  json_object *given = NULL;
  bool has_event = json_object_object_get_ex(fields, "event", NULL);
  bool has_mode = json_object_object_get_ex(fields, "mode", &given);
  if (!has_event && !has_mode) return true;
  const char *event = text_of(has_event ? fields : revision->record, "event");
  const char *mode = text_of(fields, "mode");
  if (!event) return wrong(reading, "event", "a type is a text, such as ASSAULT");
  if (given && !mode) return wrong(reading, "mode", "a mode is a text or null");
  const RsEventCode *code = find_code(revision->knowledge, event, mode);
  if (!code)
    return wrong(
      reading,
      has_event && !mode ? "event" : "mode",
      "there is no such type with such a mode"
    );
  set(changed, "event", json_object_new_string(event));
  set(changed, "mode", text_or_null(mode));
  set_codes(revision->record, revision->knowledge, code);
  return true;
}

static bool is_one_of(const char *text, const char *const *names, size_t count) {
  for (size_t i = 0; text && i < count; i++) {
    if (!strcmp(text, names[i])) return true;
  }
  return false;
}

static bool read_status(Reading *reading, json_object *value, json_object *changed) {
  static const char *const names[] = {
    "occurred", "ongoing", "planned", "possible", "attempted", "denied"};
  const char *text =
    json_object_is_type(value, json_type_string) ? json_object_get_string(value) : NULL;
  if (!is_one_of(text, names, RS_COUNT_OF(names)))
    return wrong(
      reading, "status", "one of occurred, ongoing, planned, possible, attempted, denied"
    );
  set(changed, "status", json_object_new_string(text));
  return true;
}

/* -------------------------------------------------------------------- spans */

/* The bytes of code points [start, end); false when they are not all there. */
static bool cut(const RsRevision *revision, int64_t start, int64_t end, RsBytes *words) {
  const char *text = revision->text;
  int64_t point = 0;
  size_t from = 0, to = 0;
  if (start < 0 || end <= start) return false;
  for (size_t at = 0; at <= revision->text_bytes; at++) {
    bool is_edge = at == revision->text_bytes || ((unsigned char)text[at] & 0xc0) != 0x80;
    if (!is_edge) continue;
    if (point == start) from = at;
    if (point == end) {
      to = at;
      break;
    }
    point++;
  }
  *words = (RsBytes) {text + from, to - from};
  return to > from;
}

static bool has_span(json_object *object) {
  json_object *start = NULL, *end = NULL;
  json_object_object_get_ex(object, "start", &start);
  json_object_object_get_ex(object, "end", &end);
  return start && end;
}

/* `start`, `end` and `text` of `object` into `out`; null where a span may be missing and is. */
static bool read_span(
  Reading *reading, const char *field, json_object *object, bool is_needed, json_object *out
) {
  json_object *start = NULL, *end = NULL;
  RsBytes words;
  if (!has_span(object) && !is_needed) {
    set(out, "start", NULL), set(out, "end", NULL), set(out, "text", NULL);
    return true;
  }
  json_object_object_get_ex(object, "start", &start);
  json_object_object_get_ex(object, "end", &end);
  bool is_span =
    json_object_is_type(start, json_type_int) && json_object_is_type(end, json_type_int) &&
    cut(
      reading->revision, json_object_get_int64(start), json_object_get_int64(end), &words
    );
  if (!is_span) return wrong(reading, field, "start and end must mark words of the text");
  set(out, "start", json_object_new_int64(json_object_get_int64(start)));
  set(out, "end", json_object_new_int64(json_object_get_int64(end)));
  set(out, "text", json_object_new_string_len(words.data, (int)words.count));
  return true;
}

static bool is_upper(const char *text, size_t count) {
  return strlen(text) == count && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == count;
}

/* A text of `object` or null; false when it is neither or too long. */
static bool read_text(json_object *object, const char *key, const char **text) {
  json_object *value = NULL;
  *text = NULL;
  json_object_object_get_ex(object, key, &value);
  if (!value) return true;
  if (!json_object_is_type(value, json_type_string)) return false;
  *text = json_object_get_string(value);
  size_t bytes = (size_t)json_object_get_string_len(value);
  if (!bytes) *text = NULL;
  return bytes <= MOST_NAME && strlen(json_object_get_string(value)) == bytes;
}

static bool read_country(
  Reading *reading, const char *field, json_object *object, json_object *out
) {
  const char *country;
  if (!read_text(object, "country", &country) || (country && !is_upper(country, 3)))
    return wrong(reading, field, "a country has three letters, such as SYR, or is null");
  set(out, "country", text_or_null(country));
  return true;
}

/* ------------------------------------------------------------------- parties */

static bool read_party(
  Reading *reading, const char *field, json_object *object, json_object *out
) {
  const char *name, *sector;
  if (!json_object_is_type(object, json_type_object))
    return wrong(reading, field, "a list of parties, each an object");
  if (!read_span(reading, field, object, true, out)) return false;
  if (!read_text(object, "name", &name))
    return wrong(reading, field, "a name is a text or null");
  set(
    out,
    "name",
    name ? json_object_new_string(name)
         : json_object_get(json_object_object_get(out, "text"))
  );
  if (!read_country(reading, field, object, out)) return false;
  if (!read_text(object, "sector", &sector) || (sector && !is_upper(sector, 3)))
    return wrong(reading, field, "a sector has three letters, such as MIL, or is null");
  set(out, "sector", text_or_null(sector));
  const char *country = text_of(out, "country");
  char code[8] = "";
  if (country) strncat(code, country, 3);
  if (sector) strncat(code, sector, 3);
  set(out, "code", text_or_null(code));
  return true;
}

typedef bool (*ItemReader
)(Reading *reading, const char *field, json_object *object, json_object *out);

static bool read_list(
  Reading *reading,
  const char *field,
  json_object *list,
  size_t most,
  ItemReader read,
  json_object *changed
) {
  json_object *out = json_object_new_array();
  set(changed, field, out);
  if (!list) return true;
  if (!json_object_is_type(list, json_type_array) || json_object_array_length(list) > most)
    return wrong(reading, field, "a list, and not a long one");
  for (size_t i = 0; i < json_object_array_length(list); i++) {
    json_object *item = json_object_new_object();
    json_object_array_add(out, item);
    if (!read(reading, field, json_object_array_get_idx(list, i), item)) return false;
  }
  return true;
}

static bool read_mention(
  Reading *reading, const char *field, json_object *object, json_object *out
) {
  return read_span(reading, field, object, true, out);
}

static bool read_mentions(Reading *reading, json_object *list, json_object *changed) {
  if (!json_object_is_type(list, json_type_array) || !json_object_array_length(list))
    return wrong(reading, "mentions", "a record has one mention at least");
  return read_list(reading, "mentions", list, MOST_MENTIONS, read_mention, changed);
}

/* ------------------------------------------------------------ place, date, count */

static bool read_degrees(
  json_object *object, const char *key, double most, json_object *out
) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  bool is_number = json_object_is_type(value, json_type_double) ||
                   json_object_is_type(value, json_type_int);
  if (value && (!is_number || !(fabs(json_object_get_double(value)) <= most))) return false;
  set(out, key, value ? json_object_new_double(json_object_get_double(value)) : NULL);
  return true;
}

static bool read_place(Reading *reading, json_object *object, json_object *changed) {
  static const char *const names[] = {"point", "town", "district", "region", "country"};
  const char *name, *admin1, *precision;
  json_object *out = object ? json_object_new_object() : NULL;
  set(changed, "place", out);
  if (!object) return true;
  if (!json_object_is_type(object, json_type_object))
    return wrong(reading, "place", "an object or null");
  if (!read_span(reading, "place", object, false, out)) return false;
  if (!read_text(object, "name", &name) || !name)
    return wrong(reading, "place", "a place has a name");
  set(out, "name", json_object_new_string(name));
  if (!read_country(reading, "place", object, out)) return false;
  if (!read_text(object, "admin1", &admin1))
    return wrong(reading, "place", "admin1 is a text or null");
  set(out, "admin1", text_or_null(admin1));
  if (!read_degrees(object, "lat", 90, out) || !read_degrees(object, "lon", 180, out))
    return wrong(reading, "place", "lat and lon are degrees or null");
  if (!read_text(object, "precision", &precision) || (precision && !is_one_of(precision, names, RS_COUNT_OF(names))))
    return wrong(reading, "place", "precision is point, town, district, region or country");
  set(out, "precision", text_or_null(precision));
  set(out, "reason", json_object_new_string("review"));
  return true;
}

static bool read_day(json_object *object, const char *key, const char **text) {
  int32_t day;
  return read_text(object, key, text) && (!*text || rs_day_parse(*text, &day));
}

static bool read_date(Reading *reading, json_object *object, json_object *changed) {
  static const char *const names[] = {"day", "week", "month", "year", "range", "vague"};
  const char *from, *to, *precision;
  json_object *out = object ? json_object_new_object() : NULL;
  set(changed, "date", out);
  if (!object) return true;
  if (!json_object_is_type(object, json_type_object))
    return wrong(reading, "date", "an object or null");
  if (!read_span(reading, "date", object, false, out)) return false;
  if (!read_day(object, "from", &from) || !read_day(object, "to", &to))
    return wrong(reading, "date", "from and to are days, YYYY-MM-DD, or null");
  if (from && to && strcmp(from, to) > 0)
    return wrong(reading, "date", "from is not behind to");
  if (!read_text(object, "precision", &precision) || (precision && !is_one_of(precision, names, RS_COUNT_OF(names))))
    return wrong(reading, "date", "precision is day, week, month, year, range or vague");
  bool is_day = from && to && !strcmp(from, to);
  set(out, "from", text_or_null(from));
  set(out, "to", text_or_null(to));
  set(
    out,
    "precision",
    json_object_new_string(
      precision ? precision
      : is_day  ? "day"
                : "range"
    )
  );
  return true;
}

static bool read_bound(json_object *object, const char *key, int64_t *bound) {
  json_object *value = NULL;
  *bound = -1;
  json_object_object_get_ex(object, key, &value);
  if (!value) return true;
  if (!json_object_is_type(value, json_type_int)) return false;
  *bound = json_object_get_int64(value);
  return *bound >= 0 && *bound <= MOST_PEOPLE;
}

static bool read_count(
  Reading *reading, const char *field, json_object *object, json_object *changed
) {
  int64_t min, max;
  json_object *out = object ? json_object_new_object() : NULL;
  set(changed, field, out);
  if (!object) return true;
  bool is_count = json_object_is_type(object, json_type_object) &&
                  read_bound(object, "min", &min) && read_bound(object, "max", &max);
  if (!is_count || (min < 0 && max < 0) || (max >= 0 && min > max))
    return wrong(reading, field, "min and max are numbers of people, min not above max");
  set(out, "min", min < 0 ? NULL : json_object_new_int64(min));
  set(out, "max", max < 0 ? NULL : json_object_new_int64(max));
  return true;
}

static bool read_source(Reading *reading, json_object *object, json_object *changed) {
  static const char *const names[] = {"reports", "claims", "accuses", "denies", "rumour"};
  const char *stance;
  json_object *out = object ? json_object_new_object() : NULL;
  set(changed, "source", out);
  if (!object) return true;
  if (!json_object_is_type(object, json_type_object))
    return wrong(reading, "source", "an object or null");
  if (!read_span(reading, "source", object, true, out)) return false;
  if (!read_text(object, "stance", &stance) || !is_one_of(stance, names, RS_COUNT_OF(names)))
    return wrong(reading, "source", "stance is reports, claims, accuses, denies or rumour");
  set(out, "stance", json_object_new_string(stance));
  return true;
}

/* ------------------------------------------------------------------- the whole */

static bool read_field(
  Reading *reading, const char *key, json_object *value, json_object *changed
) {
  static const char *const counts[] = {"deaths", "injured", "detained", "crowd"};
  if (!strcmp(key, "event") || !strcmp(key, "mode")) return true; /* read together */
  if (!strcmp(key, "status")) return read_status(reading, value, changed);
  if (!strcmp(key, "place")) return read_place(reading, value, changed);
  if (!strcmp(key, "date")) return read_date(reading, value, changed);
  if (!strcmp(key, "source")) return read_source(reading, value, changed);
  if (!strcmp(key, "mentions")) return read_mentions(reading, value, changed);
  if (!strcmp(key, "actor") || !strcmp(key, "recipient"))
    return read_list(reading, key, value, MOST_PARTIES, read_party, changed);
  for (size_t i = 0; i < RS_COUNT_OF(counts); i++) {
    if (!strcmp(key, counts[i])) return read_count(reading, counts[i], value, changed);
  }
  return wrong(reading, "", "there is no such field");
}

bool rs_fields_apply(
  RsRevision *revision,
  json_object *fields,
  json_object **changed,
  const char **parameter,
  RasidError *error
) {
  Reading reading = {.revision = revision, .error = error};
  *changed = json_object_new_object();
  bool is_read = *changed && json_object_is_type(fields, json_type_object);
  if (!is_read) wrong(&reading, "", "an object");
  is_read = is_read && read_type(&reading, fields, *changed);
  if (is_read) {
    json_object_object_foreach(fields, key, value) {
      is_read = is_read && read_field(&reading, key, value, *changed);
    }
  }
  if (is_read) {
    json_object_object_foreach(*changed, key, value)
      set(revision->record, key, json_object_get(value));
  }
  *parameter = reading.parameter ? reading.parameter : "fields";
  return is_read;
}
