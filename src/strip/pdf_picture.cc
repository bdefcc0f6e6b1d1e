// The pictures of a PDF.

#include "base/limits_strip.h"
#include "strip/bytes_io.h"
#include "strip/inflate.h"
#include "strip/pdf_clean.h"
#include "strip/picture.h"

namespace strip {
namespace {

using Handle = QPDFObjectHandle;

// The names of a stream's filters, in the order in which they are undone.
std::vector<std::string> Filters(Handle filter) {
  std::vector<std::string> names;
  if (filter.isName()) names.push_back(filter.getName());
  if (filter.isArray()) {
    for (Handle each : filter.getArrayAsVector())
      names.push_back(each.isName() ? each.getName() : std::string());
  }
  return names;
}

// JPEG 2000 in a PDF is a JP2 file (T.800 annex I): the boxes that say how to decode stay, those for XML,
// UUIDs and rights go. Bytes that are no boxes (a bare code stream) stay as they are.
std::string StripJp2(std::string_view bytes, Tally& tally) {
  constexpr std::string_view kFirst("\0\0\0\x0cjP  ", 8);
  if (bytes.substr(0, 8) != kFirst) return std::string(bytes);
  std::string out;
  while (bytes.size() >= 8) {
    std::size_t length = Big32(bytes, 0);
    std::string_view type = bytes.substr(4, 4);
    if (length == 0 || length > bytes.size()) length = bytes.size();
    if (length < 8) break;  // a length of 64 bits: more than there is
    bool needed = type == "jP  " || type == "ftyp" || type == "jp2h" || type == "jp2c";
    if (needed) out += bytes.substr(0, length);
    if (!needed) tally.Add(type == "xml " ? Taken::kXmp : Taken::kHidden);
    bytes.remove_prefix(length);
  }
  return out;
}

}  // namespace

void CleanPdfPicture(QPDFObjectHandle stream, Tally& tally) {
  std::vector<std::string> filters = Filters(stream.getDict().getKey("/Filter"));
  if (filters.empty() || filters.size() > 2 || (filters.size() == 2 && filters[0] != "/FlateDecode")) return;
  const std::string& last = filters.back();
  bool jpeg = last == "/DCTDecode" || last == "/DCT";
  if (!jpeg && last != "/JPXDecode") return;
  std::shared_ptr<Buffer> raw = stream.getRawStreamData();
  std::string bytes(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize());
  if (filters.size() == 2) {
    Budget budget;
    auto inflated = Inflate(bytes, Wrap::kZlib, base::kMaxStripBytes, budget);
    if (!inflated.has_value()) return;
    bytes = std::move(*inflated);
  }
  if (!jpeg) {
    stream.replaceStreamData(StripJp2(bytes, tally), Handle::newName("/JPXDecode"), Handle::newNull());
    return;
  }
  // A picture that cannot be read is not shown either; it goes, whatever it holds.
  auto clean = StripJpeg(bytes, Orientation::kDrop, tally);
  if (!clean.has_value()) tally.Add(Taken::kPicture);
  Handle parameters = stream.getDict().getKey("/DecodeParms");
  if (parameters.isArray())
    parameters = parameters.getArrayNItems() > 0 ? parameters.getArrayItem(parameters.getArrayNItems() - 1)
                                                 : Handle::newNull();
  stream.replaceStreamData(clean.has_value() ? *clean : std::string(), Handle::newName("/DCTDecode"),
                           parameters);
}

}  // namespace strip
