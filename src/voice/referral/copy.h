#pragma once
// What a recipient sees: exactly this and nothing else. A copy is made of the draft alone, part by part, and
// only of the parts that the consent in force names (LeastOf). Pure; thread-safe.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/secret.h"
#include "voice/consent/types.h"
#include "voice/intake/reports.h"

namespace voice::referral {

using consent::Part;

struct CopyFile {
  FileId id;  // in the case; in a copy a number takes its place
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
};

// What the team has put together, sealed to the case's inner key.
struct Draft {
  consent::Recipient to;
  std::string mail;  // of the service, where one is known
  consent::Purpose purpose = consent::Purpose::kOther;
  std::string words;                  // what is asked of the recipient
  std::map<Part, std::string> parts;  // as they are told; never empty texts
  std::vector<CopyFile> files;
  std::int64_t answer_days = 7;  // an answer is expected within
  std::int64_t live_days = 30;   // the copy lives
  std::string drafted_by;        // person
  // Where the law demanded it against or without a "yes": "children" or "danger", and why.
  std::string law;
  std::string law_reason;
  std::string law_by;
  std::string copy_key;  // base64, once it is sent
};

struct Copy {
  std::string number;  // "R-7f3q2k"
  std::string from;    // organisation and team
  consent::Purpose purpose = consent::Purpose::kOther;
  std::string words;
  std::map<Part, std::string> parts;
  std::vector<CopyFile> files;
};

// What of the draft these parts let through. kFiles lets the files through.
Draft LeastOf(Draft draft, const std::vector<Part>& allowed);
// The parts the draft tells.
std::vector<Part> PartsOf(const Draft& draft);
Copy CopyOf(const Draft& draft, std::string_view number, std::string_view from);
// Errors: kInvalid, kTooLarge (kMaxReferralPartBytes, kMaxReferralFiles, kMaxReferralDays).
base::Status CheckDraft(const Draft& draft);

// Of a sent referral whose copy lives. Errors: kCorrupt.
base::Result<crypto::SecretBytes> KeyOfCopy(const Draft& draft);

std::string TextOf(const Draft& draft);
base::Result<Draft> ReadDraft(std::string_view json);
std::string TextOf(const Copy& copy);
base::Result<Copy> ReadCopy(std::string_view json);

}  // namespace voice::referral
