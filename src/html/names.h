#pragma once
// Names and other values in any script, ready to stand in a page of another direction. Pure; thread-safe.

#include <string_view>

#include "html/html.h"

namespace html {

// The language tag that the writing of `text` tells: "ko", "ja", "th", "km", "el", ... where the script is
// used for one language in the main, "und-Arab", "und-Cyrl", "und-Hani", ... where it is not, and empty for
// Latin script and for text without letters. The first letter that is not Latin decides, but kana anywhere
// makes Han Japanese. Source: Unicode 15 blocks; RFC 5646.
std::string_view LanguageTag(std::string_view text);

// True for tags of scripts that are written from right to left.
bool IsRightToLeft(std::string_view language_tag);

// <bdi lang=…>text</bdi>: set apart from the direction around it, in the direction of its own first letter.
Html Value(std::string_view text);

}  // namespace html
