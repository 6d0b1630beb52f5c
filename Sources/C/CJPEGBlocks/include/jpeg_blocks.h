#ifndef XUEJI_JPEG_BLOCKS_H
#define XUEJI_JPEG_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

// The DCT coefficients of a JPEG file by libjpeg-turbo's classic interface. Its errors are long jumps; they end here and
// come out as NULL with the reason in `message` (a buffer of at least JPEG_BLOCKS_MESSAGE_SIZE bytes).

#define JPEG_BLOCKS_MESSAGE_SIZE 256
#define JPEG_BLOCKS_COMPONENTS 4

typedef struct jpeg_blocks jpeg_blocks;

enum { JPEG_BLOCKS_UNKNOWN, JPEG_BLOCKS_GREY, JPEG_BLOCKS_RGB, JPEG_BLOCKS_YCC, JPEG_BLOCKS_CMYK, JPEG_BLOCKS_YCCK };

typedef struct {
    int32_t width, height;
    int32_t components;
    int32_t space;        // one of the values above, as stored
    int32_t truncated;    // the data ended before the picture did
    int32_t corrupt;      // how many faults the entropy decoder met and went past
    int64_t trailing;     // bytes after the end of the picture
    int32_t too_large;    // the coefficients would take more than was allowed; nothing was decoded
    int32_t h[JPEG_BLOCKS_COMPONENTS], v[JPEG_BLOCKS_COMPONENTS];   // sampling factors
    int32_t columns[JPEG_BLOCKS_COMPONENTS], rows[JPEG_BLOCKS_COMPONENTS];  // blocks that hold pixels
    uint16_t quant[JPEG_BLOCKS_COMPONENTS][64];  // row by row
} jpeg_blocks_info;

// `data` must stay as long as the answer is used. At most `most` bytes of coefficients are held.
jpeg_blocks *jpeg_blocks_open(const uint8_t *data, size_t size, int64_t most, jpeg_blocks_info *info, char *message);
// The same from an open file, read from its beginning some kilobytes at a time; the descriptor stays the caller's.
jpeg_blocks *jpeg_blocks_open_file(int descriptor, int64_t most, jpeg_blocks_info *info, char *message);
void jpeg_blocks_close(jpeg_blocks *blocks);

// One row of blocks, 64 coefficients each, row by row; NULL when there is none. Valid until the next call.
const int16_t *jpeg_blocks_row(jpeg_blocks *blocks, int component, int row);

// The four lowest coefficients of each block of a row (mean, first across, first down, both), kept while the file was read
// so that small pictures need not visit all blocks again; NULL where they were not kept.
const int16_t *jpeg_blocks_low_row(jpeg_blocks *blocks, int component, int row);

// Hands memory that was freed back to the system, where the C library keeps it otherwise.
void jpeg_blocks_give_back(void);

#endif
