import type { Mode } from './target.ts';
import type { TargetProcess } from './target-process.ts';

export interface Fault {
  readonly name: string;
  /** Of the document in `document.ts`. */
  readonly path: '/items' | '/unresolvable' | '/cached' | '/stream' | '/secure' | '/secure-stream';
  /** What becomes of every target but one, and how it is mended; absent: nothing. */
  readonly targets?: {
    break(target: TargetProcess): Promise<void>;
    mend(target: TargetProcess): Promise<void>;
  };
  readonly table?: 'refusing' | 'stalled';
  /** Times that another target is the good one: 2, but 1 where a request waits for longer than two are good. */
  readonly turns?: 1;
}

type Damage = NonNullable<Fault['targets']>;

const mode = (to: Mode): Damage => ({ break: (target) => target.set(to), mend: (target) => target.set('good') });
const killed: Damage = { break: (target) => target.kill(), mend: (target) => target.restart() };
const restarted: Damage = { break: (target) => target.restart(), mend: async () => undefined };

export const FAULTS: readonly Fault[] = [
  { name: 'none', path: '/items' },
  { name: 'streamed, none', path: '/stream' },
  { name: 'HTTP/2 and TLS, none', path: '/secure' },
  { name: 'table refuses', path: '/cached', table: 'refusing' },
  { name: 'table never answers', path: '/cached', table: 'stalled' },
  { name: 'killed', path: '/items', targets: killed },
  { name: 'restarted', path: '/items', targets: restarted },
  { name: 'hangs up at once', path: '/items', targets: mode('hanging-up') },
  { name: 'resets within the body', path: '/items', targets: mode('breaking') },
  { name: 'closes within the body', path: '/items', targets: mode('cutting') },
  { name: 'answers garbage', path: '/items', targets: mode('garbage') },
  { name: 'answers 503', path: '/items', targets: mode('unavailable') },
  { name: 'slow (300 ms)', path: '/items', targets: mode('slow') },
  { name: 'accepts, never answers', path: '/items', targets: mode('stalled'), turns: 1 },
  { name: 'DNS fails for two of three', path: '/unresolvable' },
  { name: 'streamed, resets within the body', path: '/stream', targets: mode('breaking') },
  { name: 'streamed, closes within the body', path: '/stream', targets: mode('cutting') },
  { name: 'streamed, killed', path: '/stream', targets: killed },
  { name: 'HTTP/2 and TLS, killed', path: '/secure', targets: killed },
  { name: 'HTTP/2 and TLS, restarted', path: '/secure', targets: restarted },
  { name: 'HTTP/2 and TLS, hangs up at once', path: '/secure', targets: mode('hanging-up') },
  { name: 'HTTP/2 and TLS, resets within the body', path: '/secure', targets: mode('breaking') },
  { name: 'HTTP/2 and TLS, closes within the body', path: '/secure', targets: mode('cutting') },
  { name: 'HTTP/2 and TLS, goes away (GOAWAY)', path: '/secure', targets: mode('going-away') },
  { name: 'HTTP/2 and TLS, never answers', path: '/secure', targets: mode('stalled'), turns: 1 },
  { name: 'HTTP/2, streamed, resets within the body', path: '/secure-stream', targets: mode('breaking') },
  { name: 'HTTP/2, streamed, killed', path: '/secure-stream', targets: killed },
  { name: 'none, again', path: '/items' },
];
