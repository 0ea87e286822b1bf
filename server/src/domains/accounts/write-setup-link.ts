import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../platform/log.ts';
import { hasOperator } from './accounts.store.ts';
import { type IssueLinkDeps, issueSetupLink } from './issue-password-link.ts';

export type SetupLinkDeps = IssueLinkDeps & { dataDir: string; log: Log };

/**
 * While there is no operator, leaves the link that creates one in `setup-link.txt`, readable by its owner only;
 * afterwards takes the file away.
 */
export async function writeSetupLink(deps: SetupLinkDeps): Promise<void> {
  const file = join(deps.dataDir, 'setup-link.txt');
  if (await hasOperator(deps.db)) return rm(file, { force: true });
  const { url } = await issueSetupLink(deps);
  await mkdir(deps.dataDir, { recursive: true, mode: 0o700 });
  await writeFile(file, `${url}\n`, { mode: 0o600 });
  await chmod(file, 0o600); // The mode above holds for a new file only.
  deps.log.warn({ file }, 'there is no operator yet: open the link in this file');
}
