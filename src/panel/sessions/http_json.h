#pragma once
// The body of a request as the same named values that a form sends, so that both faces read them with the
// same code. Inside the folder only. Value type.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "desk/web/router.h"

namespace panel {

class JsonFields {
 public:
  // Errors: kInvalid where the body is no object.
  static base::Result<JsonFields> Read(const desk::Context& context);
  // A text as it is, true as "1", a number in digits; empty where there is none.
  std::string Text(std::string_view name) const;
  std::optional<std::int64_t> Number(std::string_view name) const;
  std::vector<std::string> Texts(std::string_view name) const;
  const std::map<std::string, std::string, std::less<>>& texts() const { return texts_; }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, std::int64_t, std::less<>> numbers_;
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;
};

}  // namespace panel
