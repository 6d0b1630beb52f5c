#ifndef XUEJI_CCairo_SHIM_H
#define XUEJI_CCairo_SHIM_H
#include <pango/pangocairo.h>
#include <cairo/cairo-pdf.h>
#endif
