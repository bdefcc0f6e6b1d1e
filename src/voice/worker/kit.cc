#include "voice/worker/kit.h"

#include <algorithm>

#include "base/limits_voice.h"
#include "base/log.h"
#include "crypto/digest.h"
#include "desk/desk.h"
#include "desk/web/forgery.h"
#include "html/forms.h"
#include "html/worker_page.h"
#include "voice/worker/gzip.h"

namespace voice::worker {
namespace {

std::string Policy(std::string_view script) {
  static const std::string style = crypto::Sha256Base64(html::WorkerStylesheet());
  std::string policy = "default-src 'none'; style-src 'sha256-" + style + "'";
  if (!script.empty()) policy += "; script-src 'sha256-" + crypto::Sha256Base64(script) + "'";
  return policy + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

const html::Locale* LocaleOf(std::string_view tag) {
  for (const html::Locale* locale : html::WorkerLocales())
    if (locale->tag() == tag) return locale;
  return nullptr;
}

html::Html Footer(const Page& page) {
  html::Html lines = html::Join(
      html::El("p", page.tr("Leaving opens another page. It does not clear your phone's history.")),
      html::El("p", page.tr("This help is free. We never ask for money.")));
  if (page.draft)
    lines.Add(html::El("p", page.tr("This text was not yet checked by a speaker of the language.")));
  return lines;
}

// Nothing for languages that are off, and for paths of no language. While the database is in trouble every
// language is on: what was typed must reach a page that keeps it.
std::optional<Page> PageOf(desk::Context& context, VoiceServices& services, WhenOff when_off) {
  const std::string_view tag = context.Path("lang");
  const html::Locale* locale = LocaleOf(tag);
  if (locale == nullptr) return std::nullopt;
  const base::Result<std::vector<WorkerLanguage>> languages = services.languages.All();
  if (!languages) return Page{&context, &services, locale, false};
  for (const WorkerLanguage& language : *languages)
    if (const bool off = language.state == LanguageState::kOff;
        language.tag == tag && !(off && when_off == WhenOff::kGone))
      return Page{&context, &services, locale, language.state != LanguageState::kChecked, off};
  return std::nullopt;
}

net::Response SorryPage(const Page& page, const Failure& failure, const html::Html& more) {
  return Respond(
      page,
      html::Join(html::El("h1", failure.words), more,
                 html::El("p", html::El("a", {{"class", "btn quiet"}, html::Href(page.Href(""))},
                                        page.tr("Start page"))),
                 html::El("p", html::El("a", {html::Href(page.Href("/danger"))}, page.tr("In danger now?")))),
      {.status = failure.status, .secret = true});
}

base::Result<net::Response> Handle(desk::Context& context, VoiceServices& services, const WorkerRoute& route,
                                   WhenOff when_off) {
  std::optional<Page> page = PageOf(context, services, when_off);
  if (!page) {
    Page english{&context, &services, LocaleOf("en"), false};
    return Sorry(english, base::NotFound(""));
  }
  if (route.method == "POST" && !desk::CheckOrigin(context.request()))
    return SorryPage(*page, {403, page->tr("Something went wrong here. Please try again.")}, {});
  if (TooLargeToRead(*page) && !route.takes_files) return Sorry(*page, base::TooLarge(""));
  base::Result<net::Response> answer = route.handler(*page);
  if (answer) return answer;
  return Sorry(*page, answer.error());
}

std::string Trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t from = text.find_first_not_of(kBlank);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(kBlank) - from + 1));
}

std::string SorryWords(const Page& page, base::Code code) {
  switch (code) {
    case base::Code::kNotFound:
      return page.tr("There is no such page.");
    case base::Code::kTooLarge:
      return page.tr("That was too large. Please send less, or fewer files.");
    case base::Code::kBusy:
      return page.tr("Too many people write now. Please try again later.");
    case base::Code::kForbidden:
      return page.tr("We cannot take messages here now.");
    case base::Code::kConflict:
      return page.tr("This form was sent before. Please begin again.");
    default:
      return page.tr("Something went wrong here. Please try again.");
  }
}

int StatusFor(base::Code code) {
  switch (code) {
    case base::Code::kNotFound:
      return 404;
    case base::Code::kTooLarge:
      return 413;
    case base::Code::kConflict:
      return 409;
    case base::Code::kInvalid:
      return 422;
    case base::Code::kBusy:
    case base::Code::kForbidden:
      return 503;
    default:
      return 500;
  }
}

}  // namespace

void AddRoutes(desk::Desk& desk, VoiceServices& services, const std::vector<WorkerRoute>& routes,
               WhenOff when_off) {
  // Patterns are views: they live as long as the program.
  static std::vector<std::unique_ptr<std::string>> patterns;
  for (const WorkerRoute& route : routes) {
    patterns.push_back(std::make_unique<std::string>("/help/{lang}" + std::string(route.pattern)));
    desk.router().Add(
        {.method = route.method,
         .pattern = *patterns.back(),
         .permission = desk::Permission::kPublic,
         .handler = [&services, route,
                     when_off](desk::Context& context) { return Handle(context, services, route, when_off); },
         .max_body = route.takes_files ? base::kMaxReportBodyBytes : base::kMaxBodyBytes,
         .max_in_memory = base::kMaxReportBodyBytes,
         .max_dropped = base::kMaxDroppedBodyBytes,
         .check_csrf = false});
  }
}

net::Response Respond(const Page& page, const html::Html& main, const Answer& answer) {
  net::Response response;
  response.status = answer.status;
  response.headers.Add("Content-Type", "text/html; charset=utf-8");
  response.headers.Add("Content-Security-Policy", Policy(answer.script));
  response.headers.Add("Cache-Control", answer.secret ? "no-store, no-transform" : "no-store");
  response.body = html::WorkerPage({.locale = page.locale,
                                    .title = page.tr("Work help"),
                                    .home_href = page.Href(""),
                                    .exit_href = page.Href("/leave"),
                                    .exit_words = page.tr("Leave this page"),
                                    .skip_words = page.tr("Skip to content"),
                                    .footer = Footer(page),
                                    .script = answer.script},
                                   main);
  if (!answer.secret) Compress(page.context->request(), response);
  return response;
}

Failure FailureOf(const Page& page, const base::Error& error) {
  const int status = StatusFor(error.code);
  if (status == 500)
    base::LogError("worker-page-failed",
                   {{"code", base::CodeName(error.code)},
                    {"internal", error.internal.empty() ? error.external : error.internal}});
  return {status, SorryWords(page, error.code)};
}

net::Response Sorry(const Page& page, const base::Error& error, const html::Html& more) {
  return SorryPage(page, FailureOf(page, error), more);
}

net::Response Redirect(const Page& page, std::string_view rest) {
  net::Response response = net::Redirect(303, page.Href(rest));
  response.headers.Add("Cache-Control", "no-store");
  return response;
}

std::string_view VisitCookie(const Page& page) {
  return net::Cookie(page.context->request(), kVisitCookie);
}

void SetVisitCookie(Page& page, std::string_view value) {
  page.context->AddResponseHeader("Set-Cookie", std::string(kVisitCookie) + "=" + std::string(value) +
                                                    "; Path=/help; HttpOnly; SameSite=Strict" +
                                                    (page.context->request().secure ? "; Secure" : ""));
}

void DropVisitCookie(Page& page) {
  page.context->AddResponseHeader(
      "Set-Cookie", std::string(kVisitCookie) + "=; Path=/help; HttpOnly; SameSite=Strict; Max-Age=0");
}

std::string Field(const Page& page, std::string_view name) {
  const base::Result<const net::Form*> form = page.context->Form();
  return form ? Trimmed((*form)->fields.Get(name)) : std::string();
}

html::Html Form(const Page& page, std::string_view rest, const html::Html& content, bool upload) {
  const std::string action = page.Href(rest);
  return html::Form({.action = action, .csrf = {}, .open = true, .upload = upload, .css = "stack"}, content);
}

html::Html Hidden(std::string_view name, std::string_view value) {
  return html::Input({.name = name, .type = html::InputType::kHidden, .value = value});
}

html::Html TextField(std::string_view name, std::string_view label, std::string_view hint,
                     std::string_view value) {
  const std::string hint_id = std::string(name) + "-hint";
  return html::Field(
      {.control_id = name, .label = label, .hint = hint},
      html::El("div", {{"dir", "ltr"}},
               html::Input({.name = name,
                            .value = value,
                            .autocomplete = "off",
                            .described_by = hint.empty() ? std::string_view() : std::string_view(hint_id)})));
}

html::Html TextArea(std::string_view name, std::string_view label, std::string_view hint,
                    std::string_view value, int rows) {
  return html::Field({.control_id = name, .label = label, .hint = hint}, html::TextArea(name, value, rows));
}

html::Html Choice(const html::Html& choice) {
  return html::Join(html::El("br"), choice);
}

html::Html YesNoUnsure(const Page& page, std::string_view name, std::string_view chosen) {
  html::Html all;
  for (const auto& [value, words] :
       {std::pair("unsure", page.tr("I am not sure")), {"yes", page.tr("Yes")}, {"no", page.tr("No")}})
    all.Add(Choice(html::Radio(name, value, words, chosen == value)));
  return all;
}

html::Html Submit(std::string_view words) {
  return html::Button(words);
}

html::Html QuietLink(const Page& page, std::string_view words, std::string_view rest) {
  return html::LinkButton(words, page.Href(rest));
}

html::Html Errors(const Page& page, const std::vector<std::string>& errors) {
  if (errors.empty()) return {};
  html::Html list;
  for (const std::string& error : errors) list.Add(html::El("li", error));
  return html::El("div", {{"class", "errors"}, {"role", "alert"}, {"tabindex", -1}},
                  html::El("h2", page.tr("Please look again")), html::El("ul", list));
}

html::Html NotSent(const Page& page, const std::string& why) {
  bool had_file = TooLargeToRead(page);
  if (const base::Result<const net::Form*> form = page.context->Form())
    for (const net::UploadedFile& file : (*form)->files) had_file = had_file || !file.file_name.empty();
  return html::El("div", {{"class", "errors"}, {"role", "alert"}, {"tabindex", -1}},
                  why.empty() ? html::Html() : html::El("h2", why),
                  html::El("p", page.tr("Your words are still on this page. You can send them again.")),
                  had_file ? html::El("p", page.tr("Please choose your file again.")) : html::Html());
}

std::string Day(const Page& page, std::int64_t day) {
  return page.locale->Date(MsOfDay(day));
}

}  // namespace voice::worker
