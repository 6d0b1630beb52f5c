#ifndef XUEJI_CTesseract_SHIM_H
#define XUEJI_CTesseract_SHIM_H
#include <tesseract/capi.h>
#endif
