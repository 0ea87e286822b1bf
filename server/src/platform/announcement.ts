/** One thing that happens and those who react to it, in the order they asked. */
export type Announcement<T> = {
  on(react: (value: T) => void): void;
  tell(value: T): void;
};

/** Opens an announcement that nobody reacts to yet. */
export function createAnnouncement<T>(): Announcement<T> {
  const reactions: ((value: T) => void)[] = [];
  return {
    on: (react) => void reactions.push(react),
    tell: (value) => {
      for (const react of reactions) react(value);
    },
  };
}
