#include "screening/change_lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "entity/json_text.h"
#include "screening/csv_text.h"
#include "screening/queue/record.h"
#include "screening/terminal_text.h"

namespace screening {
namespace {

// The entries of one id as one: their values united.
entity::Entity United(const std::vector<match::EntryRef>& refs) {
  entity::Entity all = refs.front().list->ReadEntity(refs.front().index);
  for (std::size_t i = 1; i < refs.size(); ++i) {
    entity::Entity next = refs[i].list->ReadEntity(refs[i].index);
    all.values.insert(all.values.end(), next.values.begin(), next.values.end());
  }
  return all;
}

struct EntryChange {
  std::string_view op;
  entity::Entity entry;  // as it is now; a deleted one as it was
  std::vector<FieldChange> fields;
};

EntryChange ChangeOf(const match::ChangedEntry& entry) {
  EntryChange change;
  if (entry.before.empty()) {
    change.op = "ADD";
    change.entry = United(entry.after);
  } else if (entry.after.empty()) {
    change.op = "DEL";
    change.entry = United(entry.before);
  } else {
    change.op = "MOD";
    change.entry = United(entry.after);
    change.fields = Differences(United(entry.before), change.entry, true);
    if (change.fields.empty() && entry.before.size() == entry.after.size()) change.op = {};
  }
  return change;
}

void AppendText(std::string& out, std::string_view key, std::string_view text) {
  if (out.back() != '{') out += ',';
  out += '"';
  out += key;
  out += "\":";
  entity::AppendJsonString(out, text);
}

void AppendTexts(std::string& out, std::string_view key, const std::vector<std::string>& texts) {
  out += fmt::format(",\"{}\":[", key);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    entity::AppendJsonString(out, texts[i]);
  }
  out += ']';
}

std::string EntryJson(const match::ChangedEntry& entry, const EntryChange& change) {
  std::string out = "{";
  AppendText(out, "op", change.op);
  AppendText(out, "id", entry.id);
  AppendText(out, "list", entry.list);
  AppendText(out, "schema", change.entry.schema.name());
  AppendText(out, "caption", change.entry.caption);
  if (change.op == "MOD") {
    out += ",\"changes\":[";
    for (std::size_t i = 0; i < change.fields.size(); ++i) {
      if (i > 0) out += ',';
      out += '{';
      AppendText(out, "property", change.fields[i].property);
      AppendTexts(out, "gone", change.fields[i].gone);
      AppendTexts(out, "added", change.fields[i].added);
      out += '}';
    }
    out += ']';
  }
  return out + "}\n";
}

std::string EntryRow(const match::ChangedEntry& entry, const EntryChange& change) {
  std::string out = fmt::format("{}  {}  {}  {}\n", change.op, SafeText(entry.list), SafeText(entry.id),
                                SafeText(change.entry.caption));
  for (const FieldChange& field : change.fields) {
    for (const std::string& text : field.gone)
      out += fmt::format("       - {}: {}\n", field.property, SafeText(text));
    for (const std::string& text : field.added)
      out += fmt::format("       + {}: {}\n", field.property, SafeText(text));
  }
  return out;
}

std::string ScoreText(double score, std::string_view none) {
  return score > 0 ? JsonNumber(score) : std::string(none);
}

// Goods have no score.
std::string GoodsRow(const PartyChanges& party, const GoodsChange& change, const match::ChangedEntry& entry) {
  const match::EntryRef& ref = entry.after.empty() ? entry.before.front() : entry.after.front();
  return fmt::format("{:>7}  {:<9}  {:>8}  {:>8}  {}  |  goods: {}  ({} {}), “{}”\n", party.row,
                     ChangeName(change), "-", "-", SafeText(party.caption),
                     SafeText(ref.list->ReadEntity(ref.index).caption), SafeText(entry.list),
                     SafeText(entry.id), SafeText(change.product));
}

}  // namespace

std::string EntryLine(const match::ChangedEntry& entry, ChangeFormat format) {
  const EntryChange change = ChangeOf(entry);
  if (change.op.empty()) return {};
  return format == ChangeFormat::kNdjson ? EntryJson(entry, change) : EntryRow(entry, change);
}

EntryCounts CountLines(std::span<const match::ChangedEntry> entries) {
  EntryCounts counts;
  for (const match::ChangedEntry& entry : entries) {
    const std::string_view op = ChangeOf(entry).op;
    counts.added += op == "ADD" ? 1 : 0;
    counts.modified += op == "MOD" ? 1 : 0;
    counts.deleted += op == "DEL" ? 1 : 0;
  }
  return counts;
}

std::string_view ChangeName(const match::ScoreChange& change) {
  return change.before <= 0 ? "new" : change.after <= 0 ? "withdrawn" : "changed";
}

std::string_view ChangeName(const GoodsChange& change) {
  return !change.before ? "new" : !change.after ? "withdrawn" : "changed";
}

std::string PartyLine(const PartyChanges& party, std::span<const match::ChangedEntry> entries,
                      std::size_t limit, ChangeFormat format) {
  std::vector<match::ScoreChange> changes = party.changes;
  const auto highest = [](const match::ScoreChange& c) { return std::max(c.before, c.after); };
  std::stable_sort(changes.begin(), changes.end(), [&](const auto& a, const auto& b) {
    return highest(a) != highest(b) ? highest(a) > highest(b) : a.entry < b.entry;
  });
  if (changes.size() > limit) changes.resize(limit);
  std::string out;
  if (format == ChangeFormat::kTable) {
    for (const match::ScoreChange& c : changes) {
      const match::ChangedEntry& entry = entries[c.entry];
      const match::EntryRef& ref = entry.after.empty() ? entry.before.front() : entry.after.front();
      out += fmt::format("{:>7}  {:<9}  {:>8}  {:>8}  {}  |  {}  ({} {})\n", party.row, ChangeName(c),
                         ScoreText(c.before, "-"), ScoreText(c.after, "-"), SafeText(party.caption),
                         SafeText(ref.list->ReadEntity(ref.index).caption), SafeText(entry.list),
                         SafeText(entry.id));
    }
    for (const GoodsChange& c : party.goods) out += GoodsRow(party, c, entries[c.entry]);
    return out;
  }
  out = fmt::format("{{\"row\":{},\"changes\":[", party.row);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const match::ScoreChange& c = changes[i];
    if (i > 0) out += ',';
    out += '{';
    AppendText(out, "id", entries[c.entry].id);
    AppendText(out, "list", entries[c.entry].list);
    AppendText(out, "change", ChangeName(c));
    out +=
        fmt::format(",\"before\":{},\"after\":{}}}", ScoreText(c.before, "null"), ScoreText(c.after, "null"));
  }
  for (const GoodsChange& c : party.goods) {
    if (out.back() != '[') out += ',';
    out += '{';
    AppendText(out, "kind", "goods");
    AppendText(out, "id", entries[c.entry].id);
    AppendText(out, "list", entries[c.entry].list);
    AppendText(out, "change", ChangeName(c));
    out += R"(,"before":null,"after":null})";
  }
  return out + "]}\n";
}

}  // namespace screening
