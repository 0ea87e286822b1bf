/** Names of what the query cache holds. A change of shows invalidates every key that begins with `shows`. */
export const queryKeys = {
  me: ['me'] as const,
  sessions: ['me', 'sessions'] as const,
  accounts: (filter: { role?: string | undefined; search?: string | undefined } = {}) => ['accounts', filter] as const,
  allAccounts: ['accounts'] as const,
  invitations: (showId?: string) => ['invitations', showId ?? null] as const,
  invitationLink: (token: string) => ['invitation-link', token] as const,
  passwordLink: (token: string) => ['password-link', token] as const,
  brands: ['brands'] as const,
  products: (brandId: string) => ['products', brandId] as const,
  materials: (brandId: string) => ['materials', brandId] as const,
  shows: ['shows'] as const,
  show: (showId: string) => ['shows', showId] as const,
  guests: (showId: string) => ['shows', showId, 'guests'] as const,
  room: (showId: string) => ['shows', showId, 'room'] as const,
  replay: (showId: string) => ['shows', showId, 'replay'] as const,
  shares: (showId?: string) => ['shares', showId ?? null] as const,
};
