#pragma once
// The calls of libsrtp 3 that the worker makes, put on libsrtp 2, which is what Debian carries. C++ overloads stand
// beside the C functions of the same name; only the policy type must be renamed, since both define one.
#include <cstdint>
#include <cstring>
#include <new>

#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

static constexpr srtp_err_status_t srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
static constexpr srtp_err_status_t srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

struct srtp_policy_on_2
{
	srtp2_policy_t policy;
	uint8_t keyAndSalt[64];
};

using srtp_policy_t = srtp_policy_on_2*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) srtp_policy_on_2{};
	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	// The key must not stay behind in freed memory; volatile keeps the compiler from dropping the loop.
	volatile uint8_t* key = policy->keyAndSalt;
	for (size_t i = 0; i < sizeof(policy->keyAndSalt); ++i)
	{
		key[i] = 0;
	}
	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const srtp_err_status_t err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);
	return err == srtp_err_status_ok ? srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile) : err;
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* mki,
  size_t mkiLen)
{
	if (keyLen + saltLen > sizeof(policy->keyAndSalt) || mki != nullptr || mkiLen != 0)
	{
		return srtp_err_status_bad_param;
	}
	std::memcpy(policy->keyAndSalt, key, keyLen);
	std::memcpy(policy->keyAndSalt + keyLen, salt, saltLen);
	policy->policy.key = policy->keyAndSalt;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->policy.window_size = size;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	return srtp_create(session, &policy->policy);
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrcInNetworkOrder)
{
	return srtp_remove_stream(session, ssrcInNetworkOrder);
}

// libsrtp 2 works in place: the input is moved to where the output shall be.
template<typename Act>
inline srtp_err_status_t srtp_in_place(
  const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t room, Act act)
{
	if (inLen + room > *outLen)
	{
		return srtp_err_status_buffer_small;
	}
	if (in != out)
	{
		std::memmove(out, in, inLen);
	}
	int length                  = static_cast<int>(inLen);
	const srtp_err_status_t err = act(out, &length);
	if (err == srtp_err_status_ok)
	{
		*outLen = static_cast<size_t>(length);
	}
	return err;
}

inline srtp_err_status_t srtp_protect(
  srtp_t ctx, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mkiIndex*/)
{
	return srtp_in_place(
	  in, inLen, out, outLen, SRTP_MAX_TRAILER_LEN, [ctx](uint8_t* data, int* len) { return srtp_protect(ctx, data, len); });
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t ctx, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mkiIndex*/)
{
	// RTCP carries its index as well: four bytes more.
	return srtp_in_place(
	  in, inLen, out, outLen, SRTP_MAX_TRAILER_LEN + 4, [ctx](uint8_t* data, int* len) {
		  return srtp_protect_rtcp(ctx, data, len);
	  });
}

inline srtp_err_status_t srtp_unprotect(srtp_t ctx, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp_in_place(
	  in, inLen, out, outLen, 0, [ctx](uint8_t* data, int* len) { return srtp_unprotect(ctx, data, len); });
}

inline srtp_err_status_t srtp_unprotect_rtcp(srtp_t ctx, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp_in_place(
	  in, inLen, out, outLen, 0, [ctx](uint8_t* data, int* len) { return srtp_unprotect_rtcp(ctx, data, len); });
}
