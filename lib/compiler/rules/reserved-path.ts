import { warning } from '../finding.ts';
import type { Rule } from '../reading.ts';

/** API Gateway, important notes: "The /ping and /sping paths are reserved for the service health check". */
export const reservedPath: Rule = ({ operations }, report) => {
  for (const { path, pathPointer } of operations) {
    if (!/^\/s?ping\/?$/.test(path)) continue;
    const message = `API Gateway answers ${path} itself on a custom domain, choose another path`;
    report(warning('reserved-path', pathPointer, message));
  }
};
