#pragma once
#include <optional>
namespace absl { using std::optional; using std::nullopt; }
