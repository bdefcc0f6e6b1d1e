// /practices/{id}/replicate, /practices/replications/{id}: "we copied this".

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/practices/page_words.h"
#include "panel/practices/pages.h"
#include "panel/practices/view_parts.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kFigureRows = 3;

ReplicationClaim ReadClaim(const net::Arguments& fields) {
  ReplicationClaim claim;
  claim.country = fields.Get("country");
  claim.industry = fields.Get("industry");
  claim.began = fields.Get("began");
  claim.sites = desk::WholeNumber(fields.Get("sites")).value_or(0);
  claim.outcome = fields.Get("outcome");
  claim.text = fields.Get("text");
  claim.may_show = fields.Get("may_show") == "yes";
  const auto measures = fields.All("measure"), before = fields.All("before"), after = fields.All("after"),
             units = fields.All("unit");
  const auto at = [](const std::vector<std::string_view>& values, std::size_t i) {
    return i < values.size() ? std::string(values[i]) : std::string();
  };
  for (std::size_t i = 0; i < std::min(measures.size(), base::kMaxPracticeFigures + 1); ++i)
    claim.figures.push_back({at(measures, i), at(before, i), at(after, i), at(units, i)});
  return claim;
}

Html FigureFields(const html::Locale& locale, const ReplicationClaim& claim,
                  const std::vector<Fault>& faults) {
  Html rows;
  for (std::size_t i = 0; i < std::max(kFigureRows, claim.figures.size() + 1); ++i) {
    const ReplicationClaim::Figure figure =
        i < claim.figures.size() ? claim.figures[i] : ReplicationClaim::Figure{};
    const auto cell = [&](std::string_view name, const std::string& label, std::string_view value) {
      const std::string id = fmt::format("{}-{}", name, i);
      return html::Field({.control_id = id, .label = label},
                         html::Input({.name = name, .value = value, .id = id}));
    };
    rows.Add(El("div", {{"class", "fourcols"}}, cell("measure", locale.tr("Measured"), figure.measure),
                cell("before", locale.tr("Before"), figure.before),
                cell("after", locale.tr("After"), figure.after),
                cell("unit", locale.tr("Unit"), figure.unit)));
  }
  Html fields = El("legend", locale.tr("Results in figures"));
  const std::string error = FaultAt(locale, faults, "figures");
  if (!error.empty()) fields.Add(El("span", {{"class", "err"}}, error));
  fields.Add(rows);
  return El("fieldset", {{"id", "figures"}}, fields);
}

Html ClaimFields(const html::Locale& locale, const ReplicationClaim& claim,
                 const std::vector<Fault>& faults) {
  const auto error = [&](std::string_view field) { return FaultAt(locale, faults, field); };
  std::vector<html::Choice> outcomes = TermChoices(locale, Outcomes());
  outcomes.insert(outcomes.begin(), {"", "–"});
  Html fields = TextField({"country", locale.tr("Country"), {}, error("country")}, claim.country);
  fields.Add(SelectField("industry", locale.tr("Industry (ISIC)"), IndustryChoices(locale), claim.industry,
                         error("industry")));
  fields.Add(TextField(
      {"began", locale.tr("Since when"), locale.tr("A year, a month or a day: 2025-03"), error("began")},
      claim.began));
  fields.Add(
      TextField({"sites", locale.tr("At how many places"), {}, error("sites")}, fmt::to_string(claim.sites)));
  fields.Add(SelectField("outcome", locale.tr("Did it work?"), outcomes, claim.outcome, error("outcome")));
  fields.Add(TextField({"text", locale.tr("What you did otherwise, and what happened"), {}, error("text"), 6},
                       claim.text));
  fields.Add(FigureFields(locale, claim, faults));
  fields.Add(html::CheckBox("may_show", "yes",
                            locale.tr("Once confirmed, everybody may see it beside the practice"),
                            claim.may_show));
  fields.Add(El("p", html::Button(locale.tr("Send"))));
  return fields;
}

class ReplicationPages {
 public:
  explicit ReplicationPages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> New(Context& context) const {
    return ShowForm(context, TRY(Copied(context)), {}, {});
  }

  base::Result<net::Response> Claim(Context& context) const {
    const PracticeView view = TRY(Copied(context));
    ReplicationClaim claim = ReadClaim(TRY(context.Form())->fields);
    Normalise(claim);
    const std::vector<Fault> faults = FaultsOf(claim);
    if (!faults.empty()) return ShowForm(context, view, claim, faults);
    const base::Result<ReplicationId> made =
        services_.replications.Claim(context.actor(), view.practice.id, claim);
    if (made)
      return desk::RedirectWithFlash(
          context, PathOf(*made),
          desk::LocaleOf(context).tr("Sent. It counts once the owner or a reviewer confirms it."));
    if (!IsFormFault(made.error().code)) return made.error();
    return ShowForm(context, view, claim, FaultOf(made.error()));
  }

  base::Result<net::Response> Show(Context& context) const { return Render(context, {}, {}, {}); }

  base::Result<net::Response> Act(Context& context) const {
    const ReplicationId id = TRY(ReplicationId::Parse(context.Path("id")));
    const net::Arguments& fields = TRY(context.Form())->fields;
    const std::string_view act = fields.Get("act");
    const std::int64_t version = desk::WholeNumber(fields.Get("version")).value_or(0);
    ReplicationClaim claim = ReadClaim(fields);
    base::Status done = base::Invalid("act: none of the acts.");
    if (act == "confirm" || act == "refuse")
      done = services_.replications.Decide(context.actor(), id, version, act == "confirm",
                                           std::string(fields.Get("note")));
    if (act == "retract") done = services_.replications.Retract(context.actor(), id, version);
    if (act == "amend") {
      Normalise(claim);
      if (const std::vector<Fault> faults = FaultsOf(claim); !faults.empty())
        return Render(context, faults, claim, {});
      done = services_.replications.Amend(context.actor(), id, version, claim);
    }
    if (done) return desk::RedirectWithFlash(context, PathOf(id), desk::LocaleOf(context).tr("Saved."));
    if (!IsFormFault(done.error().code)) return done.error();
    const bool amends = act == "amend";
    return Render(context, FaultOf(done.error()), amends ? std::optional(claim) : std::nullopt,
                  std::string(fields.Get("note")));
  }

 private:
  static std::string PathOf(const ReplicationId& id) { return "/practices/replications/" + id.text(); }

  base::Result<PracticeView> Copied(const Context& context) const {
    const PracticeId asked = TRY(PracticeId::Parse(context.Path("id")));
    PracticeView view = TRY(services_.life.View(context.actor(), asked));
    if (view.standing.owner || view.practice.published_revision == 0)
      return base::NotFound("There is no such practice.");
    return view;
  }

  static net::Response ShowForm(const Context& context, const PracticeView& view,
                                const ReplicationClaim& claim, const std::vector<Fault>& faults) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("We copied this"), .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"},
                      {view.practice.title, PracticeHref(view.practice.id)}};
    options.status = faults.empty() ? 200 : 422;
    const std::string action = PracticeHref(view.practice.id) + "/replicate";
    return desk::PageResponse(
        context, options,
        html::Stack({FaultSummary(locale, faults), html::Form({.action = action, .csrf = context.csrf()},
                                                              ClaimFields(locale, claim, faults))}));
  }

  base::Result<net::Response> Render(const Context& context, const std::vector<Fault>& faults,
                                     const std::optional<ReplicationClaim>& typed,
                                     const std::string& note) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ReplicationId asked = TRY(ReplicationId::Parse(context.Path("id")));
    const Replication replication = TRY(services_.replications.Get(context.actor(), asked));
    const auto may_decide = [&](db::Transaction& tx) -> base::Result<bool> {
      const Practice practice = TRY(LoadPractice(tx, replication.practice));
      return services_.replications.MayDecide(tx, context.actor(), practice, replication);
    };
    const bool decides =
        TRY(services_.seams.database.Read(may_decide)) && replication.state == ReplicationState::kClaimed;
    const bool mine =
        replication.org == context.actor().org && context.actor().Can(desk::Permission::kPanelTakePart);
    desk::PageOptions options{
        .title = locale.tr("{name} copied “{title}”",
                           {{"name", replication.name}, {"title", replication.practice_title}}),
        .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"},
                      {replication.practice_title, PracticeHref(replication.practice)}};
    options.badges = StateBadge(locale, replication.state);
    options.status = faults.empty() ? 200 : 422;
    std::vector<Html> parts = {
        FaultSummary(locale, faults),
        html::Section(locale.tr("Who copied it"), ReplicationsView(locale, {replication}))};
    if (!replication.decision.empty())
      parts.push_back(
          html::Facts({{locale.tr("Decided by"),
                        replication.decided_by == "owner" ? locale.tr("the owner") : locale.tr("a reviewer")},
                       {locale.tr("Note"), replication.decision}}));
    if (decides) parts.push_back(DecideForm(context, locale, replication, note));
    if (mine && replication.state != ReplicationState::kRetracted)
      parts.push_back(OwnForms(context, locale, replication, typed.value_or(replication.claim), faults,
                               typed.has_value()));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  static Html DecideForm(const Context& context, const html::Locale& locale, const Replication& replication,
                         const std::string& note) {
    Html fields = desk::VersionField(replication.version);
    fields.Add(TextField(
        {"note", locale.tr("What you know of it"), locale.tr("Needed where you do not confirm it.")}, note));
    fields.Add(
        html::RowOf({html::Button(locale.tr("Confirm"),
                                  {.name = "act", .value = "confirm", .kind = html::ButtonKind::kQuiet}),
                     html::Button(locale.tr("Do not confirm"),
                                  {.name = "act", .value = "refuse", .kind = html::ButtonKind::kQuiet})}));
    return html::Section(locale.tr("Is it so?"),
                         html::Form({.action = PathOf(replication.id), .csrf = context.csrf()}, fields));
  }

  static Html OwnForms(const Context& context, const html::Locale& locale, const Replication& replication,
                       const ReplicationClaim& claim, const std::vector<Fault>& faults, bool open) {
    Html fields = desk::VersionField(replication.version);
    fields.Add(desk::HiddenField("act", "amend"));
    fields.Add(ClaimFields(locale, claim, faults));
    Html all =
        html::Closed(locale.tr("Change it"),
                     html::Form({.action = PathOf(replication.id), .csrf = context.csrf()}, fields), open);
    Html retract = desk::VersionField(replication.version);
    retract.Add(html::Button(locale.tr("Take it back"),
                             {.name = "act", .value = "retract", .kind = html::ButtonKind::kStop}));
    all.Add(html::Closed(locale.tr("Take it back"),
                         html::Form({.action = PathOf(replication.id), .csrf = context.csrf()}, retract)));
    return El("div", {{"class", "stack-s"}}, all);
  }

  PracticeServices& services_;
};

}  // namespace

void AddReplicationPages(desk::Desk& desk, PracticeServices& services) {
  const ReplicationPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (ReplicationPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/practices/{id}/replicate", Permission::kPanelTakePart, &ReplicationPages::New);
  add("POST", "/practices/{id}/replicate", Permission::kPanelTakePart, &ReplicationPages::Claim);
  add("GET", "/practices/replications/{id}", Permission::kPanelRead, &ReplicationPages::Show);
  add("POST", "/practices/replications/{id}", Permission::kPanelTakePart, &ReplicationPages::Act);
}

}  // namespace panel
