#include "panel/calls/register.h"

#include "panel/calls/faces.h"
#include "panel/calls/shared_calls.h"
#include "panel/calls/words.h"
#include "panel/common/nav.h"
#include "panel/common/public_page.h"

namespace panel {
namespace calls {
namespace {

constexpr std::int64_t kClockEveryMs = 15 * base::kMinuteMs;

using Why = Calls::Waiting::Why;

desk::HomeItem ItemOf(const html::Locale& locale, const Calls::Waiting& one) {
  constexpr std::int64_t kUrgent = 70, kUsual = 50, kLater = 35;
  const std::string call = "/calls/" + one.call.id.text(), note = "/calls/notes/" + one.note.text();
  const std::string until = UntilWord(locale, one.call.deadline);
  desk::HomeItem item{.title = one.call.title, .reason = {}, .href = call, .action = {}, .urgency = kUsual};
  const auto say = [&](std::string reason, std::string action) {
    item.reason = std::move(reason);
    item.action = std::move(action);
  };
  switch (one.why) {
    case Why::kQuestions:
      say(locale.ntr("{n} question about this call waits for an answer.",
                     "{n} questions about this call wait for an answer.", one.count),
          locale.tr("Answer"));
      break;
    case Why::kReview:
      say(locale.tr("The deadline has passed: check who is eligible and begin the review."),
          locale.tr("Look at the notes"));
      break;
    case Why::kDecide:
      say(locale.tr("The scoring is closed: record the selection with its reasons."), locale.tr("Decide"));
      item.href += "/ranking";
      item.urgency = kUrgent;
      break;
    case Why::kFinalise:
      say(locale.tr("Everybody has answered: make the result final."), locale.tr("Look at the call"));
      item.urgency = kLater;
      break;
    case Why::kInvited:
      say(locale.tr("Your organisation is invited to hand in a concept note, {until}.", {{"until", until}}),
          locale.tr("Read the call"));
      break;
    case Why::kDraft:
      say(locale.tr("Your concept note is a draft; it can be handed in {until}.", {{"until", until}}),
          locale.tr("Go on writing"));
      item.href = note;
      break;
    case Why::kAnswer:
      say(locale.tr("Your concept note was selected: say whether you accept."), locale.tr("Answer"));
      item.href = note;
      item.urgency = kUrgent;
      break;
  }
  return item;
}

base::Result<std::vector<desk::HomeItem>> HomeItems(CallServices& services, desk::Context& context) {
  constexpr std::int64_t kToScore = 60, kProposed = 45;
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<desk::HomeItem> items;
  for (const Calls::Waiting& one : TRY(services.calls.NeedsMe(context.actor())))
    items.push_back(ItemOf(locale, one));
  const std::int64_t to_score = TRY(services.reviews.CountMine(context.actor()));
  if (to_score > 0)
    items.push_back({.title = locale.tr("Notes to score"),
                     .reason = locale.ntr("{n} concept note waits for your marks.",
                                          "{n} concept notes wait for your marks.", to_score),
                     .href = "/calls/scoring",
                     .action = locale.tr("Score"),
                     .urgency = kToScore});
  for (const Proposal& proposal : TRY(services.proposals.Waiting(context.actor())))
    items.push_back(
        {.title = proposal.title,
         .reason = locale.tr("{member} proposes this without a call.", {{"member", proposal.member_name}}),
         .href = HrefOf(proposal.id),
         .action = locale.tr("Read and answer"),
         .urgency = kProposed});
  return items;
}

desk::Actor ClockActor(const desk::Job& job) {
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.label = "job:" + job.id.text();
  return actor;
}

void AddJobs(desk::Desk& desk, const SharedServices& services) {
  desk.jobs().Register({.name = "panel.call-clock",
                        .handler = [services, &desk](desk::JobContext& context) -> base::Status {
                          TRY(services->calls.CloseDue(ClockActor(context.job())));
                          return services->calls.SendReminders(desk);
                        },
                        .every_ms = kClockEveryMs,
                        .quiet = true});
  desk.jobs().Register({.name = "panel.call-retention",
                        .handler = [services, &desk](desk::JobContext& context) -> base::Status {
                          TRY(services->calls.Purge(ClockActor(context.job()), desk.blobs()));
                          return base::Ok();
                        },
                        .every_ms = base::kDayMs,
                        .quiet = true});
}

}  // namespace

std::string HrefOf(const CallId& id) {
  return "/calls/" + id.text();
}
std::string HrefOf(const NoteId& id) {
  return "/calls/notes/" + id.text();
}
std::string HrefOf(const ReviewId& id) {
  return "/calls/scoring/" + id.text();
}
std::string HrefOf(const ProposalId& id) {
  return "/calls/proposals/" + id.text();
}

}  // namespace calls

void RegisterCalls(desk::Desk& desk, PanelServices& panel) {
  const auto services = std::make_shared<calls::CallServices>(desk, panel);
  desk.Keep(services);
  calls::AddCallPages(desk, services);
  calls::AddNotePages(desk, services);
  calls::AddReviewPages(desk, services);
  calls::AddProposalPages(desk, services);
  calls::AddPublicCallPages(desk, services);
  calls::AddCallApi(desk, services);
  calls::AddNoteApi(desk, services);
  calls::AddReviewApi(desk, services);
  calls::AddJobs(desk, services);
  calls::AddCallSources(panel);
  desk.AddHome({.permission = desk::Permission::kPanelTakePart, .items = [services](desk::Context& context) {
                  return calls::HomeItems(*services, context);
                }});
  AddPanelNav(desk, {.part = NavPart::kExchange,
                     .place = 6,
                     .label = [](const html::Locale& locale) { return locale.tr("Calls"); },
                     .href = "/calls"});
  AddPublicNav({45, [](const html::Locale& locale) { return locale.tr("Calls"); }, "/panel/calls"});
}

}  // namespace panel
