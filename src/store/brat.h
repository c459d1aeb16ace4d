/* Documents with their records for brat, an annotation tool. */
#ifndef RASID_STORE_BRAT_H
#define RASID_STORE_BRAT_H

#include "store/backend.h"

/* Writes a tar archive of the documents that have records which pass the filter. */
bool rs_brat_write(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  RasidSink sink,
  void *context,
  RasidError *error
);

#endif
