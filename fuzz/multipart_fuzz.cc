// Any bytes as a multipart form: never a crash; what comes out lies within what went in. The first line is
// the Content-Type.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/limits.h"
#include "net/bytes.h"
#include "net/forms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  net::Request request;
  request.headers.Add("Content-Type", net::CutBefore(bytes, '\n'));
  request.body = net::Body(std::string(bytes));
  const auto form = net::ParseForm(request);
  if (!form.has_value()) {
    CHECK(!form.error().external.empty());
    return 0;
  }
  CHECK(form->fields.pairs().size() <= base::kMaxFormFields);
  for (const auto& [name, value] : form->fields.pairs()) {
    CHECK(net::IsUtf8(name) && net::IsUtf8(value));
    CHECK(name.find('\0') == std::string::npos && value.find('\0') == std::string::npos);
  }
  const std::string_view body = request.body.view();
  for (const net::UploadedFile& file : form->files) {
    CHECK(file.bytes.data() >= body.data() &&
          file.bytes.data() + file.bytes.size() <= body.data() + body.size());
    CHECK(net::IsUtf8(file.file_name) && file.file_name.find_first_of("/\\") == std::string::npos);
  }
  return 0;
}
