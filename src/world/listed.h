#pragma once
// The listed parties of the world: an actor, its aliases and its entries on one or two lists. A party that is
// on two lists has two entries of which both are true matches. Value types.

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "world/actor.h"

namespace world {

enum class ListKind : std::uint8_t { kUn, kOfac, kFtm, kImportBan };

// The names under which screening cites the lists: file stems, and the folder's name for the OFAC layout.
inline constexpr std::string_view kListNames[] = {"un-consolidated", "ofac-sdn", "regional-watchlist",
                                                  "import-bans"};

enum class AliasQuality : std::uint8_t { kStrong, kWeak, kFormer };

struct Alias {
  std::string text;
  AliasQuality quality = AliasQuality::kStrong;
  std::string family_first;  // of a person: "GARCIA LOPEZ, Jose"; empty where no word is a family name
};

struct Entry {
  ListKind list = ListKind::kUn;
  std::string id;
};

// What the lists print of a party beside its names. False facts are known to the world but not to the lists.
struct Shown {
  bool native_name = false;
  bool birth_date = false;
  bool birth_year_only = false;
  bool number_id = false;
  bool address = false;
};

struct ListedParty {
  Actor actor;
  std::string primary;  // in Latin letters, in the order of LatinWords
  std::vector<Alias> aliases;
  std::vector<Entry> entries;
  Shown shown;
};

// The party's entry on that list, or null.
const Entry* EntryOn(const ListedParty& party, ListKind list);

struct ListSizes {
  std::size_t un = 400, ofac = 800, ftm = 400, import_ban = 150;
};

// Names that are taken: no two parties of the world that are not the same may have them.
class TakenNames {
 public:
  // True, and now taken, where no listed party has one of these cores (CoreKeys) or whole names.
  bool Take(const std::vector<std::string>& cores, const std::vector<std::string>& names);
  bool HasCore(const std::string& core) const { return cores_.contains(core); }
  bool HasCore(const Actor& actor) const;
  bool HasName(const std::string& name) const { return names_.contains(FoldedName(name)); }

 private:
  std::unordered_set<std::string> cores_, names_;
};

// Listed parties, their ids given in list order; fewer than asked for where a culture's tables hold no
// further name.
std::vector<ListedParty> MakeListedParties(const ListSizes& sizes, Rng& rng, TakenNames& taken);

// A market drawn by its share of suppliers, or of listed parties.
const Market& DrawMarket(Rng& rng);
const Market& DrawListedMarket(Rng& rng);

}  // namespace world
