#pragma once
// Cleans the objects of a PDF in memory; the caller writes it anew afterwards. Throws what libqpdf throws.

#include "strip/outcome.h"
#include "strip/qpdf.h"

namespace strip {

// False where the objects hold more than kMaxStripPdfValues values.
bool CleanPdf(QPDF& pdf, Tally& tally);

// Cleans the picture data of image streams: JPEG and JPEG 2000. Others are written anew or stay as they are.
void CleanPdfPicture(QPDFObjectHandle stream, Tally& tally);

}  // namespace strip
