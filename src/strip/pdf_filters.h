#pragma once
// libqpdf's decoding of compressed streams under a limit: libqpdf 11 itself has none. PdfReading installs,
// once a process, a Flate filter of our own that counts what comes out against the attachment that this
// thread works on; LZW and run lengths are never decoded (such streams stay as they are, and object streams
// packed so make the file damaged). One PdfReading a thread at a time.

#include <cstddef>
#include <cstdint>

namespace strip {

class PdfReading {
 public:
  PdfReading();
  PdfReading(const PdfReading&) = delete;
  PdfReading& operator=(const PdfReading&) = delete;
  ~PdfReading();

  // While objects are read, what is unpacked becomes objects in memory, so less of it is allowed and its
  // values are counted; after this call streams only pass through.
  void StartWriting() { parsing_ = false; }
  // Counts `size` unpacked bytes; false over a limit.
  bool Count(const unsigned char* data, std::size_t size);
  // Whether a limit was hit, which libqpdf may have taken for a damaged stream.
  bool exceeded() const { return exceeded_; }

 private:
  bool parsing_ = true;
  bool exceeded_ = false;
  std::uint64_t unpacked_ = 0;
  std::uint64_t values_ = 0;
};

// An upper bound of the values that the bytes hold when they are read as PDF objects.
std::uint64_t CountPdfValues(const unsigned char* data, std::size_t size);

}  // namespace strip
