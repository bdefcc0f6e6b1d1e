// POST /api/v1/screen-stream: any number of parties as JSON lines in, the lines of `manumit screen --format
// ndjson` out, in input order, while they are made.

#include <atomic>

#include "base/limits.h"
#include "entity/json_text.h"
#include "screening/api/entry_filter.h"
#include "screening/api/faces.h"
#include "screening/commands.h"
#include "screening/output.h"
#include "screening/parties.h"
#include "screening/screen.h"

namespace screening {

namespace {

using desk::Context;

constexpr std::size_t kWriteBytes = 64u << 10;

// {"row":3,"ignored":{"column":"birthDate","value":"soon","reason":"...","whole_row":false}}
std::string IgnoredLine(const Reject& reject) {
  std::string line = "{\"row\":" + std::to_string(reject.row) + ",\"ignored\":{\"column\":";
  entity::AppendJsonString(line, reject.column);
  line += ",\"value\":";
  entity::AppendJsonString(line, reject.value);
  line += ",\"reason\":";
  entity::AppendJsonString(line, reject.reason);
  line += reject.whole_row ? ",\"whole_row\":true}}\n" : ",\"whole_row\":false}}\n";
  return line;
}

// The lines, sent in pieces of a sensible size.
class LineOutput final : public Output {
 public:
  explicit LineOutput(net::BodyWriter& writer) : writer_(writer) {}

  std::string Render(const ScreenedParty& party) const override { return NdjsonLine(party); }
  base::Status Add(ScreenedParty&&, std::string&& rendered) override { return Write(rendered); }
  base::Status Finish(const RunFacts&, std::span<const match::CompiledList* const>) override {
    return Flush();
  }

  base::Status Write(std::string_view line) {
    pending_ += line;
    return pending_.size() < kWriteBytes ? base::Ok() : Flush();
  }

 private:
  base::Status Flush() {
    if (pending_.empty()) return base::Ok();
    const base::Status sent = writer_.Write(pending_);
    pending_.clear();
    return sent;
  }

  net::BodyWriter& writer_;
  std::string pending_;
};

// Everything that the stream needs after the handler has returned.
struct Work {
  net::Body body;
  std::shared_ptr<const ListSnapshot> snapshot;
  std::vector<const match::CompiledList*> lists;
  match::ScreenOptions options;
  bool tell_ignored = true;
  std::unique_ptr<PartyReader> parties;
};

base::Status Run(Work& work, net::BodyWriter& writer) {
  LineOutput output(writer);
  const Screener screener = [&work](const entity::Entity& party, match::Scratch& scratch) {
    return match::Screen(party, work.lists, work.options, scratch);
  };
  const RejectSink ignored = [&](const Reject& reject) {
    return work.tell_ignored ? output.Write(IgnoredLine(reject)) : base::Ok();
  };
  TRY(ScreenAll(*work.parties, screener, DefaultJobs(), output, ignored, {}));
  return output.Finish({}, {});
}

base::Result<net::Response> Stream(WatchLists& watch_lists, Context& context) {
  const net::Arguments& query = context.request().query;
  auto work = std::make_shared<Work>();
  work->options.threshold = TRY(ShareOf(query, "threshold", work->options.threshold));
  work->options.limit = TRY(NumberOf(query, "limit", work->options.limit, base::kMaxResultLimit));
  work->tell_ignored = TRY(TruthOf(query, "ignored", true));
  if (work->options.threshold < base::kLeastMatchCutoff)
    return base::Invalid("threshold: at least 0.3 is expected");
  const EntryFilter filter = TRY(ReadEntryFilter(query));
  if (filter.narrows())
    return base::Invalid("A stream is narrowed by dataset, include_dataset and exclude_dataset only.");
  work->snapshot = TRY(watch_lists.Current());
  const std::string_view dataset = query.Get("dataset").empty() ? "default" : query.Get("dataset");
  work->lists = TRY(ListsFor(*work->snapshot, dataset, filter));
  work->body = std::move(context.request().body);
  work->parties = TRY(OpenJsonParties(work->body.view(), "the body", {}));
  net::Response response;
  response.headers.Add("Content-Type", "application/x-ndjson");
  response.headers.Add("X-Lists-Version", work->snapshot->version());
  response.stream = [work](net::BodyWriter& writer) { return Run(*work, writer); };
  return response;
}

}  // namespace

void AddStreamRoutes(desk::Desk& desk, WatchLists& lists) {
  desk::Route route;
  route.method = "POST";
  route.pattern = "/api/v1/screen-stream";
  route.permission = desk::Permission::kMatch;
  route.handler = [&lists](Context& context) { return Stream(lists, context); };
  route.face = desk::Face::kApi;
  route.max_body = base::kMaxUploadBytes;
  route.may_spool = true;
  route.doc.summary =
      "Screen any number of parties: JSON lines in, JSON lines out, as `manumit screen --format ndjson` "
      "writes them";
  route.doc.tag = "matching";
  route.doc.request_type = "application/x-ndjson";
  route.doc.response_type = "application/x-ndjson";
  route.doc.request_schema =
      R"({"type":"string","description":"One party a line: {\"schema\",\"properties\"}, or a flat object whose keys are read like column headers"})";
  route.doc.response_schema =
      R"({"type":"string","description":"One line a party: {\"row\",\"party\",\"results\"}; what was not used of a row: {\"row\",\"ignored\":{\"column\",\"value\",\"reason\",\"whole_row\"}}"})";
  route.doc.query = {"dataset:string:Which watch list (default: all)",
                     "threshold:number:Score from which on a result is a match (0.7)",
                     "limit:integer:Results of each party (5)",
                     "ignored:boolean:Lines about what was not used (true)",
                     "include_dataset:string:Only these datasets (may be repeated)",
                     "exclude_dataset:string:Not these datasets (may be repeated)"};
  desk.router().Add(std::move(route));
}

}  // namespace screening
