// PDF without metadata. What comes out has no key that we take out, and stripping again changes nothing.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "strip/qpdf.h"
#include "strip/strip.h"

namespace {

void Check(const std::string& bytes) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("clean", bytes.data(), bytes.size());
  CHECK(!pdf.getTrailer().hasKey("/Info"));
  for (QPDFObjectHandle object : pdf.getAllObjects()) {
    if (object.isStream()) object = object.getDict();
    if (!object.isDictionary()) continue;
    for (const char* key :
         {"/Metadata", "/PieceInfo", "/JS", "/EF", "/AF", "/AA", "/Thumb", "/XFA", "/OutputIntents"}) {
      CHECK(!object.hasKey(key));
    }
    CHECK(!object.getKey("/S").isNameAndEquals("/JavaScript") || object.hasKey("/P") || object.hasKey("/K"));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (strip::Recognise(bytes) != strip::Kind::kPdf) bytes.insert(0, "%PDF-1.5\n");
  if (strip::Recognise(bytes) != strip::Kind::kPdf) return 0;
  auto once = strip::Strip(bytes);
  if (!once.has_value()) return 0;
  Check(once->bytes);
  auto twice = strip::Strip(once->bytes);
  CHECK(twice.has_value() && twice->bytes == once->bytes);
  return 0;
}
