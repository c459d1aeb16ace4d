/* Opening a knowledge file.
 *
 * The file is mapped and used as it lies; nothing is built from it, so that a thousand short
 * runs cost a thousand page-ins and no more. What is looked at is the header and the section
 * table: every section must lie inside the file, be aligned and hold records of the size that
 * this program knows. Content is not read: an index that points nowhere is caught when it is
 * followed (RS_GET, rs_clip, rs_text_at), and `rasid_knowledge_check` reads everything.
 *
 * Words are found in an open-addressing table: the fold hash of قصف gives a slot, from which
 * the search goes on slot by slot until the hash is met or an empty slot. */
#include "knowledge/knowledge.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(sizeof(RsFileHeader) == 32 && sizeof(RsFileSection) == 24, "file layout");

uint32_t rs_section_record_bytes(RsSectionId section) {
  static const uint32_t bytes[RS_SECTION_COUNT] = {
    [RS_SECTION_TEXT] = 1,
    [RS_SECTION_LETTERS] = 1,
    [RS_SECTION_SOURCE] = sizeof(RsSource),
    [RS_SECTION_ENTRY] = sizeof(RsEntry),
    [RS_SECTION_WORD] = sizeof(RsWord),
    [RS_SECTION_WORD_SLOT] = sizeof(uint32_t),
    [RS_SECTION_FORM] = sizeof(RsForm),
    [RS_SECTION_LEXEME] = sizeof(RsLexeme),
    [RS_SECTION_LEMMA_HASH] = sizeof(uint64_t),
    [RS_SECTION_REFERENCE] = sizeof(RsReference),
    [RS_SECTION_CLITIC] = sizeof(RsClitic),
    [RS_SECTION_PHRASE] = sizeof(RsPhrase),
    [RS_SECTION_PHRASE_WORD] = sizeof(uint64_t),
    [RS_SECTION_COUNTRY] = sizeof(RsCountry),
    [RS_SECTION_PLACE] = sizeof(RsPlaceRecord),
    [RS_SECTION_ACTOR] = sizeof(RsActorRecord),
    [RS_SECTION_TERM] = sizeof(RsTerm),
    [RS_SECTION_ROLE] = sizeof(RsRoleRecord),
    [RS_SECTION_ELEMENT] = sizeof(RsElement),
    [RS_SECTION_ELEMENT_WORD] = sizeof(uint64_t),
    [RS_SECTION_ELEMENT_LEXEME] = sizeof(uint32_t),
    [RS_SECTION_ITEM] = sizeof(RsItem),
    [RS_SECTION_PATTERN] = sizeof(RsPattern),
    [RS_SECTION_ROLE_SOURCE] = sizeof(RsRoleSource),
    [RS_SECTION_CONDITION] = sizeof(RsCondition),
    [RS_SECTION_CUE] = sizeof(RsCue),
    [RS_SECTION_SPEECH] = sizeof(RsSpeech),
    [RS_SECTION_LIGHT] = sizeof(RsLight),
    [RS_SECTION_TOPIC] = sizeof(RsTopic),
    [RS_SECTION_TOLL] = sizeof(RsToll),
    [RS_SECTION_EVENT] = sizeof(RsEventCode),
    [RS_SECTION_CAMEO] = sizeof(RsCameo),
    [RS_SECTION_WEIGHT_KEY] = sizeof(uint32_t),
    [RS_SECTION_WEIGHT] = sizeof(RsWeightRow),
    [RS_SECTION_PLACE_KIND] = sizeof(RsPlaceKind),
    [RS_SECTION_SKELETON] = sizeof(RsSkeleton),
    [RS_SECTION_HIJRI] = sizeof(RsHijriYear),
    [RS_SECTION_LABEL_KEY] = sizeof(uint32_t),
    [RS_SECTION_LABEL] = sizeof(RsLabelRow),
  };
  _Static_assert(
    RS_SECTION_LABEL + 1 == RS_SECTION_COUNT && RS_SECTION_COUNT == 39, "sizes"
  );
  return (unsigned)section < RS_SECTION_COUNT ? bytes[section] : 0;
}

/* ------------------------------------------------------------- looking at the frame */

static bool is_header_right(const RasidKnowledge *k, RasidError *error) {
  const RsFileHeader *header = (const void *)k->bytes;
  if (k->byte_count < sizeof *header || memcmp(header->magic, RS_KNOWLEDGE_MAGIC, 8)) {
    return rs_error_set(error, RASID_ERROR_KNOWLEDGE, 0, "this is not a knowledge file");
  }
  if (header->version != RS_KNOWLEDGE_VERSION) {
    return rs_error_set(
      error,
      RASID_ERROR_VERSION,
      8,
      "the knowledge file has version %" PRIu32 ", this rasid reads version %d: compile it "
      "again with rasid-compile",
      header->version,
      RS_KNOWLEDGE_VERSION
    );
  }
  if (header->file_bytes != k->byte_count) {
    return rs_error_set(
      error,
      RASID_ERROR_KNOWLEDGE,
      k->byte_count,
      "the knowledge file should have %" PRIu64
      " bytes and has %zu: it is cut short or damaged",
      header->file_bytes,
      k->byte_count
    );
  }
  size_t table = sizeof *header + RS_SECTION_COUNT * sizeof(RsFileSection);
  if (header->section_count != RS_SECTION_COUNT || k->byte_count < table) {
    return rs_error_set(error, RASID_ERROR_KNOWLEDGE, 12, "the section table is damaged");
  }
  return true;
}

static bool is_section_right(const RasidKnowledge *k, uint32_t id, uint64_t *end) {
  const RsFileSection *sections = (const void *)(k->bytes + sizeof(RsFileHeader));
  const RsFileSection *s = &sections[id];
  uint32_t size = rs_section_record_bytes((RsSectionId)id);
  if (s->id != id || s->record_bytes != size) return false;
  if (s->offset % RS_SECTION_ALIGNMENT || s->offset < *end) return false;
  if (s->offset > k->byte_count || s->count >= RS_NONE) return false;
  if (s->count > (k->byte_count - s->offset) / size) return false;
  *end = s->offset + s->count * size;
  return true;
}

static bool are_sections_right(const RasidKnowledge *k, RasidError *error) {
  uint64_t end = sizeof(RsFileHeader) + RS_SECTION_COUNT * sizeof(RsFileSection);
  for (uint32_t id = 0; id < RS_SECTION_COUNT; id++) {
    if (!is_section_right(k, id, &end)) {
      return rs_error_set(
        error,
        RASID_ERROR_KNOWLEDGE,
        id,
        "section %" PRIu32 " of the knowledge file is damaged",
        id
      );
    }
  }
  return true;
}

/* What the look-ups below rely on. */
static bool are_tables_right(const RasidKnowledge *k, RasidError *error) {
  if (!k->text_count || k->text[0] || k->text[k->text_count - 1]) {
    return rs_error_set(
      error,
      RASID_ERROR_KNOWLEDGE,
      RS_SECTION_TEXT,
      "the texts of the knowledge file are damaged"
    );
  }
  uint32_t slots = k->word_slots_count;
  if (!slots || (slots & (slots - 1)) || slots <= k->words_count) {
    return rs_error_set(
      error,
      RASID_ERROR_KNOWLEDGE,
      RS_SECTION_WORD_SLOT,
      "the word table of the knowledge file is damaged"
    );
  }
  bool powers = !(k->weights_count & (k->weights_count - 1)) &&
                !(k->labels_count & (k->labels_count - 1));
  bool paired =
    k->weights_count == k->weight_keys_count && k->labels_count == k->label_keys_count;
  if (!powers || !paired) {
    return rs_error_set(
      error,
      RASID_ERROR_KNOWLEDGE,
      RS_SECTION_WEIGHT,
      "the weights of the knowledge file are damaged"
    );
  }
  return true;
}

#define VIEW(name, section)                                      \
  k->name = (const void *)(k->bytes + sections[section].offset), \
  k->name##_count = (uint32_t)sections[section].count

static void set_views(RasidKnowledge *k) {
  const RsFileSection *sections = (const void *)(k->bytes + sizeof(RsFileHeader));
  VIEW(text, RS_SECTION_TEXT);
  VIEW(letters, RS_SECTION_LETTERS);
  VIEW(sources, RS_SECTION_SOURCE);
  VIEW(entries, RS_SECTION_ENTRY);
  VIEW(words, RS_SECTION_WORD);
  VIEW(word_slots, RS_SECTION_WORD_SLOT);
  VIEW(forms, RS_SECTION_FORM);
  VIEW(lexemes, RS_SECTION_LEXEME);
  VIEW(lemma_hashes, RS_SECTION_LEMMA_HASH);
  VIEW(references, RS_SECTION_REFERENCE);
  VIEW(clitics, RS_SECTION_CLITIC);
  VIEW(phrases, RS_SECTION_PHRASE);
  VIEW(phrase_words, RS_SECTION_PHRASE_WORD);
  VIEW(countries, RS_SECTION_COUNTRY);
  VIEW(places, RS_SECTION_PLACE);
  VIEW(actors, RS_SECTION_ACTOR);
  VIEW(terms, RS_SECTION_TERM);
  VIEW(roles, RS_SECTION_ROLE);
  VIEW(elements, RS_SECTION_ELEMENT);
  VIEW(element_words, RS_SECTION_ELEMENT_WORD);
  VIEW(element_lexemes, RS_SECTION_ELEMENT_LEXEME);
  VIEW(items, RS_SECTION_ITEM);
  VIEW(patterns, RS_SECTION_PATTERN);
  VIEW(role_sources, RS_SECTION_ROLE_SOURCE);
  VIEW(conditions, RS_SECTION_CONDITION);
  VIEW(cues, RS_SECTION_CUE);
  VIEW(speeches, RS_SECTION_SPEECH);
  VIEW(lights, RS_SECTION_LIGHT);
  VIEW(topics, RS_SECTION_TOPIC);
  VIEW(tolls, RS_SECTION_TOLL);
  VIEW(events, RS_SECTION_EVENT);
  VIEW(cameos, RS_SECTION_CAMEO);
  VIEW(weight_keys, RS_SECTION_WEIGHT_KEY);
  VIEW(weights, RS_SECTION_WEIGHT);
  VIEW(place_kinds, RS_SECTION_PLACE_KIND);
  VIEW(skeletons, RS_SECTION_SKELETON);
  VIEW(hijri_years, RS_SECTION_HIJRI);
  VIEW(label_keys, RS_SECTION_LABEL_KEY);
  VIEW(labels, RS_SECTION_LABEL);
}

/* ------------------------------------------------------------- counts */

/* The first entry whose id is not below `id`. */
static uint32_t entry_bound(const RasidKnowledge *k, const char *id) {
  uint32_t low = 0, high = k->entries_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (strcmp(rs_entry_id(k, middle), id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Entries are sorted by id and an id begins with its file's prefix: a kind is a range, from
 * "v." to "v/", since `/` follows `.` in ASCII. */
static size_t entries_with(const RasidKnowledge *k, const char *prefix) {
  char from[16], to[16];
  snprintf(from, sizeof from, "%s.", prefix);
  snprintf(to, sizeof to, "%s/", prefix);
  uint32_t first = entry_bound(k, from), last = entry_bound(k, to);
  return last > first ? last - first : 0;
}

static void set_counts(RasidKnowledge *k) {
  static const struct {
    const char *section, *prefix;
  } kinds[] = {
    {"verbs", "v"},          {"nouns", "n"},      {"adjectives", "a"},
    {"function_words", "f"}, {"clitics", "c"},    {"names", "nm"},
    {"numbers", "num"},      {"months", "mon"},   {"weekdays", "wd"},
    {"timewords", "tw"},     {"countries", "co"}, {"places", "pl"},
    {"place_kinds", "pk"},   {"actors", "ac"},    {"roles", "ro"},
    {"cues", "cue"},         {"speech", "sp"},    {"light_verbs", "lv"},
    {"topics", "tp"},        {"tolls", "tl"},     {"patterns", "p"},
    {"cameo", "cm"},         {"events", "ev"},    {"sectors", "se"},
  };
  size_t used = 0;
  for (; used < RS_COUNT_OF(kinds); used++) {
    size_t count = entries_with(k, kinds[used].prefix);
    k->counts[used] = (RasidKnowledgeCount) {kinds[used].section, count};
  }
  k->counts[used++] = (RasidKnowledgeCount) {"forms", k->forms_count};
  _Static_assert(RS_COUNT_OF(kinds) + 1 <= RS_COUNT_OF(k->counts), "room for counts");
  k->counts_used = used;
}

/* ------------------------------------------------------------- opening and freeing */

static RasidKnowledge *open_bytes(
  const unsigned char *bytes, size_t count, bool mapped, RasidError *error
) {
  RasidKnowledge *k = calloc(1, sizeof *k);
  if (!k) {
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "no memory for the knowledge file");
    if (mapped)
      munmap((void *)(uintptr_t)bytes, count);
    else
      free((void *)(uintptr_t)bytes);
    return NULL;
  }
  k->bytes = bytes, k->byte_count = count, k->mapped = mapped;
  bool right = is_header_right(k, error) && are_sections_right(k, error);
  if (right) {
    set_views(k);
    right = are_tables_right(k, error);
  }
  if (!right) return rasid_knowledge_free(k), NULL;
  const RsFileHeader *header = (const void *)bytes;
  snprintf(k->version, sizeof k->version, "%016" PRIx64, header->checksum);
  set_counts(k);
  return k;
}

RasidKnowledge *rs_knowledge_adopt(unsigned char *bytes, size_t count, RasidError *error) {
  return open_bytes(bytes, count, false, error);
}

static void *map_file(int file, const char *path, size_t *count, RasidError *error) {
  struct stat status;
  if (fstat(file, &status)) {
    rs_error_set(error, RASID_ERROR_IO, 0, "%s: %s", path, strerror(errno));
    return NULL;
  }
  if (!S_ISREG(status.st_mode) || status.st_size < (off_t)sizeof(RsFileHeader)) {
    rs_error_set(error, RASID_ERROR_KNOWLEDGE, 0, "%s: this is not a knowledge file", path);
    return NULL;
  }
  *count = (size_t)status.st_size;
  void *bytes = mmap(NULL, *count, PROT_READ, MAP_SHARED, file, 0);
  if (bytes != MAP_FAILED) return bytes;
  rs_error_set(error, RASID_ERROR_IO, 0, "%s: %s", path, strerror(errno));
  return NULL;
}

RasidKnowledge *rs_knowledge_map(const char *path, RasidError *error) {
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) {
    const char *why = path ? strerror(errno) : "no path given";
    rs_error_set(error, RASID_ERROR_IO, 0, "%s: %s", path ? path : "knowledge", why);
    return NULL;
  }
  size_t count = 0;
  void *bytes = map_file(file, path, &count, error);
  close(file);
  return bytes ? open_bytes(bytes, count, true, error) : NULL;
}

void rasid_knowledge_free(RasidKnowledge *knowledge) {
  if (!knowledge) return;
  void *bytes = (void *)(uintptr_t)knowledge->bytes;
  if (knowledge->mapped)
    munmap(bytes, knowledge->byte_count);
  else
    free(bytes);
  free(knowledge);
}

/* ------------------------------------------------------------- looking things up */

const _Alignas(16) unsigned char rs_zero_record[RS_RECORD_BYTES];
_Static_assert(
  RS_RECORD_BYTES >= sizeof(RsPattern) && RS_RECORD_BYTES >= sizeof(RsActorRecord), ""
);

const char *const rs_upos_names[RS_UPOS_COUNT] = {
  "",
  "ADJ",
  "ADP",
  "ADV",
  "AUX",
  "CCONJ",
  "DET",
  "INTJ",
  "NOUN",
  "NUM",
  "PART",
  "PRON",
  "PROPN",
  "PUNCT",
  "SCONJ",
  "SYM",
  "VERB",
  "X",
};

const RsWord *rs_word_find(const RasidKnowledge *k, uint64_t hash) {
  uint32_t mask = k->word_slots_count - 1, tag = rs_slot_tag(hash);
  uint32_t slot = (uint32_t)(hash & mask);
  for (uint32_t tries = 0; tries <= mask; tries++, slot = (slot + 1) & mask) {
    uint32_t found = k->word_slots[slot], word = found & RS_SLOT_INDEX;
    if (found == RS_NONE) return NULL;
    if ((found & ~RS_SLOT_INDEX) != tag || word >= k->words_count) continue;
    if (k->words[word].hash == hash) return &k->words[word];
  }
  return NULL;
}

const char *rs_entry_id(const RasidKnowledge *k, uint32_t entry) {
  return rs_text_at(k, RS_GET(k, entries, entry)->id);
}

const char *rasid_knowledge_version(const RasidKnowledge *knowledge) {
  return knowledge->version;
}

const RasidKnowledgeCount *rasid_knowledge_counts(
  const RasidKnowledge *knowledge, size_t *count
) {
  *count = knowledge->counts_used;
  return knowledge->counts;
}

const char *rasid_knowledge_pattern_id(const RasidKnowledge *knowledge, size_t index) {
  if (index >= knowledge->patterns_count) return NULL;
  return rs_entry_id(knowledge, knowledge->patterns[index].entry);
}

bool rasid_knowledge_find_entry(
  const RasidKnowledge *knowledge,
  const char *id,
  const char **file,
  unsigned *line,
  const char **text
) {
  *file = *text = NULL;
  *line = 0;
  uint32_t at = entry_bound(knowledge, id);
  if (at >= knowledge->entries_count || strcmp(rs_entry_id(knowledge, at), id))
    return false;
  const RsEntry *entry = &knowledge->entries[at];
  const RsSource *source = RS_GET(knowledge, sources, entry->source);
  if (entry->offset > source->text_bytes) return false;
  *file = rs_text_at(knowledge, source->name);
  *line = entry->line;
  *text = rs_text_at(knowledge, source->text + entry->offset);
  return true;
}

uint32_t rs_references_of(
  const RasidKnowledge *knowledge, RsReferenceKind kind, uint32_t *first, uint32_t count
) {
  uint32_t from = rs_clip(*first, &count, knowledge->references_count), end = from + count;
  while (end > from && knowledge->references[end - 1].kind > (uint32_t)kind)
    end--;
  uint32_t begin = end;
  while (begin > from && knowledge->references[begin - 1].kind == (uint32_t)kind)
    begin--;
  *first = begin;
  return end - begin;
}

uint32_t rs_place_kind_of(const RasidKnowledge *knowledge, uint32_t lexeme) {
  uint32_t low = 0, high = knowledge->place_kinds_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (knowledge->place_kinds[middle].lexeme < lexeme)
      low = middle + 1;
    else
      high = middle;
  }
  const RsPlaceKind *kind = RS_GET(knowledge, place_kinds, low);
  return low < knowledge->place_kinds_count && kind->lexeme == lexeme ? kind->classes : 0;
}

uint32_t rs_skeletons_find(const RasidKnowledge *knowledge, uint64_t key, uint32_t *first) {
  uint32_t low = 0, high = knowledge->skeletons_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (knowledge->skeletons[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  *first = low;
  while (low < knowledge->skeletons_count && knowledge->skeletons[low].key == key)
    low++;
  return low - *first;
}
