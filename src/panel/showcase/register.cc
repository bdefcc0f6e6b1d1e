#include "panel/showcase/register.h"

#include <memory>

#include "panel/common/public_page.h"
#include "panel/showcase/faces.h"

namespace panel {
namespace {

struct Showcase {
  Showcase(desk::Desk& desk, PanelServices& services) : data(services, desk), honours(services) {}
  PublicData data;
  Honours honours;
};

void AddBar() {
  using html::Locale;
  AddPublicNav({0, [](const Locale& locale) { return locale.tr("The panel"); }, "/panel"});
  AddPublicNav({10, [](const Locale& locale) { return locale.tr("Members"); }, "/panel/members"});
  AddPublicNav({30, [](const Locale& locale) { return locale.tr("Commitments"); }, "/panel/commitments"});
  AddPublicNav({40, [](const Locale& locale) { return locale.tr("Resources"); }, "/panel/resources"});
  AddPublicNav({50, [](const Locale& locale) { return locale.tr("Opinions"); }, "/panel/opinions"});
  AddPublicNav({55, [](const Locale& locale) { return locale.tr("Honours"); }, "/panel/honours"});
  AddPublicNav({60, [](const Locale& locale) { return locale.tr("Who works with whom"); }, "/panel/network"});
}

}  // namespace

void RegisterShowcase(desk::Desk& desk, PanelServices& services) {
  const auto showcase = std::make_shared<Showcase>(desk, services);
  desk.Keep(showcase);
  AddBar();
  AddShowcasePages(desk, showcase->data);
  AddPublicRecordPages(desk, showcase->data);
  AddHonourPages(desk, showcase->honours, services);
  AddHonourApi(desk, showcase->honours);
}

}  // namespace panel
