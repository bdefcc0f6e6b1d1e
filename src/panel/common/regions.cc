#include "panel/common/regions.h"

#include "desk/tr.h"

namespace panel {
namespace {

using desk::tr;

constexpr Region kRegions[] = {
    {"002", "", tr("Africa")},
    {"015", "002", tr("Northern Africa")},
    {"014", "002", tr("Eastern Africa")},
    {"017", "002", tr("Middle Africa")},
    {"018", "002", tr("Southern Africa")},
    {"011", "002", tr("Western Africa")},
    {"019", "", tr("Americas")},
    {"021", "019", tr("Northern America")},
    {"029", "019", tr("Caribbean")},
    {"013", "019", tr("Central America")},
    {"005", "019", tr("South America")},
    {"142", "", tr("Asia")},
    {"143", "142", tr("Central Asia")},
    {"030", "142", tr("Eastern Asia")},
    {"035", "142", tr("South-eastern Asia")},
    {"034", "142", tr("Southern Asia")},
    {"145", "142", tr("Western Asia")},
    {"150", "", tr("Europe")},
    {"151", "150", tr("Eastern Europe")},
    {"154", "150", tr("Northern Europe")},
    {"039", "150", tr("Southern Europe")},
    {"155", "150", tr("Western Europe")},
    {"009", "", tr("Oceania")},
    {"053", "009", tr("Australia and New Zealand")},
    {"054", "009", tr("Melanesia")},
    {"057", "009", tr("Micronesia")},
    {"061", "009", tr("Polynesia")},
};

// Taiwan and Kosovo are no areas of their own in M49; they are counted with their neighbours.
struct Countries {
  std::string_view subregion;
  std::string_view codes;  // of two letters, with a blank between
};
constexpr Countries kCountries[] = {
    {"015", "dz eg ly ma sd tn eh"},
    {"014", "io bi km dj er et tf ke mg mw mu yt mz re rw sc so ss ug tz zm zw"},
    {"017", "ao cm cf td cg cd gq ga st"},
    {"018", "bw sz ls na za"},
    {"011", "bj bf cv ci gm gh gn gw lr ml mr ne ng sh sn sl tg"},
    {"021", "bm ca gl pm us"},
    {"029", "ai ag aw bs bb bq vg ky cu cw dm do gd gp ht jm mq ms pr bl kn lc mf vc sx tt tc vi"},
    {"013", "bz cr sv gt hn mx ni pa"},
    {"005", "ar bo bv br cl co ec fk gf gy py pe gs sr uy ve"},
    {"143", "kz kg tj tm uz"},
    {"030", "cn hk mo kp jp mn kr tw"},
    {"035", "bn kh id la my mm ph sg th tl vn"},
    {"034", "af bd bt in ir mv np pk lk"},
    {"145", "am az bh cy ge iq il jo kw lb om qa sa ps sy tr ae ye"},
    {"151", "by bg cz hu pl md ro ru sk ua"},
    {"154", "ax dk ee fo fi gg is ie im je lv lt no sj se gb"},
    {"039", "al ad ba hr gi gr va it mt me mk pt sm rs si es xk"},
    {"155", "at be fr de li lu mc nl ch"},
    {"053", "au cx cc hm nz nf"},
    {"054", "fj nc pg sb vu"},
    {"057", "gu ki mh fm nr mp pw um"},
    {"061", "as ck pf nu pn ws tk to tv wf"},
};

}  // namespace

std::span<const Region> Regions() {
  return kRegions;
}

const Region* FindRegion(std::string_view code) {
  for (const Region& region : kRegions)
    if (region.code == code) return &region;
  return nullptr;
}

const Region* SubregionOf(std::string_view country) {
  constexpr std::size_t kLetters = 2;
  if (country.size() != kLetters || country.find(' ') != std::string_view::npos) return nullptr;
  for (const Countries& part : kCountries)
    if (part.codes.find(country) != std::string_view::npos) return FindRegion(part.subregion);
  return nullptr;
}

}  // namespace panel
