// /calls/scoring: what one has to score, and marking a note. /calls/ID/ranking: scores, decision, record.

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/calls/board_view.h"
#include "panel/calls/record_pdf.h"
#include "panel/calls/reviews_store.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

class ReviewPages {
 public:
  explicit ReviewPages(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> Mine(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Notes to score"), .current = "/calls"};
    options.subtitle = locale.tr("Concept notes that you were asked to review.");
    Html list = html::Empty(locale.tr("Nothing to score"),
                            locale.tr("Notes appear here when a call that you review has closed."));
    const std::vector<ToScore> mine = TRY(services_->reviews.Mine(context.actor()));
    if (!mine.empty()) {
      desk::TableMaker table({{locale.tr("Note")}, {locale.tr("Call")}, {locale.tr("Your review")}});
      for (const ToScore& one : mine)
        table.Row({Join(desk::LinkTo(HrefOf(one.id), CodeWord(locale, one.code)), " ", one.title),
                   desk::LinkTo(HrefOf(one.call), one.call_title),
                   html::Badge(one.state == ReviewState::kAssigned ? html::Mark::kAct : html::Mark::kOk,
                               ReviewStateWord(locale, one.state))});
      list = table.Done(locale.tr("Notes to score"));
    }
    return desk::PageResponse(context, options,
                              html::Stack({CallTabs(locale, context, "/calls/scoring"), list}));
  }

  base::Result<net::Response> Show(Context& context) const {
    const ReviewView view = TRY(View(context));
    return ShowOne(context, view, {view.review.scores, view.review.remark}, {});
  }

  base::Result<net::Response> Put(Context& context) const {
    const ReviewView view = TRY(View(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const ReviewDraft draft = ReviewDraftFrom(typed, view.parts);
    const ReviewAct act = typed.Get("act") == "hand-in" ? ReviewAct::kHandIn : ReviewAct::kSave;
    const base::Status done = services_->reviews.Put(
        context.actor(), view.review.id, desk::WholeNumber(typed.Get("version")).value_or(-1), act, draft);
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, view, draft, done.error().external);
    if (!done) return done.error();
    const html::Locale& locale = desk::LocaleOf(context);
    return desk::RedirectWithFlash(context, "/calls/scoring",
                                   act == ReviewAct::kHandIn ? locale.tr("Your marks are handed in.")
                                                             : locale.tr("Saved; nobody else sees it."));
  }

  base::Result<net::Response> Move(Context& context) const {
    const ReviewId id = TRY(ReviewId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<ReviewAct> act = ReviewActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_->reviews.Move(context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1),
                                *act, typed.Get("reason")));
    if (*act == ReviewAct::kRecuse)
      return desk::RedirectWithFlash(
          context, "/calls/scoring",
          desk::LocaleOf(context).tr("You have left this note. Thank you for saying so."));
    const auto find = [&](db::Transaction& tx) { return store::GetReview(tx, id); };
    const Review review = TRY(services_->panel.seams.database.Read(find));
    return desk::RedirectWithFlash(context, HrefOf(review.call) + "/ranking",
                                   desk::LocaleOf(context).tr("Done."));
  }

  base::Result<net::Response> Ranking(Context& context) const { return ShowBoard(context, {}, {}); }

  base::Result<net::Response> Close(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    return AfterBoard(
        context, id,
        services_->reviews.CloseScoring(context.actor(), id, VersionOf(typed), typed.Get("reason")));
  }

  base::Result<net::Response> Reopen(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    return AfterBoard(context, id,
                      services_->reviews.Reopen(context.actor(), id, VersionOf(typed), typed.Get("reason")));
  }

  base::Result<net::Response> Decide(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const CallView view = TRY(services_->calls.Get(context.actor(), id));
    if (!view.access.manages) return base::NotFound(desk::tr("There is no such call."));
    const CallAct act = typed.Get("act") == "no-award" ? CallAct::kNoAward : CallAct::kSelect;
    const base::Status done = services_->reviews.Decide(context.actor(), id, VersionOf(typed), act,
                                                        ChoicesFrom(typed, view.notes), typed.Get("words"));
    if (done)
      return desk::RedirectWithFlash(
          context, HrefOf(id), desk::LocaleOf(context).tr("The decision is recorded; applicants are told."));
    if (!kit::IsMendable(done.error())) return done.error();
    const TypedDecision kept = TypedDecisionOf(typed, view.notes);
    if (view.call().state == CallState::kClosed)
      return ShowNoAward(context, view, kept, done.error().external);
    return ShowBoard(context, kept, done.error().external);
  }

  base::Result<net::Response> NoAward(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const CallView view = TRY(services_->calls.Get(context.actor(), id));
    if (!view.access.manages || view.call().state != CallState::kClosed)
      return base::NotFound(desk::tr("There is no such call."));
    return ShowNoAward(context, view, {}, {});
  }

  base::Result<net::Response> Record(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const Board board = TRY(services_->reviews.GetBoard(context.actor(), id));
    if (!board.access.manages || !board.seen) return base::NotFound(desk::tr("There is no such call."));
    net::Response response = desk::Download("selection-record.pdf", "application/pdf");
    response.body = TRY(RecordPdf(desk::LocaleOf(context), board));
    return response;
  }

 private:
  static std::int64_t VersionOf(const net::Arguments& typed) {
    return desk::WholeNumber(typed.Get("version")).value_or(-1);
  }
  base::Result<ReviewView> View(const Context& context) const {
    const ReviewId id = TRY(ReviewId::Parse(context.Path("id")));
    return services_->reviews.Get(context.actor(), id);
  }
  static base::Result<net::Response> ShowOne(Context& context, const ReviewView& view,
                                             const ReviewDraft& draft, const std::string& problem) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = CodeWord(locale, view.note.code), .current = "/calls"};
    options.subtitle = view.note.title;
    options.crumbs = {{locale.tr("Calls"), "/calls"}, {locale.tr("Notes to score"), "/calls/scoring"}};
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(context, options,
                              Join(ProblemNotice(locale, problem), ScoringBody(context, view, draft)));
  }
  base::Result<net::Response> AfterBoard(Context& context, const CallId& id, const base::Status& done) const {
    if (!done && kit::IsMendable(done.error())) return ShowBoard(context, {}, done.error().external);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id) + "/ranking", desk::LocaleOf(context).tr("Done."));
  }
  base::Result<net::Response> ShowBoard(Context& context, const TypedDecision& typed,
                                        const std::string& problem) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const Board board = TRY(services_->reviews.GetBoard(context.actor(), id));
    const Call& call = board.access.call;
    desk::PageOptions options{.title = locale.tr("Scores and decision"), .current = "/calls"};
    options.subtitle = call.title;
    options.crumbs = {{locale.tr("Calls"), "/calls"}, {call.title, HrefOf(call.id)}};
    if (board.access.manages && board.seen)
      options.actions = html::LinkButton(locale.tr("Record (PDF)"), HrefOf(call.id) + "/record");
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(context, options,
                              Join(ProblemNotice(locale, problem), BoardBody(context, board, typed)));
  }
  static base::Result<net::Response> ShowNoAward(Context& context, const CallView& view,
                                                 const TypedDecision& typed, const std::string& problem) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("End without an award"), .current = "/calls"};
    options.subtitle = view.call().title;
    options.crumbs = {{locale.tr("Calls"), "/calls"}, {view.call().title, HrefOf(view.call().id)}};
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(context, options,
                              Join(ProblemNotice(locale, problem), NoAwardForm(context, view, typed)));
  }
  SharedServices services_;
};

}  // namespace

void AddReviewPages(desk::Desk& desk, const SharedServices& services) {
  const auto pages = std::make_shared<ReviewPages>(services);
  using desk::Permission;
  using Pages = ReviewPages;
  const auto take_part = Permission::kPanelTakePart;
  kit::AddPage(desk, pages, "GET", "/calls/scoring", take_part, &Pages::Mine);
  kit::AddPage(desk, pages, "GET", "/calls/scoring/{id}", take_part, &Pages::Show);
  kit::AddPage(desk, pages, "POST", "/calls/scoring/{id}", take_part, &Pages::Put);
  kit::AddPage(desk, pages, "POST", "/calls/scoring/{id}/move", take_part, &Pages::Move);
  kit::AddPage(desk, pages, "GET", "/calls/{id}/ranking", take_part, &Pages::Ranking);
  kit::AddPage(desk, pages, "GET", "/calls/{id}/record", take_part, &Pages::Record);
  kit::AddPage(desk, pages, "GET", "/calls/{id}/no-award", take_part, &Pages::NoAward);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/scoring/close", take_part, &Pages::Close);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/decision", take_part, &Pages::Decide);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/reopen", take_part, &Pages::Reopen);
}

}  // namespace panel::calls
