import type { Job } from './execution-environment.ts';

export interface WorkCounter {
  /** The same job, counted until it ends. */
  track(job: Job): Job;
  /** Resolves when no job is under way, or after so many milliseconds. */
  over(within: number): Promise<void>;
}

export function countWork(): WorkCounter {
  let count = 0;
  let waiting: (() => void) | undefined;
  return {
    track(job) {
      count++;
      return {
        ...job,
        settle(outcome) {
          count--;
          if (count === 0) waiting?.();
          job.settle(outcome);
        },
      };
    },
    over(within) {
      if (count === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, within);
        waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
