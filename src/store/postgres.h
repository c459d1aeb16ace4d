/* The PostgreSQL backend. */
#ifndef RASID_STORE_POSTGRES_H
#define RASID_STORE_POSTGRES_H

#include "store/backend.h"

/* `address` is what libpq takes: "postgresql://USER@HOST/NAME?options". Errors: IO (not
 * reached), VERSION, DATABASE; ARGUMENT when rasid was built without libpq. */
RsBackend *rs_postgres_open(const char *address, bool is_read_only, RasidError *error);

/* Makes our schema where there is none, upgrades an older one, refuses a newer (VERSION). */
bool rs_postgres_prepare_schema(RsBackend *backend, bool is_read_only, RasidError *error);

/* Numbers as text that no locale changes. */
void rs_real_write(char *out, size_t bytes, double value);
double rs_real_read(const char *text);

#endif
