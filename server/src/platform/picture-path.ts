import type { catalog, PictureId } from '@shoal/contract';

export type PictureFormat = 'jpeg' | 'png';
export type StoredPicture = { id: PictureId; format: PictureFormat; width: number; height: number };

/** Where a stored picture is served. */
export const toPicturePath = ({ format, id }: Pick<StoredPicture, 'id' | 'format'>): string =>
  `/pictures/${id}.${format === 'png' ? 'png' : 'jpg'}`;

/** A stored picture as the wire tells it. */
export const toPicture = ({ format, height, id, width }: StoredPicture): catalog.Picture => ({
  pictureId: id,
  path: toPicturePath({ id, format }),
  width,
  height,
});
