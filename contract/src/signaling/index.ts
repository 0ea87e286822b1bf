export * from './commands.ts';
export * from './rtp.ts';
