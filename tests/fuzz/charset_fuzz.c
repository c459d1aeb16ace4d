/* Any bytes in any encoding, with or without a label: what comes out is UTF-8 without NULs, and
 * decoding it once more changes nothing. The label stands before the first newline. */
#include "read/encoding.h"
#include "read/mojibake.h"
#include "read/page.h"

#include "text/letters.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_utf8(RsBytes text) {
  for (size_t i = 0; i < text.count;) {
    uint32_t point;
    unsigned used =
      rs_utf8_decode((const unsigned char *)text.data + i, text.count - i, &point);
    if (!point || (point == 0xfffd && used != 3)) abort();
    if (point == 0xfffd && memcmp(text.data + i, "\xef\xbf\xbd", 3) != 0) abort();
    i += used;
  }
}

static void check_clean(RsBytes text) {
  RsBuffer out = {0};
  RsBytes again;
  check_utf8(text);
  if (!rs_utf8_clean(&out, text, &again, NULL)) abort();
  if (again.count != text.count || (text.count && memcmp(again.data, text.data, text.count)))
    abort();
  rs_buffer_clear(&out);
  if (rs_mojibake_repair(&out, text, &again)) check_utf8(again);
  rs_buffer_release(&out);
}

typedef bool Decoding(
  RsBuffer *out, RsBytes bytes, RsBytes label, RsBytes *text, RasidError *error
);

static void decode(Decoding *decoding, RsBytes bytes, RsBytes label) {
  RsBuffer out = {0};
  RsBytes text;
  RasidError error = {0};
  if (decoding(&out, bytes, label, &text, &error))
    check_clean(text);
  else if (error.code != RASID_ERROR_ENCODING && error.code != RASID_ERROR_MEMORY)
    abort();
  rs_buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  RsBytes bytes = {(const char *)data, size}, none = {"", 0};
  const char *newline = size ? memchr(data, '\n', size) : NULL;
  decode(rs_text_decode_as, bytes, none);
  if (!newline) return 0;
  RsBytes label = {bytes.data, (size_t)(newline - bytes.data)};
  RsBytes rest = {newline + 1, size - label.count - 1};
  decode(rs_text_decode_as, rest, label);
  decode(rs_page_decode, rest, label);
  return 0;
}
