const touch = { isMobile: true, hasTouch: true } as const;

/** The windows that people have. */
export const views = {
  phone: { viewport: { width: 390, height: 844 }, ...touch },
  sharpPhone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, ...touch },
  smallPhone: { viewport: { width: 360, height: 640 }, ...touch },
  lyingPhone: { viewport: { width: 844, height: 390 }, ...touch },
  desktop: { viewport: { width: 1440, height: 900 } },
  laptop: { viewport: { width: 1024, height: 768 } },
} as const;
export type View = keyof typeof views;

export const isPhone = (view: View) => 'isMobile' in views[view];
