#pragma once
// Whether a document satisfies the IATI 2.03 activity schema: order, cardinality, simple types, attributes,
// xml:lang, elements and attributes of other namespaces where the schema lets them stand. The facts come from
// the published XSD (schema_table.inc, made by tools/make_iati_table.py); the root must be iati-activities.
// What lies in other namespaces is looked at as the schema says ("lax"): IATI elements without a namespace
// below them are checked as well.
//
// xsi:type and xsi:nil are refused (the schema has no use for either); xsi:schemaLocation is let through.
//
// Belongs to one thread. Memory: what is open at a time.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "iati/document.h"
#include "iati/simple_types.h"

namespace iati {

struct Finding {
  int line = 0;
  std::string rule;  // "schema", or the name of a rule beyond it (rules.h)
  std::string text;  // what is wrong and what to do
};
using FindingSink = std::function<void(Finding)>;

class SchemaChecker final : public Handler {
 public:
  explicit SchemaChecker(FindingSink sink) : sink_(std::move(sink)) {}
  void OnStart(std::string_view space, std::string_view name, const std::vector<Attribute>& attributes,
               int line) override;
  void OnText(std::string_view text, int line) override;
  void OnEnd(int line) override;
  base::Status state() const override { return base::Ok(); }

 private:
  // One open element. `type` below 0: of another namespace, or not known where it stands.
  struct Open {
    std::string name;
    int type = -1;
    bool lax = false;  // of another namespace: anything goes but IATI elements that are wrong in themselves
    std::size_t place = 0;   // in the type's sequence: the child last seen
    int seen = 0;            // how many of that child
    bool others = false;     // an element of another namespace was seen: the sequence is over
    bool text_told = false;  // stray text is told once
    std::string text;        // of simple types
    int line = 0;
  };
  int TypeOfChild(Open& parent, std::string_view name, int line);
  void MustHaveSeen(Open& parent, std::size_t from, std::size_t to, int line);
  void CheckAttributes(const Open& element, const std::vector<Attribute>& attributes);
  void CheckOtherAttribute(const Open& element, const Attribute& attribute);
  void CheckXmlAttribute(const Open& element, const Attribute& attribute);  // known wherever they stand
  void Tell(int line, std::string text) { sink_({line, "schema", std::move(text)}); }

  FindingSink sink_;
  std::vector<Open> open_;
};

}  // namespace iati
