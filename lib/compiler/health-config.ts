import type { HealthConfig } from '../../lambdas/core/health-config.ts';
import type { ApiModel } from './api-model.ts';

/** What the health function needs of the model; `undefined` where no backend declares `health`. */
export function healthConfig({ backends }: Pick<ApiModel, 'backends'>): HealthConfig | undefined {
  const checked = Object.entries(backends).flatMap(([name, { health, targets, sources, protocol, tls, auth }]) => {
    if (health === undefined) return [];
    const reached = {
      targets,
      ...(sources && { sources }),
      ...(protocol && { protocol }),
      ...(tls && { tls }),
      ...(auth && { auth }),
    };
    return [[name, { health, reached }] as const];
  });
  return checked.length === 0 ? undefined : { version: 1, backends: Object.fromEntries(checked) };
}
