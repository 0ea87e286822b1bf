const KEY = 'shoal.stage';

/** Whether this tab has had the stage of this show, also before a reload or a crash. */
export const hasHadStage = (showId: string): boolean => sessionStorage.getItem(KEY) === showId;

export const rememberStage = (showId: string): void => sessionStorage.setItem(KEY, showId);
