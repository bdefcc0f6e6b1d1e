#pragma once
// The exchange's nouns as JSON, and JSON bodies read. Pure; thread-safe.

#include <boost/json/fwd.hpp>

#include "panel/exchange/exchange.h"

namespace panel::exchange {

boost::json::object JsonOf(const Listing& listing);
boost::json::object JsonOf(const Pair& pair);
boost::json::object JsonOf(const Help& help);
boost::json::object JsonOf(const Barrier& barrier);
boost::json::object JsonOf(const Proposal& proposal);
boost::json::array JsonOf(const std::vector<PartReason>& reasons);
boost::json::array JsonOf(const std::vector<Gatekeeper::Event>& events);
boost::json::array JsonOf(const std::vector<std::string>& texts);

// Members of a body; absent ones are empty. Errors: kInvalid, naming the member.
base::Result<const boost::json::object*> ObjectOf(const boost::json::value& body);
base::Result<std::string> TextAt(const boost::json::object& object, std::string_view name);
base::Result<std::vector<std::string>> TextsAt(const boost::json::object& object, std::string_view name);
base::Result<std::optional<std::int64_t>> NumberAt(const boost::json::object& object, std::string_view name);
base::Result<base::UtcTime> DayAt(const boost::json::object& object, std::string_view name);
// Everything a person writes of an offer or need; amounts are texts: "1200.50".
base::Result<Listing> ListingFrom(const boost::json::object& object);

}  // namespace panel::exchange
