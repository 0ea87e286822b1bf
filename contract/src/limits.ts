/** Shared caps. A client may check them early; the server checks them always. */

export const MAX_TITLE_LENGTH = 80;
export const MAX_TEXT_LENGTH = 2_000;
export const MAX_CHAT_LENGTH = 500;
export const MAX_CHAT_WORDS = 500;
export const MAX_CHAT_WORD_LENGTH = 40;
export const MAX_SEGMENTS_PER_SHOW = 20;
export const MAX_MATERIALS_PER_SEGMENT = 12;
export const MAX_PRODUCTS_PER_SHOW = 50;
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
export const MAX_PICTURE_PIXELS = 25_000_000;
/** Sentences of a material that may rest on a card. */
export const MAX_CLAIM_LINKS = 100;
export const MAX_CLAIM_LENGTH = 300;
/** A card is said to run out so long before it does. */
export const CLAIM_EXPIRING_MS = 30 * 86_400_000;
export const MAX_CLIP_BYTES = 64 * 1024 * 1024;
/** Of one picture in a clip: what phones film at most, 8K. */
export const MAX_CLIP_PIXELS = 7_680 * 4_320;
export const MAX_CLIP_MS = 90_000;

export const MAX_TASKS_PER_SHOW = 40;
/** Tasks that may be open at once in a show. */
export const MAX_OPEN_TASKS = 3;
export const MAX_TASK_WORDS = 500;
export const MAX_TASK_TARGET = 100_000;
export const MAX_TASK_MINUTES = 120;
export const MAX_TASK_POINTS = 1_000;
export const MAX_GROUPS_PER_SHOPKEEPER = 20;
export const MAX_GROUP_NAME_LENGTH = 24;
export const MAX_GROUP_MEMBERS = 2_000;

export const MAX_QUESTION_LENGTH = 200;
export const MAX_OPTION_LENGTH = 60;
export const MAX_QUIZ_QUESTIONS = 3;
export const MAX_QUIZ_OPTIONS = 4;
export const MAX_POLL_OPTIONS = 6;
export const MAX_PREPARED_ASKS = 60;
export const MIN_ASK_SECONDS = 10;
export const MAX_ASK_SECONDS = 600;
export const MIN_SURPRISE_MINUTES = 2;
export const MAX_SURPRISE_MINUTES = 120;
/** An ask that runs out waits so long for answers that are on their way [AK4]. */
export const ASK_CLOSING_MS = 3_000;
/** A check-in or poll takes an answer that was given in time so long after it closed [AK4]. */
export const ANSWER_GRACE_MS = 30_000;
/** Nobody sees, reads and taps in less. */
export const FASTEST_ANSWER_MS = 300;

/** What a shopkeeper raises, and what she is answered. */
export const MAX_RAISED_LENGTH = 140;
export const MAX_ANSWER_LENGTH = 1_000;
export const MAX_OPEN_QUESTIONS = 3;

/** What a visitor asks the shopkeeper, in signs as people count them. */
export const MAX_INQUIRY_LENGTH = 300;
export const MAX_ASKER_NAME_LENGTH = 20;
/** Questions of one visitor to one shopkeeper that wait for an answer. */
export const MAX_WAITING_INQUIRIES = 5;
export const MAX_REPORT_LENGTH = 200;

/** Of a shop that a shopkeeper arranges. */
export const MAX_SHOP_ITEMS = 200;
export const MAX_SHOP_NOTE_LENGTH = 120;
export const MAX_SHOP_WELCOME_LENGTH = 200;
export const MAX_SHOP_NAME_LENGTH = 24;

/** Entries in one resume answer; a client that is further behind asks again. */
export const MAX_RESUME_ENTRIES = 500;
/** Messages a client gets when it joins. */
export const RECENT_CHAT_MESSAGES = 200;

/** The protocol this build speaks on the socket; see contract/PROTOCOL.md [CN2]. */
export const PROTOCOL_VERSION = 1;

/** How often the server tells the top seq to a quiet room. */
export const HEARTBEAT_INTERVAL_MS = 5_000;
/** A line over which nothing of a joined show came for so long is dead; its client dials anew [CN8]. */
export const SILENT_LINE_MS = 12_000;
/** A show whose host sends nothing for so long says so and waits. */
export const HOST_AWAY_AFTER_MS = 120_000;
/** A viewer whose ICE has not connected by then plays HLS. */
export const ICE_DEADLINE_MS = 4_000;
/** How long a message that was taken out can be put back. */
export const RESTORE_CHAT_MS = 30_000;
/** How long a host may take back a drop from the row below the stage. */
export const RECALL_OFFER_MS = 10_000;
/** Forwards that a school can be asked for. */
export const MAX_GOAL = 1_000_000;
/** Lines in the top of a league. */
export const LEAGUE_TOP_ROWS = 20;

/** Why a material was recalled, and what consumers read instead. */
export const MAX_REASON_LENGTH = 200;
export const MAX_CORRECTION_LENGTH = 600;

/** Of one product, over all its buyers. */
export const MAX_STOCK = 1_000_000;
/** Half of the price: more is no commission on a sale but a price that nobody pays. */
export const MAX_COMMISSION_BPS = 5_000;
/** Buyers may return what they bought online for seven days without a reason. */
export const MIN_AFTER_SALE_DAYS = 7;
export const MAX_AFTER_SALE_DAYS = 90;

/** Of one product, retired ones too. */
export const MAX_VARIANTS = 30;
export const MAX_VARIANT_NAME_LENGTH = 30;
export const MAX_UNITS_PER_ORDER = 20;
/** How long stock is kept for an order that nobody paid. */
export const RESERVATION_MS = 2 * 3_600_000;
/** Shipped goods that nobody said arrived count as received after so many days. */
export const RECEIVED_AFTER_DAYS = 14;
export const MAX_CSV_BYTES = 2 * 1024 * 1024;
