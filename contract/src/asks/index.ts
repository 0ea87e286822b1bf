export * from './ask.ts';
export * from './broadcasts.ts';
export * from './commands.ts';
export * from './routes.ts';
