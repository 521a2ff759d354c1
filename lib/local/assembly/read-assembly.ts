import type { Assembly } from './assembly.ts';

/** Reads a cloud assembly's folder (`cdk.out`) with every intrinsic resolved. */
export declare function readAssembly(dir: string): Promise<Assembly>;
