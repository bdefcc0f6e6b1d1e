#pragma once
// The admission letter as a PDF, with the declaration that the member signed on its second page; names in any
// script. Pure; thread-safe; some 20 ms.

#include <string>

#include "base/result.h"
#include "html/locale.h"
#include "panel/members/types.h"

namespace panel::members {

// A letter says that somebody is a member: it is given while that is so.
inline bool HasLetter(const Membership& membership) {
  return membership.member.state == MemberState::kAdmitted && !membership.letter.empty();
}

struct LetterFacts {
  Membership membership;  // admitted: has a letter's number
  Profile profile;
  std::string panel;  // its name
  std::string host;   // name of the organisation that is the secretariat
  std::string verified_by;
  base::UtcTime verified;
};
// In the language of `locale`. Errors: as files::PdfWriter.
base::Result<std::string> AdmissionLetter(const html::Locale& locale, const LetterFacts& facts);

}  // namespace panel::members
