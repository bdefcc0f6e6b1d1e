#pragma once
// What the files of the exchange's API share: pages, bodies with an act, answers, and adding a route.
// Internal to the folder. Pure but for the context; thread-safe.

#include <boost/json/fwd.hpp>

#include "desk/web/api.h"
#include "panel/exchange/json_forms.h"
#include "panel/services.h"

namespace panel::exchange {

inline constexpr std::size_t kUsualPage = 50;  // rows of a list where the request names no limit
inline constexpr std::string_view kAnyObject = R"({"type":"object"})";
// The body of every ".../act"; each reads the members that mean something to it.
inline constexpr std::string_view kAct =
    R"({"type":"object","required":["act"],"properties":{"act":{"type":"string"},"words":{"type":"string"},"arrived":{"type":"string"},"owner":{"type":"string"},"review":{"type":"string"},"version":{"type":"integer"}}})";

// The place that the argument "cursor" names; empty: the beginning. Errors: kInvalid.
base::Result<std::string> After(const desk::Context& context);
// 201 with the new row's id, and `href` as its Location.
net::Response Created(const std::string& href, std::string_view id);

// {"items": [...], "next": cursor or null}, with an ETag.
// The caller includes <boost/json.hpp>.
template <typename T, typename Array = boost::json::array, typename Object = boost::json::object,
          typename Value = boost::json::value>
net::Response PageJson(const desk::Context& context, const PageOf<T>& page) {
  Array items;
  for (const T& item : page.items) items.push_back(JsonOf(item));
  const Value next =
      page.next.empty() ? Value(nullptr) : Value(desk::EncodeCursor(context.desk(), page.next));
  return desk::JsonWithETag(context, Object{{"items", std::move(items)}, {"next", next}});
}

// A body's act by its name. Errors: kInvalid.
template <typename Act>
base::Result<Act> ActAt(const boost::json::object& object) {
  const std::string name = TRY(TextAt(object, "act"));
  const std::optional<Act> act = NamedOf<Act>(name);
  if (!act) return base::Invalid("\"act\" must be one of the possible acts");
  return *act;
}

// Adds routes that are answered by methods of `Api`. Each route keeps its own copy of the Api, so that the
// adder need not live on; the services must.
template <typename Api>
class ApiAdder {
 public:
  using Method = base::Result<net::Response> (Api::*)(desk::Context&) const;

  ApiAdder(desk::Desk& desk, PanelServices& services) : desk_(desk), api_(services) {}
  void operator()(std::string_view method, std::string_view pattern, desk::Permission permission,
                  Method handler, desk::ApiDoc doc) const {
    doc.tag = "exchange";
    doc.response_schema = doc.success == 204 ? std::string_view() : kAnyObject;
    desk_.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = permission,
         .handler = [api = api_, handler](desk::Context& context) { return (api.*handler)(context); },
         .face = desk::Face::kApi,
         .doc = std::move(doc)});
  }

 private:
  desk::Desk& desk_;
  Api api_;
};

// The views from above; AddIntroductionApi adds them after its own routes.
void AddOverviewApi(desk::Desk& desk, PanelServices& services);

}  // namespace panel::exchange
