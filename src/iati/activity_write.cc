#include <initializer_list>
#include <utility>

#include "iati/activity.h"

namespace iati {
namespace {

void Escape(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";  // an attribute's line break would be read as a blank
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\r':
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20)
          out.push_back(c);  // XML 1.0 has no other control characters
    }
  }
}

using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Elements one below the other, two blanks a level. Attributes with an empty value are left out.
class Xml {
 public:
  explicit Xml(std::string& out) : out_(out) {}
  void Open(std::string_view name, Attributes attributes = {}) {
    Begin(name, attributes);
    out_ += ">\n";
    ++depth_;
  }
  void Close(std::string_view name) {
    --depth_;
    Indent();
    out_ += "</" + std::string(name) + ">\n";
  }
  void Empty(std::string_view name, Attributes attributes) {
    Begin(name, attributes);
    out_ += "/>\n";
  }
  void Text(std::string_view name, std::string_view text, Attributes attributes = {}) {
    Begin(name, attributes);
    out_ += ">";
    Escape(out_, text);
    out_ += "</" + std::string(name) + ">\n";
  }
  // <name><narrative>text</narrative></name>
  void Words(std::string_view name, std::string_view text, Attributes attributes = {}) {
    Open(name, attributes);
    Text("narrative", text);
    Close(name);
  }

 private:
  void Indent() { out_.append(static_cast<std::size_t>(depth_) * 2, ' '); }
  void Begin(std::string_view name, Attributes attributes) {
    Indent();
    out_ += "<" + std::string(name);
    for (const auto& [attribute, value] : attributes) {
      if (value.empty()) continue;
      out_ += " " + std::string(attribute) + "=\"";
      Escape(out_, value);
      out_ += "\"";
    }
  }

  std::string& out_;
  int depth_ = 1;
};

void WriteOrganisation(Xml& xml, std::string_view element, const Organisation& org) {
  if (org.name.empty()) {
    if (!org.ref.empty()) xml.Empty(element, {{"ref", org.ref}, {"type", org.type}, {"role", org.role}});
    return;
  }
  xml.Words(element, org.name, {{"ref", org.ref}, {"type", org.type}, {"role", org.role}});
}

void WriteValue(Xml& xml, const base::Money& value, std::string_view date) {
  xml.Text("value", value.amount.text(), {{"currency", value.currency.code()}, {"value-date", date}});
}

void WriteTransaction(Xml& xml, const Transaction& transaction) {
  xml.Open("transaction", {{"ref", transaction.ref},
                           {"m:stage", transaction.stage},
                           {"m:quantity", transaction.quantity},
                           {"m:unit", transaction.unit},
                           {"m:valued-by", transaction.valued_by},
                           {"m:commitment", transaction.commitment},
                           {"m:reverses", transaction.reverses}});
  xml.Empty("transaction-type", {{"code", transaction.type}});
  xml.Empty("transaction-date", {{"iso-date", transaction.date}});
  WriteValue(xml, transaction.value, transaction.value_date);
  if (!transaction.description.empty()) xml.Words("description", transaction.description);
  WriteOrganisation(xml, "provider-org", transaction.provider);
  WriteOrganisation(xml, "receiver-org", transaction.receiver);
  xml.Close("transaction");
}

void WriteBudget(Xml& xml, const Budget& budget) {
  xml.Open("budget", {{"type", budget.revised ? "2" : ""}});
  xml.Empty("period-start", {{"iso-date", budget.start}});
  xml.Empty("period-end", {{"iso-date", budget.end}});
  WriteValue(xml, budget.value, budget.value_date);
  xml.Close("budget");
}

void WritePeriodValue(Xml& xml, const PeriodValue& value) {
  const std::string_view element = value.actual ? "actual" : "target";
  if (value.dimension.empty() && value.comment.empty()) return xml.Empty(element, {{"value", value.value}});
  xml.Open(element, {{"value", value.value}});
  const std::size_t equals = value.dimension.find('=');
  if (equals != std::string::npos)
    xml.Empty("dimension", {{"name", std::string_view(value.dimension).substr(0, equals)},
                            {"value", std::string_view(value.dimension).substr(equals + 1)}});
  if (!value.comment.empty()) xml.Words("comment", value.comment);
  xml.Close(element);
}

void WriteIndicator(Xml& xml, const Indicator& indicator) {
  xml.Open("indicator",
           {{"measure", indicator.measure}, {"ascending", indicator.ascending ? "true" : "false"}});
  xml.Words("title", indicator.title);
  if (!indicator.baseline_year.empty())
    xml.Empty("baseline", {{"year", indicator.baseline_year}, {"value", indicator.baseline_value}});
  for (const ResultPeriod& period : indicator.periods) {
    xml.Open("period");
    xml.Empty("period-start", {{"iso-date", period.start}});
    xml.Empty("period-end", {{"iso-date", period.end}});
    for (const bool actual : {false, true})
      for (const PeriodValue& value : period.values)
        if (value.actual == actual) WritePeriodValue(xml, value);
    xml.Close("period");
  }
  xml.Close("indicator");
}

void WriteResult(Xml& xml, const ActivityResult& result) {
  if (result.indicators.empty()) return;  // the schema asks for one
  xml.Open("result", {{"type", result.type}});
  xml.Words("title", result.title);
  for (const Indicator& indicator : result.indicators) WriteIndicator(xml, indicator);
  xml.Close("result");
}

}  // namespace

Writer::Writer(std::string_view generated) {
  text_ =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\" generated-datetime=\"";
  Escape(text_, generated);
  text_ += "\" xmlns:m=\"" + std::string(kNamespace) + "\">\n";
}

void Writer::Add(const Activity& activity) {
  Xml xml(text_);
  xml.Open("iati-activity",
           {{"xml:lang", activity.language}, {"default-currency", activity.default_currency}});
  xml.Text("iati-identifier", activity.identifier);
  xml.Words("reporting-org", activity.reporting.name,
            {{"ref", activity.reporting.ref}, {"type", activity.reporting.type}});
  xml.Words("title", activity.title);
  xml.Words("description", activity.description.empty() ? activity.title : activity.description);
  for (const Organisation& org : activity.participating) WriteOrganisation(xml, "participating-org", org);
  for (const Coded& other : activity.other_identifiers)
    xml.Empty("other-identifier", {{"ref", other.code}, {"type", other.vocabulary}});
  xml.Empty("activity-status", {{"code", activity.status}});
  for (const ActivityDay& day : activity.dates)
    xml.Empty("activity-date", {{"iso-date", day.date}, {"type", day.type}});
  for (const Coded& country : activity.countries)
    xml.Empty("recipient-country", {{"code", country.code}, {"percentage", country.percentage}});
  for (const Coded& region : activity.regions)
    xml.Empty("recipient-region",
              {{"vocabulary", region.vocabulary}, {"code", region.code}, {"percentage", region.percentage}});
  for (const Coded& sector : activity.sectors)
    xml.Empty("sector",
              {{"vocabulary", sector.vocabulary}, {"code", sector.code}, {"percentage", sector.percentage}});
  for (const Coded& tag : activity.tags)
    xml.Empty("tag", {{"vocabulary", tag.vocabulary}, {"code", tag.code}});
  for (const Budget& budget : activity.budgets) WriteBudget(xml, budget);
  for (const Transaction& transaction : activity.transactions) WriteTransaction(xml, transaction);
  for (const ActivityResult& result : activity.results) WriteResult(xml, result);
  xml.Close("iati-activity");
}

std::string Writer::Done() {
  text_ += "</iati-activities>\n";
  return std::move(text_);
}

}  // namespace iati
