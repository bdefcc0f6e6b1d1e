#include "voice/intake/sealed_report.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_voice.h"
#include "crypto/browser_box.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "voice/intake/padding.h"
#include "voice/intake/report_text.h"

namespace voice {
namespace {

base::Result<Report> ReportIn(const crypto::KeyPair& key, crypto::ByteView box) {
  const crypto::SecretBytes filled = TRY(crypto::OpenBrowserBox(key, box));
  const crypto::SecretBytes text = TRY(Unpad(filled));
  TalkEntry inside;
  TRY(ReadEntryText(crypto::AsText(text.view()), inside));
  if (!inside.report || inside.sealed != Sealed::kNo)
    return base::Corrupt("what a browser sealed is no report");
  return *std::move(inside.report);
}

}  // namespace

base::Result<crypto::Bytes> ReadSealedBox(std::string_view typed) {
  constexpr std::size_t kMost = base::kMaxSealedTextBytes + crypto::kBrowserBoxExtraBytes;
  // Four letters carry three bytes.
  if (typed.size() > kMost / 3 * 4 + 4)
    return base::TooLarge(desk::tr("what happened: the text is too long"));
  crypto::Bytes box = TRY(crypto::Base64UrlDecode(typed));
  if (box.size() > kMost) return base::TooLarge(desk::tr("what happened: the text is too long"));
  if (box.size() < crypto::kBrowserBoxExtraBytes || !IsPaddedSize(box.size() - crypto::kBrowserBoxExtraBytes))
    return base::Invalid(desk::tr("this is no text that was sealed in a browser"));
  return box;
}

std::string TextOfSealedReport(const SealedReport& report) {
  return boost::json::serialize(boost::json::object{{"kind", "sealed"},
                                                    {"language", report.language},
                                                    {"safe", report.safe},
                                                    {"box", crypto::Base64UrlEncode(report.box)}});
}

void OpenSealedReport(const crypto::KeyPair& key, TalkEntry& entry) {
  base::Result<Report> inside = ReportIn(key, entry.box);
  entry.box.clear();
  if (!inside || !entry.report) {
    entry.sealed = Sealed::kBroken;
    return;
  }
  inside->language = entry.report->language;
  inside->safe = entry.report->safe;
  std::erase_if(inside->picks, [](const std::string& pick) {
    return std::find(ReportPicks().begin(), ReportPicks().end(), pick) == ReportPicks().end();
  });
  entry.report = *std::move(inside);
  entry.sealed = Sealed::kOpened;
}

}  // namespace voice
