#include "voice/remedy/unlocked_page.h"

#include "desk/desk.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "vault/access.h"

namespace voice::remedy {
namespace {

net::Response Locked(desk::Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::PageOptions options;
  options.title = locale.tr("Repayments");
  options.current = "/remedy";
  return desk::PageResponse(
      context, options,
      html::Empty(locale.tr("Unlock the vault to see this"),
                  html::Join(html::El("p", locale.tr("The sums are added up from sealed cases while you look "
                                                     "at them. No figure is kept anywhere.")),
                             html::El("p", html::LinkButton(locale.tr("Unlock"),
                                                            vault::UnlockHref(context.request().path),
                                                            html::ButtonKind::kMain)))));
}

}  // namespace

void AddUnlockedRoute(desk::Desk& desk, VoiceServices& services, std::string_view method,
                      std::string_view pattern, UnlockedHandler handler) {
  desk::Route route;
  route.method = method;
  route.pattern = pattern;
  route.permission = desk::Permission::kCasesWork;
  route.handler = [&services, handler](desk::Context& context) {
    return WhileUnlocked(context, services, handler, Locked);
  };
  desk.router().Add(std::move(route));
}

}  // namespace voice::remedy
