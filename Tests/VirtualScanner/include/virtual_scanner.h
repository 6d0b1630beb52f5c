// A virtual scanner: a SANE backend that feeds pictures out of a folder, for tests and the demo. See README.md beside it.
#pragma once

#include <sane/sane.h>
#include <stddef.h>
#include <stdio.h>

// The folder: its pictures in name order are the pile of paper.

/// Names of the folder's PNM pictures, sorted; ended by NULL. Free with `names_free`.
char **names_list(const char *folder);
void names_free(char **names);
/// Whether the picture has gone through the feeder already, by the folder's `fed` file.
int fed_contains(const char *folder, const char *name);
/// Notes that the picture has gone through.
void fed_add(const char *folder, const char *name);
/// The path of a file of the folder; free it.
char *path_in(const char *folder, const char *name);

// The control file: what is going to go wrong.

/// The number beside a word in the folder's `control` file; `otherwise` when it is not there.
long control_number(const char *folder, const char *word, long otherwise);
/// Replaces the number; below 0 takes the line out.
void control_set(const char *folder, const char *word, long number);
/// Whether a fault strikes at this page; it strikes once.
int control_strikes(const char *folder, const char *word, long page);

// Pictures.

/// Pixels of one page as the scanner sends them.
typedef struct {
    SANE_Parameters parameters;
    unsigned char *bytes;
    size_t length;
} Scan;

/// Millimetres from the top left corner of the glass, dots per inch.
typedef struct {
    double left, top, right, bottom;
    double resolution, picture_resolution;
    /// Percent of white added.
    double brightness;
    /// 1, 8 (grey) or 24.
    int bits;
} Window;

/// What of the picture lies in the window; white where there is none. `file` may be NULL: an empty glass.
SANE_Status picture_scan(const char *file, const Window *window, Scan *scan);

// The device.

enum {
    OPTION_COUNT, OPTION_SOURCE, OPTION_MODE, OPTION_RESOLUTION, OPTION_PREVIEW, OPTION_LEFT, OPTION_TOP, OPTION_RIGHT,
    OPTION_BOTTOM, OPTION_BRIGHTNESS, OPTION_LOADED, OPTION_DOUBLE_FEED, OPTION_BUTTON, OPTIONS
};

typedef struct {
    char *folder;
    /// An open file whose lock keeps others out.
    int lock;
    SANE_Option_Descriptor descriptors[OPTIONS];
    SANE_Range across, down;
    int source, mode, preview, double_feed, brightness;
    /// Dots per inch.
    SANE_Word resolution;
    /// Left, top, right, bottom: SANE_Fixed millimetres.
    SANE_Word edges[4];
    /// What is being read; `sent` bytes of it are gone. `page` counts from 1, in name order.
    Scan scan;
    size_t sent, fails_at;
    SANE_Status failure;
    int is_scanning, is_dying, is_stalling, is_spoilt, at_back;
    long page;
    char *sheet[2];
} Device;

enum { SOURCE_FLATBED, SOURCE_FEEDER, SOURCE_DUPLEX };

void options_init(Device *device);
SANE_Status options_control(Device *device, SANE_Int option, SANE_Action action, void *value, SANE_Int *info);
Window options_window(const Device *device);
/// The first picture that has not gone through; NULL when there is none. `*page` is its place, from 1.
char *next_picture(const Device *device, long *page);
