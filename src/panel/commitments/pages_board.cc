// /commitments: the board; /commitments/table: the same as a list.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/commitments/faces.h"
#include "panel/commitments/words.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 50;

std::string HrefOf(const Commitment& commitment) {
  return "/commitments/" + commitment.id.text();
}

std::string WithPanel(const Context& context, std::string_view path) {
  return desk::WithArgument(std::string(path), "panel", context.Query("panel"));
}

// The acts that need no more words are buttons; the others lead to where the words are written.
Html MoveMenu(const Context& context, const kit::Viewer& viewer, const Commitment& commitment) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html items;
  for (const CommitmentAct act : PossibleActs(viewer, commitment)) {
    const bool at_once =
        act == CommitmentAct::kMake || act == CommitmentAct::kStart || act == CommitmentAct::kResume;
    if (at_once) {
      items.Add(
          El("li", html::Form({.action = HrefOf(commitment) + "/move", .csrf = context.csrf()},
                              Join(desk::VersionField(commitment.version), desk::HiddenField("back", "board"),
                                   html::Button(ActWord(locale, act), {.name = "act",
                                                                       .value = CommitmentActName(act),
                                                                       .kind = html::ButtonKind::kQuiet,
                                                                       .css = "small"})))));
    } else {
      items.Add(El("li", desk::LinkTo(fmt::format("{}#{}", HrefOf(commitment), CommitmentActName(act)),
                                      ActWord(locale, act))));
    }
  }
  if (items.empty()) return {};
  return El("details", {{"class", "move"}}, El("summary", locale.tr("Move")), El("ul", items));
}

Html Ticket(const Context& context, const kit::Viewer& viewer, const Commitment& commitment) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string number = commitment.number > 0
                                 ? locale.tr("No. {n}", {{"n", std::to_string(commitment.number)}})
                                 : locale.tr("Draft");
  Html second = commitment.state == CommitmentState::kMade || commitment.state == CommitmentState::kProposed
                    ? Html(locale.tr("Due {day}", {{"day", locale.ShortDate(commitment.due.ms)}}))
                    : Html(ProgressWords(locale, commitment));
  return El("article", {{"class", "ticket stack-s"}},
            El("p", {{"class", "row small"}}, El("span", {{"class", "id"}}, number),
               StateBadge(locale, commitment, context.desk().clock().Now())),
            El("h3", desk::LinkTo(HrefOf(commitment), commitment.title)),
            El("p", El("bdi", commitment.member_name), El("br"), second),
            MoveMenu(context, viewer, commitment));
}

struct ColumnWords {
  std::string id, heading, state;
};

Html Column(const Context& context, const CommitmentBoard& board, std::size_t index,
            const ColumnWords& words) {
  const html::Locale& locale = desk::LocaleOf(context);
  const CommitmentBoard::Column& column = board.columns.at(index);
  Html tickets;
  for (const Commitment& commitment : column.tickets) tickets.Add(Ticket(context, board.viewer, commitment));
  const std::int64_t more = column.count - static_cast<std::int64_t>(column.tickets.size());
  if (more > 0)
    tickets.Add(El("p", {{"class", "small"}},
                   desk::LinkTo(WithPanel(context, "/commitments/table"),
                                locale.ntr("{n} more in the table", "{n} more in the table", more))));
  return El("section", {{"aria-labelledby", words.id}},
            El("h2", {{"id", words.id}}, words.heading,
               El("span", {{"class", "num"}}, locale.Number(column.count))),
            tickets);
}

std::string Subtitle(const html::Locale& locale, const CommitmentBoard& board) {
  constexpr std::int64_t kWhole = 100;
  if (board.made == 0) return locale.tr("Nothing has been promised yet.");
  const std::string year = base::FormatDay(board.since).substr(0, 4);
  std::string text =
      locale.ntr("{n} promise since {year}", "{n} promises since {year}", board.made, {{"year", year}});
  if (board.judged > 0)
    text += " · " + locale.tr("of {judged} checked by someone else, {percent}% were kept",
                              {{"judged", locale.Number(board.judged)},
                               {"percent", std::to_string(board.kept * kWhole / board.judged)}});
  return text;
}

class BoardPages {
 public:
  explicit BoardPages(std::shared_ptr<CommitmentServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> Board(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelId panel = TRY(Panel(context));
    const CommitmentBoard board = TRY(services_->commitments.Board(context.actor(), panel));
    desk::PageOptions options{.title = locale.tr("Commitments"), .current = "/commitments"};
    options.subtitle = Subtitle(locale, board);
    if (board.viewer.takes_part || board.viewer.hosts)
      options.actions.Add(html::LinkButton(locale.tr("New promise"), WithPanel(context, "/commitments/new"),
                                           html::ButtonKind::kMain));
    options.actions.Add(html::LinkButton(locale.tr("As a table"), WithPanel(context, "/commitments/table")));
    options.wide = true;
    const Html columns = Join(Column(context, board, 0, {"k0", locale.tr("Promised"), "made"}),
                              Column(context, board, 1, {"k1", locale.tr("Being done"), "on-the-way"}),
                              Column(context, board, 2, {"k2", locale.tr("Says it is done"), "claimed"}),
                              Column(context, board, 3, {"k3", locale.tr("Checked by others"), "kept"}));
    return desk::PageResponse(
        context, options,
        Join(El("p", {{"class", "small muted"}},
                locale.tr("Only someone who did not make the promise can move it to the last column.")),
             El("div", {{"class", "board"}}, columns)));
  }

  base::Result<net::Response> Table(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelId panel = TRY(Panel(context));
    CommitmentFilter filter;
    filter.state = CommitmentStateNamed(context.Query("state"));
    filter.sdg = context.Query("sdg");
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const CommitmentPage page =
        TRY(services_->commitments.List(context.actor(), panel, filter, after, kRowsAPage));
    desk::PageOptions options{.title = locale.tr("Commitments as a table"), .current = "/commitments"};
    options.crumbs = {{locale.tr("Commitments"), WithPanel(context, "/commitments")}};
    html::PageLinks links;
    const std::string here = WithPanel(
        context, desk::WithArgument(desk::WithArgument("/commitments/table", "state", context.Query("state")),
                                    "sdg", filter.sdg));
    if (!after.empty()) links.first = here;
    if (!page.next.empty())
      links.next = desk::WithArgument(here, "cursor", desk::EncodeCursor(context.desk(), page.next));
    return desk::PageResponse(
        context, options, Join(Filters(context, filter), Rows(context, page), html::Pager(locale, links)));
  }

 private:
  base::Result<PanelId> Panel(const Context& context) const {
    return services_->panel.seams.database.Read(
        [&](db::Transaction& tx) { return kit::PanelAsked(services_->panel, tx, context.Query("panel")); });
  }

  static Html Filters(const Context& context, const CommitmentFilter& filter) {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string_view state = filter.state ? CommitmentStateName(*filter.state) : std::string_view();
    std::vector<html::Choice> targets = SdgChoices(locale);
    targets.front().label = locale.tr("All");
    return html::Form(
        {.action = "/commitments/table", .get = true, .css = "filters", .label = locale.tr("Commitments")},
        Join(context.Query("panel").empty() ? Html() : desk::HiddenField("panel", context.Query("panel")),
             html::Field({.control_id = "state", .label = locale.tr("State")},
                         html::Select("state", StateChoices(locale), state)),
             html::Field({.control_id = "sdg", .label = locale.tr("SDG target")},
                         html::Select("sdg", targets, filter.sdg)),
             html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
  }

  static Html Rows(const Context& context, const CommitmentPage& page) {
    const html::Locale& locale = desk::LocaleOf(context);
    if (page.commitments.empty())
      return html::Empty(locale.tr("No commitment fits"),
                         locale.tr("Choose other filters, or make the first promise."));
    desk::TableMaker table({{locale.tr("Promise")},
                            {locale.tr("Number"), true},
                            {locale.tr("Member")},
                            {locale.tr("Progress")},
                            {locale.tr("Due")},
                            {locale.tr("State")},
                            {locale.tr("Checked by")}});
    for (const Commitment& c : page.commitments)
      table.Row({desk::LinkTo(HrefOf(c), c.title), c.number > 0 ? std::to_string(c.number) : std::string("–"),
                 El("bdi", c.member_name), ProgressWords(locale, c), desk::DayOf(locale, c.due),
                 StateBadge(locale, c, context.desk().clock().Now()), El("bdi", c.verifier_name)});
    return table.Done(locale.tr("Commitments, newest first"));
  }

  std::shared_ptr<CommitmentServices> services_;
};

}  // namespace

void AddCommitmentPages(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services) {
  const auto pages = std::make_shared<BoardPages>(services);
  kit::AddPage(desk, pages, "GET", "/commitments", desk::Permission::kPanelRead, &BoardPages::Board);
  kit::AddPage(desk, pages, "GET", "/commitments/table", desk::Permission::kPanelRead, &BoardPages::Table);
}

}  // namespace panel
