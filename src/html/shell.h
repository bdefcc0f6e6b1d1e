#pragma once
// The console's page shell: top bar, navigation rail, head with the ledger rule, main, as in the visual
// direction; and the plain shell of pages before signing in. One file of styles and one module of script,
// both served by the program itself (Assets), no inline script or style. Pure; thread-safe.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html/html.h"
#include "html/locale.h"

namespace html {

struct NavItem {
  std::string section;  // heading of the group: tr("Supply chain"); a second line names a part that folds
  std::string label;
  std::string href;
  std::int64_t waiting = 0;  // shown as a number where > 0
};

struct Crumb {
  std::string label;
  std::string href;
};

struct ShellOptions {
  const Locale* locale = nullptr;
  std::string title;     // of the page: h1 and <title>
  std::string subtitle;  // one line under it
  std::string theme;     // "", "light" or "dark"
  std::string person;    // name shown on top; empty: not signed in (the plain shell)
  std::string organisation;
  std::string current;        // href of the current navigation item
  std::vector<Crumb> crumbs;  // the way here, above the title
  Html badges;                // states of the thing the page is about, beside the actions
  bool search = true;         // false: this person may not search the supply chain
  bool single_keys = true;    // false: the person switched the review keys off
  std::string version;        // of the program, in the footer
  std::vector<NavItem> nav;
  std::vector<std::string>
      islands;       // names of script modules below /assets/ ("review", "progress"); none: no script at all
  std::string csrf;  // for the sign-out form and the organisation switcher
  std::vector<std::pair<std::string, std::string>>
      organisations;  // slug, name: the switcher where there are several
  std::string flash;  // "Saved.": role=status at the top of main
  Html actions;       // at most two, beside the title
  bool wide = false;  // the review page uses the whole width
};

// The whole document.
std::string Page(const ShellOptions& options, const Html& main);

struct Asset {
  std::string name;  // "console", "icon", "review": as in ShellOptions::islands
  std::string
      path;  // "/assets/console.3f2a91c04d5e.css": holds a hash of the bytes, so it may be cached for ever
  std::string content_type;
  std::string_view bytes;
};
// Everything a page may load: stylesheet, icon, island modules. Pages need no more of a
// Content-Security-Policy than
//   default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action
//   'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
const std::vector<Asset>& Assets();

}  // namespace html
