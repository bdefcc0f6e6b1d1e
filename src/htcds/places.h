#pragma once
// Countries and languages by any of their usual names. Pure, thread-safe. Source: ISO 3166-1 and ISO 639-2,
// with English names, as ICU 72 has them; the short names of ISO 3166-1 that differ from ICU's.

#include <string>
#include <string_view>

namespace htcds {

// ISO 3166-1 alpha-2 for two or three letters or an English name; empty where it is none.
std::string CountryMeant(std::string_view text);

// ISO 639-2 for two letters, three letters or an English name; both codes of ISO 639-2 where it has two
// ("bur", "mya") stay as they are. Empty where it is none.
std::string LanguageMeant(std::string_view text);

}  // namespace htcds
