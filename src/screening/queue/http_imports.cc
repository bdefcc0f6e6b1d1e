// /api/v1/imports: party files for programs; what the wizard shows and does.

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "desk/web/api.h"
#include "screening/queue/faces.h"
#include "screening/queue/json_forms.h"

namespace screening {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::size_t kMostRejects = 1'000;
constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kFileForm =
    R"({"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"},"source":{"type":"string"}}})";
constexpr std::string_view kColumns =
    R"({"type":"object","properties":{"uses":{"type":"array","items":{"type":"object","required":["use"],"properties":{"column":{"type":"integer"},"key":{"type":"string"},"use":{"type":"string"}}}},"sheet":{"type":"string"},"header_row":{"type":["integer","null"]},"source":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kVersion = R"({"type":"object","properties":{"version":{"type":"integer"}}})";

base::Result<std::size_t> Whole(const std::optional<std::int64_t>& number, std::string_view name) {
  if (!number) return std::size_t{0};
  if (*number < 0 || *number > static_cast<std::int64_t>(base::kMaxRecordBytes))
    return base::Invalid(fmt::format("\"{}\" is out of range", name));
  return static_cast<std::size_t>(*number);
}

base::Result<ImportMapping> MappingOf(const json::object& body, const ImportMapping& before) {
  ImportMapping mapping = before;
  if (body.contains("sheet")) mapping.sheet = TRY(TextMember(body, "sheet"));
  if (body.contains("header_row")) {
    const std::optional<std::int64_t> row = TRY(NumberMember(body, "header_row"));
    const std::size_t whole = TRY(Whole(row, "header_row"));
    mapping.header_row = row ? std::optional(whole) : std::nullopt;
  }
  const json::value* uses = body.if_contains("uses");
  if (uses == nullptr) return mapping;
  if (!uses->is_array()) return base::Invalid("\"uses\" must be a list of {\"column\", \"use\"}");
  mapping.uses.clear();
  for (const json::value& item : uses->get_array()) {
    const json::object* object = TRY(ObjectOf(item));
    const std::optional<std::int64_t> column = TRY(NumberMember(*object, "column"));
    ImportMapping::Use use;
    use.column = TRY(Whole(column, "column"));
    use.key = TRY(TextMember(*object, "key"));
    use.use = TRY(TextMember(*object, "use"));
    mapping.uses.push_back(std::move(use));
  }
  return mapping;
}

class ImportApi {
 public:
  explicit ImportApi(QueueServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxPartyPage));
    json::array items;
    for (const Import& import : TRY(services_.imports.List(context.org(), limit)))
      items.push_back(JsonOf(import));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", nullptr}});
  }

  base::Result<net::Response> Upload(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const net::Form* form = TRY(context.Form());
      if (form->files.size() != 1) return base::Invalid("send one file, in the field \"file\"");
      const net::UploadedFile& file = form->files.front();
      const ImportId id = TRY(services_.imports.Upload(context.actor(), context.org(), file.file_name,
                                                       file.bytes, form->fields.Get("source")));
      const Import import = TRY(services_.imports.Get(context.org(), id));
      net::Response response = desk::JsonResponse(JsonOf(import), 201);
      response.headers.Add("Location", "/api/v1/imports/" + id.text());
      return response;
    });
  }

  base::Result<net::Response> Get(Context& context) const {
    const ImportId id = TRY(ImportId::Parse(context.Path("id")));
    const Import import = TRY(services_.imports.Get(context.org(), id));
    return desk::JsonWithETag(context, JsonOf(import));
  }

  base::Result<net::Response> Preview(Context& context) const {
    const ImportId id = TRY(ImportId::Parse(context.Path("id")));
    const ImportPreview preview = TRY(services_.imports.Preview(context.org(), id));
    return desk::JsonWithETag(context, JsonOf(preview));
  }

  base::Result<net::Response> Columns(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const ImportId id = TRY(ImportId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      const Import before = TRY(services_.imports.Get(context.org(), id));
      const ImportMapping mapping = TRY(MappingOf(*object, before.mapping));
      const std::string source = TRY(TextMember(*object, "source"));
      const std::optional<std::int64_t> version = TRY(NumberMember(*object, "version"));
      TRY(services_.imports.SetMapping(context.actor(), context.org(), id, version.value_or(before.version),
                                       mapping, source.empty() ? before.source : source));
      return Get(context);
    });
  }

  base::Result<net::Response> Start(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const ImportId id = TRY(ImportId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      const std::optional<std::int64_t> version = TRY(NumberMember(*object, "version"));
      const desk::JobId job =
          TRY(services_.imports.Start(context.actor(), context.org(), id, version.value_or(0)));
      net::Response response = desk::JsonResponse(json::object{{"job", job.text()}}, 202);
      response.headers.Add("Location", "/api/v1/jobs/" + job.text());
      return response;
    });
  }

  base::Result<net::Response> Rejects(Context& context) const {
    const ImportId id = TRY(ImportId::Parse(context.Path("id")));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostRejects));
    std::int64_t after = 0;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty()) {
      const std::string position = TRY(desk::DecodeCursor(context.desk(), cursor));
      std::from_chars(position.data(), position.data() + position.size(), after);
    }
    const std::vector<Imports::NumberedReject> rejects =
        TRY(services_.imports.Rejects(context.org(), id, after, limit));
    json::array items;
    for (const Imports::NumberedReject& reject : rejects) items.push_back(JsonOf(reject.reject));
    const bool more = rejects.size() == limit;
    const json::value next =
        more ? json::value(desk::EncodeCursor(context.desk(), std::to_string(rejects.back().number)))
             : json::value(nullptr);
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }

  base::Result<net::Response> Missing(Context& context) const {
    const ImportId id = TRY(ImportId::Parse(context.Path("id")));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxPartyPage));
    json::array items;
    for (const Party& party : TRY(services_.imports.Missing(context.org(), id, limit)))
      items.push_back(JsonOf(party));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", nullptr}});
  }

  base::Result<net::Response> RemoveMissing(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const ImportId id = TRY(ImportId::Parse(context.Path("id")));
      const std::size_t removed = TRY(services_.imports.RemoveMissing(context.actor(), context.org(), id));
      return desk::JsonResponse(json::object{{"removed", removed}});
    });
  }

  base::Result<net::Response> Discard(Context& context) const {
    const ImportId id = TRY(ImportId::Parse(context.Path("id")));
    TRY(services_.imports.Discard(context.actor(), context.org(), id));
    net::Response response;
    response.status = 204;
    return response;
  }

 private:
  QueueServices& services_;
};

}  // namespace

void AddImportApi(desk::Desk& desk, QueueServices& services) {
  const ImportApi api(services);
  using Method = base::Result<net::Response> (ImportApi::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method handler, desk::ApiDoc doc) {
    doc.tag = "imports";
    const bool upload = doc.request_type != "application/json";
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [api, handler](Context& context) { return (api.*handler)(context); },
                       .face = desk::Face::kApi,
                       .max_body = upload ? base::kMaxUploadBytes : base::kMaxBodyBytes,
                       .may_spool = upload,
                       .doc = std::move(doc)});
  };
  add("GET", "/api/v1/imports", Permission::kPartiesRead, &ImportApi::List,
      {.summary = "Imports, newest first",
       .response_schema = kAnyObject,
       .query = {"limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/imports", Permission::kPartiesWrite, &ImportApi::Upload,
      {.summary = "Upload a party file (CSV, XLSX, ODS, JSON lines)",
       .request_schema = kFileForm,
       .response_schema = kAnyObject,
       .success = 201,
       .request_type = "multipart/form-data"});
  add("GET", "/api/v1/imports/{id}", Permission::kPartiesRead, &ImportApi::Get,
      {.summary = "An import and what it did", .response_schema = kAnyObject});
  add("GET", "/api/v1/imports/{id}/preview", Permission::kPartiesRead, &ImportApi::Preview,
      {.summary = "Recognised columns, samples and rejects", .response_schema = kAnyObject});
  add("POST", "/api/v1/imports/{id}/columns", Permission::kPartiesWrite, &ImportApi::Columns,
      {.summary = "Correct what columns are used for",
       .request_schema = kColumns,
       .response_schema = kAnyObject});
  add("POST", "/api/v1/imports/{id}/start", Permission::kPartiesWrite, &ImportApi::Start,
      {.summary = "Start reading the file",
       .request_schema = kVersion,
       .response_schema = kAnyObject,
       .success = 202});
  add("GET", "/api/v1/imports/{id}/rejects", Permission::kPartiesRead, &ImportApi::Rejects,
      {.summary = "What was not used, in the file's order",
       .response_schema = kAnyObject,
       .query = {"cursor:string:From the answer before", "limit:integer:How many (1 to 1000)"}});
  add("GET", "/api/v1/imports/{id}/missing", Permission::kPartiesRead, &ImportApi::Missing,
      {.summary = "Parties of the collection that the file does not name",
       .response_schema = kAnyObject,
       .query = {"limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/imports/{id}/remove-missing", Permission::kPartiesWrite, &ImportApi::RemoveMissing,
      {.summary = "Remove those", .response_schema = kAnyObject});
  add("DELETE", "/api/v1/imports/{id}", Permission::kPartiesWrite, &ImportApi::Discard,
      {.summary = "Discard an import that has not been read", .success = 204});
}

}  // namespace screening
