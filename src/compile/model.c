/* Learned weights: models/disambiguator.tsv, models/names.tsv.
 *
 * A line is one feature with its weight for every tag that it tells something about,
 * `after	لم	-	VERB+imperf:58|NOUN:-31`. It becomes one row of an open-addressing table whose
 * key is that of morph/feature.h or entity/clue.h; keys lie beside each other and apart from the
 * weights, since most features that are looked up have none. Lines have no ids: nobody refers to a weight, and there are
 * thousands. */
#include "compile/compiler.h"
#include "entity/clue.h"

#include <stdlib.h>

static uint64_t letters_value(
  RsCompiler *c, const RsLine *line, RsBytes text, uint8_t kind
) {
  RsSpell spell = rs_spell_of_text(text);
  if (!text.count) return 0;
  if (spell.is_too_long || !spell.count || (kind == RS_VALUE_PIECE && spell.count > 7)) {
    rs_fault(c, line, "`%.*s` has too many letters, or none", (int)text.count, text.data);
  }
  if (kind == RS_VALUE_PIECE) return rs_feature_piece(spell.letters, spell.count);
  if (kind == RS_VALUE_LEMMA) return rs_fold_hash(spell.letters, spell.count);
  return rs_hash_bytes(spell.letters, spell.count);
}

static uint64_t number_value(RsCompiler *c, const RsLine *line, RsBytes text) {
  double number = 0;
  if (!text.count) return 0;
  bool is_number = rs_bytes_number(text, &number) && number >= 0 && number < 4e9;
  if (!is_number) rs_fault(c, line, "`%.*s` is no number", (int)text.count, text.data);
  return is_number ? (uint64_t)number : 0;
}

static unsigned tag_value(RsCompiler *c, const RsLine *line, RsBytes text) {
  for (unsigned tag = 0; tag < RS_TAG_ALL; tag++) {
    if (rs_bytes_equal(text, rs_tag_name(tag))) return tag;
  }
  const char *data = text.data ? text.data : "";
  rs_fault(c, line, "unknown tag `%.*s`", (int)text.count, data);
  return 0;
}

static uint64_t read_value(
  RsCompiler *c, const RsLine *line, unsigned column, uint8_t kind
) {
  RsBytes text = rs_column(line, column);
  switch (kind) {
    case RS_VALUE_NONE:
      if (text.count) rs_fault(c, line, "this feature has no value here");
      return 0;
    case RS_VALUE_TAG: return tag_value(c, line, text);
    case RS_VALUE_NUMBER: return number_value(c, line, text);
    default: return letters_value(c, line, text, kind);
  }
}

/* A file of weights: how its features and tags are called, and where its rows go. */
typedef struct {
  const RsFeatureKind *kinds;
  unsigned kind_count, tag_count;
  const char *(*tag_name)(unsigned tag);
  RsSectionId keys, rows; /* a row has a byte for each tag */
} Model;

static const Model disambiguator = {
  .kinds = rs_feature_kinds,
  .kind_count = RS_FEATURE_TEMPLATES,
  .tag_count = RS_TAG_COUNT,
  .tag_name = rs_tag_name,
  .keys = RS_SECTION_WEIGHT_KEY,
  .rows = RS_SECTION_WEIGHT,
};
static const Model tagger = {
  .kinds = rs_clue_kinds,
  .kind_count = RS_CLUE_TEMPLATES,
  .tag_count = RS_LABEL_COUNT,
  .tag_name = rs_label_name,
  .keys = RS_SECTION_LABEL_KEY,
  .rows = RS_SECTION_LABEL,
};
_Static_assert(RS_TAG_COUNT <= (int)RS_WEIGHT_TAGS, "a weight for every tag");
_Static_assert(RS_LABEL_COUNT <= (int)RS_WEIGHT_LABELS, "a weight for every label");

enum {
  ROW_BYTES = 64
};

static void read_weight(
  RsCompiler *c, const RsLine *line, const Model *model, RsBytes part, int8_t *weights
) {
  const char *colon = memchr(part.data, ':', part.count);
  RsBytes name = {part.data, colon ? (size_t)(colon - part.data) : 0};
  RsBytes digits = {colon ? colon + 1 : NULL, colon ? part.count - name.count - 1 : 0};
  double weight = 0;
  if (!colon || !rs_bytes_number(digits, &weight) || weight < -127 || weight > 127) {
    rs_fault(
      c, line, "`%.*s` is not TAG:WEIGHT from -127 to 127", (int)part.count, part.data
    );
    return;
  }
  for (unsigned tag = 0; tag < model->tag_count; tag++) {
    if (!rs_bytes_equal(name, model->tag_name(tag))) continue;
    weights[tag] = (int8_t)weight;
    return;
  }
  rs_fault(c, line, "no word has the tag `%.*s`", (int)name.count, name.data);
}

static void add_row(
  RsCompiler *c, const Model *model, RsMap *keys, uint32_t key, const int8_t *row
) {
  rs_table_add(c, model->rows, row);
  rs_map_add(keys, key, rs_table_add(c, model->keys, &key));
}

/* Few words have weights that depend on the tag beside them: these are told by a row of none. */
static void mark_beside(RsCompiler *c, RsMap *keys, uint64_t word) {
  static const int8_t none[ROW_BYTES] = {0};
  RsFeature mark = {.template = RS_FEATURE_BESIDE, .values = {word, 0}};
  uint32_t key = rs_feature_key(&mark);
  if (rs_map_find(keys, key) == RS_NONE) add_row(c, &disambiguator, keys, key, none);
}

static void read_row(RsCompiler *c, const RsLine *line, const Model *model, RsMap *keys) {
  unsigned kind = 0;
  while (kind < model->kind_count &&
         !rs_bytes_equal(line->column[0], model->kinds[kind].name))
    kind++;
  if (kind == model->kind_count) {
    rs_fault(c, line, "unknown feature");
    return;
  }
  RsFeature feature = {.template = (RsFeatureTemplate)kind};
  for (unsigned i = 0; i < 2; i++) {
    feature.values[i] = read_value(c, line, i + 1, model->kinds[kind].values[i]);
  }
  uint32_t key = rs_feature_key(&feature);
  int8_t row[ROW_BYTES] = {0};
  RsBytes weights = rs_column(line, 3);
  for (RsBytes part; rs_list_next(&weights, '|', &part);) {
    read_weight(c, line, model, part, row);
  }
  if (rs_map_find(keys, key) != RS_NONE) {
    rs_fault(c, line, "the feature stands already above, or another has its key");
    return;
  }
  add_row(c, model, keys, key, row);
  bool beside =
    feature.template == RS_FEATURE_WORD_BEFORE || feature.template == RS_FEATURE_WORD_NEXT;
  if (model == &disambiguator && beside) mark_beside(c, keys, feature.values[0]);
}

void rs_read_weight(RsCompiler *c, const RsLine *line) {
  read_row(c, line, &disambiguator, &c->weights);
}

void rs_read_label(RsCompiler *c, const RsLine *line) {
  read_row(c, line, &tagger, &c->labels);
}

static void place_rows(RsCompiler *c, const Model *model) {
  RsBuffer *keys = &c->sections[model->keys], *rows = &c->sections[model->rows];
  RsBuffer key_table = {0}, row_table = {0};
  size_t bytes = rs_section_record_bytes(model->rows);
  uint32_t count = rs_table_count(c, model->keys), slots = 2;
  if (!count) return;
  while (slots < count * 2)
    slots *= 2;
  static const unsigned char empty[ROW_BYTES];
  for (size_t i = 0; i < slots; i++) {
    rs_buffer_add(&key_table, empty, sizeof(uint32_t));
    rs_buffer_add(&row_table, empty, bytes);
  }
  bool failed = key_table.failed || row_table.failed;
  uint32_t *placed = (uint32_t *)(void *)key_table.data;
  for (uint32_t i = 0; i < count && !failed; i++) {
    uint32_t key = *(const uint32_t *)rs_table_at(c, model->keys, i),
             at = key & (slots - 1);
    while (placed[at])
      at = (at + 1) & (slots - 1);
    placed[at] = key;
    memcpy(row_table.data + at * bytes, rs_table_at(c, model->rows, i), bytes);
  }
  rs_buffer_release(keys), rs_buffer_release(rows);
  *keys = key_table, *rows = row_table;
}

void rs_weights_place(RsCompiler *c) {
  place_rows(c, &disambiguator);
  place_rows(c, &tagger);
}
