import type { Job } from './execution-environment.ts';

export interface WorkCounter {
  /** The same job, counted until it ends. */
  track(job: Job): Job;
  /** Resolves when no job is under way, or after so many milliseconds. */
  over(within: number): Promise<void>;
}

export function countWork(): WorkCounter {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    track(job) {
      count++;
      return {
        ...job,
        settle(outcome) {
          count--;
          if (count === 0) for (const resolve of waiting) resolve();
          job.settle(outcome);
        },
      };
    },
    over(within) {
      if (count === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(end);
          resolve();
        };
        const timer = setTimeout(end, within);
        waiting.add(end);
      });
    },
  };
}
