#pragma once
// A whole page as one file that needs nothing beside it and asks for nothing: the product's stylesheet stands
// in the page and is the only thing that the page's own Content-Security-Policy lets through, by its SHA-256.
// Pure; thread-safe.

#include <string>
#include <string_view>

#include "html/html.h"

namespace html {

// The product's stylesheet (manumit.css without its comments), as it stands in every page that Document
// makes.
std::string_view Stylesheet();

struct Head {
  std::string title;
  std::string language = "en";
  std::string style_sha256_base64;  // of Stylesheet(): "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
};

// `main` is the content of the page's main part, which is also where the skip link leads; `banner` and
// `footer` stand around it.
std::string Document(const Head& head, const Html& banner, const Html& main, const Html& footer);

}  // namespace html
