#pragma once
// The sealed notes on an alert's page, and the form for another one. Thread-safe.

#include "screening/console/alert_detail.h"
#include "vault/vault.h"

namespace screening {

class QueueServices;

// Those of the page's alert, opened where the one who asks may and has unlocked her vault.
base::Result<html::Html> SealedNotesView(const DetailPage& page, QueueServices& services);
// The audience that the form's field names: "circle:ID", or "me". Errors: kInvalid.
base::Result<vault::Audience> AudienceNamed(const desk::Actor& actor, std::string_view field);

}  // namespace screening
