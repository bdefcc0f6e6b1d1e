#include "panel/minutes/consultations.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, panel_id, state, title, question, closes_ms, opened_ms, published_ms, reason, created_ms, "
    "version "
    "FROM panel_consultation ";

Consultation FromRow(const db::Row& row) {
  Consultation one;
  one.id = row.IdAt<ConsultationId>(0);
  one.panel = row.IdAt<PanelId>(1);
  one.state = ConsultationStateNamed(row.Text(2)).value_or(ConsultationState::kDraft);
  one.title = row.Text(3);
  one.question = row.Text(4);
  one.closes = {row.Int(5)};
  one.opened = {row.Int(6)};
  one.published = {row.Int(7)};
  one.reason = row.Text(8);
  one.created = {row.Int(9)};
  one.version = row.Int(10);
  return one;
}

base::Error NoConsultation() {
  return base::NotFound(desk::tr("There is no such consultation."));
}

struct CheckedDraft {
  std::string title;
  std::string question;
};

base::Result<CheckedDraft> Checked(const ConsultationDraft& draft, base::UtcTime now) {
  CheckedDraft checked;
  checked.title = TRY(TidyWords(draft.title, base::kMaxSubjectBytes, desk::tr("Give it a title.")));
  checked.question =
      TRY(TidyWords(draft.question, base::kMaxStatementBytes, desk::tr("Write the question.")));
  if (draft.closes <= now)
    return base::Invalid(desk::tr("Choose a day to come until which inputs are taken."));
  return checked;
}

}  // namespace

base::Result<ConsultationId> ConsultationService::Create(const desk::Actor& actor, const PanelId& panel,
                                                         const ConsultationDraft& draft) {
  const CheckedDraft checked = TRY(Checked(draft, places_.Now()));
  const ConsultationId id = ConsultationId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(places_.panels().MustHost(tx, actor, panel));
    TRY(tx.Execute(
        "INSERT INTO panel_consultation(id, panel_id, state, title, question, closes_ms, opened_ms, "
        "published_ms, reason, created_ms, version) VALUES ($1, $2, 'draft', $3, $4, $5, 0, 0, '', $6, "
        "1)",
        {id, panel, checked.title, checked.question, draft.closes.ms, places_.Now().ms}));
    return seams_.audit.Append(tx, actor, "consultation.create", "consultation:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Result<bool> ConsultationService::MayRun(db::Transaction& tx, const desk::Actor& actor,
                                               const Consultation& consultation) {
  return places_.MayRun(tx, actor, {consultation.panel, {}});
}

base::Result<Consultation> ConsultationService::Get(db::Transaction& tx, const desk::Actor& actor,
                                                    const ConsultationId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE id = $1", {id}));
  if (!row) return NoConsultation();
  Consultation one = FromRow(*row);
  if (TRY(MayRun(tx, actor, one))) return one;
  const std::vector<PanelId> panels = TRY(places_.PanelsOf(tx, actor));
  const bool never_open = one.opened.ms == 0;
  if (never_open || std::find(panels.begin(), panels.end(), one.panel) == panels.end())
    return NoConsultation();
  return one;
}

base::Result<Consultation> ConsultationService::ForRunning(db::Transaction& tx, const desk::Actor& actor,
                                                           const ConsultationId& id) {
  Consultation one = TRY(Get(tx, actor, id));
  if (!TRY(MayRun(tx, actor, one))) return ForbiddenOf(desk::tr("Only the panel's secretariat may do this."));
  return one;
}

base::Status ConsultationService::Change(const desk::Actor& actor, const ConsultationId& id,
                                         std::int64_t version, const ConsultationDraft& draft) {
  const CheckedDraft checked = TRY(Checked(draft, places_.Now()));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Consultation one = TRY(ForRunning(tx, actor, id));
    const bool later = one.state == ConsultationState::kOpen && one.title == checked.title &&
                       one.question == checked.question && draft.closes >= one.closes;
    if (one.state != ConsultationState::kDraft && !later)
      return ConflictOf(
          desk::tr("Once it is open, only a later day may be set: members have read the question."));
    if (one.version != version) return SomebodyWasFirst();
    TRY(tx.Execute(
        "UPDATE panel_consultation SET title = $2, question = $3, closes_ms = $4, version = version + 1 "
        "WHERE id = $1",
        {id, checked.title, checked.question, draft.closes.ms}));
    return seams_.audit.Append(tx, actor, "consultation.change", "consultation:" + id.text());
  });
}

base::Status ConsultationService::CheckStep(db::Transaction& tx, const Consultation& consultation,
                                            ConsultationAct act) {
  if (act == ConsultationAct::kOpen && consultation.closes <= places_.Now())
    return ConflictOf(desk::tr("Its last day is over: choose a later one first."));
  if (act != ConsultationAct::kPublish) return base::Ok();
  const auto waiting = TRY(tx.QueryOne(
      "SELECT count(*) FROM panel_consultation_input WHERE consultation_id = $1 AND state = 'sent'",
      {consultation.id}));
  if (waiting->Int(0) > 0)
    return ConflictOf(desk::tr("Every input needs its answer before this is published."));
  return base::Ok();
}

base::Status ConsultationService::Do(const desk::Actor& actor, const ConsultationId& id, std::int64_t version,
                                     ConsultationAct act, std::string_view reason, base::UtcTime closes) {
  std::string why;
  if (act == ConsultationAct::kWithdraw)
    why = TRY(
        TidyWords(reason, base::kMaxCommentBytes, desk::tr("Say why it is withdrawn: members read this.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Consultation one = TRY(ForRunning(tx, actor, id));
    const ConsultationState after = TRY((Next<ConsultationState, ConsultationAct>(
        ConsultationSteps(), one.state, act, ConsultationStateName, ConsultationActName)));
    if (one.version != version) return SomebodyWasFirst();
    TRY(CheckStep(tx, one, act));
    const std::int64_t now = places_.Now().ms;
    std::int64_t until = one.closes.ms;
    if (act == ConsultationAct::kReopen) {
      if (closes.ms <= now)
        return base::Invalid(desk::tr("Choose a day to come until which inputs are taken."));
      until = closes.ms;
    }
    const bool opens = act == ConsultationAct::kOpen;
    TRY(tx.Execute(
        "UPDATE panel_consultation SET state = $2, closes_ms = $3, opened_ms = $4, published_ms = $5, "
        "reason = $6, version = version + 1 WHERE id = $1",
        {id, ConsultationStateName(after), until, opens ? now : one.opened.ms,
         act == ConsultationAct::kPublish ? now : one.published.ms, why}));
    return seams_.audit.Append(tx, actor, "consultation." + std::string(ConsultationActName(act)),
                               "consultation:" + id.text());
  });
}

base::Result<std::vector<Consultation>> ConsultationService::List(db::Transaction& tx,
                                                                  const desk::Actor& actor,
                                                                  const NewestPosition& after,
                                                                  std::int64_t limit) {
  std::vector<PanelId> hosted;
  for (const Panel& panel : TRY(places_.panels().HostedBy(tx, actor))) hosted.push_back(panel.id);
  std::vector<Consultation> list;
  for (const PanelId& panel : TRY(places_.PanelsOf(tx, actor))) {
    const bool runs = std::find(hosted.begin(), hosted.end(), panel) != hosted.end();
    for (const db::Row& row :
         TRY(tx.Query(std::string(kColumns) + "WHERE panel_id = $1 AND (opened_ms > 0 OR $2 = 1) AND ($4 = "
                                              "'' OR created_ms < $3 OR (created_ms "
                                              "= $3 AND id < $4)) ORDER BY created_ms DESC, id DESC LIMIT $5",
                      {panel, runs ? 1 : 0, after.created.ms, after.id, limit})))
      list.push_back(FromRow(row));
  }
  std::sort(list.begin(), list.end(), [](const Consultation& a, const Consultation& b) {
    return a.created != b.created ? a.created > b.created : a.id > b.id;
  });
  if (std::ssize(list) > limit) list.resize(static_cast<std::size_t>(limit));
  return list;
}

}  // namespace panel
