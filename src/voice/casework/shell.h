#pragma once
// What every page of a case shares: it opens only while the vault is unlocked, has the same head and tabs,
// and names of the case nothing but a short number and days. Thread-safe after registration.

#include <functional>
#include <string>
#include <vector>

#include "desk/web/pages.h"
#include "desk/web/router.h"
#include "html/html.h"
#include "voice/casework/access.h"
#include "voice/services.h"

namespace voice {

// A language by its own name where workers' pages have it; else its tag.
std::string LanguageWord(std::string_view tag);
// The other way: the tag of a language of the workers' pages that somebody wrote by its tag or its own name,
// in any case and with blanks around it; empty for anything else.
std::string LanguageTagOf(std::string_view written);
// "K-7f3q": the beginning of the id; for people to speak of a case.
std::string CaseNumber(const CaseId& id);
std::string CaseHref(const CaseId& id, std::string_view rest = {});

// One request to a page of a case, opened.
struct CasePage {
  desk::Context& context;
  VoiceServices& services;
  const html::Locale& locale;
  const vault::UnlockedPerson& me;
  OpenedCase opened;

  std::string tr(std::string_view text, html::MessageArguments arguments = {}) const {
    return locale.tr(text, arguments);
  }
  std::string Href(std::string_view rest = {}) const { return CaseHref(opened.row.id, rest); }
};

using CaseHandler = base::Result<net::Response> (*)(CasePage&);

// Adds a page below /cases/{id}: locked people are sent to unlock first; a case that is not the actor's
// answers as one that is not there. `rest`: "/claims"; the last segments may be {names}.
struct CaseRoute {
  std::string_view method;
  std::string_view rest;
  CaseHandler handler;
  desk::Permission permission = desk::Permission::kCasesWork;
  bool takes_files = false;
};
void AddCaseRoutes(desk::Desk& desk, VoiceServices& services, const std::vector<CaseRoute>& routes);

// A page of the case under its tabs.
net::Response CaseResponse(const CasePage& page, std::string_view current, const html::Html& main,
                           int status = 200);
// A day in the reader's words; a dash where there is none.
std::string DayWords(const html::Locale& locale, std::optional<Day> day);

}  // namespace voice
