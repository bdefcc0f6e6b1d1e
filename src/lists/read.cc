// Read: opens the files of a source and hands them to the reader of their layout.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "crypto/digest.h"
#include "files/bytes.h"
#include "files/json_lines.h"
#include "lists/cbp_orders.h"
#include "lists/collector.h"
#include "lists/dol_goods.h"
#include "lists/ftm_jsonl.h"
#include "lists/layouts.h"
#include "lists/lists.h"
#include "lists/mapped_table.h"
#include "lists/ofac_csv.h"
#include "lists/ofac_xml.h"
#include "lists/official_table.h"
#include "lists/opensanctions_csv.h"
#include "lists/sema_xml.h"
#include "lists/senzing_jsonl.h"
#include "lists/uflpa.h"
#include "lists/un_xml.h"

namespace lists {
namespace {

// One opened file of a list.
struct Opened {
  std::string name;
  files::MappedFile file;
};

base::Result<Opened> Open(const std::string& path) {
  Opened opened{std::filesystem::path(path).filename().string(), TRY(files::MappedFile::Open(path))};
  if (opened.file.text().size() > base::kMaxInputFileBytes) {
    return base::TooLarge(
        fmt::format("{}: larger than {} bytes (kMaxInputFileBytes)", path, base::kMaxInputFileBytes));
  }
  return opened;
}

// Sets files and sha256.
void Describe(std::vector<const Opened*> files, Edition& edition) {
  std::sort(files.begin(), files.end(), [](const Opened* a, const Opened* b) { return a->name < b->name; });
  std::string lines;
  for (const Opened* file : files) {
    edition.files.push_back(file->name);
    edition.sha256 = crypto::Sha256Hex(file->file.text());
    lines += fmt::format("{}  {}\n", edition.sha256, file->name);
  }
  if (files.size() > 1) edition.sha256 = crypto::Sha256Hex(lines);
}

base::Status ReadOfac(const std::string& path, const ProblemSink& problems, Collector& collector,
                      Edition& edition) {
  const std::optional<OfacFiles> found = FindOfacFiles(path);
  if (!found) return base::NotFound(path + ": no sdn.csv or cons_prim.csv here");
  OfacTexts texts;
  texts.alternates.name = "alt.csv";
  texts.addresses.name = "add.csv";
  std::vector<Opened> opened;
  opened.reserve(4);
  std::vector<const Opened*> all;
  const std::pair<const std::string*, OfacTexts::Text*> wanted[] = {{&found->primary, &texts.primary},
                                                                    {&found->alternates, &texts.alternates},
                                                                    {&found->addresses, &texts.addresses},
                                                                    {&found->comments, &texts.comments}};
  for (const auto& [file, text] : wanted) {
    if (file->empty()) continue;
    opened.push_back(TRY(Open(*file)));
    all.push_back(&opened.back());
    *text = {opened.back().name, opened.back().file.text(), true};
  }
  Describe(all, edition);
  return ReadOfacCsv(texts, problems, collector);
}

base::Status ReadJson(const Opened& opened, std::string_view layout, const ProblemSink& problems,
                      Collector& collector, Edition& edition) {
  if (layout == kSenzing)
    return ReadSenzingJsonLines(opened.file.text(), opened.name, problems, collector, edition);
  const OpenLines open = [&] { return files::OpenJsonLinesBytes(opened.file.text(), opened.name); };
  return ReadFtmJsonLines(open, opened.name, problems, collector, edition);
}

// A table that is known by its header.
base::Status ReadOfficialTable(const Opened& opened, std::string_view layout, const ProblemSink& problems,
                               Collector& collector, Edition& edition) {
  const std::string_view bytes = opened.file.text();
  if (layout == kOpenSanctionsCsv)
    return ReadOpenSanctionsCsv(bytes, opened.name, problems, collector, edition);
  if (layout == kCbpOrders) return ReadCbpOrders(bytes, opened.name, problems, collector);
  if (layout == kUflpa) return ReadUflpa(bytes, opened.name, problems, collector);
  if (layout == kDolGoods) return ReadDolGoods(bytes, opened.name, problems, collector);
  const Mapping* built_in = BuiltInMapping(layout);
  if (built_in == nullptr) {
    return base::Invalid(
        fmt::format("{}: a list of the layout \"{}\" is not read here", opened.name, layout));
  }
  Mapping mapping = *built_in;
  if (const std::optional<RecognisedTable> found = TRY(RecogniseTable(bytes, opened.name)))
    mapping.sheet = found->sheet;
  return ReadMappedTable(bytes, opened.name, mapping, fmt::format("built-in mapping {}", layout), problems,
                         collector, edition);
}

// Everything that is one file and nothing beside it.
base::Status ReadOneFile(const Source& source, const ProblemSink& problems, Collector& collector,
                         Edition& edition) {
  const Opened opened = TRY(Open(source.path));
  Describe({&opened}, edition);
  const std::string_view bytes = opened.file.text();
  if (source.layout == kUnXml) return ReadUnXml(bytes, opened.name, problems, collector, edition);
  if (source.layout == kOfacXml) return ReadOfacXml(bytes, opened.name, problems, collector, edition);
  if (source.layout == kSemaXml) return ReadSemaXml(bytes, opened.name, problems, collector);
  if (source.layout == kFtmJsonl || source.layout == kSenzing)
    return ReadJson(opened, source.layout, problems, collector, edition);
  return ReadOfficialTable(opened, source.layout, problems, collector, edition);
}

base::Status ReadMapped(const std::string& path, const ProblemSink& problems, Collector& collector,
                        Edition& edition) {
  const Opened opened = TRY(Open(path));
  Describe({&opened}, edition);
  const Opened mapping_file = TRY(Open(path + std::string(kMappingEnding)));
  const Mapping mapping = TRY(ParseMapping(mapping_file.file.text(), mapping_file.name));
  return ReadMappedTable(opened.file.text(), opened.name, mapping, mapping_file.name, problems, collector,
                         edition);
}

}  // namespace

base::Result<Edition> Read(const Source& source, const Sink& sink, const ProblemSink& problems) {
  Edition edition;
  edition.list = source.list;
  edition.layout = source.layout;
  Collector collector(sink, problems, edition);
  if (source.layout == kCompiled) {
    return base::Invalid(fmt::format("{}: a compiled list is not read here", source.path));
  }
  if (source.layout == kOfacCsv) {
    TRY(ReadOfac(source.path, problems, collector, edition));
  } else if (source.layout == kMappedTable) {
    TRY(ReadMapped(source.path, problems, collector, edition));
  } else {
    TRY(ReadOneFile(source, problems, collector, edition));
  }
  TRY(collector.Finish());
  return edition;
}

}  // namespace lists
