import type { FunctionPool, FunctionPoolOptions } from './function-pool.ts';

export declare function openFunctionPool(options: FunctionPoolOptions): FunctionPool;
