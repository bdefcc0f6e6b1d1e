#include <boost/json.hpp>

#include "voice/casework/orders.h"
#include "voice/intake/json_texts.h"

namespace voice {
namespace {

namespace json = boost::json;

const json::array& ArrayAt(const json::object& object, std::string_view name) {
  static const json::array none;
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : none;
}

bool FlagAt(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

base::Error NotOurs() {
  return base::Corrupt("a sealed order is not what the program writes");
}

base::Result<OrderStep> StepIn(const json::value& value) {
  if (!value.is_object()) return NotOurs();
  const json::object& object = value.get_object();
  OrderStep step{.act = OrderAct::kCount,
                 .by = desk::PersonId::FromStore(TextAt(object, "by")),
                 .day = NumberAt(object, "day"),
                 .words = TextAt(object, "words")};
  for (int i = 0; i < static_cast<int>(OrderAct::kCount); ++i)
    if (OrderActName(static_cast<OrderAct>(i)) == TextAt(object, "act")) step.act = static_cast<OrderAct>(i);
  if (step.act == OrderAct::kCount) return NotOurs();
  return step;
}

}  // namespace

std::string TextOf(const Order& order) {
  json::array cases, steps;
  for (const OrderCase& one : order.cases)
    cases.push_back(json::object{{"id", one.id.text()},
                                 {"handed", one.handed},
                                 {"entries", one.entries},
                                 {"told", one.told},
                                 {"counted", one.counted}});
  for (const OrderStep& one : order.steps)
    steps.push_back(json::object{
        {"act", OrderActName(one.act)}, {"by", one.by.text()}, {"day", one.day}, {"words", one.words}});
  json::object text{{"authority", order.authority},
                    {"reference", order.reference},
                    {"basis", order.basis},
                    {"asks", order.asks},
                    {"cases", std::move(cases)},
                    {"steps", std::move(steps)},
                    {"recorded_by", order.recorded_by.text()},
                    {"language", order.language},
                    {"digest", order.digest},
                    {"bytes", order.bytes}};
  if (order.silent_until) text["silent_until"] = *order.silent_until;
  return json::serialize(text);
}

base::Status ReadOrderText(std::string_view text, Order& order) {
  const json::object object = TRY(ObjectIn(text));
  order.authority = TextAt(object, "authority");
  order.reference = TextAt(object, "reference");
  order.basis = TextAt(object, "basis");
  order.asks = TextAt(object, "asks");
  order.recorded_by = desk::PersonId::FromStore(TextAt(object, "recorded_by"));
  order.language = TextAt(object, "language");
  order.digest = TextAt(object, "digest");
  order.bytes = NumberAt(object, "bytes");
  if (object.if_contains("silent_until") != nullptr) order.silent_until = NumberAt(object, "silent_until");
  for (const json::value& one : ArrayAt(object, "cases")) {
    if (!one.is_object()) return NotOurs();
    const json::object& named = one.get_object();
    order.cases.push_back({CaseId::FromStore(TextAt(named, "id")), FlagAt(named, "handed"),
                           NumberAt(named, "entries"), FlagAt(named, "told"), FlagAt(named, "counted")});
  }
  for (const json::value& one : ArrayAt(object, "steps")) order.steps.push_back(TRY(StepIn(one)));
  return base::Ok();
}

}  // namespace voice
