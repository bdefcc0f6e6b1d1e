#pragma once
// The records of an XML list, one small tree at a time: a file up to kMaxDomXmlBytes is read as a tree, a
// larger one (or one with very many tags, or in another encoding than UTF-8) is streamed; the records are the
// same. No entities, no document type declaration, no network. Pure but for memory; thread-safe. Errors:
// kInvalid (not XML, with the line; a document type declaration; nested deeper than kMaxXmlDepth), kTooLarge
// (a record over kMaxRecordBytes).

#include <functional>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lists {

struct XmlRoot {
  std::string name;
  std::map<std::string, std::string> attributes;
};

enum class XmlWay { kBySize, kTree, kStream };  // kTree and kStream are for tests

// Where the records stand: root / group / record, or root / record.
enum class XmlDepth { kInGroups, kUnderRoot };

// `record` is called for each element at that depth, with `ordinal` from 1. `name` stands in messages.
using XmlRecordSink = std::function<base::Status(const pugi::xml_node& record, std::size_t ordinal)>;
base::Result<XmlRoot> ReadXmlRecords(std::string_view bytes, const std::string& name,
                                     const XmlRecordSink& record, XmlWay way = XmlWay::kBySize,
                                     XmlDepth depth = XmlDepth::kInGroups);

// The root element's name: reads only the beginning.
base::Result<std::string> XmlRootName(std::string_view bytes, const std::string& name);

// All text of an element itself, squeezed, not that of its children; and of a named child.
std::string XmlText(const pugi::xml_node& node);
std::string XmlText(const pugi::xml_node& node, const char* child);

}  // namespace lists
