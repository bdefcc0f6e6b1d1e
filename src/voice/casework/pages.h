#pragma once
// The routes of the casework's own pages: the list, one case, copies and
// orders, the teams.

namespace desk {
class Desk;
}

namespace voice {

struct VoiceServices;

void RegisterCaseList(desk::Desk& desk, VoiceServices& services);
void RegisterTalkPages(desk::Desk& desk, VoiceServices& services);
void RegisterRecordPages(desk::Desk& desk, VoiceServices& services);
void RegisterAssessmentPages(desk::Desk& desk, VoiceServices& services);
void RegisterConcernPages(desk::Desk& desk, VoiceServices& services);
void RegisterDutyPages(desk::Desk& desk, VoiceServices& services);
void RegisterDutyHome(desk::Desk& desk, VoiceServices& services);
void RegisterRedactionPages(desk::Desk& desk, VoiceServices& services);
void RegisterOrderPages(desk::Desk& desk, VoiceServices& services);
void RegisterTeamPages(desk::Desk& desk, VoiceServices& services);

}  // namespace voice
