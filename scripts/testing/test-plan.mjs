import { GroundError } from '../ground/step.mjs';

const PARTS = ['lint', 'unit', 'e2e', 'load'];

/**
 * What `npm test -- …` asks for: `--only lint|unit|e2e|load` for one part, anything else goes to vitest as a file filter and
 * leaves the checks out.
 * @throws GroundError when the part is unknown
 */
export function toTestPlan(args) {
  const at = args.indexOf('--only');
  const only = at === -1 ? undefined : args[at + 1];
  if (at !== -1 && !PARTS.includes(only)) throw new GroundError(`--only takes one of ${PARTS.join(', ')}.`);
  const filters = at === -1 ? args : args.filter((_, index) => index !== at && index !== at + 1);
  const runs = (part) => (only ? only === part : part !== 'lint' || filters.length === 0);
  return { isLint: runs('lint'), isUnit: runs('unit'), isE2e: runs('e2e'), isLoad: runs('load'), filters };
}
