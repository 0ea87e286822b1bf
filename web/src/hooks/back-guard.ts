type Guard = (event: PopStateEvent) => void;
let guard: Guard | null = null;

/**
 * Lets a page hear of Back before the router does. To be called before the router is there: a window calls its listeners in
 * the order in which they came, whether they capture or not, and the router shows the other page at once.
 */
export const watchBack = (): void => window.addEventListener('popstate', (event) => guard?.(event));

export function setBackGuard(next: Guard | null): void {
  guard = next;
}
