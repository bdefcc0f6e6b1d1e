#include "panel/commitments/commitment_view.h"

#include <fmt/format.h>

#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "panel/commitments/words.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

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
                    from = locale.tr("At the beginning"), to = locale.tr("To be reached"),
                    due = locale.tr("Due"), made = locale.tr("Promised on"), sdg = locale.tr("SDG targets"),
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

Html PublishForm(const Context& context, const Commitment& c) {
  const html::Locale& locale = desk::LocaleOf(context);
  return kit::ActForm(
      context, HrefOf(c.id) + "/publish", c.version,
      desk::HiddenField("published", c.published ? "no" : "yes"),
      c.published ? locale.tr("Hide it from the public") : locale.tr("Show it to the public"));
}

}  // namespace

std::string HrefOf(const CommitmentId& id) {
  return "/commitments/" + id.text();
}

Html CommitmentBody(const Context& context, const CommitmentView& view, const std::vector<Member>& others) {
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
  // What the world saw of a promise stays, kept or missed.
  if (view.own && (!c.published || c.state == CommitmentState::kProposed)) right.Add(PublishForm(context, c));
  right.Add(html::Section(locale.tr("History"), HistoryOf(locale, view)));
  return html::SideBySide(html::Columns::kWideAndNarrow, html::Stack({left}), html::Stack({right}));
}

}  // namespace panel
