#pragma once
// libqpdf, for the files of this room that use it.
//
// libqpdf 11's JSON.hh has a std::vector<JSON> within JSON, whose destructor clang 19 needs before JSON is
// complete (in C++20 it is constexpr); a std::deque's is not. The member belongs to a private type that no
// header makes, so its layout is seen by libqpdf alone. g++, which builds the product, needs nothing of this.

#if defined(__clang__)
#include <qpdf/Types.h>
#include <qpdf/Buffer.hh>
#include <qpdf/InputSource.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/PointerHolder.hh>

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>
#define vector deque  // NOLINT
#include <qpdf/JSON.hh>
#undef vector
#endif

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFStreamFilter.hh>
#include <qpdf/QPDFWriter.hh>
