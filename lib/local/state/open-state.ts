import type { LocalState } from './local-state.ts';

export declare function openState(stateDir: string): LocalState;
