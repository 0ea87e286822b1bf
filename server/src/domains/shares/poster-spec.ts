import type { catalog } from '@shoal/contract';

/** What all shopkeepers' posters of a material share. Paths are of files on this machine; all else is text as it is printed. */
export type PosterBase = {
  template: catalog.PosterTemplate;
  picturePath: string;
  logoPath: string | undefined;
  /** Says that it is advertising; undefined where the operator switched it off. */
  adMark: string | undefined;
  title: string;
  price: { label: string; text: string } | undefined;
  show: {
    title: string;
    invitation: string;
    /** When it begins; undefined once it began, and while nobody knows. */
    when: { day: string; weekday: string; hour: string; minute: string } | undefined;
    /** What stands in the place of a time. */
    instead: string;
  };
  brandName: string;
  story: string;
  promise: { label: string; text: string } | undefined;
};

/** What is hers on it. */
export type PosterKeeper = {
  name: string;
  tagline: string;
  facePath: string | undefined;
  /** What the QR leads to. */
  url: string;
  scanHint: string;
};

export type PosterFormat = 'jpeg' | 'png';

export type PosterSpec = {
  base: PosterBase;
  keeper: PosterKeeper;
  format: PosterFormat;
  /** Of `POSTER_WIDTH` by `POSTER_HEIGHT`. */
  scale: number;
  /** A look at a draft: its base is painted once only, and its QR is nobody's. */
  isPreview: boolean;
};

export const POSTER_WIDTH = 750;
export const POSTER_HEIGHT = 1_334;
/** A chat shows its JPEG pixel by pixel; who asks for PNG prints it. */
export const scaleOf: Readonly<Record<PosterFormat, number>> = { jpeg: 1, png: 2 };
export const PREVIEW_SCALE = 0.48;

/** Colours of the poster, as in the pages. */
export const colours = {
  deepSea: '#0b2530',
  abyss: '#071a24',
  mist: '#dff1ee',
  teal: '#0f9b8e',
  foam: '#7fe3d6',
  muted: '#5a737c',
  white: '#ffffff',
  lamp: '#ffd98a',
  paper: '#fbf7ef',
  bronze: '#8a6a33',
  pine: '#1f5a4c',
} as const;
