#include "panel/calls/proposals.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/calls/calls.h"
#include "panel/calls/proposals_store.h"

namespace panel::calls {
namespace {

using desk::tr;

kit::Wrongs ReadFields(const ProposalDraft& draft, Proposal& proposal) {
  kit::Wrongs wrongs;
  proposal.title = kit::Tidy(wrongs, "title", draft.title, base::kMaxCallTitleBytes, true);
  proposal.body = kit::Tidy(wrongs, "body", draft.body, base::kMaxNoteSectionBytes, true);
  return wrongs;
}

// The direct call that an accepted proposal leads to: one section, one criterion, to be completed.
base::Status DraftCall(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                       Proposal& proposal) {
  Call call{.id = CallId::New(services.seams.random),
            .panel = proposal.panel,
            .owner = proposal.to,
            .owner_org = proposal.to_org,
            .owner_name = {},
            .kind = CallKind::kUnsolicited,
            .title = proposal.title,
            .summary = {},
            .details = {},
            .sectors = {},
            .countries = {},
            .sdg = {},
            .reason = {},
            .deviation = {},
            .proposal = proposal.id};
  // One applicant, whom everybody knows.
  call.blind = false;
  call.min_reviewers = 1;
  call.created = call.changed = services.seams.clock.Now();
  constexpr std::int64_t kAllWeight = 100, kUsualWords = 1'000;
  const html::Locale& locale = html::ChooseLocale(actor.locale, {});
  const std::vector<CallPart> parts = {
      {PartKind::kSection, 1, locale.tr("What is proposed"), {}, kUsualWords},
      {PartKind::kCriterion, 1, locale.tr("Worth doing, and able to do it"), {}, kAllWeight}};
  TRY(store::InsertCall(tx, call));
  TRY(store::PutParts(tx, call.id, parts));
  TRY(store::PutInvited(tx, call.id, {proposal.member}));
  proposal.call = call.id;
  return services.seams.audit.Append(tx, actor, "call.draft", RecordOf(call.id),
                                     {{"proposal", proposal.id.text()}});
}

}  // namespace

std::string RecordOf(const ProposalId& id) {
  return "concept-proposal:" + id.text();
}

base::Status Proposals::Address(db::Transaction& tx, Proposal& proposal, const std::string& to) {
  proposal.to = {};
  if (to.empty()) {
    proposal.to_org = TRY(services_.panels.Get(tx, proposal.panel)).host;
  } else {
    const std::vector<Member> members = TRY(services_.directory.Admitted(tx, proposal.panel));
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const Member& one) { return one.name == to; });
    if (found == members.end() || found->org.empty())
      return base::Invalid(tr("Choose a member of this panel that has accounts here, or the secretariat."));
    proposal.to = found->id;
    proposal.to_org = found->org;
  }
  if (proposal.to_org == proposal.org)
    return base::Invalid(tr("Propose it to somebody else than your own organisation."));
  return base::Ok();
}

base::Result<ProposalId> Proposals::Add(const desk::Actor& actor, const PanelId& panel,
                                        const ProposalDraft& draft) {
  Proposal proposal{.id = ProposalId::New(services_.seams.random), .panel = panel, .org = actor.org};
  const kit::Wrongs wrongs = ReadFields(draft, proposal);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  proposal.created = proposal.changed = services_.seams.clock.Now();
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    if (!viewer.takes_part || !viewer.member)
      return kit::MayNot(tr("Only an admitted member of the panel may do this."));
    proposal.member = viewer.member->id;
    TRY(Address(tx, proposal, draft.to));
    TRY(store::InsertProposal(tx, proposal));
    return services_.seams.audit.Append(tx, actor, "concept-proposal.draft", RecordOf(proposal.id));
  };
  TRY(services_.seams.database.Write(add));
  return proposal.id;
}

base::Result<ProposalView> Proposals::Seen(db::Transaction& tx, const desk::Actor& actor,
                                           const ProposalId& id) {
  const base::Error unknown = base::NotFound(tr("There is no such proposal."));
  ProposalView view;
  view.proposal = TRY(store::GetProposal(tx, id));
  const base::Result<kit::Viewer> viewer = kit::ViewerOf(services_, tx, actor, view.proposal.panel);
  if (!viewer) return viewer.error().code == base::Code::kNotFound ? unknown : viewer.error();
  const bool mine = view.proposal.org == actor.org;
  view.own = mine && viewer->takes_part;
  const bool to_me =
      view.proposal.to.empty() ? viewer->hosts : viewer->takes_part && viewer->Is(view.proposal.to);
  view.addressed = to_me && view.proposal.sent.ms > 0;
  if (!mine && !view.addressed) return unknown;
  return view;
}

base::Status Proposals::Edit(const desk::Actor& actor, const ProposalId& id, std::int64_t version,
                             const ProposalDraft& draft) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    ProposalView view = TRY(Seen(tx, actor, id));
    if (!view.own) return kit::MayNot(tr("Only the proposer may do this."));
    if (version >= 0 && version != view.proposal.version) return kit::Overtaken();
    if (view.proposal.state != ProposalState::kDraft)
      return Conflict(tr("What was sent is not changed; withdraw it, and write another."));
    const kit::Wrongs wrongs = ReadFields(draft, view.proposal);
    if (!wrongs.empty()) return kit::ErrorOf(wrongs);
    TRY(Address(tx, view.proposal, draft.to));
    view.proposal.changed = services_.seams.clock.Now();
    TRY(store::UpdateProposal(tx, view.proposal));
    return services_.seams.audit.Append(tx, actor, "concept-proposal.edit", RecordOf(id));
  });
}

base::Status Proposals::Move(const desk::Actor& actor, const ProposalId& id, std::int64_t version,
                             ProposalAct act, std::string_view reason) {
  kit::Wrongs wrongs;
  const std::string words =
      kit::Tidy(wrongs, "reason", reason, base::kMaxCallTextBytes, act == ProposalAct::kDecline);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    ProposalView view = TRY(Seen(tx, actor, id));
    Proposal& proposal = view.proposal;
    proposal.state = TRY((Next<ProposalState, ProposalAct>(ProposalSteps(), proposal.state, act,
                                                           ProposalStateName, ProposalActName)));
    const bool theirs = act == ProposalAct::kAccept || act == ProposalAct::kDecline;
    if (theirs ? !view.addressed : !view.own)
      return kit::MayNot(tr("The proposer sends and withdraws; whom it is sent to accepts or declines."));
    if (version >= 0 && version != proposal.version) return kit::Overtaken();
    proposal.changed = services_.seams.clock.Now();
    if (act == ProposalAct::kSend) proposal.sent = proposal.changed;
    if (theirs) proposal.reason = words;
    if (act == ProposalAct::kAccept) TRY(DraftCall(services_, tx, actor, proposal));
    TRY(store::UpdateProposal(tx, proposal));
    return services_.seams.audit.Append(tx, actor, "concept-proposal." + std::string(ProposalActName(act)),
                                        RecordOf(id));
  });
}

base::Result<ProposalView> Proposals::Get(const desk::Actor& actor, const ProposalId& id) {
  return services_.seams.database.Read([&](db::Transaction& tx) { return Seen(tx, actor, id); });
}

base::Result<std::vector<ProposalView>> Proposals::List(const desk::Actor& actor) {
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<ProposalView>> {
    std::vector<ProposalView> views;
    for (const Proposal& proposal : TRY(store::ProposalsOf(tx, actor.org, base::kMaxCallPage))) {
      base::Result<ProposalView> view = Seen(tx, actor, proposal.id);
      if (!view && view.error().code != base::Code::kNotFound) return view.error();
      if (view) views.push_back(*std::move(view));
    }
    return views;
  };
  if (actor.org.empty()) return std::vector<ProposalView>();
  return services_.seams.database.Read(read);
}

base::Result<std::vector<Proposal>> Proposals::Waiting(const desk::Actor& actor) {
  constexpr std::size_t kShown = 20;
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Proposal>> {
    std::vector<Proposal> waiting;
    for (Proposal& proposal : TRY(store::ProposalsTo(tx, actor.org, kShown))) {
      const base::Result<ProposalView> view = Seen(tx, actor, proposal.id);
      if (!view && view.error().code != base::Code::kNotFound) return view.error();
      if (view && view->addressed) waiting.push_back(std::move(proposal));
    }
    return waiting;
  };
  if (actor.org.empty()) return std::vector<Proposal>();
  return services_.seams.database.Read(read);
}

}  // namespace panel::calls
