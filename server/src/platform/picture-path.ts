import type { catalog, PictureId } from '@shoal/contract';

export type PictureFormat = 'jpeg' | 'png';
export type StoredPicture = { id: PictureId; format: PictureFormat; width: number; height: number };

/** A stored picture as the wire tells it. */
export const toPicture = ({ format, height, id, width }: StoredPicture): catalog.Picture => ({
  pictureId: id,
  path: `/pictures/${id}.${format === 'png' ? 'png' : 'jpg'}`,
  width,
  height,
});
