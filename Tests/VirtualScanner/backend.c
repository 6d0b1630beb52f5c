// The backend: SANE finds these functions by the name of the library, libsane-xueji_virtual.so.1.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "virtual_scanner.h"

enum { MOST = 8 };
static SANE_Device devices[MOST];
static const SANE_Device *device_list[MOST + 1];
static char *folders[MOST];
static int count;

/// One folder a line in `xueji_virtual.conf`, in the folder that SANE_CONFIG_DIR names.
SANE_Status sane_xueji_virtual_init(SANE_Int *version, SANE_Auth_Callback authorize) {
    (void)authorize;
    if (version) *version = SANE_VERSION_CODE(1, 0, 1);
    count = 0;
    const char *place = getenv("SANE_CONFIG_DIR");
    char *path = path_in(place ? place : "/etc/sane.d", "xueji_virtual.conf");
    FILE *file = path ? fopen(path, "r") : NULL;
    free(path);
    char line[1024];
    while (file && count < MOST && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == 0 || line[0] == '#') continue;
        char name[32];
        snprintf(name, sizeof name, "%d", count);
        folders[count] = strdup(line);
        devices[count] = (SANE_Device){strdup(name), "xueji", "virtual scanner", "virtual device"};
        count++;
    }
    if (file) fclose(file);
    return SANE_STATUS_GOOD;
}

void sane_xueji_virtual_exit(void) {
    for (int i = 0; i < count; i++) {
        free(folders[i]);
        free((char *)devices[i].name);
    }
    count = 0;
}

SANE_Status sane_xueji_virtual_get_devices(const SANE_Device ***list, SANE_Bool local_only) {
    (void)local_only;
    for (int i = 0; i <= count; i++) device_list[i] = i < count ? &devices[i] : NULL;
    *list = device_list;
    // A slow search: milliseconds.
    if (count > 0) usleep((useconds_t)control_number(folders[0], "search-ms", 0) * 1000);
    return SANE_STATUS_GOOD;
}

SANE_Status sane_xueji_virtual_open(SANE_String_Const name, SANE_Handle *handle) {
    int found = -1;
    for (int i = 0; i < count; i++) {
        if (!strcmp(devices[i].name, name) || (name[0] == 0 && i == 0)) found = i;
    }
    if (found < 0) return SANE_STATUS_INVAL;
    Device *device = calloc(1, sizeof *device);
    if (!device) return SANE_STATUS_NO_MEM;
    device->folder = strdup(folders[found]);
    char *path = path_in(device->folder, "lock");
    device->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    free(path);
    if (device->lock < 0 || flock(device->lock, LOCK_EX | LOCK_NB) != 0) {
        if (device->lock >= 0) close(device->lock);
        free(device->folder);
        free(device);
        return SANE_STATUS_DEVICE_BUSY;
    }
    options_init(device);
    *handle = device;
    return SANE_STATUS_GOOD;
}

static void drop_scan(Device *device) {
    free(device->scan.bytes);
    memset(&device->scan, 0, sizeof device->scan);
    device->is_scanning = 0;
}

static void drop_sheet(Device *device) {
    for (int side = 0; side < 2; side++) {
        free(device->sheet[side]);
        device->sheet[side] = NULL;
    }
    device->at_back = 0;
}

void sane_xueji_virtual_close(SANE_Handle handle) {
    Device *device = handle;
    drop_scan(device);
    drop_sheet(device);
    close(device->lock);
    free(device->folder);
    free(device);
}

const SANE_Option_Descriptor *sane_xueji_virtual_get_option_descriptor(SANE_Handle handle, SANE_Int option) {
    return option >= 0 && option < OPTIONS ? &((Device *)handle)->descriptors[option] : NULL;
}

SANE_Status sane_xueji_virtual_control_option(
    SANE_Handle handle, SANE_Int option, SANE_Action action, void *value, SANE_Int *info) {
    return options_control(handle, option, action, value, info);
}

char *next_picture(const Device *device, long *page) {
    char **names = names_list(device->folder), *found = NULL;
    for (long i = 0; names && names[i] && !found; i++) {
        if (fed_contains(device->folder, names[i])) continue;
        found = strdup(names[i]);
        *page = i + 1;
    }
    names_free(names);
    return found;
}

/// Takes the next sheet, with its back when both sides are scanned; a sheet without a back has a white one.
static int take_sheet(Device *device) {
    drop_sheet(device);
    device->page = 0;
    device->sheet[0] = next_picture(device, &device->page);
    if (!device->sheet[0]) return 0;
    if (device->source == SOURCE_DUPLEX) {
        char **names = names_list(device->folder);
        long listed = 0;
        while (names && names[listed]) listed++;
        if (device->page < listed) device->sheet[1] = strdup(names[device->page]);
        names_free(names);
    }
    return 1;
}

/// What is to go wrong with this page, and after how many bytes.
static void plan_faults(Device *device) {
    const char *folder = device->folder;
    size_t half = device->scan.length / 2;
    device->double_feed = 0;
    device->failure = SANE_STATUS_GOOD;
    device->is_dying = device->is_stalling = device->is_spoilt = 0;
    device->fails_at = device->scan.length;
    if (device->preview) return;
    if (control_strikes(folder, "jam-at", device->page)) device->failure = SANE_STATUS_JAMMED;
    if (control_strikes(folder, "cover-open-at", device->page)) device->failure = SANE_STATUS_COVER_OPEN;
    if (control_strikes(folder, "error-at", device->page)) device->failure = SANE_STATUS_IO_ERROR;
    if (control_strikes(folder, "double-feed-at", device->page)) {
        device->failure = SANE_STATUS_JAMMED;
        device->double_feed = 1;
    }
    if (control_strikes(folder, "short-at", device->page)) device->failure = SANE_STATUS_EOF;
    device->is_dying = control_strikes(folder, "die-at", device->page);
    device->is_stalling = control_strikes(folder, "stall-at", device->page);
    if (device->failure != SANE_STATUS_GOOD || device->is_dying || device->is_stalling) device->fails_at = half;
    device->is_spoilt = control_strikes(folder, "long-at", device->page);
    if (device->is_spoilt) device->scan.parameters.lines /= 2;
    if (control_number(folder, "lines-unknown", 0) > 0) device->scan.parameters.lines = -1;
}

SANE_Status sane_xueji_virtual_start(SANE_Handle handle) {
    Device *device = handle;
    drop_scan(device);
    long busy = control_number(device->folder, "busy", 0);
    if (busy > 0) {
        control_set(device->folder, "busy", busy > 1 ? busy - 1 : -1);
        return SANE_STATUS_DEVICE_BUSY;
    }
    if (device->at_back) {
        device->page++;
    } else if (!take_sheet(device) && device->source != SOURCE_FLATBED) {
        return SANE_STATUS_NO_DOCS;
    }
    const char *name = device->sheet[device->at_back];
    char *path = name ? path_in(device->folder, name) : NULL;
    Window window = options_window(device);
    SANE_Status status = picture_scan(path, &window, &device->scan);
    free(path);
    if (status != SANE_STATUS_GOOD) {
        drop_sheet(device);
        return status;
    }
    device->sent = 0;
    device->is_scanning = 1;
    plan_faults(device);
    return SANE_STATUS_GOOD;
}

SANE_Status sane_xueji_virtual_get_parameters(SANE_Handle handle, SANE_Parameters *parameters) {
    *parameters = ((Device *)handle)->scan.parameters;
    return SANE_STATUS_GOOD;
}

/// The page is through: its sheet too, unless its back comes next.
static void page_is_through(Device *device) {
    if (device->source == SOURCE_DUPLEX && !device->at_back) {
        device->at_back = 1;
        return;
    }
    for (int side = 0; side < 2; side++) {
        if (device->sheet[side] && !device->preview) fed_add(device->folder, device->sheet[side]);
    }
    drop_sheet(device);
}

SANE_Status sane_xueji_virtual_read(SANE_Handle handle, SANE_Byte *data, SANE_Int most, SANE_Int *length) {
    Device *device = handle;
    *length = 0;
    if (!device->is_scanning) return SANE_STATUS_CANCELLED;
    usleep((useconds_t)control_number(device->folder, "delay-ms", 0) * 1000);
    if (device->sent >= device->fails_at && device->fails_at < device->scan.length) {
        if (device->is_dying) abort();
        while (device->is_stalling) pause();
        SANE_Status failure = device->failure;
        drop_scan(device);
        drop_sheet(device);
        return failure;
    }
    if (device->sent >= device->scan.length) {
        drop_scan(device);
        if (device->is_spoilt) drop_sheet(device);
        else page_is_through(device);
        return SANE_STATUS_EOF;
    }
    // A tenth of a page at a time, so that delays count and pages are seen coming.
    size_t piece = device->scan.length / 10 + 1, left = device->fails_at - device->sent;
    if (piece > left) piece = left;
    if (piece > (size_t)most) piece = (size_t)most;
    memcpy(data, device->scan.bytes + device->sent, piece);
    device->sent += piece;
    *length = (SANE_Int)piece;
    return SANE_STATUS_GOOD;
}

void sane_xueji_virtual_cancel(SANE_Handle handle) {
    Device *device = handle;
    if (device->is_scanning) drop_sheet(device);
    drop_scan(device);
}

SANE_Status sane_xueji_virtual_set_io_mode(SANE_Handle handle, SANE_Bool non_blocking) {
    (void)handle;
    return non_blocking ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

SANE_Status sane_xueji_virtual_get_select_fd(SANE_Handle handle, SANE_Int *fd) {
    (void)handle, (void)fd;
    return SANE_STATUS_UNSUPPORTED;
}
