#include "screening/output.h"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <filesystem>
#include <utility>

#include "base/limits.h"
#include "screening/csv_text.h"

namespace screening {
namespace {

void AppendJsonString(std::string& out, std::string_view text) {
  out += boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

void AppendKey(std::string& out, std::string_view key, bool first = false) {
  if (!first) out += ',';
  out += '"';
  out += key;
  out += "\":";
}

void AppendText(std::string& out, std::string_view key, std::string_view text, bool first = false) {
  AppendKey(out, key, first);
  AppendJsonString(out, text);
}

void AppendNumber(std::string& out, std::string_view key, double value) {
  AppendKey(out, key);
  out += JsonNumber(value);
}

void AppendEvidence(std::string& out, const match::Evidence& evidence) {
  out += '{';
  AppendText(out, "feature", evidence.feature, true);
  AppendNumber(out, "effect", evidence.effect);
  AppendText(out, "query", evidence.query);
  AppendText(out, "candidate", evidence.candidate);
  AppendText(out, "detail", evidence.detail);
  out += '}';
}

void AppendToken(std::string& out, const match::AlignedToken& token) {
  out += '{';
  AppendText(out, "query", token.query, true);
  AppendText(out, "candidate", token.candidate);
  AppendText(out, "relation", token.relation);
  AppendNumber(out, "similarity", token.similarity);
  AppendNumber(out, "query_weight", token.query_weight);
  AppendNumber(out, "candidate_weight", token.candidate_weight);
  out += '}';
}

template <typename Items, typename Append>
void AppendArray(std::string& out, const Items& items, Append append) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append(out, item);
  }
  out += ']';
}

void AppendName(std::string& out, const match::Alert& alert) {
  AppendKey(out, "name");
  out += '{';
  AppendText(out, "query", alert.query_name, true);
  AppendText(out, "candidate", alert.candidate_name);
  AppendKey(out, "parts");
  out += '{';
  bool first = true;
  for (const auto& [name, value] : alert.name_parts) {
    if (!first) out += ',';
    first = false;
    AppendJsonString(out, name);
    out += ':';
    out += JsonNumber(value);
  }
  out += '}';
  AppendKey(out, "tokens");
  AppendArray(out, alert.alignment, AppendToken);
  out += '}';
}

void AppendAlert(std::string& out, const match::Alert& alert) {
  out += '{';
  AppendText(out, "kind", "name", true);
  AppendText(out, "id", alert.id);
  AppendText(out, "list", alert.list);
  AppendText(out, "caption", alert.caption);
  AppendText(out, "schema", alert.schema.name());
  AppendNumber(out, "score", alert.score);
  AppendNumber(out, "name_similarity", alert.name_similarity);
  AppendText(out, "identity", match::IdentityName(alert.identity));
  AppendKey(out, "match");
  out += alert.match ? "true" : "false";
  AppendKey(out, "evidence");
  AppendArray(out, alert.evidence, AppendEvidence);
  AppendName(out, alert);
  AppendText(out, "settle", alert.settle);
  out += '}';
}

// The same keys as a result by name, so that a reader of either needs no other code: what goods do not have
// is null or empty.
void AppendGoods(std::string& out, const match::GoodsAlert& goods) {
  out += '{';
  AppendText(out, "kind", "goods", true);
  AppendText(out, "id", goods.id);
  AppendText(out, "list", goods.list);
  AppendText(out, "caption", goods.caption);
  AppendText(out, "schema", goods.schema.name());
  for (std::string_view key : {"score", "name_similarity", "identity"}) {
    AppendKey(out, key);
    out += "null";
  }
  AppendKey(out, "match");
  out += "false";
  AppendKey(out, "evidence");
  AppendArray(out, std::array{match::Evidence{"goods", 0, goods.product, goods.commodity, goods.detail}},
              AppendEvidence);
  AppendKey(out, "name");
  out += '{';
  AppendText(out, "query", goods.product, true);
  AppendText(out, "candidate", goods.commodity);
  out += R"(,"parts":{},"tokens":[]})";
  AppendText(out, "settle", goods.settle);
  AppendText(out, "commodity", goods.commodity);
  AppendText(out, "country", goods.country);
  AppendText(out, "source", goods.source);
  out += '}';
}

// NDJSON and CSV: each party's text as soon as its turn comes.
class StreamOutput final : public Output {
 public:
  StreamOutput(OutFile file, Format format) : file_(std::move(file)), format_(format) {}

  bool explains() const override { return format_ == Format::kNdjson; }
  std::string Render(const ScreenedParty& party) const override {
    return format_ == Format::kNdjson ? NdjsonLine(party) : CsvLines(party);
  }
  base::Status Add(ScreenedParty&&, std::string&& rendered) override {
    if (!begun_) TRY(Begin());
    return file_.Write(rendered);
  }
  base::Status Finish(const RunFacts&, std::span<const match::CompiledList* const>) override {
    if (!begun_) TRY(Begin());
    return file_.Commit();
  }

 private:
  base::Status Begin() {
    begun_ = true;
    return format_ == Format::kCsv ? file_.Write(CsvHeader()) : base::Ok();
  }

  OutFile file_;
  Format format_;
  bool begun_ = false;
};

class ReportOutput final : public Output {
 public:
  ReportOutput(Format format, std::string path, ReportLimits limits)
      : format_(format), path_(std::move(path)), limits_(limits) {}

  // Keeps what was opened before the work: the reader of a pipe would take its closing for the end.
  void Hold(OutFile file) { held_ = std::move(file); }

  base::Status Add(ScreenedParty&& party, std::string&&) override {
    results_ += party.alerts.size() + party.goods.size();
    if (parties_.size() >= limits_.parties || results_ > limits_.results) {
      return base::TooLarge(
          fmt::format("a report holds at most {} parties and {} results (kMaxReportParties, "
                      "kMaxReportResults); use --format ndjson "
                      "or csv, or a smaller --limit",
                      limits_.parties, limits_.results));
    }
    parties_.push_back(std::move(party));
    return base::Ok();
  }

  base::Status Finish(const RunFacts& facts, std::span<const match::CompiledList* const> lists) override {
    if (format_ == Format::kXlsx) {
      const base::Status written = WriteXlsxReport(path_, facts, parties_, lists);
      held_.reset();
      return written;
    }
    const std::string page = TRY(RenderHtmlReport(facts, parties_, lists));
    OutFile file = held_ ? std::move(*held_) : TRY(OutFile::Create(path_));
    held_.reset();
    TRY(file.Write(page));
    return file.Commit();
  }

 private:
  Format format_;
  std::string path_;
  ReportLimits limits_;
  std::optional<OutFile> held_;
  std::vector<ScreenedParty> parties_;
  std::size_t results_ = 0;
};

}  // namespace

std::optional<Format> FormatNamed(std::string_view name) {
  if (name == "table") return Format::kTable;
  if (name == "csv") return Format::kCsv;
  if (name == "ndjson") return Format::kNdjson;
  if (name == "xlsx") return Format::kXlsx;
  if (name == "html") return Format::kHtml;
  return std::nullopt;
}

std::optional<Format> FormatOfPath(std::string_view path) {
  std::string extension = std::filesystem::path(path).extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (extension == ".txt") return Format::kTable;
  if (extension == ".jsonl" || extension == ".ndjson") return Format::kNdjson;
  if (extension == ".htm") return Format::kHtml;
  if (extension.empty()) return std::nullopt;
  return FormatNamed(std::string_view(extension).substr(1));
}

std::string NdjsonLine(const ScreenedParty& party) {
  std::string out = fmt::format("{{\"row\":{},\"party\":", party.row);
  out += entity::ToJson(party.party);
  AppendKey(out, "results");
  out += '[';
  for (std::size_t i = 0; i < party.alerts.size() + party.goods.size(); ++i) {
    if (i > 0) out += ',';
    if (i < party.alerts.size()) {
      AppendAlert(out, party.alerts[i]);
    } else {
      AppendGoods(out, party.goods[i - party.alerts.size()]);
    }
  }
  out += "]}\n";
  return out;
}

std::string EvidenceText(const match::Alert& alert) {
  std::string text;
  for (const match::Evidence& evidence : alert.evidence) {
    if (!text.empty()) text += "; ";
    text += fmt::format("{} {}{}: {} ~ {}", evidence.feature, evidence.effect > 0 ? "+" : "",
                        JsonNumber(evidence.effect), evidence.query, evidence.candidate);
  }
  return text;
}

std::string_view CsvHeader() {
  return "row,party_name,list,id,caption,schema,score,name_similarity,identity,match,evidence\n";
}

std::string CsvLines(const ScreenedParty& party) {
  std::string lines;
  for (const match::Alert& alert : party.alerts) {
    lines +=
        CsvLine({std::to_string(party.row), party.party.caption, alert.list, alert.id, alert.caption,
                 alert.schema.name(), JsonNumber(alert.score), JsonNumber(alert.name_similarity),
                 match::IdentityName(alert.identity), alert.match ? "true" : "false", EvidenceText(alert)});
  }
  for (const match::GoodsAlert& goods : party.goods) {
    lines += CsvLine({std::to_string(party.row), party.party.caption, goods.list, goods.id, goods.caption,
                      goods.schema.name(), "", "", "", "false",
                      fmt::format("goods: {} ({})", goods.detail, goods.source)});
  }
  return lines;
}

std::unique_ptr<Output> MakeReportOutput(Format format, std::string path, ReportLimits limits) {
  return std::make_unique<ReportOutput>(format, std::move(path), limits);
}

base::Result<std::unique_ptr<Output>> MakeOutput(Format format, const std::string& path, std::size_t width) {
  OutFile file = TRY(OutFile::Create(
      path));  // for a report too: a path that cannot be written is told before the work, not after
  if (format == Format::kXlsx || format == Format::kHtml) {
    auto report = std::make_unique<ReportOutput>(format, path, ReportLimits{});
    report->Hold(std::move(file));
    return std::unique_ptr<Output>(std::move(report));
  }
  if (format == Format::kTable) return MakeTableOutput(std::move(file), width);
  return std::unique_ptr<Output>(std::make_unique<StreamOutput>(std::move(file), format));
}

}  // namespace screening
