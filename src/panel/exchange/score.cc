#include "panel/exchange/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "panel/exchange/kinds.h"

namespace panel::exchange {
namespace {

constexpr int kLetters = 26;
constexpr int kGoalBits = 32;
constexpr int kLetterTargets = 20;  // "1.a" stands behind the numbered ones of its goal
constexpr int kHomePoints = 200;    // place: the owner of one is at home where the other is
constexpr int kAnywherePoints = 120;

constexpr std::array<std::string_view, static_cast<std::size_t>(LeftOut::kCount)> kLeftOutNames = {
    "kind",        "unit",  "same-owner", "barred",   "conflict",
    "not-open-to", "dates", "place",      "language", "nothing-left"};
constexpr std::array<std::string_view, kParts> kPartNames = {"quantity", "place",     "dates",  "sectors",
                                                             "targets",  "languages", "waiting"};

int LettersBit(std::string_view code) {
  if (code.size() != 2 || code[0] < 'a' || code[0] > 'z' || code[1] < 'a' || code[1] > 'z') return -1;
  return (code[0] - 'a') * kLetters + (code[1] - 'a');
}

int NumberAt(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

template <std::size_t N>
std::bitset<N> LettersBits(const std::vector<std::string>& codes) {
  std::bitset<N> bits;
  for (const std::string& code : codes)
    if (const int bit = LettersBit(code); bit >= 0) bits.set(static_cast<std::size_t>(bit));
  return bits;
}

void AddTarget(Terms& terms, std::string_view code) {
  if (!IsTarget(code)) return;
  const std::size_t point = code.find('.');
  const int goal = NumberAt(code.substr(0, point));
  const std::string_view target = code.substr(point + 1);
  const int place = target[0] >= 'a' ? kLetterTargets + (target[0] - 'a') : NumberAt(target);
  terms.goals.set(static_cast<std::size_t>(goal));
  terms.targets.set(static_cast<std::size_t>((goal - 1) * kGoalBits + place));
}

// `most` times the share, rounded down.
int Share(int most, std::size_t common, std::size_t wanted) {
  return static_cast<int>(static_cast<std::size_t>(most) * common / std::max<std::size_t>(wanted, 1));
}

constexpr int Most(Part part) {
  return kWeights[static_cast<std::size_t>(part)];
}

// The last millisecond of the last day; what has no last day goes on.
std::int64_t EndOf(const Listing& listing) {
  return listing.until.ms == 0 ? std::numeric_limits<std::int64_t>::max() : listing.until.ms + base::kDayMs;
}
std::int64_t BeginOf(const Listing& listing, base::UtcTime now) {
  const std::int64_t today = now.ms - now.ms % base::kDayMs;
  return std::max(listing.from.ms, today);
}

bool AreKeptApart(const Terms& offer, const Terms& need, const Circumstances& circumstances) {
  const auto found = circumstances.conflicts.find(offer.listing->owner.id);
  return found != circumstances.conflicts.end() && found->second.contains(need.listing->owner.id);
}

bool IsBarred(const Member& member, const Circumstances& circumstances) {
  return member.state != MemberState::kAdmitted || circumstances.barred.contains(member.id);
}

bool IsOpenTo(const Terms& terms, desk::OrgType type) {
  return terms.open_to == 0 || (terms.open_to >> static_cast<unsigned>(type) & 1U) != 0;
}

std::optional<LeftOut> HardCondition(const Terms& offer, const Terms& need,
                                     const Circumstances& circumstances) {
  const Listing& given = *offer.listing;
  const Listing& wanted = *need.listing;
  if (given.kind != wanted.kind) return LeftOut::kKind;
  if (given.unit != wanted.unit) return LeftOut::kUnit;
  if (given.owner.id == wanted.owner.id || (!given.owner.org.empty() && given.owner.org == wanted.owner.org))
    return LeftOut::kSameOwner;
  if (IsBarred(given.owner, circumstances) || IsBarred(wanted.owner, circumstances)) return LeftOut::kBarred;
  if (AreKeptApart(offer, need, circumstances)) return LeftOut::kConflict;
  if (!IsOpenTo(offer, wanted.owner.constituency) || !IsOpenTo(need, given.owner.constituency))
    return LeftOut::kNotOpenTo;
  if (std::max(BeginOf(given, circumstances.now), BeginOf(wanted, circumstances.now)) >=
      std::min(EndOf(given), EndOf(wanted)))
    return LeftOut::kDates;
  if (offer.places.any() && need.places.any() && (offer.places & need.places).none()) return LeftOut::kPlace;
  if (RulesOf(given.kind).languages && offer.languages.any() && need.languages.any() &&
      (offer.languages & need.languages).none())
    return LeftOut::kLanguage;
  if (offer.left.zero() || need.left.zero()) return LeftOut::kNothingLeft;
  return std::nullopt;
}

int QuantityPoints(const Terms& offer, const Terms& need) {
  const base::Int128 least = std::min(offer.left.millionths(), need.left.millionths());
  return static_cast<int>(Most(Part::kQuantity) * least / need.left.millionths());
}

int PlacePoints(const Terms& offer, const Terms& need) {
  if (offer.places.any() && need.places.any()) return Most(Part::kPlace);
  const auto at_home = [](const Terms& owner, const Terms& there) {
    return owner.area_place >= 0 && there.places.test(static_cast<std::size_t>(owner.area_place));
  };
  return at_home(offer, need) || at_home(need, offer) ? kHomePoints : kAnywherePoints;
}

int DatePoints(const Terms& offer, const Terms& need, base::UtcTime now) {
  const int most = Most(Part::kDates);
  const std::int64_t begin = BeginOf(*need.listing, now);
  if (need.listing->until.ms == 0) return offer.listing->until.ms == 0 ? most : most / 2;
  const std::int64_t wanted = (EndOf(*need.listing) - begin) / base::kDayMs;
  const std::int64_t first = std::max(begin, BeginOf(*offer.listing, now));
  const std::int64_t common = (std::min(EndOf(*need.listing), EndOf(*offer.listing)) - first) / base::kDayMs;
  return static_cast<int>(most * common / std::max<std::int64_t>(wanted, 1));
}

template <std::size_t N>
int CommonPoints(int most, const std::bitset<N>& offer, const std::bitset<N>& need) {
  if (offer.none() || need.none()) return most / 2;  // not said is neither for nor against
  return Share(most, (offer & need).count(), need.count());
}

int TargetPoints(const Terms& offer, const Terms& need) {
  const int most = Most(Part::kTargets);
  if (offer.targets.none() || need.targets.none()) return most / 2;
  const std::size_t same = (offer.targets & need.targets).count();
  if (same > 0) return std::max(Share(most, same, need.targets.count()), most / 2);
  return (offer.goals & need.goals).any() ? most / 2 : 0;
}

int WaitingPoints(const Terms& need, base::UtcTime now) {
  const std::int64_t since = need.listing->opened.ms;
  const std::int64_t days = since == 0 ? 0 : std::max<std::int64_t>(0, now.ms - since) / base::kDayMs;
  return static_cast<int>(Most(Part::kWaiting) * std::min(days, kWaitingDays) / kWaitingDays);
}

std::string Joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : " ") + value;
  return text;
}

std::string Common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> common;
  for (const std::string& value : a)
    if (std::find(b.begin(), b.end(), value) != b.end()) common.push_back(value);
  return Joined(common);
}

// "14" of one and "C" of the other have 14 in common.
std::string CommonSectors(const Terms& a, const Terms& b) {
  std::vector<std::string> common;
  const std::bitset<100> both = a.sectors & b.sectors;
  for (std::size_t i = 0; i < both.size(); ++i)
    if (both.test(i)) common.push_back(fmt::format("{:02}", i));
  return Joined(common);
}

std::string Days(const Listing& listing) {
  if (listing.from.ms == 0 && listing.until.ms == 0) return {};
  return (listing.from.ms == 0 ? "" : base::FormatDay(listing.from)) + ".." +
         (listing.until.ms == 0 ? "" : base::FormatDay(listing.until));
}

std::string Amount(const base::Decimal& amount, const Listing& listing) {
  return amount.text() + " " + listing.unit;
}

std::string OrHome(const Listing& listing) {
  return listing.places.empty() ? "" : Joined(listing.places);
}

}  // namespace

std::string_view NameOf(LeftOut why) {
  return kLeftOutNames.at(static_cast<std::size_t>(why));
}
std::string_view NameOf(Part part) {
  return kPartNames.at(static_cast<std::size_t>(part));
}

Terms TermsOf(const Listing& listing) {
  Terms terms;
  terms.listing = &listing;
  terms.places = LettersBits<676>(listing.places);
  terms.languages = LettersBits<676>(listing.languages);
  terms.area_place = LettersBit(listing.owner.country);
  for (const std::string& sector : listing.sectors) {
    const auto [first, last] = DivisionsOf(sector);
    for (int division = first; division <= last && division > 0; ++division)
      terms.sectors.set(static_cast<std::size_t>(division));
  }
  for (const std::string& target : listing.targets) AddTarget(terms, target);
  for (const desk::OrgType type : listing.open_to) terms.open_to |= 1U << static_cast<unsigned>(type);
  terms.left = listing.Left();
  return terms;
}

Judgement Judge(const Terms& offer, const Terms& need, const Circumstances& circumstances) {
  Judgement judgement;
  judgement.left_out = HardCondition(offer, need, circumstances);
  if (judgement.left_out) return judgement;
  judgement.points = {QuantityPoints(offer, need),
                      PlacePoints(offer, need),
                      DatePoints(offer, need, circumstances.now),
                      CommonPoints(Most(Part::kSectors), offer.sectors, need.sectors),
                      TargetPoints(offer, need),
                      CommonPoints(Most(Part::kLanguages), offer.languages, need.languages),
                      WaitingPoints(need, circumstances.now)};
  for (const int points : judgement.points) judgement.score += points;
  judgement.possible = std::min(offer.left, need.left);
  return judgement;
}

std::vector<PartReason> Explain(const Terms& offer, const Terms& need, const Circumstances& circumstances) {
  const Judgement judgement = Judge(offer, need, circumstances);
  if (judgement.left_out) return {};
  const Listing& given = *offer.listing;
  const Listing& wanted = *need.listing;
  std::vector<PartReason> reasons;
  const auto add = [&](Part part, std::string of_offer, std::string of_need, std::string common) {
    const auto place = static_cast<std::size_t>(part);
    reasons.push_back({part, judgement.points.at(place), kWeights.at(place), std::move(of_offer),
                       std::move(of_need), std::move(common)});
  };
  add(Part::kQuantity, Amount(offer.left, given), Amount(need.left, wanted),
      Amount(judgement.possible, wanted));
  const bool home = judgement.points[1] == kHomePoints && (given.places.empty() || wanted.places.empty());
  add(Part::kPlace, OrHome(given), OrHome(wanted),
      home ? (given.places.empty() ? given.owner.country : wanted.owner.country)
           : Common(given.places, wanted.places));
  add(Part::kDates, Days(given), Days(wanted), {});
  add(Part::kSectors, Joined(given.sectors), Joined(wanted.sectors), CommonSectors(offer, need));
  add(Part::kTargets, Joined(given.targets), Joined(wanted.targets), Common(given.targets, wanted.targets));
  add(Part::kLanguages, Joined(given.languages), Joined(wanted.languages),
      Common(given.languages, wanted.languages));
  add(Part::kWaiting, {}, wanted.opened.ms == 0 ? std::string() : base::FormatDay(wanted.opened), {});
  return reasons;
}

PartReason ExplainLeftOut(LeftOut why, const Listing& offer, const Listing& need) {
  PartReason reason;
  switch (why) {
    case LeftOut::kUnit:
      reason.offer = offer.unit;
      reason.need = need.unit;
      break;
    case LeftOut::kNotOpenTo:
      reason.offer = TypesText(offer.open_to);
      reason.need = TypesText(need.open_to);
      break;
    case LeftOut::kDates:
      reason.offer = Days(offer);
      reason.need = Days(need);
      break;
    case LeftOut::kPlace:
      reason.offer = Joined(offer.places);
      reason.need = Joined(need.places);
      break;
    case LeftOut::kLanguage:
      reason.offer = Joined(offer.languages);
      reason.need = Joined(need.languages);
      break;
    default:
      break;  // the name of the condition says it all
  }
  return reason;
}

std::string ReasonsText(const std::vector<PartReason>& reasons) {
  // Units of goods are words of people; what separates is taken out of them.
  const auto clean = [](std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == ';' || c == '|'; }, ' ');
    return text;
  };
  std::string text;
  for (const PartReason& reason : reasons)
    text += fmt::format("{}{}|{}|{}|{}|{}|{}", text.empty() ? "" : ";", NameOf(reason.part), reason.points,
                        reason.most, clean(reason.offer), clean(reason.need), clean(reason.common));
  return text;
}

std::vector<PartReason> ReasonsOf(std::string_view text) {
  constexpr std::size_t kFields = 6;
  std::vector<PartReason> reasons;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::vector<std::string_view> fields;
    for (std::size_t bar = line.find('|'); bar != std::string_view::npos; bar = line.find('|')) {
      fields.push_back(line.substr(0, bar));
      line.remove_prefix(bar + 1);
    }
    fields.push_back(line);
    if (fields.size() != kFields) continue;
    for (std::size_t i = 0; i < kParts; ++i)
      if (NameOf(static_cast<Part>(i)) == fields[0])
        reasons.push_back({static_cast<Part>(i), NumberAt(fields[1]), NumberAt(fields[2]),
                           std::string(fields[3]), std::string(fields[4]), std::string(fields[5])});
  }
  return reasons;
}

}  // namespace panel::exchange
