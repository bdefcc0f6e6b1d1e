// Names in their original script against a list that holds Latin names only: the original-script names of
// $MANUMIT_TESTDATA/pairs/un_aliases.csv are searched in the UN list, from which every alias and every
// original-script form has been taken out. How often is the right entry first, among the first five, and a
// match at the default threshold; by script. With an argument, every name that is not found is printed.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "files/table.h"
#include "lists/lists.h"
#include "match/match.h"

namespace {

struct Query {
  std::string id;
  std::string name;
  std::string primary;
  std::string script;
  bool person = false;
};

std::vector<Query> ReadQueries(const std::string& path) {
  std::vector<Query> out;
  auto table = files::OpenTable(path);
  if (!table) {
    fmt::print("original scripts: {}\n", table.error().external);
    return out;
  }
  std::map<std::string, std::size_t> columns;
  files::Record record;
  for (auto more = (*table)->Next(record); more && *more; more = (*table)->Next(record)) {
    if (columns.empty()) {
      for (std::size_t i = 0; i < record.cells.size(); ++i) columns[record.cells[i]] = i;
      continue;
    }
    const auto cell = [&](const char* name) { return std::string(record.Cell(columns.at(name))); };
    if (cell("kind") != "original_script") continue;
    out.push_back({cell("ref"), cell("variant"), cell("primary"), cell("variant_script"),
                   cell("type") == "INDIVIDUAL"});
  }
  return out;
}

// The list with one Latin name an entry. Original-script names are names, too, and come after the primary
// one.
std::string Compile(const std::string& path, std::map<std::string, std::string>& captions) {
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "un";
  compiler.BeginList(info);
  const lists::Source source{"un", path, "un-xml"};
  const auto read = lists::Read(
      source,
      [&](entity::Entity&& e) {
        entity::Entity plain;
        plain.id = e.id;
        plain.schema = e.schema;
        plain.caption = e.caption;
        plain.Add(entity::prop::Name(), e.caption);
        captions[e.id] = e.caption;
        compiler.Add(plain);
        return base::Ok();
      },
      [](const lists::Problem&) {});
  if (!read) fmt::print("original scripts: {}\n", read.error().external);
  return compiler.Finish(1);
}

struct Count {
  int names = 0, first = 0, five = 0, match = 0;
};

void Search(const std::vector<Query>& queries, const match::CompiledList& list,
            const std::map<std::string, std::string>& captions, bool verbose,
            std::map<std::string, Count>& counts) {
  match::Scratch scratch;
  const match::CompiledList* const all[] = {&list};
  match::ScreenOptions options;
  options.threshold = 0.0;
  for (const Query& q : queries) {
    if (!captions.contains(q.id)) continue;
    entity::Entity party;
    party.schema = q.person ? entity::schema::Person() : entity::schema::Organization();
    party.Add(entity::prop::Name(), q.name);
    const std::vector<match::Alert> alerts = match::Screen(party, all, options, scratch);
    const auto found =
        std::find_if(alerts.begin(), alerts.end(), [&](const match::Alert& a) { return a.id == q.id; });
    Count& c = counts[q.script.empty() ? "(mixed)" : q.script];
    ++c.names;
    c.five += found != alerts.end();
    c.first += !alerts.empty() && found == alerts.begin();
    c.match += found != alerts.end() && found->score >= 0.70;
    if (found != alerts.begin() && verbose)
      fmt::print("second {} = {}: {} {:.3f}\n", q.name, q.primary, alerts.empty() ? "" : alerts[0].caption,
                 alerts.empty() ? 0.0 : alerts[0].score);
    if (found != alerts.end() || !verbose) continue;
    const double own = match::CompareNames(party.schema, q.name, q.primary);
    fmt::print("not found {} {} = {} ({:.3f})\n", q.id, q.name, q.primary, own);
    for (const match::Alert& a : alerts) fmt::print("    {:.3f} {}\n", a.score, a.caption);
  }
}

}  // namespace

int main(int argc, char** argv) {
  (void)argv;
  const char* data = std::getenv("MANUMIT_TESTDATA");
  if (data == nullptr) {
    fmt::print("original scripts: skipped: no test data\n");
    return 0;
  }
  const std::vector<Query> queries = ReadQueries(std::string(data) + "/pairs/un_aliases.csv");
  std::map<std::string, Count> counts;
  for (const char* edition : {"consolidated-2026-02-27.xml"}) {
    std::map<std::string, std::string> captions;
    const std::string bytes = Compile(std::string(data) + "/lists/un/" + edition, captions);
    auto list = match::CompiledList::Open(std::as_bytes(std::span(bytes)));
    if (!list) {
      fmt::print("original scripts: {}\n", list.error().external);
      return 1;
    }
    Search(queries, *list, captions, argc > 1, counts);
  }
  Count all;
  const auto print = [](const std::string& script, const Count& c) {
    const double n = std::max(1, c.names);
    fmt::print("{:<12} {:>4} names   first {:.3f}   among five {:.3f}   match at .70 {:.3f}\n", script,
               c.names, c.first / n, c.five / n, c.match / n);
  };
  for (const auto& [script, c] : counts) {
    print(script, c);
    all.names += c.names;
    all.first += c.first;
    all.five += c.five;
    all.match += c.match;
  }
  print("all", all);
  return 0;
}
