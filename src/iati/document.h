#pragma once
// An XML document as events, and one element of it as a small tree. Streamed in bounded memory; no network,
// no DTD (a document type declaration is refused, so no entity is ever expanded). Belongs to one thread.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace iati {

struct Attribute {
  std::string space;  // namespace; empty: none
  std::string name;
  std::string value;
};

// What a reader of the document does with it. `line` counts from 1; of a start tag it is the line on which it
// ends.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual void OnStart(std::string_view space, std::string_view name,
                       const std::vector<Attribute>& attributes, int line) = 0;
  virtual void OnText(std::string_view text, int line) = 0;  // in pieces
  virtual void OnEnd(int line) = 0;
  // Asked after each of them: an error ends the reading.
  virtual base::Status state() const = 0;
};

// Fills up to `size` bytes and returns how many; 0 at the end.
using Pull = std::function<base::Result<std::size_t>(char* buffer, std::size_t size)>;
Pull PullFrom(std::string_view bytes);  // `bytes` must outlive the reading

// Errors: kInvalid (not well-formed, or a document type declaration; "NAME: line 12: ..."), kTooLarge
// (kMaxXmlDepth, kMaxIatiTextBytes), whatever `pull` and `handler` fail with.
base::Status ReadDocument(const Pull& pull, const std::string& name, Handler& handler);

// An element with everything in it that has no namespace.
struct Element {
  std::string name;
  std::vector<Attribute> attributes;
  std::string text;  // its own, joined
  std::vector<Element> children;
  int line = 0;

  // The value of an attribute without namespace, or empty; "xml:lang" by that name.
  std::string_view Get(std::string_view attribute) const;
  const Element* Child(std::string_view child) const;  // the first, or nullptr
  std::string_view ChildGet(std::string_view child, std::string_view attribute) const;
};

inline constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

}  // namespace iati
