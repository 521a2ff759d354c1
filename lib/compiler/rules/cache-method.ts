import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** An inherited cache passes over other methods; one written on such an operation would be ignored. */
export const cacheMethod: Rule<'cache-method'> = {
  name: 'cache-method',
  severities: ['error'],
  summary: 'Only operations of the methods GET and HEAD are cached, and POST where `methods` names it.',
  why: 'The answer to any other method depends on what the request does. An inherited `cache` passes over such operations; one that is written on them would be ignored in silence.',
  sources: [SOURCES.rfc9111('3', 'Storing Responses in Caches')],
  fix: 'Remove `cache` from the operation; or, for a POST that changes nothing, name it in `cache.methods`.',
  bad: {
    yaml: `
      paths:
        /pets:
          post:
            x-gateway:
              cache: { ttl: 60s } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              cache: { ttl: 60s }
    `,
  },
  check: ({ operations }, report) => {
    for (const { method, layers, policy } of operations) {
      const own = layers.findLast(({ level }) => level === 'operation');
      if (own === undefined || !isObject(member(own.value, 'cache')) || method === 'GET' || method === 'HEAD') continue;
      if (policy.cache?.methods.includes(method)) continue;
      report(
        error(
          'cache-method',
          pointerTo(own.pointer, 'cache'),
          `${method} is not cached, only GET and HEAD are, and POST where methods names it; remove it`,
        ),
      );
    }
  },
};
