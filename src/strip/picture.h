#pragma once
// The four kinds of pictures, one function each: clean bytes out, what was taken out into `tally`. Pure.
// Errors: Refusal::kDamaged, kTooMuch (kMaxStripSegments, kMaxStripInflated).

#include <string>
#include <string_view>

#include "base/result.h"
#include "strip/outcome.h"

namespace strip {

enum class Orientation {
  kKeep,  // an EXIF of nothing but the orientation, where it is not upright
  kDrop,  // inside a PDF, where readers do not look at it
};

// Keeps SOI, DQT, DHT, DAC, SOFn, DRI, DNL, SOS with its entropy-coded data, EOI; a JFIF and an Adobe segment
// are written anew with nothing but what decides the colours. No pixel changes; the ICC profile goes, so a
// picture in a wide colour space looks a little paler. A picture that was cut off in a scan gets an end.
base::Result<std::string> StripJpeg(std::string_view bytes, Orientation orientation, Tally& tally);

// Keeps IHDR, PLTE, tRNS, gAMA, cHRM, sRGB, cICP, sBIT, bKGD, IDAT, IEND and of animations acTL, fcTL, fdAT.
// Image data behind the end of its zlib stream (what a crop left over) is cut off.
base::Result<std::string> StripPng(std::string_view bytes, Tally& tally);

// Keeps the pictures, their timing and the loop count.
base::Result<std::string> StripGif(std::string_view bytes, Tally& tally);

// Keeps VP8, VP8L, ALPH, ANIM, ANMF; VP8X with the flags of what is left.
base::Result<std::string> StripWebp(std::string_view bytes, Tally& tally);

}  // namespace strip
