import type { AuthorizerAnswer } from './read-authorizer-answer.ts';

/** Answers of authorizers by authorizer, stage and identity, until their time is over. */
export interface AuthorizerCache {
  get(key: string, now: number): AuthorizerAnswer | undefined;
  /** @param expires milliseconds since 1970 */
  put(key: string, answer: AuthorizerAnswer, expires: number, now: number): void;
  /** Forgets all answers whose key begins so. */
  flush(prefix: string): void;
}

/** Identities after which expired ones are swept out. */
const SWEEP_AT = 10_000;

export function authorizerCache(): AuthorizerCache {
  const answers = new Map<string, { readonly answer: AuthorizerAnswer; readonly expires: number }>();
  return {
    get: (key, now) => {
      const cached = answers.get(key);
      return cached !== undefined && cached.expires > now ? cached.answer : undefined;
    },
    put: (key, answer, expires, now) => {
      if (answers.size >= SWEEP_AT) sweep(answers, now);
      answers.set(key, { answer, expires });
    },
    flush: (prefix) => {
      for (const key of answers.keys()) if (key.startsWith(prefix)) answers.delete(key);
    },
  };
}

function sweep(answers: Map<string, { readonly expires: number }>, now: number): void {
  for (const [key, { expires }] of answers) if (expires <= now) answers.delete(key);
  if (answers.size >= SWEEP_AT) answers.clear();
}
