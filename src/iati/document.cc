#include "iati/document.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/limits_panel.h"

namespace iati {
namespace {

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

// One parse. libxml2 calls back with `this`; nothing may be thrown through it, so errors are kept and the
// parser is stopped.
class Parse {
 public:
  Parse(const std::string& name, Handler& handler) : name_(name), handler_(handler) {}
  Parse(const Parse&) = delete;
  Parse& operator=(const Parse&) = delete;
  ~Parse() {
    if (context_ == nullptr) return;
    if (context_->myDoc != nullptr) xmlFreeDoc(context_->myDoc);
    xmlFreeParserCtxt(context_);
  }

  base::Status Run(const Pull& pull);

 private:
  static Parse& Of(void* self) { return *static_cast<Parse*>(self); }
  static void Start(void* self, const xmlChar* local, const xmlChar* prefix, const xmlChar* uri,
                    int namespaces, const xmlChar** declared, int count, int defaulted,
                    const xmlChar** attributes);
  static void End(void* self, const xmlChar* local, const xmlChar* prefix, const xmlChar* uri);
  static void Text(void* self, const xmlChar* text, int size);
  static void DocumentType(void* self, const xmlChar* name, const xmlChar* external, const xmlChar* system);
  static void NoteError(void* self, xmlErrorPtr error);

  int line() const { return context_->input == nullptr ? 0 : context_->input->line; }
  std::string At(int line) const { return name_ + ": line " + std::to_string(line) + ": "; }
  void Stop(base::Error error) {
    if (!error_) error_ = std::move(error);
    xmlStopParser(context_);
  }
  void AskState() {
    const base::Status state = handler_.state();
    if (!state.has_value()) Stop(state.error());
  }
  base::Status Feed(const char* bytes, std::size_t size, bool last);

  const std::string& name_;
  Handler& handler_;
  xmlParserCtxtPtr context_ = nullptr;
  std::optional<base::Error> error_;
  std::vector<Attribute> attributes_;
  int depth_ = 0;
  std::size_t text_bytes_ = 0;  // since the last tag
};

void Parse::Start(void* self, const xmlChar* local, const xmlChar*, const xmlChar* uri, int, const xmlChar**,
                  int count, int, const xmlChar** attributes) {
  Parse& parse = Of(self);
  if (parse.error_) return;
  if (++parse.depth_ > base::kMaxXmlDepth)
    return parse.Stop(base::TooLarge(parse.At(parse.line()) +
                                     "elements are nested deeper than kMaxXmlDepth (" +
                                     std::to_string(base::kMaxXmlDepth) + ")"));
  parse.attributes_.clear();
  constexpr int kParts = 5;  // local name, prefix, namespace, begin and end of the value
  for (int i = 0; i < count; ++i) {
    const xmlChar** at = attributes + static_cast<std::ptrdiff_t>(i) * kParts;
    const auto size = static_cast<std::size_t>(at[4] - at[3]);
    if (size > base::kMaxIatiTextBytes)
      return parse.Stop(
          base::TooLarge(parse.At(parse.line()) + "an attribute is longer than kMaxIatiTextBytes"));
    parse.attributes_.push_back({std::string(View(at[2])), std::string(View(at[0])),
                                 std::string(reinterpret_cast<const char*>(at[3]), size)});
  }
  parse.text_bytes_ = 0;
  parse.handler_.OnStart(View(uri), View(local), parse.attributes_, parse.line());
  parse.AskState();
}

void Parse::End(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
  Parse& parse = Of(self);
  if (parse.error_) return;
  --parse.depth_;
  parse.text_bytes_ = 0;
  parse.handler_.OnEnd(parse.line());
  parse.AskState();
}

void Parse::Text(void* self, const xmlChar* text, int size) {
  Parse& parse = Of(self);
  if (parse.error_ || size <= 0) return;
  parse.text_bytes_ += static_cast<std::size_t>(size);
  if (parse.text_bytes_ > base::kMaxIatiTextBytes)
    return parse.Stop(base::TooLarge(parse.At(parse.line()) + "a text is longer than kMaxIatiTextBytes (" +
                                     std::to_string(base::kMaxIatiTextBytes) + " bytes)"));
  parse.handler_.OnText({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)}, parse.line());
  parse.AskState();
}

void Parse::DocumentType(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
  Parse& parse = Of(self);
  parse.Stop(base::Invalid(
      parse.At(parse.line()) +
      "the file declares a document type (DTD), which is refused for safety: delete that line"));
}

// libxml2 hands a const error over since 2.12.
void Parse::NoteError(void* self, xmlErrorPtr error) {
  Parse& parse = Of(self);
  if (parse.error_ || error == nullptr || error->level < XML_ERR_ERROR) return;
  if (error->code == XML_WAR_NS_URI) return;  // a namespace that is no address is still a name
  std::string words = error->message == nullptr ? "it cannot be read" : error->message;
  while (!words.empty() && words.back() == '\n') words.pop_back();
  parse.Stop(base::Invalid(parse.At(error->line) + "not well-formed XML: " + words));
}

base::Status Parse::Feed(const char* bytes, std::size_t size, bool last) {
  const int code = xmlParseChunk(context_, bytes, static_cast<int>(size), last ? 1 : 0);
  if (error_) return *error_;
  if (code != 0 && context_->wellFormed == 0)
    return base::Invalid(At(line()) + "not well-formed XML: it ends too early or cannot be read");
  return base::Ok();
}

base::Status Parse::Run(const Pull& pull) {
  static const bool initialised = (xmlInitParser(), true);
  (void)initialised;
  xmlSAXHandler sax;
  std::memset(&sax, 0, sizeof(sax));
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = Start;
  sax.endElementNs = End;
  sax.characters = Text;
  sax.ignorableWhitespace = Text;
  sax.cdataBlock = Text;
  sax.internalSubset = DocumentType;
  sax.serror = NoteError;
  context_ = xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr);
  if (context_ == nullptr) return base::IoError(name_ + ": no memory to read it");
  xmlCtxtUseOptions(context_, XML_PARSE_NONET | XML_PARSE_NOCDATA);
  constexpr std::size_t kChunk = 1u << 16;
  const auto buffer = std::make_unique<std::array<char, kChunk>>();
  while (true) {
    const std::size_t size = TRY(pull(buffer->data(), buffer->size()));
    if (size == 0) break;
    TRY(Feed(buffer->data(), size, false));
  }
  return Feed(buffer->data(), 0, true);
}

}  // namespace

Pull PullFrom(std::string_view bytes) {
  auto left = std::make_shared<std::string_view>(bytes);
  return [left](char* buffer, std::size_t size) -> base::Result<std::size_t> {
    const std::size_t count = std::min(size, left->size());
    std::memcpy(buffer, left->data(), count);
    left->remove_prefix(count);
    return count;
  };
}

base::Status ReadDocument(const Pull& pull, const std::string& name, Handler& handler) {
  Parse parse(name, handler);
  return parse.Run(pull);
}

std::string_view Element::Get(std::string_view attribute) const {
  const bool language = attribute == "xml:lang";
  for (const Attribute& one : attributes) {
    if (language ? (one.space == kXmlNamespace && one.name == "lang")
                 : (one.space.empty() && one.name == attribute))
      return one.value;
  }
  return {};
}

const Element* Element::Child(std::string_view child) const {
  for (const Element& one : children)
    if (one.name == child) return &one;
  return nullptr;
}

std::string_view Element::ChildGet(std::string_view child, std::string_view attribute) const {
  const Element* found = Child(child);
  return found == nullptr ? std::string_view() : found->Get(attribute);
}

}  // namespace iati
