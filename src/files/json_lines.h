#pragma once
// JSON lines: one JSON object a line, read in bounded memory. A line that is not an object (or is broken, too
// deep or too long) is an item with `problem` set, not the end of the file: the caller decides. Lines are
// counted from 1; blank lines are counted and skipped. Not thread-safe. Limits: kMaxRecordBytes,
// kMaxJsonDepth. Source: RFC 8259, https://jsonlines.org.

#include <boost/json/fwd.hpp>
#include <cstddef>
#include <memory>
#include <string>

#include "base/result.h"

namespace files {

class JsonLinesReader {
 public:
  virtual ~JsonLinesReader() = default;

  // Moves to the next line that is not blank; false at the end.
  virtual base::Result<bool> Next() = 0;
  virtual std::size_t line() const = 0;
  virtual const boost::json::object* object() const = 0;  // null where the line has a problem
  virtual const std::string& problem() const = 0;  // what is wrong with the line; empty where nothing is
};

base::Result<std::unique_ptr<JsonLinesReader>> OpenJsonLines(const std::string& path);
base::Result<std::unique_ptr<JsonLinesReader>> OpenJsonLinesBytes(std::string_view bytes,
                                                                  const std::string& name);

}  // namespace files
