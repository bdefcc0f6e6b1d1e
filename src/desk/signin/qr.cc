#include "desk/signin/qr.h"

#include <fmt/format.h>

#include <exception>
#include <qrcodegen/qrcodegen.hpp>

namespace desk {

namespace {

constexpr int kQuiet = 4;
constexpr int kUnitsPerModule = 4;

// Each run of dark modules in a row is one rectangle.
std::string PathOf(const qrcodegen::QrCode& code) {
  std::string path;
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x) {
      int run = 0;
      while (code.getModule(x + run, y)) ++run;
      if (run == 0) continue;
      path += fmt::format("M{} {}h{}v1h-{}z", x + kQuiet, y + kQuiet, run, run);
      x += run;
    }
  }
  return path;
}

}  // namespace

base::Result<html::Html> QrCode(const std::string& text, std::string_view title) {
  try {
    const qrcodegen::QrCode code =
        qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    const int size = code.getSize() + 2 * kQuiet;
    return html::El("svg",
                    {{"class", "qr"},
                     {"role", "img"},
                     {"width", size * kUnitsPerModule},
                     {"height", size * kUnitsPerModule},
                     {"viewBox", fmt::format("0 0 {} {}", size, size)}},
                    html::El("title", title),
                    html::El("rect", {{"class", "qr-ground"}, {"width", size}, {"height", size}}),
                    html::El("path", {{"class", "qr-dark"}, {"d", PathOf(code)}}));
  } catch (const std::exception& problem) {
    return base::Error{base::Code::kTooLarge, "This does not fit into a QR code.", problem.what()};
  }
}

}  // namespace desk
