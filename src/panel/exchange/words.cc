#include "panel/exchange/words.h"

#include <algorithm>
#include <charconv>

#include "desk/people/words.h"
#include "panel/common/isic.h"
#include "panel/common/place_words.h"
#include "panel/common/sdg.h"

namespace panel::exchange {
namespace {

using html::Locale;

// "1234567.5" with the language's grouping of its whole part.
std::string Grouped(const Locale& locale, std::string_view number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::int64_t whole = 0;
  std::from_chars(number.data(), number.data() + point, whole);
  return locale.Number(whole) + std::string(number.substr(point));
}

std::string Named(const Locale& locale, std::string_view codes) {
  return CountriesWords(locale, WordsOf(codes));
}

// What two entries were compared by, which the score keeps as codes.
std::string CodesInWords(const Locale& locale, Part part, std::string_view codes) {
  if (part == Part::kSectors) return IndustriesWords(locale, WordsOf(codes));
  if (part == Part::kTargets) return TargetsWords(locale, WordsOf(codes));
  if (part == Part::kLanguages) return LanguagesWords(locale, WordsOf(codes));
  return std::string(codes);
}

// "2026-11-01..2026-12-01": as score.h writes days.
std::string DaysFromText(const Locale& locale, std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return locale.tr("any time");
  const auto day = [](std::string_view part) {
    const base::Result<base::UtcTime> time = base::ParseTime(std::string(part) + "T00:00:00.000Z");
    return part.empty() || !time ? base::UtcTime{} : *time;
  };
  return DaysWords(locale, day(text.substr(0, dots)), day(text.substr(dots + 2)));
}

std::string AmountFromText(const Locale& locale, Kind kind, std::string_view text) {
  const std::size_t blank = std::min(text.find(' '), text.size());
  const base::Result<base::Decimal> amount = base::Decimal::Parse(text.substr(0, blank));
  if (!amount || blank == text.size()) return std::string(text);
  return AmountWords(locale, kind, text.substr(blank + 1), *amount);
}

std::string Or(std::string_view text, const std::string& otherwise) {
  return text.empty() ? otherwise : std::string(text);
}

}  // namespace

std::string KindWords(const Locale& locale, Kind kind) {
  switch (kind) {
    case Kind::kMoney:
      return locale.tr("Money");
    case Kind::kGoods:
      return locale.tr("Goods");
    case Kind::kSkills:
      return locale.tr("Skills");
    case Kind::kJobs:
      return locale.tr("Jobs");
    case Kind::kMedia:
      return locale.tr("Media space");
    case Kind::kPremises:
      return locale.tr("Premises");
    case Kind::kData:
      return locale.tr("Data");
    default:
      return locale.tr("Staff time");
  }
}

std::string UnitWords(const Locale& locale, Kind kind, std::string_view unit) {
  if (kind == Kind::kMoney || kind == Kind::kGoods) return std::string(unit);
  if (unit == "hours") return locale.tr("hours");
  if (unit == "jobs") return locale.tr("jobs");
  if (unit == "minutes") return locale.tr("minutes");
  if (unit == "pages") return locale.tr("pages");
  if (unit == "placements") return locale.tr("placements");
  if (unit == "rooms") return locale.tr("rooms");
  if (unit == "seats") return locale.tr("seats");
  if (unit == "square-metres") return locale.tr("square metres");
  if (unit == "data-sets") return locale.tr("data sets");
  return std::string(unit);
}

std::string AmountWords(const Locale& locale, Kind kind, std::string_view unit, const base::Decimal& amount) {
  if (kind != Kind::kMoney) return Grouped(locale, amount.text()) + " " + UnitWords(locale, kind, unit);
  const int digits = amount.digits() == 0 ? 0 : base::Currency::FromStore(unit).minor_units();
  return std::string(unit) + " " + Grouped(locale, amount.text(digits));
}

std::string AddresseeWords(const Locale& locale, Addressee addressee) {
  switch (addressee) {
    case Addressee::kGovernment:
      return locale.tr("A government");
    case Addressee::kUnitedNations:
      return locale.tr("The United Nations");
    default:
      return locale.tr("Anybody in the panel");
  }
}

std::string VisibilityWords(const Locale& locale, Visibility visibility) {
  switch (visibility) {
    case Visibility::kSecretariat:
      return locale.tr("The secretariat only");
    case Visibility::kMembers:
      return locale.tr("The panel’s members");
    default:
      return locale.tr("Everybody");
  }
}

std::string AreaWords(const Locale& locale, Area area) {
  switch (area) {
    case Area::kNorthernAfrica:
      return locale.tr("Northern Africa");
    case Area::kSubSaharanAfrica:
      return locale.tr("Sub-Saharan Africa");
    case Area::kNorthernAmerica:
      return locale.tr("Northern America");
    case Area::kLatinAmerica:
      return locale.tr("Latin America and the Caribbean");
    case Area::kCentralAsia:
      return locale.tr("Central Asia");
    case Area::kEasternAsia:
      return locale.tr("Eastern Asia");
    case Area::kSouthEasternAsia:
      return locale.tr("South-eastern Asia");
    case Area::kSouthernAsia:
      return locale.tr("Southern Asia");
    case Area::kWesternAsia:
      return locale.tr("Western Asia");
    case Area::kEurope:
      return locale.tr("Europe");
    case Area::kOceania:
      return locale.tr("Oceania");
    default:
      return locale.tr("Anywhere");
  }
}

std::string GroupWords(const Locale& locale, Group group) {
  switch (group) {
    case Group::kNew:
      return locale.tr("New members (admitted within a year)");
    case Group::kSouthern:
      return locale.tr("Members in developing countries");
    case Group::kSmall:
      return locale.tr("NGOs, unions, experts and other small constituencies");
    default:
      return locale.tr("All members");
  }
}

std::string LeftOutWords(const Locale& locale, LeftOut why) {
  switch (why) {
    case LeftOut::kKind:
      return locale.tr("Another kind");
    case LeftOut::kUnit:
      return locale.tr("Counted in another unit or currency");
    case LeftOut::kSameOwner:
      return locale.tr("Of the same organisation");
    case LeftOut::kBarred:
      return locale.tr("Barred: a red flag, or not admitted any more");
    case LeftOut::kConflict:
      return locale.tr("Conflict of interest");
    case LeftOut::kNotOpenTo:
      return locale.tr("Not open to such members");
    case LeftOut::kDates:
      return locale.tr("No day in common");
    case LeftOut::kPlace:
      return locale.tr("No place in common");
    case LeftOut::kLanguage:
      return locale.tr("No language in common");
    default:
      return locale.tr("Nothing is left");
  }
}

std::string PartWords(const Locale& locale, Part part) {
  switch (part) {
    case Part::kQuantity:
      return locale.tr("Quantity");
    case Part::kPlace:
      return locale.tr("Place");
    case Part::kDates:
      return locale.tr("Dates");
    case Part::kSectors:
      return locale.tr("Industry");
    case Part::kTargets:
      return locale.tr("Goals");
    case Part::kLanguages:
      return locale.tr("Languages");
    default:
      return locale.tr("Waiting");
  }
}

std::string ReasonWords(const Locale& locale, Kind kind, const PartReason& reason) {
  const std::string not_said = locale.tr("not said");
  switch (reason.part) {
    case Part::kQuantity:
      return locale.tr("{offer} offered, {need} needed",
                       {{"offer", AmountFromText(locale, kind, reason.offer)},
                        {"need", AmountFromText(locale, kind, reason.need)}});
    case Part::kPlace: {
      const std::string anywhere = locale.tr("anywhere");
      const std::string both =
          locale.tr("offered: {offer}; needed: {need}",
                    {{"offer", reason.offer.empty() ? anywhere : Named(locale, reason.offer)},
                     {"need", reason.need.empty() ? anywhere : Named(locale, reason.need)}});
      if (reason.common.empty()) return both;
      return both + " — " + locale.tr("shared: {common}", {{"common", Named(locale, reason.common)}});
    }
    case Part::kDates:
      return locale.tr("offered: {offer}; needed: {need}", {{"offer", DaysFromText(locale, reason.offer)},
                                                            {"need", DaysFromText(locale, reason.need)}});
    case Part::kWaiting:
      return reason.need.empty()
                 ? not_said
                 : locale.tr("open since {day}", {{"day", DaysFromText(locale, reason.need + "..")}});
    default: {
      const auto in_words = [&](const std::string& codes) {
        return CodesInWords(locale, reason.part, codes);
      };
      const std::string both = locale.tr(
          "offered: {offer}; needed: {need}",
          {{"offer", Or(in_words(reason.offer), not_said)}, {"need", Or(in_words(reason.need), not_said)}});
      if (reason.common.empty()) return both;
      return both + " — " + locale.tr("shared: {common}", {{"common", in_words(reason.common)}});
    }
  }
}

std::string ComparedWords(const Locale& locale, LeftOut why, const PartReason& compared) {
  if (compared.offer.empty() && compared.need.empty()) return {};
  const auto words = [&](const std::string& text) {
    if (why == LeftOut::kDates) return DaysFromText(locale, text);
    if (why == LeftOut::kPlace) return Named(locale, text);
    if (why == LeftOut::kNotOpenTo) return TypesWords(locale, TypesOf(text));
    return text;
  };
  if (why == LeftOut::kNotOpenTo)
    return locale.tr("offer open to: {offer}; need open to: {need}",
                     {{"offer", words(compared.offer)}, {"need", words(compared.need)}});
  return locale.tr("offered: {offer}; needed: {need}",
                   {{"offer", words(compared.offer)}, {"need", words(compared.need)}});
}

std::string NearnessWords(const Locale& locale, Nearness near) {
  switch (near) {
    case Nearness::kGaveKind:
      return locale.tr("it has given this kind before");
    case Nearness::kSameIndustry:
      return locale.tr("it works in the same industry");
    default:
      return locale.tr("it is at home where this is needed");
  }
}

std::string BenefitWords(const Locale& locale, Kind kind) {
  switch (kind) {
    case Kind::kMoney:
      return locale.tr(
          "Money: the gift is tied to one need with a named amount, and both sides confirm what arrived; the "
          "company "
          "can show a result instead of a donation.");
    case Kind::kGoods:
      return locale.tr(
          "Goods: what the company makes reaches people it is made for; it learns how its product serves "
          "them.");
    case Kind::kSkills:
      return locale.tr(
          "Skills: its people use what they are best at, and come back knowing the risks in their own "
          "trade.");
    case Kind::kJobs:
      return locale.tr(
          "Jobs: the company fills places with people who are supported beyond the first day; they get a "
          "wage of "
          "their own, which is the surest way out.");
    case Kind::kMedia:
      return locale.tr(
          "Media space: a message that protects workers costs the company little and is seen by those who "
          "need it.");
    case Kind::kPremises:
      return locale.tr(
          "Premises: rooms that stand empty are used, and the company’s people meet its partners.");
    case Kind::kData:
      return locale.tr(
          "Data: what the company knows of its supply chain makes warnings earlier, for itself as well.");
    default:
      return locale.tr(
          "Staff time: hours with a beginning and an end; whoever gives them is a witness of what they did.");
  }
}

std::string CountriesWords(const Locale& locale, const std::vector<std::string>& codes) {
  std::vector<std::string> names;
  names.reserve(codes.size());
  for (const std::string& code : codes) names.push_back(CountryWords(locale, code));
  return JoinedWords(names);
}

std::string LanguagesWords(const Locale& locale, const std::vector<std::string>& tags) {
  std::vector<std::string> names;
  names.reserve(tags.size());
  for (const std::string& tag : tags) names.push_back(LanguageWords(locale, tag));
  return JoinedWords(names);
}

std::string IndustriesWords(const Locale& locale, const std::vector<std::string>& codes) {
  std::vector<std::string> names;
  names.reserve(codes.size());
  for (const std::string& code : codes) {
    const Industry* const industry = FindIndustry(code);
    names.push_back(industry == nullptr ? code : locale.tr(industry->title) + " (" + code + ")");
  }
  return JoinedWords(names);
}

std::string TargetsWords(const Locale& locale, const std::vector<std::string>& codes) {
  std::vector<std::string> names;
  names.reserve(codes.size());
  for (const std::string& code : codes) {
    const std::string_view title = SdgTitle(code);
    names.push_back(title.empty() ? code : code + " " + locale.tr(title));
  }
  return JoinedWords(names);
}

std::string TypesWords(const Locale& locale, const std::vector<desk::OrgType>& types) {
  if (types.empty()) return locale.tr("everybody");
  std::vector<std::string> names;
  names.reserve(types.size());
  for (const desk::OrgType type : types) names.push_back(desk::OrgTypeWord(locale, type));
  return JoinedWords(names);
}

std::string JoinedWords(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

std::string DaysWords(const Locale& locale, base::UtcTime from, base::UtcTime until) {
  if (from.ms == 0 && until.ms == 0) return locale.tr("any time");
  if (until.ms == 0) return locale.tr("from {day}", {{"day", locale.ShortDate(from.ms)}});
  if (from.ms == 0) return locale.tr("until {day}", {{"day", locale.ShortDate(until.ms)}});
  return locale.tr("{first} to {last}",
                   {{"first", locale.ShortDate(from.ms)}, {"last", locale.ShortDate(until.ms)}});
}

}  // namespace panel::exchange
