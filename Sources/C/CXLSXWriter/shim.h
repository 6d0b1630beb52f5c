#ifndef XUEJI_CXLSXWRITER_SHIM_H
#define XUEJI_CXLSXWRITER_SHIM_H
#include <xlsxwriter.h>
#endif
