#pragma once
// A QR code as inline SVG, dark on a white ground in every theme, with the four modules of quiet around it
// that readers need. Pure; thread-safe.

#include <string>
#include <string_view>

#include "base/result.h"
#include "html/html.h"

namespace desk {

// `title` names the picture. Errors: kTooLarge (more than a QR code holds).
base::Result<html::Html> QrCode(const std::string& text, std::string_view title);

}  // namespace desk
