// The inputs to a consultation, and their answers.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/consultations.h"

namespace panel {
namespace {

constexpr std::string_view kInputColumns =
    "SELECT id, consultation_id, org_id, member_name, constituency, state, body, answer, reason, sent_ms, "
    "answered_ms, version FROM panel_consultation_input ";

ConsultationInput InputFromRow(const db::Row& row) {
  ConsultationInput one;
  one.id = row.IdAt<InputId>(0);
  one.consultation = row.IdAt<ConsultationId>(1);
  one.org = row.IdAt<desk::OrgId>(2);
  one.member_name = row.Text(3);
  one.constituency = desk::OrgTypeNamed(row.Text(4)).value_or(desk::OrgType::kCompany);
  one.state = InputStateNamed(row.Text(5)).value_or(InputState::kWithdrawn);
  one.body = row.Text(6);
  one.answer = AnswerNamed(row.Text(7));
  one.reason = row.Text(8);
  one.sent = {row.Int(9)};
  one.answered = {row.Int(10)};
  one.version = row.Int(11);
  return one;
}

base::Error NoInput() {
  return base::NotFound(desk::tr("There is no such input."));
}

base::Result<InputState> NextInput(InputState before, InputAct act) {
  return Next<InputState, InputAct>(InputSteps(), before, act, InputStateName, InputActName);
}

}  // namespace

base::Result<std::optional<ConsultationInput>> ConsultationService::OwnInput(db::Transaction& tx,
                                                                             const desk::Actor& actor,
                                                                             const ConsultationId& id) {
  const auto row = TRY(tx.QueryOne(
      std::string(kInputColumns) + "WHERE consultation_id = $1 AND org_id = $2 AND state <> 'withdrawn'",
      {id, actor.org}));
  if (!row) return std::optional<ConsultationInput>();
  return std::optional(InputFromRow(*row));
}

base::Result<InputId> ConsultationService::Send(const desk::Actor& actor, const ConsultationId& id,
                                                std::string_view body) {
  const std::string tidy = TRY(TidyWords(body, base::kMaxStatementBytes, desk::tr("Write what you think.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<InputId> {
    const Consultation one = TRY(Get(tx, actor, id));
    const Member member = TRY(places_.directory().MustTakePart(tx, actor, one.panel));
    if (one.state != ConsultationState::kOpen || one.closes <= places_.Now())
      return ConflictOf(desk::tr("This consultation takes no inputs now."));
    const std::optional<ConsultationInput> own = TRY(OwnInput(tx, actor, id));
    const InputId input = own ? own->id : InputId::New(seams_.random);
    if (own) {
      TRY(NextInput(own->state, InputAct::kRevise));
      TRY(tx.Execute(
          "UPDATE panel_consultation_input SET body = $2, sent_ms = $3, version = version + 1 WHERE id = "
          "$1",
          {input, tidy, places_.Now().ms}));
    } else {
      const auto count =
          TRY(tx.QueryOne("SELECT count(*) FROM panel_consultation_input WHERE consultation_id = $1", {id}));
      if (count->Int(0) >= base::kMaxConsultationInputs)
        return base::TooLarge(desk::tr("This consultation has too many inputs."));
      TRY(tx.Execute(
          "INSERT INTO panel_consultation_input(id, consultation_id, org_id, member_name, constituency, "
          "state, body, answer, reason, sent_ms, answered_ms, version) VALUES ($1, $2, $3, $4, $5, "
          "'sent', $6, '', '', $7, 0, 1)",
          {input, id, actor.org, member.name, desk::OrgTypeName(member.constituency), tidy,
           places_.Now().ms}));
    }
    TRY(seams_.audit.Append(tx, actor, own ? "consultation.revise-input" : "consultation.send-input",
                            "input:" + input.text()));
    return input;
  });
}

base::Result<ConsultationInput> ConsultationService::InputAt(db::Transaction& tx, const desk::Actor& actor,
                                                             const InputId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kInputColumns) + "WHERE id = $1", {id}));
  if (!row) return NoInput();
  ConsultationInput input = InputFromRow(*row);
  const base::Result<Consultation> one = Get(tx, actor, input.consultation);
  if (!one) return one.error().code == base::Code::kNotFound ? NoInput() : one.error();
  const bool may = input.org == actor.org || TRY(MayRun(tx, actor, *one));
  if (!may) return NoInput();
  return input;
}

base::Status ConsultationService::Withdraw(const desk::Actor& actor, const InputId& id,
                                           std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const ConsultationInput input = TRY(InputAt(tx, actor, id));
    if (input.org != actor.org) return ForbiddenOf(desk::tr("Only who sent an input withdraws it."));
    const InputState after = TRY(NextInput(input.state, InputAct::kWithdraw));
    const Consultation one = TRY(Get(tx, actor, input.consultation));
    if (one.state != ConsultationState::kOpen)
      return ConflictOf(desk::tr("This consultation takes no inputs now."));
    if (input.version != version) return SomebodyWasFirst();
    TRY(tx.Execute("UPDATE panel_consultation_input SET state = $2, version = version + 1 WHERE id = $1",
                   {id, InputStateName(after)}));
    return seams_.audit.Append(tx, actor, "consultation.withdraw-input", "input:" + id.text());
  });
}

base::Status ConsultationService::AnswerInput(const desk::Actor& actor, const InputId& id,
                                              std::int64_t version, Answer answer, std::string_view reason) {
  const std::string why = TRY(
      TidyWords(reason, base::kMaxCommentBytes, desk::tr("Say why: every input gets a reasoned answer.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const ConsultationInput input = TRY(InputAt(tx, actor, id));
    const Consultation one = TRY(ForRunning(tx, actor, input.consultation));
    const InputState after = TRY(NextInput(input.state, InputAct::kAnswer));
    if (one.state != ConsultationState::kAnswering)
      return ConflictOf(desk::tr("Inputs are answered once the consultation is closed to new ones."));
    if (input.version != version) return SomebodyWasFirst();
    TRY(tx.Execute(
        "UPDATE panel_consultation_input SET state = $2, answer = $3, reason = $4, answered_ms = $5, "
        "version = version + 1 WHERE id = $1",
        {id, InputStateName(after), AnswerName(answer), why, places_.Now().ms}));
    return seams_.audit.Append(tx, actor, "consultation.answer-input", "input:" + id.text());
  });
}

base::Result<std::vector<ConsultationInput>> ConsultationService::Inputs(db::Transaction& tx,
                                                                         const desk::Actor& actor,
                                                                         const Consultation& consultation) {
  const bool all =
      consultation.state == ConsultationState::kPublished || TRY(MayRun(tx, actor, consultation));
  std::vector<ConsultationInput> inputs;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kInputColumns) +
                        "WHERE consultation_id = $1 ORDER BY constituency, sent_ms, id LIMIT $2",
                    {consultation.id, base::kMaxConsultationInputs}))) {
    ConsultationInput input = InputFromRow(row);
    const bool own = input.org == actor.org;
    if (!own && (!all || input.state == InputState::kWithdrawn)) continue;
    const bool told = all || consultation.state == ConsultationState::kPublished;
    if (!told) {  // answers come out together
      input.answer.reset();
      input.reason.clear();
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

base::Result<std::vector<InputCount>> ConsultationService::Counts(db::Transaction& tx,
                                                                  const desk::Actor& actor,
                                                                  const Consultation& consultation) {
  std::vector<InputCount> counts;
  const bool all =
      consultation.state == ConsultationState::kPublished || TRY(MayRun(tx, actor, consultation));
  if (!all) return counts;
  for (const db::Row& row :
       TRY(tx.Query("SELECT constituency, count(*), sum(CASE WHEN state = 'answered' THEN 1 ELSE 0 END) FROM "
                    "panel_consultation_input WHERE consultation_id = $1 AND state <> 'withdrawn' GROUP BY "
                    "constituency ORDER "
                    "BY constituency",
                    {consultation.id})))
    counts.push_back(
        {desk::OrgTypeNamed(row.Text(0)).value_or(desk::OrgType::kCompany), row.Int(1), row.Int(2)});
  return counts;
}

}  // namespace panel
