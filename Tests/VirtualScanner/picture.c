// A picture on the glass, as a scanner sees it: grey or colour PNM of 8 bits, scaled to the wanted resolution.
#include <stdlib.h>
#include <string.h>

#include "virtual_scanner.h"

typedef struct {
    int width, height, channels;
    /// Dots per inch, from a comment `# 150 dpi`; 0 when the file does not say.
    double resolution;
    unsigned char *samples;
} Picture;

/// The next number of the header; comments before it are read for a resolution.
static int header_number(FILE *file, double *resolution) {
    int c = fgetc(file), number = 0;
    char comment[128];
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '#') {
        if (c == '#' && fgets(comment, sizeof comment, file)) sscanf(comment, "%lf dpi", resolution);
        c = fgetc(file);
    }
    for (; c >= '0' && c <= '9' && number < 100000; c = fgetc(file)) number = number * 10 + (c - '0');
    return number;
}

static int read_picture(const char *path, Picture *picture) {
    memset(picture, 0, sizeof *picture);
    FILE *file = fopen(path, "rb");
    if (!file) return 0;
    int mark = fgetc(file), kind = fgetc(file);
    picture->channels = kind == '6' ? 3 : kind == '5' ? 1 : 0;
    picture->width = header_number(file, &picture->resolution);
    picture->height = header_number(file, &picture->resolution);
    int most = header_number(file, &picture->resolution);
    size_t size = (size_t)picture->width * (size_t)picture->height * (size_t)picture->channels;
    int good = mark == 'P' && most == 255 && size > 0 && (picture->samples = malloc(size)) != NULL
        && fread(picture->samples, 1, size, file) == size;
    fclose(file);
    if (!good) free(picture->samples);
    return good;
}

/// One sample; white beside the paper.
static double sample(const Picture *picture, int x, int y, int channel) {
    if (x < 0 || y < 0 || x >= picture->width || y >= picture->height) return 255;
    size_t at = ((size_t)y * (size_t)picture->width + (size_t)x) * (size_t)picture->channels;
    return picture->samples[at + (picture->channels == 3 ? (size_t)channel : 0)];
}

/// Between the four pixels around the middle of a dot that is smaller than a pixel.
static void fine_dot(const Picture *picture, double x, double y, unsigned char colour[3]) {
    int left = (int)(x + 1) - 1, top = (int)(y + 1) - 1;
    double across = x - left, down = y - top;
    for (int c = 0; c < 3; c++) {
        double above = sample(picture, left, top, c) * (1 - across) + sample(picture, left + 1, top, c) * across;
        double below = sample(picture, left, top + 1, c) * (1 - across) + sample(picture, left + 1, top + 1, c) * across;
        colour[c] = (unsigned char)(above * (1 - down) + below * down + 0.5);
    }
}

/// The mean of the picture's pixels under one dot; white beside the paper.
static void dot(const Picture *picture, double x, double y, double step, unsigned char colour[3]) {
    if (step < 1) {
        fine_dot(picture, x + step / 2 - 0.5, y + step / 2 - 0.5, colour);
        return;
    }
    int left = (int)x, top = (int)y, right = (int)(x + step), bottom = (int)(y + step);
    if (right <= left) right = left + 1;
    if (bottom <= top) bottom = top + 1;
    long sums[3] = {0, 0, 0}, count = 0;
    for (int row = top; row < bottom && row < picture->height; row++) {
        for (int column = left; column < right && column < picture->width; column++, count++) {
            const unsigned char *at =
                picture->samples + ((size_t)row * (size_t)picture->width + (size_t)column) * (size_t)picture->channels;
            for (int c = 0; c < 3; c++) sums[c] += at[picture->channels == 3 ? c : 0];
        }
    }
    for (int c = 0; c < 3; c++) colour[c] = count ? (unsigned char)((sums[c] + count / 2) / count) : 255;
}

static void brighten(unsigned char colour[3], double percent) {
    for (int c = 0; percent != 0 && c < 3; c++) {
        double level = colour[c] + percent * 2.55;
        colour[c] = (unsigned char)(level < 0 ? 0 : level > 255 ? 255 : level + 0.5);
    }
}

SANE_Status picture_scan(const char *file, const Window *window, Scan *scan) {
    Picture picture = {0, 0, 1, 0, NULL};
    if (file && !read_picture(file, &picture)) return SANE_STATUS_IO_ERROR;
    SANE_Parameters *told = &scan->parameters;
    told->pixels_per_line = (SANE_Int)((window->right - window->left) / 25.4 * window->resolution + 0.5);
    told->lines = (SANE_Int)((window->bottom - window->top) / 25.4 * window->resolution + 0.5);
    told->format = window->bits == 24 ? SANE_FRAME_RGB : SANE_FRAME_GRAY;
    told->depth = window->bits == 1 ? 1 : 8;
    told->last_frame = SANE_TRUE;
    told->bytes_per_line = window->bits == 1 ? (told->pixels_per_line + 7) / 8
                                             : told->pixels_per_line * (window->bits / 8);
    scan->length = (size_t)told->bytes_per_line * (size_t)told->lines;
    scan->bytes = told->pixels_per_line > 0 && told->lines > 0 ? calloc(scan->length, 1) : NULL;
    double resolution = picture.resolution > 0 ? picture.resolution : window->picture_resolution;
    double step = resolution / window->resolution;
    double left = window->left / 25.4 * resolution, top = window->top / 25.4 * resolution;
    for (int y = 0; scan->bytes && y < told->lines; y++) {
        unsigned char *line = scan->bytes + (size_t)y * (size_t)told->bytes_per_line;
        for (int x = 0; x < told->pixels_per_line; x++) {
            unsigned char colour[3];
            dot(&picture, left + x * step, top + y * step, step, colour);
            brighten(colour, window->brightness);
            unsigned char grey =
                picture.channels == 1 ? colour[0] : (unsigned char)((colour[0] * 299 + colour[1] * 587 + colour[2] * 114) / 1000);
            if (window->bits == 24) memcpy(line + x * 3, colour, 3);
            if (window->bits == 8) line[x] = grey;
            if (window->bits == 1 && grey < 128) line[x / 8] |= (unsigned char)(0x80 >> (x % 8));
        }
    }
    free(picture.samples);
    return scan->bytes ? SANE_STATUS_GOOD : SANE_STATUS_INVAL;
}
