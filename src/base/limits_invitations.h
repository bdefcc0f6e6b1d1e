#pragma once
// The limits of invitations to sessions, the answers to them and calendar feeds; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

inline constexpr std::size_t kMaxInvitationMailBytes = 1'000'000;  // one answer by mail as it arrives
inline constexpr std::int64_t kInvitationBatch = 200;              // entries that one look for changes finds
inline constexpr std::int64_t kInvitationMailBatch = 200;          // mails tried in one run
inline constexpr std::size_t kMaxAnswerCommentBytes = 2'000;  // of an answer or a proposal; the rest is cut
inline constexpr std::int64_t kMaxProposals = 200;            // other times proposed for one session and open
inline constexpr std::int64_t kMaxFeedLinks = 20;             // of one person, not revoked
inline constexpr std::int64_t kMaxFeedEvents = 500;           // sessions in one feed
inline constexpr int kMaxFeedReads = 60;                      // of one feed within an hour

}  // namespace base
