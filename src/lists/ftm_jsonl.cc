#include "lists/ftm_jsonl.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/limits.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

namespace json = boost::json;

std::string_view View(const json::string& text) {
  return {text.data(), text.size()};
}

std::string_view StringAt(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  const json::string* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : View(*text);
}

const json::object* Properties(const json::object& object) {
  const json::value* value = object.if_contains("properties");
  return value == nullptr ? nullptr : value->if_object();
}

// Calls `take` for each element of a list, or for the one value that stands in its place.
template <typename Take>
void ForEachValue(const json::value& value, const Take& take) {
  if (const json::array* list = value.if_array()) {
    for (const json::value& element : *list) take(element);
  } else if (!value.is_null()) {
    take(value);
  }
}

// Calls `take` for each text of a property of `object`; of nested entities, their id.
template <typename Take>
void ForEachText(const json::object& object, std::string_view property, const Take& take) {
  const json::object* properties = Properties(object);
  const json::value* values = properties == nullptr ? nullptr : properties->if_contains(property);
  if (values == nullptr) return;
  ForEachValue(*values, [&](const json::value& value) {
    if (const json::string* text = value.if_string()) take(View(*text));
    if (const json::object* nested = value.if_object()) take(StringAt(*nested, "id"));
  });
}

// "full", or else the parts of an Address in the order of a letter.
std::string AddressOf(const json::object& address) {
  std::string joined;
  const auto append = [&](std::string_view text) {
    if (text.empty()) return;
    if (!joined.empty()) joined += ", ";
    joined += text;
  };
  ForEachText(address, "full", [&](std::string_view text) {
    if (joined.empty()) append(text);
  });
  if (!joined.empty()) return joined;
  for (std::string_view part : {"remarks", "postOfficeBox", "street", "street2", "city", "postalCode",
                                "region", "state", "country"}) {
    ForEachText(address, part, append);
  }
  return joined.empty() ? std::string(StringAt(address, "caption")) : joined;
}

bool IsParty(entity::Schema schema) {
  static const entity::Schema vehicle = entity::SchemaNamed("Vehicle");
  return schema.IsA(entity::schema::LegalEntity()) || schema.IsA(vehicle);
}

class Reader {
 public:
  Reader(const std::string& name, const ProblemSink& problems, Collector& collector, Edition& edition)
      : name_(name), problems_(problems), collector_(collector), edition_(edition) {}

  // First reading: which ids repeat, and what other records add to parties.
  base::Status Survey(files::JsonLinesReader& lines) {
    std::unordered_set<std::uint64_t> seen;
    std::unordered_set<std::uint64_t> repeated;
    bool replaced = false;
    while (TRY(lines.Next())) {
      const json::object* object = lines.object();
      if (object == nullptr) continue;
      const std::optional<entity::Schema> schema = entity::FindSchema(StringAt(*object, "schema"));
      if (!schema) continue;
      if (IsParty(*schema)) {
        const std::string_view id = Trim(StringAt(*object, "id"));
        replaced = replaced || id.empty() || id.size() > base::kMaxIdBytes;
        if (!seen.insert(base::Hash64(id)).second) repeated.insert(base::Hash64(id));
      } else {
        TRY(KeepHelper(*object, *schema, lines.line()));
      }
    }
    // Where the collector replaces an id, only it knows what repeats: then everything is held.
    if (!replaced) collector_.HoldOnly(std::move(repeated));
    return base::Ok();
  }

  base::Status ReadParties(files::JsonLinesReader& lines) {
    while (TRY(lines.Next())) {
      const std::size_t line = lines.line();
      if (lines.object() == nullptr) {
        problems_(Problem{name_, line, "", "", lines.problem() + "; the line is not read"});
        continue;
      }
      const json::object& object = *lines.object();
      const std::string_view schema_name = StringAt(object, "schema");
      const std::optional<entity::Schema> schema = entity::FindSchema(schema_name);
      if (!schema) {
        problems_(Problem{name_, line, "schema", Shortened(schema_name),
                          "not a schema of FollowTheMoney; the record is not read"});
      } else if (!IsParty(*schema)) {
        ++edition_.not_parties;
      } else {
        TRY(ReadParty(object, *schema, line));
      }
    }
    return base::Ok();
  }

 private:
  base::Status KeepHelper(const json::object& object, entity::Schema schema, std::size_t line) {
    static const entity::Schema sanction = entity::SchemaNamed("Sanction");
    if (schema.IsA(entity::schema::Address())) {
      std::string address = AddressOf(object);
      held_bytes_ += address.size() + 128;
      addresses_.emplace(StringAt(object, "id"), std::move(address));
    } else if (schema.IsA(sanction)) {
      ForEachText(object, "entity", [&](std::string_view party) {
        ForEachText(object, "program", [&](std::string_view program) {
          held_bytes_ += program.size() + 128;
          programs_[std::string(party)].emplace_back(program);
        });
      });
    }
    if (held_bytes_ <= base::kMaxHeldListBytes) return base::Ok();
    return base::TooLarge(fmt::format(
        "{}: line {}: addresses and sanctions take more than {} bytes (kMaxHeldListBytes); split the file",
        name_, line, base::kMaxHeldListBytes));
  }

  base::Status ReadParty(const json::object& object, entity::Schema schema, std::size_t line) {
    static const entity::Property program = entity::PropertyNamed("program");
    Draft draft(problems_, name_, line);
    entity::Entity& entity = draft.entity();
    entity.schema = schema;
    entity.id = Trim(StringAt(object, "id"));
    if (entity.id.empty()) draft.Report("id", "", "no id; a hash of name and country stands for it");
    entity.caption = StringAt(object, "caption");
    if (const json::object* properties = Properties(object)) {
      for (const json::key_value_pair& pair : *properties)
        AddProperty({pair.key().data(), pair.key().size()}, pair.value(), draft);
    }
    if (entity.caption.empty()) entity.caption = entity.First(entity::prop::Name());
    const auto programs = programs_.find(entity.id);
    if (programs != programs_.end()) {
      for (const std::string& text : programs->second) draft.AddText(program, text, "Sanction");
    }
    return collector_.Take(std::move(draft));
  }

  void AddProperty(std::string_view name, const json::value& values, Draft& draft) {
    const std::optional<entity::Property> property = entity::FindProperty(name);
    ForEachValue(values, [&](const json::value& value) {
      const json::object* nested = value.if_object();
      const json::string* text = value.if_string();
      if (nested != nullptr) return AddNested(*nested, draft);
      if (name == "addressEntity" && text != nullptr) return AddLinkedAddress(View(*text), draft);
      if (!property) {
        draft.Report(Shortened(name), text == nullptr ? std::string() : Shortened(View(*text)),
                     "not a property of FollowTheMoney; the value is kept out");
      } else if (text == nullptr) {
        draft.Report(name, "", "the value is neither text nor an entity; kept out");
      } else if (property->type() !=
                 entity::PropertyType::kEntity) {  // ids of other records say nothing by themselves
        draft.Add(*property, View(*text), name);
      }
    });
  }

  void AddNested(const json::object& nested, Draft& draft) {
    const std::optional<entity::Schema> schema = entity::FindSchema(StringAt(nested, "schema"));
    if (!schema) return;
    ++edition_.not_parties;
    if (schema->IsA(entity::schema::Address())) {
      draft.AddText(entity::prop::AddressText(), AddressOf(nested), "addressEntity");
      ForEachText(nested, "country", [&](std::string_view text) {
        draft.AddCountry(entity::prop::Country(), text, "addressEntity");
      });
    }
    ForEachText(nested, "program", [&](std::string_view text) {
      draft.AddText(entity::PropertyNamed("program"), text, "Sanction");
    });
  }

  void AddLinkedAddress(std::string_view id, Draft& draft) {
    const auto found = addresses_.find(std::string(id));
    if (found != addresses_.end()) draft.AddText(entity::prop::AddressText(), found->second, "addressEntity");
  }

  const std::string& name_;
  const ProblemSink& problems_;
  Collector& collector_;
  Edition& edition_;
  std::unordered_map<std::string, std::string> addresses_;              // by id
  std::unordered_map<std::string, std::vector<std::string>> programs_;  // by the party's id
  std::size_t held_bytes_ = 0;
};

}  // namespace

base::Status ReadFtmJsonLines(const OpenLines& open, const std::string& name, const ProblemSink& problems,
                              Collector& collector, Edition& edition) {
  Reader reader(name, problems, collector, edition);
  const std::unique_ptr<files::JsonLinesReader> first = TRY(open());
  TRY(reader.Survey(*first));
  const std::unique_ptr<files::JsonLinesReader> second = TRY(open());
  return reader.ReadParties(*second);
}

}  // namespace lists
