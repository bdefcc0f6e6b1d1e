#pragma once
// What the members' API reads and writes as JSON, and members of a body with their types checked. Pure;
// thread-safe.

#include <boost/json/fwd.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/api.h"
#include "panel/members/services.h"

namespace panel::members {

// The body of a request as an object. Errors of its functions: kInvalid, naming the member.
class Body {
 public:
  static base::Result<Body> Of(const desk::Context& context);
  base::Result<std::string> Text(std::string_view name) const;  // absent: empty
  base::Result<std::int64_t> Number(std::string_view name) const;
  base::Result<bool> Truth(std::string_view name) const;  // absent: false
  base::Result<std::vector<std::string>> Texts(std::string_view name) const;
  bool Has(std::string_view name) const;
  const boost::json::object& object() const { return *object_; }
  // A code of an enumeration: `named` finds it.
  template <typename Enum>
  base::Result<Enum> Code(std::string_view name, std::optional<Enum> (*named)(std::string_view)) const {
    const std::string text = TRY(Text(name));
    const std::optional<Enum> value = named(text);
    if (!value) return base::Invalid("\"" + std::string(name) + "\" has no code \"" + text + "\"");
    return *value;
  }

 private:
  explicit Body(std::shared_ptr<const boost::json::object> object) : object_(std::move(object)) {}
  std::shared_ptr<const boost::json::object> object_;
};

boost::json::object JsonOf(const Panel& panel);
boost::json::object JsonOf(const Member& member);
boost::json::object JsonOf(const ListedMember& listed, bool secretariat);
boost::json::object JsonOf(const MemberDetail& detail);
boost::json::object JsonOf(const File& file);
boost::json::object JsonOf(const Verification& verification);
boost::json::object JsonOf(const Vetting& vetting);
boost::json::object JsonOf(const Flag& flag);
boost::json::object JsonOf(const FlagEvent& event);
boost::json::object JsonOf(const Hit& hit);
boost::json::object JsonOf(const Interest& interest);
boost::json::object JsonOf(const Balance& balance);
boost::json::value JsonTime(base::UtcTime time);  // RFC 3339, or null where it never was

boost::json::array JsonAll(const std::vector<Panel>& items);
boost::json::array JsonAll(const std::vector<Verification>& items);
boost::json::array JsonAll(const std::vector<Vetting>& items);
boost::json::array JsonAll(const std::vector<Flag>& items);
boost::json::array JsonAll(const std::vector<FlagEvent>& items);
boost::json::array JsonAll(const std::vector<Hit>& items);
boost::json::array JsonAll(const std::vector<Interest>& items);

// Adds a route of the API that answers with JSON; what changes something runs once for each Idempotency-Key.
using ApiHandler = std::function<base::Result<boost::json::object>(desk::Context&)>;
void AddApi(desk::Desk& desk, std::string_view method, std::string_view pattern, desk::Permission permission,
            desk::ApiDoc doc, ApiHandler handler);

}  // namespace panel::members
