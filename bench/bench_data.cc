// bench_data DIR ENTITIES PARTIES SUPPLIERS: what bench/server_bench.py works on, the same bytes every time.
// DIR/list.jsonl: listed entities with five names each. DIR/parties.ndjson: parties of which a tenth bears a
// listed name, for matching. DIR/suppliers.ndjson: parties that all bear one, each with a key, for a full
// queue.

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "files/bytes.h"
#include "world/world.h"

namespace {

constexpr std::size_t kNamesEach = 5;

std::string Line(const entity::Entity& party, const std::string& id) {
  std::string line = entity::ToJson(party);
  if (!id.empty()) line.insert(1, fmt::format("\"id\":\"{}\",", id));
  return line + "\n";
}

bool Write(const std::filesystem::path& path, const std::string& text) {
  const base::Status written = files::WriteFile(path.string(), text);
  if (!written.has_value()) fmt::print(stderr, "bench_data: {}\n", written.error().external);
  return written.has_value();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: bench_data DIR ENTITIES PARTIES SUPPLIERS\n");
    return 2;
  }
  const std::filesystem::path dir = argv[1];
  const std::size_t parties = std::strtoull(argv[3], nullptr, 10);
  const std::size_t suppliers = std::strtoull(argv[4], nullptr, 10);
  const std::vector<entity::Entity> listed =
      world::MakeListed(42, std::strtoull(argv[2], nullptr, 10), kNamesEach);
  std::string text;
  for (const entity::Entity& entry : listed) text += Line(entry, entry.id);
  if (!Write(dir / "list.jsonl", text)) return 1;
  text.clear();
  for (const entity::Entity& party : world::MakeParties(43, listed, parties, parties / 10).parties)
    text += Line(party, "");
  if (!Write(dir / "parties.ndjson", text)) return 1;
  text.clear();
  std::size_t number = 0;
  for (const entity::Entity& party : world::MakeParties(44, listed, suppliers, suppliers).parties)
    text += Line(party, fmt::format("S{}", ++number));
  return Write(dir / "suppliers.ndjson", text) ? 0 : 1;
}
