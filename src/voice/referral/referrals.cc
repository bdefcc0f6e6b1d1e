#include "voice/referral/referrals.h"

#include <algorithm>
#include <array>

#include "base/limits_referral.h"
#include "crypto/encoding.h"
#include "desk/tr.h"

namespace voice::referral {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TheirAct::kCount)> kTheirActs = {
    "accept", "decline", "finish", "ask", "deleted", "kept"};

base::Error Meanwhile() {
  return {base::Code::kConflict, desk::tr("somebody changed this referral meanwhile; look again"), {}};
}

// A referral of this case, or nothing: ids of other cases name nothing here.
base::Result<ReferralRow> RowOfCase(db::Transaction& tx, const OpenedCase& opened, const ReferralId& id) {
  ReferralRow row = TRY(RowOf(tx, id));
  if (row.of != opened.row.id) return base::NotFound(desk::tr("there is no such referral"));
  return row;
}

}  // namespace

std::string_view TheirActName(TheirAct act) {
  return kTheirActs.at(static_cast<std::size_t>(act));
}

std::optional<TheirAct> TheirActNamed(std::string_view name) {
  const auto found = std::find(kTheirActs.begin(), kTheirActs.end(), name);
  if (found == kTheirActs.end()) return std::nullopt;
  return static_cast<TheirAct>(found - kTheirActs.begin());
}

base::Result<std::vector<OtherTeam>> Referrals::OtherTeams(const desk::OrgId& org) {
  std::vector<OtherTeam> teams;
  for (const db::Row& row : TRY(access_.database().Read([&](db::Transaction& tx) {
         return tx.Query(
             "SELECT t.id, o.name, t.name FROM voice_team t JOIN organisation o ON o.id = "
             "t.org_id WHERE t.org_id <> $1 AND t.is_open = 1 ORDER BY o.name, t.name, t.id",
             {org});
       })))
    teams.push_back({row.IdAt<TeamId>(0), row.Text(1) + ", " + row.Text(2)});
  return teams;
}

// The recipient as the directory has it now: what a form says of it is not believed.
base::Result<Draft> Referrals::Completed(const desk::Actor& actor, Draft draft) {
  if (draft.to.kind == consent::RecipientKind::kService) {
    const ServiceId id = TRY(ServiceId::Parse(draft.to.id));
    const Service service = TRY(directory_.Get(actor.org, id));
    if (!service.active) return base::Invalid(desk::tr("this service is no longer in the directory"));
    draft.to.name = service.name;
    draft.to.trade = TradeName(service.trade);
    draft.mail = service.mail;
    return draft;
  }
  for (const OtherTeam& team : TRY(OtherTeams(actor.org))) {
    if (draft.to.kind != consent::RecipientKind::kTeam || team.id.text() != draft.to.id) continue;
    draft.to.name = team.name;
    draft.to.trade.clear();
    draft.mail.clear();
    return draft;
  }
  return base::Invalid(desk::tr("please choose a service or a team"));
}

base::Result<ReferralId> Referrals::Save(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                         const CaseId& of, const ReferralId& id, Draft draft,
                                         std::int64_t version) {
  draft = TRY(Completed(actor, std::move(draft)));
  std::erase_if(draft.parts, [](const auto& one) { return one.second.empty(); });
  draft.drafted_by = actor.person.text();
  draft.law.clear();
  draft.law_reason.clear();
  draft.law_by.clear();
  draft.copy_key.clear();
  TRY(CheckDraft(draft));
  const ReferralId saved = id.empty() ? ReferralId::New(random_) : id;
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<ReferralId> {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    if (id.empty()) {
      const auto count = TRY(tx.QueryOne("SELECT COUNT(*) FROM voice_referral WHERE case_id = $1", {of}));
      if (count->Int(0) >= static_cast<std::int64_t>(base::kMaxReferralsOfCase))
        return base::TooLarge(desk::tr("this case has so many referrals that no more fit"));
      const crypto::Bytes box = TRY(SealDraft(saved, of, opened.row.keys, draft));
      TRY(tx.Execute(
          "INSERT INTO voice_referral(id, case_id, org_id, team_id, state, by_law, unread, made_day, "
          "deletion, deletion_mailed, tries, draft, words, version) VALUES ($1, $2, $3, $4, "
          "'draft', 0, 0, $5, 'none', 0, 0, $6, 0, 0)",
          {saved, of, opened.row.org, opened.row.team, Today(), crypto::ByteView(box)}));
    }
    const ReferralRow row = TRY(RowOfCase(tx, opened, saved));
    if (row.state != State::kDraft)
      return base::Error{base::Code::kConflict, desk::tr("this referral was sent and cannot be changed"), {}};
    if (!id.empty() && row.version != version) return Meanwhile();
    TRY(KeepDraft(tx, row, opened.row.keys, draft));
    TRY(tx.Execute("UPDATE voice_referral SET version = version + 1 WHERE id = $1", {saved}));
    TRY(audit_.Append(tx, actor, "referral.draft", RecordName(saved)));
    return saved;
  });
}

base::Result<std::vector<Referral>> Referrals::Of(const OpenedCase& opened) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<Referral>> {
    std::vector<Referral> referrals;
    for (const db::Row& found : TRY(tx.Query(
             std::string(RowSelect()) + "WHERE r.case_id = $1 ORDER BY r.made_day, r.id", {opened.row.id}))) {
      Referral referral{.row = ReadRow(found), .draft = {}, .words = {}};
      referral.draft = TRY(DraftOf(tx, referral.row, opened));
      referral.words = TRY(WordsOf(tx, referral.row, opened));
      referrals.push_back(std::move(referral));
    }
    return referrals;
  });
}

base::Result<Referral> Referrals::Get(const OpenedCase& opened, const ReferralId& id) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<Referral> {
    Referral referral{.row = TRY(RowOfCase(tx, opened, id)), .draft = {}, .words = {}};
    referral.draft = TRY(DraftOf(tx, referral.row, opened));
    referral.words = TRY(WordsOf(tx, referral.row, opened));
    return referral;
  });
}

base::Result<Standing> Referrals::StandingOf(const OpenedCase& opened, const Draft& draft) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<Standing> {
    Standing standing;
    standing.consent = TRY(consent::Consents::InForce(tx, opened, draft.to, Today()));
    for (const Part part : PartsOf(draft)) {
      const bool named = standing.consent &&
                         std::find(standing.consent->terms.parts.begin(), standing.consent->terms.parts.end(),
                                   part) != standing.consent->terms.parts.end();
      if (!named) standing.missing.push_back(part);
    }
    standing.purpose_fits = standing.consent && standing.consent->terms.purpose == draft.purpose;
    return standing;
  });
}

base::Status Referrals::Act(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                            const ReferralId& id, referral::Act act, std::string_view note) {
  const bool theirs = act == Act::kAccept || act == Act::kDecline || act == Act::kFinish;
  if (!theirs && act != Act::kRevoke) return base::Invalid(desk::tr("there is no such act"));
  if (theirs && note.empty()) return base::Invalid(desk::tr("please note who said it, and what they said"));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    const ReferralRow row = TRY(RowOfCase(tx, opened, id));
    TRY(Move(tx, vault_, row, act, Today(), false));
    if (!note.empty())
      TRY(AddWord(tx, row, {.act = std::string(ActName(act)), .text = std::string(note)}, Today(), nullptr));
    TRY(tx.Execute("UPDATE voice_referral SET unread = 0 WHERE id = $1", {id}));
    return audit_.Append(tx, actor, "referral." + std::string(ActName(act)), RecordName(id));
  });
}

base::Status Referrals::Answer(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                               const ReferralId& id, std::string_view text) {
  if (text.empty()) return base::Invalid(desk::tr("please write something"));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    const ReferralRow row = TRY(RowOfCase(tx, opened, id));
    if (!row.Live())
      return base::Error{
          base::Code::kConflict, desk::tr("this referral has ended: the recipient reads nothing more"), {}};
    const Draft draft = TRY(DraftOf(tx, row, opened));
    const crypto::SecretBytes key = TRY(KeyOfCopy(draft));
    TRY(AddWord(tx, row, {.act = "answer", .text = std::string(text)}, Today(), &key));
    TRY(tx.Execute("UPDATE voice_referral SET unread = 0, version = version + 1 WHERE id = $1", {id}));
    return audit_.Append(tx, actor, "referral.answer", RecordName(id));
  });
}

base::Status Referrals::NoteDeletion(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                     const CaseId& of, const ReferralId& id, bool deleted,
                                     std::string_view note) {
  if (note.empty()) return base::Invalid(desk::tr("please note who said it, and what they said"));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    const ReferralRow row = TRY(RowOfCase(tx, opened, id));
    TRY(MoveDeletion(tx, row, deleted ? DeletionAct::kConfirm : DeletionAct::kRefuse, Today()));
    const TheirAct act = deleted ? TheirAct::kDeleted : TheirAct::kKept;
    TRY(AddWord(tx, row, {.act = std::string(TheirActName(act)), .text = std::string(note)}, Today(),
                nullptr));
    TRY(tx.Execute("UPDATE voice_referral SET unread = 0 WHERE id = $1", {id}));
    return audit_.Append(tx, actor, "referral.noted-" + std::string(TheirActName(act)), RecordName(id));
  });
}

base::Status Referrals::NoteDeletionAlone(const desk::Actor& actor, const ReferralId& id, bool deleted) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const ReferralRow row = TRY(RowOf(tx, id));
    const auto team = TRY(tx.QueryOne("SELECT circle_id FROM voice_team WHERE id = $1", {row.team}));
    if (row.org != actor.org || !row.of.empty() || !team ||
        std::find(circles.begin(), circles.end(), team->IdAt<vault::CircleId>(0)) == circles.end())
      return base::NotFound(desk::tr("there is no such referral"));
    TRY(MoveDeletion(tx, row, deleted ? DeletionAct::kConfirm : DeletionAct::kRefuse, Today()));
    TRY(tx.Execute("UPDATE voice_referral SET unread = 0 WHERE id = $1", {id}));
    return audit_.Append(tx, actor, deleted ? "referral.noted-deleted" : "referral.noted-kept",
                         RecordName(id));
  });
}

base::Status Referrals::MarkSeen(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                                 const ReferralId& id) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    TRY(RowOfCase(tx, opened, id));
    TRY(tx.Execute("UPDATE voice_referral SET unread = 0 WHERE id = $1", {id}));
    return audit_.Append(tx, actor, "referral.seen", RecordName(id));
  });
}

}  // namespace voice::referral
