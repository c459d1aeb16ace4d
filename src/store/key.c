/* By what a document is known again.
 *
 * Three things name it: its id; its address, for an article is crawled twice under two ids; and
 * its content, for a folder that was moved gives its files other ids. Content is text, day and
 * outlet together: two papers that print one agency's text are two documents, since how many
 * report a deed is worth knowing.
 *
 * Addresses are compared without what changes nothing: `http://www.example.org/a/` and
 * `https://example.org/a#top` are one. A bare host names no article: some collections write it
 * into every document. Queries (`?id=7`) belong to the address.
 *
 * Keys are 64 bits. Two texts out of ten million share one by chance with a probability of
 * three in a million. */
#include "store/write.h"

#include <strings.h>

int64_t rs_content_key(const RasidInput *input) {
  RsBytes text = {input->text, input->text_bytes};
  RsBuffer joined = {0};
  if (input->title) {
    rs_buffer_add_text(&joined, input->title);
    rs_buffer_add_char(&joined, '\n');
    rs_buffer_add(&joined, input->text, input->text_bytes);
    text = (RsBytes) {joined.data, joined.count};
  }
  uint64_t key = joined.failed ? 0 : rs_hash_bytes(text.data, text.count);
  const char *const told[] = {input->date, input->outlet};
  for (size_t i = 0; i < RS_COUNT_OF(told); i++)
    key = rs_hash_mix(key, told[i] ? rs_hash_bytes(told[i], strlen(told[i])) : i);
  rs_buffer_release(&joined);
  return (int64_t)key;
}

static const char *behind(const char *text, const char *prefix) {
  size_t length = strlen(prefix);
  return strncasecmp(text, prefix, length) ? text : text + length;
}

int64_t rs_address_key(const char *url, bool *names_article) {
  *names_article = false;
  if (!url) return 0;
  url = behind(behind(behind(url, "http://"), "https://"), "www.");
  size_t host = strcspn(url, "/?#"), length = strcspn(url, "#");
  while (length > host && url[length - 1] == '/')
    length--;
  if (!length) return 0;
  *names_article = length > host;
  char small[256];
  size_t kept = host < sizeof small ? host : sizeof small;
  for (size_t i = 0; i < kept; i++)
    small[i] = (char)(url[i] >= 'A' && url[i] <= 'Z' ? url[i] + 32 : url[i]);
  uint64_t key = rs_hash_bytes(small, kept);
  key = rs_hash_mix(key, rs_hash_bytes(url + kept, length - kept));
  return key ? (int64_t)key : 1;
}
