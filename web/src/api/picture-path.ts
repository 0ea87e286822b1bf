/** Where a picture of which only the id is known is served; whatever it was stored as, this name finds it. */
export const toPicturePath = (pictureId: string | null): string | null => pictureId && `/pictures/${pictureId}.jpg`;
