#pragma once
// A report that was sealed in the worker's browser. What arrives is a box (crypto/browser_box.h) around one
// JSON object, filled up to one of the classes of padding.h: {"kind":"report","picks":[...],"what":...,
// "where":...,"who":...,"contact":...}. The server sees the box's length and nothing else; whether it opens
// shows when the team reads. The box lies in the case's first entry, which is sealed to the case's talk key
// like every entry, so that deleting the case's keys takes it along: around the box is what the code opens,
// in it what the team alone opens. Pure; thread-safe.

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/box.h"
#include "voice/intake/reports.h"

namespace voice {

// A box as a form sends it, base64url without padding. Errors: kInvalid (another alphabet, a length that no
// class of padding has), kTooLarge (base::kMaxSealedTextBytes).
base::Result<crypto::Bytes> ReadSealedBox(std::string_view typed);

// The entry around the box. `safe` is in it and not in the box.
std::string TextOfSealedReport(const SealedReport& report);

// Fills `entry.report` from the box that the entry carries; where it does not open or is not what the script
// writes, entry.sealed is kBroken and the rest stays as it was.
void OpenSealedReport(const crypto::KeyPair& key, TalkEntry& entry);

}  // namespace voice
