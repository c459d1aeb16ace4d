/* Countries and places.
 *
 * A country line gives four things: names (PROPN lexemes that carry the country), nisbas
 * (سوري: an adjective with all inflections, whose plural also names the people), irregular
 * peoples (أتراك) and a capital, whose bare name may act for the government. */
#include "compile/compiler.h"

static bool read_coordinate(
  RsCompiler *c, const RsLine *line, unsigned column, double limit, float *out
) {
  double value;
  bool is_right =
    rs_bytes_number(rs_column(line, column), &value) && value >= -limit && value <= limit;
  if (is_right)
    *out = (float)value;
  else
    rs_fault(c, line, "column %u: a coordinate from -%g to %g", column + 1, limit, limit);
  return is_right;
}

static void add_names(RsCompiler *c, const RsLine *line, RsBytes list, RsNameNew name) {
  for (RsBytes part; rs_list_next(&list, '|', &part);) {
    bool is_none = part.data[0] == '-'; /* `-مسقط رأس`: holds the name and is no place */
    RsNameNew one = name;
    one.text = (RsBytes) {part.data + is_none, part.count - is_none};
    if (is_none) one.phrase.kind = RS_PHRASE_COUNTRY, one.phrase.detail = 1;
    rs_name_add(c, line, &one);
  }
}

/* ------------------------------------------------------------- countries */

static void add_nisba(RsCompiler *c, const RsLine *line, uint32_t country, RsBytes text) {
  RsSpell spell, plural;
  if (!rs_spell_read(c, line, text, &spell)) return;
  /* A nisba ends in a doubled ي, which this file may leave without shadda. */
  if (rs_spell_ends(&spell, 'y')) spell.shadda |= 1ull << (spell.count - 1);
  RsLexemeNew new = {.lemma = text, .verb = RS_NONE, .country = country};
  new.upos = RS_UPOS_ADJ;
  new.derivation = RS_DERIVED_NISBA;
  uint32_t lexeme = rs_lexeme_add(c, line, &new);
  rs_adjective_inflect(c, lexeme, &spell, true);
  RsNominal people = {lexeme, RS_MASCULINE, 0};
  RsBytes peoples = rs_column(line, 6), one;
  while (rs_list_next(&peoples, '|', &one)) {
    if (rs_spell_read(c, line, one, &plural)) rs_noun_broken(c, &people, &plural);
  }
}

/* One inflected, perhaps definite form of `كوري جنوبي` or `جنوب سوداني`: the article stands
 * before the first word, and before the second when the first agrees with the noun. */
static void spell_wide_nisba(
  RsBuffer *out, RsBytes text, const char *ending, bool is_definite
) {
  RsSpell article = rs_spell_with((RsSpell) {0}, "Al");
  bool was_adjective = true;
  for (RsBytes word; rs_list_next(&text, ' ', &word);) {
    RsSpell spell = rs_spell_of_text(word);
    if (out->count) rs_buffer_add_char(out, ' ');
    if (is_definite && was_adjective)
      rs_letters_to_utf8(out, article.letters, article.count);
    was_adjective = rs_spell_ends(&spell, 'y');
    if (was_adjective) spell = rs_spell_with(spell, ending);
    rs_letters_to_utf8(out, spell.letters, spell.count);
  }
}

/* A nisba of two words cannot be one adjective: its forms become names of the country. */
static void add_wide_nisba(
  RsCompiler *c, const RsLine *line, uint32_t country, RsBytes text
) {
  static const char *const endings[] = {"", "p", "A", "wn", "yn", "An", "At", "tAn", "tyn"};
  RsNameNew name = {.upos = RS_UPOS_NONE, .country = country};
  name.phrase.kind = RS_PHRASE_COUNTRY;
  name.phrase.index = country;
  name.phrase.detail = 1;
  for (unsigned i = 0; i < RS_COUNT_OF(endings) * 2; i++) {
    RsBuffer form = {0};
    spell_wide_nisba(&form, text, endings[i / 2], i % 2);
    name.text = (RsBytes) {form.data, form.count};
    if (!form.failed) rs_name_add(c, line, &name);
    c->failed |= form.failed;
    rs_buffer_release(&form);
  }
}

static void add_nisbas(RsCompiler *c, const RsLine *line, uint32_t country) {
  RsBytes nisbas = rs_column(line, 5), part;
  while (rs_list_next(&nisbas, '|', &part)) {
    bool is_wide = memchr(part.data, ' ', part.count);
    (is_wide ? add_wide_nisba : add_nisba)(c, line, country, part);
  }
}

static bool is_code(RsBytes code, size_t letters) {
  for (size_t i = 0; i < code.count; i++) {
    if (code.data[i] < 'A' || code.data[i] > 'Z') return false;
  }
  return code.count == letters;
}

void rs_read_country(RsCompiler *c, const RsLine *line) {
  RsBytes iso3 = rs_column(line, 1), iso2 = rs_column(line, 2);
  RsCountry country = {.entry = line->entry};
  bool is_right = is_code(iso3, 3) && (!iso2.count || is_code(iso2, 2));
  if (!is_right) rs_fault(c, line, "iso3 has three capitals, iso2 two");
  is_right &= read_coordinate(c, line, 9, 90, &country.lat);
  is_right &= read_coordinate(c, line, 10, 180, &country.lon);
  if (!is_right) return;
  static const char *const genders[] = {"c", "m", "f"};
  country.gender = RS_FEMININE;
  if (rs_column(line, 11).count) {
    country.gender = rs_column_enum(c, line, 11, "gender", genders, RS_COUNT_OF(genders));
  }
  rs_code_copy(country.iso3, sizeof country.iso3, iso3);
  rs_code_copy(country.iso2, sizeof country.iso2, iso2);
  country.english = rs_text_intern(c, rs_column(line, 3));
  country.name = rs_list_first_text(c, rs_column(line, 4));
  country.capital = rs_list_first_text(c, rs_column(line, 7));
  country.capital_english = rs_text_intern(c, rs_column(line, 8));
  uint32_t index = rs_table_add(c, RS_SECTION_COUNTRY, &country);
  uint64_t key = rs_hash_bytes(country.iso3, 4);
  if (rs_map_find(&c->country_codes, key) == RS_NONE)
    rs_map_add(&c->country_codes, key, index);
  else
    rs_fault(c, line, "the country %s stands twice", country.iso3);
  RsNameNew name = {.upos = RS_UPOS_PROPN, .country = index};
  name.phrase.index = index;
  name.phrase.kind = RS_PHRASE_COUNTRY;
  add_names(c, line, rs_column(line, 4), name);
  name.phrase.kind = RS_PHRASE_CAPITAL;
  name.country = RS_NONE;
  add_names(c, line, rs_column(line, 7), name);
  add_nisbas(c, line, index);
}

/* ------------------------------------------------------------- places */

const char *const rs_place_class_names[] = {
  "city",
  "town",
  "village",
  "quarter",
  "admin1",
  "region",
  "camp",
  "crossing",
  "base",
  "mountain",
  "river",
  "sea",
  "strait",
  "island",
  "building",
};

void rs_read_area(RsCompiler *c, const RsLine *line) {
  RsArea area = {.south = 0};
  rs_country_code(c, line, 1, area.country);
  bool is_right = read_coordinate(c, line, 2, 90, &area.south);
  is_right &= read_coordinate(c, line, 3, 180, &area.west);
  is_right &= read_coordinate(c, line, 4, 90, &area.north);
  is_right &= read_coordinate(c, line, 5, 180, &area.east);
  if (!is_right) return;
  if (area.south >= area.north) rs_fault(c, line, "south must be less than north");
  uint64_t key = rs_hash_bytes(area.country, sizeof area.country);
  if (rs_map_find(&c->areas_by_country, key) != RS_NONE)
    rs_fault(c, line, "the area of %s stands twice", area.country);
  else
    rs_map_add(&c->areas_by_country, key, (uint32_t)(c->areas.count / sizeof area));
  rs_buffer_add(&c->areas, &area, sizeof area);
}

/* A wrong digit puts a village into another country; a box around each finds most of them. */
static void check_area(RsCompiler *c, const RsLine *line, const RsPlaceRecord *place) {
  uint64_t key = rs_hash_bytes(place->country, sizeof place->country);
  uint32_t index = place->country[0] ? rs_map_find(&c->areas_by_country, key) : RS_NONE;
  if (index == RS_NONE || c->areas.failed) return;
  const RsArea *a = (const RsArea *)(const void *)c->areas.data + index;
  bool is_wrapped = a->east < a->west;
  bool is_east = place->lon >= a->west, is_west = place->lon <= a->east;
  bool is_inside = is_wrapped ? is_east || is_west : is_east && is_west;
  if (is_inside && place->lat >= a->south && place->lat <= a->north) return;
  rs_warning(
    c,
    line,
    "%g %g lies outside %s (%g to %g north, %g to %g east): look at coordinates and country",
    (double)place->lat,
    (double)place->lon,
    a->country,
    (double)a->south,
    (double)a->north,
    (double)a->west,
    (double)a->east
  );
}

void rs_read_place(RsCompiler *c, const RsLine *line) {
  static const char *const cues[] = {"", "!"};
  RsPlaceRecord place = {.entry = line->entry};
  place.english = rs_text_intern(c, rs_column(line, 1));
  place.name = rs_list_first_text(c, rs_column(line, 2));
  place.admin1 = rs_text_intern(c, rs_column(line, 4));
  rs_country_code(c, line, 3, place.country);
  place.place_class = (uint8_t)rs_column_enum(
    c, line, 5, "class", rs_place_class_names, RS_COUNT_OF(rs_place_class_names)
  );
  place.needs_cue = (uint8_t)rs_column_enum(c, line, 9, "cue", cues, RS_COUNT_OF(cues));
  double population = 0;
  RsBytes written = rs_column(line, 8);
  if (written.count && !rs_bytes_number(written, &population)) population = -1;
  if (population < 0 || population > 4)
    rs_fault(c, line, "pop must be 0 to 4");
  else
    place.population = (uint8_t)population;
  bool is_right = read_coordinate(c, line, 6, 90, &place.lat);
  is_right &= read_coordinate(c, line, 7, 180, &place.lon);
  if (!is_right) return;
  check_area(c, line, &place);
  RsNameNew name = {.upos = RS_UPOS_PROPN, .country = RS_NONE};
  name.phrase.kind = RS_PHRASE_PLACE;
  name.phrase.index = rs_table_add(c, RS_SECTION_PLACE, &place);
  name.phrase.tentative = place.needs_cue;
  add_names(c, line, rs_column(line, 2), name);
}
