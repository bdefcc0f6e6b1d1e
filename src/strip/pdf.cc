
#include "base/limits_strip.h"
#include "strip/document.h"
#include "strip/pdf_clean.h"
#include "strip/pdf_filters.h"
#include "strip/qpdf.h"

namespace strip {
namespace {

// Of a file's values at most this many a byte are taken for what pictures' bytes look like by chance: 16 of
// 256 bytes end a value.
constexpr std::uint64_t kBytesByChance = 16;
constexpr int kReadings = 3;

std::string Write(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setDecodeLevel(qpdf_dl_generalized);
  writer.setCompressStreams(true);
  writer.setRecompressFlate(true);
  writer.setPreserveEncryption(false);
  writer.setSuppressOriginalObjectIDs(true);
  writer.setStaticID(true);       // one for all: says nothing
  writer.forcePDFVersion("1.7");  // the version alone would tell programs apart
  writer.write();
  std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

base::Result<std::string> ReadAndWrite(std::string_view bytes, PdfReading& reading, Tally& tally) {
  QPDF pdf;
  pdf.setLogger(QPDFLogger::create());
  pdf.getLogger()->setWarn(pdf.getLogger()->discard());
  pdf.getLogger()->setError(pdf.getLogger()->discard());
  pdf.getLogger()->setInfo(pdf.getLogger()->discard());
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("attachment", bytes.data(), bytes.size());
  if (pdf.getObjectCount() > base::kMaxStripPdfObjects)
    return Refuse(Refusal::kTooMuch, "PDF: kMaxStripPdfObjects");
  if (pdf.getAllPages().empty()) return Refuse(Refusal::kDamaged, "PDF: no page");
  if (!CleanPdf(pdf, tally)) return Refuse(Refusal::kTooMuch, "PDF: kMaxStripPdfValues");
  reading.StartWriting();
  std::string out = Write(pdf);
  if (reading.exceeded()) return Refuse(Refusal::kTooMuch, "PDF: kMaxStripInflated");
  return out;
}

base::Result<std::string> Rewrite(std::string_view bytes, Tally& tally) {
  PdfReading reading;
  try {
    return ReadAndWrite(bytes, reading, tally);
  } catch (const QPDFExc& error) {
    if (reading.exceeded()) return Refuse(Refusal::kTooMuch, "PDF: unpacked");
    bool locked = error.getErrorCode() == qpdf_e_password || error.getErrorCode() == qpdf_e_unsupported;
    return Refuse(locked ? Refusal::kLocked : Refusal::kDamaged, "PDF: libqpdf cannot read it");
  } catch (const std::exception&) {  // its text may hold content
    return Refuse(reading.exceeded() ? Refusal::kTooMuch : Refusal::kDamaged, "PDF: libqpdf cannot read it");
  }
}

}  // namespace

base::Result<std::string> StripPdf(std::string_view bytes, Tally& tally) {
  std::uint64_t values = CountPdfValues(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  if (values > base::kMaxStripPdfValues + bytes.size() / kBytesByChance) {
    return Refuse(Refusal::kTooMuch, "PDF: kMaxStripPdfValues");
  }
  // What was written is read and cleaned again: a file so broken that a second reading finds something else
  // in it (a catalogue that is also a page) is not one whose content we know.
  std::string out = TRY(Rewrite(bytes, tally));
  for (int i = 0; i < kReadings; ++i) {
    std::string again = TRY(Rewrite(out, tally));
    if (again == out) return out;
    out = std::move(again);
  }
  return Refuse(Refusal::kDamaged, "PDF: not the same when read again");
}

}  // namespace strip
