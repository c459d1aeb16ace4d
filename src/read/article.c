/* The fields of a document that is put together from parts.
 *
 * What pages say of themselves is laid out for browsers: a headline may stand on three lines
 * with an indent, `&nbsp;` is glued around a name, an address may be `javascript:`. A field is
 * one line of text, an address is one that a reader of the records can follow safely: http or
 * https, no blanks, no control characters. A field is a string only when it is asked for: its
 * NUL stands behind `count` and goes when the field grows. */
#include "read/article.h"

#include "text/letters.h"

static RsBuffer *field_at(RsArticle *article, unsigned index) {
  RsBuffer *const fields[] = {
    &article->id,
    &article->title,
    &article->text,
    &article->date,
    &article->outlet,
    &article->url,
  };
  return index < RS_COUNT_OF(fields) ? fields[index] : NULL;
}

void rs_article_clear(RsArticle *article) {
  for (unsigned i = 0; field_at(article, i); i++)
    rs_buffer_clear(field_at(article, i));
}

void rs_article_release(RsArticle *article) {
  for (unsigned i = 0; field_at(article, i); i++)
    rs_buffer_release(field_at(article, i));
}

bool rs_article_has_failed(const RsArticle *article) {
  return article->id.failed || article->title.failed || article->text.failed ||
         article->date.failed || article->outlet.failed || article->url.failed;
}

static bool is_blank_point(uint32_t point) {
  return point <= ' ' || point == 0x7f || point == 0xa0 || point == 0xfeff ||
         point == 0x2028 || point == 0x2029;
}

void rs_field_set(RsBuffer *field, RsBytes text) {
  const unsigned char *at = (const unsigned char *)text.data;
  field->count = 0; /* and what has failed once stays told */
  bool is_behind_blank = false;
  for (size_t i = 0; i < text.count;) {
    uint32_t point;
    unsigned used = rs_utf8_decode(at + i, text.count - i, &point);
    if (!is_blank_point(point)) {
      if (is_behind_blank && field->count) rs_buffer_add_char(field, ' ');
      if (point == 0xfffd)
        rs_buffer_add_text(field, "\xef\xbf\xbd");
      else
        rs_buffer_add(field, at + i, used);
    }
    is_behind_blank = is_blank_point(point);
    i += used;
  }
}

static bool begins(RsBytes text, const char *with) {
  size_t count = strlen(with);
  if (text.count < count) return false;
  for (size_t i = 0; i < count; i++) {
    if ((text.data[i] | 0x20) != (with[i] | 0x20)) return false;
  }
  return true;
}

void rs_field_set_url(RsBuffer *field, RsBytes url) {
  rs_field_set(field, url);
  RsBytes set = {field->data, field->count};
  bool is_web = begins(set, "http://") || begins(set, "https://");
  for (size_t i = 0; is_web && i < set.count; i++) {
    unsigned char c = (unsigned char)set.data[i];
    is_web = c > ' ' && c != '"' && c != '<' && c != '>' && c != 0x7f;
  }
  if (!is_web) field->count = 0;
}

const char *rs_field_string(RsBuffer *field) {
  if (!field->count || !rs_buffer_reserve(field, 1)) return NULL;
  field->data[field->count] = '\0';
  return field->data;
}
