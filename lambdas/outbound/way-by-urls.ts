import { exchange } from '../adapters/http-exchange.ts';
import { parseOrigin } from '../adapters/origin.ts';
import type { TargetConfig } from '../core/router-config.ts';
import type { Way } from './open-ways.ts';

/** The way to targets of which nothing is said but their URLs. */
export const wayByUrls = (targets: readonly TargetConfig[]): Way => ({
  targets,
  origins: targets.map(({ url }) => parseOrigin(url)),
  send: exchange,
  fields: [],
});
