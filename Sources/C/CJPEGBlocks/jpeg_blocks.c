#include "jpeg_blocks.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h>
#include <jerror.h>
#define JPEG_INTERNALS
#include <jpegint.h>

// A progressive file may hold any number of scans, each of which costs a pass over all coefficients.
enum { MOST_SCANS = 300 };

struct jpeg_blocks {
    struct jpeg_decompress_struct decoder;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failure;
    jvirt_barray_ptr *arrays;
    FILE *file; // while it is read
    int16_t *low[JPEG_BLOCKS_COMPONENTS]; // four of each block
    JDIMENSION low_done;                  // rows of MCUs they were taken from
    jpeg_blocks_info *info;
    char *message;
};

static void fail(j_common_ptr common) {
    jpeg_blocks *blocks = common->client_data;
    char text[JMSG_LENGTH_MAX];
    if (blocks->message) {
        common->err->format_message(common, text);
        snprintf(blocks->message, JPEG_BLOCKS_MESSAGE_SIZE, "%s", text);
    }
    longjmp(blocks->failure, 1);
}

static void note(j_common_ptr common, int level) {
    jpeg_blocks *blocks = common->client_data;
    if (level >= 0 || !blocks->info) return;
    int code = common->err->msg_code;
    if (code == JWRN_JPEG_EOF) {
        blocks->info->truncated = 1;
    } else if (code == JWRN_EXTRANEOUS_DATA) {
        // Some cameras pad the end with a few bytes; more than that was picture once.
        if (common->err->msg_parm.i[0] > 8) blocks->info->corrupt++;
    } else if (code != JWRN_ADOBE_XFORM && code != JWRN_JFIF_MAJOR) {
        blocks->info->corrupt++;
    }
}

// Takes the lowest coefficients of rows that were just read, while they are near. Progressive files complete all rows at once
// at their end, and files with a scan a component one after another: nothing is gained there.
static void keep_low(jpeg_blocks *blocks, JDIMENSION rows) {
    struct jpeg_decompress_struct *decoder = &blocks->decoder;
    if (decoder->progressive_mode || decoder->comps_in_scan != decoder->num_components || !decoder->coef) return;
    jvirt_barray_ptr *arrays = decoder->coef->coef_arrays;
    if (!arrays) return;
    for (; blocks->low_done < rows; blocks->low_done++) {
        for (int i = 0; i < decoder->num_components; i++) {
            jpeg_component_info *part = &decoder->comp_info[i];
            size_t columns = part->width_in_blocks;
            if (!blocks->low[i]) blocks->low[i] = malloc(columns * part->height_in_blocks * 4 * sizeof(int16_t));
            if (!blocks->low[i]) return;
            JDIMENSION first = blocks->low_done * (JDIMENSION)part->v_samp_factor;
            JBLOCKARRAY block = decoder->mem->access_virt_barray((j_common_ptr)decoder, arrays[i], first,
                                                                 (JDIMENSION)part->v_samp_factor, FALSE);
            for (int down = 0; down < part->v_samp_factor && first + down < part->height_in_blocks; down++) {
                int16_t *out = blocks->low[i] + (first + down) * columns * 4;
                for (size_t x = 0; x < columns; x++, out += 4) {
                    const JCOEF *from = block[down][x];
                    out[0] = from[0];
                    out[1] = from[1];
                    out[2] = from[8];
                    out[3] = from[9];
                }
            }
        }
    }
}

static void watch(j_common_ptr common) {
    jpeg_blocks *blocks = common->client_data;
    if (blocks->decoder.input_scan_number == 1) keep_low(blocks, blocks->decoder.input_iMCU_row);
    if (blocks->decoder.input_scan_number > MOST_SCANS) {
        if (blocks->message) snprintf(blocks->message, JPEG_BLOCKS_MESSAGE_SIZE, "too many scans");
        longjmp(blocks->failure, 1);
    }
}

static int space_of(J_COLOR_SPACE space) {
    switch (space) {
    case JCS_GRAYSCALE: return JPEG_BLOCKS_GREY;
    case JCS_RGB: return JPEG_BLOCKS_RGB;
    case JCS_YCbCr: return JPEG_BLOCKS_YCC;
    case JCS_CMYK: return JPEG_BLOCKS_CMYK;
    case JCS_YCCK: return JPEG_BLOCKS_YCCK;
    default: return JPEG_BLOCKS_UNKNOWN;
    }
}

// Blocks of the whole picture, those that only fill up a row of MCUs included.
static int64_t padded_bytes(struct jpeg_decompress_struct *decoder) {
    int64_t bytes = 0;
    int64_t across = (decoder->image_width + 8 * decoder->max_h_samp_factor - 1) / (8 * decoder->max_h_samp_factor);
    int64_t down = (decoder->image_height + 8 * decoder->max_v_samp_factor - 1) / (8 * decoder->max_v_samp_factor);
    for (int i = 0; i < decoder->num_components; i++) {
        jpeg_component_info *part = &decoder->comp_info[i];
        bytes += across * part->h_samp_factor * down * part->v_samp_factor * (int64_t)sizeof(JBLOCK);
    }
    return bytes;
}

// Takes the file over; NULL where the bytes are in memory.
static jpeg_blocks *open_source(const uint8_t *data, size_t size, FILE *file, int64_t most, jpeg_blocks_info *info,
                                char *message) {
    memset(info, 0, sizeof *info);
    snprintf(message, JPEG_BLOCKS_MESSAGE_SIZE, "no reason given");
    jpeg_blocks *blocks = calloc(1, sizeof *blocks);
    if (!blocks) {
        if (file) fclose(file);
        return NULL;
    }
    blocks->file = file;
    blocks->info = info;
    blocks->message = message;
    blocks->decoder.err = jpeg_std_error(&blocks->errors);
    blocks->errors.error_exit = fail;
    blocks->errors.emit_message = note;
    blocks->decoder.client_data = blocks;
    if (setjmp(blocks->failure)) {
        jpeg_blocks_close(blocks);
        return NULL;
    }
    jpeg_create_decompress(&blocks->decoder);
    blocks->progress.progress_monitor = watch;
    blocks->decoder.progress = &blocks->progress;
    if (file) {
        jpeg_stdio_src(&blocks->decoder, file);
    } else {
        jpeg_mem_src(&blocks->decoder, data, size);
    }
    jpeg_read_header(&blocks->decoder, TRUE);
    info->width = (int32_t)blocks->decoder.image_width;
    info->height = (int32_t)blocks->decoder.image_height;
    info->components = blocks->decoder.num_components;
    info->space = space_of(blocks->decoder.jpeg_color_space);
    if (info->components > JPEG_BLOCKS_COMPONENTS) {
        snprintf(message, JPEG_BLOCKS_MESSAGE_SIZE, "%d components", info->components);
        jpeg_blocks_close(blocks);
        return NULL;
    }
    for (int i = 0; i < info->components; i++) {
        info->h[i] = blocks->decoder.comp_info[i].h_samp_factor;
        info->v[i] = blocks->decoder.comp_info[i].v_samp_factor;
    }
    int highest_h = 1, highest_v = 1;
    for (int i = 0; i < info->components; i++) {
        if (info->h[i] > highest_h) highest_h = info->h[i];
        if (info->v[i] > highest_v) highest_v = info->v[i];
    }
    blocks->decoder.max_h_samp_factor = highest_h;
    blocks->decoder.max_v_samp_factor = highest_v;
    if (padded_bytes(&blocks->decoder) > most) {
        info->too_large = 1;
        snprintf(message, JPEG_BLOCKS_MESSAGE_SIZE, "too many pixels");
        jpeg_blocks_close(blocks);
        return NULL;
    }
    blocks->arrays = jpeg_read_coefficients(&blocks->decoder);
    if (!blocks->arrays) {
        jpeg_blocks_close(blocks);
        return NULL;
    }
    // A later scan may have written over what was taken from the first.
    if (blocks->decoder.input_scan_number > 1) blocks->low_done = 0;
    keep_low(blocks, blocks->decoder.total_iMCU_rows);
    if (!info->truncated) {
        info->trailing = (int64_t)blocks->decoder.src->bytes_in_buffer;
        struct stat about;
        if (file && fstat(fileno(file), &about) == 0) info->trailing += (int64_t)about.st_size - (int64_t)ftello(file);
    }
    for (int i = 0; i < info->components; i++) {
        jpeg_component_info *part = &blocks->decoder.comp_info[i];
        info->columns[i] = (int32_t)part->width_in_blocks;
        info->rows[i] = (int32_t)part->height_in_blocks;
        for (int k = 0; k < 64; k++) info->quant[i][k] = part->quant_table ? part->quant_table->quantval[k] : 1;
    }
    blocks->info = NULL;
    blocks->message = NULL;
    if (file) fclose(file);
    blocks->file = NULL;
    return blocks;
}

jpeg_blocks *jpeg_blocks_open(const uint8_t *data, size_t size, int64_t most, jpeg_blocks_info *info, char *message) {
    return open_source(data, size, NULL, most, info, message);
}

jpeg_blocks *jpeg_blocks_open_file(int descriptor, int64_t most, jpeg_blocks_info *info, char *message) {
    memset(info, 0, sizeof *info);
    snprintf(message, JPEG_BLOCKS_MESSAGE_SIZE, "cannot be read");
    int own = dup(descriptor);
    FILE *file = own < 0 ? NULL : fdopen(own, "rb");
    if (!file || fseeko(file, 0, SEEK_SET) != 0) {
        if (file) fclose(file); else if (own >= 0) close(own);
        return NULL;
    }
    return open_source(NULL, 0, file, most, info, message);
}

void jpeg_blocks_close(jpeg_blocks *blocks) {
    if (!blocks) return;
    jpeg_destroy_decompress(&blocks->decoder);
    if (blocks->file) fclose(blocks->file);
    for (int i = 0; i < JPEG_BLOCKS_COMPONENTS; i++) free(blocks->low[i]);
    free(blocks);
}

const int16_t *jpeg_blocks_row(jpeg_blocks *blocks, int component, int row) {
    jpeg_component_info *part = &blocks->decoder.comp_info[component];
    if (row < 0 || (JDIMENSION)row >= part->height_in_blocks) return NULL;
    if (setjmp(blocks->failure)) return NULL;
    JBLOCKARRAY rows = blocks->decoder.mem->access_virt_barray(
        (j_common_ptr)&blocks->decoder, blocks->arrays[component], (JDIMENSION)row, 1, FALSE);
    return (const int16_t *)rows[0];
}

const int16_t *jpeg_blocks_low_row(jpeg_blocks *blocks, int component, int row) {
    jpeg_component_info *part = &blocks->decoder.comp_info[component];
    if (!blocks->low[component] || blocks->low_done < blocks->decoder.total_iMCU_rows) return NULL;
    if (row < 0 || (JDIMENSION)row >= part->height_in_blocks) return NULL;
    return blocks->low[component] + (size_t)row * part->width_in_blocks * 4;
}

void jpeg_blocks_give_back(void) { malloc_trim(0); }
