// Kinds, plain text, refusals, GIF and WebP.
#include "base/limits_strip.h"
#include "strip/test_files.h"

namespace strip {
namespace {

TEST(Strip, RefusesWhatItCannotCleanInWords) {
  struct Case {
    std::string bytes;
    Refusal why;
  };
  const std::vector<Case> cases = {
      {"", Refusal::kEmpty},
      {"\0\0\0\x18"
       "ftypheic\0\0\0\0mif1heic"s,
       Refusal::kHeic},
      {"\0\0\0\x18"
       "ftypavif\0\0\0\0"s,
       Refusal::kHeic},
      {"\0\0\0\x18"
       "ftypisom\0\0\0\0"s,
       Refusal::kFilm},
      {"\0\0\0\x18"
       "ftypqt  \0\0\0\0"s,
       Refusal::kFilm},
      {"\0\0\0\x18"
       "ftypM4A \0\0\0\0"s,
       Refusal::kSound},
      {"\x1a\x45\xdf\xa3webm\0"s, Refusal::kFilm},
      {"RIFF\0\0\0\0AVI LIST"s, Refusal::kFilm},
      {"RIFF\0\0\0\0WAVEfmt "s, Refusal::kSound},
      {"ID3\4\0\0\0"s, Refusal::kSound},
      {"OggS\0\2"s, Refusal::kSound},
      {"#!AMR\n\0"s, Refusal::kSound},
      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"s, Refusal::kOldOffice},
      {"\xd0\xcf\x11\xe0"s + Utf16("EncryptedPackage", false), Refusal::kLocked},
      {"{\\rtf1{\\info{\\author Me}}}", Refusal::kOldOffice},
      {WriteZip({{"a.txt", "text"}}), Refusal::kArchive},
      {"Rar!\x1a\7\0"s, Refusal::kArchive},
      {"\x1f\x8b\x08\0"s, Refusal::kArchive},
      {"<html><meta name=author content=me></html>", Refusal::kUnknownKind},
      {"  \n<?xml version=\"1.0\"?><svg/>", Refusal::kUnknownKind},
      {"From: me@example.org\nTo: you\n\nHello", Refusal::kUnknownKind},
      {"BEGIN:VCARD\nFN:Me\nEND:VCARD", Refusal::kUnknownKind},
      {"caf\xe9 in Latin-1", Refusal::kUnknownKind},
      {"a\0b"s, Refusal::kUnknownKind},
      {"II*\0\x08\0\0\0"s, Refusal::kUnknownKind},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(WhyRefused(each.bytes), each.why) << each.bytes.substr(0, 30);
    EXPECT_EQ(Recognise(each.bytes), Kind::kUnknown) << each.bytes.substr(0, 30);
    auto result = Strip(each.bytes);
    EXPECT_EQ(result.error().external, RefusalWords(each.why));
  }
  EXPECT_FALSE(RefusalOf(base::Invalid("something else")).has_value());
}

TEST(Strip, PlainTextStaysAsItIs) {
  for (std::string text :
       {"Hello"s,
        "\xef\xbb\xbfLine\r\nLine\t\xe1\x80\x99\xe1\x80\xbc\xe1\x80\x94\xe1\x80\xba\xe1\x80\x99\xe1\x80\xac"s,
        "a < b"s}) {
    Stripped clean = StripWell(text);
    EXPECT_EQ(clean.kind, Kind::kText);
    EXPECT_EQ(clean.bytes, text);
    EXPECT_STREQ(clean.extension, "txt");
  }
}

TEST(Strip, LimitOfBytes) {
  EXPECT_TRUE(Strip(std::string(base::kMaxStripBytes, 'a')).has_value());
  auto over = Strip(std::string(base::kMaxStripBytes + 1, 'a'));
  ASSERT_FALSE(over.has_value());
  EXPECT_EQ(over.error().code, base::Code::kTooLarge);
  EXPECT_EQ(RefusalOf(over.error()), Refusal::kTooLarge);
}

TEST(Strip, EveryKindHasNames) {
  std::vector<std::string> seen;
  for (int i = 0; i <= static_cast<int>(Kind::kUnknown); ++i) {
    seen.push_back(Extension(static_cast<Kind>(i)));
    EXPECT_NE(std::string(MediaType(static_cast<Kind>(i))).find('/'), std::string::npos);
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
  for (int i = 0; i <= static_cast<int>(Taken::kOrientation); ++i)
    EXPECT_GT(std::string(TakenName(static_cast<Taken>(i))).size(), 3u);
}

// One pixel, twice, with a loop: small enough to be written by hand from GIF89a.
std::string Gif(const std::string& extras) {
  std::string frame = "\x21\xf9\4\0\x0a\0\0\0"s + "\x2c\0\0\0\0\1\0\1\0\0"s + "\2\2\x44\1\0"s;
  return "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff"s + "\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"s + extras + frame +
         frame + ";";
}

TEST(StripGif, KeepsPicturesTimingAndLoop) {
  std::string block = std::string(1, static_cast<char>(kSecret.size())) + kSecret + "\0"s;
  std::string extras = "\x21\xfe"s + block + "\x21\xff\x0bXMP DataXMP"s + block + "\x21\xff\x0bMGK8BIM0000"s +
                       block + "\x21\x01\x0c\0\0\0\0\0\0\0\0\0\0\0\0"s + block;
  Stripped clean = StripWell(Gif(extras) + kSecret);
  EXPECT_EQ(clean.kind, Kind::kGif);
  EXPECT_EQ(clean.bytes, Gif(""));
  EXPECT_EQ(Count(clean.removed, Taken::kComment), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kXmp), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kAppData), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kHidden), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kTrailing), 1u);
  std::string plain = Gif("");
  EXPECT_EQ(WhyRefused(plain.substr(0, 20)), Refusal::kDamaged);
  EXPECT_EQ(WhyRefused(plain.substr(0, plain.size() - 3)), Refusal::kDamaged);
  std::string many;
  for (std::size_t i = 0; i < base::kMaxStripSegments; ++i) many += "\x21\xfe\0"s;
  EXPECT_EQ(WhyRefused(Gif(many)), Refusal::kTooMuch);
}

std::string Riff(const std::string& chunks) {
  std::string out("RIFF");
  PutLittle32(out, static_cast<std::uint32_t>(chunks.size() + 4));
  return out + "WEBP" + chunks;
}

std::string RiffChunk(const std::string& type, const std::string& body) {
  std::string out(type);
  PutLittle32(out, static_cast<std::uint32_t>(body.size()));
  return out + body + (body.size() % 2 == 1 ? "\0"s : ""s);
}

TEST(StripWebp, KeepsThePictureAndClearsItsFlags) {
  std::string picture = RiffChunk("VP8L", "\x2f\0\0\0\0\x07\x10\x11\x11\x88\x88\xfe\7\0"s);
  std::string secret = RiffChunk("ICCP", kSecret) + RiffChunk("XXXX", kSecret);
  std::string frame = RiffChunk("ANMF", std::string(16, '\1') + picture + RiffChunk("junk", kSecret));
  std::string planted =
      Riff(RiffChunk("VP8X", "\x3e\0\0\0\0\0\0\0\0\0"s) + secret + RiffChunk("ANIM", "\0\0\0\0\0\0"s) +
           frame + picture + RiffChunk("EXIF", MakeExif(1, false)) + RiffChunk("XMP ", kSecret)) +
      kSecret;
  Stripped clean = StripWell(planted);
  EXPECT_EQ(clean.kind, Kind::kWebp);
  EXPECT_EQ(clean.bytes,
            Riff(RiffChunk("VP8X", "\x12\0\0\0\0\0\0\0\0\0"s) + RiffChunk("ANIM", "\0\0\0\0\0\0"s) +
                 RiffChunk("ANMF", std::string(16, '\1') + picture) + picture));
  EXPECT_EQ(Count(clean.removed, Taken::kExif), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kXmp), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kColourProfile), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kHidden), 2u);
  EXPECT_EQ(Count(clean.removed, Taken::kTrailing), 1u);
  EXPECT_EQ(WhyRefused(planted.substr(0, 60)), Refusal::kDamaged);
  EXPECT_EQ(WhyRefused(Riff(secret)), Refusal::kDamaged) << "no picture";
  const std::string empty = RiffChunk("ANMF", std::string(16, '\1') + RiffChunk("junk", kSecret));
  EXPECT_EQ(StripWell(Riff(picture + empty)).bytes, Riff(picture)) << "a frame without a picture";
}

}  // namespace
}  // namespace strip
