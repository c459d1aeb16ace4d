/* JSON-LD: schema.org's NewsArticle.
 *
 * Content systems write it for search engines, so it is truer than what is made for eyes:
 *
 *   {"@type": "NewsArticle", "headline": "…", "datePublished": "2024-03-05T14:20+03:00",
 *    "publisher": {"name": "…"}, "articleBody": "…"}
 *
 * The article may be the object itself, one of an array or of an `@graph`, or what another
 * object has as its `mainEntity`. The first that is called an article or a posting is taken;
 * parsing is lenient (line ends within strings are common). Strings carry character
 * references as if they were HTML; they are taken apart here.
 *
 * Limits: 32 levels; objects that are named by `@id` alone are not followed. */
#include "read/linked.h"

#include "read/day.h"

#include <errno.h>
#include <json-c/json.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>

enum {
  MOST_DEPTH = 32,
  MOST_SEARCHED = 8, /* levels down to the article */
  MOST_OBJECTS = 2000
};

static const char *text_of(json_object *value) {
  return json_object_is_type(value, json_type_string) ? json_object_get_string(value)
                                                      : NULL;
}

static json_object *member(json_object *object, const char *name) {
  json_object *found = NULL;
  if (json_object_is_type(object, json_type_object))
    json_object_object_get_ex(object, name, &found);
  return found;
}

static bool ends_with(const char *text, const char *end) {
  size_t n = strlen(text), m = strlen(end);
  return n >= m && !strcmp(text + n - m, end);
}

static bool is_article_type(json_object *type) {
  const char *name = text_of(type);
  if (name) return ends_with(name, "Article") || ends_with(name, "Posting");
  if (!json_object_is_type(type, json_type_array)) return false;
  size_t count = json_object_array_length(type);
  for (size_t i = 0; i < count && i < 8; i++) {
    const char *one = text_of(json_object_array_get_idx(type, i));
    if (one && (ends_with(one, "Article") || ends_with(one, "Posting"))) return true;
  }
  return false;
}

static json_object *find_article(json_object *value, unsigned depth, unsigned *budget) {
  if (!value || depth > MOST_SEARCHED || !*budget) return NULL;
  --*budget;
  if (json_object_is_type(value, json_type_array)) {
    size_t count = json_object_array_length(value);
    for (size_t i = 0; i < count; i++) {
      json_object *found =
        find_article(json_object_array_get_idx(value, i), depth + 1, budget);
      if (found) return found;
    }
    return NULL;
  }
  if (is_article_type(member(value, "@type"))) return value;
  json_object *found = find_article(member(value, "@graph"), depth + 1, budget);
  return found ? found : find_article(member(value, "mainEntity"), depth + 1, budget);
}

/* ------------------------------------------------------------------ strings */

static void add_point(RsBuffer *out, uint32_t point) {
  char bytes[4];
  bool is_character =
    point >= 0x20 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  if (!is_character) point = ' ';
  unsigned count = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (unsigned i = count; i-- > 1; point >>= 6)
    bytes[i] = (char)(0x80 | (point & 0x3f));
  bytes[0] = (char)(first[count] | point);
  rs_buffer_add(out, bytes, count);
}

/* The bytes of the reference at `at`, a `&`; 0 when it is none. */
static size_t read_reference(const char *at, uint32_t *point) {
  char name[16];
  size_t count = 0;
  for (at++; count < 15 && ((at[count] | 32) >= 'a' && (at[count] | 32) <= 'z'); count++)
    name[count] = at[count];
  name[count] = '\0';
  if (count && at[count] == ';') {
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    *point = entity ? entity->value : 0;
    return entity ? count + 2 : 0;
  }
  if (*at != '#') return 0;
  bool is_hexadecimal = (at[1] | 32) == 'x';
  char *end;
  unsigned long value = strtoul(at + 1 + is_hexadecimal, &end, is_hexadecimal ? 16 : 10);
  *point = value > 0x10ffff ? 0 : (uint32_t)value;
  return *end == ';' ? (size_t)(end - at) + 2 : 0;
}

static void resolve(RsBuffer *out, const char *text) {
  rs_buffer_clear(out);
  while (*text) {
    uint32_t point;
    size_t plain = strcspn(text, "&");
    rs_buffer_add(out, text, plain);
    text += plain;
    size_t used = *text ? read_reference(text, &point) : 0;
    if (used)
      add_point(out, point);
    else if (*text)
      rs_buffer_add_char(out, '&'), used = 1;
    text += used;
  }
}

static void set(RsBuffer *field, json_object *value) {
  RsBuffer plain = {0};
  const char *text = text_of(value);
  if (text) resolve(&plain, text);
  if (plain.count) rs_field_set(field, (RsBytes) {plain.data, plain.count});
  field->failed |= plain.failed;
  rs_buffer_release(&plain);
}

/* The name of a publisher, who may be a list or a mere string. */
static json_object *name_of(json_object *value) {
  if (json_object_is_type(value, json_type_array))
    value = json_object_array_length(value) ? json_object_array_get_idx(value, 0) : NULL;
  json_object *name = member(value, "name");
  return name ? name : value;
}

static void read_article(RsArticle *article, json_object *object, const RsWords *words) {
  static const char *const dates[] = {"datePublished", "dateCreated", "uploadDate"};
  json_object *headline = member(object, "headline");
  set(&article->title, headline ? headline : member(object, "name"));
  set(&article->outlet, name_of(member(object, "publisher")));
  for (size_t i = 0; i < RS_COUNT_OF(dates) && !article->date.count; i++) {
    const char *date = text_of(member(object, dates[i]));
    if (date) rs_day_find((RsBytes) {date, strlen(date)}, words, &article->date);
  }
  json_object *page = member(object, "mainEntityOfPage");
  json_object *address = member(page, "@id");
  const char *url = text_of(address ? address : page);
  if (!url) url = text_of(member(object, "url"));
  if (url) rs_field_set_url(&article->url, (RsBytes) {url, strlen(url)});
  const char *text = text_of(member(object, "articleBody"));
  if (text) rs_buffer_add_text(&article->text, text);
}

void rs_linked_read(RsArticle *article, RsBytes scripts, const RsWords *words) {
  json_tokener *tokener = json_tokener_new_ex(MOST_DEPTH);
  unsigned budget = MOST_OBJECTS;
  bool is_found = false;
  for (size_t at = 0; tokener && at < scripts.count && !is_found;) {
    size_t count = strlen(scripts.data + at);
    json_tokener_reset(tokener);
    errno = 0;
    json_object *root = count < INT32_MAX
                          ? json_tokener_parse_ex(tokener, scripts.data + at, (int)count)
                          : NULL;
    if (!root && errno == ENOMEM) article->text.failed = true;
    json_object *object = find_article(root, 0, &budget);
    is_found = object != NULL;
    if (object) read_article(article, object, words);
    json_object_put(root);
    at += count + 1;
  }
  if (tokener)
    json_tokener_free(tokener);
  else
    article->text.failed = true;
}
