#pragma once
// The Human Trafficking Case Data Standard (HTCDS) 2.0 as tables: its 81 draft and 3 deprecated fields, its
// code lists, and the headers under which its own toolkit and others write the fields.
//
// Read from data/htcds/fields.tsv and codes.tsv, which are built into the program. Pure, thread-safe; what is
// handed out lives as long as the program. Source: https://github.com/UNMigration/HTCDS (IOM, CC BY 4.0).

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace htcds {

// A record has one case (the person, the victim context, the case itself, consent) and any number of the
// others.
enum class Part : std::uint8_t { kCase, kReferral, kPerson, kOrganisation, kComment, kEvent, kPlan };
inline constexpr std::size_t kParts = 7;

enum class Type : std::uint8_t {
  kText,
  kLongText,
  kLookup,     // the name of an organisation or a person
  kDate,       // YYYY-MM-DD, YYYY-MM, YYYY, or with THH:MM...; "circa 1990" stays as it is written
  kInteger,    // 0 to 999
  kLongitude,  // decimal degrees
  kLatitude,
  kCheckbox,  // "true", "false"
  kPhone,     // E.164; others are kept and noted
  kEmail,
  kCountry,   // ISO 3166-1 alpha-2
  kLanguage,  // ISO 639-2, three letters
  kCode,      // of Field::list
};

enum class Standing : std::uint8_t { kOptional, kCore, kDeprecated };

struct Field {
  std::string_view name;   // "prs_FirstName"
  std::string_view label;  // "First Name"; not unique ("Type")
  Part part;
  Type type;
  bool multi;  // several values, separated by semicolons
  Standing standing;
  std::string_view list;                  // a code list; empty where Type is not kCode
  std::vector<std::string_view> aliases;  // other headers
};

struct Code {
  std::string_view list, code, label;
};

// In the order of the standard: the order of columns in files that we write.
std::span<const Field> Fields();
std::span<const Code> Codes();

// By exact API name; null where there is none.
const Field* FieldNamed(std::string_view name);

// All fields that a header can mean: by name, label or alias, without regard to case, space and punctuation
// ("prs_First_Name" is "prs_FirstName"). Several for "Type", "Longitude", "Latitude".
std::vector<const Field*> FieldsMeant(std::string_view header);

// The code that a text stands for in the list: the code itself, its label, either without regard to case,
// space and punctuation, or with the name of its field before it ("MethodsOfControlDebtBondage"). Empty where
// it is none of the list.
std::string_view CodeMeant(std::string_view list, std::string_view text);

// "case", "referral", "person", "organisation", "comment", "event", "plan"; the plural names sheets and
// members.
std::string_view PartName(Part part);
std::string_view PartPlural(Part part);

// Letters and digits alone, ASCII in lower case; what is not ASCII stays.
std::string Key(std::string_view text);

// Without white space at its ends, U+00A0 and U+3000 included.
std::string_view Trim(std::string_view text);

}  // namespace htcds
