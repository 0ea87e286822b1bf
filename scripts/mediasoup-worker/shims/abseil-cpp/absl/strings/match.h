#pragma once
#include "absl/strings/string_view.h"
