/* SHA-1 (FIPS 180-4), and how web archives write it.
 *
 *   WARC-Payload-Digest: sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A
 *
 * Crawlers write 20 bytes in base 32 (RFC 4648), some in hexadecimal. Here a digest tells of damage,
 * of a disk or of a program that rewrote an archive, so that SHA-1's weakness against forgers
 * does not matter. Other kinds (md5, sha256) are hardly seen and are not checked. */
#include "read/digest.h"

#include <strings.h>

typedef struct {
  uint32_t h[5];
} State;

static uint32_t turn(uint32_t value, unsigned bits) {
  return value << bits | value >> (32 - bits);
}

static void expand(const unsigned char block[64], uint32_t words[80]) {
  for (unsigned i = 0; i < 16; i++) {
    const unsigned char *at = block + 4 * i;
    words[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
  }
  for (unsigned i = 16; i < 80; i++)
    words[i] = turn(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
}

static void add_block(State *state, const unsigned char block[64]) {
  uint32_t words[80], a = state->h[0], b = state->h[1], c = state->h[2], d = state->h[3],
                      e = state->h[4];
  expand(block, words);
  for (unsigned i = 0; i < 80; i++) {
    uint32_t mixed, constant;
    if (i < 20)
      mixed = (b & c) | (~b & d), constant = 0x5a827999;
    else if (i < 40)
      mixed = b ^ c ^ d, constant = 0x6ed9eba1;
    else if (i < 60)
      mixed = (b & c) | (b & d) | (c & d), constant = 0x8f1bbcdc;
    else
      mixed = b ^ c ^ d, constant = 0xca62c1d6;
    uint32_t next = turn(a, 5) + mixed + e + constant + words[i];
    e = d, d = c, c = turn(b, 30), b = a, a = next;
  }
  state->h[0] += a, state->h[1] += b, state->h[2] += c, state->h[3] += d, state->h[4] += e;
}

void rs_sha1(RsBytes bytes, unsigned char digest[RS_SHA1_BYTES]) {
  State state = {{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}};
  const unsigned char *data = (const unsigned char *)bytes.data;
  unsigned char last[128] = {0};
  size_t whole = bytes.count / 64 * 64, rest = bytes.count - whole;
  size_t end = rest < 56 ? 64 : 128;
  for (size_t at = 0; at < whole; at += 64)
    add_block(&state, data + at);
  if (rest) memcpy(last, data + whole, rest);
  last[rest] = 0x80;
  for (unsigned i = 0; i < 8; i++)
    last[end - 1 - i] = (unsigned char)((uint64_t)bytes.count * 8 >> 8 * i);
  for (size_t at = 0; at < end; at += 64)
    add_block(&state, last + at);
  for (unsigned i = 0; i < RS_SHA1_BYTES; i++)
    digest[i] = (unsigned char)(state.h[i / 4] >> (24 - 8 * (i % 4)));
}

/* ------------------------------------------------------------------ as written */

static int value_of(char c, bool is_hex) {
  if (c >= 'a' && c <= 'z') c = (char)(c - 32);
  if (is_hex && c >= '0' && c <= '9') return c - '0';
  if (is_hex) return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  if (c >= '2' && c <= '7') return c - '2' + 26;
  return c >= 'A' && c <= 'Z' ? c - 'A' : -1;
}

bool rs_digest_read(RsBytes field, unsigned char digest[RS_SHA1_BYTES]) {
  if (field.count < 5 || strncasecmp(field.data, "sha1:", 5)) return false;
  RsBytes text = {field.data + 5, field.count - 5};
  bool is_hex = text.count == 40;
  unsigned width = is_hex ? 4 : 5, held = 0, bits = 0, count = 0;
  if (!is_hex && text.count != 32) return false;
  for (size_t i = 0; i < text.count; i++) {
    int value = value_of(text.data[i], is_hex);
    if (value < 0) return false;
    held = held << width | (unsigned)value;
    bits += width;
    if (bits < 8) continue;
    bits -= 8;
    digest[count++] = (unsigned char)(held >> bits);
    held &= (1u << bits) - 1;
  }
  return true;
}
