// /practices/{id}/reviewers: whom the secretariat asks; /practices/reviews/{id}: a review.

#include <fmt/format.h>

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/markdown.h"
#include "panel/practices/page_words.h"
#include "panel/practices/pages.h"
#include "panel/practices/view_parts.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::string_view kUsualDays = "21";

struct Shown {
  PracticeReview review;
  PracticeView view;
};

class ReviewPages {
 public:
  explicit ReviewPages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> Candidates(Context& context) const { return ShowCandidates(context, {}); }

  base::Result<net::Response> Invite(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    const MemberId member = TRY(MemberId::Parse(form->fields.Get("member")));
    const std::int64_t days = desk::WholeNumber(form->fields.Get("days")).value_or(0);
    const base::Result<PracticeReviewId> asked = services_.reviews.Invite(context.actor(), id, member, days);
    if (asked)
      return desk::RedirectWithFlash(context, PracticeHref(id),
                                     desk::LocaleOf(context).tr("The member is asked."));
    if (!IsFormFault(asked.error().code)) return asked.error();
    return ShowCandidates(context, asked.error().external);
  }

  base::Result<net::Response> Show(Context& context) const {
    const Shown shown = TRY(Find(context));
    return Render(context, shown, {}, {});
  }

  base::Result<net::Response> Act(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    Shown shown = TRY(Find(context));
    const net::Arguments& fields = TRY(context.Form())->fields;
    const std::string_view act = fields.Get("act");
    const std::int64_t version = desk::WholeNumber(fields.Get("version")).value_or(0);
    FinishedReview finished = ReadReview(fields);
    const base::Status done = Try(context, shown.review.id, act, version, fields, finished);
    if (done) {
      const std::string to =
          act == "finish" || act == "agree" ? PathOf(shown.review.id) : std::string("/practices");
      return desk::RedirectWithFlash(context, act == "release" ? PracticeHref(shown.review.practice) : to,
                                     locale.tr("Saved."));
    }
    if (!IsFormFault(done.error().code)) return done.error();
    return Render(context, shown, done.error().external, finished);
  }

 private:
  static std::string PathOf(const PracticeReviewId& id) { return "/practices/reviews/" + id.text(); }

  base::Status Try(const Context& context, const PracticeReviewId& id, std::string_view act,
                   std::int64_t version, const net::Arguments& fields, const FinishedReview& finished) const {
    if (act == "agree") {
      const bool declares = fields.Get("conflict") == "yes";
      const std::string interest(fields.Get("interest"));
      if (fields.Get("conflict").empty())
        return base::Invalid(desk::LocaleOf(context).tr("Say whether you have an interest."));
      if (declares && interest.empty())
        return base::Invalid(desk::LocaleOf(context).tr("Say which interest you have."));
      return services_.reviews.Agree(context.actor(), id, version, declares ? interest : std::string());
    }
    if (act == "recuse")
      return services_.reviews.Recuse(context.actor(), id, version, std::string(fields.Get("reason")));
    if (act == "release") return services_.reviews.ReleaseOne(context.actor(), id, version);
    if (act == "finish") return services_.reviews.Finish(context.actor(), id, version, finished);
    return base::Invalid("act: none of the acts.");
  }

  static FinishedReview ReadReview(const net::Arguments& fields) {
    FinishedReview review;
    for (std::size_t i = 0; i < kCriteria; ++i) {
      const std::string name(RowOf(static_cast<Criterion>(i)).name);
      const std::string_view answer = fields.Get("answer-" + name);
      ReviewAnswer& one = review.answers.of.at(i);
      one.answer = answer == "met"       ? CriterionAnswer::kMet
                   : answer == "not-met" ? CriterionAnswer::kNotMet
                                         : CriterionAnswer::kNone;
      one.reason = fields.Get("reason-" + name);
    }
    review.recommendation = fields.Get("recommendation");
    review.to_owner = fields.Get("to_owner");
    review.to_secretariat = fields.Get("to_secretariat");
    return review;
  }

  base::Result<Shown> Find(const Context& context) const {
    const PracticeReviewId id = TRY(PracticeReviewId::Parse(context.Path("id")));
    const auto practice_of = [&](db::Transaction& tx) -> base::Result<PracticeId> {
      return TRY(LoadReview(tx, id)).practice;
    };
    const PracticeId practice = TRY(services_.seams.database.Read(practice_of));
    const base::Result<std::vector<PracticeReview>> reviews = services_.reviews.Of(context.actor(), practice);
    if (reviews)
      for (const PracticeReview& review : *reviews) {
        if (review.id != id) continue;
        PracticeView view = TRY(services_.life.View(context.actor(), practice));
        return Shown{review, std::move(view)};
      }
    return base::NotFound("There is no such review.");
  }

  base::Result<net::Response> ShowCandidates(const Context& context, const std::string& error) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const PracticeView view = TRY(services_.life.View(context.actor(), id));
    const std::vector<Member> members = TRY(services_.reviews.Candidates(context.actor(), id));
    desk::PageOptions options{.title = locale.tr("Ask a reviewer"), .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"}, {view.practice.title, PracticeHref(id)}};
    options.status = error.empty() ? 200 : 422;
    std::vector<html::Choice> choices;
    for (const Member& member : members)
      choices.push_back({member.id.text(), member.name + " · " + CountriesText(locale, {member.country})});
    if (choices.empty())
      return desk::PageResponse(
          context, options,
          html::Empty(locale.tr("Nobody can be asked"),
                      locale.tr("Reviewers are admitted members other than the owner.")));
    Html fields = SelectField("member", locale.tr("Member"), choices, {});
    fields.Add(TextField({"days", locale.tr("Days until it is due")}, kUsualDays));
    fields.Add(html::Button(locale.tr("Ask")));
    Html main = error.empty() ? Html() : FaultSummary(locale, {{"member", error, ""}});
    main.Add(El(
        "p", locale.tr("Two reviews or more of other members are needed. The owner learns what they say, not "
                       "who they are.")));
    main.Add(html::Form({.action = PracticeHref(id) + "/reviewers", .csrf = context.csrf()}, fields));
    return desk::PageResponse(context, options, El("div", {{"class", "stack"}}, main));
  }

  base::Result<net::Response> Render(const Context& context, const Shown& shown, const std::string& error,
                                     const std::optional<FinishedReview>& typed) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PracticeReview& review = shown.review;
    const bool mine = !review.org.empty() && review.org == context.actor().org;
    desk::PageOptions options{
        .title = locale.tr("Review of “{title}”", {{"title", shown.view.practice.title}}),
        .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"},
                      {shown.view.practice.title, PracticeHref(review.practice)}};
    options.badges = StateBadge(locale, review.state);
    options.status = error.empty() ? 200 : 422;
    std::vector<Html> parts;
    if (!error.empty()) parts.push_back(FaultSummary(locale, {{"review", locale.tr(error), ""}}));
    parts.push_back(
        html::Facts({{locale.tr("Reviewer"),
                      review.name.empty() ? locale.tr("Reviewer {n}", {{"n", fmt::to_string(review.place)}})
                                          : review.name},
                     {locale.tr("Version"), fmt::to_string(review.revision)},
                     {locale.tr("Due"), desk::DayOf(locale, review.due)},
                     {locale.tr("Declared interest"), review.interest}}));
    if (mine && review.state == ReviewState::kInvited) parts.push_back(AgreeForm(context, locale, review));
    const bool writing = mine && review.state == ReviewState::kAgreed;
    if (writing && shown.view.practice.state == PracticeState::kInReview)
      parts.push_back(FinishForm(context, locale, review, typed.value_or(FinishedReview{})));
    else if (writing)
      parts.push_back(
          El("p", locale.tr("Thank you. The secretariat begins the review once two members agreed; then "
                            "the questions stand here.")));
    if (mine && (review.state == ReviewState::kInvited || writing))
      parts.push_back(RecuseForm(context, locale, review));
    if (review.state == ReviewState::kDone) parts.push_back(DoneView(locale, review));
    const bool open = review.state == ReviewState::kInvited || review.state == ReviewState::kAgreed;
    if (shown.view.standing.secretariat && open) parts.push_back(ReleaseForm(context, locale, review));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  static Html Begin(const PracticeReview& review, std::string_view act) {
    return html::Join(desk::VersionField(review.version), desk::HiddenField("act", act));
  }

  static Html AgreeForm(const Context& context, const html::Locale& locale, const PracticeReview& review) {
    Html fields = Begin(review, "agree");
    Html choice = El("legend", locale.tr("Do you or your organisation gain or lose by the outcome?"));
    choice.Add(html::Radio("conflict", "no", locale.tr("No"), false));
    choice.Add(
        html::Radio("conflict", "yes", locale.tr("Yes, but I can judge fairly; I say below which"), false));
    fields.Add(El("fieldset", choice));
    fields.Add(TextField({"interest", locale.tr("Which interest"),
                          locale.tr("It stands beside the grade, without your name.")},
                         {}));
    fields.Add(html::Button(locale.tr("I will review it")));
    return html::Section(locale.tr("Will you review it?"),
                         html::Form({.action = PathOf(review.id), .csrf = context.csrf()}, fields));
  }

  static Html RecuseForm(const Context& context, const html::Locale& locale, const PracticeReview& review) {
    Html fields = Begin(review, "recuse");
    fields.Add(TextField({"reason", locale.tr("Why, for the secretariat alone")}, {}));
    fields.Add(html::Button(locale.tr("I cannot review it"), {.kind = html::ButtonKind::kQuiet}));
    return html::Closed(locale.tr("I cannot, or should not"),
                        html::Form({.action = PathOf(review.id), .csrf = context.csrf()}, fields));
  }

  static Html ReleaseForm(const Context& context, const html::Locale& locale, const PracticeReview& review) {
    Html fields = Begin(review, "release");
    fields.Add(html::Button(locale.tr("Let this reviewer go"), {.kind = html::ButtonKind::kQuiet}));
    return html::Form({.action = PathOf(review.id), .csrf = context.csrf()}, fields);
  }

  static Html FinishForm(const Context& context, const html::Locale& locale, const PracticeReview& review,
                         const FinishedReview& typed) {
    Html fields = Begin(review, "finish");
    for (std::size_t i = 0; i < kCriteria; ++i) {
      const CriterionRow& row = RowOf(static_cast<Criterion>(i));
      const ReviewAnswer& one = typed.answers.of.at(i);
      const std::string name(row.name);
      Html question = El("legend", locale.tr(row.question), " ",
                         El("span", {{"class", "small muted"}},
                            locale.tr("(grade {n})", {{"n", fmt::to_string(row.grade)}})));
      question.Add(html::Radio("answer-" + name, "met", locale.tr("Yes, it is met"),
                               one.answer == CriterionAnswer::kMet));
      question.Add(
          html::Radio("answer-" + name, "not-met", locale.tr("No"), one.answer == CriterionAnswer::kNotMet));
      question.Add(TextField({"reason-" + name, locale.tr("Why")}, one.reason));
      fields.Add(El("fieldset", question));
    }
    Html recommend = El("legend", locale.tr("What do you recommend?"));
    for (const Term& term : Recommendations())
      recommend.Add(
          html::Radio("recommendation", term.code, locale.tr(term.words), typed.recommendation == term.code));
    fields.Add(El("fieldset", recommend));
    fields.Add(TextField({"to_owner", locale.tr("To the owner"), {}, {}, 5}, typed.to_owner));
    fields.Add(TextField({"to_secretariat", locale.tr("To the secretariat alone"), {}, {}, 3},
                         typed.to_secretariat));
    fields.Add(html::Button(locale.tr("Finish the review")));
    return html::Section(
        locale.tr("The questions"),
        html::Form({.action = PathOf(review.id), .csrf = context.csrf(), .id = "review"}, fields));
  }

  static Html DoneView(const html::Locale& locale, const PracticeReview& review) {
    desk::TableMaker table({{locale.tr("Question")}, {locale.tr("Answer")}, {locale.tr("Why")}});
    for (std::size_t i = 0; i < kCriteria; ++i) {
      const ReviewAnswer& one = review.answers.of.at(i);
      const bool met = one.answer == CriterionAnswer::kMet;
      table.Row({locale.tr(RowOf(static_cast<Criterion>(i)).question),
                 html::Badge(met ? html::Mark::kOk : html::Mark::kCare,
                             met ? locale.tr("met") : locale.tr("not met")),
                 one.reason});
    }
    Html parts =
        html::Facts({{locale.tr("Recommends"), locale.tr(WordsOf(Recommendations(), review.recommendation))},
                     {locale.tr("Finished"), desk::DayOf(locale, review.done)}});
    parts.Add(table.Done(locale.tr("Answers")));
    if (!review.to_owner.empty())
      parts.Add(html::Section(locale.tr("To the owner"),
                              El("div", {{"class", "md"}}, html::Markdown(review.to_owner, 4))));
    if (!review.to_secretariat.empty())
      parts.Add(html::Section(locale.tr("To the secretariat alone"),
                              El("div", {{"class", "md"}}, html::Markdown(review.to_secretariat, 4))));
    return El("div", {{"class", "stack"}}, parts);
  }

  PracticeServices& services_;
};

}  // namespace

void AddReviewPages(desk::Desk& desk, PracticeServices& services) {
  const ReviewPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (ReviewPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/practices/{id}/reviewers", Permission::kPanelManage, &ReviewPages::Candidates);
  add("POST", "/practices/{id}/reviewers", Permission::kPanelManage, &ReviewPages::Invite);
  add("GET", "/practices/reviews/{id}", Permission::kPanelRead, &ReviewPages::Show);
  add("POST", "/practices/reviews/{id}", Permission::kPanelRead, &ReviewPages::Act);
}

}  // namespace panel
