#include "base/limits_strip.h"
#include "strip/test_files.h"

namespace strip {
namespace {

// Puts segments right after the start.
std::string Plant(const std::string& jpeg, const std::string& segments) {
  return jpeg.substr(0, 2) + segments + jpeg.substr(2);
}

std::string EveryPlace() {
  std::string secret16 = Utf16(kSecret, false);
  return JpegSegment(0xe0, "JFIF\0\1\2\1\0\x48\0\x48\1\1"s + "\1\2\3" + kSecret) +
         JpegSegment(0xe0, "JFXX\0\x10"s + MakeJpeg() + kSecret) + JpegSegment(0xe1, MakeExif(1, true)) +
         JpegSegment(0xe1, "http://ns.adobe.com/xap/1.0/\0"s + kSecret) +
         JpegSegment(0xe1, "http://ns.adobe.com/xmp/extension/\0"s + kSecret) +
         JpegSegment(0xe2, "ICC_PROFILE\0\1\1"s + kSecret + secret16) +
         JpegSegment(0xe2, "MPF\0"s + kSecret) + JpegSegment(0xe5, kSecret) +
         JpegSegment(0xed, "Photoshop 3.0\0"s + kSecret) + JpegSegment(0xef, secret16) +
         JpegSegment(0xfe, kSecret) + kSecret;
}

TEST(StripJpeg, TakesOutWhatIsNotThePicture) {
  for (JpegShape shape : {JpegShape{}, JpegShape{true, 0}, JpegShape{false, 2}, JpegShape{true, 3},
                          JpegShape{false, 0, JCS_GRAYSCALE}, JpegShape{false, 0, JCS_CMYK}}) {
    std::string picture = MakeJpeg(shape);
    std::string planted = Plant(picture, EveryPlace()) + kSecret + picture + JpegSegment(0xe1, kSecret);
    ASSERT_TRUE(HoldsSecret(planted));
    Stripped clean = StripWell(planted);
    EXPECT_EQ(clean.kind, Kind::kJpeg);
    EXPECT_STREQ(clean.media_type, "image/jpeg");
    EXPECT_STREQ(clean.extension, "jpg");
    EXPECT_EQ(DecodeJpeg(clean.bytes), DecodeJpeg(picture));
    EXPECT_LE(clean.bytes.size(), picture.size() + 20);
    for (Taken what :
         {Taken::kExif, Taken::kXmp, Taken::kIptc, Taken::kColourProfile, Taken::kComment, Taken::kThumbnail,
          Taken::kTrailing, Taken::kResolution, Taken::kAppData, Taken::kHidden}) {
      EXPECT_GT(Count(clean.removed, what), 0u) << TakenName(what);
    }
    EXPECT_EQ(Count(clean.removed, Taken::kXmp), 2u);
  }
}

TEST(StripJpeg, KeepsAdobesColoursWithoutItsRest) {
  std::string picture = MakeJpeg({false, 0, JCS_CMYK});
  std::size_t at = picture.find("Adobe");
  ASSERT_NE(at, std::string::npos);
  std::string segment = picture.substr(at - 4, 16);
  std::string longer = JpegSegment(0xee, segment.substr(4) + kSecret);
  std::string planted = picture.substr(0, at - 4) + longer + picture.substr(at + 12);
  Stripped clean = StripWell(planted);
  EXPECT_EQ(DecodeJpeg(clean.bytes), DecodeJpeg(picture));
  EXPECT_NE(clean.bytes.find("Adobe"), std::string::npos);
}

TEST(StripJpeg, KeepsTheOrientationAndNothingElseOfExif) {
  for (bool little : {true, false}) {
    for (unsigned orientation = 1; orientation <= 8; ++orientation) {
      Stripped clean = StripWell(Plant(MakeJpeg(), JpegSegment(0xe1, MakeExif(orientation, little))));
      std::size_t at = clean.bytes.find("Exif");
      if (orientation == 1) {
        EXPECT_EQ(at, std::string::npos);
        EXPECT_EQ(Count(clean.removed, Taken::kExif), 1u);
        continue;
      }
      ASSERT_NE(at, std::string::npos);
      EXPECT_EQ(Big16(clean.bytes, at - 2), 34u);  // the shortest EXIF with one entry
      EXPECT_EQ(Big16(clean.bytes, at + 16), 0x0112u);
      EXPECT_EQ(Big16(clean.bytes, at + 24), orientation);
      EXPECT_EQ(clean.bytes.find("Exif", at + 1), std::string::npos);
      EXPECT_EQ(Count(clean.removed, Taken::kOrientation), 1u);
    }
  }
}

TEST(StripJpeg, OrientationThatIsNoneIsDropped) {
  for (unsigned wrong : {0u, 9u, 65535u}) {
    Stripped clean = StripWell(Plant(MakeJpeg(), JpegSegment(0xe1, MakeExif(wrong, true))));
    EXPECT_EQ(clean.bytes.find("Exif"), std::string::npos);
  }
  for (std::string tiff :
       {"II*\0\xff\xff\xff\xff"s, "MM\0*\0\0\0\x08\xff\xff"s, "II"s, "XX*\0\x08\0\0\0\1\0"s}) {
    Stripped clean = StripWell(Plant(MakeJpeg(), JpegSegment(0xe1, "Exif\0\0"s + tiff)));
    EXPECT_EQ(clean.bytes.find("Exif"), std::string::npos);
  }
}

TEST(StripJpeg, NothingHidesBehindATable) {
  for (unsigned marker : {0xdbu, 0xc4u, 0xddu, 0xc0u, 0xdau}) {
    std::string picture = MakeJpeg({false, 1});
    std::string start{'\xff', static_cast<char>(marker)};
    std::size_t at = picture.find(start);
    ASSERT_NE(at, std::string::npos);
    std::size_t size = Big16(picture, at + 2);
    std::string longer = JpegSegment(marker, picture.substr(at + 4, size - 2) + kSecret);
    EXPECT_EQ(WhyRefused(picture.substr(0, at) + longer + picture.substr(at + 2 + size)), Refusal::kDamaged)
        << marker;
  }
}

TEST(StripJpeg, CutOffPicturesGetAnEnd) {
  std::string picture = MakeJpeg();
  std::size_t scan = picture.find("\xff\xda");
  for (std::size_t size = 3; size < picture.size(); ++size) {
    auto result = Strip(picture.substr(0, size));
    if (size >= scan + 14) {  // the whole header of the scan
      ASSERT_TRUE(result.has_value()) << size;
      EXPECT_EQ(result->bytes.substr(result->bytes.size() - 2), "\xff\xd9");
      StripWell(picture.substr(0, size));
    } else {
      EXPECT_FALSE(result.has_value()) << size;
    }
  }
}

TEST(StripJpeg, LimitOfSegments) {
  std::string comments;
  for (std::size_t i = 0; i < base::kMaxStripSegments; ++i) comments += "\xff\xfe\0\2"s;
  EXPECT_EQ(WhyRefused(Plant(MakeJpeg(), comments)), Refusal::kTooMuch);
  Stripped clean = StripWell(Plant(MakeJpeg(), comments.substr(0, comments.size() / 2)));
  EXPECT_EQ(Count(clean.removed, Taken::kComment), base::kMaxStripSegments / 2);
}

}  // namespace
}  // namespace strip
