#pragma once
// Parts of a referral's page for what goes other ways than planned: links that are lost or closed, answers
// that came by telephone. Thread-safe.

#include "voice/casework/shell.h"
#include "voice/referral/referrals.h"

namespace voice::referral {

// Another link, and the answer to a request for deletion; nothing where neither is due.
html::Html ByHandForms(const CasePage& page, const ReferralRow& row);
// The only page that ever shows link and pass code; mails the link where `mail` is an address.
net::Response LinkPage(CasePage& page, const ReferralId& id, const SentLink& link, const std::string& mail);

}  // namespace voice::referral
