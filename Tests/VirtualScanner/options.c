// Options by SANE's well-known names; what a real desk scanner with a feeder has.
#include <stdlib.h>
#include <string.h>
#include <sane/saneopts.h>

#include "virtual_scanner.h"

static SANE_String_Const sources[] = {"Flatbed", "ADF", "ADF Duplex", NULL};
static SANE_String_Const modes[] = {SANE_VALUE_SCAN_MODE_LINEART, SANE_VALUE_SCAN_MODE_GRAY, SANE_VALUE_SCAN_MODE_COLOR, NULL};
static const SANE_Word resolutions[] = {7, 50, 75, 100, 150, 200, 300, 600};
static const int bits[] = {1, 8, 24};
static const SANE_Range levels = {-100, 100, 0};
enum { READ_ONLY = SANE_CAP_SOFT_DETECT, SETTABLE = SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT };

static SANE_Option_Descriptor *describe(
    Device *device, int option, SANE_String_Const name, SANE_Value_Type type, SANE_Int size, SANE_Int cap) {
    SANE_Option_Descriptor *descriptor = &device->descriptors[option];
    memset(descriptor, 0, sizeof *descriptor);
    descriptor->name = name;
    descriptor->title = name;
    descriptor->desc = name;
    descriptor->type = type;
    descriptor->size = size;
    descriptor->cap = cap;
    return descriptor;
}

static void describe_words(Device *device, int option, SANE_String_Const name, const SANE_String_Const *words) {
    SANE_Option_Descriptor *descriptor = describe(device, option, name, SANE_TYPE_STRING, 32, SETTABLE);
    descriptor->constraint_type = SANE_CONSTRAINT_STRING_LIST;
    descriptor->constraint.string_list = words;
}

void options_init(Device *device) {
    // A4, or what the control file says, in millimetres.
    device->across = (SANE_Range){0, SANE_FIX((double)control_number(device->folder, "bed-width", 210)), 0};
    device->down = (SANE_Range){0, SANE_FIX((double)control_number(device->folder, "bed-height", 297)), 0};
    device->mode = 2;
    device->resolution = 300;
    device->edges[2] = device->across.max;
    device->edges[3] = device->down.max;
    describe(device, OPTION_COUNT, SANE_NAME_NUM_OPTIONS, SANE_TYPE_INT, sizeof(SANE_Word), READ_ONLY);
    describe_words(device, OPTION_SOURCE, SANE_NAME_SCAN_SOURCE, sources);
    describe_words(device, OPTION_MODE, SANE_NAME_SCAN_MODE, modes);
    SANE_Option_Descriptor *dots =
        describe(device, OPTION_RESOLUTION, SANE_NAME_SCAN_RESOLUTION, SANE_TYPE_INT, sizeof(SANE_Word), SETTABLE);
    dots->unit = SANE_UNIT_DPI;
    dots->constraint_type = SANE_CONSTRAINT_WORD_LIST;
    dots->constraint.word_list = resolutions;
    describe(device, OPTION_PREVIEW, SANE_NAME_PREVIEW, SANE_TYPE_BOOL, sizeof(SANE_Word), SETTABLE);
    SANE_String_Const edges[] = {
        SANE_NAME_SCAN_TL_X, SANE_NAME_SCAN_TL_Y, SANE_NAME_SCAN_BR_X, SANE_NAME_SCAN_BR_Y};
    for (int i = 0; i < 4; i++) {
        SANE_Option_Descriptor *edge =
            describe(device, OPTION_LEFT + i, edges[i], SANE_TYPE_FIXED, sizeof(SANE_Word), SETTABLE);
        edge->unit = SANE_UNIT_MM;
        edge->constraint_type = SANE_CONSTRAINT_RANGE;
        edge->constraint.range = i % 2 ? &device->down : &device->across;
    }
    SANE_Option_Descriptor *level =
        describe(device, OPTION_BRIGHTNESS, SANE_NAME_BRIGHTNESS, SANE_TYPE_INT, sizeof(SANE_Word), SETTABLE);
    level->unit = SANE_UNIT_PERCENT;
    level->constraint_type = SANE_CONSTRAINT_RANGE;
    level->constraint.range = &levels;
    describe(device, OPTION_LOADED, "page-loaded", SANE_TYPE_BOOL, sizeof(SANE_Word), READ_ONLY);
    describe(device, OPTION_DOUBLE_FEED, "double-feed", SANE_TYPE_BOOL, sizeof(SANE_Word), READ_ONLY);
    describe(device, OPTION_BUTTON, "scan", SANE_TYPE_BOOL, sizeof(SANE_Word), READ_ONLY);
}

static int index_of(const SANE_String_Const *words, const char *word) {
    for (int i = 0; words[i]; i++) {
        if (!strcmp(words[i], word)) return i;
    }
    return -1;
}

/// The button was pressed when a file `button` lies in the folder; asking takes it away.
static int was_pressed(const Device *device) {
    char *path = path_in(device->folder, "button");
    int pressed = path && remove(path) == 0;
    free(path);
    return pressed;
}

static void get(Device *device, SANE_Int option, void *value) {
    long page;
    char *name;
    switch (option) {
        case OPTION_COUNT: *(SANE_Word *)value = OPTIONS; break;
        case OPTION_SOURCE: strcpy(value, sources[device->source]); break;
        case OPTION_MODE: strcpy(value, modes[device->mode]); break;
        case OPTION_RESOLUTION: *(SANE_Word *)value = device->resolution; break;
        case OPTION_PREVIEW: *(SANE_Word *)value = device->preview; break;
        case OPTION_BRIGHTNESS: *(SANE_Word *)value = device->brightness; break;
        case OPTION_LOADED:
            name = next_picture(device, &page);
            *(SANE_Word *)value = name != NULL;
            free(name);
            break;
        case OPTION_DOUBLE_FEED: *(SANE_Word *)value = device->double_feed; break;
        case OPTION_BUTTON: *(SANE_Word *)value = was_pressed(device); break;
        default: *(SANE_Word *)value = device->edges[option - OPTION_LEFT];
    }
}

static SANE_Status set(Device *device, SANE_Int option, void *value) {
    int chosen = -1;
    SANE_Word number = option == OPTION_SOURCE || option == OPTION_MODE ? 0 : *(SANE_Word *)value;
    switch (option) {
        case OPTION_SOURCE: if ((chosen = index_of(sources, value)) >= 0) device->source = chosen; break;
        case OPTION_MODE: if ((chosen = index_of(modes, value)) >= 0) device->mode = chosen; break;
        case OPTION_RESOLUTION:
            for (int i = 1; i <= resolutions[0]; i++) {
                if (resolutions[i] == number) chosen = i;
            }
            if (chosen >= 0) device->resolution = number;
            break;
        case OPTION_PREVIEW: chosen = device->preview = number != 0; break;
        case OPTION_BRIGHTNESS:
            if (number >= levels.min && number <= levels.max) {
                device->brightness = number;
                chosen = 1;
            }
            break;
        default: {
            SANE_Word most = (option - OPTION_LEFT) % 2 ? device->down.max : device->across.max;
            if (number >= 0 && number <= most) chosen = device->edges[option - OPTION_LEFT] = number;
        }
    }
    return chosen >= 0 ? SANE_STATUS_GOOD : SANE_STATUS_INVAL;
}

SANE_Status options_control(Device *device, SANE_Int option, SANE_Action action, void *value, SANE_Int *info) {
    if (info) *info = 0;
    if (option < 0 || option >= OPTIONS || !value) return SANE_STATUS_INVAL;
    if (action == SANE_ACTION_GET_VALUE) {
        get(device, option, value);
        return SANE_STATUS_GOOD;
    }
    int settable = device->descriptors[option].cap & SANE_CAP_SOFT_SELECT;
    if (action != SANE_ACTION_SET_VALUE || !settable || device->is_scanning) return SANE_STATUS_INVAL;
    return set(device, option, value);
}

Window options_window(const Device *device) {
    Window window = {
        SANE_UNFIX(device->edges[0]), SANE_UNFIX(device->edges[1]), SANE_UNFIX(device->edges[2]),
        SANE_UNFIX(device->edges[3]), (double)device->resolution,
        (double)control_number(device->folder, "picture-dpi", 300), (double)device->brightness,
        bits[device->mode]};
    return window;
}
