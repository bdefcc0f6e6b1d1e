#pragma once
// Structure of a compiled list: every number that the engine follows points inside its section. Together with
// the checksum this makes a damaged or crafted file an error instead of a crash. One pass over the file.

#include "match/compiled.h"

namespace match {

base::Status VerifyStructure(const CompiledList::Impl& impl);

}  // namespace match
