#pragma once
// Debian does not carry unordered_dense. The worker uses nothing of it that the standard containers lack.
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<typename K>
	using hash = std::hash<K>;

	template<typename K, typename V, typename H = std::hash<K>>
	using map = std::unordered_map<K, V, H>;

	template<typename K, typename H = std::hash<K>>
	using set = std::unordered_set<K, H>;
}
