#include "desk/web/openapi.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>

#include "desk/desk.h"
#include "desk/web/api.h"
#include "html/components.h"

namespace desk {

namespace {

namespace json = boost::json;

constexpr std::string_view kProblemSchema =
    R"({"type":"object","description":"RFC 9457","required":["type","title","status"],"properties":{
  "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},
  "detail":{"type":"string"},"instance":{"type":"string"}}})";

// "limit:integer:How many" → a query parameter.
json::object QueryParameter(std::string_view text) {
  const std::size_t first = text.find(':');
  const std::size_t second = text.find(':', first + 1);
  json::object schema;
  schema["type"] = text.substr(first + 1, second - first - 1);
  json::object parameter;
  parameter["name"] = text.substr(0, first);
  parameter["in"] = "query";
  parameter["schema"] = std::move(schema);
  parameter["description"] = text.substr(second + 1);
  return parameter;
}

// "/alerts/{id}/{rest...}" → "/alerts/{id}/{rest}", and its parameters.
std::string PathOf(std::string_view pattern, json::array& parameters) {
  std::string path(pattern);
  const std::size_t dots = path.find("...}");
  if (dots != std::string::npos) path.erase(dots, 3);
  for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    json::object parameter;
    parameter["name"] = path.substr(open + 1, close - open - 1);
    parameter["in"] = "path";
    parameter["required"] = true;
    parameter["schema"] = json::object{{"type", "string"}};
    parameters.push_back(std::move(parameter));
  }
  return path;
}

json::object SchemaOf(std::string_view text) {
  if (text.starts_with("#")) return {{"$ref", text}};
  return json::parse(text).as_object();
}

json::object ContentOf(std::string_view type, std::string_view schema) {
  json::object media;
  if (!schema.empty()) media["schema"] = SchemaOf(schema);
  return {{type, std::move(media)}};
}

json::object OperationOf(const Route& route, json::array parameters) {
  const ApiDoc& doc = route.doc;
  for (const std::string_view query : doc.query) parameters.push_back(QueryParameter(query));
  json::object operation;
  operation["summary"] = doc.summary;
  operation["tags"] = json::array{doc.tag};
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!doc.request_schema.empty())
    operation["requestBody"] =
        json::object{{"required", true}, {"content", ContentOf(doc.request_type, doc.request_schema)}};
  json::object answer{{"description", net::StatusPhrase(doc.success)}};
  if (doc.success != 204) answer["content"] = ContentOf(doc.response_type, doc.response_schema);
  json::object responses;
  responses[std::to_string(doc.success)] = std::move(answer);
  responses["default"] =
      json::object{{"description", "What went wrong"},
                   {"content", ContentOf("application/problem+json", "#/components/schemas/Problem")}};
  operation["responses"] = std::move(responses);
  operation["x-permission"] = PermissionName(route.permission);
  if (route.permission == Permission::kPublic) operation["security"] = json::array{};
  return operation;
}

std::string LowerMethod(std::string_view method) {
  std::string lower(method);
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  return lower;
}

base::Result<net::Response> ServeDocument(Context& context) {
  return JsonWithETag(context, OpenApiDocument(context.desk()));
}

html::Html OperationRow(const std::string& path, const Route& route) {
  const std::string call = fmt::format("{} {}", route.method, path);
  return html::El("tr", html::El("th", {{"scope", "row"}}, html::El("code", call)),
                  html::El("td", route.doc.summary),
                  html::El("td", html::El("code", PermissionName(route.permission))));
}

base::Result<net::Response> ServeReference(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  std::map<std::string, html::Html> rows_by_tag;
  for (const Route& route : context.desk().router().routes()) {
    if (route.face != Face::kApi) continue;
    json::array unused;
    rows_by_tag[std::string(route.doc.tag)].Add(OperationRow(PathOf(route.pattern, unused), route));
  }
  html::Html main = html::El("p", {{"class", "measure"}},
                             locale.tr("Send the key of a service account with each request: Authorization: "
                                       "ApiKey KEY. Errors are problems (RFC 9457). The whole "
                                       "description for programs is an OpenAPI 3.1 document:"),
                             " ", html::El("a", {html::Href("/openapi.json")}, "/openapi.json"));
  for (const auto& [tag, rows] : rows_by_tag)
    main.Add(html::Table(
        "data", tag, {{locale.tr("Call")}, {locale.tr("What it does")}, {locale.tr("Permission")}}, rows));
  return PageResponse(context, {.title = locale.tr("Reference of the API")}, main);
}

}  // namespace

json::object OpenApiDocument(const Desk& desk) {
  std::map<std::string, json::object> paths;
  for (const Route& route : desk.router().routes()) {
    if (route.face != Face::kApi) continue;
    json::array parameters;
    const std::string path = PathOf(route.pattern, parameters);
    paths[path][LowerMethod(route.method)] = OperationOf(route, std::move(parameters));
  }
  json::object all_paths;
  for (auto& [path, operations] : paths) all_paths[path] = std::move(operations);
  json::object document;
  document["openapi"] = "3.1.0";
  document["info"] =
      json::object{{"title", "Manumit"},
                   {"version", "1"},
                   {"description", "What the console does, the API does. Times are RFC 3339 in UTC."}};
  document["security"] = json::array{json::object{{"apiKey", json::array{}}}};
  document["paths"] = std::move(all_paths);
  document["components"] =
      json::object{{"securitySchemes", json::object{{"apiKey", json::object{{"type", "apiKey"},
                                                                            {"in", "header"},
                                                                            {"name", "Authorization"},
                                                                            {"description", "ApiKey KEY"}}}}},
                   {"schemas", json::object{{"Problem", json::parse(kProblemSchema)}}}};
  return document;
}

void RegisterReference(Desk& desk) {
  desk.router().Add({.method = "GET",
                     .pattern = "/openapi.json",
                     .permission = Permission::kPublic,
                     .handler = ServeDocument,
                     .face = Face::kApi,
                     .doc = {.summary = "This description", .tag = "reference"}});
  desk.router().Add({.method = "GET",
                     .pattern = "/reference",
                     .permission = Permission::kPublic,
                     .handler = ServeReference});
}

}  // namespace desk
