#pragma once
// How a report and a message are written before they are sealed, and read after: one JSON object each. Pure.

#include <string>

#include "base/result.h"
#include "crypto/secret.h"
#include "voice/intake/reports.h"

namespace voice {

std::string TextOfReport(const Report& report);
std::string TextOfMessage(std::string_view text);
// Fills `text` or `report`. Errors: kCorrupt.
base::Status ReadEntryText(std::string_view json, TalkEntry& entry);
// The head of a sealed file.
std::string TextOfFileHead(const ShownFile& file, crypto::ByteView key);
struct FileHead {
  ShownFile file;
  crypto::SecretBytes key;
};
base::Result<FileHead> ReadFileHead(std::string_view json);

}  // namespace voice
