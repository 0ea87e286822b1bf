import { fileURLToPath } from 'node:url';
import { GlobalFonts } from '@napi-rs/canvas';

/** Loads the posters' fonts into this thread. A machine may have no Chinese font at all, so ours are the ones that count. */
export function loadPosterFonts(): void {
  const load = (path: string, family: string) =>
    GlobalFonts.registerFromPath(fileURLToPath(import.meta.resolve(path)), family);
  load('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'Noto Sans SC');
  load('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf', 'Noto Sans SC');
  load('@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2', 'Noto Color Emoji');
}
