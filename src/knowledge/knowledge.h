/* The opened knowledge file: typed views of its sections and safe ways to follow an index. */
#ifndef RASID_KNOWLEDGE_KNOWLEDGE_H
#define RASID_KNOWLEDGE_KNOWLEDGE_H

#include "knowledge/format.h"

#define RS_SECTION_VIEW(type, name) \
  const type *name;                 \
  uint32_t name##_count

struct RasidKnowledge {
  const unsigned char *bytes; /* the mapped file, or memory of an overlay */
  size_t byte_count;
  bool mapped; /* munmap it, else free it */
  char version[17];
  RasidKnowledgeCount counts[28];
  size_t counts_used;
  RS_SECTION_VIEW(char, text);
  RS_SECTION_VIEW(uint8_t, letters);
  RS_SECTION_VIEW(RsSource, sources);
  RS_SECTION_VIEW(RsEntry, entries);
  RS_SECTION_VIEW(RsWord, words);
  RS_SECTION_VIEW(uint32_t, word_slots);
  RS_SECTION_VIEW(RsForm, forms);
  RS_SECTION_VIEW(RsLexeme, lexemes);
  RS_SECTION_VIEW(uint64_t, lemma_hashes);
  RS_SECTION_VIEW(RsReference, references);
  RS_SECTION_VIEW(RsClitic, clitics);
  RS_SECTION_VIEW(RsPhrase, phrases);
  RS_SECTION_VIEW(uint64_t, phrase_words);
  RS_SECTION_VIEW(RsCountry, countries);
  RS_SECTION_VIEW(RsPlaceRecord, places);
  RS_SECTION_VIEW(RsActorRecord, actors);
  RS_SECTION_VIEW(RsTerm, terms);
  RS_SECTION_VIEW(RsRoleRecord, roles);
  RS_SECTION_VIEW(RsElement, elements);
  RS_SECTION_VIEW(uint64_t, element_words);
  RS_SECTION_VIEW(uint32_t, element_lexemes);
  RS_SECTION_VIEW(RsItem, items);
  RS_SECTION_VIEW(RsPattern, patterns);
  RS_SECTION_VIEW(RsRoleSource, role_sources);
  RS_SECTION_VIEW(RsCondition, conditions);
  RS_SECTION_VIEW(RsCue, cues);
  RS_SECTION_VIEW(RsSpeech, speeches);
  RS_SECTION_VIEW(RsLight, lights);
  RS_SECTION_VIEW(RsTopic, topics);
  RS_SECTION_VIEW(RsToll, tolls);
  RS_SECTION_VIEW(RsEventCode, events);
  RS_SECTION_VIEW(RsCameo, cameos);
  RS_SECTION_VIEW(uint32_t, weight_keys);
  RS_SECTION_VIEW(RsWeightRow, weights);
  RS_SECTION_VIEW(RsPlaceKind, place_kinds);
  RS_SECTION_VIEW(RsSkeleton, skeletons);
  RS_SECTION_VIEW(RsHijriYear, hijri_years);
  RS_SECTION_VIEW(uint32_t, label_keys);
  RS_SECTION_VIEW(RsLabelRow, labels);
};

/* Opens an image that is already in memory (made by the compiler). Takes `bytes`, which came
 * from malloc, also on failure. */
RasidKnowledge *rs_knowledge_adopt(unsigned char *bytes, size_t count, RasidError *error);

/* Maps the knowledge file `path` and looks at its header and section table, not at content. */
RasidKnowledge *rs_knowledge_map(const char *path, RasidError *error);

/* The size of one record of a section. */
uint32_t rs_section_record_bytes(RsSectionId section);

/* `view`[index], or a record of zeros when the index is out of range: a damaged file gives
 * wrong answers, never a wild read. */
#define RS_GET(knowledge, view, index)                                               \
  ((const __typeof__(*(knowledge)->view) *)rs_record_at(                             \
    (knowledge)->view, (knowledge)->view##_count, (index), sizeof *(knowledge)->view \
  ))
enum {
  RS_RECORD_BYTES = 256
}; /* no record is larger */
extern const unsigned char rs_zero_record[RS_RECORD_BYTES];
static inline const void *rs_record_at(
  const void *view, uint32_t count, uint32_t index, size_t size
) {
  return index < count ? (const unsigned char *)view + (size_t)index * size
                       : rs_zero_record;
}

/* The run `first`, `*count` of a section of `total` records, shortened to what there is;
 * returns the first index to read. */
static inline uint32_t rs_clip(uint32_t first, uint32_t *count, uint32_t total) {
  if (first >= total)
    *count = 0, first = 0;
  else if (*count > total - first)
    *count = total - first;
  return first;
}

/* The NUL-terminated string at an offset; "" when out of range. */
static inline const char *rs_text_at(const RasidKnowledge *knowledge, uint32_t offset) {
  return offset < knowledge->text_count ? knowledge->text + offset : "";
}

/* The Universal POS tags by RsUpos; "" for RS_UPOS_NONE. */
extern const char *const rs_upos_names[RS_UPOS_COUNT];

/* The word with this fold hash, or NULL. */
const RsWord *rs_word_find(const RasidKnowledge *knowledge, uint64_t hash);

/* Of the `count` references from `*first` on, those of one kind: how many, and in `*first`
 * where they begin. References stand in the order of their kinds. */
uint32_t rs_references_of(
  const RasidKnowledge *knowledge, RsReferenceKind kind, uint32_t *first, uint32_t count
);

/* The groups of an event type (RS_TYPE_…), 0 of an unknown one (type.c). */
uint32_t rs_event_groups(const char *event);

/* What kind of place a lexeme names (RsPlaceKind.classes), 0 for none. */
uint32_t rs_place_kind_of(const RasidKnowledge *knowledge, uint32_t lexeme);

/* The names whose consonants have this key: how many, from `*first` on in `skeletons`. */
uint32_t rs_skeletons_find(const RasidKnowledge *knowledge, uint64_t key, uint32_t *first);

/* The id, file and line text of an entry. */
const char *rs_entry_id(const RasidKnowledge *knowledge, uint32_t entry);

#endif
