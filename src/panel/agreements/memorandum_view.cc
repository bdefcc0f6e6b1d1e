#include "panel/agreements/memorandum_view.h"

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/agreements/faces.h"
#include "panel/agreements/memorandum_words.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using State = MemorandumState;
using Act = MemorandumAct;

Html SignForm(const Context& context, const MemorandumView& view, const Party& party) {
  const html::Locale& locale = desk::LocaleOf(context);
  net::Arguments typed;
  typed.Add("signer", context.actor().name);
  const kit::Wrongs fine;
  kit::FormMaker fields(locale, typed, fine);
  fields.Text("signer", locale.tr("Who signs"), true).Text("role", locale.tr("In which function"), true);
  fields.Day("signed_on", locale.tr("On which day"), false, locale.tr("Empty: today."));
  std::vector<html::Choice> methods;
  for (std::size_t i = 0; i < static_cast<std::size_t>(SigningMethod::kCount); ++i) {
    const auto method = static_cast<SigningMethod>(i);
    methods.push_back({std::string(SigningMethodName(method)), SigningMethodWord(locale, method)});
  }
  fields.Select("method", locale.tr("How"), methods);
  fields.Add(desk::HiddenField("party", std::to_string(party.number)));
  fields.Add(desk::HiddenField("sha256", view.memorandum.sha256));
  return html::Closed(locale.tr("Sign for {party}", {{"party", party.name}}),
                      kit::ActForm(context, HrefOf(view.memorandum.id) + "/sign", view.memorandum.version,
                                   fields.fields(), locale.tr("Sign this text"), html::ButtonKind::kMain),
                      true);
}

Html Parties(const html::Locale& locale, const MemorandumView& view) {
  desk::TableMaker table({{locale.tr("Party")}, {locale.tr("Signed by")}, {locale.tr("When and how")}});
  for (const Party& party : view.memorandum.parties) {
    Html who = El("span", {{"class", "muted"}}, locale.tr("not yet")), when;
    for (const Signature& signature : view.signatures) {
      if (signature.party != party.number || signature.sha256 != view.memorandum.sha256) continue;
      who = Join(El("bdi", signature.signer), El("br"), signature.role);
      when = Join(desk::DayOf(locale, signature.signed_on), El("br"),
                  SigningMethodWord(locale, signature.method));
    }
    table.Row({El("bdi", party.name), who, when});
  }
  return table.Done(locale.tr("Parties and signatures"));
}

Html Acts(const Context& context, const MemorandumView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Memorandum& m = view.memorandum;
  Html forms;
  for (const std::int64_t number : view.may_sign)
    forms.Add(SignForm(context, view, m.parties[static_cast<std::size_t>(number - 1)]));
  for (const Act act : {Act::kOffer, Act::kTakeBack, Act::kGiveNotice, Act::kDrop}) {
    if (!Allows(MemorandumSteps(), m.state, act)) continue;
    if (act == Act::kGiveNotice ? !view.is_party : !view.writes) continue;
    const std::string name(MemorandumActName(act));
    Html fields = desk::HiddenField("act", name);
    const bool reason = act == Act::kGiveNotice || act == Act::kDrop;
    if (reason)
      fields.Add(html::Field({.control_id = name, .label = locale.tr("Why")},
                             html::Input({.name = "reason", .id = name, .required = true})));
    const Html form =
        kit::ActForm(context, HrefOf(m.id) + "/move", m.version, fields, MemorandumActWord(locale, act),
                     reason ? html::ButtonKind::kStop : html::ButtonKind::kQuiet);
    forms.Add(
        El("div", {{"class", "act"}}, reason ? html::Closed(MemorandumActWord(locale, act), form) : form));
  }
  const bool next = m.state == State::kInForce || m.state == State::kNotice || m.state == State::kExpired;
  for (const MemorandumKind kind : {MemorandumKind::kAmendment, MemorandumKind::kRenewal})
    if (next && (view.is_party || view.writes))
      forms.Add(El("div", {{"class", "act"}},
                   kit::ActForm(context, HrefOf(m.id) + "/next", m.version,
                                desk::HiddenField("kind", MemorandumKindName(kind)),
                                kind == MemorandumKind::kAmendment ? locale.tr("Propose an amendment")
                                                                   : locale.tr("Propose a renewal"))));
  return forms;
}

Html HistoryOf(const html::Locale& locale, const MemorandumView& view) {
  std::vector<html::HistoryItem> items;
  for (const MemorandumEvent& event : view.events) {
    Html what = El("b", MemorandumEventWord(locale, event.act));
    if (!event.party.empty()) what = Join(what, " · ", El("bdi", event.party));
    if (!event.reason.empty()) what = Join(what, El("br"), event.reason);
    items.push_back(
        {.when = locale.DateTime(event.when.ms), .datetime = base::FormatTime(event.when), .what = what});
  }
  return html::History(items);
}

Html EditionsOf(const html::Locale& locale, const MemorandumView& view) {
  Html items;
  for (const Memorandum& edition : view.editions)
    items.Add(El(
        "li",
        desk::LinkTo(HrefOf(edition.id), locale.tr("Edition {n}", {{"n", std::to_string(edition.edition)}})),
        " ", MemorandumBadge(locale, edition.state)));
  return El("ul", items);
}

Html FactsOf(const html::Locale& locale, const MemorandumView& view) {
  const Memorandum& m = view.memorandum;
  std::string missing;
  for (const std::string& name : view.missing) missing += (missing.empty() ? "" : ", ") + name;
  const std::string from = locale.tr("In force from"), expires = locale.tr("Expires"),
                    notice = locale.tr("Days of notice"), over = locale.tr("The notice is over on"),
                    reason = locale.tr("Why"), open = locale.tr("Not filled in yet"),
                    hash = locale.tr("SHA-256 of the text");
  return html::Facts(
      {{from, m.starts.ms > 0 ? desk::DayOf(locale, m.starts) : Html(locale.tr("the last signature"))},
       {expires, m.expires.ms > 0 ? desk::DayOf(locale, m.expires) : Html(locale.tr("without an end"))},
       {notice, std::to_string(m.notice_days)},
       {over, m.ends.ms > 0 ? desk::DayOf(locale, m.ends) : Html()},
       {reason, m.reason},
       {open, missing},
       {hash, m.sha256.empty() ? Html() : El("span", {{"class", "hash"}}, m.sha256)}});
}

}  // namespace

std::string HrefOf(const MemorandumId& id) {
  return "/memoranda/" + id.text();
}

Html MemorandumBody(const Context& context, const MemorandumView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Memorandum& m = view.memorandum;
  const Html text = El("div", {{"lang", m.language}, {"class", "box"}}, kit::Paragraphs(m.text));
  const Html acts = Acts(context, view);
  const Html left = Join(html::Section(locale.tr("Parties"), Parties(locale, view)),
                         html::Section(locale.tr("Text"), text));
  Html right = html::Section(locale.tr("Terms"), FactsOf(locale, view));
  if (!acts.empty()) right = Join(html::Section(locale.tr("What you can do"), acts), right);
  right.Add(html::Section(locale.tr("Editions"), EditionsOf(locale, view)));
  right.Add(html::Section(locale.tr("History"), HistoryOf(locale, view)));
  return html::SideBySide(html::Columns::kWideAndNarrow, left, right);
}

}  // namespace panel
