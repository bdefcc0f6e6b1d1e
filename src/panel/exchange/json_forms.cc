#include "panel/exchange/json_forms.h"

#include <boost/json.hpp>

#include "panel/exchange/faces.h"

namespace panel::exchange {
namespace {

namespace json = boost::json;

json::value DayOrNull(base::UtcTime time) {
  return time.ms == 0 ? json::value(nullptr) : json::value(base::FormatDay(time));
}
json::value TimeOrNull(base::UtcTime time) {
  return time.ms == 0 ? json::value(nullptr) : json::value(base::FormatTime(time));
}
json::array TypesJson(const std::vector<desk::OrgType>& types) {
  json::array names;
  for (const desk::OrgType type : types) names.emplace_back(desk::OrgTypeName(type));
  return names;
}
json::object MemberJson(const Member& member) {
  return {{"id", member.id.text()}, {"name", member.name}, {"country", member.country}};
}

}  // namespace

json::array JsonOf(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

json::object JsonOf(const Listing& l) {
  return {{"id", l.id.text()},
          {"side", NameOf(l.side)},
          {"kind", NameOf(l.kind)},
          {"title", l.title},
          {"details", l.details},
          {"quantity", l.quantity.text()},
          {"unit", l.unit},
          {"agreed", l.taken.text()},
          {"left", l.Left().text()},
          {"places", JsonOf(l.places)},
          {"languages", JsonOf(l.languages)},
          {"sectors", JsonOf(l.sectors)},
          {"targets", JsonOf(l.targets)},
          {"conditions", l.conditions},
          {"open_to", TypesJson(l.open_to)},
          {"from", DayOrNull(l.from)},
          {"until", DayOrNull(l.until)},
          {"visibility", NameOf(l.visibility)},
          {"state", NameOf(l.state)},
          {"member", MemberJson(l.owner)},
          {"created", base::FormatTime(l.created)},
          {"version", l.version}};
}

json::array JsonOf(const std::vector<PartReason>& reasons) {
  json::array array;
  for (const PartReason& reason : reasons)
    array.push_back(json::object{{"part", NameOf(reason.part)},
                                 {"points", reason.points},
                                 {"of", reason.most},
                                 {"offer", reason.offer},
                                 {"need", reason.need},
                                 {"common", reason.common}});
  return array;
}

json::array JsonOf(const std::vector<Gatekeeper::Event>& events) {
  json::array array;
  for (const Gatekeeper::Event& event : events)
    array.push_back(json::object{{"act", event.act},
                                 {"to", event.to},
                                 {"time", base::FormatTime(event.time)},
                                 {"member", event.org_name},
                                 {"words", event.words}});
  return array;
}

json::object JsonOf(const Pair& pair) {
  const Introduction& one = pair.introduction;
  const bool reported = !one.reported_by.empty();
  return {{"id", one.id.text()},
          {"state", NameOf(one.state)},
          {"offer", JsonOf(pair.offer)},
          {"need", JsonOf(pair.need)},
          {"amount", one.amount.text()},
          {"unit", pair.offer.unit},
          {"score", one.score},
          {"reasons", JsonOf(ReasonsOf(one.reasons))},
          {"arrived", reported ? json::value(one.arrived.text()) : json::value(nullptr)},
          {"outcome", one.outcome},
          {"words", one.words},
          {"due", TimeOrNull(one.due)},
          {"version", one.version}};
}

json::object JsonOf(const Help& help) {
  return {{"id", help.id.text()},
          {"state", NameOf(help.state)},
          {"to", NameOf(help.to)},
          {"country", help.country},
          {"title", help.title},
          {"details", help.details},
          {"answer", help.answer},
          {"member", MemberJson(help.owner)},
          {"taken_by", help.taken_by_name},
          {"asked", base::FormatTime(help.asked)},
          {"due", TimeOrNull(help.due)},
          {"version", help.version}};
}

json::object JsonOf(const Barrier& barrier) {
  return {{"id", barrier.id.text()},
          {"state", NameOf(barrier.state)},
          {"title", barrier.title},
          {"details", barrier.details},
          {"hindered", TypesJson(barrier.hindered)},
          {"whom", barrier.hindered_words},
          {"member", MemberJson(barrier.reporter)},
          {"owner", barrier.owner_name},
          {"plan", barrier.plan},
          {"result", barrier.result},
          {"review", DayOrNull(barrier.review)},
          {"version", barrier.version}};
}

json::object JsonOf(const Proposal& proposal) {
  return {{"id", proposal.id.text()},
          {"job", proposal.job.text()},
          {"done", proposal.done},
          {"offers", proposal.offers},
          {"needs", proposal.needs},
          {"fitting", proposal.fitting},
          {"pairs", proposal.pairs},
          {"created", base::FormatTime(proposal.created)},
          {"finished", TimeOrNull(proposal.finished)}};
}

base::Result<const json::object*> ObjectOf(const json::value& body) {
  const json::object* object = body.if_object();
  if (object == nullptr) return base::Invalid("the body must be a JSON object");
  return object;
}

base::Result<std::string> TextAt(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  if (member == nullptr || member->is_null()) return std::string();
  if (!member->is_string()) return base::Invalid("\"" + std::string(name) + "\" must be a text");
  return std::string(member->get_string());
}

base::Result<std::vector<std::string>> TextsAt(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  const json::value* member = object.if_contains(name);
  if (member == nullptr || member->is_null()) return texts;
  const json::array* array = member->if_array();
  if (array == nullptr) return base::Invalid("\"" + std::string(name) + "\" must be a list of texts");
  for (const json::value& one : *array) {
    if (!one.is_string()) return base::Invalid("\"" + std::string(name) + "\" must be a list of texts");
    texts.emplace_back(one.get_string());
  }
  return texts;
}

base::Result<std::optional<std::int64_t>> NumberAt(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  if (member == nullptr || member->is_null()) return std::optional<std::int64_t>();
  boost::system::error_code error;
  const auto number = member->to_number<std::int64_t>(error);
  if (error) return base::Invalid("\"" + std::string(name) + "\" must be a whole number");
  return std::optional<std::int64_t>(number);
}

base::Result<base::UtcTime> DayAt(const json::object& object, std::string_view name) {
  const std::string text = TRY(TextAt(object, name));
  return DayFrom(text);
}

base::Result<Listing> ListingFrom(const json::object& object) {
  Listing listing;
  const std::optional<Kind> kind = NamedOf<Kind>(TRY(TextAt(object, "kind")));
  if (!kind) return base::Invalid("\"kind\" must be one of the kinds");
  listing.kind = *kind;
  listing.title = TRY(TextAt(object, "title"));
  listing.details = TRY(TextAt(object, "details"));
  const std::string quantity = TRY(TextAt(object, "quantity"));
  listing.quantity = TRY(base::Decimal::Parse(quantity));
  listing.unit = TRY(TextAt(object, "unit"));
  listing.places = TRY(TextsAt(object, "places"));
  listing.languages = TRY(TextsAt(object, "languages"));
  listing.sectors = TRY(TextsAt(object, "sectors"));
  listing.targets = TRY(TextsAt(object, "targets"));
  listing.conditions = TRY(TextAt(object, "conditions"));
  for (const std::string& name : TRY(TextsAt(object, "open_to"))) {
    const auto type = desk::OrgTypeNamed(name);
    if (!type) return base::Invalid("\"open_to\" holds a kind of organisation that is not known");
    listing.open_to.push_back(*type);
  }
  listing.from = TRY(DayAt(object, "from"));
  listing.until = TRY(DayAt(object, "until"));
  const std::string visibility = TRY(TextAt(object, "visibility"));
  const std::optional<Visibility> seen = NamedOf<Visibility>(visibility.empty() ? "members" : visibility);
  if (!seen) return base::Invalid("\"visibility\" must be secretariat, members or public");
  listing.visibility = *seen;
  listing.version = TRY(NumberAt(object, "version")).value_or(0);
  return listing;
}

}  // namespace panel::exchange
