import { useMediaQuery } from '@mantine/hooks';

/** Whether the window has room for what a phone puts into sheets; the rooms' styles know the same width. */
export const useIsWide = (): boolean =>
  useMediaQuery('(min-width: 960px)', false, { getInitialValueInEffect: false }) ?? false;
