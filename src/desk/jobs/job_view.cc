#include "desk/jobs/job_view.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "base/limits.h"
#include "desk/desk.h"
#include "desk/web/api.h"
#include "html/console_components.h"
#include "html/forms.h"

namespace desk {

namespace {

namespace json = boost::json;

constexpr std::size_t kUsualPage = 30;

bool SeesInstallation(const Context& context) {
  return context.actor().Can(Permission::kListsManage);
}

// The jobs of the organisation, or with ?of=installation the installation's.
base::Result<OrgId> WhoseJobs(const Context& context) {
  const std::string_view of = context.Query("of");
  if (of.empty()) return context.org();
  if (of != "installation") return base::Invalid("of: \"installation\" or nothing is expected.");
  if (!SeesInstallation(context))
    return base::Error{base::Code::kForbidden,
                       "Only whoever manages the watch lists sees the installation's jobs.", ""};
  return OrgId();
}

// The organisation's job of the path's {id}, else, for those who may, the installation's.
base::Result<Job> FindJob(const Context& context) {
  const JobId id = TRY(JobId::Parse(context.Path("id")));
  Jobs& jobs = context.desk().jobs();
  if (!context.org().empty()) {
    base::Result<Job> own = jobs.Get(context.org(), id);
    if (own || own.error().code != base::Code::kNotFound || !SeesInstallation(context)) return own;
  }
  if (!SeesInstallation(context)) return base::NotFound("there is no such job");
  return jobs.Get({}, id);
}

struct JobPage {
  std::vector<Job> jobs;
  std::string next;  // cursor, or empty
};

base::Result<JobPage> ReadPage(const Context& context, const OrgId& org) {
  const std::size_t limit = TRY(LimitOf(context, kUsualPage, base::kMaxJobsPage));
  JobPosition before;
  if (const std::string_view cursor = context.Query("cursor"); !cursor.empty()) {
    const std::string position = TRY(DecodeCursor(context.desk(), cursor));
    const auto parsed =
        std::from_chars(position.data(), position.data() + position.size(), before.created.ms);
    before.id = JobId::FromStore(std::string_view(parsed.ptr, position.data() + position.size()).substr(1));
  }
  JobPage page;
  page.jobs = TRY(context.desk().jobs().List(org, limit + 1, context.Query("kind"), before));
  if (page.jobs.size() > limit) {
    page.jobs.pop_back();
    page.next = EncodeCursor(context.desk(),
                             fmt::format("{} {}", page.jobs.back().created.ms, page.jobs.back().id.text()));
  }
  return page;
}

base::Result<net::Response> ServeListJson(Context& context) {
  const OrgId org = TRY(WhoseJobs(context));
  const JobPage page = TRY(ReadPage(context, org));
  json::array jobs;
  for (const Job& job : page.jobs) jobs.push_back(JsonOf(job));
  json::object answer;
  answer["jobs"] = std::move(jobs);
  answer["next"] = page.next.empty() ? json::value() : json::value(page.next);
  return JsonResponse(answer);
}

base::Result<net::Response> ServeJobJson(Context& context) {
  return JsonWithETag(context, JsonOf(TRY(FindJob(context))));
}

base::Result<net::Response> CancelJson(Context& context) {
  const Job job = TRY(FindJob(context));
  TRY(context.desk().jobs().Cancel(context.actor(), job.org, job.id));
  return JsonResponse(JsonOf(TRY(FindJob(context))), 202);
}

base::Result<net::Response> RetryJson(Context& context) {
  const Job job = TRY(FindJob(context));
  TRY(context.desk().jobs().Retry(context.actor(), job.org, job.id));
  return JsonResponse(JsonOf(TRY(FindJob(context))), 202);
}

base::Result<net::Response> ServeEvents(Context& context) {
  const Job job = TRY(FindJob(context));
  net::Response response;
  response.headers.Add("Content-Type", "text/event-stream");
  response.headers.Add("Cache-Control", "no-store");
  response.headers.Add("X-Accel-Buffering", "no");
  response.stream = [jobs = &context.desk().jobs(), locale = &LocaleOf(context), org = job.org, id = job.id](
                        net::BodyWriter& writer) { return FollowJob(*jobs, *locale, org, id, writer); };
  return response;
}

html::Html StateBadge(const html::Locale& locale, JobState state) {
  switch (state) {
    case JobState::kWaiting:
      return html::Badge(html::Mark::kPlain, locale.tr("Waiting"));
    case JobState::kRunning:
      return html::Badge(html::Mark::kAct, locale.tr("Running"));
    case JobState::kDone:
      return html::Badge(html::Mark::kOk, locale.tr("Done"));
    case JobState::kFailed:
      return html::Badge(html::Mark::kHarm, locale.tr("Failed"));
    case JobState::kCancelled:
      break;
  }
  return html::Badge(html::Mark::kPlain, locale.tr("Cancelled"));
}

std::string HrefOf(const Job& job) {
  return "/jobs/" + job.id.text();
}

html::Html TimeOf(const html::Locale& locale, base::UtcTime time) {
  return html::El("time", {{"datetime", base::FormatTime(time)}}, locale.DateTime(time.ms));
}

html::Html ListTable(const html::Locale& locale, const std::vector<Job>& jobs) {
  const std::vector<html::Column> columns = {{locale.tr("Job")},
                                             {locale.tr("State")},
                                             {locale.tr("Progress")},
                                             {locale.tr("Begun")},
                                             {locale.tr("Last news")}};
  html::Html rows;
  for (const Job& job : jobs) {
    rows.Add(html::TableRow(columns, {html::El("a", {html::Href(HrefOf(job))}, locale.tr(job.title)),
                                      StateBadge(locale, job.state), html::Html(JobWords(locale, job)),
                                      TimeOf(locale, job.created), TimeOf(locale, job.updated)}));
  }
  return html::Table("data", locale.tr("Jobs, newest first"), columns, rows);
}

html::Html WhoseTabs(const Context& context, const html::Locale& locale, bool installation) {
  if (!SeesInstallation(context)) return {};
  return html::Tabs(locale, locale.tr("Whose jobs"),
                    {{.label = locale.tr("Of this organisation"), .href = "/jobs", .current = !installation},
                     {.label = locale.tr("Of the installation"),
                      .href = "/jobs?of=installation",
                      .current = installation}});
}

base::Result<net::Response> ServeListPage(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const OrgId org = TRY(WhoseJobs(context));
  const bool installation = !context.Query("of").empty();
  const JobPage page = TRY(ReadPage(context, org));
  const std::string begin = installation ? "/jobs?of=installation" : "/jobs";
  html::PageLinks links;
  if (!context.Query("cursor").empty()) links.first = begin;
  if (!page.next.empty()) links.next = begin + (installation ? "&" : "?") + "cursor=" + page.next;
  const html::Html list =
      page.jobs.empty()
          ? html::Empty(locale.tr("No jobs yet"),
                        locale.tr("Imports, screenings and reports appear here while they run and after."))
          : html::Join(ListTable(locale, page.jobs), html::Pager(locale, links));
  return PageResponse(context,
                      {.title = locale.tr("Jobs"),
                       .subtitle = locale.tr("Long work: what runs, and what came of it"),
                       .current = "/jobs"},
                      html::Stack({WhoseTabs(context, locale, installation), list}));
}

html::Html ActionsOf(const Context& context, const html::Locale& locale, const Job& job) {
  if (!context.actor().Can(Permission::kJobsManage)) return {};
  if (job.state == JobState::kWaiting || (job.state == JobState::kRunning && !job.cancel_requested))
    return html::PostButton(locale.tr("Cancel the job"), HrefOf(job) + "/cancel", context.csrf(),
                            {.kind = html::ButtonKind::kStop});
  if (job.state == JobState::kFailed || job.state == JobState::kCancelled)
    return html::PostButton(locale.tr("Run it again"), HrefOf(job) + "/retry", context.csrf());
  return {};
}

html::Html StateSection(const html::Locale& locale, const Job& job) {
  const std::string words = JobWords(locale, job);
  if (job.state == JobState::kWaiting || job.state == JobState::kRunning) {
    const std::string events = HrefOf(job) + "/events";
    const std::string here = HrefOf(job);
    return html::Box(html::Join(
        html::ProgressBar(
            {.done = job.done, .total = job.total, .words = words, .events = events, .done_href = here}),
        job.cancel_requested ? html::El("p", locale.tr("It stops as soon as it can.")) : html::Html(),
        html::El("p", html::El("a", {html::Href(here)}, locale.tr("Refresh")))));
  }
  const html::Html result = job.result_href.empty()
                                ? html::Html()
                                : html::El("p", html::LinkButton(locale.tr("See what came of it"),
                                                                 job.result_href, html::ButtonKind::kMain));
  return html::Join(html::NoticeOf(job.state == JobState::kDone     ? html::Mark::kOk
                                   : job.state == JobState::kFailed ? html::Mark::kHarm
                                                                    : html::Mark::kCare,
                                   words),
                    result);
}

base::Result<net::Response> ServeJobPage(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const Job job = TRY(FindJob(context));
  const bool waits = job.state == JobState::kWaiting && job.not_before > context.desk().clock().Now();
  const html::Html facts =
      html::Facts({{locale.tr("State"), StateBadge(locale, job.state)},
                   {locale.tr("Begun"), TimeOf(locale, job.created)},
                   {locale.tr("Last news"), TimeOf(locale, job.updated)},
                   {locale.tr("Not before"), waits ? TimeOf(locale, job.not_before) : html::Html()},
                   {locale.tr("Runs so far"), html::Html(locale.Number(job.attempts))},
                   {locale.tr("Kind"), html::El("code", job.kind)}});
  return PageResponse(context,
                      {.title = locale.tr(job.title),
                       .current = "/jobs",
                       .islands = {"progress"},
                       .actions = ActionsOf(context, locale, job)},
                      html::Stack({StateSection(locale, job), facts}));
}

base::Result<net::Response> CancelPage(Context& context) {
  const Job job = TRY(FindJob(context));
  TRY(context.desk().jobs().Cancel(context.actor(), job.org, job.id));
  return RedirectWithFlash(context, HrefOf(job), LocaleOf(context).tr("The job is being cancelled."));
}

base::Result<net::Response> RetryPage(Context& context) {
  const Job job = TRY(FindJob(context));
  TRY(context.desk().jobs().Retry(context.actor(), job.org, job.id));
  return RedirectWithFlash(context, HrefOf(job), LocaleOf(context).tr("The job runs again."));
}

constexpr std::string_view kJobSchema =
    R"({"type":"object","properties":{"id":{"type":"string"},"kind":{"type":"string"},"title":{"type":"string"},
  "state":{"type":"string","enum":["queued","running","done","failed","cancelled"]},"done":{"type":"integer"},"total":{"type":"integer"},
  "message":{"type":"string"},"result":{},"result_href":{"type":"string"},"attempts":{"type":"integer"},"created_by":{"type":"string"},
  "created":{"type":"string","format":"date-time"},"updated":{"type":"string","format":"date-time"},
  "not_before":{"type":"string","format":"date-time"},"cancel_requested":{"type":"boolean"}}})";
constexpr std::string_view kListSchema =
    R"({"type":"object","properties":{"jobs":{"type":"array","items":{"type":"object"}},"next":{"type":["string","null"]}}})";

void RegisterApi(Router& router) {
  router.Add({.method = "GET",
              .pattern = "/api/v1/jobs",
              .permission = Permission::kJobsRead,
              .handler = ServeListJson,
              .face = Face::kApi,
              .doc = {.summary = "Jobs, newest first",
                      .tag = "jobs",
                      .response_schema = kListSchema,
                      .query = {"kind:string:Only jobs of this kind",
                                "of:string:\"installation\": the installation's jobs",
                                "limit:integer:How many (1 to 100)",
                                "cursor:string:The next of the answer before"}}});
  router.Add({.method = "GET",
              .pattern = "/api/v1/jobs/{id}",
              .permission = Permission::kJobsRead,
              .handler = ServeJobJson,
              .face = Face::kApi,
              .doc = {.summary = "A job: how far it is, and what came of it",
                      .tag = "jobs",
                      .response_schema = kJobSchema}});
  router.Add({.method = "GET",
              .pattern = "/api/v1/jobs/{id}/events",
              .permission = Permission::kJobsRead,
              .handler = ServeEvents,
              .face = Face::kApi,
              .doc = {.summary = "Server-sent events while the job runs",
                      .tag = "jobs",
                      .response_type = "text/event-stream"}});
  router.Add(
      {.method = "POST",
       .pattern = "/api/v1/jobs/{id}/cancel",
       .permission = Permission::kJobsManage,
       .handler = CancelJson,
       .face = Face::kApi,
       .doc = {.summary = "Stops a job", .tag = "jobs", .response_schema = kJobSchema, .success = 202}});
  router.Add({.method = "POST",
              .pattern = "/api/v1/jobs/{id}/retry",
              .permission = Permission::kJobsManage,
              .handler = RetryJson,
              .face = Face::kApi,
              .doc = {.summary = "Runs a failed or cancelled job again",
                      .tag = "jobs",
                      .response_schema = kJobSchema,
                      .success = 202}});
}

}  // namespace

json::object JsonOf(const Job& job) {
  boost::system::error_code error;
  json::value result = json::parse(job.result.empty() ? "null" : job.result, error);
  return {{"id", job.id.text()},
          {"kind", job.kind},
          {"title", job.title},
          {"state", JobStateName(job.state)},
          {"done", job.done},
          {"total", job.total},
          {"message", job.message},
          {"result", error ? json::value() : std::move(result)},
          {"result_href", job.result_href},
          {"attempts", job.attempts},
          {"created_by", job.created_by},
          {"created", base::FormatTime(job.created)},
          {"updated", base::FormatTime(job.updated)},
          {"not_before", base::FormatTime(job.not_before)},
          {"cancel_requested", job.cancel_requested}};
}

void RegisterJobView(Desk& desk) {
  Router& router = desk.router();
  desk.AddNav({.permission = Permission::kJobsRead, .order = 80, .make = [](const Context& context) {
                 const html::Locale& locale = LocaleOf(context);
                 return html::NavItem{
                     .section = locale.tr("Organisation"), .label = locale.tr("Jobs"), .href = "/jobs"};
               }});
  router.Add(
      {.method = "GET", .pattern = "/jobs", .permission = Permission::kJobsRead, .handler = ServeListPage});
  router.Add({.method = "GET",
              .pattern = "/jobs/{id}",
              .permission = Permission::kJobsRead,
              .handler = ServeJobPage});
  router.Add({.method = "GET",
              .pattern = "/jobs/{id}/events",
              .permission = Permission::kJobsRead,
              .handler = ServeEvents});
  router.Add({.method = "POST",
              .pattern = "/jobs/{id}/cancel",
              .permission = Permission::kJobsManage,
              .handler = CancelPage});
  router.Add({.method = "POST",
              .pattern = "/jobs/{id}/retry",
              .permission = Permission::kJobsManage,
              .handler = RetryPage});
  RegisterApi(router);
}

}  // namespace desk
