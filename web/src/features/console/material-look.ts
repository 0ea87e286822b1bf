import type { catalog } from '@shoal/contract';
import type { IconName } from '../../ui/icon.tsx';

export const materialIcons: Record<catalog.MaterialKind, IconName> = {
  poster: 'poster',
  copy: 'text',
  clip: 'clip',
  image: 'image',
  link: 'link',
};

/** The picture that stands for a material, if it has any. */
export const toMaterialPicture = ({ clip, picture, product }: catalog.Material): string | null =>
  picture?.path ?? clip?.posterPath ?? product?.picture?.path ?? null;
