#pragma once
// For tests of consultations, discussions and opinions: they are made and led on by the secretary.

#include <string>

#include "panel/minutes/minutes_world.h"

namespace panel::testing {

class Exchange : public MinutesTest {
 protected:
  Consultation GetConsultation(const ConsultationId& id) {
    return Read([&](db::Transaction& tx) { return services().consultations.Get(tx, sela_.actor, id); })
        .value();
  }
  Consultation GetConsultationIn(db::Transaction& tx, const Someone& who, const ConsultationId& id) {
    return services().consultations.Get(tx, who.actor, id).value();
  }
  ConsultationId AddConsultation(const std::string& title = "Fees") {
    return services()
        .consultations
        .Create(sela_.actor, panel_, {title, "Who should pay?", {clock_->Now().ms + 5 * base::kDayMs}})
        .value();
  }
  base::Status DoConsultation(const ConsultationId& id, ConsultationAct act) {
    return services().consultations.Do(sela_.actor, id, GetConsultation(id).version, act, "Because.",
                                       {clock_->Now().ms + 9 * base::kDayMs});
  }
  RoundId AddRound(const PanelSessionId& session = {}) {
    discussion_ =
        services().discussions.Create(sela_.actor, panel_, session, "Repayment", "How to repay.").value();
    return services().discussions.OpenRound(sela_.actor, discussion_, "What is fair?", {}).value();
  }
  db::Row RowOf(const std::string& table, const std::string& id) {
    return *Read([&](db::Transaction& tx) {
              return tx.QueryOne("SELECT state, version FROM " + table + " WHERE id = $1", {id});
            }).value();
  }
  base::Status DoRound(const RoundId& id, RoundAct act) {
    return services().discussions.DoRound(sela_.actor, id, RowOf("panel_discussion_round", id.text()).Int(1),
                                          act, "Summed up.");
  }
  OpinionId AddOpinion(bool secret = false, OpinionMethod method = OpinionMethod::kVote,
                       const PanelSessionId& session = {}) {
    OpinionDraft draft{"No fees", "Workers pay nothing.", {}, secret};
    draft.rules.method = method;
    return services().opinions.Create(sela_.actor, panel_, session, draft).value();
  }
  base::Status OpenBallot(const OpinionId& id) {
    return services().opinions.Open(sela_.actor, id, RowOf("panel_opinion", id.text()).Int(1), {});
  }
  base::Result<OpinionState> CloseBallot(const OpinionId& id) {
    return services().opinions.Close(sela_.actor, id, RowOf("panel_opinion", id.text()).Int(1));
  }
  Opinion GetOpinion(const Someone& who, const OpinionId& id) {
    return Read([&](db::Transaction& tx) { return services().opinions.Get(tx, who.actor, id, nullptr); })
        .value();
  }
  DiscussionId discussion_;
};

}  // namespace panel::testing
