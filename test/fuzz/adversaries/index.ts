import type { Adversary } from './adversary.ts';
import { DOCUMENTS } from './documents.ts';
import { SCHEMAS } from './schemas.ts';
import { TEXTS } from './texts.ts';

export const ADVERSARIES: readonly Adversary[] = [...TEXTS, ...SCHEMAS, ...DOCUMENTS];
