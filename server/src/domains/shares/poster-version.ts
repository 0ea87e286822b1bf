import { createHash } from 'node:crypto';
import type { accounts, catalog } from '@shoal/contract';
import type { PosterScene } from './poster-facts.ts';

/** Raised when the posters' layout changes, so that browsers fetch them anew. */
const POSTER_LAYOUT = 4;

type Shown = { material: catalog.Material; scene: PosterScene; person: Omit<accounts.Person, 'accountId'> };

/** Names what a poster shows: the same facts make the same picture. */
export const toPosterVersion = ({ material, person, scene }: Shown): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        POSTER_LAYOUT,
        [material.title, material.text, material.picture, material.product],
        [person.displayName, person.tagline, person.facePictureId],
        [scene.title, scene.state, scene.startsAt, scene.timeZone, scene.isAdMarked],
        [scene.brandName, scene.brandStory, scene.logoPictureId],
      ]),
    )
    .digest('base64url')
    .slice(0, 12);

/** The templates that she may pick from; one that was dropped before there were any keeps the look that it had. */
export const templatesOf = ({
  posterTemplates,
}: catalog.Material): readonly [catalog.PosterTemplate, ...catalog.PosterTemplate[]] => {
  const [first = 'hero', ...rest] = posterTemplates ?? [];
  return [first, ...rest];
};
