#include "voice/casework/tasks.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_voice.h"
#include "db/sql_text.h"
#include "desk/tr.h"
#include "voice/casework/documents.h"
#include "voice/intake/json_texts.h"

namespace voice {
namespace {

namespace json = boost::json;

constexpr std::string_view kKind = "tasks";
constexpr std::size_t kMaxTitle = 500;
// A day was promised to somebody who can come back; to an imported case, or after she deleted what she wrote,
// nobody comes back.
constexpr std::string_view kPromised =
    "c.state <> 'closed' AND EXISTS (SELECT 1 FROM voice_return v WHERE v.case_id = c.id)";

std::string TextOf(const std::vector<Task>& tasks) {
  json::array list;
  for (const Task& task : tasks)
    list.push_back(json::object{{"id", task.id.text()}, {"title", task.title}, {"owner", task.owner.text()}});
  return json::serialize(list);
}

base::Result<std::vector<Task>> TasksIn(std::string_view text) {
  std::vector<Task> tasks;
  if (text.empty()) return tasks;
  const json::array list = TRY(ListIn(text));
  for (const json::value& one : list) {
    if (!one.is_object()) continue;
    const json::object& object = one.get_object();
    Task task;
    task.id = TaskId::FromStore(TextAt(object, "id"));
    task.title = TextAt(object, "title");
    task.owner = desk::PersonId::FromStore(TextAt(object, "owner"));
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace

std::string FirstAnswerLateSql(Day before) {
  return fmt::format("({} AND c.answered_day IS NULL AND c.ack_due < {})", kPromised, before);
}

std::string OutcomeLateSql(Day before) {
  return fmt::format("({} AND c.answered_day IS NOT NULL AND c.outcome_day IS NULL AND c.feedback_due < {})",
                     kPromised, before);
}

std::string WaitsSql(Waits waits, Day today) {
  switch (waits) {
    case Waits::kLate:
      return fmt::format("({} OR {})", FirstAnswerLateSql(today), OutcomeLateSql(today));
    case Waits::kTasks:
      return fmt::format(
          "EXISTS (SELECT 1 FROM voice_task k WHERE k.case_id = c.id AND k.done_day IS NULL AND k.due < {})",
          today);
    case Waits::kClose:
      return "c.state = 'closing'";
    case Waits::kDelete:
      return "c.delete_asked_by IS NOT NULL";
    case Waits::kAny:
      break;
  }
  return "c.state = c.state";
}

base::Result<std::vector<Task>> Tasks::Of(const OpenedCase& opened) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<Task>> {
    const Document document = TRY(ReadDocument(tx, opened, kKind));
    std::vector<Task> tasks = TRY(TasksIn(document.text));
    const db::Rows rows =
        TRY(tx.Query("SELECT id, due, done_day FROM voice_task WHERE case_id = $1", {opened.row.id}));
    for (Task& task : tasks)
      for (const db::Row& row : rows) {
        if (row.Text(0) != task.id.text()) continue;
        task.due = row.Int(1);
        if (!row.IsNull(2)) task.done = row.Int(2);
      }
    std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) {
      return std::pair(a.done.has_value(), a.due) < std::pair(b.done.has_value(), b.due);
    });
    return tasks;
  });
}

base::Status Tasks::AddTo(db::Transaction& tx, const desk::Actor& actor, const OpenedCase& opened,
                          const Task& task) {
  if (task.title.empty() || task.title.size() > kMaxTitle)
    return base::Invalid(fmt::format("what is to be done: one to {} bytes are expected", kMaxTitle));
  if (task.due < DayOf(clock_.Now())) return base::Invalid(desk::tr("by when: this day has passed"));
  const Document document = TRY(ReadDocument(tx, opened, kKind));
  std::vector<Task> tasks = TRY(TasksIn(document.text));
  if (tasks.size() >= base::kMaxCaseTasks)
    return base::TooLarge(fmt::format("a case has at most {} tasks", base::kMaxCaseTasks));
  Task added = task;
  added.id = TaskId::New(random_);
  tasks.push_back(added);
  TRY(WriteDocument(tx, opened, kKind, TextOf(tasks), document.version));
  TRY(tx.Execute("INSERT INTO voice_task(id, case_id, due) VALUES ($1, $2, $3)",
                 {added.id, opened.row.id, added.due}));
  return audit_.Append(tx, actor, "case.task", CaseRecord(opened.row.id));
}

base::Status Tasks::Add(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                        const Task& task) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    return AddTo(tx, actor, opened, task);
  });
}

base::Status Tasks::Done(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                         const TaskId& task) {
  const Day today = DayOf(clock_.Now());
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(access_.OpenToSave(tx, actor, me, id));
    const auto row =
        TRY(tx.QueryOne("SELECT done_day FROM voice_task WHERE id = $1 AND case_id = $2", {task, id}));
    if (!row) return base::NotFound(desk::tr("there is no such task"));
    if (!row->IsNull(0)) return base::Error{base::Code::kConflict, desk::tr("this task is done already"), {}};
    TRY(tx.Execute("UPDATE voice_task SET done_day = $2 WHERE id = $1", {task, today}));
    return audit_.Append(tx, actor, "case.task-done", CaseRecord(id));
  });
}

base::Result<Lateness> Tasks::LateFor(const desk::Actor& actor) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  Lateness late;
  if (circles.empty()) return late;
  const Day today = DayOf(clock_.Now());
  const auto count = [&](std::string_view what) -> base::Result<std::int64_t> {
    db::SqlText sql("SELECT COUNT(*) FROM voice_case c JOIN voice_team t ON t.id = c.team_id ");
    sql.Add(what).Add(" AND c.org_id = ").Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
    sql.Add(" AND NOT EXISTS (SELECT 1 FROM voice_conflict x WHERE x.case_id = c.id AND x.person_id = ");
    sql.Bind(actor.person).Add(")");
    const db::Rows rows = TRY(access_.database().Read([&](db::Transaction& tx) { return sql.Query(tx); }));
    return rows.front().Int(0);
  };
  const std::string day = std::to_string(today);
  late.first_answers = TRY(count("WHERE " + FirstAnswerLateSql(today)));
  late.outcomes = TRY(count("WHERE " + OutcomeLateSql(today)));
  late.tasks =
      TRY(count("JOIN voice_task k ON k.case_id = c.id WHERE k.done_day IS NULL AND k.due < " + day));
  late.to_close = TRY(count("WHERE " + WaitsSql(Waits::kClose, today)));
  late.to_delete = TRY(count("WHERE " + WaitsSql(Waits::kDelete, today)));
  return late;
}

}  // namespace voice
