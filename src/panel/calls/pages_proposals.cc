// /calls/proposals: concept notes without a call, made by or to the own organisation.

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/calls/faces.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

net::Arguments TypedOf(const Proposal& proposal) {
  net::Arguments typed;
  typed.Add("title", proposal.title);
  typed.Add("body", proposal.body);
  typed.Add("to", proposal.to.empty() ? std::string() : proposal.to_name);
  typed.Add("version", std::to_string(proposal.version));
  return typed;
}

ProposalDraft DraftFrom(const net::Arguments& typed) {
  return {std::string(typed.Get("title")), std::string(typed.Get("body")), std::string(typed.Get("to"))};
}

Html Body(const Context& context, const ProposalView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Proposal& p = view.proposal;
  Html acts;
  for (const ProposalAct act :
       {ProposalAct::kSend, ProposalAct::kAccept, ProposalAct::kDecline, ProposalAct::kWithdraw}) {
    if (!Allows(ProposalSteps(), p.state, act)) continue;
    const bool theirs = act == ProposalAct::kAccept || act == ProposalAct::kDecline;
    if (theirs ? !view.addressed : !view.own) continue;
    const std::string name(ProposalActName(act));
    const std::string words = act == ProposalAct::kSend      ? locale.tr("Send it")
                              : act == ProposalAct::kAccept  ? locale.tr("Accept it: draft a direct call")
                              : act == ProposalAct::kDecline ? locale.tr("Decline it")
                                                             : locale.tr("Withdraw it");
    Html fields = desk::HiddenField("act", name);
    if (act == ProposalAct::kDecline)
      fields.Add(html::Field({.control_id = "why", .label = locale.tr("Why")},
                             html::Input({.name = "reason", .id = "why", .required = true})));
    const bool main = act == ProposalAct::kSend || act == ProposalAct::kAccept;
    const Html form = kit::ActForm(context, HrefOf(p.id) + "/move", p.version, fields, words,
                                   main ? html::ButtonKind::kMain : html::ButtonKind::kQuiet);
    acts.Add(El("div", {{"class", "act"}}, main ? form : html::Closed(words, form)));
  }
  const std::string from = locale.tr("From"), to = locale.tr("To"), sent = locale.tr("Sent"),
                    why = locale.tr("Answer"), call = locale.tr("Call");
  const Html facts = html::Facts(
      {{from, El("bdi", p.member_name)},
       {to, El("bdi", p.to.empty() ? locale.tr("The secretariat") : p.to_name)},
       {sent, p.sent.ms > 0 ? desk::DayOf(locale, p.sent) : Html()},
       {why, p.reason},
       {call, !p.call.empty() && view.addressed ? desk::LinkTo(HrefOf(p.call), locale.tr("The call for it"))
                                                : Html()}});
  std::vector<Html> right;
  if (!acts.empty()) right.push_back(html::Section(locale.tr("What you can do"), acts));
  right.push_back(html::Section(locale.tr("About"), facts));
  return html::SideBySide(html::Columns::kWideAndNarrow,
                          html::Section(locale.tr("What is proposed"), kit::Paragraphs(p.body)),
                          html::Stack(right));
}

class ProposalPages {
 public:
  explicit ProposalPages(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::vector<ProposalView> views = TRY(services_->proposals.List(context.actor()));
    desk::PageOptions options{.title = locale.tr("Proposals"), .current = "/calls"};
    options.subtitle =
        locale.tr("Concept notes without a call; known to the proposer and the addressee alone.");
    options.actions =
        html::LinkButton(locale.tr("Propose something"), "/calls/proposals/new", html::ButtonKind::kMain);
    Html list = html::Empty(locale.tr("No proposal yet"),
                            locale.tr("Propose something to the secretariat or to another member."));
    if (!views.empty()) {
      desk::TableMaker table(
          {{locale.tr("Title")}, {locale.tr("From")}, {locale.tr("To")}, {locale.tr("State")}});
      for (const ProposalView& view : views)
        table.Row({desk::LinkTo(HrefOf(view.proposal.id), view.proposal.title),
                   El("bdi", view.proposal.member_name),
                   El("bdi", view.proposal.to.empty() ? locale.tr("The secretariat") : view.proposal.to_name),
                   ProposalBadge(locale, view.proposal.state)});
      list = table.Done(locale.tr("Proposals, newest first"));
    }
    return desk::PageResponse(context, options,
                              html::Stack({CallTabs(locale, context, "/calls/proposals"), list}));
  }

  base::Result<net::Response> NewForm(Context& context) const { return Form(context, {}, {}, {}); }

  base::Result<net::Response> Add(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const PanelId panel = TRY(services_->PanelOf(context.Query("panel")));
    const base::Result<ProposalId> added = services_->proposals.Add(context.actor(), panel, DraftFrom(typed));
    if (!added && kit::IsMendable(added.error()))
      return Form(context, {}, typed, {{"title", added.error().external}});
    if (!added) return added.error();
    return desk::RedirectWithFlash(
        context, HrefOf(*added), desk::LocaleOf(context).tr("The draft is saved; send it when it is ready."));
  }

  base::Result<net::Response> Show(Context& context) const { return ShowOne(context, {}); }

  base::Result<net::Response> EditForm(Context& context) const {
    const ProposalView view = TRY(View(context));
    return Form(context, view.proposal.id, TypedOf(view.proposal), {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const base::Status saved = services_->proposals.Edit(
        context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1), DraftFrom(typed));
    if (!saved && kit::IsMendable(saved.error()))
      return Form(context, id, typed, {{"title", saved.error().external}});
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> Move(Context& context) const {
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<ProposalAct> act = ProposalActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const base::Status done = services_->proposals.Move(
        context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1), *act, typed.Get("reason"));
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, done.error().external);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Done."));
  }

 private:
  base::Result<ProposalView> View(const Context& context) const {
    return services_->proposals.Get(context.actor(), TRY(ProposalId::Parse(context.Path("id"))));
  }
  base::Result<net::Response> ShowOne(Context& context, const std::string& problem) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProposalView view = TRY(View(context));
    desk::PageOptions options{.title = view.proposal.title, .current = "/calls"};
    options.crumbs = {{locale.tr("Calls"), "/calls"}, {locale.tr("Proposals"), "/calls/proposals"}};
    options.badges = ProposalBadge(locale, view.proposal.state);
    if (view.own && view.proposal.state == ProposalState::kDraft)
      options.actions = html::LinkButton(locale.tr("Edit"), HrefOf(view.proposal.id) + "/edit");
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(context, options, Join(ProblemNotice(locale, problem), Body(context, view)));
  }
  static base::Result<net::Response> Form(Context& context, const ProposalId& id, const net::Arguments& typed,
                                          const kit::Wrongs& wrongs) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Propose without a call"), .current = "/calls"};
    options.crumbs = {{locale.tr("Calls"), "/calls"}, {locale.tr("Proposals"), "/calls/proposals"}};
    options.status = kit::StatusFor(wrongs);
    kit::FormMaker fields(locale, typed, wrongs);
    fields.Text("title", locale.tr("Title"), true);
    fields.Text("to", locale.tr("To"), false,
                locale.tr("A member's name as the members' list has it; empty: the secretariat."));
    fields.Area("body", locale.tr("What you propose"), 12,
                locale.tr("What changes, for whom, what it costs and what you ask for."));
    const std::string action = id.empty() ? std::string("/calls/proposals/new") : HrefOf(id) + "/edit";
    return desk::PageResponse(
        context, options,
        Join(fields.Summary(), html::Form({.action = action, .csrf = context.csrf()},
                                          Join(desk::HiddenField("version", typed.Get("version")),
                                               fields.fields(), html::Button(locale.tr("Save the draft"))))));
  }
  SharedServices services_;
};

}  // namespace

void AddProposalPages(desk::Desk& desk, const SharedServices& services) {
  const auto pages = std::make_shared<ProposalPages>(services);
  using Pages = ProposalPages;
  const auto take_part = desk::Permission::kPanelTakePart;
  kit::AddPage(desk, pages, "GET", "/calls/proposals", take_part, &Pages::List);
  kit::AddPage(desk, pages, "GET", "/calls/proposals/new", take_part, &Pages::NewForm);
  kit::AddPage(desk, pages, "POST", "/calls/proposals/new", take_part, &Pages::Add);
  kit::AddPage(desk, pages, "GET", "/calls/proposals/{id}", take_part, &Pages::Show);
  kit::AddPage(desk, pages, "GET", "/calls/proposals/{id}/edit", take_part, &Pages::EditForm);
  kit::AddPage(desk, pages, "POST", "/calls/proposals/{id}/edit", take_part, &Pages::Save);
  kit::AddPage(desk, pages, "POST", "/calls/proposals/{id}/move", take_part, &Pages::Move);
}

}  // namespace panel::calls
