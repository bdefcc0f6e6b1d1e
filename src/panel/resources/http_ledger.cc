// /api/v1/ledger and /api/v1/exchange-rates.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/web/api.h"
#include "panel/resources/fields.h"
#include "panel/resources/http_resources.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 100;
constexpr std::size_t kMostPage = 500;
constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kLine =
    R"({"type":"object","required":["project","stage","amount","currency","date"],"properties":{"project":{"type":"string"},"member":{"type":"string"},"donor":{"type":"string"},"stage":{"enum":["pledged","committed","received","spent","returned","cancelled"]},"kind":{"enum":["money","in-kind"]},"amount":{"type":"string"},"currency":{"type":"string"},"quantity":{"type":"string"},"unit":{"type":"string"},"valued_by":{"type":"string"},"date":{"type":"string","format":"date"},"commitment":{"type":"string"},"reference":{"type":"string"},"note":{"type":"string"}}})";
constexpr std::string_view kRate =
    R"({"type":"object","required":["date","from","to","rate","source"],"properties":{"date":{"type":"string","format":"date"},"from":{"type":"string"},"to":{"type":"string"},"rate":{"type":"string"},"source":{"type":"string"}}})";

net::Response OutcomeJson(const ImportOutcome& outcome) {
  json::array faults;
  for (const ImportFault& fault : outcome.faults)
    faults.push_back(json::object{{"row", fault.row}, {"field", fault.field}, {"text", fault.text}});
  return desk::JsonResponse(json::object{{"taken", outcome.taken},
                                         {"skipped", outcome.skipped},
                                         {"fault_count", outcome.fault_count},
                                         {"faults", std::move(faults)}},
                            outcome.fault_count == 0 ? 200 : 422);
}

class LedgerApi {
 public:
  explicit LedgerApi(ResourceServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    LedgerFilter filter;
    filter.stage = StageNamed(context.Query("stage"));
    filter.currency = base::Currency::FromStore(context.Query("currency"));
    filter.donor_key = context.Query("donor");
    if (!context.Query("project").empty()) filter.project = TRY(ProjectId::Parse(context.Query("project")));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    std::int64_t before = 0;
    if (!context.Query("cursor").empty())
      before =
          std::strtoll(TRY(desk::DecodeCursor(context.desk(), context.Query("cursor"))).c_str(), nullptr, 10);
    const LedgerPage page = TRY(services_.ledger.List(context.actor(), panel.id, filter, before, limit));
    json::array items;
    for (const LedgerLine& line : page.lines) items.push_back(JsonOf(line));
    const json::value next = page.next == 0
                                 ? json::value(nullptr)
                                 : json::value(desk::EncodeCursor(context.desk(), std::to_string(page.next)));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }
  base::Result<net::Response> Add(Context& context) const {
    const auto work = [&]() -> base::Result<net::Response> {
      const Fields fields = TRY(Fields::OfJson(context));
      const LedgerLine draft = TRY(LineOfFields(fields));
      const LineId id = TRY(services_.ledger.Add(context.actor(), draft));
      net::Response response = desk::JsonResponse(json::object{{"id", id.text()}}, 201);
      response.headers.Add("Location", "/api/v1/ledger/" + id.text());
      return response;
    };
    return desk::Idempotent(context, work);
  }
  base::Result<net::Response> Get(Context& context) const {
    const LineId id = TRY(LineId::Parse(context.Path("id")));
    const LedgerLine line = TRY(services_.ledger.Get(context.actor(), id));
    return desk::JsonWithETag(context, JsonOf(line));
  }
  base::Result<net::Response> Reverse(Context& context) const {
    const LineId id = TRY(LineId::Parse(context.Path("id")));
    const Fields fields = TRY(Fields::OfJson(context));
    const LineId reversal = TRY(services_.ledger.Reverse(context.actor(), id, fields.Get("note")));
    return desk::JsonResponse(json::object{{"id", reversal.text()}}, 201);
  }
  base::Result<net::Response> Totals(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    ProjectId project;
    if (!context.Query("project").empty()) project = TRY(ProjectId::Parse(context.Query("project")));
    const LedgerTotals totals = TRY(services_.ledger.Totals(context.actor(), panel.id, project));
    json::array items;
    for (const StageTotal& total : totals.totals) items.push_back(JsonOf(total));
    return desk::JsonResponse(json::object{
        {"reporting_currency", std::string(totals.settings.currency.code())}, {"totals", std::move(items)}});
  }
  base::Result<net::Response> Import(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const ImportOutcome outcome =
        TRY(services_.ledger.Import(context.actor(), panel.id, context.request().body.view(), "ledger.csv"));
    return OutcomeJson(outcome);
  }
  base::Result<net::Response> Rates(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    json::array items;
    const std::vector<ExchangeRateRow> rates = TRY(services_.rates.List(context.actor(), panel.id, limit));
    for (const ExchangeRateRow& rate : rates) items.push_back(JsonOf(rate));
    return desk::JsonResponse(json::object{{"items", std::move(items)}});
  }
  base::Result<net::Response> AddRate(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const Fields fields = TRY(Fields::OfJson(context));
    const ExchangeRateRow rate = TRY(RateOfFields(fields));
    TRY(services_.rates.Add(context.actor(), panel.id, rate));
    net::Response response;
    response.status = 204;
    return response;
  }
  base::Result<net::Response> ImportRates(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const ImportOutcome outcome =
        TRY(services_.rates.Import(context.actor(), panel.id, context.request().body.view(), "rates.csv"));
    return OutcomeJson(outcome);
  }
  base::Result<net::Response> ValueMissing(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const std::int64_t valued = TRY(services_.rates.ValueMissing(context.actor(), panel.id));
    return desk::JsonResponse(json::object{{"valued", valued}});
  }
  base::Result<net::Response> ExportIati(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    net::Response response;
    response.headers.Add("Content-Type", "application/xml");
    response.body = TRY(services_.iati.Export(context.actor(), panel.id));
    return response;
  }
  base::Result<net::Response> ImportIati(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const ImportOutcome outcome =
        TRY(services_.iati.Import(context.actor(), panel.id, context.request().body.view(), "iati.xml"));
    return OutcomeJson(outcome);
  }

 private:
  ResourceServices& services_;
};

using Method = base::Result<net::Response> (LedgerApi::*)(Context&) const;
struct ApiRoute {
  std::string_view method;
  std::string_view pattern;
  Permission permission;
  Method handler;
  desk::ApiDoc doc;
  bool large = false;
};

desk::ApiDoc File(std::string_view summary, std::string_view type) {
  return {.summary = summary,
          .tag = "resources",
          .request_schema = R"({"type":"string"})",
          .response_schema = kAnyObject,
          .request_type = type};
}

std::vector<ApiRoute> LedgerRoutes() {
  using P = Permission;
  return {
      {"GET",
       "/api/v1/ledger",
       P::kPanelRead,
       &LedgerApi::List,
       {.summary = "Lines of the ledger, newest first",
        .tag = "resources",
        .response_schema = kAnyObject,
        .query = {"project:string:Id of a project",
                  "stage:string:pledged, committed, received, spent, returned or cancelled",
                  "currency:string:Code of ISO 4217",
                  "donor:string:Key of a donor: a member's id, or name: and a name",
                  "limit:integer:How many (1 to 500)", "cursor:string:Where to go on"}}},
      {"POST",
       "/api/v1/ledger",
       P::kPanelTakePart,
       &LedgerApi::Add,
       {.summary = "Write a line",
        .tag = "resources",
        .request_schema = kLine,
        .response_schema = kAnyObject,
        .success = 201}},
      {"GET",
       "/api/v1/ledger/{id}",
       P::kPanelRead,
       &LedgerApi::Get,
       {.summary = "One line", .tag = "resources", .response_schema = kAnyObject}},
      {"POST",
       "/api/v1/ledger/{id}/reverse",
       P::kPanelTakePart,
       &LedgerApi::Reverse,
       {.summary = "Take a line back by a line of its own",
        .tag = "resources",
        .request_schema = kAnyObject,
        .response_schema = kAnyObject,
        .success = 201}},
      {"GET",
       "/api/v1/ledger/totals",
       P::kPanelRead,
       &LedgerApi::Totals,
       {.summary = "Sums by stage and currency",
        .tag = "resources",
        .response_schema = kAnyObject,
        .query = {"project:string:Id of a project"}}},
      {"POST", "/api/v1/ledger/import", P::kPanelTakePart, &LedgerApi::Import,
       File("Take a table of lines, all or nothing", "text/csv"), true},
  };
}

std::vector<ApiRoute> RateRoutes() {
  using P = Permission;
  return {
      {"GET",
       "/api/v1/exchange-rates",
       P::kPanelRead,
       &LedgerApi::Rates,
       {.summary = "Exchange rates, newest first",
        .tag = "resources",
        .response_schema = kAnyObject,
        .query = {"limit:integer:How many (1 to 500)"}}},
      {"POST",
       "/api/v1/exchange-rates",
       P::kPanelManage,
       &LedgerApi::AddRate,
       {.summary = "Enter a rate", .tag = "resources", .request_schema = kRate, .success = 204}},
      {"POST", "/api/v1/exchange-rates/import", P::kPanelManage, &LedgerApi::ImportRates,
       File("Take a table of rates, all or nothing", "text/csv"), true},
      {"POST",
       "/api/v1/exchange-rates/apply",
       P::kPanelManage,
       &LedgerApi::ValueMissing,
       {.summary = "Value the lines for which there is a rate by now",
        .tag = "resources",
        .response_schema = kAnyObject}},
      {"GET",
       "/api/v1/iati/activities",
       P::kPanelManage,
       &LedgerApi::ExportIati,
       {.summary = "Projects and ledger as an IATI 2.03 activity file",
        .tag = "resources",
        .response_schema = R"({"type":"string"})",
        .response_type = "application/xml"}},
      {"POST", "/api/v1/iati/activities", P::kPanelManage, &LedgerApi::ImportIati,
       File("Take projects and transactions from an IATI activity file, all or nothing", "application/xml"),
       true},
  };
}

}  // namespace

void RegisterLedgerApi(desk::Desk& desk, ResourceServices& services) {
  const LedgerApi api(services);
  for (const std::vector<ApiRoute>& routes : {LedgerRoutes(), RateRoutes()}) {
    for (const ApiRoute& route : routes) {
      const Method handler = route.handler;
      desk.router().Add({.method = route.method,
                         .pattern = route.pattern,
                         .permission = route.permission,
                         .handler = [api, handler](Context& context) { return (api.*handler)(context); },
                         .face = desk::Face::kApi,
                         .max_body = route.large ? base::kMaxResourceImportBytes : base::kMaxBodyBytes,
                         .may_spool = route.large,
                         .doc = route.doc});
    }
  }
}

}  // namespace panel
