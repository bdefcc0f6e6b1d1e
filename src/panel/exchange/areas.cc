#include "panel/exchange/areas.h"

#include <array>

namespace panel::exchange {
namespace {

constexpr std::size_t kAreas = static_cast<std::size_t>(Area::kCount);

// By area, in its order; country codes between blanks.
constexpr std::array<std::string_view, kAreas - 1> kCountries = {
    " dz eg eh ly ma sd tn ",
    " ao bf bi bj bw cd cf cg ci cm cv dj er et ga gh gm gn gq gw io ke km lr ls mg ml mr mu mw mz na ne ng "
    "re rw "
    "sc sh sl sn so ss st sz td tf tg tz ug yt za zm zw ",
    " bm ca gl pm us ",
    " ag ai ar aw bb bl bo bq br bs bv bz cl co cr cu cw dm do ec fk gd gf gp gs gt gy hn ht jm kn ky lc mf "
    "mq ms "
    "mx ni pa pe pr py sr sv sx tc tt uy vc ve vg vi ",
    " kg kz tj tm uz ",
    " cn hk jp kp kr mn mo tw ",
    " bn id kh la mm my ph sg th tl vn ",
    " af bd bt in ir lk mv np pk ",
    " ae am az bh cy ge il iq jo kw lb om ps qa sa sy tr ye ",
    " ad al at ax ba be bg by ch cz de dk ee es fi fo fr gb gg gi gr hr hu ie im is it je li lt lu lv mc md "
    "me mk "
    "mt nl no pl pt ro rs ru se si sj sk sm ua va xk ",
    " as au cc ck cx fj fm gu hm ki mh mp nc nf nr nu nz pf pg pn pw sb tk to tv um vu wf ws "};

constexpr std::array<std::string_view, kAreas> kNames = {"northern-africa",
                                                         "sub-saharan-africa",
                                                         "northern-america",
                                                         "latin-america",
                                                         "central-asia",
                                                         "eastern-asia",
                                                         "south-eastern-asia",
                                                         "southern-asia",
                                                         "western-asia",
                                                         "europe",
                                                         "oceania",
                                                         "anywhere"};

constexpr std::string_view kDevelopedThere = " il jp kr cy au nz cc cx hm nf ";

bool Lists(std::string_view countries, std::string_view country) {
  if (country.size() != 2) return false;
  const char padded[] = {' ', country[0], country[1], ' '};
  return countries.find(std::string_view(padded, sizeof(padded))) != std::string_view::npos;
}

}  // namespace

Area AreaOf(std::string_view country) {
  for (std::size_t i = 0; i < kCountries.size(); ++i)
    if (Lists(kCountries.at(i), country)) return static_cast<Area>(i);
  return Area::kAnywhere;
}

bool IsDeveloping(std::string_view country) {
  switch (AreaOf(country)) {
    case Area::kNorthernAmerica:
    case Area::kEurope:
    case Area::kAnywhere:
      return false;
    default:
      return !Lists(kDevelopedThere, country);
  }
}

std::string_view AreaName(Area area) {
  return kNames.at(static_cast<std::size_t>(area));
}

}  // namespace panel::exchange
