#include "net/forms.h"

#include <gtest/gtest.h>

#include <string>

#include "base/limits.h"
#include "net/bytes.h"
#include "net/multipart.h"

namespace net {
namespace {

TEST(UrlEncoded, DecodesPairsInOrder) {
  const auto got = ParseUrlEncoded("a=1&b=two+words&a=%C3%A9&&empty=&alone&x=a%3Db=c");
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->pairs().size(), 6u);
  EXPECT_EQ(got->Get("b"), "two words");
  EXPECT_EQ(got->All("a"), (std::vector<std::string_view>{"1", "é"}));
  EXPECT_TRUE(got->Has("empty"));
  EXPECT_TRUE(got->Has("alone"));
  EXPECT_FALSE(got->Has("none"));
  EXPECT_EQ(got->Get("x"), "a=b=c");
}

TEST(UrlEncoded, RefusesWhatIsBroken) {
  for (const char* text : {"a=%", "a=%4", "a=%zz", "%00=1", "a=%00", "a=%ff", "a=%ed%a0%80"}) {
    const auto got = ParseUrlEncoded(text);
    ASSERT_FALSE(got.has_value()) << text;
    EXPECT_EQ(got.error().code, base::Code::kInvalid);
  }
}

TEST(UrlEncoded, LimitOfFields) {
  std::string text;
  for (std::size_t i = 0; i < base::kMaxFormFields; ++i) text += "a=1&";
  EXPECT_TRUE(ParseUrlEncoded(text).has_value());
  EXPECT_EQ(ParseUrlEncoded(text + "a=1").error().code, base::Code::kTooLarge);
}

TEST(UrlEncoded, EncodingComesBack) {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  all += "é€𐍈";
  const auto back = ParseUrlEncoded("k=" + UrlEncode(all));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->Get("k"), all);
  EXPECT_EQ(UrlEncode("aZ09-._~ /é"), "aZ09-._~%20%2F%C3%A9");
}

std::string Part(const std::string& headers, const std::string& content) {
  return "--XX\r\n" + headers + "\r\n\r\n" + content + "\r\n";
}

const char* const kTextPart = "Content-Disposition: form-data; name=\"t\"";

TEST(Multipart, FieldsAndFiles) {
  const std::string body = "preamble\r\n" + Part(kTextPart, "line 1\r\nline 2") +
                           Part(
                               "Content-Disposition: form-data; name=\"f\"; "
                               "filename=\"C:\\\\dir\\\\списо\\\"к.csv\"\r\nContent-Type: text/csv",
                               std::string("a\0b\r\n--X\r\n", 9)) +
                           Part("content-disposition: form-data; name=plain; filename=x", "") +
                           "--XX--\r\nepilogue";
  const auto got = ParseMultipart(body, "XX");
  ASSERT_TRUE(got.has_value()) << got.error().external;
  EXPECT_EQ(got->fields.Get("t"), "line 1\r\nline 2");
  ASSERT_EQ(got->files.size(), 2u);
  EXPECT_EQ(got->files[0].field, "f");
  EXPECT_EQ(got->files[0].file_name, "списо\"к.csv");
  EXPECT_EQ(got->files[0].content_type, "text/csv");
  EXPECT_EQ(got->files[0].bytes, std::string_view("a\0b\r\n--X\r\n", 9));
  EXPECT_GE(got->files[0].bytes.data(), body.data()) << "the content is not copied";
  EXPECT_LT(got->files[0].bytes.data(), body.data() + body.size());
  EXPECT_EQ(got->files[1].field, "plain");
  EXPECT_EQ(got->files[1].bytes, "");
  EXPECT_EQ(got->files[1].content_type, "application/octet-stream");
}

TEST(Multipart, FileNamesAreOnlyNames) {
  const auto name_of = [](const std::string& sent) {
    const auto got = ParseMultipart(
        Part("Content-Disposition: form-data; name=f; filename=\"" + sent + "\"", "x") + "--XX--", "XX");
    return got.has_value() ? got->files[0].file_name : "error";
  };
  EXPECT_EQ(name_of("../../etc/passwd"), "passwd");
  EXPECT_EQ(name_of("a/.."), "");
  EXPECT_EQ(name_of("a\x01\x7f"
                    "b"),
            "ab");
  EXPECT_EQ(name_of("C:\\temp\\list.xlsx"), "list.xlsx");
}

TEST(Multipart, RefusesWhatIsBroken) {
  const std::string whole = Part(kTextPart, "value") + "--XX--";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(ParseMultipart(whole.substr(0, size), "XX").has_value()) << "cut off after " << size;
  }
  EXPECT_TRUE(ParseMultipart(whole, "XX").has_value());
  EXPECT_FALSE(ParseMultipart(whole, "").has_value());
  EXPECT_FALSE(ParseMultipart(whole, std::string(71, 'X')).has_value());
  EXPECT_FALSE(ParseMultipart(Part("Content-Disposition: form-data", "v") + "--XX--", "XX").has_value());
  EXPECT_FALSE(
      ParseMultipart(Part("Content-Disposition: attachment; name=a", "v") + "--XX--", "XX").has_value());
  EXPECT_FALSE(ParseMultipart(Part("no colon", "v") + "--XX--", "XX").has_value());
  EXPECT_FALSE(ParseMultipart(Part(kTextPart, "\xff") + "--XX--", "XX").has_value());
  EXPECT_FALSE(ParseMultipart("--XX junk\r\n\r\nv\r\n--XX--", "XX").has_value());
}

// Of the beginning of a form its whole parts are read, wherever it was cut.
TEST(Multipart, TakesTheWholePartsOfWhatWasCut) {
  const std::string first = Part(kTextPart, "value"), whole = first + Part(kTextPart, "second") + "--XX--";
  for (std::size_t size = std::string_view("--XX").size(); size < whole.size(); ++size) {
    const auto form = ParseMultipart(whole.substr(0, size), "XX", true);
    ASSERT_TRUE(form.has_value()) << size << form.error().external;
    const std::size_t parts = form->fields.pairs().size();
    EXPECT_EQ(form->fields.Get("t"), parts > 0 ? "value" : "");
    EXPECT_GE(parts, size > first.size() + 4 ? 1u : 0u) << size;
  }
}

TEST(Multipart, LimitOfParts) {
  std::string parts;
  for (std::size_t i = 0; i < base::kMaxMultipartParts; ++i) parts += Part(kTextPart, "v");
  EXPECT_TRUE(ParseMultipart(parts + "--XX--", "XX").has_value());
  EXPECT_EQ(ParseMultipart(parts + Part(kTextPart, "v") + "--XX--", "XX").error().code,
            base::Code::kTooLarge);
}

TEST(Multipart, LimitOfAPartsHeader) {
  const std::string start = std::string(kTextPart) + "\r\nX: ";
  const auto with_size = [&start](std::size_t size) {
    return Part(start + std::string(size - start.size(), 'x'), "v") + "--XX--";
  };
  EXPECT_TRUE(ParseMultipart(with_size(base::kMaxPartHeaderBytes), "XX").has_value());
  EXPECT_EQ(ParseMultipart(with_size(base::kMaxPartHeaderBytes + 1), "XX").error().code,
            base::Code::kTooLarge);
}

Request FormRequest(std::string_view content_type, std::string body) {
  Request request;
  request.headers.Add("Content-Type", content_type);
  request.body = Body(std::move(body));
  return request;
}

TEST(Form, EitherKindByContentType) {
  const auto encoded = ParseForm(FormRequest("application/x-www-form-urlencoded; charset=utf-8", "a=b"));
  ASSERT_TRUE(encoded.has_value());
  EXPECT_EQ(encoded->fields.Get("a"), "b");
  const auto multipart = ParseForm(
      FormRequest("Multipart/Form-Data; charset=utf-8; boundary=\"XX\"", Part(kTextPart, "v") + "--XX--"));
  ASSERT_TRUE(multipart.has_value()) << multipart.error().external;
  EXPECT_EQ(multipart->fields.Get("t"), "v");
  EXPECT_FALSE(ParseForm(FormRequest("multipart/form-data", "")).has_value());
  EXPECT_FALSE(ParseForm(FormRequest("application/json", "{}")).has_value());
  EXPECT_FALSE(ParseForm(FormRequest("", "")).has_value());
}

TEST(Form, OfWhatWasCutTheLastPairIsLeftOut) {
  Request request = FormRequest("application/x-www-form-urlencoded", "a=1&b=2&c=%E");
  EXPECT_FALSE(ParseForm(request).has_value());
  request.body_cut = true;
  const auto pairs = ParseForm(request);
  ASSERT_TRUE(pairs.has_value());
  EXPECT_EQ(pairs->fields.Get("b"), "2");
  EXPECT_FALSE(pairs->fields.Has("c"));
}

TEST(QualityList, BestFirstAndStable) {
  const auto got =
      ParseQualityList("text/html;q=0.5, ko, en-GB;q=0.8 , de;q=0, x;q=abc,, fr;q=0.8;v=1, a;q=7");
  std::string order;
  for (const MediaRange& range : got) order += range.type + " ";
  EXPECT_EQ(order, "ko a en-GB fr text/html ");
  EXPECT_TRUE(ParseQualityList("").empty());
}

TEST(Bytes, Utf8) {
  for (const char* good : {"", "a", "é", "€", "𐍈", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xee\x80\x80"})
    EXPECT_TRUE(IsUtf8(good)) << good;
  for (const char* bad : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
                          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\xff"}) {
    EXPECT_FALSE(IsUtf8(bad));
  }
}

}  // namespace
}  // namespace net
