// The pile of paper: pictures of a folder in name order, and which of them have gone through.
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "virtual_scanner.h"

char *path_in(const char *folder, const char *name) {
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path) snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static int is_picture(const struct dirent *entry) {
    const char *end = strrchr(entry->d_name, '.');
    return end && entry->d_name[0] != '.'
        && (!strcmp(end, ".pnm") || !strcmp(end, ".ppm") || !strcmp(end, ".pgm"));
}

char **names_list(const char *folder) {
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_picture, alphasort);
    char **names = calloc((size_t)(count < 0 ? 0 : count) + 1, sizeof *names);
    for (int i = 0; i < count; i++) {
        if (names) names[i] = strdup(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return names;
}

void names_free(char **names) {
    for (char **name = names; name && *name; name++) free(*name);
    free(names);
}

int fed_contains(const char *folder, const char *name) {
    char *path = path_in(folder, "fed");
    FILE *file = path ? fopen(path, "r") : NULL;
    free(path);
    char line[512];
    int found = 0;
    while (file && !found && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        found = !strcmp(line, name);
    }
    if (file) fclose(file);
    return found;
}

void fed_add(const char *folder, const char *name) {
    char *path = path_in(folder, "fed");
    FILE *file = path ? fopen(path, "a") : NULL;
    free(path);
    if (!file) return;
    fprintf(file, "%s\n", name);
    fclose(file);
}
