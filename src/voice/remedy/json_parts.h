#pragma once
// What the texts of this folder share when they are written to JSON before they are sealed, and read after.
// A text that does not fit is one that the program did not write: kCorrupt. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"
#include "base/result.h"
#include "voice/intake/json_texts.h"

namespace voice::remedy {

// The fields of one object; the first that does not fit is remembered, so that a reader asks once at the end.
class Fields {
 public:
  explicit Fields(const boost::json::object& object) : object_(object) {}
  std::string Text(std::string_view name);
  std::int64_t Number(std::string_view name);
  bool Truth(std::string_view name) { return Number(name) != 0; }
  base::Decimal Amount(std::string_view name);
  std::optional<base::Decimal> MaybeAmount(std::string_view name);
  std::optional<std::int64_t> MaybeNumber(std::string_view name);
  base::Currency Currency(std::string_view name);
  const boost::json::array& List(std::string_view name);
  template <typename Value, typename Find>
  Value One(std::string_view name, const Find& find) {
    const auto found = find(Text(name));
    if (!found) bad_ = true;
    return found.value_or(Value{});
  }
  base::Status Check() const;

 private:
  const boost::json::value* At(std::string_view name);
  const boost::json::object& object_;
  bool bad_ = false;
};

}  // namespace voice::remedy
