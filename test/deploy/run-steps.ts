export type Step<Scene> = readonly [what: string, run: (scene: Scene) => Promise<unknown>];

/** One after the other, a line for each with the words that it returns, if any; after a failure the rest is left out. True: one failed. */
export async function runSteps<Scene>(steps: readonly Step<Scene>[], scene: Scene): Promise<boolean> {
  for (const [what, run] of steps) {
    const start = performance.now();
    try {
      const said = await run(scene);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`ok      ${what} (${seconds} s)${typeof said === 'string' ? `: ${said}` : ''}\n`);
    } catch (error) {
      process.stdout.write(`not ok  ${what}: ${error instanceof Error ? error.message : String(error)}\n`);
      return true;
    }
  }
  return false;
}
