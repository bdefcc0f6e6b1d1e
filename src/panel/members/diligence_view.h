#pragma once
// The page of a member's due diligence: the file, hits of the watch lists, flags, the nine questions, who is
// asked to vet. Thread-safe.

#include <string>
#include <vector>

#include "panel/members/page_parts.h"

namespace panel::members {

// What was typed into its forms.
struct TypedDiligence {
  std::vector<Answer> answers = std::vector<Answer>(kQuestions, Answer::kNone);
  std::string remarks;
  std::string flag;
};

struct DiligencePage {
  desk::Context& context;
  Services& services;
  MemberDetail detail;
  File file;
  std::vector<Hit> hits;
  std::vector<Flag> flags;
  std::vector<FlagEvent> flag_events;
  std::vector<Verification> verifications;
  std::vector<Vetting> vettings;
  std::vector<Member> reviewers;
  desk::FormErrors errors;
  std::string Href(std::string_view page) const { return MemberHref(detail.access.member().id, page); }
};

// Reads what it shows. kNotFound, as for a member that is not there, unless the actor sees the due diligence.
base::Result<DiligencePage> OpenDiligence(Services& services, desk::Context& context);
// 200, or 422 where there are errors.
net::Response ShowDiligence(const DiligencePage& page, const TypedDiligence& typed);

}  // namespace panel::members
