import type { Page } from 'playwright-core';

// Answers that fail are asked for by the gallery itself, or stand in the page's own words.
const HARMLESS = /Failed to load resource|ERR_INTERNET_DISCONNECTED/;

/** Collects what a page complains of: exceptions, console errors and warnings, answers of 404 and the like. */
export function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${String(error)}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !HARMLESS.test(message.text())) {
      complaints.push(`${message.type()}: ${message.text().slice(0, 300)}`);
    }
  });
  return complaints;
}

/** What can be measured of a standing page: a phone's sideways scroll, small targets, words cut off, missing names. */
export function findLayoutFaults(page: Page, isPhone: boolean): Promise<string[]> {
  return page.evaluate(measure, isPhone);
}

// Runs in the page.
function measure(isPhone: boolean): string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth + 1) faults.push(`scrolls sideways: ${root.scrollWidth} in ${innerWidth}`);
  const nameOf = (element: Element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30) ||
    element.outerHTML.slice(0, 80);
  for (const element of document.querySelectorAll('button, a[href], input, select, textarea, [role=tab]')) {
    const { bottom, height, right, top, width } = element.getBoundingClientRect();
    const isShown = width > 1 && height > 1 && bottom > 0 && top < innerHeight && right > 0;
    if (!isShown || getComputedStyle(element).visibility === 'hidden') continue;
    const hit = element.closest('label')?.getBoundingClientRect();
    const [wide, high] = [Math.max(width, hit?.width ?? 0), Math.max(height, hit?.height ?? 0)];
    if (isPhone && (high < 43.5 || wide < 43.5))
      faults.push(`small target ${Math.round(wide)}x${Math.round(high)}: ${nameOf(element)}`);
    if (element.matches('button, a') && element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0)
      faults.push(`words wider than their button: ${nameOf(element)}`);
  }
  return faults;
}
