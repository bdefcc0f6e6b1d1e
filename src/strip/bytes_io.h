#pragma once
// Numbers in bytes, both orders. The caller has made sure that the bytes are there.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace strip {

inline std::uint32_t Byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
inline std::uint32_t Big16(std::string_view bytes, std::size_t at) {
  return Byte(bytes, at) << 8 | Byte(bytes, at + 1);
}
inline std::uint32_t Big32(std::string_view bytes, std::size_t at) {
  return Big16(bytes, at) << 16 | Big16(bytes, at + 2);
}
inline std::uint32_t Little16(std::string_view bytes, std::size_t at) {
  return Byte(bytes, at) | Byte(bytes, at + 1) << 8;
}
inline std::uint32_t Little32(std::string_view bytes, std::size_t at) {
  return Little16(bytes, at) | Little16(bytes, at + 2) << 16;
}
inline void PutBig16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value >> 8 & 0xff);
  out += static_cast<char>(value & 0xff);
}
inline void PutBig32(std::string& out, std::uint32_t value) {
  PutBig16(out, value >> 16);
  PutBig16(out, value);
}
inline void PutLittle16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xff);
  out += static_cast<char>(value >> 8 & 0xff);
}
inline void PutLittle32(std::string& out, std::uint32_t value) {
  PutLittle16(out, value);
  PutLittle16(out, value >> 16);
}

}  // namespace strip
