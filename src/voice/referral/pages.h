#pragma once
// The tab "Referrals" of a case, the lists of referrals, the page behind a link, the directory of services,
// the jobs and what the home page says.

#include <string>

#include "html/html.h"
#include "html/locale.h"
#include "net/http.h"
#include "voice/referral/referrals.h"

namespace desk {
class Context;
class Desk;
}  // namespace desk
namespace voice {
struct VoiceServices;
}

namespace voice::referral {

void RegisterPages(desk::Desk& desk, VoiceServices& services);

// The parts of RegisterPages, one a file.
void RegisterCasePages(desk::Desk& desk, VoiceServices& services);
void RegisterLists(desk::Desk& desk, VoiceServices& services);
void RegisterReceivedPages(desk::Desk& desk, VoiceServices& services);
void RegisterLinkPages(desk::Desk& desk, VoiceServices& services);
void RegisterDirectoryPages(desk::Desk& desk, VoiceServices& services);

std::string TradeWord(const html::Locale& locale, Trade trade);
html::Html StateBadge(const html::Locale& locale, State state);
// "Closed after wrong codes"; nothing where it is not.
html::Html LockedBadge(const html::Locale& locale, const ReferralRow& row);
html::Html DeletionBadge(const html::Locale& locale, Deletion deletion);
std::string WordAct(const html::Locale& locale, const Word& word);
// A copy as its recipient sees it; `file_button` makes the button for the file at a place.
html::Html CopyView(const html::Locale& locale, const Copy& copy,
                    const std::function<html::Html(std::size_t)>& file_button);
html::Html WordsView(const html::Locale& locale, const std::vector<Word>& words, bool for_them);
net::Response FileResponse(OpenedFile file);

}  // namespace voice::referral
