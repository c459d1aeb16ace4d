/* Tables of documents (csv.c); the reader itself is rs_csv_next in file.h. */
#ifndef RASID_READ_CSV_H
#define RASID_READ_CSV_H

#include "base/base.h"

/* True when a file's first line is the header of a table: it names the column `text` and
 * another. */
bool rs_csv_is_header(RsBytes line);

#endif
