#pragma once
// The tab "Consent" of a case, and the words in which console pages speak of consents.

#include "html/locale.h"
#include "voice/consent/types.h"

namespace desk {
class Desk;
}
namespace voice {
struct VoiceServices;
}

namespace voice::consent {

void RegisterPages(desk::Desk& desk, VoiceServices& services);

std::string PartWord(const html::Locale& locale, Part part);
std::string PartWords(const html::Locale& locale, const std::vector<Part>& parts);  // "Place, Files"
std::string PurposeWord(const html::Locale& locale, Purpose purpose);
std::string StateWord(const html::Locale& locale, State state);
// "Shelter Dugout", or "Statistics".
std::string RecipientWords(const html::Locale& locale, const Recipient& to);

}  // namespace voice::consent
