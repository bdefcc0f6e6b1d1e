#include "panel/sessions/kind_fields.h"

#include <array>

#include "desk/tr.h"

namespace panel {
namespace {

using K = SessionKind;
using F = FieldForm;
using desk::tr;

const KindField kFields[] = {
    {K::kForum, "themes", tr("Themes"), tr("What is put up for debate, one line each."), F::kText, true},
    {K::kForum, "for_whom", tr("For whom"), tr("Which members and guests it is meant for."), F::kLine, false},
    {K::kWorkshop, "goals", tr("What people can do afterwards"), tr("One line each."), F::kText, true},
    {K::kWorkshop, "materials", tr("What to bring"), "", F::kText, false},
    {K::kWorkshop, "group_size", tr("People in a group"), "", F::kNumber, false},
    {K::kSeminar, "questions", tr("Questions it answers"), "", F::kText, true},
    {K::kSeminar, "reading", tr("To read before"), "", F::kText, false},
    {K::kConsultation, "question", tr("The question"), tr("As it is put to those who are consulted."),
     F::kText, true},
    {K::kConsultation, "inputs_until", tr("Inputs until"), "", F::kDate, true},
    {K::kConsultation, "use", tr("What happens with the inputs"),
     tr("Who answers them, by when, and what they can still change."), F::kText, true},
    {K::kBoardMeeting, "quorum", tr("Quorum"), tr("How many seats must be present for a decision."),
     F::kNumber, true},
    {K::kBoardMeeting, "decision_rule", tr("How decisions are taken"), tr("Consensus, or which majority."),
     F::kLine, true},
    {K::kPeerCircle, "focus", tr("What the circle is about"), "", F::kText, true},
    {K::kPeerCircle, "rule", tr("Rule of the circle"),
     tr("For example: what you hear you may use, who said it you may not say."), F::kText, true},
    {K::kOnlineDiscussion, "question", tr("The question"), "", F::kText, true},
    {K::kOnlineDiscussion, "rounds", tr("Rounds"), tr("How many, each with a summary by the moderator."),
     F::kNumber, true},
    {K::kOnlineDiscussion, "rules", tr("Rules of the discussion"), "", F::kText, false},
};

template <typename Enum>
using Labels = std::array<const char*, static_cast<std::size_t>(Enum::kCount)>;
template <typename Enum>
std::string_view LabelIn(const Labels<Enum>& labels, Enum value) {
  return labels.at(static_cast<std::size_t>(value));
}

const Labels<K> kKinds = {tr("Forum"),         tr("Workshop"),    tr("Seminar"),          tr("Consultation"),
                          tr("Board meeting"), tr("Peer circle"), tr("Online discussion")};
const Labels<SessionState> kStates = {
    tr("Draft"), tr("Announced"), tr("Registration open"), tr("Registration closed"), tr("Under way"),
    tr("Held"),  tr("Filed"),     tr("Cancelled")};
const Labels<SessionAudience> kAudiences = {tr("Everybody"), tr("Members"), tr("Closed door")};
const Labels<Admission> kAdmissions = {tr("Open to all who may see it"), tr("With approval"),
                                       tr("By invitation")};
const Labels<ParticipantRole> kRoles = {tr("Chair"),   tr("Co-chair"), tr("Secretary of the session"),
                                        tr("Speaker"), tr("Guest"),    tr("Observer")};
const Labels<ParticipantState> kParticipantStates = {
    tr("Invited"),    tr("Asked to come"), tr("On the waiting list"), tr("Coming"), tr("Refused"),
    tr("Not coming"), tr("Removed")};
const Labels<SessionAct> kActs = {tr("Announce"),
                                  tr("Back to draft"),
                                  tr("Open registration"),
                                  tr("Close registration"),
                                  tr("Begin"),
                                  tr("End"),
                                  tr("File the session"),
                                  tr("Reopen"),
                                  tr("Cancel the session"),
                                  tr("Revive"),
                                  tr("It has not begun")};
const Labels<AttendanceMode> kModes = {tr("Absent"), tr("In the room"), tr("Online")};

}  // namespace

std::span<const KindField> KindFields() {
  return kFields;
}
std::string_view KindLabel(SessionKind kind) {
  return LabelIn(kKinds, kind);
}
std::string_view StateLabel(SessionState state) {
  return LabelIn(kStates, state);
}
std::string_view AudienceLabel(SessionAudience audience) {
  return LabelIn(kAudiences, audience);
}
std::string_view AdmissionLabel(Admission admission) {
  return LabelIn(kAdmissions, admission);
}
std::string_view RoleLabel(ParticipantRole role) {
  return LabelIn(kRoles, role);
}
std::string_view ParticipantStateLabel(ParticipantState state) {
  return LabelIn(kParticipantStates, state);
}
std::string_view ActLabel(SessionAct act) {
  return LabelIn(kActs, act);
}
std::string_view ModeLabel(AttendanceMode mode) {
  return LabelIn(kModes, mode);
}

std::string SideLabel(const html::Locale& locale, std::string_view org_type) {
  if (org_type == "company") return locale.tr("Companies");
  if (org_type == "industry-body") return locale.tr("Industry bodies");
  if (org_type == "workers-organisation") return locale.tr("Workers’ organisations");
  if (org_type == "employers-organisation") return locale.tr("Employers’ organisations");
  if (org_type == "ngo") return locale.tr("NGOs");
  if (org_type == "government") return locale.tr("Governments");
  if (org_type == "international-organisation") return locale.tr("International organisations");
  if (org_type == "academic") return locale.tr("Universities");
  if (org_type == "foundation") return locale.tr("Foundations");
  if (org_type == "expert") return locale.tr("Experts");
  if (org_type == "media") return locale.tr("Media");
  return locale.tr("Others");
}

}  // namespace panel
