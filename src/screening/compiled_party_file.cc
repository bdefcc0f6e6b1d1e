#include "screening/compiled_party_file.h"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace screening {
namespace {

namespace json = boost::json;

json::array Texts(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

std::vector<std::string> TextsOf(const json::value& value) {
  std::vector<std::string> texts;
  for (const json::value& item : value.as_array()) texts.emplace_back(item.as_string());
  return texts;
}

// A reader over compiled parties: every row is a party.
class CompiledReader final : public PartyReader {
 public:
  CompiledReader(match::CompiledParties parties, PartyOrigin origin)
      : parties_(std::move(parties)), origin_(std::move(origin)) {}

  base::Result<bool> Next(PartyRow& row) override {
    row = {};
    if (next_ == parties_.size()) return false;
    row.row = parties_.Row(next_);
    row.party = parties_.Read(next_);
    ++next_;
    return true;
  }
  std::size_t blank_rows() const override { return origin_.blank_rows; }
  InputFacts facts() const override {
    InputFacts facts = origin_.facts;
    facts.format =
        fmt::format("compiled parties of {} ({}, sha256 {})", origin_.input, facts.format, origin_.sha256);
    if (facts.rejected_rows + facts.set_aside_fields > 0) {
      facts.notes.push_back(
          fmt::format("{} rows were rejected and {} fields set aside when they were compiled",
                      facts.rejected_rows, facts.set_aside_fields));
    }
    return facts;
  }

 private:
  match::CompiledParties parties_;
  PartyOrigin origin_;
  std::size_t next_ = 0;
};

bool ChoosesColumns(const PartyOptions& options) {
  return !options.rules.empty() || !options.uses.empty() || !options.extra.empty() || options.header_row ||
         !options.table.sheet.empty() || !options.table.encoding.empty() || options.table.delimiter != 0;
}

}  // namespace

std::string OriginText(const PartyOrigin& origin) {
  return json::serialize(json::object{{"input", origin.input},
                                      {"sha256", origin.sha256},
                                      {"format", origin.facts.format},
                                      {"recognised", Texts(origin.facts.recognised)},
                                      {"not_used", Texts(origin.facts.not_used)},
                                      {"notes", Texts(origin.facts.notes)},
                                      {"rejected_rows", origin.facts.rejected_rows},
                                      {"set_aside_fields", origin.facts.set_aside_fields},
                                      {"blank_rows", origin.blank_rows}});
}

base::Result<PartyOrigin> ReadOrigin(std::string_view text) {
  try {
    const json::value parsed = json::parse(text);
    const json::object& object = parsed.as_object();
    PartyOrigin origin;
    origin.input = std::string(object.at("input").as_string());
    origin.sha256 = std::string(object.at("sha256").as_string());
    origin.facts.format = std::string(object.at("format").as_string());
    origin.facts.recognised = TextsOf(object.at("recognised"));
    origin.facts.not_used = TextsOf(object.at("not_used"));
    origin.facts.notes = TextsOf(object.at("notes"));
    origin.facts.rejected_rows = object.at("rejected_rows").to_number<std::size_t>();
    origin.facts.set_aside_fields = object.at("set_aside_fields").to_number<std::size_t>();
    origin.blank_rows = object.at("blank_rows").to_number<std::size_t>();
    return origin;
  } catch (const std::exception&) {
    return base::Corrupt("damaged: it does not say where its parties come from; compile the parties again");
  }
}

base::Result<std::string> CompileParties(PartyReader& parties, const std::string& input,
                                         const std::string& sha256, RejectsFile& rejects, unsigned threads,
                                         std::size_t most) {
  match::PartyCompiler compiler(most);
  PartyRow row;
  while (TRY(parties.Next(row))) {
    for (const Reject& reject : row.rejects) TRY(rejects.Add(reject));
    if (!row.party) continue;
    if (base::Status added = compiler.Add(row.row, *row.party); !added)
      return base::Error{added.error().code, input + ": " + added.error().external, {}};
  }
  if (compiler.size() == 0)
    return base::Invalid(fmt::format("{}: no row is a party; there is nothing to compile", input));
  PartyOrigin origin{input, sha256, parties.facts(), parties.blank_rows()};
  origin.facts.rejected_rows += rejects.rows();
  origin.facts.set_aside_fields += rejects.fields();
  return compiler.Finish(OriginText(origin), threads);
}

base::Result<match::CompiledParties> OpenCompiled(std::string_view bytes, const std::string& name) {
  const auto named = [&name](const base::Error& error) {
    return base::Error{error.code, fmt::format("{}: {}", name, error.external), error.internal};
  };
  base::Result<match::CompiledParties> parties =
      match::CompiledParties::Open(std::as_bytes(std::span(bytes)));
  if (!parties) return named(parties.error());
  if (base::Status sound = parties->Verify(); !sound) return named(sound.error());
  return parties;
}

base::Result<std::unique_ptr<PartyReader>> OpenCompiledParties(std::string_view bytes,
                                                               const std::string& name,
                                                               const PartyOptions& options) {
  if (!options.compiled) {
    return base::Invalid(
        fmt::format("{}: compiled parties; give the file that they were compiled from", name));
  }
  if (ChoosesColumns(options)) {
    return base::Error{
        base::Code::kConflict,
        fmt::format("{}: compiled parties; what the columns mean was said when they were "
                    "compiled, so --map, --sheet, --encoding and --header-row have no place here",
                    name),
        {}};
  }
  match::CompiledParties parties = TRY(OpenCompiled(bytes, name));
  base::Result<PartyOrigin> origin = ReadOrigin(parties.facts());
  if (!origin) return base::Error{origin.error().code, name + ": " + origin.error().external, {}};
  return std::unique_ptr<PartyReader>(
      std::make_unique<CompiledReader>(std::move(parties), std::move(*origin)));
}

}  // namespace screening
