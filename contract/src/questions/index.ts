export * from './broadcasts.ts';
export * from './commands.ts';
export * from './question.ts';
export * from './routes.ts';
