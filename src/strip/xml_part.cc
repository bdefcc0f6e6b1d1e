#include "strip/xml_part.h"

#include "base/limits_strip.h"
#include "files/utf8.h"
#include "strip/outcome.h"

namespace strip {
namespace {

class StringWriter final : public pugi::xml_writer {
 public:
  explicit StringWriter(std::string& out) : out_(out) {}
  void write(const void* data, std::size_t size) override {
    out_.append(static_cast<const char*>(data), size);
  }

 private:
  std::string& out_;
};

// The next element in document order within `root`; null after the last. `into`: whether to look below
// `node`.
pugi::xml_node Following(pugi::xml_node root, pugi::xml_node node, bool into, std::size_t* depth) {
  if (into && node.first_child()) {
    ++*depth;
    return node.first_child();
  }
  while (node != root) {
    if (node.next_sibling()) return node.next_sibling();
    node = node.parent();
    --*depth;
  }
  return {};
}

bool TooDeep(pugi::xml_node root) {
  std::size_t depth = 0;
  for (pugi::xml_node node = root; node; node = Following(root, node, true, &depth)) {
    if (depth > base::kMaxStripXmlDepth) return true;
  }
  return false;
}

}  // namespace

base::Result<std::unique_ptr<pugi::xml_document>> ParseXml(std::string_view bytes) {
  constexpr unsigned kHow = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                            pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
  if (bytes.size() > base::kMaxStripXmlBytes) return Refuse(Refusal::kTooMuch, "XML: kMaxStripXmlBytes");
  auto document = std::make_unique<pugi::xml_document>();
  // The document type would be skipped, and with it the entities that the text uses.
  if (bytes.find("<!DOCTYPE") != std::string_view::npos)
    return Refuse(Refusal::kDamaged, "XML: document type");
  if (!document->load_buffer(bytes.data(), bytes.size(), kHow))
    return Refuse(Refusal::kDamaged, "XML: not well-formed");
  if (!document->document_element()) return Refuse(Refusal::kDamaged, "XML: empty");
  if (TooDeep(document->document_element())) return Refuse(Refusal::kTooMuch, "XML: kMaxStripXmlDepth");
  return document;
}

std::string WriteXml(const pugi::xml_document& document) {
  std::string out("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  StringWriter writer(out);
  document.document_element().print(writer, "", pugi::format_raw | pugi::format_no_declaration,
                                    pugi::encoding_utf8);
  return out;
}

std::string_view Local(std::string_view name) {
  std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view Prefix(std::string_view name) {
  std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

pugi::xml_attribute AttributeOf(pugi::xml_node node, std::string_view local) {
  for (pugi::xml_attribute attribute : node.attributes()) {
    if (Local(attribute.name()) == local) return attribute;
  }
  return {};
}

bool Prune(pugi::xml_node root, const std::function<bool(pugi::xml_node element)>& visit) {
  std::size_t depth = 0;
  pugi::xml_node node = root;
  while (node) {
    bool keep = node.type() != pugi::node_element || visit(node);
    if (!keep && node == root) return false;
    pugi::xml_node next = Following(root, node, keep, &depth);
    if (!keep) node.parent().remove_child(node);
    node = next;
  }
  return true;
}

}  // namespace strip
