/* Our schema in a PostgreSQL database.
 *
 * All of it stands in the schema `rasid`; one of that name that somebody else has made is left
 * alone. Where PostGIS is there, events get a column `place_point` made of their coordinates,
 * with an index, so that `ST_DWithin(place_point, …, 50000)` finds what happened within fifty
 * kilometres; it is added when a database is opened for writing, also to one that was filled
 * before PostGIS came. */
#include "store/postgres.h"
#include "store/schema.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static bool ask(RsBackend *backend, const char *sql, bool *is_so, RasidError *error) {
  int64_t count = 0;
  bool is_told = rs_ask_text(backend, sql, &count, error);
  *is_so = count > 0;
  return is_told;
}

static bool add_points(RsBackend *backend, RasidError *error) {
  bool has_postgis, has_column;
  if (!ask(
        backend,
        "SELECT count(*) FROM pg_extension WHERE extname = 'postgis'",
        &has_postgis,
        error
      ) ||
      !ask(
        backend,
        "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'rasid' "
        "AND table_name = 'events' AND column_name = 'place_point'",
        &has_column,
        error
      )) {
    return false;
  }
  if (!has_postgis || has_column) return true;
  return rs_script(
    backend,
    "ALTER TABLE events ADD COLUMN place_point geography(Point, 4326) GENERATED ALWAYS AS ("
    "  CASE WHEN place_lat IS NULL OR place_lon IS NULL THEN NULL"
    "  ELSE ST_SetSRID(ST_MakePoint(place_lon, place_lat), 4326)::geography END) STORED;"
    "CREATE INDEX events_by_point ON events USING gist (place_point)",
    error
  );
}

static bool make(RsBackend *backend, RasidError *error) {
  if (!backend->methods->begin(backend, false, error)) return false;
  bool is_made = rs_script(backend, "CREATE SCHEMA IF NOT EXISTS rasid", error) &&
                 rs_schema_migrate(backend, error) && add_points(backend, error) &&
                 backend->methods->commit(backend, error);
  if (!is_made) backend->methods->rollback(backend, NULL);
  return is_made;
}

static bool complain(const RsBackend *backend, const char *what, RasidError *error) {
  return rs_error_set(error, RASID_ERROR_VERSION, 0, "database %s %s", backend->name, what);
}

bool rs_postgres_prepare_schema(RsBackend *backend, bool is_read_only, RasidError *error) {
  bool is_utf8, has_schema, has_meta, is_current = false;
  if (!ask(
        backend,
        "SELECT count(*) FROM pg_database WHERE datname = current_database() "
        "AND pg_encoding_to_char(encoding) = 'UTF8'",
        &is_utf8,
        error
      ) ||
      !ask(
        backend,
        "SELECT count(*) FROM pg_namespace WHERE nspname = 'rasid'",
        &has_schema,
        error
      ) ||
      !ask(
        backend,
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'rasid' AND tablename = 'meta'",
        &has_meta,
        error
      )) {
    return false;
  }
  if (!is_utf8)
    return complain(backend, "is not in UTF-8; make it with ENCODING 'UTF8'", error);
  if (has_schema && !has_meta)
    return complain(backend, "has a schema rasid that is not ours", error);
  if (!has_schema && is_read_only)
    return complain(backend, "holds no records of rasid", error);
  if (has_meta && !rs_schema_check(backend, &is_current, error)) return false;
  if (is_read_only) return is_current || rs_schema_complain(backend, error);
  return make(backend, error);
}

/* The program that we are a part of may have set a locale that writes 0,5. */
static char point_of_locale(void) {
  const struct lconv *convention = localeconv();
  return convention && convention->decimal_point ? convention->decimal_point[0] : '.';
}

void rs_real_write(char *out, size_t bytes, double value) {
  snprintf(out, bytes, "%.17g", value);
  char *point = strchr(out, point_of_locale());
  if (point) *point = '.';
}

double rs_real_read(const char *text) {
  char own[64];
  snprintf(own, sizeof own, "%s", text);
  char *point = strchr(own, '.');
  if (point) *point = point_of_locale();
  return strtod(own, NULL);
}
