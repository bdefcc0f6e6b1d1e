#pragma once
// The IANA name of one of Windows' names of time zones, by CLDR's table as ICU has it. Pure.

#include <string>

namespace calendar {

std::string IanaOfWindows(const std::string& name);  // empty where there is none

}  // namespace calendar
