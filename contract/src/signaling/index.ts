export * from './rtp.ts';
export * from './commands.ts';
