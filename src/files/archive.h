#pragma once
// Archive: the members of a ZIP archive, read in streams with limits on all that is inflated. Belongs to one
// thread. Errors: kInvalid (not an archive, cut off, damaged, encrypted), kTooLarge (kMaxArchiveMembers,
// kMaxInflatedBytes, kMaxInflateRatio), kNotFound (no such member); each names the archive. The byte source
// is read as it is needed, never whole.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "files/byte_source.h"

namespace files {

class Member {
 public:
  virtual ~Member() = default;
  // Reads up to `size` bytes; 0 at the end, where the checksum has been found right.
  virtual base::Result<std::size_t> Read(char* buffer, std::size_t size) = 0;
};

class Archive {
 public:
  virtual ~Archive() = default;
  static base::Result<std::unique_ptr<Archive>> Open(std::unique_ptr<ByteSource> source,
                                                     const std::string& name);

  virtual const std::string& name() const = 0;
  virtual bool Has(const std::string& member) const = 0;
  // The archive must outlive the member. Names compare without regard to case where no exact one exists.
  virtual base::Result<std::unique_ptr<Member>> OpenMember(const std::string& member) = 0;
  // Adds to what counts against kMaxInflatedBytes, for content that a file says is repeated.
  virtual base::Status Charge(std::uint64_t bytes) = 0;
};

}  // namespace files
