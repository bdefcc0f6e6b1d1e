// /members/{id}/diligence and what its forms do.

#include "desk/desk.h"
#include "desk/tr.h"
#include "panel/members/diligence_view.h"
#include "panel/members/faces.h"
#include "panel/members/questions.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;

// Done: back to the page with a message; otherwise the page again with what was typed.
base::Result<net::Response> Finish(DiligencePage page, const base::Status& done, std::string_view control,
                                   std::string_view message, const TypedDiligence& typed = {}) {
  if (done) return desk::RedirectWithFlash(page.context, page.Href("diligence"), message);
  TRY(page.errors.Take(control, done.error()));
  return ShowDiligence(page, typed);
}

base::Result<net::Response> Verify(Services& services, Context& context) {
  TRY(context.Form());
  DiligencePage page = TRY(OpenDiligence(services, context));
  TypedDiligence typed;
  const std::span<const Question> questions = Questions();
  for (std::size_t i = 0; i < questions.size(); ++i)
    typed.answers[i] = AnswerNamed(desk::FieldOf(context, "answer-" + std::string(questions[i].key)))
                           .value_or(Answer::kNone);
  typed.remarks = desk::FieldOf(context, "remarks");
  const auto made = services.diligence.Verify(context.actor(), page.detail.access.member().id, typed.answers,
                                              typed.remarks);
  const std::string said = desk::LocaleOf(context).tr("The verification is recorded.");
  // With its answers a member that was asked has done its part: the file is closed to it again.
  if (made && !page.detail.access.secretariat) return desk::RedirectWithFlash(context, "/members", said);
  return Finish(std::move(page), made ? base::Ok() : base::Status(made.error()), "remarks", said, typed);
}

base::Result<net::Response> Withdraw(Services& services, Context& context) {
  TRY(context.Form());
  DiligencePage page = TRY(OpenDiligence(services, context));
  const VerificationId id = TRY(VerificationId::Parse(desk::FieldOf(context, "verification")));
  const base::Status done = services.diligence.Withdraw(context.actor(), page.detail.access.member().id, id,
                                                        desk::FieldOf(context, "reason"));
  return Finish(std::move(page), done, "why-" + id.text(),
                desk::LocaleOf(context).tr("The verification is withdrawn."));
}

base::Result<net::Response> Screen(Services& services, Context& context) {
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  TRY(services.hits.Screen(context.actor(), id));
  return desk::RedirectWithFlash(context, MemberHref(id, "diligence"),
                                 desk::LocaleOf(context).tr("Compared."));
}

base::Result<net::Response> Judge(Services& services, Context& context) {
  TRY(context.Form());
  DiligencePage page = TRY(OpenDiligence(services, context));
  const HitId hit = TRY(HitId::Parse(desk::FieldOf(context, "hit")));
  const auto act = HitActNamed(desk::FieldOf(context, "act"));
  if (!act) return base::Invalid(desk::tr("There is no such step."));
  const base::Status done = services.hits.Judge(context.actor(), page.detail.access.member().id, hit,
                                                VersionIn(context), *act, desk::FieldOf(context, "reason"));
  return Finish(std::move(page), done, "reason-" + hit.text(), desk::LocaleOf(context).tr("Saved."));
}

base::Result<net::Response> Raise(Services& services, Context& context) {
  TRY(context.Form());
  DiligencePage page = TRY(OpenDiligence(services, context));
  TypedDiligence typed;
  typed.flag = desk::FieldOf(context, "flag_words");
  const auto raised =
      services.flags.Raise(context.actor(), page.detail.access.member().id,
                           FlagKindNamed(desk::FieldOf(context, "kind")).value_or(FlagKind::kObservation),
                           RiskNamed(desk::FieldOf(context, "risk")).value_or(Risk::kOther), typed.flag);
  return Finish(std::move(page), raised ? base::Ok() : base::Status(raised.error()), "flag_words",
                desk::LocaleOf(context).tr("The flag is raised."), typed);
}

base::Result<net::Response> ActOnFlag(Services& services, Context& context) {
  TRY(context.Form());
  DiligencePage page = TRY(OpenDiligence(services, context));
  const FlagId flag = TRY(FlagId::Parse(desk::FieldOf(context, "flag")));
  const auto act = FlagActNamed(desk::FieldOf(context, "act"));
  if (!act) return base::Invalid(desk::tr("There is no such step."));
  const base::Status done = services.flags.Act(context.actor(), page.detail.access.member().id, flag,
                                               VersionIn(context), *act, desk::FieldOf(context, "words"));
  return Finish(std::move(page), done, "words-" + flag.text(), desk::LocaleOf(context).tr("Saved."));
}

base::Result<net::Response> Ask(Services& services, Context& context) {
  TRY(context.Form());
  DiligencePage page = TRY(OpenDiligence(services, context));
  const MemberId reviewer = TRY(MemberId::Parse(desk::FieldOf(context, "reviewer")));
  const auto asked = services.diligence.Ask(context.actor(), page.detail.access.member().id, reviewer, "");
  return Finish(std::move(page), asked ? base::Ok() : base::Status(asked.error()), "reviewer",
                desk::LocaleOf(context).tr("The member is asked."));
}

base::Result<net::Response> ActOnVetting(Services& services, Context& context) {
  TRY(context.Form());
  DiligencePage page = TRY(OpenDiligence(services, context));
  const VettingId vetting = TRY(VettingId::Parse(desk::FieldOf(context, "vetting")));
  const std::string name = desk::FieldOf(context, "act");
  for (const VettingAct act : {VettingAct::kAccept, VettingAct::kRecuse, VettingAct::kCancel}) {
    if (name != VettingActName(act)) continue;
    const base::Status done =
        services.diligence.Act(context.actor(), vetting, act, desk::FieldOf(context, "words"));
    // Who recused itself does not see the file any more.
    if (done && act == VettingAct::kRecuse && !page.detail.access.secretariat)
      return desk::RedirectWithFlash(context, "/members", desk::LocaleOf(context).tr("Saved."));
    return Finish(std::move(page), done, "why-not", desk::LocaleOf(context).tr("Saved."));
  }
  return base::Invalid(desk::tr("There is no such step."));
}

}  // namespace

void AddDiligencePages(desk::Desk& desk, Services& services) {
  const auto add = [&](std::string_view pattern, base::Result<net::Response> (*page)(Services&, Context&)) {
    AddPage(desk, "POST", pattern, Permission::kPanelTakePart,
            [&services, page](Context& context) { return page(services, context); });
  };
  AddPage(desk, "GET", "/members/{id}/diligence", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            return ShowDiligence(TRY(OpenDiligence(services, context)), {});
          });
  add("/members/{id}/verify", Verify);
  add("/members/{id}/verifications/withdraw", Withdraw);
  add("/members/{id}/screen", Screen);
  add("/members/{id}/hits", Judge);
  add("/members/{id}/flags", Raise);
  add("/members/{id}/flags/act", ActOnFlag);
  add("/members/{id}/vettings/ask", Ask);
  add("/members/{id}/vettings/act", ActOnVetting);
}

}  // namespace panel::members
