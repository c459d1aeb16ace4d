/* What the parts of the compiler share. Every table is an RsBuffer, so that a lack of memory
 * is seen once, at the end; reading a record that is not there gives a scratch one. */
#ifndef RASID_COMPILE_COMPILER_H
#define RASID_COMPILE_COMPILER_H

#include "base/arena.h"
#include "compile/compile.h"
#include "compile/map.h"
#include "compile/spell.h"

enum {
  RS_COLUMNS_MAX = 12,
  RS_SCRATCH_BYTES = 128,
  RS_WORDS_MAX = 24
};

typedef struct RsLine RsLine;
typedef void (*RsLineReader)(RsCompiler *c, const RsLine *line);

/* A kind of data file. Kinds are read in the order of the table, files of a kind by name. */
typedef struct {
  const char *path;   /* below data/, or a folder that ends with a slash */
  const char *prefix; /* of ids; NULL: lines have none and become no entries */
  unsigned columns_min, columns_max; /* trailing empty columns may be left out */
  RsLineReader read;
} RsFileKind;

typedef struct {
  const char *name, *path, *text;
  size_t count;
  const RsFileKind *kind;
} RsSourceFile;

struct RsLine {
  RsBytes column[RS_COLUMNS_MAX];
  unsigned column_count;
  uint32_t source, number, offset, entry;
};

/* A form before forms are gathered into words. */
typedef struct {
  uint64_t hash;
  RsForm form;
} RsRawForm;

/* A reference before references are sorted under their owners. */
typedef struct {
  uint64_t owner; /* word hash, or lexeme index */
  bool on_lexeme;
  uint32_t order; /* smaller first */
  RsReference reference;
} RsAttachment;

/* A lemma for look-up, by folded letters. */
typedef struct {
  uint64_t fold, exact, shadda;
  uint32_t lexeme;
} RsLemma;

/* Where a country lies, generously; east < west across the 180th meridian. */
typedef struct {
  char country[4];
  float south, west, north, east;
} RsArea;

/* A word of a name of several words, until it is seen whether the lexicon knows it. */
typedef struct {
  uint32_t entry, flags;
  RsSpell spell;
} RsNamePart;

struct RsCompiler {
  RsArena arena;
  bool strict, failed; /* failed: an allocation did not succeed */
  size_t error_count;
  RsBuffer sections[RS_SECTION_COUNT];
  RsBuffer files;       /* RsSourceFile */
  RsBuffer lines;       /* RsLine */
  RsBuffer faults;      /* RsFault */
  RsBuffer raw_forms;   /* RsRawForm */
  RsBuffer attachments; /* RsAttachment */
  RsBuffer lemmas;      /* RsLemma, sorted by rs_lemmas_sort */
  RsBuffer sectors;     /* char[4] */
  RsBuffer name_parts;  /* RsNamePart */
  RsBuffer areas;       /* RsArea */
  RsBuffer examples;    /* RsExample */
  RsMap texts, letters, words, lexeme_keys, country_codes, phrases, weights, labels,
    areas_by_country;
  uint64_t scratch[RS_SCRATCH_BYTES / 8];
};

/* --- tables */
uint32_t rs_table_count(const RsCompiler *c, RsSectionId section);
uint32_t rs_table_add(RsCompiler *c, RsSectionId section, const void *record);
void *rs_table_at(RsCompiler *c, RsSectionId section, uint32_t index);

/* Offset of a string in RS_SECTION_TEXT, each stored once. */
uint32_t rs_text_intern(RsCompiler *c, RsBytes text);
uint32_t rs_letters_intern(RsCompiler *c, const uint8_t *letters, size_t count);
/* The fold hash of a word; a fault when two folded words share it. */
uint64_t rs_word_hash(RsCompiler *c, const RsLine *line, const uint8_t *letters, size_t n);

/* --- faults */
void rs_fault(RsCompiler *c, const RsLine *line, const char *format, ...)
  __attribute__((format(printf, 3, 4)));
void rs_warning(RsCompiler *c, const RsLine *line, const char *format, ...)
  __attribute__((format(printf, 3, 4)));
void rs_fault_at(
  RsCompiler *c, uint32_t file, uint32_t line, bool is_warning, const char *message
);

void rs_fault_in(
  RsCompiler *c, const char *path, uint32_t line, bool is_warning, const char *message
);

/* --- fields; an absent column and `-` are both empty */
RsBytes rs_column(const RsLine *line, unsigned index);
static inline bool rs_bytes_equal(RsBytes bytes, const char *text) {
  return strlen(text) == bytes.count &&
         (!bytes.count || !memcmp(text, bytes.data, bytes.count));
}
/* Cuts the next part that is not empty off `*rest`; false when nothing is left. */
bool rs_list_next(RsBytes *rest, char separator, RsBytes *part);
/* Index of the column in `names`, or a fault and 0. */
uint32_t rs_column_enum(
  RsCompiler *c,
  const RsLine *line,
  unsigned index,
  const char *what,
  const char *const *names,
  size_t count
);
int rs_enum_find(RsBytes value, const char *const *names, size_t count);
bool rs_bytes_number(RsBytes bytes, double *number);
void rs_code_copy(char *out, size_t room, RsBytes code);

/* What makes a line's characters unfit for data, or NULL; `*at` is the byte. */
const char *rs_characters_fault(RsBytes text, size_t *at);
/* Takes the example lines out of a file's text; their newlines stay (example.c). */
void rs_examples_cut(RsCompiler *c, RsSourceFile *file, char *text);

/* --- steps of a run, in order */
void rs_lines_split(RsCompiler *c);
void rs_lemmas_sort(RsCompiler *c);
void rs_cameo_sort(RsCompiler *c);
bool rs_image_write(RsCompiler *c, RsBuffer *image);
extern const RsFileKind rs_file_kinds[];
extern const size_t rs_file_kind_count, rs_file_kinds_with_lexemes;

/* --- lexemes and forms */
typedef struct {
  RsBytes lemma;
  RsBytes government;
  uint32_t verb, country, flags;
  uint8_t upos, derivation;
} RsLexemeNew;
uint32_t rs_lexeme_add(RsCompiler *c, const RsLine *line, const RsLexemeNew *lexeme);
void rs_form_add(RsCompiler *c, uint32_t lexeme, const RsSpell *spell, uint32_t features);
/* A fault when this line repeats lemma, root and part of speech of an earlier one. */
void rs_lexeme_once(RsCompiler *c, const RsLine *line, RsUpos upos, unsigned root_column);
/* Reads a written word; a fault when it is not one word of letters. */
bool rs_spell_is_word(const RsSpell *spell);
bool rs_spell_read(RsCompiler *c, const RsLine *line, RsBytes text, RsSpell *spell);

/* --- inflection (noun.c) */
enum {
  RS_MASCULINE = 1,
  RS_FEMININE = 2
};
typedef struct {
  uint32_t lexeme;
  unsigned gender;
  uint8_t last_radical; /* 0 when unknown; tells قنوات from مباريات */
} RsNominal;
void rs_noun_singular(RsCompiler *c, const RsNominal *n, const RsSpell *lemma);
void rs_noun_sound_masculine(RsCompiler *c, const RsNominal *n, const RsSpell *lemma);
void rs_noun_sound_feminine(RsCompiler *c, const RsNominal *n, const RsSpell *lemma);
void rs_noun_broken(RsCompiler *c, const RsNominal *n, const RsSpell *plural);
/* Masculine and feminine, with sound plurals when asked. */
void rs_adjective_inflect(
  RsCompiler *c, uint32_t lexeme, const RsSpell *lemma, bool is_masculine_sound
);

/* --- names as runs of words (names.c) */
typedef struct {
  RsPhrase phrase; /* words are filled in */
  RsBytes text;
  RsBytes lemma;      /* empty: the text itself */
  uint8_t upos;       /* of the lexeme of a one-word name; RS_UPOS_NONE for no lexeme */
  bool takes_article; /* number words: الثالث, العشرات */
  uint32_t country, flags;
} RsNameNew;
void rs_name_add(RsCompiler *c, const RsLine *line, const RsNameNew *name);
/* Makes the unknown words of longer names (`كانون الثاني`) known as proper nouns. The forms
 * are sorted, and are no longer so behind it. */
void rs_name_parts_add(RsCompiler *c);
/* Offset of a list's first part in RS_SECTION_TEXT. */
uint32_t rs_list_first_text(RsCompiler *c, RsBytes list);

/* The words of a name, letters only; returns how many. */
unsigned rs_words_split(RsBytes text, RsSpell words[RS_WORDS_MAX]);

/* --- look-up of lemmas (lemmas.c) and items (items.c) */
typedef bool (*RsLexemeTest)(const RsLexeme *lexeme);
void rs_lexemes_by_lemma(
  RsCompiler *c, const RsSpell *word, RsLexemeTest test, RsBuffer *out
);
void rs_lexemes_by_form(
  RsCompiler *c, const RsSpell *word, RsLexemeTest test, RsBuffer *out
);
void rs_lexemes_of_verbs(
  RsCompiler *c, const RsBuffer *verbs, unsigned derivations, RsBuffer *out
);
void rs_indices_sort(RsBuffer *indices);
/* The same for 64-bit hashes. */
void rs_hashes_sort(RsBuffer *hashes);

/* Adds an item and hangs it on its anchor; RS_NONE when it is faulty or knows no lemma. */
uint32_t rs_item_add(
  RsCompiler *c, const RsLine *line, RsBytes text, RsItemKind kind, uint32_t index
);
/* Adds one element, without gap or brackets; false as above. */
bool rs_element_add(RsCompiler *c, const RsLine *line, RsBytes text);
/* Adds what a condition lists, parted by commas, as one element of words and one of lemmas;
 * how many were added. */
uint32_t rs_elements_add_any(RsCompiler *c, const RsLine *line, RsBytes list);
void rs_attach_element(
  RsCompiler *c, uint32_t element, uint32_t order, RsReference reference
);
/* The fold hash of a preposition. */
uint64_t rs_preposition_hash(RsCompiler *c, const RsLine *line, RsBytes text);

/* --- readers of lines, one for each kind of file */
void rs_read_sector(RsCompiler *c, const RsLine *line);
void rs_read_label_of_code(RsCompiler *c, const RsLine *line);
void rs_read_event(RsCompiler *c, const RsLine *line);
void rs_read_cameo(RsCompiler *c, const RsLine *line);
void rs_read_function(RsCompiler *c, const RsLine *line);
void rs_read_clitic(RsCompiler *c, const RsLine *line);
void rs_read_noun(RsCompiler *c, const RsLine *line);
void rs_read_adjective(RsCompiler *c, const RsLine *line);
void rs_read_verb(RsCompiler *c, const RsLine *line);
void rs_read_country(RsCompiler *c, const RsLine *line);
extern const char *const rs_place_class_names[RS_PLACE_BUILDING + 1];
void rs_read_area(RsCompiler *c, const RsLine *line);
void rs_read_place(RsCompiler *c, const RsLine *line);
void rs_read_place_kind(RsCompiler *c, const RsLine *line);
/* Notes the consonants of a name for the index of spellings. */
void rs_skeleton_add(RsCompiler *c, uint32_t phrase, const RsSpell *words, unsigned count);
/* Sorts the kinds of places and writes the index of spellings (toponym.c). */
void rs_toponyms_place(RsCompiler *c);
void rs_read_name(RsCompiler *c, const RsLine *line);
void rs_read_actor(RsCompiler *c, const RsLine *line);
void rs_read_role(RsCompiler *c, const RsLine *line);
void rs_read_number(RsCompiler *c, const RsLine *line);
void rs_read_month(RsCompiler *c, const RsLine *line);
void rs_read_weekday(RsCompiler *c, const RsLine *line);
void rs_read_bound(RsCompiler *c, const RsLine *line);
void rs_read_page_cue(RsCompiler *c, const RsLine *line);
void rs_read_timeword(RsCompiler *c, const RsLine *line);
void rs_read_named_day(RsCompiler *c, const RsLine *line);
void rs_read_hijri_year(RsCompiler *c, const RsLine *line);
void rs_read_cue(RsCompiler *c, const RsLine *line);
void rs_read_speech(RsCompiler *c, const RsLine *line);
void rs_read_light(RsCompiler *c, const RsLine *line);
extern const char *const rs_topic_names[RS_TOPIC_COUNT];
void rs_read_topic(RsCompiler *c, const RsLine *line);
void rs_read_toll(RsCompiler *c, const RsLine *line);
void rs_read_pattern(RsCompiler *c, const RsLine *line);
void rs_read_weight(RsCompiler *c, const RsLine *line);
void rs_read_label(RsCompiler *c, const RsLine *line);
/* Makes tables of the rows read (model.c). */
void rs_weights_place(RsCompiler *c);

/* Codes (codes.c). A three-letter country or group code; a fault when unknown. */
void rs_country_code(RsCompiler *c, const RsLine *line, unsigned column, char out[4]);
void rs_sector_code(RsCompiler *c, const RsLine *line, RsBytes code, char out[4]);
/* The row of an event type and mode, or RS_NONE. */
uint32_t rs_event_find(RsCompiler *c, RsBytes event, RsBytes mode);
uint32_t rs_cameo_find(RsCompiler *c, RsBytes code);

#endif
