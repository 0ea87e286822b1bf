/** All that a poster shows. Paths are of files on this machine; everything else is text as it is printed. */
export type PosterSpec = {
  /** Names the part that all shopkeepers share, so that it is painted once. */
  baseKey: string;
  picturePath: string;
  /** Says that it is advertising; undefined where the operator switched it off. */
  adMark: string | undefined;
  title: string;
  priceText: string | undefined;
  showTitle: string;
  personName: string;
  tagline: string;
  facePath: string | undefined;
  /** What the QR leads to. */
  url: string;
  scanHint: string;
};

export const POSTER_WIDTH = 750;
export const POSTER_HEIGHT = 1_334;

/** Colours of the poster, as in the pages. */
export const colours = {
  deepSea: '#0b2530',
  mist: '#dff1ee',
  teal: '#0f9b8e',
  muted: '#5a737c',
  white: '#ffffff',
} as const;
