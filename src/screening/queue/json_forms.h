#pragma once
// What the queue's API reads and writes: parties, alerts, imports as JSON, and members of a body with their
// types checked. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "screening/queue/alerts.h"
#include "screening/queue/imports.h"
#include "screening/queue/parties.h"

namespace screening {

boost::json::object JsonOf(const Party& party);
boost::json::object JsonOf(const QueuedAlert& alert);
boost::json::object JsonOf(const AlertDetail& detail);
boost::json::object JsonOf(const AlertChange& change);
boost::json::object JsonOf(const Import& import);
boost::json::object JsonOf(const ImportPreview& preview);
boost::json::object JsonOf(const Reject& reject);
boost::json::object JsonOf(const match::GoodsAlert& goods);

// An entity of {"schema","properties":{name:[…]}} (a single text may stand for a list of one). Errors:
// kInvalid, naming the member.
base::Result<entity::Entity> EntityOf(const boost::json::object& object);

// Members of a body. Absent gives nothing (or the empty value); another type is kInvalid and names the
// member.
base::Result<const boost::json::object*> ObjectOf(const boost::json::value& body);
base::Result<std::string> TextMember(const boost::json::object& object, std::string_view name);
base::Result<std::optional<std::int64_t>> NumberMember(const boost::json::object& object,
                                                       std::string_view name);
base::Result<std::vector<std::string>> TextsMember(const boost::json::object& object, std::string_view name);
// "decision". Errors: kInvalid unless it is same, not-same or unsure.
base::Result<Decision> DecisionMember(const boost::json::object& object);

}  // namespace screening
