#include "lists/xml_records.h"

#include <fmt/format.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "base/limits.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

// The root's depth is 0.
int DepthOf(XmlDepth depth) {
  return depth == XmlDepth::kInGroups ? 2 : 1;
}

base::Error Faulty(const std::string& name, std::string_view what) {
  return base::Invalid(fmt::format("{}: {}", name, what));
}

// The element's end tag is nowhere: the rest of the file is missing.
bool IsCutOff(std::string_view bytes) {
  std::size_t at = 0;
  while (at + 1 < bytes.size() && !(bytes[at] == '<' && bytes[at + 1] != '?' && bytes[at + 1] != '!')) {
    // A comment may hold anything.
    const bool comment = bytes.substr(at).starts_with("<!--");
    at = comment ? std::min(bytes.find("-->", at), bytes.size()) : at + 1;
  }
  if (at + 1 >= bytes.size()) return true;
  const std::size_t end = std::min(bytes.find_first_of(" \t\r\n/>", at + 1), bytes.size());
  const std::string end_tag = fmt::format("</{}", bytes.substr(at + 1, end - at - 1));
  return bytes.rfind(end_tag) == std::string_view::npos;
}

base::Error NotWellFormed(std::string_view bytes, const std::string& name, std::string_view what) {
  // In UTF-16 the tags are not found as they are.
  const bool cut = bytes.substr(0, 64).find('\0') == std::string_view::npos && IsCutOff(bytes);
  if (!cut) return Faulty(name, what);
  return Faulty(
      name, fmt::format("the file was cut off: its root element is never closed ({}); fetch it again", what));
}

base::Error TooDeep(const std::string& name) {
  return Faulty(name, fmt::format("elements are nested deeper than {} (kMaxXmlDepth)", base::kMaxXmlDepth));
}

base::Error HasDoctype(const std::string& name) {
  return Faulty(name, "a document type declaration (<!DOCTYPE …>) is not accepted; remove it");
}

// ---- as a tree ----

struct DepthWalker : pugi::xml_tree_walker {
  bool for_each(pugi::xml_node&) override { return depth() < base::kMaxXmlDepth; }
};

base::Result<XmlRoot> ReadTree(std::string_view bytes, const std::string& name, const XmlRecordSink& record,
                               XmlDepth depth) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype);
  if (!parsed) {
    const auto offset =
        std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)), bytes.size());
    const auto line =
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n') + 1;
    return NotWellFormed(bytes, name,
                         fmt::format("not well-formed XML at line {}: {}", line, parsed.description()));
  }
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) return HasDoctype(name);
  }
  DepthWalker walker;
  if (!document.traverse(walker)) return TooDeep(name);
  const pugi::xml_node root = document.document_element();
  if (!root) return Faulty(name, "no XML element found");
  XmlRoot found{root.name(), {}};
  for (const pugi::xml_attribute& attribute : root.attributes())
    found.attributes.emplace(attribute.name(), attribute.value());
  std::size_t ordinal = 0;
  const auto take_all = [&](const pugi::xml_node& parent) -> base::Status {
    for (const pugi::xml_node& element : parent.children()) {
      if (element.type() == pugi::node_element) TRY(record(element, ++ordinal));
    }
    return base::Ok();
  };
  if (depth == XmlDepth::kUnderRoot) {
    TRY(take_all(root));
  } else {
    for (const pugi::xml_node& group : root.children()) TRY(take_all(group));
  }
  return found;
}

// ---- as a stream ----

struct Input {
  std::string_view rest;
};

int ReadInput(void* context, char* buffer, int size) {
  std::string_view& rest = static_cast<Input*>(context)->rest;
  const std::size_t taken = std::min(rest.size(), static_cast<std::size_t>(size));
  std::memcpy(buffer, rest.data(), taken);
  rest.remove_prefix(taken);
  return static_cast<int>(taken);
}

int CloseInput(void*) {
  return 0;
}

void KeepFirstError(void* context, xmlErrorPtr error) {
  auto& kept = *static_cast<std::string*>(context);
  if (kept.empty() && error != nullptr && error->message != nullptr) {
    kept = fmt::format("not well-formed XML at line {}: {}", error->line, Trim(error->message));
  }
}

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

class Stream {
 public:
  Stream(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name), input_{bytes} {
    reader_.reset(xmlReaderForIO(ReadInput, CloseInput, &input_, nullptr, nullptr, XML_PARSE_NONET));
    if (reader_) xmlTextReaderSetStructuredErrorHandler(reader_.get(), KeepFirstError, &error_);
  }

  // Moves on; false at the end.
  base::Result<bool> Next() {
    if (!reader_) return base::Error{base::Code::kInternal, name_ + ": the XML reader could not be made", ""};
    const int more = xmlTextReaderRead(reader_.get());
    if (more < 0 || !error_.empty())
      return NotWellFormed(bytes_, name_, error_.empty() ? "not well-formed XML" : error_);
    if (more == 0) return false;
    if (type() == XML_READER_TYPE_DOCUMENT_TYPE) return HasDoctype(name_);
    if (depth() >= base::kMaxXmlDepth) return TooDeep(name_);
    return true;
  }

  int type() const { return xmlTextReaderNodeType(reader_.get()); }
  int depth() const { return xmlTextReaderDepth(reader_.get()); }
  bool empty_element() const { return xmlTextReaderIsEmptyElement(reader_.get()) == 1; }
  std::string_view name() const { return View(xmlTextReaderConstName(reader_.get())); }
  std::string_view value() const { return View(xmlTextReaderConstValue(reader_.get())); }

  XmlRoot Root() {
    XmlRoot root{std::string(name()), {}};
    while (xmlTextReaderMoveToNextAttribute(reader_.get()) == 1) root.attributes.emplace(name(), value());
    xmlTextReaderMoveToElement(reader_.get());
    return root;
  }

 private:
  struct Free {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
  };

  std::string_view bytes_;
  const std::string& name_;
  Input input_;
  std::string error_;
  std::unique_ptr<xmlTextReader, Free> reader_;
};

bool IsText(int type) {
  return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA;
}

// Builds the tree of the record whose start tag the stream stands on; at return the stream stands on its end.
base::Status BuildRecord(Stream& stream, const std::string& name, int record_depth,
                         pugi::xml_document& document) {
  pugi::xml_node node = document.append_child(std::string(stream.name()).c_str());
  std::size_t size = 0;
  if (stream.empty_element()) return base::Ok();
  while (TRY(stream.Next())) {
    if (stream.type() == XML_READER_TYPE_ELEMENT) {
      const std::string tag(stream.name());
      size += tag.size() + 64;
      const pugi::xml_node child = node.append_child(tag.c_str());
      if (!stream.empty_element()) node = child;
    } else if (IsText(stream.type())) {
      size += stream.value().size() + 64;
      node.append_child(pugi::node_pcdata).set_value(std::string(stream.value()).c_str());
    } else if (stream.type() == XML_READER_TYPE_END_ELEMENT) {
      if (stream.depth() == record_depth) return base::Ok();
      node = node.parent();
    }
    if (size > base::kMaxRecordBytes) {
      return base::TooLarge(fmt::format("{}: one record is larger than {} bytes (kMaxRecordBytes)", name,
                                        base::kMaxRecordBytes));
    }
  }
  return base::Ok();
}

base::Result<XmlRoot> ReadStream(std::string_view bytes, const std::string& name, const XmlRecordSink& record,
                                 XmlDepth depth) {
  const int record_depth = DepthOf(depth);
  Stream stream(bytes, name);
  XmlRoot root;
  std::size_t ordinal = 0;
  while (TRY(stream.Next())) {
    if (stream.type() != XML_READER_TYPE_ELEMENT) continue;
    if (stream.depth() == 0) root = stream.Root();
    if (stream.depth() != record_depth) continue;
    pugi::xml_document document;
    TRY(BuildRecord(stream, name, record_depth, document));
    TRY(record(document.document_element(), ++ordinal));
  }
  if (root.name.empty()) return Faulty(name, "no XML element found");
  return root;
}

bool FitsTree(std::string_view bytes) {
  return bytes.size() <= base::kMaxDomXmlBytes &&
         static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '<')) <= base::kMaxDomXmlTags &&
         IsCleanUtf8(bytes);
}

}  // namespace

base::Result<XmlRoot> ReadXmlRecords(std::string_view bytes, const std::string& name,
                                     const XmlRecordSink& record, XmlWay way, XmlDepth depth) {
  const bool tree = way == XmlWay::kTree || (way == XmlWay::kBySize && FitsTree(bytes));
  return tree ? ReadTree(bytes, name, record, depth) : ReadStream(bytes, name, record, depth);
}

base::Result<std::string> XmlRootName(std::string_view bytes, const std::string& name) {
  Stream stream(bytes, name);
  while (TRY(stream.Next())) {
    if (stream.type() == XML_READER_TYPE_ELEMENT) return std::string(stream.name());
  }
  return Faulty(name, "no XML element found");
}

std::string XmlText(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  }
  return Squeeze(text);
}

std::string XmlText(const pugi::xml_node& node, const char* child) {
  return XmlText(node.child(child));
}

}  // namespace lists
