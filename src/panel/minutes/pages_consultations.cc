// /consultations: questions of the panel, inputs by constituency, reasoned answers.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "html/names.h"
#include "panel/common/nav.h"
#include "panel/minutes/blocks.h"
#include "panel/minutes/consultation_form.h"
#include "panel/minutes/consultation_view.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;
using html::Join;

constexpr std::int64_t kRowsAPage = 25;

std::string HrefOf(const ConsultationId& id) {
  return "/consultations/" + id.text();
}

struct OneConsultation {
  Consultation consultation;
  bool runs = false;
  bool member = false;
  std::vector<ConsultationInput> inputs;
  std::vector<InputCount> counts;
  std::optional<ConsultationInput> own;
};

Html AnswerForm(const Context& context, const OneConsultation& one, const ConsultationInput& input) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Answer::kCount); ++i)
    choices.push_back(
        {std::string(AnswerName(static_cast<Answer>(i))), AnswerWords(locale, static_cast<Answer>(i))});
  const std::string chosen = input.answer ? std::string(AnswerName(*input.answer)) : choices.front().value;
  const std::string select = "answer-" + input.id.text();
  const std::string reason = "reason-" + input.id.text();
  const Html content = Join(
      desk::VersionField(input.version),
      html::Field({.control_id = select, .label = locale.tr("What becomes of it")},
                  html::Select("answer", choices, chosen, select)),
      html::Field(
          {.control_id = reason, .label = locale.tr("Why")},
          html::Input(
              {.name = "reason", .value = input.reason, .id = reason, .max_length = base::kMaxCommentBytes})),
      html::Button(locale.tr("Answer"), {.kind = html::ButtonKind::kQuiet, .css = "small"}));
  return html::Form({.action = HrefOf(one.consultation.id) + "/inputs/" + input.id.text() + "/answer",
                     .csrf = context.csrf()},
                    content);
}

Html InputHtml(const Context& context, const OneConsultation& one, const ConsultationInput& input) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html head = El(
      "p", {{"class", "row small"}}, El("b", html::Value(input.member_name)), " ",
      input.answer ? html::Badge(*input.answer == Answer::kNotTakenUp ? html::Mark::kPlain : html::Mark::kOk,
                                 AnswerWords(locale, *input.answer))
                   : html::Badge(html::Mark::kUnknown, locale.tr("No answer yet")),
      " ", desk::DayOf(locale, input.sent));
  Html content = Join(head, PlainHtml(input.body));
  if (!input.reason.empty()) content.Add(El("p", El("b", locale.tr("Answer:")), " ", input.reason));
  if (one.runs && one.consultation.state == ConsultationState::kAnswering)
    content.Add(AnswerForm(context, one, input));
  return html::Box(content);
}

Html InputsHtml(const Context& context, const OneConsultation& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<Html> sections;
  Html list;
  std::optional<desk::OrgType> constituency;
  const auto close = [&] {
    if (constituency)
      sections.push_back(
          html::Section(ConstituencyWords(locale, *constituency), El("div", {{"class", "stack"}}, list)));
    list = {};
  };
  for (const ConsultationInput& input : one.inputs) {
    if (input.state == InputState::kWithdrawn) continue;
    if (constituency != input.constituency) {
      close();
      constituency = input.constituency;
    }
    list.Add(InputHtml(context, one, input));
  }
  close();
  return html::Stack(sections);
}

Html OwnInputForm(const Context& context, const OneConsultation& one, const std::string& typed,
                  const std::string& error) {
  const html::Locale& locale = desk::LocaleOf(context);
  const bool open = one.consultation.state == ConsultationState::kOpen &&
                    one.consultation.closes > context.desk().clock().Now();
  if (!open || !one.member) return {};
  const std::string body = typed.empty() && one.own ? one.own->body : typed;
  Html content = html::Form(
      {.action = HrefOf(one.consultation.id) + "/input", .csrf = context.csrf()},
      Join(FieldOf(
               {.name = "body",
                .label = locale.tr("What your organisation says"),
                .hint = locale.tr("It may be revised until the last day. It is published with its answer."),
                .value = body,
                .rows = 8,
                .most = base::kMaxStatementBytes},
               error),
           html::Button(one.own ? locale.tr("Send the revised input") : locale.tr("Send the input"))));
  if (one.own)
    content.Add(
        html::Form({.action = HrefOf(one.consultation.id) + "/inputs/" + one.own->id.text() + "/withdraw",
                    .csrf = context.csrf()},
                   Join(desk::VersionField(one.own->version),
                        html::Button(locale.tr("Withdraw the input"), {.kind = html::ButtonKind::kQuiet}))));
  return html::Section(locale.tr("Your input"), content);
}

Html ActButton(const Context& context, const Consultation& one, ConsultationAct act, const std::string& words,
               const Html& fields = {}, html::ButtonKind kind = html::ButtonKind::kQuiet) {
  return html::Form(
      {.action = HrefOf(one.id) + "/do", .csrf = context.csrf()},
      Join(desk::VersionField(one.version), fields,
           html::Button(words, {.name = "act", .value = ConsultationActName(act), .kind = kind})));
}

Html Acts(const Context& context, const OneConsultation& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Consultation& it = one.consultation;
  if (!one.runs) return {};
  const Html why =
      FieldOf({.name = "reason", .label = locale.tr("Why it is withdrawn"), .hint = {}, .value = {}}, {});
  const Html withdraw =
      html::Closed(locale.tr("Withdraw it"),
                   ActButton(context, it, ConsultationAct::kWithdraw, locale.tr("Withdraw"), why));
  const Html day =
      FieldOf({.name = "closes", .label = locale.tr("Last day"), .hint = {}, .value = {}, .day = true}, {});
  Html content;
  if (it.state == ConsultationState::kDraft)
    content = Join(ActButton(context, it, ConsultationAct::kOpen, locale.tr("Open it to members"), {},
                             html::ButtonKind::kMain),
                   withdraw);
  if (it.state == ConsultationState::kOpen)
    content = Join(ActButton(context, it, ConsultationAct::kClose, locale.tr("Close it and answer"), {},
                             html::ButtonKind::kMain),
                   withdraw);
  if (it.state == ConsultationState::kAnswering)
    content = Join(ActButton(context, it, ConsultationAct::kPublish, locale.tr("Publish inputs and answers"),
                             {}, html::ButtonKind::kMain),
                   html::Closed(locale.tr("Open it again"), ActButton(context, it, ConsultationAct::kReopen,
                                                                      locale.tr("Open again"), day)),
                   withdraw);
  return content.empty() ? Html() : html::Section(locale.tr("Next step"), content);
}

class ConsultationPages {
 public:
  explicit ConsultationPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string cursor = TRY(CursorOf(context));
    NewestPosition after;
    if (const auto position = PositionOf(cursor)) after = {position->first, position->second};
    std::string next;
    bool hosts = false;
    desk::TableMaker table({{locale.tr("Question")}, {locale.tr("Last day")}, {locale.tr("State")}});
    const auto load = [&](db::Transaction& tx) -> base::Status {
      hosts = !TRY(services_.panels.HostedBy(tx, context.actor())).empty();
      std::vector<Consultation> list =
          TRY(services_.consultations.List(tx, context.actor(), after, kRowsAPage + 1));
      if (std::ssize(list) > kRowsAPage) {
        list.pop_back();
        next = desk::WithArgument(
            "/consultations", "cursor",
            desk::EncodeCursor(context.desk(), PositionText(list.back().created, list.back().id.text())));
      }
      for (const Consultation& one : list)
        table.Row({desk::LinkTo(HrefOf(one.id), one.title), desk::DayOf(locale, {one.closes.ms - 1}),
                   ConsultationBadge(locale, one.state)});
      return base::Ok();
    };
    TRY(services_.seams.database.Read(load));
    desk::PageOptions options{.title = locale.tr("Consultations"), .current = "/consultations"};
    options.subtitle = locale.tr("What the panel asks its members, and what became of their answers");
    if (hosts)
      options.actions =
          html::LinkButton(locale.tr("Ask a question"), "/consultations/new", html::ButtonKind::kMain);
    const Html main =
        table.empty()
            ? html::Empty(locale.tr("No consultation yet"), locale.tr("The secretariat asks members here."))
            : Join(table.Done(locale.tr("Consultations")),
                   html::Pager(locale, {.first = {}, .previous = {}, .next = next, .range = {}}));
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> Show(Context& context) const {
    const OneConsultation one = TRY(Load(context));
    return Page(context, one, {}, {});
  }

  base::Result<net::Response> NewForm(Context& context) const { return Form(context, {}, {}); }

  base::Result<net::Response> Create(Context& context) const {
    AskedConsultation asked = TRY(TypedConsultation(context));
    const base::Result<base::UtcTime> closes = EndOfDay(asked.day);
    if (!closes) return Form(context, asked, closes.error().external);
    asked.draft.closes = *closes;
    const Panel panel = TRY(HostedPanel(context));
    const base::Result<ConsultationId> made =
        services_.consultations.Create(context.actor(), panel.id, asked.draft);
    if (made)
      return desk::RedirectWithFlash(context, HrefOf(*made), desk::LocaleOf(context).tr("Saved as a draft."));
    if (!IsMendable(made.error().code)) return made.error();
    return Form(context, asked, made.error().external);
  }

  base::Result<net::Response> EditForm(Context& context) const {
    const OneConsultation one = TRY(Load(context));
    if (!one.runs) return base::NotFound(desk::tr("There is no such page."));
    const Consultation& it = one.consultation;
    AskedConsultation asked{.draft = {it.title, it.question, it.closes}, .href = HrefOf(it.id)};
    asked.day = base::FormatDay({it.closes.ms - 1});
    asked.version = it.version;
    return Form(context, asked, {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    AskedConsultation asked = TRY(TypedConsultation(context));
    asked.href = HrefOf(id);
    asked.version = TRY(TypedNumber(context, "version"));
    const base::Result<base::UtcTime> closes = EndOfDay(asked.day);
    if (!closes) return Form(context, asked, closes.error().external);
    asked.draft.closes = *closes;
    const base::Status done = services_.consultations.Change(context.actor(), id, asked.version, asked.draft);
    if (done) return desk::RedirectWithFlash(context, asked.href, desk::LocaleOf(context).tr("Saved."));
    if (!IsMendable(done.error().code)) return done.error();
    return Form(context, asked, done.error().external);
  }

  base::Result<net::Response> Do(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const std::string name = TRY(Typed(context, "act"));
    const std::optional<ConsultationAct> act = ConsultationActNamed(name);
    if (!act) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
    const std::int64_t version = TRY(TypedNumber(context, "version"));
    const std::string reason = TRY(Typed(context, "reason"));
    const std::string day = TRY(Typed(context, "closes"));
    const base::Result<base::UtcTime> closes = EndOfDay(day);
    if (!closes) return LeadTo(context, HrefOf(id), closes.error(), "");
    return LeadTo(context, HrefOf(id),
                  services_.consultations.Do(context.actor(), id, version, *act, reason, *closes),
                  desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> Send(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const std::string body = TRY(Typed(context, "body"));
    const base::Result<InputId> sent = services_.consultations.Send(context.actor(), id, body);
    if (sent)
      return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Your input is sent."));
    if (!IsMendable(sent.error().code)) return sent.error();
    const OneConsultation one = TRY(Load(context));
    return Page(context, one, body, desk::LocaleOf(context).tr(sent.error().external));
  }

  base::Result<net::Response> Withdraw(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const InputId input = TRY(InputId::Parse(context.Path("input")));
    const std::int64_t version = TRY(TypedNumber(context, "version"));
    return LeadTo(context, HrefOf(id), services_.consultations.Withdraw(context.actor(), input, version),
                  desk::LocaleOf(context).tr("Your input is withdrawn."));
  }

  base::Result<net::Response> AnswerOne(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const InputId input = TRY(InputId::Parse(context.Path("input")));
    const std::int64_t version = TRY(TypedNumber(context, "version"));
    const std::string name = TRY(Typed(context, "answer"));
    const std::string reason = TRY(Typed(context, "reason"));
    const std::optional<Answer> answer = AnswerNamed(name);
    if (!answer) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
    return LeadTo(context, HrefOf(id),
                  services_.consultations.AnswerInput(context.actor(), input, version, *answer, reason),
                  desk::LocaleOf(context).tr("Saved."));
  }

 private:
  base::Result<Panel> HostedPanel(const Context& context) const {
    const std::vector<Panel> panels = TRY(services_.seams.database.Read(
        [&](db::Transaction& tx) { return services_.panels.HostedBy(tx, context.actor()); }));
    if (panels.empty()) return base::NotFound(desk::tr("There is no such page."));
    return panels.front();
  }

  base::Result<OneConsultation> Load(const Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<OneConsultation> {
      OneConsultation one;
      const desk::Actor& actor = context.actor();
      one.consultation = TRY(services_.consultations.Get(tx, actor, id));
      one.runs = TRY(services_.consultations.MayRun(tx, actor, one.consultation));
      one.member = services_.directory.MustTakePart(tx, actor, one.consultation.panel).has_value();
      one.inputs = TRY(services_.consultations.Inputs(tx, actor, one.consultation));
      one.counts = TRY(services_.consultations.Counts(tx, actor, one.consultation));
      one.own = TRY(services_.consultations.OwnInput(tx, actor, id));
      return one;
    });
  }

  static net::Response Page(const Context& context, const OneConsultation& one, const std::string& typed,
                            const std::string& error) {
    const html::Locale& locale = desk::LocaleOf(context);
    const Consultation& it = one.consultation;
    desk::PageOptions options{.title = it.title, .current = "/consultations"};
    options.crumbs = {{locale.tr("Consultations"), "/consultations"}};
    options.badges = ConsultationBadge(locale, it.state);
    options.subtitle = locale.tr("Inputs until {day}", {{"day", locale.Date(it.closes.ms - 1)}});
    if (one.runs && it.state == ConsultationState::kDraft)
      options.actions = html::LinkButton(locale.tr("Change"), HrefOf(it.id) + "/edit");
    options.status = error.empty() ? 200 : 422;
    std::vector<html::FieldError> errors;
    if (!error.empty()) errors.push_back({"body", error});
    Html first = html::ErrorSummary(locale.tr("This cannot be sent yet"), errors);
    if (!it.reason.empty())
      first.Add(html::Notice(locale.tr("Withdrawn: {reason}", {{"reason", it.reason}})));
    const Html main = html::Stack({first, html::Section(locale.tr("The question"), PlainHtml(it.question)),
                                   OwnInputForm(context, one, typed, error), InputsHtml(context, one)});
    const bool counted = one.runs || it.state == ConsultationState::kPublished;
    const Html aside = html::Stack(
        {Acts(context, one),
         counted
             ? html::Section(locale.tr("Inputs by constituency"), CountsPicture(locale, one.counts))
             : El("p", {{"class", "small muted"}},
                  locale.tr(
                      "The inputs of all members are published together with a reasoned answer to each."))});
    return desk::PageResponse(context, options, html::SideBySide(html::Columns::kWideAndNarrow, main, aside));
  }

  base::Result<net::Response> Form(Context& context, const AskedConsultation& asked,
                                   const std::string& error) const {
    TRY(HostedPanel(context));
    return ConsultationForm(context, asked, error);
  }

  PanelServices& services_;
};

}  // namespace

void AddConsultationPages(desk::Desk& desk, PanelServices& services) {
  const ConsultationPages pages(services);
  using Method = base::Result<net::Response> (ConsultationPages::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method page) {
    AddPage(desk, services, method, pattern, permission,
            [pages, page](Context& context) { return (pages.*page)(context); });
  };
  add("GET", "/consultations", Permission::kPanelRead, &ConsultationPages::List);
  add("GET", "/consultations/new", Permission::kPanelManage, &ConsultationPages::NewForm);
  add("POST", "/consultations/new", Permission::kPanelManage, &ConsultationPages::Create);
  add("GET", "/consultations/{id}", Permission::kPanelRead, &ConsultationPages::Show);
  add("GET", "/consultations/{id}/edit", Permission::kPanelManage, &ConsultationPages::EditForm);
  add("POST", "/consultations/{id}/edit", Permission::kPanelManage, &ConsultationPages::Save);
  add("POST", "/consultations/{id}/do", Permission::kPanelManage, &ConsultationPages::Do);
  add("POST", "/consultations/{id}/input", Permission::kPanelTakePart, &ConsultationPages::Send);
  add("POST", "/consultations/{id}/inputs/{input}/withdraw", Permission::kPanelTakePart,
      &ConsultationPages::Withdraw);
  add("POST", "/consultations/{id}/inputs/{input}/answer", Permission::kPanelManage,
      &ConsultationPages::AnswerOne);
  AddPanelNav(desk, {.part = NavPart::kSessions,
                     .place = 3,
                     .label = [](const html::Locale& locale) { return locale.tr("Consultations"); },
                     .href = "/consultations"});
}

}  // namespace panel
