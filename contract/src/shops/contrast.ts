/** What text needs against its ground to be read by most people (WCAG AA). */
export const MIN_CONTRAST = 4.5;
/** The grounds that an accent stands on: the leaflet, its cards, and white text upon the accent itself. */
const GROUNDS = ['#f3faf9', '#ffffff'];

/** Whether a colour can be read on the pages' grounds, and white text on it; written `#rrggbb`. */
export const isReadable = (accent: string): boolean => lowestContrast(accent) >= MIN_CONTRAST;

/** The contrast of a colour, written `#rrggbb`, with the ground that suits it least: 1 to 21. */
export const lowestContrast = (accent: string): number =>
  Math.min(...GROUNDS.map((ground) => getContrast(accent, ground)));

function getContrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [toLuminance(one), toLuminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function toLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
