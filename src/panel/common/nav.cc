#include "panel/common/nav.h"

namespace panel {
namespace {

// How the actor's organisation stands to the installation's panels.
enum class NavStanding : std::uint8_t { kNoPanel, kOutside, kInside, kSecretariat };

base::Result<NavStanding> ReadStanding(const desk::Context& context) {
  const desk::Actor& actor = context.actor();
  const auto read = [&](db::Transaction& tx) -> base::Result<NavStanding> {
    const auto row = TRY(tx.QueryOne(
        "SELECT (SELECT COUNT(*) FROM panel), (SELECT COUNT(*) FROM panel WHERE host_org_id = $1), "
        "(SELECT COUNT(*) FROM panel_member WHERE panel_id IN (SELECT id FROM panel) AND org_id = $1 AND "
        "state IN ('admitted', 'suspended'))",
        {actor.org}));
    if (!row || row->Int(0) == 0) return NavStanding::kNoPanel;
    if (row->Int(1) > 0 && actor.Can(desk::Permission::kPanelManage)) return NavStanding::kSecretariat;
    return row->Int(2) > 0 ? NavStanding::kInside : NavStanding::kOutside;
  };
  return context.desk().database().Read(read);
}

// The entries of a page are asked one after the other by the request's thread: the first asks the store, the
// others take what it read.
NavStanding StandingOf(const desk::Context& context, bool first) {
  struct Read {
    desk::PersonId person;
    desk::OrgId org;
    NavStanding standing = NavStanding::kNoPanel;
  };
  thread_local Read last;
  const desk::Actor& actor = context.actor();
  if (!first && last.person == actor.person && last.org == actor.org) return last.standing;
  // A store that does not answer costs the navigation its entries, not the page.
  const base::Result<NavStanding> read = ReadStanding(context);
  last = {actor.person, actor.org, read ? *read : NavStanding::kNoPanel};
  return last.standing;
}

bool Shows(const desk::Context& context, NavFor whom, bool first) {
  const desk::Actor& actor = context.actor();
  const bool may_found = actor.Can(desk::Permission::kOrgManage) && actor.Can(desk::Permission::kPanelManage);
  switch (StandingOf(context, first)) {
    case NavStanding::kSecretariat:
      return true;
    case NavStanding::kInside:
      return whom != NavFor::kFounders;
    case NavStanding::kOutside:
      return whom == NavFor::kApplicants && actor.Can(desk::Permission::kPanelTakePart);
    case NavStanding::kNoPanel:
      return whom == NavFor::kFounders && may_found;
  }
  return false;
}

std::string PartName(const html::Locale& locale, NavPart part) {
  switch (part) {
    case NavPart::kSessions:
      return locale.tr("Sessions and decisions");
    case NavPart::kExchange:
      return locale.tr("Practices and exchange");
    case NavPart::kPromises:
      return locale.tr("Promises and resources");
    default:
      return locale.tr("Who belongs to it");
  }
}

}  // namespace

void AddPanelNav(desk::Desk& desk, const PanelNavItem& item) {
  constexpr int kFirst = 40;  // between the reports' entry and the organisation's
  constexpr int kPlaces = 10;
  desk.AddNav({.permission = item.permission,
               .order = kFirst + static_cast<int>(item.part) * kPlaces + item.place,
               .make = [item](const desk::Context& context) {
                 const bool first = item.part == NavPart::kPeople && item.place == 0;
                 if (!Shows(context, item.whom, first)) return html::NavItem{};
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{.section = locale.tr("Panel") + "\n" + PartName(locale, item.part),
                                      .label = item.label(locale),
                                      .href = item.href};
               }});
}

}  // namespace panel
