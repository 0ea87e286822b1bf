import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, 2 rounds, 1 lane: about 20 ms of one core, so at most two run at once and the rest wait in line. */
export type Passwords = {
  hash(password: string): Promise<string>;
  /** Takes as long for an account without a password, or none at all, as for a wrong password. */
  isRight(passwordHash: string | null | undefined, password: string): Promise<boolean>;
};

type Argon2 = { hash: typeof hash; verify: typeof verify };

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;

/** Opens the line. `argon2` is the library's, unless a test looks at what it is asked. */
export function createPasswords(argon2: Argon2 = { hash, verify }): Passwords {
  const inTurn = createLine(AT_ONCE);
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => inTurn(() => argon2.hash(password, options)),
    async isRight(passwordHash, password) {
      decoy ??= inTurn(() => argon2.hash(crypto.randomUUID(), options));
      const known = passwordHash ?? (await decoy);
      const isRight = await inTurn(() => argon2.verify(known, password));
      return isRight && passwordHash !== null && passwordHash !== undefined;
    },
  };
}

function createLine(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift(); // Hands its place on, so the count stays.
      if (next) next();
      else running -= 1;
    }
  };
}
