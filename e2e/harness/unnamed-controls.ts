import type { Page } from 'playwright-core';

const controls = new Set([
  ...['button', 'checkbox', 'combobox', 'dialog', 'link', 'listbox', 'menuitem', 'option', 'radio', 'searchbox'],
  ...['slider', 'spinbutton', 'switch', 'tab', 'tablist', 'textbox', 'video'],
]);

/** What can be operated on a page and has no name in Chromium's accessibility tree, as the markup it begins with. */
export async function unnamedControls(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const nameless = nodes.filter(
    ({ ignored, name, role }) =>
      !ignored && controls.has(String(role?.value).toLowerCase()) && !String(name?.value ?? '').trim(),
  );
  const markups = nameless.map(async ({ backendDOMNodeId, role }) => {
    const { outerHTML } = await session.send('DOM.getOuterHTML', { backendNodeId: Number(backendDOMNodeId) });
    return `${role?.value}: ${outerHTML.slice(0, 200)}`;
  });
  const found = await Promise.all(markups);
  await session.detach();
  return found;
}
