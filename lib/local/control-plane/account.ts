import { ok } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';

/** GetAccount, with the limits that AWS gives an account in most Regions (quotas page). */
export const getAccount: ControlOperation = () =>
  ok({ throttleSettings: { burstLimit: 5000, rateLimit: 10_000 }, features: ['UsagePlans'], apiKeyVersion: '4' });
