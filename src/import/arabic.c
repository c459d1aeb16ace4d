/* Arabic names: which strings are one, and which mean something else as well.
 *
 * GeoNames holds names in all scripts and languages. Taken is what the gazetteer can match:
 * words of Arabic letters. Vowel marks and tatweel fall, a hyphen becomes a blank (`دير-الزور`),
 * and a name with digits, brackets or letters that Arabic lacks (پ چ ژ گ of Persian and Urdu)
 * is left out whole. A name of one word that the lexicon knows, with or without its article
 * (`الجديدة`, `صالح`), counts as a place only behind a cue: the caller marks it.
 * Limit: Persian names without those letters (`آباد`) pass where no language is given. */
#include "import/import.h"

enum {
  WORDS_MAX = 8,
  WORD_LETTERS_MAX = 30
};

static bool is_arabic(uint8_t letter) {
  return letter >= RS_LETTER_HAMZA && letter <= RS_LETTER_YEH;
}

/* Letters become words with one blank between them; false when one is no letter of Arabic. */
static bool tidy(RsBuffer *letters) {
  uint8_t *at = (uint8_t *)letters->data;
  size_t kept = 0, in_word = 0, words = 0;
  for (size_t i = 0; i < letters->count; i++) {
    bool is_gap = at[i] == ' ' || at[i] == '-';
    if (!is_gap && !is_arabic(at[i])) return false;
    if (is_gap && (!kept || at[kept - 1] == ' ')) continue;
    words += !is_gap && !in_word;
    in_word = is_gap ? 0 : in_word + 1;
    if (in_word > WORD_LETTERS_MAX) return false;
    at[kept++] = is_gap ? ' ' : at[i];
  }
  while (kept && at[kept - 1] == ' ')
    kept--;
  letters->count = kept;
  return kept > 1 && words <= WORDS_MAX;
}

bool rs_arabic_name(RsBuffer *out, RsBytes text) {
  RsBuffer letters = {0};
  if (text.count) rs_letters_append(&letters, text.data, text.count);
  bool is_name = letters.count && !letters.failed && tidy(&letters);
  if (is_name) rs_letters_to_utf8(out, (const uint8_t *)letters.data, letters.count);
  out->failed |= letters.failed;
  rs_buffer_release(&letters);
  return is_name;
}

/* Cuts the next part off `*rest`; false when nothing is left. */
static bool next_part(RsBytes *rest, char separator, RsBytes *part) {
  if (!rest->count) return false;
  const char *end = memchr(rest->data, separator, rest->count);
  part->data = rest->data;
  part->count = end ? (size_t)(end - rest->data) : rest->count;
  size_t used = part->count + (end != NULL);
  rest->data += used;
  rest->count -= used;
  return true;
}

/* The folded words of a name as one number. */
static uint64_t name_key(RsBytes name, bool *failed) {
  uint64_t key = 0;
  RsBuffer letters = {0};
  for (RsBytes word; next_part(&name, ' ', &word);) {
    rs_buffer_clear(&letters);
    rs_letters_append(&letters, word.data, word.count);
    *failed |= letters.failed;
    key = rs_hash_mix(key, rs_fold_hash((const uint8_t *)letters.data, letters.count));
  }
  rs_buffer_release(&letters);
  return key;
}

/* Is there a reading of the word that is no place name: a common word or a person's name? */
static bool means_more(const RasidKnowledge *k, const uint8_t *letters, size_t count) {
  const RsWord *word = rs_word_find(k, rs_fold_hash(letters, count));
  uint32_t forms = word ? word->form_count : 0;
  uint32_t first = word ? rs_clip(word->form_first, &forms, k->forms_count) : 0;
  for (uint32_t i = 0; i < forms; i++) {
    const RsLexeme *lexeme = RS_GET(k, lexemes, k->forms[first + i].lexeme);
    uint32_t person = RS_LEXEME_GIVEN_NAME | RS_LEXEME_FAMILY_NAME;
    if (lexeme->upos != RS_UPOS_PROPN || (lexeme->flags & person)) return true;
  }
  return false;
}

static bool is_common(const RasidKnowledge *k, RsBytes name, bool *failed) {
  RsBuffer letters = {0};
  rs_letters_append(&letters, name.data, name.count);
  const uint8_t *at = (const uint8_t *)letters.data;
  size_t count = letters.count;
  bool has_article = count > 4 && at[0] == RS_LETTER_ALEF && at[1] == RS_LETTER_LAM;
  bool is_common = count && (means_more(k, at, count) ||
                             (has_article && means_more(k, at + 2, count - 2)));
  *failed |= letters.failed;
  rs_buffer_release(&letters);
  return is_common;
}

bool rs_is_common_name(const RasidKnowledge *knowledge, RsBytes names, bool *failed) {
  for (RsBytes name; next_part(&names, '|', &name);) {
    bool is_one_word = !memchr(name.data, ' ', name.count);
    if (is_one_word && is_common(knowledge, name, failed)) return true;
  }
  return false;
}

/* ------------------------------------------------------------- places that are known */

enum {
  NEAR_DEGREES_TENTHS = 5
};

typedef struct {
  uint32_t next; /* another place of the name, or RS_NONE */
  float lat, lon;
} Known;

static void add_known(RsKnownPlaces *known, uint64_t key, float lat, float lon) {
  uint32_t index = (uint32_t)(known->nodes.count / sizeof(Known));
  Known node = {RS_NONE, lat, lon};
  rs_buffer_add(&known->nodes, &node, sizeof node);
  if (known->nodes.failed) return;
  Known *nodes = (Known *)(void *)known->nodes.data;
  uint32_t last = rs_map_find(&known->by_name, key);
  if (last == RS_NONE) {
    rs_map_add(&known->by_name, key, index);
  } else {
    nodes[index].next = nodes[last].next;
    nodes[last].next = index;
  }
}

bool rs_known_places_fill(RsKnownPlaces *known, const RasidKnowledge *k) {
  known->knowledge = k;
  for (uint32_t i = 0; i < k->phrases_count; i++) {
    const RsPhrase *phrase = &k->phrases[i];
    bool is_capital = phrase->kind == RS_PHRASE_CAPITAL;
    if (phrase->kind != RS_PHRASE_PLACE && !is_capital) continue;
    uint32_t count = phrase->word_count;
    uint32_t first = rs_clip(phrase->word_first, &count, k->phrase_words_count);
    uint64_t key = 0;
    for (uint32_t w = 0; w < count; w++)
      key = rs_hash_mix(key, k->phrase_words[first + w]);
    const RsCountry *country = RS_GET(k, countries, phrase->index);
    const RsPlaceRecord *place = RS_GET(k, places, phrase->index);
    add_known(
      known,
      key,
      is_capital ? country->lat : place->lat,
      is_capital ? country->lon : place->lon
    );
  }
  return !known->nodes.failed && !known->by_name.failed;
}

void rs_known_places_release(RsKnownPlaces *known) {
  rs_map_release(&known->by_name);
  rs_buffer_release(&known->nodes);
}

static bool is_near(double a, double b) {
  double tenths = (a - b) * 10;
  return tenths < NEAR_DEGREES_TENTHS && tenths > -NEAR_DEGREES_TENTHS;
}

bool rs_is_known_place(
  const RsKnownPlaces *known, RsBytes names, double lat, double lon, bool *failed
) {
  const Known *nodes = (const void *)known->nodes.data;
  for (RsBytes name; next_part(&names, '|', &name);) {
    uint32_t at = rs_map_find(&known->by_name, name_key(name, failed));
    for (; at != RS_NONE; at = nodes[at].next) {
      if (is_near(nodes[at].lat, lat) && is_near(nodes[at].lon, lon)) return true;
    }
  }
  return false;
}
