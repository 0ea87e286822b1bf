/** The list of all segments since the start, beside that of the newest ones. */
export const toBackPath = (livePath: string): string => livePath.replace(/live\.m3u8$/, 'dvr.m3u8');
