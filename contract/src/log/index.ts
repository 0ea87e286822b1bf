export * from './entry.ts';
export * from './commands.ts';
export * from './broadcasts.ts';
