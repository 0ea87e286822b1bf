import { accounts, chat, drops, log, PROTOCOL_VERSION, shares, shows } from '@shoal/contract';

/**
 * The names and numbers of the contract that a virtual user needs. `build.mjs` reads this file when it bundles and puts
 * the plain values in its place, so no schema is made or asked inside k6.
 */
export const wire = {
  protocol: PROTOCOL_VERSION,
  commands: {
    joinShow: shows.joinShow.name,
    resumeLog: log.resumeLog.name,
    reportReceipts: drops.reportReceipts.name,
    sendChat: chat.sendChat.name,
  },
  broadcasts: {
    entryAppended: log.entryAppended.name,
    heartbeat: log.heartbeat.name,
    sessionClosed: shows.sessionClosed.name,
    chatPosted: chat.chatPosted.name,
  },
  paths: {
    signIn: accounts.signIn.path,
    getMe: accounts.getMe.path,
    createShare: shares.createShare.path,
    recordEvidence: shares.recordEvidence.path,
    recordVisit: shares.recordVisit.path,
    getRoom: shows.getRoom.path,
  },
} as const;
