import type { Observed } from '../observed.ts';
import type { World } from '../world.ts';

/** How a recorded case is tried here, by its id. */
export type Tries = Readonly<Record<string, (world: World) => Promise<Observed>>>;
