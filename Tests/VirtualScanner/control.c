// What goes wrong: lines of a word and a number, in the folder's `control` file.
#include <stdlib.h>
#include <string.h>

#include "virtual_scanner.h"

static FILE *control_open(const char *folder) {
    char *path = path_in(folder, "control");
    FILE *file = path ? fopen(path, "r") : NULL;
    free(path);
    return file;
}

long control_number(const char *folder, const char *word, long otherwise) {
    FILE *file = control_open(folder);
    char found[64];
    long number;
    while (file && fscanf(file, "%63s %ld", found, &number) == 2) {
        if (!strcmp(found, word)) otherwise = number;
    }
    if (file) fclose(file);
    return otherwise;
}

void control_set(const char *folder, const char *word, long number) {
    char *path = path_in(folder, "control"), *fresh = path_in(folder, "control.new");
    FILE *from = control_open(folder), *to = fresh ? fopen(fresh, "w") : NULL;
    char found[64];
    long old;
    while (from && to && fscanf(from, "%63s %ld", found, &old) == 2) {
        if (strcmp(found, word)) fprintf(to, "%s %ld\n", found, old);
    }
    if (to && number >= 0) fprintf(to, "%s %ld\n", word, number);
    if (from) fclose(from);
    if (to && !fclose(to)) rename(fresh, path);
    free(path);
    free(fresh);
}

int control_strikes(const char *folder, const char *word, long page) {
    if (control_number(folder, word, -1) != page) return 0;
    control_set(folder, word, -1);
    return 1;
}
