#pragma once
// The limits of consents, of the directory of services and of referrals. As in limits.h: each has a test that
// hits it.

#include <cstddef>
#include <cstdint>

namespace base {

inline constexpr std::size_t kMaxConsentsOfCase = 200;        // questions to one worker, all versions
inline constexpr std::size_t kMaxConsentWordsBytes = 2000;    // what the team says beside a question
inline constexpr std::size_t kMaxReferralsOfCase = 200;       // drafts too
inline constexpr std::size_t kMaxReferralPartBytes = 20'000;  // one part of a copy
inline constexpr std::size_t kMaxReferralWordBytes = 4000;    // a reason, a question, an answer
inline constexpr std::size_t kMaxReferralWords = 200;         // of one referral
inline constexpr std::size_t kMaxReferralFiles = 10;          // that go with one copy
inline constexpr std::int64_t kMaxReferralDays = 180;         // how long a link can live
inline constexpr std::int64_t kMaxPassCodeTries = 5;          // wrong ones, one after the other
inline constexpr std::int64_t kQuickMailTries = 5;   // of a mail that fails, one a minute; then one a day
inline constexpr std::int64_t kMaxMailTries = 20;    // after these it is not tried again
inline constexpr std::int64_t kSittingMinutes = 30;  // how long an opened link can be used
inline constexpr std::size_t kMaxServices = 5000;    // of one organisation
inline constexpr std::size_t kMaxServiceFieldBytes = 500;      // one field of a service
inline constexpr std::size_t kMaxServiceFileBytes = 1u << 20;  // a table of services

}  // namespace base
