#include "calendar/windows_zone.h"

#include <unicode/timezone.h>

namespace calendar {

std::string IanaOfWindows(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString iana;
  icu::TimeZone::getIDForWindowsID(icu::UnicodeString::fromUTF8(name), nullptr, iana, status);
  std::string utf8;
  if (U_SUCCESS(status)) iana.toUTF8String(utf8);
  return utf8;
}

}  // namespace calendar
