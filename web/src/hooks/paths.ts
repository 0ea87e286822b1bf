/** Addresses of the app's pages. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  join: (token: string) => `/join/${token}`,
  password: (token: string) => `/password/${token}`,
  studio: (showId: string) => `/studio/${showId}`,
  room: (showId: string) => `/room/${showId}`,
  replay: (showId: string) => `/replay/${showId}`,
  shows: '/console/shows',
  newShow: '/console/shows/new',
  editShow: (showId: string) => `/console/shows/${showId}`,
  materials: '/console/materials',
  people: '/console/shopkeepers',
  heldEvidence: '/console/held-evidence',
  mediaNodes: '/console/media-nodes',
  settings: '/console/settings',
  account: '/account',
};
