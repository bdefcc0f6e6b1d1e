#pragma once
// What members have chosen to show to everybody: the only door for public pages and feeds. An entry is here
// only while its member is admitted and shows at least its name; a field that the member did not choose is
// empty. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "panel/members/seams.h"
#include "panel/members/types.h"

namespace panel::members {

struct PublicEntry {
  MemberId id;
  std::string name;
  std::string constituency;          // OrgTypeName; shown with the name
  std::string country;               // alpha-2 in lower case
  std::vector<std::string> sectors;  // ISIC
  base::UtcTime since;               // 0: not shown
  std::string link;
  std::vector<Contact> contacts;  // those whose person agreed to be public
};
struct PublicPage {
  std::vector<PublicEntry> entries;
  std::string next;  // position, or empty
};

class PublicEntries {
 public:
  explicit PublicEntries(MemberSeams& seams) : seams_(seams) {}

  // By name, from `after` on; `text`: beginnings of words of the name.
  base::Result<PublicPage> List(const PanelId& panel, std::string_view text, std::string_view after,
                                std::size_t limit);
  // Name and constituency of all who show themselves, in one query; OrgTypeName.
  base::Result<std::vector<std::pair<std::string, std::string>>> Constituencies(const PanelId& panel);
  // kNotFound, the same for who shows nothing as for who is not there.
  base::Result<PublicEntry> Get(const MemberId& member);

 private:
  MemberSeams& seams_;
};

}  // namespace panel::members
