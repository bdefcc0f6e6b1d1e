// Any bytes as what a browser says it sealed: the form's field, and the text in a box that opens. Never a
// crash; a box that is let through is one of the lengths and is written as it was read; what is no report is
// broken, and what is one has only boxes of the form.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/limits_voice.h"
#include "crypto/browser_box.h"
#include "crypto/encoding.h"
#include "voice/intake/padding.h"
#include "voice/intake/sealed_report.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  const auto box = voice::ReadSealedBox(typed);
  if (box.has_value()) {
    CHECK(voice::IsPaddedSize(box->size() - crypto::kBrowserBoxExtraBytes));
    CHECK(box->size() <= base::kMaxSealedTextBytes + crypto::kBrowserBoxExtraBytes);
    CHECK(crypto::Base64UrlEncode(*box) == typed);
  }
  static const crypto::KeyPair key = crypto::KeyPair::Generate();
  const bool filled = size > 0 && data[0] % 2 == 0;
  const crypto::SecretBytes padded = voice::Pad(crypto::AsBytes(typed));
  voice::TalkEntry entry;
  entry.report = voice::Report{.language = "en", .safe = "no"};
  entry.sealed = voice::Sealed::kClosed;
  entry.box =
      crypto::SealBrowserBox(key.public_key(), filled ? padded.view() : crypto::AsBytes(typed)).value();
  voice::OpenSealedReport(key, entry);
  CHECK(entry.sealed == voice::Sealed::kOpened || entry.sealed == voice::Sealed::kBroken);
  CHECK(entry.report->language == "en" && entry.report->safe == "no" && entry.box.empty());
  for (const std::string& pick : entry.report->picks)
    CHECK(std::find(voice::ReportPicks().begin(), voice::ReportPicks().end(), pick) !=
          voice::ReportPicks().end());
  return 0;
}
