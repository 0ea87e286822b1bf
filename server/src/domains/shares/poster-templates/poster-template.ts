import type { Image } from '@napi-rs/canvas';
import type { Ink } from '../poster-ink.ts';
import type { PosterBase } from '../poster-spec.ts';

export type BasePictures = { picture: Image; logo: Image | undefined };

/** How a template's strip with her face, name and QR looks. */
export type StripLook = { ground: string; edge?: string; name: string; quiet: string; accent: string };

/** One look of posters. The strip is at the same place in all of them, so that a thumb finds the QR. */
export type PosterTemplate = {
  paintBase: (ink: Ink, base: PosterBase, pictures: BasePictures) => void;
  strip: StripLook;
};

/** Where the strip begins; a template's own part ends above. */
export const STRIP_TOP = 1_098;
