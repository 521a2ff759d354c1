/** Something to wait for that may happen before anyone waits, and again afterwards. */
export interface Wakeable {
  wake(): void;
  /** Until it happens, at most so many milliseconds. */
  wait(most?: number): Promise<void>;
}

export function wakeable(): Wakeable {
  let happened = false;
  let waiting: (() => void) | undefined;
  return {
    wake() {
      happened = true;
      waiting?.();
    },
    wait(most) {
      return new Promise((resolve) => {
        const timer = most === undefined ? undefined : setTimeout(() => waiting?.(), most);
        waiting = () => {
          clearTimeout(timer);
          waiting = undefined;
          happened = false;
          resolve();
        };
        if (happened) waiting();
      });
    },
  };
}
