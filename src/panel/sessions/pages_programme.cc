// The agenda with its plenary, partners' and group parts; speakers; and breakout boards with their notes and
// outputs.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/zone.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;

std::string PartLabel(const html::Locale& locale, std::string_view name) {
  if (name == "plenary") return locale.tr("Plenary");
  if (name == "partner") return locale.tr("Partner’s part");
  if (name == "group") return locale.tr("Group work");
  return locale.tr("Break");
}

struct ProgrammeView {
  SessionView view;
  std::vector<OpenPiece> parts;
  std::vector<OpenPiece> speakers;
  std::vector<OpenPiece> boards;
  std::vector<OpenPiece> notes;
  std::vector<Expert> experts;
  SessionNames names;
  std::vector<html::Choice> orgs;  // hosts and participants' organisations: who may lead a part
  bool chair = false;
  bool inside = false;
};

Html MoveButtons(const html::Locale& locale, desk::Context& context, const PanelSession& session,
                 const Piece& piece) {
  return html::Form(
      {.action = SessionHref(session.id, "/programme"), .csrf = context.csrf(), .css = "row"},
      Join(
          desk::HiddenField("piece", piece.id.text()),
          html::Button(locale.tr("Up"),
                       {.name = "do", .value = "up", .kind = html::ButtonKind::kQuiet, .css = "small"}),
          html::Button(locale.tr("Down"),
                       {.name = "do", .value = "down", .kind = html::ButtonKind::kQuiet, .css = "small"}),
          html::Button(locale.tr("Remove"),
                       {.name = "do", .value = "remove", .kind = html::ButtonKind::kQuiet, .css = "small"})));
}

Html AgendaTable(desk::Context& context, const ProgrammeView& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (all.parts.empty())
    return html::Empty(locale.tr("No agenda yet"), locale.tr("Its parts appear here in their order."));
  std::vector<desk::Heading> headings = {{locale.tr("Start"), true},
                                         {locale.tr("Item")},
                                         {locale.tr("Part")},
                                         {locale.tr("Led by")},
                                         {locale.tr("Minutes"), true}};
  if (all.chair) headings.push_back({locale.tr("Order")});
  desk::TableMaker table(headings);
  base::UtcTime time = all.view.session.starts;
  for (const OpenPiece& one : all.parts) {
    const WallTime wall = WallTimeAt(all.view.session.zone, time);
    const std::string leader =
        one.piece.org.empty() ? std::string(WordOf(one.words, "leader")) : all.names.Org(one.piece.org);
    html::Row row = {fmt::format("{:02}:{:02}", wall.hour, wall.minute),
                     one.locked ? Html(locale.tr("Sealed")) : html::Value(WordOf(one.words, "title")),
                     PartLabel(locale, one.piece.label), html::Value(leader),
                     locale.Number(one.piece.minutes)};
    if (all.chair) row.push_back(MoveButtons(locale, context, all.view.session, one.piece));
    table.Row(row);
    time.ms += one.piece.minutes * base::kMinuteMs;
  }
  const WallTime end = WallTimeAt(all.view.session.zone, time);
  const bool late = time > all.view.session.ends;
  const std::string until = fmt::format("{:02}:{:02}", end.hour, end.minute);
  return Join(table.Done(locale.tr("Agenda")),
              late ? html::NoticeOf(html::Mark::kCare,
                                    locale.tr("The agenda runs until {time}, beyond the end of the session.",
                                              {{"time", until}}))
                   : El("p", {{"class", "small muted"}}, locale.tr("Ends at {time}.", {{"time", until}})));
}

Html PartForm(desk::Context& context, const ProgrammeView& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<html::Choice> kinds;
  for (const char* kind : {"plenary", "partner", "group", "break"})
    kinds.push_back({kind, PartLabel(locale, kind)});
  std::vector<html::Choice> orgs = {{"", locale.tr("Nobody in particular")}};
  orgs.insert(orgs.end(), all.orgs.begin(), all.orgs.end());
  std::vector<html::Choice> boards = {{"", locale.tr("None")}};
  for (const OpenPiece& one : all.boards)
    boards.push_back({one.piece.id.text(), std::string(WordOf(one.words, "title"))});
  const std::string item = locale.tr("Item"), part = locale.tr("Part"), minutes = locale.tr("Minutes"),
                    partner = locale.tr("Partner who leads it"), leader = locale.tr("Or led by"),
                    board = locale.tr("Board of the group");
  return html::Section(
      locale.tr("Add to the agenda"),
      html::Form(
          {.action = SessionHref(all.view.session.id, "/programme"), .csrf = context.csrf()},
          Join(desk::HiddenField("do", "part"),
               html::Field({.control_id = "title", .label = item},
                           html::Input({.name = "title", .required = true})),
               html::Field({.control_id = "label", .label = part}, html::Select("label", kinds, "plenary")),
               html::Field({.control_id = "minutes", .label = minutes},
                           html::Input({.name = "minutes",
                                        .type = html::InputType::kNumber,
                                        .value = "30",
                                        .min = "0",
                                        .max = "1440"})),
               html::Field({.control_id = "org", .label = partner}, html::Select("org", orgs, "")),
               html::Field({.control_id = "leader", .label = leader}, html::Input({.name = "leader"})),
               html::Field({.control_id = "board", .label = board}, html::Select("board", boards, "")),
               html::Button(locale.tr("Add")))));
}

Html SpeakerPart(desk::Context& context, const ProgrammeView& all) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html list;
  for (const OpenPiece& one : all.speakers) {
    const Html name = one.locked ? Html(locale.tr("Sealed")) : html::Value(WordOf(one.words, "name"));
    const Html remove =
        all.chair ? html::Form({.action = SessionHref(all.view.session.id, "/programme"),
                                .csrf = context.csrf(),
                                .css = "row"},
                               Join(desk::HiddenField("piece", one.piece.id.text()),
                                    html::Button(locale.tr("Remove"), {.name = "do",
                                                                       .value = "remove",
                                                                       .kind = html::ButtonKind::kQuiet,
                                                                       .css = "small"})))
                  : Html();
    list.Add(El("li", El("b", name), " ", html::Value(WordOf(one.words, "organisation")), " ",
                html::Value(WordOf(one.words, "topic")), remove));
  }
  Html form;
  if (all.chair) {
    std::vector<html::Choice> experts = {{"", locale.tr("Somebody else")}};
    for (const Expert& one : all.experts)
      experts.push_back(
          {one.id.text(), one.name + (one.organisation.empty() ? "" : ", " + one.organisation)});
    const std::string from = locale.tr("From the roster"), name = locale.tr("Name"),
                      org = locale.tr("Organisation"), topic = locale.tr("Speaks about");
    form = html::Form(
        {.action = SessionHref(all.view.session.id, "/programme"), .csrf = context.csrf()},
        Join(desk::HiddenField("do", "speaker"),
             html::Field({.control_id = "expert", .label = from}, html::Select("expert", experts, "")),
             html::Field({.control_id = "name", .label = name}, html::Input({.name = "name"})),
             html::Field({.control_id = "organisation", .label = org}, html::Input({.name = "organisation"})),
             html::Field({.control_id = "topic", .label = topic}, html::Input({.name = "topic"})),
             html::Button(locale.tr("Add the speaker"), {.kind = html::ButtonKind::kQuiet})));
  }
  if (list.empty() && form.empty()) return {};
  return html::Section(locale.tr("Speakers"),
                       Join(list.empty() ? Html() : El("ul", {{"class", "links"}}, list), form),
                       desk::LinkTo("/sessions/experts", locale.tr("Roster of experts")));
}

Html NotesOf(desk::Context& context, const ProgrammeView& all, const OpenPiece& board) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html notes;
  for (const OpenPiece& note : all.notes) {
    if (note.piece.parent != board.piece.id) continue;
    notes.Add(El("li", note.locked ? Html(locale.tr("Sealed")) : html::Value(WordOf(note.words, "text"))));
  }
  return notes.empty() ? El("p", {{"class", "muted"}}, locale.tr("No notes yet.")) : El("ul", notes);
}

Html BoardView(desk::Context& context, const ProgrammeView& all, const OpenPiece& board) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string action = SessionHref(all.view.session.id, "/boards");
  const bool open = board.piece.label == "open";
  const Html hidden = desk::HiddenField("piece", board.piece.id.text());
  // Each board has fields of its own, so that labels point at one.
  const std::string note_name = "text-" + board.piece.id.text();
  const std::string output_name = "output-" + board.piece.id.text();
  Html content = Join(El("p", html::Value(WordOf(board.words, "question"))), NotesOf(context, all, board));
  const std::string_view output = WordOf(board.words, "output");
  if (!output.empty())
    content.Add(Join(El("h3", locale.tr("What the group brings back")), El("p", html::Value(output))));
  if (open && (all.inside || all.chair) && !board.locked)
    content.Add(
        html::Form({.action = action, .csrf = context.csrf()},
                   Join(hidden, desk::HiddenField("do", "note"),
                        html::Field({.control_id = note_name, .label = locale.tr("A note")},
                                    html::TextArea(note_name, "", 2)),
                        html::Button(locale.tr("Add the note"), {.kind = html::ButtonKind::kQuiet}))));
  if (all.chair && open && !board.locked)
    content.Add(html::Form(
        {.action = action, .csrf = context.csrf()},
        Join(hidden, desk::VersionField(board.piece.version),
             html::Field({.control_id = output_name, .label = locale.tr("What the group brings back")},
                         html::TextArea(output_name, output, 3)),
             html::Button(locale.tr("Save the output"),
                          {.name = "do", .value = "output", .kind = html::ButtonKind::kQuiet}))));
  if (all.chair)
    content.Add(html::Form(
        {.action = action, .csrf = context.csrf()},
        Join(hidden,
             html::Button(
                 open ? locale.tr("Close the board") : locale.tr("Open it again"),
                 {.name = "do", .value = open ? "close" : "reopen", .kind = html::ButtonKind::kQuiet}))));
  const std::string title = board.locked ? locale.tr("Sealed") : std::string(WordOf(board.words, "title"));
  return html::Section(title, html::Box(El("div", {{"class", "stack"}}, content)),
                       html::Badge(open ? html::Mark::kAct : html::Mark::kOk,
                                   open ? locale.tr("Open") : locale.tr("Closed, output kept")));
}

Piece PieceIn(desk::Context& context, PieceKind kind) {
  Piece piece{.kind = kind};
  piece.label = FieldOf(context, "label");
  piece.minutes = desk::WholeNumber(FieldOf(context, "minutes")).value_or(0);
  if (const auto org = desk::OrgId::Parse(FieldOf(context, "org"))) piece.org = *org;
  if (const auto board = PieceId::Parse(FieldOf(context, "board"))) piece.parent = *board;
  return piece;
}

class ProgrammePages {
 public:
  explicit ProgrammePages(SessionServices& services) : services_(services) {}

  base::Result<net::Response> Programme(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProgrammeView all = TRY(Read(context));
    Html main = Join(SessionTabs(locale, all.view.session, "/programme", all.chair),
                     SealedNotice(locale, all.view), AgendaTable(context, all));
    if (all.chair) main.Add(PartForm(context, all));
    main.Add(SpeakerPart(context, all));
    return Page(context, all, main);
  }

  base::Result<net::Response> ChangeProgramme(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const std::string act = FieldOf(context, "do");
    const desk::Actor& actor = context.actor();
    if (act == "part") {
      const Words words = {{"title", FieldOf(context, "title")}, {"leader", FieldOf(context, "leader")}};
      TRY(services_.pieces.Add(actor, id, PieceIn(context, PieceKind::kPart), words));
    } else if (act == "speaker") {
      TRY(AddSpeaker(context, id));
    } else {
      const PieceId piece = TRY(PieceId::Parse(FieldOf(context, "piece")));
      if (act == "remove") {
        TRY(services_.pieces.Remove(actor, id, piece));
      } else {
        TRY(services_.pieces.Move(actor, id, piece, act == "up"));
      }
    }
    return desk::RedirectWithFlash(context, SessionHref(id, "/programme"), locale.tr("Saved."));
  }

  base::Result<net::Response> Boards(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProgrammeView all = TRY(Read(context));
    Html main =
        Join(SessionTabs(locale, all.view.session, "/boards", all.chair), SealedNotice(locale, all.view));
    if (all.boards.empty())
      main.Add(
          html::Empty(locale.tr("No boards yet"),
                      locale.tr("Each group gets a board: a question, notes, and what it brings back.")));
    for (const OpenPiece& board : all.boards) main.Add(BoardView(context, all, board));
    if (all.chair) {
      const std::string title = locale.tr("Title"), question = locale.tr("Question to the group");
      main.Add(html::Section(
          locale.tr("New board"),
          html::Form(
              {.action = SessionHref(all.view.session.id, "/boards"), .csrf = context.csrf()},
              Join(desk::HiddenField("do", "board"),
                   html::Field({.control_id = "title", .label = title}, html::Input({.name = "title"})),
                   html::Field({.control_id = "question", .label = question},
                               html::TextArea("question", "", 2)),
                   html::Button(locale.tr("Make the board"), {.kind = html::ButtonKind::kQuiet})))));
    }
    return Page(context, all, main);
  }

  base::Result<net::Response> ChangeBoards(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const std::string act = FieldOf(context, "do");
    const desk::Actor& actor = context.actor();
    if (act == "board") {
      const Words words = {{"title", FieldOf(context, "title")}, {"question", FieldOf(context, "question")}};
      TRY(services_.pieces.Add(actor, id, {.kind = PieceKind::kBoard}, words));
    } else {
      const PieceId board = TRY(PieceId::Parse(FieldOf(context, "piece")));
      if (act == "note") {
        Piece note{.kind = PieceKind::kNote, .parent = board};
        TRY(services_.pieces.Add(actor, id, note, {{"text", FieldOf(context, "text-" + board.text())}}));
      } else if (act == "output") {
        TRY(SaveOutput(context, id, board));
      } else {
        const auto named = BoardActNamed(act);
        if (!named) return base::Invalid(desk::tr("There is no such step."));
        TRY(services_.pieces.ActOnBoard(actor, id, board, *named));
      }
    }
    return desk::RedirectWithFlash(context, SessionHref(id, "/boards"), locale.tr("Saved."));
  }

 private:
  base::Status AddSpeaker(desk::Context& context, const PanelSessionId& id) const {
    Piece piece{.kind = PieceKind::kSpeaker};
    Words words = {{"name", FieldOf(context, "name")},
                   {"organisation", FieldOf(context, "organisation")},
                   {"topic", FieldOf(context, "topic")}};
    if (const auto expert = ExpertId::Parse(FieldOf(context, "expert"))) {
      const Expert one = TRY(services_.desk.database().Read(
          [&](db::Transaction& tx) { return services_.experts.MustSee(tx, context.actor(), *expert); }));
      piece.expert = one.id;
      words["name"] = one.name;
      words["organisation"] = one.organisation;
    }
    TRY(services_.pieces.Add(context.actor(), id, piece, words));
    return base::Ok();
  }

  base::Status SaveOutput(desk::Context& context, const PanelSessionId& id, const PieceId& board) const {
    const auto reader = TRY(ReaderOf(services_, context));
    const auto read = [&](db::Transaction& tx) -> base::Result<OpenPiece> {
      const PanelSession session = TRY(services_.access.MustChair(tx, context.actor(), id));
      return services_.pieces.Get(tx, session, board, Pointer(reader));
    };
    OpenPiece one = TRY(services_.desk.database().Read(read));
    if (one.locked)
      return base::Error{
          base::Code::kForbidden, desk::tr("This is sealed: unlock your vault to change it."), {}};
    one.words["output"] = FieldOf(context, "output-" + board.text());
    return services_.pieces.Change(context.actor(), id, one.piece, one.words,
                                   desk::WholeNumber(FieldOf(context, "version")).value_or(-1));
  }

  base::Result<ProgrammeView> Read(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_, context));
    return services_.desk.database().Read([&](db::Transaction& tx) -> base::Result<ProgrammeView> {
      ProgrammeView all;
      PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      all.view = TRY(ViewOf(tx, services_, locale, std::move(session), Pointer(reader)));
      const PanelSession& now = all.view.session;
      all.parts = TRY(services_.pieces.All(tx, now, PieceKind::kPart, Pointer(reader)));
      all.speakers = TRY(services_.pieces.All(tx, now, PieceKind::kSpeaker, Pointer(reader)));
      all.boards = TRY(services_.pieces.All(tx, now, PieceKind::kBoard, Pointer(reader)));
      all.notes = TRY(services_.pieces.All(tx, now, PieceKind::kNote, Pointer(reader)));
      all.names = TRY(ReadNames(tx, id));
      for (const auto& [org, name] : all.names.orgs) all.orgs.push_back({org, name});
      all.chair = TRY(services_.access.MayChair(tx, context.actor(), now));
      all.inside = services_.access.MustTakePart(tx, context.actor(), id).has_value();
      if (all.chair) all.experts = TRY(services_.experts.List(tx, context.actor(), "", kMostExperts));
      return all;
    });
  }

  net::Response Page(desk::Context& context, const ProgrammeView& all, const Html& main) const {
    const html::Locale& locale = desk::LocaleOf(context);
    return desk::PageResponse(context,
                              {.title = all.view.title,
                               .subtitle = WhenBoth(locale, all.view.session),
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                               .badges = StateBadge(locale, all.view.session)},
                              html::Stack({main}));
  }

  static constexpr std::int64_t kMostExperts = 200;
  SessionServices& services_;
};

}  // namespace

void AddProgrammePages(SessionServices& services) {
  const auto pages = std::make_shared<ProgrammePages>(services);
  using desk::Permission;
  AddPage(services, "/sessions/{id}/programme", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Programme(c); });
  AddPost(services, "/sessions/{id}/programme", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->ChangeProgramme(c); });
  AddPage(services, "/sessions/{id}/boards", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Boards(c); });
  AddPost(services, "/sessions/{id}/boards", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->ChangeBoards(c); });
}

}  // namespace panel
