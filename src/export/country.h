/* Countries in the codes of other data sets. */
#ifndef RASID_EXPORT_COUNTRY_H
#define RASID_EXPORT_COUNTRY_H

#include "base/buffer.h"

typedef struct {
  const char *fips;                /* FIPS 10-4, "" when there is none */
  unsigned number, gleditsch_ward; /* 0 likewise */
  const char *name;                /* English */
  const char *acled_region, *ucdp_region;
} RsCountry;

/* By ISO 3166 alpha-3; its name is `iso` itself for what is no country (IGO), "" for NULL. */
RsCountry rs_country(const char *iso);

#endif
