export * from './message.ts';
export * from './commands.ts';
export * from './broadcasts.ts';
