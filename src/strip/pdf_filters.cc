#include "strip/pdf_filters.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_Flate.hh>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/limits_strip.h"
#include "strip/qpdf.h"

namespace strip {
namespace {

thread_local PdfReading* reading = nullptr;

class Counting final : public Pipeline {
 public:
  explicit Counting(Pipeline* after) : Pipeline("count", after) {}
  void write(const unsigned char* data, std::size_t size) override {
    if (reading != nullptr && !reading->Count(data, size)) throw std::runtime_error("over a limit");
    getNext()->write(data, size);
  }
  void finish() override { getNext()->finish(); }
};

unsigned char Paeth(int left, int above, int corner) {
  int estimate = left + above - corner;
  int a = std::abs(estimate - left), b = std::abs(estimate - above), c = std::abs(estimate - corner);
  if (a <= b && a <= c) return static_cast<unsigned char>(left);
  return static_cast<unsigned char>(b <= c ? above : corner);
}

// Undoes PNG's prediction, row by row (ISO 32000-1, 7.4.4.4).
class Predictor final : public Pipeline {
 public:
  Predictor(Pipeline* after, std::size_t row_bytes, std::size_t pixel_bytes)
      : Pipeline("predictor", after), pixel_(pixel_bytes), row_(row_bytes), above_(row_bytes) {}

  void write(const unsigned char* data, std::size_t size) override {
    while (size > 0) {
      if (at_ == 0) {
        method_ = *data;
        std::copy(row_.begin(), row_.end(), above_.begin());
        ++at_, ++data, --size;
        continue;
      }
      std::size_t count = std::min(size, row_.size() - (at_ - 1));
      std::copy(data, data + count, row_.begin() + static_cast<std::ptrdiff_t>(at_ - 1));
      at_ += count, data += count, size -= count;
      if (at_ - 1 == row_.size()) Flush(row_.size());
    }
  }
  void finish() override {
    if (at_ > 1) Flush(at_ - 1);
    getNext()->finish();
  }

 private:
  void Flush(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      int left = i >= pixel_ ? row_[i - pixel_] : 0, corner = i >= pixel_ ? above_[i - pixel_] : 0;
      int above = above_[i], guess = 0;
      if (method_ == 1) guess = left;
      if (method_ == 2) guess = above;
      if (method_ == 3) guess = (left + above) / 2;
      if (method_ == 4) guess = Paeth(left, above, corner);
      row_[i] = static_cast<unsigned char>(row_[i] + guess);
    }
    getNext()->write(row_.data(), count);
    at_ = 0;
  }

  std::size_t pixel_, at_ = 0;
  unsigned method_ = 0;
  std::vector<unsigned char> row_, above_;
};

class LimitedFlate final : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle parms) override {
    if (parms.isNull()) return true;
    if (!parms.isDictionary()) return false;
    long long predictor = Number(parms, "/Predictor", 1), columns = Number(parms, "/Columns", 1);
    long long colours = Number(parms, "/Colors", 1), bits = Number(parms, "/BitsPerComponent", 8);
    if (predictor == 1) return true;
    constexpr long long kWidest = 1 << 20;
    if (predictor < 10 || columns < 1 || columns > kWidest || colours < 1 || colours > 32 || bits < 1 ||
        bits > 16) {
      return false;
    }
    row_bytes_ = static_cast<std::size_t>((columns * colours * bits + 7) / 8);
    pixel_bytes_ = static_cast<std::size_t>((colours * bits + 7) / 8);
    return true;
  }

  Pipeline* getDecodePipeline(Pipeline* next) override {
    counting_ = std::make_unique<Counting>(next);
    Pipeline* after = counting_.get();
    if (row_bytes_ > 0)
      after = (predictor_ = std::make_unique<Predictor>(after, row_bytes_, pixel_bytes_)).get();
    flate_ = std::make_unique<Pl_Flate>("inflate", after, Pl_Flate::a_inflate);
    return flate_.get();
  }

 private:
  static long long Number(QPDFObjectHandle parms, const char* key, long long otherwise) {
    QPDFObjectHandle value = parms.getKey(key);
    return value.isInteger() ? value.getIntValue() : otherwise;
  }

  std::size_t row_bytes_ = 0, pixel_bytes_ = 0;
  std::unique_ptr<Counting> counting_;
  std::unique_ptr<Predictor> predictor_;
  std::unique_ptr<Pl_Flate> flate_;
};

class Refused final : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle) override { return false; }
  Pipeline* getDecodePipeline(Pipeline* next) override { return next; }
};

bool Install() {
  QPDF::registerStreamFilter("/FlateDecode", [] { return std::make_shared<LimitedFlate>(); });
  QPDF::registerStreamFilter("/LZWDecode", [] { return std::make_shared<Refused>(); });
  QPDF::registerStreamFilter("/RunLengthDecode", [] { return std::make_shared<Refused>(); });
  return true;
}

}  // namespace

PdfReading::PdfReading() {
  static const bool kInstalled = Install();
  CHECK(kInstalled && reading == nullptr);
  reading = this;
}

PdfReading::~PdfReading() {
  reading = nullptr;
}

bool PdfReading::Count(const unsigned char* data, std::size_t size) {
  constexpr std::uint64_t kObjectBytes = base::kMaxStripInflated / 8;
  unpacked_ += size;
  if (parsing_) values_ += CountPdfValues(data, size);
  exceeded_ = exceeded_ || unpacked_ > (parsing_ ? kObjectBytes : base::kMaxStripInflated) ||
              values_ > base::kMaxStripPdfValues;
  return !exceeded_;
}

std::uint64_t CountPdfValues(const unsigned char* data, std::size_t size) {
  constexpr std::string_view kBreaks("\0\t\n\f\r ()<>[]{}/%", 16);
  std::uint64_t values = 0;
  bool within = false;
  for (std::size_t i = 0; i < size; ++i) {
    bool breaks = data[i] <= '}' && kBreaks.find(static_cast<char>(data[i])) != std::string_view::npos;
    bool opens = data[i] == '(' || data[i] == '<' || data[i] == '[';
    if (opens || (!breaks && !within)) ++values;
    within = !breaks;
  }
  return values;
}

}  // namespace strip
