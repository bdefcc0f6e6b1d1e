#include "panel/calls/calls.h"

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/position.h"
#include "panel/calls/notes_store.h"
#include "panel/calls/reviews_store.h"

namespace panel::calls {
namespace {

using desk::tr;

constexpr std::array<std::string_view, 3> kFilters = {"open", "mine", "all"};

// The members that are named, one a line. Errors: kInvalid, kTooLarge.
base::Result<std::vector<MemberId>> MembersNamed(PanelServices& services, db::Transaction& tx,
                                                 const Call& call, std::string_view lines) {
  std::vector<MemberId> ids;
  if (call.kind == CallKind::kOpen) return ids;
  const std::vector<Member> members = TRY(services.directory.Admitted(tx, call.panel));
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    kit::Wrongs unused;
    const std::string name = kit::Tidy(unused, "", lines.substr(0, end), base::kMaxCallTitleBytes, false);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (name.empty()) continue;
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const Member& one) { return one.name == name; });
    if (found == members.end() || found->org.empty() || found->org == call.owner_org)
      return base::Invalid(
          tr("Invite members by their names as the members' list has them, one a line; only "
             "those with accounts here, and not yourself."));
    ids.push_back(found->id);
  }
  if (ids.size() > base::kMaxCallInvited)
    return base::TooLarge(tr("More members are invited than a call may have here."));
  return ids;
}

std::vector<std::string> NamesShown(const std::vector<Note>& notes) {
  std::vector<std::string> names;
  for (const Note& note : notes)
    if (note.state == NoteState::kAccepted && note.shown) names.push_back(note.member_name);
  std::sort(names.begin(), names.end());
  return names;
}

base::Result<Calls::Page> ReadPage(db::Transaction& tx, db::SqlText& sql,
                                   const std::optional<kit::Position>& position, std::size_t limit) {
  if (position) {
    sql.Add(" AND (c.created_ms < ").Bind(position->ms).Add(" OR (c.created_ms = ").Bind(position->ms);
    sql.Add(" AND c.id < ").Bind(position->id).Add("))");
  }
  sql.Add(" ORDER BY c.created_ms DESC, c.id DESC LIMIT ").Bind(static_cast<std::int64_t>(limit) + 1);
  Calls::Page page;
  for (const db::Row& row : TRY(sql.Query(tx))) page.calls.push_back(store::CallFromRow(row));
  if (page.calls.size() > limit) {
    page.calls.pop_back();
    page.next = kit::PositionText(page.calls.back().created.ms, page.calls.back().id.text());
  }
  return page;
}

}  // namespace

std::string_view CallFilterName(CallFilter filter) {
  return kFilters.at(static_cast<std::size_t>(filter));
}
std::optional<CallFilter> CallFilterNamed(std::string_view name) {
  for (std::size_t i = 0; i < kFilters.size(); ++i)
    if (kFilters[i] == name) return static_cast<CallFilter>(i);
  return std::nullopt;
}

base::Result<CallId> Calls::Add(const desk::Actor& actor, const PanelId& panel, const CallDraft& draft) {
  Call call;
  std::vector<CallPart> parts;
  const kit::Wrongs wrongs = ReadCall(draft, call, parts);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  call.id = CallId::New(services_.seams.random);
  call.panel = panel;
  call.created = call.changed = services_.seams.clock.Now();
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    if (!viewer.hosts && !viewer.takes_part)
      return kit::MayNot(tr("Only an admitted member of the panel may do this."));
    call.owner = viewer.hosts ? MemberId() : viewer.member->id;
    call.owner_org = viewer.hosts ? viewer.panel.host : actor.org;
    TRY(store::InsertCall(tx, call));
    TRY(store::PutParts(tx, call.id, parts));
    const std::vector<MemberId> invited = TRY(MembersNamed(services_, tx, call, draft.invited));
    TRY(store::PutInvited(tx, call.id, invited));
    return services_.seams.audit.Append(tx, actor, "call.draft", RecordOf(call.id));
  };
  TRY(services_.seams.database.Write(add));
  return call.id;
}

base::Status Calls::Edit(const desk::Actor& actor, const CallId& id, std::int64_t version,
                         const CallDraft& draft) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    CallAccess access = TRY(MustManage(services_, tx, actor, id));
    Call& call = access.call;
    if (version >= 0 && version != call.version) return kit::Overtaken();
    if (call.state != CallState::kDraft)
      return Conflict(tr("What a published call says stays as it is; only its deadline may move."));
    std::vector<CallPart> parts;
    const kit::Wrongs wrongs = ReadCall(draft, call, parts);
    if (!wrongs.empty()) return kit::ErrorOf(wrongs);
    call.changed = services_.seams.clock.Now();
    TRY(store::UpdateCall(tx, call));
    TRY(store::PutParts(tx, id, parts));
    const std::vector<MemberId> invited = TRY(MembersNamed(services_, tx, call, draft.invited));
    TRY(store::PutInvited(tx, id, invited));
    return services_.seams.audit.Append(tx, actor, "call.edit", RecordOf(id));
  });
}

base::Result<CallView> Calls::Get(const desk::Actor& actor, const CallId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<CallView> {
    CallView view;
    view.access = TRY(AccessTo(services_, tx, actor, id));
    const CallAccess& access = view.access;
    view.parts = TRY(store::PartsOf(tx, id));
    const MemberId reader = access.viewer.member ? access.viewer.member->id : MemberId();
    for (Question& question : TRY(store::QuestionsOf(tx, id, reader)))
      if (access.manages || question.mine || question.state == QuestionState::kAnswered)
        view.questions.push_back(std::move(question));
    view.events = TRY(store::CallEvents(tx, id));
    if (!reader.empty()) view.own = TRY(store::NoteOf(tx, id, reader));
    const bool final = access.call.state == CallState::kFinalised;
    std::vector<Note> notes;
    if (final || access.manages) notes = TRY(store::NotesOf(tx, id));
    if (final) view.named = NamesShown(notes);
    if (!access.manages) return view;
    view.invited = TRY(store::InvitedOf(tx, id));
    view.reviewers = TRY(store::ReviewersOf(tx, id));
    if (access.call.state == CallState::kDraft)
      view.unready = Unready(access.call, view.parts, view.invited, services_.seams.clock.Now());
    if (access.call.state == CallState::kDraft || access.call.state == CallState::kPublished) return view;
    for (const Note& note : notes)
      if (note.submitted.ms > 0 && note.state != NoteState::kDraft && note.state != NoteState::kLapsed)
        view.notes.push_back(note);
    return view;
  };
  return services_.seams.database.Read(read);
}

base::Result<Calls::Page> Calls::List(const desk::Actor& actor, const PanelId& panel, CallFilter filter,
                                      std::string_view after, std::size_t limit) {
  std::optional<kit::Position> position;
  if (!after.empty()) position = TRY(kit::ReadPosition(after));
  const auto read = [&](db::Transaction& tx) -> base::Result<Page> {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    db::SqlText sql(store::SelectCall());
    sql.Add("WHERE c.panel_id = ").Bind(panel).Add(" AND (");
    const bool own = viewer.takes_part && viewer.member.has_value();
    if (viewer.hosts) sql.Add("c.owner_id IS NULL OR ");
    if (own) sql.Add("c.owner_id = ").Bind(viewer.member->id).Add(" OR ");
    if (filter == CallFilter::kMine) sql.Add("1 = 0)");
    if (filter != CallFilter::kMine) {
      sql.Add("(c.published_ms > 0 AND (c.kind = 'open'");
      if (viewer.hosts) sql.Add(" OR 1 = 1");
      if (viewer.member)
        sql.Add(" OR c.id IN (SELECT call_id FROM panel_call_invited WHERE member_id = ")
            .Bind(viewer.member->id)
            .Add(")");
      if (!actor.person.empty())
        sql.Add(" OR c.id IN (SELECT call_id FROM call_reviewer WHERE person_id = ")
            .Bind(actor.person)
            .Add(" AND org_id = ")
            .Bind(actor.org)
            .Add(")");
      sql.Add(")))");
    }
    if (filter == CallFilter::kOpen)
      sql.Add(" AND c.state = 'published' AND c.deadline_ms > ").Bind(services_.seams.clock.Now().ms);
    return ReadPage(tx, sql, position, limit);
  };
  return services_.seams.database.Read(read);
}

base::Result<Calls::Page> Calls::Published(const PanelId& panel, std::string_view after, std::size_t limit) {
  std::optional<kit::Position> position;
  if (!after.empty()) position = TRY(kit::ReadPosition(after));
  const auto read = [&](db::Transaction& tx) -> base::Result<Page> {
    db::SqlText sql(store::SelectCall());
    sql.Add("WHERE c.panel_id = ").Bind(panel);
    sql.Add(" AND c.is_public = 1 AND c.kind = 'open' AND c.published_ms > 0");
    return ReadPage(tx, sql, position, limit);
  };
  return services_.seams.database.Read(read);
}

base::Result<Calls::PublicCall> Calls::PublishedOne(const CallId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<PublicCall> {
    PublicCall one;
    one.call = TRY(store::GetCall(tx, id));
    if (!one.call.is_public || one.call.kind != CallKind::kOpen || one.call.published.ms == 0)
      return UnknownCall();
    one.parts = TRY(store::PartsOf(tx, id));
    for (Question& question : TRY(store::QuestionsOf(tx, id, {})))
      if (question.state == QuestionState::kAnswered) one.questions.push_back(std::move(question));
    if (one.call.state == CallState::kFinalised) one.named = NamesShown(TRY(store::NotesOf(tx, id)));
    return one;
  };
  return services_.seams.database.Read(read);
}

base::Result<QuestionId> Calls::Ask(const desk::Actor& actor, const CallId& id, std::string_view question) {
  kit::Wrongs wrongs;
  Question asked{.id = QuestionId::New(services_.seams.random), .call = id, .question = {}, .answer = {}};
  asked.question = kit::Tidy(wrongs, "question", question, base::kMaxCallTextBytes, true);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  asked.asked = services_.seams.clock.Now();
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const CallAccess access = TRY(AccessTo(services_, tx, actor, id));
    if (!access.may_apply) return kit::MayNot(tr("Only those who may hand in a note ask questions."));
    if (!access.call.TakesQuestions(asked.asked))
      return Conflict(tr("The time for questions about this call is over."));
    if (TRY(store::QuestionsOf(tx, id, {})).size() >= base::kMaxCallQuestions)
      return base::TooLarge(tr("This call has as many questions as it may have."));
    TRY(store::InsertQuestion(tx, asked, access.viewer.member->id));
    // Without the question's id: who asked stays unknown to whoever may read the log beside the questions.
    return services_.seams.audit.Append(tx, actor, "call.ask", RecordOf(id));
  };
  TRY(services_.seams.database.Write(add));
  return asked.id;
}

base::Status Calls::Answer(const desk::Actor& actor, const QuestionId& id, std::int64_t version,
                           QuestionAct act, std::string_view answer) {
  kit::Wrongs wrongs;
  const std::string words = kit::Tidy(wrongs, "answer", answer, base::kMaxCallTextBytes, true);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Question question = TRY(store::GetQuestion(tx, id));
    const base::Result<CallAccess> access = AccessTo(services_, tx, actor, question.call);
    if (!access)
      return access.error().code == base::Code::kNotFound ? base::NotFound(tr("There is no such question."))
                                                          : access.error();
    if (!access->manages) return kit::MayNot(tr("Only whoever runs the call may do this."));
    if (version >= 0 && version != question.version) return kit::Overtaken();
    question.state = TRY((Next<QuestionState, QuestionAct>(QuestionSteps(), question.state, act,
                                                           QuestionStateName, QuestionActName)));
    if (access->call.state != CallState::kPublished)
      return Conflict(tr("Questions are answered while the call takes notes."));
    question.answer = words;
    question.answered = services_.seams.clock.Now();
    TRY(store::UpdateQuestion(tx, question));
    return services_.seams.audit.Append(tx, actor, "call." + std::string(QuestionActName(act)),
                                        RecordOf(question.call), {{"question", id.text()}});
  });
}

}  // namespace panel::calls
