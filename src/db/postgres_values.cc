#include "db/postgres_values.h"

#include <bit>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "db/mistake.h"
namespace db {
namespace {

constexpr unsigned kOidBool = 16;
constexpr unsigned kOidChar = 18;
constexpr unsigned kOidName = 19;
constexpr unsigned kOidInt2 = 21;
constexpr unsigned kOidInt4 = 23;
constexpr unsigned kOidOid = 26;
constexpr unsigned kOidFloat4 = 700;
constexpr unsigned kOidUntyped = 705;
constexpr unsigned kOidBpchar = 1042;
constexpr unsigned kOidVarchar = 1043;
constexpr unsigned kOidNumeric = 1700;
constexpr unsigned kOidVoid = 2278;
constexpr unsigned kOidBytesArray = 1001;
constexpr unsigned kOidTextArray = 1009;
constexpr unsigned kOidInt8Array = 1016;
constexpr unsigned kOidFloat8Array = 1022;

template <typename T>
std::string BigEndian(T value) {
  std::string bytes(sizeof(T), '\0');
  for (std::size_t i = 0; i < sizeof(T); ++i)
    bytes[i] = static_cast<char>(value >> (8 * (sizeof(T) - 1 - i)));
  return bytes;
}

std::uint64_t FromBigEndian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<unsigned char>(byte);
  return value;
}

unsigned TypeOf(const Param::Value& value) {
  constexpr unsigned kTypes[] = {kOidUnknown, kOidInt8, kOidFloat8, kOidText, kOidBytes};
  return kTypes[value.index()];
}

unsigned ArrayTypeOf(unsigned element) {
  switch (element) {
    case kOidInt8:
      return kOidInt8Array;
    case kOidFloat8:
      return kOidFloat8Array;
    case kOidText:
      return kOidTextArray;
    default:
      return kOidBytesArray;
  }
}

// Numbers as their eight bytes.
std::string EncodeNumber(const Param::Value& value, unsigned type) {
  if (type == kOidInt8) return BigEndian(static_cast<std::uint64_t>(std::get<std::int64_t>(value)));
  const auto* integer = std::get_if<std::int64_t>(&value);
  const double number = integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
  return BigEndian(std::bit_cast<std::uint64_t>(number));
}

void AppendElement(std::string& array, const Param::Value& value, unsigned type) {
  std::string number;
  std::string_view bytes;
  if (std::holds_alternative<std::monostate>(value)) {
    array += BigEndian(std::uint32_t{0xFFFFFFFF});
    return;
  }
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    bytes = *text;
  } else if (const auto* blob = std::get_if<std::span<const std::byte>>(&value)) {
    bytes = {reinterpret_cast<const char*>(blob->data()), blob->size()};
  } else {
    number = EncodeNumber(value, type);
    bytes = number;
  }
  array += BigEndian(static_cast<std::uint32_t>(bytes.size()));
  array += bytes;
}

bool IsNumber(unsigned type) {
  return type == kOidInt8 || type == kOidFloat8;
}

// numeric: count of digits, weight of the first, sign, display scale, digits to the base of 10,000. An
// integer where it is one and fits.
Row::Cell DecodeNumeric(std::string_view bytes) {
  const auto word = [&](std::size_t i) {
    return static_cast<std::int16_t>(FromBigEndian(bytes.substr(2 * i, 2)));
  };
  const int count = word(0);
  const int weight = word(1);
  const auto sign = static_cast<std::uint16_t>(word(2));
  constexpr std::uint16_t kMinus = 0x4000;
  if (sign != 0 && sign != kMinus) return std::monostate();  // NaN and infinities
  std::string text = sign == kMinus ? "-0" : "0";
  for (int at = 0; at <= weight; ++at)
    text += fmt::format("{:04}", at < count ? word(4 + static_cast<std::size_t>(at)) : 0);
  const bool integral = count <= weight + 1;
  std::int64_t integer = 0;
  if (integral && std::from_chars(text.data(), text.data() + text.size(), integer).ec == std::errc())
    return integer;
  text += '.';
  for (int at = weight + 1; at < 0; ++at) text += "0000";
  for (int at = std::max(weight + 1, 0); at < count; ++at)
    text += fmt::format("{:04}", word(4 + static_cast<std::size_t>(at)));
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

PostgresParams::PostgresParams(std::span<const Param> params) {
  for (const Param& param : params) Add(param.value());
}

void PostgresParams::Append(unsigned type, const char* value, std::size_t length) {
  types_.push_back(type);
  values_.push_back(value);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(1);
}

void PostgresParams::Add(const Param::Value& value) {
  const unsigned type = TypeOf(value);
  if (type == kOidUnknown) {
    Append(type, nullptr, 0);
  } else if (IsNumber(type)) {
    AddEncoded(type, EncodeNumber(value, type));
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    // A null pointer would be NULL, and an empty view may have one.
    Append(type, text->empty() ? "" : text->data(), text->size());
  } else {
    const auto bytes = std::get<std::span<const std::byte>>(value);
    Append(type, bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
}

void PostgresParams::AddEncoded(unsigned type, std::string bytes) {
  owned_.push_back(std::move(bytes));
  Append(type, owned_.back().data(), owned_.back().size());
}

std::string PostgresParams::Signature() const {
  return fmt::format("{}", fmt::join(types_, ","));
}

base::Result<PostgresArray> EncodeColumn(std::span<const Param> rows, std::size_t column,
                                         std::size_t stride) {
  unsigned type = kOidUnknown;
  bool has_null = false;
  for (std::size_t at = column; at < rows.size(); at += stride) {
    const unsigned here = TypeOf(rows[at].value());
    if (here == kOidUnknown) {
      has_null = true;
    } else if (type == kOidUnknown || type == here) {
      type = here;
    } else if (IsNumber(type) && IsNumber(here)) {
      type = kOidFloat8;
    } else {
      return Mistake(fmt::format("column {} of many rows mixes types", column + 1));
    }
  }
  if (type == kOidUnknown) return PostgresArray{};
  PostgresArray array{ArrayTypeOf(type), {}};
  const auto length = static_cast<std::uint32_t>(rows.size() / stride);
  // Dimensions, whether there is a NULL, the type of an element, length and lower bound of the one dimension.
  for (const std::uint32_t word :
       {std::uint32_t{1}, std::uint32_t{has_null}, std::uint32_t{type}, length, std::uint32_t{1}})
    array.bytes += BigEndian(word);
  for (std::size_t at = column; at < rows.size(); at += stride)
    AppendElement(array.bytes, rows[at].value(), type);
  return array;
}

base::Result<Row::Cell> DecodePostgres(unsigned type, std::string_view bytes) {
  switch (type) {
    case kOidInt8:
      return Row::Cell(static_cast<std::int64_t>(FromBigEndian(bytes)));
    case kOidInt4:
      return Row::Cell(std::int64_t{static_cast<std::int32_t>(FromBigEndian(bytes))});
    case kOidInt2:
      return Row::Cell(std::int64_t{static_cast<std::int16_t>(FromBigEndian(bytes))});
    case kOidBool:
    case kOidOid:
      return Row::Cell(static_cast<std::int64_t>(FromBigEndian(bytes)));
    case kOidFloat8:
      return Row::Cell(std::bit_cast<double>(FromBigEndian(bytes)));
    case kOidFloat4:
      return Row::Cell(double{std::bit_cast<float>(static_cast<std::uint32_t>(FromBigEndian(bytes)))});
    case kOidNumeric:
      return DecodeNumeric(bytes);
    case kOidText:
    case kOidVarchar:
    case kOidBpchar:
    case kOidName:
    case kOidChar:
    case kOidUntyped:
      return Row::Cell(std::string(bytes));
    case kOidBytes: {
      const auto* begin = reinterpret_cast<const std::byte*>(bytes.data());
      return Row::Cell(std::vector<std::byte>(begin, begin + bytes.size()));
    }
    case kOidVoid:
      return Row::Cell();
    default:
      return Mistake(fmt::format("a column has the type with oid {}, which is none of ours; cast it", type));
  }
}

int HighestParameter(std::string_view sql) {
  int highest = 0;
  char quote = 0;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char c = sql[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '$') {
      int number = 0;
      std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
      highest = std::max(highest, number);
    }
  }
  return highest;
}

}  // namespace db
