/* A row of a table as text. */
#ifndef RASID_EXPORT_ROW_H
#define RASID_EXPORT_ROW_H

#include "export/export.h"

typedef enum {
  RS_CELLS_RAW,   /* RFC 4180, values as they are */
  RS_CELLS_SHEET, /* the same, and no text can become a formula */
  RS_CELLS_TABS   /* parted by tabs; a tab or line end within a value becomes a blank */
} RsCellKind;

/* A zeroed one with `out` and `kind` set is ready. */
typedef struct {
  RsBuffer *out;
  RsCellKind kind;
  bool needs_separator;
  size_t start; /* of the cell that is open */
} RsCells;

/* A cell that is put together: what is added to `out` between the two. */
void rs_cell_begin(RsCells *cells);
void rs_cell_end(RsCells *cells);

/* NULL is an empty cell. */
void rs_cell_text(RsCells *cells, const char *text);
void rs_cell_texts(RsCells *cells, const char *const *texts, size_t count);
void rs_cell_integer(RsCells *cells, int64_t value);
/* Empty when it is not finite. */
void rs_cell_number(RsCells *cells, double value, unsigned least, unsigned decimals);
/* A record's id as a positive number, which differs for the rows that are made of one record. */
void rs_cell_number_id(RsCells *cells, const char *id, size_t row);
void rs_cells_empty(RsCells *cells, unsigned count);
void rs_cells_end_row(RsCells *cells);

/* The day of the deed; of publication when the text tells none; NULL when that is unknown too. */
const char *rs_record_day(const RsRecord *record);

/* Between the members of a list. */
extern const char rs_list_separator[3];

#endif
