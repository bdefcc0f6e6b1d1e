// /commitments/new and /commitments/{id}: one promise, what hangs on it, and what may be done.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "panel/commitments/faces.h"
#include "panel/commitments/words.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

std::string HrefOf(const CommitmentId& id) {
  return "/commitments/" + id.text();
}

CommitmentDraft DraftFrom(const net::Arguments& fields) {
  CommitmentDraft draft;
  if (const base::Result<MemberId> member = MemberId::Parse(fields.Get("member"))) draft.member = *member;
  draft.title = fields.Get("title");
  draft.details = fields.Get("details");
  draft.indicator = fields.Get("indicator");
  draft.unit = fields.Get("unit");
  draft.baseline = fields.Get("baseline");
  draft.target = fields.Get("target");
  draft.starts = fields.Get("starts");
  draft.due = fields.Get("due");
  for (const std::string_view name : {"sdg", "sdg_2", "sdg_3"}) draft.sdg.emplace_back(fields.Get(name));
  draft.published = fields.Get("published") == "yes";
  return draft;
}

net::Arguments FieldsOf(const Commitment& c) {
  net::Arguments fields;
  fields.Add("title", c.title);
  fields.Add("details", c.details);
  fields.Add("indicator", c.indicator);
  fields.Add("unit", c.unit);
  fields.Add("baseline", kit::AmountText(c.baseline));
  fields.Add("target", kit::AmountText(c.target));
  fields.Add("starts", kit::DayText(c.starts));
  fields.Add("due", kit::DayText(c.due));
  constexpr std::array<const char*, 3> kNames = {"sdg", "sdg_2", "sdg_3"};
  for (std::size_t i = 0; i < kNames.size() && i < c.sdg.size(); ++i) fields.Add(kNames.at(i), c.sdg[i]);
  fields.Add("published", c.published ? "yes" : "");
  fields.Add("version", std::to_string(c.version));
  return fields;
}

Html DraftForm(const Context& context, const std::string& action, const net::Arguments& typed,
               const kit::Wrongs& wrongs, const std::vector<Member>& without_accounts) {
  const html::Locale& locale = desk::LocaleOf(context);
  kit::FormMaker what(locale, typed, wrongs), measure(locale, typed, wrongs);
  if (!without_accounts.empty()) {
    std::vector<html::Choice> members = {{"", locale.tr("My own organisation")}};
    for (const Member& member : without_accounts) members.push_back({member.id.text(), member.name});
    what.Select("member", locale.tr("Who promises"), members,
                locale.tr("For members without accounts here, the secretariat writes it down."));
  }
  what.Text("title", locale.tr("The promise, in one sentence"), true,
            locale.tr("For example: pay back recruitment fees to 96 workers."));
  what.Area("details", locale.tr("How it will be done"), 4);
  const std::vector<html::Choice> targets = SdgChoices(locale);
  what.Select("sdg", locale.tr("SDG target that it serves"), targets);
  what.Select("sdg_2", locale.tr("Another one"), targets).Select("sdg_3", locale.tr("And another"), targets);
  measure.Text("indicator", locale.tr("What is counted"), true, locale.tr("Workers who were paid back."));
  measure.Text("unit", locale.tr("Unit"), true, locale.tr("workers"));
  measure.Text("baseline", locale.tr("Where it stands today"), false, locale.tr("A number; empty is 0."));
  measure.Text("target", locale.tr("What is to be reached"), true);
  measure.Day("starts", locale.tr("Begins"));
  measure.Day("due", locale.tr("Due"), true);
  measure.Check("published", locale.tr("The public may see it, kept or not"));
  return Join(
      what.Summary(),
      html::Form(
          {.action = action, .csrf = context.csrf()},
          Join(desk::HiddenField("version", typed.Get("version")),
               desk::HiddenField("panel", typed.Get("panel")),
               html::SideBySide(html::Columns::kEven, html::Section(locale.tr("The promise"), what.fields()),
                                html::Section(locale.tr("How it is measured"), measure.fields())),
               html::Button(locale.tr("Save as a proposal")))));
}

// The forms of the acts that need words, each with an anchor that the board's menu leads to.
Html ActForms(const Context& context, const CommitmentView& view, const std::vector<Member>& others) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string action = HrefOf(view.commitment.id) + "/move";
  Html forms;
  for (const CommitmentAct act : view.acts) {
    const std::string name(CommitmentActName(act));
    Html fields = desk::HiddenField("act", name);
    const bool reason = IsVerdict(act) || act == CommitmentAct::kPostpone || act == CommitmentAct::kWithdraw;
    if (act == CommitmentAct::kPostpone) {
      const std::string id = name + "-due";
      fields.Add(html::Field({.control_id = id, .label = locale.tr("The new day")},
                             html::Input({.name = "due", .type = html::InputType::kDate, .id = id})));
    }
    if (act == CommitmentAct::kClaim) {
      std::vector<html::Choice> members = {{"", locale.tr("Whoever wants to")}};
      for (const Member& member : others) members.push_back({member.id.text(), member.name});
      fields.Add(html::Field({.control_id = "asked", .label = locale.tr("Who is asked to check")},
                             html::Select("asked", members, "")));
    }
    if (reason) {
      const std::string id = name + "-reason";
      fields.Add(html::Field({.control_id = id, .label = locale.tr("Why")},
                             html::Input({.name = "reason", .id = id, .required = true})));
    }
    const bool stop = act == CommitmentAct::kWithdraw;
    const bool verdict = IsVerdict(act);
    const Html form = kit::ActForm(context, action, view.commitment.version, fields, ActWord(locale, act),
                                   stop ? html::ButtonKind::kStop : html::ButtonKind::kQuiet);
    forms.Add(El("div", {{"id", name}, {"class", "act"}},
                 verdict || reason ? html::Closed(ActWord(locale, act), form) : form));
  }
  return forms;
}

Html ReportForm(const Context& context, const CommitmentView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const net::Arguments none;
  const kit::Wrongs fine;
  kit::FormMaker fields(locale, none, fine);
  fields.Text("value", locale.tr("Reached so far, in {unit}", {{"unit", view.commitment.unit}}), true);
  fields.Area("note", locale.tr("In words"), 2);
  return kit::ActForm(context, HrefOf(view.commitment.id) + "/report", view.commitment.version,
                      fields.fields(), locale.tr("Report progress"));
}

Html EvidenceForm(const Context& context, const CommitmentView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const net::Arguments none;
  const kit::Wrongs fine;
  kit::FormMaker fields(locale, none, fine);
  fields.Select("kind", locale.tr("Kind"),
                {{"link", locale.tr("A link")},
                 {"document", locale.tr("A document")},
                 {"practice", locale.tr("A good practice")},
                 {"finding", locale.tr("An alert of our own screening (nobody else sees it)")}});
  fields.Text("evidence_title", locale.tr("What it shows"), true);
  fields.Text("reference", locale.tr("Address or id"));
  fields.File("file", locale.tr("Document"));
  return html::Form(
      {.action = HrefOf(view.commitment.id) + "/evidence",
       .csrf = context.csrf(),
       .upload = true,
       .css = "stack-s"},
      Join(fields.fields(), html::Button(locale.tr("Add evidence"), {.kind = html::ButtonKind::kQuiet})));
}

Html EvidenceItem(const Context& context, const Commitment& commitment, const Evidence& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  switch (one.kind) {
    case EvidenceKind::kLink:
      return desk::LinkTo(one.reference, one.title);
    case EvidenceKind::kDocument:
      return Join(
          desk::LinkTo(fmt::format("{}/evidence/{}", HrefOf(commitment.id), one.id.text()), one.title),
          El("span", {{"class", "small muted"}},
             fmt::format(" {} · SHA-256 {}…", one.file_name, one.sha256.substr(0, 12))));
    case EvidenceKind::kPractice:
      return desk::LinkTo("/practices/" + one.reference, one.title);
    default:
      return Join(desk::LinkTo("/alerts/" + one.reference, one.title), " ",
                  html::Badge(html::Mark::kSealed, locale.tr("only your organisation sees this")));
  }
}

Html EvidenceList(const Context& context, const CommitmentView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (view.evidence.empty()) return El("p", {{"class", "muted"}}, locale.tr("No evidence yet."));
  Html items;
  for (const Evidence& one : view.evidence)
    items.Add(El("li", EvidenceItem(context, view.commitment, one), " ",
                 El("span", {{"class", "small muted"}}, locale.ShortDate(one.added.ms))));
  return El("ul", items);
}

Html ReportTable(const html::Locale& locale, const CommitmentView& view) {
  if (view.reports.empty()) return El("p", {{"class", "muted"}}, locale.tr("Nothing was reported yet."));
  desk::TableMaker table({{locale.tr("Day")}, {view.commitment.unit, true}, {locale.tr("In words")}});
  for (const CommitmentReport& report : view.reports)
    table.Row({desk::DayOf(locale, report.reported), kit::AmountText(report.value), report.note});
  return table.Done(locale.tr("Progress reports, newest first"));
}

Html HistoryOf(const html::Locale& locale, const CommitmentView& view) {
  std::vector<html::HistoryItem> items;
  for (const CommitmentEvent& event : view.events) {
    Html what = El("b", EventWord(locale, event.act));
    if (!event.member_name.empty()) what = Join(what, " · ", El("bdi", event.member_name));
    if (event.act == CommitmentAct::kPostpone)
      what = Join(what, " · ", locale.tr("Due {day}", {{"day", locale.ShortDate(event.due.ms)}}));
    if (!event.reason.empty()) what = Join(what, El("br"), event.reason);
    const bool bad = event.act == CommitmentAct::kConfirmMissed;
    items.push_back({.when = locale.DateTime(event.when.ms),
                     .datetime = base::FormatTime(event.when),
                     .what = what,
                     .mark = bad ? html::Mark::kHarm : html::Mark::kPlain});
  }
  return html::History(items);
}

Html FactsOf(const html::Locale& locale, const Commitment& c, bool own) {
  Html targets;
  for (const std::string& code : c.sdg)
    targets =
        targets.empty() ? Html(SdgWords(locale, code)) : Join(targets, El("br"), SdgWords(locale, code));
  const std::string who = locale.tr("Who promises"), what = locale.tr("What is counted"),
                    from = locale.tr("From"), to = locale.tr("To be reached"), due = locale.tr("Due"),
                    made = locale.tr("Promised on"), sdg = locale.tr("SDG targets"),
                    checked = locale.tr("Checked by"), finding = locale.tr("Follows from"),
                    seen = locale.tr("Public");
  return html::Facts(
      {{who, El("bdi", c.member_name)},
       {what, c.indicator},
       {from, kit::AmountText(c.baseline) + " " + c.unit},
       {to, kit::AmountText(c.target) + " " + c.unit},
       {due, desk::DayOf(locale, c.due)},
       {made, c.made.ms > 0 ? desk::DayOf(locale, c.made) : Html()},
       {sdg, targets},
       {checked, c.verifier_name.empty() ? Html() : El("bdi", c.verifier_name)},
       {finding, c.finding.empty() || !own
                     ? Html()
                     : desk::LinkTo("/alerts/" + c.finding, locale.tr("an alert of your screening"))},
       {seen, c.published ? locale.tr("Yes, kept or not") : locale.tr("No")}});
}

Html Progress(const html::Locale& locale, const Commitment& c) {
  return html::ProgressBar({.done = PercentDone(c), .total = 100, .words = ProgressWords(locale, c)});
}

class OnePages {
 public:
  explicit OnePages(std::shared_ptr<CommitmentServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> NewForm(Context& context) const {
    net::Arguments typed;
    typed.Add("panel", std::string(context.Query("panel")));
    return ShowNew(context, typed, {});
  }

  base::Result<net::Response> Add(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const auto find = [&](db::Transaction& tx) {
      return kit::PanelAsked(services_->panel, tx, typed.Get("panel"));
    };
    const PanelId panel = TRY(services_->panel.seams.database.Read(find));
    const CommitmentDraft draft = DraftFrom(typed);
    Commitment unused;
    const kit::Wrongs wrongs = ReadDraft(draft, context.desk().clock().Now(), unused);
    if (!wrongs.empty()) return ShowNew(context, typed, wrongs);
    const CommitmentId id = TRY(services_->commitments.Propose(context.actor(), panel, draft));
    return desk::RedirectWithFlash(
        context, HrefOf(id),
        desk::LocaleOf(context).tr("Saved as a proposal. Only your organisation and the secretariat see it "
                                   "until you make the promise."));
  }

  base::Result<net::Response> Show(Context& context) const { return ShowOne(context, {}); }

  base::Result<net::Response> EditForm(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const CommitmentView view = TRY(services_->commitments.Get(context.actor(), id));
    return ShowEdit(context, view.commitment, FieldsOf(view.commitment), {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const CommitmentView view = TRY(services_->commitments.Get(context.actor(), id));
    const CommitmentDraft draft = DraftFrom(typed);
    Commitment unused;
    kit::Wrongs wrongs = ReadDraft(draft, context.desk().clock().Now(), unused);
    if (!wrongs.empty()) return ShowEdit(context, view.commitment, typed, wrongs);
    const base::Status saved = services_->commitments.Edit(
        context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(0), draft);
    if (!saved && kit::IsMendable(saved.error()))
      return ShowEdit(context, view.commitment, typed, {{"title", saved.error().external}});
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> Move(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<CommitmentAct> act = CommitmentActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    CommitmentMove move{.act = *act,
                        .version = desk::WholeNumber(typed.Get("version")).value_or(-1),
                        .reason = std::string(typed.Get("reason")),
                        .due = std::string(typed.Get("due")),
                        .asked = {}};
    if (const base::Result<MemberId> asked = MemberId::Parse(typed.Get("asked"))) move.asked = *asked;
    const base::Status moved = services_->commitments.Move(context.actor(), id, move);
    if (!moved && kit::IsMendable(moved.error())) return ShowOne(context, moved.error().external);
    if (!moved) return moved.error();
    return desk::RedirectWithFlash(context,
                                   typed.Get("back") == "board" ? std::string("/commitments") : HrefOf(id),
                                   desk::LocaleOf(context).tr("Done."));
  }

  base::Result<net::Response> Publish(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const bool published = typed.Get("published") == "yes";
    TRY(services_->commitments.Publish(context.actor(), id,
                                       desk::WholeNumber(typed.Get("version")).value_or(-1), published));
    const html::Locale& locale = desk::LocaleOf(context);
    return desk::RedirectWithFlash(context, HrefOf(id),
                                   published ? locale.tr("The public may see it now, kept or not.")
                                             : locale.tr("The public no longer sees it."));
  }

  base::Result<net::Response> Report(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const base::Status done = services_->commitments.Report(
        context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1), typed.Get("value"),
        typed.Get("note"));
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, done.error().external);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Reported."));
  }

  base::Result<net::Response> AddEvidence(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Form* form = TRY(context.Form());
    Evidence evidence;
    evidence.kind = EvidenceKindNamed(form->fields.Get("kind")).value_or(EvidenceKind::kLink);
    evidence.title = form->fields.Get("evidence_title");
    evidence.reference = form->fields.Get("reference");
    std::string_view bytes;
    if (!form->files.empty()) {
      evidence.file_name = form->files.front().file_name;
      bytes = form->files.front().bytes;
    }
    const base::Result<EvidenceId> added =
        services_->commitments.AddEvidence(context.actor(), id, evidence, bytes);
    if (!added && kit::IsMendable(added.error())) return ShowOne(context, added.error().external);
    if (!added) return added.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("The evidence is added."));
  }

  base::Result<net::Response> Document(Context& context) const {
    const EvidenceId evidence = TRY(EvidenceId::Parse(context.Path("evidence")));
    const CommitmentId id = TRY(IdOf(context));
    auto [found, bytes] = TRY(services_->commitments.Document(context.actor(), id, evidence));
    net::Response response =
        desk::Download("evidence-" + found.sha256.substr(0, 12), "application/octet-stream");
    response.body = std::move(bytes);
    return response;
  }

 private:
  static base::Result<CommitmentId> IdOf(const Context& context) {
    return CommitmentId::Parse(context.Path("id"));
  }

  // The page of one; with `problem` it is the answer to a step that was refused.
  base::Result<net::Response> ShowOne(Context& context, const std::string& problem) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const CommitmentId id = TRY(IdOf(context));
    const CommitmentView view = TRY(services_->commitments.Get(context.actor(), id));
    const Commitment& c = view.commitment;
    std::vector<Member> others;
    if (std::find(view.acts.begin(), view.acts.end(), CommitmentAct::kClaim) != view.acts.end())
      others = TRY(services_->commitments.OtherMembers(context.actor(), c.id));
    desk::PageOptions options{.title = c.title, .current = "/commitments"};
    options.crumbs = {{locale.tr("Commitments"), "/commitments"}};
    if (c.number > 0) options.subtitle = locale.tr("No. {n}", {{"n", std::to_string(c.number)}});
    options.badges = StateBadge(locale, c, context.desk().clock().Now());
    if (view.own && c.state == CommitmentState::kProposed)
      options.actions = html::LinkButton(locale.tr("Edit"), HrefOf(c.id) + "/edit");
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(
        context, options,
        Join(problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, locale.tr(problem)),
             Body(context, view, others)));
  }

  static Html Body(const Context& context, const CommitmentView& view, const std::vector<Member>& others) {
    const html::Locale& locale = desk::LocaleOf(context);
    const Commitment& c = view.commitment;
    const bool open = c.ended.ms == 0;
    Html left = html::Section(locale.tr("The promise"), Join(kit::Paragraphs(c.details), Progress(locale, c),
                                                             FactsOf(locale, c, view.own)));
    if (!c.verdict.empty())
      left.Add(html::Section(c.state == CommitmentState::kWithdrawn ? locale.tr("Why it was withdrawn")
                                                                    : locale.tr("What the others say"),
                             kit::Paragraphs(c.verdict)));
    left.Add(html::Section(locale.tr("Progress"), ReportTable(locale, view)));
    left.Add(html::Section(locale.tr("Evidence"), EvidenceList(context, view)));
    Html right;
    if (!view.acts.empty())
      right.Add(html::Section(locale.tr("What you can do"), ActForms(context, view, others)));
    if (view.may_judge && c.state == CommitmentState::kClaimed)
      right.Add(El("p", {{"class", "small muted"}},
                   locale.tr("You look at this for your own organisation. Its name will stand beside it.")));
    if (view.own && open && c.made.ms > 0)
      right.Add(html::Section(locale.tr("Report progress"), ReportForm(context, view)));
    if (view.own && open) right.Add(html::Section(locale.tr("Add evidence"), EvidenceForm(context, view)));
    if (view.own) right.Add(PublishForm(context, c));
    right.Add(html::Section(locale.tr("History"), HistoryOf(locale, view)));
    return html::SideBySide(html::Columns::kWideAndNarrow, html::Stack({left}), html::Stack({right}));
  }

  static Html PublishForm(const Context& context, const Commitment& c) {
    const html::Locale& locale = desk::LocaleOf(context);
    return kit::ActForm(
        context, HrefOf(c.id) + "/publish", c.version,
        desk::HiddenField("published", c.published ? "no" : "yes"),
        c.published ? locale.tr("Hide it from the public") : locale.tr("Show it to the public"));
  }

  base::Result<net::Response> ShowNew(Context& context, const net::Arguments& typed,
                                      const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<Member> without;
    const auto find = [&](db::Transaction& tx) -> base::Result<std::vector<Member>> {
      const PanelId panel = TRY(kit::PanelAsked(services_->panel, tx, typed.Get("panel")));
      const kit::Viewer viewer = TRY(kit::ViewerOf(services_->panel, tx, context.actor(), panel));
      if (!viewer.hosts) return std::vector<Member>();
      std::vector<Member> members = TRY(services_->panel.directory.Admitted(tx, panel));
      std::erase_if(members, [](const Member& member) { return !member.org.empty(); });
      return members;
    };
    without = TRY(services_->panel.seams.database.Read(find));
    desk::PageOptions options{.title = locale.tr("New promise"), .current = "/commitments"};
    options.crumbs = {{locale.tr("Commitments"), "/commitments"}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(context, options,
                              DraftForm(context, "/commitments/new", typed, wrongs, without));
  }

  static net::Response ShowEdit(const Context& context, const Commitment& c, const net::Arguments& typed,
                                const kit::Wrongs& wrongs) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Edit the proposal"), .current = "/commitments"};
    options.crumbs = {{locale.tr("Commitments"), "/commitments"}, {c.title, HrefOf(c.id)}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(context, options,
                              DraftForm(context, HrefOf(c.id) + "/edit", typed, wrongs, {}));
  }

  std::shared_ptr<CommitmentServices> services_;
};

}  // namespace

void AddCommitmentForms(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services) {
  const auto pages = std::make_shared<OnePages>(services);
  using desk::Permission;
  kit::AddPage(desk, pages, "GET", "/commitments/new", Permission::kPanelTakePart, &OnePages::NewForm);
  kit::AddPage(desk, pages, "POST", "/commitments/new", Permission::kPanelTakePart, &OnePages::Add);
  kit::AddPage(desk, pages, "GET", "/commitments/{id}", Permission::kPanelRead, &OnePages::Show);
  kit::AddPage(desk, pages, "GET", "/commitments/{id}/edit", Permission::kPanelTakePart, &OnePages::EditForm);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/edit", Permission::kPanelTakePart, &OnePages::Save);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/move", Permission::kPanelTakePart, &OnePages::Move);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/publish", Permission::kPanelTakePart,
               &OnePages::Publish);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/report", Permission::kPanelTakePart,
               &OnePages::Report);
  desk.router().Add({.method = "POST",
                     .pattern = "/commitments/{id}/evidence",
                     .permission = Permission::kPanelTakePart,
                     .handler = [pages](Context& context) { return pages->AddEvidence(context); },
                     .max_body = base::kMaxEvidenceBytes + base::kMaxBodyBytes,
                     .may_spool = true});
  kit::AddPage(desk, pages, "GET", "/commitments/{id}/evidence/{evidence}", Permission::kPanelRead,
               &OnePages::Document);
}

}  // namespace panel
