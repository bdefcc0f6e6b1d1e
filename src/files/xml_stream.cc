#include "files/xml_stream.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <utility>

#include "base/limits.h"

namespace files {
namespace {

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

class Reader final : public XmlStream {
 public:
  Reader(Pull pull, std::string name) : pull_(std::move(pull)), name_(std::move(name)) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() override {
    if (reader_ != nullptr) xmlFreeTextReader(reader_);
  }

  base::Status Open() {
    static const bool initialised = (xmlInitParser(), true);
    (void)initialised;
    constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    reader_ = xmlReaderForIO(ReadInput, nullptr, this, nullptr, nullptr, kOptions);
    if (reader_ == nullptr) return Failure("cannot be read");
    xmlTextReaderSetStructuredErrorHandler(reader_, NoteError, this);
    return base::Ok();
  }

  base::Result<bool> Next() override;
  Node node() const override { return node_; }
  int depth() const override { return depth_; }
  std::string_view element() const override { return View(xmlTextReaderConstLocalName(reader_)); }
  std::string_view text() const override { return View(xmlTextReaderConstValue(reader_)); }
  std::string_view Attribute(const char* attribute) override;

 private:
  static int ReadInput(void* self, char* buffer, int size) {
    auto& reader = *static_cast<Reader*>(self);
    if (size <= 0) return 0;
    auto count = reader.pull_(buffer, static_cast<std::size_t>(size));
    if (count.has_value()) return static_cast<int>(*count);
    reader.pull_error_ = count.error();
    return -1;
  }

  // libxml2 hands a const error over since 2.12.
  static void NoteError(void* self, xmlErrorPtr error) {
    auto& reader = *static_cast<Reader*>(self);
    if (!reader.message_.empty() || error == nullptr || error->level < XML_ERR_ERROR) return;
    reader.line_ = error->line;
    reader.message_ = error->message == nullptr ? "not well-formed" : error->message;
    while (!reader.message_.empty() && reader.message_.back() == '\n') reader.message_.pop_back();
  }

  base::Error Failure(std::string_view fallback) const {
    if (pull_error_) return *pull_error_;
    if (message_.find("huge") != std::string::npos || message_.find("Huge") != std::string::npos) {
      return base::TooLarge(fmt::format("{}: line {}: a text is longer than kMaxFieldBytes ({} bytes)", name_,
                                        line_, base::kMaxFieldBytes));
    }
    if (message_.find("xcessive depth") != std::string::npos) return TooDeep();
    return base::Invalid(fmt::format("{}: line {}: not well-formed XML: {}", name_, line_,
                                     message_.empty() ? fallback : std::string_view(message_)));
  }

  base::Error TooDeep() const {
    return base::TooLarge(
        fmt::format("{}: elements are nested deeper than kMaxXmlDepth ({})", name_, base::kMaxXmlDepth));
  }

  Pull pull_;
  std::string name_;
  xmlTextReaderPtr reader_ = nullptr;
  std::optional<base::Error> pull_error_;
  std::string message_;
  int line_ = 0;
  Node node_ = Node::kText;
  int depth_ = 0;
  bool end_is_due_ = false;  // the end of an empty element
  std::map<std::string, std::string, std::less<>> values_;
};

base::Result<bool> Reader::Next() {
  if (std::exchange(end_is_due_, false)) {
    node_ = Node::kEnd;
    return true;
  }
  while (true) {
    int state = xmlTextReaderRead(reader_);
    if (state < 0 || pull_error_ || !message_.empty()) return Failure("it ends too early");
    if (state == 0) return false;
    depth_ = xmlTextReaderDepth(reader_);
    if (depth_ > base::kMaxXmlDepth) return TooDeep();
    switch (xmlTextReaderNodeType(reader_)) {
      case XML_READER_TYPE_ELEMENT:
        node_ = Node::kStart;
        end_is_due_ = xmlTextReaderIsEmptyElement(reader_) == 1;
        return true;
      case XML_READER_TYPE_END_ELEMENT:
        node_ = Node::kEnd;
        return true;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        node_ = Node::kText;
        if (text().size() <= base::kMaxFieldBytes) return true;
        return base::TooLarge(fmt::format("{}: line {}: a text is longer than kMaxFieldBytes ({} bytes)",
                                          name_, xmlTextReaderGetParserLineNumber(reader_),
                                          base::kMaxFieldBytes));
      case XML_READER_TYPE_DOCUMENT_TYPE:
      case XML_READER_TYPE_ENTITY_REFERENCE:
        return base::Invalid(
            fmt::format("{}: the XML declares a document type (DTD), which is refused for safety", name_));
      default:
        break;  // comments, processing instructions
    }
  }
}

std::string_view Reader::Attribute(const char* attribute) {
  const char* colon = std::strchr(attribute, ':');
  std::string_view wanted = colon == nullptr ? attribute : colon + 1;
  xmlNodePtr current = xmlTextReaderCurrentNode(reader_);
  if (current == nullptr || current->type != XML_ELEMENT_NODE) return {};
  for (xmlAttrPtr at = current->properties; at != nullptr; at = at->next) {
    if (View(at->name) != wanted || (colon != nullptr && (at->ns == nullptr || at->ns->prefix == nullptr)))
      continue;
    // Nearly always one piece of text, which lives as long as the node does.
    if (at->children == nullptr) return {};
    if (at->children->next == nullptr && at->children->type == XML_TEXT_NODE)
      return View(at->children->content);
    xmlChar* joined = xmlNodeListGetString(current->doc, at->children, 1);
    std::string& value = values_[attribute];
    value = View(joined);
    xmlFree(joined);
    return value;
  }
  return {};
}

}  // namespace

base::Result<std::unique_ptr<XmlStream>> XmlStream::Open(Pull pull, const std::string& name) {
  auto reader = std::make_unique<Reader>(std::move(pull), name);
  TRY(reader->Open());
  return std::unique_ptr<XmlStream>(std::move(reader));
}

}  // namespace files
