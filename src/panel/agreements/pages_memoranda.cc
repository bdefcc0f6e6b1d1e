// /memoranda: the register of those that one may know, the library of clauses, a memorandum and its signing.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "files/pdf_writer.h"
#include "html/console_components.h"
#include "panel/agreements/faces.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using State = MemorandumState;
using Act = MemorandumAct;

constexpr std::size_t kRowsAPage = 50;

std::string HrefOf(const MemorandumId& id) {
  return "/memoranda/" + id.text();
}

std::string ActButton(const html::Locale& locale, Act act) {
  switch (act) {
    case Act::kOffer:
      return locale.tr("Offer it to be signed");
    case Act::kTakeBack:
      return locale.tr("Take it back to edit");
    case Act::kGiveNotice:
      return locale.tr("Give notice");
    default:
      return locale.tr("Drop it");
  }
}

std::string EventText(const html::Locale& locale, Act act) {
  switch (act) {
    case Act::kOffer:
      return locale.tr("Offered");
    case Act::kTakeBack:
      return locale.tr("Taken back");
    case Act::kSign:
      return locale.tr("Signed");
    case Act::kComplete:
      return locale.tr("Signed by all: in force");
    case Act::kReplace:
      return locale.tr("Replaced by another edition");
    case Act::kGiveNotice:
      return locale.tr("Notice was given");
    case Act::kExpire:
      return locale.tr("Expired");
    case Act::kTerminate:
      return locale.tr("The notice is over");
    default:
      return locale.tr("Dropped");
  }
}

std::string MethodWord(const html::Locale& locale, SigningMethod method) {
  switch (method) {
    case SigningMethod::kInk:
      return locale.tr("on paper");
    case SigningMethod::kElectronic:
      return locale.tr("by electronic signature elsewhere");
    case SigningMethod::kLetters:
      return locale.tr("by exchange of letters");
    default:
      return locale.tr("here, signed in");
  }
}

MemorandumDraft DraftFrom(const net::Arguments& fields) {
  return {.title = std::string(fields.Get("title")),
          .language = std::string(fields.Get("language")),
          .starts = std::string(fields.Get("starts")),
          .expires = std::string(fields.Get("expires")),
          .notice_days = std::string(fields.Get("notice_days")),
          .parties = std::string(fields.Get("parties")),
          .clauses = std::string(fields.Get("clauses")),
          .variables = std::string(fields.Get("variables")),
          .own = std::string(fields.Get("own"))};
}

net::Arguments FieldsOf(const MemorandumDraft& draft, std::int64_t version) {
  net::Arguments fields;
  fields.Add("title", draft.title);
  fields.Add("language", draft.language);
  fields.Add("starts", draft.starts);
  fields.Add("expires", draft.expires);
  fields.Add("notice_days", draft.notice_days);
  fields.Add("parties", draft.parties);
  fields.Add("clauses", draft.clauses);
  fields.Add("variables", draft.variables);
  fields.Add("own", draft.own);
  fields.Add("version", std::to_string(version));
  return fields;
}

std::vector<html::Choice> LanguageChoices() {
  std::vector<html::Choice> choices;
  for (const html::Locale* one : html::Locales())
    choices.push_back({std::string(one->tag()), std::string(one->own_name())});
  return choices;
}

Html ClauseTable(const html::Locale& locale, const std::vector<ClauseText>& clauses) {
  if (clauses.empty())
    return El("p", {{"class", "muted"}},
              locale.tr("The library has no clauses yet; the secretariat writes "
                        "them."));
  desk::TableMaker table({{locale.tr("Short name")},
                          {locale.tr("Language")},
                          {locale.tr("Version"), true},
                          {locale.tr("Heading")},
                          {locale.tr("Text")}});
  for (const ClauseText& clause : clauses)
    table.Row({El("code", clause.code), clause.language, std::to_string(clause.version), clause.title,
               kit::Paragraphs(clause.body)});
  return table.Done(locale.tr("The newest text of each clause"));
}

Html DraftForm(const Context& context, const std::string& action, const net::Arguments& typed,
               const kit::Wrongs& wrongs, const std::vector<ClauseText>& clauses) {
  const html::Locale& locale = desk::LocaleOf(context);
  kit::FormMaker who(locale, typed, wrongs), what(locale, typed, wrongs);
  who.Text("title", locale.tr("Title"), true);
  who.Area("parties", locale.tr("Parties"), 4,
           locale.tr("One a line: a member by its name as the members' list has it, or an outsider's name."));
  who.Select("language", locale.tr("Language"), LanguageChoices());
  who.Day("starts", locale.tr("In force from"), false, locale.tr("Empty: the day of the last signature."));
  who.Day("expires", locale.tr("Expires"), false, locale.tr("Empty: without an end."));
  who.Text("notice_days", locale.tr("Days of notice"));
  what.Area("clauses", locale.tr("Clauses"), 6,
            locale.tr("Short names from the library, one a line, in order."));
  what.Area("variables", locale.tr("What to fill in"), 4, locale.tr("One a line: name = text"));
  what.Area("own", locale.tr("A clause of your own"), 4, locale.tr("It comes after the others."));
  return Join(who.Summary(),
              html::Form({.action = action, .csrf = context.csrf()},
                         Join(desk::HiddenField("version", typed.Get("version")),
                              html::SideBySide(html::Columns::kEven,
                                               html::Section(locale.tr("Who and when"), who.fields()),
                                               html::Section(locale.tr("What it says"), what.fields())),
                              html::Button(locale.tr("Save the draft")))),
              html::Section(locale.tr("Library of clauses"), ClauseTable(locale, clauses)));
}

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
    methods.push_back({std::string(SigningMethodName(method)), MethodWord(locale, method)});
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
      when = Join(desk::DayOf(locale, signature.signed_on), El("br"), MethodWord(locale, signature.method));
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
    const Html form = kit::ActForm(context, HrefOf(m.id) + "/move", m.version, fields, ActButton(locale, act),
                                   reason ? html::ButtonKind::kStop : html::ButtonKind::kQuiet);
    forms.Add(El("div", {{"class", "act"}}, reason ? html::Closed(ActButton(locale, act), form) : form));
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
    Html what = El("b", EventText(locale, event.act));
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

class MemorandumPages {
 public:
  explicit MemorandumPages(std::shared_ptr<AgreementServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const PanelId panel = TRY(Panel(context));
    const Memoranda::Page page = TRY(services_->memoranda.List(context.actor(), panel, after, kRowsAPage));
    desk::PageOptions options{.title = locale.tr("Memoranda"), .current = "/memoranda"};
    options.subtitle = locale.tr("Those of your organisation; nobody else sees them.");
    options.actions = html::LinkButton(locale.tr("Library of clauses"), "/memoranda/clauses");
    if (context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions =
          Join(html::LinkButton(locale.tr("Draft one"), "/memoranda/new", html::ButtonKind::kMain),
               options.actions);
    if (page.memoranda.empty())
      return desk::PageResponse(
          context, options,
          html::Empty(
              locale.tr("No memorandum yet"),
              locale.tr("Draft one from the library of clauses; its parties see it when you offer it.")));
    desk::TableMaker table(
        {{locale.tr("Title")}, {locale.tr("Edition"), true}, {locale.tr("State")}, {locale.tr("Expires")}});
    for (const Memorandum& m : page.memoranda)
      table.Row({desk::LinkTo(HrefOf(m.id), m.title), std::to_string(m.edition),
                 MemorandumBadge(locale, m.state),
                 m.expires.ms > 0 ? desk::DayOf(locale, m.expires) : Html(locale.tr("without an end"))});
    html::PageLinks links;
    if (!after.empty()) links.first = "/memoranda";
    if (!page.next.empty())
      links.next = desk::WithArgument("/memoranda", "cursor", desk::EncodeCursor(context.desk(), page.next));
    return desk::PageResponse(
        context, options, Join(table.Done(locale.tr("Memoranda, newest first")), html::Pager(locale, links)));
  }

  base::Result<net::Response> Library(Context& context) const { return ShowLibrary(context, {}, {}); }

  base::Result<net::Response> PutClause(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    ClauseText text;
    text.code = typed.Get("code");
    text.language = typed.Get("language");
    text.title = typed.Get("title");
    text.body = typed.Get("body");
    const PanelId panel = TRY(Panel(context));
    const base::Result<std::int64_t> put = services_->memoranda.PutClause(context.actor(), panel, text);
    if (!put && kit::IsMendable(put.error()))
      return ShowLibrary(context, typed, {{"code", put.error().external}});
    if (!put) return put.error();
    return desk::RedirectWithFlash(context, "/memoranda/clauses",
                                   desk::LocaleOf(context).tr("Saved as version {n}. Older versions stay.",
                                                              {{"n", std::to_string(*put)}}));
  }

  base::Result<net::Response> NewForm(Context& context) const {
    return ShowForm(context, {}, FieldsOf({}, 0), {});
  }

  base::Result<net::Response> Add(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const PanelId panel = TRY(Panel(context));
    const base::Result<MemorandumId> added =
        services_->memoranda.Add(context.actor(), panel, DraftFrom(typed));
    if (!added && kit::IsMendable(added.error()))
      return ShowForm(context, {}, typed, {{"title", added.error().external}});
    if (!added) return added.error();
    return desk::RedirectWithFlash(context, HrefOf(*added),
                                   desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> EditForm(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const MemorandumView view = TRY(services_->memoranda.Get(context.actor(), id));
    return ShowForm(context, id, FieldsOf(view.draft, view.memorandum.version), {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const base::Status saved = services_->memoranda.Edit(
        context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1), DraftFrom(typed));
    if (!saved && kit::IsMendable(saved.error()))
      return ShowForm(context, id, typed, {{"title", saved.error().external}});
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> Show(Context& context) const { return ShowOne(context, {}); }

  base::Result<net::Response> Move(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<Act> act = MemorandumActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const base::Status moved = services_->memoranda.Move(
        context.actor(), id, *act, desk::WholeNumber(typed.Get("version")).value_or(-1), typed.Get("reason"));
    return After(context, id, moved);
  }

  base::Result<net::Response> Sign(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const Signing signing{.party = desk::WholeNumber(typed.Get("party")).value_or(0),
                          .signer = std::string(typed.Get("signer")),
                          .role = std::string(typed.Get("role")),
                          .signed_on = std::string(typed.Get("signed_on")),
                          .method = SigningMethodNamed(typed.Get("method")).value_or(SigningMethod::kHere),
                          .sha256 = std::string(typed.Get("sha256"))};
    return After(context, id, services_->memoranda.Sign(context.actor(), id, signing));
  }

  base::Result<net::Response> Next(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const MemorandumKind kind = MemorandumKindNamed(typed.Get("kind")).value_or(MemorandumKind::kAmendment);
    const MemorandumId next = TRY(services_->memoranda.Next(context.actor(), id, kind));
    return desk::RedirectWithFlash(
        context, HrefOf(next) + "/edit",
        desk::LocaleOf(context).tr(
            "A draft of the next edition. The one before stays in force until all have "
            "signed this one."));
  }

  base::Result<net::Response> Pdf(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const MemorandumView view = TRY(services_->memoranda.Get(context.actor(), id));
    net::Response response = desk::Download("memorandum.pdf", "application/pdf");
    response.body = TRY(PdfOf(desk::LocaleOf(context), view));
    return response;
  }

 private:
  base::Result<PanelId> Panel(const Context& context) const {
    return services_->panel.seams.database.Read(
        [&](db::Transaction& tx) { return kit::PanelAsked(services_->panel, tx, context.Query("panel")); });
  }

  base::Result<net::Response> After(Context& context, const MemorandumId& id,
                                    const base::Status& done) const {
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, done.error().external);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Done."));
  }

  base::Result<net::Response> ShowLibrary(Context& context, const net::Arguments& typed,
                                          const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelId panel = TRY(Panel(context));
    const std::vector<ClauseText> clauses = TRY(services_->memoranda.Clauses(context.actor(), panel));
    desk::PageOptions options{.title = locale.tr("Library of clauses"), .current = "/memoranda"};
    options.crumbs = {{locale.tr("Memoranda"), "/memoranda"}};
    options.status = kit::StatusFor(wrongs);
    Html main = ClauseTable(locale, clauses);
    if (context.actor().Can(desk::Permission::kPanelManage)) {
      kit::FormMaker fields(locale, typed, wrongs);
      fields.Text("code", locale.tr("Short name"), true)
          .Select("language", locale.tr("Language"), LanguageChoices());
      fields.Text("title", locale.tr("Heading"), true);
      fields.Area("body", locale.tr("Text"), 8,
                  locale.tr("Words to fill in stand in two pairs of curly brackets: {example}",
                            {{"example", "{{place}}"}}));
      main =
          Join(fields.Summary(), main,
               html::Section(locale.tr("A clause, or a new version of one"),
                             html::Form({.action = "/memoranda/clauses", .csrf = context.csrf()},
                                        Join(fields.fields(), html::Button(locale.tr("Save the clause"))))));
    }
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> ShowForm(Context& context, const MemorandumId& id, const net::Arguments& typed,
                                       const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelId panel = TRY(Panel(context));
    const std::vector<ClauseText> clauses = TRY(services_->memoranda.Clauses(context.actor(), panel));
    desk::PageOptions options{
        .title = id.empty() ? locale.tr("Draft a memorandum") : locale.tr("Edit the draft"),
        .current = "/memoranda"};
    options.crumbs = {{locale.tr("Memoranda"), "/memoranda"}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(
        context, options,
        DraftForm(context, id.empty() ? std::string("/memoranda/new") : HrefOf(id) + "/edit", typed, wrongs,
                  clauses));
  }

  base::Result<net::Response> ShowOne(Context& context, const std::string& problem) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const MemorandumView view = TRY(services_->memoranda.Get(context.actor(), id));
    const Memorandum& m = view.memorandum;
    desk::PageOptions options{.title = m.title, .current = "/memoranda"};
    options.crumbs = {{locale.tr("Memoranda"), "/memoranda"}};
    options.badges = MemorandumBadge(locale, m.state);
    options.actions = html::LinkButton("PDF", HrefOf(id) + "/pdf");
    if (view.writes && m.state == State::kDraft)
      options.actions = Join(html::LinkButton(locale.tr("Edit"), HrefOf(id) + "/edit"), options.actions);
    if (!problem.empty()) options.status = 422;
    std::string missing;
    for (const std::string& name : view.missing) missing += (missing.empty() ? "" : ", ") + name;
    const std::string from = locale.tr("In force from"), expires = locale.tr("Expires"),
                      notice = locale.tr("Days of notice"), over = locale.tr("The notice is over on"),
                      reason = locale.tr("Why"), open = locale.tr("Not filled in yet"),
                      hash = locale.tr("SHA-256 of the text");
    const Html facts = html::Facts(
        {{from, m.starts.ms > 0 ? desk::DayOf(locale, m.starts) : Html(locale.tr("the last signature"))},
         {expires, m.expires.ms > 0 ? desk::DayOf(locale, m.expires) : Html(locale.tr("without an end"))},
         {notice, std::to_string(m.notice_days)},
         {over, m.ends.ms > 0 ? desk::DayOf(locale, m.ends) : Html()},
         {reason, m.reason},
         {open, missing},
         {hash, m.sha256.empty() ? Html() : El("span", {{"class", "hash"}}, m.sha256)}});
    const Html text = El("div", {{"lang", m.language}, {"class", "box"}}, kit::Paragraphs(m.text));
    const Html acts = Acts(context, view);
    const Html left = Join(html::Section(locale.tr("Parties"), Parties(locale, view)),
                           html::Section(locale.tr("Text"), text));
    Html right = html::Section(locale.tr("Terms"), facts);
    if (!acts.empty()) right = Join(html::Section(locale.tr("What you can do"), acts), right);
    right.Add(html::Section(locale.tr("Editions"), EditionsOf(locale, view)));
    right.Add(html::Section(locale.tr("History"), HistoryOf(locale, view)));
    return desk::PageResponse(
        context, options,
        Join(problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, locale.tr(problem)),
             html::SideBySide(html::Columns::kWideAndNarrow, left, right)));
  }

  static base::Result<std::string> PdfOf(const html::Locale& locale, const MemorandumView& view) {
    const Memorandum& m = view.memorandum;
    files::PdfWriter pdf({.title = m.title,
                          .language = m.language,
                          .footer = m.sha256.empty() ? locale.tr("Draft") : "SHA-256 " + m.sha256,
                          .created_ms = m.changed.ms});
    pdf.Title(m.title, MemorandumStateWord(locale, m.state));
    std::string_view rest = m.text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0 && rest.substr(0, end) != m.title) pdf.Paragraph(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    files::PdfTable table{
        .caption = locale.tr("Parties and signatures"),
        .columns = {{locale.tr("Party"), 2}, {locale.tr("Signed by"), 2}, {locale.tr("When and how"), 2}},
        .rows = {},
        .total = {}};
    for (const Party& party : m.parties) {
      std::vector<std::string> row = {party.name, locale.tr("not yet"), ""};
      for (const Signature& s : view.signatures)
        if (s.party == party.number && s.sha256 == m.sha256)
          row = {party.name, s.signer + "\n" + s.role,
                 locale.ShortDate(s.signed_on.ms) + "\n" + MethodWord(locale, s.method)};
      table.rows.push_back(std::move(row));
    }
    pdf.Table(std::move(table));
    return pdf.Bytes();
  }

  std::shared_ptr<AgreementServices> services_;
};

}  // namespace

std::string MemorandumStateWord(const html::Locale& locale, State state) {
  switch (state) {
    case State::kDraft:
      return locale.tr("Draft");
    case State::kOffered:
      return locale.tr("To be signed");
    case State::kInForce:
      return locale.tr("In force");
    case State::kNotice:
      return locale.tr("Notice given");
    case State::kReplaced:
      return locale.tr("Replaced");
    case State::kExpired:
      return locale.tr("Expired");
    case State::kTerminated:
      return locale.tr("Ended by notice");
    default:
      return locale.tr("Dropped");
  }
}

Html MemorandumBadge(const html::Locale& locale, State state) {
  const html::Mark mark = state == State::kInForce   ? html::Mark::kOk
                          : state == State::kOffered ? html::Mark::kAct
                          : state == State::kNotice  ? html::Mark::kCare
                                                     : html::Mark::kUnknown;
  return html::Badge(mark, MemorandumStateWord(locale, state));
}

void AddMemorandumPages(desk::Desk& desk, const std::shared_ptr<AgreementServices>& services) {
  const auto pages = std::make_shared<MemorandumPages>(services);
  using desk::Permission;
  using Pages = MemorandumPages;
  kit::AddPage(desk, pages, "GET", "/memoranda", Permission::kPanelRead, &Pages::List);
  kit::AddPage(desk, pages, "GET", "/memoranda/clauses", Permission::kPanelRead, &Pages::Library);
  kit::AddPage(desk, pages, "POST", "/memoranda/clauses", Permission::kPanelManage, &Pages::PutClause);
  kit::AddPage(desk, pages, "GET", "/memoranda/new", Permission::kPanelTakePart, &Pages::NewForm);
  kit::AddPage(desk, pages, "POST", "/memoranda/new", Permission::kPanelTakePart, &Pages::Add);
  kit::AddPage(desk, pages, "GET", "/memoranda/{id}", Permission::kPanelRead, &Pages::Show);
  kit::AddPage(desk, pages, "GET", "/memoranda/{id}/pdf", Permission::kPanelRead, &Pages::Pdf);
  kit::AddPage(desk, pages, "GET", "/memoranda/{id}/edit", Permission::kPanelTakePart, &Pages::EditForm);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/edit", Permission::kPanelTakePart, &Pages::Save);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/move", Permission::kPanelTakePart, &Pages::Move);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/sign", Permission::kPanelTakePart, &Pages::Sign);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/next", Permission::kPanelTakePart, &Pages::Next);
}

}  // namespace panel
