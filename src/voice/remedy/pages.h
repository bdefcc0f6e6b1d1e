#pragma once
// The routes of repayment: the tab of a case, the groups, what is outstanding.

namespace desk {
class Desk;
}
namespace voice {
struct VoiceServices;
}

namespace voice::remedy {

void RegisterClaimPages(desk::Desk& desk, VoiceServices& services);
void RegisterGroupPages(desk::Desk& desk, VoiceServices& services);
void RegisterOutstandingPages(desk::Desk& desk, VoiceServices& services);

}  // namespace voice::remedy
