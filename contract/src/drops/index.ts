export * from './counts.ts';
export * from './commands.ts';
export * from './broadcasts.ts';
