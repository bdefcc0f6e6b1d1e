#pragma once
// XmlStream: an XML document node by node, in memory of one node (libxml2's reader). Belongs to one thread.
// No network, no DTD: a document type declaration is refused, so no entity is ever expanded. Names are local
// names, without prefix. Errors: kInvalid (not well-formed, with the line), kTooLarge (kMaxXmlDepth,
// kMaxFieldBytes for one text); each begins with `name`. Cost: about 80 MB/s.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace files {

class XmlStream {
 public:
  enum class Node { kStart, kEnd, kText };
  // Fills up to `size` bytes and returns how many; 0 at the end.
  using Pull = std::function<base::Result<std::size_t>(char* buffer, std::size_t size)>;

  virtual ~XmlStream() = default;
  static base::Result<std::unique_ptr<XmlStream>> Open(Pull pull, const std::string& name);

  // Moves to the next start, end or text; false at the end of the document. An empty element gives a start
  // and an end.
  virtual base::Result<bool> Next() = 0;
  virtual Node node() const = 0;
  virtual int depth() const = 0;                 // 0 for the root; of a text, that of its element plus 1
  virtual std::string_view element() const = 0;  // at a start or end; valid until Next
  virtual std::string_view text() const = 0;     // at a text, white space included; valid until Next
  // At a start: the value of the attribute, or an empty view; valid until the next call of Next. With a
  // prefix ("r:id") the attribute must have any prefix, without one the prefix does not matter.
  virtual std::string_view Attribute(const char* attribute) = 0;
  bool IsStart(std::string_view which) const { return node() == Node::kStart && element() == which; }
  bool IsEnd(std::string_view which) const { return node() == Node::kEnd && element() == which; }
};

}  // namespace files
