#pragma once
// An XML part of an Office file as a tree (pugixml). Comments, processing instructions and document types are
// not even read. Names are compared without their prefix, because every writer chooses its own.

#include <functional>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace strip {

// Errors: Refusal::kDamaged (not well-formed, no UTF-8), kTooMuch (kMaxStripXmlBytes, kMaxStripXmlDepth).
base::Result<std::unique_ptr<pugi::xml_document>> ParseXml(std::string_view bytes);

// With its declaration and no white space of its own.
std::string WriteXml(const pugi::xml_document& document);

// The name without its prefix.
std::string_view Local(std::string_view name);
// The prefix without its colon, empty where there is none.
std::string_view Prefix(std::string_view name);
// The attribute with this local name; null where there is none.
pugi::xml_attribute AttributeOf(pugi::xml_node node, std::string_view local);

// Visits every element from the root on, a parent before its children. `visit` may change the element's
// attributes and texts; where it says false the element is removed with all below it. False where that is
// said of the root: then nothing below it was looked at, and the document must not be kept.
[[nodiscard]] bool Prune(pugi::xml_node root, const std::function<bool(pugi::xml_node element)>& visit);

}  // namespace strip
