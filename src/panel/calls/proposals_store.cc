#include "panel/calls/proposals_store.h"

#include "desk/tr.h"
#include "panel/agreements/kit.h"

namespace panel::calls::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT p.id, p.panel_id, p.member_id, p.org_id, m.name, p.to_member_id, p.to_org_id, coalesce(t.name, "
    "o.name, ''), p.state, p.title, p.body, p.reason, p.call_id, p.sent_ms, p.created_ms, p.changed_ms, "
    "p.version FROM concept_proposal p JOIN panel_member m ON m.id = p.member_id LEFT JOIN panel_member t ON "
    "t.id = p.to_member_id LEFT JOIN organisation o ON o.id = p.to_org_id ";

Proposal ProposalFromRow(const db::Row& row) {
  Proposal p;
  std::size_t at = 0;
  p.id = row.IdAt<ProposalId>(at++);
  p.panel = row.IdAt<PanelId>(at++);
  p.member = row.IdAt<MemberId>(at++);
  p.org = row.IdAt<desk::OrgId>(at++);
  p.member_name = row.Text(at++);
  p.to = row.IdAt<MemberId>(at++);
  p.to_org = row.IdAt<desk::OrgId>(at++);
  p.to_name = row.Text(at++);
  p.state = ProposalStateNamed(row.Text(at++)).value_or(ProposalState::kDraft);
  p.title = row.Text(at++);
  p.body = row.Text(at++);
  p.reason = row.Text(at++);
  p.call = row.IdAt<CallId>(at++);
  p.sent = base::UtcTime{row.Int(at++)};
  p.created = base::UtcTime{row.Int(at++)};
  p.changed = base::UtcTime{row.Int(at++)};
  p.version = row.Int(at);
  return p;
}

}  // namespace

base::Result<Proposal> GetProposal(db::Transaction& tx, const ProposalId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE p.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such proposal."));
  return ProposalFromRow(*row);
}

base::Result<std::vector<Proposal>> ProposalsOf(db::Transaction& tx, const desk::OrgId& org,
                                                std::size_t limit) {
  std::vector<Proposal> proposals;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kSelect) +
                        "WHERE p.org_id = $1 OR (p.to_org_id = $1 AND p.sent_ms > 0) ORDER BY p.created_ms "
                        "DESC, p.id DESC LIMIT $2",
                    {org, limit})))
    proposals.push_back(ProposalFromRow(row));
  return proposals;
}

base::Result<std::vector<Proposal>> ProposalsTo(db::Transaction& tx, const desk::OrgId& org,
                                                std::size_t limit) {
  std::vector<Proposal> proposals;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kSelect) +
                        "WHERE p.to_org_id = $1 AND p.state = 'sent' ORDER BY p.created_ms, p.id LIMIT $2",
                    {org, limit})))
    proposals.push_back(ProposalFromRow(row));
  return proposals;
}

base::Status InsertProposal(db::Transaction& tx, const Proposal& p) {
  TRY(tx.Execute(
      "INSERT INTO concept_proposal(id, panel_id, member_id, org_id, to_member_id, to_org_id, state, "
      "title, body, reason, call_id, sent_ms, created_ms, changed_ms, version) VALUES ($1, $2, $3, "
      "$4, $5, $6, $7, $8, $9, '', NULL, 0, $10, $10, 0)",
      {p.id, p.panel, p.member, p.org, p.to, p.to_org, ProposalStateName(p.state), p.title, p.body,
       p.created.ms}));
  return base::Ok();
}

base::Status UpdateProposal(db::Transaction& tx, Proposal& p) {
  const std::int64_t changed = TRY(
      tx.Execute("UPDATE concept_proposal SET to_member_id = $3, to_org_id = $4, state = $5, title = $6, "
                 "body = $7, reason = $8, call_id = $9, sent_ms = $10, changed_ms = $11, version = version "
                 "+ 1 WHERE id = $1 AND version = $2",
                 {p.id, p.version, p.to, p.to_org, ProposalStateName(p.state), p.title, p.body, p.reason,
                  p.call, p.sent.ms, p.changed.ms}));
  if (changed != 1) return kit::Overtaken();
  ++p.version;
  return base::Ok();
}

}  // namespace panel::calls::store
