#include "panel/commitments/commitments.h"

#include "base/limits_panel.h"
#include "crypto/digest.h"
#include "desk/tr.h"
#include "panel/commitments/store.h"
#include "screening/screening.h"

namespace panel {
namespace {

namespace store = commitment_store;

std::string RecordOf(const CommitmentId& id) {
  return "commitment:" + id.text();
}

// Where documents may still be added: not after a verdict.
bool IsOpen(CommitmentState state) {
  return state != CommitmentState::kKept && state != CommitmentState::kPartlyKept &&
         state != CommitmentState::kMissed && state != CommitmentState::kWithdrawn;
}

base::Error Closed() {
  return {base::Code::kConflict, desk::tr("What became of this commitment is said; it is closed."), {}};
}

bool IsWebAddress(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && html::IsSafeUrl(text);
}

base::Status CheckEvidence(Evidence& evidence, std::string_view bytes) {
  kit::Wrongs wrongs;
  evidence.title = kit::Tidy(wrongs, "evidence_title", evidence.title, base::kMaxAgreementTitleBytes, true);
  evidence.reference =
      kit::Tidy(wrongs, "reference", evidence.reference, base::kMaxAgreementTitleBytes, false);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  if (bytes.size() > base::kMaxEvidenceBytes)
    return base::TooLarge(desk::tr("This document is larger than 20 MiB."));
  if (evidence.kind == EvidenceKind::kDocument && bytes.empty())
    return base::Invalid(desk::tr("Choose the document."));
  if (evidence.kind == EvidenceKind::kLink && !IsWebAddress(evidence.reference))
    return base::Invalid(desk::tr("Write the whole address, beginning with https://."));
  if (evidence.kind == EvidenceKind::kPractice && !base::IsIdText(evidence.reference))
    return base::Invalid(desk::tr("Write the practice's id, as its address has it."));
  return base::Ok();
}

base::Status CheckFinding(db::Transaction& tx, const desk::Actor& actor, std::string_view alert) {
  const std::optional<screening::Finding> finding = TRY(screening::FindFinding(tx, actor.org, alert));
  if (!finding) return base::NotFound(desk::tr("There is no such alert in your organisation's screening."));
  if (finding->decision == "not-same")
    return base::Error{
        base::Code::kConflict, desk::tr("It was decided that this alert is not about the same party."), {}};
  return base::Ok();
}

}  // namespace

base::Result<std::pair<Commitment, kit::Viewer>> Commitments::Seen(db::Transaction& tx,
                                                                   const desk::Actor& actor,
                                                                   const CommitmentId& id) {
  const auto unknown = [] { return base::NotFound(desk::tr("There is no such commitment.")); };
  Commitment commitment = TRY(store::Get(tx, id));
  base::Result<kit::Viewer> viewer = kit::ViewerOf(services_, tx, actor, commitment.panel);
  if (!viewer) return viewer.error().code == base::Code::kNotFound ? unknown() : std::move(viewer).error();
  const bool own = viewer->Is(commitment.member);
  if (commitment.made.ms == 0 && !own && !viewer->hosts) return unknown();
  if (!own) commitment.finding.clear();
  return std::pair(std::move(commitment), *std::move(viewer));
}

base::Result<Commitment> Commitments::Owned(db::Transaction& tx, const desk::Actor& actor,
                                            const CommitmentId& id, std::int64_t version) {
  auto [commitment, viewer] = TRY(Seen(tx, actor, id));
  Member owner;
  owner.id = commitment.member;
  owner.org = commitment.member_org;
  if (!viewer.MayActFor(owner))
    return kit::MayNot(desk::tr("Only the organisation that made this promise may do this."));
  if (version >= 0 && version != commitment.version) return kit::Overtaken();
  return std::move(commitment);
}

base::Result<CommitmentId> Commitments::Add(const desk::Actor& actor, const PanelId& panel,
                                            const CommitmentDraft& draft, std::string_view finding,
                                            bool make) {
  Commitment commitment;
  commitment.created = services_.seams.clock.Now();
  const kit::Wrongs wrongs = ReadDraft(draft, commitment.created, commitment);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  commitment.id = CommitmentId::New(services_.seams.random);
  commitment.panel = panel;
  commitment.current = commitment.baseline;
  commitment.changed = commitment.created;
  commitment.finding = finding;
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    if (draft.member.empty() && !viewer.takes_part)
      return kit::MayNot(desk::tr("Only an admitted member of the panel may do this."));
    const MemberId member = draft.member.empty() ? viewer.member->id : draft.member;
    const Member owner = TRY(services_.directory.Get(tx, member));
    if (owner.panel != panel || owner.state != MemberState::kAdmitted || !viewer.MayActFor(owner))
      return kit::MayNot(desk::tr("You cannot promise anything for this member."));
    commitment.member = member;
    commitment.version = 0;
    commitment.number = 0;
    commitment.state = CommitmentState::kProposed;
    commitment.made = {};
    if (!finding.empty()) TRY(CheckFinding(tx, actor, finding));
    TRY(store::Insert(tx, commitment));
    TRY(services_.seams.audit.Append(tx, actor, "commitment.propose", RecordOf(commitment.id),
                                     {{"from-finding", finding.empty() ? "no" : "yes"}}));
    if (!make) return base::Ok();
    return MoveIn(tx, actor, commitment, member, {.act = CommitmentAct::kMake});
  };
  TRY(services_.seams.database.Write(add));
  return commitment.id;
}

base::Result<CommitmentId> Commitments::Propose(const desk::Actor& actor, const PanelId& panel,
                                                const CommitmentDraft& draft) {
  return Add(actor, panel, draft, {}, false);
}

base::Result<CommitmentId> Commitments::CommitFromFinding(const desk::Actor& actor, const PanelId& panel,
                                                          std::string_view alert,
                                                          const CommitmentDraft& draft, bool make) {
  if (!base::IsIdText(alert))
    return base::NotFound(desk::tr("There is no such alert in your organisation's screening."));
  return Add(actor, panel, draft, alert, make);
}

base::Status Commitments::Edit(const desk::Actor& actor, const CommitmentId& id, std::int64_t version,
                               const CommitmentDraft& draft) {
  const base::UtcTime now = services_.seams.clock.Now();
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Commitment commitment = TRY(Owned(tx, actor, id, version));
    if (commitment.state != CommitmentState::kProposed)
      return base::Error{base::Code::kConflict,
                         desk::tr("What was promised stays as it is; postpone it or withdraw it with a "
                                  "reason."),
                         {}};
    const kit::Wrongs wrongs = ReadDraft(draft, now, commitment);
    if (!wrongs.empty()) return kit::ErrorOf(wrongs);
    commitment.current = commitment.baseline;
    commitment.changed = now;
    TRY(store::Update(tx, commitment));
    return services_.seams.audit.Append(tx, actor, "commitment.edit", RecordOf(id));
  });
}

base::Status Commitments::Publish(const desk::Actor& actor, const CommitmentId& id, std::int64_t version,
                                  bool published) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Commitment commitment = TRY(Owned(tx, actor, id, version));
    if (commitment.published && !published && commitment.state != CommitmentState::kProposed)
      return base::Error{
          base::Code::kConflict,
          desk::tr("What everybody may see stays, kept or missed; withdraw the commitment with "
                   "a reason instead."),
          {}};
    commitment.published = published;
    commitment.changed = services_.seams.clock.Now();
    TRY(store::Update(tx, commitment));
    return services_.seams.audit.Append(tx, actor, published ? "commitment.publish" : "commitment.unpublish",
                                        RecordOf(id));
  });
}

base::Result<EvidenceId> Commitments::AddEvidence(const desk::Actor& actor, const CommitmentId& id,
                                                  Evidence evidence, std::string_view bytes) {
  TRY(CheckEvidence(evidence, bytes));
  evidence.id = EvidenceId::New(services_.seams.random);
  evidence.added = services_.seams.clock.Now();
  const auto add = [&](db::Transaction& tx) -> base::Status {
    Commitment commitment = TRY(Owned(tx, actor, id, -1));
    if (!IsOpen(commitment.state)) return Closed();
    if (TRY(store::EvidenceOf(tx, id)).size() >= base::kMaxCommitmentEvidence)
      return base::TooLarge(desk::tr("This commitment has as much evidence as there may be."));
    if (evidence.kind == EvidenceKind::kFinding) TRY(CheckFinding(tx, actor, evidence.reference));
    if (evidence.kind == EvidenceKind::kDocument) {
      evidence.sha256 = TRY(blobs_.Put(tx, bytes));
      evidence.bytes = static_cast<std::int64_t>(bytes.size());
    }
    TRY(store::AddEvidence(tx, id, evidence));
    return services_.seams.audit.Append(
        tx, actor, "commitment.evidence", RecordOf(id),
        {{"kind", std::string(EvidenceKindName(evidence.kind))}, {"sha256", evidence.sha256}});
  };
  TRY(services_.seams.database.Write(add));
  return evidence.id;
}

base::Result<std::pair<Evidence, std::string>> Commitments::Document(const desk::Actor& actor,
                                                                     const CommitmentId& id,
                                                                     const EvidenceId& evidence) {
  const auto find = [&](db::Transaction& tx) -> base::Result<Evidence> {
    TRY(Seen(tx, actor, id));
    for (const Evidence& one : TRY(store::EvidenceOf(tx, id)))
      if (one.id == evidence && one.kind == EvidenceKind::kDocument) return one;
    return base::NotFound(desk::tr("There is no such document."));
  };
  const Evidence found = TRY(services_.seams.database.Read(find));
  return std::pair(found, TRY(blobs_.Read(found.sha256)));
}

base::Status Commitments::Report(const desk::Actor& actor, const CommitmentId& id, std::int64_t version,
                                 std::string_view value, std::string_view note) {
  const std::int64_t amount = TRY(kit::ParseAmount(value));
  kit::Wrongs wrongs;
  const std::string words = kit::Tidy(wrongs, "note", note, base::kMaxAgreementTextBytes, false);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  const base::UtcTime now = services_.seams.clock.Now();
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Commitment commitment = TRY(Owned(tx, actor, id, version));
    if (!IsOpen(commitment.state)) return Closed();
    if (commitment.made.ms == 0)
      return base::Error{base::Code::kConflict, desk::tr("Make the promise first, then report on it."), {}};
    const std::int64_t number = TRY(store::AddReport(tx, id, amount, words, now));
    commitment.current = amount;
    if (commitment.state == CommitmentState::kMade) {
      TRY(MoveIn(tx, actor, commitment, commitment.member, {.act = CommitmentAct::kStart}));
    } else {
      commitment.changed = now;
      TRY(store::Update(tx, commitment));
    }
    return services_.seams.audit.Append(tx, actor, "commitment.report", RecordOf(id),
                                        {{"report", std::to_string(number)}});
  });
}

}  // namespace panel
