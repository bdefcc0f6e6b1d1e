#include "match/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "match/score.h"

namespace match {
namespace {

constexpr double kWeakAlias = -0.05;

std::string TextOf(const entity::Entity& entity, std::uint16_t value) {
  const std::vector<const entity::Value*> names = entity.Names();
  return value < names.size() ? names[value]->text : std::string();
}

std::string Written(const Name& name, std::size_t begin, std::size_t count) {
  std::string out;
  for (std::size_t i = begin; i < begin + count; ++i) out += (i > begin ? " " : "") + name.tokens[i].written;
  return out;
}

double WeightOf(const Name& name, std::size_t begin, std::size_t count) {
  double weight = 0;
  for (std::size_t i = begin; i < begin + count; ++i) weight += static_cast<double>(name.tokens[i].weight);
  return Round6(weight);
}

void AddAlignment(const Name& query, const Name& candidate, const NameSimilarity& s, Alert& alert) {
  std::vector<bool> query_used(query.tokens.size(), false);
  std::vector<bool> candidate_used(candidate.tokens.size(), false);
  for (const Pair& p : s.pairs) {
    alert.alignment.push_back(
        {Written(query, p.query, p.query_count), Written(candidate, p.candidate, p.candidate_count),
         std::string(RelationName(p.match.relation)), Round6(static_cast<double>(p.match.similarity)),
         WeightOf(query, p.query, p.query_count), WeightOf(candidate, p.candidate, p.candidate_count)});
    std::fill_n(query_used.begin() + p.query, p.query_count, true);
    std::fill_n(candidate_used.begin() + p.candidate, p.candidate_count, true);
  }
  for (std::size_t i = 0; i < query.tokens.size(); ++i) {
    if (!query_used[i])
      alert.alignment.push_back({query.tokens[i].written, "", "only in party", 0, WeightOf(query, i, 1), 0});
  }
  for (std::size_t j = 0; j < candidate.tokens.size(); ++j) {
    if (!candidate_used[j])
      alert.alignment.push_back(
          {"", candidate.tokens[j].written, "only on list", 0, 0, WeightOf(candidate, j, 1)});
  }
}

void AddNameParts(const NameSimilarity& s, Alert& alert) {
  alert.name_parts = {{"aligned", Round6(s.aligned)},
                      {"total", Round6(s.total)},
                      {"agreement", Round6(s.agreement)},
                      {"bits", Round6(s.bits)},
                      {"certainty", Round6(s.certainty)},
                      {"order", s.order},
                      {"forms", s.forms},
                      {"differences", s.differences}};
}

// A fact that one side states and the other does not, with the scores that agreement and disagreement would
// give.
struct Open {
  const char* what;
  std::string listed;  // what the list says, if it is the party that is silent
  double agree;
  double differ;
};

std::string JoinFirst(const std::vector<std::string>& values) {
  if (values.empty()) return {};
  return values.size() == 1 ? values[0] : fmt::format("{} and {} more", values[0], values.size() - 1);
}

std::vector<Open> OpenFacts(const Facts& party, const Facts& entry, bool person) {
  std::vector<Open> open;
  if (!entry.identifiers.empty() && party.identifiers.empty()) {
    const Identifier& id = entry.identifiers.front();
    open.push_back({"an identification number", fmt::format("{} {}", id.property.label(), id.text), 0.90, 0});
  }
  if (person && !entry.birth.empty() && party.birth.empty()) {
    open.push_back({"the date of birth", entry.birth.front().text, 0.35, -0.60});
  }
  if (!entry.countries.empty() && party.countries.empty()) {
    open.push_back({"the country", JoinFirst(entry.countries), 0.06, -0.15});
  }
  if (!entry.addresses.empty() && party.addresses.empty())
    open.push_back({"the address", entry.addresses.front(), 0.20, 0});
  return open;
}

std::string SettleText(const Facts& party, const Facts& entry, bool person, double threshold,
                       const Alert& alert) {
  const double effects = SumOfEffects(alert.evidence);
  if (effects >= 0.75)
    return "A number or contact in common already settles it; check that it is the same kind of number.";
  const std::vector<Open> open = OpenFacts(party, entry, person);
  if (open.empty()) {
    if (party.birth.empty() && party.identifiers.empty() && entry.birth.empty() &&
        entry.identifiers.empty()) {
      return "Neither side states an identification number; the list's own source may give more, or ask the "
             "party for its owners and "
             "registration.";
    }
    return "Everything that both sides state has been compared; ask the party to confirm or deny in writing.";
  }
  std::string out;
  for (std::size_t i = 0; i < open.size() && i < 2; ++i) {
    const Open& o = open[i];
    if (!out.empty()) out += " ";
    out += fmt::format("Ask for {} (the list says {}): if it agrees the score is {:.2f}", o.what, o.listed,
                       ScoreOf(alert.name_similarity, effects + o.agree));
    if (o.differ < 0) {
      const double differs = ScoreOf(alert.name_similarity, effects + o.differ);
      out += fmt::format(", if it differs {:.2f}{}", differs,
                         differs < threshold ? ", below the threshold" : "");
    }
    out += ".";
  }
  return out;
}

}  // namespace

Evidence WeakAliasEvidence(const entity::Entity& entry, std::uint16_t value) {
  return {"weakAlias", kWeakAlias, "", TextOf(entry, value), "the list itself calls this alias weak"};
}

void Explain(const entity::Entity& party, const entity::Entity& entry, Kind kind, const PreparedName* query,
             const BestName& best, const Facts& party_facts, double threshold, Alert& alert) {
  if (query != nullptr && best.similarity >= 0) {
    alert.query_name = TextOf(party, query->value);
    alert.candidate_name = TextOf(entry, best.value);
    const std::vector<Name> readings = PrepareName(alert.candidate_name, kind);
    if (best.reading < readings.size()) {
      const Name& candidate = readings[best.reading];
      const NameSimilarity s = ComparePrepared(query->name, candidate);
      AddAlignment(query->name, candidate, s, alert);
      AddNameParts(s, alert);
    }
  }
  alert.settle = SettleText(party_facts, FactsOf(entry), kind == Kind::kPerson, threshold, alert);
}

}  // namespace match
