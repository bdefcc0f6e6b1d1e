#include "panel/invitations/register.h"

#include "panel/invitations/faces.h"

namespace panel::invitations {
namespace {

// Fixed, whether there is anything to send or not: the list of jobs tells nothing.
constexpr std::int64_t kCadenceMs = 5 * base::kMinuteMs;

}  // namespace

void RegisterInvitations(desk::Desk& desk, PanelServices& panel, SessionServices& sessions) {
  const auto services = std::make_shared<InvitationServices>(desk, panel);
  desk.Keep(services);
  desk.jobs().Register(
      {.name = "panel.invitations",
       .handler = [services = services.get()](desk::JobContext&) { return services->RunOnce(); },
       .every_ms = kCadenceMs,
       .quiet = true});
  AddCalendarPage(*services);
  AddAnswersCard(*services, sessions);
  AddFeedPages(*services);
  AddInvitationApi(*services);
  AddInvitationHome(*services);
}

}  // namespace panel::invitations
