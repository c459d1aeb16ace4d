/* Learned weights: models/disambiguator.tsv.
 *
 * A line is one feature with its weight for every tag that it tells something about,
 * `after	لم	-	VERB+imperf:58|NOUN:-31`. It becomes one row of an open-addressing table whose
 * key is that of morph/feature.h. Lines have no ids: nobody refers to a weight, and there are
 * thousands. */
#include "compile/compiler.h"
#include "morph/feature.h"

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

static void read_weight(RsCompiler *c, const RsLine *line, RsBytes part, RsWeightRow *row) {
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
  unsigned tag = tag_value(c, line, name);
  if (tag < RS_TAG_COUNT)
    row->weight[tag] = (int8_t)weight;
  else
    rs_fault(c, line, "no word has the tag `%.*s`", (int)name.count, name.data);
}

void rs_read_weight(RsCompiler *c, const RsLine *line) {
  _Static_assert(RS_TAG_COUNT <= (int)RS_WEIGHT_TAGS, "a weight for every tag");
  RsFeature feature = {.template = RS_FEATURE_TEMPLATES};
  for (unsigned i = 0; i < RS_FEATURE_TEMPLATES; i++) {
    if (!rs_bytes_equal(line->column[0], rs_feature_kinds[i].name)) continue;
    feature.template = (RsFeatureTemplate)i;
  }
  if (feature.template == RS_FEATURE_TEMPLATES) {
    rs_fault(c, line, "unknown feature");
    return;
  }
  const RsFeatureKind *kind = &rs_feature_kinds[feature.template];
  for (unsigned i = 0; i < 2; i++) {
    feature.values[i] = read_value(c, line, i + 1, kind->values[i]);
  }
  RsWeightRow row = {.key = rs_feature_key(&feature)};
  RsBytes weights = rs_column(line, 3);
  for (RsBytes part; rs_list_next(&weights, '|', &part);) {
    read_weight(c, line, part, &row);
  }
  if (rs_map_find(&c->weights, row.key) != RS_NONE) {
    rs_fault(c, line, "the feature stands already above, or another has its key");
    return;
  }
  rs_map_add(&c->weights, row.key, rs_table_add(c, RS_SECTION_WEIGHT, &row));
}

void rs_weights_place(RsCompiler *c) {
  RsBuffer rows = c->sections[RS_SECTION_WEIGHT], table = {0};
  size_t count = rows.count / sizeof(RsWeightRow), slots = 2;
  if (!count) return;
  while (slots < count * 2)
    slots *= 2;
  static const RsWeightRow empty;
  for (size_t i = 0; i < slots; i++)
    rs_buffer_add(&table, &empty, sizeof empty);
  for (size_t i = 0; i < count && !table.failed; i++) {
    const RsWeightRow *row = (const RsWeightRow *)(const void *)rows.data + i;
    RsWeightRow *placed = (RsWeightRow *)(void *)table.data;
    size_t at = row->key & (slots - 1);
    while (placed[at].key)
      at = (at + 1) & (slots - 1);
    placed[at] = *row;
  }
  c->sections[RS_SECTION_WEIGHT] = table;
  rs_buffer_release(&rows);
}
