#include "iati/check.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/limits_panel.h"
#include "files/byte_source.h"
#include "iati/rules.h"
#include "iati/tree.h"

namespace iati {
namespace {

// Both at once, so that a file is read once.
class Both final : public Handler {
 public:
  Both(Handler& first, Handler& second) : first_(first), second_(second) {}
  void OnStart(std::string_view space, std::string_view name, const std::vector<Attribute>& attributes,
               int line) override {
    first_.OnStart(space, name, attributes, line);
    second_.OnStart(space, name, attributes, line);
  }
  void OnText(std::string_view text, int line) override {
    first_.OnText(text, line);
    second_.OnText(text, line);
  }
  void OnEnd(int line) override {
    first_.OnEnd(line);
    second_.OnEnd(line);
  }
  base::Status state() const override {
    TRY(first_.state());
    return second_.state();
  }

 private:
  Handler& first_;
  Handler& second_;
};

FindingSink Keep(std::vector<Finding>& findings, std::size_t& count) {
  return [&findings, &count](Finding finding) {
    ++count;
    if (findings.size() < base::kMaxIatiFindings) findings.push_back(std::move(finding));
  };
}

void ByLine(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.line < b.line; });
}

}  // namespace

base::Result<Report> Check(const Pull& pull, const std::string& name, const CheckOptions& options) {
  Report report;
  SchemaChecker schema(Keep(report.schema, report.schema_count));
  RuleChecker rules(options.today, Keep(report.rules, report.rule_count));
  ActivityCutter cutter([&](const Element& root) { rules.Root(root); },
                        [&](const Element& activity) {
                          ++report.activities;
                          rules.Activity(activity);
                        });
  Both both(schema, cutter);
  TRY(ReadDocument(pull, name, both));
  ByLine(report.schema);
  ByLine(report.rules);
  return report;
}

base::Result<Report> CheckFile(const std::string& path, const CheckOptions& options) {
  const std::shared_ptr<files::ByteSource> source = TRY(files::OpenByteSource(path));
  auto offset = std::make_shared<std::uint64_t>(0);
  const Pull pull = [source, offset](char* buffer, std::size_t size) -> base::Result<std::size_t> {
    const std::size_t count = TRY(source->Read(buffer, size, *offset));
    *offset += count;
    return count;
  };
  return Check(pull, path, options);
}

}  // namespace iati
