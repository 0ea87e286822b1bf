import type {
  asks,
  Broadcast,
  Command,
  chat,
  drops,
  inquiries,
  insights,
  league,
  log,
  orders,
  questions,
  shares,
  shows,
  signaling,
  tasks,
} from '@shoal/contract';

/** A command's name, typed by its contract entry; the entry's schemas stay out of what a phone downloads. */
export type Sendable<C extends Command> = {
  readonly name: C['name'];
  /** Never set: it carries the entry's type. */
  readonly entry?: C;
};
/** A broadcast's name, typed by its contract entry. */
export type Hearable<B extends Broadcast> = {
  readonly name: B['name'];
  /** Never set: it carries the entry's type. */
  readonly entry?: B;
};

const command = <C extends Command>(name: C['name']): Sendable<C> => ({ name });
const broadcast = <B extends Broadcast>(name: B['name']): Hearable<B> => ({ name });

/** Every command that a page sends. A name that differs from the contract's does not compile. */
export const commands = {
  joinShow: command<typeof shows.joinShow>('show:join'),
  leaveShow: command<typeof shows.leaveShow>('show:leave'),
  goLive: command<typeof shows.goLive>('show:goLive'),
  endShow: command<typeof shows.endShow>('show:end'),
  changeSegment: command<typeof shows.changeSegment>('segment:change'),
  listPresent: command<typeof shows.listPresent>('people:list'),
  publishDrop: command<typeof drops.publishDrop>('drop:publish'),
  recallDrop: command<typeof drops.recallDrop>('drop:recall'),
  reportReceipts: command<typeof drops.reportReceipts>('receipts:report'),
  listReceipts: command<typeof drops.listReceipts>('receipts:list'),
  openAsk: command<typeof asks.openAsk>('ask:open'),
  closeAsk: command<typeof asks.closeAsk>('ask:close'),
  armCheckIns: command<typeof asks.armCheckIns>('ask:arm'),
  answerAsk: command<typeof asks.answerAsk>('ask:answer'),
  listAnswers: command<typeof asks.listAnswers>('answers:list'),
  setGoal: command<typeof league.setGoal>('goal:set'),
  getGoal: command<typeof league.getGoal>('goal:get'),
  getPlace: command<typeof league.getPlace>('league:getPlace'),
  openLeague: command<typeof league.openLeague>('league:open'),
  closeLeague: command<typeof league.closeLeague>('league:close'),
  showName: command<typeof league.showName>('league:showName'),
  dismissHint: command<typeof insights.dismissHint>('radar:dismissHint'),
  listLeagues: command<typeof league.listLeagues>('league:list'),
  resumeLog: command<typeof log.resumeLog>('log:resume'),
  openTask: command<typeof tasks.openTask>('task:open'),
  closeTask: command<typeof tasks.closeTask>('task:close'),
  withdrawTask: command<typeof tasks.withdrawTask>('task:withdraw'),
  listTaskPeople: command<typeof tasks.listTaskPeople>('task:listPeople'),
  raiseQuestion: command<typeof questions.raiseQuestion>('question:raise'),
  voteQuestion: command<typeof questions.voteQuestion>('question:vote'),
  listQuestions: command<typeof questions.listQuestions>('questions:list'),
  moveQuestion: command<typeof questions.moveQuestion>('question:move'),
  answerQuestion: command<typeof questions.answerQuestion>('question:answer'),
  fileFaq: command<typeof questions.fileFaq>('question:file'),
  sendChat: command<typeof chat.sendChat>('chat:send'),
  deleteChat: command<typeof chat.deleteChat>('chat:delete'),
  restoreChat: command<typeof chat.restoreChat>('chat:restore'),
  muteAuthor: command<typeof chat.muteAuthor>('chat:mute'),
  deleteAllOf: command<typeof chat.deleteAllOf>('chat:deleteAllOf'),
  banGuest: command<typeof chat.banGuest>('chat:ban'),
  appointModerator: command<typeof chat.appointModerator>('chat:appoint'),
  setSlowMode: command<typeof chat.setSlowMode>('chat:slow'),
  highlightChat: command<typeof chat.highlightChat>('chat:highlight'),
  pinChat: command<typeof chat.pinChat>('chat:pin'),
  reviewChat: command<typeof chat.reviewChat>('chat:review'),
  listModeration: command<typeof chat.listModeration>('chat:listModeration'),
  openPublish: command<typeof signaling.openPublish>('media:publish'),
  connectTransport: command<typeof signaling.connectTransport>('media:connectTransport'),
  produceTrack: command<typeof signaling.produceTrack>('media:produce'),
  prepareWatch: command<typeof signaling.prepareWatch>('media:prepare'),
  choosePicture: command<typeof signaling.choosePicture>('media:choosePicture'),
  reportStart: command<typeof signaling.reportStart>('media:reportStart'),
  watch: command<typeof signaling.watch>('media:watch'),
  restartIce: command<typeof signaling.restartIce>('media:restartIce'),
  stopMedia: command<typeof signaling.stopMedia>('media:stop'),
};

/** Every broadcast that a page hears. */
export const broadcasts = {
  entryAppended: broadcast<typeof log.entryAppended>('log:appended'),
  heartbeat: broadcast<typeof log.heartbeat>('log:heartbeat'),
  chatPosted: broadcast<typeof chat.chatPosted>('chat:posted'),
  chatPostedMany: broadcast<typeof chat.chatPostedMany>('chat:postedMany'),
  chatDeleted: broadcast<typeof chat.chatDeleted>('chat:deleted'),
  chatRestored: broadcast<typeof chat.chatRestored>('chat:restored'),
  chatDeletedAllOf: broadcast<typeof chat.chatDeletedAllOf>('chat:deletedAllOf'),
  chatBanned: broadcast<typeof chat.chatBanned>('chat:banned'),
  moderatorChanged: broadcast<typeof chat.moderatorChanged>('chat:moderatorChanged'),
  slowChanged: broadcast<typeof chat.slowChanged>('chat:slowChanged'),
  chatHighlighted: broadcast<typeof chat.chatHighlighted>('chat:highlighted'),
  chatPinned: broadcast<typeof chat.chatPinned>('chat:pinned'),
  chatHeld: broadcast<typeof chat.chatHeld>('chat:held'),
  chatReviewed: broadcast<typeof chat.chatReviewed>('chat:reviewed'),
  chatMuted: broadcast<typeof chat.chatMuted>('chat:muted'),
  answersCounted: broadcast<typeof asks.answersCounted>('answers:counted'),
  inquiryArrived: broadcast<typeof inquiries.inquiryArrived>('inquiry:arrived'),
  earningsChanged: broadcast<typeof orders.earningsChanged>('earnings:changed'),
  countsChanged: broadcast<typeof drops.countsChanged>('counts:changed'),
  goalChanged: broadcast<typeof league.goalChanged>('goal:changed'),
  questionsChanged: broadcast<typeof questions.questionsChanged>('questions:changed'),
  radarChanged: broadcast<typeof insights.radarChanged>('radar:changed'),
  topChanged: broadcast<typeof league.topChanged>('league:topChanged'),
  taskProgressed: broadcast<typeof tasks.taskProgressed>('task:progressed'),
  taskCredited: broadcast<typeof tasks.taskCredited>('task:credited'),
  visitArrived: broadcast<typeof shares.visitArrived>('visit:arrived'),
  stageChanged: broadcast<typeof shows.stageChanged>('stage:changed'),
  mediaLost: broadcast<typeof shows.mediaLost>('media:lost'),
  presenceChanged: broadcast<typeof shows.presenceChanged>('presence:changed'),
  sendingStopped: broadcast<typeof shows.sendingStopped>('studio:sendingStopped'),
  stageTaken: broadcast<typeof shows.stageTaken>('studio:superseded'),
  recordingChanged: broadcast<typeof shows.recordingChanged>('recording:changed'),
  sessionClosed: broadcast<typeof shows.sessionClosed>('session:closed'),
};
