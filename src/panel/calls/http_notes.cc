// /api/v1/concept-notes: an organisation's own notes, and those of a call that it runs.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/people/json.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "panel/calls/json.h"
#include "panel/calls/record_pdf.h"

namespace panel::calls {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kNoteSchema =
    R"({"type":"object","required":["title"],"properties":{"title":{"type":"string"},"summary":{"type":"string"},"own":{"type":"string"},"texts":{"type":"array","items":{"type":"object"}},"answers":{"type":"array","items":{"type":"object"}},"budget":{"type":"array","items":{"type":"object"}},"version":{"type":"integer"}}})";
constexpr std::string_view kMoveSchema =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["submit","take-back","withdraw","rule-out","restore","accept","decline"]},"reason":{"type":"string"},"shown":{"type":"boolean"},"version":{"type":"integer"}}})";

class NoteApi {
 public:
  explicit NoteApi(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> Mine(Context& context) const {
    json::array items;
    for (const Notes::Mine& one : TRY(services_->notes.OfMyOrganisation(context.actor()))) {
      json::object note = JsonOf(one.note);
      note["call_title"] = one.call.title;
      items.push_back(std::move(note));
    }
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }
  base::Result<net::Response> Start(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const CallId id = TRY(CallId::Parse(context.Path("id")));
      return Shown(context, TRY(services_->notes.Start(context.actor(), id)), 201);
    });
  }
  base::Result<net::Response> Get(Context& context) const {
    const NoteId id = TRY(Id(context));
    return desk::JsonWithETag(context, JsonOf(TRY(services_->notes.Get(context.actor(), id))));
  }
  base::Result<net::Response> Edit(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const NoteDraft draft = TRY(NoteDraftIn(body));
    const std::int64_t version = TRY(VersionIn(body));
    const NoteId id = TRY(Id(context));
    TRY(services_->notes.Edit(context.actor(), id, version, draft));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> Move(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const NoteId id = TRY(Id(context));
    const std::optional<NoteAct> act = NoteActNamed(TRY(desk::TextIn(body, "act")));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    NoteMove move{.act = *act, .reason = {}};
    move.version = TRY(VersionIn(body));
    move.reason = TRY(desk::TextIn(body, "reason"));
    move.shown = TRY(kit::TruthIn(body, "shown"));
    TRY(services_->notes.Move(context.actor(), id, move));
    return Shown(context, id, 200);
  }
  // The document's bytes as they are; its name in the query.
  base::Result<net::Response> PutDocument(Context& context) const {
    const NoteId id = TRY(Id(context));
    TRY(services_->notes.PutDocument(context.actor(), id, NumberOf(context), context.Query("name"),
                                     context.request().body.view()));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> DropDocument(Context& context) const {
    const NoteId id = TRY(Id(context));
    TRY(services_->notes.DropDocument(context.actor(), id, NumberOf(context)));
    return desk::NoContent();
  }
  base::Result<net::Response> Document(Context& context) const {
    const NoteId id = TRY(Id(context));
    auto [found, bytes] = TRY(services_->notes.Document(context.actor(), id, NumberOf(context)));
    net::Response response;
    response.headers.Add("Content-Type", "application/octet-stream");
    response.body = std::move(bytes);
    return response;
  }
  base::Result<net::Response> Pdf(Context& context) const {
    const NoteId id = TRY(Id(context));
    const NoteView view = TRY(services_->notes.Get(context.actor(), id));
    net::Response response;
    response.headers.Add("Content-Type", "application/pdf");
    response.body = TRY(NotePdf(desk::LocaleOf(context), view));
    return response;
  }
  base::Result<net::Response> Memorandum(Context& context) const {
    const NoteId id = TRY(Id(context));
    const std::string made = TRY(services_->notes.DraftMemorandum(context.actor(), id));
    return desk::JsonResponse(json::object{{"memorandum", made}}, 201);
  }

 private:
  static base::Result<NoteId> Id(const Context& context) { return NoteId::Parse(context.Path("id")); }
  static std::int64_t NumberOf(const Context& context) {
    return desk::WholeNumber(context.Path("number")).value_or(0);
  }
  base::Result<net::Response> Shown(const Context& context, const NoteId& id, int status) const {
    return desk::JsonResponse(JsonOf(TRY(services_->notes.Get(context.actor(), id))), status);
  }
  SharedServices services_;
};

}  // namespace

void AddNoteApi(desk::Desk& desk, const SharedServices& services) {
  using Api = NoteApi;
  const auto api = std::make_shared<Api>(services);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (Api::*handler)(Context&) const, desk::ApiDoc doc) {
    doc.tag = "calls";
    if (doc.response_type == "application/json") doc.response_schema = kit::kAnyObject;
    kit::AddApi(desk, api, method, pattern, permission, handler, std::move(doc));
  };
  const auto take_part = Permission::kPanelTakePart;
  add("GET", "/api/v1/concept-notes", take_part, &Api::Mine, {.summary = "The organisation's concept notes"});
  add("POST", "/api/v1/calls/{id}/notes", take_part, &Api::Start,
      {.summary = "Begin a concept note for a call", .success = 201});
  add("GET", "/api/v1/concept-notes/{id}", Permission::kPanelRead, &Api::Get,
      {.summary = "A concept note, for its applicant and, after the deadline, for whoever runs the call"});
  add("POST", "/api/v1/concept-notes/{id}", take_part, &Api::Edit,
      {.summary = "Change a draft", .request_schema = kNoteSchema});
  add("POST", "/api/v1/concept-notes/{id}/move", take_part, &Api::Move,
      {.summary = "Hand in, take back, withdraw, accept, decline; rule out, let in again",
       .request_schema = kMoveSchema});
  add("POST", "/api/v1/concept-notes/{id}/memorandum", take_part, &Api::Memorandum,
      {.summary = "Draft a memorandum with the applicant that accepted", .success = 201});
  add("GET", "/api/v1/concept-notes/{id}/documents/{number}", Permission::kPanelRead, &Api::Document,
      {.summary = "A document of a note, as it was handed in", .response_type = "application/octet-stream"});
  add("DELETE", "/api/v1/concept-notes/{id}/documents/{number}", take_part, &Api::DropDocument,
      {.summary = "Take a document off a draft", .success = 204});
  add("GET", "/api/v1/concept-notes/{id}/pdf", Permission::kPanelRead, &Api::Pdf,
      {.summary = "A note as PDF", .response_type = "application/pdf"});
  desk.router().Add({.method = "POST",
                     .pattern = "/api/v1/concept-notes/{id}/documents/{number}",
                     .permission = take_part,
                     .handler = [api](Context& context) { return api->PutDocument(context); },
                     .face = desk::Face::kApi,
                     .max_body = base::kMaxNoteDocumentBytes,
                     .doc = {.summary = "Add a document to a draft",
                             .tag = "calls",
                             .request_schema = R"({"type":"string","format":"binary"})",
                             .response_schema = kit::kAnyObject,
                             .query = {"name:string:Its file name"},
                             .request_type = "application/octet-stream"}});
}

}  // namespace panel::calls
