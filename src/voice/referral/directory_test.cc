// The directory of services: what it takes, who sees it, tables with wrong rows.

#include "base/limits_referral.h"
#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using referral::Service;
using referral::ServiceFilter;
using referral::ServiceId;
using referral::Trade;

class DirectoryTest : public ReferralTest {
 protected:
  referral::Directory& directory() { return services().directory; }
  std::string Names(const ServiceFilter& filter) {
    std::string names;
    for (const Service& service : Good(directory().Find(org_, filter, {}, 100))) names += service.name + "; ";
    return names;
  }
};
MANUMIT_ON_BOTH_DATABASES(DirectoryTest);

TEST_P(DirectoryTest, FindsByKindCountryAndLanguage) {
  Service bed{.name = "Dugout", .country = "vn", .languages = {"km", "en"}};
  bed.trade = Trade::kShelter;
  bed.checked = 20'000;
  const ServiceId id = Good(directory().Add(vera_.actor, bed));
  EXPECT_EQ(Names({}), "Ansan Legal Aid; Ansan Police; Dugout; ");
  EXPECT_EQ(Names({.trade = Trade::kShelter}), "Dugout; ");
  EXPECT_EQ(Names({.country = "kr"}), "Ansan Legal Aid; Ansan Police; ");
  EXPECT_EQ(Names({.language = "km"}), "Dugout; ");
  EXPECT_EQ(Names({.language = "k"}), "Ansan Legal Aid; Ansan Police; Dugout; ");  // no language: not sought
  EXPECT_EQ(Names({.language = "fr"}), "");
  const Service back = Good(directory().Get(org_, id));
  EXPECT_EQ(back.languages, bed.languages);
  EXPECT_EQ(back.checked, bed.checked);
  // By pages: each once, in the same order.
  std::optional<Service> after;
  std::string paged;
  while (true) {
    const std::vector<Service> page = Good(directory().Find(org_, {}, after, 1));
    if (page.empty()) break;
    paged += page[0].name + "; ";
    after = page[0];
  }
  EXPECT_EQ(paged, Names({}));
}

TEST_P(DirectoryTest, ChangesMeanwhileAndNamesTaken) {
  Service service = Good(directory().Get(org_, lawyer_));
  service.hours = "Mon-Fri";
  Good(directory().Edit(vera_.actor, service));
  ExpectCode(directory().Edit(vera_.actor, service), base::Code::kConflict);
  service = Good(directory().Get(org_, lawyer_));
  EXPECT_EQ(service.hours, "Mon-Fri");
  service.active = false;
  Good(directory().Edit(vera_.actor, service));
  EXPECT_EQ(Names({}), "Ansan Police; ");
  EXPECT_EQ(Names({.with_inactive = true}), "Ansan Legal Aid; Ansan Police; ");
  Service twin{.name = "Ansan Police", .country = "kr"};
  twin.trade = Trade::kPolice;
  ExpectCode(directory().Add(vera_.actor, twin), base::Code::kConflict);
  // What is no longer in use cannot be referred to.
  ExpectCode(
      referrals_->Save(mina_.actor, Open(mina_), case_, {}, DraftFor(ToLawyer(), {consent::Part::kPlace}), 0),
      base::Code::kInvalid);
}

TEST_P(DirectoryTest, OwnAndSharedOnes) {
  MakeOther();
  EXPECT_TRUE(Good(directory().Find(other_org_, {}, {}, 10)).empty());
  ExpectCode(directory().Get(other_org_, lawyer_), base::Code::kNotFound);
  Service service = Good(directory().Get(org_, lawyer_));
  service.shared = true;
  Good(directory().Edit(vera_.actor, service));
  EXPECT_EQ(Good(directory().Find(other_org_, {}, {}, 10)).size(), 1u);
  // Seen by all, changed by its own alone.
  service = Good(directory().Get(other_org_, lawyer_));
  ExpectCode(directory().Edit(sela_.actor, service), base::Code::kNotFound);
}

TEST_P(DirectoryTest, ATableWithWrongRows) {
  const std::string table =
      "Kind,Name,Country,Languages,Mail,Checked,Shared\n"
      "shelter,Dugout,KR,\"ko, vi\",bed@dugout.example,2026-11-01,yes\n"
      "hotel,Ritz,kr,,,,\n"
      "union,,kr,,,,\n"
      "legal,Old Town,Korea,,,,\n"
      "legal,No Mail,kr,,nobody,,\n"
      "legal,No Day,kr,,,yesterday,\n"
      "shelter,Dugout,kr,,,,\n"
      "legal,Ansan Legal Aid,kr,ko,new@legal.example,,\n";
  const referral::Imported imported = Good(directory().Import(vera_.actor, table, "services.csv"));
  EXPECT_EQ(imported.added, 1);
  EXPECT_EQ(imported.changed, 1);
  ASSERT_EQ(imported.errors.size(), 6u);
  const char* rows[] = {"row 3: kind", "row 4: name",    "row 5: country",
                        "row 6: mail", "row 7: checked", "row 8: "};
  for (std::size_t i = 0; i < imported.errors.size(); ++i)
    EXPECT_TRUE(imported.errors[i].starts_with(rows[i])) << imported.errors[i];
  EXPECT_EQ(Good(directory().Get(org_, lawyer_)).mail, "new@legal.example");
  const std::vector<Service> found = Good(directory().Find(org_, {.trade = Trade::kShelter}, {}, 10));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].shared);
  EXPECT_EQ(found[0].languages, (std::vector<std::string>{"ko", "vi"}));
  ExpectCode(directory().Import(vera_.actor, "name,country\nx,kr\n", "t.csv"), base::Code::kInvalid);
}

TEST_P(DirectoryTest, Limits) {
  Service service{.name = std::string(base::kMaxServiceFieldBytes, 'x'), .country = "kr"};
  EXPECT_TRUE(referral::CheckService(service));
  service.name += 'x';
  ExpectCode(referral::CheckService(service), base::Code::kTooLarge);
  ExpectCode(referral::ReadServiceTable(std::string(base::kMaxServiceFileBytes + 1, 'x'), "t"),
             base::Code::kTooLarge);
  Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = static_cast<std::size_t>(2); i < base::kMaxServices; ++i)
      TRY(
          tx.Execute("INSERT INTO voice_service(id, org_id, shared, kind, name, country, region, languages, "
                     "cost, hours, "
                     "address, phone, mail, capacity, active, version) VALUES ($1, $2, 0, 'legal', $1, 'kr', "
                     "'', ' ', '', "
                     "'', '', '', '', '', 1, 0)",
                     {"x" + std::to_string(i), org_}));
    return base::Ok();
  }));
  ExpectCode(directory().Add(vera_.actor, Service{.name = "one more", .country = "kr"}),
             base::Code::kTooLarge);
}

}  // namespace
}  // namespace voice::testing
