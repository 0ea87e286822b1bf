import process from 'node:process';

/** The program that `loadtest/swarm` is built into. @throws Error saying how to get it */
export function requireSwarm(): string {
  const path = process.env.SWARM_PATH;
  if (!path)
    throw new Error('SWARM_PATH is not set: `npm run bench -w media` builds the swarm and sets it, where Go 1.25 is');
  return path;
}
