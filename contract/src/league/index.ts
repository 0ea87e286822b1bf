export * from './broadcasts.ts';
export * from './commands.ts';
export * from './league.ts';
