#include "base/check.h"
#include "html/console_components.h"

namespace html {
namespace {

std::string_view PathOf(IconName name) {
  switch (name) {
    case IconName::kMark:
      return "M16.6 5.1A8.4 8.4 0 1 0 20.4 11M20.6 4.2v.1";
    case IconName::kSearch:
      return "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21";
    case IconName::kOk:
      return "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.5l2.8 2.8L16.5 9.5";
    case IconName::kNo:
      return "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM8.5 8.5l7 7M15.5 8.5l-7 7";
    case IconName::kQuestion:
      return "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.3 9.5c0-3.5 5.5-3.5 5.5 0 0 2.2-2.8 2-2.8 4.2M12 17v.2";
    case IconName::kWarn:
      return "M12 3.5L22 20.5H2zM12 10v5M12 17.8v.1";
    case IconName::kLock:
      return "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
    case IconName::kOpen:
      return "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.8-1.2";
    case IconName::kKey:
      return "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l8-8M16 7l3 3";
    case IconName::kGlobe:
      return "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18";
    case IconName::kWrite:
      return "M4 20h4L20 8l-4-4L4 16zM14 6l4 4";
    case IconName::kReply:
      return "M9 6L4 11l5 5M4 11h9a7 7 0 0 1 7 7";
    case IconName::kDownload:
      return "M12 4v11M7.5 11L12 15.5 16.5 11M4 20h16";
    case IconName::kUpload:
      return "M12 15.5v-11M7.5 8.5L12 4l4.5 4.5M4 20h16";
  }
  CHECK(false);
}

}  // namespace

Html Icon(IconName name) {
  return El("svg",
            {{"class", name == IconName::kReply ? "i flip" : "i"},
             {"width", 20},
             {"height", 20},
             {"viewBox", "0 0 24 24"},
             {"aria-hidden", "true"}},
            El("path", {{"d", PathOf(name)}}));
}

}  // namespace html
