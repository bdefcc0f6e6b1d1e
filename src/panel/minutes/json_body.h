#pragma once
// Members of a JSON body with their types checked, for the API of this folder. Absent gives nothing or the
// empty value; another type is kInvalid and names the member. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "desk/web/router.h"

namespace panel {

class JsonBody {
 public:
  // The request's body, which must be an object.
  static base::Result<JsonBody> Of(const desk::Context& context);
  ~JsonBody();
  JsonBody(JsonBody&&) noexcept;
  JsonBody& operator=(JsonBody&&) noexcept;

  base::Result<std::string> Text(std::string_view name) const;
  base::Result<std::int64_t> Number(std::string_view name) const;  // 0 where it is absent
  base::Result<bool> Truth(std::string_view name) const;
  // The end of the day "YYYY-MM-DD"; 0 where it is absent.
  base::Result<base::UtcTime> Day(std::string_view name) const;

 private:
  JsonBody();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A time as RFC 3339, or null where it never was.
boost::json::value JsonTime(base::UtcTime time);
// {"items": [...], "next": cursor or null}
boost::json::object JsonPage(const desk::Context& context, boost::json::array items,
                             const std::string& position);

}  // namespace panel
