export interface OneAtATime {
  /** Runs the task, or, while it runs, asks for one more run after it. */
  trigger(): void;
  /** Resolves when nothing runs any more. */
  settled(): Promise<void>;
}

/** The task must not reject. */
export function oneAtATime(task: () => Promise<void>): OneAtATime {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await task();
    } while (again);
    running = undefined;
  };
  return {
    trigger() {
      again = running !== undefined;
      running ??= run();
    },
    settled: async () => running,
  };
}
