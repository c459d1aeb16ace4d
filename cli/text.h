/* Foreign text (paths, ids, messages that quote input) for a terminal and for JSON. */
#ifndef RASID_CLI_TEXT_H
#define RASID_CLI_TEXT_H

#include <stdio.h>

/* Control characters, bidi controls and invalid bytes are escaped. */
void text_print(FILE *file, const char *text);

/* A JSON string with its quotes, or null. */
void text_print_json(FILE *file, const char *text);

#endif
