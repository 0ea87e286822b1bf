/** Of a certificate that nobody has. */
export const givenDtls = {
  fingerprints: [{ algorithm: 'sha-256' as const, value: Array(32).fill('00').join(':') }],
};
