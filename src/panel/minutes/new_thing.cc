#include "panel/minutes/new_thing.h"

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

constexpr std::string_view kPanelMark = "panel:";
constexpr std::string_view kSessionMark = "session:";

}  // namespace

base::Result<std::vector<html::Choice>> PlacesToRun(PanelServices& services, const desk::Actor& actor,
                                                    const html::Locale& locale,
                                                    const vault::UnlockedPerson* reader) {
  return services.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<html::Choice>> {
    std::vector<html::Choice> choices;
    for (const Panel& panel : TRY(services.panels.HostedBy(tx, actor)))
      choices.push_back({std::string(kPanelMark) + panel.id.text(),
                         locale.tr("The panel: {name}", {{"name", panel.name}})});
    const SessionFilter filter{.newest_first = true};
    for (const PanelSession& session :
         TRY(services.session_access.VisibleTo(tx, actor, filter, {}, base::kSessionsPage)))
      if (TRY(services.session_access.MayChair(tx, actor, session)))
        choices.push_back({std::string(kSessionMark) + session.id.text(),
                           locale.tr("Session: {name}",
                                     {{"name", TitleOf(tx, services.places, locale, session, reader)}})});
    return choices;
  });
}

base::Result<ChosenPlace> ChosenPlaceOf(std::string_view value) {
  ChosenPlace chosen;
  if (value.starts_with(kPanelMark)) {
    chosen.panel = TRY(PanelId::Parse(value.substr(kPanelMark.size())));
  } else if (value.starts_with(kSessionMark)) {
    chosen.session = TRY(PanelSessionId::Parse(value.substr(kSessionMark.size())));
  } else {
    return base::Invalid(desk::tr("Choose where it belongs."));
  }
  return chosen;
}

}  // namespace panel
