/* Spellings that folding cannot reach, because they change the number of letters or exchange
 * ones that are otherwise different.
 *
 * The folded view of letters.h already takes أ for ا, ه for ة, ى for ي, so that `القاهره` is
 * found at once. What is left is tried only when a word is not known as it stands: letters
 * held for emphasis (`مبرووووك`; three or more, since two may be right: `الله`), the hamza
 * after its seat (`الطوارىء`), the Egyptian seat (`مسئول`), a final hamza left out (`الوزرا`)
 * and a final ا for ى. A map leads every letter back to where it was written.
 */
#include "morph/respell.h"

static void put(RsRespelt *out, uint8_t letter, size_t from) {
  out->letters[out->count] = letter;
  out->at[out->count++] = (uint8_t)from;
}

static void copy(RsRespelt *out, const uint8_t *letters, size_t count) {
  for (size_t i = 0; i < count; i++)
    put(out, letters[i], i);
}

static bool drop_emphasis(RsRespelt *out, const uint8_t *letters, size_t count) {
  for (size_t i = 0; i < count;) {
    size_t run = 1;
    while (i + run < count && letters[i + run] == letters[i])
      run++;
    size_t kept = run > 2 ? 1 : run;
    for (size_t k = 0; k < kept; k++)
      put(out, letters[i], i + k);
    i += run;
  }
  return out->count < count;
}

static bool join_hamza(RsRespelt *out, const uint8_t *letters, size_t count) {
  if (count < 3 || letters[count - 1] != RS_LETTER_HAMZA) return false;
  uint8_t seat = letters[count - 2];
  if (seat == RS_LETTER_ALEF_MAKSURA) {
    copy(out, letters, count - 2);
    put(out, count == 3 ? RS_LETTER_YEH : RS_LETTER_YEH_HAMZA, count - 2);
    if (count == 3) put(out, RS_LETTER_HAMZA, count - 1);
    return true;
  }
  return false;
}

static bool change_seat(RsRespelt *out, const uint8_t *letters, size_t count) {
  copy(out, letters, count);
  bool changed = false;
  for (size_t i = 1; i + 1 < count; i++) {
    if (letters[i] != RS_LETTER_YEH_HAMZA) continue;
    out->letters[i] = RS_LETTER_WAW_HAMZA;
    changed = true;
  }
  return changed;
}

static bool add_hamza(RsRespelt *out, const uint8_t *letters, size_t count) {
  if (count < 4 || letters[count - 1] != RS_LETTER_ALEF) return false;
  copy(out, letters, count);
  put(out, RS_LETTER_HAMZA, count);
  return true;
}

static bool change_alef(RsRespelt *out, const uint8_t *letters, size_t count) {
  if (count < 4 || letters[count - 1] != RS_LETTER_ALEF) return false;
  copy(out, letters, count);
  out->letters[count - 1] = RS_LETTER_ALEF_MAKSURA;
  return true;
}

bool rs_respell(
  RsRespelling rule, const uint8_t *letters, size_t count, RsRespelt *respelt
) {
  respelt->count = 0;
  bool changed = false;
  switch (rule) {
    case RS_RESPELL_EMPHASIS: changed = drop_emphasis(respelt, letters, count); break;
    case RS_RESPELL_LONE_HAMZA: changed = join_hamza(respelt, letters, count); break;
    case RS_RESPELL_SEAT: changed = change_seat(respelt, letters, count); break;
    case RS_RESPELL_LAST_HAMZA: changed = add_hamza(respelt, letters, count); break;
    case RS_RESPELL_LAST_ALEF: changed = change_alef(respelt, letters, count); break;
    default: break;
  }
  respelt->at[respelt->count] = (uint8_t)count;
  return changed;
}
