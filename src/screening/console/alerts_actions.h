#pragma once
// What the forms of the review post to: each does one thing, then leads on (303) to the next alert of the
// view it came from.

namespace desk {
class Desk;
}

namespace screening {

class QueueServices;
void RegisterAlertActions(desk::Desk& desk, QueueServices& services);

}  // namespace screening
