export interface TimeLimit {
  /** It is not over any more. */
  clear(): void;
}

/** Milliseconds of a part. */
const PART = 100;

/**
 * Calls back when so many milliseconds are over in which this process ran: on a machine that slept or had no processor left,
 * nobody is late whose answer could not come. They are counted in parts, each as one however late it ends, and what has come
 * meanwhile is looked at first; on a quiet machine that is a hundredth more.
 */
export function limitTime(milliseconds: number, onOver: () => void): TimeLimit {
  let left = milliseconds;
  let timer: NodeJS.Timeout;
  let last: NodeJS.Immediate | undefined;
  const wait = () => {
    const part = Math.min(left, PART);
    left -= part;
    timer = setTimeout(left > 0 ? wait : end, part);
  };
  const end = () => {
    last = setImmediate(onOver);
  };
  wait();
  return {
    clear: () => {
      clearTimeout(timer);
      clearImmediate(last);
    },
  };
}
